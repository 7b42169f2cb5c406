"""Ids that are given once: a group rebuilt from other edges keeps the id of the group it overlaps most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import NamedTuple


class Settled(NamedTuple):
    """``ids`` lead from provisional to settled ids, ``redirects`` from ids that were merged to what holds them."""

    ids: dict[str, str]
    redirects: dict[str, str]


def settle(
    old: Mapping[str, Iterable[str]], new: Mapping[str, Iterable[str]], taken: Iterable[str] = ()
) -> Settled:
    """Which old id each new group keeps. ``old`` and ``new`` lead from an id to the group's members.

    The greatest overlap decides, ties by id. A group that overlaps none keeps its provisional id, made
    different where an old group or ``taken`` (redirects given before) already bears it.
    """
    homes: dict[str, list[str]] = {}
    for name in sorted(old):
        for member in old[name]:
            homes.setdefault(member, []).append(name)
    shared = {name: Counter(home for member in new[name] for home in homes.get(member, ())) for name in new}
    pairs = sorted(
        (-count, home, name) for name, homes_of in shared.items() for home, count in homes_of.items()
    )
    ids: dict[str, str] = {}
    kept: set[str] = set()
    for _, home, name in pairs:
        if name not in ids and home not in kept:
            ids[name] = home
            kept.add(home)
    used = kept | set(old) | set(taken)
    for name in sorted(new.keys() - ids.keys()):
        ids[name] = _unused(name, used)
        used.add(ids[name])
    redirects: dict[str, str] = {}
    for _, home, name in pairs:
        if home not in kept:
            redirects.setdefault(home, ids[name])
    return Settled(ids, redirects)


def _unused(name: str, used: set[str]) -> str:
    candidate, turn = name, 0
    while candidate in used:
        turn += 1
        candidate = name[:2] + sha256(f"{name}/{turn}".encode()).hexdigest()[: len(name) - 2]
    return candidate
