"""A prompt as the rules read it: its words with what they stand for in this project."""

from __future__ import annotations

import itertools

from studio.agent.addresses import addressed
from studio.agent.captures import captured
from studio.agent.complaints import complained, uncovered
from studio.agent.context import Project
from studio.agent.languages import FILLER, TEXTS
from studio.agent.measures import merged
from studio.agent.phrases import written
from studio.agent.tokens import Reading, read

_BEFORE_VERBS = frozenset({"should", "shall", "must", "to", "will", "would", "it", "them"})


def _playing(reading: Reading, project: Project) -> None:
    """Where no song was sent, `this song` is the music, and `the recording` a clip's sound."""
    given = any("add" in t and FILLER not in t for t in reading.tokens)
    clips = any(clip.kind == "video" for clip in project.draft.clips)
    for token in reading.tokens:
        if "this_song" in token and project.draft.music is not None and not given:
            token.tags = frozenset({"music"})
        elif "recorded" in token and clips:
            token.tags = frozenset({"sound"})


def read_prompt(text: str, project: Project) -> Reading:
    """The words, with the project's files, songs, texts and clips known by name or number."""
    names = tuple(written(item.name) for item in project.media)
    shown = tuple(title.text for title in project.draft.titles)
    reading = merged(read(text, project.language, names, shown))
    songs = {f"name:{n}" for n, item in enumerate(project.media) if item.kind == "audio"}
    for token in reading.tokens:
        token.tags |= {"own"} if token.tags & songs else frozenset()
    if not songs:
        _playing(reading, project)
    for token in reading.tokens:
        # Of themselves they say nothing: `The Cover Band`.
        token.tags |= {"unknown"} if token.tags in ({"covers"}, {"address"}) else set()
    about = reading.has("title", "text", "caption", "endcard")
    for token in reading.tokens:
        if about and token.values("part") and token.text[:1].isupper():
            parts = {tag for tag in token.tags if tag.startswith(("part:", "shown:"))}
            token.tags = frozenset({*parts, "unknown"})  # `the word Party`: no kind of music
    for before, token in itertools.pairwise(reading.tokens):
        if {"hold", "last"} <= token.tags and before.text.casefold() in _BEFORE_VERBS:
            token.tags -= {"last"}  # `should last 5 seconds`, not `the last 5 seconds`
        if {"end", "restore"} <= token.tags:  # `at the back`, `put it back`
            token.tags -= {"restore"} if before.text.casefold().endswith("the") else {"end"}
    if not project.draft.empty:
        words = bool(TEXTS & {*project.recall.topics})
        reading = uncovered(complained(reading), project.draft, words=words)
    many = len(project.draft.clips) or len(project.visuals)
    return addressed(captured(reading, many, shown))
