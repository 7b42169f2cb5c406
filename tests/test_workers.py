"""Workers answer in order, tell why where they cannot, and never outlive who asked them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from twosource.engines.local import Local
from twosource.errors import WorkerLost


@pytest.fixture
def two() -> Iterator[Local]:
    local = Local("tests.echoing", 2)
    yield local
    local.close()


def pids(answers: list[bytes]) -> set[int]:
    return {int(each.split(b" ")[0]) for each in answers}


def gone(pid: int) -> bool:
    """True once there is no such process, within ten seconds."""
    for _ in range(200):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


def test_answers_come_in_order_from_two_processes(two: Local) -> None:
    tasks = [str(number).encode() * (1 + number * 7000) for number in range(20)]
    found = two.map(tasks)
    assert [each.split(b" ", 1)[1] for each in found] == tasks
    assert os.getpid() not in pids(found)
    assert len(pids([*found, *two.map(tasks)])) == 2


def test_what_a_worker_prints_is_no_answer(two: Local) -> None:
    assert two.map([b"chatty"])[0].endswith(b" chatty")


def test_a_task_that_fails_says_why_and_the_next_is_answered(two: Local) -> None:
    with pytest.raises(RuntimeError, match="no such task"):
        two.map([b"wrong"])
    assert two.map([b"right"])[0].endswith(b" right")


def test_a_killed_worker_is_told_of_and_none_is_left(two: Local) -> None:
    first = pids(two.map([b"a", b"b", b"c", b"d"]))

    def tasks() -> Iterator[bytes]:
        for pid in first:
            os.kill(pid, signal.SIGKILL)
        yield b"e"

    with pytest.raises(WorkerLost, match=r"signal 9.*Nothing is lost.*workers = 0"):
        two.map(tasks())
    assert all(gone(pid) for pid in first)
    assert not pids(two.map([b"f"])) & first


def test_an_interrupt_leaves_no_worker(two: Local) -> None:
    first = pids(two.map([b"a", b"b", b"c", b"d"]))

    def tasks() -> Iterator[bytes]:
        yield b"slow"
        raise KeyboardInterrupt

    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        two.map(tasks())
    assert time.monotonic() - began < 30
    assert all(gone(pid) for pid in first)
    assert two.map([b"g"])[0].endswith(b" g")


def test_workers_of_a_killed_program_end() -> None:
    script = (
        "from twosource.engines.local import Local; import time; local = Local('tests.echoing', 2)\n"
        "print(*{int(each.split()[0]) for each in local.map([b'a', b'b', b'c', b'd'])}, flush=True); time.sleep(60)"
    )
    asked = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert asked.stdout is not None
    workers = [int(each) for each in asked.stdout.readline().split()]
    asked.kill()
    asked.wait()
    asked.stdout.close()
    assert workers
    assert all(gone(pid) for pid in workers)


def test_an_answer_comes_while_another_task_is_under_way(two: Local) -> None:
    began = time.monotonic()
    found = two.answers([b"slow", b"quick"])
    number, answer = next(found)
    assert (number, answer.split(b" ", 1)[1]) == (1, b"quick")
    found.close()  # nobody wants the other
    assert time.monotonic() - began < 30
    assert two.map([b"g"])[0].endswith(b" g")


def test_tasks_whose_answers_nobody_takes_are_done_and_the_next_is_answered(two: Local) -> None:
    two.answers([b"a", b"b"])
    assert two.map([b"c"])[0].endswith(b" c")
