"""What the brief calls things: outlets, sources, lists of names, counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ...model import Assessment, Evidence, Link, Report, Source, Statement, Told
from ...text import DETERMINERS, called, phrase, until
from ...text import listed as in_a_row

_MANY = ("s", "police", "people", "men", "women", "children", "folk")  # what needs no article
# "This soldier" points at words that do not stand here.
_POINTING = re.compile(r"^(?:this|that) (?=\w)")


class Names:
    """Statements, reports and sources of a story by id, and what to call them."""

    def __init__(self, told: Told, sources: Sequence[Source] = ()) -> None:
        self.statements = {statement.id: statement for statement in told.statements}
        self.reports = {report.id: report for report in told.reports}
        self.names = {source.source_id: source.name for source in (*told.sources, *sources)}

    def of(self, claim: Assessment) -> list[Statement]:
        """The claim's statements in the order of their reports' dates."""
        found = [self.statements[key] for key in claim.claim.statements if key in self.statements]
        return sorted(found, key=lambda s: (self.published(s), s.report_id, s.start))

    def published(self, statement: Statement) -> str:
        """When its report appeared, to sort by: undated and other stories' reports come last."""
        report = self.reports.get(statement.report_id)
        return until(report.published_at if report else None)

    def outlet(self, report_id: str) -> str:
        """Who published a report; where nobody is named, the report by its title or its file."""
        report = self.reports.get(report_id)
        return "another story's report" if report is None else outlet(report)

    def link(self, link: Link, report_id: str = "") -> str:
        """A source by the name that the story knows it by; in one report it may stand for another."""
        here = self.names.get(f"{link.source_id}@{report_id}") or self.names.get(link.source_id)
        return an(here or link.name, link.named)

    def speaker(self, statement: Statement) -> str:
        """Who says it; "an unnamed source" is told by the outlet that has it."""
        speaker = statement.attribution.speaker
        if speaker.role == "publisher":
            return self.outlet(statement.report_id)
        return self.link(speaker, statement.report_id)

    def words(self, statement: Statement, start: int | None = None, end: int | None = None) -> str:
        """A stretch of a statement between quotation marks, piece by piece where a cue splits it."""
        first = statement.start if start is None else start
        last = statement.end if end is None else end
        report = self.reports.get(statement.report_id)
        # A sentence may point at what it denies, which no part of the statement holds.
        outside = f"“{report.text[first:last].strip() if report else statement.text.strip()}”"
        return statement.quoted(first, last) or outside

    def holding(self, span: Evidence) -> Statement | None:
        """The statement that a span is of, the tightest where several hold it."""
        over = [
            s
            for s in self.statements.values()
            if s.report_id == span.report_id and s.start <= span.start and span.end <= s.end
        ]
        return min(over, key=lambda s: (s.end - s.start, s.id), default=None)


def outlet(report: Report) -> str:
    """What to call the outlet of a report in a sentence."""
    return called(report.publisher, report.title, report.path)


def an(name: str, named: bool = False) -> str:
    """A source inside a sentence, with the article that a common noun needs: "the interior ministry", "analysts"."""
    if name == "unnamed source":
        return f"an {name}"
    plain = name if named else _POINTING.sub("the ", phrase(name))
    first = plain.split(" ")[0]
    bare = plain.islower() and first not in DETERMINERS and not plain.endswith(_MANY)
    return f"the {plain}" if bare else plain


def plural(count: int, noun: str) -> str:
    """ "1 report", "2 reports"."""
    return f"{count} {noun}" + ("" if count == 1 else "s")


def listed(names: Iterable[str]) -> str:
    """ "A, B and C", each once."""
    return in_a_row(list(dict.fromkeys(names)))


def some(names: Sequence[str], most: int) -> str:
    """The first names, and how many more there are."""
    once = list(dict.fromkeys(names))
    if len(once) <= most + 1:
        return listed(once)
    return f"{', '.join(once[:most])} and {len(once) - most} others"


def capital(text: str) -> str:
    """The text with a capital."""
    return text[:1].upper() + text[1:]


def stopped(text: str) -> str:
    """The text with a full stop, unless it ends a sentence already."""
    return text if text.rstrip("”’\"')").endswith((".", "!", "?", "…")) else text + "."
