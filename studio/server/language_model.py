"""A language model reads what the rules left over (docs/studio.md#a-model-for-the-rest).

Any server with `POST …/chat/completions`. It keeps no state: a request is the prompt and what the
video is like; what comes back is JSON, judged by `studio.agent.brain`.
"""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlsplit

import aiohttp
import structlog

from studio.agent.agent import told
from studio.agent.brain import messages, planned
from studio.agent.context import Answer, Project

log = structlog.get_logger(__name__)
# So many at once: who comes then is answered by the rules alone.
AT_ONCE: Final = 4
ANSWER_BYTES: Final = 256 * 1024
ANSWER_TOKENS: Final = 1_500
_PATH: Final = "/chat/completions"


@dataclass(frozen=True, slots=True)
class ModelAccess:
    """Where the model is, and how long one call may take altogether.

    ValueError when the address is none or the model has no name.
    """

    base_url: str
    model: str
    key: str = field(default="", repr=False)
    seconds: float = 12.0

    def __post_init__(self) -> None:
        parts = urlsplit(self.base_url)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.query:
            raise ValueError("the language model's address begins with http:// or https://")
        if not self.model.strip():
            raise ValueError("a language model's address needs the model's name with it")

    @property
    def url(self) -> str:
        """The endpoint; the address may be the server's, its `/v1`, or the endpoint itself."""
        base = self.base_url.rstrip("/")
        if base.endswith(_PATH):
            return base
        return f"{base}{_PATH}" if urlsplit(base).path else f"{base}/v1{_PATH}"


class LanguageModel:
    """Reads a prompt again; whatever goes wrong on the way, there is no second reading."""

    def __init__(self, access: ModelAccess) -> None:
        self._access = access
        self._open = 0
        self._session: aiohttp.ClientSession | None = None

    async def close(self) -> None:
        """Drop the connections."""
        if self._session is not None:
            await self._session.close()

    async def answer(self, text: str, project: Project, *, say_gui: bool) -> Answer | None:
        """The answer that the model's reading makes, None when it made none in time."""
        if self._open >= AT_ONCE or project.draft.empty:
            return None
        self._open += 1
        try:
            async with asyncio.timeout(self._access.seconds):
                said = await self._ask(text, project)
        except (TimeoutError, aiohttp.ClientError, ValueError, LookupError, TypeError) as error:
            log.warning("no second reading", reason=type(error).__name__)
            return None
        finally:
            self._open -= 1
        plan = planned(said, text, project)
        return told(plan, project, say_gui=say_gui) if plan is not None else None

    async def _ask(self, text: str, project: Project) -> str:
        """What the model says; raises what `answer` catches."""
        body: dict[str, Any] = {
            "model": self._access.model,
            "messages": messages(text, project),
            "temperature": 0,
            "max_tokens": ANSWER_TOKENS,
        }
        if self._session is None:
            headers = {"Authorization": f"Bearer {self._access.key}"} if self._access.key else {}
            self._session = aiohttp.ClientSession(headers=headers, trust_env=True)
        # No redirects: the key is for this server alone.
        post = self._session.post(self._access.url, json=body, allow_redirects=False)
        async with post as response:
            if response.status != 200:
                raise ValueError(f"status {response.status}")
            raw = bytearray()
            async for chunk in response.content.iter_any():
                raw += chunk
                if len(raw) > ANSWER_BYTES:
                    raise ValueError("too long")
        content = json.loads(raw)["choices"][0]["message"]["content"]
        if not isinstance(content, str):
            raise TypeError("no text")
        return content
