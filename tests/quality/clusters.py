"""Stories as the program makes them, and B-cubed (Bagga and Baldwin, 1998) against the events of a set."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from twosource.model import Report
from twosource.stages.dedupe import copies
from twosource.stages.group.stories import stories

Labelled = Sequence[tuple[Report, str]]


def stories_of(reports: Sequence[Report]) -> dict[str, str]:
    """Report id -> story id, from copies and stories as the pipeline makes them."""
    found = stories(reports, copies(reports))
    return {report: story.id for story in found.stories for report in story.reports}


def bcubed(found: Sequence[str], gold: Sequence[str]) -> tuple[float, float, float]:
    """B-cubed precision, recall and F1 of two labellings of the same items."""
    mine, theirs, both = Counter(found), Counter(gold), Counter(zip(found, gold, strict=True))
    pairs = list(zip(found, gold, strict=True))
    precision = sum(both[pair] / mine[pair[0]] for pair in pairs) / len(pairs)
    recall = sum(both[pair] / theirs[pair[1]] for pair in pairs) / len(pairs)
    return precision, recall, 2 * precision * recall / (precision + recall)


def scores(items: Labelled) -> dict[str, float]:
    """B-cubed precision, recall and F1 of the program's stories, each report beside the name of its event."""
    precision, recall, f1 = bcubed(*_labels(items))
    return {"bcubed_precision": precision, "bcubed_recall": recall, "bcubed_f1": f1}


def merged_and_split(items: Labelled) -> dict[str, Counter[str]]:
    """The events that share a story, and the events that are in several, with their sizes."""
    found, gold = _labels(items)
    both = Counter(zip(found, gold, strict=True))
    merged: Counter[str] = Counter()
    split: Counter[str] = Counter()
    for story in sorted(set(found)):
        events = {event: n for (s, event), n in both.items() if s == story}
        if len(events) > 1:
            merged[", ".join(f"{event} {n}" for event, n in sorted(events.items()))] += 1
    for event in sorted(set(gold)):
        sizes = sorted((n for (_, e), n in both.items() if e == event), reverse=True)
        if len(sizes) > 1:
            split[f"{event}: {'+'.join(map(str, sizes))}"] += 1
    return {"merged": merged, "split": split}


def _labels(items: Labelled) -> tuple[list[str], list[str]]:
    found = stories_of([report for report, _ in items])
    return [found[report.id] for report, _ in items], [event for _, event in items]
