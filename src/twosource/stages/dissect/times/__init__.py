"""Every time expression of a report, with its TIMEX3 value to HeidelTime's semantics.

Three steps: words become symbols (``lexemes``), a grammar over symbols finds and reads expressions from left
to right (``points``, ``relative``, ``spans``, ``clock``), and neighbours are joined (``joining``).
"""

from __future__ import annotations

from collections.abc import Sequence

from ....model import Passage, Report, Time, Token
from . import clock, points, relative, spans
from .context import Context
from .days import point
from .grammar import read_all
from .joining import joined
from .lexemes import line_of
from .manner import is_narrative

__all__ = ["times"]

_RULES = (*points.RULES, *relative.RULES, *spans.RULES, *clock.RULES)


def times(report: Report, passages: Sequence[Passage], tokens: Sequence[Token]) -> tuple[Time, ...]:
    """The time expressions of a report in order, read against its publication or the dates in its text."""
    line = line_of(report.text, passages, tokens)
    published = point(report.published_at)
    context = Context(report.text, line, tokens, published, is_narrative(line, published))
    readings = joined(context, read_all(context, _RULES))
    return tuple(
        Time(r.start, r.end, report.text[r.start : r.end], r.value, r.type, r.reason, r.impossible)
        for r in readings
    )
