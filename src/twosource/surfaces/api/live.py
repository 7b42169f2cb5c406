"""Alerts as they are recorded, to all who listen: one look at the store for everybody, each alert to each in order.

Alerts have numbers that only grow, whoever records them (this server, its worker, a command beside it). A listener
says after which number it goes on, so nothing is lost while it was away or the server was started again.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import AsyncIterator, Callable, Sequence

from starlette.concurrency import run_in_threadpool

from ...errors import TwosourceError
from ...model import Alert

logger = logging.getLogger(__name__)

LOOK_SECONDS = 0.25
AFTER_TROUBLE = 2.0
A_PAGE = 500
REMEMBERED = 5_000  # alerts; who is further behind reads them from the store

Pages = Callable[[int, int], Sequence[Alert]]


class Live:
    """The alerts of a store from when the first listener came. ``page`` gives those after a number, at most so many."""

    def __init__(self, page: Pages, last: Callable[[], int]) -> None:
        self._page, self._last_number = page, last
        self._recent: deque[Alert] = deque(maxlen=REMEMBERED)
        self._known = -1
        self._more = asyncio.Event()
        self._looking: asyncio.Task[None] | None = None
        self._beginning = asyncio.Lock()
        self.listeners = 0

    async def begin(self) -> int:
        """The number of the last alert there is, once the looking has begun."""
        # Once, however many come together: a second answer, given while the looking goes on, would pass over what
        # came between the two, and nobody would be woken for it.
        async with self._beginning:
            if self._looking is None:
                self._known = await run_in_threadpool(self._last_number)
                self._looking = asyncio.create_task(self._look())
        return self._known

    async def after(self, number: int) -> AsyncIterator[Alert]:
        """Every alert after a number, in order, and those that come, for ever."""
        self.listeners += 1
        try:
            while True:
                more = self._more  # before looking: what comes meanwhile sets this one
                some = await self._some(number)
                for alert in some:
                    number = alert.number
                    yield alert
                if not some:
                    await more.wait()
        finally:
            self.listeners -= 1

    def close(self) -> None:
        """Look no more."""
        if self._looking is not None:
            self._looking.cancel()

    async def _some(self, number: int) -> Sequence[Alert]:
        if number >= self._known:
            return ()
        if self._recent and number >= self._recent[0].number - 1:
            return [alert for alert in self._recent if alert.number > number]
        return await run_in_threadpool(self._page, number, A_PAGE)

    async def _look(self) -> None:
        while True:
            try:
                found = await run_in_threadpool(self._page, self._known, A_PAGE)
                if found:
                    self._recent.extend(found)
                    self._known = found[-1].number
                    more, self._more = self._more, asyncio.Event()
                    more.set()
                await asyncio.sleep(0 if len(found) == A_PAGE else LOOK_SECONDS)
            except Exception as error:  # whatever it was: who listens waits for this loop alone
                known = isinstance(error, TwosourceError)
                logger.error("The alerts could not be read: %s", error, exc_info=None if known else error)
                await asyncio.sleep(AFTER_TROUBLE)
