"""TREC Temporal Summarization 2014: sentences on unfolding events, with their duplicates, against plain MinHash."""

from __future__ import annotations

import csv
import gzip
import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from rensa import RMinHash

from twosource.model import Report
from twosource.stages.dedupe import copies

from ..harness import f1
from .edits import groups

NAME = "trec_duplicates"
PUBLISHED = {"f1": "the set marks next to nothing but the same words"}
Pair = tuple[str, str]


def files(bench: Path) -> list[Path]:
    """The table of updates."""
    return [bench / "trec_ts" / "2014" / "updates_sampled.tsv.gz"]


def events(bench: Path) -> dict[str, list[tuple[Report, str]]]:
    """Event -> its sentences, each with the id of the one it duplicates (its own where it is the first)."""
    found: dict[str, list[tuple[Report, str]]] = defaultdict(list)
    with gzip.open(files(bench)[0], "rt", encoding="utf-8", errors="replace", newline="") as table:
        for row in csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE):
            name, of = row["update_id"], row["duplicate_id"]
            report = Report(id=name, path=name, text=row["update_text"], sha256="", language="en")
            found[row["query_id"]].append((report, name if of == "NULL" else of))
    return found


def _pairs(labels: Iterable[tuple[str, str]]) -> set[Pair]:
    """Every two ids with the same label."""
    members: dict[str, list[str]] = defaultdict(list)
    for name, label in labels:
        members[label].append(name)
    return {pair for each in members.values() for pair in itertools.combinations(sorted(each), 2)}


def ours(reports: list[Report]) -> set[Pair]:
    """The pairs that copies finds of kind identical; the set does not mark near copies."""
    found = groups(tuple(edge for edge in copies(reports) if edge.kind == "identical"))
    return _pairs((report.id, found.get(report.id, report.id)) for report in reports)


def minhash(reports: list[Report], least: float = 0.8) -> set[Pair]:
    """The pairs of plain MinHash: 128 permutations over runs of three words, estimated Jaccard at ``least``."""
    digests: dict[str, tuple[int, ...]] = {}
    bands: dict[tuple[int, tuple[int, ...]], list[str]] = defaultdict(list)
    pairs: set[Pair] = set()
    for report in reports:
        words = re.findall(r"\w+", report.text.lower())
        hashed = RMinHash(num_perm=128, seed=1)
        hashed.update([" ".join(words[at : at + 3]) for at in range(max(1, len(words) - 2))])
        mine = digests[report.id] = tuple(hashed.digest())
        for band in range(32):
            there = bands[band, mine[4 * band : 4 * band + 4]]
            for other in there:
                if sum(a == b for a, b in zip(mine, digests[other], strict=True)) >= least * 128:
                    pairs.add((min(other, report.id), max(other, report.id)))
            there.append(report.id)
    return pairs


def measure(bench: Path) -> dict[str, float]:
    """Pairwise precision, recall and F1 within events, ours and the baseline's."""
    counts: dict[str, Counter[str]] = {"": Counter(), "minhash_": Counter()}
    for items in events(bench).values():
        reports = [report for report, _ in items]
        gold = _pairs((report.id, of) for report, of in items)
        for name, found in (("", ours(reports)), ("minhash_", minhash(reports))):
            counts[name] += Counter(found=len(found), gold=len(gold), hits=len(found & gold))
    scores: dict[str, float] = {}
    for name, count in counts.items():
        precision, recall, score = f1(count["found"], count["gold"], count["hits"])
        scores |= {f"{name}precision": precision, f"{name}recall": recall, f"{name}f1": score}
    return scores


def errors(bench: Path) -> dict[str, Counter[str]]:
    """Pairs missed and found wrongly, by event."""
    wrong: dict[str, Counter[str]] = {"missed": Counter(), "false": Counter()}
    for event, items in events(bench).items():
        found, gold = ours([report for report, _ in items]), _pairs((report.id, of) for report, of in items)
        wrong["missed"][event] += len(gold - found)
        wrong["false"][event] += len(found - gold)
    return wrong
