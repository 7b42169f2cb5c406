"""Which reports bear on each other, as rows of a SQLite store: candidates by index, sets, what waits to be derived."""

from __future__ import annotations

import json
import secrets
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from ..model import Decision, Derived, Edge, Reading, Report
from ..ports import Group, Marks, Near
from . import derived as rows_derived
from . import latest, sums
from .part import Part, by_keys
from .reached import begin, reach, reached
from .rows import key, pack, unpack, with_report

T = TypeVar("T")


class Touched(Part):
    """A ``ports.Touched`` over a store's connection."""

    # --- candidates

    def report(self, number: int) -> Report:
        """The report of this number."""
        text, body = self._db.execute("SELECT text, body FROM reports WHERE seq = ?", (number,)).fetchone()
        return replace(unpack(Report, body), text=text)

    def seen(self, number: int, kind: type[T]) -> T:
        """What its marks were made from."""
        row = self._db.execute("SELECT body FROM profiles WHERE seq = ?", (number,)).fetchone()
        return unpack(kind, row[0])

    def size(self, home: int) -> int:
        """How many reports a set holds."""
        row = self._db.execute("SELECT count(*) FROM marked WHERE home = ?", (home,)).fetchone()
        return int(row[0])

    def alone(self, number: int) -> bool:
        """True where a report is in a set of its own."""
        return self._db.execute("SELECT seq FROM marked WHERE home = ? LIMIT 2", (number,)).fetchall() == [
            (number,)
        ]

    def home(self, number: int) -> int:
        """The set that a report is in, by the number of its first member; 0 where it is in none."""
        row = self._db.execute("SELECT home FROM marked WHERE seq = ?", (number,)).fetchone()
        return int(row[0]) if row else 0

    def homes(self, numbers: Collection[int]) -> dict[int, int]:
        """The same of several."""
        return dict(by_keys(self._db, "SELECT seq, home FROM marked WHERE seq IN", sorted(numbers)))

    def by_copies(self, keys: Sequence[int], most: int) -> Mapping[int, tuple[int, int]]:
        """The reports that share keys of copies: how many they share, and how many they have."""
        shared = Counter(latest.holders(self._db, "copy_keys", keys, most))
        many = dict(by_keys(self._db, "SELECT seq, many FROM marked WHERE seq IN", sorted(shared)))
        return {seq: (count, many.get(seq, 0)) for seq, count in shared.items()}

    def by_words(self, words: Mapping[int, float], most: int, least: float) -> Sequence[Near]:
        """The reports that share heavy words, where the product of the weights is at least this."""
        return latest.near(self._db, words, most, least)

    def by_names(self, names: Iterable[int], recalled: bool, most: int) -> Mapping[int, int]:
        """The reports that hold (or look back to) these names, and how many of them."""
        return Counter(latest.holders(self._db, "name_keys", _named(names, recalled), most))

    def add(self, number: int, found: Marks, home: int, merged: Iterable[int]) -> None:
        """A report in a set, which takes in others."""
        self.fill([(number, found, home)])
        self.merge(home, merged)

    def fill(self, reports: Sequence[tuple[int, Marks, int]]) -> None:
        """Reports, each with its number, what it is found by, and its set."""
        db = self._db
        rows = [(number, home, len(found.copies)) for number, found, home in reports]
        db.executemany("INSERT OR REPLACE INTO marked VALUES (?, ?, ?)", rows)
        seen = [(number, pack(found.seen)) for number, found, _ in reports]
        db.executemany("INSERT OR REPLACE INTO profiles VALUES (?, ?)", seen)
        latest.add(db, "copy_keys", ((number, found.copies) for number, found, _ in reports))
        latest.add_words(db, ((number, found.day, found.words) for number, found, _ in reports))
        names = (
            (number, [*_named(found.names, False), *_named(found.recalled, True)])
            for number, found, _ in reports
        )
        latest.add(db, "name_keys", names)

    def merge(self, home: int, merged: Iterable[int]) -> None:
        """One set of several, which waits to be derived."""
        for each in merged:
            for table in ("marked", "edges", "source_parts"):
                self._db.execute(f"UPDATE {table} SET home = ? WHERE home = ?", (home, each))
            self._db.execute("DELETE FROM waiting WHERE home = ?", (each,))
            self.touch([home])

    # --- sets

    def placed_by(self) -> Mapping[str, str]:
        """The method by which reports were put in sets; {} where none were."""
        row = self._db.execute("SELECT value FROM facts WHERE name = 'placed'").fetchone()
        return json.loads(row[0]) if row else {}

    def forget(self, method: Mapping[str, str]) -> None:
        """Take every report out of its set, to be placed by this method."""
        with self._store.transaction():
            for table in rows_derived.PLACED:
                self._db.execute(f"DELETE FROM {table}")
            self._db.execute("DELETE FROM edges")
            sums.forget(self._db)
            begin(self._db, "placed_to")
            placed = (json.dumps(dict(method), sort_keys=True),)
            self._db.execute("INSERT OR REPLACE INTO facts VALUES ('placed', ?)", placed)
            self._db.execute("DELETE FROM facts WHERE name IN ('heard', 'heard_version')")

    def unmarked(self, method: str, limit: int) -> list[tuple[int, Report]]:
        """Reports that were read by this method and are in no set yet, with their numbers."""
        query = (
            "SELECT reports.seq, text, reports.body FROM readings JOIN reports ON reports.seq = report "
            "LEFT JOIN marked ON marked.seq = report WHERE method = ? AND report > ? AND marked.seq IS NULL "
            "ORDER BY report LIMIT ?"
        )
        since = reached(self._db, "placed_to")
        rows = self._db.execute(query, (method, since, limit)).fetchall()
        return [(seq, replace(unpack(Report, body), text=text)) for seq, text, body in rows]

    def homes_of(self, ends: Iterable[str]) -> set[int]:
        """The sets in which these statements, reports or sources are met."""
        found: set[int] = set()
        for end in dict.fromkeys(end.split("/")[0] for end in ends):
            for query in (
                "SELECT home FROM reports JOIN marked USING (seq) WHERE id = ?",
                "SELECT home FROM statements JOIN reports ON reports.id = report_id "
                "JOIN marked ON marked.seq = reports.seq WHERE statements.id = ?",
                "SELECT home FROM source_parts WHERE id = ?",
            ):
                found |= {home for (home,) in self._db.execute(query, (end,))}
        return found

    def touch(self, homes: Iterable[int]) -> None:
        """These sets have to be derived anew."""
        self._db.executemany(
            "INSERT OR REPLACE INTO waiting VALUES (?, abs(random()))", ((home,) for home in homes)
        )

    def waiting(self, homes: Iterable[int] | None = None) -> dict[int, int]:
        """The sets that have to be derived anew (all, or those among these), each with a number that another touch changes."""
        if homes is not None:
            return dict(by_keys(self._db, "SELECT home, turn FROM waiting WHERE home IN", sorted(homes)))
        return dict(self._db.execute("SELECT home, turn FROM waiting ORDER BY home"))

    def unheard(self) -> tuple[list[Edge], list[Decision]]:
        """The edges (of people, and of documents that changed) and the decisions no set has been derived with yet."""
        heard = dict(self._db.execute("SELECT number, digest FROM heard_acts"))
        acts = [one for one in self._store.acts.all() if heard.get(one.number) != key(pack(one))]
        rows = self._db.execute("SELECT body FROM decisions WHERE seq > ? ORDER BY seq", (self._heard(),))
        changed = self._store.watches.updates(self._heard("heard_version"))
        return [*changed, *(unpack(Edge, body) for (body,) in rows)], acts

    def hear(self, decisions: Sequence[Decision]) -> None:
        """These decisions as they stand, and all edges, are followed now."""
        rows = ((one.number, key(pack(one))) for one in decisions)
        self._db.executemany("INSERT OR REPLACE INTO heard_acts VALUES (?, ?)", rows)
        self._db.execute("INSERT OR REPLACE INTO facts SELECT 'heard', coalesce(max(seq), 0) FROM decisions")
        last = "INSERT OR REPLACE INTO facts SELECT 'heard_version', coalesce(max(number), 0) FROM versions"
        self._db.execute(last)

    def _heard(self, name: str = "heard") -> int:
        row = self._db.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return int(row[0]) if row else 0

    # --- deriving a set

    def readings(self, method: str, homes: Collection[int]) -> list[Reading]:
        """What the reports of these sets say by this method."""
        query = (
            "SELECT text, reports.body, readings.body FROM marked JOIN reports USING (seq) "
            "JOIN readings ON report = seq WHERE method = ? AND home = ? ORDER BY seq"
        )
        found = []
        for home in sorted(homes):
            for text, report, body in self._db.execute(query, (method, home)):
                found.append(with_report(body, report, text))
        return found

    def members(self, group: Group, report_ids: Collection[str]) -> dict[str, tuple[str, ...]]:
        """The derived groups that hold anything of these reports."""
        stories = rows_derived.stories_of(self._db, report_ids)
        names = stories if group == "story" else rows_derived.claims_of(self._db, stories)
        return rows_derived.members(self._db, group, names)

    def former(self, bases: Collection[str], here: Collection[str]) -> dict[str, tuple[str, ...]]:
        """What was in groups that lost any of these reports or statements, but for groups that live elsewhere."""
        rows = by_keys(self._db, "SELECT DISTINCT old FROM former_members WHERE base IN", sorted(bases))
        names = sorted({old for (old,) in rows} - set(here))
        for table in ("stories", "claims"):
            live = {name for (name,) in by_keys(self._db, f"SELECT id FROM {table} WHERE id IN", names)}
            names = [name for name in names if name not in live]
        rows = by_keys(self._db, "SELECT old FROM former_members WHERE old IN", sorted(here))
        return rows_derived.former(self._db, [*names, *sorted({old for (old,) in rows})])

    def elsewhere(self, here: Collection[str]) -> Callable[[str], bool]:
        """Whether an id is a story's, a claim's or a redirect's that is not among these."""
        known = frozenset(here)
        query = (
            "SELECT 1 FROM stories WHERE id = :id UNION ALL SELECT 1 FROM claims WHERE id = :id "
            "UNION ALL SELECT 1 FROM redirects WHERE old = :id LIMIT 1"
        )

        def lives(name: str) -> bool:
            return name not in known and self._db.execute(query, {"id": name}).fetchone() is not None

        return lives

    def swap(self, derived: Derived, report_ids: Collection[str], waiting: Mapping[int, int]) -> bool:
        """Put the rows of some sets in place of the former ones; False where they were touched meanwhile."""
        with self._store.transaction():
            now = self.waiting(waiting)
            if not waiting or any(now.get(home) not in (None, turn) for home, turn in waiting.items()):
                return False
            if not any(home in now for home in waiting):
                return False  # another process was faster
            rows_derived.swap_sets(self._db, derived, report_ids, sorted(waiting))
            self._db.executemany("DELETE FROM waiting WHERE home = ?", ((home,) for home in waiting))
            self._db.execute("INSERT OR REPLACE INTO facts VALUES ('state', ?)", (secrets.token_hex(8),))
        return True

    def done(self, kept: int, method: Mapping[str, str]) -> bool:
        """Say that all is derived from ``kept`` by this method; False where something waits again."""
        with self._store.transaction():
            left = self._one("SELECT 1 FROM waiting LIMIT 1")
            if left or self._store.kept != kept:
                return False
            from_ = kept if reach(self._db, "placed_to") else -1
            facts = {"derived": str(from_), "method": json.dumps(dict(method), sort_keys=True)}
            self._db.executemany("INSERT OR REPLACE INTO facts VALUES (?, ?)", facts.items())
        return True


def _named(names: Iterable[int], recalled: bool) -> list[int]:
    """The keys of names, and of names that are looked back to, in one table."""
    return [name << 1 | recalled for name in names]
