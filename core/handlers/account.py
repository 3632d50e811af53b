"""Answers about a person's account: credits, login, logout, language, settings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from pydantic import SecretStr

from core.accounts import AccessError
from core.backend import Backend
from core.buttons import ButtonAction, button
from core.chat import Button, Keyboard
from core.clock import Clock
from core.config import CoreConfig
from core.handlers.cancel import cancelled
from core.handlers.responder import Person, Responder
from core.language.formats import duration
from core.language.phrases import LANGUAGES, pick, plain, say
from core.nemo.errors import NemoError, TokenRejected
from core.preferences import LENGTHS, QUALITIES, SHAPES, Beginning, Preferences
from core.store.records import AccountKind, Job, JobKind
from core.store.store import Store
from core.work.answers import replies
from core.work.answers.failures import Wording

# No \b before it: a letter of another script may stand right there.
TOKEN = re.compile(r"(?<![A-Za-z0-9_])nmv_[A-Za-z0-9_\-.]{6,}")
PLAUSIBLE = re.compile(r"[A-Za-z0-9_\-.=+/]{8,4096}")
# After "send me your token" a single long word is one, whatever it looks like.
EXPECTED = re.compile(r"[A-Za-z0-9_\-.=+/]{20,4096}")
ASKED_FOR = timedelta(minutes=10)


class AccountHandler:
    """Everything that is between a person and their account."""

    def __init__(
        self, store: Store, backend: Backend, responder: Responder, clock: Clock, config: CoreConfig
    ) -> None:
        self._store = store
        self._clock = clock
        self._backend = backend
        self._responder = responder
        self._config = config
        self._preferences = Preferences(store)

    async def credits(self, person: Person) -> None:
        """The balance, whose it is, and the way to more."""
        try:
            access = await self._backend.accounts.access(person.user.id)
            found = await self._backend.read(person.user.id, self._backend.nemo.credits)
        except (NemoError, AccessError) as error:
            wording = Wording(person.language, self._config.web_url, self._config.studio)
            await self._responder.whisper(person, wording.failure(error).text)
            return
        lines = [replies.balance(person.language, found), person.say("credits-costs")]
        if self._config.studio:
            lines[1:] = [person.say("credits-studio")]
        elif access.kind is AccountKind.ANONYMOUS:
            lines.append(person.say("credits-trial"))
        elif access.kind is AccountKind.SHARED:
            lines.append(person.say("credits-shared"))
        else:
            lines.append(person.say("credits-linked"))
            lines.append(person.say("credits-top-up", link=self._config.web_url))
        await self._responder.whisper(person, "\n".join(lines))

    async def register(self, person: Person, job: Job) -> None:
        """The way to go on where their trial refused a job, for their eyes only."""
        wording = Wording(person.language, self._config.web_url, self._config.studio)
        try:
            access = await self._backend.accounts.access(person.user.id)
        except (NemoError, AccessError) as failure:
            await self._responder.whisper(person, wording.failure(failure).text)
            return
        export = job.kind is JobKind.EXPORT
        way = wording.plan_too_small(access) if export else wording.no_credits(access)
        await self._responder.whisper(person, way.text)

    async def login(self, person: Person, args: str) -> None:
        """Link the person's own account; a token is taken in private only."""
        token = args.strip()
        if self._config.studio:
            await self._responder.whisper(person, person.say("login-not-needed"))
        elif not person.private and token and not person.item.answer:
            await self._responder.whisper(person, person.say("login-exposed"))
        elif not person.private and not person.item.answer:
            await self._responder.whisper(person, person.say("login-private-only"))
        elif not token:
            async with self._store.begin() as tx:
                await tx.intake.put_note(_login_note(person), self._clock.now().isoformat())
            await self._responder.whisper(person, person.say("login-ask"))
        elif not PLAUSIBLE.fullmatch(token):
            await self._responder.whisper(person, person.say("login-not-a-token"))
        else:
            await self._link(person, SecretStr(token))

    async def expects_token(self, person: Person) -> bool:
        """Whether a token was asked for in this private chat a moment ago."""
        if not person.private or self._config.studio:
            return False
        async with self._store.begin() as tx:
            asked = await tx.intake.note(_login_note(person))
        return bool(asked) and self._clock.now() - datetime.fromisoformat(asked) < ASKED_FOR

    async def expect_no_token(self, person: Person) -> None:
        """Something else was said: the next long word is no token."""
        async with self._store.begin() as tx:
            await tx.intake.put_note(_login_note(person), "")

    async def logout(self, person: Person, stopped: Sequence[Job]) -> None:
        """Forget the person's own account; `stopped` is what was to be paid by it."""
        done = await self._backend.accounts.unlink(person.user.id)
        lines = [person.say("logout-done" if done else "logout-none")]
        if stopped:
            lines.append(cancelled(person, stopped))
        await self._responder.whisper(person, "\n".join(lines))

    async def language(self, person: Person, args: str) -> None:
        """Speak another language with them, or show which there are."""
        wanted = args.strip()
        code = next((c for c, name in LANGUAGES.items() if name.lower() == wanted.lower()), "")
        if wanted and not code and pick(wanted) in LANGUAGES:
            known = pick(wanted)
            code = known if known != "en" or wanted.lower().startswith("en") else ""
        if not wanted:
            await self._responder.whisper(person, person.say("language-ask"), languages())
        elif not code:
            text = person.say("language-unknown", language=plain(wanted[:40]))
            await self._responder.whisper(person, text, languages())
        else:
            async with self._store.begin() as tx:
                await tx.people.set_language(person.user.id, code)
            text = say(code, "language-changed", language=LANGUAGES[code])
            await self._responder.whisper(person, text)

    async def set_quality(self, person: Person, quality: str) -> None:
        """Export in this quality from now on."""
        if quality not in QUALITIES:
            await self._responder.whisper(person, person.say("settings-quality-unknown"))
            return
        await self._preferences.set_quality(person.user.id, quality)
        await self._responder.whisper(
            person, person.say("settings-quality-changed", quality=quality)
        )

    async def prefer(self, person: Person, value: str) -> None:
        """Begin videos of files alone with this shape or length; empty: ask each time."""
        if value:
            await self._preferences.begin_with(person.user.id, value)
        else:
            await self._preferences.ask_again(person.user.id)
        await self.settings(person)

    def _beginning(self, person: Person, beginning: Beginning) -> tuple[str, str]:
        asked = person.say("settings-ask")
        length = beginning.length and duration(person.language, float(beginning.length))
        return (
            person.say("settings-shape", shape=beginning.shape or asked),
            person.say("settings-length", length=length or asked),
        )

    async def settings(self, person: Person) -> None:
        """What is set, with buttons to change it."""
        account = "settings-account-anonymous"
        async with self._store.begin() as tx:
            if await tx.people.account(person.user.id, AccountKind.LINKED) is not None:
                account = "settings-account-linked"
        if account == "settings-account-anonymous" and self._backend.accounts.shared:
            account = "settings-account-shared"
        backend = "settings-backend-studio" if self._config.studio else "settings-backend-cloud"
        quality = await self._preferences.quality(person.user.id)
        beginning = await self._preferences.beginning(person.user.id)
        lines = [
            f"**{person.say('settings-title')}**",
            person.say("settings-language", language=LANGUAGES[person.language]),
            person.say("settings-quality", quality=quality),
            *self._beginning(person, beginning),
            person.say(backend),
        ]
        if not self._config.studio:
            lines.append(person.say("settings-account", account=person.say(account)))
        other = next(q for q in QUALITIES if q != quality)
        change_quality = button(other, ButtonAction.QUALITY, choice=other)
        change_language = button(person.say("button-language"), ButtonAction.LANGUAGE)
        rows = [
            (change_quality, change_language),
            _choices(SHAPES, beginning.shape),
            _choices(LENGTHS, beginning.length, person.language),
        ]
        if beginning.shape or beginning.length:
            rows.append((button(person.say("settings-ask"), ButtonAction.PREFER),))
        await self._responder.whisper(person, "\n".join(lines), tuple(rows))

    async def _link(self, person: Person, token: SecretStr) -> None:
        try:
            found = await self._backend.accounts.link(person.user.id, token)
        except TokenRejected:
            text = person.say("login-refused")
        except NemoError:
            text = person.say("login-unavailable")
        else:
            text = f"{person.say('login-done')}\n{replies.balance(person.language, found)}"
        await self.expect_no_token(person)
        await self._responder.whisper(person, text)


def _login_note(person: Person) -> str:
    return f"login/{person.user.id}"


def languages() -> Keyboard:
    """A button for each language, by its own name, three a row."""
    buttons = [button(name, ButtonAction.LANGUAGE, choice=code) for code, name in LANGUAGES.items()]
    return tuple(tuple(buttons[n : n + 3]) for n in range(0, len(buttons), 3))


def _choices(values: Sequence[str], chosen: str, language: str = "") -> tuple[Button, ...]:
    """The values that are not chosen; those of a length are in seconds."""
    return tuple(
        button(
            duration(language, float(value)) if language else value,
            ButtonAction.PREFER,
            choice=value,
        )
        for value in values
        if value != chosen
    )
