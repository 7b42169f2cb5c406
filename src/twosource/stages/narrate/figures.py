"""The figures of a story in sentences: each number once, with those who give it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...model import Agreement, Evidence, FigureGroup, FigureValue, Line, Told
from ...text import lasting, spoken
from .naming import Names, an, capital, listed, some, stopped

# What the gravest relation of a group says of two values, and of more.
_TWO: dict[Agreement, str] = {
    "impossible": "One of the two cannot be true.",
    "conflict": "They cannot both hold.",
    "different scope": "The two do not count the same thing.",
    "compatible": "Both can hold.",
    "agree": "The two agree.",
}
_MORE: dict[Agreement, str] = {
    "impossible": "Not all of them can be true.",
    "conflict": "Not all of them can hold.",
    "different scope": "Not all count the same thing; none contradicts another.",
    "compatible": "All of them can hold.",
    "agree": "They agree.",
}
MOST_NAMED = 4


def figures(told: Told, names: Names) -> Iterator[Line]:
    """One sentence for each group of figures."""
    for group in told.figures:
        if not group.tells:
            continue
        spans = tuple(dict.fromkeys(span for value in group.values for span in _cited(value)))
        yield Line("figures", f"{_name(group)}: {'; '.join(_parts(group, names))}.{_together(group)}", spans)


def _parts(group: FigureGroup, names: Names) -> Iterator[str]:
    """Each number as it is written, the lowest first, with all who give it."""
    values = sorted(group.values, key=lambda v: (v.figure.low is None, v.figure.low or v.figure.high or 0))
    same: dict[tuple[object, ...], list[FigureValue]] = {}
    for value in values:
        figure = value.figure
        same.setdefault((figure.low, figure.high, figure.window, value.retracted), []).append(value)
    for each in same.values():
        who = some(_origins(each, names), MOST_NAMED)
        yield f"“{each[0].figure.text}” ({who}){_when(each)}"


def _cited(value: FigureValue) -> Iterator[Evidence]:
    """Where a figure stands, and where the event is dated that its window begins with."""
    yield from value.spans
    if value.figure.since_at is not None:
        yield value.figure.since_at


def _origins(values: Sequence[FigureValue], names: Names) -> list[str]:
    """Whose figure it is; unnamed sources are told apart by the report that has them."""
    found: dict[str, list[str]] = {}
    for value in values:
        inside = [names.outlet(each) for each in value.reports if each in names.reports]
        nameless = value.source_id.startswith("unnamed")
        where = inside[0] if nameless and inside else "" if nameless else value.source_id
        found.setdefault(f"{where}{'' if nameless else ':'}", []).append(
            an(value.origin) if nameless else value.origin
        )
    return [
        listed(who) + (f" in {where}" if where and not where.endswith(":") else "")
        for where, who in found.items()
    ]


def _name(group: FigureGroup) -> str:
    place = f", {group.place}" if group.place else ""
    counts = f" ({group.counts})" if group.counts and group.counts != group.measure else ""
    return f"{capital(group.measure or group.counts)}{counts if group.measure else ''}{place}"


def _together(group: FigureGroup) -> str:
    if len(group.values) < 2:
        return ""
    if group.relation in ("compatible", "different scope") and _updated(group):
        return " Of one origin's counts the later is an update."
    return " " + (_TWO if len(group.values) == 2 else _MORE)[group.relation]


def _updated(group: FigureGroup) -> bool:
    """Whether all that sets its numbers apart is that an origin gave another one later."""
    apart = [pair for pair in group.relations if pair.relation == "different scope"]
    return bool(apart) and all(pair.reason.endswith("the later is an update.") for pair in apart)


def _when(same: Sequence[FigureValue]) -> str:
    """Of what time, and whether withdrawn; a day only where all who give the number give it."""
    figure = same[0].figure
    notes = [_window(figure.window)] if figure.window else []
    if figure.since:
        notes.append(f"“since {figure.since}”")
    days = {value.figure.as_of for value in same}
    if len(days) == 1 and figure.as_of and not (figure.window or "").endswith(figure.as_of):
        notes.append(f"as of {spoken(figure.as_of)}")
    if same[0].retracted:
        notes.append("withdrawn")
    return f", {', '.join(notes)}" if notes else ""


def _window(value: str) -> str:
    """ "P1W" -> "within 1 week"; from a day on "since" it; another window as it is."""
    if lasting(value) is not None:
        return f"within {spoken(value)}"
    return f"since {spoken(value[:-1])}" if value.endswith("/") else spoken(value)


def differ(told: Told) -> Iterator[Line]:
    """Where accounts differ or only seem to, the graver first."""
    inside = {report.id for report in told.reports}
    for conflict in told.conflicts:
        if not any(span.report_id in inside for span in conflict.spans):
            continue  # the story that it follows tells it
        section = "differ" if conflict.relation in ("conflict", "impossible") else "seem"
        yield Line(section, stopped(capital(conflict.what)), _once(conflict.spans))


def _once(spans: Sequence[Evidence]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(spans))
