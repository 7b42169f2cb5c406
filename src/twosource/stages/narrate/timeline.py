"""What happened when: event times from inside the claims, never the hour of a report."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...model import Assessment, Evidence, Report, Statement, Story, Time, TimelineEntry
from ...text import iso

_DAY = re.compile(r"\d{4}-\d\d-\d\d(T[\d:]+|TMO|TAF|TEV|TNI)?$")
_MONTH = re.compile(r"\d{4}(-\d\d)?$")


def timeline(
    story: Story, reports: Sequence[Report], claims: Sequence[Assessment], statements: Sequence[Statement]
) -> tuple[TimelineEntry, ...]:
    """The dated claims of a story, earliest first; a claim stands once under each day it is given."""
    by_id = {statement.id: statement for statement in statements}
    found: dict[tuple[str, str], TimelineEntry] = {}
    for claim in claims:
        for statement in (by_id[key] for key in claim.claim.statements if key in by_id):
            for time in statement.when:
                if not _is_moment(time):
                    continue
                key = (time.value[:10], claim.claim.id)
                cited = (evidence(statement), Evidence(statement.report_id, time.start, time.end, time.text))
                if key in found:
                    old = found[key]
                    spans = tuple(dict.fromkeys([*old.spans, *cited]))
                    when = max(old.when, iso(time.value), key=len)
                    found[key] = TimelineEntry(when, old.text, old.claim_id, spans)
                else:
                    found[key] = TimelineEntry(iso(time.value), statement.text, claim.claim.id, cited)
    return tuple(sorted(found.values(), key=lambda entry: (entry.when, entry.claim_id or "")))


def evidence(statement: Statement) -> Evidence:
    """The statement's content as a span of its report."""
    return Evidence(statement.report_id, statement.start, statement.end, statement.text)


def _is_moment(time: Time) -> bool:
    if time.type not in ("DATE", "TIME") or time.impossible:
        return False
    return bool(_DAY.match(time.value) or _MONTH.match(time.value))
