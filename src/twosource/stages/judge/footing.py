"""What a claim's assessment stands on, as one digest: where it has not changed, neither has the assessment.

An assessment reads the claim's own statements, their reports and chains, who these sources are, what ties and
copies there are between them, what people decided, and the same of the claims that stand against it. Adding a
report changes the footing of the claims that it touches, and of no others.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model import Claim, Edge, Proposition
from ...text import digest
from .ground import Grounds

# An origin rests on another, which rests on another: so many steps of ties are followed.
_STEPS = 4


def footing(claim: Claim, grounds: Grounds) -> str:
    """A digest of all that the assessment of a claim reads."""
    near = [grounds.claims[key] for key in sorted(opponents(claim, grounds)) if key in grounds.claims]
    parts = [part for each in (claim, *near) for part in _own(each, grounds)]
    parts += [repr(sorted(map(sorted, grounds.independent)))]
    return digest(claim.id, *parts)


def opponents(claim: Claim, grounds: Grounds) -> set[str]:
    """The claims that stand in a relation to this one, or give another figure of the same thing."""
    found = set(grounds.rivals.get(claim.id, ()))
    for proposition in claim.propositions:
        for edge in grounds.relations.get(proposition.id, ()):
            found |= {grounds.claim_of[end] for end in (edge.left, edge.right) if end in grounds.claim_of}
    return found - {claim.id}


def _own(claim: Claim, grounds: Grounds) -> Iterator[str]:
    yield repr(claim)
    yield repr(sorted(grounds.rivals.get(claim.id, ())))
    sources: set[str] = set()
    reports: set[str] = set()
    for proposition in claim.propositions:
        yield from _proposition(proposition, grounds)
        statement = grounds.statements.get(proposition.statement_id)
        if statement is None:
            continue
        reports.add(statement.report_id)
        for link in statement.attribution.chain:
            key = grounds.who(link.source_id, statement.report_id)
            sources |= {key, grounds.body(key)}
    yield from _sources(sources, grounds)
    for report_id in sorted(reports):
        report = grounds.reports[report_id]
        yield f"{report_id} {report.published_at} {report.publisher} {report.title} {report.path}"
        yield _edges(grounds.copies.get(report_id, ()))
        yield repr(sorted(grounds.stories.get(report_id, frozenset())))
    yield repr([grounds.began.get(p.story_id or "") for p in claim.propositions])


def _proposition(proposition: Proposition, grounds: Grounds) -> Iterator[str]:
    statement = grounds.statements.get(proposition.statement_id)
    chain = statement.attribution.chain if statement else ()
    yield repr([(link, grounds.who(link.source_id, proposition.report_id)) for link in chain])
    yield repr((statement.kind, statement.polarity, statement.when, statement.figures)) if statement else ""
    yield _edges(grounds.relations.get(proposition.id, ()))
    yield _edges(grounds.copies.get(proposition.statement_id, ()))
    yield _edges(grounds.decided(proposition))


def _sources(sources: set[str], grounds: Grounds) -> Iterator[str]:
    """The sources, whom they speak for, and what ties them to others, a few steps far."""
    seen, fresh = set(sources), set(sources)
    for _ in range(_STEPS):
        ties = {edge for key in fresh for edge in grounds.ties.get(key, ())}
        yield _edges(sorted(ties, key=lambda e: (e.left, e.right, e.kind, e.relation)))
        fresh = {end for edge in ties for end in (edge.left, edge.right)} - seen
        seen |= fresh
        if not fresh:
            break
    for key in sorted(seen):
        body = grounds.body(key)
        source = grounds.sources.get(key.split("@")[0])
        yield f"{key} {body} {grounds.name(key)} {source.kind if source else ''} {source.named if source else ''}"


def _edges(edges: tuple[Edge, ...] | list[Edge]) -> str:
    """The edges as far as an assessment shows them: what they say, and where it is written."""
    return repr([(e.relation, e.left, e.right, e.kind, e.made_by, e.made_at, e.reasons) for e in edges])
