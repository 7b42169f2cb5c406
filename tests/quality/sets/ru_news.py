"""Pairs of news articles in Russian and English, judged to be of the same story (OK) or not."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from twosource.model import Report
from twosource.text import digest

from ..clusters import stories_of
from ..harness import f1

NAME = "ru_news"
PUBLISHED = {"ok_f1": "0.96 on a sister set"}
_FILES = {"en": "en_train_pool.tsv", "ru": "ru_train_pool.tsv"}


def files(bench: Path) -> list[Path]:
    """The tables of pairs."""
    return [bench / "ru_news_pairs" / name for name in _FILES.values()]


def pairs(bench: Path, language: str) -> Iterator[tuple[Report, Report, bool]]:
    """Each pair with whether it is one story."""
    csv.field_size_limit(10**9)
    with (bench / "ru_news_pairs" / _FILES[language]).open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE):
            first, second = (_report(row, side, language) for side in ("first", "second"))
            yield first, second, row["GOLDEN:quality"] == "OK"


def _report(row: dict[str, str], side: str, language: str) -> Report:
    text, url = row[f"INPUT:{side}_text"] or "", row[f"INPUT:{side}_url"]
    return Report(
        id=digest(url, text), path=url, text=text, sha256="", url=url, title=row[f"INPUT:{side}_title"],
        language=language,
    )  # fmt: skip


def measure(bench: Path) -> dict[str, float]:
    """Precision, recall and F1 of OK: each pair alone, and (pool) all reports of a language at once."""
    scores: dict[str, float] = {}
    for language in _FILES:
        items = list(pairs(bench, language))
        alone = [_same(stories_of([a, b]), a, b) for a, b, _ in items]
        together = stories_of([report for a, b, _ in items for report in (a, b)])
        for name, found in (("ok", alone), ("pool", [_same(together, a, b) for a, b, _ in items])):
            hits = sum(same and gold for same, (_, _, gold) in zip(found, items, strict=True))
            precision, recall, score = f1(sum(found), sum(gold for _, _, gold in items), hits)
            scores |= {f"{language}_{name}_precision": precision, f"{language}_{name}_recall": recall}
            scores[f"{language}_{name}_f1"] = score
    return scores


def _same(found: dict[str, str], a: Report, b: Report) -> bool:
    return found[a.id] == found[b.id]


def errors(bench: Path) -> dict[str, Counter[str]]:
    """The titles of the pairs that were judged wrongly."""
    wrong: dict[str, Counter[str]] = {"missed": Counter(), "false": Counter()}
    for language in _FILES:
        for a, b, gold in pairs(bench, language):
            if _same(stories_of([a, b]), a, b) != gold:
                wrong["missed" if gold else "false"][f"{a.title} | {b.title}"] += 1
    return wrong
