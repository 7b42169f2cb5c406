"""Items to reports, reports to what they say: a batch at a time, each passage parsed once."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from ..errors import TwosourceError
from ..model import Captured, Dissection, Item, Parse, Reading, Report, SetAside
from ..ports import Crew, Language, Store
from ..stages import admit, dissect, extract
from .shared import as_sent

T = TypeVar("T")

logger = logging.getLogger(__name__)

Arrival = Captured | SetAside

Speaks = Callable[[str], Language]

# A batch ends at this many characters too, so that memory does not follow the size of reports.
BATCH_CHARACTERS = 300_000


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


def read(
    reports: Iterable[Report],
    store: Store,
    speaks: Speaks,
    batch: int,
    crew: Crew | None = None,
    ahead: Callable[[Report], None] | None = None,
) -> Iterator[Reading]:
    """What each report says. Passages that the store has the parse of are not parsed again, new ones are kept.

    Where much is to be read, and there is a crew, it reads; ``ahead`` is done with each report meanwhile.
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
            if ahead:
                for report in some:
                    ahead(report)
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
        return Reading(dissection, *extract.told(dissection))
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

    def characters(value: T) -> int:
        report = value.report if isinstance(value, Captured) else value
        return len(report.text) if isinstance(report, Report) else 0

    return portions(values, size, characters, BATCH_CHARACTERS)


def portions(values: Iterable[T], most: int, weight: Callable[[T], int], heaviest: int) -> Iterator[list[T]]:
    """The values in lists; each ends with the one that makes it ``most`` long or ``heaviest`` in weight."""
    some: list[T] = []
    held = 0
    for value in values:
        some.append(value)
        held += weight(value)
        if len(some) >= most or held >= heaviest:
            yield some
            some, held = [], 0
    if some:
        yield some
