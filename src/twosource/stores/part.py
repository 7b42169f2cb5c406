"""Rows of one kind in a store, asked for one at a time or many by their keys."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .sqlite import Sqlite

# SQLite takes at most 32,766 parameters a statement; a few hundred are as fast.
MANY = 500


class Part:
    """A part of a store: the rows of one kind, on the store's own connection and in its transactions."""

    def __init__(self, store: Sqlite) -> None:
        self._store = store
        self._db = store.db

    def _one(self, query: str, *values: Any) -> Any:
        return self._db.execute(query, values).fetchone()


def by_keys(
    db: sqlite3.Connection, query: str, keys: Sequence[Any], more: str = "", before: Sequence[Any] = ()
) -> Iterator[tuple[Any, ...]]:
    """The rows of these keys, some at a time: ``query`` ends with IN, ``more`` follows the keys.

    ``before`` are the values of the query's own marks.
    """
    for at in range(0, len(keys), MANY):
        some = keys[at : at + MANY]
        marked = f"{query} ({','.join('?' * len(some))}) {more}"
        yield from db.execute(marked, (*before, *some)).fetchall()
