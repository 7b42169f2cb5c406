"""How often Python looks for garbage while much is read and derived.

Nearly all that is made there is gone as soon as nobody holds it. What is left, some thousand objects a report that hold
each other, can wait; the search for it goes through the readings, the model and the tables each time.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

# So many new objects between two searches, and so many searches between two that look further back.
OBJECTS, FURTHER, ALL = 50_000, 20, 50

_one_at_a_time = Lock()
_inside = 0
_usual = gc.get_threshold()


def seldom() -> None:
    """Search seldom from here on: for processes that do nothing else."""
    gc.set_threshold(OBJECTS, FURTHER, ALL)


@contextmanager
def searched_seldom() -> Iterator[None]:
    """Garbage is searched for seldom inside, and as before after the last that is inside has left."""
    global _inside, _usual
    with _one_at_a_time:
        if not _inside:
            _usual = gc.get_threshold()
            if _usual[0] and _usual[0] < OBJECTS:  # 0: the program that uses this has switched the search off
                seldom()
        _inside += 1
    try:
        yield
    finally:
        with _one_at_a_time:
            _inside -= 1
            if not _inside:
                gc.set_threshold(*_usual)
