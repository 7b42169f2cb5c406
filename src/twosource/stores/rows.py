"""Values as bytes and back: MessagePack, compressed where it pays."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Hashable
from functools import cache
from typing import Any, TypeVar, cast

import msgspec

T = TypeVar("T")


def pack(value: Any) -> bytes:
    """A value's bytes."""
    return zlib.compress(msgspec.msgpack.encode(value), 1)


def unpack(kind: type[T], body: bytes) -> T:
    """The value of this kind that ``pack`` made the bytes of."""
    value: T = _decoder(cast(Hashable, kind)).decode(zlib.decompress(body))
    return value


def key(*parts: str | bytes) -> bytes:
    """Sixteen bytes that stand for these parts."""
    total = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        total.update(len(data).to_bytes(8, "big") + data)
    return total.digest()[:16]


@cache
def _decoder(kind: Any) -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(kind)
