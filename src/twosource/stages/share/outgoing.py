"""Told stories -> STIX 2.1: claims as notes with our extension, reports, sources, events, places, copies, answers.

Plain dictionaries. What STIX has no object for (figures by origin, where accounts differ, what is open) is told in a
note of each story, not dropped. Nothing here decides what may leave: it is handed what may.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ...data import places
from ...model import Assessment, Edge, Origin, Report, Source, Statement, Story, Told
from . import tokens
from .vocabulary import (
    AUTHOR,
    CONFIDENCE,
    DEFINITION,
    OBSERVABLES,
    TLP,
    Object,
    extended,
    marking,
    moment,
    stable,
)

GAP = "[…]"
# The sections of a brief for which STIX has no object: told in one note a story.
UNMAPPED = {
    "figures": "Figures by origin", "differ": "Where accounts differ", "seem": "Where they only seem to differ",
    "open": "Not verified, not answered", "timeline": "What happened when", "sources": "The sources",
}  # fmt: skip
_CLASS = {"person": "individual", "unknown": "unknown"}


@dataclass(frozen=True, slots=True)
class Sending:
    """Who sends, at which level, when, and under which key origins are told.

    ``carried`` are the tokens that came with received statements, by statement; ``level_of`` the marks of statements
    that are stricter than the rest; ``touched`` the reports of which something is withheld; ``notice`` what the gate says.
    """

    desk: str
    name: str
    level: str
    at: str
    key: str | None = None
    carried: Mapping[str, Sequence[str]] = field(default_factory=dict)
    level_of: Mapping[str, str] = field(default_factory=dict)
    touched: frozenset[str] = frozenset()
    notice: str = ""
    withheld: Mapping[str, Sequence[str]] = field(default_factory=dict)
    related: Mapping[str, Sequence[str]] = field(default_factory=dict)  # claim -> partners' notes of the same

    def id(self, kind: str, *parts: str) -> str:
        """The id of one of this desk's objects."""
        return stable(kind, self.desk, *parts)


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


def identity(desk: str, name: str, at: str) -> Object:
    """The desk itself."""
    return _object("identity", desk, at, name=name, identity_class="organization")


def objects(stories: Sequence[Told], sending: Sending) -> list[Object]:
    """All that stands for these stories, each object once, in order of id; references lead nowhere else."""
    found = {each["id"]: each for each in _fixed(sending)}
    for told in stories:
        for each in _story(told, sending):
            found.setdefault(each["id"], each)
    return [found[key] for key in sorted(found)]


def answers(said: Iterable[Said], sending: Sending) -> list[Object]:
    """Answers to partners' claims: an opinion, or a sighting where the desk saw for itself."""
    found = {each["id"]: each for each in _fixed(sending)}
    for one in said:
        for each in _answer(one, sending):
            found.setdefault(each["id"], each)
    return [found[key] for key in sorted(found)]


def bundle(found: Sequence[Object], sending: Sending) -> Object:
    """The objects as one bundle."""
    parts = [f"{each['id']}@{each.get('modified', '')}" for each in found]
    return {"type": "bundle", "id": stable("bundle", sending.desk, *parts), "objects": list(found)}


def _fixed(sending: Sending) -> Iterator[Object]:
    yield identity(sending.desk, sending.name, sending.at)
    yield AUTHOR
    yield DEFINITION
    yield marking(sending.level)
    for level in sorted({*sending.level_of.values()} - {sending.level}):
        yield marking(level)


def _object(kind: str, ident: str, at: str, **more: object) -> Object:
    made = {"type": kind, "spec_version": "2.1", "id": ident, "created": at, "modified": at}
    return {**made, **{name: value for name, value in more.items() if value not in (None, "", [], {})}}


def _ours(sending: Sending, level: str = "") -> Object:
    return {"created_by_ref": sending.desk, "object_marking_refs": [TLP[level or sending.level]]}


# --- one story -------------------------------------------------------------------------------


def _story(told: Told, sending: Sending) -> Iterator[Object]:
    incident = sending.id("incident", told.story.id)
    reports = {report.id: report for report in told.reports}
    notes = [_claim(claim, told, incident, sending) for claim in told.claims]
    yield _object(
        "incident", incident, sending.at, name=_title(told.story), **_ours(sending),
        extensions=extended(kind="story", first_at=told.story.first_at, last_at=told.story.last_at,
                            follows=[sending.id("incident", each) for each in told.story.follows]),
    )  # fmt: skip
    yield from notes
    yield from _unmapped(told, incident, sending)
    for report in told.reports:
        yield _report(
            report, [n["id"] for n in notes if sending.id("report", report.id) in n["object_refs"]], sending
        )
        yield from _capture(report, sending)
    for source in told.sources:
        if _may_name(source):
            yield _source(source, sending)
    yield from _places(told, incident, sending)
    for edge in told.copies:
        if edge.left in reports and edge.right in reports and edge.kind != "echo":
            yield _copy(edge, sending)


def _title(story: Story) -> str:
    return story.title or "A story without a title"


def _claim(one: Assessment, told: Told, incident: str, sending: Sending) -> Object:
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
    return _object(
        "note", sending.id("note", one.claim.id), sending.at, **_ours(sending, level),
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
                {**_origin(origin, said, told, sending), "withdrawn": one.status == "retracted"}
                for origin in one.origins.list
            ],
            statements=[_statement(each, told, sending) for each in said],
            reasons=[r.text if r.text.startswith(r.code) else f"{r.code}: {r.text}" for r in one.reasons],
            protected=withheld if gap else None, notice=sending.notice if withheld else None,
        ),
    )  # fmt: skip


def _origin(one: Origin, said: Sequence[Statement], told: Told, sending: Sending) -> Object:
    known = {source.source_id: source for source in told.sources}
    source = known.get(one.source_id.split("@")[0]) or Source(one.source_id, one.name, named=one.named)
    own = [s for s in said if any(_holds(s, span.report_id, span.start, span.end) for span in one.spans)]
    reports = [report for report in told.reports if report.id in {s.report_id for s in own}]
    return {
        "name": one.name if one.named else f"not named: {one.name}",
        "kind": source.kind, "named": one.named, "reliability": one.reliability,
        "own_voice": bool(own) and all(len(s.attribution.chain) == 1 for s in own),
        "relays": _relays(own, reports),
        "rests_on": [known[key].name for key in one.based_on if key in known and known[key].named],
        "unnamed_basis": any(key not in known or not known[key].named for key in one.based_on),
        "tokens": _tokens(source, own, reports, sending),
    }  # fmt: skip


def _holds(statement: Statement, report_id: str, start: int, end: int) -> bool:
    return statement.report_id == report_id and statement.start < end and start < statement.end


def _relays(own: Iterable[Statement], reports: Iterable[Report]) -> list[str]:
    named = [
        link.name
        for s in own
        for link in s.attribution.chain
        if link.role in ("publisher", "relay") and link.named
    ]
    return list(dict.fromkeys([*named, *(r.publisher for r in reports if r.publisher)]))


def _tokens(
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


def _unmapped(told: Told, incident: str, sending: Sending) -> Iterator[Object]:
    """What STIX has no object for, in words."""
    parts = []
    for section, heading in UNMAPPED.items():
        lines = [line.text for line in told.lines if line.section == section]
        if lines:
            parts.append(f"{heading}\n" + "\n".join(f"- {line}" for line in lines))
    if sending.notice:
        parts.append(sending.notice)
    if parts:
        yield _object(
            "note", sending.id("note", "story", told.story.id), sending.at, **_ours(sending),
            abstract="What STIX has no object for: " + ", ".join(UNMAPPED.values()).lower() + ".",
            content="\n\n".join(parts), object_refs=[incident], extensions=extended(kind="listing", story=incident),
        )  # fmt: skip


# --- reports, sources, places ----------------------------------------------------------------


def _report(report: Report, notes: Sequence[str], sending: Sending) -> Object:
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
    return _object(
        "report", sending.id("report", report.id), sending.at, **_ours(sending), name=told,
        report_types=["observed-data"], published=moment(report.published_at, moment(report.captured_at, sending.at)),
        object_refs=sorted(notes) or [sending.desk], external_references=[reference],
        lang=report.language if report.language != "und" else None,
        extensions=extended(kind="report", publisher=report.publisher, author=report.author,
                            published_at=report.published_at, published_from=report.published_from,
                            withheld=sorted(set(sending.withheld.get(report.id, ())))),
    )  # fmt: skip


def _capture(report: Report, sending: Sending) -> Iterator[Object]:
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
    yield _object(
        "observed-data", sending.id("observed-data", report.id), sending.at, **_ours(sending), first_observed=at,
        last_observed=at, number_observed=1, object_refs=sorted(each["id"] for each in parts),
    )  # fmt: skip


def _may_name(source: Source) -> bool:
    """False for who is protected or not named."""
    return source.named and source.kind != "unnamed" and GAP not in source.name and bool(source.name.strip())


def _source(source: Source, sending: Sending) -> Object:
    return _object(
        "identity", sending.id("identity", source.source_id), sending.at, **_ours(sending), name=source.name,
        identity_class=_CLASS.get(source.kind, "organization"),
        extensions=extended(kind="source", source_kind=source.kind, role=source.role, reliability="F",
                            aliases=[alias for alias in source.aliases if alias != source.name]),
    )  # fmt: skip


def _places(told: Told, incident: str, sending: Sending) -> Iterator[Object]:
    known = {place.place_id: place for place in places().values()}
    named = sorted({str(w.value) for s in told.statements for w in s.where if w.value})
    for place_id in named:
        country = place_id.split(":")[0]
        place = known.get(place_id)
        if place is None or len(country) != 2 or not country.isalpha():
            continue
        location = sending.id("location", place_id)
        area = place.name if ":" in place_id else None
        yield _object("location", location, sending.at, **_ours(sending), name=place.name, country=country.upper(),
                      administrative_area=area)  # fmt: skip
        yield _related("located-at", incident, location, sending)


def _related(kind: str, source: str, target: str, sending: Sending, **more: object) -> Object:
    return _object(
        "relationship", sending.id("relationship", kind, source, target), sending.at, **_ours(sending),
        relationship_type=kind, source_ref=source, target_ref=target, **more,
    )  # fmt: skip


def _copy(edge: Edge, sending: Sending) -> Object:
    kind = "duplicate-of" if edge.kind == "identical" else "derived-from"
    ends = sending.id("report", edge.left), sending.id("report", edge.right)
    how = extended(kind="copy", copy_kind=edge.kind, share=round(edge.score, 4))
    return _related(
        kind, *ends, sending, description=f"{edge.kind}: {edge.score:.0%} of the text", extensions=how
    )


# --- answers ---------------------------------------------------------------------------------


def _answer(one: Said, sending: Sending) -> Iterator[Object]:
    given = [_given(one, sending)] if one.claim is None else [
        _origin(origin, one.statements, _as_told(one), sending)
        for origin in one.claim.origins.list
        if any(_holds(s, span.report_id, span.start, span.end) for s in one.statements for span in origin.spans)
    ]  # fmt: skip
    if one.evidence:
        given = [_seen(one, sending)]
    elif one.hidden:
        given = [*given, {"name": "an origin that is not told", "named": False, "tokens": list(one.hidden)}]
    made = extended(kind="answer", stance=one.stance, origins=[each for each in given if each])
    at = moment(one.at, sending.at)
    if one.evidence and one.stance == "confirm":
        pages = [part for report in one.evidence for part in _capture(report, sending)]
        yield from pages
        data = sorted(each["id"] for each in pages if each["type"] == "observed-data")
        yield _object(
            "sighting", sending.id("sighting", one.object_id), at, **_ours(sending), sighting_of_ref=one.object_id,
            where_sighted_refs=[sending.desk], observed_data_refs=data, count=len(data), summary=False,
            description=one.why, extensions=made,
        )  # fmt: skip
        return
    opinion = {("confirm", False): "agree", ("dispute", False): "disagree"}
    value = opinion.get(
        (one.stance, bool(one.evidence)), "strongly-agree" if one.stance == "confirm" else "strongly-disagree"
    )
    yield _object(
        "opinion", sending.id("opinion", one.object_id), at, **_ours(sending), opinion=value, explanation=one.why,
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
            "relays": _relays(one.statements, one.reports), "tokens": _tokens(source, one.statements, one.reports, sending)}  # fmt: skip


def _seen(one: Said, sending: Sending) -> Object:
    """The desk itself as an origin: it saw, and names the reports in which it did."""
    desk = Source(sending.desk, sending.name, "outlet", (sending.name,))
    return {"name": sending.name, "kind": "outlet", "named": True, "seen": True,
            "tokens": _tokens(desk, (), one.evidence, sending)}  # fmt: skip


def _as_told(one: Said) -> Told:
    return Told(Story("", ()), one.reports, (), (), (), (), (), (), (), one.statements, one.sources)
