"""What the reports of linked stories say, joined: statements corrected and dated, sources, claims."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ..identity import settle
from ..model import Claim, Dissection, Edge, Reading, Source, Statement, Story
from ..stages import dissect, group
from .decided import by_subject, corrected
from .meaning import Afresh
from .plotting import Given, Plot


@dataclass(frozen=True, slots=True)
class Linked:
    """Linked stories with all that their reports say, and the claims in it, not yet assessed."""

    stories: tuple[Story, ...]
    taken: tuple[Dissection, ...]
    statements: tuple[Statement, ...]
    sources: tuple[Source, ...]
    edges: tuple[Edge, ...]
    claims: tuple[Claim, ...]
    key: bytes = b""  # what stands for all that it was made from, where it is remembered


def linked(
    stories: Sequence[Story], plot: Plot, read: Mapping[str, Reading], afresh: Afresh, decided: Sequence[Edge]
) -> Linked:
    """The claims of linked stories. ``read`` holds at least the readings of their reports."""
    circle = _circles(stories)
    here = {key: read[key] for story in stories for key in story.reports}
    for key in sorted(here):
        if key in plot.dates:
            own = here[key].dissection
            better = dissect.inferred(own, [read[each].dissection for each in circle[key]])
            day = better.published_at if better else plot.dates[key]
            here[key] = afresh.read(replace(own.report, published_at=day, published_from="inferred"))
    here = {key: _flagged(one, [here[each].dissection for each in circle[key]]) for key, one in here.items()}
    here = {key: corrected(one, decided) for key, one in here.items()}
    taken = tuple(here[key].dissection for key in sorted(here))
    statements = tuple(statement for key in sorted(here) for statement in here[key].statements)
    statements = group.begun(statements, taken, stories)
    inside = here.keys()
    copies = [edge for edge in plot.copies if edge.left in inside and edge.right in inside]
    follows = [edge for edge in plot.follows if any(edge.left == story.id for story in stories)]
    bearing = _bearing(decided, taken, statements)
    names, sources = group.sources(taken, statements, bearing)
    told_ties = [edge for key in sorted(here) for edge in here[key].ties]
    # An alias that a person stated comes back from ``sources`` as the edge to the name that both go by.
    plain = (edge for edge in bearing if edge.relation != "alias_of")
    ties = (*copies, *follows, *names, *told_ties, *plain)
    same, claims = group.claims(statements, taken, stories, ties, sources)
    return Linked(tuple(stories), taken, statements, sources, (*ties, *same), claims)


def settled(parts: Sequence[Linked], given: Given) -> tuple[list[Linked], dict[str, str]]:
    """The units of a set with their claims under the ids that they were given, and the redirects of what was merged."""
    members = {claim.id: claim.members for part in parts for claim in part.claims}
    ids, redirects = settle(given.claims, members, given.redirects, given.former, given.elsewhere)
    return [
        replace(part, claims=tuple(replace(claim, id=ids[claim.id]) for claim in part.claims))
        for part in parts
    ], redirects


def _bearing(
    decided: Sequence[Edge], taken: Sequence[Dissection], statements: Sequence[Statement]
) -> tuple[Edge, ...]:
    """The decisions that say something of these reports, statements and sources, in the order they were made."""
    here = {one.report.id for one in taken} | {one.id for one in statements}
    here |= {source.source_id for one in taken for source in one.sources}
    here |= {link.source_id for one in statements for link in one.attribution.chain}
    found = {id(edge) for key, edges in by_subject(decided).items() if key in here for edge in edges}
    return tuple(edge for edge in decided if id(edge) in found)


def _circles(stories: Sequence[Story]) -> dict[str, tuple[str, ...]]:
    """For each report the reports of its story and of those that it follows: what dates it."""
    of = {story.id: story.reports for story in stories}
    return {
        report: (*story.reports, *(each for earlier in story.follows for each in of.get(earlier, ())))
        for story in stories
        for report in story.reports
    }


def _flagged(reading: Reading, circle: Sequence[Dissection]) -> Reading:
    """The reading with the dates marked that its story shows to be misprinted; nothing is repaired."""
    own = reading.dissection
    times = dissect.flags(own, circle)
    if times == own.times:
        return reading
    at = {(time.start, time.end): time for time in times}
    statements = tuple(
        replace(one, when=tuple(at.get((time.start, time.end), time) for time in one.when))
        for one in reading.statements
    )
    return replace(reading, dissection=replace(own, times=times), statements=statements)
