"""What changed between two looks at the same stories."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...model import Assessment, FigureValue, Reason, Told
from .timeline import evidence


def changes(before: Sequence[Told], after: Sequence[Told]) -> tuple[Reason, ...]:
    """New, raised, moved, disputed and withdrawn claims and figures, each with its spans."""
    old = {claim.claim.id: claim for told in before for claim in told.claims}
    known = {told.story.id for told in before}
    seen: set[str] = set()
    found: list[Reason] = []
    for told in after:
        if told.story.id not in known:
            found.append(
                Reason(
                    "new_story",
                    f"New story: {told.story.title}",
                    told.lines[0].citations if told.lines else (),
                )
            )
        for claim in told.claims:
            if claim.claim.id not in seen:
                seen.add(claim.claim.id)
                found += _claim(old.get(claim.claim.id), claim, told)
        found += _figures(before, told)
    return tuple(found)


def _claim(old: Assessment | None, new: Assessment, told: Told) -> Iterator[Reason]:
    statements = {s.id: s for s in told.statements}
    spans = tuple(evidence(statements[key]) for key in new.claim.statements if key in statements)
    said = f"“{new.claim.text}”"
    if old is None:
        yield Reason("new", f"New: {said} ({new.status}).", spans)
        return
    fresh = set(new.claim.statements) - set(old.claim.statements)
    spans = (
        tuple(evidence(statements[key]) for key in new.claim.statements if key in fresh & set(statements))
        or spans
    )
    if new.status != old.status:
        code = {"disputed": "disputed", "retracted": "withdrawn"}.get(new.status, "raised")
        yield Reason(code, f"{said} was {old.status}, is now {new.status}.", spans)
    if new.origins.shown > old.origins.shown:
        yield Reason(
            "origin_added",
            f"{said} gained an independent origin: {old.origins.shown} → {new.origins.shown}.",
            spans,
        )
    elif set(new.claim.reports) - set(old.claim.reports):
        yield Reason(
            "nothing_independent",
            f"{said} is carried by more reports, but by no new independent origin.",
            spans,
        )


def _figures(before: Sequence[Told], told: Told) -> Iterator[Reason]:
    """A later figure by an origin that gave another one before."""
    old: dict[tuple[str | None, str | None, str], list[FigureValue]] = {}
    for each in before:
        for group in each.figures if each.story.id == told.story.id else ():
            for value in group.values:
                old.setdefault((group.measure, group.place, value.source_id), []).append(value)
    for group in told.figures:
        for value in group.values:
            given = old.get((group.measure, group.place, value.source_id), [])
            stood = {(was.figure.low, was.figure.high) for was in given}
            if given and (value.figure.low, value.figure.high) not in stood and not value.retracted:
                was = given[-1]
                text = f"{value.origin}: {group.measure} moved from “{was.figure.text}” to “{value.figure.text}”."
                yield Reason("moved", text, (*was.spans, *value.spans))
