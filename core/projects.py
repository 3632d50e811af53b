"""From a conversation to the backend's session: made when first needed, again when it is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

import structlog

from core.accounts import Access, AccessError, OnWait
from core.backend import Backend, Call
from core.chat import Address
from core.clock import Clock
from core.language.phrases import backend_language
from core.nemo.errors import NemoError
from core.nemo.models import Session, State
from core.store.records import Project
from core.store.store import Store, Tx

log = structlog.get_logger(__name__)

T = TypeVar("T")
LISTED = 10
UNTITLED = "project"
"""What a session is called on the backend while nothing is known of its film."""


class Projects:
    """A conversation's projects and their sessions."""

    def __init__(self, store: Store, backend: Backend, clock: Clock, *, web: bool) -> None:
        self.backend = backend
        self._store = store
        self._clock = clock
        self._web = web

    async def active(self, tx: Tx, address: Address, user: int) -> Project:
        """The conversation's project, made when there is none."""
        if (found := await tx.projects.active(address.conversation)) is not None:
            return found
        await tx.serialise(address.conversation)
        found = await tx.projects.active(address.conversation)
        return found or await tx.projects.add(address, user=user, title="", now=self._clock.now())

    async def get(self, project: int) -> Project:
        """A project that exists."""
        async with self._store.read() as tx:
            return await project_in(tx, project)

    async def with_session(self, project: Project, access: Access, language: str) -> Project:
        """The project with a session of that account; a fresh one where it has none.

        Raises AccessError or NemoError.
        """
        if project.session and project.account == access.key:
            return project
        return await self.fresh_session(project, access, language)

    async def fresh_session(self, project: Project, access: Access, language: str) -> Project:
        """The project with a new, empty session; raises AccessError or NemoError."""
        session = await self.backend.write(
            access.user,
            lambda token: self.backend.nemo.create_session(
                token, title=project.title or UNTITLED, language=backend_language(language)
            ),
            harmless=True,  # docs/wire-api.md#session: a failed one leaves nothing that costs
        )
        async with self._store.begin() as tx:
            await tx.projects.set_session(
                project.id, account=access.key, task=session.task_id, session=session.session_id
            )
        await self.backend.accounts.learn_id(access.user, access.key, session.user_id)
        return replace(
            project, account=access.key, task=session.task_id, session=session.session_id
        )

    async def access(self, project: Project) -> Access:
        """The token for its session; raises AccessError or NemoError."""
        return await self.backend.accounts.access(project.user, account=project.account)

    async def read(self, project: Project, call: Call[T]) -> T:
        """Make a call about its session that has no effects; errors as of `Backend.read`."""
        return await self.backend.read(project.user, call, account=project.account)

    async def write(self, project: Project, call: Call[T], on_wait: OnWait | None = None) -> T:
        """Make a call about its session that has effects; errors as of `Backend.write`."""
        return await self.backend.write(project.user, call, on_wait, account=project.account)

    async def state(self, project: Project, access: Access | None = None) -> State:
        """What the backend has in its session now; errors as of `Backend.read`.

        `access` is the one that its session was used with just now, where that is at hand.
        """
        nemo = self.backend.nemo
        if access is not None:
            state = await self.backend.read_as(access, lambda t: nemo.state(t, project.session))
        else:
            state = await self.read(project, lambda token: nemo.state(token, project.session))
        await self.backend.accounts.learn_id(project.user, project.account, state.user_id)
        return state

    def linked(self, project: Project) -> bool:
        """Whether it can be opened on the web at all."""
        return self._web and bool(project.session and project.task)

    async def link(self, project: Project) -> str:
        """The address with which its owner opens it on the web; empty where that is not possible.

        Whoever opens it first has the project: it is for its owner's eyes alone. It is kept until
        it expires; no failure to get one is worth an answer's delay.
        """
        if not self.linked(project):
            return ""
        now = self._clock.now()
        async with self._store.begin() as tx:
            if known := await tx.projects.claim(project.id, now):
                return known
        session = Session(task_id=project.task, session_id=project.session)
        try:
            claim = await self.write(
                project, lambda token: self.backend.nemo.claim_link(token, session)
            )
        except (NemoError, AccessError) as error:
            log.info("no claim link", project=project.id, error=str(error))
            return ""
        link = self.backend.nemo.claim_url(claim.claim_token)
        async with self._store.begin() as tx:
            await tx.projects.set_claim(project.id, link, now + timedelta(seconds=claim.expires_in))
        return link


async def project_in(tx: Tx, project: int) -> Project:
    """A project that exists, read beside other things."""
    if (found := await tx.projects.get(project)) is None:
        raise LookupError(f"project {project}")
    return found


def file_name(title: str, ending: str, fallback: str = "video") -> str:
    """What a file of a project is called: its title in letters, digits and hyphens."""
    kept = "".join(c if c.isalnum() or c in " -_" else " " for c in title)
    return f"{'-'.join(kept.split())[:60] or fallback}.{ending}"
