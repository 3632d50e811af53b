"""Queries on people and their accounts."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from core.store.forget import hashes
from core.store.records import AccountKind, StoredAccount, User
from core.store.tables import accounts, users
from core.store.upsert import insert_new
from core.store.vault import Vault

_ACCOUNTS = select(accounts).where(accounts.c.user == bindparam("user"))


class People:
    """Users and accounts inside one transaction."""

    def __init__(self, connection: AsyncConnection, vault: Vault) -> None:
        self._db = connection
        self._vault = vault

    async def ensure(self, person: str, *, client_id: str, language: str, now: datetime) -> User:
        """The user, made on first sight with that client id and language, which then stay."""
        by_person = select(users).where(users.c.person == person)
        if (row := (await self._db.execute(by_person)).one_or_none()) is not None:
            return user_of(row)
        if await self._remembered(person):
            return user_of((await self._db.execute(by_person)).one())
        values = {
            "person": person,
            "client_id": client_id,
            "language": language or None,
            "created": now,
        }
        await insert_new(self._db, users, values)
        return user_of((await self._db.execute(by_person)).one())

    async def find(self, person: str) -> User | None:
        """The user, if they were ever seen."""
        row = (await self._db.execute(select(users).where(users.c.person == person))).one_or_none()
        return None if row is None else user_of(row)

    async def _remembered(self, person: str) -> bool:
        """Whether they were forgotten and are back: with their client id, caps and any ban."""
        known = await hashes(self._db, person)
        if not known:
            return False
        back = update(users).where(users.c.person.in_(known)).values(person=person)
        return (await self._db.execute(back.returning(users.c.id))).first() is not None

    async def get(self, user: int) -> User:
        """A user that exists."""
        return user_of((await self._db.execute(select(users).where(users.c.id == user))).one())

    async def set_language(self, user: int, language: str) -> None:
        """Speak this language with them from now on."""
        await self._db.execute(update(users).where(users.c.id == user).values(language=language))

    async def renew_client_id(self, user: int, client_id: str) -> None:
        """Another client id, where the backend refused the present one."""
        await self._db.execute(update(users).where(users.c.id == user).values(client_id=client_id))

    async def account(self, user: int, kind: AccountKind) -> StoredAccount | None:
        """Their account of that kind, its token opened."""
        where = (accounts.c.user == user, accounts.c.kind == kind)
        row = (await self._db.execute(select(accounts).where(*where))).one_or_none()
        return None if row is None else self._account(row)

    async def accounts(self, user: int) -> dict[AccountKind, StoredAccount]:
        """Their accounts, tokens opened."""
        rows = await self._db.execute(_ACCOUNTS, {"user": user})
        return {account.kind: account for account in map(self._account, rows)}

    async def put_account(
        self,
        user: int,
        kind: AccountKind,
        token: str,
        *,
        backend_user: str,
        expires: datetime | None,
        now: datetime,
    ) -> StoredAccount:
        """Keep a token, in place of an older one of that kind."""
        sealed = self._vault.seal(token)
        values = {
            "token": sealed,
            "backend_user": backend_user,
            "expires": expires,
            "refused": False,
        }
        where = (accounts.c.user == user, accounts.c.kind == kind)
        changed = await self._db.execute(
            update(accounts).where(*where).values(**values).returning(accounts.c.id)
        )
        if changed.one_or_none() is None:
            await insert_new(
                self._db, accounts, {"user": user, "kind": kind, "created": now, **values}
            )
        return self._account((await self._db.execute(select(accounts).where(*where))).one())

    async def name_trial(self, user: int, backend_user: str) -> None:
        """Keep the id of an anonymous account that has none yet."""
        await self._db.execute(
            update(accounts)
            .where(
                accounts.c.user == user,
                accounts.c.kind == AccountKind.ANONYMOUS,
                accounts.c.backend_user == "",
            )
            .values(backend_user=backend_user)
        )

    async def refuse_account(self, account: int, token: str) -> None:
        """The backend no longer takes this token (nothing changes if it was replaced since)."""
        row = (
            await self._db.execute(select(accounts).where(accounts.c.id == account))
        ).one_or_none()
        if row is not None and self._account(row).token == token:
            await self._db.execute(
                update(accounts).where(accounts.c.id == account).values(refused=True)
            )

    async def forget_account(self, user: int, kind: AccountKind) -> bool:
        """Delete the token; False when there was none."""
        gone = await self._db.execute(
            delete(accounts)
            .where(accounts.c.user == user, accounts.c.kind == kind)
            .returning(accounts.c.id)
        )
        return gone.one_or_none() is not None

    def _account(self, row: Row[tuple[object, ...]]) -> StoredAccount:
        return StoredAccount(
            id=row.id,
            user=row.user,
            kind=AccountKind(row.kind),
            token=self._vault.open(row.token).decode(),
            backend_user=row.backend_user,
            expires=row.expires,
            refused=row.refused,
        )


def user_of(row: Row[Any]) -> User:
    """The user in a row of `users`, alone or joined with others."""
    return User(id=row.id, person=row.person, client_id=row.client_id, language=row.language)
