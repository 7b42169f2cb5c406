"""The watch beside a server: a thread that looks at places and sends alerts; its worker does the assessing."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.concurrency import run_in_threadpool

from ...desk import Desk
from ...desk.watching import start
from .desks import Desks
from .jobs import catch_up


@asynccontextmanager
async def watching(desks: Desks) -> AsyncIterator[None]:
    """Keep watch while the server runs."""
    loop = asyncio.get_running_loop()

    def assess(desk: Desk) -> None:
        asyncio.run_coroutine_threadsafe(desks.work(catch_up), loop).result()

    keeper = start(desks.settings, assess)
    try:
        yield
    finally:
        await run_in_threadpool(keeper.stop)
