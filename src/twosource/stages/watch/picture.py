"""What a watch sees in a story: each thing by a name that lasts, with the state that is compared."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ...model import Assessment, Conflict, Evidence, FigureValue, Report, Seen, Statement, Told, Watch

_WORD = re.compile(r"\w+")
_REAL = ("conflict", "impossible")


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing as it is seen now: what is compared, what it is called, and where it stands in the reports."""

    seen: Seen
    story_id: str
    said: str
    claim_id: str | None = None
    spans: tuple[Evidence, ...] = ()


def picture(watch: Watch, told: Told, names: Mapping[str, str]) -> dict[str, Thing]:
    """Everything in a story that the watch waits for; {} where the story is none of its business.

    ``names`` lead from the ids of merged stories to what they are part of now.
    """
    if watch.story is not None and _now(watch.story, names) != told.story.id:
        return {}
    statements = {one.id: one for one in told.statements}
    claims = [claim for claim in told.claims if _claim_fits(watch, claim, told, statements)]
    found = [_claim(claim, told, statements) for claim in claims]
    found += _figures(watch, told, claims)
    found += _conflicts(watch, told, claims, statements)
    found += [_report(one, told) for one in told.reports if _report_fits(watch, one, told, claims)]
    return {each.seen.thing: each for each in found}


# --- what fits a watch


def _claim_fits(watch: Watch, claim: Assessment, told: Told, statements: Mapping[str, Statement]) -> bool:
    said = [statements[key] for key in claim.claim.statements if key in statements]
    if watch.measure and not any(
        _same(watch.measure, figure.measure) for one in said for figure in one.figures
    ):
        return False
    if watch.source and not _source_fits(watch.source, claim, said, told):
        return False
    if watch.place and not any(_place_fits(watch.place, one) for one in said):
        return False
    text = [claim.claim.text, told.story.title, *(one.text for one in said)]
    return not watch.words or _holds(" ".join(text), watch.words)


def _source_fits(source: str, claim: Assessment, said: Sequence[Statement], told: Told) -> bool:
    named = {name for each in claim.origins.list for name in (each.source_id, each.name)}
    named |= {name for one in said for link in one.attribution.chain for name in (link.source_id, link.name)}
    aliases = {alias for known in told.sources if known.source_id in named for alias in known.aliases}
    return any(_same(source, name) for name in named | aliases)


def _place_fits(place: str, said: Statement) -> bool:
    names = [name for where in said.where for name in (where.text, where.value)]
    names += [name for figure in said.figures for name in (figure.place, figure.place_id)]
    return any(_same(place, name) or (name is not None and _holds(name, place)) for name in names)


def _report_fits(watch: Watch, report: Report, told: Told, claims: Sequence[Assessment]) -> bool:
    if watch.source and _same(watch.source, report.publisher):
        return not (watch.words or watch.place or watch.measure) or any(
            report.id in claim.claim.reports for claim in claims
        )
    if not (watch.words or watch.place or watch.measure or watch.source):
        return True
    return any(report.id in claim.claim.reports for claim in claims)


def _holds(text: str, words: str) -> bool:
    have = set(_WORD.findall(text.casefold()))
    return set(_WORD.findall(words.casefold())) <= have


def _same(wanted: str, name: str | None) -> bool:
    return name is not None and wanted.casefold().strip() == name.casefold().strip()


def _now(name: str, names: Mapping[str, str]) -> str:
    for _ in range(len(names)):
        if name not in names:
            break
        name = names[name]
    return name


# --- things


def _claim(claim: Assessment, told: Told, statements: Mapping[str, Statement]) -> Thing:
    state = {
        "status": claim.status,
        "shown": claim.origins.shown,
        "possible": claim.origins.possible,
        "reports": sorted(claim.claim.reports),
        "statements": sorted(claim.claim.statements),
    }
    spans = (statements[key] for key in claim.claim.statements if key in statements)
    return Thing(
        Seen(f"claim {claim.claim.id}", state),
        told.story.id,
        claim.claim.text,
        claim.claim.id,
        tuple(Evidence(one.report_id, one.start, one.end, one.text) for one in spans),
    )


def _figures(watch: Watch, told: Told, claims: Sequence[Assessment]) -> Iterator[Thing]:
    """The values that each origin gives for one measure of one thing."""
    ids = {claim.claim.id for claim in claims}
    open_to_all = not (watch.words or watch.place or watch.source)
    for group in told.figures:
        if watch.measure and not _same(watch.measure, group.measure):
            continue
        by_source: dict[str, list[FigureValue]] = {}
        for value in group.values:
            if open_to_all or value.claim_id in ids:
                by_source.setdefault(value.source_id, []).append(value)
        for source_id, values in by_source.items():
            name = f"figure {told.story.id} {group.measure} {group.counts} {group.place} {source_id}"
            state = {
                "values": {_written(value): value.figure.text for value in values if not value.retracted}
            }
            what = f"{values[0].origin}, {group.measure} {group.counts}".strip()
            spans = tuple(span for value in values for span in value.spans)
            yield Thing(Seen(name, state), told.story.id, what, values[-1].claim_id, spans)


def _written(value: FigureValue) -> str:
    figure = value.figure
    return f"{figure.low}..{figure.high}{' approximately' if figure.bound == 'approximate' else ''}"


def _conflicts(
    watch: Watch, told: Told, claims: Sequence[Assessment], statements: Mapping[str, Statement]
) -> Iterator[Thing]:
    ids = {claim.claim.id for claim in claims}
    watched = [statements[key] for claim in claims for key in claim.claim.statements if key in statements]
    open_to_all = not (watch.words or watch.place or watch.source or watch.measure)
    for conflict in told.conflicts:
        if conflict.relation not in _REAL:
            continue
        sides = sorted(str(side.get("claim_id") or _side(side)) for side in conflict.sides)
        if open_to_all or ids & set(sides) or _touches(conflict, watched):
            name = f"conflict {conflict.kind} {' | '.join(sides) if sides else conflict.what}"
            claim = next((side for side in sides if side in ids), None)
            yield Thing(
                Seen(name, {"relation": conflict.relation}),
                told.story.id,
                conflict.what,
                claim,
                conflict.spans,
            )


def _side(side: Mapping[str, object]) -> str:
    return f"{side.get('origin')} {side.get('low')} {side.get('high')} {side.get('text')}"


def _touches(conflict: Conflict, watched: Sequence[Statement]) -> bool:
    return any(
        span.report_id == one.report_id and span.start < one.end and one.start < span.end
        for span in conflict.spans
        for one in watched
    )


def _report(report: Report, told: Told) -> Thing:
    who, title = report.publisher or report.path.rsplit("/", 1)[-1], report.title or told.story.title
    start = next((one for one in told.statements if one.report_id == report.id), None)
    spans = (Evidence(start.report_id, start.start, start.end, start.text),) if start else ()
    return Thing(Seen(f"report {report.id}", {}), told.story.id, f"{who}: {title}", None, spans)
