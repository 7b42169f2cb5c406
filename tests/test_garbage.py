"""Garbage is searched for seldom while reports are derived, and as it was before and after."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from twosource.desk.garbage import OBJECTS, searched_seldom


@pytest.fixture(autouse=True)
def usual() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


def test_the_search_is_as_it_was_when_the_last_has_left() -> None:
    gc.set_threshold(600, 9, 8)
    with searched_seldom():
        with pytest.raises(KeyError), searched_seldom():
            raise KeyError
        assert gc.get_threshold()[0] == OBJECTS
    assert gc.get_threshold() == (600, 9, 8)


@pytest.mark.parametrize("objects", [0, 2 * OBJECTS])
def test_a_program_that_searches_more_seldom_still_is_left_alone(objects: int) -> None:
    gc.set_threshold(objects, 9, 8)
    with searched_seldom():
        assert gc.get_threshold() == (objects, 9, 8)
    assert gc.get_threshold() == (objects, 9, 8)
