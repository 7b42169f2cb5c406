"""A store kept up to date: what is new is read, and the sets of reports that it touches are derived anew."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from ..model import Derived, Edge, Reading, Report
from ..ports import Crew, Encoder, SetDerived, Store, Touched
from ..stages import admit, dissect
from ..stages.linkage import components
from .analysis import MANY, analyse_set
from .decided import in_force, is_version
from .hearing import bearing_on, hear
from .meaning import Afresh, Meanings
from .plotting import Given
from .reading import Speaks, portions, read, said
from .shared import as_sent
from .touching import Touching, ahead

_Made = tuple[tuple[int, ...], SetDerived]

Done = Callable[[str, int], None]

# So many reports are put in sets at a time: a writer waits no longer for another.
PLACED_AT_ONCE = 16

# ... and so many sets, of so many reports together, are derived and swapped in at a time.
SETS_AT_ONCE, DERIVED_AT_ONCE = 16, 48

# ... of so many at most that a crew is given at a time.
CREW_AT_ONCE = 256


def nothing(stage: str, count: int) -> None:
    """Progress that nobody watches."""


def catch_up(
    store: Store,
    speaks: Speaks,
    method: Mapping[str, str],
    batch: int,
    done: Done = nothing,
    encoder: Encoder | None = None,
    crew: Crew | None = None,
) -> None:
    """Read what has not been read by this method, and derive anew where anything was kept since.

    ``encoder`` tells what reports in several languages mean; without one they are never of one story.
    """
    key = ":".join(method.values())
    readings = read(store.unread(key), store, speaks, batch, crew, ahead)
    _keep_read(readings, store, key, batch, done)
    afresh = again(store, speaks, encoder)
    while store.derived_from() != (store.kept, method) and not follow(store, afresh, key, method, crew):
        pass
    done("assessed", 0)


def _keep_read(readings: Iterable[Reading], store: Store, key: str, batch: int, done: Done) -> None:
    """Keep what was read; no reading stays in memory."""
    some: list[Reading] = []
    for reading in readings:
        some.append(reading)
        done("read", 1)
        if len(some) >= batch:
            store.read_by(key, some)
            some = []
    store.read_by(key, some)


def follow(
    store: Store, afresh: Afresh, key: str, method: Mapping[str, str], crew: Crew | None = None
) -> bool:
    """Derive anew what was touched since, set by set; False where something was kept meanwhile.

    A few sets are swapped in at a time, each whole, so that nobody waits for the store's, and a process that is
    killed leaves what it did not come to for the next.
    """
    kept, touched = store.kept, store.touched

    def held(homes: tuple[int, ...]) -> int:
        return sum(touched.size(home) for home in homes)

    with store.transaction():
        if touched.placed_by() != method:
            touched.forget(method)
    touching = Touching(touched, afresh.meanings)
    while some := touched.unmarked(key, PLACED_AT_ONCE):
        with store.transaction():
            placed = [
                touching.place(number, admit.recredited(report))
                for number, report in some
                if not touched.home(number)
            ]
            touched.touch(dict.fromkeys(touched.home(home) for home in placed))
    with store.transaction():
        edges, decisions = touched.unheard()
        told = [*edges, *(edge for one in decisions for edge in one.edges)]
        touched.touch(touched.homes_of(end for edge in told for end in _ends(edge)))
        touched.hear(decisions)
    hear(store, key)
    while waiting := touched.waiting():
        regions = _regions(store, waiting)
        if crew and crew.derives(len(regions)):
            for each in portions(regions, CREW_AT_ONCE, held, CREW_AT_ONCE):
                _derive_with(crew, store, afresh, method, each)
        else:
            for each in portions(regions, SETS_AT_ONCE, held, DERIVED_AT_ONCE):
                _derive_sets(store, afresh, method, each)
    return touched.done(kept, method)


def _regions(store: Store, waiting: Mapping[int, int]) -> list[tuple[int, ...]]:
    """The sets that wait, each with those that people, partners' words or versions of one document hold to it."""
    pairs: list[tuple[int, int]] = []
    for edge in in_force(store.decisions()):
        if edge.relation == "same_as" or is_version(edge):
            ends = sorted(store.touched.homes_of(_ends(edge)))
            pairs += [(ends[0], other) for other in ends[1:]]
    pairs += _beside(store, {*waiting, *(home for pair in pairs for home in pair)})
    found = {home: tuple(sorted(group)) for group in components(pairs) for home in group}
    return sorted({found.get(home, (home,)) for home in waiting})


def _ends(edge: Edge) -> tuple[str, ...]:
    """What an edge is of, and the reports that it quotes: a statement of a report that is set aside is found by these."""
    return (edge.left, edge.right, *(span.report_id for why in edge.reasons for span in why.spans))


def _beside(store: Store, homes: set[int]) -> list[tuple[int, int]]:
    """The pairs of sets that partners' words hold together, as far as they lead from these."""
    pairs: list[tuple[int, int]] = []
    left = sorted(homes) if store.bearing.any() else []
    known = set(left)
    while left:
        home = left.pop()
        others = store.bearing.beside([home]) - {home}
        pairs += [(min(home, other), max(home, other)) for other in sorted(others)]
        left += sorted(others - known)
        known |= others
    return pairs


def _derive_sets(
    store: Store, afresh: Afresh, method: Mapping[str, str], regions: Sequence[tuple[int, ...]]
) -> None:
    """One derivation of each of these regions; nothing of one that was touched again meanwhile.

    Where two of them could be given one id (they were held together once) the second waits for the first.
    """
    turns = _turns(store, regions)
    taken: set[str] = set()
    made: list[_Made] = []
    with store.snapshot():
        for homes in regions:
            one = derive_set(store, afresh, method, homes, taken)
            if one is not None:
                taken |= set(one.names)
                made.append((homes, one))
    _swap(store, made, turns)


def _derive_with(
    crew: Crew,
    store: Store,
    afresh: Afresh,
    method: Mapping[str, str],
    regions: Sequence[tuple[int, ...]],
) -> None:
    """The same by a crew: what comes is swapped in while the crew goes on, as if the regions had come in their order."""
    touched = store.touched
    turns = _turns(store, regions)
    sizes = {homes: sum(touched.size(home) for home in homes) for homes in regions}
    # What the units of a large set came to is remembered here, so it stays here. The dear ones first: one that comes
    # last leaves a worker idle.
    small = sorted((homes for homes in regions if sizes[homes] < MANY), key=lambda homes: -sizes[homes])
    told = crew.derive(method, small)
    large = [homes for homes in regions if sizes[homes] >= MANY]
    here = ((homes, _by_snapshot(store, afresh, method, homes)) for homes in large)
    there = ((small[at], one) for at, one in told)
    made: list[_Made] = []
    for each in _as_in_order(regions, chain(here, there)):
        made.append(each)
        if len(made) >= SETS_AT_ONCE or sum(sizes[homes] for homes, _ in made) >= DERIVED_AT_ONCE:
            _swap(store, made, turns)
            made = []
    _swap(store, made, turns)


def _by_snapshot(
    store: Store, afresh: Afresh, method: Mapping[str, str], homes: Sequence[int]
) -> SetDerived | None:
    with store.snapshot():
        return derive_set(store, afresh, method, homes)


def _as_in_order(
    regions: Sequence[tuple[int, ...]], found: Iterable[tuple[tuple[int, ...], SetDerived | None]]
) -> Iterator[_Made]:
    """What is found of regions, in any order, without those that could be given an id of one before them.

    One that no id was given to is passed on at once, others when those before them are there.
    """
    early: dict[tuple[int, ...], SetDerived | None] = {}
    taken: set[str] = set()
    at = 0
    for homes, one in found:
        early[homes] = one
        if one is not None and not one.names:
            yield homes, one
        while at < len(regions) and regions[at] in early:
            first = early.pop(regions[at])
            if first is not None and first.names and taken.isdisjoint(first.names):
                taken |= set(first.names)
                yield regions[at], first
            at += 1


def _turns(store: Store, regions: Iterable[tuple[int, ...]]) -> Mapping[int, int]:
    """The turns of these regions: what is touched after this is derived again, whoever saw it and in what state."""
    return store.touched.waiting(home for homes in regions for home in homes)


def _swap(store: Store, made: Sequence[_Made], turns: Mapping[int, int]) -> None:
    """Put these in place of what was derived before, all at once."""
    if not made:
        return
    with store.transaction():
        for homes, one in made:
            store.touched.swap(one.derived, one.reports, {home: turns.get(home, 0) for home in homes})


def derive_set(
    store: Store,
    afresh: Afresh,
    method: Mapping[str, str],
    homes: Sequence[int],
    taken: Collection[str] = (),
) -> SetDerived | None:
    """What the reports of these sets come to by what the store holds; None where a name given to them is taken."""
    readings = store.touched.readings(":".join(method.values()), homes)
    given = _given_to(readings, store.touched)
    names = (*given.stories, *given.claims, *given.former)
    if any(name in taken for name in names):
        return None
    said = (*store.decisions(), *bearing_on(store, readings))
    reports = tuple(one.dissection.report.id for one in readings)
    found = analyse_set(readings, afresh, said, given)
    return SetDerived(reports, names, Derived(method, found.told, found.edges, found.redirects))


def _given_to(readings: Sequence[Reading], touched: Touched) -> Given:
    """The ids that were given to stories and claims of these reports."""
    reports = [one.dissection.report.id for one in readings]
    stories, claims = touched.members("story", reports), touched.members("claim", reports)
    bases = {*reports, *(statement.id for one in readings for statement in one.statements)}
    here = (*stories, *claims)
    return Given(stories, claims, {}, touched.former(bases, here), touched.elsewhere(here))


def again(store: Store, speaks: Speaks, encoder: Encoder | None = None) -> Afresh:
    """Reads a report another time, from the parses that the store kept at the first, and says what reports mean."""

    def reread(report: Report) -> Reading:
        parses = store.parses(speaks(report.language).version, dissect.texts(report))
        return as_sent(said(report, parses), store)

    return Afresh(reread, Meanings(encoder))
