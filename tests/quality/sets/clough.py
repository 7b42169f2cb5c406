"""Clough and Stevenson: answers cut, lightly or heavily reworked from a text, or written independently of it."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

from twosource.model import Edge, Report
from twosource.stages.dedupe import copies
from twosource.stages.group.rewrites import rewrites

from ..harness import f1

NAME = "clough"
PUBLISHED = {"f1": "two of the 32 copied answers share almost no run of three words with their original"}


def _folder(bench: Path) -> Path:
    return bench / "clough_stevenson"


def files(bench: Path) -> list[Path]:
    """The texts and the table of kinds."""
    return sorted(_folder(bench).glob("*.*"))


def pairs(bench: Path) -> list[tuple[Report, Report, str]]:
    """Each answer with its original and how it was made: cut, light, heavy or non."""
    with (_folder(bench) / "kinds.csv").open(newline="") as table:
        return [
            (_report(bench, row["answer"]), _report(bench, row["original"]), row["kind"])
            for row in csv.DictReader(table)
        ]


def _report(bench: Path, name: str) -> Report:
    text = (_folder(bench) / name).read_text("utf-8", "replace")
    return Report(id=name, path=name, text=text, sha256="", language="en")


def edges(reports: list[Report]) -> tuple[Edge, ...]:
    """Copies of every kind, as the pipeline makes them."""
    textual = copies(reports)
    return textual + rewrites(reports, textual)


def measure(bench: Path) -> dict[str, float]:
    """Copied or not, answer by answer; recall by kind; edges of independent answers, with all texts at once."""
    items = pairs(bench)
    found = [bool(edges([answer, original])) for answer, original, _ in items]
    gold = [kind != "non" for _, _, kind in items]
    hits = sum(one and two for one, two in zip(found, gold, strict=True))
    precision, recall, score = f1(sum(found), sum(gold), hits)
    scores = {"precision": precision, "recall": recall, "f1": score}
    for kind in ("cut", "light", "heavy"):
        mine = [hit for hit, (_, _, each) in zip(found, items, strict=True) if each == kind]
        scores[f"{kind}_recall"] = sum(mine) / len(mine)
    independent = {answer.id for answer, _, kind in items if kind == "non"}
    every = list({r.id: r for answer, original, _ in items for r in (answer, original)}.values())
    touched = {i for edge in edges(every) for i in (edge.left, edge.right)}
    scores["independent_left_alone"] = 1 - len(touched & independent) / len(independent)
    return scores


def errors(bench: Path) -> dict[str, Counter[str]]:
    """The answers judged wrongly, and the kinds that were told, by how the answer was made."""
    wrong: dict[str, Counter[str]] = {"missed": Counter(), "false": Counter(), "kinds": Counter()}
    for answer, original, kind in pairs(bench):
        found = edges([answer, original])
        wrong["kinds"][f"{kind}: {found[0].kind if found else 'none'}"] += 1
        if bool(found) != (kind != "non"):
            wrong["missed" if kind != "non" else "false"][answer.id] += 1
    return wrong
