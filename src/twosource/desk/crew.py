"""The crew: processes of the desk that parse and take reports apart where many wait.

``work`` is what each of them does. What is asked and answered are the model's own values, packed; the
answers are those that one process would give (tests/test_crew.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import msgspec

from .. import pipeline
from ..data.added import Additions, added, in_force
from ..engines.local import Local, serve
from ..model import Parse, Reading, Report

# A worker takes a second or two to load what it needs: for less text than this the crew is not called together.
MANY, MANY_MORE = 100_000, 20_000  # characters; the second where the crew is there already
# One task is so much text to parse, or so many reports to take apart.
CHARACTERS, REPORTS = 24_000, 4
_PARSE, _SAY = b"p", b"s"
_Parsing = tuple[str, list[str]]
_Saying = tuple[Additions, list[tuple[Report, dict[str, Parse]]]]


class Workers:
    """``ports.Crew`` on this machine."""

    def __init__(self, count: int) -> None:
        self._local = Local(__name__, count)

    def worth(self, characters: int) -> bool:
        """True where so much text is read sooner by the crew than here."""
        return characters >= (MANY_MORE if self._local.running else MANY)

    def parse(self, code: str, texts: Sequence[str]) -> Iterator[Parse]:
        """One Parse a text of this language, in order."""
        tasks = (_PARSE + msgspec.msgpack.encode((code, some)) for some in _few(texts))
        for answer in self._local.map(tasks):
            yield from msgspec.msgpack.decode(answer, type=list[Parse])

    def say(self, reports: Iterable[tuple[Report, Mapping[str, Parse]]]) -> Iterator[Reading]:
        """What each report says by the parses of its passages, in order, without tokens."""
        asked = list(reports)
        some = (asked[at : at + REPORTS] for at in range(0, len(asked), REPORTS))
        answers = self._local.map(_SAY + msgspec.msgpack.encode((in_force(), each)) for each in some)
        told = (one for answer in answers for one in msgspec.msgpack.decode(answer, type=list[Reading]))
        for reading, (report, _) in zip(told, asked, strict=True):
            yield replace(reading, dissection=replace(reading.dissection, report=report))

    def close(self) -> None:
        """Let the workers go."""
        self._local.close()


def _few(texts: Sequence[str]) -> Iterator[list[str]]:
    some: list[str] = []
    size = 0
    for text in texts:
        some.append(text)
        size += len(text)
        if size >= CHARACTERS:
            yield some
            some, size = [], 0
    if some:
        yield some


def answer(task: bytes) -> bytes:
    """What a worker says to a task."""
    kind, body = task[:1], task[1:]
    if kind == _PARSE:
        from .opened import speaks

        code, texts = msgspec.msgpack.decode(body, type=_Parsing)
        return msgspec.msgpack.encode(list(speaks(code).parse(texts)))
    additions, asked = msgspec.msgpack.decode(body, type=_Saying)
    with added(additions):
        said = [pipeline.said(*one) for one in asked]
    return msgspec.msgpack.encode([_bare(one) for one in said])


def _bare(reading: Reading) -> Reading:
    """The reading without what the asker has: the report and the tokens."""
    dissection = reading.dissection
    bare = replace(dissection, report=replace(dissection.report, text="", furniture=()), tokens=())
    return replace(reading, dissection=bare)


def work() -> None:
    """Answer until nobody asks."""
    serve(answer)
