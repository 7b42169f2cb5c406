"""Received words as kept rows: each note, opinion or sighting a report, whose statements are given and not extracted."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal, cast

import msgspec

from ...model import (
    Attribution,
    Captured,
    Heard,
    Item,
    Link,
    Partner,
    Passed,
    Reading,
    Report,
    Source,
    SourceKind,
    Span,
    Statement,
    Word,
)
from ...text import digest, fold, slug

# How the word of a partner is marked that shows its own evidence: ``judge.voices`` counts it as a witness's.
EVIDENCE = "own evidence"
_KINDS = ("outlet", "agency", "body", "person", "channel", "group", "unnamed", "unknown")


def captured(one: Heard, partner: Partner, at: str) -> Captured:
    """A report that says what a partner said, with the words as its raw document."""
    payload = msgspec.json.encode(one)
    name = digest("received", partner.id, one.object_id, one.modified, hashlib.sha256(payload).hexdigest())
    path = f"received/{partner.id}/{one.object_id}"
    report = Report(
        id=name,
        path=path,
        text=one.text,
        sha256=hashlib.sha256(payload).hexdigest(),
        title=None,
        publisher=partner.name,
        published_at=one.modified.split(".")[0].removesuffix("Z") + "+00:00",
        published_from="meta",
        captured_at=at,
        language=one.language,
        received_from=partner.id,
    )
    return Captured(report, Item(path, "fields", payload))


def words_of(payload: bytes) -> Heard:
    """The words that ``captured`` made a raw document of."""
    return msgspec.json.decode(payload, type=Heard)


def reading(read: Reading, one: Heard) -> Reading:
    """What a received report says: the statements that its sender gives, with the figures and times of its text."""
    report = read.dissection.report
    partner = Source(
        ident(report.publisher or ""), report.publisher or "", "outlet", (report.publisher or "",)
    )
    given = list(_given(read, one, partner))
    sources = {partner.source_id: partner}
    for word in one.words:
        if word.named:
            kind = word.kind if word.kind in _KINDS else "unknown"
            source = Source(ident(word.name), word.name, cast(SourceKind, kind), (word.name,))
            sources.setdefault(source.source_id, source)
    dissection = replace(read.dissection, sources=tuple(sources.values()))
    return Reading(dissection, tuple(given), ())


def _given(read: Reading, one: Heard, partner: Source) -> Iterator[Statement]:
    report, end = read.dissection.report, len(read.dissection.report.text)
    places = [m for m in read.dissection.mentions if m.kind == "place"]
    polarity: Literal["affirmed", "denied"] = "denied" if one.kind == "dispute" else "affirmed"
    words = [] if one.kind == "dispute" or one.revoked else list(one.words)
    chains = [chain(word, number, report, partner) for number, word in enumerate(words)]
    if not chains:
        chains = [_by_partner(report, partner, one.kind == "dispute")]
    verb = "denied" if one.kind == "dispute" else "said"
    for number, links in enumerate(chains):
        yield Statement(
            id=given_id(report.id, number),
            report_id=report.id,
            start=0,
            end=end,
            text=report.text,
            attribution=Attribution(
                links, None, verb, False, EVIDENCE if words and words[number].seen else "shared"
            ),
            parts=(Span(0, end),),
            polarity=polarity,
            figures=read.dissection.figures,
            when=read.dissection.times,
            where=tuple(Passed(m.start, m.end, m.text, m.place_id) for m in places),
        )


def given_id(report_id: str, number: int) -> str:
    """The id of the statement that stands for the origin with this number."""
    return digest(report_id, "given", str(number))


def _by_partner(report: Report, partner: Source, denies: bool) -> tuple[Link, ...]:
    """The partner's own voice: a denial is its own word; a bare agreement is an outlet's voice that repeats."""
    page = Link("publisher", partner.name, partner.source_id)
    return (page, Link("origin", partner.name, partner.source_id, 0, 0)) if denies else (page,)


def chain(word: Word, number: int, report: Report, partner: Source) -> tuple[Link, ...]:
    """The chain of one origin as its sender gives it."""
    page = Link("publisher", partner.name, partner.source_id)
    if word.seen:
        return page, Link("origin", partner.name, partner.source_id, 0, 0)
    if word.own and word.named:
        return (Link("publisher", word.name, ident(word.name)),)
    relays = [
        Link("relay", each, ident(each)) for each in word.relays if each not in (partner.name, word.name)
    ]
    origin = source_id(word, number, report.id)
    links = [page, *relays, Link("origin", word.name, origin, 0, 0, word.named)]
    links += [Link("basis", each, ident(each), 0, 0) for each in word.rests_on]
    if word.unnamed_basis:
        links.append(
            Link("basis", "a source that is not named", f"unnamed:basis:{report.id}-{number}", 0, 0, False)
        )
    return tuple(links)


def source_id(word: Word, number: int, report_id: str) -> str:
    """The id of an origin as its statement uses it."""
    return ident(word.name) if word.named else f"unnamed:{slug(word.name)}:{report_id}-{number}"


def ident(name: str) -> str:
    """The id of a source that goes by this name."""
    return slug(fold(name))
