"""Where a report's paragraphs are, and which of them are headings or furniture."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...model import Passage, PassageKind, Report, Span
from ...text import paragraphs, trim

_ENDS = re.compile(r"[.!?…:;,\"”’')\]]\s*$")


def passages(report: Report) -> tuple[Passage, ...]:
    """The paragraphs of ``report.text`` in order, each with its kind; an endless one in pieces."""
    cut = [(a, b) for start, end in paragraphs(report.text) for a, b in _pieces(report.text, start, end)]
    stamps = [match.end() if (match := _STAMP.match(report.text, a, b)) else a for a, b in cut]
    if sum(stamp > a for stamp, (a, _) in zip(stamps, cut, strict=True)) >= RUNNING:
        cut = [(stamp, b) for stamp, (_, b) in zip(stamps, cut, strict=True)]
    return tuple(Passage(start, end, _kind(report, start, end)) for start, end in cut)


# A report with so many paragraphs that begin with the hour is a running one: the hours are no part of the story.
RUNNING = 3
_STAMP = re.compile(r"\d{1,2}[.:]\d\d(?:\s?[ap]\.?m\.?)?(?:\s?[-–—|:])?\s+(?=[A-Z\"'“‘(])")
# "PORT ASHBY, Norland, June 3 (TPA) - ", "PORT ASHBY -- ": a place in capitals, perhaps more, a dash, then the story.
_DATELINE = re.compile(
    r"[A-Z][A-Z.'’-]+(?:[ -][A-Z][A-Z.'’-]+){0,4}(?P<more>(?:, ?[\w.]{2,20}(?: [\w.]{1,20}){0,2}){0,2}(?: \([^()\n]{2,40}\))?)"
    r"\s?[—–-]{1,2}\s(?=[\"'“‘]?[A-Z0-9])"
)
_DATED = 4  # a dateline stands in one of the first paragraphs; a bare "PORT ASHBY - " only in the first


def told_from(report: Report, found: Sequence[Passage]) -> tuple[int, ...]:
    """Where each passage's story begins: behind the dateline, which the parser would read as its subject."""
    texts = [number for number, passage in enumerate(found) if passage.kind == "text"][:_DATED]
    starts = [passage.start for passage in found]
    for number in texts:
        passage = found[number]
        match = _DATELINE.match(report.text, passage.start, min(passage.end, passage.start + 120))
        if match and (match["more"] or number == texts[0]):
            starts[number] = match.end()
    return tuple(starts)


# No paragraph that anybody wrote is longer; a text without breaks is read in pieces, so that memory stays flat.
LONGEST = 50_000


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        at = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        at = at if at > start else start + LONGEST
        yield trim(text, start, at)
        start = trim(text, at, end)[0]
    yield start, end


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
