"""The backend's wire API as typed calls. Nothing here is ever sent twice: the flows decide that.

Source: docs/wire-api.md#calls.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import aclosing, asynccontextmanager
from functools import partial
from typing import Any, NamedTuple, TypeVar
from urllib.parse import quote

import httpx
from pydantic import BaseModel, SecretStr, ValidationError

from core.clock import Clock, SystemClock
from core.metrics import Metrics
from core.nemo.addresses import Resolve, resolve
from core.nemo.answers import Answer, data_of, error_for, render_of
from core.nemo.errors import MalformedAnswer, NemoError
from core.nemo.events import TurnEvent
from core.nemo.models import (
    ClaimLink,
    Credits,
    RenderStatus,
    Session,
    State,
    Token,
    UploadedFile,
)
from core.nemo.multipart import FileFrame, UploadSource
from core.nemo.results import SNIFFED, ResultStream, open_result, picture_ending
from core.nemo.stream import TurnStream
from core.nemo.transport import Timeouts, is_coded, read_answer, typed_errors
from core.nemo.wire import Attribution, Wire, encode, segment, usable_header

__all__ = ["Attribution", "NemoClient", "Picture", "ResultStream", "Timeouts", "UploadSource"]

# Half an hour with a caption a word; what reads a draft takes some 0.1 ms a segment.
MAX_SEGMENTS = 5_000
MAX_PICTURE_BYTES = 5_000_000
_AGENT = "nemo_agent"
_USER = "me"
_Model = TypeVar("_Model", bound=BaseModel)


class Picture(NamedTuple):
    """A picture's bytes, and the ending of its name."""

    ending: str
    data: bytes


class NemoClient:
    """Every call of the backend's wire API; one instance serves all users of a process.

    At most `max_streams` turns and `max_transfers` uploads and downloads are open at once; later
    ones wait in order, and when `max_waiting` wait, TooManyStreams is raised. All calls raise
    errors of the NemoError tree only. Tokens go to the API's own host and into no log or message.
    `result_hosts` (`host` or `host:port`) may be reached for results wherever they are.
    """

    def __init__(
        self,
        base_url: str,
        web_url: str,
        *,
        attribution: Attribution,
        timeouts: Timeouts | None = None,
        max_streams: int = 1000,
        max_transfers: int = 64,
        max_waiting: int = 1000,
        clock: Clock | None = None,
        result_hosts: Sequence[str] = (),
        resolve: Resolve = resolve,
        metrics: Metrics | None = None,
    ) -> None:
        self._web = web_url.rstrip("/")
        self._wire = Wire(
            base_url,
            attribution=attribution,
            timeouts=timeouts or Timeouts(),
            max_streams=max_streams,
            max_transfers=max_transfers,
            max_waiting=max_waiting,
            clock=clock or SystemClock(),
            result_hosts=result_hosts,
            resolve=resolve,
            metrics=metrics or Metrics(),
        )

    async def aclose(self) -> None:
        """Closes all connections."""
        await self._wire.aclose()

    async def anonymous_token(self, client_id: str) -> Token:
        """A token for this client id: 100 credits, 7 days; the same id asks again after expiry.

        RateLimited here lasts for days: one token per client and about ten per IP and week.
        """
        call = "anonymous_token"
        if not usable_header(client_id):
            raise error_for(400, None, "no usable X-Client-Id", call=call)
        headers = {"X-Client-Id": client_id}
        payload = await self._wire.post(call, "/api/auth/anonymous-token", None, headers=headers)
        return _model(Token, data_of(payload, call=call), call)

    async def create_session(self, token: SecretStr, *, title: str, language: str) -> Session:
        """A new session with the agent; `language` is the user's ISO code (`en`, `zh-CN`)."""
        call, path = "create_session", f"/api/tasks/me/with-session/{_AGENT}"
        body = {"task_name": title, "language": language}
        payload = await self._wire.post(call, path, token, body)
        return _model(Session, data_of(payload, call=call), call)

    async def claim_link(self, token: SecretStr, session: Session) -> ClaimLink:
        """The right to open this project on the web, for 7 days; `claim_url` makes it an address.

        Of `session` only `task_id` and `session_id` are used.
        """
        call = "claim_link"
        body = {"task_id": session.task_id, "session_id": session.session_id}
        payload = await self._wire.post(call, "/api/auth/claim-token", token, body)
        return _model(ClaimLink, data_of(payload, call=call), call)

    def claim_url(self, claim_token: SecretStr) -> str:
        """The address that opens the project of a claim token on the web."""
        return f"{self._web}/workspace/claim?ct={quote(claim_token.get_secret_value(), safe='')}"

    async def credits(self, token: SecretStr, *, within: float | None = None) -> Credits:
        """The balance of the token's account; `within` so many seconds, where nobody asked."""
        path = "/api/credits/balance/simple"
        payload = await self._wire.get("credits", path, token, within=within)
        return _model(Credits, data_of(payload, call="credits"), "credits")

    async def state(self, token: SecretStr, session_id: str) -> State:
        """The session's newest state, with the draft exactly as the backend gives it.

        Raises MalformedAnswer for a draft of more than `MAX_SEGMENTS`.
        """
        path = f"/api/state/{_AGENT}/{_USER}/{segment(session_id)}/latest"
        payload = await self._wire.get("state", path, token)
        state = _model(State, data_of(payload, call="state"), "state")
        if (count := state.segments) > MAX_SEGMENTS:
            raise MalformedAnswer(f"a draft of {count} segments", call="state")
        return state

    @asynccontextmanager
    async def chat(
        self, token: SecretStr, session_id: str, text: str
    ) -> AsyncIterator[AsyncIterator[TurnEvent]]:
        """Sends one prompt, once, and gives the turn's events as they come.

        A refusal raises its typed error, on entering or before the first event, with a `repeat`
        other than AMBIGUOUS; whenever the agent may be at work, errors are AMBIGUOUS. A pause
        longer than `Timeouts.silence` is ConnectionLost.
        """
        body = {
            "app_name": _AGENT,
            "user_id": _USER,
            "session_id": session_id,
            "new_message": {"parts": [{"text": text}]},
        }
        headers = {"Accept": "text/event-stream", "Content-Type": "application/json"}
        wire, silence = self._wire, self._wire.timeouts.silence
        async with wire.streams.client() as client:
            request = wire.request(
                client,
                "POST",
                "/run_sse",
                token,
                read=silence,
                headers=headers,
                content=encode(body),
            )
            check = partial(wire.check, call="chat", token=token)
            response = await self._begin(client, request, check)
            async with (
                aclosing(response),
                aclosing(TurnStream(response, session_id, check)) as events,
            ):
                yield events

    async def _begin(
        self, client: httpx.AsyncClient, request: httpx.Request, check: Callable[[Answer], Any]
    ) -> httpx.Response:
        """The stream that answers a prompt; raises what refuses it before its first byte."""
        wire = self._wire
        with wire.timed("chat"):
            with typed_errors("chat"):
                async with asyncio.timeout(wire.timeouts.until_answer(wire.timeouts.silence)):
                    response = await client.send(request, stream=True)
            try:
                if response.status_code >= 300 or is_coded(response):
                    check(await read_answer(response, "chat"))
            except BaseException:
                await response.aclose()
                raise
        return response

    async def upload(
        self,
        token: SecretStr,
        session_id: str,
        file: UploadSource,
        on_sent: Callable[[int], None] | None = None,
    ) -> UploadedFile:
        """Streams one file into the session; memory stays flat whatever its size.

        `on_sent` hears how many bytes of the file have been handed over so far. Raises
        SizeMismatch or SourceFailed for a source that breaks its promise: nothing was taken then.
        """
        frame = FileFrame(file, secrets.token_hex(16))
        path = f"/api/upload-video/{_AGENT}/{_USER}/{segment(session_id)}"
        wire = self._wire
        async with wire.transfers.client() as client, aclosing(frame.body(on_sent)) as body:
            request = wire.request(
                client,
                "POST",
                path,
                token,
                read=wire.timeouts.upload_answer,
                headers=frame.headers,
                content=body,
            )
            payload = await wire.send(client, request, "upload", token)
        return _files(payload, "upload")[0]

    async def upload_urls(
        self, token: SecretStr, session_id: str, urls: list[str]
    ) -> list[UploadedFile]:
        """Has the backend fetch files from these addresses into the session."""
        call, path = "upload_urls", f"/api/upload-video/{_AGENT}/{_USER}/{segment(session_id)}"
        body = {"urls": urls, "source_type": "url"}
        wait = self._wire.timeouts.upload_answer
        return _files(await self._wire.post(call, path, token, body, read=wait), call)

    async def submit_render(
        self,
        token: SecretStr,
        *,
        render_id: str,
        session_id: str,
        draft: Mapping[str, Any],
        quality: str = "high",
        format: str = "mp4",
    ) -> RenderStatus:
        """Starts an export under an id that the caller has written down; costs no credits.

        `draft` goes out exactly as `state` gave it. ExportBlocked is about the plan.
        """
        body = {
            "id": render_id,
            "sessionId": session_id,
            "draft": draft,
            "output": {"format": format, "quality": quality},
        }
        call = "submit_render"
        payload = await self._wire.post(call, "/api/render/proxy/lambda", token, body)
        return _model(RenderStatus, render_of(payload), call)

    async def render(self, token: SecretStr, render_id: str) -> RenderStatus | None:
        """How the export stands; None when the backend does not know the id."""
        path = f"/api/render/proxy/lambda/{segment(render_id)}"
        try:
            payload = await self._wire.get("render", path, token)
        except NemoError as error:
            if _says_unknown(error):
                return None
            raise
        if payload is None:
            raise MalformedAnswer("an empty answer", call="render")
        said = render_of(payload)
        status = _model(RenderStatus, said, "render")
        return status if "status" in said or status.url else None

    async def cancel_render(self, token: SecretStr, render_id: str) -> None:
        """Asks the backend to stop an export; an id it does not know raises Refused."""
        path = f"/api/render/proxy/lambda/{segment(render_id)}/cancel"
        await self._wire.post("cancel_render", path, token)

    @asynccontextmanager
    async def open_result(
        self, token: SecretStr, url: str | None, render_id: str
    ) -> AsyncIterator[ResultStream]:
        """Opens an export's file: at its own address, else through the API's download route.

        Only the public internet, the API itself and `result_hosts` are connected to. The token
        goes to the API's own host only, across redirects as well. Reading the chunks raises
        ConnectionLost when the file breaks off and TooSlow when it drips; it may always be opened
        again.
        """
        route = f"/api/render/proxy/{segment(render_id)}/download"
        async with self._wire.transfers.client() as client:
            result = await open_result(self._wire, client, token, (url, route))
            async with aclosing(result), aclosing(result.chunks()) as chunks:
                yield ResultStream(result.size, chunks)

    async def preview(self, token: SecretStr, session_id: str) -> Picture:
        """A picture of a session's timeline; only the studio draws one, others refuse.

        Source: docs/wire-api.md#preview.
        """
        return await self.picture(token, f"/api/preview/{_AGENT}/{_USER}/{segment(session_id)}")

    async def picture(self, token: SecretStr, url: str) -> Picture:
        """A JPEG, PNG or WebP of at most MAX_PICTURE_BYTES; reached as `open_result` does.

        Raises MalformedAnswer for anything else.
        """
        data = bytearray()
        async with self._wire.transfers.client() as client:
            result = await open_result(self._wire, client, token, (url,), picture_ending)
            async with aclosing(result), aclosing(result.chunks()) as chunks:
                async for chunk in chunks:
                    data += chunk
                    if len(data) > MAX_PICTURE_BYTES:
                        raise MalformedAnswer("a picture that is too large", call="picture")
        return Picture(picture_ending(bytes(data[:SNIFFED])), bytes(data))

    async def public_url(self, url: str) -> str:
        """A result's address when a person may be sent there, else nothing.

        Not one of this machine or of any inner network, nor one relative to the API.
        """
        try:
            parsed = httpx.URL(url)
        except httpx.InvalidURL:
            return ""
        return url if await self._wire.guard.public(parsed) else ""


def _says_unknown(error: NemoError) -> bool:
    if 404 in (error.status, error.code):
        return True
    return error.status is not None and error.status < 500 and "not found" in error.detail.lower()


def _model(kind: type[_Model], data: object, call: str) -> _Model:
    try:
        return kind.model_validate(data)
    except ValidationError as exc:
        missing = ", ".join(".".join(map(str, error["loc"])) for error in exc.errors())
    # Outside of the handler: a validation error holds the answer, and the answer may hold a token.
    raise MalformedAnswer(f"unusable {kind.__name__}: {missing}", call=call)


def _files(payload: object, call: str) -> list[UploadedFile]:
    files = data_of(payload, call=call).get("files")
    if not isinstance(files, list) or not files:
        raise MalformedAnswer("the upload's answer names no file", call=call)
    return [_model(UploadedFile, entry, call) for entry in files]
