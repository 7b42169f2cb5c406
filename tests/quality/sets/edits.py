"""Copies made by rule from real articles: how many of each kind of edit are found, and what is found wrongly.

Light changes one word in twenty, heavy one in four; insert adds as much again from elsewhere, cut keeps half,
reorder shuffles the sentences, block puts eighty words into another article. The seed is fixed.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from twosource.model import Edge, Report
from twosource.stages.dedupe import copies

from ..harness import report_of
from . import basil

NAME = "edits"
PUBLISHED = {"heavy_recall": "MinHash 64x2 .94, 32x4 .10"}
KINDS = ("exact", "light", "heavy", "insert", "cut", "reorder", "block")


def files(bench: Path) -> list[Path]:
    """The articles that are edited."""
    return basil.files(bench)


def sentences(text: str) -> list[str]:
    """The sentences of a text, roughly."""
    return [part for part in re.split(r"(?<=[.!?])\s+|\n", text) if part.strip()]


def changed(text: str, share: float, vocabulary: list[str], chance: random.Random) -> str:
    """The text with this share of its words replaced, dropped or doubled up by a foreign one."""
    words: list[str] = []
    for word in text.split(" "):
        if chance.random() >= share:
            words.append(word)
            continue
        how = chance.random()
        if how < 0.6:
            words.append(chance.choice(vocabulary))
        elif how < 0.8:
            words += [word, chance.choice(vocabulary)]
    return " ".join(words)


def edit(kind: str, text: str, other: str, vocabulary: list[str], chance: random.Random) -> str:
    """One edited copy of ``text``; ``other`` is an unrelated text to take words from."""
    own, foreign = sentences(text), sentences(other)
    how: dict[str, Callable[[], str]] = {
        "exact": lambda: text,
        "light": lambda: changed(text, 0.05, vocabulary, chance),
        "heavy": lambda: changed(text, 0.25, vocabulary, chance),
        "insert": lambda: " ".join(_spread(own, foreign[: len(own)], chance)),
        "cut": lambda: " ".join(own[: max(3, len(own) // 2)]),
        "reorder": lambda: " ".join(chance.sample(own, len(own))),
        "block": lambda: " ".join([*foreign[:5], " ".join(text.split()[40:120]), *foreign[5:]]),
    }
    return how[kind]()


def _spread(own: list[str], foreign: list[str], chance: random.Random) -> list[str]:
    merged = list(own)
    for sentence in foreign:
        merged.insert(chance.randrange(len(merged) + 1), sentence)
    return merged


def collection(bench: Path) -> tuple[list[Report], dict[str, str], dict[frozenset[str], str]]:
    """Originals and edits; report id -> event; and the kind of each true pair."""
    chance = random.Random(20_261_122)
    items = basil.reports(bench)
    vocabulary = [word for report, _ in items[:40] for word in report.text.split()]
    found: list[Report] = []
    events: dict[str, str] = {}
    truth: dict[frozenset[str], str] = {}
    for index, (report, event) in enumerate(items):
        found.append(report)
        events[report.id] = event
        other, other_event = items[(index + len(items) // 2) % len(items)]
        for kind in KINDS:
            copy = report_of(edit(kind, report.text, other.text, vocabulary, chance), f"{report.path}-{kind}")
            found.append(copy)
            events[copy.id] = event
            truth[frozenset((report.id, copy.id))] = kind
            if kind in ("insert", "block"):
                truth.setdefault(frozenset((other.id, copy.id)), "other")
                events[copy.id] = f"{event} {other_event}"
    return found, events, truth


def measure(bench: Path) -> dict[str, float]:
    """Recall of each kind of edit (the original and its edit in one group of copies), precision of all edges."""
    found, events, truth = collection(bench)
    edges = copies(found)
    group = groups(edges)
    scores: dict[str, float] = {}
    for kind in KINDS:
        pairs = [tuple(pair) for pair, each in truth.items() if each == kind]
        scores[f"{kind}_recall"] = sum(group.get(a, a) == group.get(b, b) for a, b in pairs) / len(pairs)
    right = [bool(set(events[e.left].split()) & set(events[e.right].split())) for e in edges]
    scores["precision"] = sum(right) / len(right)
    return scores


def groups(edges: tuple[Edge, ...]) -> dict[str, str]:
    """Report id -> the smallest id it is joined with by edges of any kind."""
    parent: dict[str, str] = {}

    def root(node: str) -> str:
        while parent.setdefault(node, node) != node:
            node = parent[node]
        return node

    for edge in edges:
        low, high = sorted((root(edge.left), root(edge.right)))
        parent[high] = low
    return {node: root(node) for node in parent}


def errors(bench: Path) -> dict[str, Counter[str]]:
    """Edges between reports of different events, and edits that were not found, by kind."""
    found, events, truth = collection(bench)
    edges = copies(found)
    group = groups(edges)
    missed = Counter(kind for pair, kind in truth.items() if len({group.get(i, i) for i in pair}) > 1)
    false = Counter(e.kind for e in edges if not set(events[e.left].split()) & set(events[e.right].split()))
    return {"missed": missed, "false": false}
