"""Readings -> stories, claims and what is thought of them: everything that follows from what the reports say.

Set by set (see ``touching``), in two halves. Which reports copy each other and tell one story is found from the texts
alone (``plotted``). The rest, sources, claims and assessments, is made from what the reports say (``linked``, ``judged``).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ..identity import settle
from ..model import Assessment, Claim, Dissection, Edge, Reading, Report, Source, Statement, Story, Told
from ..stages import dedupe, dissect, group, judge, narrate
from .decided import by_subject, corrected, in_force, left_out, rated
from .meaning import Afresh, Meanings
from .touching import sets
from .units import Latest, digest_of, units
from .versions import carried, redirected, renamed, replaced

# In a set of so many reports what a unit came to is remembered; so many reports' worth of it.
MANY, REMEMBERED = 24, 1_200


@dataclass(frozen=True, slots=True)
class Analysis:
    """What follows from all that a set of reports says; ``redirects`` lead from merged ids to what holds them."""

    edges: tuple[Edge, ...]
    told: tuple[Told, ...]
    redirects: Mapping[str, str]


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


_LINKED: Latest[Linked] = Latest(REMEMBERED)
_TOLD: Latest[Sequence[Told]] = Latest(REMEMBERED)


def analyse(
    readings: Iterable[Reading],
    afresh: Afresh,
    decisions: Sequence[Edge] = (),
    given: Given | None = None,
    as_of: str | None = None,
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
        one = analyse_set(some, afresh, decisions, _part_of(given, members), as_of)
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
    as_of: str | None = None,
) -> Analysis:
    """What the reports of one set say, or of several that are held together (see ``touching``).

    A report that its story dates is read again (``afresh``), so that its "on Thursday" is resolved too.
    """
    given = given or Given()
    standing, decided, given = placed(readings, in_force(decisions), given)
    plot, parts, merged = assembled(standing, afresh, decided, given)
    told = [one for part in parts for one in _told(part, decided, as_of)]
    edges = dict.fromkeys((*plot.copies, *plot.follows, *(edge for part in parts for edge in part.edges)))
    return Analysis(tuple(edges), tuple(sorted(told, key=size)), {**plot.redirects, **merged})


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
    read = {one.dissection.report.id: one for one in readings}
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
    key = digest_of(stories, [read[each] for each in sorted(here)], edges, decided)
    part = _LINKED.of(key, len(here), lambda: linked(stories, plot, read, afresh, decided))
    return replace(part, key=key)


def _told(part: Linked, decided: Sequence[Edge], as_of: str | None) -> Sequence[Told]:
    """The same as ``judged``, remembered where the part is."""
    if not part.key:
        return judged(part, decided, as_of)
    key = digest_of(part.key, [claim.id for claim in part.claims], as_of)
    return _TOLD.of(key, len(part.taken), lambda: judged(part, decided, as_of))


def held_together(decisions: Iterable[Edge], read: Mapping[str, Reading]) -> Iterator[tuple[str, str]]:
    """The pairs of reports that people, or a partner's words, hold together."""
    of = {statement.id: key for key, one in read.items() for statement in one.statements}
    for edge in in_force(decisions):
        if edge.relation in ("rates", "corrects"):
            continue
        ends = [of.get(end.split("/")[0], end) for end in (edge.left, edge.right)]
        if ends[0] != ends[1] and ends[0] in read and ends[1] in read:
            yield ends[0], ends[1]


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


# --- the texts alone -------------------------------------------------------------------------


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


# --- what the reports of linked stories say --------------------------------------------------


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


def _bearing(
    decided: Sequence[Edge], taken: Sequence[Dissection], statements: Sequence[Statement]
) -> tuple[Edge, ...]:
    """The decisions that say something of these reports, statements and sources, in the order they were made."""
    here = {one.report.id for one in taken} | {one.id for one in statements}
    here |= {source.source_id for one in taken for source in one.sources}
    here |= {link.source_id for one in statements for link in one.attribution.chain}
    found = {id(edge) for key, edges in by_subject(decided).items() if key in here for edge in edges}
    return tuple(edge for edge in decided if id(edge) in found)


def settled(parts: Sequence[Linked], given: Given) -> tuple[list[Linked], dict[str, str]]:
    """The units of a set with their claims under the ids that they were given, and the redirects of what was merged."""
    members = {claim.id: claim.members for part in parts for claim in part.claims}
    ids, redirects = settle(given.claims, members, given.redirects, given.former, given.elsewhere)
    return [
        replace(part, claims=tuple(replace(claim, id=ids[claim.id]) for claim in part.claims))
        for part in parts
    ], redirects


def judged(part: Linked, decided: Sequence[Edge] = (), as_of: str | None = None) -> list[Told]:
    """The stories of a set, told: each claim assessed, figures compared, conflicts and open questions found."""
    grounds = grounded(part)
    assessments = {claim.id: rated(judge.assess(claim, grounds, as_of), decided) for claim in part.claims}
    near = _neighbours(part.stories)
    return [_tell(story, near[story.id], grounds, assessments, as_of) for story in part.stories]


def grounded(part: Linked) -> judge.Grounds:
    """What every assessment in a set stands on."""
    return judge.ground(part.taken, part.statements, part.claims, part.sources, part.edges, part.stories)


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


def size(told: Told) -> tuple[int, str, str]:
    """What a desk sees first: the story that most reports tell, then the latest told of equals."""
    story = told.story
    age = "".join(chr(0x10FFFF - ord(c)) for c in (story.last_at or ""))
    return -len(story.reports), age, story.id


def _neighbours(stories: Sequence[Story]) -> dict[str, tuple[Story, ...]]:
    """For each story those that it follows and those that follow it."""
    by_id = {story.id: story for story in stories}
    found: dict[str, list[Story]] = {story.id: [] for story in stories}
    for story in stories:
        for earlier in story.follows:
            if earlier in by_id:
                found[story.id].append(by_id[earlier])
                found[earlier].append(story)
    return {key: tuple(each) for key, each in found.items()}


def _tell(
    story: Story,
    linked: Sequence[Story],
    grounds: judge.Grounds,
    assessments: Mapping[str, Assessment],
    as_of: str | None,
) -> Told:
    inside = set(story.reports)
    claims = [assessments[claim.id] for claim in judge.of_story(grounds, story)]
    reports = sorted(
        (grounds.reports[key] for key in story.reports), key=lambda r: (r.published_at or "9999", r.id)
    )
    figures = judge.figures(story, grounds, as_of, linked)
    shown = {key: grounds.statements[key] for claim in claims for key in claim.claim.statements}
    own = {one.id: one for key in story.reports for one in grounds.said_in.get(key, ())}
    statements = [one for _, one in sorted({**shown, **own}.items())]
    copies = {edge: None for key in story.reports for edge in grounds.copies.get(key, ())}
    used = {link.source_id for s in statements for link in s.attribution.chain}
    return narrate.tell(
        story,
        reports,
        [edge for edge in copies if {edge.left, edge.right} <= inside],
        claims,
        figures,
        judge.conflicts(story, grounds, figures),
        judge.open_questions(story, grounds, claims),
        statements,
        [*(_called(key, grounds) for key in sorted(used)), *_here(statements, grounds)],
        grounds.dissections,
    )


def _here(statements: Iterable[Statement], grounds: judge.Grounds) -> Iterator[Source]:
    """The sources that stand for another in one report, each under its id there."""
    seen = {(link.source_id, one.report_id) for one in statements for link in one.attribution.chain}
    for source_id, report_id in sorted(seen):
        known = grounds.sources.get(there := grounds.who(source_id, report_id))
        if known is not None and there != grounds.who(source_id, ""):
            yield replace(known, source_id=f"{source_id}@{report_id}")


def _called(source_id: str, grounds: judge.Grounds) -> Source:
    known = grounds.sources.get(grounds.who(source_id, ""))
    return replace(known, source_id=source_id) if known else Source(source_id, grounds.name(source_id))
