"""Statements -> claims: who says the same thing. Typed slots decide; likeness of words only proposes.

Candidates come from keys, never from all pairs; groups are joined by average likeness, so that a chain of
small resemblances makes no claim; every step is in a fixed order, so that order of arrival changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from ...model import Claim, Dissection, Edge, Evidence, Proposition, Reason, Source, Statement, Story
from ...text import digest
from .likeness import Likeness, likeness
from .slots import Slots, propositions, slots

RULE = "rule:claims/1"
ENOUGH = 0.5  # the average likeness at which two groups are one claim
_KEYS = 6  # how many of its heaviest features a proposition is looked up by
_CROWD = 24  # past this many under one key, each is compared with its neighbours only


def claims(
    statements: Iterable[Statement],
    dissections: Iterable[Dissection],
    stories: Iterable[Story] = (),
    edges: Iterable[Edge] = (),
    sources: Iterable[Source] = (),
) -> tuple[tuple[Edge, ...], tuple[Claim, ...]]:
    """The edges between propositions (same_as, updates, contradicts, retracts, refines) and the claims.

    ``edges`` are those of copies and sources. A statement with two figures may stand in two claims.
    """
    said = {s.id: s for s in statements if s.kind == "assertion"}
    taken = {d.report.id: d for d in dissections}
    known = tuple(edges)
    canon = _canonical(known)
    nodes = _nodes(said, taken, canon, stories)
    copies = {
        frozenset((e.left, e.right)) for e in known if e.relation == "copy_of" and e.retracted_at is None
    }
    pairs = _scored(nodes, copies)
    groups = _groups(nodes, pairs)
    made = tuple(_claim([nodes[i] for i in group], said) for group in groups)
    same = _same_edges(nodes, groups, pairs, taken)
    return same, tuple(sorted(made, key=lambda c: c.id))


def _canonical(edges: Iterable[Edge]) -> dict[str, str]:
    to = {e.left: e.right for e in edges if e.relation == "alias_of" and e.retracted_at is None}
    found = {}
    for key in to:
        at, seen = key, {key}
        while at in to and to[at] not in seen:
            at = to[at]
            seen.add(at)
        found[key] = at
    return found


def _nodes(
    said: Mapping[str, Statement],
    taken: Mapping[str, Dissection],
    canon: Mapping[str, str],
    stories: Iterable[Story],
) -> list[Slots]:
    found = []
    for ident in sorted(said):
        statement = said[ident]
        chain = statement.attribution.chain
        last = next((link for link in reversed(chain) if link.role != "basis"), None)
        origin = canon.get(last.source_id, last.source_id) if last else ""
        dissection = taken.get(statement.report_id)
        at = (dissection.report.published_at or "") if dissection else ""
        for proposition in propositions(statement):
            found.append(slots(proposition, statement, origin, bool(last and last.named), at))
    return found


# --- which may be the same -------------------------------------------------------------------


def _scored(nodes: Sequence[Slots], copies: set[frozenset[str]]) -> dict[tuple[int, int], Likeness]:
    """Every candidate pair with its likeness, those that can be the same only."""
    posted: dict[tuple[str, ...], list[int]] = {}
    for index, node in enumerate(nodes):
        for key in _keys(node):
            posted.setdefault(key, []).append(index)
    pairs: dict[tuple[int, int], Likeness] = {}
    for _, members in sorted(posted.items()):
        for a, b in _neighbours(members):
            if (a, b) not in pairs:
                copied = frozenset((nodes[a].proposition.report_id, nodes[b].proposition.report_id)) in copies
                pairs[(a, b)] = likeness(nodes[a], nodes[b], copied)
    return {pair: found for pair, found in pairs.items() if not found.veto}


def _neighbours(members: Sequence[int]) -> Iterable[tuple[int, int]]:
    if len(members) <= _CROWD:
        return combinations(members, 2)
    near = [(a, b) for at, a in enumerate(members) for b in members[at + 1 : at + 4]]
    return [*near, *((members[0], b) for b in members[4:])]


def _keys(node: Slots) -> Iterable[tuple[str, ...]]:
    heavy = sorted(node.weights, key=lambda w: (-node.weights[w], w))[:_KEYS]
    yield from combinations(sorted(heavy), 2)
    for clock in node.clocks:
        yield ("clock", clock)
    if node.figure is not None:
        yield (
            "figure",
            node.figure.measure or node.figure.counts or "",
            f"{node.figure.low}-{node.figure.high}",
        )
    if node.named and not node.own:
        for word in heavy:
            yield ("said", node.origin, word)


# --- which are ---------------------------------------------------------------------------------


def _groups(nodes: Sequence[Slots], pairs: Mapping[tuple[int, int], Likeness]) -> list[list[int]]:
    """Average linkage over the scored pairs, the likest first; a veto between any two keeps groups apart."""
    of = list(range(len(nodes)))
    members: dict[int, list[int]] = {index: [index] for index in of}
    for (a, b), found in sorted(pairs.items(), key=lambda item: (-item[1].score, item[0])):
        if found.score < ENOUGH:
            break
        left, right = of[a], of[b]
        if left == right:
            continue
        if _average(members[left], members[right], pairs, nodes) < ENOUGH * 0.8:
            continue
        low, high = min(left, right), max(left, right)
        for index in members[high]:
            of[index] = low
        members[low] = sorted(members[low] + members.pop(high))
    return [members[key] for key in sorted(members)]


def _average(
    left: Sequence[int],
    right: Sequence[int],
    pairs: Mapping[tuple[int, int], Likeness],
    nodes: Sequence[Slots],
) -> float:
    """The mean likeness of members of two groups; at most five of each stand for it."""
    total, count = 0.0, 0
    for a in left[:5]:
        for b in right[:5]:
            found = pairs.get((min(a, b), max(a, b))) or likeness(nodes[min(a, b)], nodes[max(a, b)], False)
            if found.veto:
                return 0.0
            total, count = total + found.score, count + 1
    return total / count if count else 0.0


def _claim(members: Sequence[Slots], said: Mapping[str, Statement]) -> Claim:
    parts = sorted((m.proposition for m in members), key=lambda p: p.id)
    head = min(members, key=lambda m: (m.own, m.at or "~", len(m.proposition.text), m.id)).proposition
    return Claim(
        id="c" + digest(*[min(p.id for p in parts)]),
        text=head.text,
        kind=_kind(members, said),
        statements=tuple(dict.fromkeys(p.statement_id for p in parts)),
        reports=tuple(sorted({p.report_id for p in parts})),
        propositions=tuple(parts),
    )


def _kind(members: Sequence[Slots], said: Mapping[str, Statement]) -> str:
    if any(m.proposition.polarity == "denied" for m in members):
        return "denial"
    if any(m.figure is not None and not m.figure.nominal for m in members):
        return "figure"
    if all(said[m.proposition.statement_id].attribution.direct for m in members):
        return "quote"
    return "event"


def _same_edges(
    nodes: Sequence[Slots],
    groups: Sequence[Sequence[int]],
    pairs: Mapping[tuple[int, int], Likeness],
    taken: Mapping[str, Dissection],
) -> tuple[Edge, ...]:
    """One same_as edge from each member of a claim to the one that it is likest, with the reason."""
    found = []
    for group in groups:
        for b in group[1:]:
            near = [(pairs[p].score, -a, a) for a in group if a < b and (p := (a, b)) in pairs]
            a = max(near)[2] if near else group[0]
            how = pairs.get((a, b)) or likeness(nodes[a], nodes[b], False)
            spans = tuple(_quote(nodes[i].proposition, taken) for i in (a, b))
            found.append(Edge(nodes[a].id, nodes[b].id, "same_as", round(how.score, 3), how.code,
                              (Reason(how.code, how.words, spans),), RULE))  # fmt: skip
    return tuple(sorted(found, key=lambda e: (e.left, e.right)))


def _quote(proposition: Proposition, taken: Mapping[str, Dissection]) -> Evidence:
    dissection = taken.get(proposition.report_id)
    text = dissection.report.text[proposition.start : proposition.end] if dissection else proposition.text
    return Evidence(proposition.report_id, proposition.start, proposition.end, text)
