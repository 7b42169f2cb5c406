"""Which story a proposition speaks of: mostly its report's own, sometimes an earlier one that it looks back on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ...model import Dissection, Proposition, Story

_NAME = re.compile(r"(?<![.!?…\"“”'’\n] )(?<!^)(?<!\n)\b[A-Z][\w’'-]{2,}")
_TOLD_BY = 3.0  # how many times commoner a name must be in one story than in another to tell them apart
_MONTHS = frozenset(
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
     "December", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "Jan", "Feb", "Aug",
     "Sept", "Sep", "Oct", "Nov", "Dec"]
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stories:
    """The stories by report, and how common each name is in each of them."""

    of: Mapping[str, str]
    shares: Mapping[str, Mapping[str, float]]  # name -> story -> share of the story's names

    def about(self, proposition: Proposition, text: str) -> str:
        """The id of the story that a proposition speaks of; "" where its report is in none."""
        own = self.of.get(proposition.report_id, "")
        if len(set(self.of.values())) < 2:
            return own
        for_other: Counter[str] = Counter()
        for name in names(_sentence(text, proposition.start, proposition.end)):
            shares = self.shares.get(name, {})
            mine = shares.get(own, 0.0)
            for story, share in shares.items():
                if story != own and share > _TOLD_BY * mine:
                    for_other[story] += 1
            if mine and all(mine > _TOLD_BY * share for story, share in shares.items() if story != own):
                return own
        if not for_other:
            return own
        most = max(for_other.values())
        return min(story for story, count in for_other.items() if count == most)


def stories_of(stories: Iterable[Story], dissections: Iterable[Dissection]) -> Stories:
    """The stories as ``about`` needs them, in time linear in the texts."""
    of = {report: story.id for story in stories for report in story.reports}
    counts: dict[str, Counter[str]] = {}
    for each in dissections:
        story = of.get(each.report.id)
        if story:
            counts.setdefault(story, Counter()).update(names(each.report.text))
    shares: dict[str, dict[str, float]] = {}
    for story, counted in counts.items():
        total = sum(counted.values()) + 5.0
        for name, count in counted.items():
            if count > 1 or len(counts) < 3:
                shares.setdefault(name, {})[story] = count / total
    return Stories(of, shares)


def names(text: str) -> Iterable[str]:
    """The capitalised words of a text that do not only begin a sentence."""
    for match in _NAME.finditer(text):
        word = match[0].removesuffix("'s").removesuffix("’s")
        if word not in _MONTHS:
            yield word


def _sentence(text: str, start: int, end: int) -> str:
    """The sentence around a span, and no more than 200 characters before it."""
    first = max(
        text.rfind("\n", 0, start) + 1,
        text.rfind(". ", 0, start) + 2 if ". " in text[:start] else 0,
        start - 200,
    )
    stop = min((at for at in (text.find(". ", end), text.find("\n", end)) if at >= 0), default=len(text))
    return text[first : min(stop, end + 200)]
