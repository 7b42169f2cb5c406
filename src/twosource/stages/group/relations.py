"""How claims stand to each other: contradicts, updates, retracts, refines. Edges between propositions.

Each edge quotes both sides. Whether two figures conflict is left to ``judge``, which knows what is live.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ...model import Dissection, Edge, Evidence, Proposition, Reason, Statement
from .likeness import Likeness, same_figure
from .slots import Slots
from .stance import doubts
from .words import lexicon

RULE = "rule:relations/1"
OPPOSED = 0.4  # the likeness of words at which an opposite sign makes a contradiction

_WITHDRAWN = re.compile(
    r"\b(?:we|it|he|she|they|this office|the \w+)?\s*(?:hereby\s+)?(?:withdr[ae]ws?|withdrew|withdrawn|retract(?:s|ed)?|"
    r"take[sn]? back|took back|correct(?:s|ed)? (?:itself|an earlier|its earlier|our earlier))\b"
    r"|\b(?:that|this|it|which|(?:the|our|its|an?) (?:earlier |previous )?(?:figure|report|statement|number|count|claim|account|"
    r"information))\s+(?:was|is|were|has been|had been|proved|turned out to be)\s+(?:\w+ )?(?:wrong|incorrect|false|"
    r"mistaken|an? (?:mistake|error)|erroneous|inaccurate|untrue|withdrawn|retracted|corrected)\b"
    r"|\b(?:was|were) (?:wrongly|mistakenly|erroneously) (?:reported|said|stated|given|counted)\b",
    re.IGNORECASE,
)
_ANAPHOR = re.compile(
    r"^\W*(?:this|that|it|so|these|those|(?:the|this|that|these|those|such|[A-Z][\w’']+(?:'s|’s)) "
    r"(?:claims?|charges?|accusations?|allegations?|reports?|accounts?|versions?|stor(?:y|ies)|figures?|suggestions?|"
    r"assertions?|statements?|words?))\b",
    re.IGNORECASE,
)


def relations(
    nodes: Sequence[Slots],
    group_of: Sequence[int],
    opposite: Mapping[tuple[int, int], Likeness],
    said: Mapping[str, Statement],
    taken: Mapping[str, Dissection],
) -> tuple[Edge, ...]:
    """The edges between the propositions of different claims, in order of their ends."""
    scene = _Scene(nodes, group_of, said, taken)
    edges = [
        *scene.polarity(opposite),
        *scene.denials(),
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
        """Pairs alike in words and opposed in sign, of different origins."""
        for (a, b), found in sorted(opposite.items()):
            happens = any(word in lexicon().events for word in found.words)
            told = not self.nodes[a].own and not self.nodes[b].own
            if (
                found.score >= OPPOSED
                and len(found.words) > 1
                and happens
                and told
                and not self._one_voice(a, b)
            ):
                yield self._edge(
                    a, b, "contradicts", "polarity", "one affirms what the other denies", found.score
                )

    def denials(self) -> Iterator[Edge]:
        """ "X rejected this": what was said just before by somebody else is denied."""
        for members in self.by_report.values():
            for at, index in enumerate(members):
                node = self.nodes[index]
                statement = self.said[node.proposition.statement_id]
                rejects = statement.attribution.verb == "denied" or doubts(statement.text) > 0
                if not rejects or node.own:
                    continue
                if not _ANAPHOR.match(_around(statement, self.taken)) and not _ANAPHOR.match(statement.text):
                    continue
                target = self._before(members, at)
                if target is None:
                    continue
                for denier in self._denier(members, at):
                    yield self._edge(denier, target, "contradicts", "polarity", "it is denied in answer", 0.9)

    def _before(self, members: Sequence[int], at: int) -> int | None:
        """The nearest proposition before, of another origin and about the same; not more than four back."""
        node = self.nodes[members[at]]
        for index in reversed(members[max(0, at - 4) : at]):
            other = self.nodes[index]
            if other.origin != node.origin and other.total >= 1.5 and not self._one_voice(index, members[at]):
                return index
        return None

    def _denier(self, members: Sequence[int], at: int) -> list[int]:
        """What stands for the denial: its own words where it has some, and what its speaker says next."""
        node = self.nodes[members[at]]
        found = [members[at]] if node.total >= 1.5 else []
        for index in members[at + 1 : at + 2]:
            if self.nodes[index].origin == node.origin and not self.nodes[index].own:
                found.append(index)
        return found

    # --- updates and withdrawals -------------------------------------------------------------

    def updates(self) -> Iterator[Edge]:
        """The same origin's later figure of the same measure of the same thing."""
        series: dict[tuple[str, str, str, str], list[int]] = {}
        for index, node in enumerate(self.nodes):
            if node.figure and node.figure.measure and node.named and not node.own and node.at:
                key = (node.about, node.origin, node.figure.measure, node.figure.window or "")
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
        """A withdrawal retracts what its speaker said just before it, or what it repeats, wherever that was said."""
        for members in self.by_report.values():
            for at, index in enumerate(members):
                node = self.nodes[index]
                if not _WITHDRAWN.search(_around(self.said[node.proposition.statement_id], self.taken)):
                    continue
                if not _WITHDRAWN.search(node.proposition.text):
                    continue
                target = self._withdrawn(members, at)
                if target is None:
                    continue
                group = self.group_of[target]
                for each, number in enumerate(self.group_of):
                    if (
                        number == group
                        and self.nodes[each].origin == self.nodes[target].origin
                        and each != index
                    ):
                        yield self._edge(index, each, "retracts", "", "its own origin withdraws it", 1.0)

    def _withdrawn(self, members: Sequence[int], at: int) -> int | None:
        """What a withdrawal takes back: the nearest thing before it of the same speaker that is told as said."""
        node = self.nodes[members[at]]
        for index in reversed(members[max(0, at - 2) : at]):
            other = self.nodes[index]
            if other.origin == node.origin and other.total >= 1.0:
                return index
        return None

    # --- making edges ------------------------------------------------------------------------

    def _one_voice(self, a: int, b: int) -> bool:
        """True where both are one origin's, or one outlet's own words."""
        return self.nodes[a].origin == self.nodes[b].origin

    def _edge(self, left: int, right: int, relation: str, kind: str, words: str, score: float) -> Edge:
        ends = (self.nodes[left].proposition, self.nodes[right].proposition)
        spans = tuple(quote(p, self.taken) for p in ends)
        reason = Reason(relation, words, spans)
        return Edge(ends[0].id, ends[1].id, relation, round(score, 3), kind, (reason,), RULE)  # type: ignore[arg-type]


def _around(statement: Statement, taken: Mapping[str, Dissection]) -> str:
    """A statement's text with the cue and what follows it, up to the end of the line."""
    dissection, cue = taken.get(statement.report_id), statement.attribution.cue
    if dissection is None or cue is None:
        return statement.text
    text = dissection.report.text
    first = min(cue.end, statement.start) if cue.start < statement.start else statement.start
    return text[first : statement.end] if cue.start < statement.start else statement.text


def quote(proposition: Proposition, taken: Mapping[str, Dissection]) -> Evidence:
    """The span of a proposition, quoted from its report."""
    dissection = taken.get(proposition.report_id)
    text = dissection.report.text[proposition.start : proposition.end] if dissection else proposition.text
    return Evidence(proposition.report_id, proposition.start, proposition.end, text)
