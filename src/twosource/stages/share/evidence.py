"""What claims rest on: reports and their captured pages, sources, places, copies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...data import places
from ...model import Edge, Report, Source, Told
from ...text import GAP
from .sending import Sending, ours, relationship, stix
from .vocabulary import OBSERVABLES, Object, extended, moment, stable

_CLASS = {"person": "individual", "unknown": "unknown"}


def report_of(report: Report, notes: Sequence[str], sending: Sending) -> Object:
    """A report, with the notes of the claims that it carries."""
    told = report.title or f"A report by {report.publisher or 'an unknown publisher'}"
    reference: Object = {"source_name": report.publisher or "unknown publisher"}
    hashes = {"SHA-256": report.sha256}
    if report.url:
        reference |= {"url": report.url, "hashes": hashes}
    else:
        reference |= {
            "external_id": f"sha256:{report.sha256}",
            "description": "The bytes as captured; no address is known.",
        }
    return stix(
        "report", sending.id("report", report.id), sending.at, **ours(sending), name=told,
        report_types=["observed-data"], published=moment(report.published_at, moment(report.captured_at, sending.at)),
        object_refs=sorted(notes) or [sending.desk], external_references=[reference],
        lang=report.language if report.language != "und" else None,
        extensions=extended(kind="report", publisher=report.publisher, author=report.author,
                            published_at=report.published_at, published_from=report.published_from,
                            withheld=sorted(set(sending.withheld.get(report.id, ())))),
    )  # fmt: skip


def captured_page(report: Report, sending: Sending) -> Iterator[Object]:
    """The captured page: its address and its bytes by hash; without an address the bytes alone. Of words that came

    by sharing there is no page.
    """
    if report.received_from is not None:
        return
    if report.url:
        page = {
            "type": "url",
            "spec_version": "2.1",
            "id": stable("url", report.url, namespace=OBSERVABLES),
            "value": report.url,
        }
        held: Object = {"type": "artifact", "spec_version": "2.1", "id": stable("artifact", report.sha256, namespace=OBSERVABLES),
                        "url": report.url, "hashes": {"SHA-256": report.sha256}}  # fmt: skip
        parts = [page, held]
    else:
        parts = [{"type": "file", "spec_version": "2.1", "id": stable("file", report.sha256, namespace=OBSERVABLES),
                  "hashes": {"SHA-256": report.sha256}}]  # fmt: skip
    at = moment(report.captured_at, sending.at)
    yield from parts
    yield stix(
        "observed-data", sending.id("observed-data", report.id), sending.at, **ours(sending), first_observed=at,
        last_observed=at, number_observed=1, object_refs=sorted(each["id"] for each in parts),
    )  # fmt: skip


def may_name(source: Source) -> bool:
    """False for who is protected or not named."""
    return source.named and source.kind != "unnamed" and GAP not in source.name and bool(source.name.strip())


def identity_of(source: Source, sending: Sending) -> Object:
    """A source."""
    return stix(
        "identity", sending.id("identity", source.source_id), sending.at, **ours(sending), name=source.name,
        identity_class=_CLASS.get(source.kind, "organization"),
        extensions=extended(kind="source", source_kind=source.kind, role=source.role, reliability="F",
                            aliases=[alias for alias in source.aliases if alias != source.name]),
    )  # fmt: skip


def located(told: Told, incident: str, sending: Sending) -> Iterator[Object]:
    """The places that a story's statements name, where the tables know them."""
    known = {place.place_id: place for place in places().values()}
    named = sorted({str(w.value) for s in told.statements for w in s.where if w.value})
    for place_id in named:
        country = place_id.split(":")[0]
        place = known.get(place_id)
        if place is None or len(country) != 2 or not country.isalpha():
            continue
        location = sending.id("location", place_id)
        area = place.name if ":" in place_id else None
        yield stix("location", location, sending.at, **ours(sending), name=place.name, country=country.upper(),
                      administrative_area=area)  # fmt: skip
        yield relationship("located-at", incident, location, sending)


def copy_of(edge: Edge, sending: Sending) -> Object:
    """That one report is a copy of another."""
    kind = "duplicate-of" if edge.kind == "identical" else "derived-from"
    ends = sending.id("report", edge.left), sending.id("report", edge.right)
    how = extended(kind="copy", copy_kind=edge.kind, share=round(edge.score, 4))
    return relationship(
        kind, *ends, sending, description=f"{edge.kind}: {edge.score:.0%} of the text", extensions=how
    )
