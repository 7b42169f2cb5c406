"""Time expressions: TimeBank and AQUAINT (tbaq, news) and WikiWars (histories), TimeML TIMEX3.

Scored as TempEval-3 does (UzZaman et al., 2013): relaxed = any overlap, strict = the same span, value = a
relaxed match whose value is the gold one, over all found and all gold. The creation time is given.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from twosource.model import Report, Time

from ..harness import dissections, f1, report_of

NAME = "timex"
PUBLISHED: dict[str, str] = {
    "tbaq_relaxed_f1": ".903 (HeidelTime, TempEval-3 platinum)",
    "tbaq_value_f1": ".776 (HeidelTime, TempEval-3 platinum)",
}
_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated expression; offsets into the text without its markup."""

    start: int
    end: int
    text: str
    value: str
    type: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold expression and the found one that overlaps it; one of them may be missing."""

    name: str
    text: str
    gold: Gold | None
    found: Time | None


def files(bench: Path) -> list[Path]:
    """The annotated documents of both corpora."""
    return sorted((bench / "timex").rglob("*.tml"))


def documents(bench: Path, corpus: str) -> list[tuple[Report, list[Gold]]]:
    """Each document of a corpus as a report published on its creation day, with its expressions in order."""
    return [_document(path) for path in files(bench) if corpus in path.parts]


def _document(path: Path) -> tuple[Report, list[Gold]]:
    root = ET.fromstring(path.read_bytes())
    body, creation = root.find("TEXT"), root.find("DCT/TIMEX3")
    if body is None or creation is None:
        raise ValueError(f"{path.name} is no TimeML document")
    pieces: list[str] = []
    gold: list[Gold] = []
    _walk(body, pieces, gold)
    return report_of("".join(pieces), path.name, creation.get("value", "")[:10]), gold


def _walk(node: ET.Element, pieces: list[str], gold: list[Gold]) -> None:
    pieces.append(node.text or "")
    for child in node:
        start = sum(map(len, pieces))
        _walk(child, pieces, gold)
        text = "".join(pieces)[start:]
        if child.tag == "TIMEX3" and text.strip():
            value, kind = child.get("value", ""), child.get("type", "")
            gold.append(Gold(start, start + len(text), text, value, kind))
        pieces.append(child.tail or "")


@cache
def _pairs(bench: Path, corpus: str) -> tuple[Pair, ...]:
    items = documents(bench, corpus)
    taken = dissections([report for report, _ in items], f"timex-{corpus}")
    return tuple(
        pair
        for (report, gold), dissection in zip(items, taken, strict=True)
        for pair in _aligned(report, gold, list(dissection.times))
    )


def _aligned(report: Report, gold: list[Gold], found: list[Time]) -> Iterator[Pair]:
    met: set[int] = set()
    for one in gold:
        hits = [i for i, t in enumerate(found) if t.start < one.end and one.start < t.end]
        met.update(hits)
        best = max(hits, key=lambda i: (found[i].value == one.value, -i), default=None)
        yield Pair(report.path, report.text, one, None if best is None else found[best])
    for i, t in enumerate(found):
        if i not in met:
            yield Pair(report.path, report.text, None, t)


def measure(bench: Path) -> dict[str, float]:
    """Relaxed, strict and value F1 of both corpora."""
    scores: dict[str, float] = {}
    for corpus in ("tbaq", "wikiwars"):
        pairs = _pairs(bench, corpus)
        gold = sum(pair.gold is not None for pair in pairs)
        found = len({(p.name, p.found.start) for p in pairs if p.found})
        both = [(p.gold, p.found) for p in pairs if p.gold and p.found]
        met = len({(p.name, p.found.start) for p in pairs if p.found and p.gold})
        strict = sum((g.start, g.end) == (t.start, t.end) for g, t in both)
        value = sum(g.value == t.value for g, t in both)
        scores[f"{corpus}_relaxed_precision"], scores[f"{corpus}_relaxed_recall"], _ = f1(
            found, gold, met, len(both)
        )
        scores[f"{corpus}_relaxed_f1"] = f1(found, gold, met, len(both))[2]
        scores[f"{corpus}_strict_f1"] = f1(found, gold, strict)[2]
        scores[f"{corpus}_value_f1"] = f1(found, gold, value)[2]
    return scores


def errors(bench: Path) -> dict[str, Counter[str]]:
    """Missed, false, and wrongly valued expressions by kind; a few examples go to the terminal."""
    kinds: dict[str, Counter[str]] = {}
    for corpus in ("tbaq", "wikiwars"):
        counted: Counter[str] = Counter()
        for pair in _pairs(bench, corpus):
            kind = _kind(pair)
            if kind:
                counted[kind] += 1
                if counted[kind] <= _SHOWN:
                    print(f"{kind}: {_shown(pair)}")
        kinds[corpus] = counted
    return kinds


def _kind(pair: Pair) -> str | None:
    if pair.gold is None:
        return f"false: {_shape(pair.found.text)}" if pair.found else None
    if pair.found is None:
        return f"missed: {_shape(pair.gold.text)}"
    if pair.gold.value != pair.found.value:
        return f"value: {_shape(pair.found.text)}"
    return None


def _shape(text: str) -> str:
    """The last word of an expression, numbers as 9: what kind of expression it is."""
    words = re.sub(r"\d", "9", text.lower()).split()
    return words[-1].strip(".,;") if words else ""


def _shown(pair: Pair) -> str:
    one = pair.gold or pair.found
    if one is None:
        return ""
    around = (
        pair.text[max(0, one.start - 50) : one.start]
        + "["
        + one.text
        + "]"
        + pair.text[one.end : one.end + 40]
    )
    values = f"gold {pair.gold.value if pair.gold else '-'} found {pair.found.value if pair.found else '-'}"
    return f"{' '.join(around.split())} ({values}; {pair.name})"
