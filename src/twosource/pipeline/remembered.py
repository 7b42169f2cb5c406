"""One claim with its history, and as it stood at a moment: made anew from what its set of reports says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from ..model import Assessment, Claim, Dossier, Edge, Report
from ..ports import Store
from ..stages import judge
from ..text import until
from .analysis import assembled
from .decided import in_force, rated
from .meaning import Afresh
from .plotting import Given, dated_by_people, placed
from .telling import grounded, judged


def dossier(
    store: Store,
    afresh: Afresh,
    key: str,
    claim_id: str,
    at: datetime | None,
    known: Callable[[Report], bool],
) -> Dossier | None:
    """The claim as it stands, or as it stood ``at`` a moment by the reports and decisions known then.

    None where there is no such claim, or was none then.
    """
    found = store.claim(claim_id)
    if found is None:
        return None
    ids = found[0].claim.reports
    homes = store.touched.homes_of(ids)
    readings = store.touched.readings(key, homes) if homes else list(store.readings(key))
    decisions = store.decisions()
    wanted = Given(store.touched.members("story", ids), {claim_id: found[0].claim.members})
    kept, decided, given = placed(
        readings, in_force(decisions, at), wanted, None if at is None else known, decisions
    )
    kept = dated_by_people(kept, decided, afresh.read)
    _, parts, _ = assembled(kept, afresh, decided, given)
    claim = _nearest([one for part in parts for one in part.claims], given.claims[claim_id])
    if claim is None:
        return None
    part = next(part for part in parts if claim in part.claims)
    grounds = grounded(part)
    now = rated(judge.assess(claim, grounds), decided)
    within = [told for told in judged(part, decided) if any(one.claim.id == claim.id for one in told.claims)]
    shown = {one.report_id for one in (grounds.statements[name] for name in claim.statements)}
    return Dossier(
        now,
        tuple(grounds.statements[name] for name in claim.statements),
        tuple(told.story.id for told in within),
        tuple(grounds.reports[name] for name in sorted(shown)),
        tuple(dict.fromkeys(one for told in within for one in told.open if judge.bears(one, claim, grounds))),
        _history(claim, grounds, decided),
        at.isoformat() if at else None,
    )


def _nearest(claims: Sequence[Claim], wanted: Sequence[str]) -> Claim | None:
    """The claim that shares most with these members, or None."""
    members = set(wanted)
    shared = [(len(members & set(one.members)), one.id, one) for one in claims]
    best = max((each for each in shared if each[0]), key=lambda each: (each[0], each[1]), default=None)
    return best[2] if best else None


def _history(
    claim: Claim, grounds: judge.Grounds, decided: Sequence[Edge]
) -> tuple[tuple[str, Assessment], ...]:
    """How the claim stood after each report that carries it and each decision on it, where that changed it."""
    own = {*claim.statements, *claim.members}
    times = {grounds.reports[name].published_at for name in claim.reports}
    times |= {edge.made_at for edge in decided if own & {edge.left, edge.right}}
    told: list[tuple[str, Assessment]] = []
    for at in sorted((each for each in times if each), key=until):
        then = judge.assess(claim, grounds, until(at))
        if not told or _standing(then) != _standing(told[-1][1]):
            told.append((at, then))
    return tuple(told)


def _standing(one: Assessment) -> tuple[str, int, int, int]:
    return one.status, one.credibility, one.origins.shown, one.origins.possible
