"""The desks behind a server: one that reads for each thread, and the workers that write and compute.

A reading desk never assesses anew: it answers from what was last assessed, at once, also while reports come
in. What parses or assesses is done one after the other by a worker, a process of its own, so that the answers
keep their pace; what only keeps reports by another, so that they are safe while the first assesses.
"""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

from starlette.concurrency import run_in_threadpool

from ...config import Settings
from ...desk import Desk
from ...errors import StoreError

T = TypeVar("T")
logger = logging.getLogger(__name__)
# The process that does the work looks this often whether the server is still there.
WATCH_SECONDS = 2.0

_own = threading.local()


def quick(job: Callable[..., T]) -> Callable[..., T]:
    """Marks a job that needs no language and takes moments: it does not wait for one that assesses."""
    job.quick = True  # type: ignore[attr-defined]
    return job


class Desks:
    """The reading desks of ``settings.db`` and the workers. Close it when the server ends."""

    def __init__(self, settings: Settings, worker: Executor | None = None) -> None:
        self.settings = settings
        self._given = worker
        self._workers: dict[bool, ProcessPoolExecutor] = {}  # by whether their jobs are quick
        self._here = threading.local()
        self._running: set[asyncio.Task[Any]] = set()
        self._closed = False
        self.waiting = 0

    @property
    def reading(self) -> Desk:
        """This thread's desk. It only reads what is derived; small rows (accounts, sessions) it may write."""
        desk: Desk | None = getattr(self._here, "desk", None)
        if desk is None:
            desk = self._here.desk = Desk(self.settings, only_reads=True)
        return desk

    async def work(self, job: Callable[..., T], *arguments: Any) -> T:
        """What ``job(desk, *arguments)`` gives, done by the worker after what was asked of it before.

        A job is a function of a module and takes and gives plain values. Raises StoreError where the
        worker died; the next job gets a new one.
        """
        self.waiting += 1
        lane = getattr(job, "quick", False)
        try:
            done = self._at_work(lane).submit(_with_desk, self.settings, job, arguments)
            return await asyncio.wrap_future(done)
        except asyncio.CancelledError:
            raise StoreError(
                "The server is being ended. What was acknowledged is kept; send the rest again."
            ) from None
        except BrokenProcessPool:
            self._workers.pop(lane, None)
            raise StoreError(
                "The process that reads reports ended before it was done. What was acknowledged is kept; "
                "send the rest again."
            ) from None
        finally:
            self.waiting -= 1

    def later(self, job: Callable[..., Any], *arguments: Any) -> None:
        """Have the worker do a job that nobody waits for; an error in it is logged."""
        task = asyncio.ensure_future(self.work(job, *arguments))
        self._running.add(task)
        task.add_done_callback(self._ended)

    async def read(self, answer: Callable[[], T]) -> T:
        """What ``answer`` gives, on a thread of the readers."""
        return await run_in_threadpool(answer)

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._running.discard(task)
        if not task.cancelled() and not self._closed and (error := task.exception()) is not None:
            logger.error("A job of the worker failed", exc_info=error)

    def close(self) -> None:
        """End the workers; what they are doing is dropped, what they have kept is safe."""
        self._closed = True
        for worker in self._workers.values():
            # A job may take minutes, and the interpreter would wait for it at its end.
            for process in list((worker._processes or {}).values()):
                process.terminate()
            worker.shutdown(wait=True, cancel_futures=True)
        self._workers.clear()

    def _at_work(self, lane: bool) -> Executor:
        if self._given is not None:
            return self._given
        if lane not in self._workers:
            spawn = multiprocessing.get_context("spawn")
            self._workers[lane] = ProcessPoolExecutor(1, spawn, _follow, (os.getpid(),))
        return self._workers[lane]


def _follow(server: int) -> None:
    """End with the server, also where that was killed; leave Ctrl-C to the server."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def watch() -> None:
        pause = threading.Event()
        while os.getppid() == server:
            pause.wait(WATCH_SECONDS)
        os._exit(0)

    threading.Thread(target=watch, daemon=True).start()


def _with_desk(settings: Settings, job: Callable[..., T], arguments: tuple[Any, ...]) -> T:
    desk: Desk | None = getattr(_own, "desk", None)
    if desk is None or desk.settings != settings:
        if desk is not None:
            desk.close()
        desk = _own.desk = Desk(settings)
    return job(desk, *arguments)


def prepare(settings: Settings) -> None:
    """Make the store if it is not there, and see that it opens. Raises StoreError."""
    with Desk(settings) as desk:
        desk.prepare()
