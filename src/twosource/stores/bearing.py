"""How partners' words stand to what a desk holds, as rows of a SQLite store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from ..model import Edge, Heard, Reading
from ..ports import Drawn, Ties
from .part import Part, by_keys
from .reached import begin, reach, reached
from .rows import pack, unpack, with_report

# Whose a mark is (see the migration).
SOURCE, OTHER, WORD, THEIRS, THEIR_WORD = range(5)
# A word that more reports share than these is looked up in the latest of them only.
CROWD = 256
# Two reports are worth comparing where they share so many words.
LEAST = 4


class Bearing(Part):
    """A ``ports.Bearing`` over a store's connection."""

    def any(self) -> bool:
        """Whether a partner's words were ever received."""
        return self._one("SELECT 1 FROM heard LIMIT 1") is not None

    # --- meeting

    def met_by(self) -> str:
        """What the ties were made by; "" where nothing was met."""
        row = self._one("SELECT value FROM facts WHERE name = 'met'")
        return str(row[0]) if row else ""

    def forget(self, basis: str) -> None:
        """Everything has to be met anew, by this."""
        with self._store.transaction():
            self._touch(self._ends("SELECT one, other, one_report, other_report FROM bearing"))
            for table in ("bearing_marks", "bearing_met", "bearing_objects", "circles", "bearing"):
                self._db.execute(f"DELETE FROM {table}")
            begin(self._db, "met_to")
            self._db.execute("INSERT OR REPLACE INTO facts VALUES ('met', ?)", (basis,))

    def unmet(self, method: str, limit: int) -> list[tuple[int, Reading]]:
        """Reports in sets that were not met yet, with their numbers, as they were read by this method."""
        query = (
            "SELECT reports.seq, text, reports.body, readings.body FROM marked "
            "JOIN reports ON reports.seq = marked.seq JOIN readings ON report = marked.seq "
            "LEFT JOIN bearing_met ON bearing_met.seq = marked.seq "
            "WHERE method = ? AND marked.seq > ? AND bearing_met.seq IS NULL ORDER BY marked.seq LIMIT ?"
        )
        rows = self._db.execute(query, (method, reached(self._db, "met_to"), limit)).fetchall()
        return [(seq, with_report(body, report, text)) for seq, text, report, body in rows]

    def all_met(self) -> None:
        """Note that those that were looked for have been met."""
        with self._store.transaction():
            reach(self._db, "met_to")

    def meet_own(self, number: int, ties: Ties) -> Mapping[int, int]:
        """Keep what a report of our own is tied by; the circles it is tied to wait. Comes back with the partners'

        reports that share words with it, and how many.
        """
        known = by_keys(
            self._db, "SELECT DISTINCT key FROM bearing_marks WHERE kind = 0 AND key IN", list(ties.sources)
        )
        new = ties.sources - {found for (found,) in known}  # of a source's token the first report counts
        self._wait(new | ties.others)
        self._met(number)
        self._mark(number, {SOURCE: new, OTHER: ties.others, WORD: ties.words})
        return self._sharing(ties.words, THEIR_WORD)

    def meet_words(self, number: int, ties: Ties) -> None:
        """Put a partner's words in the circle of all that they are tied to, which waits."""
        mine = ties.sources | ties.others
        query = "SELECT DISTINCT circle FROM bearing_marks JOIN circles USING (seq) WHERE kind = 3 AND key IN"
        circles = sorted({number} | {found for (found,) in by_keys(self._db, query, list(mine))})
        self._met(number)
        self._mark(number, {THEIRS: mine, THEIR_WORD: ties.words})
        self._db.execute("INSERT OR REPLACE INTO circles VALUES (?, ?, 1)", (number, circles[0]))
        for each in circles[1:]:
            for table in ("circles", "bearing"):
                self._db.execute(f"UPDATE {table} SET circle = ? WHERE circle = ?", (circles[0], each))

    def stir(self, numbers: Iterable[int]) -> None:
        """The circles of these partners' reports wait."""
        self._db.executemany("UPDATE circles SET waits = 1 WHERE seq = ?", ((each,) for each in numbers))

    def unmet_objects(self) -> list[tuple[str, str]]:
        """Our objects that tell of another report than when they were met, or were not met, with the report."""
        query = (
            "SELECT object_id, report_id FROM stands_for WHERE position = 0 "
            "EXCEPT SELECT object_id, report_id FROM bearing_objects"
        )
        return self._db.execute(query).fetchall()

    def meet_object(self, object_id: str, report_id: str, ties: Iterable[int]) -> None:
        """Keep what an object of ours is known by; the circles that are tied to it wait."""
        row = self._one("SELECT seq FROM reports WHERE id = ?", report_id)
        self._db.execute("INSERT OR REPLACE INTO bearing_objects VALUES (?, ?)", (object_id, report_id))
        if row:
            self._wait(ties)
            self._mark(int(row[0]), {OTHER: ties})

    def _met(self, number: int) -> None:
        self._db.execute("INSERT OR IGNORE INTO bearing_met VALUES (?)", (number,))

    def _mark(self, number: int, marks: Mapping[int, Iterable[int]]) -> None:
        rows = ((each, kind, number) for kind, keys in marks.items() for each in keys)
        self._db.executemany("INSERT OR IGNORE INTO bearing_marks VALUES (?, ?, ?)", rows)

    def _wait(self, ties: Iterable[int]) -> None:
        query = "SELECT DISTINCT seq FROM bearing_marks WHERE kind = 3 AND key IN"
        self.stir([seq for (seq,) in by_keys(self._db, query, list(ties))])

    def _sharing(self, words: Iterable[int], kind: int) -> dict[int, int]:
        query = "SELECT seq FROM bearing_marks WHERE key = ? AND kind = ? ORDER BY seq DESC LIMIT ?"
        shared = Counter(seq for each in words for (seq,) in self._db.execute(query, (each, kind, CROWD)))
        return {seq: count for seq, count in shared.items() if count >= LEAST}

    # --- drawing

    def waiting(self) -> list[int]:
        """The circles whose edges have to be drawn anew."""
        query = "SELECT DISTINCT circle FROM circles WHERE waits ORDER BY circle"
        return [circle for (circle,) in self._db.execute(query)]

    def words(self, circle: int) -> list[tuple[str, str, Heard]]:
        """The words of a circle in order of arrival: report, partner, words."""
        query = (
            "SELECT report_id, partner_id, heard.body FROM circles JOIN reports USING (seq) "
            "JOIN heard ON report_id = reports.id WHERE circle = ? ORDER BY number, report_id"
        )
        return [
            (report, who, unpack(Heard, body)) for report, who, body in self._db.execute(query, (circle,))
        ]

    def near(self, ties: Ties, most: int) -> list[int]:
        """Our reports that these ties lead to, in order: of each source's token the first, and so many by words."""
        first = "SELECT min(seq) FROM bearing_marks WHERE kind = 0 AND key IN"
        found = {seq for (seq,) in by_keys(self._db, first, list(ties.sources), "GROUP BY key")}
        others = "SELECT DISTINCT seq FROM bearing_marks WHERE kind = 1 AND key IN"
        found |= {seq for (seq,) in by_keys(self._db, others, list(ties.sources | ties.others))}
        shared = self._sharing(ties.words, WORD)
        return sorted(found | set(sorted(shared, key=lambda seq: (-shared[seq], seq))[:most]))

    def read(self, method: str, numbers: Sequence[int]) -> list[Reading]:
        """What these reports say by this method."""
        query = (
            "SELECT seq, text, reports.body, readings.body FROM reports JOIN readings ON report = seq "
            "WHERE method = ? AND seq IN"
        )
        rows = by_keys(self._db, query, sorted(numbers), before=(method,))
        return [with_report(body, report, text) for _, text, report, body in sorted(rows)]

    def draw(self, circle: int, drawn: Sequence[Drawn]) -> None:
        """Put these edges in place of the circle's former ones; it waits no more, but the sets do in which an edge

        came or went.
        """
        rows = {_row(one): None for one in drawn}
        query = "SELECT one, other, one_report, other_report, body FROM bearing WHERE circle = ?"
        former = dict.fromkeys(self._db.execute(query, (circle,)))
        self._db.execute("UPDATE circles SET waits = 0 WHERE circle = ?", (circle,))
        if former.keys() == rows.keys():
            return
        self._db.execute("DELETE FROM bearing WHERE circle = ?", (circle,))
        self._db.executemany(
            "INSERT INTO bearing VALUES (?, ?, ?, ?, ?, ?)", ((circle, *row) for row in rows)
        )
        changed = former.keys() ^ rows.keys()
        self._touch(sorted({end for row in changed for end in row[:4] if end}))

    # --- deriving

    def edges(self, ends: Collection[str]) -> tuple[Edge, ...]:
        """The edges that lead to any of these statements, reports or sources."""
        wanted = sorted(ends)
        found: dict[int, bytes] = {}
        for column in ("one", "other"):
            found.update(by_keys(self._db, f"SELECT rowid, body FROM bearing WHERE {column} IN", wanted))
        return tuple(dict.fromkeys(unpack(Edge, body) for body in found.values()))

    def beside(self, homes: Collection[int]) -> set[int]:
        """The sets that an edge leads to from a report of one of these."""
        found: set[int] = set()
        for mine, other in (("one", "other"), ("other", "one")):
            query = (
                "SELECT DISTINCT there.home FROM marked AS here JOIN reports AS a ON a.seq = here.seq "
                f"JOIN bearing ON {mine}_report = a.id JOIN reports AS b ON b.id = {other}_report "
                "JOIN marked AS there ON there.seq = b.seq WHERE here.home IN"
            )
            found |= {home for (home,) in by_keys(self._db, query, sorted(homes))}
        return found

    def _ends(self, query: str) -> list[str]:
        return sorted({end for row in self._db.execute(query) for end in row if end})

    def _touch(self, ends: Iterable[str]) -> None:
        touched = self._store.touched
        touched.touch(touched.homes_of(ends))


def _row(one: Drawn) -> tuple[str, str, str, str, bytes]:
    ends = (one.edge.left.split("/")[0], one.edge.right.split("/")[0])
    return (*ends, one.one, one.other, pack(one.edge))
