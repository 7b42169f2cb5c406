"""What the texts alone tell, before anything that they say is looked at: which readings stand, copies, stories, dates."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ..identity import settle
from ..model import Edge, Reading, Report, Story
from ..stages import admit, dedupe, group
from .decided import dated, in_force, left_out
from .meaning import Meanings
from .versions import carried, redirected, renamed, replaced


@dataclass(frozen=True, slots=True)
class Given:
    """The ids that stories and claims have been given, with their members; the redirects of merges, and

    ``former``: what was in the stories and claims that were merged away. ``elsewhere`` says whether an id is one of
    a set that is not looked at.
    """

    stories: Mapping[str, Sequence[str]] = field(default_factory=dict)
    claims: Mapping[str, Sequence[str]] = field(default_factory=dict)
    redirects: Mapping[str, str] = field(default_factory=dict)
    former: Mapping[str, Sequence[str]] = field(default_factory=dict)
    elsewhere: Callable[[str], bool] | None = None


@dataclass(frozen=True, slots=True)
class Plot:
    """What the texts alone tell: who copies whom, the stories, and the dates that stories lend to reports."""

    copies: tuple[Edge, ...]
    stories: tuple[Story, ...]
    follows: tuple[Edge, ...]
    dates: Mapping[str, str]
    redirects: Mapping[str, str]
    alike: tuple[tuple[str, str], ...] = ()  # a report each of stories that look alike and were told apart


def placed(
    readings: Iterable[Reading],
    decided: Sequence[Edge],
    given: Given,
    known: Callable[[Report], bool] | None = None,
    versions: Sequence[Edge] = (),
) -> tuple[list[Reading], tuple[Edge, ...], Given]:
    """The readings that stand: those ``known``, without former versions of what was changed, and without what people

    set aside. Decisions and ids that were given to a former version pass to the one that stands (see ``versions``).
    """
    read = {one.dissection.report.id: recredited(one) for one in readings}
    here = {key for key, one in read.items() if known is None or known(one.dissection.report)}
    stands = replaced(decided, here, versions)
    moved = carried(read, stands)
    gone = stands.keys() | left_out(decided)
    given = replace(
        given,
        stories=renamed(given.stories, moved),
        claims=renamed(given.claims, moved),
        former=renamed(given.former, moved),
    )
    standing = [one for key, one in read.items() if key in here and key not in gone]
    return standing, redirected(decided, moved), given


def dated_by_people(
    readings: Sequence[Reading], decided: Iterable[Edge], read: Callable[[Report], Reading]
) -> list[Reading]:
    """The readings, those of reports that people dated read again, so that their "on Thursday" is resolved by it."""
    days = dated(decided)
    found = []
    for one in readings:
        report = one.dissection.report
        if report.id in days:
            one = read(replace(report, published_at=days[report.id], published_from="person"))
        found.append(one)
    return found


def recredited(reading: Reading) -> Reading:
    """The reading with the credits that the desk's own table of agencies shows in its report, which is kept without."""
    report = admit.recredited(reading.dissection.report)
    if report is reading.dissection.report:
        return reading
    return replace(reading, dissection=replace(reading.dissection, report=report))


def held_together(decisions: Iterable[Edge], read: Mapping[str, Reading]) -> Iterator[tuple[str, str]]:
    """The pairs of reports that people, or a partner's words, hold together."""
    of = {statement.id: key for key, one in read.items() for statement in one.statements}
    for edge in in_force(decisions):
        if edge.relation in ("rates", "corrects"):
            continue
        ends = [of.get(end.split("/")[0], end) for end in (edge.left, edge.right)]
        if ends[0] != ends[1] and ends[0] in read and ends[1] in read:
            yield ends[0], ends[1]


def plotted(reports: Sequence[Report], decided: Sequence[Edge], given: Given, meanings: Meanings) -> Plot:
    """Copies, stories and lent dates of all these reports, the stories under the ids that they were given."""
    own = [report for report in reports if report.received_from is None]  # a partner quotes our very words
    textual = dedupe.copies(own)
    copies = (*textual, *group.rewrites(own, textual))
    found = group.stories(reports, copies, decided, meanings.between(reports))
    stories, follows, moved = _settled_stories(found, given)
    dates = {key: date.value for key, date in (found.dates or {}).items()}
    first = {story.id: story.reports[0] for story in found.stories}
    alike = tuple((first[each.left], first[each.right]) for each in found.apart)
    return Plot(copies, stories, follows, dates, moved, alike)


def _settled_stories(
    found: group.Stories, given: Given
) -> tuple[tuple[Story, ...], tuple[Edge, ...], dict[str, str]]:
    ids, redirects = settle(
        given.stories,
        {story.id: story.reports for story in found.stories},
        given.redirects,
        given.former,
        given.elsewhere,
    )
    stories = (
        replace(story, id=ids[story.id], follows=tuple(ids[each] for each in story.follows))
        for story in found.stories
    )
    edges = (replace(edge, left=ids[edge.left], right=ids[edge.right]) for edge in found.edges)
    return tuple(stories), tuple(edges), redirects
