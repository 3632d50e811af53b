"""`.env.example` and the table of settings, written from the settings themselves.

`python -m bot.reference` writes both; a test keeps them true.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import SecretStr
from pydantic.fields import FieldInfo

from adapters.platform import known
from bot.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
OWN = (
    ("NEMO", "Who makes the videos"),
    ("STT", "Voice notes as words"),
    ("STUDIO", "The studio"),
    ("DATABASE", "Database"),
    ("REELAY", "Reelay itself"),
)
GROUPS = (*((kind.prefix().rstrip("_"), kind.title) for kind in known()), *OWN)
MARK = "<!-- settings -->"


def example() -> str:
    """`.env.example`: every setting, commented out, at its default."""
    lines = ["# Copy to .env and fill in what you need; every line is optional."]
    for prefix, title in GROUPS:
        lines += ["", f"# {title}"]
        for name, field in _of(prefix):
            lines.append(f"# {field.description}")
            lines.append(f"# {name}={_default(field)}")
    return "\n".join(lines) + "\n"


def table() -> str:
    """The settings as Markdown tables, one a group."""
    lines: list[str] = []
    for prefix, title in GROUPS:
        lines += ["", f"## {title}", "", "| setting | meaning | default |", "| --- | --- | --- |"]
        for name, field in _of(prefix):
            lines.append(f"| `{name}` | {field.description} | {_shown(field)} |")
    return "\n".join(lines).strip() + "\n"


def page(text: str) -> str:
    """The settings page with the tables between its marks renewed."""
    head, _, rest = text.partition(MARK)
    _, _, tail = rest.partition(MARK)
    return f"{head}{MARK}\n\n{table()}\n{MARK}{tail}"


def _of(prefix: str) -> list[tuple[str, FieldInfo]]:
    fields = {name.upper(): field for name, field in Settings.model_fields.items()}
    for kind in known():
        fields |= {f"{kind.prefix()}{n.upper()}": f for n, f in kind.model_fields.items()}
    return [(name, field) for name, field in fields.items() if name.startswith(f"{prefix}_")]


def _default(field: FieldInfo) -> str:
    value: Any = field.default
    if value is None or isinstance(value, SecretStr | frozenset):
        return ""
    if isinstance(value, tuple):
        return ",".join(f"{item:g}" for item in value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _shown(field: FieldInfo) -> str:
    return f"`{text}`" if (text := _default(field)) else "–"


def write() -> None:
    """Write both files."""
    (ROOT / ".env.example").write_text(example(), encoding="utf-8")
    settings = ROOT / "docs" / "settings.md"
    settings.write_text(page(settings.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    write()
