"""Fake News Challenge 1: a headline and a body that agrees with it or disagrees. Polarity, on loose web writing."""

from __future__ import annotations

import csv
import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from twosource.stages.group.opposing.stance import stance

NAME = "fnc1"
PUBLISHED: dict[str, str] = {"weighted": ".75 baseline of the organisers, over four classes (misleading)"}
CLASSES = ("agree", "disagree")


@dataclass(frozen=True, slots=True)
class Pair:
    """A headline, a body and whether the body agrees."""

    headline: str
    body: str
    stance: str
    body_id: str


def files(bench: Path) -> list[Path]:
    """The files that a score belongs to."""
    return [bench / NAME / "bodies.csv", bench / NAME / "stances.csv"]


def pairs(bench: Path) -> list[Pair]:
    """The pairs that agree or disagree."""
    with (bench / NAME / "bodies.csv").open(encoding="utf-8", newline="") as lines:
        bodies = {row["Body ID"]: row["articleBody"] for row in csv.DictReader(lines)}
    with (bench / NAME / "stances.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return [
        Pair(row["Headline"], bodies[row["Body ID"]], row["Stance"], row["Body ID"])
        for row in rows
        if row["Stance"] in CLASSES
    ]


def measure(bench: Path) -> dict[str, float]:
    """Macro F1 of agree and disagree: ours, the majority's, and a bag of words by five-fold naive Bayes."""
    each = pairs(bench)
    gold = [pair.stance for pair in each]
    ours = [stance(pair.headline, pair.body) for pair in each]
    return {
        "agree f1": f1(gold, ours, "agree"),
        "disagree f1": f1(gold, ours, "disagree"),
        "macro f1": macro(gold, ours),
        "macro f1 majority": macro(gold, ["agree"] * len(gold)),
        "macro f1 bag of words": macro(gold, bayes(each)),
    }


def f1(gold: Sequence[str], found: Sequence[str], kind: str) -> float:
    """F1 of one class."""
    hits = sum(a == b == kind for a, b in zip(gold, found, strict=True))
    return 2 * hits / ((gold.count(kind) + list(found).count(kind)) or 1)


def macro(gold: Sequence[str], found: Sequence[str]) -> float:
    """The mean F1 of both classes."""
    return sum(f1(gold, found, kind) for kind in CLASSES) / len(CLASSES)


def bayes(each: Sequence[Pair], folds: int = 5) -> list[str]:
    """Multinomial naive Bayes over the words of both texts; no body is in two folds."""
    bags = [Counter(_words(pair.headline + " " + pair.body)) for pair in each]
    order = {body: n for n, body in enumerate(sorted({pair.body_id for pair in each}))}
    fold = [order[pair.body_id] % folds for pair in each]
    found = [""] * len(each)
    for held in range(folds):
        counts: dict[str, Counter[str]] = {kind: Counter() for kind in CLASSES}
        sizes = Counter(pair.stance for pair, at in zip(each, fold, strict=True) if at != held)
        for pair, bag, at in zip(each, bags, fold, strict=True):
            if at != held:
                counts[pair.stance].update(bag)
        words = len(set().union(*counts.values()))
        totals = {kind: sum(counts[kind].values()) + words for kind in CLASSES}
        for n, at in enumerate(fold):
            if at == held:
                found[n] = max(CLASSES, key=lambda k: (_likely(bags[n], counts[k], totals[k], sizes[k]), k))
    return found


def _likely(bag: Counter[str], counts: Counter[str], total: int, size: int) -> float:
    return math.log(size) + sum(n * math.log((counts[word] + 1) / total) for word, n in bag.items())


def _words(text: str) -> Iterable[str]:
    return re.findall(r"[a-z']+", text.casefold())


def errors(bench: Path) -> dict[str, Counter[str]]:
    """Wrong answers by the class that was meant; a few are printed."""
    found: dict[str, Counter[str]] = {kind: Counter() for kind in CLASSES}
    for pair in pairs(bench):
        ours = stance(pair.headline, pair.body)
        if ours != pair.stance:
            found[pair.stance][ours] += 1
            if found[pair.stance][ours] % 60 == 1:
                print(
                    pair.stance, "|", ours, "|", pair.headline[:110], "|", pair.body[:260].replace("\n", " ")
                )
    return found
