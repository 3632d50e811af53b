"""Every command, in words and in what it does."""

from __future__ import annotations

import pytest

from core.config import Caps, Policy
from core.handlers.requests import TEXT_BOUND
from core.language.phrases import LANGUAGES, say
from tests.core.bench import ANY, PROMO, TITLE, Bench, adjusted
from tests.faults import Heartbeats


async def answer(bench: Bench, name: str, args: str = "") -> str:
    """What a command is answered with, aloud or alone."""
    aloud, alone = len(bench.chat.finals), len(bench.chat.whispers)
    await bench.command(name, args)
    await bench.until(lambda: len(bench.chat.finals) > aloud or len(bench.chat.whispers) > alone)
    if len(bench.chat.whispers) > alone:
        return bench.chat.whispers[-1].text
    return bench.last.text


async def test_start_and_help(bench: Bench) -> None:
    """A newcomer is welcomed, somebody with a project welcomed back; help names the formats."""
    await bench.open()
    assert bench.says(await answer(bench, "start"), "start-welcome")
    assert bench.says(bench.last.text, "setup-cloud")
    assert bench.says(await answer(bench, "help"), "help-formats", limit="200 MB")
    assert bench.says(bench.last.text, "help-limits")
    await answer(bench, "new")
    assert bench.says(await answer(bench, "start"), "start-returning")


async def test_unknown_command(bench: Bench) -> None:
    """A command that is none is answered with the way to the list."""
    await bench.open()
    assert bench.says(await answer(bench, "frobnicate"), "error-command-unknown")


@pytest.mark.parametrize("typed", ["/delete", "/supprimer", "/löschen", "/удалить", "/删除"])
async def test_a_command_to_delete_no_one_knows_what(bench: Bench, typed: str) -> None:
    """Nothing is undone or removed: it is told what can be; a platform may not know it for one."""
    await bench.open()
    await bench.say(PROMO, bench.photos(2))
    await bench.rest()
    if typed.isascii():
        assert bench.says(await answer(bench, typed[1:]), "error-command-remove")
    await bench.say(typed)
    await bench.rest()
    assert bench.says(bench.last.text, "error-command-remove")
    assert await bench.sent() == [PROMO]


@pytest.mark.parametrize("text", ["can i see it?", "where does it go?", "how do i watch it"])
async def test_how_a_video_is_seen_is_told(bench: Bench, text: str) -> None:
    """What is on the timeline, and that Export brings the video here, in a sentence."""
    await bench.open()
    await bench.say(PROMO, bench.photos(2))
    await bench.rest()
    await bench.say(text)
    await bench.rest()
    assert bench.says(bench.last.text, "status-watch", button="Export")
    assert bench.last.button("Export")


async def test_how_a_video_gets_to_a_messenger(bench: Bench) -> None:
    """That it comes here and is shared from here; nobody is asked for photos."""
    await bench.open()
    await bench.say(PROMO, bench.photos(2))
    await bench.rest()
    for asked in ("how do I send it to whatsapp?", "怎么发到微信？", "как отправить в ватсап?"):
        before = len(bench.chat.finals)
        await bench.say(asked)
        await bench.rest()
        said = [post.text for post in bench.chat.finals[before:]]
        assert any(say(lang, "export-elsewhere") in t for t in said for lang in LANGUAGES), asked
    assert await bench.sent() == [PROMO]


async def test_a_misspelt_command(bench: Bench) -> None:
    """The nearest one is named; commands of admins are not."""
    await bench.open()
    assert bench.says(await answer(bench, "hepl"), "error-command-near", near="help")
    assert bench.says(await answer(bench, "anounce"), "error-command-unknown")


async def test_projects(bench: Bench) -> None:
    """Projects are listed newest first, switched by number, by title and by button."""
    await bench.open()
    assert bench.says(await answer(bench, "projects"), "project-none")
    assert bench.says(await answer(bench, "new", "Beach *trip*"), "project-new-titled", title=ANY)
    assert bench.says(await answer(bench, "new"), "project-new")
    listed = await answer(bench, "projects")
    assert bench.says(listed, "project-list", count=2)
    assert bench.says(listed, "project-item", number=2, title=r"Beach \*trip\*", when=ANY)
    await bench.press_data(bench.last, bench.last.buttons[0].data)
    await bench.until(lambda: bench.says(bench.last.text, "project-switched", title=ANY))
    assert "Beach" in bench.last.text
    assert bench.says(await answer(bench, "projects", "Untitled"), "project-gone")
    assert "Beach" in await answer(bench, "projects", "beach *TRIP*")
    assert bench.says(await answer(bench, "projects", "9"), "project-gone")
    assert bench.says(await answer(bench, "projects", "1"), "project-switched", title=ANY)


async def test_a_project_for_each_new(bench: Bench) -> None:
    """After /new the next prompt goes to a session of its own; the old one is there again."""
    await bench.open()
    await bench.say(PROMO, bench.photos(1))
    await bench.rest()
    await bench.command("new", "second")
    await bench.say("generate a 10-second promo video from my photos", bench.photos(1))
    await bench.rest()
    sessions = {entry.session_id for entry in await bench.studio.audit.prompts()}
    assert len(sessions) == 2
    await bench.command("projects", "2")
    await bench.say(TITLE)
    await bench.rest()
    last = (await bench.studio.audit.prompts())[-1]
    assert last.session_id == (await bench.studio.audit.prompts())[0].session_id


async def test_a_new_project_with_its_brief_in_one_message(bench: Bench) -> None:
    """The brief is the new project's first prompt: neither lost nor an edit of the old one."""
    await bench.open()
    await bench.say(PROMO, bench.photos(1))
    await bench.rest()
    await bench.say("new project: a 15 second ad for my bakery")
    await bench.rest()
    prompts = await bench.studio.audit.prompts()
    assert len({entry.session_id for entry in prompts}) == 2
    assert (await bench.sent())[-1] == "new project: a 15 second ad for my bakery"


async def test_status(bench: Bench) -> None:
    """/status tells what runs and waits, and what is on the timeline, with a link to edit it."""
    await bench.open()
    assert bench.says(await answer(bench, "status"), "status-empty")
    await bench.say(PROMO, bench.photos(1))
    await bench.rest()
    text = await answer(bench, "status")
    assert "Timeline (2 tracks)" in text
    assert bench.says(text, "timeline-length", length=ANY)
    assert bench.says(text, "project-link", link=ANY)
    assert "clm_" in text
    bench.faults.once("run_sse", Heartbeats(count=10, every_s=5))
    await bench.say(TITLE)
    await bench.say("make it 10 seconds")
    await bench.until(lambda: bench.says(bench.last.text, "queue-noted", position=2))
    text = await answer(bench, "status")
    assert bench.says(text, "status-running", what=ANY, time=ANY)
    assert bench.says(text, "status-waiting", count=1)
    await bench.rest()


async def test_languages(bench: Bench) -> None:
    """Each language is chosen by its name, its code or its button, and spoken from then on."""
    await bench.open()
    await answer(bench, "language")
    buttons = [b for row in bench.chat.whispers[-1].message.buttons for b in row]
    assert [button.label for button in buttons] == list(LANGUAGES.values())
    for code, name in LANGUAGES.items():
        assert say(code, "language-changed", language=name) in await answer(bench, "language", name)
    assert say("ru", "language-changed", language="Русский") in await answer(
        bench, "language", "ru"
    )
    assert say("ru", "language-unknown", language="Klingon") in await answer(
        bench, "language", "Klingon"
    )
    assert say("ru", "project-new") in await answer(bench, "new")


async def test_settings(bench: Bench) -> None:
    """/settings shows language, quality and account; its button changes the quality for good."""
    await bench.open()
    text = await answer(bench, "settings")
    assert bench.says(text, "settings-quality", quality="1080p")
    assert bench.says(text, "settings-account-anonymous")
    await bench.say(PROMO, bench.photos(1))
    await bench.rest()
    await bench.press_data(bench.last, "q:720p")
    await bench.until(lambda: len(bench.chat.whispers) == 2)
    assert bench.says(bench.chat.whispers[-1].text, "settings-quality-changed", quality="720p")
    await bench.command("export")
    await bench.until(lambda: bench.worker.orders, "a render")
    assert min(bench.worker.orders[0].width, bench.worker.orders[0].height) == 720
    await bench.rest()


@pytest.mark.parametrize("quality", ["4k", "480p", "as a GIF"])
async def test_a_quality_that_there_is_not(quality: str, bench: Bench) -> None:
    """Nothing else than what was asked for is exported: the choice is told."""
    await bench.open()
    await bench.say(PROMO, bench.photos(1))
    await bench.rest()
    await bench.command("export", quality)
    await bench.rest()
    assert bench.says(bench.last.text, "settings-quality-unknown")
    assert await bench.submits() == {}
    await bench.press(bench.last, "720p")
    await bench.rest()
    assert len(await bench.submits()) == 1
    assert min(bench.worker.orders[0].width, bench.worker.orders[0].height) == 720


async def test_a_quality_that_there_is_not_in_words(bench: Bench) -> None:
    """So it is in words, alone or after an edit, which is made all the same."""
    await bench.open()
    await bench.say(f"{PROMO}, then export in 4k", bench.photos(1))
    await bench.rest()
    assert any(bench.says(p.text, "settings-quality-unknown") for p in bench.chat.finals)
    await bench.say("export in 2160p")
    await bench.rest()
    assert bench.says(bench.last.text, "settings-quality-unknown")
    assert await bench.charged() == [f"{PROMO}, then export in 4k"]
    assert await bench.submits() == {}


async def test_export_with_a_quality(bench: Bench) -> None:
    """The quality that stands behind /export wins over the one in the settings."""
    await bench.open()
    await bench.say(PROMO, bench.photos(1))
    await bench.rest()
    await bench.command("export", "720p")
    await bench.rest()
    assert bench.last.video is not None
    assert min(bench.worker.orders[0].width, bench.worker.orders[0].height) == 720


@pytest.mark.parametrize(
    ("policy", "user", "group", "key"),
    [
        (Policy(users=frozenset({"bob"})), "ada", "", "error-not-allowed"),
        (Policy(users=frozenset({"bench/ada"})), "ada", "", ""),
        (Policy(chats=frozenset({"work"})), "ada", "family", "error-chat-not-allowed"),
        (Policy(chats=frozenset({"work"})), "ada", "work", ""),
        (Policy(chats=frozenset({"work"})), "ada", "", ""),
        (Policy(users=frozenset({"bob"}), admins=frozenset({"ada"})), "ada", "", ""),
    ],
)
async def test_who_may(policy: Policy, user: str, group: str, key: str, bench: Bench) -> None:
    """Lists of people and chats keep others out in one sentence; no list keeps out an admin."""
    adjusted(bench, policy=policy)
    await bench.open()
    await bench.say(PROMO, bench.photos(1), user, group=group)
    await bench.rest()
    assert len(bench.chat.finals) == 1
    assert (await bench.sent() == []) == bool(key)
    if key:
        assert bench.says(bench.last.text, key)


async def test_a_no_is_for_who_asked(bench: Bench) -> None:
    """Where somebody waits for an answer of their own, each refusal is that answer."""
    adjusted(bench, policy=Policy(users=frozenset({"ada", "carl"}), caps=Caps(exports=0)))
    await bench.open()
    bench.faults.once("run_sse", Heartbeats(count=12, every_s=5))
    await bench.say(PROMO, bench.photos(1), group="family")
    await bench.until_job(lambda jobs: jobs and jobs[0].state == "sent")
    for n in range(4):
        await bench.say(f"add the text 'Number {n}'", group="family")
    await bench.until(lambda: len(bench.chat.finals) == 4)
    for name, args, user in (
        ("credits", "", "bob"),
        ("export", "", "carl"),
        ("video", "make it longer " * 5000, "ada"),
        ("video", "one more", "ada"),
        ("video", "", "ada"),
        ("frobnicate", "", "ada"),
    ):
        told = len(bench.chat.whispers)
        await bench.command(name, args, user, group="family", answer=f"{name}{told}")
        await bench.until(lambda: len(bench.chat.whispers) > told)  # noqa: B023 - awaited right here
    keys: dict[str, dict[str, int]] = {
        "error-not-allowed": {},
        "cap-exports-closed": {},
        "error-message-too-long": {"limit": TEXT_BOUND},
        "queue-full": {"limit": 5},
        "media-none": {},
        "error-command-unknown": {},
    }
    assert len(bench.chat.finals) == 4
    for whisper, (key, figures) in zip(bench.chat.whispers, keys.items(), strict=True):
        assert bench.says(whisper.text, key, **figures)
        assert whisper.answer
    await bench.rest()


async def test_nobody_is_answered_who_did_not_speak_to_the_bot(bench: Bench) -> None:
    """Parts of an album in a group that name nobody are no request."""
    await bench.open()
    await bench.say("nice weather", group="family", addressed=False)
    await bench.pass_time(10)
    assert bench.chat.posted == []


async def test_joining_a_group(bench: Bench) -> None:
    """On joining, the bot says how to call it there."""
    await bench.open()
    await bench.core.receive(bench.incoming(group="family", joined=True, name="@reelay"))
    await bench.until(lambda: bench.chat.finals)
    assert bench.says(bench.last.text, "group-intro-mentions", bot="@reelay")


async def test_caps(bench: Bench) -> None:
    """A day's prompts and exports are counted by person; a cap of none lets nothing through."""
    adjusted(bench, policy=Policy(caps=Caps(turns=1, exports=0)))
    await bench.open()
    await bench.say(PROMO, bench.photos(1))
    await bench.rest()
    await bench.say(TITLE)
    await bench.rest()
    assert bench.says(bench.last.text, "cap-turns", limit=1)
    await bench.command("export")
    await bench.rest()
    assert bench.says(bench.last.text, "cap-exports-closed")
    await bench.say(PROMO, bench.photos(1), "bob")
    await bench.rest()
    assert await bench.charged() == [PROMO, PROMO]
    bench.clock.advance_to(bench.clock.monotonic() + 86_400)
    await bench.say(TITLE)
    await bench.rest()
    assert await bench.charged() == [PROMO, PROMO, TITLE]


async def test_caps_are_for_those_whom_others_pay(bench: Bench) -> None:
    """Who has linked an account, as the sentence about the cap proposes, is not capped."""
    adjusted(bench, policy=Policy(caps=Caps(turns=0)))
    await bench.open()
    await bench.command("login", await bench.studio.add_account())
    await bench.until(lambda: bench.chat.whispers)
    await bench.say(PROMO, bench.photos(1))
    await bench.rest()
    assert await bench.charged() == [PROMO]


async def test_a_message_that_is_too_long(bench: Bench) -> None:
    """More than 65,536 characters are refused with the limit."""
    await bench.open()
    await bench.say("make it longer " * 5000)
    await bench.rest()
    assert bench.says(bench.last.text, "error-message-too-long", limit=TEXT_BOUND)


async def test_five_in_a_line(bench: Bench) -> None:
    """The sixth request of a conversation is refused; each waiting one is told its place."""
    await bench.open()
    bench.faults.once("run_sse", Heartbeats(count=12, every_s=5))
    await bench.say(PROMO, bench.photos(1))
    await bench.until_job(lambda jobs: jobs and jobs[0].state == "sent")
    for n in range(5):
        await bench.say(f"add the text 'Number {n}'")
    await bench.until(lambda: any("waiting" in p.text for p in bench.chat.finals))
    noted = [p.text for p in bench.chat.finals]
    places = [bench.says(text, "queue-noted", position=n) for n, text in enumerate(noted[:4], 2)]
    assert places == [True] * 4
    assert bench.says(noted[4], "queue-full", limit=5)
    await bench.rest()
    assert await bench.charged() == [PROMO, *(f"add the text 'Number {n}'" for n in range(4))]


async def test_a_chain_that_is_half_done_has_its_place(bench: Bench) -> None:
    """While the export of "…, then export" runs, the next request is told that it waits."""
    await bench.open()
    bench.faults.clear()
    bench.worker.clip_ms = 10_000
    await bench.say(f"{PROMO}, then export", bench.photos(1))
    await bench.until_job(lambda jobs: jobs and jobs[0].kind == "export")
    await bench.say(TITLE)
    await bench.rest()
    assert any(bench.says(p.text, "queue-noted", position=2) for p in bench.chat.finals)


async def test_stop_and_send(bench: Bench) -> None:
    """Both halves are answered: what was stopped, and what there is, with the button to export."""
    await bench.open()
    await bench.say(PROMO, bench.photos(1))
    await bench.rest()
    await bench.say("nah scrap that, send me the file")
    await bench.rest()
    told = [post.text for post in bench.chat.finals]
    assert any(bench.says(text, "cancel-nothing-running", button="Undo") for text in told)
    assert bench.last.button("Export")
    assert await bench.sent() == [PROMO]


async def test_cancel_where_only_a_change_can_be_taken_back(bench: Bench) -> None:
    """ "annule" may mean that: it is offered, never done."""
    await bench.open()
    await bench.say("hello")
    await bench.rest()
    assert bench.says(await answer(bench, "cancel"), "cancel-nothing")
    await bench.say(PROMO, bench.photos(2))
    await bench.rest()
    await bench.say("thanks!")
    await bench.rest()
    assert bench.says(await answer(bench, "cancel"), "cancel-nothing-running", button="Undo")
    assert await bench.sent() == ["hello", PROMO, "thanks!"]
    await bench.press(bench.last, "Undo")
    await bench.rest()
    assert (await bench.sent())[3:] == ["undo the last change"]


@pytest.mark.parametrize(
    ("name", "args", "prompt"),
    [
        ("undo", "", "undo"),
        ("title", "Summer Sale", "title Summer Sale"),
        ("remove_music", "", "remove music"),
        ("faster", "", "faster"),
    ],
)
async def test_a_wish_with_a_slash(bench: Bench, name: str, args: str, prompt: str) -> None:
    """What is no command, but a word of editing, is a wish like any other."""
    await bench.open()
    await bench.say(PROMO, bench.photos(2))
    await bench.rest()
    await bench.command(name, args)
    await bench.rest()
    assert await bench.sent() == [PROMO, prompt]


@pytest.mark.parametrize(
    ("name", "key"), [("balance", "credits-costs"), ("stop", "cancel-nothing")]
)
async def test_another_name_of_a_command(bench: Bench, name: str, key: str) -> None:
    """A word that asks for what a command does is understood as that; a misspelt one is asked."""
    await bench.open()
    assert bench.says(await answer(bench, name), key)
    for wrong, near in (("exprot", "export"), ("credit", "credits"), ("lang", "language")):
        assert bench.says(await answer(bench, wrong), "error-command-near", near=near)
    assert await bench.sent() == []


async def test_a_video_that_is_wanted_elsewhere(bench: Bench) -> None:
    """The bot says that it brings it here alone, and does; of a plain export it says nothing."""
    await bench.open()
    await bench.say(PROMO, bench.photos(2))
    await bench.rest()
    await bench.say("export it for instagram")
    await bench.rest()
    told, video = (post for post in bench.chat.finals[-2:])
    assert bench.says(told.text, "export-elsewhere")
    assert video.video is not None
    await bench.say("send me the video")
    await bench.rest()
    assert not bench.says(bench.chat.finals[-2].text, "export-elsewhere")


@pytest.mark.parametrize(
    "text",
    [
        "how do I get it onto my phone?",
        "how can I send it on whatsapp",
        "can you upload it to youtube?",
        "can I post it on tiktok",
        "save this to my phone?",
        "横屏的能导出吗?我要发B站",
        "¿puedo subirlo a instagram?",
        "kann ich das auf youtube hochladen",
    ],
)
async def test_whether_and_how_a_video_gets_elsewhere(bench: Bench, text: str) -> None:
    """Who asks is told, and nothing is exported before the button is pressed."""
    await bench.open()
    await bench.say(PROMO, bench.photos(2))
    await bench.rest()
    await bench.say(text)
    await bench.rest()
    told = bench.last
    assert any(say(lang, "export-elsewhere") in told.text for lang in LANGUAGES)
    assert not any(say(lang, "export-music") in told.text for lang in LANGUAGES)
    await bench.press_data(told, told.buttons[0].data)
    await bench.rest()
    assert bench.last.video is not None


@pytest.mark.parametrize("studio", [True, False])
@pytest.mark.parametrize(
    "text",
    [
        "can i post this on insta without getting copyright striked for the song?",
        "darf ich das auf youtube hochladen, wegen urheberrecht?",
        "能发到抖音吗？会不会侵权",
    ],
)
async def test_whose_the_music_of_a_posted_video_is(bench: Bench, text: str, studio: bool) -> None:
    """Of the built-in studio it is told; what another backend's music is, is not known here."""
    await adjusted(bench, studio=studio).open()
    await bench.say(PROMO, bench.photos(2))
    await bench.rest()
    await bench.say(text)
    await bench.rest()
    told = bench.last
    assert told.video is None
    assert any(say(lang, "export-elsewhere") in told.text for lang in LANGUAGES)
    assert any(say(lang, "export-music") in told.text for lang in LANGUAGES) is studio


async def test_a_greeting_names_no_project(bench: Bench) -> None:
    """The first wish does; what there is to begin with is offered, and nothing to change."""
    await bench.open()
    await bench.say("hello")
    await bench.rest()
    labels = [button.label for button in bench.last.buttons]
    assert PROMO in labels
    assert say("en", "button-change") not in labels
    await bench.say(PROMO, bench.photos(2))
    await bench.rest()
    listed = await answer(bench, "projects")
    assert PROMO[:20] in listed
    assert "hello" not in listed
