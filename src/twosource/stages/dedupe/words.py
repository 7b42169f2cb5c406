"""A report as numbers: one code a word, shingles and winnowed keys, without a Python step per shingle.

Winnowing: Schleimer, Wilkerson and Aiken, 2003. Any run of ``KEY_WORDS + WINDOW - 1`` shared words is
certain to give a shared key, however long the two reports are; MinHash bands lose a block inside a long one.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from array import array
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...model import Report
from ..remembered import remembered

# Four words in a row: at three, any two accounts of one event share a fifth of their words (names, set phrases).
RUN = 4
KEY_WORDS = 5
WINDOW = 8
# Scripts written without spaces are taken sign by sign; elsewhere a word is a run of letters and digits.
# Soft hyphens and zero-width marks inside a word are how some copies hide: they stay in and are ignored.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_UNSPACED}]|(?:[^\W{_UNSPACED}]|[\u00ad\u200b-\u200d\u2060\ufeff])+")
_HIDDEN = str.maketrans("", "", "\u00ad\u200b\u200c\u200d\u2060\ufeff")
# An opening mark that is never closed quotes to the end of its paragraph (a quotation that goes on).
_QUOTE = re.compile(
    r"“[^“”\n]*(?:”|$|(?=\n))|«[^«»\n]*(?:»|$|(?=\n))|„[^„“”\n]*(?:[“”]|$|(?=\n))|\"[^\"\n]*\"|``[^`\n]*?''"
)
_GAP = re.compile(r"\s")
PIECE = 200_000
_ODD = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xBF58476D1CE4E5B9)
_SHIFT = np.uint64(31)
_SIGNED = (1 << 63) - 1  # keys fit a signed column

Codes = NDArray[np.uint64]
Mask = NDArray[np.bool_]


class _Seen(dict[str, int]):
    """Word to code. A code depends on the word alone, so forgetting them all changes nothing."""

    LIMIT = 65_536

    def __missing__(self, word: str) -> int:
        if len(self) > self.LIMIT:
            self.clear()
        plain = word.translate(_HIDDEN).casefold().encode("utf-8", "surrogatepass")
        code = zlib.crc32(plain) | zlib.adler32(plain) << 32
        self[word] = code
        return code


_CODES = _Seen()


@dataclass(frozen=True, slots=True, eq=False)
class Body:
    """The words of a report's story. ``own`` marks those outside direct quotations.

    ``pieces`` are (start, end, first word): the stretches of text the words were read from. ``runs`` are the
    hashes of every four words, ``order`` sorts them.
    """

    report: Report
    codes: Codes
    own: Mask
    pieces: tuple[tuple[int, int, int], ...]
    runs: Codes
    order: NDArray[np.intp]

    def places(self) -> list[tuple[int, int]]:
        """The (start, end) of each word in ``report.text``."""
        text = self.report.text
        return [match.span() for start, end, _ in self.pieces for match in _WORD.finditer(text, start, end)]


@remembered()
def body(report: Report) -> Body:
    """The story's words: furniture and credit lines are left out, quotations are told apart."""
    codes = array("Q")
    own = bytearray()
    pieces: list[tuple[int, int, int]] = []
    for start, end, quoted in _stretches(report):
        found = _WORD.findall(report.text, start, end)
        if found:
            pieces.append((start, end, len(codes)))
            codes.extend(map(_CODES.__getitem__, found))
            own += bytes((not quoted,)) * len(found)
    words = np.frombuffer(codes, dtype=np.uint64)
    runs = shingles(words, RUN)
    return Body(
        report,
        words,
        np.frombuffer(own, dtype=np.bool_),
        tuple(pieces),
        runs,
        np.argsort(runs, kind="stable"),
    )


def _stretches(report: Report) -> Iterator[tuple[int, int, bool]]:
    """The text without furniture, cut at the quotation marks: (start, end, inside a quotation)."""
    text = report.text
    for start, end in _story(report):
        at = start
        for match in _QUOTE.finditer(text, start, end):
            yield from _cut(text, at, match.start())
            yield match.start(), match.end(), True
            at = match.end()
        yield from _cut(text, at, end)


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """A stretch that is not quoted, in pieces between words, so that a text without end is never all words at once."""
    while end - start > PIECE and (gap := _GAP.search(text, start + PIECE, end)):
        yield start, gap.start(), False
        start = gap.start()
    if start < end:
        yield start, end, False


def _story(report: Report) -> Iterator[tuple[int, int]]:
    left_out = [(span.start, span.end) for span in report.furniture]
    left_out += [(c.start, c.end) for c in report.credits if c.start is not None and c.end is not None]
    at = 0
    for start, end in sorted(left_out):
        if start > at:
            yield at, start
        at = max(at, end)
    if at < len(report.text):
        yield at, len(report.text)


def shingles(codes: Codes, size: int) -> Codes:
    """The hash of each run of ``size`` words, by place; empty where there are fewer words."""
    count = len(codes) - size + 1
    if count <= 0:
        return np.empty(0, dtype=np.uint64)
    total = np.zeros(count, dtype=np.uint64)
    for place in range(size):
        total = (total ^ codes[place : place + count]) * _ODD
        total ^= total >> _SHIFT
    return total * _MIX


def keys_of(story: Body) -> tuple[int, ...]:
    """What two reports must share to be compared at all: winnowed shingles, and the whole text as one."""
    whole = int.from_bytes(hashlib.blake2b(story.codes.tobytes(), digest_size=8).digest()) & _SIGNED
    hashes = shingles(story.codes, KEY_WORDS)
    if not len(hashes):
        return (whole,)
    quoted = np.lib.stride_tricks.sliding_window_view(~story.own, KEY_WORDS).any(axis=1)
    hashes = hashes[~quoted] if np.count_nonzero(~quoted) >= WINDOW else hashes
    windows = np.lib.stride_tricks.sliding_window_view(hashes, min(WINDOW, len(hashes)))
    return (whole, *(np.unique(windows.min(axis=1)) & np.uint64(_SIGNED)).tolist())
