"""MUC-4: wires on attacks in Latin America. How many of the victim counts of the keys are found.

A gold count is one number of a human target in one message (the slot HUM TGT: NUMBER, "1", "6", "~100",
"5 / 6", "7 -"), taken once a message; PLURAL says no number and is left out, as are optional templates'
"?" marks. It is found where one of the report's figures that count persons has that number; only the first
12 such figures of a report are looked at. *Told* asks more: the figure must also say what befell them.

Two wires tell of one *incident* where the keys give it the same type, and the same named victim or the same day
and country; the keys do not say so themselves. ``together`` is the share of such pairs that end in one story or in
two of which one follows the other, ``apart`` the share of the pairs of other incidents that do not. ``related``
is the share of the counts that both wires of an incident give for the same victims, as far as both are found,
whose relation is the one that the keys' numbers have: they agree where a number is in both, else they do not.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path

from twosource.data import table
from twosource.model import Dissection, Figure
from twosource.stages import dedupe, group
from twosource.stages.dissect.figures import counts_persons
from twosource.stages.judge.agreement import relate

from ..harness import dissections, report_of

NAME = "muc4"
PUBLISHED: dict[str, str] = {}
MOST = 12
_SLOT = re.compile(r"\d+\.\s+([A-Z ]+: [A-Z ]+?)\s{2,}(.*)$")


@dataclass(frozen=True, slots=True)
class Target:
    """A line of HUM TGT: NUMBER: the numbers that are right, whose they are, and what befell them."""

    numbers: frozenset[float]
    what: str
    effect: str
    named: bool


def files(bench: Path) -> list[Path]:
    """The texts and both keys."""
    return [bench / "muc4" / name for name in ("dev.json", "key-tst1.v7", "key-tst2.v4")]


def _templates(path: Path) -> list[dict[str, list[str]]]:
    found: list[dict[str, list[str]]] = []
    slot = ""
    for line in path.read_text("latin-1").splitlines():
        match = _SLOT.match(line)
        if match:
            slot, value = match.group(1).strip(), match.group(2).strip()
            if slot == "MESSAGE: ID":
                found.append(defaultdict(list))
            found[-1][slot].append(value)
        elif line.startswith(" ") and found:
            found[-1][slot].append(line.strip())
    return found


def _numbers(written: str) -> frozenset[float]:
    return frozenset(float(n) for n in re.findall(r"\d+", written))


@cache
def gold(bench: Path) -> dict[str, list[Target]]:
    """The targets of each message that have a number."""
    found: dict[str, list[Target]] = defaultdict(list)
    for path in files(bench)[1:]:
        for template in _templates(path):
            effects = dict(_pairs(template["HUM TGT: EFFECT OF INCIDENT"]))
            named = " ".join(template["HUM TGT: NAME"])
            for value in template["HUM TGT: NUMBER"]:
                number, _, whom = value.partition(":")
                keys = [key.strip() for key in whom.split(" / ")]
                if _numbers(number):
                    effect = next((effects[key] for key in keys if key in effects), "")
                    found[template["MESSAGE: ID"][0]].append(
                        Target(
                            _numbers(number), whom.strip(), effect, any(key and key in named for key in keys)
                        )
                    )
    return dict(found)


def _pairs(values: list[str]) -> list[tuple[str, str]]:
    return [
        (key.strip(), effect)
        for effect, _, keys in (v.partition(":") for v in values)
        for key in keys.split(" / ")
    ]


@cache
def _found(bench: Path) -> dict[str, Dissection]:
    rows = [json.loads(line) for line in files(bench)[0].read_text("utf-8").splitlines()]
    reports = [report_of(row["doctext"], row["docid"]) for row in rows]
    return {d.report.path: d for d in dissections(reports, NAME)}


def _persons(d: Dissection) -> list[Figure]:
    return [figure for figure in d.figures if counts_persons(figure)]


def _told(figures: list[Figure]) -> list[Figure]:
    befalls = table("measures.json")["persons"]
    return [figure for figure in figures if figure.measure in befalls]


def measure(bench: Path) -> dict[str, float]:
    """Recall of the counts: all, those above one, those of the dead and injured, those told; figures a report."""
    hits: Counter[str] = Counter()
    total: Counter[str] = Counter()
    found = _found(bench)
    for message, targets in gold(bench).items():
        persons = _persons(found[message])
        values = {figure.value for figure in persons[:MOST]}
        told = {figure.value for figure in _told(persons)[:MOST]}
        seen: set[frozenset[float]] = set()
        for target in sorted(targets, key=lambda t: t.effect not in ("DEATH", "INJURY")):
            if target.numbers in seen:
                continue
            seen.add(target.numbers)
            kinds = ["count"] + ["above_one"] * (min(target.numbers) > 1)
            kinds += ["hurt"] * (target.effect in ("DEATH", "INJURY"))
            for kind in kinds:
                total[kind] += 1
                hits[kind] += bool(target.numbers & values)
            total["told"] += 1
            hits["told"] += bool(target.numbers & told)
    scores = {f"{kind}_recall": hits[kind] / total[kind] for kind in ("count", "above_one", "hurt", "told")}
    counts = [len(_persons(d)) for d in found.values()]
    scores |= {"figures_a_report": sum(counts) / len(counts), "most_figures": float(max(counts))}
    return scores | _incidents(bench)


# --- wires on one incident -------------------------------------------------------------------


Incident = dict[str, list[str]]
Pair = tuple[str, str]


def _told_of(bench: Path) -> list[Incident]:
    return [t for path in files(bench)[1:] for t in _templates(path) if t["MESSAGE: TEMPLATE"] != ["*"]]


def incidents(bench: Path) -> tuple[set[Pair], set[Pair]]:
    """The pairs of messages that tell of one incident, and those that tell of none in common."""
    one: set[Pair] = set()
    every: set[Pair] = set()
    for a, b in combinations(_told_of(bench), 2):
        left, right = sorted((a["MESSAGE: ID"][0], b["MESSAGE: ID"][0]))
        if left != right:
            every.add((left, right))
            if _same_incident(a, b):
                one.add((left, right))
    return one, every - one


def _same_incident(a: Incident, b: Incident) -> bool:
    if a["INCIDENT: TYPE"] != b["INCIDENT: TYPE"]:
        return False
    days = [t["INCIDENT: DATE"][:1] for t in (a, b)]
    lands = [re.findall(r"[A-Z]+(?: [A-Z]+)*", " ".join(t["INCIDENT: LOCATION"]))[:1] for t in (a, b)]
    exact = days[0] == days[1] and days[0] and re.match(r"\d", days[0][0])
    return bool(_victims(a) & _victims(b)) or bool(exact and lands[0] and lands[0] == lands[1])


def _victims(template: Incident) -> set[str]:
    return {name for value in template["HUM TGT: NAME"] for name in re.findall(r'"([^"]+)"', value)}


def _incidents(bench: Path) -> dict[str, float]:
    """How wires on one incident come together, and how their counts of the same victims are related."""
    found = _found(bench)
    told = {t["MESSAGE: ID"][0] for t in _told_of(bench)}
    reports = [found[message].report for message in sorted(told)]
    grouped = group.stories(reports, dedupe.copies(reports))
    name = {report.id: report.path for report in reports}
    story = {name[report]: each for each in grouped.stories for report in each.reports}

    def joined(pair: Pair) -> bool:
        left, right = (story[message] for message in pair)
        return left.id == right.id or left.id in right.follows or right.id in left.follows

    one, other = incidents(bench)
    related = [ok for pair in sorted(one) for ok in _related(pair, bench)]
    return {
        "together": sum(map(joined, one)) / len(one),
        "apart": sum(not joined(pair) for pair in other) / len(other),
        "related": sum(related) / len(related),
        "related_counts": float(len(related)),
    }


def _related(pair: Pair, bench: Path) -> list[bool]:
    """For each count of the same victims in both wires whether the figures found stand as the keys' numbers do."""
    targets, found = gold(bench), _found(bench)
    results = []
    for left in targets.get(pair[0], ()):
        for right in targets.get(pair[1], ()):
            same = left.effect == right.effect and _heads(left.what) & _heads(right.what)
            a, b = (
                (_figure(found[m], t) for m, t in zip(pair, (left, right), strict=True))
                if same
                else (None, None)
            )
            if a is not None and b is not None:
                agree = bool(left.numbers & right.numbers)
                results.append((relate(a, b)[0] == "agree") == agree)
    return results


def _heads(what: str) -> set[str]:
    return {phrase.split()[-1].rstrip("S") for phrase in re.findall(r'"([^"]+)"', what)}


def _figure(d: Dissection, target: Target) -> Figure | None:
    befalls = {"DEATH": "killed", "INJURY": "wounded"}.get(target.effect)
    persons = [f for f in _persons(d)[:MOST] if f.value in target.numbers]
    return next((f for f in persons if befalls is None or f.measure == befalls), None)


def errors(bench: Path) -> dict[str, Counter[str]]:
    """Counts missed, by kind; prints each with its text's figures."""
    missed: Counter[str] = Counter()
    found = _found(bench)
    for message, targets in gold(bench).items():
        figures = _persons(found[message])
        values = {figure.value for figure in figures[:MOST]}
        for target in targets:
            if not target.numbers & values:
                kind = "one, named" if target.named else "one" if target.numbers == {1.0} else "several"
                late = bool(target.numbers & {f.value for f in figures[MOST:]})
                missed[f"{kind}{', past the twelfth' if late else ''}: {target.effect or 'no effect'}"] += 1
                print(f"{message} {sorted(target.numbers)} {target.what} {target.effect}")
                print("   ", [(f.text, f.counts, f.measure) for f in figures])
    return {"missed": missed}
