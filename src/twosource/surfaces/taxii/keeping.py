"""Beside a server: what is new for partners is published as soon as it is there, and its peers are kept up with."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.concurrency import run_in_threadpool

from ...desk import Desk
from ...desk.peering import start
from ...errors import TwosourceError
from ..api.desks import Desks, quick

logger = logging.getLogger(__name__)

LOOK_SECONDS = 0.5
PAUSE_SECONDS = 0.5
AFTER_TROUBLE = 10.0


@quick
def hear(desk: Desk) -> int:
    """Read what partners sent: a job of the worker that waits for nobody."""
    return desk.hear_waiting()


async def read(desks: Desks) -> None:
    """Read what partners sent as soon as they pause: what comes and what is read would wait for each other.

    What cannot be read now waits for ``publish``.
    """
    try:
        newest = await run_in_threadpool(lambda: desks.reading.newest_waiting())
        await asyncio.sleep(PAUSE_SECONDS)
        if newest and newest == await run_in_threadpool(lambda: desks.reading.newest_waiting()):
            await desks.work(hear)
    except TwosourceError as error:
        logger.warning("What partners sent waits to be read: %s", error)


def publish(desk: Desk) -> int:
    """Read and assess what came, and publish what is new for each group: a job of the worker."""
    desk.hear_waiting()
    desk.catch_up()
    return desk.publish_all()


@asynccontextmanager
async def exchanging(desks: Desks) -> AsyncIterator[None]:
    """Publish and keep up with peers while the server runs."""
    publishing = asyncio.create_task(_publishing(desks))
    keeper = start(desks.settings)
    try:
        yield
    finally:
        # Neither is waited for: what they do can be cut at any moment, and goes on where it was.
        publishing.cancel()
        keeper.stop(0)


async def _publishing(desks: Desks) -> None:
    """Whenever something changed that bears on what goes to whom, publish."""
    done = ""
    while True:
        try:
            mood = await run_in_threadpool(lambda: desks.reading.mood())
            if mood and mood != done:
                await desks.work(publish)
                # As it was before: what changed meanwhile is published by the next round.
                done = mood
        except TwosourceError as error:
            if (this := asyncio.current_task()) and this.cancelling():
                return  # the server is being ended: what waited for the worker is told so by an error
            logger.error("Nothing could be published: %s", error)
            await asyncio.sleep(AFTER_TROUBLE)
        await asyncio.sleep(LOOK_SECONDS)
