"""Who gets in, and where each request goes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import structlog

from core.chat import Attachment, Incoming, Medium
from core.clock import Clock
from core.config import CoreConfig
from core.handlers.account import TOKEN, AccountHandler
from core.handlers.buttons import ButtonHandler
from core.handlers.project import ProjectHandler
from core.handlers.requests import Requests
from core.handlers.responder import Person, Responder
from core.inbox.group import Group
from core.language.intents import (
    Intent,
    export_quality,
    media_urls,
    other_quality,
    route,
    unsupported_urls,
)
from core.language.phrases import plain
from core.store.store import Store
from core.work.flows.turn import shortened

log = structlog.get_logger(__name__)


class RequestRouter:
    """Handles what the inbox hands on."""

    def __init__(
        self,
        store: Store,
        responder: Responder,
        accounts: AccountHandler,
        projects: ProjectHandler,
        requests: Requests,
        presses: ButtonHandler,
        clock: Clock,
        config: CoreConfig,
    ) -> None:
        self._store = store
        self._responder = responder
        self._accounts = accounts
        self._projects = projects
        self._requests = requests
        self._presses = presses
        self._clock = clock
        self._config = config

    async def handle(self, group: Group) -> None:
        """Answer a request, or make jobs of it; its rows are consumed in the end."""
        item = group.last
        if group.addressed and not await self._refused(item):
            person = await self._responder.person(item)
            if self._too_old(group):
                await self._skip(person, group)
            else:
                await self._understand(person, group)
        async with self._store.begin() as tx:
            await tx.intake.consume(group.rows)

    async def apologise(self, group: Group) -> None:
        """A request kept failing: say so, as the last thing done about it."""
        try:
            person = await self._responder.person(group.last)
            await self._responder.refuse(person, person.say("error-unexpected"))
        except Exception:
            log.exception("apology failed", rows=group.rows)

    async def leave_out(self, newest: Group, count: int) -> None:
        """So many requests from before the start are not taken up: one message for all of them."""
        person = await self._responder.person(newest.last)
        await self._responder.tell(person, person.say("recovery-left-out", count=count))

    async def _refused(self, item: Incoming) -> bool:
        key = self._responder.refusal(item)
        if key and not item.joined:
            person = await self._responder.person(item)
            await self._responder.refuse(person, person.say(key))
        return bool(key)

    def _too_old(self, group: Group) -> bool:
        age = self._clock.now() - group.received
        return age.total_seconds() > self._config.waits.resume_limit

    async def _skip(self, person: Person, group: Group) -> None:
        log.info("request too old", rows=group.rows)
        if group.first.press is not None:
            await self._responder.refuse(person, person.say("button-too-old"))
        elif asked := group.text or ", ".join(file.name or file.medium for file in group.files):
            request = plain(shortened(asked))
            await self._responder.tell(person, person.say("recovery-too-old", request=request))

    async def _understand(self, person: Person, group: Group) -> None:
        item = person.item
        if item.joined:
            heard = self._responder.hears_mentions(item.address)
            key = "group-intro-mentions" if heard else "group-intro-commands"
            await self._responder.tell(person, person.say(key, bot=plain(item.name)))
        elif token := await self._token(person, group):
            holds = (w.item for w in group.items if token in _typed(w.item))
            await self._responder.remove(person, holds)
            await self._accounts.login(person, token)
        elif item.press is not None:
            await self._presses.handle(person, group, item.press.data)
        elif item.command is not None:
            await self._command(person, group, item.command.name, item.command.args)
        elif not await self._requests.late(person, group):
            await self._words(person, group)

    async def _token(self, person: Person, group: Group) -> str:
        """The backend token that was typed, empty without one: it must never reach the agent."""
        if group.first.command is not None and group.first.command.name == "login":
            return ""
        text = "\n".join(_typed(waiting.item) for waiting in group.items)
        if (found := TOKEN.search(text)) is not None:
            return found.group()
        if text.strip() and group.first.command is None and group.first.press is None:
            return text.strip() if await self._accounts.is_token(person, text) else ""
        return ""

    async def _words(self, person: Person, group: Group) -> None:
        text, files = group.text, await self._requests.files(person, group)
        if hosts := unsupported_urls(text):
            await self._responder.tell(
                person, person.say("file-streaming-link", host=_host(hosts[0]))
            )
            return
        found = route(text, bool(files))
        links = tuple(_link(url) for url in media_urls(text))
        own = files if any(w.item.attachments for w in group.items) else ()
        if found.intent is Intent.UPLOAD and (own or links):
            if Intent.SSE in found.then or (links and _says_more(text)):
                export = Intent.EXPORT in found.then
                await self._requests.prompt(
                    person, group, text, files=(*own, *links), then_export=export
                )
            else:
                await self._requests.upload(person, group, (*own, *links))
        elif found.intent is Intent.SSE or (found.intent is Intent.UPLOAD and files):
            export = Intent.EXPORT in found.then
            await self._requests.prompt(
                person, group, text, files=(*files, *links), then_export=export
            )
        else:
            await self._intent(person, group, found.intent, text)

    async def _intent(self, person: Person, group: Group, intent: Intent, text: str) -> None:
        if intent is Intent.EXPORT:
            await self._export(person, group, text, known=not other_quality(text))
        elif intent is Intent.CREDITS:
            await self._accounts.credits(person)
        elif intent is Intent.STATE:
            await self._projects.status(person)
        elif intent is Intent.HELP:
            await self._help(person)
        elif intent is Intent.NEW:
            await self._projects.new(person, "", group.received)
        elif intent is Intent.CANCEL:
            await self._projects.cancel(person, group.rows[0])
        else:
            answer = f"{person.say('media-none')}\n{person.say('help-formats')}"
            await self._responder.tell(person, answer)

    async def _command(self, person: Person, group: Group, name: str, args: str) -> None:
        accounts, projects = self._accounts, self._projects
        answers: dict[str, Callable[[], Awaitable[None]]] = {
            "start": lambda: self._start(person),
            "help": lambda: self._help(person),
            "new": lambda: projects.new(person, args, group.received),
            "projects": lambda: projects.overview(person, args),
            "status": lambda: projects.status(person),
            "state": lambda: projects.status(person),
            "export": lambda: self._export(
                person, group, args, known=not args.strip() or export_quality(args) is not None
            ),
            "credits": lambda: accounts.credits(person),
            "login": lambda: accounts.login(person, args),
            "logout": lambda: accounts.logout(person),
            "cancel": lambda: projects.cancel(person, group.rows[0]),
            "language": lambda: accounts.language(person, args),
            "settings": lambda: accounts.settings(person),
            "video": lambda: self._video(person, group, args),
        }
        if (answer := answers.get(name)) is not None:
            await answer()
        else:
            await self._responder.refuse(person, person.say("error-command-unknown"))

    async def _export(self, person: Person, group: Group, text: str, *, known: bool) -> None:
        """An export in the quality that the words name; nothing else than was asked for."""
        if known:
            await self._requests.export(person, group, export_quality(text) or "")
        else:
            await self._responder.refuse(person, person.say("settings-quality-unknown"))

    async def _video(self, person: Person, group: Group, prompt: str) -> None:
        files = group.files
        if prompt.strip():
            await self._requests.prompt(person, group, prompt, files=files)
        elif files:
            await self._requests.upload(person, group, files)
        else:
            await self._responder.refuse(person, person.say("media-none"))

    async def _start(self, person: Person) -> None:
        async with self._store.begin() as tx:
            known = await tx.projects.active(person.address.conversation)
        if known is not None:
            await self._responder.tell(person, person.say("start-returning"))
            return
        backend = "setup-studio" if self._config.studio else "setup-cloud"
        text = f"{person.say('start-welcome')}\n\n{person.say(backend)}"
        await self._responder.tell(person, text)

    async def _help(self, person: Person) -> None:
        limits = () if self._config.studio else (person.say("help-limits"),)
        text = "\n\n".join((person.say("help-text"), *limits, person.say("help-formats")))
        await self._responder.tell(person, text)


def _typed(item: Incoming) -> str:
    return f"{item.text}\n{item.command.args}" if item.command is not None else item.text


def _link(url: str) -> Attachment:
    name = url.split("?")[0].rstrip("/").rsplit("/", 1)[-1] or "link"
    return Attachment(Medium.LINK, handle=url, name=name)


def _host(url: str) -> str:
    return url.split("//", 1)[-1].split("/", 1)[0].removeprefix("www.")


def _says_more(text: str) -> bool:
    """Whether there are words beside the links that ask for something."""
    words = " ".join(part for part in text.split() if "://" not in part)
    return bool(words.strip()) and route(words, False).intent is Intent.SSE
