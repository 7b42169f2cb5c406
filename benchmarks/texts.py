"""Texts to measure on: the public sets where they are, else the example, several times over."""

from __future__ import annotations

import gzip
import json
import os
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
TURN = 30  # texts
# How that set's tokens write brackets: as words they would be names that hundreds of reports share.
_WRITTEN = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]"}
_BRACKETS = re.compile("|".join(_WRITTEN))


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
    whole = [_BRACKETS.sub(lambda match: _WRITTEN[match[0]], text) for text in found if len(text) > 300]
    return whole or news(20)


def in_turns(
    texts: Sequence[str],
    folder: Path,
    nlp: Any,
    ours: Callable[[list[str]], Iterable[object]],
    clock: Callable[[], float],
) -> tuple[float, float]:
    """Seconds by the clock of a bare parse of all these texts and of ``ours`` over the same as files of the folder.

    The two take turns, so that whatever else the machine does falls on both. Call ``ours`` once before, with the file
    that ``warm`` gives: it loads the model and the tables.
    """
    bare = whole = 0.0
    for at in range(0, len(texts), TURN):
        paths = []
        for number, text in enumerate(texts[at : at + TURN], at):
            paths.append(folder / f"{number:05}.txt")
            paths[-1].write_text(text, "utf-8")
        began = clock()
        for _ in nlp.pipe(
            line for text in texts[at : at + TURN] for line in text.splitlines() if line.strip()
        ):
            pass
        between = clock()
        for _ in ours([str(path) for path in paths]):
            pass
        bare, whole = bare + between - began, whole + clock() - between
    return bare, whole


def warm(folder: Path) -> str:
    """A short report in a file, to load everything before it is measured."""
    path = folder / "first.txt"
    path.write_text("The ferry sank on Tuesday, the harbour master said.", "utf-8")
    return str(path)
