"""BASIL: political articles, each event told by three outlets, with dates."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from twosource.model import Report
from twosource.text import digest

from ..clusters import merged_and_split, scores

NAME = "basil"
PUBLISHED: dict[str, str] = {}
_OUTLETS = {"hpo": "HuffPost", "fox": "Fox News", "nyt": "The New York Times"}


def files(bench: Path) -> list[Path]:
    """The JSON files of the set."""
    return sorted((bench / "basil").glob("*/*.json"))


def reports(bench: Path) -> list[tuple[Report, str]]:
    """Every article with the id of its event."""
    found = []
    for path in files(bench):
        data = json.loads(path.read_text("utf-8"))
        text = "\n".join(" ".join(sentences) for sentences in data["body-paragraphs"])
        source = str(data["source"]).lower()
        report = Report(
            id=digest(path.name, text), path=path.name, text=text, sha256="", language="en", url=data["url"],
            title=data["title"], publisher=_OUTLETS.get(source, source), published_at=data["date"],
            published_from="meta",
        )  # fmt: skip
        found.append((report, data["triplet-uuid"]))
    return found


def measure(bench: Path) -> dict[str, float]:
    """B-cubed precision, recall and F1."""
    return scores(reports(bench))


def errors(bench: Path) -> dict[str, Counter[str]]:
    """Which events were merged and which were split."""
    return merged_and_split(reports(bench))
