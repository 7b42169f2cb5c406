"""The brief's two pictures, drawn as SVG without a library: intervals by origin, and chains to the origin.

Each has a table beside it in the page, so nothing is told by a picture alone.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

from markupsafe import Markup, escape

from ...model import FigureGroup, FigureValue, Told
from .wording import headed, link_names

ROW, LEFT, RIGHT, WIDTH = 34, 210, 40, 760


def intervals(group: FigureGroup) -> Markup:
    """A row per origin: a dot for an exact value, a bar for an interval, an arrow for an open end."""
    values = group.values
    low, high = _scale(values)
    height = ROW * len(values) + 46
    plot = WIDTH - LEFT - RIGHT

    def x(value: float) -> float:
        return LEFT + plot * (value - low) / (high - low)

    parts = [
        f'<svg viewBox="0 0 {WIDTH} {height}" role="img" class="intervals" '
        f'aria-label="{escape(group.measure)}: {len(values)} figures by origin, {escape(group.relation)}">'
    ]
    for tick in _ticks(low, high):
        at = x(tick)
        parts.append(f'<line class="grid" x1="{at:.1f}" x2="{at:.1f}" y1="8" y2="{height - 30}"/>')
        parts.append(
            f'<text class="tick" x="{at:.1f}" y="{height - 12}" text-anchor="middle">{_number(tick)}</text>'
        )
    for row, value in enumerate(values):
        parts.append(_row(value, 26 + row * ROW, x, low, high))
    return Markup("".join(parts) + "</svg>")


def _row(value: FigureValue, y: float, x: object, low: float, high: float) -> str:
    figure, at = value.figure, x
    assert callable(at)
    name = escape(_short(value.origin, 28))
    cls = "value withdrawn" if value.retracted else "value"
    out = [f'<g class="{cls}"><title>{escape(value.origin)}: {escape(figure.text)}</title>']
    out.append(f'<text class="name" x="{LEFT - 14}" y="{y + 4}" text-anchor="end">{name}</text>')
    start = at(figure.low if figure.low is not None else low)
    end = at(figure.high if figure.high is not None else high)
    if figure.low is not None and figure.low == figure.high:
        out.append(f'<circle cx="{start:.1f}" cy="{y}" r="6"/>')
    else:
        out.append(
            f'<rect x="{start:.1f}" y="{y - 5}" width="{max(end - start, 3):.1f}" height="10" rx="3"/>'
        )
        if figure.high is None:
            out.append(f'<path class="open" d="M{end:.1f} {y - 9} l12 9 l-12 9 z"/>')
        if figure.low is None:
            out.append(f'<path class="open" d="M{start:.1f} {y - 9} l-12 9 l12 9 z"/>')
    note = escape(figure.text if len(figure.text) <= 44 else figure.text[:43] + "…")
    side = ' text-anchor="end"' if end > WIDTH * 0.62 else ""
    out.append(f'<text class="note" x="{end:.1f}" y="{y - 9}"{side}>{note}</text></g>')
    return "".join(out)


def _scale(values: Sequence[FigureValue]) -> tuple[float, float]:
    ends = [end for value in values for end in (value.figure.low, value.figure.high) if end is not None]
    low, high = min(ends, default=0.0), max(ends, default=1.0)
    room = (high - low) * 0.18 or max(abs(high) * 0.2, 1.0)
    floor = 0.0 if low >= 0 and low < high * 0.5 else max(low - room, 0.0) if low >= 0 else low - room
    return floor, high + room


def _ticks(low: float, high: float) -> list[float]:
    raw = (high - low) / 5 or 1.0
    magnitude = 10.0 ** math.floor(math.log10(raw))
    step = next(s * magnitude for s in (1, 2, 5, 10) if s * magnitude >= raw)
    first = math.ceil(low / step) * step
    return [first + step * i for i in range(int((high - first) / step) + 1)]


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 10 or value == int(value) else f"{value:g}"


# --- chains ----------------------------------------------------------------------------------

COLUMNS = ("page", "relay", "origin", "basis")
TITLES = {"page": "The page", "relay": "carried by", "origin": "the origin", "basis": "resting on"}
BOX, GAP, COLUMN = 26, 10, 196


def chains(told: Told) -> Markup:
    """The chains of a story from page to origin, widest paths thickest; dashed boxes are unnamed."""
    columns: dict[str, dict[str, tuple[str, bool]]] = {column: {} for column in COLUMNS}
    edges: dict[tuple[str, str, str, str], int] = {}
    for nodes in _paths(told):
        for column, key, name, named in nodes:
            columns[column].setdefault(key, (name, named))
        for (c1, k1, *_), (c2, k2, *_) in pairwise(nodes):
            edges[(c1, k1, c2, k2)] = edges.get((c1, k1, c2, k2), 0) + 1
    used = [column for column in COLUMNS if columns[column]]
    if not edges:
        return Markup("")
    rows = max(len(columns[column]) for column in used)
    height, width = rows * (BOX + GAP) + 44, len(used) * COLUMN + (len(used) - 1) * 60
    at = {
        (column, key): (used.index(column) * (COLUMN + 60), _offset(i, len(columns[column]), rows))
        for column in used
        for i, key in enumerate(columns[column])
    }
    parts = [
        f'<svg viewBox="0 0 {width} {height}" width="{width}" role="img" class="chains" aria-label="Chains from page to origin">'
    ]
    for column in used:
        parts.append(
            f'<text class="head" x="{used.index(column) * (COLUMN + 60)}" y="16">{TITLES[column]}</text>'
        )
    for (c1, k1, c2, k2), weight in sorted(edges.items()):
        (x1, y1), (x2, y2) = at[(c1, k1)], at[(c2, k2)]
        a, b = x1 + COLUMN, x2
        thick = min(1 + weight, 7)
        parts.append(
            f'<path class="edge" stroke-width="{thick}" d="M{a} {y1 + 13} C{(a + b) / 2} {y1 + 13} '
            f'{(a + b) / 2} {y2 + 13} {b} {y2 + 13}"/>'
        )
    for (column, key), (x, y) in at.items():
        name, named = columns[column][key]
        cls = f"box {column}" + ("" if named else " unnamed")
        parts.append(
            f'<g class="{cls}"><title>{escape(name)}</title><rect x="{x}" y="{y}" width="{COLUMN}" height="{BOX}" '
            f'rx="5"/><text x="{x + 8}" y="{y + 17}">{escape(_short(name, 27))}</text></g>'
        )
    return Markup("".join(parts) + "</svg>")


def _paths(told: Told) -> Iterable[list[tuple[str, str, str, bool]]]:
    names = link_names(told)
    pages = {report.id: headed(report) for report in told.reports}
    for statement in told.statements:
        chain = statement.attribution.chain
        if len(chain) < 2 or statement.kind != "assertion":
            continue
        speaker = statement.attribution.speaker
        nodes = [("page", f"page:{chain[0].source_id}", pages.get(statement.report_id, chain[0].name), True)]
        for link in chain[1:]:
            column = "relay" if link.role == "relay" else "basis" if link.role == "basis" else "origin"
            if column == "origin" and link is not speaker:
                continue
            nodes.append((column, link.source_id, names.get(link.source_id, link.name), link.named))
        yield nodes


def _offset(index: int, count: int, rows: int) -> float:
    return 28 + (rows - count) * (BOX + GAP) / 2 + index * (BOX + GAP)


def _short(name: str, most: int) -> str:
    return name if len(name) <= most else name[: most - 1].rstrip() + "…"
