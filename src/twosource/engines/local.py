"""A few processes of this program on this machine that answer tasks, each on one thread.

A worker is this Python with a function of ours, spoken to through its standard input and output. When the program that
asked is gone, however it ended, the worker's input ends and so does the worker: none is left behind.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from queue import SimpleQueue
from threading import Lock, Thread, Timer
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
        return [told for _, told in sorted(self.answers(tasks))]

    def answers(self, tasks: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
        """The answers as they come, each with the number of its task; the workers begin at once.

        A task is made when a worker is free for it, in a thread of its own. Raises what ``map`` raises.
        """
        self._asking.acquire()  # given back when the last worker is free again, whoever takes the answers
        try:
            self._start()
        except BaseException:
            self._asking.release()
            raise
        asked = _Asked(tasks, self.close, self._free)
        asked.begin(self._workers)
        return asked.answers()

    def _free(self) -> None:
        """No worker is asked anything now."""
        if self._workers:
            self._timer = Timer(IDLE, self._rest)
            self._timer.daemon = True
            self._timer.start()
        self._asking.release()

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
            self._workers = [_Worker(self._module) for _ in range(self._count)]


class _Asked:
    """Tasks that workers are at: each takes the next when it has told the last. ``free`` is called when all have ended."""

    def __init__(self, tasks: Iterable[bytes], stop: Callable[[], None], free: Callable[[], None]) -> None:
        self._tasks, self._stop, self._free = iter(enumerate(tasks)), stop, free
        self._told: SimpleQueue[tuple[int, bytes] | None] = SimpleQueue()
        self._one_at_a_time = Lock()
        self._failed: BaseException | None = None
        self._left = 0

    def begin(self, workers: Sequence[_Worker]) -> None:
        """Ask all these workers."""
        self._left = len(workers)
        for worker in workers:
            Thread(target=self._ask, args=(worker,), name="twosource-worker", daemon=True).start()

    def answers(self) -> Iterator[tuple[int, bytes]]:
        """The answers as they come. Where nobody wants them any more, or one failed, all workers are ended."""
        whole = False
        try:
            while (one := self._told.get()) is not None:
                yield one
            whole = True
        finally:
            if not whole:  # an interrupt too: what is under way is of no use to anybody
                self._fail(InterruptedError())
        if self._failed is not None:
            raise self._failed

    def _ask(self, worker: _Worker) -> None:
        try:
            while (task := self._next()) is not None:
                self._told.put((task[0], worker.ask(task[1])))
        except BaseException as error:
            self._fail(error)
        with self._one_at_a_time:
            self._left -= 1
            last = not self._left
        if last:
            self._free()
            self._told.put(None)

    def _next(self) -> tuple[int, bytes] | None:
        with self._one_at_a_time:
            return None if self._failed else next(self._tasks, None)

    def _fail(self, error: BaseException) -> None:
        with self._one_at_a_time:
            first, self._failed = self._failed is None, self._failed or error
        if first:
            self._stop()


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
