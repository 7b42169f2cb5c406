"""The brief's sentences, in a desk's order. A sentence without a citation is never made."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ...model import Assessment, Evidence, FigureGroup, FigureValue, Line, Link, Span, Statement, Told
from ...text import spoken
from .timeline import evidence

_STATUS = {
    "reported": "Reported",
    "corroborated": "Corroborated",
    "confirmed": "Confirmed by a person",
    "disputed": "Disputed",
    "retracted": "Retracted",
}
# A brief is read in minutes: past this many, the rest of "who says what" stays in the data.
MOST_SAID = 40


def lines(told: Told) -> tuple[Line, ...]:
    """The sentences of one story's brief, section by section."""
    index = _Index(told)
    made = [
        *_known(told, index, weighty=True),
        *_said(told, index),
        *_figures(told, index),
        *_differ(told),
        *_open(told, index),
        *_timeline(told),
        *_known(told, index, weighty=False),
        *_sources(told, index),
    ]
    return tuple(line for line in made if line.citations)


class _Index:
    """Statements, reports and sources of a story by id."""

    def __init__(self, told: Told) -> None:
        self.statements = {statement.id: statement for statement in told.statements}
        self.reports = {report.id: report for report in told.reports}
        self.names = {source.source_id: source.name for source in told.sources}

    def of(self, claim: Assessment) -> list[Statement]:
        found = [self.statements[key] for key in claim.claim.statements if key in self.statements]
        return sorted(found, key=lambda s: (_published(self, s), s.report_id, s.start))

    def outlet(self, report_id: str) -> str:
        report = self.reports.get(report_id)
        if report is None:
            return "another story's report"
        title = f"“{report.title}”" if report.title else None
        return report.publisher or title or report.path.rsplit("/", 1)[-1]

    def link(self, link: Link) -> str:
        return self.names.get(link.source_id, link.name)


def _published(index: _Index, statement: Statement) -> str:
    report = index.reports.get(statement.report_id)
    return (report.published_at if report else None) or "9999"


def _known(told: Told, index: _Index, weighty: bool) -> Iterator[Line]:
    """The claims: those that weigh, or those that one outlet tells once and nobody counts."""
    for claim in told.claims:
        statements = index.of(claim)
        if not statements or weighs(claim, statements) != weighty:
            continue
        origins = _and(origin.name for origin in claim.origins.list) or "no named origin"
        carried = _plural(len(claim.claim.reports), "report")
        text = f"“{claim.claim.text}” {_STATUS[claim.status]}: {_counts(claim)} ({origins}), carried by {carried}."
        cited = [s for s in statements if s.text == claim.claim.text][:1] + statements
        yield Line("known" if weighty else "also", text, tuple(dict.fromkeys(evidence(s) for s in cited)))


def weighs(claim: Assessment, statements: Sequence[Statement]) -> bool:
    """Carried twice, counted, denied, or given to a source: what a desk must know first."""
    return (
        len(claim.claim.reports) > 1
        or claim.status != "reported"
        or claim.origins.possible > 1
        or claim.claim.kind in ("figure", "denial", "time")
        or any(statement.attribution.cue for statement in statements)
    )


def _counts(claim: Assessment) -> str:
    shown, possible = claim.origins.shown, claim.origins.possible
    if shown == possible:
        return f"{_plural(shown, 'independent origin')}"
    return f"{_plural(shown, 'independent origin')} shown, {possible} possible"


def _said(told: Told, index: _Index) -> Iterator[Line]:
    """Each source's words, the most quoted source first; one wording of one source is told once."""
    claimed = {key for claim in told.claims for key in claim.claim.statements}
    by_source: dict[str, list[Statement]] = {}
    for statement in sorted(told.statements, key=lambda s: (_published(index, s), s.report_id, s.start)):
        if statement.attribution.cue and (statement.id in claimed or statement.kind in ("request", "stance")):
            by_source.setdefault(statement.attribution.speaker.source_id, []).append(statement)
    made = 0
    for source_id in sorted(by_source, key=lambda key: (-len(by_source[key]), key)):
        wordings: dict[str, list[Statement]] = {}
        for statement in by_source[source_id]:
            wordings.setdefault(quoted(statement).casefold(), []).append(statement)
        for same in wordings.values():
            if (made := made + 1) > MOST_SAID:
                return
            first = same[0]
            chain = first.attribution.chain
            through = _and(_through(each.attribution.chain, each.report_id, index) for each in same)
            name = _capital(index.link(first.attribution.speaker))
            yield Line(
                "said", _stopped(f"{name}{_basis(chain, index)}, {through}: {quoted(first)}"), _cited(same)
            )


def _cited(statements: Sequence[Statement]) -> tuple[Evidence, ...]:
    cues = [
        Evidence(each.report_id, cue.start, cue.end, cue.text)
        for each in statements
        if (cue := each.attribution.cue)
    ]
    return (*(evidence(each) for each in statements), *cues)


def quoted(statement: Statement) -> str:
    """The content between quotation marks, piece by piece where a cue splits it."""
    parts = statement.parts or (Span(statement.start, statement.end),)
    pieces = [statement.text[part.start - statement.start : part.end - statement.start] for part in parts]
    return " … ".join(f"“{piece}”" for piece in pieces)


def _through(chain: Sequence[Link], report_id: str, index: _Index) -> str:
    """The way to the page: "in The Post", "in The Post from the agency"."""
    relays = [index.link(link) for link in chain if link.role == "relay"]
    page = index.outlet(report_id)
    return f"in {page}" + (f" from {_and(reversed(relays))}" if relays else "")


def _basis(chain: Sequence[Link], index: _Index) -> str:
    bases = [index.link(link) for link in chain if link.role == "basis"]
    return f" on the basis of {_and(bases)}" if bases else ""


def _figures(told: Told, index: _Index) -> Iterator[Line]:
    for group in told.figures:
        values = sorted(
            group.values, key=lambda v: (v.figure.low is None, v.figure.low or v.figure.high or 0)
        )
        parts = [f"{_capital(v.origin)} “{v.figure.text}”{_when(v)}" for v in values]
        spans = tuple(dict.fromkeys(span for value in values for span in value.spans))
        name = _group_name(group)
        if len(values) == 1:
            yield Line("figures", f"{name}: {parts[0]}.", spans)
            continue
        yield Line("figures", f"{name}: {'; '.join(parts)}. Together: {group.relation}.", spans)


def _group_name(group: FigureGroup) -> str:
    place = f", {group.place}" if group.place else ""
    counts = f" ({group.counts})" if group.counts and group.counts != group.measure else ""
    return f"{_capital(group.measure)}{counts}{place}"


def _when(value: FigureValue) -> str:
    notes = []
    if value.figure.window:
        notes.append(_window(value.figure.window))
    if value.figure.as_of:
        notes.append(f"as of {spoken(value.figure.as_of)}")
    if value.retracted:
        notes.append("withdrawn")
    return f" ({', '.join(notes)})" if notes else ""


_UNITS = {"D": "day", "W": "week", "M": "month", "Y": "year", "H": "hour"}


def _window(value: str) -> str:
    """ "P1W" -> "in 1 week"; another window as it is."""
    match = re.fullmatch(r"PT?(\d+)([DWMYH])", value)
    return f"in {_plural(int(match[1]), _UNITS[match[2]])}" if match else spoken(value)


def _differ(told: Told) -> Iterator[Line]:
    for conflict in told.conflicts:
        section = "differ" if conflict.relation in ("conflict", "impossible") else "seem"
        yield Line(section, _stopped(_capital(conflict.what)), conflict.spans)


def _open(told: Told, index: _Index) -> Iterator[Line]:
    words = {
        "not_verified": "Not verified",
        "no_comment": "No answer",
        "single_origin": "One origin only",
        "undated": "Undated",
    }
    for question in told.open:
        if question.kind == "single_origin":
            continue  # said with each claim above; the data keeps it
        outlet = index.outlet(question.spans[0].report_id) if question.spans else ""
        yield Line("open", f"{words[question.kind]} ({outlet}): “{question.text}”", question.spans)


_DATED_BY = {"event": "", "statement": " (when it was said)", "report": " (when it was reported)"}


def _timeline(told: Told) -> Iterator[Line]:
    for entry in told.timeline:
        yield Line(
            "timeline", f"{spoken(entry.when)}{_DATED_BY[entry.dated_by]}: “{entry.text}”", entry.spans
        )


def _sources(told: Told, index: _Index) -> Iterator[Line]:
    """Who carries whom: one sentence an origin, with the pages that lead to it."""
    paths: dict[str, dict[tuple[str, ...], Evidence]] = {}
    for statement in told.statements:
        chain = statement.attribution.chain
        if len(chain) < 2 or statement.kind != "assertion":
            continue
        origin = statement.attribution.speaker
        relays = tuple(index.link(link) for link in chain if link.role == "relay")
        path = (index.outlet(statement.report_id), *relays)
        paths.setdefault(origin.source_id, {}).setdefault(path, evidence(statement))
    for source_id, routes in sorted(paths.items(), key=lambda item: (-len(item[1]), item[0])):
        name = index.names.get(source_id, source_id)
        ways = "; ".join(" ← ".join((*path, name)) for path in routes)
        yield Line("sources", f"{_capital(name)}: {ways}.", tuple(routes.values()))


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}" + ("" if count == 1 else "s")


def _and(names: Iterable[str]) -> str:
    listed = list(dict.fromkeys(names))
    return ", ".join(listed[:-1]) + " and " + listed[-1] if len(listed) > 1 else "".join(listed)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _stopped(text: str) -> str:
    return text if text.rstrip("”’\"')").endswith((".", "!", "?", "…")) else text + "."
