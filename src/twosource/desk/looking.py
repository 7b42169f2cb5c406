"""Looking things up: one report or source, a page of stories or sources, what was set aside."""

from __future__ import annotations

from .. import __version__, pipeline
from ..data import added
from ..model import Assessment, Brief, Edge, Reading, Record, SetAside, Story
from .opened import Opened, found, now

EVERYTHING = 2**62


class Looking(Opened):
    """The verbs report, sources, source, set_aside and stories a page at a time; the state of it all."""

    def state(self) -> str:
        """Stands for all that is kept and derived, and for this program: an answer by it is the same answer."""
        with self._asked() as store:
            return "-".join((store.lookup.state(), __version__, *filter(None, (self._own.now().digest,))))

    def counts(self) -> dict[str, int]:
        """How many reports, statements, claims, stories and inputs set aside there are."""
        with self._asked() as store:
            return store.lookup.counts()

    def assessed(self) -> bool:
        """Whether all that is kept is assessed, by the rules of this program."""
        with self._asked() as store:
            return store.derived_from() == (store.kept, self.method)

    def report(self, report_id: str) -> tuple[Reading, str | None, tuple[Assessment, ...], tuple[Edge, ...]]:
        """What a report says, the id of its story, the claims that it carries, and who copied whom. Raises UnknownId."""
        with self._asked() as store:
            with added(self._own.now()):
                reading = pipeline.recredited(found(store.lookup.reading(report_id), "report", report_id))
            story_id = store.lookup.story_of(report_id)
            told = store.told(story_id) if story_id else None
            claims = told.claims if told else ()
            carried = tuple(one for one in claims if report_id in one.claim.reports)
            copies = tuple(one for one in told.copies if report_id in (one.left, one.right)) if told else ()
            return reading, story_id, carried, copies

    def selected(self, story_id: str | None = None) -> Brief:
        """A brief of one story, or of all, as they were last assessed. Raises UnknownId."""
        with self._asked() as store:
            told = (
                (found(store.told(story_id), "story", story_id),) if story_id else tuple(self._every_story())
            )
            return Brief(now(), self.method, told, () if story_id else store.set_aside())

    def sources(self, after: str = "", limit: int = EVERYTHING) -> tuple[Record, ...]:
        """Sources with their records by id, from the one after ``after``."""
        with self._asked() as store:
            return store.lookup.sources(after, limit)

    def source(self, source_id: str) -> Record:
        """One source with its record. Raises UnknownId."""
        with self._asked() as store:
            return found(store.lookup.source(source_id), "source", source_id)

    def set_aside(self, after: int = 0, limit: int = EVERYTHING) -> tuple[tuple[int, SetAside], ...]:
        """Inputs that were refused, each with its number, from the one after ``after``."""
        with self._asked() as store:
            return store.lookup.set_aside(after, limit)

    def page_of_stories(self, start: int, limit: int) -> tuple[tuple[int, Story], ...]:
        """Stories with their places in the order of the brief, from that place on."""
        with self._asked() as store:
            return store.lookup.stories(start, limit)
