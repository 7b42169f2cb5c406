"""Fits the weights of ``data/likeness.json`` on invented worlds, and says how well they do on a world left out.

``python -m tests.quality.likeness`` prints the cross-validation: each world is grouped and judged with weights
that were fitted on all the others. ``--write`` fits them on all and writes the table. TWOSOURCE_WORLDS names the
folder of the worlds (all of our own making); a pair of propositions is one claim where the gold says so.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from itertools import combinations
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np

from tests.quality.sets import worlds
from twosource import data
from twosource.stages.group.same.features import features
from twosource.stages.group.same.likeness import veto
from twosource.stages.group.slots import Slots

# stages.group exports functions of these names, so the modules are asked for by path.
claims = import_module("twosource.stages.group.claims")
likeness = import_module("twosource.stages.group.same.likeness")

# What each feature may speak for: a weight of the other sign is no knowledge but noise, and is held at nought.
SIGNS = {
    "words": 1, "said": 1, "near": 1, "near said": 1, "no word": -1, "happening": 1, "same figure": 1, "same one": 1, "lent figure": 1,
    "same number": 1, "other figure": -1, "figure alone": -1, "same measure": 1, "same minute": 1, "same hour": 1, "clock alone": -1, "same day": 1, "other day": -1,
    "same speaker": 1, "own voices": 0, "told as the same": 1, "other mood": -1, "both first": 1,
}  # fmt: skip
RIDGE, PRIOR = (
    0.5,
    1.0,
)  # the penalty on the square of how far a weight is from what is believed before any data
TABLE = Path(data.__file__).parent / "likeness.json"
Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two propositions of one world of which at least one is in its gold: their features, and whether they are one claim."""

    world: str
    found: Weights
    same: bool


@cache
def pairs(name: str) -> tuple[Pair, ...]:
    """The pairs of a world that no slot forbids; those of two outlets' own voices have weights of their own."""
    here, nodes = _nodes(name)
    of: list[set[str]] = [set() for _ in nodes]
    for gold in here.gold["claims"]:
        for span in filter(None, map(here.span, gold["mentions"])):
            for at, node in enumerate(nodes):
                if worlds._covers(node.proposition, span):
                    of[at].add(gold["id"])
    return tuple(
        Pair(name, features(nodes[a], nodes[b]), bool(of[a] & of[b]))
        for a, b in combinations(range(len(nodes)), 2)
        if (of[a] or of[b]) and not (nodes[a].own and nodes[b].own) and not veto(nodes[a], nodes[b])
    )


def _nodes(name: str) -> tuple[worlds.World, Sequence[Slots]]:
    """A world and its propositions as they are compared."""
    seen: list[Sequence[Slots]] = []
    scored = claims._scored

    def spy(nodes: Sequence[Slots]) -> Any:
        seen.append(nodes)
        return scored(nodes)

    worlds.world.cache_clear()
    with patch.object(claims, "_scored", spy):
        here = worlds.world(name)
    return here, max(seen, key=len)


def fit(given: Sequence[Pair]) -> Weights:
    """Logistic regression by Newton's method, each weight held on its own side of nought."""
    names = list(SIGNS)
    rows: Counter[tuple[tuple[float, ...], bool]] = Counter(
        (tuple(pair.found.get(name, 0.0) for name in names), pair.same) for pair in given
    )
    x = np.array([[*row, 1.0] for row, _ in rows])
    y = np.array([same for _, same in rows], dtype=float)
    n = np.array(list(rows.values()), dtype=float)
    sign = np.array([*(SIGNS[name] for name in names), 0])
    ridge = np.array([RIDGE] * len(names) + [1e-6])
    prior = PRIOR * sign
    w = np.zeros(len(names) + 1)
    for _ in range(100):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        slope = x.T @ (n * (p - y)) + ridge * (w - prior)
        free = ~((w == 0) & (sign * slope > 0))
        curve = (x[:, free] * (n * p * (1 - p))[:, None]).T @ x[:, free] + np.diag(ridge[free])
        step = np.zeros_like(w)
        step[free] = np.linalg.solve(curve, slope[free])
        new = np.where(sign * (w - step) < 0, 0.0, w - step)
        if np.abs(new - w).max() < 1e-7:
            break
        w = new
    found = {name: round(float(v), 2) for name, v in zip([*names, "base"], w, strict=True)}
    return {name: weight for name, weight in found.items() if weight}


def precision(given: Sequence[Pair], weights: Weights) -> float:
    """The average precision of the pairs in order of their odds."""
    odds = [sum(weights.get(k, 0.0) * v for k, v in pair.found.items()) for pair in given]
    ranked = [pair.same for _, pair in sorted(zip(odds, given, strict=True), key=lambda each: -each[0])]
    hits = np.cumsum(ranked)
    return float((hits / np.arange(1, len(ranked) + 1) * ranked).sum() / max(hits[-1], 1))


def read(name: str, weights: Weights) -> Counter[str]:
    """How many claims of a world are grouped, right and joined with another by these weights."""
    worlds.world.cache_clear()
    own = likeness.fitted("own")
    with patch.object(likeness, "fitted", lambda voices="told": own if voices == "own" else weights):
        answers = worlds.answers(worlds.world(name))
    return Counter(
        claims=len(answers),
        grouped=sum(a.grouped for a in answers),
        counted=sum(a.counted for a in answers),
        right=sum(a.right for a in answers),
        foreign=sum(bool(a.foreign) for a in answers),
    )


def left_out(names: Sequence[str]) -> Iterator[tuple[str, float, Counter[str]]]:
    """Each world with the average precision and the claims by the weights of all the others."""
    for name in names:
        weights = fit([pair for other in names if other != name for pair in pairs(other)])
        yield name, precision(pairs(name), weights), read(name, weights)


def main() -> None:
    names = sorted(worlds.worlds())
    total: Counter[str] = Counter()
    average = 0.0
    for name, ap, found in left_out(names):
        total += found
        average += ap / len(names)
        print(f"{name:10} average precision {ap:.3f}", dict(found), flush=True)
    print(f"left out   average precision {average:.3f}", dict(total))
    weights = fit([pair for name in names for pair in pairs(name)])
    print(json.dumps(weights, indent=1))
    if "--write" in sys.argv:
        about = f"log-odds; fitted by tests/quality/likeness.py on {len(names)} invented worlds; left out: {average:.3f} average precision, {total['grouped']} of {total['claims']} claims grouped"
        TABLE.write_text(
            json.dumps({"about": about, "told": weights, "own": likeness.fitted("own")}, indent=1) + "\n",
            "utf-8",
        )


if __name__ == "__main__":
    main()
