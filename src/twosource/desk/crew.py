"""The crew: processes of the desk that parse, take reports apart and derive sets where many reports wait.

``work`` is what each of them does. What is asked and answered are the model's own values, packed; the
answers are those that one process would give (tests/test_crew.py).
"""

from __future__ import annotations

import gc
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import msgspec

from .. import pipeline
from ..data.added import Additions, added, in_force
from ..engines.local import Local, serve
from ..model import Parse, Reading, Report
from ..ports import SetDerived
from .garbage import seldom

# A worker takes a second or two to load what it needs: for less text than this the crew is not called together.
MANY, MANY_MORE = 100_000, 20_000  # characters; the second where the crew is there already
# One task is at most so much text to parse.
CHARACTERS = 24_000
_PARSE, _SAY, _DERIVE = b"p", b"s", b"d"
# Fewer sets than this are derived where they are wanted.
FEWEST = 3
_Parsing = tuple[str, list[str]]
_Deriving = tuple[Additions, str, dict[str, str], list[int]]
_Saying = tuple[Additions, Report, dict[str, Parse]]


class Workers:
    """``ports.Crew`` on this machine."""

    def __init__(self, count: int, db: Path | None = None) -> None:
        self._local, self._count, self._db = Local(__name__, count), count, db

    def worth(self, characters: int) -> bool:
        """True where so much text is read sooner by the crew than here."""
        return characters >= (MANY_MORE if self._local.running else MANY)

    def parse(self, code: str, texts: Sequence[str]) -> Iterator[Parse]:
        """One Parse a text of this language, in order."""
        tasks = (_PARSE + msgspec.msgpack.encode((code, some)) for some in _shared(texts, self._count))
        for answer in _in_order(self._local.answers(tasks)):
            yield from msgspec.msgpack.decode(answer, type=list[Parse])

    def say(self, reports: Iterable[tuple[Report, Mapping[str, Parse]]]) -> Iterator[Reading]:
        """What each report says by the parses of its passages, in order, without tokens. The crew begins at once."""
        asked, tables = list(reports), in_force()
        # The long ones first: one that comes last leaves a worker idle.
        places = sorted(range(len(asked)), key=lambda at: -len(asked[at][0].text))
        tasks = (_SAY + msgspec.msgpack.encode((tables, *asked[at])) for at in places)
        answers = self._local.answers(tasks)

        def told() -> Iterator[Reading]:
            found = {
                places[number]: msgspec.msgpack.decode(answer, type=Reading) for number, answer in answers
            }
            for at, (report, _) in enumerate(asked):
                one = found.pop(at)
                yield replace(one, dissection=replace(one.dissection, report=report))

        return told()

    def derives(self, sets: int) -> bool:
        """True where so many sets are derived sooner by the crew: it is there, and can see the store."""
        return self._db is not None and self._local.running and sets >= FEWEST

    def derive(
        self, method: Mapping[str, str], sets: Sequence[Sequence[int]]
    ) -> Iterator[tuple[int, SetDerived]]:
        """What each of these sets comes to by what the store holds now, as they come, with their places."""
        given = (in_force(), str(self._db), dict(method))
        answers = self._local.answers(
            _DERIVE + msgspec.msgpack.encode((*given, list(homes))) for homes in sets
        )
        return ((at, msgspec.msgpack.decode(answer, type=SetDerived)) for at, answer in answers)

    def close(self) -> None:
        """Let the workers go."""
        self._local.close()


def _shared(texts: Sequence[str], workers: int) -> Iterator[list[str]]:
    """The texts in tasks of one size, as many for each worker."""
    total = sum(map(len, texts))
    size = total / (workers * math.ceil(total / (workers * CHARACTERS))) if total else 1
    some: list[str] = []
    held = done = 0
    for text in texts:
        some.append(text)
        held += len(text)
        if held >= size * (done + 1):
            yield some
            some, done = [], done + 1
    if some:
        yield some


def _in_order(answers: Iterable[tuple[int, bytes]]) -> Iterator[bytes]:
    """Each answer as soon as those before it are there."""
    early: dict[int, bytes] = {}
    at = 0
    for number, answer in answers:
        early[number] = answer
        while at in early:
            yield early.pop(at)
            at += 1


def answer(task: bytes) -> bytes:
    """What a worker says to a task."""
    kind, body = task[:1], task[1:]
    told = _answer(kind, body)
    _settled(kind)
    return told


@cache
def _settled(kind: bytes) -> None:
    """What the first task of a kind loaded (the model, tables) stays: it is not looked through for garbage any more."""
    gc.freeze()


def _answer(kind: bytes, body: bytes) -> bytes:
    if kind == _PARSE:
        from .opened import speaks

        code, texts = msgspec.msgpack.decode(body, type=_Parsing)
        return msgspec.msgpack.encode(list(speaks(code).parse(texts)))
    if kind == _DERIVE:
        return msgspec.msgpack.encode(_derived(*msgspec.msgpack.decode(body, type=_Deriving)))
    additions, report, parses = msgspec.msgpack.decode(body, type=_Saying)
    with added(additions):
        said = pipeline.said(report, parses)
    return msgspec.msgpack.encode(_bare(said))


def _derived(additions: Additions, db: str, method: Mapping[str, str], homes: Sequence[int]) -> SetDerived:
    from ..stores.sqlite import Sqlite
    from .opened import encoder, speaks

    store = Sqlite(Path(db))
    try:
        with added(additions), store.snapshot():
            found = pipeline.derive_set(store, pipeline.again(store, speaks, encoder()), method, homes)
    finally:
        store.close()
    assert found is not None
    return found


def _bare(reading: Reading) -> Reading:
    """The reading without what the asker has: the report and the tokens."""
    dissection = reading.dissection
    bare = replace(dissection, report=replace(dissection.report, text="", furniture=()), tokens=())
    return replace(reading, dissection=bare)


def work() -> None:
    """Answer until nobody asks."""
    seldom()
    serve(answer)
