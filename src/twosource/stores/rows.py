"""Values as bytes and back: MessagePack, compressed where it pays."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Hashable
from dataclasses import replace
from functools import cache
from typing import Any, TypeVar, cast

import msgspec

from ..model import Reading, Report

T = TypeVar("T")


# Up to this many bytes a window of 4 kB serves as well, and is made ready ten times as fast.
SMALL = 4096


def pack(value: Any) -> bytes:
    """A value's bytes."""
    plain = msgspec.msgpack.encode(value)
    if len(plain) > SMALL:
        return zlib.compress(plain, 1)
    small = zlib.compressobj(1, zlib.DEFLATED, 12, 4)
    return small.compress(plain) + small.flush()


def whole(value: Any) -> bytes:
    """A value's bytes as they are, not compressed: for words that partners send by the thousand. ``unpack`` reads both."""
    return zlib.compress(msgspec.msgpack.encode(value), 0)


def stamp(value: Any) -> bytes:
    """What a kept value is known by, whatever way of packing it there is by now."""
    return key(zlib.compress(msgspec.msgpack.encode(value), 1))


def unpack(kind: type[T], body: bytes) -> T:
    """The value of this kind that ``pack`` made the bytes of."""
    value: T = _decoder(cast(Hashable, kind)).decode(zlib.decompress(body))
    return value


def with_report(body: bytes, report: bytes, text: str) -> Reading:
    """What a report says, with the report itself, from their bytes and its text."""
    reading = unpack(Reading, body)
    whole = replace(unpack(Report, report), text=text)
    return replace(reading, dissection=replace(reading.dissection, report=whole))


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
