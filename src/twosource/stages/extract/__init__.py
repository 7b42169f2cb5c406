"""Sentences -> Statements with their Attribution. Pure: everything comes from the dissection."""

from __future__ import annotations

from ...model import Attribution, Dissection, Link, Passed, Report, Span, Statement
from ...text import digest, slug
from .candidates import Candidate, candidates

__all__ = ["Candidate", "candidates", "extract"]


def extract(dissection: Dissection) -> tuple[Statement, ...]:
    """The statements of a report, in order of their start; each has its chain from the publisher on."""
    proposed = candidates(dissection)
    told = [_attributed(dissection.report, candidate) for candidate in proposed]
    own = [_own(dissection.report, span) for span in _unclaimed(dissection, proposed)]
    unique = {statement.id: statement for statement in [*told, *own]}
    return tuple(sorted(unique.values(), key=lambda s: (s.start, s.end, s.id)))


def _publisher(report: Report) -> Link:
    """The first link of every chain. An unnamed publisher is a different one in each report."""
    if report.publisher:
        return Link("publisher", report.publisher, slug(report.publisher))
    return Link("publisher", "unknown publisher", f"publisher-{report.id}", named=False)


def _attributed(report: Report, candidate: Candidate) -> Statement:
    text, source, cue = report.text, candidate.source, candidate.cue[0]
    origin = Link("origin", "unnamed source", "unnamed", named=False)
    if source:
        name = text[source.start : source.end]
        origin = Link("origin", name, slug(name), source.start, source.end)
    return Statement(
        id=_id(report, candidate.content, str(cue.start)),
        report_id=report.id,
        start=candidate.content.start,
        end=candidate.content.end,
        text=text[candidate.content.start : candidate.content.end],
        attribution=Attribution(
            chain=(_publisher(report), origin),
            cue=Passed(cue.start, cue.end, text[cue.start : cue.end]),
            verb=candidate.verb,
            direct=candidate.direct,
        ),
        parts=candidate.parts,
        kind="stance" if candidate.stance else "assertion",
        features=candidate.features,
    )


def _own(report: Report, span: Span) -> Statement:
    return Statement(
        id=_id(report, span, "own"),
        report_id=report.id,
        start=span.start,
        end=span.end,
        text=report.text[span.start : span.end],
        attribution=Attribution(chain=(_publisher(report),)),
        parts=(span,),
    )


def _id(report: Report, span: Span, origin: str) -> str:
    return digest(report.id, str(span.start), str(span.end), report.text[span.start : span.end], origin)


def _unclaimed(dissection: Dissection, proposed: tuple[Candidate, ...]) -> list[Span]:
    """The sentences that nobody is credited with: the outlet's own voice."""
    kept, at = [], 0
    for sentence in dissection.sentences:
        while at < len(proposed) and proposed[at].content.end <= sentence.start:
            at += 1
        claimed = any(
            c.content.start < sentence.end and sentence.start < c.content.end for c in proposed[at : at + 8]
        )
        if not claimed and any(t.pos in ("VERB", "AUX") for t in dissection.tokens[sentence.first : sentence.last]):
            kept.append(Span(sentence.start, sentence.end))
    return kept
