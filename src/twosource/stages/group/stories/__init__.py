"""Reports -> stories: one event each, with its follow-ups linked and its look-alikes kept apart, with reasons.

``stories`` does the whole; ``profile``, ``keys`` and ``compare`` let a store find the reports that a new one has
to be grouped with again (those it shares keys with, and theirs). Read from the text alone, in any language; a
copy is grouped with its original; what people have joined or parted stays so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ....model import Edge, Reason, Report, Story
from ....text import digest
from ...linkage import by_people, joined
from .dates import Dated, dated, span_of
from .follows import follows
from .grouping import Groups, grouped, keys_of
from .likeness import Likeness, likeness
from .meanings import abroad, across, encoded
from .profile import Profile, own_date, profile

__all__ = [
    "Apart", "Dated", "Groups", "Likeness", "Profile", "Stories", "abroad", "compare", "encoded", "grouped", "keys", "profile",
    "stories",
]  # fmt: skip

RULE = "rule:stories/1"


@dataclass(frozen=True, slots=True)
class Apart:
    """Two stories that look alike and are not one, and what tells them apart."""

    left: str
    right: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Stories:
    """Every report in exactly one story. ``edges`` are ``follows`` (later story left), with their reasons;

    ``dates`` says when the reports without a date of their own were, and why.
    """

    stories: tuple[Story, ...]
    edges: tuple[Edge, ...] = ()
    apart: tuple[Apart, ...] = ()
    dates: Mapping[str, Dated] = field(default_factory=dict)


def keys(each: Profile) -> tuple[str, ...]:
    """The terms by which a report finds its story: two that share two of them are worth comparing."""
    return keys_of(each)


def compare(a: Profile, b: Profile) -> Likeness:
    """How likely two reports tell one event, and what that was made from."""
    return likeness(a, b)


def stories(
    reports: Sequence[Report],
    copies: Sequence[Edge] = (),
    decided: Sequence[Edge] = (),
    meanings: Mapping[str, Sequence[float]] | None = None,
) -> Stories:
    """The stories of the reports, in order of time; the order of the reports changes nothing.

    ``copies`` are copy_of edges. ``decided`` are edges by people, which come after all likeness: ``same_as`` of
    kind "story" makes the stories of two reports one, of kind "not story" takes the left report out of the story of
    the right one; of two words on one thing the later wins. ``meanings`` are vectors of what ``encoded`` gives, by report
    id: without them, reports in two languages are never one story.
    """
    every = sorted({each.id: each for each in reports}.values(), key=lambda r: r.id)
    place = {report.id: at for at, report in enumerate(every)}
    families = _families(every, place, copies, decided)
    heads = [min(family, key=lambda i: (own_date(every[i]) or "9", every[i].id)) for family in families]
    profiles = [profile(every[head]) for head in heads]
    found = grouped(
        profiles, retold=_retold(families, place, copies), foreign=across(profiles, meanings or {})
    )
    said = _decided(families, place, decided)
    if said:
        found = replace(found, groups=tuple(tuple(group) for group in by_people(found.groups, said)))
    groups = [[every[i] for at in group for i in families[at]] for group in found.groups]
    return _told(found, profiles, groups, {edge.left for edge in copies})


def _families(
    reports: Sequence[Report], place: Mapping[str, int], copies: Sequence[Edge], decided: Sequence[Edge]
) -> list[list[int]]:
    """Reports that are one text as one node each; one that a person took out of a story is a node of its own."""
    parent = {at: at for at in range(len(reports))}
    out = {edge.left for edge in decided if edge.kind == "not story" and edge.retracted_at is None}
    for edge in copies:
        whole = edge.kind in ("identical", "near copy") and not {edge.left, edge.right} & out
        if whole and edge.retracted_at is None and edge.left in place and edge.right in place:
            joined(parent, place[edge.left], place[edge.right])
    families: dict[int, list[int]] = defaultdict(list)
    for at in range(len(reports)):
        root = at
        while parent[root] != root:
            root = parent[root]
        families[root].append(at)
    return [families[root] for root in sorted(families)]


def _decided(
    families: Sequence[Sequence[int]], place: Mapping[str, int], decided: Sequence[Edge]
) -> list[tuple[bool, int, int]]:
    """What people joined and parted, in the order in which they did."""
    home = {i: at for at, family in enumerate(families) for i in family}
    said = (e for e in decided if e.relation == "same_as" and e.kind in ("story", "not story"))
    return [
        (edge.kind == "story", home[place[edge.left]], home[place[edge.right]])
        for edge in sorted(said, key=lambda e: e.made_at or "")
        if edge.retracted_at is None and edge.left in place and edge.right in place
    ]


def _retold(
    families: Sequence[Sequence[int]], place: Mapping[str, int], copies: Sequence[Edge]
) -> set[tuple[int, int]]:
    """The pairs of nodes of which one retells the other: alike enough to be one story, but two accounts of it."""
    home = {i: at for at, family in enumerate(families) for i in family}
    told = [e for e in copies if e.kind == "rewrite" and e.left in place and e.right in place]
    pairs = (sorted((home[place[e.left]], home[place[e.right]])) for e in told if e.retracted_at is None)
    return {(a, b) for a, b in pairs if a != b}


def _told(
    found: Groups, profiles: Sequence[Profile], groups: Sequence[Sequence[Report]], copied: set[str]
) -> Stories:
    ids = [digest("story", min(report.id for report in group)) for group in groups]
    links = follows(profiles, found)
    earlier: dict[int, list[int]] = defaultdict(list)
    for link in links:
        earlier[link.later].append(link.earlier)
    dates: dict[str, Dated] = {}
    made: list[Story] = []
    for at, group in enumerate(groups):
        inside = [profiles[i] for i in found.groups[at]]
        before = [profiles[i] for other in earlier[at] for i in found.groups[other]]
        dates.update(dated(group, inside, before))
        first, last = span_of(group, dates)
        titled = min(group, key=lambda r: (not r.title, r.id in copied, own_date(r) or "9", r.id))
        made.append(
            Story(
                ids[at],
                tuple(sorted(report.id for report in group)),
                _title(titled),
                first,
                last,
                tuple(ids[other] for other in earlier[at]),
            )
        )
    home = {i: at for at, group in enumerate(found.groups) for i in group}
    edges = tuple(
        Edge(ids[link.later], ids[link.earlier], "follows", link.score, "", (link.reason,), RULE)
        for link in links
    )
    apart = tuple(Apart(ids[home[a.left]], ids[home[a.right]], a.reason) for a in found.apart)
    ordered = sorted(made, key=lambda story: (story.first_at or "9", story.id))
    return Stories(tuple(ordered), edges, apart, dates)


def _title(report: Report) -> str:
    """The report's title, else the beginning of its first line."""
    if report.title:
        return report.title
    line = report.text.strip().split("\n", 1)[0].strip()
    return line if len(line) <= 120 else line[:117].rsplit(" ", 1)[0] + "…"
