"""Writes down what arrives before Discord is told anything, and looks for what was missed."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from datetime import timedelta
from enum import Enum, auto
from typing import Any, Final
from weakref import WeakValueDictionary

import aiohttp
import discord
import structlog

from adapters.discord import parse, replies
from adapters.discord.chat import DiscordChat
from adapters.discord.errors import ALREADY_ACKNOWLEDGED
from adapters.discord.render import Pressed
from core.chat import Address, ChatError, CoreService, Incoming, Message
from core.clock import Clock
from core.commands import BY_NAME
from core.language.phrases import say

log = structlog.get_logger(__name__)

# An interaction dies after 3 s without an answer: when the database is slower than this, Discord
# is told first. Until then the order is: written down, then acknowledged.
PATIENCE_S: Final = 1.5
_RETRIES_S: Final = (1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 60.0, 60.0)
_RETRYING_MOST: Final = 1000
_HINT_EVERY: Final = timedelta(hours=1)
_HINTS_KEPT: Final = 1000


class _Ack(Enum):
    """What became of a first answer: Discord took it, another process had given it, or neither."""

    TAKEN = auto()
    ELSEWHERE = auto()
    FAILED = auto()


class Intake:
    """Takes in messages, commands, presses and forms for one bot."""

    def __init__(
        self, client: discord.Client, service: CoreService, chat: DiscordChat, clock: Clock
    ):
        self._client = client
        self._service = service
        self._chat = chat
        self._clock = clock
        self._retrying = 0
        self._order: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._hints: OrderedDict[tuple[int, int], float] = OrderedDict()

    @property
    def bot(self) -> discord.ClientUser:
        """The bot's own account; known since the login."""
        assert self._client.user is not None
        return self._client.user

    # -- messages

    async def message(self, message: discord.Message) -> None:
        """Write a message down; while that fails it is tried again for some minutes."""
        try:
            incoming = parse.from_message(message, self.bot)
        except Exception:
            # Neither the others' messages nor the rest of the history may wait behind this one.
            log.exception("discord_message_not_understood", message=message.id)
            return
        if incoming is None:
            return
        if message.guild is not None:
            missing = replies.missing_permissions(message.channel, message.guild)
            if missing:
                incoming = await self._moved_to_private(incoming, message, missing)
        await self._in_order(incoming.address.conversation, lambda: self._persist(incoming))

    async def edited(self, message: discord.Message) -> None:
        """Write new words for a message down; link previews arrive as edits without a date."""
        if message.edited_at is None or message.author.id == self.bot.id:
            return
        try:
            incoming = parse.from_edit(message, self.bot)
        except Exception:
            log.exception("discord_message_not_understood", message=message.id)
            return
        if incoming is not None:
            conversation = incoming.address.conversation
            await self._in_order(conversation, lambda: self._persist(incoming))

    async def _persist(self, incoming: Incoming) -> None:
        for wait in _RETRIES_S:
            try:
                await self._service.receive(incoming)
                return
            except Exception as error:
                # Whatever keeps the database from writing, the message must not be forgotten:
                # Discord does not send it a second time.
                _note_unwritten(incoming, error)
            if self._retrying >= _RETRYING_MOST:
                break
            self._retrying += 1
            try:
                await self._clock.sleep(wait)
            finally:
                self._retrying -= 1
        log.error("discord_message_lost", discord_event=incoming.event)

    async def _in_order(self, lane: str, work: Callable[[], Awaitable[None]]) -> None:
        lock = self._order.setdefault(lane, asyncio.Lock())
        async with lock:
            await work()

    async def _moved_to_private(
        self, incoming: Incoming, message: discord.Message, missing: tuple[str, ...]
    ) -> Incoming:
        """The same request, to be answered in the private chat since the channel is closed."""
        moved = replies.to_private(incoming)
        if self._hint_due(message.channel.id, message.author.id):
            lang = incoming.locale
            text = replies.explain(lang, message.channel, missing)
            try:
                await self._chat.send(moved.address, Message(text))
            except ChatError:
                log.warning("discord_nowhere_to_answer", channel=message.channel.id)
        return moved

    def _hint_due(self, channel: int, user: int) -> bool:
        now = self._clock.monotonic()
        last = self._hints.get((channel, user))
        if last is not None and now - last < _HINT_EVERY.total_seconds():
            return False
        self._hints[channel, user] = now
        while len(self._hints) > _HINTS_KEPT:
            self._hints.popitem(last=False)
        return True

    async def joined(self, guild: discord.Guild) -> None:
        """The bot was invited: core introduces it where it may write."""
        channel = replies.front_room(guild)
        if channel is None:
            log.warning("discord_joined_without_a_voice", guild=guild.id)
            return
        incoming = Incoming(
            parse.channel_address(str(self.bot.id), channel, "", guild=guild),
            event=f"join{guild.id}:{guild.me.joined_at}",
            at=self._clock.now(),
            name=f"@{guild.me.display_name}",
            locale=str(guild.preferred_locale) if "COMMUNITY" in guild.features else "",
            joined=True,
        )
        await self._persist(incoming)

    # -- interactions

    async def interaction(self, interaction: discord.Interaction[Any]) -> None:
        """A command, a completion or a form; presses come through `pressed`."""
        kind = discord.InteractionType
        if interaction.type is kind.application_command:
            spec = BY_NAME.get(parse.command_name(interaction))
            address, note = self._place(interaction)
            incoming = parse.from_command(interaction, address)
            if spec is not None and (form := self._service.form(incoming)) is not None:
                form_id = f"{parse.COMMAND_FORM}{spec.name}"
                await self._answered(interaction, replies.ask(interaction, form_id, form))
                return
            public = parse.dm_user(address.chat) is None
            if public and parse.wants_thread(interaction):
                await self._take_into_thread(interaction, incoming)
            elif spec is not None and spec.personal:
                await self._take(interaction, incoming, replies.thinking(interaction))
            else:
                await self._take(interaction, incoming, replies.noted(interaction, note))
        elif interaction.type is kind.modal_submit:
            await self._form(interaction)
        elif interaction.type is kind.autocomplete:
            await self._complete(interaction)

    async def pressed(self, interaction: discord.Interaction[Any], pressed: Pressed) -> None:
        """A button: asks its question first if it has one, else it is taken in as it is."""
        address, _ = self._place(interaction)
        incoming = parse.from_press(interaction, address, pressed.data)
        if pressed.ask and (form := self._service.form(incoming)) is not None:
            form_id = f"{parse.BUTTON_FORM}{pressed.data}"
            await self._answered(interaction, replies.ask(interaction, form_id, form))
            return
        await self._take(interaction, incoming, replies.seen(interaction))

    async def _complete(self, interaction: discord.Interaction[Any]) -> None:
        """What is being typed into an option, with values that core knows."""
        option, typed = parse.typed_option(interaction)
        spec = BY_NAME.get(parse.command_name(interaction))
        lookup = next((o.lookup for o in spec.options if o.name == option), "") if spec else ""
        address, _ = self._place(interaction)
        found = await self._service.suggest(address, lookup, typed) if lookup else ()
        await self._answered(interaction, replies.offer(interaction, found))

    async def _form(self, interaction: discord.Interaction[Any]) -> None:
        form_id, typed = parse.custom_id(interaction), parse.field_text(interaction)
        if form_id.startswith(parse.COMMAND_FORM):
            # A secret is nobody else's business: it is answered, and remembered, in private.
            address = parse.private(str(self.bot.id), interaction.user.id)
            name = form_id.removeprefix(parse.COMMAND_FORM)
            incoming = parse.from_form(interaction, address, name, typed)
            await self._take(interaction, incoming, replies.thinking(interaction))
        elif form_id.startswith(parse.BUTTON_FORM) and interaction.message is not None:
            address, _ = self._place(interaction)
            data = form_id.removeprefix(parse.BUTTON_FORM)
            incoming = parse.from_press(interaction, address, data, typed)
            await self._take(interaction, incoming, replies.seen(interaction))
        else:
            log.warning("discord_unknown_form", custom_id=form_id)

    def _place(self, interaction: discord.Interaction[Any]) -> tuple[Address, str]:
        """Where the results go, and what to say about it: the channel if the bot can post there."""
        lang = str(interaction.locale)
        user, bot, limit = interaction.user.id, str(self.bot.id), interaction.filesize_limit
        if interaction.guild_id is None and interaction.context.dm_channel:
            return parse.private(bot, user, upload_limit=limit), say(lang, "discord-noted")
        missing = replies.missing_for(interaction)
        channel = interaction.channel
        if channel is None or not interaction.is_guild_integration():
            return parse.private(bot, user), say(lang, "discord-noted-private")
        if missing:
            return parse.private(bot, user), replies.explain(lang, channel, missing)
        address = parse.channel_address(
            bot, channel, user, guild=interaction.guild, upload_limit=limit
        )
        return address, say(lang, "discord-noted")

    async def _take(
        self,
        interaction: discord.Interaction[Any],
        incoming: Incoming,
        acknowledge: replies.Reply,
    ) -> None:
        """Write it down, then acknowledge it; the other way round when writing takes too long."""
        told = self._chat.expect(incoming.answer)
        try:
            writing = asyncio.ensure_future(self._service.receive(incoming))
            if not await self._within_patience(writing):
                await self._answered(interaction, acknowledge)
            try:
                await writing
            except Exception as error:
                # Whatever it was, the person must hear that nothing will come of it.
                _note_unwritten(incoming, error)
                await self._answered(interaction, replies.not_taken(interaction))
                return
            if not interaction.response.is_done():
                await self._answered(interaction, acknowledge)
        finally:
            told.set()

    async def _take_into_thread(
        self, interaction: discord.Interaction[Any], incoming: Incoming
    ) -> None:
        """Open a thread and write the request down as one made there.

        Discord is told first here: opening a thread is a call of its own, where the answer goes is
        part of the request, and of two processes that both got it only one may open a thread: the
        one whose acknowledgement Discord took. Without a thread it is a request in the channel.
        """
        told = self._chat.expect(incoming.answer)
        try:
            told_first = await self._answered(interaction, replies.thinking(interaction))
            if told_first is _Ack.ELSEWHERE:
                return
            text = say(str(interaction.locale), "discord-noted")
            if told_first is _Ack.TAKEN:
                incoming, text = await self._opened(interaction, incoming, text)
            try:
                await self._service.receive(incoming)
            except Exception as error:
                # Whatever it was, the person must hear that nothing will come of it.
                _note_unwritten(incoming, error)
                text = say(str(interaction.locale), "discord-not-taken")
            await self._answered(
                interaction, lambda: interaction.edit_original_response(content=text)
            )
        finally:
            told.set()

    async def _opened(
        self, interaction: discord.Interaction[Any], incoming: Incoming, text: str
    ) -> tuple[Incoming, str]:
        """The request in a thread of its own and what to say about it; both as they were if not."""
        try:
            thread = await replies.open_thread(interaction, incoming)
        except ChatError as error:
            log.warning("discord_no_thread", chat=incoming.address.chat, why=str(error))
            return incoming, text
        noted = say(str(interaction.locale), "discord-noted-thread", thread=thread.mention)
        return replies.into_thread(incoming, thread), noted

    async def _within_patience(self, writing: asyncio.Future[bool]) -> bool:
        patience = asyncio.ensure_future(self._clock.sleep(PATIENCE_S))
        both: set[asyncio.Future[Any]] = {writing, patience}
        try:
            await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
        finally:
            patience.cancel()
        return writing.done()

    async def _answered(self, interaction: discord.Interaction[Any], reply: replies.Reply) -> _Ack:
        try:
            await reply()
        except (discord.NotFound, discord.InteractionResponded) as error:
            # Too late: what was asked for is written down anyway.
            log.warning("discord_interaction_expired", interaction=interaction.id, why=str(error))
        except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
            log.warning("discord_not_acknowledged", interaction=interaction.id, why=str(error))
            if getattr(error, "code", 0) == ALREADY_ACKNOWLEDGED:
                return _Ack.ELSEWHERE
        else:
            return _Ack.TAKEN
        return _Ack.FAILED


def _note_unwritten(incoming: Incoming, error: Exception) -> None:
    # No traceback and no parameters: what could not be written may hold a token.
    why = f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}"
    log.error("discord_not_written", discord_event=incoming.event, why=why)
