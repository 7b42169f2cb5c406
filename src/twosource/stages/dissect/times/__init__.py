"""Every time expression of a report, with its TIMEX3 value to HeidelTime's semantics.

Three steps: words become symbols (``lexemes``), a grammar over symbols finds and reads expressions from left
to right (``points``, ``relative``, ``spans``, ``clock``), and neighbours are joined (``joining``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ....model import Dissection, Passage, Report, Time, Token
from . import clock, foreign, korean, points, relative, spans
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
    if report.language == "ko":
        return korean.times(report, passages)
    verbs = Verbs(tokens)
    return tuple(_time(report.text, r, verbs) for r in _readings(report, passages, tokens, verbs))


def _readings(
    report: Report, passages: Sequence[Passage], tokens: Sequence[Token], verbs: Verbs, undated: bool = False
) -> list[Reading]:
    code = "en" if report.language in ("en", "und", "") else report.language
    line = line_of(report.text, passages, tokens, code)
    published = point(report.published_at)
    narrative = is_narrative(line, None if undated else published)
    context = Context(report.text, line, verbs, published, narrative, code)
    return joined(context, read_all(context, _RULES if code == "en" else foreign.RULES))


def redated(dissection: Dissection, published_at: str) -> tuple[Time, ...]:
    """The times of a report, those that waited for a day of publication now counted from ``published_at``.

    Needs no tokens: the tenses are kept in the times. Spans, and what was known already, stay.
    """
    report = replace(dissection.report, published_at=published_at)
    anew: Sequence[Time | Reading]
    if report.language == "ko":
        anew = korean.times(report, dissection.passages)
    else:
        anew = _readings(report, dissection.passages, (), Remembered(dissection.times), undated=True)
    by_span = {(one.start, one.end): one for one in anew}
    return tuple(_resolved(time, by_span.get((time.start, time.end))) for time in dissection.times)


def _resolved(time: Time, anew: Time | Reading | None) -> Time:
    waits = time.type in ("DATE", "TIME") and "X" in time.value
    if anew is None or not waits or anew.type != time.type:
        return time
    return replace(time, value=anew.value, reason=anew.reason)


def _time(text: str, r: Reading, verbs: Verbs) -> Time:
    told = r.type in ("DATE", "TIME")
    at = next((t.start for t in map(verbs.token, range(r.start, r.end)) if t), r.start) if told else r.start
    return Time(
        r.start, r.end, text[r.start : r.end], r.value, r.type, r.reason, r.impossible,
        verbs.tense(at) if told else None, told and verbs.says(at),
    )  # fmt: skip
