"""What the comparison of two reports comes to: an edge with its kind, share, direction and evidence, or nothing.

The bounds were set on pairs that nobody copied (three outlets on one event share at most a tenth of their own
words in runs of four) and on edits made by rule; docs/copies.md has the figures.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...model import Edge, Evidence, Reason
from ..debts import direction, owes
from .align import Shared, shared
from .words import Body

RULE = "rule:copies/1"
# A copy's own words come mostly from the other; or both sides lost much to edits and still share this.
MOSTLY, BOTH = 0.5, 0.3
# Under this share of the longer report, the shorter is a block of it (a digest holds many), not its copy.
LEAST = 0.15
# A block that nobody writes twice by chance: one passage this long, or this much in all.
BLOCK, IN_ALL, IN_ALL_SHARE = 25, 40, 0.25
# Fewer shared words than this prove nothing unless the texts are the same.
ENOUGH = 12
# With a stated credit less is needed: the words only have to show which of the agency's reports it was.
DECLARED = 0.04
PASSAGES = 12


@dataclass(frozen=True, slots=True)
class Match:
    """What a comparison came to, the copy on the left. ``likeness`` (0-1) is that of the two as wholes,

    0 where one only holds a block of the other.
    """

    copy: Body
    original: Body
    kind: str
    found: Shared
    why: Reason

    @property
    def share(self) -> float:
        """The share of the copy's own words that it took."""
        return 1.0 if self.kind == "identical" else round(self.found.left, 3)

    @property
    def likeness(self) -> float:
        """How alike the two are as wholes: the geometric mean of the containments."""
        whole = self.kind in ("identical", "near copy")
        return max(0.01, (self.found.left * self.found.right) ** 0.5) if whole else 0.0

    @property
    def ids(self) -> tuple[str, str]:
        """The report ids, copy first."""
        return self.copy.report.id, self.original.report.id


def judged(a: Body, b: Body) -> Match | None:
    """The relation of two reports; None where neither is a copy of the other."""
    if not len(a.codes) or not len(b.codes):
        return None
    found = shared(a, b)
    if (
        not found.words
        and not np.array_equal(a.codes, b.codes)
        and not (a.report.credits or b.report.credits)
    ):
        return None
    shorter = (len(a.codes), a.report.id) < (len(b.codes), b.report.id)
    left_is_copy, why = direction(a.report, b.report, shorter)
    if not left_is_copy:
        a, b = b, a
        blocks = tuple((j, i, n) for i, j, n in found.blocks)
        found = Shared(found.right, found.left, found.words, found.longest, blocks)
    kind = _kind(a, b, found)
    return Match(a, b, kind, found, why) if kind else None


def edge(match: Match, kind: str | None = None) -> Edge:
    """The copy_of edge with its reasons and passages; ``kind`` where the family made it another."""
    named = kind or match.kind
    copy, original = match.ids
    return Edge(copy, original, "copy_of", match.share, named, (_said(named, match), match.why), RULE)


def _kind(copy: Body, original: Body, found: Shared) -> str | None:
    if np.array_equal(copy.codes, original.codes):
        return "identical"
    if found.words >= ENOUGH:
        mostly = found.left >= MOSTLY or min(found.left, found.right) >= BOTH
        if mostly and min(found.left, found.right) >= LEAST:
            return "near copy"
        if found.left >= MOSTLY or found.right >= MOSTLY or found.longest >= BLOCK:
            return "partial"
        if found.words >= IN_ALL and max(found.left, found.right) >= IN_ALL_SHARE:
            return "partial"
    declared = owes(copy.report, original.report)
    return "declared" if declared and found.left >= DECLARED else None


def _said(kind: str, match: Match) -> Reason:
    report = match.original.report
    of = report.publisher or report.path or report.id
    if kind == "identical":
        return Reason("copy.identical", f"Word for word the text of {of}", _passages(match))
    what = f"{match.share:.0%} of its own words stand in {of} in runs of four or more"
    return Reason(f"copy.{kind.replace(' ', '-')}", what, _passages(match))


def _apart(blocks: tuple[tuple[int, int, int], ...]) -> list[tuple[int, int, int]]:
    """The longest blocks of which none lies mostly where a longer one does in the copy."""
    kept: list[tuple[int, int, int]] = []
    for i, j, count in blocks:
        shown = sum(max(0, min(i + count, at + size) - max(i, at)) for at, _, size in kept)
        if 2 * shown < count:
            kept.append((i, j, count))
        if len(kept) == PASSAGES:
            break
    return kept


def _passages(match: Match) -> tuple[Evidence, ...]:
    """The longest shared passages in the order of the copy, each as it stands there and then in the original.

    What of the copy is shown beside one passage of the original is not shown beside another.
    """
    left, right = match.copy.places(), match.original.places()
    spans: list[Evidence] = []
    for i, j, count in sorted(_apart(match.found.blocks)):
        for side, places, at in ((match.copy, left, i), (match.original, right, j)):
            start, end = places[at][0], places[at + count - 1][1]
            spans.append(Evidence(side.report.id, start, end, side.report.text[start:end]))
    return tuple(spans)
