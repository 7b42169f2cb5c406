"""The day on which a count's window begins, where an event begins it and the story dates that event.

"Since the river came over, 412 people have been lifted out" says nothing of when; other sentences of the story do.
Each dated sentence that holds the words of the event speaks for its day; the day that most reports give is taken, of
equals the first, and the sentence that gives it is kept with the figure. Otherwise the words stay, and no window.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from ...model import Dissection, Evidence, Figure, Sentence, Statement, Story, Time
from .wording.words import content

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_TOLD = 0.6  # the share of the event's words that a dated sentence must hold
_START = "START"  # the concept of beginning: it says of no event which one
_SAYS = 0.6  # the weight that the words of an event need to say which it was: not "it began"


class _Dated(NamedTuple):
    """A dated sentence of a story: its day, its words by their weights, and where it stands."""

    day: str
    words: Mapping[str, float]
    at: Evidence


def begun(
    statements: Sequence[Statement], taken: Sequence[Dissection], stories: Sequence[Story]
) -> tuple[Statement, ...]:
    """The statements, their figures with a window where a story dates the event that it begins with."""
    if not any(figure.since and not figure.window for each in statements for figure in each.figures):
        return tuple(statements)
    held = {one.report.id: one for one in taken}
    told_in = {key: story for story in stories for key in story.reports}
    dated: dict[str, list[_Dated]] = {}
    found = []
    for each in statements:
        story = told_in.get(each.report_id)
        if story is not None and any(f.since and not f.window for f in each.figures):
            if story.id not in dated:
                dated[story.id] = [day for key in story.reports if key in held for day in _days(held[key])]
            last = held[each.report_id].report.published_at
            figures = tuple(_begun(f, each, dated[story.id], last) for f in each.figures)
            each = replace(each, figures=figures)
        found.append(each)
    return tuple(found)


def _begun(figure: Figure, statement: Statement, dated: Sequence[_Dated], last: str | None) -> Figure:
    """The figure with the day that the story gives for the event its window begins with."""
    if not figure.since or figure.window:
        return figure
    words = content(figure.since).weights
    event = {word: weight for word, weight in words.items() if word != _START}
    if sum(event.values()) < _SAYS:
        return figure
    told = [each for each in dated if _tells(each, event) and not _apart(each, figure, statement, last)]
    if _START in words:  # "since fighting began": the day it began, not one of those it went on
        told = [each for each in told if _START in each.words] or told
    days: dict[str, dict[str, Evidence]] = {}
    for each in told:
        days.setdefault(each.day, {}).setdefault(each.at.report_id, each.at)
    if not days:
        return figure
    day = min(days, key=lambda each: (-len(days[each]), each))
    return replace(figure, window=f"{day}/", since_at=days[day][min(days[day])])


def _tells(dated: _Dated, event: Mapping[str, float]) -> bool:
    """Whether a dated sentence holds most of the words of the event."""
    shared = sum(weight for word, weight in event.items() if word in dated.words)
    return shared >= _TOLD * sum(event.values())


def _apart(dated: _Dated, figure: Figure, statement: Statement, last: str | None) -> bool:
    """True for the sentence of the figure itself, and for a day after the count."""
    at = dated.at
    own = at.report_id == statement.report_id and at.start <= figure.start < at.end
    return own or (last is not None and dated.day > last[:10])


def _days(one: Dissection) -> Iterator[_Dated]:
    """The sentences of a report that say on which day something happened."""
    text, language = one.report.text, one.report.language or "en"
    for sentence in one.sentences:
        days = {t.value[:10] for t in one.times if _happened(t, sentence)}
        if len(days) == 1:
            told = text[sentence.start : sentence.end].rstrip()
            at = Evidence(one.report.id, sentence.start, sentence.start + len(told), told)
            yield _Dated(days.pop(), content(told, language).weights, at)


def _happened(time: Time, sentence: Sentence) -> bool:
    """True for the day of something past that a sentence tells, not the day of the telling."""
    inside = sentence.start <= time.start < sentence.end and time.type in ("DATE", "TIME")
    past = time.tense != "future" and not (time.said or time.impossible)
    return inside and past and _DAY.match(time.value) is not None
