"""What reports say: ``extract``, ``report``, ``ingest``, and inputs that were set aside."""

from __future__ import annotations

from collections.abc import Iterable

from ..model import (
    Assessment,
    Attribution,
    Dissection,
    Edge,
    Figure,
    Item,
    Passed,
    Reading,
    Report,
    SetAside,
    Span,
    Statement,
)
from .copied import copied
from .fields import Object, named, number


def reading(read: Reading) -> Object:
    """One line of ``extract --format jsonl``: a report and everything that it says."""
    dissection: Dissection = read.dissection
    return {
        "report": report(dissection.report),
        "sentences": [{"start": one.start, "end": one.end} for one in dissection.sentences],
        "mentions": [
            named(one, "kind", "start", "end", "text", "value", "source_id") for one in dissection.mentions
        ],
        "statements": [statement(one) for one in read.statements],
        "figures": [figure(one) for one in dissection.figures],
        "times": [named(one, "start", "end", "text", "value", "type") for one in dissection.times],
        "attempted": list(dissection.attempted),
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
    credits = [named(credit, "kind", "name", "start", "end") for credit in one.credits]
    return {**named(one, *names, "language", "sha256", "text"), "credits": credits}


def statement(one: Statement) -> Object:
    """A statement; its parts are at least its hull."""
    return {
        **named(one, "id", "start", "end", "text"),
        "parts": [named(part, "start", "end") for part in one.parts or (Span(one.start, one.end),)],
        "attribution": _attribution(one.attribution),
        "polarity": one.polarity,
        "hedges": [_passed(hedge) for hedge in one.hedges],
        "kind": one.kind,
        "figures": [figure(found) for found in one.figures],
        "when": [named(time, "start", "end", "text", "value") for time in one.when],
        "where": [{**_passed(place), "place_id": place.value} for place in one.where],
    }


def _attribution(one: Attribution) -> Object:
    return {
        "chain": [named(link, "role", "name", "source_id", "start", "end") for link in one.chain],
        "cue": _passed(one.cue) if one.cue else None,
        **named(one, "verb", "direct", "medium"),
    }


def figure(one: Figure) -> Object:
    """A figure: whole numbers are written as such, an open end is null."""
    return {
        **named(one, "start", "end", "text"),
        "low": number(one.low),
        "high": number(one.high),
        **named(one, "low_open", "high_open", "bound"),
        "value": number(one.value),
        **named(one, "counts", "measure", "as_of", "window", "since", "place"),
    }


def _passed(one: Passed) -> Object:
    return named(one, "start", "end", "text")


def report_in_full(
    read: Reading, story_id: str | None, claims: Iterable[Assessment], copies: Iterable[Edge] = ()
) -> Object:
    """What ``report --format json`` prints: all that a report says, its story, the claims it carries, who copied whom."""
    own = {one.id for one in read.statements}
    carried = [
        {**named(one.claim, "id", "text"), "statements": [key for key in one.claim.statements if key in own]}
        for one in claims
    ]
    return {
        **reading(read),
        "story_id": story_id,
        "claims": carried,
        "copies": [copied(one) for one in copies],
    }


def ingested(one: Report, new: bool) -> Object:
    """A report that is safe in the store, as ``ingest --format jsonl`` prints it."""
    return {**named(one, "id", "path"), "new": new}


def custody(item: Item) -> Object:
    """How the document of a report came; ``fetched`` is null where it was read from a file."""
    told = item.fetched
    if told is None:
        return {**named(item, "path", "url", "modified_at"), "fetched": None}
    names = ("url", "final_url", "at", "status", "sha256")
    way = {"via": list(told.via), "headers": [list(each) for each in told.headers]}
    return {**named(item, "path", "url", "modified_at"), "fetched": {**named(told, *names), **way}}


def set_aside(one: SetAside) -> Object:
    """An input that was refused, and why."""
    return named(one, "path", "stage", "reason")
