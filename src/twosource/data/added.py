"""What a desk adds to the tables of agencies, outlets and owners, and where that is in force.

The tables that ship are the same for everybody. A desk's own entries hold while its reports are read and assessed
(``added``), for that thread alone, so that two desks in one process never see each other's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import TypeVar

V = TypeVar("V")

SHIPPED = "Twosource"


@dataclass(frozen=True, slots=True)
class Agency:
    """A news agency: the names that it is credited by, its domains, and whole lines that credit it.

    ``origin`` says where an entry is from: ``SHIPPED``, or a file and line.
    """

    source_id: str
    name: str
    names: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    origin: str = SHIPPED


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet under all its names and domains; ``owner`` where one is given, "" where it has none known."""

    source_id: str
    name: str
    names: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    owner: str | None = None
    origin: str = SHIPPED


@dataclass(frozen=True, slots=True)
class Owner:
    """An owner with the outlets, and other owners, that belong to it: names or domains."""

    source_id: str
    name: str
    names: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    origin: str = SHIPPED


@dataclass(frozen=True, slots=True)
class Additions:
    """A desk's own entries. ``digest`` stands for what they say, wherever they are written, and is empty where there

    are none; ``key`` is of where they stand too.
    """

    agencies: tuple[Agency, ...] = ()
    outlets: tuple[Outlet, ...] = ()
    owners: tuple[Owner, ...] = ()
    digest: str = ""
    key: str = ""


NONE = Additions()
_IN_FORCE: ContextVar[Additions] = ContextVar("twosource.additions", default=NONE)


def in_force() -> Additions:
    """The entries that hold here beside those that ship."""
    return _IN_FORCE.get()


@contextmanager
def added(additions: Additions) -> Iterator[None]:
    """These entries hold inside. Do not yield to others from within: it would hold for them too."""
    token = _IN_FORCE.set(additions)
    try:
        yield
    finally:
        _IN_FORCE.reset(token)


def by_tables(function: Callable[[], V]) -> Callable[[], V]:
    """The same function, asked once for each set of entries that is in force."""
    known = lru_cache(8)(lambda key: function())

    @wraps(function)
    def asked() -> V:
        return known(_IN_FORCE.get().key)

    return asked
