"""A worker for tests that loads nothing: it says its number and the task back, slowly where it is told so."""

from __future__ import annotations

import os
import time

from twosource.engines.local import serve


def answer(task: bytes) -> bytes:
    if task == b"slow":
        time.sleep(60)
    if task == b"wrong":
        raise ValueError("no such task")
    if task == b"chatty":
        print("a word that is no answer", flush=True)
    return f"{os.getpid()} ".encode() + task


def work() -> None:
    serve(answer)
