"""The verbs. A Desk works over one store and alone picks the adapters; every surface calls these."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache, cached_property
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from . import __version__, pipeline
from .config import Settings
from .errors import UnknownId, UsageError
from .language.english import MODEL, English
from .model import Assessment, Brief, Check, Hit, Item, Reading, Report, SetAside, Statement, Story, Told
from .pipeline import Done, nothing
from .ports import Language, Store
from .stages.when import window

T = TypeVar("T")


class Desk:
    """A desk over ``settings.db``, or over a temporary store. Close it, or use it as a context.

    ``done`` is told of progress: ("kept" | "read" | "assessed", how many more).
    """

    def __init__(self, settings: Settings | None = None, done: Done = nothing) -> None:
        self.settings = settings or Settings()
        self._done = done
        if self.settings.published and window(self.settings.published) is None:
            raise UsageError(f"{self.settings.published!r} is not a date. Write one like 2026-11-22.")

    def __enter__(self) -> Desk:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the store back."""
        if "_store" in self.__dict__:
            self._store.close()
            del self.__dict__["_store"]

    # --- reading

    def extract(self, places: Sequence[str]) -> Iterator[Reading | SetAside]:
        """What each report says, one after the other, and each input that was set aside. Keeps nothing."""
        from .stores.sqlite import Sqlite

        memo = Sqlite(None)
        try:
            for some in pipeline.in_batches(self._arrivals(places), self.settings.batch):
                yield from (one for one in some if isinstance(one, SetAside))
                reports = [one.report for one in some if not isinstance(one, SetAside)]
                for reading in pipeline.read(reports, memo, _speaks, self.settings.batch):
                    self._done("read", 1)
                    yield reading
        finally:
            memo.close()

    def ingest(self, places: Sequence[str]) -> Iterator[tuple[Report | SetAside, bool]]:
        """Each input once it is safe in the store, and whether it is new; at the end all is read and assessed."""
        for one, new in pipeline.keep(self._arrivals(places), self._store, self.settings.batch):
            self._done("kept", 1)
            yield (one if isinstance(one, SetAside) else one.report), new
        self._catch_up()

    def brief(self, places: Sequence[str] = (), since: str | None = None) -> Brief:
        """Every story of the store, after these places are read into it; what changed since a moment."""
        moment = _moment(since) if since else None
        known = self._known_at(moment) if moment else None
        read, refused = 0, []
        for one, _ in self.ingest(places):
            if isinstance(one, SetAside):
                refused.append(one)
            else:
                read += 1
        with self._store.snapshot():
            return Brief(
                as_of=_now(),
                method=self.method,
                stories=tuple(self._every_story()),
                set_aside=tuple(refused) if places else self._store.set_aside(),
                changes=pipeline.changes(self._store, _speaks, self.method, known, moment)
                if known and moment
                else (),
                read=read,
            )

    # --- asking

    def stories(self) -> tuple[Story, ...]:
        """Every story, in the order of the brief."""
        with self._asked() as store:
            return store.stories()

    def story(self, story_id: str) -> Told:
        """One story with all that is known of it. Raises UnknownId."""
        with self._asked() as store:
            return _found(store.told(story_id), "story", story_id)

    def claim(self, claim_id: str) -> tuple[Assessment, tuple[Statement, ...], tuple[str, ...]]:
        """A claim's assessment, its statements, and the ids of its stories. Raises UnknownId."""
        with self._asked() as store:
            return _found(store.claim(claim_id), "claim", claim_id)

    def timeline(self, story_id: str | None = None) -> tuple[Told, ...]:
        """The stories whose timelines are wanted: one, or all. Raises UnknownId."""
        with self._asked():
            return (self.story(story_id),) if story_id else tuple(self._every_story())

    def search(self, query: str, limit: int = 20) -> tuple[Hit, ...]:
        """The places that hold all words of the query: statements first, then lines of reports."""
        with self._asked() as store:
            return store.search(query, limit)

    # --- looking after the store

    def backup(self, copy: Path, replace: bool = False) -> Path:
        """Copy the store, which may be in use, to a file. Raises StoreError."""
        from .stores import upkeep

        return upkeep.backup(self._place(), copy, replace)

    def restore(self, copy: Path, replace: bool = False) -> Path:
        """Bring a copy back as the store. Raises StoreError."""
        from .stores import upkeep

        return upkeep.restore(copy, self._place(), replace)

    def doctor(self) -> Iterator[Check]:
        """What is well and what is not: the program's parts first, then the store where one is named."""
        from .stores import upkeep

        yield Check("program", True, f"Twosource {__version__}, rules {pipeline.rules()}")
        yield _english()
        if self.settings.db is not None:
            yield from upkeep.examine(self.settings.db)

    # --- adapters

    @cached_property
    def method(self) -> Mapping[str, str]:
        """The versions that everything derived depends on."""
        return {"version": __version__, "rules": pipeline.rules(), "english": English.version}

    @cached_property
    def _store(self) -> Store:
        from .stores.sqlite import Sqlite

        return Sqlite(self.settings.db)

    def _arrivals(self, places: Sequence[str]) -> Iterator[pipeline.Arrival]:
        items: Iterable[Item | SetAside] = ()
        if places:
            from .readers.files import Files

            items = Files(self.settings.max_bytes).read(places)
        return pipeline.admitted(items, self.settings.published, _now())

    def _catch_up(self) -> None:
        pipeline.catch_up(self._store, _speaks, self.method, self.settings.batch, self._done)

    @contextmanager
    def _asked(self) -> Iterator[Store]:
        """The store as it was last assessed; by other rules than these, it is assessed anew first."""
        if self.settings.db is None or not self.settings.db.is_file():
            raise UsageError(self._missing())
        if self._store.derived_from()[1] != self.method:
            self._catch_up()
        with self._store.snapshot():
            yield self._store

    def _place(self) -> Path:
        if self.settings.db is None:
            raise UsageError(self._missing())
        return self.settings.db

    def _missing(self) -> str:
        if self.settings.db is None:
            return "Say which store: --db FILE, or set TWOSOURCE_DB."
        return f"There is no store at {self.settings.db}. Make one: twosource ingest PATH --db {self.settings.db}"

    def _every_story(self) -> Iterator[Told]:
        return (told for story in self._store.stories() if (told := self._store.told(story.id)))

    def _known_at(self, moment: datetime) -> Callable[[Report], bool]:
        """Whether a report was known at a moment: to this store, or, before the store's time, to the public."""
        first = next((report.captured_at for _, report in self._store.scan()), None)
        by_store = first is not None and datetime.fromisoformat(first) <= moment

        def known(report: Report) -> bool:
            if by_store:
                return report.captured_at is not None and datetime.fromisoformat(report.captured_at) <= moment
            out = window(report.published_at)
            return out is not None and out.middle < moment.timestamp()

        return known


@cache
def _speaks(code: str) -> Language:
    """The language for a code, loaded once in a process: English by the model, any other by plain rules."""
    if code == "en":
        return English()
    from .language.plain import Plain

    return Plain(code)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _moment(written: str) -> datetime:
    """The moment written: a day begins at midnight, and without an offset it is UTC."""
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        raise UsageError(
            f"{written!r} is not a time. Write one like 2026-11-22 or 2026-11-22T08:00+01:00."
        ) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _found(value: T | None, kind: str, name: str) -> T:
    if value is None:
        raise UnknownId(f"There is no {kind} {name} in this store. The command stories lists what there is.")
    return value


def _english() -> Check:
    there = find_spec(MODEL) is not None
    return Check(
        "English",
        there,
        f"{English.version}" if there else f"{MODEL} is not installed: install twosource again",
    )
