"""What is written on a new video that nobody put in quotation marks, and videos of words alone."""

from __future__ import annotations

from dataclasses import replace

from studio.agent import ops as o
from studio.agent.clause import Clause, use
from studio.agent.languages import FILLER
from studio.agent.rules import slides
from studio.agent.tokens import Reading, Token
from studio.agent.work import Ask, Work
from studio.draft import Draft

_MADE_OF = frozenset(
    {"cards", "create", "video", "write", "no", "text", "title", "item", "num", "page", "ground"}
    | {"countdown", "neg", "split"}
)
_DASHES = ("-", "—", "–", "~")


def details(work: Work, reading: Reading, clauses: list[Clause]) -> None:
    """What follows a colon, or stands in a row of facts, is written on the pictures."""
    if not reading.quotes:
        _called(work, clauses)
    facts = _facts(reading, clauses)
    if facts:
        work.do(o.Captions(facts))


def _called(work: Work, clauses: list[Clause]) -> None:
    """`a promo for Bean Harbour`: a name is its title."""
    for clause in clauses:
        tokens = clause.tokens
        for place, token in enumerate(tokens):
            run: list[Token] = []
            for following in tokens[place + 1 :] if "about" in token else ():
                if not following.text[:1].isupper() or following.tags & {"break", "quote"}:
                    break
                run.append(following)
            noun = work.language == "de" and len(run) == 1  # written large as any other
            if any("unknown" in t for t in run) and not noun:
                use(run)
                work.do(o.AddText(clause.raw[run[0].start : run[-1].end]))
                return


def _facts(reading: Reading, clauses: list[Clause]) -> tuple[str, ...]:
    tokens = list(reading.tokens)
    colon = next((i for i, t in enumerate(tokens) if t.text in (":", "：")), None)
    if colon is None or reading.quotes or colon + 1 >= len(tokens):
        return ()
    lines: list[str] = []
    run: list[Token] = []
    for token in [*tokens[colon + 1 :], Token(".", frozenset({"break"}), 0, 0)]:
        if "break" in token and token.text[:1] in ".;,，。、；\n!":
            if any("unknown" in t or "sign" in t for t in run):
                lines.append(reading.raw[run[0].start : run[-1].end].strip())
                use(
                    t for c in clauses for t in c.tokens if run[0].start <= t.start <= run[-1].start
                )
            run = []
        else:
            run.append(token)
    return tuple(lines)


def cards(work: Work, reading: Reading, clauses: list[Clause], tokens: list[Token]) -> bool:
    """`a text video: line / line`; without pictures also `write "…" for 6 seconds`."""
    quotes = reading.quotes
    bare = not work.project.visuals
    named = any("cards" in t or (bare and "countdown" in t) for t in tokens) or any(
        "quote" in t.values("occasion") for t in tokens
    )
    named = named or (bare and any("ground" in t for t in tokens) and bool(quotes))
    alone = not work.project.visuals and bool(quotes)
    nouns = any(t.tags & {"title", "caption", "text", "endcard"} for t in tokens)
    nouns = nouns and not reading.has("only")
    editing = nouns and any("add" in t and FILLER not in t for t in tokens)
    film = any(t.tags & {"slideshow", "cards"} for t in tokens)
    film = film or (any("video" in t for t in tokens) and not editing)
    lasting = any("write" in t for t in tokens) and any("dur" in t for t in tokens)
    made = any(t.tags & {"create", "only", "dur"} or t.values("canvas") for t in tokens)
    new = made and not editing
    making = film or lasting or new or (len(quotes) > 1 and not editing)
    # `add the title "…"` is an edit, and there is nothing to edit.
    if not (alone and making) and not (named and (quotes or not work.project.visuals)):
        return False
    if not work.draft.empty and not any("create" in t or "newvideo" in t for t in tokens):
        return False
    if (work.project.visuals or not work.draft.empty) and slides.placed(tokens):
        return False  # one card among the pictures
    if (
        named
        and work.project.visuals
        and not any("cards" in t and "text" not in t and "title" not in t for t in tokens)
    ):
        return False
    if not quotes:
        use(t for t in tokens if t.tags & {"cards", "create", "video", "text", "countdown"})
        work.question(Ask("ask_lines"))
        return True
    use(quotes)
    lines = tuple(quote.text for quote in quotes)
    if author := _author(reading, tokens, quotes):
        lines = (*lines[:-1], f"{lines[-1]} — {author}")
    if len(lines) == 1 and len(split := _split_lines(lines[0])) > 1:
        lines = split
    work.project = replace(work.project, draft=Draft(width=work.draft.width))
    ground, letters = slides.colors(tokens, reading.language)
    ms = _cards_ms(tokens, len(lines[:12]))
    work.do(o.TextCards(lines[:12], ms, letters, ground))
    for token in tokens:
        if token.tags & _MADE_OF:
            token.used = token.used or "dur" not in token
        if token.values("occasion") or token.tags & {"named", "only", "these", "box"}:
            token.used = True
    return True


def _cards_ms(tokens: list[Token], many: int) -> int | None:
    """How long all of them last; `2 seconds each`: so many times as long."""
    durs = [t for t in tokens if "dur" in t]
    each = [t for t in tokens if "each" in t]
    if len(durs) != 1:
        return None
    use([*durs, *each])
    return int(durs[0].value) * (many if each else 1)


def _author(reading: Reading, tokens: list[Token], quotes: list[Token]) -> str:
    """Who said it: a name after the last quote, as in `"…" - Ada Byron`."""
    after = [t for t in tokens if t.start >= quotes[-1].end]
    dashed = bool(after) and after[0].text in _DASHES
    while after and (after[0].text in (*_DASHES, ",", "，", "(") or after[0].tags & {"by", "from"}):
        after.pop(0).used = True
    run: list[Token] = []
    for token in after:
        named = token.text[:1].isupper() or (dashed and token.text[:1] > "\u0590")
        if "break" in token or not (named or (run and FILLER in token)):
            break
        run.append(token)
    if not any("unknown" in t for t in run):
        return ""
    use(run)
    return reading.raw[run[0].start : run[-1].end]


def _split_lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.replace("|", "\n").split("\n") if line.strip())
