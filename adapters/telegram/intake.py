"""Updates are written down, then acknowledged: by polling, or through a webhook.

The library's Updater acknowledges from memory, so a crash would lose what it took; here the next
offset is asked for, and a webhook answered with 200, only after `CoreService.receive` returned.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final, TypeVar

import structlog
from telegram import Bot, ChatMember, Update
from telegram.error import BadRequest, Conflict, InvalidToken, RetryAfter, TelegramError
from telegram.request import HTTPXRequest

from adapters.telegram.chat import TelegramChat
from adapters.telegram.parse import ALLOWED_UPDATES, PLATFORM, Me, Moved, asked_in_its_name, parse
from core.chat import (
    Connection,
    CoreService,
    Incoming,
    Misconfigured,
)
from core.clock import Clock
from core.store.store import StoreUnavailable

log = structlog.get_logger(__name__)

POLL_S: Final = 50
# How long nobody else must have polled until we believe to be alone again.
_ALONE_S: Final = 10
# Core may want to answer a press itself, for its presser alone; then the empty answer is not sent.
PRESS_PATIENCE_S: Final = 0.7
_BACKOFF_S: Final = (1.0, 2.0, 4.0, 8.0, 15.0, 30.0)
# Telegram's slot is free again up to 50 s after another poller has left.
_CONFLICT_WAIT_S: Final = 5.0
_MOST_CHORES: Final = 1000
# How often one update is tried that core does not take although its database is there.
_TRIES: Final = 3
# So many updates of a batch are written down at the same time.
_AT_ONCE: Final = 8
TOKEN_REFUSED: Final = (
    "Telegram refused TELEGRAM_BOT_TOKEN. Copy the token that @BotFather shows and start again."
)
TWO_POLLERS: Final = (
    "Another program is taking this Telegram bot's messages. Stop the other one, or give this one"
    " a bot of its own from @BotFather."
)
T = TypeVar("T")


class TelegramUnusable(Misconfigured):
    """What only the operator can mend; the text says how."""


class UpdatesRequest(HTTPXRequest):
    """The connection for `getUpdates`, on which one unreadable update does not block the others.

    The library parses a batch as a whole and raises; such an update becomes an empty one here, so
    that it is logged and acknowledged like the rest.
    """

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Read the answer and empty every update that the library can't parse."""
        answer = HTTPXRequest.parse_json_payload(payload)
        result = answer.get("result")
        if isinstance(result, list):
            answer["result"] = [readable(update) for update in result if _numbered(update)]
        return answer


async def patiently(clock: Clock, connection: Connection, call: Callable[[], Awaitable[T]]) -> T:
    """Make one call of the start, however long Telegram is out of reach; raises TelegramUnusable.

    A refused token, or a webhook address that Telegram does not take, is for the operator.
    """
    failures = 0
    while True:
        try:
            return await call()
        except InvalidToken:
            raise TelegramUnusable(TOKEN_REFUSED) from None
        except BadRequest as error:
            raise TelegramUnusable(f"Telegram refused the settings: {error.message}.") from None
        except TelegramError as error:
            wait = _pause(error, failures)
            failures += 1
            log.warning("telegram_out_of_reach", error=type(error).__name__, seconds=wait)
            connection.lost(f"out of reach: {type(error).__name__}")
            await clock.sleep(wait)


def _pause(error: Exception, failures: int) -> float:
    if isinstance(error, RetryAfter):
        wait = error.retry_after
        return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
    return _BACKOFF_S[min(failures, len(_BACKOFF_S) - 1)]


def _numbered(update: Any) -> bool:
    """Whether it is an update at all: without its number it can't even be acknowledged."""
    found = isinstance(update, dict) and isinstance(update.get("update_id"), int)
    if not found:
        log.error("update_without_a_number", kind=type(update).__name__)
    return found


def readable(update: Any) -> Any:
    """The update as it is, or an empty one with its id when the library can't parse it."""
    try:
        Update.de_json(update, None)
    except Exception:
        log.exception("update_unreadable", update=update["update_id"])
        return {"update_id": update["update_id"]}
    return update


def _moves(update: Update) -> bool:
    """Whether a group gets a new id: what is said under the new one comes after it."""
    message = update.message
    return message is not None and bool(message.migrate_to_chat_id or message.migrate_from_chat_id)


class Intake:
    """Hands updates over to core and does what each one still needs afterwards."""

    def __init__(
        self,
        bot: Bot,
        chat: TelegramChat,
        service: CoreService,
        clock: Clock,
        me: Me,
        connection: Connection,
    ) -> None:
        self._bot = bot
        self._chat = chat
        self._service = service
        self._clock = clock
        self._me = me
        self._connection = connection
        self._failed: dict[int, int] = {}
        self._chores: set[asyncio.Task[None]] = set()

    async def take(self, update: Update) -> None:
        """Write one update down; when this returns it may be acknowledged.

        Raises StoreUnavailable, then it may not; also what else core raises, a few times: an
        update that core can never take must not keep back all that stand behind it.
        """
        try:
            parsed = parse(update, self._me, self._clock.now())
        except Exception:
            # A defect of ours must not stop everybody else's messages behind this one.
            log.exception("update_not_understood", update=update.update_id)
            return
        if isinstance(parsed, Incoming) and update.callback_query is not None:
            parsed = await self._in_name_of(asked_in_its_name(update.callback_query), parsed)
        try:
            await self._hand_over(parsed)
            self._failed.pop(update.update_id, None)
        except (StoreUnavailable, OSError):
            raise
        except Exception:
            if not self._gives_up(update.update_id):
                raise
            log.exception("update_dropped", update=update.update_id)

    async def _in_name_of(self, chat: str, press: Incoming) -> Incoming:
        """A press on what was asked in the name of a chat is that chat's, if an admin presses."""
        if not chat:
            return press
        try:
            member = await self._bot.get_chat_member(chat, int(press.address.user))
        except TelegramError as error:
            log.warning("admins_unknown", chat=chat, error=type(error).__name__)
            return press
        if member.status not in (ChatMember.ADMINISTRATOR, ChatMember.OWNER):
            return press
        return replace(press, address=replace(press.address, user=chat))

    async def _hand_over(self, parsed: Incoming | Moved | None) -> None:
        if isinstance(parsed, Moved):
            await self._service.moved(PLATFORM, str(self._me.id), parsed.old, parsed.new)
        elif parsed is not None:
            await self._service.receive(parsed)
            self._follow_up(parsed)

    def _gives_up(self, update: int) -> bool:
        """Whether this update has failed often enough."""
        failures = self._failed.pop(update, 0) + 1
        if failures < _TRIES:
            self._failed[update] = failures
        return failures >= _TRIES

    async def poll(self) -> None:
        """Ask for updates until cancelled; raises TelegramUnusable.

        Telegram keeps what was not acknowledged for 24 hours, so no offset needs keeping here.
        At the start and after an outage the first poll is not held open: health is told at once.
        """
        offset: int | None = None
        failures = held = 0
        await patiently(self._clock, self._connection, self._bot.delete_webhook)
        while True:
            try:
                updates = await self._bot.get_updates(
                    offset=offset, timeout=held, allowed_updates=ALLOWED_UPDATES
                )
                held = POLL_S
                self._connection.hears(self._clock.now())
                until, failure = await self._take_all(updates)
                offset = until if until is not None else offset
                if failure is not None:
                    raise failure
                if failures:
                    log.info("telegram_back", failures=failures)
                failures = 0
            except InvalidToken:
                raise TelegramUnusable(TOKEN_REFUSED) from None
            except Exception as error:
                # Telegram or the store is out of reach: nothing is acknowledged until it is back.
                failures += 1
                held = _ALONE_S if isinstance(error, Conflict) else 0
                await self._clock.sleep(self._troubled(error, failures))

    async def _take_all(self, updates: Sequence[Update]) -> tuple[int | None, Exception | None]:
        """Take a batch, each chat's updates in order, so that nobody waits for another's flood.

        The first number that is not written down (None: there was nothing to take), and why.
        """
        lanes: dict[int, list[Update]] = {}
        moves = any(_moves(update) for update in updates)
        for update in updates:
            chat = update.effective_chat
            lanes.setdefault(chat.id if chat is not None and not moves else 0, []).append(update)
        slots = asyncio.Semaphore(_AT_ONCE)
        failed = [
            each
            for each in await asyncio.gather(
                *(self._take_in_order(lane, slots) for lane in lanes.values())
            )
            if each is not None
        ]
        if failed:
            return min(failed, key=lambda each: each[0])
        return max((update.update_id + 1 for update in updates), default=None), None

    async def _take_in_order(
        self, updates: Sequence[Update], slots: asyncio.Semaphore
    ) -> tuple[int, Exception] | None:
        """Take one chat's updates; the one that could not be, behind which the others wait."""
        for update in updates:
            try:
                async with slots:
                    await self.take(update)
            except Exception as error:
                return update.update_id, error
        return None

    def _troubled(self, error: Exception, failures: int) -> float:
        """Say what keeps messages from being taken in; for how many seconds to wait."""
        if isinstance(error, Conflict):
            log.error("telegram_conflict", reason=TWO_POLLERS, failures=failures)
            self._connection.lost(TWO_POLLERS)
            return _CONFLICT_WAIT_S
        wait = _pause(error, failures - 1)
        log.warning("intake_waits", error=type(error).__name__, seconds=wait)
        if isinstance(error, TelegramError):
            self._connection.lost(f"out of reach: {type(error).__name__}")
        return wait

    async def close(self) -> None:
        """Give up what is left of the chores."""
        for chore in self._chores:
            chore.cancel()
        await asyncio.gather(*self._chores, return_exceptions=True)

    def _follow_up(self, incoming: Incoming) -> None:
        if incoming.press is not None:
            self._later(self._acknowledge(incoming.answer))

    def _later(self, chore: Coroutine[Any, Any, None]) -> None:
        if len(self._chores) >= _MOST_CHORES:
            chore.close()
            log.warning("chore_dropped")
            return
        task = asyncio.create_task(chore)
        self._chores.add(task)
        task.add_done_callback(self._chores.discard)

    async def _acknowledge(self, answer: str) -> None:
        await self._clock.sleep(PRESS_PATIENCE_S)
        await self._chat.acknowledge(answer)
