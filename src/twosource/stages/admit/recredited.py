"""A kept report with the credits that a desk's own table of agencies shows in it.

What is kept is read by the tables that ship, so that it is the same on every desk. What a desk adds is looked for each
time that its reports are read anew: an entry made today holds for what came last year, and is gone when it is taken out.
"""

from __future__ import annotations

from dataclasses import replace

from ...data import in_force
from ...model import Report
from ...text import paragraphs
from . import furniture
from .furniture import Line
from .wires import wire


def recredited(report: Report) -> Report:
    """The report with the credit lines, and the dateline, that only a desk's own entries tell; else the report itself."""
    if not in_force().digest or report.received_from is not None:
        return report
    text = report.text
    cut = paragraphs(text)
    covered = [(span.start, span.end) for span in report.furniture]
    story = [one for one in cut if not any(start <= one[0] and one[1] <= end for start, end in covered)]
    # By their place in the whole text: only the last paragraphs are the foot of a report.
    found = [line for line in furniture.lines(text, cut) if line.credits and (line.start, line.end) in story]
    if len(found) == len(story):
        return report  # nothing would be left of it
    filed = next((line for span in story[:2] if (line := wire(text, *span)) and line.credits), None)
    lines = [*found, *([filed] if filed else [])]
    known = {(credit.start, credit.end) for credit in report.credits}
    new = [credit for line in lines for credit in line.credits if (credit.start, credit.end) not in known]
    if not new:
        return report
    kept = [Line("kept", *span) for span in covered]
    return replace(report, credits=(*report.credits, *new), furniture=furniture.spans([*kept, *lines]))
