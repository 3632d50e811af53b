"""Who gets in, and where each request goes."""

from __future__ import annotations

import structlog

from core.buttons import ButtonAction, ButtonData, decode
from core.chat import Attachment, Command, Incoming, Medium, Press
from core.clock import Clock
from core.commands import BY_NAME, nearest, removes
from core.handlers.account import EXPECTED, TOKEN
from core.handlers.buttons import ButtonHandler
from core.handlers.commands import Answers, Handlers, usable_files
from core.handlers.readings import ALL, EACH, EDIT, LABELS, SPOKEN
from core.handlers.requests import FILES_BOUND
from core.handlers.responder import Person
from core.handlers.voices import VoiceHandler
from core.handlers.words import (
    TEXT_FILE_BYTES,
    Unreadable,
    Words,
    asks_of,
    says_anything,
    says_more,
    words_of,
)
from core.inbox.group import Group
from core.language import intents
from core.language.formats import shortened
from core.language.intents import (
    Intent,
    Route,
    media_urls,
    unsupported_urls,
)
from core.language.phrases import plain
from core.outbox import Outbox
from core.speech import Transcriber
from core.store.store import Store
from core.work.answers.progress import NAMED

log = structlog.get_logger(__name__)

# No project has this number: what is asked for was refused with a word.
_REFUSED = -1


class RequestRouter:
    """Handles what the inbox hands on."""

    def __init__(
        self,
        store: Store,
        handlers: Handlers,
        outbox: Outbox,
        clock: Clock,
        transcriber: Transcriber | None = None,
    ) -> None:
        self._store = store
        self._outbox = outbox
        self._handlers = handlers
        self._responder = handlers.responder
        self._requests = handlers.requests
        self._later = handlers.later
        self._buttons = ButtonHandler(store, handlers)
        self._readings = handlers.readings
        self._voices = VoiceHandler(
            store,
            outbox,
            clock,
            handlers.requests,
            handlers.responder,
            self._readings,
            transcriber,
        )
        self._clock = clock

    async def handle(self, group: Group) -> None:
        """Answer a request, or make jobs of it; its rows are consumed in the end."""
        await self._hide_secrets(group)
        if group.addressed and (person := await self._admitted(group.last)) is not None:
            if self._too_old(group):
                await self._skip(person, group)
            else:
                await self._understand(person, group)
        if not group.accepted:
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

    async def flooded(self, newest: Group, count: int) -> None:
        """So many messages of a flood were left out: one message for all of them."""
        if newest.addressed and (person := await self._admitted(newest.last)) is not None:
            await self._responder.tell(person, person.say("flood-left-out", count=count))

    async def _admitted(self, item: Incoming) -> Person | None:
        """Who asks; None for somebody who may not, once they are told."""
        members = self._handlers.members
        person = await self._responder.person(item)
        if item.command is not None and item.command.name == "admin":
            return person  # nobody is on any list before the first admin
        key = await members.refusal(person)
        if key and not item.joined:
            await members.turned_away(person, key)
        return None if key else person

    def _too_old(self, group: Group) -> bool:
        age = self._clock.now() - group.received
        return age.total_seconds() > self._handlers.config.waits.resume_limit

    async def _skip(self, person: Person, group: Group) -> None:
        log.info("request too old", rows=group.rows)
        if group.first.press is not None:
            await self._responder.refuse(person, person.say("button-too-old"))
        elif asked := group.text or ", ".join(file.name or file.medium for file in group.files):
            request = plain(shortened(asked, NAMED))
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
            await self._handlers.accounts.login(person, token)
        elif item.press is not None and (pressed := _reading(item.press)) is not None:
            await self._read_as(person, group, pressed)
        elif item.edits:
            await self._later.edit(person, item)
        elif item.press is not None:
            await self._buttons.handle(person, group, item.press.data)
        elif item.command is not None:
            await self._command(person, group, item.command)
        elif not await self._later.join(person, group):
            request = await self._voices.understood(person, group)
            if request is not None:
                person = await self._responder.listen(person, request.text)
                await self._words(person, request)

    async def _hide_secrets(self, group: Group) -> None:
        """Take away commands that were typed with a secret, whoever typed them."""
        for item in (waiting.item for waiting in group.items):
            spec = BY_NAME.get(item.command.name) if item.command is not None else None
            if spec is not None and spec.secret and item.command and item.command.args.strip():
                await self._responder.remove(await self._responder.person(item), [item])

    async def _token(self, person: Person, group: Group) -> str:
        """The backend token that was typed, empty without one: it must never reach the agent."""
        command = group.first.command
        spec = BY_NAME.get(command.name) if command is not None else None
        if spec is not None and spec.secret:
            return ""
        text = "\n".join(_typed(waiting.item) for waiting in group.items)
        if (found := TOKEN.search(text)) is not None:
            return found.group()
        if not text.strip() or command is not None or group.first.press is not None:
            return ""
        accounts = self._handlers.accounts
        if not await accounts.expects_token(person):
            return ""
        if EXPECTED.fullmatch(text.strip()) is not None:
            return text.strip()  # still expected, should this request be handled a second time
        await accounts.expect_no_token(person)
        return ""

    async def _command(self, person: Person, group: Group, command: Command) -> None:
        spec = BY_NAME.get(command.name)
        if spec is not None and spec.admin and not await self._handlers.admins.allows(person):
            return
        if spec is not None:
            await spec.answer(Answers(self._handlers, person, group), command.args)
        else:
            near = "" if removes(command) else nearest(command.name)
            key = "error-command-near" if near else "error-command-unknown"
            key = "error-command-remove" if removes(command) else key
            await self._responder.refuse(person, person.say(key, near=near))

    async def _words(
        self, person: Person, group: Group, *, edit: bool = False, each: bool = False
    ) -> None:
        """The one gate before the agent: words or files, all of them readable, and one's own.

        `edit` and `each`: of two readings this one was chosen.
        """
        if any(waiting.item.unread for waiting in group.items):
            await self._responder.tell(person, person.say("media-unopened"))
            return
        try:
            words = await words_of(group, self._outbox)
        except Unreadable as error:
            text = person.say("file-no-text", name=plain(error.name), limit=TEXT_FILE_BYTES >> 10)
            await self._responder.tell(person, text)
            return
        own = await self._requests.files(person, group, words.files)
        links = len(media_urls(words.prompt))
        if len(own) + links > FILES_BOUND:
            await self._too_many(person, group, own, FILES_BOUND - links)
            return
        if await self._handlers.questions.typed(person, group, words.said, own):
            return
        if hosts := unsupported_urls(words.prompt):
            await self._responder.tell(
                person, person.say("file-streaming-link", host=_host(hosts[0]))
            )
            return
        if not words.said and not words.files:
            key = "reply-hidden" if _hidden(group) else "media-none"
            await self._responder.tell(person, person.say(key))
        elif (project := await self._aimed(person, group)) is not _REFUSED:
            taken = not edit and await self._handlers.each.takes(
                person, group, words, own, project, agreed=each
            )
            if not taken:
                await self._route(person, group, words, project, edit=edit)

    async def _route(
        self, person: Person, group: Group, words: Words, project: int | None, *, edit: bool
    ) -> None:
        """Do what it asks for; ask where that has two readings, or less than was meant is there."""
        files = await self._requests.files(person, group, words.files)
        found = intents.route(words.said, bool(files), language=person.language)
        if found != Route(Intent.SSE) and not files:  # it may answer what was offered
            offered = await self._handlers.questions.offered(person)
            found = intents.route(words.said, language=person.language, context=offered)
        doubt = found.suggestion if found.suggestion in LABELS else None
        if doubt is not None and not edit:
            await self._readings.ask(person, group, doubt)
            return
        meant = found if doubt is None else Route(Intent.SSE, found.then)
        asks = {Intent.SSE, Intent.UPLOAD} & {meant.intent, *meant.then}
        if not files and not says_anything(words.prompt):
            await self._responder.refuse(person, person.say("words-none"), fold=True)
            await self._handlers.questions.show(person)
        elif words.said and asks and _hidden(group):
            await self._responder.tell(person, person.say("reply-hidden"))
        else:
            await self._carry_out(person, group, words, files, project, meant)

    async def _too_many(
        self, person: Person, group: Group, files: tuple[Attachment, ...], room: int
    ) -> None:
        """Nothing is begun with fewer files than were sent, unless that is what they want."""
        limit = person.say("file-too-many", limit=FILES_BOUND)
        text = f"{limit}\n{person.say('upload-incomplete')}"
        if room < 0 or not (files[:room] or group.text.strip()):
            await self._responder.tell(person, text)
            return
        left = files[room:]
        kept = [file for file in group.files if file not in left]
        await self._readings.ask_without(person, group, text, kept)

    async def _read_as(self, person: Person, group: Group, pressed: ButtonData) -> None:
        """A message with two readings, in the one that was chosen."""
        reading = await self._readings.chosen(person, group, pressed)
        if reading is None:
            return
        request: Group | None = reading.request
        if reading.place == SPOKEN:
            request = await self._voices.as_words(person, reading.request)
        if request is None:
            pass  # its words are to be typed, which it was told
        elif reading.command is not None:
            await self._intent(person, request, reading.command, request.text)
        else:
            edit, each = reading.place in (EDIT, ALL), reading.place == EACH
            await self._words(person, request, edit=edit, each=each)
        await self._readings.settle(person, reading)

    async def _aimed(self, person: Person, group: Group) -> int | None:
        """The project that is replied to, None for the active one; somebody else's is refused.

        With files of its own a reply is a request of its own, whatever it hangs on.
        """
        project = await self._handlers.pointed.project(group)
        if project is None or any(w.item.attachments for w in group.items):
            return None
        if project.user == person.user.id:
            return project.id
        await self._handlers.pointed.refuse(person, project)
        return _REFUSED

    async def _carry_out(
        self,
        person: Person,
        group: Group,
        words: Words,
        files: tuple[Attachment, ...],
        project: int | None,
        found: Route,
    ) -> None:
        """Do what a message asks for, in its one reading."""
        links = tuple(_link(url) for url in media_urls(words.prompt))
        own = files if any(w.item.attachments for w in group.items) else ()
        export = Intent.EXPORT in found.then
        if not words.said.strip():
            await self._requests.upload(person, group, files, project=project)
        elif found.intent is Intent.UPLOAD and (own or links):
            named = asks_of(words.said, own) or (links and says_more(words.said))
            if Intent.SSE in found.then or named:
                await self._requests.prompt(
                    person,
                    group,
                    words.prompt,
                    files=(*own, *links),
                    then_export=export,
                    project=project,
                )
            else:
                await self._requests.upload(person, group, (*own, *links), project=project)
        elif found.intent is Intent.SSE or (
            # "use this": what the words point at may be words, too.
            found.intent is Intent.UPLOAD and (files or group.pointed)
        ):
            await self._requests.prompt(
                person,
                group,
                words.prompt,
                files=(*files, *links),
                then_export=export,
                project=project,
            )
        else:
            await self._steps(person, group, words, found, links)

    async def _steps(
        self,
        person: Person,
        group: Group,
        words: Words,
        found: Route,
        links: tuple[Attachment, ...],
    ) -> None:
        """Do a command, and what else the same message asks for."""
        row, stops = group.rows[0], found.intent is Intent.CANCEL
        instead = found.then if Intent.SSE in found.then or Intent.NEW in found.then else ()
        if stops and instead:  # "stop, make it square instead"
            await self._handlers.cancelling.everything(person, row, instead=True)
        else:
            await self._intent(person, group, found.intent, words.said)
        for step in found.then:
            if step is Intent.SSE:  # "new project: an ad for my bakery"
                await self._requests.prompt(person, group, words.prompt, files=links)
            elif stops and step is Intent.EXPORT:
                # "stop that and send me what there is": the state, with the button to export it.
                await self._handlers.projects.status(person)
            else:
                await self._intent(person, group, step, words.said)
        if instead:
            await self._handlers.cancelling.settle(row)

    async def _intent(self, person: Person, group: Group, intent: Intent, text: str) -> None:
        answers = Answers(self._handlers, person, group)
        if intent is Intent.EXPORT:
            await answers.export_asked(text)
        elif intent is Intent.CREDITS:
            await answers.credits()
        elif intent is Intent.STATE:
            await answers.status()
        elif intent is Intent.HELP:
            await answers.help(await self._handlers.projects.export_button(person))
        elif intent is Intent.NEW:
            await answers.new("")
        elif intent is Intent.CANCEL:
            await answers.cancel()
        else:
            await self._no_files(person, text, answers)

    async def _no_files(self, person: Person, text: str, answers: Answers) -> None:
        """Who asks how to send something means files for the video, or the video that there is."""
        export = await self._handlers.projects.export_button(person)
        if export and intents.elsewhere(text):
            await answers.brought_here(text, export)
            return
        lines = [person.say("media-none"), usable_files(person, self._handlers.config)]
        if export:
            lines.append(person.say("status-watch", button=person.say("button-export")))
        await self._responder.tell(person, "\n".join(lines), export)


def _typed(item: Incoming) -> str:
    return f"{item.text}\n{item.command.args}" if item.command is not None else item.text


def _reading(press: Press) -> ButtonData | None:
    pressed = decode(press.data)
    return pressed if pressed and pressed.action is ButtonAction.READING else None


def _link(url: str) -> Attachment:
    name = url.split("?")[0].rstrip("/").rsplit("/", 1)[-1] or "link"
    return Attachment(Medium.LINK, handle=url, name=name)


def _host(url: str) -> str:
    return url.split("//", 1)[-1].split("/", 1)[0].removeprefix("www.")


def _hidden(group: Group) -> bool:
    """Whether it replies to a message that this bot is not shown."""
    return any(waiting.item.hidden for waiting in group.items)
