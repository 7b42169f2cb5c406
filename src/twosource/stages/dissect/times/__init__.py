"""Every time expression of a report, with its TIMEX3 value to HeidelTime's semantics.

Three steps: words become symbols (``lexemes``), a grammar over symbols finds and reads expressions from left
to right (``points``, ``relative``, ``spans``, ``clock``), and neighbours are joined (``joining``).
"""

from __future__ import annotations

from collections.abc import Sequence

from ....model import Passage, Report, Time, Token
from . import clock, foreign, korean, points, relative, spans, years
from .context import Context, Reading
from .days import point
from .grammar import read_all
from .joining import joined
from .lexemes import line_of
from .manner import is_narrative
from .story import Inferred, flags, inferred
from .verbs import Verbs

__all__ = ["Inferred", "flags", "inferred", "times"]

# Days that a range of publication may span for its last one to resolve a weekday; a longer one tells nothing.
NEAR = 10
_RULES = (*points.RULES, *years.RULES, *relative.RULES, *spans.RULES, *clock.RULES)


def times(report: Report, passages: Sequence[Passage], tokens: Sequence[Token]) -> tuple[Time, ...]:
    """The time expressions of a report in order, read against its publication or the dates in its text."""
    if report.language == "ko":
        return korean.times(report, passages)
    verbs = Verbs(tokens)
    return tuple(_time(report.text, r, verbs) for r in _readings(report, passages, tokens, verbs))


def _readings(
    report: Report, passages: Sequence[Passage], tokens: Sequence[Token], verbs: Verbs
) -> list[Reading]:
    code = "en" if report.language in ("en", "und", "") else report.language
    line = line_of(report.text, passages, tokens, code)
    published = point(report.published_at)
    last = point((report.published_at or "").partition("/")[2])
    short = last and last.date and published and published.date and (last.date - published.date).days <= NEAR
    until = last.date if last and short else None
    context = Context(report.text, line, verbs, published, is_narrative(line, published), code, until)
    return joined(context, read_all(context, _RULES if code == "en" else foreign.RULES))


def _time(text: str, r: Reading, verbs: Verbs) -> Time:
    told = r.type in ("DATE", "TIME")
    at = next((t.start for t in map(verbs.token, range(r.start, r.end)) if t), r.start) if told else r.start
    return Time(
        r.start, r.end, text[r.start : r.end], r.value, r.type, r.reason, r.impossible,
        verbs.tense(at) if told else None, told and verbs.says(at),
    )  # fmt: skip
