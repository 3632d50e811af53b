"""Values of core as JSON and back, by their types."""

from __future__ import annotations

import json
from typing import Any, TypeVar

from pydantic import TypeAdapter
from pydantic_core import PydanticSerializationError

T = TypeVar("T")
_adapters: dict[Any, TypeAdapter[Any]] = {}


def _adapter(kind: Any) -> TypeAdapter[Any]:
    if kind not in _adapters:
        _adapters[kind] = TypeAdapter(kind)
    return _adapters[kind]


def pack(value: Any) -> Any:
    """A value (dataclass, tuple of them, plain data) as what JSON can hold."""
    return _adapter(type(value)).dump_python(value, mode="json")


def unpack(kind: type[T], data: Any) -> T:
    """The value again; raises pydantic's ValidationError when the data is not of that kind."""
    value: T = _adapter(kind).validate_python(data)
    return value


def pack_bytes(value: Any) -> bytes:
    """A value as JSON text in UTF-8; half a character (a lone surrogate) becomes "?"."""
    adapter = _adapter(type(value))
    try:
        return adapter.dump_json(value)
    except PydanticSerializationError:
        text = json.dumps(adapter.dump_python(value, mode="json"), ensure_ascii=False)
        return text.encode("utf-8", "replace")


def unpack_bytes(kind: type[T], data: bytes) -> T:
    """The value again from JSON text."""
    value: T = _adapter(kind).validate_json(data)
    return value
