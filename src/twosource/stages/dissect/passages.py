"""Where a report's paragraphs are, and which of them are headings or furniture."""

from __future__ import annotations

import re

from ...model import Passage, PassageKind, Report, Span
from ...text import paragraphs

_ENDS = re.compile(r"[.!?…:;,\"”’')\]]\s*$")
_SMALL = {"a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with", "vs"}


def passages(report: Report) -> tuple[Passage, ...]:
    """The paragraphs of ``report.text`` in order, each with its kind."""
    return tuple(
        Passage(start, end, _kind(report, start, end)) for start, end in paragraphs(report.text)
    )


def _kind(report: Report, start: int, end: int) -> PassageKind:
    if any(_covers(span, start, end) for span in report.furniture):
        return "furniture"
    return "heading" if _is_heading(report.text[start:end]) else "text"


def _covers(span: Span, start: int, end: int) -> bool:
    return min(span.end, end) - max(span.start, start) > (end - start) * 0.5


def _is_heading(line: str) -> bool:
    """A short line without a full stop and without a finite look: a heading between paragraphs."""
    words = line.split()
    return len(words) <= 9 and not _ENDS.search(line) and line[:1].isupper()
