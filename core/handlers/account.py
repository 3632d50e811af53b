"""Answers about a person's account: credits, login, logout."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from pydantic import SecretStr

from core.accounts import AccessError
from core.backend import Backend
from core.clock import Clock
from core.config import CoreConfig
from core.handlers.cancel import cancelled
from core.handlers.quotas import quotas
from core.handlers.responder import Person, Responder
from core.language.formats import shortened
from core.language.phrases import plain
from core.nemo.errors import NemoError, TokenRejected
from core.store.records import AccountKind, Job, JobKind
from core.store.store import Store
from core.work.answers import replies
from core.work.answers.progress import NAMED
from core.work.ledger import Ledger

# No \b before it: a letter of another script may stand right there.
TOKEN = re.compile(r"(?<![A-Za-z0-9_])nmv_[A-Za-z0-9_\-.]{6,}")
PLAUSIBLE = re.compile(r"[A-Za-z0-9_\-.=+/]{8,4096}")
# After "send me your token" a single long word is one, whatever it looks like.
EXPECTED = re.compile(r"[A-Za-z0-9_\-.=+/]{20,4096}")
ASKED_FOR = timedelta(minutes=10)
PROMPTS_SHOWN = 10


class AccountHandler:
    """Everything that is between a person and their account."""

    def __init__(
        self,
        store: Store,
        backend: Backend,
        ledger: Ledger,
        responder: Responder,
        clock: Clock,
        config: CoreConfig,
    ) -> None:
        self._ledger = ledger
        self._store = store
        self._clock = clock
        self._backend = backend
        self._responder = responder
        self._config = config

    async def credits(self, person: Person) -> None:
        """The balance, whose it is, and the way to more."""
        try:
            access = await self._backend.accounts.access(person.user.id)
            found = await self._backend.read(person.user.id, self._backend.nemo.credits)
        except (NemoError, AccessError) as error:
            wording = self._responder.wording(person)
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
        lines += await quotas(self._ledger, person)
        lines += await self._history(person)
        await self._responder.whisper(person, "\n".join(lines))

    async def _history(self, person: Person) -> list[str]:
        """What their last prompts used, where that is known of any."""
        async with self._store.read() as tx:
            prompts = await tx.jobs.sent_by(person.user.id, PROMPTS_SHOWN)
        prompts = [job for job in prompts if job.used != 0]
        if self._config.studio or all(job.used is None for job in prompts):
            return []
        lines = ["", person.say("cost-history")]
        for job in prompts:
            request = plain(shortened(job.request.text, NAMED))
            if job.used is None:
                lines.append(person.say("cost-item-unknown", request=request))
            else:
                lines.append(person.say("cost-item", request=request, used=job.used))
        return lines

    async def register(self, person: Person, job: Job) -> None:
        """The way to go on where their trial refused a job, for their eyes only."""
        wording = self._responder.wording(person)
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
        async with self._store.read() as tx:
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
