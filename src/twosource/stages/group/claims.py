"""Statements -> claims: who says the same thing. Typed slots decide; likeness of words only proposes.

Candidates come from keys, never from all pairs; groups are joined by average likeness, so that a chain of
small resemblances makes no claim; every step is in a fixed order, so that order of arrival changes nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from ...model import Claim, Dissection, Edge, Proposition, Reason, Source, Statement, Story
from ...text import digest
from ...text.sought import Sought
from ..linkage import by_people
from .about import Stories, stories_of
from .decided import on_claims
from .opposing.denials import denials
from .propositions import propositions
from .relations import IN_COMMON, quote, relations
from .same.bare import bare, lent
from .same.candidates import candidates
from .same.joining import Pair, joined
from .same.likeness import CONTRARY, Likeness, likeness, veto, weighed
from .same.worth import answering, standing, worthy
from .scene import Scene
from .slots import Slots, slots

RULE = "rule:claims/1"

_SAME = re.compile(
    r"\bthe same (?:thing|number|figure|account|story|version|count|words?|tale)\b|\blikewise\b|\bechoed\b|\bbore (?:this|that|it) out\b"
    r"|\bbacked (?:this|that|it|him|her|them) up\b|\bconfirmed (?:this|that|it|as much)\b|\bagreed\b[^.]{0,20}$",
    re.IGNORECASE,
)
# What an outlet thinks of the news is nobody's claim.
_COMMENT = Sought(
    r"\b(?:highlight|underscore|underline|underlin)(?:s|ed|ing)?\b|\brais(?:es?|ed|ing) (?:\w+ )?(?:questions|concerns|the stakes)\b"
    r"|\bremains? to be seen\b|\b(?:turning point|pivotal moment|sea change|dramatic escalation|wake-up call|game[- ]changer)\b"
    r"|\b(?:implications|ramifications) of\b|\bcould (?:mark|prove|signal|have)\b|\bas the situation\b|\bstakeholders\b|\bin conclusion\b"
    r"|\bserves? as a reminder\b|\b(?:is|are) significant because\b|\blends? (?:\w+ )?credib|\bonly time will tell\b"
    r"|\b(?:broader|wider|complex) (?:\w+ )?(?:dynamics|context|implications|picture|conflict|war)\b|\bcontroversial development\b"
    r"|\b(?:seen|viewed|regarded|interpreted) as (?:a|an|the) \w+|\bsends? a (?:\w+ )?(?:message|signal)\b|\bmay (?:provide|prove|offer|well)\b"
    r"|\bdr(?:aws?|ew|awn|awing) (?:\w+ ){0,2}(?:condemnation|criticism|praise|scrutiny|outrage|backlash|fire|ire)\b"
    r"|\b(?:offers?|broadens?|introduc(?:es|ing)) (?:a |the |new )?(?:potential|scope|risks?)\b|\bmark(?:s|ing) the first major\b",
)
_PICTURE = re.compile(
    r"^(?:\w+ )?(?:image|photo|photograph|picture|video|footage|clip|film)s?$", re.IGNORECASE
)

Pairs = dict[Pair, Likeness]
Parts = Mapping[str, tuple[Proposition, ...]]  # the propositions of each statement, by its id


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
    known = tuple(e for e in edges if e.retracted_at is None)
    told = tuple(stories)
    known_stories = stories_of(told, [taken[key] for key in sorted(taken)], said.values())
    parts = {ident: propositions(said[ident]) for ident in said}
    about = _about(said, taken, known_stories, parts)
    scene = Scene(said, taken, about, sources, known)
    nodes = _nodes(said, taken, scene, about, known_stories.openings(), parts)
    denied, made_up = denials(nodes, said, taken, scene.origin)
    stand = {node.id for node in made_up}
    nodes = lent(sorted((*(n for n in nodes if n.id not in stand), *made_up), key=lambda n: n.id))
    pairs, opposite = _scored(nodes)
    groups = by_people(joined(nodes, pairs), on_claims(nodes, known))
    scene.meet([[nodes[i].proposition for i in group] for group in groups])
    nodes = [scene.placed(node, said[node.proposition.statement_id]) for node in nodes]
    group_of = [0] * len(nodes)
    for number, group in enumerate(groups):
        for index in group:
            group_of[index] = number
    between = relations(nodes, group_of, opposite, said, taken, denied, scene.called())
    answers = _answers(nodes, between)
    kept = [group for group in groups if any(worthy(nodes[i]) or nodes[i].id in answers for i in group)]
    made = tuple(_claim([nodes[i] for i in group], said) for group in kept)
    return (*scene.edges, *_same(nodes, groups, pairs, taken), *between), tuple(
        sorted(made, key=lambda c: c.id)
    )


def _about(
    said: Mapping[str, Statement], taken: Mapping[str, Dissection], known: Stories, parts: Parts
) -> Mapping[str, str]:
    """The story that each proposition speaks of, by its id; statements by theirs."""
    found = {}
    for ident, statement in said.items():
        if statement.report_id in taken:
            text = taken[statement.report_id].report.text
            for proposition in parts[ident]:
                found[proposition.id] = known.about(proposition, text)
                found.setdefault(ident, found[proposition.id])
    return found


def _nodes(
    said: Mapping[str, Statement],
    taken: Mapping[str, Dissection],
    scene: Scene,
    about: Mapping[str, str],
    common: Mapping[str, Mapping[str, float]],
    parts: Parts,
) -> list[Slots]:
    """Every proposition with its slots, in order of id."""
    found = []
    echoed = _echoes(said, taken)
    for ident in sorted(said):
        statement = said[ident]
        who = scene.origin(statement)
        report = taken[statement.report_id].report if statement.report_id in taken else None
        for proposition in parts[ident]:
            placed = replace(proposition, story_id=about.get(proposition.id) or None)
            made = slots(placed, statement, who, report, common.get(placed.story_id or ""))
            stated = proposition.figure is not None and not proposition.figure.nominal
            if (
                who.own
                and not stated
                and ("commentary" in statement.features or _COMMENT.search(proposition.text))
            ):
                continue
            if not who.named and _PICTURE.search(statement.attribution.chain[-1].name):
                continue  # what a picture is said to show is a caption, not a claim
            if made.total >= _least(made) or made.figure or made.measures or made.clocks or bare(made.text):
                echoes = frozenset(each for each in (ident, echoed.get(ident)) if each)
                found.append(replace(made, echoes=echoes))
    return found


def _least(made: Slots) -> float:
    """How much a proposition must say to be compared: of somebody's own words, half."""
    return 0.3 if made.quoted or made.itself else 0.6


def _echoes(said: Mapping[str, Statement], taken: Mapping[str, Dissection]) -> Mapping[str, str]:
    """Statements that are told to be the same as the one before them in their report ("told us the same thing")."""
    by_report: dict[str, list[Statement]] = {}
    for ident in sorted(said):
        by_report.setdefault(said[ident].report_id, []).append(said[ident])
    found = {}
    for report_id, members in by_report.items():
        if report_id not in taken:
            continue
        text = taken[report_id].report.text
        members.sort(key=lambda s: (s.start, s.end, s.id))
        for before, after in pairwise(members):
            if _SAME.search(text, max(before.end, after.start - 300), after.start):
                found[after.id] = before.id
    return found


# --- which may be the same -------------------------------------------------------------------


def _scored(nodes: Sequence[Slots]) -> tuple[Pairs, Pairs]:
    """The candidate pairs with their likeness: those that can be the same, and those opposed in sign."""
    pairs: Pairs = {}
    opposite: Pairs = {}
    for pair in candidates(nodes):
        a, b = nodes[pair[0]], nodes[pair[1]]
        forbidden = veto(a, b)
        if not forbidden:
            pairs[pair] = weighed(a, b)
        elif forbidden in CONTRARY and len(a.weights.keys() & b.weights.keys()) >= IN_COMMON:
            opposite[pair] = weighed(a, b, forbidden)
    return pairs, opposite


# --- what they make ---------------------------------------------------------------------------


def _claim(members: Sequence[Slots], said: Mapping[str, Statement]) -> Claim:
    parts = sorted((m.proposition for m in members), key=lambda p: p.id)
    numbered = any(m.counts for m in members)
    given = Counter(m.origin for m in members if m.named and not m.own)
    most = min(given, key=lambda origin: (-given[origin], origin), default="")
    usual = median(m.total for m in members)
    head = min(members, key=lambda m: standing(m, numbered, most, usual)).proposition
    return Claim(
        id="c" + digest(parts[0].id),
        text=head.text,
        kind=_kind(members, said),
        statements=tuple(dict.fromkeys(p.statement_id for p in parts)),
        reports=tuple(sorted({p.report_id for p in parts})),
        propositions=tuple(parts),
    )


def _kind(members: Sequence[Slots], said: Mapping[str, Statement]) -> str:
    if any(m.proposition.polarity == "denied" for m in members):
        return "denial"
    if sum(m.figure is not None and not m.figure.nominal for m in members) * 2 >= len(members):
        return "figure"  # not "a man", whom one of many calls "one man"
    if any(m.clocks for m in members):
        return "time"
    if all(said[m.proposition.statement_id].attribution.direct for m in members):
        return "quote"
    return "event"


def _answers(nodes: Sequence[Slots], between: Iterable[Edge]) -> frozenset[str]:
    """What somebody else denies a claim by, however short: "No such order was given" is a claim as well."""
    told = {n.id: n for n in nodes}
    ends = [(told[e.left], told[e.right]) for e in between if e.relation == "contradicts"]
    return frozenset(
        one.id
        for pair in ends
        for one, other in (pair, pair[::-1])
        if answering(one) and not other.own and worthy(other)
    )


def _same(
    nodes: Sequence[Slots], groups: Sequence[Sequence[int]], pairs: Pairs, taken: Mapping[str, Dissection]
) -> tuple[Edge, ...]:
    """One same_as edge from each member of a claim to the one before it that it is likest, with the reason."""
    found = []
    for group in groups:
        for b in group[1:]:
            a = max(
                (i for i in group if i < b),
                key=lambda i: (pairs[i, b].odds if (i, b) in pairs else -99.0, -i),
            )
            how = pairs.get((a, b)) or likeness(nodes[a], nodes[b])
            spans = (quote(nodes[a].proposition, taken), quote(nodes[b].proposition, taken))
            reason = Reason("same", how.told(), spans)
            found.append(
                Edge(nodes[a].id, nodes[b].id, "same_as", round(how.probability, 3), "", (reason,), RULE)
            )
    return tuple(sorted(found, key=lambda e: (e.left, e.right)))
