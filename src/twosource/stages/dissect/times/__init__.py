"""Every time expression of a report, with its TIMEX3 value to HeidelTime's semantics.

Three steps: words become symbols (``lexemes``), a grammar over symbols finds and reads expressions from left
to right (``points``, ``relative``, ``spans``, ``clock``), and neighbours are joined (``joining``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ....model import Dissection, Passage, Report, Time, Token
from . import clock, points, relative, spans
from .context import Context, Reading
from .days import point
from .grammar import read_all
from .joining import joined
from .lexemes import line_of
from .manner import is_narrative
from .story import Inferred, flags, inferred
from .verbs import Remembered, Verbs

__all__ = ["Inferred", "flags", "inferred", "redated", "times"]

_RULES = (*points.RULES, *relative.RULES, *spans.RULES, *clock.RULES)


def times(report: Report, passages: Sequence[Passage], tokens: Sequence[Token]) -> tuple[Time, ...]:
    """The time expressions of a report in order, read against its publication or the dates in its text."""
    line = line_of(report.text, passages, tokens)
    published = point(report.published_at)
    verbs = Verbs(tokens)
    context = Context(report.text, line, verbs, published, is_narrative(line, published))
    return tuple(_time(report.text, reading, verbs) for reading in joined(context, read_all(context, _RULES)))


def redated(dissection: Dissection, published_at: str) -> tuple[Time, ...]:
    """The times of a report, those that waited for a day of publication now counted from ``published_at``.

    Needs no tokens: the tenses are kept in the times. Spans, and what was known already, stay.
    """
    report = dissection.report
    line = line_of(report.text, dissection.passages, ())
    published = point(published_at)
    context = Context(report.text, line, Remembered(dissection.times), published, is_narrative(line, None))
    anew = {(r.start, r.end): r for r in joined(context, read_all(context, _RULES))}
    return tuple(_resolved(time, anew.get((time.start, time.end))) for time in dissection.times)


def _resolved(time: Time, reading: Reading | None) -> Time:
    waits = time.type in ("DATE", "TIME") and "X" in time.value
    if reading is None or not waits or reading.type != time.type:
        return time
    return replace(time, value=reading.value, reason=reading.reason)


def _time(text: str, r: Reading, verbs: Verbs) -> Time:
    told = r.type in ("DATE", "TIME")
    at = next((t.start for t in map(verbs.token, range(r.start, r.end)) if t), r.start) if told else r.start
    return Time(
        r.start, r.end, text[r.start : r.end], r.value, r.type, r.reason, r.impossible,
        verbs.tense(at) if told else None, told and verbs.says(at),
    )  # fmt: skip
