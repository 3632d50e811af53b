"""What changed between two drafts."""

from __future__ import annotations

import copy
import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from core.language.phrases import LANGUAGES
from core.language.timeline import diff, digest
from tests.core.language.timeline.drafts import DRAFTS, JSON, Draft, promo

LANGS = st.sampled_from(list(LANGUAGES))


def edited(*, track: int = 0, segment: int = 0, **meta: object) -> Draft:
    """The promo with some metadata of one segment changed."""
    draft = promo()
    draft["t"][track]["sg"][segment]["m"].update(meta)
    return draft


def told(after: Draft, before: Draft | None = None) -> list[str]:
    """The changes from the promo to another draft, in English."""
    return diff(promo() if before is None else before, after, "en")


def test_a_new_track_is_told_with_what_is_on_it() -> None:
    """Music that was added is named, with its time and volume."""
    before = promo()
    del before["t"][1]
    assert told(promo(), before) == ["Added Music: Lo-fi (0-28s, 35%)"]


def test_a_removed_track_is_told() -> None:
    """The title's track is gone."""
    after = promo()
    del after["t"][2]
    assert told(after) == ['Removed Title: "Summer Sale" (0.5-5s)']


def test_of_two_tracks_of_a_kind_the_likelier_one_is_the_same() -> None:
    """A sound put before the music does not make the music a new one."""
    after = promo()
    after["t"].insert(1, {"tt": 1, "sg": [{"d": 2000, "m": {"src": "f9", "name": "whoosh"}}]})
    assert told(after) == ["Added Music: whoosh (0-2s)"]


def test_a_removed_clip_does_not_make_the_others_change() -> None:
    """Clips that only slide into the gap are not told."""
    after = promo()
    del after["t"][0]["sg"][0]
    after["d"] = 19000
    assert told(after) == ["Length: 28 s → 19 s", "Video, removed: beach"]


def test_an_added_clip_is_told_with_its_time() -> None:
    """A clip at the end: when it is seen."""
    after = promo()
    after["t"][0]["sg"].append({"d": 2000, "m": {"src": "f4", "name": "logo"}})
    assert told(after) == ["Video, added: logo (28-30s)"]


def test_moves_are_told_once() -> None:
    """One clip to the front is one move, not three."""
    after = promo()
    clips = after["t"][0]["sg"]
    clips.insert(0, clips.pop())
    assert told(after) == ["palms: moved from place 3 to place 1"]


def test_timing_before_and_after() -> None:
    """A clip that got shorter, with the whole."""
    after = promo()
    after["t"][0]["sg"][2]["d"] = 5000
    after["d"] = 23000
    assert told(after) == ["Length: 28 s → 23 s", "palms, time: 18-28s → 18-23s"]


def test_a_title_that_is_shown_later() -> None:
    """On a text track the start alone is a change."""
    after = promo()
    after["t"][2]["sg"][0]["s"] = 2000
    assert told(after) == ['"Summer Sale", time: 0.5-5s → 2-6.5s']


def test_volume_before_and_after() -> None:
    """Quieter music, and music that is muted."""
    assert told(edited(track=1, vol=0.2)) == ["Lo-fi, volume: 35% → 20%"]
    assert told(edited(track=1, mute=True)) == ["Lo-fi, volume: 35% → 0%"]


def test_words_and_colour_of_a_title() -> None:
    """The words before and after; a colour by its name where we have one."""
    after = edited(track=2, text="Winter Sale", color="#ff0000")
    assert told(after) == [
        'Text: "Summer Sale" → "Winter Sale"',
        '"Winter Sale", colour: white → red',
    ]
    odd = told(edited(track=2, color="#123456"))
    assert odd == [r'"Summer Sale", colour: white → \#123456']


def test_names_speed_motion_and_transition() -> None:
    """Each setting of a clip that we know has its own words."""
    assert told(edited(name="sea")) == ["sea, name: beach → sea"]
    assert told(edited(speed=2)) == ["beach, speed: 1x → 2x"]
    assert told(edited(mv="pan_left")) == ["beach, motion: none → pan left"]
    assert told(edited(tr=["wipe", 1000])) == ["beach, transition: fade 1 s → wipe 1 s"]
    assert told(edited(tr=["swirl_out", 1000])) == ["beach, transition: fade 1 s → swirl out 1 s"]


def test_settings_of_the_whole() -> None:
    """Canvas, title and looks, before and after."""
    after = promo()
    after["m"] |= {"width": 1920, "height": 1080, "title": "Sale", "look": [], "fade": ["in"]}
    assert told(after) == [
        "Title: Shop → Sale",
        "Canvas: 1080x1920 → 1920x1080",
        "Look: warm → none",
        "Fade: none → fade in",
    ]


def test_what_we_have_no_words_for_is_still_told() -> None:
    """An unknown key that changed is a change."""
    assert told(edited(sparkle=3)) == ["beach: details changed"]
    after = promo()
    after["m"]["sparkle"] = 3
    assert told(after) == ["Project details changed"]


def test_a_flood_of_changes_is_cut() -> None:
    """Ten sentences, and the number of the others."""
    before = {"t": [{"tt": 7, "sg": [{"d": 1000, "m": {"text": f"a{n}"}} for n in range(30)]}]}
    after = {"t": [{"tt": 7, "sg": [{"d": 1000, "m": {"text": f"b{n}"}} for n in range(30)]}]}
    lines = diff(before, after, "en")
    assert len(lines) == 11
    assert lines[-1] == "and 20 more changes"


def test_the_first_draft_is_told_by_its_tracks() -> None:
    """From nothing to something: what is there now, not every setting."""
    assert [line.split(":")[0] for line in diff({}, promo(), "en")] == [
        "Added Video",
        "Added Music",
        "Added Title",
    ]


def test_state_answers_may_be_given_whole() -> None:
    """Diff and digest look at the draft inside, not at the rest of the answer."""
    first = {"session_id": "a", "state": {"draft": promo(), "video_infos": [1]}}
    second = {"session_id": "b", "state": {"draft": promo(), "video_infos": []}}
    assert digest(first) == digest(second) == digest(promo())
    assert diff(first, second, "en") == []


@given(JSON | DRAFTS, LANGS)
def test_nothing_changed_is_an_empty_list(draft: Any, lang: str) -> None:
    """A draft and its copy differ in nothing."""
    assert diff(draft, copy.deepcopy(draft), lang) == []


@given(JSON | DRAFTS, JSON | DRAFTS, LANGS)
def test_two_drafts_differ_in_words_when_they_differ(first: Any, second: Any, lang: str) -> None:
    """Sentences come exactly when the digests differ, at most eleven, none of them empty."""
    lines = diff(first, second, lang)
    assert bool(lines) == (digest(first) != digest(second))
    assert len(lines) <= 11
    assert all(line.strip() for line in lines)


@given(DRAFTS, st.data())
def test_the_order_of_tracks_kept_or_not_never_raises(draft: Draft, data: st.DataObject) -> None:
    """Shuffled segments of a real-looking draft are put into words."""
    after = copy.deepcopy(draft)
    for track in after["t"]:
        track["sg"] = data.draw(st.permutations(track["sg"]))
    assert bool(diff(draft, after, "en")) == (digest(draft) != digest(after))


def _normal(value: Any) -> Any:
    """JSON with every whole float as an integer, as one text in the order of its keys."""
    if isinstance(value, dict):
        return {key: _normal(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_normal(inner) for inner in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


@given(DRAFTS, DRAFTS)
def test_digests_are_equal_exactly_for_equal_json(first: Draft, second: Draft) -> None:
    """Key order and 1 against 1.0 make no difference, everything else does."""
    texts = [json.dumps(_normal(draft), sort_keys=True) for draft in (first, second)]
    assert (digest(first) == digest(second)) == (texts[0] == texts[1])
    turned = json.loads(json.dumps(first), object_pairs_hook=lambda pairs: dict(pairs[::-1]))
    assert digest(turned) == digest(first)


def test_digests_tell_types_apart() -> None:
    """1, "1" and true are three values; depth is no trouble."""
    assert len({digest({"d": value}) for value in (1, "1", True, None, [1], {"1": 1})}) == 6
    assert digest({"d": 1}) == digest({"d": 1.0})
    deep = json.loads("[" * 900 + "]" * 900)
    assert digest(deep) != digest([deep])
