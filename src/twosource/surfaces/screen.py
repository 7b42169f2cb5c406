"""Briefs, stories and claims for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from ..model import (
    SECTIONS,
    Brief,
    Check,
    Decision,
    Dossier,
    Entry,
    Evidence,
    Figure,
    Hit,
    Line,
    Report,
    Statement,
    Story,
    Told,
    Verified,
)
from ..text import shortened, spoken
from .page.raising import raising
from .page.wording import CREDIBILITY, STATUS, basis, counted, dated, head, headed, in_time
from .terminal import visible

# A terminal is for a first look: past these, the page and the Markdown go on.
MOST_CLAIMS, MOST_LINES = 15, 20
_COLOURS = {
    "corroborated": "green",
    "confirmed": "bold green",
    "disputed": "red",
    "retracted": "strike dim",
    "conflict": "red",
    "impossible": "bold red",
    "compatible": "green",
    "agree": "green",
    "different scope": "yellow",
}


class Screen(Console):
    """A console on which nothing that a report says can steer the terminal."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """The segments of what is shown, our own colours with them, a report's control characters seen."""
        for each in super().render(renderable, options):
            yield each if each.control else Segment(visible(each.text), each.style)


def brief(one: Brief) -> RenderableType:
    """The whole brief, story by story."""
    parts: list[RenderableType] = [Text(f"As of {spoken(one.as_of)}", style="dim")]
    if one.changes:
        parts += [_heading("What changed"), *(_bullet(change.text) for change in one.changes)]
    names = {report.id: headed(report) for told in one.stories for report in told.reports}
    for told in one.stories:
        parts += _story(told, names)
    if one.set_aside:
        parts.append(_heading("Set aside"))
        parts += [_bullet(f"{aside.path} ({aside.stage}): {aside.reason}") for aside in one.set_aside]
    return Group(*parts)


def _story(told: Told, names: dict[str, str]) -> Iterator[RenderableType]:
    yield Text()
    yield Rule(Text(told.story.title or told.story.id, style="bold"), align="left")
    follows = f", follows {', '.join(told.story.follows)}" if told.story.follows else ""
    yield Text(f"{told.story.id}: {_count(len(told.reports), 'report')}{follows}", style="dim")
    yield _reports(told.reports)
    for section, lines in groupby(told.lines, key=lambda line: line.section):
        yield _heading(SECTIONS.get(section, section))
        if section == "known":
            yield _claims(told)
            continue
        if section == "figures":
            yield _figures(told)
            continue
        every = list(lines)
        yield from (_cited(line, names) for line in every[:MOST_LINES])
        yield _more(len(every) - MOST_LINES)


def _claims(told: Told) -> RenderableType:
    """The claims that a desk reads first, each with its status, both counts and where it comes from."""
    table = _table("status", "shown", "possible", "reports", "claim, its origins, and its id")
    for one in told.claims[:MOST_CLAIMS]:
        named = ", ".join(origin.name for origin in one.origins.list) or "no named origin"
        words = Text.assemble(f"{head(one.claim, told.statements)} ", (f"{named} · {one.claim.id}", "dim"))
        counts = (str(one.origins.shown), str(one.origins.possible), str(len(one.claim.reports)))
        table.add_row(_styled(one.status), *counts, words)
    return Group(table, _more(len(told.claims) - MOST_CLAIMS))


def _more(left: int) -> RenderableType:
    return (
        Text(f"  … and {left} more: --format md or html shows all", style="dim")
        if left > 0
        else Text("", end="")
    )


def _reports(reports: Iterable[Report]) -> Table:
    table = _table("published", "report", "file")
    for report in reports:
        table.add_row(dated(report), headed(report), Text(report.path, style="dim", overflow="fold"))
    return table


def _figures(told: Told) -> Table:
    table = _table("measure", "counts", "figure", "origin", "reports", "relation")
    for group in told.figures:
        for at, value in enumerate(group.values):
            first = at == 0
            shown = Text(_interval(value.figure), style="strike dim" if value.retracted else "")
            relation = _styled(group.relation) if first and len(group.values) > 1 else Text()
            place = f" ({group.place})" if group.place else ""
            table.add_row(
                group.measure if first else "",
                group.counts + place if first else "",
                shown,
                value.origin,
                str(len(value.reports)),
                relation,
            )
    return table


def _interval(one: Figure) -> str:
    low = "" if one.low is None else f"{'over' if one.low_open else 'at least'} {one.low:,.15g}"
    high = "" if one.high is None else f"{'under' if one.high_open else 'up to'} {one.high:,.15g}"
    if one.low is not None and one.low == one.high:
        return f"{one.low:,.15g}"
    if one.bound == "approximate" and one.value is not None:
        return f"about {one.value:,.15g}"
    return " ".join(part for part in (low, high) if part) or one.text


def stories(found: Sequence[Story]) -> RenderableType:
    """A line a story."""
    table = _table("id", "first", "last", "reports", "title")
    for one in found:
        table.add_row(one.id, _day(one.first_at), _day(one.last_at), str(len(one.reports)), one.title)
    return table if found else Text("No stories yet.")


def claim(one: Dossier) -> RenderableType:
    """A claim with its counts, its reasons, its statements, what would raise it and its history."""
    told = one.assessment
    origins = told.origins
    names = {report.id: shortened(headed(report)) for report in one.reports}
    parts: list[RenderableType] = [
        Text(head(told.claim, one.statements), style="bold"),
        Text.assemble(_styled(told.status), f": {STATUS[told.status]}"),
        Text(
            f"Credibility {told.credibility}: {CREDIBILITY[told.credibility]}. {counted(origins.shown, origins.possible)}."
        ),
        Text(
            f"In {', '.join(one.stories)}" + (f"; as of {spoken(one.as_of)}" if one.as_of else ""),
            style="dim",
        ),
        _heading("Why"),
        *(_bullet(reason.text, note=_places(reason.spans, names)) for reason in told.reasons),
        _heading("Origins"),
        *(
            _bullet(o.name + (f", from {', '.join(map(basis, o.based_on))}" if o.based_on else ""))
            for o in origins.list
        ),
        _heading("Who says so"),
    ]
    for said in in_time(one):
        words = said.quoted(said.start, said.end)
        parts.append(_bullet(f"denies: {words}" if said.polarity == "denied" else words))
        parts.append(Padding(Text(_chain(said, names), style="dim"), (0, 0, 0, 4)))
    parts += [_heading("What would raise it"), *(_bullet(each) for each in raising(told))]
    if one.open:
        parts += [
            _heading("Asked, and not answered; not verified"),
            *(_bullet(each.text, note=_places(each.spans, names)) for each in one.open),
        ]
    table = _table("from", "status", "shown", "possible", "credibility")
    for at, then in one.history:
        counts = (str(then.origins.shown), str(then.origins.possible), str(then.credibility))
        table.add_row(spoken(at), _styled(then.status), *counts)
    return Group(*parts, _heading("History"), table)


def _chain(said: Statement, names: Mapping[str, str]) -> str:
    """From the page to the origin, and where it stands."""
    page, *rest = said.attribution.chain
    links = [
        f"{names.get(said.report_id, page.name)} (publisher)",
        *(f"{link.name} ({link.role})" for link in rest),
    ]
    return f"{' ← '.join(links)}   {said.report_id}:{said.start}"


def _places(spans: Sequence[Evidence], names: Mapping[str, str]) -> str:
    """Where the spans stand, by report and offset."""
    return ", ".join(f"{names.get(each.report_id, each.report_id)} {each.start}–{each.end}" for each in spans)


def timeline(told: Sequence[Told]) -> RenderableType:
    """What happened when, by story."""
    parts: list[RenderableType] = []
    for one in told:
        table = _table("when", "what")
        for entry in one.timeline:
            table.add_row(
                spoken(entry.when), Text.assemble(f"“{entry.text}”", (_DATED_BY[entry.dated_by], "dim"))
            )
        parts += [Text(), Text(one.story.title, style="bold"), table]
    return Group(*parts) if parts else Text("No stories yet.")


_DATED_BY = {"event": "", "statement": "  said on that day", "report": "  reported on that day"}


def hits(found: Sequence[Hit]) -> RenderableType:
    """The places found, each with where it stands."""
    parts: list[RenderableType] = []
    for one in found:
        parts.append(_bullet(f"“{' '.join(one.span.text.split())}”"))
        place = (
            f"{one.publisher or one.title or 'report'}   {one.span.report_id}:{one.span.start}-{one.span.end}"
        )
        parts.append(Padding(Text(place, style="dim"), (0, 0, 0, 4)))
    return Group(*parts) if parts else Text("Nothing found.")


def checks(found: Sequence[Check]) -> RenderableType:
    """What a doctor looked at."""
    table = _table("", "", "")
    for one in found:
        table.add_row(
            Text("ok" if one.ok else "WRONG", style="green" if one.ok else "bold red"), one.name, one.said
        )
    return table


def decisions(found: Sequence[Decision]) -> RenderableType:
    """A decision a row."""
    table = _table("", "when", "who", "what", "why")
    for one in found:
        what = " ".join((one.verb, *one.subject, one.value)).strip()
        back = f"taken back by {one.retracted_by} at {one.retracted_at}: {one.retracted_for}"
        why = Text.assemble(one.reason, (f"\n{back}" if one.retracted_at else "", "dim"))
        table.add_row(str(one.number), one.at, one.author, what, why)
    return table if found else Text("Nothing has been decided yet.")


def log(found: Sequence[Entry]) -> RenderableType:
    """A line of the audit log a row."""
    table = _table("", "when", "who", "what", "to what", "")
    for one in found:
        said = ", ".join(f"{name}: {value}" for name, value in one.detail.items())
        erased = f"erased: {', '.join(one.erased)}" if one.erased else ""
        table.add_row(
            str(one.number),
            one.at,
            one.actor,
            one.action,
            one.subject,
            "; ".join(filter(None, (said, erased))),
        )
    return table if found else Text("Nothing has been logged yet.")


def verified(one: Verified) -> RenderableType:
    """Whether the audit log holds."""
    if one.broken is None:
        return Text(
            f"The log holds: {_count(one.count, 'line')}. The last one's hash: {one.count}:{one.head}"
        )
    return Text(f"Line {one.broken} is broken: {one.why}. Sound up to line {one.count}.", style="bold red")


def _cited(line: Line, names: dict[str, str]) -> RenderableType:
    """A line, and the reports cited that it does not itself name."""
    cited = dict.fromkeys(names.get(each.report_id, each.report_id) for each in line.citations)
    return _bullet(
        line.text, note=", ".join(shortened(name) for name in cited if shortened(name) not in line.text)
    )


def _bullet(text: str, note: str = "") -> RenderableType:
    return Padding(Text.assemble("• ", text, (f"  {note}" if note else "", "dim")), (0, 0, 0, 2))


def _heading(text: str) -> Text:
    return Text(f"\n{text}", style="bold cyan")


def _styled(word: str) -> Text:
    return Text(word, style=_COLOURS.get(word, ""))


def _table(*columns: str) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", show_header=any(columns))
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _day(at: str | None) -> str:
    return at[:10] if at else "undated"


def _count(number: int, word: str) -> str:
    return f"{number} {word}" + ("" if number == 1 else "s")
