"""The units of a set: the stories that bear on each other, and what they came to when they were last asked.

Which reports tell one story is found over a whole set. What they say is joined and weighed unit by unit: stories that
follow each other, that copies or people's words lead between, and no others. So a report that arrives in a large set
changes one unit of it, and what the others came to is as it was.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from threading import Lock
from typing import Any, Generic, TypeVar

import msgspec

from ..model import Story
from ..stages.linkage import components

V = TypeVar("V")


def units(stories: Sequence[Story], held: Iterable[tuple[str, str]]) -> list[tuple[Story, ...]]:
    """The stories that belong together, each group in the order of the stories. ``held`` are pairs of reports that

    one text, or a person, leads between.
    """
    place = {story.id: at for at, story in enumerate(stories)}
    home = {report: at for at, story in enumerate(stories) for report in story.reports}
    pairs = [(place[story.id], place[each]) for story in stories for each in story.follows if each in place]
    pairs += [(home[a], home[b]) for a, b in held if a in home and b in home]
    found = components((min(pair), max(pair)) for pair in pairs if pair[0] != pair[1])
    grouped = {at for group in found for at in group}
    found += [[at] for at in range(len(stories)) if at not in grouped]
    return [tuple(stories[at] for at in group) for group in sorted(found)]


def digest_of(*given: Any) -> bytes:
    """Thirty-two bytes that stand for these values."""
    return hashlib.sha256(msgspec.msgpack.encode(given)).digest()


class Latest(Generic[V]):
    """The latest answers by what they were made from, so many reports' worth of them."""

    def __init__(self, reports: int) -> None:
        self._most, self._held = reports, 0
        self._known: OrderedDict[bytes, tuple[int, V]] = OrderedDict()
        self._one_at_a_time = Lock()

    def of(self, key: bytes, size: int, make: Callable[[], V]) -> V:
        """The answer for this key, made where it is not known; ``size`` is how many reports it is of."""
        with self._one_at_a_time:
            known = self._known.pop(key, None)
            self._held -= known[0] if known else 0
        found = known[1] if known else make()
        with self._one_at_a_time:
            former = self._known.pop(key, None)  # another was as fast
            self._known[key] = (size, found)
            self._held += size - (former[0] if former else 0)
            while self._held > self._most and len(self._known) > 1:
                self._held -= self._known.popitem(last=False)[1][0]
        return found
