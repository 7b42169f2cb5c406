"""How claims stand to each other: contradicts, updates, retracts, refines. Edges between propositions.

Each edge quotes both sides. Whether two figures conflict is left to ``judge``, which knows what is live.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from ...model import Dissection, Edge, Evidence, Proposition, Reason, Statement
from .opposing.clauses import beside, ceased, granted
from .opposing.contrasted import contrasted
from .opposing.denials import Denial
from .opposing.opposites import turned
from .opposing.pairs import opposing
from .opposing.particulars import PARTICULARS
from .same.amounts import same_figure
from .same.likeness import Likeness
from .slots import Slots
from .withdrawals import withdrawals
from .wording.words import lexicon

RULE = "rule:relations/1"
OPPOSED = 0.0  # the likeness of words at which an opposite sign makes a contradiction
OPPOSED_OWN = 0.5  # ... where one is an outlet's own voice

# A denial of every case: what it says of one thing at any place it says of this one.
_EVERY = re.compile(
    r"\b(?:no|not (?:one|a single|any)|nobody|no one|none|nothing|never|nowhere|any(?:one|body|where|thing)?|at no|neither)\b",
    re.IGNORECASE,
)
IN_COMMON = 2  # features that two texts opposed in sign must share to be looked at
_NAMELESS = 4  # features that two texts must share where neither has a happening that we know
_IN_ITS_WORDS = 3.0  # the likeness at which fewer do: the one says no to the very words of the other
_HARDLY = re.compile(r"\b(?:minimal|little|limited|hardly|barely|scarcely|rarely|seldom)\b", re.IGNORECASE)
_CONTAINED = 0.6  # the share of such a denial that what it denies must hold


def relations(
    nodes: Sequence[Slots],
    group_of: Sequence[int],
    opposite: Mapping[tuple[int, int], Likeness],
    said: Mapping[str, Statement],
    taken: Mapping[str, Dissection],
    denied: Sequence[Denial] = (),
    names: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
) -> tuple[Edge, ...]:
    """The edges between the propositions of different claims, in order of their ends."""
    scene = _Scene(nodes, group_of, said, taken)
    edges = [
        *scene.polarity(opposite),
        *scene.denials(denied),
        *scene.opposing(names),
        *scene.contrasted(names),
        *scene.updates(),
        *scene.looser(),
        *scene.retractions(),
    ]
    unique = {(e.relation, e.left, e.right): e for e in reversed(edges)}
    return tuple(unique[key] for key in sorted(unique))


class _Scene:
    """All propositions, by report in order of place, as the rules look at them."""

    def __init__(
        self,
        nodes: Sequence[Slots],
        group_of: Sequence[int],
        said: Mapping[str, Statement],
        taken: Mapping[str, Dissection],
    ) -> None:
        self.nodes, self.group_of, self.said, self.taken = nodes, group_of, said, taken
        self.by_report: dict[str, list[int]] = {}
        for index in sorted(range(len(nodes)), key=lambda i: (nodes[i].proposition.start, nodes[i].id)):
            self.by_report.setdefault(nodes[index].proposition.report_id, []).append(index)

    # --- contradictions ----------------------------------------------------------------------

    def polarity(self, opposite: Mapping[tuple[int, int], Likeness]) -> Iterator[Edge]:
        """Pairs alike in words and opposed in sign, or with another day, place or doer; of different origins."""
        for (a, b), found in sorted(opposite.items()):
            if found.veto in PARTICULARS:
                if not self._one_voice(a, b):
                    yield self._edge(
                        a, b, "contradicts", found.veto, PARTICULARS[found.veto], found.probability
                    )
            elif not self._one_voice(a, b) and self._opposed(self.nodes[a], self.nodes[b], found):
                yield self._edge(
                    a, b, "contradicts", "polarity", "one affirms what the other denies", found.probability
                )

    def _opposed(self, a: Slots, b: Slots, found: Likeness) -> bool:
        """True where two texts alike in words and opposed in sign speak of one happening."""
        if beside(a, b) or ceased(a, b) or granted(a, b):
            return False
        affirmed = b if a.negated else a
        if len(found.words) < IN_COMMON or _HARDLY.search(affirmed.proposition.text):
            return False
        if not any(word in lexicon().events for word in found.words) and not turned(a, b):
            told = not a.own and not b.own and not (a.events and b.events)
            return told and found.odds >= (OPPOSED if len(found.words) >= _NAMELESS else _IN_ITS_WORDS)
        if found.odds >= (OPPOSED_OWN if a.own or b.own else OPPOSED):
            return True
        denied = a if a.negated else b
        if not denied.negated or denied.own or not _EVERY.search(denied.proposition.text):
            return False
        common = sum(
            min(a.weights[w], b.weights[w]) for w in found.words if w in a.weights and w in b.weights
        )
        return denied.total >= 1.2 and common >= _CONTAINED * denied.total

    def denials(self, found: Sequence[Denial]) -> Iterator[Edge]:
        """ "X rejected this": what was said just before by somebody else is denied."""
        index = {node.id: at for at, node in enumerate(self.nodes)}
        for denial in found:
            for left in denial.deniers:
                for right in denial.denied:
                    pair = (index.get(left), index.get(right))
                    if pair[0] is None or pair[1] is None or self.group_of[pair[0]] == self.group_of[pair[1]]:
                        continue
                    if not self._one_voice(pair[0], pair[1]):
                        words = "it is denied in answer"
                        yield self._edge(pair[0], pair[1], "contradicts", "polarity", words, 0.9)

    def opposing(self, names: Mapping[str, tuple[str, ...]]) -> Iterator[Edge]:
        """Claims that cannot both hold, in whatever words: parts denied, states, causes, counts."""
        for each in opposing(self.nodes, self.group_of, names):
            yield self._edge(each.left, each.right, "contradicts", each.kind, each.why, 0.8)

    def contrasted(self, names: Mapping[str, tuple[str, ...]]) -> Iterator[Edge]:
        """What its report says to contradict what another said."""
        for left, right in contrasted(self.nodes, self.taken, names):
            if self.group_of[left] != self.group_of[right]:
                words = "the report says that the one contradicts the other"
                yield self._edge(left, right, "contradicts", "polarity", words, 0.9)

    # --- updates and withdrawals -------------------------------------------------------------

    def updates(self) -> Iterator[Edge]:
        """The same origin's later figure of the same measure of the same thing."""
        series: dict[tuple[str, ...], list[int]] = {}
        for index, node in enumerate(self.nodes):
            if node.figure and node.figure.measure and node.named and not node.own and node.at:
                figure = node.figure
                for origin in {node.origin, *node.others}:
                    key = (node.about, origin, figure.measure or "", figure.window or "", figure.side or "")
                    series.setdefault(key, []).append(index)
        for _, members in sorted(series.items()):
            members.sort(key=lambda i: (self.nodes[i].at, self.nodes[i].id))
            seen: set[tuple[int, int]] = set()
            for number, new in enumerate(members):
                for old in members[max(0, number - 8) : number]:
                    pair = (self.group_of[new], self.group_of[old])
                    if pair[0] == pair[1] or pair in seen or self.nodes[old].at >= self.nodes[new].at:
                        continue
                    if same_figure(self.nodes[new].figure, self.nodes[old].figure) == "other":
                        seen.add(pair)
                        yield self._edge(new, old, "updates", "figure", "the same origin's later figure", 1.0)

    def looser(self) -> Iterator[Edge]:
        """The same origin's number retold without its bound: beside its model, marked as looser."""
        told: dict[tuple[str, str, float], list[int]] = {}
        for index, node in enumerate(self.nodes):
            if node.figure and node.named and not node.own and (node.figure.value or 0) >= 100:
                told.setdefault((node.about, node.origin, node.figure.value or 0.0), []).append(index)
        for _, members in sorted(told.items()):
            done: set[tuple[int, int]] = set()
            for a in members:
                for b in members:
                    pair = (self.group_of[a], self.group_of[b])
                    left, right = self.nodes[a].figure, self.nodes[b].figure
                    if left is None or right is None or pair[0] == pair[1] or pair in done:
                        continue
                    if left.bound == "exact" and right.bound in ("lower", "upper"):
                        done.add(pair)
                        yield self._edge(
                            a, b, "refines", "looser", "the same number retold without its bound", 0.7
                        )

    def retractions(self) -> Iterator[Edge]:
        """What its own speaker takes back."""
        for each in withdrawals(self.nodes, self.group_of, self.said, self.taken):
            for target in (*each.targets, *each.resting):
                old = self.nodes[target].proposition
                if old.statement_id == each.statement_id and len(each.targets) > 1:
                    continue
                spans = (each.span, quote(old, self.taken))
                rests = target in each.resting
                words = "who gave it withdraws it" if rests else "its own origin withdraws it"
                kind = "rests" if rests else ""
                reason = Reason("retracts", words, spans)
                yield Edge(each.statement_id, old.id, "retracts", 1.0, kind, (reason,), RULE)

    # --- making edges ------------------------------------------------------------------------

    def _one_voice(self, a: int, b: int) -> bool:
        """True where both are one origin's, or one outlet's own words."""
        return self.nodes[a].origin == self.nodes[b].origin

    def _edge(self, left: int, right: int, relation: str, kind: str, words: str, score: float) -> Edge:
        ends = (self.nodes[left].proposition, self.nodes[right].proposition)
        spans = tuple(quote(p, self.taken) for p in ends)
        reason = Reason(relation, words, spans)
        return Edge(ends[0].id, ends[1].id, relation, round(score, 3), kind, (reason,), RULE)  # type: ignore[arg-type]


def quote(proposition: Proposition, taken: Mapping[str, Dissection]) -> Evidence:
    """The span of a proposition, quoted from its report."""
    dissection = taken.get(proposition.report_id)
    text = dissection.report.text[proposition.start : proposition.end] if dissection else proposition.text
    return Evidence(proposition.report_id, proposition.start, proposition.end, text)
