"""The bot put together: started, stopped in order, and careful when it keeps being started."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console

from adapters.console.adapter import ConsoleAdapter
from adapters.console.chat import ConsoleChat
from adapters.console.parse import ME
from bot.app import core_config, running
from bot.settings import Settings, load
from core.chat import Address, Message, MessageRef
from core.clock import SystemClock
from core.store.database import DatabaseError
from core.store.store import Store
from studio.media.samples import make_photos
from studio.server import Costs, Pace, StudioConfig

LIVELY = StudioConfig(costs=Costs(generate=0, edit=0), pace=Pace())


def settings_in(folder: Path) -> Settings:
    """The defaults, in a folder of their own."""
    return load(None).model_copy(update={"reelay_data_dir": folder, "nemo_backend": "studio"})


class LoggedChat(ConsoleChat):
    """A terminal that nobody sees, and that remembers what was posted there."""

    def __init__(self, folder: Path) -> None:
        super().__init__(Console(quiet=True), folder, language="en")
        self.log: list[str] = []

    async def send(
        self, address: Address, message: Message, *, silent: bool = False, nonce: str = ""
    ) -> MessageRef:
        self.log.append(message.text)
        return await super().send(address, message, silent=silent, nonce=nonce)

    def close(self) -> None:
        self.log.append("closed")
        super().close()


async def test_a_stop_lets_what_runs_end(tmp_path: Path) -> None:
    """On a stop the answer under way is still told; the platform is let go of after that."""
    adapter = ConsoleAdapter(Console(quiet=True), SystemClock(), out=tmp_path, locale="en")
    adapter.chat = chat = LoggedChat(tmp_path)
    settings = settings_in(tmp_path).model_copy(update={"reelay_media_wait_s": 0.0})
    async with running(settings, [adapter], studio_config=LIVELY, resume=True, drain=20) as up:
        await up.core.receive(adapter.request("make it 10 seconds", []))
        while not await _has_jobs(up.store):
            pass
    assert chat.log[-1] == "closed"
    assert any(text.startswith("Send photos or clips first") for text in chat.log)


async def test_the_embedded_studio_asks_with_options_to_tap(tmp_path: Path) -> None:
    """What is vague is a question with buttons, and a typed answer chooses one of them."""
    shown = io.StringIO()
    adapter = ConsoleAdapter(Console(file=shown), SystemClock(), out=tmp_path, locale="en")
    settings = settings_in(tmp_path).model_copy(update={"reelay_media_wait_s": 0.0})
    photos = make_photos(tmp_path / "photos", count=2, megapixels=0.3)
    async with running(settings, [adapter], resume=True) as up:
        for words, files in (("make a 10-second video", photos), ("make it pop", [])):
            await up.core.receive(adapter.request(words, files))
            await up.core.idle(ME.conversation)
        asked = shown.getvalue()
        await up.core.receive(adapter.request("the second one", []))
        await up.core.idle(ME.conversation)
    assert "Other…" in asked
    assert "] vivid colours" in asked
    assert "vivid" in shown.getvalue()[len(asked) :]


async def _has_jobs(store: Store) -> bool:
    async with store.begin() as tx:
        return bool(await tx.jobs.open(ME.conversation))


async def test_started_again_and_again(tmp_path: Path) -> None:
    """Three starts within a minute resume nothing, until it is asked for."""
    settings = settings_in(tmp_path)
    resumed = []
    for resume in (None, None, None, True):
        async with running(settings, [], studio_config=LIVELY, resume=resume) as up:
            resumed.append(up.resumed)
    assert resumed == [True, True, False, True]


@pytest.mark.parametrize(
    ("update", "poll", "polls"),
    [
        ({"nemo_backend": "studio"}, 1.0, 900),
        ({"nemo_backend": "cloud"}, 30.0, 10),
        ({"nemo_backend": "cloud", "reelay_poll_s": 5.0, "reelay_poll_max": 3}, 5.0, 3),
    ],
)
def test_how_long_a_render_is_waited_for(
    update: dict[str, object], poll: float, polls: int
) -> None:
    """The cloud is asked every 30 s, ten times; the studio on this machine more often."""
    config = core_config(load(None).model_copy(update=update))
    assert (config.waits.poll, config.waits.polls) == (poll, polls)
    assert config.studio == (update["nemo_backend"] == "studio")
    assert (config.web_url == "") == config.studio


async def test_a_studio_without_a_place(tmp_path: Path) -> None:
    """What keeps the studio from starting is the operator's to mend, in a sentence."""
    (tmp_path / "studio").write_text("a file where a folder belongs")
    settings = load(None).model_copy(update={"reelay_data_dir": tmp_path, "nemo_backend": "studio"})
    with pytest.raises(DatabaseError, match="set REELAY_DATA_DIR"):
        async with running(settings, [], resume=False):
            pass
