"""CSV: one row a claim, or one row a statement. UTF-8 with a mark, so that spreadsheets read it as such."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from ...model import Assessment, Statement, Told

# A spreadsheet takes a cell that begins so for a formula; an apostrophe before it keeps it text.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_CLAIMS = (
    "story_id", "story", "claim_id", "claim", "kind", "status", "credibility", "origins_shown", "origins_possible",
    "origins", "reports", "report_ids", "reasons",
)  # fmt: skip
_STATEMENTS = (
    "statement_id", "report_id", "publisher", "published_at", "start", "end", "text", "chain", "verb", "direct",
    "polarity", "kind", "claim_ids",
)  # fmt: skip


def claims(stories: Iterable[Told]) -> bytes:
    """A row for each claim under each of its stories."""
    return _table(_CLAIMS, (_claim(told, one) for told in stories for one in told.claims))


def statements(stories: Iterable[Told]) -> bytes:
    """A row for each statement, once, with the claims that it makes."""
    seen: dict[str, tuple[Any, ...]] = {}
    for told in stories:
        reports = {report.id: report for report in told.reports}
        makes: dict[str, list[str]] = {}
        for one in told.claims:
            for name in one.claim.statements:
                makes.setdefault(name, []).append(one.claim.id)
        for statement in told.statements:
            report = reports.get(statement.report_id)
            if report is not None:
                outlet = (report.publisher or "", report.published_at or "")
                seen.setdefault(statement.id, _statement(statement, outlet, makes.get(statement.id, ())))
    return _table(_STATEMENTS, seen.values())


def _claim(told: Told, one: Assessment) -> tuple[Any, ...]:
    origins = one.origins
    return (
        told.story.id,
        told.story.title,
        one.claim.id,
        one.claim.text,
        one.claim.kind,
        one.status,
        one.credibility,
        origins.shown,
        origins.possible,
        "; ".join(origin.name for origin in origins.list),
        len(one.claim.reports),
        " ".join(one.claim.reports),
        " ".join(reason.text for reason in one.reasons),
    )


def _statement(one: Statement, outlet: tuple[str, str], makes: Sequence[str]) -> tuple[Any, ...]:
    chain = " < ".join(f"{link.role}: {link.name}" for link in one.attribution.chain)
    return (
        one.id,
        one.report_id,
        *outlet,
        one.start,
        one.end,
        one.text,
        chain,
        one.attribution.verb,
        "yes" if one.attribution.direct else "no",
        one.polarity,
        one.kind,
        " ".join(makes),
    )


def _table(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    with io.StringIO(newline="") as text:
        writer = csv.writer(text)
        writer.writerow(columns)
        writer.writerows([_cell(value) for value in row] for row in rows)
        return text.getvalue().encode("utf-8-sig", "backslashreplace")


def _cell(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
