"""From voices to origins: copies and relays followed, what joins two origins drawn, two counts taken.

The graph is small: one node a source that can be an origin of this claim, one join a stated reason why
two of them are not independent. ``docs/counting.md`` tells the same with examples.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ...model import Claim, Edge, Evidence, Origin, Origins, Reason
from ...text import listed
from . import because
from .expecting import expected
from .ground import Grounds
from .partners import echoed
from .voices import Voice, jointly, voices

_NEARBY = 200  # characters between a claim and the sentence that says what its origin rests on


@dataclass(frozen=True, slots=True)
class Join:
    """Why two sources are one origin, or one rests on the other."""

    left: str
    right: str
    kind: str  # owner, basis, work, circle, decision
    spans: tuple[Evidence, ...] = ()
    how: str = ""  # where the words for it are others than those of its kind


@dataclass(frozen=True, slots=True)
class Traced:
    """Where a claim comes from: its voices, those that count, the joins, and both counts."""

    voices: tuple[Voice, ...]
    spoken: tuple[Voice, ...]  # without copies and relays
    counted: tuple[Voice, ...]
    joins: tuple[Join, ...]
    component: dict[str, int]
    resting: frozenset[str]  # sources that rest on an unnamed one
    unnamed: frozenset[str]
    expected: int  # of the components shown, those that expect it and do not say that it is so
    origins: Origins
    reasons: tuple[Reason, ...]

    def called(self, origin: str, grounds: Grounds) -> str:
        """What an origin is called."""
        return _called(origin, self.voices, grounds)


def trace(claim: Claim, grounds: Grounds, as_of: str | None = None) -> Traced:
    """Every voice of a claim followed to its origin, and the origins counted shown and possible."""
    known: dict[Claim, Traced] = grounds.traced.setdefault((claim.id, as_of), {})
    if claim not in known:
        known.clear()
        known[claim] = _trace(claim, grounds, as_of)
    return known[claim]


def _trace(claim: Claim, grounds: Grounds, as_of: str | None) -> Traced:
    heard = voices(claim, grounds, as_of)
    kept, copied, carried = _without_copies(heard, grounds)
    kept, relayed, circles = _without_relays(kept, carried, grounds)
    spoken = tuple(kept)
    kept, left = _without_repeats(kept)
    joins = [j for j in (*_joins(claim, kept, grounds), *circles) if not _independent(j, grounds)]
    nodes = sorted({v.origin for v in kept} | {m for j in circles for m in (j.left, j.right)})
    component = _components(nodes, joins)
    resting = _resting(kept, joins, grounds)
    unnamed = frozenset(v.origin for v in kept if not v.named)
    origins = _counted(nodes, kept, component, resting, unnamed, joins, grounds)
    between = _between(joins, nodes)
    telling = [j for j, lies in zip(joins, between, strict=True) if lies or j.kind in ("basis", "circle")]
    shown = {component[v.origin] for v in kept} & _shown(nodes, component, resting | unnamed)
    so = {component[v.origin] for v in kept if not expected(v.proposition.text)}
    spans = {v.proposition.id: _span(v, grounds) for v in left}
    reasons = (
        *because.counted(origins.list, resting),
        *because.joined(((j.left, j.right, j.how or j.kind, j.spans) for j in telling), grounds),
        *because.unnamed(origins.list, _bases(kept, resting, grounds)),
        *copied,
        *relayed,
        *because.repeats(left, spans, grounds),
    )
    return Traced(
        heard,
        spoken,
        tuple(kept),
        tuple(joins),
        component,
        resting,
        unnamed,
        len(shown - so),
        origins,
        _folded(reasons),
    )


def _folded(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """Each reason once, with the spans of all that give it."""
    found: dict[tuple[str, str], Reason] = {}
    for reason in reasons:
        key = (reason.code, reason.text)
        old = found.get(key)
        spans = tuple(dict.fromkeys((*old.spans, *reason.spans))) if old else reason.spans
        found[key] = Reason(reason.code, reason.text, spans)
    return tuple(found.values())


# --- what is nobody's new origin -------------------------------------------------------------


def _without_copies(
    heard: Sequence[Voice], grounds: Grounds
) -> tuple[list[Voice], list[Reason], dict[str, set[str]]]:
    """Without what a copy says in its own voice, by an unnamed source, or in the very words of its original.

    Also whom the outlets that copy have it from: who cites one of them cites a relay.
    """
    carried: dict[str, set[str]] = {}
    carriers: dict[str, list[Voice]] = {}
    for voice in heard:
        carriers.setdefault(voice.statement.report_id, []).append(voice)
    kept: list[Voice] = []
    reasons: list[Reason] = []
    for voice in heard:
        echo = echoed(voice, grounds)
        if echo:
            reasons.append(Reason("echo", f"{echo}: an echo, which adds nothing", (_span(voice, grounds),)))
            continue
        edge = _copied_from(voice.statement.report_id, carriers, grounds)
        if edge is None or (voice.named and not voice.own and not _verbatim(voice, carriers[edge.right])):
            kept.append(voice)
            continue
        carried.setdefault(voice.publisher, set()).update(v.origin for v in carriers[edge.right])
        text = f"{grounds.name(voice.publisher)} copies another report that carries this ({edge.kind})"
        reasons.append(Reason("copy", text, (_span(voice, grounds),)))
    return (kept, reasons, carried) if kept else (list(heard[:1]), reasons, {})


def _verbatim(voice: Voice, others: Sequence[Voice]) -> bool:
    """True where the original has nine in ten of the words."""
    mine = set(voice.proposition.text.casefold().split())
    return any(
        len(mine & theirs) >= 0.9 * max(len(mine), len(theirs))
        for theirs in (set(other.proposition.text.casefold().split()) for other in others)
    )


def _copied_from(report_id: str, carriers: Mapping[str, object], grounds: Grounds) -> Edge | None:
    """The edge by which a report copies a carrier; of two that copy each other the later one copies."""
    for edge in grounds.copies.get(report_id, ()):
        if edge.left == report_id and edge.right in carriers and edge.right != report_id:
            return edge
    return None


def _without_relays(
    kept: list[Voice], carried: Mapping[str, set[str]], grounds: Grounds
) -> tuple[list[Voice], list[Reason], list[Join]]:
    """Without outlets that another voice, or a copy, shows carrying the claim from someone. Circles are one origin."""
    deeper = {outlet: known for outlet, whom in carried.items() if (known := whom - {outlet})}
    for voice in kept:
        if not voice.own:
            for outlet in (voice.publisher, *voice.relays):
                if outlet != voice.origin:
                    deeper.setdefault(outlet, set()).add(voice.origin)
    witnesses = {v.origin for v in kept if v.own and v.witness}
    in_circle = _circular(deeper)
    stay: list[Voice] = []
    reasons: list[Reason] = []
    for voice in kept:
        relay = voice.origin in deeper and voice.origin not in in_circle and voice.origin not in witnesses
        if relay:
            named = listed(sorted({_called(each, kept, grounds) for each in deeper[voice.origin]}))
            outlet = _called(voice.origin, kept, grounds)
            reasons.append(Reason("relay", f"{outlet} carries this from {named}", (_span(voice, grounds),)))
        else:
            stay.append(voice)
    joins = [Join(a, b, "circle") for a in sorted(in_circle) for b in sorted(deeper[a] & in_circle)]
    return stay or kept[:1], reasons, joins


def _circular(deeper: dict[str, set[str]]) -> set[str]:
    """The sources that only have it from each other. A circle that one of them has it into from outside is none."""
    reach: dict[str, set[str]] = {}
    for start in deeper:
        seen: set[str] = set()
        stack = [start]
        while stack:
            fresh = deeper.get(stack.pop(), set()) - seen
            seen |= fresh
            stack.extend(fresh)
        reach[start] = seen
    return {
        start
        for start, seen in reach.items()
        if start in seen and all(start in reach.get(n, ()) for n in seen)
    }


def _without_repeats(kept: list[Voice]) -> tuple[list[Voice], list[Voice]]:
    """Without an outlet's own voice beside somebody's word, unless it saw for itself (ruling 7), and nobody's word.

    Where nobody is named, the outlet that others cite for it is the origin, else the first that says it in its own
    voice, and the others repeat it. Also the voices that are left out.
    """
    saw = {v.origin for v in kept if v.own and v.witness}
    repeat = {
        v.origin for v in kept if v.own
    } - saw  # being cited for it makes an outlet no more of an origin
    firm = [v for v in kept if (v.witness if v.own else not v.nobody and v.origin not in repeat)]
    cited = [v for v in kept if not v.own and not v.nobody]
    stay = firm or [*cited, *(v for v in kept if v.own), *kept][:1]
    origins = {v.origin for v in stay}
    return stay, [v for v in kept if v not in stay and v.origin not in origins]


# --- what joins two origins ------------------------------------------------------------------


def _joins(claim: Claim, kept: Sequence[Voice], grounds: Grounds) -> list[Join]:
    """Bases told with the claim, owners, and joint work that a report of the same story tells of."""
    nodes = {v.origin for v in kept}
    about = {p.story_id or "" for p in claim.propositions}
    found: dict[tuple[str, str, str], Join] = {}
    for voice in kept:
        for basis in voice.bases:
            if basis != voice.origin:
                join = Join(voice.origin, basis, "basis", (_span(voice, grounds),))
                found.setdefault((join.left, join.right, join.kind), join)
    by_statement: dict[str, Voice] = {}
    for voice in kept:
        first = by_statement.setdefault(voice.statement.id, voice)
        if first.origin != voice.origin and jointly(voice.statement, grounds):
            left, right = sorted((first.origin, voice.origin))
            found.setdefault((left, right, "work"), Join(left, right, "work", (_span(voice, grounds),)))
    waiting = sorted(nodes)
    while waiting:
        node = waiting.pop()
        for edge in grounds.ties.get(node, ()):
            kind = edge.kind or "basis"
            spans = tuple(s for r in edge.reasons for s in r.spans)
            ends = (edge.left, edge.right) if kind == "basis" else sorted((edge.left, edge.right))
            key = (ends[0], ends[1], kind)
            if key in found or not _bears(kind, spans, kept, about, grounds):
                continue
            if kind == "basis" and _nameless(edge.right, grounds):
                continue
            if kind == "work" or edge.left == node:
                found[key] = Join(*key, spans, next((r.code for r in edge.reasons if r.code == "own"), ""))
                other = edge.right if edge.left == node else edge.left
                if kind == "work" and other not in nodes:
                    nodes.add(other)
                    waiting.append(other)
    return [found[key] for key in sorted(found)]


def _independent(join: Join, grounds: Grounds) -> bool:
    """True where a person says that the two ends of a join are independent."""
    if not grounds.independent:
        return False
    pairs = ({grounds.body(grounds.who(end, "")) for end in pair} for pair in grounds.independent)
    return {join.left, join.right} in pairs


def _bears(
    kind: str, spans: Sequence[Evidence], kept: Sequence[Voice], about: set[str], grounds: Grounds
) -> bool:
    """True where a tie between sources bears on a claim: owners always, joint work in its story, a basis nearby."""
    if kind == "owner" or not spans:
        return True
    if kind == "work":
        return any(about & grounds.stories.get(span.report_id, frozenset()) for span in spans)
    return any(_near(span, voice, grounds) for span in spans for voice in kept)


def _near(span: Evidence, voice: Voice, grounds: Grounds) -> bool:
    """In the same report, in the same sentence or the next, and not what another statement says of itself alone."""
    at = voice.proposition
    if span.report_id != at.report_id or not (
        span.start < at.end + _NEARBY and at.start < span.end + _NEARBY
    ):
        return False
    if span.start < at.end and at.start < span.end:
        return True
    inside = (
        s for s in grounds.said_in.get(span.report_id, ()) if span.start <= s.start and s.end <= span.end
    )
    return not any(
        link.role == "basis" and _claims(s.id, grounds) for s in inside for link in s.attribution.chain
    )


def _claims(statement_id: str, grounds: Grounds) -> bool:
    """True for a statement that stands in a claim, and not only says from whom another is."""
    return any(key in grounds.claim_of for key in (statement_id, *(f"{statement_id}/{n}" for n in (1, 2, 3))))


def _nameless(ident: str, grounds: Grounds) -> bool:
    source = grounds.sources.get(ident.split("@")[0])
    return ident.startswith("unnamed") or (source is not None and not source.named)


def _between(joins: Sequence[Join], nodes: Sequence[str]) -> list[bool]:
    """For each join whether it lies between two origins of the claim, if through a third."""
    ends = _components({*nodes, *(e for j in joins for e in (j.left, j.right))}, joins)
    origins = Counter(ends[node] for node in set(nodes))
    return [origins[ends[join.left]] > 1 for join in joins]


def _components(nodes: Iterable[str], joins: Iterable[Join]) -> dict[str, int]:
    """Each node's component by number; sources that only join others (an owner) take part and are dropped."""
    parent: dict[str, str] = {}

    def root(node: str) -> str:
        parent.setdefault(node, node)
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for join in joins:
        parent[max(root(join.left), root(join.right))] = min(root(join.left), root(join.right))
    numbers: dict[str, int] = {}
    return {node: numbers.setdefault(root(node), len(numbers)) for node in sorted(set(nodes))}


def _resting(kept: Sequence[Voice], joins: Sequence[Join], grounds: Grounds) -> frozenset[str]:
    """The origins that rest on an unnamed source or its help, directly or through the one they have it from."""
    resting = {v.origin for v in kept if v.unnamed_bases or _told_to_rest(v, grounds)}
    resting |= {j.left for j in joins if j.kind == "work" and _nameless(j.right, grounds)}
    while True:
        more = {j.left for j in joins if j.kind == "basis" and j.right in resting} - resting
        if not more:
            return frozenset(resting)
        resting |= more


def _told_to_rest(voice: Voice, grounds: Grounds) -> tuple[tuple[str, Evidence], ...]:
    """Who is not named of whom the report says beside the claim that its origin has it from them, and where."""
    return tuple(
        (grounds.name(edge.right), span)
        for edge in grounds.ties.get(voice.origin, ())
        if edge.kind == "basis" and edge.left == voice.origin and _nameless(edge.right, grounds)
        for reason in edge.reasons
        for span in reason.spans
        if _near(span, voice, grounds)
    )


def _counted(
    nodes: Sequence[str],
    kept: Sequence[Voice],
    component: dict[str, int],
    resting: frozenset[str],
    unnamed: frozenset[str],
    joins: Sequence[Join],
    grounds: Grounds,
) -> Origins:
    shown = _shown(nodes, component, resting | unnamed)
    based: dict[str, list[str]] = {}
    for join in joins:
        if join.kind in ("basis", "work"):
            based.setdefault(join.left, []).append(join.right)
    for voice in kept:
        based.setdefault(voice.origin, []).extend(voice.unnamed_bases)
    listed = tuple(
        Origin(
            source_id=node,
            name=_called(node, kept, grounds),
            named=node not in unnamed,
            based_on=tuple(dict.fromkeys(based.get(node, ()))),
            component=component[node],
            spans=tuple(_span(v, grounds) for v in kept if v.origin == node),
        )
        for node in nodes
    )
    return Origins(max(1, len(shown)), max(1, len(set(component.values()))), listed)


def _shown(nodes: Sequence[str], component: Mapping[str, int], leaning: frozenset[str]) -> set[int]:
    """The components that hold an origin which is named and does not rest on somebody who is not."""
    return {component[n] for n in nodes if n not in leaning}


def _called(node: str, kept: Sequence[Voice], grounds: Grounds) -> str:
    """A source by its name; one left unnamed as its report calls it."""
    if node in grounds.sources or not node.startswith("unnamed"):
        return grounds.name(node)
    for voice in kept:
        if voice.origin == node:
            return voice.statement.attribution.speaker.name
    return grounds.name(node.split("@")[0])


# --- saying so -------------------------------------------------------------------------------


def _bases(
    kept: Sequence[Voice], resting: frozenset[str], grounds: Grounds
) -> dict[str, list[tuple[str, Evidence]]]:
    """The unnamed sources that each origin rests on, as their reports call them, and where that is written."""
    found: dict[str, list[tuple[str, Evidence]]] = {}
    for voice in kept:
        if voice.origin not in resting:
            continue
        chain = voice.statement.attribution.chain
        own = (
            [link.name for link in chain if link.role == "basis" and not link.named]
            if voice.unnamed_bases
            else []
        )
        told = found.setdefault(voice.origin, [])
        told += [(name, _span(voice, grounds)) for name in own]
        told += [(name, span) for name, span in _told_to_rest(voice, grounds) if name not in own]
    return {origin: told for origin, told in found.items() if told}


def _span(voice: Voice, grounds: Grounds) -> Evidence:
    return grounds.evidence(voice.statement.id, voice.proposition.start, voice.proposition.end)
