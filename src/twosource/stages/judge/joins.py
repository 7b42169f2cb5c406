"""What joins two origins of a claim, or lays one on somebody unnamed: bases, owners, joint work, what people decide."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ...model import Claim, Evidence
from .ground import Grounds
from .voices import Voice, jointly, spoken_at

_NEARBY = 200  # characters between a claim and the sentence that says what its origin rests on


@dataclass(frozen=True, slots=True)
class Join:
    """Why two sources are one origin, or one rests on the other."""

    left: str
    right: str
    kind: str  # owner, basis, work, circle, decision
    spans: tuple[Evidence, ...] = ()
    how: str = ""  # where the words for it are others than those of its kind


def joins_of(claim: Claim, kept: Sequence[Voice], grounds: Grounds) -> list[Join]:
    """Bases told with the claim, owners, and joint work that a report of the same story tells of."""
    nodes = {v.origin for v in kept}
    about = {p.story_id or "" for p in claim.propositions}
    found: dict[tuple[str, str, str], Join] = {}
    for voice in kept:
        for basis in voice.bases:
            if basis != voice.origin:
                join = Join(voice.origin, basis, "basis", (spoken_at(voice, grounds),))
                found.setdefault((join.left, join.right, join.kind), join)
    for join in (*_of_one_family(kept, grounds), *_called_alike(kept, grounds)):
        found.setdefault((join.left, join.right, join.kind), join)
    by_statement: dict[str, Voice] = {}
    for voice in kept:
        first = by_statement.setdefault(voice.statement.id, voice)
        if first.origin != voice.origin and jointly(voice.statement, grounds):
            left, right = sorted((first.origin, voice.origin))
            found.setdefault((left, right, "work"), Join(left, right, "work", (spoken_at(voice, grounds),)))
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


# Somebody without a name of whom a claim's person has but one: "his family", "the family of N", "N's family".
_FAMILY = re.compile(
    r"(?:(?:[Hh]is|[Hh]er|[Tt]heir|[Tt]he)|(?P<whose>[A-Z].*?)(?:['’]s?)?) (?:[a-z’'-]+ )?family(?: of (?P<of>[A-Z].+))?"
)


def _of_one_family(kept: Sequence[Voice], grounds: Grounds) -> list[Join]:
    """Those who say it as the family, or have it from them: one family, where no two names are told of it."""
    told: list[tuple[Voice, frozenset[str]]] = []
    for voice in kept:
        for link in voice.statement.attribution.chain[1:]:
            match = None if link.named else _FAMILY.fullmatch(link.name)
            if match:
                whose = re.findall(r"[A-Z][\w-]{2,}", f"{match['whose'] or ''} {match['of'] or ''}")
                told.append((voice, frozenset(whose)))
    names = [whose for _, whose in told if whose]
    if any(not one & other for one in names for other in names):
        return []
    ends = [v.origin for v, _ in sorted(told, key=lambda each: (not each[0].named, each[0].origin))]
    ends = list(dict.fromkeys(ends))  # whom they have it from last
    spans = tuple(spoken_at(voice, grounds) for voice, _ in told)
    return [Join(ends[0], other, "basis", spans) for other in ends[1:]]


def _called_alike(kept: Sequence[Voice], grounds: Grounds) -> list[Join]:
    """Who has it from "the auditors", and "the auditors" who say it: one phrase for some that both reports know."""
    found = []
    for voice in kept:
        for basis in _definite(voice, "basis", grounds):
            found += [
                Join(voice.origin, other.origin, "basis", (spoken_at(voice, grounds),))
                for other in kept
                if other.origin != voice.origin and basis in _definite(other, "origin", grounds)
            ]
    return found


def _definite(voice: Voice, role: str, grounds: Grounds) -> list[str]:
    """What a voice's unnamed origin or bases are called, where "the" stands before them."""
    text = grounds.reports[voice.statement.report_id].text
    found = []
    for link in voice.statement.attribution.chain[1:]:
        if link.role == role and not link.named and link.start is not None:
            told = text[max(0, link.start - 4) : link.end].casefold()
            if re.match(r"(?:.*\b)?the ", told):
                found.append(re.sub(r"^(?:.*?\b)?the ", "", told))
    beside = _told_to_rest(voice, grounds) if role == "basis" else ()
    return found + [name.casefold() for name, at in beside if f"the {name.casefold()}" in at.text.casefold()]


def independent(join: Join, grounds: Grounds) -> bool:
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


def between_origins(joins: Sequence[Join], nodes: Sequence[str]) -> list[bool]:
    """For each join whether it lies between two origins of the claim, if through a third."""
    ends = components({*nodes, *(e for j in joins for e in (j.left, j.right))}, joins)
    origins = Counter(ends[node] for node in set(nodes))
    return [origins[ends[join.left]] > 1 for join in joins]


def components(nodes: Iterable[str], joins: Iterable[Join]) -> dict[str, int]:
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


def resting_on_unnamed(kept: Sequence[Voice], joins: Sequence[Join], grounds: Grounds) -> frozenset[str]:
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


def bases(
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
        told += [(name, spoken_at(voice, grounds)) for name in own]
        told += [(name, span) for name, span in _told_to_rest(voice, grounds) if name not in own]
    return {origin: told for origin, told in found.items() if told}
