"""A few processes of this program on this machine that answer tasks, each on one thread.

A worker is this Python with a function of ours, spoken to through its standard input and output. When the program that
asked is gone, however it ended, the worker's input ends and so does the worker: none is left behind.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue
from threading import Lock, Timer
from typing import IO

from ..errors import WorkerLost

# One thread each, whichever library multiplies the matrices.
ONE_THREAD = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "VECLIB_MAXIMUM_THREADS": "1",
}
# Workers that were asked nothing for so many seconds are let go, and their memory with them.
IDLE = 60.0
DONE, FAILED = b"\x00", b"\x01"


class Local:
    """So many workers that run the function ``work`` of a module, which calls ``serve``.

    They are started at the first task, and stay until ``close``, or until they are idle.
    """

    def __init__(self, module: str, count: int) -> None:
        self._module, self._count = module, count
        self._workers: list[_Worker] = []
        self._idle: SimpleQueue[_Worker] = SimpleQueue()
        self._asking = Lock()
        self._timer: Timer | None = None

    @property
    def running(self) -> bool:
        """True where the workers are there already."""
        return bool(self._workers)

    def map(self, tasks: Iterable[bytes]) -> list[bytes]:
        """The answer to each task, in order. Raises WorkerLost where a worker ends; then no worker is left.

        Others who ask meanwhile wait.
        """
        with self._asking:
            self._start()
            found: list[bytes] = []
            waiting: deque[Future[bytes]] = deque()
            threads = ThreadPoolExecutor(self._count, "twosource-worker")
            try:
                for task in tasks:
                    waiting.append(threads.submit(self._ask, task))
                    if len(waiting) > 2 * self._count:
                        found.append(waiting.popleft().result())
                found += [each.result() for each in waiting]
            except BaseException:  # an interrupt too: what is under way is of no use to anybody
                self.close()
                raise
            finally:
                threads.shutdown(wait=True, cancel_futures=True)
            self._timer = Timer(IDLE, self._rest)
            self._timer.daemon = True
            self._timer.start()
            return found

    def close(self) -> None:
        """End the workers, whatever they are doing. The next task starts others."""
        if self._timer is not None:
            self._timer.cancel()
        workers, self._workers = self._workers, []
        for worker in workers:
            worker.end()

    def _rest(self) -> None:
        """End the workers, unless they are asked something."""
        if self._asking.acquire(blocking=False):
            try:
                self.close()
            finally:
                self._asking.release()

    def _start(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        if not self._workers:
            self._idle = SimpleQueue()
            self._workers = [_Worker(self._module) for _ in range(self._count)]
            for worker in self._workers:
                self._idle.put(worker)

    def _ask(self, task: bytes) -> bytes:
        worker = self._idle.get()
        try:
            return worker.ask(task)
        finally:
            self._idle.put(worker)


class _Worker:
    """One process: a task in, its answer out."""

    def __init__(self, module: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", f"from {module} import work; work()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, **ONE_THREAD, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )

    def ask(self, task: bytes) -> bytes:
        """The answer. Raises WorkerLost where the process ended, RuntimeError where it could not do the task."""
        into, out = self._process.stdin, self._process.stdout
        assert into is not None
        assert out is not None
        try:
            _write(into, task)
            answer = _read(out)
        except (OSError, ValueError) as error:
            raise WorkerLost(self._lost()) from error
        if answer is None:
            raise WorkerLost(self._lost())
        if answer[:1] == FAILED:
            raise RuntimeError(f"A worker could not do its task:\n{answer[1:].decode('utf-8', 'replace')}")
        return answer[1:]

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self._process.kill()
        for end in (self._process.stdin, self._process.stdout):
            try:
                if end is not None:
                    end.close()
            except OSError:
                pass
        self._process.wait()

    def _lost(self) -> str:
        try:
            code = self._process.wait(5)
        except subprocess.TimeoutExpired:
            code = 0
        how = f"by signal {-code}" if code < 0 else f"with {code}"
        return (
            f"A process that reads for this one ended ({how}); the machine may be out of memory. Nothing is lost: what "
            "was kept is in the store. Run the same again, or with the setting workers = 0 to read in one process."
        )


def serve(answer: Callable[[bytes], bytes]) -> None:
    """Answer tasks from standard input until it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is for the program that asked
    into, out = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what anything prints is no answer
    while (task := _read(into)) is not None:
        try:
            told = DONE + answer(task)
        except Exception as error:
            told = FAILED + f"{type(error).__name__}: {error}".encode()
        try:
            _write(out, told)
        except OSError:
            return


def _write(to: IO[bytes], message: bytes) -> None:
    to.write(len(message).to_bytes(8, "big"))
    to.write(message)
    to.flush()


def _read(source: IO[bytes]) -> bytes | None:
    """The next message; None where there is no more."""
    head = source.read(8)
    if len(head) < 8:
        return None
    size = int.from_bytes(head, "big")
    message = source.read(size)
    return message if len(message) == size else None
