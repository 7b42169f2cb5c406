"""Typed values -> the dictionaries that others rely on (docs/contract.md, docs/schema). No logic."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .model import (
    AccessToken,
    Account,
    Alert,
    Assessment,
    Attribution,
    Brief,
    Change,
    Channel,
    Check,
    Conflict,
    Decision,
    Dissection,
    Edge,
    Entry,
    Evidence,
    Figure,
    FigureGroup,
    FigureValue,
    Hit,
    Item,
    Look,
    Passed,
    Person,
    Pulse,
    Reading,
    Reason,
    Record,
    Report,
    SetAside,
    Span,
    Statement,
    Story,
    Subscription,
    Told,
    Verified,
    Version,
    Watch,
)

Object = dict[str, Any]


def reading(read: Reading) -> Object:
    """One line of ``extract --format jsonl``: a report and everything that it says."""
    dissection: Dissection = read.dissection
    return {
        "report": report(dissection.report),
        "sentences": [{"start": one.start, "end": one.end} for one in dissection.sentences],
        "mentions": [
            _named(one, "kind", "start", "end", "text", "value", "source_id") for one in dissection.mentions
        ],
        "statements": [statement(one) for one in read.statements],
        "figures": [figure(one) for one in dissection.figures],
        "times": [_named(one, "start", "end", "text", "value", "type") for one in dissection.times],
    }


def refused(one: SetAside) -> Object:
    """One line of ``extract --format jsonl``: an input that was set aside."""
    return {"set_aside": set_aside(one)}


def report(one: Report) -> Object:
    """A report with its text."""
    names = (
        "id",
        "path",
        "url",
        "title",
        "publisher",
        "author",
        "published_at",
        "published_from",
        "captured_at",
    )
    credits = [_named(credit, "kind", "name", "start", "end") for credit in one.credits]
    return {**_named(one, *names, "language", "sha256", "text"), "credits": credits}


def statement(one: Statement) -> Object:
    """A statement; its parts are at least its hull."""
    return {
        **_named(one, "id", "start", "end", "text"),
        "parts": [_named(part, "start", "end") for part in one.parts or (Span(one.start, one.end),)],
        "attribution": _attribution(one.attribution),
        "polarity": one.polarity,
        "hedges": [_passed(hedge) for hedge in one.hedges],
        "kind": one.kind,
        "figures": [figure(found) for found in one.figures],
        "when": [_named(time, "start", "end", "text", "value") for time in one.when],
        "where": [{**_passed(place), "place_id": place.value} for place in one.where],
    }


def _attribution(one: Attribution) -> Object:
    return {
        "chain": [_named(link, "role", "name", "source_id", "start", "end") for link in one.chain],
        "cue": _passed(one.cue) if one.cue else None,
        **_named(one, "verb", "direct", "medium"),
    }


def figure(one: Figure) -> Object:
    """A figure: whole numbers are written as such, an open end is null."""
    return {
        **_named(one, "start", "end", "text"),
        "low": _number(one.low),
        "high": _number(one.high),
        **_named(one, "low_open", "high_open", "bound"),
        "value": _number(one.value),
        **_named(one, "counts", "measure", "as_of", "window", "place"),
    }


def brief(one: Brief, since: str | None = None) -> Object:
    """What ``brief --format json`` prints; ``changes`` only where a moment was asked for."""
    answer: Object = {
        "as_of": one.as_of,
        "method": dict(one.method),
        "stories": [story(told) for told in one.stories],
        "set_aside": [set_aside(refused) for refused in one.set_aside],
    }
    return {**answer, "changes": _reasons(one.changes)} if since else answer


def story(told: Told) -> Object:
    """A story with all that is known of it."""
    return {
        **_named(told.story, "id", "title", "first_at", "last_at"),
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
        **_named(one, "id", "path", "publisher", "published_at", "published_from"),
        "copies": [{"of": edge.right, "kind": edge.kind, "share": round(edge.score, 4)} for edge in direct],
    }


def claim(one: Assessment) -> Object:
    """A claim with what we think of it."""
    origins = one.origins
    listed = [
        {"source_id": o.source_id, "name": o.name, "based_on": list(o.based_on), "reliability": o.reliability}
        for o in origins.list
    ]
    return {
        **_named(one.claim, "id", "text", "kind"),
        "status": one.status,
        "credibility": one.credibility,
        "origins": {"shown": origins.shown, "possible": origins.possible, "list": listed},
        "reports": list(one.claim.reports),
        "statements": list(one.claim.statements),
        "reasons": _reasons(one.reasons),
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
    return {**_named(one, *names), "follows": list(one.follows), "reports": list(one.reports)}


def hit(one: Hit) -> Object:
    """A place that a search found."""
    return {**_named(one, "kind", "id", "title", "publisher"), "span": _evidence(one.span)}


def check(one: Check) -> Object:
    """One thing that ``doctor`` looked at."""
    return _named(one, "name", "ok", "said")


# --- what people did


def decision(one: Decision) -> Object:
    """What a person decided; ``retracted_at`` where it was taken back, with who did and why."""
    return {
        **_named(one, "number", "verb", "value", "author", "reason", "at"),
        "subject": list(one.subject),
        **_named(one, "retracted_at", "retracted_by", "retracted_for"),
    }


def entry(one: Entry) -> Object:
    """A line of the audit log; words that were erased are null."""
    detail = {name: one.said(name) for name in sorted(one.digests) if name not in ("actor", "subject")}
    return {
        **_named(one, "number", "at", "action"),
        "actor": one.said("actor"),
        "subject": one.said("subject"),
        "detail": detail,
        "erased": list(one.erased),
        "hash": one.hash,
    }


def verified(one: Verified) -> Object:
    """What came of looking through the audit log."""
    return {"ok": one.broken is None, **_named(one, "count", "head", "broken", "why")}


def set_aside(one: SetAside) -> Object:
    """An input that was refused, and why."""
    return _named(one, "path", "stage", "reason")


def spans(found: Iterable[Evidence]) -> list[Object]:
    """Exact places in reports."""
    return [_evidence(one) for one in found]


def _evidence(one: Evidence) -> Object:
    return _named(one, "report_id", "start", "end", "text")


def _group(one: FigureGroup) -> Object:
    relations = [
        {**_named(pair, "a", "b", "relation", "reason"), "spans": spans(pair.spans)} for pair in one.relations
    ]
    return {
        **_named(one, "measure", "counts", "place"),
        "values": [_value(each) for each in one.values],
        "relation": one.relation,
        "relations": relations,
    }


def _value(one: FigureValue) -> Object:
    told = one.figure
    return {
        "low": _number(told.low),
        "high": _number(told.high),
        "bound": told.bound,
        **_named(one, "origin", "source_id"),
        **_named(told, "as_of", "window", "place"),
        "retracted": one.retracted,
        "reports": list(one.reports),
        "spans": spans(one.spans),
    }


def _conflict(one: Conflict) -> Object:
    sides = [{name: _plain(value) for name, value in side.items()} for side in one.sides]
    return {**_named(one, "kind", "relation", "what"), "sides": sides, "spans": spans(one.spans)}


def _reasons(found: Iterable[Reason]) -> list[Object]:
    return [{"code": one.code, "text": one.text, "spans": spans(one.spans)} for one in found]


def _passed(one: Passed) -> Object:
    return _named(one, "start", "end", "text")


def _plain(value: Any) -> Any:
    """A side of a conflict holds spans and lists of them beside plain values."""
    if isinstance(value, Evidence):
        return _evidence(value)
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    return _number(value) if isinstance(value, float) else value


def _number(value: float | None) -> float | int | None:
    return int(value) if value is not None and value == value // 1 and abs(value) < 2**53 else value


def _named(value: Any, *names: str) -> Object:
    return {name: getattr(value, name) for name in names}


# --- reports, sources and people, one at a time ----------------------------------------------


def report_in_full(read: Reading, story_id: str | None, claims: Iterable[Assessment]) -> Object:
    """What ``report --format json`` prints: all that a report says, its story, and the claims it carries."""
    own = {one.id for one in read.statements}
    carried = [
        {**_named(one.claim, "id", "text"), "statements": [key for key in one.claim.statements if key in own]}
        for one in claims
    ]
    return {**reading(read), "story_id": story_id, "claims": carried}


def ingested(one: Report, new: bool) -> Object:
    """A report that is safe in the store, as ``ingest --format jsonl`` prints it."""
    return {**_named(one, "id", "path"), "new": new}


def source(one: Record) -> Object:
    """A source with its record."""
    return {
        **_named(one.source, "source_id", "name", "kind", "named"),
        "aliases": list(one.source.aliases),
        **_named(one.source, "role", "speaks_for", "owner"),
        "record": {
            **_named(one, "published", "speaks_in", "stories", "alone", "first"),
            "claims": dict(one.claims),
        },
    }


def account(one: Account) -> Object:
    """An account, without its password's hash."""
    return _named(one, "name", "role", "made_at", "ended_at")


def token(one: AccessToken) -> Object:
    """A token, without its secret's hash."""
    kept = _named(one, "id", "account", "label", "made_at", "expires_at", "revoked_at")
    return {**kept, "scopes": list(one.scopes)}


def person(one: Person) -> Object:
    """Who asks, and what they may do."""
    return {**_named(one, "name", "role", "via"), "scopes": sorted(one.scopes)}


# --- watching


def subscription(one: Subscription, pulse: Pulse | None = None) -> Object:
    """A place that is looked at, and how it fares."""
    told = _named(one, "id", "kind", "place", "every", "follow", "added_at", "added_by")
    if pulse is None:
        return told
    names = ("next_at", "last_try", "last_success", "last_error", "failures", "reports")
    return {**told, **_named(pulse, *names)}


def look(one: Look) -> Object:
    """What a look at a place brought."""
    return {
        "subscription_id": one.subscription.id,
        **_named(one, "at", "new", "changed", "error"),
        "set_aside": [set_aside(each) for each in one.set_aside],
    }


def watch(one: Watch, channels: Iterable[Channel] = (), with_secret: bool = False) -> Object:
    """A watch and where its alerts go. A webhook's secret is shown once, to whoever made the watch."""
    names = ("id", "name", "made_at", "made_by", "story", "source", "place", "words", "measure")
    listed = []
    for each in channels:
        secret = {"secret": each.secret} if with_secret and each.secret else {}
        listed.append({**_named(each, "id", "kind", "target", "every"), **secret})
    return {**_named(one, *names), "channels": listed}


def alert(one: Alert) -> Object:
    """Something that a watch waited for."""
    names = ("number", "id", "watch_id", "kind", "at", "text", "story_id", "claim_id", "before", "after")
    return {**_named(one, *names), "spans": spans(one.spans)}


def version(one: Version, changes: Iterable[Change] = ()) -> Object:
    """One version of a document, and what it changed."""
    changed = [{"before": spans(each.before), "after": spans(each.after)} for each in changes]
    return {**_named(one, "number", "report_id", "former_id", "at"), "changes": changed}


def custody(item: Item) -> Object:
    """How the document of a report came; ``fetched`` is null where it was read from a file."""
    told = item.fetched
    if told is None:
        return {**_named(item, "path", "url", "modified_at"), "fetched": None}
    names = ("url", "final_url", "at", "status", "sha256")
    way = {"via": list(told.via), "headers": [list(each) for each in told.headers]}
    return {**_named(item, "path", "url", "modified_at"), "fetched": {**_named(told, *names), **way}}
