"""Where a report's paragraphs are, and which of them are headings or furniture."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...model import Passage, PassageKind, Report, Span
from ...text import paragraphs, trim
from ..datelines import dateline

_ENDS = re.compile(r"[.!?…:;,\"”’')\]]\s*$")


def passages(report: Report) -> tuple[Passage, ...]:
    """The paragraphs of ``report.text`` in order, each with its kind; an endless one in pieces."""
    cut = [(a, b) for start, end in paragraphs(report.text) for a, b in _pieces(report.text, start, end)]
    stamps = [match.end() if (match := _STAMP.match(report.text, a, b)) else a for a, b in cut]
    if sum(stamp > a for stamp, (a, _) in zip(stamps, cut, strict=True)) >= RUNNING:
        cut = [(stamp, b) for stamp, (_, b) in zip(stamps, cut, strict=True)]
    found = tuple(Passage(start, end, _kind(report, start, end)) for start, end in cut)
    if any(passage.kind == "text" for passage in found):
        return found
    return tuple(
        replace(p, kind="text")
        if p.kind == "heading" and _SIGNED.search(told := report.text[p.start : p.end]) and not told.isupper()
        else p
        for p in found
    )  # a post of one line


_SIGNED = re.compile(r"\w [-–—] \w|\w: \w")  # "Depot on fire – regional governor", "Governor: depot on fire"

# A report with so many paragraphs that begin with the hour is a running one: the hours are no part of the story.
RUNNING = 3
_STAMP = re.compile(r"\d{1,2}[.:]\d\d(?:\s?[ap]\.?m\.?)?(?:\s?[-–—|:])?\s+(?=[A-Z\"'“‘(])")
# Behind these the story begins, where it begins as a sentence does.
_STARTS = ("capitals", "slashed", "joined")
_OPENS = re.compile(r"[\"'“‘«„]?[^\W_a-zß-öø-ÿа-џ]")
_DATED = 4  # a dateline stands in one of the first paragraphs; a bare "PORT ASHBY - " only in the first


def told_from(report: Report, found: Sequence[Passage]) -> tuple[int, ...]:
    """Where each passage's story begins: behind the dateline, which the parser would read as its subject."""
    texts = [number for number, passage in enumerate(found) if passage.kind == "text"][:_DATED]
    starts = [passage.start for passage in found]
    for number in texts:
        passage = found[number]
        filed = dateline(report.text, passage.start, passage.end)
        if (
            filed is None
            or filed.form not in _STARTS
            or not _OPENS.match(report.text, filed.end, passage.end)
        ):
            continue
        if filed.state or filed.day or filed.agency or number == texts[0]:
            starts[number] = filed.end
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
