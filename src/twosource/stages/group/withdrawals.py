"""What is taken back: "The list was false and is withdrawn", "we ask the media to correct the earlier number".

A withdrawal never strikes what its speaker says anew in the same breath. It strikes what is told there as said
earlier; else what the same body said in an earlier report and now denies or replaces; else what it follows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ...model import Dissection, Evidence, Statement
from .amounts import same_figure
from .features import shared
from .slots import Slots
from .words import content

_NUMBER = r"(?:figure|number|count|toll|report|statement|claim|account|information|estimate|testimony|story|version)s?"
_WITHDRAWN = re.compile(
    rf"\b(?:withdr[ae]ws?|withdrew|withdrawn|retract(?:s|ed)?|recant(?:s|ed)?)\b(?! (?:from|its (?:troops|forces)|troops|forces|to)\b)"
    rf"|\b(?:take|takes|took|taken) (?:it |this |that |them |(?:\w+ ){{1,3}}{_NUMBER} )?back\b"
    rf"|\bcorrect(?:s|ed)? (?:itself|himself|herself|themselves|ourselves|(?:an|its|our|the|his|her|their) (?:earlier|previous|first|own)\b)"
    rf"|\b(?:that|this|it|which|(?:the|our|its|an?) (?:earlier |previous |first )?{_NUMBER})\s+(?:was|is|were|has been|had been|proved|turned out "
    r"to be)\s+(?:\w+ )?(?:wrong|incorrect|false|mistaken|an? (?:mistake|error)|erroneous|inaccurate|untrue|withdrawn|retracted|corrected|"
    r"(?:issued|released|published|given) (?:too (?:soon|early|hastily)|prematurely|in error|by mistake))\b"
    r"|\b(?:was|were) (?:wrongly|mistakenly|erroneously) (?:reported|said|stated|given|counted)\b"
    r"|\b(?:I|he|she|we|they) (?:was|were|had been) (?:mistaken|wrong|in error)\b"
    rf"|\bthe (?:correct|right|true) {_NUMBER} (?:is|was)\b"
    r"|\bregrets? (?:the|this|our|its) (?:mistake|error)\b",
    re.IGNORECASE,
)
# Told as said earlier, by the words before it: "On Thursday we said that", "who said on Tuesday that".
_EARLIER = re.compile(
    r"\b(?:we|I|our \w+|this (?:office|ministry|service|agency|company|newspaper)|(?:an? )?\w+ of this \w+)\b[^.;]{0,40}?"
    r"\b(?:said|stated|told|reported|announced|estimated|put|gave|spoke of|claimed|wrote|published|counted)\b"
    r"|\b(?:had|who|which) (?:\w+ )?(?:said|stated|told|reported|announced|estimated|claimed|testified)\b"
    r"|\b(?:earlier|previously|initially|at first|originally|yesterday|last (?:night|week)|this morning)\b[^.;]{0,60}?\b(?:said|stated|told|"
    r"reported|announced|estimated|claimed)\b"
    r"|\b(?:said|stated|told|reported|announced|estimated|claimed)\b[^.;]{0,30}\b(?:earlier|previously|initially|at first|yesterday)\b",
    re.IGNORECASE,
)
_YOU_SAID = re.compile(
    r"\byou (?:\w+ )?(?:said|stated|told|reported|announced|claimed|denied|insisted)\b", re.IGNORECASE
)
# Words that only their own speaker can say: not "after its owner withdrew the figure".
_OWN_WORDS = re.compile(
    r"\b(?:we|I|our|my|us|he|she|they)\b|\b(?:that|this|it|which|the (?:correct|right|true)|(?:the|an?|that) (?:earlier |previous |first )?"
    rf"{_NUMBER})\s+(?:\w+ )?(?:is|was|were|has been|had been|proved|turned)\b",
    re.IGNORECASE,
)
# A number handed on: "88, a figure communicated to his office by the operator, Tarn Lines".
_GIVEN_BY = re.compile(
    r"\b(?:(?:communicated|given|provided|supplied|passed|furnished|released|submitted|handed|sent|issued|reported|made available)"
    r"(?: \w+){0,4} by|(?:figure|number|count|toll|list|information|data)s? (?:from|of)|according to|based on)\b(?=(?P<rest>[^.]{0,80}))",
    re.IGNORECASE,
)
# "Some papers have printed that S. This is untrue": a denial of others, and nothing taken back.
_OTHERS_SAID = re.compile(
    r"\b(?:(?:news)?papers?|media|press|outlets?|others|some|people|posts?|websites?|rumou?rs?)\b[^.;]{0,30}"
    r"\b(?:printed|written|reported|claim(?:s|ed)?|alleged?s?|published|writ(?:es?|ing)|says?|said|spread|circulat\w+)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.!?…][\"”’)]*\s+(?=[A-Z“\"])|\n+")
_BACK = 700  # characters before a withdrawal in which what it takes back may be told
_ALIKE = 0.2  # how alike an earlier statement must be to what is said of it here


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Who takes back which propositions (their places in the list), where."""

    statement_id: str
    targets: tuple[int, ...]
    resting: tuple[int, ...]  # others' words that say they had it from the one who takes it back
    span: Evidence


def withdrawals(
    nodes: Sequence[Slots],
    group_of: Sequence[int],
    said: Mapping[str, Statement],
    taken: Mapping[str, Dissection],
) -> Iterator[Withdrawal]:
    """Every withdrawal whose object is found; the object is all that its speaker said in that claim."""
    by_report: dict[str, list[int]] = {}
    by_origin: dict[str, list[int]] = {}
    for index in sorted(range(len(nodes)), key=lambda i: (nodes[i].proposition.start, nodes[i].id)):
        by_report.setdefault(nodes[index].proposition.report_id, []).append(index)
        by_origin.setdefault(nodes[index].origin, []).append(index)
    spoken: dict[str, list[Statement]] = {}
    for key in sorted(said):
        spoken.setdefault(said[key].report_id, []).append(said[key])
    members: dict[int, list[int]] = {}
    for index, group in enumerate(group_of):
        members.setdefault(group, []).append(index)
    for report_id in sorted(by_report):
        if report_id not in taken:
            continue
        here = _Report(taken[report_id].report.text, nodes, by_report[report_id], spoken.get(report_id, ()))
        for place, start, end in here.taken_back():
            speaker = here.speaker(place, start, end)
            if speaker is None:
                continue
            target = here.told_earlier(speaker, place, end)
            if target is None:
                target = _replaced(nodes, here, speaker, start, end, by_origin.get(speaker.origin, ()))
            if target is None:
                target = here.just_said(speaker, place)
            if target is None:
                continue
            claim = members[group_of[target]]
            own = [i for i in claim if nodes[i].origin == nodes[target].origin]
            called = frozenset(
                name
                for i in own
                for link in said[nodes[i].proposition.statement_id].attribution.chain[1:]
                if link.named
                for name in (link.name,)
            )
            resting = tuple(i for i in claim if i not in own and _rests_on(nodes[i], called, taken))
            span = Evidence(report_id, start, end, here.text[start:end])
            yield Withdrawal(speaker.statement_id, tuple(own), resting, span)


def _rests_on(node: Slots, names: frozenset[str], taken: Mapping[str, Dissection]) -> bool:
    """True for what its sentence says was given by one so called: it falls with what that one withdraws."""
    dissection = taken.get(node.proposition.report_id)
    if dissection is None:
        return False
    text = dissection.report.text
    stop = _SENTENCE.search(text, node.proposition.end)
    sentence = text[
        node.proposition.start : min(stop.start() if stop else len(text), node.proposition.end + 200)
    ]
    return any(
        name in given["rest"].split(";")[0] for given in _GIVEN_BY.finditer(sentence) for name in names
    )


@dataclass(frozen=True, slots=True)
class _Speaker:
    origin: str
    statement_id: str


_SENTENCE_AT_MOST = 600  # characters of a sentence to either side: a text without stops is not one


@dataclass(frozen=True, slots=True)
class _Report:
    """A report's text with its propositions in order of place, and its statements."""

    text: str
    nodes: Sequence[Slots]
    members: Sequence[int]
    statements: Sequence[Statement]

    def taken_back(self) -> Iterator[tuple[int, int, int]]:
        """Where something is taken back, and the sentence around it."""
        last = -1
        for match in _WITHDRAWN.finditer(self.text):
            if match.start() >= last:
                start, last = self.sentence(match.start())
                before = self.text[self.sentence(max(0, start - 3))[0] : start]
                if not _OTHERS_SAID.search(before):
                    yield match.start(), start, last

    def sentence(self, at: int) -> tuple[int, int]:
        """The sentence around a place."""
        low, high = max(0, at - _SENTENCE_AT_MOST), min(len(self.text), at + _SENTENCE_AT_MOST)
        start = max(
            (m.end() for m in _SENTENCE.finditer(self.text, low, at + 1) if m.end() <= at), default=low
        )
        stop = _SENTENCE.search(self.text, at, high)
        return start, stop.start() + 1 if stop else high

    def speaker(self, place: int, start: int, end: int) -> _Speaker | None:
        """Who takes it back: whose words these are; for "its owner withdrew it", whoever is told to have done so."""
        inside = [s for s in self.statements if s.start < end and start < s.end]
        told = [s for s in inside if "withdraws" in s.features]
        own_words = _OWN_WORDS.search(self.text, start, end) is not None
        for statement in told or [s for s in inside if own_words and s.start <= place < s.end]:
            for index in self.members:
                if self.nodes[index].proposition.statement_id == statement.id:
                    return _Speaker(self.nodes[index].origin, statement.id)
        before = [i for i in self.members if 0 <= start - self.nodes[i].proposition.end < _BACK]
        if not own_words or not before or self.nodes[before[-1]].own:
            return None
        ident = inside[0].id if inside else self.nodes[before[-1]].proposition.statement_id
        return _Speaker(self.nodes[before[-1]].origin, ident)

    def told_earlier(self, speaker: _Speaker, place: int, end: int) -> int | None:
        """The nearest proposition, in this sentence or before it, that is told as said earlier."""
        for index in reversed(self.members):
            node = self.nodes[index]
            first, last = node.proposition.start, node.proposition.end
            if first >= end or place - last > _BACK or node.total < 0.6 or first <= place < last:
                continue
            if node.origin == speaker.origin and self.is_told_earlier(node):
                return index
        return None

    def is_told_earlier(self, node: Slots) -> bool:
        """True where the words before a proposition say that it was said earlier."""
        first, _ = self.sentence(node.proposition.start)
        return _EARLIER.search(self.text[first : node.proposition.start]) is not None

    def just_said(self, speaker: _Speaker, place: int) -> int | None:
        """The nearest of the speaker's propositions before, if it is told of them and no quotation."""
        cued = {s.id for s in self.statements if len(s.attribution.chain) > 1 and not s.attribution.direct}
        before = [i for i in self.members if self.nodes[i].proposition.end <= place]
        for index in reversed(before[-2:]):
            node = self.nodes[index]
            if node.origin == speaker.origin and node.total >= 1.0 and node.proposition.statement_id in cued:
                return index
        return None


def _replaced(
    nodes: Sequence[Slots], here: _Report, speaker: _Speaker, start: int, end: int, spoken: Sequence[int]
) -> int | None:
    """What the same body said in an earlier report: what was asked about here, else what is denied or replaced here."""
    anew = [
        nodes[i] for i in here.members
        if nodes[i].origin == speaker.origin and nodes[i].proposition.start < end + 400 and start - nodes[i].proposition.end < 400
    ]  # fmt: skip
    if not anew:
        return None
    earlier = [i for i in spoken if nodes[i].at < anew[0].at and nodes[i].about == anew[0].about]
    before = here.text[max(here.text.rfind("\n", 0, max(0, start - 3)), start - 300, 0) : start]
    if _EARLIER.search(before) or _YOU_SAID.search(before):
        asked = content(before)
        question = replace(
            anew[0], weights=dict(asked.weights), total=sum(asked.weights.values()), negated=asked.negated
        )
        return _best(earlier, lambda i: _asked_of(nodes[i], question))
    return _best(earlier, lambda i: max((_in_its_place(nodes[i], new) for new in anew), default=0.0))


def _best(each: Sequence[int], score: Callable[[int], float]) -> int | None:
    """The one that scores highest, if that is enough."""
    scored = [(score(index), -index) for index in each]
    most = max(scored, default=(0.0, 0))
    return -most[1] if most[0] >= _ALIKE else None


def _asked_of(old: Slots, question: Slots) -> float:
    """How alike an earlier statement is to what a question says of it, its sign included."""
    return shared(old, question)[0] + (0.1 if old.negated == question.negated else 0.0)


def _in_its_place(old: Slots, new: Slots) -> float:
    """How far a new statement denies an old one, or gives another number of the same."""
    a, b = old.figure, new.figure
    if a is not None and b is not None:
        same_kind = a.measure == b.measure and (a.side, a.window) == (b.side, b.window)
        return shared(old, new)[0] if same_kind and same_figure(a, b) == "other" else 0.0
    return shared(old, new)[0] if old.negated != new.negated else 0.0
