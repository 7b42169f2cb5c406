"""What partner desks add to a claim: a new origin, the word of one that is counted already, or an echo of our own."""

from __future__ import annotations

from collections.abc import Sequence

from ...model import Reason
from .ground import Grounds, quoted
from .voices import Voice


def echoed(voice: Voice, grounds: Grounds) -> str:
    """Who hands back what we hold or told, in words; "" where nobody does."""
    edge = next(
        (
            e
            for e in grounds.copies.get(voice.statement.id, ())
            if e.kind == "echo" and e.left == voice.statement.id
        ),
        None,
    )
    if edge is None:
        return ""
    report = grounds.reports.get(edge.right)
    title = (
        (f"“{report.title}”" if report.title else report.publisher or "a report") if report else "a report"
    )
    return f"{_partner(voice, grounds)} has it from {title}, which this desk holds"


def partners(heard: Sequence[Voice], spoken: Sequence[Voice], grounds: Grounds) -> tuple[Reason, ...]:
    """For each partner's word, but echoes, whether it adds an origin, and why not."""
    ours = {voice.origin for voice in heard if not _received(voice, grounds)}
    counted = {voice.proposition.id for voice in spoken}
    found: dict[str, Reason] = {}
    for voice in heard:
        if not _received(voice, grounds) or voice.proposition.polarity == "denied" or echoed(voice, grounds):
            continue
        who, origin = _partner(voice, grounds), grounds.name(voice.origin)
        if voice.witness and origin == who:
            code, text = "partner", f"{who} confirms from evidence of its own"
        elif voice.own and len(heard) > 1 and origin == who:
            code, text = "no_basis", f"{who} agrees and does not say on what it rests: it adds nothing"
        elif voice.origin in ours:
            code, text = "same_origin", f"{who} has it from {origin}, who is counted already: it adds nothing"
        elif voice.proposition.id not in counted or voice.own:
            code, text = "relay", f"{who} carries this from others"
        else:
            code, text = "partner", f"{who} has it from {origin}"
        report = grounds.reports[voice.statement.report_id]
        span = quoted(report, voice.proposition.start, voice.proposition.end)
        found.setdefault(text, Reason(code, text, (span,)))
    return tuple(found.values())


def _received(voice: Voice, grounds: Grounds) -> bool:
    return grounds.reports[voice.statement.report_id].received_from is not None


def _partner(voice: Voice, grounds: Grounds) -> str:
    return grounds.reports[voice.statement.report_id].publisher or "a partner"
