"""Cuts on the beats of a song that was sent: in a new video by themselves, else when asked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from studio.agent.agent import respond
from studio.agent.context import Media, Project
from studio.agent.phrases import say
from studio.draft import Draft

BEATS = tuple(range(390, 180_000, 517))
PHOTOS = tuple(Media(f"p{n}", "image", f"p{n}.jpg") for n in range(1, 6))
SONG = Media("s1", "audio", "song.mp3", 180_000, BEATS)
FRESH = Project((*PHOTOS, SONG))


def cuts(draft: Draft) -> list[int]:
    """The middle of each transition."""
    halves = [c.transition.ms // 2 if c.transition else 0 for c in draft.clips[:-1]]
    return [start + half for start, half in zip(draft.starts()[1:], halves, strict=True)]


def away(draft: Draft, shift: int = 0) -> int:
    """The largest distance of a cut from the nearest beat."""
    return max(min(abs(cut - beat - shift) for beat in BEATS) for cut in cuts(draft))


def made(prompt: str, project: Project = FRESH) -> Draft:
    draft = respond(prompt, project).draft
    assert draft is not None
    return draft


@pytest.mark.parametrize("seconds", [10, 15, 20, 30, 60])
def test_a_new_video_with_a_song_is_cut_on_its_beats(seconds: int) -> None:
    """To the millisecond, and it is as long as was asked."""
    draft = made(f"make a {seconds} second video from these photos with my song")
    assert draft.music is not None
    assert draft.music.src == "s1"
    assert draft.total == seconds * 1000
    assert away(draft) == 0


def test_a_song_from_its_middle_has_its_beats_there() -> None:
    draft = made("make a 20 second video from these photos with my song from 0:30")
    assert draft.music is not None
    assert draft.music.start == 30_000
    assert away(draft, -30_000) == 0


def test_an_edit_moves_no_cut_unless_it_is_asked_to() -> None:
    """Lengths belong to whoever asked for them."""
    plain = made("make a 20 second video from these photos")
    project = replace(FRESH, draft=plain, history=(plain,))
    song = made("use my song as the music", project)
    assert cuts(song) == cuts(plain)
    project = replace(project, draft=song, history=(plain, song))
    on = respond("cut to the beat", project)
    assert on.draft is not None
    assert away(on.draft) == 0
    assert on.draft.total == song.total
    assert say("cuts_on_beats", "en") in on.text


def test_what_cannot_be_is_said() -> None:
    """A song without beats; our own music, which follows the cuts anyway."""
    plain = made("make a 20 second video from these photos")
    project = replace(FRESH, draft=plain, history=(plain,))
    answer = respond("cut to the beat of the music", project)
    assert (answer.draft, answer.text) == (None, say("beat_already", "en"))
    quiet = Project((*PHOTOS, replace(SONG, beats=())))
    song = made("make a 20 second video from these photos with my song", quiet)
    answer = respond("卡点剪辑", replace(quiet, draft=song, history=(song,), language="zh"))
    assert (answer.draft, answer.text) == (None, say("no_beat", "zh-Hans"))


def test_each_photo_keeps_a_length_that_was_asked_for() -> None:
    draft = made("make a video from these photos with my song, 3 seconds each")
    assert {clip.d for clip in draft.clips} == {3_000}


def test_clips_are_shown_no_longer_than_they_are() -> None:
    """Beats that would need more of a clip than there is are passed over."""
    clips = tuple(Media(f"v{n}", "video", f"v{n}.mp4", 4_000) for n in range(3))
    draft = made("make a video from these with my song", Project((*clips, SONG)))
    assert all(clip.d <= (clip.room or 0) for clip in draft.clips)


def test_a_clip_at_the_end_that_is_just_long_enough_moves_its_cut_back_only() -> None:
    """The other cuts are on beats all the same."""
    clip = Media("v1", "video", "v1.mp4", 6_000)
    draft = made(
        "make a 20 second video from these with my song", Project((*PHOTOS[:4], clip, SONG))
    )
    assert (draft.total, away(draft)) == (20_000, 0)
    assert draft.clips[-1].d <= 6_000
