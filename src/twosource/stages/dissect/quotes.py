"""Direct quotations: where they begin and end, over sentences and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...model import Passage, Quote

# A mark opened in one style is at times closed in the other.
_PAIRS = {"“": '”"', "«": "»", "„": "“”", '"': '"”', "”": '”"'}
_SINGLE = {"‘": "’", "'": "'", "‚": "‘’"}
_MARK = re.compile(f"[{''.join(sorted({*''.join((*_PAIRS, *_PAIRS.values(), *_SINGLE)), '`'}))}]")
_ENDS = frozenset(".,!?…")
_BEFORE = frozenset(' \t\n\r\xa0([—–-"“:')


def quotes(text: str, passages: Sequence[Passage]) -> tuple[Quote, ...]:
    """The quotations in order. A mark never closed ends with its paragraph and says so."""
    found: list[Quote] = []
    read = [passage for passage in passages if passage.kind != "furniture"]
    skip = 0
    for number, passage in enumerate(read):
        if skip:
            skip -= 1
            continue
        here = _within(text, passage.start, passage.end)
        found += here
        if here and not here[-1].closed:
            carried, skip = _carried(text, read[number + 1 : number + 1 + _AHEAD])
            found += carried
    return tuple(found)


# A quotation that runs over lines without a mark at each is looked for over this many.
_AHEAD = 8


def _carried(text: str, after: Sequence[Passage]) -> tuple[list[Quote], int]:
    """Where an open quotation is closed lines later: the quotes of these lines, and how many they are."""
    between: list[Quote] = []
    for number, passage in enumerate(after, 1):
        close = _closes(text, passage.start, passage.end)
        if close is None:
            break
        if close < 0:
            between.append(Quote(passage.start, passage.end, closed=False))
            continue
        width = 2 if text.startswith("''", close) else 1
        last = [Quote(passage.start, close)] if close > passage.start else []
        return between + last + _within(text, close + width, passage.end), number
    return [], 0


def _closes(text: str, start: int, end: int) -> int | None:
    """The first mark of a line, if it closes; -1 where the line has none; None where it opens."""
    for at in range(start, end):
        if text[at] in "“«„" or text.startswith("``", at):
            return None
        if text[at] in "”»":
            return at
        if text[at] == '"' or text.startswith("''", at):
            width = 2 if text[at] == "'" else 1
            opens = (
                at + width < end
                and not text[at + width].isspace()
                and (at == start or text[at - 1] in _BEFORE)
            )
            return None if opens else at
    return -1


def _within(text: str, start: int, end: int) -> list[Quote]:
    found: list[Quote] = []
    opened, closers = -1, ""
    at = start
    while (met := _MARK.search(text, at, end)) is not None:
        at = met.start()
        mark, width = text[at], 1
        if text.startswith("''", at) or text.startswith("``", at):
            mark, width = '"', 2
            if opened >= 0 and text[at] == "`":  # opens for sure: the one before was never closed
                found.append(Quote(opened, at, closed=False))
                opened = -1
        if opened < 0 and mark in _PAIRS and (mark != "”" or _opens(text, at, start, end)):
            opened, closers = at + width, _PAIRS[mark]
        elif opened >= 0 and mark in closers:
            if at > opened:
                found.append(Quote(opened, at))
            opened = -1
        elif opened < 0 and mark in _SINGLE and _opens(text, at, start, end):
            close = _single(text, at + 1, end, _SINGLE[mark])
            if close > at + 2:
                found.append(Quote(at + 1, close))
                at = close
        at += width
    if 0 <= opened < end:
        found.append(Quote(opened, end, closed=False))
    return found


def _opens(text: str, at: int, start: int, end: int) -> bool:
    """True for a mark after a space (or at the start) and before a word: it opens, it is no apostrophe."""
    before = at == start or text[at - 1] in _BEFORE
    return before and at + 1 < end and (text[at + 1].isalpha() or text[at + 1] in "[$£€…")


# Past this many characters single marks are taken for apostrophes.
_LONGEST = 1_500
_FRAGMENT = 60


def _single(text: str, start: int, end: int, closers: str) -> int:
    """Where a quotation in single marks closes: after a stop, else at a mark before no letter; -1 if nowhere."""
    first, straight = -1, closers == "'"
    for at in range(start, min(end, start + _LONGEST)):
        if text[at] == "‘" and at > start:
            break
        if text[at] not in closers or (at + 1 < end and text[at + 1].isalnum()):
            continue
        if text[at - 1] in _ENDS:
            return at
        if first < 0 and text[at - 1] not in "sS " and not (straight and at - start > _FRAGMENT):
            first = at
    return first
