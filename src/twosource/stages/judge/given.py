"""A figure as an origin gave it: the day it last stood by it, and the event it counts where that is another.

The table of figures and the status of claims both relate figures through here, so that they agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ...data import table
from ...model import Figure, Proposition, Time
from ..when import before, days_apart
from .ground import Grounds
from .levels import level
from .setting import Setting, day_of
from .tested import proven

_NOT_AN_EVENT = re.compile(
    r"\b(?:since|from|until|till|between|by|before|after|for|over|every|each)(?: the)?\s*$", re.IGNORECASE
)
_CLAUSE = re.compile(r"[.;!?]\s")
_SHARES_APART = 7  # days in which two shares of one whole are of one time
_SOON = 2.0  # days before a story's first report that its event may lie


@dataclass(frozen=True, slots=True)
class Given:
    """A figure by an origin. ``said`` is the last day the origin stood by it, ``event`` the day of another event."""

    figure: Figure
    origin: str
    said: str | None = None
    event: str | None = None
    reports: tuple[str, ...] = ()
    story_id: str | None = None
    retracted: bool = False
    tested: bool = False  # it counts what a test has shown
    level: str | None = None  # the kind of area that it is for, told without a name: "in the province"


def given(
    told: Sequence[tuple[Proposition, Figure]], origin: str, grounds: Grounds, retracted: bool = False
) -> Given:
    """One figure, told at these places, as the origin gave it."""
    figures = [_in_all(p, _as_known(p, figure, grounds), grounds) for p, figure in told]
    days = [day for p, _ in told if (day := published(p, grounds))]
    events = [event for p, figure in told if (event := background(p, figure, grounds))]
    return Given(
        figure=_dated(figures),
        origin=origin,
        said=max(days, default=None),
        event=min(events, default=None) if len(events) == len(told) else None,
        reports=tuple(dict.fromkeys(p.report_id for p, _ in told)),
        story_id=told[0][0].story_id,
        retracted=retracted,
        tested=proven(p.text for p, _ in told),
        level=level(p.text for p, _ in told),
    )


def _as_known(proposition: Proposition, figure: Figure, grounds: Grounds) -> Figure:
    """The figure without the day that its report gives it, where nobody knows what "on Friday" means there."""
    when = grounds.reports[proposition.report_id].published_at or ""
    return replace(figure, as_of=None) if "/" in when and figure.as_of else figure


def _in_all(proposition: Proposition, figure: Figure, grounds: Grounds) -> Figure:
    """The figure without a window that begins with its story's own event: that is the count in all."""
    began = grounds.began.get(proposition.story_id or "")
    if figure.since_at is None or not figure.window or not began:
        return figure
    apart = days_apart(figure.window.split("/")[0], began)
    return replace(figure, window=None) if apart is not None and apart <= _SOON else figure


def _dated(figures: Sequence[Figure]) -> Figure:
    """The first of some equal figures; as of a day only where all that give one give the same."""
    days = {figure.as_of for figure in figures}
    return figures[0] if len(days) < 2 else replace(figures[0], as_of=None)


def published(proposition: Proposition, grounds: Grounds) -> str | None:
    """The day of its report; None where it is not known to the day."""
    return day_of(grounds.reports[proposition.report_id].published_at)


def background(proposition: Proposition, figure: Figure, grounds: Grounds) -> str | None:
    """The date of the event that a figure counts, where its words name one long before the story began."""
    began = grounds.began.get(proposition.story_id or "")
    statement = grounds.statements.get(proposition.statement_id)
    if not began or statement is None or figure.window or (figure.measure or "killed") not in _happens():
        return None
    text = grounds.reports[proposition.report_id].text
    near = [t for t in statement.when if _names_event(t, figure, text)]
    if not near:
        return None
    time = min(near, key=lambda t: (max(t.start - figure.end, figure.start - t.end), t.start))
    value = time.value[:10]
    return value if before(value, began) and (days_apart(value, began) or 0) > _SOON else None


def _happens() -> frozenset[str]:
    """Measures of what happens to people and things at some time; a refinery's capacity has no day."""
    return frozenset(table("measures.json")["grows"])


def _names_event(time: Time, figure: Figure, text: str) -> bool:
    """True for a date in the figure's own clause that says when, not since when or how long."""
    if time.type != "DATE" or time.said or not re.match(r"\d{4}", time.value) or time.impossible:
        return False
    between_them = slice(min(time.end, figure.end), max(time.start, figure.start))
    if _CLAUSE.search(text[between_them]):
        return False
    which = re.match(r",? (?:when|in which|as)\b", text[time.end : time.end + 12])
    return bool(which) or not _NOT_AN_EVENT.search(text[max(0, time.start - 12) : time.start])


def between(a: Given, b: Given, grounds: Grounds, series: Iterable[Given] = ()) -> Setting:
    """What is known of two figures beyond themselves; ``series`` are the other figures of their origins."""
    same = grounds.body(a.origin) == grounds.body(b.origin)
    events: tuple[str | None, str | None] = (None, None)
    began = [grounds.began.get(each.story_id or "", each.said) for each in (a, b)]
    if a.event or b.event:
        events = (a.event or began[0], b.event or began[1])
    elif a.story_id != b.story_id and not (standing(a.figure) and standing(b.figure) and _near(a, b)):
        events = (began[0], began[1])
    others = tuple(series)
    return Setting(
        same_origin=same,
        same_report=bool(set(a.reports) & set(b.reports)),
        withdrawn=a.retracted or b.retracted,
        said=(a.said, b.said),
        events=events,
        by=(body_name(a.origin, grounds), body_name(b.origin, grounds)),
        caps=(_cap(a, b, others, grounds), _cap(b, a, others, grounds)),
        tested=(a.tested, b.tested),
        levels=(a.level, b.level),
    )


# Figures of a hundred and more that linked stories tell are of the whole situation, not of one event in it.
STANDING = 100


def standing(figure: Figure) -> bool:
    """True for a figure so large that it is of the whole situation."""
    return (figure.value or 0) >= STANDING


def _near(a: Given, b: Given) -> bool:
    """True where two figures were given within a week, as far as is known: one situation lasted that long."""
    return _within(a, b, 7)


def at_one_time(a: Given, b: Given) -> bool:
    """True where two figures were given for one day or the next, as far as is known; a share does not grow by the day."""
    apart = _SHARES_APART if "share" in (a.figure.measure, b.figure.measure) else 1
    return _within(a, b, apart)


def _within(a: Given, b: Given, apart: int) -> bool:
    days = [day_of(each.figure.as_of or each.said) for each in (a, b)]
    known = [date.fromisoformat(day) for day in days if day]
    return len(known) < 2 or abs((known[0] - known[1]).days) <= apart


def _cap(mine: Given, theirs: Given, series: Sequence[Given], grounds: Grounds) -> float | None:
    """The lowest that the one's origin still gave on the other's day or later: a count that grows was no higher."""
    day = day_of(theirs.figure.as_of or theirs.said)
    if day is None or mine.figure.measure not in table("measures.json")["grows"]:
        return None
    body = grounds.body(mine.origin)
    later = [
        each.figure.high
        for each in series
        if grounds.body(each.origin) == body
        and not each.retracted
        and (day_of(each.figure.as_of or each.said) or "") >= day
        and _same_scope(each.figure, mine.figure)
        and each.figure.high is not None
    ]
    return min(later, default=None)


def _same_scope(a: Figure, b: Figure) -> bool:
    plain = not (a.window or a.part_of or a.further or a.nominal)
    return plain and (a.measure, a.side, a.unit) == (b.measure, b.side, b.unit)


def body_name(source_id: str, grounds: Grounds) -> str | None:
    """What the body is called that a source is or speaks for; None for anybody else, whose "our" means nobody known."""
    source = grounds.sources.get(grounds.body(source_id))
    known = (
        source is not None and source.named and source.kind not in ("person", "unnamed", "outlet", "agency")
    )
    return source.name if known and source else None
