"""TREC Temporal Summarization 2014: sentences of unfolding events, grouped by the nugget (claim) that they carry."""

from __future__ import annotations

import csv
import gzip
import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from tests.quality.harness import dissections, report_of
from twosource.model import Attribution, Link, Statement, Story
from twosource.stages import group

NAME = "trec_ts"
PUBLISHED: dict[str, str] = {}
YEARS = ("2014",)


@dataclass(frozen=True, slots=True)
class Update:
    """One sentence of an event's stream, the nugget that it carries most of, and its exact duplicate."""

    query: str
    ident: str
    text: str
    nugget: str


def files(bench: Path) -> list[Path]:
    """The files that a score belongs to."""
    return sorted(path for year in YEARS for path in (bench / NAME / year).glob("*.tsv.gz"))


def updates(bench: Path, year: str) -> list[Update]:
    """The sentences that carry a nugget. One that carries several is counted under the longest match."""
    place = bench / NAME / year
    best: dict[tuple[str, str], tuple[int, str]] = {}
    for row in _rows(place / "matches.tsv.gz"):
        key = (row["query_id"], row["update_id"])
        length = int(row["match_end"]) - int(row["match_start"])
        if length > best.get(key, (-1, ""))[0]:
            best[key] = (length, row["nugget_id"])
    found = {}
    for row in _rows(place / "updates_sampled.tsv.gz"):
        key = (row["query_id"], row["update_id"])
        if key in best:
            found[key] = Update(*key, _straight(row["update_text"]), best[key][1])
    return [found[key] for key in sorted(found)]


def _rows(path: Path) -> list[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def _straight(text: str) -> str:
    """A sentence as it was before it was cut into tokens, roughly."""
    for token, sign in (
        ("-LRB-", "("),
        ("-RRB-", ")"),
        ("``", '"'),
        ("''", '"'),
        (" n't", "n't"),
        (" 's", "'s"),
    ):
        text = text.replace(token, sign)
    return text.replace(" ,", ",").replace(" .", ".").replace("( ", "(").replace(" )", ")")


def measure(bench: Path) -> dict[str, float]:
    """B-cubed of our claims and of TF-IDF cosine at its best threshold, over the sentences of each event."""
    scores: dict[str, float] = {}
    for year in YEARS:
        by_query: dict[str, list[Update]] = defaultdict(list)
        for update in updates(bench, year):
            by_query[update.query].append(update)
        ours, gold, base = {}, {}, defaultdict(dict)  # type: ignore[var-annotated]
        for query, each in sorted(by_query.items()):
            gold.update({(query, u.ident): (query, u.nugget) for u in each})
            ours.update(
                {(query, u.ident): (query, c) for u, c in zip(each, claimed(each, year), strict=True)}
            )
            for cut, labels in cosine(each).items():
                base[cut].update({(query, u.ident): (query, c) for u, c in zip(each, labels, strict=True)})
        precision, recall, both = b_cubed(ours, gold)
        scores |= {f"{year} precision": precision, f"{year} recall": recall, f"{year} b3": both}
        scores[f"{year} b3 tf-idf"] = max(b_cubed(labels, gold)[2] for labels in base.values())
        scores[f"{year} ahead"] = both - scores[f"{year} b3 tf-idf"]
    return scores


def claimed(each: Sequence[Update], year: str) -> list[int]:
    """Our claim of each sentence, read as its outlet's own words: the claim of its first proposition that has one."""
    reports = [report_of(update.text, update.ident) for update in each]
    taken = dissections(reports, f"{NAME}-{year}")
    statements = [
        Statement(
            report.id, report.id, 0, len(report.text), report.text,
            Attribution((Link("publisher", report.id, report.id),)), figures=dissection.figures,
        )
        for report, dissection in zip(reports, taken, strict=True)
    ]  # fmt: skip
    story = Story("s", tuple(report.id for report in reports))
    _, claims = group.claims(statements, taken, [story])
    label: dict[str, int] = {}
    for number, claim in enumerate(sorted(claims, key=lambda c: (-len(c.statements), c.id))):
        for statement in claim.statements:
            label.setdefault(statement, number)
    return [label.get(report.id, -1 - at) for at, report in enumerate(reports)]


def b_cubed(
    labels: Mapping[Hashable, Hashable], gold: Mapping[Hashable, Hashable]
) -> tuple[float, float, float]:
    """B-cubed precision, recall and F1 (Bagga and Baldwin 1998) over the items of gold."""
    groups: dict[Hashable, set[Hashable]] = defaultdict(set)
    truth: dict[Hashable, set[Hashable]] = defaultdict(set)
    for item in gold:
        groups[labels[item]].add(item)
        truth[gold[item]].add(item)
    precision = recall = 0.0
    for item in gold:
        both = len(groups[labels[item]] & truth[gold[item]])
        precision += both / len(groups[labels[item]])
        recall += both / len(truth[gold[item]])
    precision, recall = precision / len(gold), recall / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def cosine(each: Sequence[Update]) -> dict[float, list[int]]:
    """Groups by TF-IDF cosine, each sentence joined to the group of its nearest one before, by threshold."""
    bags = [Counter(word for word in update.text.casefold().split() if word.isalnum()) for update in each]
    spread = Counter(word for bag in bags for word in bag)
    vectors = []
    for bag in bags:
        vector = {word: n * math.log(len(each) / spread[word]) for word, n in bag.items()}
        size = math.sqrt(sum(v * v for v in vector.values())) or 1.0
        vectors.append({word: value / size for word, value in vector.items()})
    posted: dict[str, list[tuple[int, float]]] = defaultdict(list)
    nearest: list[tuple[float, int]] = []
    for at, vector in enumerate(vectors):
        near: dict[int, float] = defaultdict(float)
        for word, value in vector.items():
            for other, theirs in posted[word]:
                near[other] += value * theirs
            posted[word].append((at, value))
        nearest.append(max(((score, -other) for other, score in near.items()), default=(0.0, 0)))
    found = {}
    for cut in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7):
        label: list[int] = []
        for at, (score, other) in enumerate(nearest):
            label.append(label[-other] if score >= cut else at)
        found[cut] = label
    return found


def errors(bench: Path) -> dict[str, Counter[str]]:
    """Pairs wrongly joined and wrongly kept apart, by event; a few of each are printed, never kept."""
    found: dict[str, Counter[str]] = {"joined": Counter(), "apart": Counter()}
    for year in YEARS:
        by_query: dict[str, list[Update]] = defaultdict(list)
        for update in updates(bench, year):
            by_query[update.query].append(update)
        for query, each in sorted(by_query.items()):
            labels = claimed(each, year)
            for (a, left), (b, right) in combinations(list(enumerate(labels))[:400], 2):
                same = each[a].nugget == each[b].nugget
                if same != (left == right):
                    kind = "apart" if same else "joined"
                    found[kind][query] += 1
                    if found[kind][query] % 400 == 1:
                        print(kind, query, "|", each[a].text[:140], "|", each[b].text[:140])
    return found
