"""Readings -> stories, claims and what is thought of them: everything that follows from what the reports say.

Set by set (see ``touching``), in two halves. Which reports copy each other and tell one story is found from the texts
alone (``plotted``). The rest, sources, claims and assessments, is made from what the reports say (``linked``, ``judged``).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from .. import data
from ..model import Edge, Reading, Story, Told
from ..stages import group
from .decided import in_force
from .linking import Linked, linked, settled
from .meaning import Afresh
from .plotting import Given, Plot, dated_by_people, held_together, placed, plotted
from .telling import judged, size
from .touching import sets
from .units import Latest, digest_of, units

# In a set of so many reports what a unit came to is remembered; so many reports' worth of it.
MANY, REMEMBERED = 24, 1_200


@dataclass(frozen=True, slots=True)
class Analysis:
    """What follows from all that a set of reports says; ``redirects`` lead from merged ids to what holds them."""

    edges: tuple[Edge, ...]
    told: tuple[Told, ...]
    redirects: Mapping[str, str]


_LINKED: Latest[Linked] = Latest(REMEMBERED)
_TOLD: Latest[Sequence[Told]] = Latest(REMEMBERED)


def analyse(
    readings: Iterable[Reading],
    afresh: Afresh,
    decisions: Sequence[Edge] = (),
    given: Given | None = None,
) -> Analysis:
    """What all these reports together say, set by set. The same whatever their order; tokens are not looked at."""
    given = given or Given()
    read = {one.dissection.report.id: one for one in readings}
    reports = [read[key].dissection.report for key in sorted(read)]
    together = sets(reports, held_together(decisions, read), afresh.meanings)
    found = []
    for ids in together:
        some = [read[key] for key in ids]
        members = {*ids, *(statement.id for one in some for statement in one.statements)}
        one = analyse_set(some, afresh, decisions, _part_of(given, members))
        named = {told.story.id for told in one.told}
        named |= {assessment.claim.id for told in one.told for assessment in told.claims}
        given = _without(given, named)
        found.append(one)
    return Analysis(
        tuple(dict.fromkeys(edge for one in found for edge in one.edges)),
        tuple(sorted((told for one in found for told in one.told), key=size)),
        {old: new for one in found for old, new in one.redirects.items()},
    )


def analyse_set(
    readings: Iterable[Reading],
    afresh: Afresh,
    decisions: Sequence[Edge] = (),
    given: Given | None = None,
) -> Analysis:
    """What the reports of one set say, or of several that are held together (see ``touching``).

    A report that its story dates is read again (``afresh``), so that its "on Thursday" is resolved too.
    """
    given = given or Given()
    standing, decided, given = placed(readings, in_force(decisions), given)
    standing = dated_by_people(standing, decided, afresh.read)
    plot, parts, merged = assembled(standing, afresh, decided, given)
    told = [one for part in parts for one in _told(part, decided)]
    edges = dict.fromkeys((*plot.copies, *plot.follows, *(edge for part in parts for edge in part.edges)))
    return Analysis(tuple(edges), tuple(sorted(told, key=size)), {**plot.redirects, **merged})


def assembled(
    readings: Iterable[Reading], afresh: Afresh, decided: Sequence[Edge], given: Given
) -> tuple[Plot, list[Linked], dict[str, str]]:
    """A set (what of it stands: ``placed``) with its stories and claims under the ids that they were given, unit by

    unit, before anything is judged. In a large set what a unit came to is remembered.
    """
    read = {one.dissection.report.id: one for one in readings}
    reports = [read[key].dissection.report for key in sorted(read)]
    plot = plotted(reports, decided, given, afresh.meanings)
    held = [*((edge.left, edge.right) for edge in plot.copies), *plot.alike, *held_together(decided, read)]
    held += group.across(plot.stories, [read[key] for key in sorted(read)])
    link = _linked_again if len(read) >= MANY else linked
    found = [link(stories, plot, read, afresh, decided) for stories in units(plot.stories, held)]
    parts, merged = settled(found, given)
    return plot, parts, merged


def _linked_again(
    stories: Sequence[Story], plot: Plot, read: Mapping[str, Reading], afresh: Afresh, decided: Sequence[Edge]
) -> Linked:
    """The same as ``linked``, remembered; not where a report is read again by a date that it was lent."""
    here = {key for story in stories for key in story.reports}
    if not here.isdisjoint(plot.dates):
        return linked(stories, plot, read, afresh, decided)
    edges = [edge for edge in plot.copies if edge.left in here and edge.right in here]
    edges += [edge for edge in plot.follows if any(edge.left == story.id for story in stories)]
    key = digest_of(data.in_force().digest, stories, [read[each] for each in sorted(here)], edges, decided)
    part = _LINKED.of(key, len(here), lambda: linked(stories, plot, read, afresh, decided))
    return replace(part, key=key)


def _told(part: Linked, decided: Sequence[Edge]) -> Sequence[Told]:
    """The same as ``judged``, remembered where the part is."""
    if not part.key:
        return judged(part, decided)
    key = digest_of(part.key, [claim.id for claim in part.claims])
    return _TOLD.of(key, len(part.taken), lambda: judged(part, decided))


def _part_of(given: Given, members: Collection[str]) -> Given:
    """The ids that were given to groups that hold any of these reports and statements."""

    def near(groups: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
        return {
            name: found
            for name, found in groups.items()
            if any(member.split("/")[0] in members for member in found)
        }

    return Given(near(given.stories), near(given.claims), given.redirects, near(given.former))


def _without(given: Given, named: Collection[str]) -> Given:
    """The same without ids that are given again."""

    def left(groups: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
        return {name: found for name, found in groups.items() if name not in named}

    return Given(left(given.stories), left(given.claims), given.redirects, left(given.former))
