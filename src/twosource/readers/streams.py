"""Bytes in pieces: unpacked within bounds, whole up to a size, or line by line."""

from __future__ import annotations

import gzip
import itertools
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from ..text.decoding import Refused

PIECE = 1 << 16
BOMB_BYTES = 10_000_000  # below this even a bomb does no harm
BOMB_RATIO = 200  # news text is packed 3 to 10 times, a file of like records some 50 times


def chunks(stream: BinaryIO) -> Iterator[bytes]:
    """The stream in pieces, unpacked where it is gzipped. Raises Refused: bomb, damaged data."""
    first = _full(stream)
    if not first.startswith(b"\x1f\x8b"):
        while first:
            yield first
            first = stream.read(PIECE)
        return
    packed = _Counted(first, stream)
    made = 0
    try:
        with gzip.GzipFile(fileobj=packed, mode="rb") as unpacked:  # type: ignore[call-overload]
            while piece := unpacked.read(PIECE):
                made += len(piece)
                if made > BOMB_BYTES and made > BOMB_RATIO * packed.taken:
                    raise Refused(
                        "bomb: it unpacks to over 200 times its size; unpack it yourself if you trust it"
                    )
                yield piece
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise Refused("unreadable: the gzip data is damaged or cut off; fetch it again") from None


def peek(pieces: Iterator[bytes]) -> tuple[bytes, Iterator[bytes]]:
    """The first piece, and all pieces again."""
    first = next(pieces, b"")
    return first, itertools.chain([first] if first else [], pieces)


def whole(pieces: Iterator[bytes], most: int) -> bytes:
    """All bytes. Raises Refused where there are more than ``most``."""
    kept, size = [], 0
    for piece in pieces:
        size += len(piece)
        if size > most:
            raise Refused(f"too large: over {most:,} bytes; split it, or raise --max-bytes")
        kept.append(piece)
    return b"".join(kept)


def rows(pieces: Iterator[bytes], most: int) -> Iterator[bytes | None]:
    """Each line without its end; None for a line of more than ``most`` bytes, which is passed over."""
    kept: list[bytes] = []
    size, over = 0, False
    for piece in pieces:
        *ended, rest = piece.split(b"\n")
        for part in ended:
            yield None if over or size + len(part) > most else b"".join([*kept, part])
            kept, size, over = [], 0, False
        size += len(rest)
        over = over or size > most
        kept = [] if over else [*kept, rest] if rest else kept
    if size or over:
        yield None if over else b"".join(kept)


def _full(stream: BinaryIO) -> bytes:
    """A first piece that is not cut short by a pipe that delivers little at a time."""
    kept, size = [], 0
    while size < PIECE and (piece := stream.read(PIECE - size)):
        kept.append(piece)
        size += len(piece)
    return b"".join(kept)


class _Counted:
    """A stream that knows how many packed bytes were taken from it."""

    def __init__(self, first: bytes, stream: BinaryIO) -> None:
        self._first, self._stream, self.taken = first, stream, 0

    def read(self, size: int = -1) -> bytes:
        if self._first:
            cut = len(self._first) if size < 0 else size
            piece, self._first = self._first[:cut], self._first[cut:]
        else:
            piece = self._stream.read(min(size, PIECE) if size >= 0 else PIECE)
        self.taken += len(piece)
        return piece
