"""JSON-LD: claims as schema.org has them (Claim, ClaimReview), and where they come from as PROV has it.

The context stands in the document: a reader fetches nothing. A ClaimReview here says how well a claim is founded
(status, Admiralty credibility, both counts of origins), never whether it is true.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import orjson

from ...model import Assessment, Report, Source, Statement, Told

Node = dict[str, Any]
CONTEXT = {
    "@vocab": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "ts": "urn:twosource:vocabulary:",
    "datePublished": {"@type": "Date"},
    "url": {"@type": "@id"},
}
PROGRAM = "urn:twosource:program"
RUN = "urn:twosource:assessment"


def linked(stories: Iterable[Told], as_of: str, method: Mapping[str, str]) -> bytes:
    """One graph of reports, sources, statements, claims and reviews; each node once."""
    nodes: dict[str, Node] = {}
    for node in (*_program(as_of, method), *(node for told in stories for node in _story(told, as_of))):
        nodes.setdefault(node["@id"], node)
    whole = {"@context": CONTEXT, "@graph": list(nodes.values())}
    return orjson.dumps(whole, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def name(kind: str, key: str) -> str:
    """What a thing is called in the graph: the same in every export."""
    return f"urn:twosource:{kind}:{key}"


def _program(as_of: str, method: Mapping[str, str]) -> Iterator[Node]:
    version = method.get("version", "")
    yield {
        "@id": PROGRAM,
        "@type": ["SoftwareApplication", "prov:SoftwareAgent"],
        "name": "Twosource",
        "softwareVersion": version,
        "ts:method": dict(method),
    }
    yield {
        "@id": RUN,
        "@type": "prov:Activity",
        "prov:endedAtTime": as_of,
        "prov:wasAssociatedWith": {"@id": PROGRAM},
    }


def _story(told: Told, as_of: str) -> Iterator[Node]:
    yield from (_report(report) for report in told.reports)
    yield from (_source(source) for source in told.sources)
    shown = {key for one in told.claims for key in one.claim.statements}
    known = {report.id for report in told.reports}
    yield from (_statement(one) for one in told.statements if one.id in shown and one.report_id in known)
    dates = {report.id: report.published_at for report in told.reports}
    for one in told.claims:
        for origin in one.origins.list:
            yield _source(Source(origin.source_id, origin.name, named=origin.named))
        yield _claim(one, dates)
        yield _review(one, as_of)


def _report(report: Report) -> Node:
    said = {
        "@id": name("report", report.id),
        "@type": ["NewsArticle", "prov:Entity"],
        "headline": report.title,
        "url": report.url,
        "datePublished": report.published_at,
        "author": report.author,
        "publisher": {"@type": "Organization", "name": report.publisher} if report.publisher else None,
        "inLanguage": report.language,
        "sha256": report.sha256,
    }
    return _filled(said)


def _source(source: Source) -> Node:
    kind = "Person" if source.kind == "person" else "Organization"
    return _filled(
        {
            "@id": name("source", source.source_id),
            "@type": [kind, "prov:Agent"],
            "name": source.name,
            "alternateName": list(source.aliases) or None,
            "jobTitle": source.role if kind == "Person" else None,
            "ts:named": source.named,
        }
    )


def _statement(one: Statement) -> Node:
    speaker = one.attribution.speaker
    return {
        "@id": name("statement", one.id),
        "@type": ["Quotation" if one.attribution.direct else "Statement", "prov:Entity"],
        "text": one.text,
        "isPartOf": {"@id": name("report", one.report_id)},
        "spokenByCharacter": {"@id": name("source", speaker.source_id)},
        "prov:wasQuotedFrom": {"@id": name("report", one.report_id)},
        "ts:start": one.start,
        "ts:end": one.end,
        "ts:chain": [{"ts:role": link.role, "name": link.name} for link in one.attribution.chain],
    }


def _claim(one: Assessment, dates: Mapping[str, str | None]) -> Node:
    first = min(one.claim.reports, key=lambda report: (dates.get(report) or "9999", report), default=None)
    said = {
        "@id": name("claim", one.claim.id),
        "@type": ["Claim", "prov:Entity"],
        "text": one.claim.text,
        "appearance": _ids("report", one.claim.reports),
        "firstAppearance": {"@id": name("report", first)} if first else None,
        "claimInterpreter": _ids("source", [origin.source_id for origin in one.origins.list]) or None,
        "prov:wasDerivedFrom": _ids("statement", one.claim.statements),
    }
    return _filled(said)


def _review(one: Assessment, as_of: str) -> Node:
    return {
        "@id": name("review", one.claim.id),
        "@type": ["ClaimReview", "prov:Entity"],
        "itemReviewed": {"@id": name("claim", one.claim.id)},
        "claimReviewed": one.claim.text,
        "author": {"@id": PROGRAM},
        "datePublished": as_of,
        # Admiralty: 1 is confirmed by others, 5 improbable, 6 cannot be judged, which is no worst of all.
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": one.credibility,
            "bestRating": 1,
            "worstRating": 6,
            "alternateName": one.status,
            "ratingExplanation": " ".join(reason.text for reason in one.reasons),
        },
        "ts:originsShown": one.origins.shown,
        "ts:originsPossible": one.origins.possible,
        "prov:wasDerivedFrom": {"@id": name("claim", one.claim.id)},
        "prov:wasGeneratedBy": {"@id": RUN},
    }


def _ids(kind: str, keys: Sequence[str]) -> list[Node]:
    return [{"@id": name(kind, key)} for key in keys]


def _filled(node: Mapping[str, Any]) -> Node:
    return {key: value for key, value in node.items() if value is not None}
