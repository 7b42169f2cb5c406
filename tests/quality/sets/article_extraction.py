"""Article extraction: the text of a news page against the text a person marked.

The measure of the set's own evaluation: 4-grams of words as a multiset, precision and recall of each page,
their means over the pages, and the F1 of those means (scrapinghub/article-extraction-benchmark).
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from twosource.model import Item, Report
from twosource.stages.admit import admit

NAME = "article_extraction"
PUBLISHED = {"f1": "on the whole set of 181 pages: trafilatura .960, resiliparse .916"}
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Page:
    """A page, its address and the text that a person marked."""

    name: str
    url: str
    payload: bytes
    gold: str


def files(bench: Path) -> list[Path]:
    """The files a score belongs to."""
    return [bench / NAME / "ground-truth.json", *sorted((bench / NAME / "html").glob("*.html.gz"))]


def pages(bench: Path) -> Iterator[Page]:
    """Every page of the half, in order of name."""
    truth = json.loads((bench / NAME / "ground-truth.json").read_text("utf-8"))
    for name, row in sorted(truth.items()):
        with gzip.open(bench / NAME / "html" / f"{name}.html.gz") as packed:
            yield Page(name, row["url"], packed.read(), row["articleBody"])


def ours(page: Page) -> str:
    """The text we admit; "" where the page is set aside."""
    report = admit(Item(f"{page.name}.html", "html", page.payload, url=page.url))
    return report.text if isinstance(report, Report) else ""


def shingles(text: str, size: int = 4) -> Counter[tuple[str, ...]]:
    """The runs of ``size`` words with their counts; a shorter text is one run."""
    words = _WORD.findall(text)
    return Counter(tuple(words[i : i + size]) for i in range(max(1, len(words) - size + 1)))


def precision_recall(gold: str, found: str) -> tuple[float, float]:
    """Of one page."""
    want, have = shingles(gold), shingles(found)
    hits = sum((want & have).values())
    return hits / sum(have.values()), hits / sum(want.values())


def measure(bench: Path) -> dict[str, float]:
    """Means over the pages and their F1."""
    scored = [precision_recall(page.gold, ours(page)) for page in pages(bench)]
    precision = sum(p for p, _ in scored) / len(scored)
    recall = sum(r for _, r in scored) / len(scored)
    return {"precision": precision, "recall": recall, "f1": 2 * precision * recall / (precision + recall)}


def errors(bench: Path) -> dict[str, Counter[str]]:
    """Paragraphs too many and too few by what they are; the worst pages go to the terminal."""
    found: dict[str, Counter[str]] = {"extra": Counter(), "missed": Counter()}
    worst: list[tuple[float, str, list[str], list[str]]] = []
    for page in pages(bench):
        text = ours(page)
        extra, missed = _unlike(text, page.gold), _unlike(page.gold, text)
        found["extra"].update(map(_kind, extra))
        found["missed"].update(map(_kind, missed))
        worst.append((sum(precision_recall(page.gold, text)), page.url, extra, missed))
    for _, url, extra, missed in sorted(worst)[:12]:
        print(
            url, *(f"\n  + {line[:90]}" for line in extra[:4]), *(f"\n  - {line[:90]}" for line in missed[:4])
        )
    return found


def _unlike(one: str, other: str) -> list[str]:
    """The paragraphs of one text that the other does not hold."""
    held = " ".join(_WORD.findall(other))
    return [
        line for line in one.splitlines() if (words := " ".join(_WORD.findall(line))) and words not in held
    ]


def _kind(line: str) -> str:
    words = len(line.split())
    return (
        "line without a full stop"
        if line.rstrip()[-1:] not in '.!?”"'
        else "short"
        if words < 12
        else "paragraph"
    )
