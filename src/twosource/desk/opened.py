"""What all verbs work over: the settings, the store, and the languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache, cached_property
from itertools import groupby
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

from .. import __version__, pipeline
from ..config import Settings
from ..data import added
from ..errors import Gone, UnknownId, UsageError
from ..language.english import English
from ..model import Item, SetAside, Told
from ..pipeline import Done, nothing
from ..ports import Encoder, Language, Reader, Store
from ..stages.when import window
from .crew import Workers
from .garbage import searched_seldom
from .own_tables import OwnTables

if TYPE_CHECKING:
    from ..readers.web import Way

T = TypeVar("T")


class Opened:
    """The store of ``settings.db``, or a temporary one; it is opened when it is first needed.

    A desk that ``only_reads`` never assesses anew: it answers from what another process last assessed.
    """

    def __init__(
        self, settings: Settings | None = None, done: Done = nothing, only_reads: bool = False
    ) -> None:
        self.settings = settings or Settings()
        self._done = done
        self._only_reads = only_reads
        if self.settings.published and window(self.settings.published) is None:
            raise UsageError(f"{self.settings.published!r} is not a date. Write one like 2026-11-22.")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the store back, and let the crew go."""
        if "_crew" in self.__dict__:
            self._crew.close()
            del self.__dict__["_crew"]
        if "_store" in self.__dict__:
            self._store.close()
            del self.__dict__["_store"]

    # --- adapters

    @property
    def method(self) -> Mapping[str, str]:
        """The versions that everything derived depends on; of the desk's own agencies and owners, what they say."""
        own = self._own.now().digest
        return {**self._program, "sources": own} if own else self._program

    @cached_property
    def _program(self) -> Mapping[str, str]:
        parts = {"version": __version__, "rules": pipeline.rules(), "english": English.version}
        means = encoder()
        return {**parts, "meaning": means.version} if means else parts

    @cached_property
    def _own(self) -> OwnTables:
        return OwnTables(self.settings)

    @cached_property
    def _store(self) -> Store:
        from ..stores.sqlite import Sqlite

        return Sqlite(self.settings.db)

    @cached_property
    def _crew(self) -> Workers:
        return Workers(self.settings.workers, self.settings.db)

    def _arrivals(self, places: Sequence[str]) -> Iterator[pipeline.Arrival]:
        return pipeline.admitted(self._items(places), self.settings.published, now())

    def _items(self, places: Sequence[str]) -> Iterator[Item | SetAside]:
        """What is at these places, in their order: web addresses are fetched, all else is a file."""
        if not places:
            return
        from ..readers.files import Files
        from ..text import is_address

        for web, some in groupby(places, is_address):
            yield from (self._web() if web else Files(self.settings.max_bytes)).read(list(some))

    def _web(self) -> Reader:
        from ..readers.web import Web  # only where the web is asked: files need none of it

        return Web(self._way())

    def _way(self) -> Way:
        """How requests are made to the web."""
        from ..readers.web import Allowed, Bounds, Way

        contact = f"; {self.settings.contact}" if self.settings.contact else ""
        return Way(
            agent=f"Twosource/{__version__} (news desk{contact})",
            allowed=Allowed.of(self.settings.allow_hosts),
            proxy=self.settings.proxy,
            bounds=Bounds(bytes=self.settings.max_bytes),
        )

    def _catch_up(self) -> None:
        if self._only_reads:
            return
        method = self.method
        crew = self._crew if self.settings.workers > 0 else None
        with added(self._own.now()), searched_seldom():
            pipeline.catch_up(self._store, speaks, method, self.settings.batch, self._done, encoder(), crew)
        self._assessed()

    def _assessed(self) -> None:
        """What follows when all is assessed (the watches: see watching)."""

    @contextmanager
    def _asked(self) -> Iterator[Store]:
        """The store as it was last assessed; by other rules than these, it is assessed anew first."""
        if self.settings.db is None or not self.settings.db.is_file():
            raise UsageError(self._missing())
        if self._store.derived_from()[1] != self.method:
            self._catch_up()
        with self._store.snapshot():
            yield self._store

    @contextmanager
    def _there(self) -> Iterator[Store]:
        """The store as it is, which must be there; nothing is assessed anew."""
        if self.settings.db is None or not self.settings.db.is_file():
            raise UsageError(self._missing())
        yield self._store

    def _place(self) -> Path:
        if self.settings.db is None:
            raise UsageError(self._missing())
        return self.settings.db

    def _afresh(self, store: Store) -> pipeline.Afresh:
        """How reports are asked again of a store."""
        return pipeline.again(store, speaks, encoder())

    def _missing(self) -> str:
        if self.settings.db is None:
            return "Say which store: --db FILE, or set TWOSOURCE_DB."
        return f"There is no store at {self.settings.db}. Make one: twosource ingest PATH --db {self.settings.db}"

    def _every_story(self) -> Iterator[Told]:
        return (told for story in self._store.stories() if (told := self._store.told(story.id)))


@cache
def speaks(code: str) -> Language:
    """The language for a code, loaded once in a process: English by the model, any other by plain rules."""
    if code == "en":
        return English()
    from ..language.plain import Plain

    return Plain(code)


@cache
def encoder() -> Encoder | None:
    """What tells the meaning of reports in several languages; None where it is not installed."""
    from ..language.meaning import Meaning

    return Meaning() if Meaning.installed() else None


def now() -> str:
    """The present moment, to the second, in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def found(value: T | None, kind: str, name: str) -> T:
    """The value, where there is one. Raises UnknownId."""
    if value is None:
        raise UnknownId(f"There is no {kind} {name} in this store. The command stories lists what there is.")
    return value


def standing(store: Store, value: T | None, claim_id: str) -> T:
    """What is known of a claim. Raises Gone where it stands no more, UnknownId where there never was one."""
    gone = store.lookup.gone_claim(claim_id) if value is None else None
    if gone is not None:
        raise Gone(
            f"The claim {claim_id} stands no more: no report makes it now. It was made in "
            f"{', '.join(gone.assessment.claim.reports)}: the command report shows each with what it says."
        )
    return found(value, "claim", claim_id)
