"""Claim -> Assessment: origins counted, contradictions and withdrawals weighed, the rules applied, reasons given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ...model import Assessment, Claim, Edge, Evidence, Figure, Proposition, Reason, Relation
from . import rules
from .agreement import relate
from .given import Given, at_one_time, between, given
from .ground import Grounds, moment
from .origins import Traced, trace
from .partners import partners
from .rivals import stated
from .setting import Setting
from .voices import Voice

# A person's decision on a claim, by the relation of its edge: the reason's code and its words.
_DECIDED: Mapping[str, tuple[str, str]] = {
    "confirms": ("signature", "confirmed"),
    "disputes": ("dispute", "disputed"),
}


def assess(claim: Claim, grounds: Grounds, as_of: str | None = None) -> Assessment:
    """What we think of a claim now, or at ``as_of``; reasons in order of weight, each with its spans."""
    traced = trace(claim, grounds, as_of)
    gone, withdrawals = _withdrawn(traced, grounds, as_of)
    against = (
        () if gone else (*_against(claim, traced, grounds, as_of), *_figures(claim, traced, grounds, as_of))
    )
    signatures = _decided(claim, grounds, "confirms", as_of)
    disputes = _decided(claim, grounds, "disputes", as_of)
    facts = rules.Facts(
        shown=traced.origins.shown,
        possible=traced.origins.possible,
        sources=len(traced.origins.list),
        expected=traced.expected,
        withdrawn=gone,
        contradicted=bool(against or disputes),
        signed=bool(signatures),
    )
    rule = rules.status(facts)
    grade = rules.credibility(facts, rule.status)
    verdict = Reason(
        "status",
        f"{rule.status}: {rule.when}; shown {facts.shown}, possible {facts.possible}; "
        f"credibility {grade.credibility} ({grade.means})",
        tuple(s for o in traced.origins.list for s in o.spans[:1]),
    )
    answers = partners(traced.voices, traced.spoken, grounds)
    reasons = (
        verdict,
        *withdrawals,
        *disputes,
        *against,
        *signatures,
        *traced.reasons,
        *answers,
    )
    return Assessment(claim, rule.status, grade.credibility, traced.origins, reasons)


def withdrawn(claim: Claim, grounds: Grounds) -> bool:
    """True where no origin of the claim is left that stands by it."""
    return _withdrawn(trace(claim, grounds, None), grounds, None)[0]


def _withdrawn(traced: Traced, grounds: Grounds, as_of: str | None) -> tuple[bool, list[Reason]]:
    """Whether every component has withdrawn, and the withdrawals. What rests on a withdrawn origin falls too."""
    fallen: set[str] = set()
    taken_back: dict[str, list[Voice]] = {}  # by origin, what it said and withdrew
    reasons: list[Reason] = []
    for voice in traced.voices:
        for edge in grounds.relations.get(voice.proposition.id, ()):
            if (
                edge.relation == "retracts"
                and edge.right == voice.proposition.id
                and _known(edge, grounds, as_of)
            ):
                fallen.add(voice.origin)
                taken_back.setdefault(voice.origin, []).append(voice)
                reasons.append(Reason("withdrawal", _how(edge, voice, traced, grounds), _spans(edge)))
    if not fallen:
        return False, []
    while True:
        more = {
            j.left for j in traced.joins if j.kind == "basis" and j.right in fallen and j.left not in fallen
        }
        more |= _let_down(traced, fallen, taken_back)
        if not more:
            break
        fallen |= more
    unique = {reason.text: reason for reason in reasons}
    return {o.source_id for o in traced.origins.list} <= fallen, list(unique.values())


def _how(edge: Edge, voice: Voice, traced: Traced, grounds: Grounds) -> str:
    """Who withdrew it, in words: its origin, or the outlet that had it from that origin."""
    name = grounds.name(voice.origin)
    if edge.kind == "rests":
        return f"{name} had it from a source that withdrew it"
    taker = grounds.statements.get(edge.left)
    last = (
        next((link for link in reversed(taker.attribution.chain) if link.role != "basis"), None)
        if taker
        else None
    )
    key = grounds.who(last.source_id, taker.report_id) if taker and last else voice.origin
    if key in {v.publisher for v in traced.voices} and grounds.body(key) != voice.origin:
        return f"{grounds.name(key)} withdrew what it had from {name}"
    return f"{name} withdrew it"


def _let_down(traced: Traced, fallen: set[str], taken_back: Mapping[str, Sequence[Voice]]) -> set[str]:
    """The origins that are known only through those who took back what they had printed of them.

    Who has told it again elsewhere, and not before (a paper, a partner's new note), stands by that.
    """
    through: dict[str, list[bool]] = {}
    for voice in traced.spoken:
        carriers = ({voice.publisher, *voice.relays} - {voice.origin}) & fallen
        gone = any(
            each not in taken_back
            or any(
                old.statement.report_id == voice.statement.report_id or voice.at < old.at
                for old in taken_back[each]
            )
            for each in carriers
        )
        through.setdefault(voice.origin, []).append(gone)
    return {origin for origin, each in through.items() if all(each)} - fallen


def _against(claim: Claim, traced: Traced, grounds: Grounds, as_of: str | None) -> tuple[Reason, ...]:
    """The live claims of other origins that contradict this one, each as a reason."""
    mine = {o.source_id for o in traced.origins.list}
    other: dict[str, tuple[Edge, Claim]] = {}
    for proposition in claim.propositions:
        for edge in grounds.relations.get(proposition.id, ()):
            if edge.relation != "contradicts" or not _known(edge, grounds, as_of):
                continue
            far = grounds.claim_of.get(edge.right if edge.left == proposition.id else edge.left)
            if far is not None and far != claim.id:
                other.setdefault(far, (edge, grounds.claims[far]))
    found = []
    for _, (edge, opponent) in sorted(other.items()):
        against = trace(opponent, grounds, as_of)
        others = {o.source_id for o in against.origins.list}
        if not against.voices or others <= mine or _withdrawn(against, grounds, as_of)[0]:
            continue
        names = ", ".join(o.name for o in against.origins.list)
        found.append(Reason("contradiction", f"{names}: {opponent.text}", _spans(edge)))
    return tuple(found)


def _figures(claim: Claim, traced: Traced, grounds: Grounds, as_of: str | None) -> tuple[Reason, ...]:
    """Exact figures of other origins, of one time and still stood by, that cannot hold beside this one's (ruling 4)."""
    mine = _stated(claim, traced, grounds)
    if not mine:
        return ()
    past = _superseded(claim, traced, grounds, as_of)
    live = []
    for other_id in grounds.rivals.get(claim.id, ()):
        other = grounds.claims[other_id]
        against = trace(other, grounds, as_of)
        theirs = _stated(other, against, grounds)
        if theirs and not _withdrawn(against, grounds, as_of)[0]:
            live.append((other, against, theirs))
    series = [*mine, *(each for _, _, theirs in live for each in theirs)]
    ours = {o.source_id for o in traced.origins.list}
    found = []
    for other, against, theirs in live:
        if {o.source_id for o in against.origins.list} <= ours:
            continue
        over = past or _superseded(other, against, grounds, as_of)
        now = [(a, b) for a in mine for b in theirs if at_one_time(a, b)]
        pairs = [(a, b, between(a, b, grounds, series)) for a, b in now]
        clashes = (_clash(a.figure, b.figure, setting, over) for a, b, setting in pairs)
        why = next(filter(None, clashes), None)
        if why is not None:
            spans = (*_lead(traced), *_lead(against))
            names = ", ".join(o.name for o in against.origins.list)
            found.append(Reason("figure_conflict", f"{names}: {other.text}. {why}", spans))
    return tuple(found)


def _clash(a: Figure, b: Figure, setting: Setting, over: bool) -> str | None:
    """Why two figures cannot both hold. One that its origin replaced clashes only where the later shows it."""
    relation, why = relate(a, b, setting)
    if relation != "conflict":
        return None
    if over and relate(a, b, replace(setting, caps=(None, None)))[0] == "conflict":
        return None
    return why


def _stated(claim: Claim, traced: Traced, grounds: Grounds) -> list[Given]:
    """The exact figure of a claim, once for each origin that gave it."""
    told: dict[str, list[tuple[Proposition, Figure]]] = {}
    by = {v.proposition.id: v.origin for v in traced.counted}
    for proposition, figure in stated(claim, grounds.statements):
        if proposition.id in by:
            told.setdefault(by[proposition.id], []).append((proposition, figure))
    return [given(each, origin, grounds) for origin, each in sorted(told.items())]


def _lead(traced: Traced) -> tuple[Evidence, ...]:
    return tuple(s for o in traced.origins.list[:1] for s in o.spans[:1])


def _superseded(claim: Claim, traced: Traced, grounds: Grounds, as_of: str | None) -> bool:
    """True where every origin has given a later figure of the same, told by whichever report."""
    updated = {
        voice.origin
        for voice in traced.voices
        for edge in grounds.relations.get(voice.proposition.id, ())
        if edge.relation == "updates" and edge.right == voice.proposition.id and _known(edge, grounds, as_of)
    }
    return bool(updated) and {o.source_id for o in traced.origins.list} <= updated


def _known(edge: Edge, grounds: Grounds, as_of: str | None) -> bool:
    """True where the later of the two reports an edge joins was out by then."""
    if as_of is None:
        return True
    ends = [grounds.statements.get(end.split("/")[0]) for end in (edge.left, edge.right)]
    times = [moment(grounds.reports[s.report_id]) for s in ends if s is not None]
    return max(times, default="") <= as_of and (edge.made_at or "") <= as_of


def _decided(claim: Claim, grounds: Grounds, relation: Relation, as_of: str | None) -> tuple[Reason, ...]:
    """Who confirmed, or disputed, one of the claim's statements by their own decision."""
    made = {
        (edge.made_by, edge.made_at): edge
        for proposition in claim.propositions
        for edge in grounds.decided(proposition)
        if edge.relation == relation and (as_of is None or (edge.made_at or "") <= as_of)
    }
    code, words = _DECIDED[relation]
    return tuple(
        Reason(code, _worded(f"{words} by {edge.made_by}", edge), _spans(edge))
        for _, edge in sorted(made.items(), key=str)
    )


def _worded(words: str, edge: Edge) -> str:
    """A person's decision with the reason that they gave."""
    why = next((reason.text for reason in edge.reasons if reason.text), "")
    return f"{words}: {why}" if why else words


def _spans(edge: Edge) -> tuple[Evidence, ...]:
    return tuple(span for reason in edge.reasons for span in reason.spans)
