"""Words that the page and the Markdown share."""

from __future__ import annotations

from collections.abc import Iterable

from ...model import Claim, Dossier, Report, Statement, Told
from ...text import of_file, spoken, until

STATUS = {
    "reported": "said, and not corroborated",
    "corroborated": "two or more independent origins shown",
    "confirmed": "signed by a person",
    "disputed": "another origin says otherwise",
    "retracted": "withdrawn by its origin",
}
CREDIBILITY = {
    1: "confirmed",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "cannot be judged",
}


def link_names(told: Told) -> dict[str, str]:
    """The story-wide name of each source_id."""
    return {source.source_id: source.name for source in told.sources}


def head(claim: Claim, statements: Iterable[Statement]) -> str:
    """A claim's words between quotation marks, without the cue that splits them; of a denial, what is denied."""
    by_id = {statement.id: statement for statement in statements}
    for each in claim.propositions:
        said = by_id.get(each.statement_id)
        if each.text == claim.text and said is not None:
            words = said.quoted(each.start, each.end)
            return (f"Denied: {words}" if said.denies(each.start, each.end) else words) or f"“{claim.text}”"
    return f"“{claim.text}”"


def headed(report: Report) -> str:
    """What to call a report: its publisher, else its title, else its file."""
    return report.publisher or report.title or of_file(report.path)


def dated(report: Report) -> str:
    """When it was published, and how that is known."""
    if report.published_at is None:
        return "undated"
    day = spoken(report.published_at)
    return f"{day} (inferred from the story)" if report.published_from == "inferred" else day


def counted(shown: int, possible: int) -> str:
    """Both counts in words."""
    origins = f"{shown} independent origin" + ("" if shown == 1 else "s")
    return origins if shown == possible else f"{origins} shown, {possible} possible"


def basis(source_id: str) -> str:
    """What an origin rests on, in words: an unnamed source as its report calls it."""
    bare = source_id.split("@")[0]
    parts = bare.split(":")
    return f"{parts[1].replace('-', ' ')} (not named)" if parts[0] == "unnamed" and len(parts) > 1 else bare


def in_time(one: Dossier) -> tuple[Statement, ...]:
    """The statements of a claim in the order in which their reports were surely out."""
    out = {report.id: until(report.published_at) for report in one.reports}
    return tuple(sorted(one.statements, key=lambda s: (out.get(s.report_id, ""), s.report_id, s.start)))
