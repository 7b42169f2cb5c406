"""Claims as notes that any reader can show: with their origins, their statements, and the tokens of both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from ...model import Assessment, Origin, Report, Source, Statement, Told
from ...text import GAP, fold
from . import tokens
from .sending import Sending, ours, stix
from .vocabulary import CONFIDENCE, TLP, Object, extended


def claim_note(one: Assessment, told: Told, incident: str, sending: Sending) -> Object:
    """A claim as a note: any reader can show its text; what else we know is in the extension."""
    inside = {report.id for report in told.reports}
    said = [s for s in told.statements if s.id in set(one.claim.statements)]
    refs = [sending.id("report", key) for key in one.claim.reports if key in inside]
    level = max(
        (sending.level_of.get(s.id, sending.level) for s in said), key=list(TLP).index, default=sending.level
    )
    withheld = sorted({kind for key in one.claim.reports for kind in sending.withheld.get(key, ())})
    gap = GAP in one.claim.text
    counts = f"{one.origins.shown} independent origins shown, {one.origins.possible} possible"
    return stix(
        "note", sending.id("note", one.claim.id), sending.at, **ours(sending, level),
        abstract=f"Claim, {one.status}: {counts}. Credibility {one.credibility} of 1 to 6."
        + (f" {GAP} stands for what is withheld to protect persons." if gap else ""),
        content=one.claim.text,
        authors=sorted({o.name for o in one.origins.list if o.named and GAP not in o.name}),
        object_refs=[incident, *sorted({*refs, *sending.related.get(one.claim.id, ())})],
        confidence=CONFIDENCE.get(one.credibility),
        extensions=extended(
            kind="claim", claim_kind=one.claim.kind, status=one.status, credibility=one.credibility,
            origins_shown=one.origins.shown, origins_possible=one.origins.possible, story=incident,
            origins=[
                {**origin_of(origin, said, told, sending), "withdrawn": one.status == "retracted"}
                for origin in one.origins.list
            ],
            statements=[_statement(each, told, sending) for each in said],
            reasons=[r.text if r.text.startswith(r.code) else f"{r.code}: {r.text}" for r in one.reasons],
            protected=withheld if gap else None, notice=sending.notice if withheld else None,
        ),
    )  # fmt: skip


def origin_of(one: Origin, said: Sequence[Statement], told: Told, sending: Sending) -> Object:
    """An origin of a claim as partners are told of it: never the name of one that is not named."""
    known = {source.source_id: source for source in told.sources}
    source = known.get(one.source_id.split("@")[0]) or Source(one.source_id, one.name, named=one.named)
    own = _by(
        source, [s for s in said if any(holds(s, span.report_id, span.start, span.end) for span in one.spans)]
    )
    reports = [report for report in told.reports if report.id in {s.report_id for s in own}]
    return {
        "name": one.name if one.named else f"not named: {one.name}",
        "kind": source.kind, "named": one.named, "reliability": one.reliability,
        "own_voice": bool(own) and all(len(s.attribution.chain) == 1 for s in own),
        "relays": relays_of(own, reports),
        "rests_on": [known[key].name for key in one.based_on if key in known and known[key].named],
        "unnamed_basis": any(key not in known or not known[key].named for key in one.based_on),
        "tokens": tokens_of(source, own, reports, sending),
    }  # fmt: skip


def _by(source: Source, own: Sequence[Statement]) -> list[Statement]:
    """The statements that are this origin's: a partner's sentence stands for several, each with its own chain."""
    names = {fold(name) for name in (source.name, *source.aliases)}
    its = [
        s
        for s in own
        if (by := s.attribution.speaker).source_id == source.source_id or fold(by.name) in names
    ]
    places = Counter((s.report_id, s.start, s.end) for s in own)
    return [s for s in own if s in its or places[s.report_id, s.start, s.end] == 1] or list(own)


def holds(statement: Statement, report_id: str, start: int, end: int) -> bool:
    """Whether a place lies in a statement, in part at least."""
    return statement.report_id == report_id and statement.start < end and start < statement.end


def relays_of(own: Iterable[Statement], reports: Iterable[Report]) -> list[str]:
    """Who carried these statements, from the page on."""
    named = [
        link.name
        for s in own
        for link in s.attribution.chain
        if link.role in ("publisher", "relay") and link.named
    ]
    return list(dict.fromkeys([*named, *(r.publisher for r in reports if r.publisher)]))


def tokens_of(
    source: Source, own: Iterable[Statement], reports: Iterable[Report], sending: Sending
) -> list[str]:
    """Of the origin under each name, of the reports it was read in, and all that came with received words."""
    passed = {each for s in own for each in sending.carried.get(s.id, ())}
    if sending.key and GAP not in source.name:
        passed |= set(tokens.of_source(sending.key, tokens.names_of(source)))
    if sending.key:
        passed |= {
            tokens.of_report(sending.key, report.sha256) for report in reports if report.received_from is None
        }
    return sorted(passed)


def _statement(one: Statement, told: Told, sending: Sending) -> Object:
    """Where and how a claim was said. Offsets only where they are those of the page as captured."""
    reports = {report.id: report for report in told.reports}
    report = reports.get(one.report_id)
    chain = [{"role": link.role, "name": link.name} for link in one.attribution.chain]
    made: Object = {"text": one.text, "chain": chain, "verb": one.attribution.verb, "direct": one.attribution.direct,
                    "polarity": one.polarity}  # fmt: skip
    if one.attribution.medium:
        made["medium"] = one.attribution.medium
    if report is not None:
        made["report_ref"] = sending.id("report", report.id)
        if report.id not in sending.touched:
            made |= {"start": one.start, "end": one.end}
    if one.figures:
        made["figures"] = [
            {
                "text": f.text,
                "low": f.low,
                "high": f.high,
                "bound": f.bound,
                "counts": f.counts,
                "measure": f.measure,
            }
            for f in one.figures
        ]
    if one.when:
        made["when"] = [each.value for each in one.when]
    return made
