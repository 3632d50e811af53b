"""Whose token a call is made with: linked before shared before anonymous."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from weakref import WeakValueDictionary

import structlog
from pydantic import SecretStr

from core.clock import Clock
from core.nemo.client import NemoClient
from core.nemo.errors import ClientIdMissing, RateLimited, TokenRejected, Unreached
from core.nemo.models import Credits, Token
from core.store.records import AccountKind, StoredAccount, User
from core.store.store import Store

log = structlog.get_logger(__name__)

# An anonymous token is renewed a little early, so that it does not expire inside a turn.
EXPIRY_MARGIN = timedelta(minutes=30)
CONNECT_WAITS = (1.0, 3.0)

OnWait = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Access:
    """A token and whose it is; `key` names the account that sessions belong to.

    `granted` is the number of credits that came with a token asked for just now.
    """

    kind: AccountKind
    key: str
    user: int
    token: SecretStr
    backend_user: str = ""
    account: int = 0
    granted: float | None = None


class AccessError(Exception):
    """There is no token to make the call with."""


class LinkAgain(AccessError):
    """The linked account's token is refused: its owner has to link it again."""


class NoTrialLeft(AccessError):
    """The backend grants no more anonymous tokens: linking an account is the way out."""


class SharedRefused(AccessError):
    """The operator's token is refused."""


class Accounts:
    """The users' tokens: encrypted in the store, renewed when they expire."""

    def __init__(
        self, store: Store, nemo: NemoClient, clock: Clock, *, shared: SecretStr | None = None
    ) -> None:
        self._store = store
        self._nemo = nemo
        self._clock = clock
        self._shared = shared
        self._named: set[int] = set()  # whose trial is known by its id: told with every state
        self._locks: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    @property
    def shared(self) -> bool:
        """Whether all users without an account of their own spend the operator's credits."""
        return self._shared is not None

    async def access(
        self,
        user: int,
        on_wait: OnWait | None = None,
        *,
        account: str = "",
        on_trial: Callable[[], None] | None = None,
    ) -> Access:
        """The token to use; asks the backend for an anonymous one when the user has no valid token.

        `account` is the key of the account that opened a session: it is used for that session as
        long as it is there and good, whatever the user has linked or forgotten since. `on_wait`
        hears of a wait of that many seconds, `on_trial` that a trial is about to be asked for.
        Raises AccessError, or NemoError when the backend cannot be asked.
        """
        async with self._store.read() as tx:
            known = await tx.people.accounts(user)
        linked, trial = known.get(AccountKind.LINKED), known.get(AccountKind.ANONYMOUS)
        if trial is not None and trial.backend_user:
            self._named.add(user)
        if (held := self._held(account, user, linked, trial)) is not None:
            return held
        if linked is not None:
            if linked.refused:
                raise LinkAgain
            return _access(linked)
        if (shared := self._operators(user)) is not None:
            return shared
        if trial is not None and self._good(trial):
            return _access(trial)
        if on_trial is not None:
            on_trial()
        return await self._renew_trial(user, trial, on_wait)

    async def renew(self, refused: Access, on_wait: OnWait | None = None) -> Access:
        """Another token in place of one that the backend refused; raises AccessError."""
        if refused.kind is AccountKind.SHARED:
            log.error("the shared token is refused: set another NEMO_TOKEN")
            raise SharedRefused
        async with self._store.begin() as tx:
            await tx.people.refuse_account(refused.account, refused.token.get_secret_value())
        return await self.access(refused.user, on_wait)

    async def link(self, user: int, token: SecretStr) -> Credits:
        """Use the user's own token from now on, once the backend has accepted it.

        Raises TokenRejected when it does not, other NemoErrors when it cannot be asked.
        """
        credits = await self._nemo.credits(token)
        async with self._store.begin() as tx:
            await tx.people.put_account(
                user,
                AccountKind.LINKED,
                token.get_secret_value(),
                backend_user="",
                expires=None,
                now=self._clock.now(),
            )
        return credits

    async def unlink(self, user: int) -> bool:
        """Forget the user's own token; False when there was none."""
        async with self._store.begin() as tx:
            return await tx.people.forget_account(user, AccountKind.LINKED)

    async def learn_id(self, user: int, account: str, backend_user: str) -> None:
        """Store the backend's id for a trial account whose token answer had none.

        `account` is the key of the account that was used. Source: docs/wire-api.md#envelope.
        """
        trial = account.startswith(f"{AccountKind.ANONYMOUS}/")
        if backend_user and trial and user not in self._named:
            self._named.add(user)
            async with self._store.begin() as tx:
                await tx.people.name_trial(user, backend_user)

    async def known_of(self, access: Access) -> Access:
        """The same access with the backend's id for the trial, where it was stored since."""
        if access.kind is not AccountKind.ANONYMOUS or access.backend_user:
            return access
        async with self._store.read() as tx:
            trial = await tx.people.account(access.user, AccountKind.ANONYMOUS)
        return access if trial is None else replace(access, backend_user=trial.backend_user)

    def _operators(self, user: int) -> Access | None:
        if self._shared is None:
            return None
        return Access(AccountKind.SHARED, "shared", user, self._shared)

    def _held(self, account: str, user: int, *stored: StoredAccount | None) -> Access | None:
        """The access with this key, where the user still has it and it is good."""
        usable = [_access(one) for one in stored if one is not None and self._good(one)]
        shared = self._operators(user)
        held = [*usable, shared] if shared is not None else usable
        return next((access for access in held if access.key == account), None)

    def _good(self, account: StoredAccount) -> bool:
        soon = self._clock.now() + EXPIRY_MARGIN
        return not account.refused and (account.expires is None or account.expires > soon)

    async def _renew_trial(
        self, user: int, old: StoredAccount | None, on_wait: OnWait | None
    ) -> Access:
        lock = self._locks.setdefault(user, asyncio.Lock())
        async with lock:
            async with self._store.read() as tx:
                person = await tx.people.get(user)
                present = await tx.people.account(user, AccountKind.ANONYMOUS)
            if present is not None and present != old and self._good(present):
                return _access(present)  # somebody else asked while we waited for the lock
            grant = await self._ask(person, on_wait)
            self._named.discard(user)
            async with self._store.begin() as tx:
                account = await tx.people.put_account(
                    user,
                    AccountKind.ANONYMOUS,
                    grant.token.get_secret_value(),
                    backend_user=grant.user_id,
                    expires=grant.expires_at,
                    now=self._clock.now(),
                )
        return replace(_access(account), granted=grant.credits)

    async def _ask(self, person: User, on_wait: OnWait | None) -> Token:
        waits = iter(CONNECT_WAITS)
        client_id, limited, replaced = person.client_id, False, False
        while True:
            try:
                return await self._nemo.anonymous_token(client_id)
            except ClientIdMissing:
                if replaced:
                    raise
                client_id, replaced, wait = await self._another_id(person), True, 0.0
            except RateLimited as error:
                if limited or not error.bearable:
                    raise NoTrialLeft from error
                limited, wait = True, error.retry_after
                if on_wait is not None:
                    on_wait(wait)
            except TokenRejected as error:
                raise NoTrialLeft from error
            except Unreached:
                if (pause := next(waits, None)) is None:
                    raise
                wait = pause
            await self._clock.sleep(wait)

    async def _another_id(self, person: User) -> str:
        """A new client id, committed before the call: a crash must not lose its grant."""
        client_id = str(uuid.uuid4())
        log.warning("client id refused, another one made", user=person.id)
        async with self._store.begin() as tx:
            await tx.people.renew_client_id(person.id, client_id)
        return client_id


def _access(account: StoredAccount) -> Access:
    return Access(
        kind=account.kind,
        key=f"{account.kind}/{account.id}",
        user=account.user,
        token=SecretStr(account.token),
        backend_user=account.backend_user,
        account=account.id,
    )
