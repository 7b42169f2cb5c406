"""Answers to partners' claims: an opinion, or a sighting where the desk saw for itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...model import Assessment, Report, Source, Statement, Story, Told
from .claims import holds, origin_of, relays_of, tokens_of
from .evidence import captured_page
from .sending import Sending, ours, stix
from .vocabulary import Object, extended, moment


@dataclass(frozen=True, slots=True)
class Said:
    """An answer to a partner's claim, with the statements on which it rests and the reports that saw."""

    object_id: str
    stance: str
    why: str
    claim: Assessment | None
    statements: tuple[Statement, ...]
    sources: tuple[Source, ...]
    reports: tuple[Report, ...]
    evidence: tuple[Report, ...]
    at: str
    hidden: tuple[str, ...] = ()  # tokens of a basis that is not told


def answer_of(one: Said, sending: Sending) -> Iterator[Object]:
    """One answer, with the captured pages where the desk saw for itself."""
    given = [_given(one, sending)] if one.claim is None else [
        origin_of(origin, one.statements, _as_told(one), sending)
        for origin in one.claim.origins.list
        if any(holds(s, span.report_id, span.start, span.end) for s in one.statements for span in origin.spans)
    ]  # fmt: skip
    if one.evidence:
        given = [_seen(one, sending)]
    elif one.hidden:
        given = [*given, {"name": "an origin that is not told", "named": False, "tokens": list(one.hidden)}]
    made = extended(kind="answer", stance=one.stance, origins=[each for each in given if each])
    at = moment(one.at, sending.at)
    if one.evidence and one.stance == "confirm":
        pages = [part for report in one.evidence for part in captured_page(report, sending)]
        yield from pages
        data = sorted(each["id"] for each in pages if each["type"] == "observed-data")
        yield stix(
            "sighting", sending.id("sighting", one.object_id), at, **ours(sending), sighting_of_ref=one.object_id,
            where_sighted_refs=[sending.desk], observed_data_refs=data, count=len(data), summary=False,
            description=one.why, extensions=made,
        )  # fmt: skip
        return
    opinion = {("confirm", False): "agree", ("dispute", False): "disagree"}
    value = opinion.get(
        (one.stance, bool(one.evidence)), "strongly-agree" if one.stance == "confirm" else "strongly-disagree"
    )
    yield stix(
        "opinion", sending.id("opinion", one.object_id), at, **ours(sending), opinion=value, explanation=one.why,
        object_refs=[one.object_id], extensions=made,
    )  # fmt: skip


def _given(one: Said, sending: Sending) -> Object:
    """The basis of an answer to a claim of which the desk knows only statements."""
    if not one.statements:
        return {}
    speaker = one.statements[0].attribution.speaker
    source = next(
        (s for s in one.sources if s.source_id == speaker.source_id), Source(speaker.source_id, speaker.name)
    )
    return {"name": speaker.name, "kind": source.kind, "named": speaker.named, "own_voice": len(one.statements[0].attribution.chain) == 1,
            "relays": relays_of(one.statements, one.reports), "tokens": tokens_of(source, one.statements, one.reports, sending)}  # fmt: skip


def _seen(one: Said, sending: Sending) -> Object:
    """The desk itself as an origin: it saw, and names the reports in which it did."""
    desk = Source(sending.desk, sending.name, "outlet", (sending.name,))
    return {"name": sending.name, "kind": "outlet", "named": True, "seen": True,
            "tokens": tokens_of(desk, (), one.evidence, sending)}  # fmt: skip


def _as_told(one: Said) -> Told:
    return Told(Story("", ()), one.reports, (), (), (), (), (), (), (), one.statements, one.sources)
