"""What is told of stories and claims: ``brief``, ``stories``, ``claim``, ``search``."""

from __future__ import annotations

from collections.abc import Iterable

from ..model import (
    Assessment,
    Brief,
    Conflict,
    Edge,
    FigureGroup,
    FigureValue,
    Hit,
    Report,
    Statement,
    Story,
    Told,
)
from .copied import copy
from .fields import Object, evidence, named, number, plain, reasons, spans
from .read import set_aside, statement


def brief(one: Brief, since: str | None = None) -> Object:
    """What ``brief --format json`` prints; ``changes`` only where a moment was asked for."""
    answer: Object = {
        "as_of": one.as_of,
        "method": dict(one.method),
        "stories": [story(told) for told in one.stories],
        "set_aside": [set_aside(refused) for refused in one.set_aside],
    }
    return {**answer, "changes": reasons(one.changes)} if since else answer


def story(told: Told) -> Object:
    """A story with all that is known of it."""
    return {
        **named(told.story, "id", "title", "first_at", "last_at"),
        "follows": list(told.story.follows),
        "reports": [_listed(one, told.copies) for one in told.reports],
        "claims": [claim(one) for one in told.claims],
        "figures": [_group(one) for one in told.figures],
        "conflicts": [_conflict(one) for one in told.conflicts],
        "timeline": timeline(told),
        "open": [{"kind": one.kind, "text": one.text, "spans": spans(one.spans)} for one in told.open],
        "brief": [
            {"section": line.section, "text": line.text, "citations": spans(line.citations)}
            for line in told.lines
        ],
    }


def _listed(one: Report, copies: Iterable[Edge]) -> Object:
    direct = sorted(
        (edge for edge in copies if edge.left == one.id and edge.retracted_at is None),
        key=lambda edge: (-edge.score, edge.right),
    )
    return {
        **named(one, "id", "path", "publisher", "published_at", "published_from"),
        "copies": [copy(edge) for edge in direct],
    }


def claim(one: Assessment) -> Object:
    """A claim with what we think of it."""
    origins = one.origins
    listed = [
        {"source_id": o.source_id, "name": o.name, "based_on": list(o.based_on), "reliability": o.reliability}
        for o in origins.list
    ]
    return {
        **named(one.claim, "id", "text", "kind"),
        "status": one.status,
        "credibility": one.credibility,
        "origins": {"shown": origins.shown, "possible": origins.possible, "list": listed},
        "reports": list(one.claim.reports),
        "statements": list(one.claim.statements),
        "reasons": reasons(one.reasons),
    }


def claim_in_full(one: Assessment, statements: Iterable[Statement], stories: Iterable[str]) -> Object:
    """What ``claim --format json`` prints: the claim, its statements with their chains, the stories it stands in."""
    full = [{"report_id": each.report_id, **statement(each)} for each in statements]
    return {"claim": claim(one), "stories": list(stories), "statements": full}


def timeline(told: Told) -> list[Object]:
    """What happened when, in a story."""
    return [
        {
            "when": one.when,
            "text": one.text,
            "claim_id": one.claim_id,
            "dated_by": one.dated_by,
            "spans": spans(one.spans),
        }
        for one in told.timeline
    ]


def listed(one: Story) -> Object:
    """A story as ``stories`` lists it."""
    names = ("id", "title", "first_at", "last_at")
    return {**named(one, *names), "follows": list(one.follows), "reports": list(one.reports)}


def hit(one: Hit) -> Object:
    """A place that a search found."""
    return {**named(one, "kind", "id", "title", "publisher"), "span": evidence(one.span)}


def _group(one: FigureGroup) -> Object:
    relations = [
        {**named(pair, "a", "b", "relation", "reason"), "spans": spans(pair.spans)} for pair in one.relations
    ]
    return {
        **named(one, "measure", "counts", "place"),
        "values": [_value(each) for each in one.values],
        "relation": one.relation,
        "relations": relations,
    }


def _value(one: FigureValue) -> Object:
    told = one.figure
    return {
        "low": number(told.low),
        "high": number(told.high),
        "bound": told.bound,
        **named(one, "origin", "source_id"),
        **named(told, "as_of", "window", "since"),
        "since_at": evidence(told.since_at) if told.since_at else None,
        "place": told.place,
        "retracted": one.retracted,
        "reports": list(one.reports),
        "spans": spans(one.spans),
    }


def _conflict(one: Conflict) -> Object:
    sides = [{name: plain(value) for name, value in side.items()} for side in one.sides]
    return {**named(one, "kind", "relation", "what"), "sides": sides, "spans": spans(one.spans)}
