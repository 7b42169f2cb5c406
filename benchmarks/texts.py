"""Texts to measure on: the public sets where they are, else the example, several times over."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


def five() -> list[Path]:
    """A handful of real reports (TWOSOURCE_FIVE, by default ../shared/reports/kursk), else the example's."""
    place = Path(os.environ.get("TWOSOURCE_FIVE", SHARED / "reports" / "kursk"))
    return sorted((place if place.is_dir() else ROOT / "examples" / "reports").iterdir())


def news(least: int) -> list[str]:
    """At least so many English news texts, no two the same."""
    place = Path(os.environ.get("TWOSOURCE_BENCH", SHARED / "bench")) / "polnear"
    texts = [path.read_text("utf-8") for path in sorted(place.rglob("text/*.txt"))]
    texts = texts or [
        path.read_text("utf-8") for path in sorted((ROOT / "examples" / "reports").glob("*.txt"))
    ]
    return [
        text if turn == 0 else f"Edition {turn}.\n\n{text}"
        for turn in range(least // len(texts) + 1)
        for text in texts
    ]


def words(texts: list[str]) -> int:
    """How many words they hold."""
    return sum(len(text.split()) for text in texts)


def archive() -> list[str]:
    """Many real articles, for a stream: the timelines' where they are, else the news texts."""
    place = Path(os.environ.get("TWOSOURCE_BENCH", SHARED / "bench")) / "t17"
    found = [
        json.loads(line)["text"]
        for path in sorted(place.rglob("articles.jsonl.gz"))
        for line in gzip.decompress(path.read_bytes()).decode("utf-8").split("\n")
        if line.strip()
    ]
    return [text for text in found if len(text) > 300] or news(20)
