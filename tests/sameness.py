"""Short invented reports of one event with a passage marked in each: whether these are one claim, and if not, how they stand.

The reports go through all stages as one story. A mark is found where a claim holds a proposition that covers it, as in
the worlds of ``tests/quality``: same (one claim holds every mark), apart (each is in a claim, none holds two, and nothing
sets them against each other), against (a contradiction between them), update (the one updates the other).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from tests.standing import told
from twosource.model import Evidence, Proposition
from twosource.pipeline.linking import Linked

TABLES = Path(__file__).parent / "stages" / "sameness"
_DAY = "2025-03-04"
ANSWERS = ("same", "apart", "against", "update")


@dataclass(frozen=True, slots=True)
class Case:
    """Reports as (publisher, time, text with [[what is marked]] in it), and how the marks stand; ``met`` or not yet."""

    name: str
    answer: str
    met: bool
    reports: tuple[tuple[str, str, str], ...]


def cases() -> list[Case]:
    """Every case of the tables: "@ name answer", then "= publisher" or "= publisher | day" and a text for each report."""
    return list(_blocks("\n".join(table.read_text("utf-8") for table in sorted(TABLES.glob("*.txt")))))


def _blocks(tables: str) -> Iterator[Case]:
    for block in re.split(r"^@ ", tables, flags=re.MULTILINE)[1:]:
        head, *reports = re.split(r"^= ", block, flags=re.MULTILINE)
        name, answer, *rest = head.split()
        assert answer in ANSWERS, f"{name}: {answer} is none of {ANSWERS}"
        found = []
        for number, one in enumerate(reports):
            publisher, _, day = one.split("\n", 1)[0].partition("|")
            at = f"{day.strip() or _DAY}T{10 + number}:00:00+00:00"
            found.append(
                (
                    publisher.strip(),
                    at,
                    re.sub(r"^#.*$", "", one.split("\n", 1)[1], flags=re.MULTILINE).strip(),
                )
            )
        yield Case(name, answer, "not-yet" not in rest, tuple(found))


def answer(case: Case) -> str:
    """How the marks stand to each other; "nothing" where one is in no claim, "mixed" where only some are in one."""
    part, marks, _ = told(case.reports)
    return _answer(part, marks)


def _answer(part: Linked, marks: Sequence[Evidence]) -> str:
    holding = [{c.id for c in part.claims if any(covers(p, mark) for p in c.propositions)} for mark in marks]
    if set.intersection(*holding):
        return "same"
    here = [{p.id for c in part.claims for p in c.propositions if covers(p, mark)} for mark in marks]
    between = {
        edge.relation
        for one, other in combinations(here, 2)
        for edge in part.edges
        if (edge.left in one and edge.right in other) or (edge.left in other and edge.right in one)
    }
    if "contradicts" in between:
        return "against"
    if "updates" in between:
        return "update"
    if not all(holding):
        return "nothing"
    return "mixed" if any(a & b for a, b in combinations(holding, 2)) else "apart"


def covers(proposition: Proposition, mark: Evidence) -> bool:
    """True where a proposition and a mark share more than half of the shorter."""
    shared = min(proposition.end, mark.end) - max(proposition.start, mark.start)
    shorter = min(proposition.end - proposition.start, mark.end - mark.start)
    return proposition.report_id == mark.report_id and shared > 0.5 * shorter
