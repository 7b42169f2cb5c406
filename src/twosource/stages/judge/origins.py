"""From voices to origins: without what is nobody's new origin (``carrying``), joined (``joins``), two counts taken.

The graph is small: one node a source that can be an origin of this claim, one join a stated reason why
two of them are not independent. ``docs/counting.md`` tells the same with examples.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ...model import Claim, Origin, Origins, Reason
from . import because
from .carrying import without_copies, without_relays, without_repeats
from .expecting import expected
from .ground import Grounds
from .joins import Join, bases, between_origins, components, independent, joins_of, resting_on_unnamed
from .voices import Voice, called, spoken_at, voices


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
        return called(origin, self.voices, grounds)


def trace(claim: Claim, grounds: Grounds, as_of: str | None = None) -> Traced:
    """Every voice of a claim followed to its origin, and the origins counted shown and possible."""
    known = grounds.traced
    if (claim, as_of) not in known:
        known[claim, as_of] = _trace(claim, grounds, as_of)
    found: Traced = known[claim, as_of]
    return found


def _trace(claim: Claim, grounds: Grounds, as_of: str | None) -> Traced:
    heard = voices(claim, grounds, as_of)
    kept, copied, carried = without_copies(heard, grounds)
    kept, relayed, circles = without_relays(kept, carried, grounds)
    spoken = tuple(kept)
    kept, left = without_repeats(kept)
    joins = [j for j in (*joins_of(claim, kept, grounds), *circles) if not independent(j, grounds)]
    nodes = sorted({v.origin for v in kept} | {m for j in circles for m in (j.left, j.right)})
    component = components(nodes, joins)
    resting = resting_on_unnamed(kept, joins, grounds)
    unnamed = frozenset(v.origin for v in kept if not v.named)
    origins = _counted(nodes, kept, component, resting, unnamed, joins, grounds)
    lying = between_origins(joins, nodes)
    telling = [j for j, lies in zip(joins, lying, strict=True) if lies or j.kind in ("basis", "circle")]
    shown = {component[v.origin] for v in kept} & _shown(nodes, component, resting | unnamed)
    so = {component[v.origin] for v in kept if not expected(v.proposition.text)}
    spans = {v.proposition.id: spoken_at(v, grounds) for v in left}
    reasons = (
        *because.counted(origins.list, resting),
        *because.joined(((j.left, j.right, j.how or j.kind, j.spans) for j in telling), grounds),
        *because.unnamed(origins.list, bases(kept, resting, grounds)),
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
            name=called(node, kept, grounds),
            named=node not in unnamed,
            based_on=tuple(dict.fromkeys(based.get(node, ()))),
            component=component[node],
            spans=tuple(spoken_at(v, grounds) for v in kept if v.origin == node),
        )
        for node in nodes
    )
    return Origins(max(1, len(shown)), max(1, len(set(component.values()))), listed)


def _shown(nodes: Sequence[str], component: Mapping[str, int], leaning: frozenset[str]) -> set[int]:
    """The components that hold an origin which is named and does not rest on somebody who is not."""
    return {component[n] for n in nodes if n not in leaning}
