"""What listeners hear of a store that grows: each alert once, in order, also when many come together."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable

from twosource.model import Alert
from twosource.surfaces.api.live import Live

PATIENCE = 120.0


def alert(number: int) -> Alert:
    return Alert(
        f"{number:032}", "w", "report", "2031-01-01T00:00:00+00:00", f"Alert {number}", number=number
    )


async def heard(live: Live, number: int, many: int) -> list[int]:
    """The numbers of so many alerts after one."""
    found: list[int] = []
    async for one in live.after(number):
        found.append(one.number)
        if len(found) == many:
            break
    return found


def test_an_alert_that_comes_while_two_begin_to_listen_wakes_both() -> None:
    kept: list[Alert] = []
    asked: list[int] = []
    looked = threading.Event()

    def page(after: int, most: int) -> list[Alert]:
        found = [one for one in kept if one.number > after][:most]
        looked.set()
        return found

    def last() -> int:
        """The first answer comes at once; a second one is late, and knows an alert that was recorded meanwhile."""
        asked.append(1)
        if len(asked) > 1:
            looked.wait(PATIENCE)
            kept.append(alert(1))
        return len(kept)

    async def both() -> list[list[int]]:
        live = Live(page, last)
        numbers = await asyncio.gather(live.begin(), live.begin())
        listening = [asyncio.create_task(heard(live, number, 1)) for number in numbers]
        await asyncio.sleep(0)
        if not kept:
            kept.append(alert(1))
        try:
            return await asyncio.wait_for(asyncio.gather(*listening), PATIENCE)
        finally:
            live.close()

    assert asyncio.run(both()) == [[1], [1]]
    assert len(asked) == 1


def test_a_store_that_cannot_be_read_for_a_while_ends_no_listening() -> None:
    kept = [alert(1)]

    def once_broken() -> Callable[[int, int], list[Alert]]:
        broken = [RuntimeError("the disk is away")]

        def page(after: int, most: int) -> list[Alert]:
            if broken:
                raise broken.pop()
            return [one for one in kept if one.number > after][:most]

        return page

    async def run() -> list[int]:
        live = Live(once_broken(), lambda: 0)
        number = await live.begin()
        try:
            return await asyncio.wait_for(heard(live, number, 1), PATIENCE)
        finally:
            live.close()

    assert asyncio.run(run()) == [1]


def test_who_is_far_behind_reads_from_the_store_and_then_hears_what_comes() -> None:
    kept = [alert(number) for number in range(1, 1202)]

    async def run() -> list[int]:
        live = Live(lambda after, most: [one for one in kept if one.number > after][:most], lambda: len(kept))
        await live.begin()
        listening = asyncio.create_task(heard(live, 0, 1203))
        await asyncio.sleep(0.01)
        kept.extend([alert(1202), alert(1203)])
        try:
            return await asyncio.wait_for(listening, PATIENCE)
        finally:
            live.close()

    assert asyncio.run(run()) == list(range(1, 1204))
