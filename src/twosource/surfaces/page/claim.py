"""One claim as a self-contained page and as Markdown: who says so, why, what would raise it, its history."""

from __future__ import annotations

from ...model import Dossier, Evidence, Statement
from ...text import spoken
from .alone import asset, beside, rendered
from .pictures import Stop, paths
from .raising import raising
from .wording import CREDIBILITY, STATUS, basis, counted, head, headed, in_time

COLUMN = {"publisher": 0, "relay": 1, "origin": 2, "basis": 3}


def html(one: Dossier) -> str:
    """The page as a string."""
    origins = {origin.source_id: origin.component for origin in one.assessment.origins.list}
    return rendered(
        "claim.html",
        beside(one.reports, (*(_span(each) for each in one.statements), *_cited(one))),
        one=one,
        claim=one.assessment,
        raising=raising(one.assessment),
        names={report.id: headed(report) for report in one.reports},
        reports={report.id: report for report in one.reports},
        span=_span,
        basis=basis,
        drawn=paths(_ways(one), origins),
        more=asset("claim.css"),
    )


def markdown(one: Dossier) -> str:
    """The same as Markdown text."""
    claim = one.assessment
    names = {report.id: headed(report) for report in one.reports}
    parts = [
        f"# {_line(head(claim.claim, one.statements))}",
        f"**{claim.status}**: {STATUS[claim.status]}. {counted(claim.origins.shown, claim.origins.possible)}. "
        f"Credibility {claim.credibility}: {CREDIBILITY[claim.credibility]}."
        + (f" As of {spoken(one.as_of)}." if one.as_of else ""),
        "## Why\n\n" + "\n".join(f"- {_line(reason.text)}" for reason in claim.reasons),
        "## Who says so, and through whom it came\n\n" + "\n".join(_said(s, names) for s in in_time(one)),
        "## What would raise it\n\n" + "\n".join(f"- {each}" for each in raising(claim)),
    ]
    if one.open:
        parts.append("## Asked, and not answered\n\n" + "\n".join(f"- {_line(o.text)}" for o in one.open))
    rows = [
        f"- {spoken(at)}: {then.status}, {counted(then.origins.shown, then.origins.possible)}, "
        f"credibility {then.credibility}"
        for at, then in one.history
    ]
    return "\n\n".join([*parts, "## History\n\n" + "\n".join(rows)]) + "\n"


def _said(one: Statement, names: dict[str, str]) -> str:
    chain = " ← ".join(link.name for link in one.attribution.chain if link.named or link.role != "publisher")
    words = _line(one.quoted(one.start, one.end) or f"“{one.text}”")
    return f"- {names[one.report_id]}, {one.start}–{one.end}: {words} ({chain or 'in its own voice'})"


def _ways(one: Dossier) -> list[list[Stop]]:
    """The ways from the pages to the origins, each once."""
    names = {report.id: headed(report) for report in one.reports}
    counted_as = {origin.source_id: origin for origin in one.assessment.origins.list}
    found: dict[tuple[str, ...], list[Stop]] = {}
    for each in in_time(one):
        way = [Stop(0, each.report_id, names[each.report_id])]
        chain = each.attribution.chain
        for link in chain if len(chain) == 1 else chain[1:]:
            keys = (link.source_id, f"{link.source_id}@{each.report_id}")
            key = next((name for name in keys if name in counted_as), link.source_id)
            origin = counted_as.get(key)
            column = COLUMN["origin"] if link.role == "publisher" else COLUMN[link.role]
            way.append(
                Stop(
                    column,
                    key,
                    origin.name if origin else link.name,
                    None,
                    origin.named if origin else link.named,
                )
            )
        found.setdefault(tuple(f"{stop.column}{stop.key}" for stop in way), way)
    return list(found.values())


def _cited(one: Dossier) -> list[Evidence]:
    own = {report.id for report in one.reports}
    spans = [span for reason in one.assessment.reasons for span in reason.spans]
    spans += [span for each in one.open for span in each.spans]
    return [span for span in spans if span.report_id in own]


def _span(one: Statement) -> Evidence:
    return Evidence(one.report_id, one.start, one.end, one.text)


def _line(text: str) -> str:
    return " ".join(text.split())
