"""A folder of reports as the program tells it, and where an editor's marks stand in it.

A mark is a file and an exact quote, or a file and two offsets. It becomes a ``Place``; statements, figures,
open questions and dates of the brief are looked up by overlap with it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from twosource import Desk, contract
from twosource.model import Reading

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "reports"
ANSWERS = ROOT / "examples" / "answers.json"
GRAVITY = ("agree", "compatible", "different scope", "conflict", "impossible")
Object = Mapping[str, Any]


@dataclass(frozen=True)
class Place:
    """A span of a report."""

    report: str
    start: int
    end: int

    def meets(self, other: Place) -> bool:
        """Whether the two share at least half of the shorter."""
        if self.report != other.report:
            return False
        shared = min(self.end, other.end) - max(self.start, other.start)
        return shared > 0 and 2 * shared >= min(self.end - self.start, other.end - other.start)


@dataclass(frozen=True)
class Found:
    """The claim that carries most of a gold claim's mentions, and what else it carries."""

    claim: Object | None
    covered: int
    mentions: int
    foreign: tuple[str, ...]

    @property
    def grouped(self) -> bool:
        """All mentions but one (all, if there are at most two), and none of another meaning."""
        return self.covered >= max(self.mentions - 1, min(self.mentions, 2)) and not self.foreign

    def says(self, *names: str) -> tuple[Any, ...]:
        """These values of the claim: shown and possible, status, credibility."""
        if self.claim is None:
            return tuple(None for _ in names)
        flat = {**self.claim, **self.claim["origins"]}
        return tuple(flat[name] for name in names)


class World:
    """One run of the program over some files: the brief, and what extract says of each report."""

    def __init__(self, places: Sequence[str]) -> None:
        with Desk() as desk:
            self.brief: Object = contract.brief(desk.brief(places))
            read = [contract.reading(one) for one in desk.extract(places) if isinstance(one, Reading)]
        self.readings: dict[str, Object] = {one["report"]["id"]: one for one in read}

    @cached_property
    def stories(self) -> list[Object]:
        return list(self.brief["stories"])

    @cached_property
    def claims(self) -> list[Object]:
        """Every claim once, whatever stories it stands under."""
        return list({claim["id"]: claim for story in self.stories for claim in story["claims"]}.values())

    @cached_property
    def statements(self) -> dict[str, tuple[Place, ...]]:
        """Statement id -> the places of its parts."""
        return {
            statement["id"]: tuple(Place(report, part["start"], part["end"]) for part in statement["parts"])
            for report, reading in self.readings.items()
            for statement in reading["statements"]
        }

    def reports(self, file: str) -> list[str]:
        """The ids of the reports that a file holds."""
        return [
            report
            for report, reading in self.readings.items()
            if Path(reading["report"]["path"]).name.split("#")[0] == file
        ]

    def place(self, mark: Object) -> Place:
        """Where a mark stands: by its quote, or by its offsets."""
        found = self.reports(mark["file"])
        if "quote" not in mark:
            return Place(found[0], mark["start"], mark["end"])
        for report in found:
            at = self.readings[report]["report"]["text"].find(mark["quote"])
            if at >= 0:
                return Place(report, at, at + len(mark["quote"]))
        raise LookupError(f"{mark['file']} as it was read does not hold {mark['quote']!r}")

    def spans(self, found: Iterable[Object]) -> list[Place]:
        """Spans of the brief as places."""
        return [Place(span["report_id"], span["start"], span["end"]) for span in found]

    def meets(self, found: Iterable[Object], place: Place) -> bool:
        """Whether one of the brief's spans stands there."""
        return any(place.meets(other) for other in self.spans(found))

    # --- claims

    def carriers(self, place: Place) -> set[str]:
        """The statements that stand there."""
        return {name for name, parts in self.statements.items() if any(place.meets(part) for part in parts)}

    def found(self, gold: Object, others: Sequence[Object]) -> Found:
        """Our claim for a gold claim; ``others`` are the gold claims of another meaning."""
        own = [self.carriers(self.place(m)) for m in gold["mentions"] if not m.get("optional")]
        spare = [self.carriers(self.place(m)) for m in gold["mentions"] if m.get("optional")]
        mine = set().union(*own, *spare)
        best = Found(None, 0, len(own), ())
        for claim in self.claims:
            has = set(claim["statements"])
            covered = sum(bool(carriers & has) for carriers in own)
            if not covered:
                continue
            foreign = tuple(o["name"] for o in others if self._carries(has - mine, o))
            if (covered, -len(foreign)) > (best.covered, -len(best.foreign)):
                best = Found(claim, covered, len(own), foreign)
        return best

    def _carries(self, statements: set[str], gold: Object) -> bool:
        return any(
            self.carriers(self.place(m)) & statements for m in gold["mentions"] if not m.get("optional")
        )

    # --- figures

    def values(self, place: Place, low: float | None, high: float | None) -> Iterator[tuple[Object, int]]:
        """The groups of figures, and the position in each, that hold this value at this place."""
        for story in self.stories:
            for group in story["figures"]:
                for index, value in enumerate(group["values"]):
                    same = (value["low"] or 0) == (low or 0) and value["high"] == high
                    if same and self.meets(value["spans"], place):
                        yield group, index

    def relation(self, golds: Sequence[Object]) -> str | None:
        """The gravest relation that the brief gives between these values, where they stand in one group."""
        held = [list(self.values(self.place(g), g["low"], g["high"])) for g in golds]
        between: set[str] = set()
        for at, some in enumerate(held):
            for others in held[at + 1 :]:
                between |= {
                    pair["relation"]
                    for group, index in some
                    for other, index_other in others
                    if group is other
                    for pair in group["relations"]
                    if {pair["a"], pair["b"]} == {index, index_other}
                }
                if any(g is o and i == j for g, i in some for o, j in others):
                    between.add("agree")
        return max(between, key=GRAVITY.index) if between else None

    # --- the rest

    def asked(self, kind: str, place: Place) -> bool:
        """Whether the brief has this open question there."""
        return any(
            one["kind"] == kind and self.meets(one["spans"], place)
            for story in self.stories
            for one in story["open"]
        )

    def dated(self, place: Place) -> set[str]:
        """What the words there are dated to: by the report alone, or in the light of the story."""
        alone = {
            time["value"]
            for time in self.readings[place.report]["times"]
            if place.meets(Place(place.report, time["start"], time["end"]))
        }
        told = {
            entry["when"]
            for story in self.stories
            for entry in story["timeline"]
            for span in self.spans(entry["spans"])
            if span.meets(place) and span.end - span.start <= 2 * (place.end - place.start)
        }
        return alone | told

    def partition(self) -> list[set[str]]:
        """The files of each story."""
        return [
            {Path(report["path"]).name.split("#")[0] for report in story["reports"]} for story in self.stories
        ]

    def copies(self) -> dict[tuple[str, str], str]:
        """(file, file it copies) -> kind."""
        name = {r: Path(one["report"]["path"]).name.split("#")[0] for r, one in self.readings.items()}
        return {
            (name[report["id"]], name[copy["of"]]): copy["kind"]
            for story in self.stories
            for report in story["reports"]
            for copy in report["copies"]
        }


def gold(path: Path) -> dict[str, Any]:
    """An editor's marks; each claim is called by its ``name``."""
    marks: dict[str, Any] = json.loads(path.read_text("utf-8"))
    for claim in marks["claims"]:
        claim.setdefault("name", claim.get("id"))
    return marks


def others(claim: Object, claims: Iterable[Object]) -> list[Object]:
    """The gold claims that may not be one with this: all but itself and those it is part of or may join."""
    ties = {claim["name"], claim.get("part_of"), claim.get("may_join")}
    return [
        other
        for other in claims
        if other["name"] not in ties and claim["name"] not in (other.get("part_of"), other.get("may_join"))
    ]


@cache
def example() -> World:
    """The bundled example, run once."""
    return World([str(EXAMPLE)])
