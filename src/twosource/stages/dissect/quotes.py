"""Direct quotations: where they begin and end, over sentences and paragraphs."""

from __future__ import annotations

from collections.abc import Sequence

from ...model import Passage, Quote


def quotes(text: str, passages: Sequence[Passage]) -> tuple[Quote, ...]:
    """The quotations in order. A mark never closed ends with its paragraph and says so."""
    found: list[Quote] = []
    for passage in passages:
        if passage.kind != "furniture":
            found += _within(text, passage.start, passage.end)
    return tuple(found)


# A mark opened in one style is at times closed in the other.
_PAIRS = {"“": "”\"", "«": "»", "„": "“”", '"': '"”'}


def _within(text: str, start: int, end: int) -> list[Quote]:
    found: list[Quote] = []
    opened, closers = -1, ""
    at = start
    while at < end:
        mark, width = text[at], 1
        if text.startswith("''", at) or text.startswith("``", at):
            mark, width = '"', 2
        if opened < 0 and mark in _PAIRS:
            opened, closers = at + width, _PAIRS[mark]
        elif opened >= 0 and mark in closers:
            if at > opened:
                found.append(Quote(opened, at))
            opened = -1
        at += width
    if 0 <= opened < end:
        found.append(Quote(opened, end, closed=False))
    return found
