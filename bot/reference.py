"""`.env.example`, the settings and the commands, written from the code that takes them.

`python -m bot.reference` writes them; a test keeps them true.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import SecretStr
from pydantic.fields import FieldInfo

from adapters.platform import known
from bot.settings import Settings
from core.commands import COMMANDS
from core.language.phrases import say

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
CHAT_MARK, LINE_MARK = "<!-- in a chat -->", "<!-- in a shell -->"


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
    return _renewed(text, MARK, table())


def commands_page(text: str) -> str:
    """The page of commands with what stands between its marks renewed."""
    return _renewed(_renewed(text, CHAT_MARK, chat_commands()), LINE_MARK, line_commands())


def chat_commands() -> str:
    """What is written in a chat, as a Markdown table."""
    lines = ["| command | does |", "| --- | --- |"]
    for spec in COMMANDS:
        if spec.admin or spec.name == "admin":
            continue  # docs/admin.md tells of these
        options = "".join(
            f" {option.name.upper()}" if option.required else f" [{option.name.upper()}]"
            for option in spec.options
        )
        also = "".join(f", `/{alias}`" for alias in spec.aliases)
        lines.append(f"| `/{spec.name}{options}`{also} | {say('en', f'command-{spec.name}')} |")
    return "\n".join(lines) + "\n"


def line_commands() -> str:
    """What is typed in a shell, as a Markdown table."""
    from typer.main import get_command

    from bot.__main__ import app

    group = get_command(app)
    lines = ["| command line | does |", "| --- | --- |"]
    for name, command in [("", group), *getattr(group, "commands", {}).items()]:
        shown = " ".join(part for part in ("reelay", name, _arguments(command)) if part)
        text = "Run the bot on every platform that has a token." if not name else command.help
        lines.append(f"| `{shown}` | {text} |")
        for option in command.params:
            if option.param_type_name == "option":
                lines.append(f"| `  {option.opts[0]}` | {getattr(option, 'help', '')} |")
    return "\n".join(lines) + "\n"


def _arguments(command: Any) -> str:
    return " ".join(p.name.upper() for p in command.params if p.param_type_name == "argument")


def _renewed(text: str, mark: str, body: str) -> str:
    head, _, rest = text.partition(mark)
    _, _, tail = rest.partition(mark)
    return f"{head}{mark}\n\n{body}\n{mark}{tail}"


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
    """Write every file."""
    (ROOT / ".env.example").write_text(example(), encoding="utf-8")
    settings = ROOT / "docs" / "settings.md"
    settings.write_text(page(settings.read_text(encoding="utf-8")), encoding="utf-8")
    commands = ROOT / "docs" / "commands.md"
    commands.write_text(commands_page(commands.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    write()
