"""Reports -> copy_of edges, from the text alone, before anything is parsed, in any language.

``keys`` and ``compare`` let a store or an engine find the pairs; ``copies`` does the whole over what it is
given. A quotation that two reports share makes no copy: only words outside quotation marks count.
"""

from __future__ import annotations

from collections.abc import Sequence

from ...model import Edge, Report
from ...text import slug
from ..debts import debts, is_agency, stated, who
from .families import standing
from .kinds import RULE, edge, judged
from .matching import matched
from .words import body, keys_of

__all__ = ["compare", "copies", "debts", "declared", "is_agency", "keys", "who"]


def keys(report: Report) -> tuple[int, ...]:
    """Sixty-three-bit keys: reports that share two of them (one, where they have few) are worth comparing."""
    return keys_of(body(report))


def compare(a: Report, b: Report) -> Edge | None:
    """The copy_of edge of two reports, the copy on the left; None where neither copies the other."""
    found = judged(body(a), body(b))
    return edge(found) if found else None


def copies(reports: Sequence[Report]) -> tuple[Edge, ...]:
    """Who copies whom: for each copy in a family its best original, and every partial or declared debt.

    Kinds are identical, near copy, partial, declared; the score is the share of the copy's own words that it
    took. The order of the reports changes nothing.
    """
    return standing(matched([body(report) for report in {each.id: each for each in reports}.values()]))


def declared(reports: Sequence[Report]) -> tuple[Edge, ...]:
    """The stated debts to outlets of which no report is here: edges of kind declared, from the report's id

    to the outlet's source_id, with the credit as evidence. How much was taken is not known: the score is 0.
    """
    here = {who(report.publisher) for report in reports if report.publisher}
    return tuple(
        Edge(report.id, slug(who(credit.name)), "copy_of", 0.0, "declared", (stated(report, credit),), RULE)
        for report in sorted({each.id: each for each in reports}.values(), key=lambda r: r.id)
        for credit in debts(report)
        if who(credit.name) not in here
    )
