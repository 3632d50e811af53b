"""What a person may set: language, export quality, how videos begin and arrive, pictures."""

from __future__ import annotations

from collections.abc import Sequence

from core.backend import Backend
from core.buttons import ButtonAction, button
from core.chat import Button, ChatKind, Keyboard
from core.config import CoreConfig
from core.handlers.quotas import quotas
from core.handlers.responder import Person, Responder
from core.language.formats import duration
from core.language.phrases import LANGUAGES, pick, plain, say
from core.preferences import (
    DELIVERIES,
    LENGTHS,
    PICTURES,
    QUALITIES,
    SHAPES,
    Beginning,
    Preferences,
    choose_language,
)
from core.store.records import AccountKind
from core.store.store import Store
from core.work.ledger import Ledger


class SettingsHandler:
    """Shows what is set, and changes it."""

    def __init__(
        self,
        store: Store,
        backend: Backend,
        ledger: Ledger,
        responder: Responder,
        config: CoreConfig,
    ) -> None:
        self._ledger = ledger
        self._store = store
        self._backend = backend
        self._responder = responder
        self._config = config
        self._preferences = Preferences(store)

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
                await choose_language(tx, person.user.id, code)
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
        """Remember one of the values that its buttons offer; empty: ask how videos begin."""
        if value:
            await self._preferences.choose(person.user.id, value)
        else:
            await self._preferences.ask_again(person.user.id)
        await self.settings(person)

    async def settings(self, person: Person) -> None:
        """What is set, with buttons to change it."""
        preferences, user = self._preferences, person.user.id
        quality = await preferences.quality(user)
        beginning = await preferences.beginning(user)
        delivery = await preferences.delivery(user)
        pictures = {kind: await preferences.pictures(user, kind) for kind in ChatKind}
        states = {kind: "settings-on" if on else "settings-off" for kind, on in pictures.items()}
        backend = "settings-backend-studio" if self._config.studio else "settings-backend-cloud"
        lines = [
            f"**{person.say('settings-title')}**",
            person.say("settings-language", language=LANGUAGES[person.language]),
            person.say("settings-quality", quality=quality),
            person.say("settings-delivery", kind=person.say(DELIVERY_WORDS[delivery])),
            *_beginning(person, beginning),
            person.say("settings-pictures", state=person.say(states[ChatKind.PRIVATE])),
            person.say("settings-pictures-group", state=person.say(states[ChatKind.GROUP])),
            person.say(backend),
        ]
        if not self._config.studio:
            account = person.say(await self._account(person))
            lines.append(person.say("settings-account", account=account))
        lines += await quotas(self._ledger, person)
        other = next(q for q in QUALITIES if q != quality)
        another = next(d for d in DELIVERIES if d != delivery)
        rows = [
            (
                button(other, ButtonAction.QUALITY, choice=other),
                button(person.say(DELIVERY_BUTTONS[another]), ButtonAction.PREFER, choice=another),
                button(person.say("button-language"), ButtonAction.LANGUAGE),
            ),
            _choices(SHAPES, beginning.shape),
            _choices(LENGTHS, beginning.length, person.language),
        ]
        if beginning.shape or beginning.length:
            rows.append((button(person.say("settings-ask"), ButtonAction.PREFER),))
        rows.append(tuple(_picture_button(person, kind, on=on) for kind, on in pictures.items()))
        await self._responder.whisper(person, "\n".join(lines), tuple(rows))

    async def _account(self, person: Person) -> str:
        async with self._store.read() as tx:
            if await tx.people.account(person.user.id, AccountKind.LINKED) is not None:
                return "settings-account-linked"
        shared = self._backend.accounts.shared
        return "settings-account-shared" if shared else "settings-account-anonymous"


DELIVERY_WORDS = {"video": "settings-delivery-video", "file": "settings-delivery-file"}
DELIVERY_BUTTONS = {"video": "button-deliver-video", "file": "button-deliver-file"}
PICTURE_BUTTONS = {
    (ChatKind.PRIVATE, True): "button-pictures-off",
    (ChatKind.PRIVATE, False): "button-pictures-on",
    (ChatKind.GROUP, True): "button-pictures-group-off",
    (ChatKind.GROUP, False): "button-pictures-group-on",
}


def _beginning(person: Person, beginning: Beginning) -> tuple[str, str]:
    asked = person.say("settings-ask")
    length = beginning.length and duration(person.language, float(beginning.length))
    return (
        person.say("settings-shape", shape=beginning.shape or asked),
        person.say("settings-length", length=length or asked),
    )


def _picture_button(person: Person, kind: ChatKind, *, on: bool) -> Button:
    label = person.say(PICTURE_BUTTONS[kind, on])
    return button(label, ButtonAction.PREFER, choice=PICTURES[kind, not on])


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
