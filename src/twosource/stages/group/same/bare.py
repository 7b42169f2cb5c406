"""Numbers that stand without what they count: "Forty, and pray that is the end", "its count of eleven", "seven of them".

In one story such a number is of whatever else is so many there, where that is one kind of thing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ....data.numerals import numbers, one_spelled, spelled, whole
from ....model import Figure
from ..slots import Slots
from ..wording.daytime import without_clocks
from .amounts import same_figure

_TENS = "|".join(numbers()["tens"])
_SMALL = "|".join(sorted((word for word in spelled(20) if (whole(word) or 0) > 2), key=len, reverse=True))
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}
_N = (
    rf"(?P<n>\d{{1,3}}(?:,\d{{3}})+|\d+|(?:{_TENS})(?:-(?:{one_spelled(9)}))?|{_SMALL})"
    rf"(?: (?P<scale>{'|'.join(_SCALES)}))?\b"
)
_ENUMERATED = re.compile(r"^\W*\d+[.)]\s+\S")  # "3. The Board confirms": the number of a paragraph
_ENDS = r"(?=\W*$|\s*[,;.!]|\s+(?:and|but)\b| of (?:them|these|those|us)\b)"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"^\W*{_N}(?=\W*$|\s*[,;:!?—–]|\.(?:\s|$)| of (?:them|these|those|us)\b|\s+(?:that|who|have|had|are|were|came|went|got|died|left|arrived)\b"
        r"|\s+(?:in|on|at|under|beside|along) (?:the|a|an|our|their)\b)",
        rf"\b(?:count|figure|number|total|toll|tally)(?:s|ed)?(?: (?:of|at|is|was|as|stands at|stood at))? {_N}{_ENDS}",
        # "the number of the lost at 19", "a crew of 21 was fetched"
        rf"\b(?:count|number|total|toll|tally) of (?:[a-z]+ ){{1,6}}?(?:at|is|was|as|to|stands at|stood at) {_N}{_ENDS}",
        rf"\b(?:crew|team|party|group|staff|band) of {_N}(?=\W*$|\s*[,;.!]|\s+(?:is|are|was|were|has|had)\b)",
        # "that makes seven", "by the porter's book it is nineteen", "there are forty of them", "says the same, nine hundred"
        rf"\b(?:that|it)(?:['’]s| is| was| makes) {_N}(?=\W*$|\s*[,;.!]| of (?:them|these|those|us)\b)",
        rf"\b(?:there (?:are|were)|the same,) {_N}(?=\W*$|\s*[,;.!]| of (?:them|these|those|us)\b)",
    )
)
_LEAST = 3  # a pair is a pair of anything


def bare(text: str) -> float | None:
    """The number that a text states without saying of what; None where there is none."""
    text = without_clocks(text)
    if _ENUMERATED.match(text):
        return None
    match = next((found for form in _FORMS if (found := form.search(text))), None)
    if match is None:
        return None
    value = _value(match["n"].casefold()) * _SCALES.get((match["scale"] or "").casefold(), 1)
    return None if value < _LEAST or 1900 <= value <= 2100 else float(value)


def _value(written: str) -> int:
    tens, _, ones = written.partition("-")
    return (whole(tens) or 0) + (whole(ones) or 0)


def lent(nodes: Sequence[Slots]) -> list[Slots]:
    """The propositions, those of a bare number with the figure of the one kind of thing that is so many in their story."""
    stated: dict[tuple[str, float], list[Figure]] = defaultdict(list)
    for node in nodes:
        figure = node.figure
        if figure is not None and not figure.nominal and figure.bound == "exact" and figure.value is not None:
            stated[node.about, figure.value].append(figure)
    meant = {key: figures[0] for key, figures in stated.items() if _one_kind(figures)}
    found = []
    for node in nodes:
        value = bare(node.proposition.text) if node.figure is None and not node.measures else None
        figure = meant.get((node.about, value)) if value is not None else None
        found.append(replace(node, figure=figure, lent=True) if figure is not None else node)
    for former, index in instead(nodes):
        if found[index].figure is None and not found[index].measures:
            found[index] = _own_kind(nodes[former], found[index])
    return found


_TOTAL = re.compile(
    rf"^\W*(?:it|that|the (?:real |true |correct |right )?(?:number|figure|count|total|toll))"
    rf" (?:was|is|at|stood at|stands at|to be)(?: only| just| in fact| really)? {_N}\W*$",
    re.IGNORECASE,
)
_NEAREST = 3  # propositions before "it was 2,900" among which the number stands that it is told instead of


def instead(nodes: Sequence[Slots]) -> Iterator[tuple[int, int]]:
    """Numbers told alone for one that was told before in that report ("it was 2,900"): the places of that and of this."""
    by_report: dict[str, list[int]] = defaultdict(list)
    for index in sorted(range(len(nodes)), key=lambda i: (nodes[i].proposition.start, nodes[i].id)):
        by_report[nodes[index].proposition.report_id].append(index)
    for _, members in sorted(by_report.items()):
        for place, index in enumerate(members):
            if not _TOTAL.match(nodes[index].proposition.text):
                continue
            before = reversed(members[max(0, place - _NEAREST) : place])
            former = next((i for i in before if _counts(nodes[i])), None)
            if former is not None:
                yield former, index


def _counts(node: Slots) -> bool:
    figure = node.figure
    plain = figure is not None and not figure.nominal and not figure.further and not node.lent
    return plain and figure is not None and figure.bound == "exact" and (figure.value or 0) >= _LEAST


def _own_kind(former: Slots, node: Slots) -> Slots:
    """A number told alone, with what the number before it counts."""
    text = node.proposition.text
    match = _TOTAL.match(text)
    if match is None or former.figure is None:
        return node
    value = float(_value(match["n"].casefold()) * _SCALES.get((match["scale"] or "").casefold(), 1))
    start = node.proposition.start + match.start("n")
    figure = replace(
        former.figure,
        start=start,
        end=start + len(match["n"]),
        text=match["n"],
        value=value,
        low=value,
        high=value,
    )
    return replace(node, figure=figure, lent=True)


def _one_kind(figures: Sequence[Figure]) -> bool:
    """True where all these figures of one value count the same."""
    return all(same_figure(figures[0], other) in ("same", "exact", "odd", "like") for other in figures[1:])
