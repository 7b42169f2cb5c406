"""The stages in order: items in, told stories out. Nothing here touches the outside but through ports.

The parse is the only dear step, so it is told apart: ``read`` parses what the store does not know yet, each
passage once, in any run. ``analyse`` is the rest, a pure function of what the reports say and of what people
decided; ``derive`` puts its result in place of the former one.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import TypeVar

from ..errors import TwosourceError
from ..model import Captured, Derived, Dissection, Item, Parse, Reading, Reason, Report, SetAside
from ..ports import Crew, Encoder, Language, SetDerived, Store, Touched
from ..stages import admit, dissect, extract, narrate
from ..stages.linkage import components
from .analysis import MANY, Analysis, analyse, analyse_set
from .decided import amended, in_force, is_version
from .hearing import bearing_on, hear
from .meaning import Afresh, Meanings
from .plotting import Given, placed, recredited
from .remembered import dossier
from .shared import as_sent, bearing
from .touching import Touching

__all__ = ["Afresh", "Analysis", "Given", "again", "amended", "analyse", "dossier", "recredited"]

T = TypeVar("T")
logger = logging.getLogger(__name__)

Arrival = Captured | SetAside
Done = Callable[[str, int], None]
Speaks = Callable[[str], Language]
# A batch ends at this many characters too, so that memory does not follow the size of reports.
BATCH_CHARACTERS = 300_000
# So many reports are put in sets at a time: a writer waits no longer for another.
PLACED_AT_ONCE = 16
# ... and so many sets, of so many reports together, are derived and swapped in at a time.
SETS_AT_ONCE, DERIVED_AT_ONCE = 16, 48


def nothing(stage: str, count: int) -> None:
    """Progress that nobody watches."""


@cache
def rules() -> str:
    """A digest of every rule and table: what was derived by others is derived anew."""
    total = hashlib.sha256()
    here = resources.files(__package__.rpartition(".")[0])
    for part in ("model", "text", "identity.py", "language", "stages", "data", "pipeline"):
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


def read(
    reports: Iterable[Report], store: Store, speaks: Speaks, batch: int, crew: Crew | None = None
) -> Iterator[Reading]:
    """What each report says. Passages that the store has the parse of are not parsed again, new ones are kept.

    Where much is to be read, and there is a crew, it reads.
    """
    for some in in_batches(map(admit.recredited, reports), batch):
        parses: dict[str, Mapping[str, Parse]] = {}
        for code in dict.fromkeys(report.language for report in some):
            texts = dict.fromkeys(
                text for report in some if report.language == code for text in dissect.texts(report)
            )
            parses[code] = _parsed(list(texts), speaks(code), store, crew)
        if crew and crew.worth(sum(len(report.text) for report in some)):
            given = ((report, _of(report, parses[report.language])) for report in some)
            told = crew.say(given)
        else:
            told = (said(report, parses[report.language]) for report in some)
        yield from (as_sent(one, store) for one in told)


def _of(report: Report, parses: Mapping[str, Parse]) -> Mapping[str, Parse]:
    """The parses of this report's passages."""
    return {text: parses[text] for text in dissect.texts(report) if text in parses}


def said(report: Report, parses: Mapping[str, Parse]) -> Reading:
    """What a report says, by the parses of its passages. One that breaks a rule is kept and says nothing."""
    try:
        dissection = dissect.dissect(report, parses)
        statements = extract.extract(dissection)
        return Reading(dissection, statements, extract.ties(dissection, statements))
    except Exception:
        logger.exception("%s could not be taken apart", report.path)
        return Reading(Dissection(report, (), (), ()), ())


def _parsed(texts: Sequence[str], language: Language, store: Store, crew: Crew | None) -> Mapping[str, Parse]:
    known = store.parses(language.version, texts)
    missing = [text for text in texts if text not in known]
    apart = crew if crew and crew.worth(sum(map(len, missing))) else None
    made = apart.parse(language.code, missing) if apart else language.parse(missing)
    new = dict(zip(missing, made, strict=True)) if missing else {}
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


# --- a store, kept up to date ----------------------------------------------------------------


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
    readings = read(store.unread(key), store, speaks, batch, crew)
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
        touched.touch(touched.homes_of(end for edge in told for end in (edge.left, edge.right)))
        touched.hear(decisions)
    hear(store, key)
    while waiting := touched.waiting():
        for regions in _few(store, _regions(store, waiting)):
            _derive_sets(store, afresh, method, regions, crew)
    return touched.done(kept, method)


def _regions(store: Store, waiting: Mapping[int, int]) -> list[tuple[int, ...]]:
    """The sets that wait, each with those that people, partners' words, or versions of one document hold together

    with it.
    """
    pairs: list[tuple[int, int]] = []
    for edge in in_force(store.decisions()):
        if edge.relation == "same_as" or is_version(edge):
            ends = sorted(store.touched.homes_of((edge.left, edge.right)))
            pairs += [(ends[0], other) for other in ends[1:]]
    pairs += _beside(store, {*waiting, *(home for pair in pairs for home in pair)})
    found = {home: tuple(sorted(group)) for group in components(pairs) for home in group}
    return sorted({found.get(home, (home,)) for home in waiting})


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


def _few(store: Store, regions: Iterable[tuple[int, ...]]) -> Iterator[list[tuple[int, ...]]]:
    """The regions, some at a time: few where they hold many reports."""
    some: list[tuple[int, ...]] = []
    held = 0
    for homes in regions:
        some.append(homes)
        held += sum(store.touched.size(home) for home in homes)
        if len(some) >= SETS_AT_ONCE or held >= DERIVED_AT_ONCE:
            yield some
            some, held = [], 0
    if some:
        yield some


def _derive_sets(
    store: Store,
    afresh: Afresh,
    method: Mapping[str, str],
    regions: Sequence[tuple[int, ...]],
    crew: Crew | None,
) -> None:
    """One derivation of each of these regions; nothing of one that was touched again meanwhile.

    Where two of them could be given one id (they were held together once) the second waits for the first.
    """
    touched = store.touched
    # The turns first: what is touched after this is derived again, whoever saw it and in what state.
    turns = touched.waiting(home for homes in regions for home in homes)
    # What the units of a large set came to is remembered here, so it stays here.
    small = [homes for homes in regions if sum(touched.size(home) for home in homes) < MANY]
    told: Mapping[tuple[int, ...], SetDerived] = {}
    if crew and crew.derives(len(small)):
        told = dict(zip(small, crew.derive(method, small), strict=True))
    taken: set[str] = set()
    made: list[tuple[tuple[int, ...], SetDerived]] = []
    with store.snapshot():
        for homes in regions:
            one = told.get(homes) or derive_set(store, afresh, method, homes, taken)
            if one is not None and taken.isdisjoint(one.names):
                taken |= set(one.names)
                made.append((homes, one))
    with store.transaction():
        for homes, one in made:
            touched.swap(one.derived, one.reports, {home: turns.get(home, 0) for home in homes})


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


def _given(store: Store) -> Given:
    return Given(store.members("story"), store.members("claim"), store.redirects(), store.former())


def changes(
    store: Store, afresh: Afresh, method: Mapping[str, str], known: Callable[[Report], bool], at: datetime
) -> tuple[Reason, ...]:
    """What is new, moved, raised, disputed or withdrawn against the reports and decisions known then."""
    key = ":".join(method.values())
    readings = list(store.readings(key))
    then = [reading for reading in readings if known(reading.dissection.report)]
    decisions = store.decisions()
    decided = (*in_force(decisions, at), *bearing(store, then))
    _, decided, given = placed(readings, decided, _given(store), known, decisions)
    before = analyse(then, afresh, decided, given)
    return narrate.changes(before.told, [told for story in store.stories() if (told := store.told(story.id))])
