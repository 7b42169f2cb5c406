"""Claims and stories are given an id once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from twosource.identity import settle

partitions = st.lists(st.integers(0, 6), min_size=1, max_size=20).map(
    lambda homes: {
        f"g{home}": frozenset(f"m{i}" for i, h in enumerate(homes) if h == home) for home in set(homes)
    }
)


def test_a_group_that_grows_keeps_its_id() -> None:
    assert settle({"a": ["1", "2"]}, {"x": ["1", "2", "3"]}).ids == {"x": "a"}


def test_a_merge_leaves_a_redirect() -> None:
    settled = settle({"a": ["1", "2", "3"], "b": ["4"]}, {"x": ["1", "2", "3", "4"]})
    assert settled == ({"x": "a"}, {"b": "a"})


def test_after_a_split_the_larger_part_keeps_the_id() -> None:
    settled = settle({"a": ["1", "2", "3"]}, {"a": ["1"], "x": ["2", "3"]})
    assert settled.ids["x"] == "a"
    assert settled.ids["a"] not in ("a", "x")


def test_an_id_that_was_redirected_is_not_given_again() -> None:
    assert settle({}, {"x": ["1"]}, taken=["x"]).ids["x"] != "x"


@given(partitions, partitions)
def test_every_group_has_one_id_and_no_two_the_same(
    old: dict[str, frozenset[str]], new: dict[str, frozenset[str]]
) -> None:
    settled = settle(old, {f"n{name}": members for name, members in new.items()})
    assert len(set(settled.ids.values())) == len(new)
    assert not set(settled.redirects) & set(settled.ids.values())
    assert set(settled.redirects.values()) <= set(settled.ids.values())


@given(partitions)
def test_rebuilding_the_same_groups_changes_no_id(old: dict[str, frozenset[str]]) -> None:
    again = {f"n{name}": members for name, members in old.items()}
    assert settle(old, again) == ({f"n{name}": name for name in old}, {})


def test_an_id_that_lives_elsewhere_is_not_given_again() -> None:
    ids = settle({}, {"s1": ["a"]}, elsewhere=lambda name: name == "s1").ids
    assert ids["s1"] != "s1"
    assert settle({"s1": ["a"]}, {"x": ["a"]}, elsewhere=lambda name: True).ids == {"x": "s1"}
