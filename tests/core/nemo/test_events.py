"""What the agent says: both dialects come out as one append-only text and typed signs."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.nemo.errors import (
    ExportBlocked,
    MalformedAnswer,
    NemoError,
    OutOfCredits,
    RateLimited,
    ServerFault,
    TokenRejected,
)
from core.nemo.events import (
    AgentError,
    Heartbeat,
    TextDelta,
    ToolCall,
    ToolResult,
    TurnDecoder,
    TurnEvent,
)
from tests.core.nemo.loopback import framed


def turn(*payloads: dict[str, Any] | str) -> list[TurnEvent]:
    """What these events mean, heartbeats aside."""
    decoder = TurnDecoder()
    out: list[TurnEvent] = []
    for payload in payloads:
        text = payload if isinstance(payload, str) else json.dumps(payload)
        out += decoder.feed(text)
    out += decoder.finish()
    return [event for event in out if event != Heartbeat()]


def shown(*payloads: dict[str, Any] | str) -> str:
    """The text that the user sees of these events."""
    return "".join(event.text for event in turn(*payloads) if isinstance(event, TextDelta))


def agent(*parts: dict[str, Any], **keys: Any) -> dict[str, Any]:
    """An agent event."""
    return {"content": {"role": "model", "parts": list(parts)}, "author": "nemo_agent", **keys}


def says(text: str, **keys: Any) -> dict[str, Any]:
    """An agent event with one text."""
    return agent({"text": text}, **keys)


def flat(text: str) -> dict[str, Any]:
    """A flat text event."""
    return {"type": "text", "content": text}


def test_pieces_come_out_at_once_and_their_whole_adds_nothing() -> None:
    """Partial text is shown as it comes; the event that repeats the whole is not shown again."""
    events = turn(
        says("Your ", partial=True, id="1"),
        says("clip", partial=True, id="1"),
        says("Your clip", partial=False, id="1"),
    )
    assert events == [TextDelta("Your "), TextDelta("clip")]


def test_whole_is_known_by_its_words_where_every_event_has_its_own_id() -> None:
    """Older servers give each event a new id, or none."""
    assert shown(
        says("Your ", partial=True, id="1"), says("clip", partial=True, id="2"), says("Your clip")
    ) == ("Your clip")


def test_whole_brings_what_its_pieces_lost() -> None:
    """A whole that says more than its pieces adds the rest."""
    assert shown(says("Your ", partial=True, id="1"), says("Your clip", id="1")) == "Your clip"


def test_whole_that_differs_from_its_pieces_is_not_shown_again() -> None:
    """What was shown cannot be taken back, and is not repeated for a changed blank."""
    assert shown(says("Your clip \n", partial=True, id="1"), says("Your clip", id="1")) == (
        "Your clip \n"
    )


@pytest.mark.parametrize("streamed", [True, False])
def test_two_answers_with_the_same_words_are_both_shown(streamed: bool) -> None:
    """Equal words of two answers are two answers, a blank line apart."""
    first = [says("Done.", partial=True, id="1")] if streamed else []
    second = [says("Done.", partial=True, id="2")] if streamed else []
    events = [*first, says("Done.", id="1"), *second, says("Done.", id="2")]
    assert shown(*events) == "Done.\n\nDone."


def test_whole_sent_twice_under_one_id_is_shown_once() -> None:
    """A repeated event is the same answer."""
    assert shown(says("Done.", id="1"), says("Done.", id="1")) == "Done."


def test_answers_of_parallel_agents_are_told_apart_by_id() -> None:
    """Interleaved pieces find their own whole."""
    text = shown(
        says("A1 ", partial=True, id="a"),
        says("B1 ", partial=True, id="b"),
        says("A1 ", id="a"),
        says("B1 ", id="b"),
    )
    assert text == "A1 B1 "


def test_new_answer_begins_where_the_id_changes_without_a_whole() -> None:
    """A lost whole does not glue two answers together."""
    pieces = [says(text, partial=True, id=key) for text, key in ("a1", "b1", "c2", "d2")]
    assert shown(*pieces) == "ab\n\ncd"


def test_thoughts_tool_traffic_and_the_users_role_are_never_shown() -> None:
    """Internal text stays internal, wherever it stands."""
    events = turn(
        agent({"text": "hmm", "thought": True}, {"text": "Hello"}),
        agent({"functionCall": {"name": "add_music", "args": {"mood": "lofi"}}, "text": "x"}),
        {
            "content": {
                "role": "user",
                "parts": [
                    {"functionResponse": {"name": "add_music", "response": {"text": "y"}}},
                    {"text": "z"},
                ],
            }
        },
        {"author": "user", "content": {"parts": [{"text": "my own prompt"}]}},
    )
    assert events == [
        TextDelta("Hello"),
        ToolCall("add_music", {"mood": "lofi"}),
        ToolResult("add_music", {"text": "y"}),
    ]


def test_snake_case_keys_are_the_same() -> None:
    """Both spellings of keys occur."""
    assert turn(
        agent({"function_call": {"name": "cut", "args": None}}),
        agent({"function_response": {"name": "cut", "response": 1}}),
        {"error_code": "500", "error_message": "model overloaded"},
    ) == [ToolCall("cut"), ToolResult("cut", 1), AgentError("500", "model overloaded")]


def test_tool_call_in_a_piece_is_reported_with_its_whole() -> None:
    """A streamed tool call counts once."""
    call = {"functionCall": {"name": "cut", "args": {}}}
    assert turn(agent(call, partial=True, id="1"), agent(call, id="1")) == [ToolCall("cut")]


def test_flat_events() -> None:
    """The flat dialect: text under either key, tools, heartbeats, errors."""
    events = turn(
        flat("Adding "),
        {"type": "heartbeat"},
        {"type": "text", "text": "music "},
        {"type": "tool_call", "name": "bgm", "args": {"volume": 0.3}},
        {"type": "tool_result", "name": "bgm", "result": "ok"},
        flat("now."),
        {"type": "error", "code": 2001, "message": "no credits"},
    )
    assert events == [
        TextDelta("Adding "),
        TextDelta("music "),
        ToolCall("bgm", {"volume": 0.3}),
        ToolResult("bgm", "ok"),
        TextDelta("now."),
        AgentError("2001", "no credits"),
    ]


def test_chunks_are_text_and_done_ends_the_turn() -> None:
    """The newer kind of text event: both pieces, then the end."""
    decoder = TurnDecoder()
    events = [{"type": "chunk", "text": "Your clip "}, {"type": "chunk", "content": "is ready."}]
    texts = [decoder.feed(json.dumps(event)) for event in events]
    assert texts == [[TextDelta("Your clip ")], [TextDelta("is ready.")]]
    assert not decoder.done
    assert decoder.feed('{"type":"done","text":"Your clip is ready."}') == [Heartbeat()]
    assert decoder.done


def test_text_that_repeats_its_chunks_is_shown_once() -> None:
    """A whole after its pieces adds only what they lacked."""
    chunks: list[dict[str, Any]] = [
        {"type": "chunk", "text": "Your "},
        {"type": "chunk", "data": {"text": "clip"}},
    ]
    assert shown(*chunks, flat("Your clip")) == "Your clip"
    assert shown(*chunks, flat("Your clip.")) == "Your clip."
    assert shown(*chunks, flat(" again"), flat("Your clip")) == "Your clip againYour clip"


def test_words_that_only_the_last_event_holds_are_shown() -> None:
    """A turn whose text stands in `done` alone is not silent."""
    assert shown({"type": "done", "content": "Ready."}) == "Ready."


@pytest.mark.parametrize(
    "kind",
    [
        *("thinking", "thinking_start", "thinking_chunk", "thinking_end", "toolcall_chunk"),
        *("toolcall_end", "status", "warming_up", "message_accepted", "pong", "ping", "heartbeat"),
    ],
)
def test_signs_of_work_are_no_text(kind: str) -> None:
    """Thoughts, states and acknowledgements say that the agent works, and nothing else."""
    decoder = TurnDecoder()
    event = json.dumps({"type": kind, "text": "hmm", "message": "working"})
    assert decoder.feed(event) == [Heartbeat()]
    assert not decoder.unknown


def test_tools_of_newer_clients() -> None:
    """A tool's start and end, under either of its names."""
    assert turn(
        {"type": "tool_start", "tool_name": "add_music", "arguments": {"mood": "lofi"}},
        {"type": "tool_end", "tool_name": "add_music", "result": "ok"},
        {"type": "toolcall_start", "name": "trim"},
    ) == [ToolCall("add_music", {"mood": "lofi"}), ToolResult("add_music", "ok"), ToolCall("trim")]


def test_unknown_kinds_with_words_are_counted() -> None:
    """What nobody knows is counted under its kind, without its words, within a bound."""
    decoder = TurnDecoder()
    for payload in ({"type": "note", "text": "hi"}, {"type": "note", "text": " "}, {"text": "yo"}):
        assert decoder.feed(json.dumps(payload)) == [Heartbeat()]
    assert decoder.unknown == {"note": 1, "": 1}
    for number in range(100):
        decoder.feed(json.dumps({"type": f"k{number}", "text": "x"}))
    assert decoder.unknown["…"] == 82


def test_kind_may_stand_in_the_field_event() -> None:
    """The name of a server-sent event is its kind when the JSON has none."""
    decoder = TurnDecoder()
    assert decoder.feed('{"text":"Hi"}', "chunk") == [TextDelta("Hi")]
    assert decoder.feed("{}", "done") == [Heartbeat()]
    assert decoder.done


def test_sentences_on_both_sides_of_a_tool_are_set_apart() -> None:
    """What nothing else separates becomes a paragraph of its own."""
    tool = {"type": "tool_call", "name": "bgm"}
    assert shown(flat("Adding music…"), tool, flat("Done.")) == "Adding music…\n\nDone."


@pytest.mark.parametrize(
    "payload",
    [
        *("", ": x", "null", "[]", "7", '{"type":"x"}', '{"type":"text"}', '{"content":null}'),
        '{"content":{"parts":[]}}',
        '{"content":{"parts":"no"}}',
        '{"content":{"parts":[1,{"text":5}]}}',
    ],
)
def test_events_without_anything_say_nothing(payload: str) -> None:
    """Empty and odd events are signs of life at most."""
    assert turn(payload) == []


@pytest.mark.parametrize("finish", ["STOP", "", None])
def test_finish_reason_is_no_error(finish: str | None) -> None:
    """A silent turn may carry its finish reason as errorCode."""
    assert turn(agent(errorCode=finish, errorMessage=None)) == []


def test_broken_json_is_skipped_and_counted() -> None:
    """One broken event, absurdly nested or cut, does not end the turn."""
    decoder = TurnDecoder()
    broken = ('{"type":"text","content":"a', "[" * 100_000, "9" * 5_000)
    assert [decoder.feed(text) for text in broken] == [[], [], []]
    assert decoder.skipped == 3
    assert decoder.feed('{"type":"text","content":"b"}') == [TextDelta("b")]


def test_error_that_comes_twice_is_reported_once() -> None:
    """An errorCode event followed by an error object is one failure; a later one is another."""
    events = turn(
        {"errorCode": "429", "errorMessage": "quota", "id": "1"},
        {"error": "429 quota exceeded"},
        flat("Trying again"),
        {"error": {"code": 500, "message": "again"}},
    )
    assert events == [
        AgentError("429", "quota"),
        TextDelta("Trying again"),
        AgentError("500", "again"),
    ]


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("2001", OutOfCredits),
        ("402", ExportBlocked),
        ("429", RateLimited),
        ("1010", TokenRejected),
        ("RESOURCE_EXHAUSTED", ServerFault),
        ("", ServerFault),
        ("9" * 40, ServerFault),
    ],
)
def test_code_inside_a_stream_means_what_it_means_in_the_envelope(
    code: str, kind: type[NemoError]
) -> None:
    """One table of codes serves answers and streams."""
    (error,) = turn({"type": "error", "code": code, "message": "no"})
    assert isinstance(error, AgentError)
    assert type(error.cause) is kind


def test_errors_in_other_clothes() -> None:
    """An envelope in the stream and a named error event are errors; tokens are cut out."""
    assert turn({"code": 1002, "message": "session nmv_usr_abc gone"}) == [
        AgentError("1002", "session [token] gone")
    ]
    assert TurnDecoder().feed("boom", "error") == [AgentError("", "boom")]


def test_done_marks_the_end() -> None:
    """`[DONE]` says nothing and ends the turn."""
    decoder = TurnDecoder()
    assert decoder.feed("[DONE]") == []
    assert decoder.done


def test_stray_remark_at_the_end_is_dropped() -> None:
    """A "temporary issue" after a normal answer never reaches the user, whatever its dialect."""
    remark = "I encountered a temporary issue. Please try again."
    assert shown(flat("Your clip is ready."), flat(" " + remark)) == "Your clip is ready. "
    assert shown(says("Ready!", id="1"), says(remark, id="2")).rstrip() == "Ready!"
    assert shown(flat(remark)) == remark


def test_character_cut_between_events_is_mended() -> None:
    """Halves of a surrogate pair in two events make one character; a lone half a placeholder."""
    first, second = '{"type":"text","content":"a\\ud83d"}', '{"type":"text","content":"\\ude00b"}'
    assert shown(first, second) == "a😀b"
    assert shown(first) == "a\ufffd"
    pieces = [json.loads(says_raw) for says_raw in (first, second)]
    events = [says(piece["content"], partial=True, id="1") for piece in pieces]
    assert shown(*events, says("a😀b", id="1")) == "a😀b"


def test_absurdly_long_answer_is_refused() -> None:
    """An answer without end does not fill the memory."""
    decoder = TurnDecoder(max_text=10)
    with pytest.raises(MalformedAnswer):
        decoder.feed(json.dumps(flat("x" * 11)))


WORD = st.text(min_size=1, max_size=6)
ANSWER = st.lists(WORD, min_size=1, max_size=5)


def _streamed(answers: list[list[str]]) -> list[dict[str, Any]]:
    events = []
    for n, pieces in enumerate(answers):
        events += [says(piece, partial=True, id=str(n)) for piece in pieces]
        events.append(says("".join(pieces), id=str(n)))
    return events


@given(st.lists(ANSWER, max_size=4))
def test_streamed_and_whole_answers_show_the_same_text(answers: list[list[str]]) -> None:
    """Streaming is a matter of pace: the user ends up with the same text."""
    wholes = [says("".join(pieces), id=str(n)) for n, pieces in enumerate(answers)]
    assert shown(*_streamed(answers)) == shown(*wholes)


EVENTS = st.lists(
    st.one_of(
        ANSWER.map(lambda pieces: [*map(flat, pieces)]),
        st.lists(ANSWER, max_size=2).map(_streamed),
        st.sampled_from(
            [
                [{"type": "heartbeat"}],
                [{"type": "tool_call", "name": "x"}],
                [{"error": "x"}],
                [agent({"functionCall": {"name": "y"}}, {"text": "t", "thought": True})],
            ]
        ),
    ),
    max_size=5,
).map(lambda groups: [event for group in groups for event in group])


def _whole_turn(pieces: list[bytes]) -> list[TurnEvent]:
    decoder = TurnDecoder()
    outs = [out for event in framed(*pieces) for out in decoder.feed(event.data, event.event)]
    return [out for out in outs + decoder.finish() if out != Heartbeat()]


@given(EVENTS, st.sampled_from(["\n", "\r\n", "\r"]), st.booleans(), st.data())
def test_chunking_changes_no_turn(
    events: list[dict[str, Any]], end: str, escaped: bool, draw: st.DataObject
) -> None:
    """Both dialects, any framing, any cut of the bytes: the same turn."""
    lines = [f"data: {json.dumps(e, ensure_ascii=escaped)}{end}{end}" for e in events]
    body = "".join(lines).encode("utf-8", "replace")
    cuts = sorted(draw.draw(st.lists(st.integers(0, len(body)), max_size=12)))
    pieces = [body[a:b] for a, b in pairwise([0, *cuts, len(body)])]
    assert _whole_turn(pieces) == _whole_turn([body])
