"""Answers become values, whatever version of the backend they come from."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from core.nemo.answers import parse_json, render_of
from core.nemo.models import Credits, RenderState, RenderStatus, Session, State, Token, UploadedFile
from core.nemo.wire import encode

DRAFT: dict[str, Any] = {
    "t": [
        {"tt": 0, "sg": [{"d": 10000, "m": {"title": "city"}, "x-new": [1.5, None]}], "zz": {}},
        {"tt": 42, "sg": []},
    ],
    "m": {"width": 1080},
    "future": "\ud83d half a character",
}


@pytest.mark.parametrize(
    ("given_moment", "moment"),
    [
        ("2026-01-08T12:00:00Z", datetime(2026, 1, 8, 12, tzinfo=UTC)),
        ("2026-01-08T12:00:00", datetime(2026, 1, 8, 12, tzinfo=UTC)),
        ("2026-01-08T14:00:00+02:00", datetime(2026, 1, 8, 12, tzinfo=UTC)),
        (1767873600, datetime(2026, 1, 8, 12, tzinfo=UTC)),
        (1767873600000, datetime(2026, 1, 8, 12, tzinfo=UTC)),
        (None, None),
        ("next week", None),
    ],
)
def test_expiry_is_a_moment_in_utc(given_moment: object, moment: datetime | None) -> None:
    """Dates, seconds and milliseconds are understood; nonsense is no expiry, not an error."""
    token = Token.model_validate({"token": "nmv_usr_x", "expires_at": given_moment})
    assert token.expires_at == moment


def test_token_shows_nowhere() -> None:
    """Neither a repr nor a validation error holds the token."""
    token = Token.model_validate({"token": "nmv_usr_x", "user_id": "anon_1", "credits": 100})
    assert "nmv_usr" not in repr(token) + str(token)
    with pytest.raises(ValidationError) as raised:
        Token.model_validate({"token": {"value": "nmv_usr_x"}})
    assert "nmv_usr" not in str(raised.value)


def test_draft_is_kept_exactly() -> None:
    """Unknown keys, types and even broken characters of a draft go back as they came."""
    wire = encode({"data": {"session_id": "s", "state": {"draft": DRAFT, "video_infos": [1]}}})
    state = State.model_validate(parse_json(wire)["data"])
    assert state.draft == DRAFT
    assert encode(state.draft) == encode(DRAFT)
    assert state.video_infos == [1]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=12,
)


@given(st.dictionaries(st.text(), JSON, max_size=4))
def test_any_draft_survives_the_round_trip(draft: dict[str, Any]) -> None:
    """What the state gave is what the export hands back, order included."""
    state = State.model_validate(parse_json(encode({"state": {"draft": draft}})))
    assert encode(state.draft) == encode(draft)


@pytest.mark.parametrize("data", [{}, {"state": None}, {"state": []}, {"draft": None}])
def test_new_session_has_an_empty_state(data: dict[str, Any]) -> None:
    """A session without a draft is a state all the same, and no draft is shared between two."""
    state = State.model_validate(data)
    assert state.draft == {}
    assert state.draft is not State.model_validate(data).draft


def test_user_id_is_found_in_any_answer() -> None:
    """The state may name the user on either level, the session too."""
    assert State.model_validate({"user_id": "u"}).user_id == "u"
    assert State.model_validate({"state": {"user_id": "u"}}).user_id == "u"
    session = Session.model_validate({"task_id": 7, "session_id": "s", "user_id": "u"})
    assert (session.task_id, session.user_id) == ("7", "u")


@pytest.mark.parametrize(
    ("payload", "state", "progress", "url"),
    [
        ({"success": True, "data": {"status": "pending"}}, RenderState.PENDING, 0, None),
        ({"status": "processing", "progress": 41.7}, RenderState.PROCESSING, 41, None),
        ({"status": "dreaming", "progress": "7"}, RenderState.PROCESSING, 7, None),
        ({"status": "COMPLETED", "output": {"url": "u"}}, RenderState.COMPLETED, 0, "u"),
        ({"status": "completed", "outputUrl": "u"}, RenderState.COMPLETED, 0, "u"),
        ({"data": {"status": "completed", "outputUrl": "u"}}, RenderState.COMPLETED, 0, "u"),
        ({"data": {"status": "completed"}, "output": {"url": "u"}}, RenderState.COMPLETED, 0, "u"),
        ({"status": "failed", "progress": 900, "output": None}, RenderState.FAILED, 100, None),
        ({"status": "canceled", "progress": None}, RenderState.CANCELLED, 0, None),
        ({"status": None, "progress": float("inf")}, RenderState.PROCESSING, 0, None),
    ],
)
def test_render_status_in_all_shapes(
    payload: dict[str, Any], state: RenderState, progress: int, url: str | None
) -> None:
    """Wrapped or bare, either key of the result, unknown states as processing."""
    status = RenderStatus.model_validate(render_of(payload))
    assert (status.status, status.progress, status.url) == (state, progress, url)


def test_only_pending_and_processing_are_worth_a_poll() -> None:
    """The other states are final."""
    open_states = {state for state in RenderState if not state.final}
    assert open_states == {RenderState.PENDING, RenderState.PROCESSING}


def test_values_of_a_wrong_kind_do_not_spoil_an_answer() -> None:
    """What an upload or a balance does not tell is left out."""
    file = UploadedFile.model_validate({"filename": "a.mp4", "duration": "x", "fps": None})
    assert (file.filename, file.duration, file.fps) == ("a.mp4", None, None)
    assert Credits.model_validate({"available": 99.5, "frozen": None}).frozen == 0


@pytest.mark.parametrize("odd", ["", "x" * 201, "a b", "a\x00b", "id\n", "ü", None, ["x"]])
def test_ids_that_are_none(odd: object) -> None:
    """What no database column and no address can hold is no id."""
    assert Token.model_validate({"token": "nmv_usr_x", "user_id": odd}).user_id == ""
    with pytest.raises(ValidationError):
        Session.model_validate({"session_id": odd})


@pytest.mark.parametrize(
    ("media", "still"),
    [
        (
            [{"thumbnail_url": "https://cdn/1.jpg"}, {"cover": "https://cdn/2.jpg"}],
            "https://cdn/2.jpg",
        ),
        (
            [{"thumbnail_url": "https://cdn/1.jpg"}, {"url": "https://cdn/2.mp4"}],
            "https://cdn/1.jpg",
        ),
        ({"videos": [{"poster_url": "/files/3.jpg"}], "images": []}, "/files/3.jpg"),
        ([{"type": "image", "cdn_url": "https://cdn/4.png"}], "https://cdn/4.png"),
        ([{"type": "video", "cdn_url": "https://cdn/4.mp4"}], ""),
        ([{"thumbnail": "javascript:alert(1)"}, {"thumbnail": 7}, "x", None], ""),
        (None, ""),
        ("https://cdn/5.jpg", ""),
    ],
)
def test_the_newest_still_is_found(media: object, still: str) -> None:
    """Whatever shape the list of generated media has; what names no picture has none."""
    assert State.model_validate({"state": {"generated_media": media}}).still == still


@given(
    st.recursive(
        st.none() | st.integers() | st.text(), lambda x: st.lists(x) | st.dictionaries(st.text(), x)
    )
)
def test_any_generated_media_is_no_error(media: Any) -> None:
    """A still is an address, or there is none."""
    still = State.model_validate({"state": {"generated_media": media}}).still
    assert not still or still.startswith(("http", "/"))
