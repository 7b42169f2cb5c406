"""One report in which something may be taken back: where, by whom, and what stands there as said earlier."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ....model import Statement
from ..opposing.states import exclude
from ..same.amounts import SAME, same_figure
from ..same.features import words
from ..slots import Slots
from .wording import (
    CORRECTION,
    EARLIER,
    OTHERS_SAID,
    OUR_OWN,
    OWN_WORDS,
    SENTENCE,
    TOLD_BY,
    UNTRUE,
    WALKED_BACK,
    WAS_GIVEN,
    WITHDRAWN,
)

_ALIKE = 0.4  # how alike what was said before must be, names apart, to what is taken back
_NEAR = 300  # characters around a withdrawal in which what is so now is told
_AFTER = 400  # characters behind its sentence in which its speaker says anew what is so
_BACK = 700  # characters before a withdrawal in which what it takes back may be told
_SENTENCE_AT_MOST = 600  # characters of a sentence to either side: a text without stops is not one


class TakenBack(NamedTuple):
    """Where something is taken back, and the sentence around it."""

    place: int
    start: int
    end: int
    plainly: bool  # in words that are only said of one's own


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who takes something back, and in which statement."""

    origin: str
    statement_id: str
    house: bool = False  # the outlet itself, of what it printed


@dataclass(frozen=True, slots=True)
class Told:
    """A report's text with its propositions in order of place, and its statements."""

    text: str
    nodes: Sequence[Slots]
    members: Sequence[int]
    statements: Sequence[Statement]
    publisher: str = ""

    def taken_back(self) -> Iterator[TakenBack]:
        """Where something is taken back, in order."""
        found = [
            (match.start(), pattern is WITHDRAWN)
            for pattern in (WITHDRAWN, UNTRUE)
            for match in pattern.finditer(self.text)
        ]
        last = -1
        for place, plainly in sorted(
            found, key=lambda each: (self.sentence(each[0])[0], not each[1], each[0])
        ):
            if place >= last:
                start, last = self.sentence(place)
                before = self.text[self.sentence(max(0, start - 3))[0] : start]
                if OUR_OWN.search(before) or not OTHERS_SAID.search(before):
                    yield TakenBack(place, start, last, plainly)

    def sentence(self, at: int) -> tuple[int, int]:
        """The sentence around a place."""
        low, high = max(0, at - _SENTENCE_AT_MOST), min(len(self.text), at + _SENTENCE_AT_MOST)
        start = max(
            (m.end() for m in SENTENCE.finditer(self.text, low, at + 1) if m.end() <= at), default=low
        )
        stop = SENTENCE.search(self.text, at, high)
        return start, stop.start() + 1 if stop else high

    def speaker(self, back: TakenBack) -> Speaker | None:
        """Who takes it back: whose words these are; for "its owner withdrew it", whoever is told to have done so."""
        place, start, end, _ = back
        inside = [s for s in self.statements if s.start < end and start < s.end]
        if CORRECTION.match(self.text, start, end):
            return self.house(inside)
        told = [
            s
            for s in inside
            if "withdraws" in s.features or _cued(s, place) or WALKED_BACK.search(self.text[start : s.start])
        ]
        own_words = OWN_WORDS.search(self.text, start, end) is not None
        told.sort(
            key=lambda s: "withdraws" not in s.features
        )  # "took back its statement", before what it was
        for statement in told or [s for s in inside if own_words and s.start <= place < s.end]:
            for index in self.members:
                node = self.nodes[index]
                if node.proposition.statement_id == statement.id:
                    house = node.origin == node.publisher and self.prints(node.origin)
                    return Speaker(node.origin, statement.id, house and self.named_in(back))
        before = [i for i in self.members if 0 <= start - self.nodes[i].proposition.end < _BACK]
        if not before or self.nodes[before[-1]].own:
            return self.house(inside)
        itself = (
            self.nodes[before[-1]].origin == self.nodes[before[-1]].publisher
        )  # a body in its own release
        if not own_words and not itself:
            return None
        ident = inside[0].id if inside else self.nodes[before[-1]].proposition.statement_id
        return Speaker(self.nodes[before[-1]].origin, ident)

    def prints(self, origin: str) -> bool:
        """True for an outlet: something is told in its own voice."""
        return any(node.own and node.origin == origin for node in self.nodes)

    def named_in(self, back: TakenBack) -> bool:
        """True where the outlet of this report is named there: "The Courier withdraws its report"."""
        name = self.publisher.split()[-1:]
        return bool(name) and name[0] in self.text[back.start : back.end]

    def house(self, inside: Sequence[Statement]) -> Speaker | None:
        """The outlet as the one who takes back what it printed."""
        if not self.members:
            return None
        ident = inside[0].id if inside else self.nodes[self.members[0]].proposition.statement_id
        return Speaker(self.nodes[self.members[0]].publisher, ident, True)

    def told_earlier(self, speaker: Speaker, back: TakenBack) -> int | None:
        """The nearest proposition, in this sentence or before it, that is told as said earlier."""
        for index in reversed(self.members):
            node = self.nodes[index]
            first, last = node.proposition.start, node.proposition.end
            if (
                first >= back.end
                or back.place - last > _BACK
                or node.total < 0.6
                or (first <= back.place < last and not self.opens_as_ours(node))
            ):
                continue
            theirs = speaker.origin in (node.origin, *node.others)
            same = theirs or node.own or speaker.house
            if (same and self.is_ours(node)) or (theirs and self.is_told_earlier(node)):
                return index
        return None

    def is_told_earlier(self, node: Slots) -> bool:
        """True where the words before a proposition, or its own, say that it was said earlier."""
        first, _ = self.sentence(node.proposition.start)
        before = self.text[first : node.proposition.start]
        return EARLIER.search(before) is not None or WAS_GIVEN.search(node.proposition.text) is not None

    def is_ours(self, node: Slots) -> bool:
        """True for what the one who speaks here, or the outlet by its name, says to have said: "we wrote that"."""
        first, _ = self.sentence(node.proposition.start)
        before = self.text[first : node.proposition.start]
        name = re.escape(self.publisher)
        return bool(
            OUR_OWN.search(before)
            or OUR_OWN.search(node.proposition.text, 0, 100)
            or (name and re.search(rf"\b{name}\b[^.;]{{0,20}}\b{TOLD_BY}\b", before))
        )

    def opens_as_ours(self, node: Slots) -> bool:
        """ "An earlier version of this article gave the number as 41": what takes it back says what it was."""
        return node.own and OUR_OWN.search(node.proposition.text, 0, 100) is not None

    def turned_round(self, speaker: Speaker, back: TakenBack) -> int | None:
        """What the speaker said before that is the other side of a state told here: "she lives. We were mistaken"."""
        near = [
            self.nodes[i] for i in self.members
            if back.start - _NEAR < self.nodes[i].proposition.end and self.nodes[i].proposition.start < back.end + _NEAR
        ]  # fmt: skip
        for index, node in enumerate(self.nodes):
            mine = speaker.origin in (node.origin, node.publisher) and node not in near
            if mine and any(
                node.about == new.about and node.at <= new.at and exclude(node, new) for new in near
            ):
                return index
        return None

    def said_before(self, target: int, speaker: Speaker, back: TakenBack) -> Iterator[int]:
        """What the speaker, or the outlet, said elsewhere before that is what is taken back."""
        old = self.nodes[target]
        here = old.proposition.report_id
        # an outlet takes back what it printed of others, by "we" or by its name
        prints = speaker.house or self.prints(speaker.origin)
        for index, node in enumerate(self.nodes):
            if node.about != old.about or node.at > old.at or node.negated != old.negated:
                continue
            theirs = {speaker.origin, old.publisher}
            if index == target or not theirs & {node.origin, node.publisher}:
                continue
            if not prints and node.named and not node.own and node.origin not in theirs:
                continue  # what a body retells of somebody else is not its own to take back
            if (
                node.proposition.report_id == here
                and back.start - _NEAR < node.proposition.start < back.end + _AFTER
            ):
                continue  # said anew
            figures = same_figure(old.figure, node.figure)
            if words(old, node)["said"] >= _ALIKE and (figures in SAME if old.counts else not figures):
                yield index

    def just_said(self, speaker: Speaker, back: TakenBack) -> int | None:
        """The nearest of the speaker's propositions before, if it is told of them and no quotation."""
        cued = {s.id for s in self.statements if len(s.attribution.chain) > 1 and not s.attribution.direct}
        before = [i for i in self.members if self.nodes[i].proposition.end <= back.place]
        for index in reversed(before[-2:]):
            node = self.nodes[index]
            if node.origin == speaker.origin and node.total >= 1.0 and node.proposition.statement_id in cued:
                return index
        return None


def _cued(statement: Statement, place: int) -> bool:
    """True where what takes it back is the cue itself: "has apologised for reporting that"."""
    cue = statement.attribution.cue
    return cue is not None and cue.start <= place < cue.end
