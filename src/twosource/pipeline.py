"""The stages in order: items in, told stories out. Nothing here touches the outside but through ports.

The parse is the only dear step, so it is told apart: ``read`` parses what the store does not know yet, each
passage once, in any run. ``analyse`` is the rest, a pure function of what the reports say and of what people
decided; ``derive`` puts its result in place of the former one.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import TypeVar

from .errors import TwosourceError
from .identity import settle
from .model import (
    Assessment,
    Captured,
    Claim,
    Derived,
    Dissection,
    Edge,
    Item,
    Parse,
    Reading,
    Reason,
    Report,
    SetAside,
    Source,
    Story,
    Told,
)
from .ports import Language, Store
from .stages import admit, dedupe, dissect, extract, group, judge, narrate

T = TypeVar("T")
logger = logging.getLogger(__name__)

Arrival = Captured | SetAside
Done = Callable[[str, int], None]
Speaks = Callable[[str], Language]
# A batch ends at this many characters too, so that memory does not follow the size of reports.
BATCH_CHARACTERS = 300_000


def nothing(stage: str, count: int) -> None:
    """Progress that nobody watches."""


@cache
def rules() -> str:
    """A digest of every rule and table: what was derived by others is derived anew."""
    total = hashlib.sha256()
    here = resources.files(__package__)
    for part in ("model.py", "text.py", "language", "stages", "data"):
        for path, file in _files(here.joinpath(part), part):
            total.update(path.encode() + b"\0" + file.read_bytes())
    return total.hexdigest()[:12]


def _files(place: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    if place.is_file():
        yield path, place
        return
    for inner in sorted(place.iterdir(), key=lambda each: each.name):
        if inner.name != "__pycache__":
            yield from _files(inner, f"{path}/{inner.name}")


# --- items -> reports ------------------------------------------------------------------------


def admitted(items: Iterable[Item | SetAside], published: str | None, captured_at: str) -> Iterator[Arrival]:
    """Every item as a report with its bytes, or set aside; one that breaks a rule's back is set aside too."""
    for item in items:
        if isinstance(item, SetAside):
            yield item
            continue
        try:
            report = admit.admit(item, published=published, captured_at=captured_at)
        except (TwosourceError, ImportError):
            raise
        except Exception as error:
            logger.exception("admit failed on %s", item.path)
            report = SetAside(item.path, "admit", f"could not be read: {type(error).__name__}")
        yield report if isinstance(report, SetAside) else Captured(report, item)


def keep(arrivals: Iterable[Arrival], store: Store, batch: int) -> Iterator[tuple[Arrival, bool]]:
    """Every arrival once it is safe in the store, and whether it is new there."""
    for some in in_batches(arrivals, batch):
        with store.transaction():
            new = [bool(store.put(one)) for one in some]
        yield from zip(some, new, strict=True)


# --- reports -> readings ---------------------------------------------------------------------


def read(reports: Iterable[Report], store: Store, speaks: Speaks, batch: int) -> Iterator[Reading]:
    """What each report says. Passages that the store has the parse of are not parsed again, new ones are kept."""
    for some in in_batches(reports, batch):
        parses: dict[str, Mapping[str, Parse]] = {}
        for code in dict.fromkeys(report.language for report in some):
            texts = dict.fromkeys(
                text for report in some if report.language == code for text in dissect.texts(report)
            )
            parses[code] = _parsed(list(texts), speaks(code), store)
        yield from (said(report, parses[report.language]) for report in some)


def said(report: Report, parses: Mapping[str, Parse]) -> Reading:
    """What a report says, by the parses of its passages. One that breaks a rule is kept and says nothing."""
    try:
        dissection = dissect.dissect(report, parses)
        statements = extract.extract(dissection)
        return Reading(dissection, statements, extract.ties(dissection, statements))
    except Exception:
        logger.exception("%s could not be taken apart", report.path)
        return Reading(Dissection(report, (), (), ()), ())


def _parsed(texts: Sequence[str], language: Language, store: Store) -> Mapping[str, Parse]:
    known = store.parses(language.version, texts)
    missing = [text for text in texts if text not in known]
    new = dict(zip(missing, language.parse(missing), strict=True)) if missing else {}
    if new:
        store.remember(language.version, new)
    return known | new


def in_batches(values: Iterable[T], size: int) -> Iterator[list[T]]:
    """The values in lists of at most ``size``, shorter where the texts of reports are long."""
    some: list[T] = []
    characters = 0
    for value in values:
        some.append(value)
        report = value.report if isinstance(value, Captured) else value
        characters += len(report.text) if isinstance(report, Report) else 0
        if len(some) >= size or characters > BATCH_CHARACTERS:
            yield some
            some, characters = [], 0
    if some:
        yield some


# --- readings -> stories ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Analysis:
    """What follows from all that a set of reports says; ``redirects`` lead from merged ids to what holds them."""

    edges: tuple[Edge, ...]
    told: tuple[Told, ...]
    redirects: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Given:
    """The ids that stories and claims have been given, with their members, and the redirects of merges."""

    stories: Mapping[str, Sequence[str]] = field(default_factory=dict)
    claims: Mapping[str, Sequence[str]] = field(default_factory=dict)
    redirects: Mapping[str, str] = field(default_factory=dict)


def analyse(
    readings: Iterable[Reading],
    reread: Callable[[Report], Reading],
    decisions: Sequence[Edge] = (),
    given: Given | None = None,
    as_of: str | None = None,
) -> Analysis:
    """What all these reports together say. The same whatever their order; tokens are not looked at.

    Copies and stories are found from the texts alone. A report that its story dates is read again (``reread``),
    so that its "on Thursday" is resolved too.
    """
    given = given or Given()
    read = {one.dissection.report.id: one for one in readings}
    reports = tuple(read[key].dissection.report for key in sorted(read))
    textual = dedupe.copies(reports)
    copies = (*textual, *group.rewrites(reports, textual))
    found = group.stories(reports, copies, decisions)
    circle = _circles(found.stories)
    for key, date in (found.dates or {}).items():
        own = read[key].dissection
        better = dissect.inferred(own, [read[each].dissection for each in circle[key]])
        day = better.published_at if better else date.value
        read[key] = reread(replace(own.report, published_at=day, published_from="inferred"))
    read = {key: _flagged(one, [read[each].dissection for each in circle[key]]) for key, one in read.items()}
    stories, follows, moved = _settled_stories(found, given)
    taken = tuple(read[key].dissection for key in sorted(read))
    statements = tuple(statement for key in sorted(read) for statement in read[key].statements)
    names, sources = group.sources(taken, statements)
    told_ties = tuple(edge for key in sorted(read) for edge in read[key].ties)
    ties = (*copies, *follows, *names, *told_ties, *decisions)
    same, grouped = group.claims(statements, taken, stories, ties, sources)
    claims, merged = _settled_claims(grouped, given)
    edges = (*ties, *same)
    grounds = judge.ground(taken, statements, claims, sources, edges)
    assessments = {claim.id: judge.assess(claim, grounds, as_of) for claim in claims}
    linked = _linked(stories)
    told = tuple(
        _tell(story, linked[story.id], grounds, assessments, as_of) for story in sorted(stories, key=_size)
    )
    return Analysis(edges, told, {**moved, **merged})


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
        given.stories, {story.id: story.reports for story in found.stories}, given.redirects
    )
    stories = (
        replace(story, id=ids[story.id], follows=tuple(ids[each] for each in story.follows))
        for story in found.stories
    )
    edges = (replace(edge, left=ids[edge.left], right=ids[edge.right]) for edge in found.edges)
    return tuple(stories), tuple(edges), redirects


def _settled_claims(claims: Sequence[Claim], given: Given) -> tuple[tuple[Claim, ...], dict[str, str]]:
    settled = settle(given.claims, {claim.id: claim.members for claim in claims}, given.redirects)
    return tuple(replace(claim, id=settled.ids[claim.id]) for claim in claims), settled.redirects


def _size(story: Story) -> tuple[int, str, str]:
    """What a desk sees first: the story that most reports tell, then the latest told of equals."""
    age = "".join(chr(0x10FFFF - ord(c)) for c in (story.last_at or ""))
    return -len(story.reports), age, story.id


def _linked(stories: Sequence[Story]) -> dict[str, tuple[Story, ...]]:
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
        [_called(key, grounds) for key in sorted(used)],
        grounds.dissections,
    )


def _called(source_id: str, grounds: judge.Grounds) -> Source:
    known = grounds.sources.get(grounds.who(source_id, ""))
    return replace(known, source_id=source_id) if known else Source(source_id, grounds.name(source_id))


# --- a store, kept up to date ----------------------------------------------------------------


def catch_up(
    store: Store, speaks: Speaks, method: Mapping[str, str], batch: int, done: Done = nothing
) -> None:
    """Read what has not been read by this method, and derive anew where anything was kept since."""
    key = ":".join(method.values())
    some: list[Reading] = []
    for reading in read(store.unread(key), store, speaks, batch):
        some.append(reading)
        done("read", 1)
        if len(some) >= batch:
            store.read_by(key, some)
            some = []
    store.read_by(key, some)
    while store.derived_from() != (store.kept, method):
        if _derive(store, speaks, key, method):
            break
    done("assessed", 0)


def _derive(store: Store, speaks: Speaks, key: str, method: Mapping[str, str]) -> bool:
    """One derivation from one state of the store; False where another process derived meanwhile."""
    with store.snapshot():
        former, kept = store.derived_from(), store.kept
        analysis = analyse(store.readings(key), _again(store, speaks), store.decisions(), _given(store))
        if next(store.unread(key), None) is not None:
            kept = -1  # somebody else put a report that is not read yet: who reads it derives again
    with store.transaction():
        if store.derived_from() != former:
            return False
        store.swap(Derived(method, analysis.told, analysis.edges, analysis.redirects), kept)
    return True


def _again(store: Store, speaks: Speaks) -> Callable[[Report], Reading]:
    """Reads a report another time, from the parses that the store kept at the first."""

    def reread(report: Report) -> Reading:
        return said(report, store.parses(speaks(report.language).version, dissect.texts(report)))

    return reread


def _given(store: Store) -> Given:
    return Given(store.members("story"), store.members("claim"), store.redirects())


def changes(
    store: Store, speaks: Speaks, method: Mapping[str, str], known: Callable[[Report], bool], at: datetime
) -> tuple[Reason, ...]:
    """What is new, moved, raised, disputed or withdrawn against the reports and decisions known then."""
    key = ":".join(method.values())
    readings = [reading for reading in store.readings(key) if known(reading.dissection.report)]
    decided = [
        edge for edge in store.decisions() if edge.made_at and datetime.fromisoformat(edge.made_at) <= at
    ]
    before = analyse(readings, _again(store, speaks), decided, _given(store))
    return narrate.changes(before.told, [told for story in store.stories() if (told := store.told(story.id))])
