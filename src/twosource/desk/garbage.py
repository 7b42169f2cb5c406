"""How often Python looks for garbage while much is read and derived.

What is made there is values that are kept for a while and dropped without a trace; they hold no circles, so that the
search finds next to nothing and goes through the model and the tables each time.
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
