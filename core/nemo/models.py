"""What the backend's answers hold, as values; every version of their shapes ends up the same.

Tokens are SecretStr: they show in no repr and no log. Source: docs/wire-api.md#calls.
"""

from __future__ import annotations

import copy
import enum
from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import (
    AliasChoices,
    AliasPath,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WrapValidator,
)


def _or_default(default: Any) -> WrapValidator:
    """A field that is missing, null or of the wrong type takes this value; the answer stands."""

    def validate(value: Any, handler: ValidatorFunctionWrapHandler) -> Any:
        try:
            return copy.copy(default) if value is None else handler(value)
        except ValidationError:
            return copy.copy(default)

    return WrapValidator(validate)


def _utc(value: Any, handler: ValidatorFunctionWrapHandler) -> datetime | None:
    try:
        moment: datetime | None = None if value is None else handler(value)
    except ValidationError:
        return None
    if moment is None:
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


Moment = Annotated[datetime | None, WrapValidator(_utc)]
Text = Annotated[str, _or_default("")]
# An id is kept in a column of that length and goes into addresses.
Identifier = Annotated[str, Field(pattern=r"^[!-~]{1,200}$")]
OptionalIdentifier = Annotated[Identifier, _or_default("")]
Amount = Annotated[int | float, Field(allow_inf_nan=False, ge=-1e15, le=1e15)]
Number = Annotated[Amount | None, _or_default(None)]


class _Answer(BaseModel):
    # A validation error would otherwise print the value that it did not like: maybe a token.
    model_config = ConfigDict(
        frozen=True,
        extra="ignore",
        hide_input_in_errors=True,
        validate_by_name=True,
        validate_by_alias=True,
        coerce_numbers_to_str=True,
        defer_build=True,  # with the first answer: no start waits for it
    )


class Token(_Answer):
    """An anonymous token; `expires_at` in UTC, None when the backend does not say (7 days)."""

    token: SecretStr = Field(min_length=1)
    user_id: OptionalIdentifier = ""
    credits: Number = None
    expires_at: Moment = None


class Session(_Answer):
    """A project's session with the agent; `user_id` is empty when the answer has none."""

    task_id: OptionalIdentifier = ""
    session_id: Identifier
    user_id: OptionalIdentifier = ""


class ClaimLink(_Answer):
    """The right to open a project on the web; `expires_in` in seconds."""

    claim_token: SecretStr = Field(min_length=1)
    expires_in: Annotated[int, Field(ge=0, le=315_360_000), _or_default(604800)] = 604800


class Credits(_Answer):
    """The balance; `frozen` is reserved by work under way."""

    available: Amount
    frozen: Annotated[Amount, _or_default(0)] = 0
    total: Number = None


class UploadedFile(_Answer):
    """One file in the session; `duration` in seconds as the backend gives it, sizes in pixels."""

    filename: Text = ""
    file_type: Text = ""
    cdn_url: Text = ""
    duration: Number = None
    width: Number = None
    height: Number = None
    fps: Number = None
    hash: Text = ""


class State(_Answer):
    """A session's newest state.

    `draft` is the backend's own object, unknown types and keys included, exactly as it was given:
    the export hands it back. `user_id` is empty when the answer has none.
    """

    session_id: Text = ""
    task_id: Text = ""
    user_id: OptionalIdentifier = Field(
        "", validation_alias=AliasChoices("user_id", AliasPath("state", "user_id"))
    )
    draft: Annotated[dict[str, Any], _or_default({})] = Field(
        {}, validation_alias=AliasChoices(AliasPath("state", "draft"), "draft")
    )
    video_infos: Any = Field(None, validation_alias=AliasPath("state", "video_infos"))
    generated_media: Any = Field(None, validation_alias=AliasPath("state", "generated_media"))

    @property
    def segments(self) -> int:
        """How many segments the draft has in all its tracks."""
        tracks = self.draft.get("t")
        found = [t.get("sg") for t in _list(tracks) if isinstance(t, dict)]
        return sum(len(_list(segments)) for segments in found)

    @property
    def still(self) -> str:
        """The address of a picture of the newest generated clip; empty where none is named.

        Nobody has described `generated_media`: a list, or lists by kind, the newest last, whose
        entries name pictures as such services do.
        """
        entries = self.generated_media
        if isinstance(entries, dict):
            entries = [entry for each in entries.values() for entry in _list(each)]
        for entry in reversed(_list(entries)):
            if isinstance(entry, dict):
                kinds = [entry.get(key) for key in ("type", "file_type", "media_type")]
                keys = (*_STILL_KEYS, *(("cdn_url", "url") if "image" in kinds else ()))
                found = (entry.get(key) for key in keys)
                address = next((one for one in found if isinstance(one, str) and one), "")
                if address.startswith(("https://", "http://", "/")):
                    return address
        return ""


_STILL_KEYS = ("thumbnail_url", "cover_url", "poster_url", "thumbnail", "cover", "poster")


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


class RenderState(enum.Enum):
    """Where a render stands; a state the contract does not name counts as processing."""

    PENDING = "pending"
    PROCESSING = "processing"
    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def final(self) -> bool:
        """Whether polling on is pointless."""
        return self not in (RenderState.PENDING, RenderState.PROCESSING)


def _render_state(value: Any) -> RenderState:
    word = value.casefold() if isinstance(value, str) else ""
    word = "cancelled" if word == "canceled" else word
    known = {state.value: state for state in RenderState}
    return known.get(word, RenderState.PROCESSING)


def _percent(value: Any) -> int:
    try:
        return min(100, max(0, int(float(value))))
    except (TypeError, ValueError, OverflowError):
        return 0


class RenderStatus(_Answer):
    """An export as the backend sees it; `progress` 0 to 100, `url` once it is completed.

    `url` may be relative to the API and need its token: `NemoClient.open_result` knows.
    """

    status: Annotated[RenderState, BeforeValidator(_render_state)] = RenderState.PROCESSING
    progress: Annotated[int, BeforeValidator(_percent)] = 0
    url: Annotated[str | None, _or_default(None)] = Field(
        None,
        validation_alias=AliasChoices(AliasPath("output", "url"), "outputUrl", "output_url", "url"),
    )
    error: Annotated[str, _or_default("")] = Field(
        "", validation_alias=AliasChoices("error", "message", "errorMessage")
    )
