"""What each command is answered with; which commands there are is said in `core.commands`."""

from __future__ import annotations

from dataclasses import dataclass

from core.chat import Keyboard
from core.config import CoreConfig
from core.handlers.account import AccountHandler
from core.handlers.admin import AdminHandler
from core.handlers.cancel import CancelHandler
from core.handlers.each import EachHandler
from core.handlers.later import LaterParts
from core.handlers.members import MemberHandler
from core.handlers.pointed import Pointed
from core.handlers.privacy import PrivacyHandler
from core.handlers.project import ProjectHandler
from core.handlers.questions import QuestionHandler
from core.handlers.readings import ReadingHandler
from core.handlers.requests import Requests
from core.handlers.responder import Person, Responder
from core.handlers.settings import SettingsHandler
from core.handlers.stats import StatsHandler
from core.inbox.group import Group
from core.language import formats
from core.language.intents import asks, elsewhere, export_quality, names_rights, other_quality
from core.store.records import Standing


@dataclass(frozen=True, slots=True)
class Handlers:
    """Everything that answers a request once it is understood, whatever way it was made."""

    responder: Responder
    accounts: AccountHandler
    settings: SettingsHandler
    projects: ProjectHandler
    cancelling: CancelHandler
    questions: QuestionHandler
    readings: ReadingHandler
    each: EachHandler
    requests: Requests
    later: LaterParts
    members: MemberHandler
    admins: AdminHandler
    stats: StatsHandler
    privacy: PrivacyHandler
    pointed: Pointed
    config: CoreConfig


def usable_files(person: Person, config: CoreConfig) -> str:
    """Which files can be sent, and how large they may be."""
    limit = formats.limit(person.language, config.upload_limit)
    return person.say("help-formats", limit=limit)


class Answers:
    """`core.commands.CommandAnswers` for one request of one person."""

    def __init__(self, handlers: Handlers, person: Person, group: Group) -> None:
        self._to = handlers
        self._person = person
        self._group = group

    async def start(self) -> None:
        """A welcome, short for those who are here already."""
        person, to = self._person, self._to
        if await to.projects.has_any(person):
            await to.responder.tell(person, person.say("start-returning"))
            return
        backend = "setup-studio" if to.config.studio else "setup-cloud"
        await to.responder.tell(person, f"{person.say('start-welcome')}\n\n{person.say(backend)}")

    async def help(self, export: Keyboard = ()) -> None:
        """What can be asked for, with which files, and what a button to `export` does."""
        person = self._person
        watch = (person.say("status-watch", button=person.say("button-export")),) if export else ()
        limits = () if self._to.config.studio else (person.say("help-limits"),)
        text = "\n\n".join(
            (person.say("help-text"), *watch, *limits, usable_files(person, self._to.config))
        )
        await self._to.responder.tell(person, text, export)

    async def new(self, title: str) -> None:
        """A fresh project."""
        await self._to.projects.new(self._person, title, self._group.received)

    async def projects(self, wanted: str) -> None:
        """The conversation's projects, or a switch to the one named."""
        await self._to.projects.overview(self._person, wanted)

    async def status(self) -> None:
        """What runs, what is on the timeline, and what waits for an answer."""
        await self._to.projects.status(self._person)
        await self._to.questions.show(self._person)

    async def export(self, quality: str) -> None:
        """The finished video in a quality that there is."""
        known = not quality.strip() or export_quality(quality) is not None
        await self.export_in(quality, known=known)

    async def export_asked(self, words: str) -> None:
        """The video that words ask for; if they want it elsewhere, that it is brought here alone.

        Who asks whether or how it gets there is told, also whose the music is, and exports by a
        button.
        """
        if elsewhere(words):
            asked = asks(words)
            export = await self._to.projects.export_button(self._person) if asked else ()
            await self.brought_here(words, export)
            if asked:
                return
        await self.export_in(words, known=not other_quality(words))

    async def brought_here(self, words: str, export: Keyboard) -> None:
        """That a video goes nowhere but here; where rights are named, whose the music is."""
        told = [self._person.say("export-elsewhere")]
        if self._to.config.studio and names_rights(words):
            told.append(self._person.say("export-music"))
        await self._to.responder.tell(self._person, "\n".join(told), export)

    async def export_in(self, words: str, *, known: bool) -> None:
        """An export in the quality that the words name; nothing else than was asked for."""
        if known:
            quality = export_quality(words) or ""
            await self._to.requests.export(self._person, self._group, quality)
        else:
            await self._to.requests.offer_qualities(self._person)

    async def credits(self) -> None:
        """The balance."""
        await self._to.accounts.credits(self._person)

    async def login(self, token: str) -> None:
        """Their own account."""
        await self._to.accounts.login(self._person, token)

    async def logout(self) -> None:
        """Their own account no more."""
        stopped = await self._to.cancelling.paid_by_own_account(self._person)
        await self._to.accounts.logout(self._person, stopped)

    async def cancel(self) -> None:
        """Stop what waits and runs."""
        await self._to.cancelling.everything(self._person, self._group.rows[0])

    async def language(self, wanted: str) -> None:
        """Another language, or which there are."""
        await self._to.settings.language(self._person, wanted)

    async def settings(self) -> None:
        """What is set."""
        await self._to.settings.settings(self._person)

    async def video(self, prompt: str) -> None:
        """A prompt with its files, however few there are of both."""
        files = self._group.files
        self._person = await self._to.responder.listen(self._person, prompt)
        if any(waiting.item.unread for waiting in self._group.items):
            await self._to.responder.refuse(self._person, self._person.say("media-unopened"))
        elif prompt.strip():
            await self._to.requests.prompt(self._person, self._group, prompt, files=files)
        elif files:
            await self._to.requests.upload(self._person, self._group, files)
        else:
            await self._to.responder.refuse(self._person, self._person.say("media-none"))

    async def whoami(self) -> None:
        """Their id."""
        await self._to.members.whoami(self._person)

    async def privacy(self) -> None:
        """What is stored, for how long, and where."""
        await self._to.privacy.explain(self._person)

    async def export_my_data(self) -> None:
        """All that is stored of them, as a file."""
        await self._to.privacy.export(self._person)

    async def forget(self) -> None:
        """Ask whether everything of theirs shall be deleted."""
        await self._to.privacy.ask(self._person)

    async def admin(self, code: str) -> None:
        """Become the first admin."""
        await self._to.members.claim(self._person, code)

    async def stats(self) -> None:
        """How much it is used."""
        await self._to.stats.show(self._person)

    async def users(self) -> None:
        """Who uses it."""
        await self._to.admins.users(self._person)

    async def quota(self, args: str) -> None:
        """How much somebody may use it."""
        await self._to.admins.quota(self._person, args)

    async def ban(self, wanted: str) -> None:
        """Keep somebody out."""
        await self._to.admins.standing(self._person, wanted, Standing.BANNED)

    async def unban(self, wanted: str) -> None:
        """Let somebody in again."""
        await self._to.admins.standing(self._person, wanted, Standing.ALLOWED)

    async def jobs(self) -> None:
        """What runs and waits."""
        await self._to.admins.jobs(self._person)

    async def announce(self, text: str) -> None:
        """Tell everybody something."""
        await self._to.admins.announce(self._person, text)

    async def audit(self) -> None:
        """What admins did."""
        await self._to.admins.audit(self._person)
