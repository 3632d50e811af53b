"""Train the studio's learned reading: `python -m benchmarks.train_studio [--check]`.

Reads the marked prompts of tests/data/studio_wishes (its README tells the marks) and writes
`wishes.npz` beside studio/agent/learned/table.py: two minutes of one core. The same files give the
same table. With --check a tenth of the prompts is held back, nothing is written, and the share that
was read as it is marked is printed.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from studio.agent.languages import FILLER
from studio.agent.learned import table as tables
from studio.agent.learned.features import Described
from studio.agent.learned.marking import NONE, OUTSIDE
from studio.agent.learned.meaning import Floats, vectors
from studio.agent.learned.table import Table, keys_of
from studio.agent.measures import merged
from studio.agent.tokens import Token, read

ROOT: Final = Path(__file__).parent.parent
DATA: Final = ROOT / "tests" / "data" / "studio_wishes"
OUT: Final = Path(tables.__file__).with_name(tables.FILE)
FILES: Final = ("cat.jpg", "coffee.jpg", "portrait.jpg", "rocket.jpg", "pano.jpg", "clip.mp4")
"""Names that a project could have, so that words for what they show are known as such."""
KEPT: Final = {"marks": 23_000, "ops": 27_500, "slots": 19_500}
"""Features that a table keeps, those with the largest weights."""
SMALL: Final = {"marks": 0, "ops": 2, "slots": 1}
"""Weights up to this, of PEAK, are left out: nothing is read worse, and the file is smaller."""
PEAK: Final = 127
EVERY: Final = 10
WISH = re.compile(r"\[([a-z_]+(?:=[a-z0-9_:]+)?)\|((?:[^\[\]{}|]|\{[a-z]+\|[^\[\]{}|]+\})+)\]")
_SLOT = re.compile(r"\{([a-z]+)\|([^\[\]{}|]+)\}")


@dataclass(frozen=True, slots=True)
class Marked:
    """A prompt and its marks: for each word whether a wish begins there, goes on or does not, and
    the name of the value; the wishes, and what stands outside of them, as (first word, end, edit)
    and their texts."""

    words: Described
    marks: tuple[str, ...]
    slots: tuple[str, ...]
    wishes: tuple[tuple[int, int, str], ...]
    texts: tuple[str, ...]


def prompts() -> Iterator[str]:
    """All marked lines, in order."""
    for file in sorted(DATA.glob("*.txt")):
        yield from (line for line in file.read_text("utf-8").splitlines() if line.strip())


def marked(line: str) -> Marked:
    """A line `language<TAB>marked prompt` as the reading's words see it."""
    code, _, text = line.partition("\t")
    plain, spans, at = "", [], 0
    for wish in WISH.finditer(text):
        plain += text[at : wish.start()]
        body, values = _values(wish[2], len(plain))
        spans.append((len(plain), len(plain) + len(body), wish[1], values))
        plain, at = plain + body, wish.end()
    plain += text[at:]
    reading = merged(read(plain, code, FILES))
    tokens = reading.tokens
    marks, slots = ["O"] * len(tokens), [NONE] * len(tokens)
    wishes = []
    for start, end, op, values in spans:
        inside = [n for n, token in enumerate(tokens) if _within(token, start, end)]
        if not inside:
            continue
        for place in inside:
            marks[place] = "B" if place == inside[0] else "I"
            named = (name for name, a, b in values if _within(tokens[place], a, b))
            slots[place] = next(named, NONE)
        wishes.append((inside[0], inside[-1] + 1, op))
    parts = sorted([*wishes, *_asides(tokens, marks)])
    texts = tuple(reading.raw[tokens[a].start : tokens[b - 1].end] for a, b, _ in parts)
    words = Described(tokens, reading.language)
    return Marked(words, tuple(marks), tuple(slots), tuple(parts), texts)


def _asides(tokens: Sequence[Token], marks: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """The runs of words that no wish has; no single small word."""
    free = [mark == "O" and "break" not in token for token, mark in zip(tokens, marks, strict=True)]
    for is_free, places in groupby(range(len(tokens)), key=lambda n: free[n]):
        run = [*places]
        while is_free and run and "and" in tokens[run[0]]:
            run.pop(0)
        if is_free and (len(run) > 3 or any(FILLER not in tokens[n] for n in run)):
            yield run[0], run[-1] + 1, OUTSIDE


def _values(body: str, start: int) -> tuple[str, list[tuple[str, int, int]]]:
    """A wish without the marks of its values, and where these are in the prompt."""
    plain, found, at = "", [], 0
    for slot in _SLOT.finditer(body):
        plain += body[at : slot.start()]
        found.append((slot[1], start + len(plain), start + len(plain) + len(slot[2])))
        plain, at = plain + slot[2], slot.end()
    return plain + body[at:], found


def _within(token: Token, start: int, end: int) -> bool:
    """Whether more than half of it lies there."""
    return 2 * (min(token.end, end) - max(token.start, start)) > token.end - token.start


Example = tuple[list[str], str]


def marks(rows: Iterable[Marked]) -> list[Example]:
    return [(row.words.at(n), mark) for row in rows for n, mark in enumerate(row.marks)]


def slots(rows: Iterable[Marked]) -> list[Example]:
    return [
        (row.words.within(n, op.partition("=")[0]), row.slots[n])
        for row in rows
        for first, end, op in row.wishes
        if op != OUTSIDE
        for n in range(first, end)
    ]


def ops(rows: Iterable[Marked]) -> list[Example]:
    return [(row.words.group(a, b), op) for row in rows for a, b, op in row.wishes]


def table(name: str, examples: Sequence[Example], dense: Floats | None, force: float) -> Table:
    """A linear classifier of these (scikit-learn's, one column against the others)."""
    from scipy.sparse import csr_matrix, hstack
    from sklearn.svm import LinearSVC

    found = [np.unique(keys_of(features)) for features, _ in examples]
    keys, places = np.unique(np.concatenate(found), return_inverse=True)
    sizes = [len(one) for one in found]
    ends = np.concatenate([[0], np.cumsum(sizes)])
    values = np.repeat(1 / np.sqrt(np.array([len(features) for features, _ in examples])), sizes)
    x: Any = csr_matrix((values, places, ends), (len(found), len(keys)))
    if dense is not None:
        x = hstack([x, csr_matrix(dense)]).tocsr()
    model = LinearSVC(C=force, random_state=0).fit(x, [label for _, label in examples])
    weights = model.coef_.T.astype(np.float32)
    sparse, rest = weights[: len(keys)], weights[len(keys) :]
    telling = np.abs(sparse - sparse.mean(axis=1, keepdims=True)).max(axis=1)
    kept = np.sort(np.argsort(-telling, kind="stable")[: KEPT[name]])
    scale = float(np.abs(sparse[kept]).max()) / PEAK
    rows = np.rint(sparse[kept] / scale).astype(np.int8)
    rows[np.abs(rows) <= SMALL[name]] = 0
    bias = model.intercept_.astype(np.float32)
    columns = tuple(str(name) for name in model.classes_)
    return Table(keys[kept], rows, scale, bias, rest.astype(np.float16), columns)


def trained(rows: Sequence[Marked]) -> dict[str, Table]:
    """All tables, by their names."""
    meant = vectors([text for row in rows for text in row.texts])
    return {
        "marks": table("marks", marks(rows), None, 0.5),
        "ops": table("ops", ops(rows), meant, 1.0),
        "slots": table("slots", slots(rows), None, 0.5),
    }


def made_from() -> str:
    """A mark of the prompts and of what describes them: another one, and the table is stale."""
    found = hashlib.sha256("\n".join(prompts()).encode())
    found.update((OUT.parent / "features.py").read_bytes())
    return found.hexdigest()


def words(rows: Iterable[Marked]) -> NDArray[np.uint32]:
    """The keys of the words that stand in several prompts."""
    found = Counter(word for row in rows for word in {*row.words.words})
    return np.unique(keys_of([word for word, many in found.items() if many > 1]))


def _write(found: dict[str, Table], rows: Iterable[Marked]) -> None:
    kept: dict[str, Any] = {tables.MADE_FROM: np.array(made_from()), tables.WORDS: words(rows)}
    for name, one in found.items():
        kept |= {f"{name}_keys": one.keys, f"{name}_rows": one.rows, f"{name}_scale": one.scale}
        kept |= {f"{name}_bias": one.bias, f"{name}_dense": one.dense.astype(np.float16)}
        kept[f"{name}_columns"] = np.array(one.columns)
    np.savez_compressed(OUT, **kept)


def _share(one: Table, examples: Sequence[Example], dense: Floats | None = None) -> str:
    right = 0
    for place, (features, label) in enumerate(examples):
        vector = dense[place] if dense is not None else None
        right += one.columns[int(one.scores(features, vector).argmax())] == label
    return f"{right} of {len(examples)} ({100 * right / len(examples):.1f} %)"


def _check(rows: Sequence[Marked]) -> None:
    held = rows[::EVERY]
    found = trained([row for n, row in enumerate(rows) if n % EVERY])
    meant = vectors([text for row in held for text in row.texts])
    sys.stdout.write(f"marks of words: {_share(found['marks'], marks(held))}\n")
    sys.stdout.write(f"edits: {_share(found['ops'], ops(held), meant)}\n")
    sys.stdout.write(f"values of words: {_share(found['slots'], slots(held))}\n")


def main() -> None:
    """Train, and write or check."""
    rows = [marked(line) for line in prompts()]
    if "--check" in sys.argv:
        _check(rows)
        return
    _write(trained(rows), rows)
    sys.stdout.write(f"{OUT.name}: {len(rows)} prompts, {OUT.stat().st_size} bytes\n")


if __name__ == "__main__":
    main()
