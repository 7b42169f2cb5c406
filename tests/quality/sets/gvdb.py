"""Gun Violence Database: local news on shootings, with the day, the city, the victims and their ages.

A day is found where one of the report's first 10 times has it; where the report's own day is not in its
address the words may leave the week or the year open, and then weekday or month and day must agree. *Stated*
leaves out the reports whose words do not name the day. A city is found where one of the first 20 place
mentions holds its name. A report's own day is read from its address, as admit does; no day is given away.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from twosource.model import Dissection, Report
from twosource.stages.admit.dates import in_url
from twosource.stages.dissect.figures import counts_persons

from ..harness import dissections, report_of

NAME = "gvdb"
PUBLISHED: dict[str, str] = {}
MOST_DATES, MOST_PLACES, MOST_FIGURES = 10, 20, 12
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True, slots=True)
class Case:
    """One report with its gold: day, city, ages as spans, number of victims killed, hurt and in all."""

    report: Report
    day: date
    city: str
    ages: tuple[tuple[int, int], ...]
    victims: frozenset[float]


def files(bench: Path) -> list[Path]:
    """The one table."""
    return [bench / "gvdb" / "dev.tsv"]


@cache
def cases(bench: Path) -> tuple[Case, ...]:
    """Every row whose day is complete."""
    csv.field_size_limit(sys.maxsize)
    with files(bench)[0].open(encoding="utf-8", newline="") as lines:
        found = (_case(row) for row in csv.DictReader(lines, delimiter="\t"))
        return tuple(case for case in found if case is not None)


def _case(row: dict[str, str]) -> Case | None:
    gold = json.loads(row["Json"])
    try:
        day = date(*map(int, gold["date-and-time"]["date"].split("-")))
    except (ValueError, TypeError):
        return None
    hurt = [victim.get("victim-was", []) for victim in gold["victim-section"]]
    hurt = [was for was in hurt if was]
    numbers = {sum("killed" in was for was in hurt), sum("killed" not in was for was in hurt), len(hurt)} - {
        0
    }
    ages = tuple(
        (victim["age"]["startIndex"], victim["age"]["endIndex"])
        for victim in gold["victim-section"]
        if victim["age"]["value"] and re.search(r"\d", victim["age"]["value"])
    )
    report = report_of(row["Full text"], row["Article id"], in_url(row["Article url"]))
    return Case(report, day, _city(gold), ages, frozenset(map(float, numbers)))


def _city(gold: dict[str, Any]) -> str:
    return str(gold["date-and-time"]["city"]["value"]).strip(" ,.").lower()


@cache
def _found(bench: Path) -> tuple[tuple[Case, Dissection], ...]:
    all_cases = cases(bench)
    return tuple(zip(all_cases, dissections([case.report for case in all_cases], NAME), strict=True))


def stated(case: Case) -> bool:
    """True where the words name the day: its weekday, its month and day, or "yesterday" beside a known day."""
    words = case.report.text.lower()
    if re.search(rf"\b{_DAYS[case.day.weekday()]}", words):
        return True
    month = _MONTHS[case.day.month - 1]
    if re.search(rf"\b{month}\w*\.?\s+0?{case.day.day}\b|\b0?{case.day.month}/0?{case.day.day}\b", words):
        return True
    relative = re.search(
        r"\b(?:today|yesterday|tonight|last night|this (?:morning|afternoon|evening))\b", words
    )
    return bool(relative and len(case.report.published_at or "") >= 10)


def right_day(value: str, day: date) -> bool:
    """True where a TIMEX3 value is the day, or leaves open only what the words leave open."""
    for part in value.split("/"):
        if part[:10] == day.isoformat() or part[:10] == f"XXXX-{day:%m-%d}":
            return True
        if part.startswith("XXXX-WXX-") and part[9:10] == str(day.isoweekday()):
            return True
    return False


def _days(d: Dissection) -> list[str]:
    return [time.value for time in d.times if time.type in ("DATE", "TIME")][:MOST_DATES]


def _places(d: Dissection) -> list[str]:
    return [m.text.lower() for m in d.mentions if m.kind == "place"][:MOST_PLACES]


def _outcomes(case: Case, d: Dissection) -> dict[str, bool]:
    day = any(right_day(value, case.day) for value in _days(d))
    outcomes = {"date": day}
    if stated(case):
        outcomes["date_stated"] = day
    if case.city:
        outcomes["city"] = any(case.city in place or place in case.city for place in _places(d))
    if case.victims:
        values = {f.value for f in [f for f in d.figures if counts_persons(f)][:MOST_FIGURES]}
        outcomes["victims"] = bool(values & case.victims)
    for k, (start, end) in enumerate(case.ages):
        outcomes[f"age {k}"] = any(f.measure == "age" and f.start < end and start < f.end for f in d.figures)
    return outcomes


def measure(bench: Path) -> dict[str, float]:
    """Recall of the day, of the day where it is stated, of the city, of a number of victims, of ages."""
    hits: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for case, d in _found(bench):
        for kind, hit in _outcomes(case, d).items():
            total[kind.split(" ")[0]] += 1
            hits[kind.split(" ")[0]] += hit
    return {
        f"{kind}_recall": hits[kind] / total[kind]
        for kind in ("date", "date_stated", "city", "victims", "age")
    }


def errors(bench: Path) -> dict[str, Counter[str]]:
    """Misses by kind; prints what was found instead."""
    missed: Counter[str] = Counter()
    for case, d in _found(bench):
        for kind, hit in _outcomes(case, d).items():
            if hit:
                continue
            name = kind.split(" ")[0]
            missed[name] += 1
            text = case.report.text
            if name == "date_stated":
                print(f"{case.report.path} day {case.day} ({case.report.published_at}): {_days(d)}")
            elif name == "city":
                print(f"{case.report.path} city {case.city}: {_places(d)}")
            elif name == "victims":
                print(
                    f"{case.report.path} victims {sorted(case.victims)}: {[(f.text, f.measure) for f in d.figures]}"
                )
            elif name == "age":
                start, end = case.ages[int(kind.split(" ")[1])]
                print(f"{case.report.path} age …{text[max(0, start - 40) : end + 20]!r}")
    return {"missed": missed}
