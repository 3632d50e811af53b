"""Every row of the contract's table: which error, may it be repeated, what does the user do."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.nemo import errors
from core.nemo.answers import Answer, check, data_of, render_of, retry_after
from core.nemo.errors import NemoError, RateLimited, Repeat

NOON = datetime(2026, 1, 1, 12, 0, tzinfo=UTC)


def refusal(status: int, body: object, headers: dict[str, str] | None = None) -> NemoError:
    """The error of this answer."""
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    with pytest.raises(NemoError) as raised:
        check(Answer(status, headers or {}, raw), call="state", now=NOON)
    return raised.value


SAFE, AMBIGUOUS, NEVER = Repeat.SAFE, Repeat.AMBIGUOUS, Repeat.NEVER


@pytest.mark.parametrize(
    ("status", "body", "kind", "repeat"),
    [
        (200, {"code": 1001}, errors.TokenRejected, SAFE),
        (200, {"code": "1010"}, errors.TokenRejected, SAFE),
        (403, {"code": 1011}, errors.TokenRejected, SAFE),
        (401, b"", errors.TokenRejected, SAFE),
        (401, b"Unauthorized", errors.TokenRejected, SAFE),
        (200, {"code": 401, "message": "x"}, errors.TokenRejected, SAFE),
        (200, {"code": 1002}, errors.SessionNotFound, SAFE),
        (500, {"code": 1002}, errors.SessionNotFound, SAFE),
        (404, {"detail": "Session not found"}, errors.SessionNotFound, SAFE),
        (200, {"code": 2001}, errors.OutOfCredits, NEVER),
        (400, {"code": 4001}, errors.UnsupportedFile, NEVER),
        (415, b"", errors.UnsupportedFile, NEVER),
        (200, {"code": 4002}, errors.FileTooLarge, NEVER),
        (413, b"<html>", errors.FileTooLarge, NEVER),
        (400, b"X-Client-Id required", errors.ClientIdMissing, SAFE),
        (400, {"message": "x-client-id?"}, errors.ClientIdMissing, SAFE),
        (402, b"", errors.ExportBlocked, NEVER),
        (402, {"code": 2001}, errors.ExportBlocked, NEVER),
        (200, {"code": 402}, errors.ExportBlocked, NEVER),
        (429, b"slow down", errors.RateLimited, SAFE),
        (200, {"code": 429}, errors.RateLimited, SAFE),
        (500, b"", errors.ServerFault, AMBIGUOUS),
        (507, {"code": 507}, errors.StorageFull, AMBIGUOUS),
        (502, b"<html>Bad gateway</html>", errors.ServerFault, AMBIGUOUS),
        (200, {"code": "9" * 5000}, errors.ServerFault, AMBIGUOUS),
        (200, ('{"code":' + "9" * 90 + "}").encode(), errors.ServerFault, AMBIGUOUS),
        (500, ('{"code":' + "9" * 4000 + "}").encode(), errors.ServerFault, AMBIGUOUS),
        (200, ('{"code":' + "9" * 5000 + "}").encode(), errors.MalformedAnswer, AMBIGUOUS),
        (200, {"code": 2001.0}, errors.OutOfCredits, NEVER),
        (200, {"code": 5555}, errors.ServerFault, AMBIGUOUS),
        (200, {"success": False, "error": "x"}, errors.ServerFault, AMBIGUOUS),
        (408, b"", errors.ServerFault, AMBIGUOUS),
        (400, b"", errors.Refused, NEVER),
        (404, b"", errors.Refused, NEVER),
        (301, b"", errors.Refused, NEVER),
        (200, b"<html>hotel wifi</html>", errors.MalformedAnswer, AMBIGUOUS),
        (200, b'{"code":', errors.MalformedAnswer, AMBIGUOUS),
    ],
)
def test_each_refusal_has_its_error(
    status: int, body: object, kind: type[NemoError], repeat: Repeat
) -> None:
    """Status, code and body decide together, whatever their form."""
    error = refusal(status, body)
    assert type(error) is kind
    assert error.repeat is repeat
    assert error.status == status


def test_connection_errors_say_whether_to_repeat() -> None:
    """What never reached the server may be repeated; what may have, never blindly."""
    assert errors.Unreached().repeat is Repeat.SAFE
    assert errors.TooManyStreams().repeat is Repeat.SAFE
    assert errors.ConnectionLost().repeat is Repeat.AMBIGUOUS
    assert errors.SizeMismatch(announced=2, got=1).repeat is Repeat.SAFE


def test_tree_at_the_top_of_the_file_is_complete() -> None:
    """Each class of the tree stands in its drawing, under its parent's indentation."""
    drawing = errors.__doc__ or ""

    def names(kind: type[NemoError]) -> list[str]:
        return [kind.__name__, *(n for child in kind.__subclasses__() for n in names(child))]

    missing = [name for name in names(NemoError) if f" {name} " not in drawing.replace("\n", " ")]
    assert missing == []


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, 30.0),
        ("12", 12.0),
        ("1.5", 1.5),
        ("-5", 0.0),
        ("soon", 30.0),
        ("nan", 30.0),
        ("inf", 30.0),
        ("Thu, 01 Jan 2026 12:01:30 GMT", 90.0),
        ("Thu, 01 Jan 2026 11:00:00 -0000", 0.0),
        ("99999999", 604800.0),
    ],
)
def test_retry_after_is_read_in_both_forms(header: str | None, seconds: float) -> None:
    """Seconds or an HTTP date; without a usable one 30 s."""
    headers = {} if header is None else {"retry-after": header}
    error = refusal(429, b"", headers)
    assert isinstance(error, RateLimited)
    assert error.retry_after == seconds


@given(st.text(max_size=40))
def test_retry_after_never_fails(header: str) -> None:
    """Any header gives a wait between nothing and a week."""
    assert 0.0 <= retry_after(header, NOON) <= 604800.0


def test_no_token_in_any_text() -> None:
    """A backend that echoes tokens does not get them into messages or reprs."""
    body = {"code": 1001, "message": "bad nmv_usr_abc, Bearer xyz, my-linked-token, clm_9"}
    with pytest.raises(NemoError) as raised:
        check(
            Answer(200, {}, json.dumps(body).encode()),
            call="state",
            now=NOON,
            secrets=("my-linked-token",),
        )
    text = str(raised.value) + repr(raised.value) + raised.value.detail
    assert not any(word in text for word in ("abc", "xyz", "linked", "clm_9"))
    assert str(raised.value).startswith("TokenRejected (state, HTTP 200, code 1001)")


@pytest.mark.parametrize(
    ("payload", "data"),
    [({"code": 0, "data": {"a": 1}}, {"a": 1}), ({"a": 1}, {"a": 1})],
)
def test_data_is_found_with_and_without_the_envelope(payload: object, data: object) -> None:
    """Both versions of an answer give the same data."""
    assert data_of(payload, call="state") == data


@pytest.mark.parametrize("payload", [None, [], 7, {"code": 0, "data": None}, {"data": []}])
def test_answers_without_data_are_malformed(payload: object) -> None:
    """What holds no object is an error, not an empty answer."""
    with pytest.raises(errors.MalformedAnswer):
        data_of(payload, call="state")


def test_render_answers_are_merged_from_both_levels() -> None:
    """`data` wins, and what stands beside it is not lost."""
    payload = {"success": True, "outputUrl": "u", "data": {"status": "completed", "progress": None}}
    assert render_of(payload)["status"] == "completed"
    assert render_of(payload)["outputUrl"] == "u"
