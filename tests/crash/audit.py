"""What came of it all: the platform's books, the studio's and the bot's rows, held together."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any, Final

from core.language.phrases import say
from core.work.lane import LANE_BOUND
from tests.crash.people import Said
from tests.crash.world import World

MARK: Final = say("en", "recovery-duplicate")
REFUSALS: Final = tuple(
    say("en", key, **args).split(".")[0]
    for key, args in (
        ("queue-full", {"limit": 5}),
        ("button-too-old", {}),
        ("button-already-used", {}),
        ("media-none", {}),
        ("error-unexpected", {}),
    )
)
LEFT_OUT: Final = (
    re.compile(re.escape(say("en", "recovery-left-out", count=1))),
    re.compile(re.escape(say("en", "recovery-left-out", count=99)).replace("99", "([0-9]+)")),
    re.compile(re.escape(say("en", "flood-same-answer", count=99)).replace("99", "([0-9]+)")),
)
# Before a /cancel as many may wait as a lane holds, and as many of before a start.
SOON: Final = 2 * LANE_BOUND
STOPPED: Final = ("Cancelled", "Stopped waiting", "Export cancelled")
RAN: Final = ("done", "free", "working", "failed", "interrupted")
ENDED: Final = ("done", "failed", "cancelled")
SECRETS: Final = (b"nmv_usr_", b"clm_")


@dataclass(slots=True)
class Audit:
    """Counts; everything in `wrong` must be 0, and `notes` says where it is not."""

    wrong: Counter[str] = field(default_factory=Counter)
    facts: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)

    def blame(self, what: str, note: object, count: int = 1) -> None:
        """Count something that must not be."""
        self.wrong[what] += count
        self.notes.append(f"{what}: {note}")

    @property
    def clean(self) -> bool:
        """Whether nothing is wrong."""
        return not +self.wrong


FAULTS: Final = (
    "lost",
    "charged twice",
    "orphaned render",
    "render submitted twice",
    "duplicate unmarked",
    "misordered",
    "wrong project",
    "left open",
    "two endings",
    "false failure",
    "false result",
    "unanswered",
    "plaintext secret",
)


async def audit(world: World) -> Audit:
    """Look at everything; the bot is not running any more."""
    found = Audit(wrong=Counter(dict.fromkeys(FAULTS, 0)))
    rows = _rows(world)
    matched = _match(world, rows, found)
    _endings(world, rows, found)
    await _charges(world, rows, found)
    await _renders(world, found)
    _order(rows, matched, found)
    _answers(world, found)
    _left_open(world, rows, found)
    _secrets(world, found)
    return found


def _rows(world: World) -> list[dict[str, Any]]:
    rows = world.query(
        "select jobs.*, projects.title as title, projects.session as session"
        " from jobs join projects on projects.id = jobs.project order by jobs.id"
    )
    for row in rows:
        for column in ("request", "result"):
            row[column] = json.loads(row[column]) if row[column] else None
    return rows


def _match(
    world: World, rows: list[dict[str, Any]], found: Audit
) -> list[tuple[Said, dict[str, Any]]]:
    """Each thing that was said with its job; what has neither job nor refusal is lost."""
    by_origin = {row["origin"]: row for row in rows}
    by_text = {row["request"]["text"]: row for row in rows}
    matched: list[tuple[Said, dict[str, Any]]] = []
    without: dict[str, list[Said]] = defaultdict(list)
    for said in world.minutes.said:
        found.facts[said.kind] += 1
        if not said.origins or not said.update.acknowledged:
            continue
        jobs = [by_origin[o] for o in said.origins if o in by_origin]
        if said.kind == "prompt":
            jobs = [by_text[said.text]] if said.text in by_text else []
        if jobs:
            matched.append((said, jobs[0]))
        elif not said.twice:
            without[said.lane].append(said)
    for lane, all_missing in without.items():
        # A photo and its words are one request: refused with one sentence.
        words = {o for said in all_missing if said.kind == "prompt" for o in said.origins}
        missing = [s for s in all_missing if s.kind != "files" or not words & {*s.origins}]
        missing = [s for s in missing if not _withdrawn(world, s, found)]
        refusals = [p.number for p in _posts(world, lane) for _ in range(_refused(p.text))]
        for said in missing:
            # Each with a sentence of its own, which came after it, or counted in one.
            told = next((number for number in refusals if number > said.update.id), None)
            if told is None:
                found.blame("lost", said)
            else:
                refusals.remove(told)
                found.facts["refused"] += 1
    return matched


def _refused(text: str) -> int:
    """How many requests a post says no to."""
    found = next((match for pattern in LEFT_OUT if (match := pattern.match(text))), None)
    if found is not None:
        return int(found[1]) if found.groups() else 1
    return int(text.startswith(REFUSALS))


def _withdrawn(world: World, said: Said, found: Audit) -> bool:
    """Whether a /cancel came soon behind it, before it was accepted, and said what it stopped."""
    later = [s for s in world.minutes.said if s.lane == said.lane and s.number > said.number]
    for stop in later[:SOON]:
        if stop.update.body.get("command", [""])[0] == "cancel":
            told = [
                post
                for post in _posts(world, said.lane)
                if post.number > stop.update.id and post.text.startswith(STOPPED)
            ]
            found.facts["withdrawn before a job"] += bool(told)
            return bool(told)
    return False


def _posts(world: World, lane: str) -> list[Any]:
    platform, _, chat, _, user = lane.split("/")
    wanted = (platform, chat, user)
    posts = world.slate.books.posts
    return [p for p in posts if (p.platform, p.chat, p.user) == wanted and not p.silent]


def _endings(world: World, rows: list[dict[str, Any]], found: Audit) -> None:
    """Each job told once, or its repeat marked; cancelled ones not at all."""
    told: dict[str, list[Any]] = defaultdict(list)
    for post in world.slate.books.posts:
        if post.nonce and not post.silent:
            told[post.nonce].append(post)
            found.facts["nonce recognised"] += post.repeats
    parts = defaultdict(list)
    for part in world.query("select job, part, state from deliveries order by job, part"):
        parts[part["job"]].append(part)
    for row in rows:
        ending = (row["result"] or {}).get("ending", "none")
        found.facts[f"{row['kind']}s"] += 1
        if row["state"] in ENDED:
            found.facts[f"ended: {ending}"] += 1
        posts = [told[f"{row['id']}.{part['part']}"] for part in parts[row["id"]]]
        if row["state"] == "cancelled" and any(posts):
            found.blame("two endings", row["origin"])
        if row["state"] in ("done", "failed") and (not posts or not all(posts)):
            found.blame("lost", ("never told", row["origin"], parts[row["id"]]))
        for same in posts:
            for repeat in same[1:]:
                marked = MARK in repeat.texts[0]
                found.facts["duplicate marked"] += marked
                if not marked:
                    found.blame("duplicate unmarked", (row["origin"], repeat.texts[0][:60]))
        found.facts["marked, no duplicate"] += sum(
            MARK in same[0].texts[0] for same in posts if len(same) == 1
        )


async def _charges(world: World, rows: list[dict[str, Any]], found: Audit) -> None:
    """Each prompt at the studio once at the most, and told as what became of it there."""
    arrived = [p for p in await world.studio.audit.prompts() if p.outcome in RAN]
    found.facts["prompts at the studio"] = len(arrived)
    turns = [row for row in rows if row["kind"] == "turn"]
    sent = Counter(row["request"]["text"] for row in turns if row["sent"] is not None)
    for text, count in Counter(p.text for p in arrived).items():
        if count > sent[text]:
            found.blame("charged twice", text, count - sent[text])
    outcome = {p.text: p for p in arrived}
    # A suggestion's words may be those of several jobs: the one that sent them is meant.
    unique = [row for row in turns if row["sent"] and sent[row["request"]["text"]] == 1]
    for row in unique:
        prompt, ending = outcome.get(row["request"]["text"]), (row["result"] or {}).get("ending")
        found.facts["never sent"] += prompt is None
        if prompt is None and ending == "result":
            found.blame("false result", row["origin"])
        if prompt is not None and prompt.charged and ending == "failure":
            found.blame("false failure", row["origin"])
    lanes = {row["request"]["text"]: row for row in unique}
    newest: dict[str, int] = {}
    for prompt in arrived:
        if (job := lanes.get(prompt.text)) is None:
            continue
        if job["id"] < newest.get(job["lane"], 0):
            found.blame("misordered", ("at the studio", job["origin"]))
        newest[job["lane"]] = max(job["id"], newest.get(job["lane"], 0))


async def _renders(world: World, found: Audit) -> None:
    known = {row["render_id"] for row in world.query("select render_id from render_attempts")}
    for render in await world.studio.audit.renders():
        found.facts["renders"] += 1
        if render.id not in known:
            found.blame("orphaned render", render.id)
        if render.submits > 1:
            found.blame("render submitted twice", render.id, render.submits - 1)


def _order(
    rows: list[dict[str, Any]], matched: list[tuple[Said, dict[str, Any]]], found: Audit
) -> None:
    """Jobs of a conversation in the order in which they were asked for."""
    newest: dict[str, tuple[int, int]] = {}
    for said, job in sorted(matched, key=lambda pair: pair[0].number):
        if said.twice:
            continue
        if job["id"] < newest.get(said.lane, (0, 0))[0]:
            found.blame("misordered", (said, newest[said.lane]))
        newest[said.lane] = max((job["id"], said.number), newest.get(said.lane, (0, 0)))
    children = [row for row in rows if row["parent"] is not None]
    by_id = {row["id"]: row for row in rows}
    for child in children:
        parent = by_id[child["parent"]]
        good = (parent["result"] or {}).get("ending") == "result"
        if not good and child["state"] == "done":
            found.blame("misordered", ("child of a failed parent ran", child["origin"]))


def _answers(world: World, found: Audit) -> None:
    """Commands are answered; prompts after /new belong to the new project."""
    jobs = {row["origin"]: row["title"] for row in _rows(world)}
    title: dict[str, str] = {}
    asked: Counter[str] = Counter()
    for said in sorted(world.minutes.said, key=lambda one: one.number):
        if said.kind == "command":
            asked[said.lane] += 1
            if said.text:
                title[said.lane] = said.text
                if not any(said.text in p.texts[0] for p in _posts(world, said.lane)):
                    found.blame("unanswered", said)
        elif said.kind in ("prompt", "export", "files") and said.lane in title:
            for origin in said.origins:
                if jobs.get(origin, title[said.lane]) != title[said.lane]:
                    found.blame("wrong project", (said, jobs[origin]))
    for lane, count in asked.items():
        answers = sum(not post.nonce for post in _posts(world, lane))
        if answers < count:
            found.blame("unanswered", (lane, count, answers), count - answers)


def _left_open(world: World, rows: list[dict[str, Any]], found: Audit) -> None:
    for row in rows:
        if row["state"] not in ENDED:
            found.blame("left open", ("job", row["origin"], row["state"], row["tries"]))
    for row in world.query("select id, event from incoming where open"):
        found.blame("left open", ("incoming", row["event"]))
    for update in world.slate.books.updates:
        if not update.acknowledged:
            found.blame("left open", ("update", update.id))
    for post in world.standing():
        found.blame("left open", ("progress message", post.number, post.text))
    # Killed between the post and the commit that would have known it: nobody can take it away.
    found.facts["stale progress message"] += sum(
        post.in_progress for post in world.slate.books.posts
    ) - len(world.standing())


def _secrets(world: World, found: Audit) -> None:
    """Backend tokens are nowhere; claim tokens only where their owner gets the link."""
    for place, data in world.kept():
        for secret in SECRETS:
            if (at := data.find(secret)) >= 0:
                around = data[max(0, at - 60) : at + 20]
                found.blame("plaintext secret", (place, around), data.count(secret))
    for post in world.slate.books.posts:
        if any("nmv_usr_" in text for text in post.texts):
            found.blame("plaintext secret", ("chat", post.number))
