"""How often: a bucket for each name that fills at a steady pace and is emptied by calls."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping

from .serving import Limit

# Past so many names the full buckets are dropped: a full one says nothing.
MANY = 10_000


class Rates:
    """The buckets of a server, in memory: a restart fills them."""

    def __init__(self, limits: Mapping[str, Limit], clock: Callable[[], float] = time.monotonic) -> None:
        self._limits = limits
        self._clock = clock
        self._left: dict[tuple[str, str], tuple[float, float]] = {}
        self._lock = threading.Lock()

    def wait(self, kind: str, name: str) -> float:
        """Take one call out of a bucket: 0 where there was one, else in how many seconds there will be."""
        limit = self._limits[kind]
        with self._lock:
            now = self._clock()
            left = self._now(kind, name, now)
            if left < 1:
                return (1 - left) / (limit.a_minute / 60)
            if len(self._left) >= MANY:
                self._drop(now)
            self._left[kind, name] = (left - 1, now)
            return 0.0

    def _now(self, kind: str, name: str, now: float) -> float:
        limit = self._limits[kind]
        left, at = self._left.get((kind, name), (float(limit.at_once), now))
        return min(limit.at_once, left + (now - at) * limit.a_minute / 60)

    def _drop(self, now: float) -> None:
        for kind, name in list(self._left):
            if self._now(kind, name, now) >= self._limits[kind].at_once:
                del self._left[kind, name]
