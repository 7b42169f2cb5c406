"""The page's own pictures, drawn as SVG: figures over time, and a claim's ways from page to origin.

Each has a table beside it, so nothing is told by a picture alone. Values by origin and a story's chains are drawn
by ``svg``, as in the brief.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from markupsafe import Markup, escape

from ...model import Figure, FigureGroup, FigureValue, Report, Told
from ...text import spoken
from . import svg
from .svg import intervals

COLOURS = 6
WIDTH, HEIGHT, LEFT, RIGHT, TOP, FOOT = 760, 270, 70, 24, 20, 40
APART = 24  # the least between two marks

__all__ = ["chains", "colours", "intervals", "moments", "number", "paths"]


def number(value: float | None) -> str:
    """A number with its thousands apart; an open end says so."""
    if value is None:
        return "open"
    return f"{value:,.0f}" if value == int(value) else f"{value:,.10g}"


def chains(told: Told) -> Markup:
    """The chains of a story from page to origin."""
    return svg.chains(told)


class Day(NamedTuple):
    """A day, or the first day of a month, and what it is called."""

    at: date
    name: str


# --- figures over time -----------------------------------------------------------------------


def colours(group: FigureGroup) -> dict[str, int]:
    """A colour's number for each origin, in the order in which they stand."""
    found: dict[str, int] = {}
    for value in group.values:
        found.setdefault(value.source_id, len(found) % COLOURS)
    return found


def days(group: FigureGroup, published: Mapping[str, str | None]) -> list[Day | None]:
    """For each value the day it is of, or else the day on which it was first printed."""
    return [_day(value, published) for value in group.values]


def moments(group: FigureGroup, published: Mapping[str, str | None]) -> Markup:
    """Values by day, a colour an origin, each with the number it has in the table; "" with fewer than two days."""
    dated = [(day, at, group.values[at]) for at, day in enumerate(days(group, published)) if day is not None]
    if len({day.at for day, _, _ in dated}) < 2:
        return Markup("")
    dated.sort(key=lambda each: (each[0], each[1]))
    low, high = svg._scale([value for _, _, value in dated])
    plot = HEIGHT - TOP - FOOT

    def y(value: float) -> float:
        return TOP + plot * (1 - (value - low) / (high - low))

    columns = _columns([day for day, _, _ in dated])
    out = [
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" class="moments" aria-label="{escape(group.measure)} over '
        f'time: {len(dated)} values, also in the table below">'
    ]
    for tick in svg._ticks(low, high):
        out.append(
            f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y(tick):.1f}" y2="{y(tick):.1f}"/>'
        )
        out.append(
            f'<text class="tick" x="{LEFT - 10}" y="{y(tick) + 4:.1f}" text-anchor="end">{number(tick)}</text>'
        )
    out.append(
        f'<line class="axis" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{HEIGHT - FOOT}" y2="{HEIGHT - FOOT}"/>'
    )
    out += _day_names([day for day, _, _ in dated], columns)
    colour = colours(group)
    for (_, at, value), x in zip(dated, columns, strict=True):
        out.append(_mark(value, at + 1, x, y, (low, high), colour[value.source_id]))
    return Markup("".join(out) + "</svg>")


def _mark(
    value: FigureValue,
    label: int,
    x: float,
    y: Callable[[float], float],
    ends: tuple[float, float],
    colour: int,
) -> str:
    figure = value.figure
    top = y(figure.high if figure.high is not None else ends[1])
    foot = y(figure.low if figure.low is not None else ends[0])
    given = figure.value if figure.bound == "approximate" else None
    given = given if given is not None else figure.low if figure.low is not None else figure.high
    at = y(given) if given is not None else top
    gone = " withdrawn" if value.retracted else ""
    out = [f'<g class="o{colour}{gone}"><title>{escape(value.origin)}: {escape(figure.text)}</title>']
    if figure.low != figure.high or figure.low is None:
        out.append(f'<path class="mark" d="M{x:.1f} {top:.1f} V{foot:.1f}{_ends(figure, x, top, foot)}"/>')
    if figure.bound != "range":
        out.append(f'<circle class="dot" cx="{x:.1f}" cy="{at:.1f}" r="5"/>')
    out.append(f'<text class="number" x="{x + 8:.1f}" y="{at - 7:.1f}">{label}</text></g>')
    return "".join(out)


def _ends(figure: Figure, x: float, top: float, foot: float) -> str:
    """A stroke across both ends of a closed interval, an arrow at an open end."""
    if figure.low is not None and figure.high is not None:
        return f" M{x - 5:.1f} {top:.1f} h10 M{x - 5:.1f} {foot:.1f} h10"
    if figure.high is None:
        return f" M{x - 4.5:.1f} {top + 6:.1f} L{x:.1f} {top:.1f} l4.5 6"
    return f" M{x - 4.5:.1f} {foot - 6:.1f} L{x:.1f} {foot:.1f} l4.5 -6"


def _columns(days: Sequence[Day]) -> list[float]:
    """Where each day stands, so far apart that no mark hides another."""
    first, last = days[0].at.toordinal(), days[-1].at.toordinal()
    room = WIDTH - LEFT - RIGHT - 40
    at = [LEFT + 20 + room * (day.at.toordinal() - first) / (last - first) for day in days]
    for index in range(1, len(at)):
        at[index] = max(at[index], at[index - 1] + APART)
    over = at[-1] - (WIDTH - RIGHT - 20)
    if over > 0:
        for index in range(len(at) - 1, -1, -1):
            most = WIDTH - RIGHT - 20 - (len(at) - 1 - index) * APART
            at[index] = min(at[index], most)
    return at


def _day_names(days: Sequence[Day], columns: Sequence[float]) -> list[str]:
    out, edge = [], -100.0
    for day, places in _gathered(days, columns):
        x = sum(places) / len(places)
        out.append(
            f'<line class="axis" x1="{places[0] - 8:.1f}" x2="{places[-1] + 8:.1f}" y1="{HEIGHT - FOOT + 3}" y2="{HEIGHT - FOOT + 3}"/>'
        )
        if x - edge > 104:
            out.append(
                f'<text class="tick" x="{x:.1f}" y="{HEIGHT - 16}" text-anchor="middle">{day.name}</text>'
            )
            edge = x
    return out


def _gathered(days: Sequence[Day], columns: Sequence[float]) -> Iterable[tuple[Day, list[float]]]:
    found: dict[Day, list[float]] = {}
    for day, x in zip(days, columns, strict=True):
        found.setdefault(day, []).append(x)
    return found.items()


def _day(value: FigureValue, published: Mapping[str, str | None]) -> Day | None:
    stated = value.figure.as_of
    printed = sorted(at for name in value.reports if (at := published.get(name)))
    for written in (stated.split("/")[-1] if stated else None, *printed[:1]):
        match = re.match(r"(\d{4})-(\d\d)(?:-(\d\d))?", written or "")
        if match:
            try:
                return Day(date(int(match[1]), int(match[2]), int(match[3] or 1)), spoken(match[0]))
            except ValueError:
                continue
    return None


# --- ways from page to origin ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Stop:
    """One box on a way: where it leads, and whether it is named. ``group`` are origins that count as one."""

    column: int
    key: str
    name: str
    link: str | None = None
    named: bool = True


HEADS = ("The page", "Carried by", "The origin", "Resting on")
BOX_WIDTH, BOX_HEIGHT, DOWN, ACROSS, LETTERS = 188, 42, 12, 56, 23


def paths(ways: Iterable[Sequence[Stop]], components: Mapping[str, int]) -> Markup:
    """Ways from pages to origins. Origins of one component stand on one band: together they count once."""
    stops: dict[tuple[int, str], Stop] = {}
    edges: set[tuple[tuple[int, str], tuple[int, str]]] = set()
    for way in ways:
        for stop in way:
            stops.setdefault((stop.column, stop.key), stop)
        edges |= {((a.column, a.key), (b.column, b.key)) for a, b in pairwise(way)}
    used = sorted({column for column, _ in stops})
    if len(used) < 2:
        return Markup("")
    placed = _placed(stops, edges, used, components)
    rows = max(sum(column == each for column, _ in stops) for each in used)
    height = rows * (BOX_HEIGHT + DOWN) + 30
    width = len(used) * BOX_WIDTH + (len(used) - 1) * ACROSS + 16
    out = [
        f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="group" class="paths" aria-label="Ways from page to origin, also in the table below">'
    ]
    out += [
        f'<text class="head" x="{8 + used.index(c) * (BOX_WIDTH + ACROSS)}" y="16">{HEADS[c]}</text>'
        for c in used
    ]
    out += _bands(placed, components)
    for start, end in sorted(edges):
        (x1, y1), (x2, y2) = placed[start], placed[end]
        a, middle = x1 + BOX_WIDTH, (x1 + BOX_WIDTH + x2) / 2
        h = BOX_HEIGHT / 2
        out.append(
            f'<path class="edge" d="M{a:.0f} {y1 + h:.0f} C{middle:.0f} {y1 + h:.0f} {middle:.0f} {y2 + h:.0f} {x2:.0f} {y2 + h:.0f}"/>'
        )
    out += [_box(stop, *placed[key], key[1] in components) for key, stop in stops.items()]
    return Markup("".join(out) + "</svg>")


Place = tuple[int, str]


def _placed(
    stops: Mapping[Place, Stop],
    edges: set[tuple[Place, Place]],
    used: Sequence[int],
    components: Mapping[str, int],
) -> dict[Place, tuple[float, float]]:
    """Origins first, those of one component together; then each other column by what it leads to."""
    tall = max(sum(column == each for column, _ in stops) for each in used) * (BOX_HEIGHT + DOWN)
    rank: dict[Place, float] = {}
    anchor = 2 if 2 in used else used[-1]
    for column in sorted(used, key=lambda each: abs(each - anchor)):
        keys = [key for key in stops if key[0] == column]
        if column == anchor:
            keys.sort(key=lambda key: (components.get(key[1], 99), stops[key].name))
        else:
            keys.sort(key=lambda key: (_pull(key, edges, rank), stops[key].name))
        offset = (tall - len(keys) * (BOX_HEIGHT + DOWN)) / 2
        rank |= {key: offset + index * (BOX_HEIGHT + DOWN) for index, key in enumerate(keys)}
    return {key: (8 + used.index(key[0]) * (BOX_WIDTH + ACROSS), 30 + at) for key, at in rank.items()}


def _pull(key: Place, edges: set[tuple[Place, Place]], rank: Mapping[Place, float]) -> float:
    """How high what it is joined to stands."""
    near = [rank[b if a == key else a] for a, b in edges if key in (a, b) and (b if a == key else a) in rank]
    return sum(near) / len(near) if near else 1e9


def _bands(placed: Mapping[Place, tuple[float, float]], components: Mapping[str, int]) -> list[str]:
    together: dict[int, list[tuple[float, float]]] = {}
    for (column, key), at in placed.items():
        if column == 2 and key in components:
            together.setdefault(components[key], []).append(at)
    out = []
    for places in together.values():
        if len(places) > 1:
            x, top, foot = places[0][0], min(y for _, y in places), max(y for _, y in places)
            out.append(
                f'<rect class="band" x="{x - 7}" y="{top - 6:.0f}" width="{BOX_WIDTH + 14}" height="{foot - top + BOX_HEIGHT + 12:.0f}" rx="9"><title>These count as one origin</title></rect>'
            )
    return out


def _box(stop: Stop, x: float, y: float, counted: bool) -> str:
    kind = ("page", "relay", "origin", "basis")[stop.column]
    kind += " counted" if counted and stop.column == 2 else ""
    lines = _lines(stop.name)
    first = y + BOX_HEIGHT / 2 + (4 if len(lines) == 1 else -4)
    words = "".join(
        f'<text x="{x + 10:.0f}" y="{first + 15 * n:.0f}">{escape(line)}</text>'
        for n, line in enumerate(lines)
    )
    box = f'<rect x="{x:.0f}" y="{y:.0f}" width="{BOX_WIDTH}" height="{BOX_HEIGHT}" rx="6"/>'
    inner = f"<title>{escape(stop.name)}</title>{box}{words}"
    if stop.link:
        inner = f'<a href="{escape(stop.link)}" aria-label="{escape(stop.name)}">{inner}</a>'
    return f'<g class="{kind}{"" if stop.named else " unnamed"}">{inner}</g>'


def _lines(name: str) -> list[str]:
    """A name on at most two lines."""
    words, lines = name.split(), [""]
    for word in words:
        if len(lines[-1]) + len(word) < LETTERS or not lines[-1]:
            lines[-1] = f"{lines[-1]} {word}".strip()
        else:
            lines.append(word)
    if len(lines) > 2:
        lines = [lines[0], f"{lines[1][: LETTERS - 2]} …"]
    return [line if len(line) <= LETTERS else f"{line[: LETTERS - 1]}…" for line in lines]


def published(reports: Iterable[Report]) -> dict[str, str | None]:
    """When each report was published."""
    return {report.id: report.published_at for report in reports}
