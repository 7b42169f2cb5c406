"""ECB+: 35 topics, each of two look-alike events; which texts tell the same event, from the text alone.

Also run over all topics at once, as a desk receives them. The texts are tokenised, without dates; a first
line that is only the page's address is not part of the article and is left out.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path

from twosource.model import Report
from twosource.text import digest

from ..clusters import merged_and_split, scores

NAME = "ecbplus"
PUBLISHED = {"bcubed_f1": "TF-IDF single pass .86-.91"}
_FILE = re.compile(r"(\d+)_\d+(ecb|ecbplus)\.xml")
_ADDRESS = re.compile(r"https? ?: ?/ ?/")


def files(bench: Path) -> list[Path]:
    """The XML files of the set."""
    return sorted((bench / "ecbplus").glob("*/*.xml"))


def reports(bench: Path) -> list[tuple[Report, str]]:
    """Every text with the name of its event."""
    found = []
    for path in files(bench):
        name = _FILE.fullmatch(path.name)
        if name:
            text = _text(path)
            report = Report(id=digest(path.name, text), path=path.name, text=text, sha256="", language="en")
            found.append((report, name[1] + name[2]))
    return found


def _text(path: Path) -> str:
    sentences: dict[int, list[str]] = {}
    for token in ET.parse(path).getroot().iter("token"):
        sentences.setdefault(int(token.get("sentence", "0")), []).append(token.text or "")
    lines = [" ".join(words) for _, words in sorted(sentences.items())]
    return "\n".join(line for line in lines if not _ADDRESS.match(line))


def measure(bench: Path) -> dict[str, float]:
    """B-cubed precision, recall and F1 over all texts at once."""
    return scores(reports(bench))


def errors(bench: Path) -> dict[str, Counter[str]]:
    """Which events were merged and which were split."""
    return merged_and_split(reports(bench))
