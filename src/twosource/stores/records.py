"""What each source did: a fold over the told stories."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ..model import Assessment, Record, Source, Statement, Told


def records(stories: Iterable[Told]) -> tuple[Record, ...]:
    """Every source that publishes, speaks, is spoken of in a chain, or is a claim's origin, by id."""
    stories = tuple(stories)
    first = _first(stories)
    sources: dict[str, Source] = {}
    published: dict[str, set[str]] = {}
    speaks: dict[str, set[str]] = {}
    inside: dict[str, set[str]] = {}
    claims: dict[str, Assessment] = {}
    for told in stories:
        for source in told.sources:
            sources[source.source_id] = _joined(sources.get(source.source_id), source)
            inside.setdefault(source.source_id, set()).add(told.story.id)
        claims |= {assessment.claim.id: assessment for assessment in told.claims}
        for origin in (origin for assessment in told.claims for origin in assessment.origins.list):
            # An unnamed origin, or one by a name that stands in no chain.
            known = Source(origin.source_id, origin.name, named=origin.named)
            sources.setdefault(origin.source_id, known)
            inside.setdefault(origin.source_id, set()).add(told.story.id)
        for statement in told.statements:
            for link in statement.attribution.chain:
                by_role = published if link.role == "publisher" else speaks
                by_role.setdefault(link.source_id, set()).add(statement.report_id)
    stands, alone = _origins(claims.values())
    return tuple(
        Record(
            source,
            len(published.get(name, ())),
            len(speaks.get(name, ())),
            len(inside[name]),
            dict(sorted(stands.get(name, Counter()).items())),
            alone[name],
            first[name],
        )
        for name, source in sorted(sources.items())
    )


def summed(parts: Sequence[Record]) -> Record:
    """The record of one source from what it did in several sets."""
    source, claims = parts[0].source, Counter(parts[0].claims)
    for part in parts[1:]:
        source = _joined(source, part.source)
        claims.update(part.claims)
    return Record(
        source,
        sum(part.published for part in parts),
        sum(part.speaks_in for part in parts),
        sum(part.stories for part in parts),
        dict(sorted(claims.items())),
        sum(part.alone for part in parts),
        sum(part.first for part in parts),
    )


def _origins(claims: Iterable[Assessment]) -> tuple[dict[str, Counter[str]], Counter[str]]:
    """For each source its claims by status, and how many of them rest on it alone."""
    stands: dict[str, Counter[str]] = {}
    alone: Counter[str] = Counter()
    for assessment in claims:
        names = {origin.source_id for origin in assessment.origins.list}
        for name in names:
            stands.setdefault(name, Counter())[assessment.status] += 1
            alone[name] += len(names) == 1
    return stands, alone


def _first(stories: Iterable[Told]) -> Counter[str]:
    """For each publisher the claims of several reports that nobody published earlier; a tie is nobody's."""
    dates: dict[str, str] = {}
    statements: dict[str, Statement] = {}
    claims: dict[str, Assessment] = {}
    for told in stories:
        dates |= {report.id: report.published_at for report in told.reports if report.published_at}
        statements |= {one.id: one for one in told.statements}
        claims |= {one.claim.id: one for one in told.claims if len(one.claim.reports) > 1}
    found: Counter[str] = Counter()
    for assessment in claims.values():
        carried = [statements[name] for name in assessment.claim.statements if name in statements]
        dated = [
            (dates[one.report_id], one.attribution.chain[0]) for one in carried if one.report_id in dates
        ]
        earliest = min((at for at, _ in dated), default="")
        publishers = {link.source_id for at, link in dated if at == earliest and link.role == "publisher"}
        found.update(publishers if len(publishers) == 1 else ())
    return found


def _joined(known: Source | None, source: Source) -> Source:
    """One source as two stories know it."""
    if known is None:
        return source
    return replace(
        known,
        kind=known.kind if known.kind != "unknown" else source.kind,
        aliases=tuple(sorted({*known.aliases, *source.aliases})),
        role=known.role or source.role,
        speaks_for=known.speaks_for or source.speaks_for,
        owner=known.owner or source.owner,
    )
