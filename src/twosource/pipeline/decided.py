"""What people decided, applied before the stages group and judge: reports left out, statements corrected.

Merges, splits, aliases and the like are edges that the stages read themselves. All of this is a pure function of
what is kept: a decision that was taken back is as if it had never been made.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from ..errors import UsageError
from ..model import Assessment, Dissection, Edge, Figure, Link, Reading, Statement, Time
from ..text import fold, slug


def in_force(decisions: Iterable[Edge], at: datetime | None = None) -> tuple[Edge, ...]:
    """The decisions that hold now, or held at a moment: made by then, and taken back later or never."""
    if at is None:
        return tuple(edge for edge in decisions if edge.retracted_at is None)
    return tuple(
        replace(edge, retracted_at=None)
        for edge in decisions
        if (edge.made_at is None or datetime.fromisoformat(edge.made_at) <= at)
        and (edge.retracted_at is None or datetime.fromisoformat(edge.retracted_at) > at)
    )


def is_version(edge: Edge) -> bool:
    """True for the edge of a report to the one whose place it took: the same document, changed."""
    return edge.relation == "updates" and edge.kind == "version"


def left_out(decisions: Iterable[Edge]) -> frozenset[str]:
    """The reports that people set aside."""
    return frozenset(edge.left for edge in decisions if edge.relation == "sets_aside")


def dated(decisions: Iterable[Edge]) -> dict[str, str]:
    """The dates that people gave to reports; of several the last."""
    return {edge.left: edge.right for edge in decisions if edge.relation == "dates"}


def corrected(reading: Reading, decisions: Iterable[Edge]) -> Reading:
    """The reading with its statements as people corrected them, in the order in which they did."""
    wanted: dict[str, list[Edge]] = {}
    for edge in decisions:
        if edge.relation == "corrects":
            wanted.setdefault(edge.left.split("/")[0], []).append(edge)
    if not any(one.id in wanted for one in reading.statements):
        return reading
    statements = []
    for one in reading.statements:
        for edge in wanted.get(one.id, ()):
            one = amended(one, reading.dissection, edge.kind, edge.right)
        statements.append(one)
    return replace(reading, statements=tuple(statements))


def rated(assessment: Assessment, decisions: Iterable[Edge]) -> Assessment:
    """The assessment with the reliability that people gave its sources beside it; nothing else is touched by it."""
    letters = {edge.left: edge.right for edge in decisions if edge.relation == "rates"}
    if not any(origin.source_id in letters for origin in assessment.origins.list):
        return assessment
    listed = tuple(
        replace(origin, reliability=letters.get(origin.source_id, "F")) for origin in assessment.origins.list
    )
    return replace(assessment, origins=replace(assessment.origins, list=listed))


# --- one statement corrected -----------------------------------------------------------------


def amended(one: Statement, dissection: Dissection, field: str, value: str) -> Statement:
    """A statement with one thing set right. Raises UsageError where the value does not say how.

    ``field`` is speaker, figure, date or span, with ":2" for the second of several figures or dates.
    """
    name, _, number = field.partition(":")
    if name == "speaker":
        return _spoken_by(one, dissection, value)
    if name == "span":
        return _cut_to(one, dissection, value)
    if name not in ("figure", "date"):
        raise UsageError(f"{field!r} cannot be corrected. What can: speaker, figure, date, span.")
    at = _which(number, len(one.figures if name == "figure" else one.when), name, one)
    return _counted(one, at, value) if name == "figure" else _dated(one, at, value)


def _which(number: str, many: int, name: str, one: Statement) -> int:
    if number and (not number.isdigit() or not 1 <= int(number) <= many):
        raise UsageError(f"Statement {one.id} has {many} {name}s. Write {name}:1 for the first.")
    if not number and many > 1:
        raise UsageError(f"Statement {one.id} has {many} {name}s. Say which: {name}:1 is the first.")
    return int(number or 1) - 1


def _spoken_by(one: Statement, dissection: Dissection, name: str) -> Statement:
    """Said by another; by nobody but the outlet itself where the name is empty or the outlet's own."""
    chain = one.attribution.chain
    pages = tuple(link for link in chain if link.role == "publisher")
    name = name.strip()
    if not name or any(fold(name) == fold(page.name) for page in pages):
        return replace(one, attribution=replace(one.attribution, chain=pages or chain[:1], cue=None))
    known = (
        source.source_id
        for source in dissection.sources
        if fold(name) in {fold(each) for each in (source.name, *source.aliases)}
    )
    said_by = Link("origin", name, next(known, slug(fold(name))))
    last = one.attribution.speaker
    relays = tuple(link for link in chain if link.role == "relay" and link is not last)
    return replace(one, attribution=replace(one.attribution, chain=(*pages, *relays, said_by)))


def _cut_to(one: Statement, dissection: Dissection, value: str) -> Statement:
    """The statement over another span of its report; what lies outside it goes."""
    first, _, last = value.partition("-")
    text = dissection.report.text
    if not (first.isdigit() and last.isdigit() and 0 <= int(first) < int(last) <= len(text)):
        raise UsageError(
            f"{value!r} is no span of the report, which has {len(text)} characters: write 120-185."
        )
    start, end = int(first), int(last)
    return replace(
        one,
        start=start,
        end=end,
        text=text[start:end],
        parts=(),
        figures=tuple(each for each in dissection.figures if start <= each.start and each.end <= end),
        when=tuple(each for each in dissection.times if start <= each.start and each.end <= end),
        where=tuple(each for each in one.where if start <= each.start and each.end <= end),
        hedges=tuple(each for each in one.hedges if start <= each.start and each.end <= end),
    )


def _counted(one: Statement, at: int, value: str) -> Statement:
    if not one.figures:
        raise UsageError(f"Statement {one.id} has no figure. Correct its span first if it should hold one.")
    if not value.strip():
        return replace(one, figures=one.figures[:at] + one.figures[at + 1 :])
    figure = interval(one.figures[at], value)
    return replace(one, figures=(*one.figures[:at], figure, *one.figures[at + 1 :]))


def interval(figure: Figure, value: str) -> Figure:
    """The figure with another number: 3000, >3000, >=3000, <50, <=50, ~200 or 10-20. Raises UsageError."""
    written = value.replace(",", "").replace(" ", "")
    sign = next((each for each in (">=", "<=", ">", "<", "~") if written.startswith(each)), "")
    low, _, high = written.removeprefix(sign).partition("-")
    try:
        first, last = float(low), float(high or low)
    except ValueError:
        raise UsageError(
            f"{value!r} is not a figure. Write 3000, >3000, >=3000, <50, <=50, ~200 or 10-20."
        ) from None
    plain = replace(figure, value=first, low=first, high=last, low_open=False, high_open=False, bound="exact")
    if sign in (">", ">="):
        return replace(plain, high=None, low_open=sign == ">", bound="lower")
    if sign in ("<", "<="):
        return replace(plain, low=None, high_open=sign == "<", bound="upper")
    if sign == "~":
        return replace(plain, low=first * 0.9, high=first * 1.1, bound="approximate")
    return replace(plain, bound="range") if last != first else plain


def _dated(one: Statement, at: int, value: str) -> Statement:
    value = value.strip()
    if not value:
        return replace(one, when=one.when[:at] + one.when[at + 1 :])
    if not any(character.isdigit() for character in value):
        raise UsageError(
            f"{value!r} is not a date. Write it as far as it is known: 2024-12-27, 2024-12, 2024."
        )
    if not one.when:
        added = Time(one.start, one.end, one.text, value, "DATE", "set by a person")
        return replace(one, when=(added,))
    time = replace(one.when[at], value=value, reason="set by a person", impossible=None)
    return replace(one, when=(*one.when[:at], time, *one.when[at + 1 :]))


def by_subject(decisions: Sequence[Edge]) -> Mapping[str, tuple[Edge, ...]]:
    """The edges by each of their ends, a proposition's under its statement."""
    found: dict[str, list[Edge]] = {}
    for edge in decisions:
        for end in dict.fromkeys((edge.left.split("/")[0], edge.right.split("/")[0])):
            found.setdefault(end, []).append(edge)
    return {key: tuple(each) for key, each in found.items()}
