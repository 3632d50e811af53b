"""What is stored of a person, and for admins how much the bot is used."""

from __future__ import annotations

import io
import json

from PIL import Image

from tests.e2e.scenarios.kit import PROMO, Scenarios, newcomer, with_project
from tests.e2e.world import Shown, World, phrase

scenarios = Scenarios()


@scenarios.add()
async def all_that_is_stored(world: World) -> None:
    """`/export_my_data` brings it as a file, with their words and no token."""
    person, room, _ = await with_project(world)
    await world.command(person, room, "export_my_data")

    def files() -> list[Shown]:
        return [s for s in world.shown(room) if s.file and s.file[0] == "my-data.json"]

    await world.until(files, "the file with what is stored")
    await world.pass_time(2)  # the person reads it
    (shown,) = files()
    assert shown.file is not None
    assert phrase("privacy-data").search(shown.text)
    text = shown.file[1].decode()
    (request,) = json.loads(text)["requests"]
    assert request["asked_for"]["text"] == PROMO
    assert "nmv_usr_" not in text


@scenarios.add()
async def figures_for_admins(world: World) -> None:
    """`/stats` brings a picture with the same in words; who is no admin knows no such command."""
    person, room = await newcomer(world)
    await world.say(person, room, "/stats")
    await world.sees(room, phrase("error-command-unknown"))
    await world.say(person, room, f"/admin {world.admin_code}")
    await world.sees(room, phrase("member-you-are-admin"))
    await world.say(person, room, "/stats")
    await world.until(lambda: any(s.picture for s in world.shown(room)), "the picture")
    (shown,) = (s for s in world.shown(room) if s.picture)
    assert "This week" in shown.text
    with Image.open(io.BytesIO(shown.picture)) as image:
        image.load()
        assert min(image.size) > 100
