"""Ids that are given once: a group rebuilt from other edges keeps the id of the group it overlaps most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import sha256
from typing import NamedTuple


class Settled(NamedTuple):
    """``ids`` lead from provisional to settled ids, ``redirects`` from ids that were merged to what holds them."""

    ids: dict[str, str]
    redirects: dict[str, str]


def settle(
    old: Mapping[str, Iterable[str]],
    new: Mapping[str, Iterable[str]],
    taken: Iterable[str] = (),
    former: Mapping[str, Iterable[str]] | None = None,
    elsewhere: Callable[[str], bool] | None = None,
) -> Settled:
    """Which old id each new group keeps. ``old`` and ``new`` lead from an id to the group's members.

    The greatest overlap decides, then the likest group, then the id. ``former`` are groups of an earlier time,
    which lost members or were merged away: one that is there again gets its id back. A group that overlaps none
    keeps its provisional id, made different where another group or ``taken`` (redirects) already bears it, or one
    that is not among these (``elsewhere`` says so).
    """
    members = {name: frozenset(each) for name, each in new.items()}
    times = [{name: frozenset(each) for name, each in known.items()} for known in (old, former or {})]
    best: dict[tuple[str, str], tuple[int, float]] = {}
    for known in times:
        for name, home, count in _shared(known, members):
            alike = count / len(known[home] | members[name])
            best[home, name] = max(best.get((home, name), (0, 0.0)), (count, alike))
    pairs = sorted((-count, -alike, home, name) for (home, name), (count, alike) in best.items())
    ids: dict[str, str] = {}
    kept: set[str] = set()
    for _, _, home, name in pairs:
        if name not in ids and home not in kept:
            ids[name] = home
            kept.add(home)
    used = kept | set(old) | set(former or ()) | set(taken)
    for name in sorted(new.keys() - ids.keys()):
        ids[name] = _unused(name, used, elsewhere)
        used.add(ids[name])
    redirects: dict[str, str] = {}
    for _, _, home, name in pairs:
        if home not in kept and home in old:
            redirects.setdefault(home, ids[name])
    return Settled(ids, redirects)


def _shared(
    old: Mapping[str, frozenset[str]], new: Mapping[str, frozenset[str]]
) -> Iterator[tuple[str, str, int]]:
    """Every new group with each old one that it shares members with, and how many."""
    homes: dict[str, list[str]] = {}
    for name in sorted(old):
        for member in old[name]:
            homes.setdefault(member, []).append(name)
    for name, members in new.items():
        for home, count in Counter(home for member in members for home in homes.get(member, ())).items():
            yield name, home, count


def _unused(name: str, used: set[str], elsewhere: Callable[[str], bool] | None) -> str:
    candidate, turn = name, 0
    while candidate in used or (elsewhere is not None and elsewhere(candidate)):
        turn += 1
        candidate = name[:2] + sha256(f"{name}/{turn}".encode()).hexdigest()[: max(8, len(name) - 2)]
    return candidate
