"""The agent's question: every form of its call comes out as one value."""

from __future__ import annotations

import json
import tracemalloc
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.nemo.events import TextDelta, ToolCall, TurnDecoder
from core.nemo.questions import Question, QuestionItem
from tests.core.nemo.test_events import agent, flat, says, turn

ARGS: dict[str, Any] = {
    "title": "Before I start",
    "questions": [
        {
            "id": "q1",
            "prompt": "Which aspect ratio do you want?",
            "options": [
                {"id": "a", "label": "9:16 for Reels"},
                {"id": "b", "label": "16:9 for YouTube"},
            ],
            "allow_multiple": False,
        },
        {"id": "q2", "prompt": "Which moods?", "options": ["calm", "bold"], "allow_multiple": True},
        {"prompt": "Whose name is on the title card?"},
    ],
}
QUESTION = Question(
    "Before I start",
    (
        QuestionItem(
            "q1", "Which aspect ratio do you want?", ("9:16 for Reels", "16:9 for YouTube")
        ),
        QuestionItem("q2", "Which moods?", ("calm", "bold"), allow_multiple=True),
        QuestionItem("q3", "Whose name is on the title card?"),
    ),
)


def call(args: object, *, name: str | None = "ask_question", **keys: Any) -> dict[str, Any]:
    """An agent event with a call of the tool."""
    named = {} if name is None else {"name": name}
    return agent({"functionCall": {**named, "args": args}}, **keys)


@pytest.mark.parametrize(
    "events",
    [
        [call(ARGS, id="e1")],
        [call(json.dumps(ARGS))],
        [call(ARGS | {"questions": json.dumps(ARGS["questions"])})],
        [{"type": "ask_question", **ARGS}],
        [{"type": "ask_question", "args": ARGS}],
        [{"type": "ask_question", "data": ARGS}],
        [{"type": "tool_call", "name": "ask_question", "args": ARGS}],
        [{"type": "tool_start", "tool": "ask_question", "input": ARGS}],
        [agent({"function_call": {"name": "askQuestion", "args": ARGS}})],
        [
            {"type": "toolcall_start", "name": "ask_question"},
            {"type": "toolcall_end", "name": "ask_question", "args": ARGS},
        ],
    ],
)
def test_every_form_of_the_call_is_the_same_question(events: list[dict[str, Any]]) -> None:
    """Both dialects, either spelling, arguments as an object or as JSON in a string."""
    assert turn(*events) == [QUESTION]


def test_text_before_a_question_is_kept() -> None:
    """The agent may say something first; what comes after the question is a paragraph."""
    assert turn(says("One thing first."), call(ARGS), says("Thanks!")) == [
        TextDelta("One thing first."),
        QUESTION,
        TextDelta("\n\nThanks!"),
    ]


def test_repeated_call_is_one_question() -> None:
    """Pieces, their whole, the whole again and the flat form of it: asked once."""
    assert turn(
        call(ARGS, partial=True, id="e1"),
        call(ARGS, id="e1"),
        call(ARGS, id="e2"),
        {"type": "ask_question", **ARGS},
    ) == [QUESTION]


def test_two_different_questions_are_two() -> None:
    """Another prompt is another question."""
    other = {"questions": ["And how long?"]}
    assert turn(call(ARGS), call(other)) == [
        QUESTION,
        Question("", (QuestionItem("q1", "And how long?"),)),
    ]


RAW = json.dumps(ARGS)


@pytest.mark.parametrize("whole", [[], [call({})], [call(ARGS)]])
@pytest.mark.parametrize(
    "pieces",
    [
        [{"title": ARGS["title"]}, {"questions": ARGS["questions"]}],
        [{"questions": ARGS["questions"][:1]}, {"questions": ARGS["questions"][1:]}],
        [{"questions": ARGS["questions"][:1]}, ARGS],
        [{"questions": [{"id": "q1", "prompt": "Which asp"}]}, ARGS],
        [RAW[:40], RAW[40:41], RAW[41:]],
        [RAW[:40], RAW[:90], RAW],
    ],
)
def test_pieces_make_one_question(pieces: list[Any], whole: list[dict[str, Any]]) -> None:
    """New keys, more of a list, everything so far or raw text: with or without a whole."""
    events = [
        call(piece, name="ask_question" if first else None, partial=True, id="e1")
        for first, piece in [(True, pieces[0]), *((False, piece) for piece in pieces[1:])]
    ]
    (asked,) = turn(*events, *whole)
    assert isinstance(asked, Question)
    assert asked.items == QUESTION.items


def test_streamed_paths_and_values_make_one_question() -> None:
    """ADK's partialArgs name a path and a piece of its value."""
    values = [
        ("$.title", "Before "),
        ("$.title", "I start"),
        ("$.questions[0].id", "q1"),
        ("$.questions[0].prompt", "How "),
        ("$.questions[0]['prompt']", "long?"),
        ("$.questions[0].options[0].label", "15 s"),
        ("$.questions[0].options[1].label", "30 s"),
    ]
    paths = [{"jsonPath": path, "stringValue": value} for path, value in values]
    events = [
        agent({"functionCall": {"name": "ask_question", "willContinue": True}}, partial=True),
        *(agent({"functionCall": {"partialArgs": [one]}}, partial=True) for one in paths),
        agent({"functionCall": {"partialArgs": [{"jsonPath": "nonsense"}]}}),
    ]
    item = QuestionItem("q1", "How long?", ("15 s", "30 s"))
    assert turn(*events) == [Question("Before I start", (item,))]


def test_flat_pieces_make_one_question() -> None:
    """A call that a newer client would see being written."""
    events = [
        {"type": "toolcall_start", "name": "ask_question"},
        {"type": "toolcall_delta", "delta": RAW[:50]},
        {"type": "toolcall_delta", "delta": RAW[50:]},
        {"type": "toolcall_end"},
    ]
    assert turn(*events) == [QUESTION]
    assert turn(*events[:-1]) == [QUESTION]


@pytest.mark.parametrize(
    ("args", "item"),
    [
        ({"prompt": "How long?"}, QuestionItem("q1", "How long?")),
        (
            {"question": "How long?", "options": [15, 30]},
            QuestionItem("q1", "How long?", ("15", "30")),
        ),
        ({"title": "How long?"}, QuestionItem("q1", "How long?")),
        (
            {"questions": [{"id": 7, "question": "Go on?", "options": {"y": "Yes", "n": "No"}}]},
            QuestionItem("7", "Go on?", ("Yes", "No")),
        ),
        (
            {
                "questions": [
                    {"text": "Go on?", "options": ["Yes", "Yes", "", None, {"value": "No"}]}
                ]
            },
            QuestionItem("q1", "Go on?", ("Yes", "No")),
        ),
        (
            {"questions": ["", {"id": "x"}, 5, {"prompt": "a\ud83d", "allowMultiple": "true"}]},
            QuestionItem("q3", "5"),
        ),
    ],
)
def test_odd_forms_are_understood(args: dict[str, Any], item: QuestionItem) -> None:
    """One question without the list, options of every kind, and what is no question at all."""
    (asked,) = turn(call(args))
    assert isinstance(asked, Question)
    assert asked.items[0] == item


@pytest.mark.parametrize("args", [None, {}, [], "x", {"questions": [{}]}, {"questions": 5}])
def test_call_that_asks_nothing_is_counted(args: object) -> None:
    """A question without a prompt is no question, and is not passed over in silence."""
    decoder = TurnDecoder()
    decoder.feed(json.dumps(call(args)))
    assert decoder.finish() == []
    assert decoder.unknown == {"ask_question": 1}


def test_other_tools_stay_tools() -> None:
    """Only this tool asks; an unnamed call is a question's piece only while one is open."""
    assert turn(call({"questions": ["a?"]}, name="answer_question"), call({}, name=None)) == [
        ToolCall("answer_question", {"questions": ["a?"]}),
        ToolCall(""),
    ]


def test_answer_is_written_as_the_services_own_client_does() -> None:
    """One line a question, several labels joined by a comma, unanswered ones left out."""
    chosen = [["9:16 for Reels"], ["calm", "bold"], []]
    assert QUESTION.answer(chosen) == (
        "1. Which aspect ratio do you want?: 9:16 for Reels\n2. Which moods?: calm, bold"
    )
    spread = Question("", (QuestionItem("q1", "Which\none?"),))
    assert spread.answer([["two\nlines"]]) == "1. Which one?: two lines"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["questions", "prompt", "options", "id", "x"]), inner)
    ),
    max_leaves=12,
)


@given(st.lists(st.tuples(JSON, st.booleans(), st.booleans()), max_size=6))
def test_nothing_that_comes_as_arguments_breaks_the_turn(
    calls: list[tuple[Any, bool, bool]],
) -> None:
    """Whatever a model writes: no error, at most one question a set of words."""
    events = [
        call(args, name="ask_question" if named else None, partial=partial)
        for args, named, partial in calls
    ]
    asked = [e for e in turn(*events, flat("end")) if isinstance(e, Question)]
    words = [tuple((i.prompt, i.options, i.allow_multiple) for i in e.items) for e in asked]
    assert len(set(words)) == len(words)


@given(st.lists(st.integers(0, len(RAW)), max_size=8))
def test_raw_arguments_may_be_cut_anywhere(cuts: list[int]) -> None:
    """However the JSON of the arguments is cut into pieces, it is the same question."""
    marks = [0, *sorted(set(cuts) - {0, len(RAW)}), len(RAW)]
    pieces = [RAW[a:b] for a, b in pairwise(marks)]
    assert turn(*(call(piece, partial=True) for piece in pieces)) == [QUESTION]


def test_pieces_without_end_do_not_fill_the_memory() -> None:
    """A hostile stream of pieces is read up to a bound; the turn goes on."""
    events = [call({f"k{n}": "x" * 300_000}, partial=True) for n in range(50)]
    decoder = TurnDecoder()
    tracemalloc.start()
    for event in events:
        decoder.feed(json.dumps(event))
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert held < 4_000_000
    assert decoder.feed(json.dumps(call(ARGS))) == [QUESTION]
