"""The part of the store that may go to somebody, analysed by itself: what is not in it can move no count and no word."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from ..model import Edge, Reading, Reason, Report, Statement, Told
from ..ports import Store
from .analysis import analyse
from .decided import in_force
from .meaning import Afresh
from .plotting import Given, Plot, placed, plotted

AUTHOR = "a person of this desk"


@dataclass(frozen=True, slots=True)
class Part:
    """What may go: ids of statements, and of reports of which everything may."""

    statements: frozenset[str]
    whole: frozenset[str]


def part_told(
    readings: Sequence[Reading],
    afresh: Afresh,
    decisions: Sequence[Edge],
    given: Given,
    part: Part,
) -> tuple[Told, ...]:
    """The stories as they are told by the allowed part alone, under the ids that they were given."""
    # Which version of a document stands is the desk's to say, also where the one that stands may not go.
    standing, decided, given = placed(readings, in_force(decisions), given)
    some = [one for one in standing if any(s.id in part.statements for s in one.statements)]
    ids = {one.dissection.report.id for one in some}
    # Copies are found from the whole texts: what is blanked must not make a copy look like an origin.
    plot: Plot = plotted([one.dissection.report for one in some], decided, given, afresh.meanings)
    copies = tuple(replace(edge, reasons=()) for edge in plot.copies)
    kept = [only(one, part) for one in some]
    there = {one.id for each in kept for one in each.statements} | ids
    hidden = {s.id for one in readings for s in one.statements} | {
        one.dissection.report.id for one in readings
    }
    return analyse(
        kept,
        replace(afresh, read=lambda report: only(afresh.read(_whole(report, some)), part)),
        (*_shown(decided, hidden - there), *copies),
        given,
    ).told


def _whole(report: Report, readings: Sequence[Reading]) -> Report:
    """The report with its whole text again: a report is read again by its words, not by what is left of them."""
    old = next(one.dissection.report for one in readings if one.dissection.report.id == report.id)
    return replace(old, published_at=report.published_at, published_from=report.published_from)


def _shown(decisions: Sequence[Edge], hidden: Collection[str]) -> tuple[Edge, ...]:
    """The decisions that are on nothing hidden, without the person's name and words."""
    kept = (e for e in decisions if not {e.left.split("/")[0], e.right.split("/")[0]} & set(hidden))
    return tuple(
        edge if edge.made_by.startswith("rule") or edge.made_by == "sharing" else
        replace(edge, made_by=AUTHOR, reasons=tuple(Reason(r.code, "") for r in edge.reasons))
        for edge in kept
    )  # fmt: skip


def only(reading: Reading, part: Part) -> Reading:
    """The reading with its allowed statements, and blanks wherever the text belongs to others."""
    report = reading.dissection.report
    statements = tuple(one for one in reading.statements if one.id in part.statements)
    if report.id in part.whole and len(statements) == len(reading.statements):
        return reading
    ranges = sorted({place for one in statements for place in _places(one)})
    text = _blanked(report.text, ranges)
    sources = {link.source_id for one in statements for link in one.attribution.chain}
    taken = reading.dissection
    return Reading(
        replace(
            taken,
            report=replace(report, text=text, title=None, author=None, credits=(), furniture=()),
            quotes=tuple(q for q in taken.quotes if _inside(q.start, q.end, ranges)),
            mentions=tuple(m for m in taken.mentions if _inside(m.start, m.end, ranges)),
            sources=tuple(s for s in taken.sources if s.source_id in sources),
            times=tuple(t for t in taken.times if _inside(t.start, t.end, ranges)),
            figures=tuple(f for f in taken.figures if _inside(f.start, f.end, ranges)),
            lifted=tuple(p for p in taken.lifted if _inside(p.start, p.end, ranges)),
        ),
        statements,
        tuple(_quoting(edge, text) for edge in reading.ties if {edge.left, edge.right} <= sources),
    )


def _places(one: Statement) -> list[tuple[int, int]]:
    """A statement's own words, with those that name who said it and how."""
    found = [(one.start, one.end)]
    found += [
        (link.start, link.end)
        for link in one.attribution.chain
        if link.start is not None and link.end is not None
    ]
    return [*found, (one.attribution.cue.start, one.attribution.cue.end)] if one.attribution.cue else found


def _blanked(text: str, ranges: Sequence[tuple[int, int]]) -> str:
    """The text with spaces for all that is outside: every offset stays."""
    made = ["\n" if character == "\n" else " " for character in text]
    for start, end in ranges:
        made[start:end] = text[start:end]
    return "".join(made)


def _inside(start: int, end: int, ranges: Sequence[tuple[int, int]]) -> bool:
    return any(first <= start and end <= last for first, last in ranges)


def _quoting(edge: Edge, text: str) -> Edge:
    """The edge with its evidence as it reads now."""
    reasons = tuple(
        Reason(r.code, "", tuple(replace(s, text=text[s.start : s.end]) for s in r.spans))
        for r in edge.reasons
    )
    return replace(edge, reasons=reasons)


def given_of(store: Store) -> Given:
    """The ids that the store has given."""
    return Given(store.members("story"), store.members("claim"), store.redirects(), store.former())
