"""Statement -> propositions with typed slots: what is claimed, how many, where, when, by whom, affirmed or not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ...model import Figure, Proposition, Statement
from .words import content, lexicon

# Measures that tell of the thing and not of the event: they never make a proposition of their own.
_ASIDE = {"age", "duration", "distance", "share", "rank", "speed", "height", "depth", "temperature", "length"}
_STRONG = re.compile(r"[.;:!?]\s+|\s[–—-]+\s|,\s+(?:and|but|while|with|whereas|though|although)\s+")
_WEAK = re.compile(r",\s+|\s+(?:and|but|while|whereas)\s+")


@dataclass(frozen=True, slots=True)
class Slots:
    """A proposition ready to be compared. ``signed`` are its concepts with the sign that negation gives them."""

    proposition: Proposition
    weights: Mapping[str, float]
    signed: frozenset[tuple[str, bool]]
    clocks: frozenset[str]
    figure: Figure | None
    origin: str
    named: bool
    own: bool
    negated: bool
    at: str
    places: frozenset[str]

    @property
    def id(self) -> str:
        """The proposition's id."""
        return self.proposition.id


def propositions(statement: Statement) -> tuple[Proposition, ...]:
    """What a statement asserts, one proposition a figure that counts, or one for the whole."""
    figures = [f for f in statement.figures if _counts(f)]
    stated = [f for f in figures if not f.nominal] or figures[:1]
    if len(stated) < 2:
        figure = stated[0] if stated else None
        return (
            _proposition(statement, statement.id, statement.start, statement.end, statement.text, figure),
        )
    found = []
    for number, (figure, start, end) in enumerate(_cut(statement, stated), 1):
        text = statement.text[start - statement.start : end - statement.start]
        found.append(_proposition(statement, f"{statement.id}/{number}", start, end, text, figure))
    return tuple(found)


def _counts(figure: Figure) -> bool:
    return figure.measure not in _ASIDE and (
        bool(figure.measure) or bool(figure.counts) or figure.unit is not None
    )


def _proposition(
    statement: Statement, ident: str, start: int, end: int, text: str, figure: Figure | None
) -> Proposition:
    return Proposition(
        id=ident,
        statement_id=statement.id,
        report_id=statement.report_id,
        start=start,
        end=end,
        text=text,
        predicate=(figure.measure or "") if figure else "",
        polarity=statement.polarity,
        figure=figure,
    )


def _cut(statement: Statement, figures: Sequence[Figure]) -> Iterator[tuple[Figure, int, int]]:
    """Each figure with its clause: the text is cut between two figures where a clause ends, if one does."""
    text, base = statement.text, statement.start
    ordered = sorted(figures, key=lambda f: f.start)
    edges = [0]
    for left, right in pairwise(ordered):
        low, high = left.end - base, right.start - base
        found = [m for p in (_STRONG, _WEAK) for m in list(p.finditer(text, max(low, 0), max(high, 0)))[:1]]
        edges.append(found[0].end() if found else -1)
    edges.append(len(text))
    for index, figure in enumerate(ordered):
        before = next(edge for edge in reversed(edges[: index + 1]) if edge >= 0)
        after = next(edge for edge in edges[index + 1 :] if edge >= 0)
        yield figure, base + before, base + len(text[:after].rstrip(" ,;"))


def slots(proposition: Proposition, statement: Statement, origin: str, named: bool, at: str) -> Slots:
    """The slots of a proposition. ``origin`` is the canonical id of who said it."""
    read = content(proposition.text)
    negative = read.negated != (proposition.polarity == "denied" and not read.negated)
    opposite = lexicon().opposite
    signed = set()
    for concept in read.weights:
        signed.add((concept, negative))
        turned = opposite.get(concept.lower())
        if turned and concept.isupper():
            signed.add((turned.upper(), not negative))
    return Slots(
        proposition=proposition,
        weights=read.weights,
        signed=frozenset(signed),
        clocks=read.clocks,
        figure=proposition.figure,
        origin=origin,
        named=named,
        own=len(statement.attribution.chain) == 1,
        negated=negative,
        at=at,
        places=frozenset(w.value or w.text for w in statement.where),
    )
