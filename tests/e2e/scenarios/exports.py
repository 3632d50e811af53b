"""The MP4: rendered, delivered as a playable video, or as a link with the reason."""

from __future__ import annotations

from tests.e2e import samples
from tests.e2e.scenarios.kit import (
    PROMO,
    TITLE,
    Scenarios,
    film,
    newcomer,
    nothing_to_cancel,
    progress,
    with_project,
)
from tests.e2e.world import ANY, Shown, World, phrase
from tests.faults import Refuse, RenderFails, RenderStuck

scenarios = Scenarios()


@scenarios.add()
async def export(world: World) -> None:
    """`/export` ends in a video that plays in the chat, with geometry, preview and a caption."""
    person, room, done = await with_project(world)
    await world.command(person, room, "export")
    shown = await film(world, room, after=done.order)
    assert shown.video is not None
    assert shown.video.height > shown.video.width > 0
    assert 14 <= shown.video.seconds <= 16
    assert shown.video.data[4:8] == b"ftyp"
    assert shown.video.thumbnail
    assert not shown.silent
    assert len(world.backend.renders()) == 1
    # Discord knows one activity only.
    sending = "typing" if world.platform == "discord" else "sending_video"
    assert sending in world.activities(room)


@scenarios.add()
async def export_by_button(world: World) -> None:
    """The Export button under the final message does the same."""
    person, room, done = await with_project(world)
    await world.press(person, done, "Export")
    assert (await film(world, room, after=done.order)).video


@scenarios.add()
async def edit_then_export(world: World) -> None:
    """Both asked for in one sentence come in that order."""
    person, room, done = await with_project(world)
    await world.say(person, room, f"{TITLE}, then export")
    shown = await film(world, room, after=done.order)
    assert any("Summer Sale" in s.text for s in world.shown(room) if s.order < shown.order)


@scenarios.add()
async def result_as_a_file(world: World) -> None:
    """Who wants files in /settings gets the MP4 unchanged, with its name, caption and buttons."""
    person, room, done = await with_project(world)
    await world.command(person, room, "settings")
    shown = await world.sees(room, phrase("settings-delivery-video"))
    await world.press(person, shown, "Send as file")
    await world.sees(room, phrase("settings-delivery-file"))
    await world.press(person, done, "Export")

    def arrived() -> list[Shown]:
        return [s for s in world.shown(room) if s.file is not None and s.has_button("Export")]

    await world.until(arrived, "a file")
    name, data = arrived()[-1].file or ("", b"")
    assert (name[-4:], data[4:8]) == (".mp4", b"ftyp")
    assert world.platform == "discord" or not any(s.video for s in world.shown(room))


@scenarios.add()
async def nothing_to_export(world: World) -> None:
    """An export before anything was made says what to do first."""
    person, room = await newcomer(world)
    await world.command(person, room, "export")
    await world.sees(room, phrase("export-nothing"))
    assert list(world.backend.renders()) == []


@scenarios.add()
async def too_big_for_the_chat(world: World) -> None:
    """A video over the chat's limit is explained, with what to do about it."""
    person, room, _ = await with_project(world)
    world.limit_uploads(room, 20_000)
    await world.command(person, room, "export")
    # The studio's own address is of no use to anybody else: then the way out is in the words.
    await world.sees(room, phrase("export-too-big-no-link", limit=ANY))
    assert not any(s.video for s in world.shown(room))


@scenarios.add()
async def render_fails_once(world: World) -> None:
    """A render that fails is tried once more under a new id."""
    person, room, _ = await with_project(world)
    world.backend.faults.once("render", RenderFails())
    await world.command(person, room, "export")
    await film(world, room)
    assert len(set(world.backend.renders())) == 2


@scenarios.add()
async def render_fails_twice(world: World) -> None:
    """Two failures are enough: the person is told, and the timeline is safe."""
    person, room, _ = await with_project(world)
    world.backend.faults.always("render", RenderFails())
    await world.command(person, room, "export")
    await world.sees(room, phrase("export-failed"))
    assert len(world.backend.renders()) == 2


@scenarios.add()
async def render_never_ends(world: World) -> None:
    """A render that hangs is waited for as long as was promised, then given up in words."""
    person, room, _ = await with_project(world)
    world.backend.faults.always("render", RenderStuck())
    await world.command(person, room, "export")
    await world.sees(room, phrase("export-timeout"))


@scenarios.add()
async def plan_blocks_export(world: World) -> None:
    """A plan without export is told with the way to unlock it; it is not about credits."""
    person, room, _ = await with_project(world)
    world.backend.faults.always("render_submit", Refuse(http=402))
    await world.command(person, room, "export")
    shown = await world.sees(room, phrase("error-plan-blocks-export", link=ANY))
    assert "nmv_usr_" not in shown.text


@scenarios.add()
async def cancel_an_export(world: World) -> None:
    """Cancelling a render leaves the timeline as it is."""
    person, room, done = await with_project(world)
    world.backend.faults.once("render", RenderStuck())
    await world.press(person, done, "Export")
    await world.pass_time(40)
    running = progress(world, room)
    assert running is not None
    await world.press(person, running, "Cancel")
    await world.sees(room, phrase("cancel-export"), within=10)
    await world.until(lambda: nothing_to_cancel(world, room), "nothing is left behind", within=5)


@scenarios.add()
async def photos_and_export_at_once(world: World) -> None:
    """Photos with "make a promo, then export" end in the video without another word."""
    person, room = await newcomer(world)
    await world.say(person, room, f"{PROMO}, then export it", samples.photos(2))
    assert (await film(world, room)).video
