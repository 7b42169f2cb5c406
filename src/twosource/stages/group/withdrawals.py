"""What is taken back: "The list was false and is withdrawn", "we ask the media to correct the earlier number".

A withdrawal never strikes what its speaker says anew in the same breath. It strikes what is told there as said
earlier; else what the same body said in an earlier report and now denies or replaces; else what it follows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ...model import Dissection, Evidence, Statement
from ..terms import NUMBERS
from .amounts import SAME, same_figure
from .features import shared, words
from .opposing.states import exclude
from .slots import Slots
from .words import content

_NUMBER = (
    r"(?:figure|number|count|toll|report|statement|claim|account|information|estimate|testimony|story|version|sentence|paragraph|post|entry|item|"
    r"announcement|notice|bulletin|word|list|picture|photograph|article|passage|message)s?"
)
_WITHDRAWN = re.compile(
    rf"\b(?:withdr[ae]ws?|withdrew|withdrawn|retract(?:s|ed)?|recant(?:s|ed)?)\b(?! (?:from|its (?:troops|forces)|troops|forces|to)\b)"
    rf"|\b(?:take|takes|took|taken) (?:it |this |that |them |(?:\w+ ){{1,3}}{_NUMBER} )?back\b(?! (?:to|from|home|in|the|control)\b)"
    rf"|\b(?:take|takes|took|taken|taking) back (?:on \w+ )?(?:part of )?(?:its|their|his|her|our|the|that|this|an?) (?:\w+ ){{0,2}}{_NUMBER}\b"
    rf"|\bcorrect(?:s|ed)? (?:itself|himself|herself|themselves|ourselves|(?:an|its|our|the|his|her|their) (?:earlier|previous|first|own)\b)"
    rf"|\b(?:that|this|it|which|(?:the|our|its|an?) (?:earlier |previous |first )?{_NUMBER})\s+(?:was|is|were|has been|had been|proved|turned out "
    r"to be)\s+(?:\w+ )?(?:wrong|incorrect|false|mistaken|an? (?:mistake|error)|erroneous|inaccurate|untrue|withdrawn|retracted|corrected|"
    r"(?:issued|released|published|given) (?:too (?:soon|early|hastily)|prematurely|in error|by mistake))\b"
    r"|\b(?:was|were) (?:wrongly|mistakenly|erroneously) (?:reported|said|stated|given|counted)\b"
    r"|\b(?:I|he|she|we|they|our source) (?:was|were|had been) (?:mistaken|wrong|in error)\b|\b(?:we|I|they) got (?:it|this|that)(?: \w+)? wrong\b"
    rf"|\bthe (?:correct|right|true) {_NUMBER} (?:is|was)\b"
    r"|\bregrets? (?:the|this|our|its) (?:mistake|error)\b"
    r"|\b(?:was|were|is) (?:a|an) (?:\w+ )?(?:mistake|error|slip) (?:of (?:ours|mine)|on our part|in our)\b"
    rf"|\b(?:it|they|(?:the|our|that|this) (?:\w+ ){{0,4}}{_NUMBER}(?: of [\w:.]+)?) no longer (?:stands?|counts?|holds?|appl(?:y|ies))\b"
    rf"|\b(?:it|this|that|the {_NUMBER}) should (?:not (?:be used|have left|have been)|come out|be struck|be disregarded)\b",
    re.IGNORECASE,
)
# Said of what others said as well: it takes back only what stands there as said earlier by the one who speaks.
_UNTRUE = re.compile(
    rf"\b(?:that|this|it|(?:the|our|that) {_NUMBER}) (?:is|was|were) not (?:\w+ )?(?:right|correct|accurate|true|so)\b|\b(?:that|this|it) does not\.|\b(?:she|he|it|they) (?:did|had|was|were|has) not\."
    r"|^\W*(?:correct(?:ion|ed)|rectification|erratum)\b|\b(?:we|I) have (?:removed|deleted|struck)\b",
    re.IGNORECASE | re.MULTILINE,
)
_CORRECTION = re.compile(r"\W*(?:correct(?:ion|ed)|rectification|erratum)\b", re.IGNORECASE)
_TOLD_BY = (
    r"(?:said|stated|told|reported|announced|estimated|put|gave|given|spoke of|claimed|wrote|written|published|counted|informed|notified|carried|attribut\w+|"
    r"ascribed|posted|printed)"
)
# Told as said earlier, by the words before it: "On Thursday we said that", "who said on Tuesday that".
_OURS = (
    r"\b(?:(?:we|I)\b(?! (?:were|was|are|am|have been|had been)\b)|our (?:\w+ ){1,3}?|this (?:office|ministry|service|agency|company|newspaper|paper|command|article|page|channel|department|board|report|"
    r"station|headquarters|committee|council)|when this \w+ first appeared,? it|(?:an? )?\w+ of this \w+|(?:an?|the|its) (?:earlier|first|previous|original) (?:version|\w+)(?: of (?:this|the) \w+)?)\b"
    rf"[^.;]{{0,40}}?\b{_TOLD_BY}\b|\bour (?:\w+ )?(?:notice|bulletin|statement|report|release|post|communiqu[eé])(?: [^.;]{{0,20}}?)? had\b"
)
_EARLIER = re.compile(
    rf"{_OURS}|\b(?:had|who|which) (?:\w+ )?(?:said|stated|told|reported|announced|estimated|claimed|testified)\b"
    r"|\b(?:earlier|previously|initially|at first|originally|yesterday|last (?:night|week)|this morning)\b[^.;]{0,60}?\b(?:said|stated|told|"
    r"reported|announced|estimated|claimed)\b"
    r"|\b(?:said|stated|told|reported|announced|estimated|claimed)\b[^.;]{0,30}\b(?:earlier|previously|initially|at first|yesterday)\b"
    r"|\b(?:took|takes|take) back\b[^.;]{0,60}\b(?:that|of)\s*$",
    re.IGNORECASE,
)
_OUR_OWN = re.compile(_OURS, re.IGNORECASE)
_YOU_SAID = re.compile(
    r"\byou (?:\w+ )?(?:said|stated|told|reported|announced|claimed|denied|insisted)\b", re.IGNORECASE
)
# Words that only their own speaker can say: not "after its owner withdrew the figure".
_OWN_WORDS = re.compile(
    r"\b(?:we|I|ours?|my|mine|us|he|she|they)\b|\b(?:that|this|it|which|the (?:correct|right|true)|(?:the|an?|that) (?:earlier |previous |first )?"
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
# A number that is called a mistake by its own name: "twelve was a mistake of ours", "the number of nine no longer stands".
_CALLED = re.compile(
    rf"^\W*(?:the (?:{_NUMBER}|number) (?:of )?)?(?P<number>[a-z]+|\d[\d,]*)\b(?: \w+){{0,3}}? (?:was|is|were|no longer|should)\b",
    re.IGNORECASE,
)
_OF_SO_MANY = re.compile(
    rf"\b(?:its|their|our|the|his|her) (?:\w+ )?{_NUMBER} of (?:some |about )?(?P<number>[a-z]+|\d[\d,]*)\b",
    re.IGNORECASE,
)
_WAS_GIVEN = re.compile(
    r"\b(?:was|were|had been) (?:given|put|stated|listed|entered) (?:as|at)\b", re.IGNORECASE
)
_OPENS = 30  # characters before the words of a text that say it was said earlier
_ALIKE_BEFORE = 0.4  # how alike what was said before must be, names apart, to what is taken back
_NEAR = 300  # characters around a withdrawal in which what is so now is told
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
        report = taken[report_id].report
        here = _Report(
            report.text, nodes, by_report[report_id], spoken.get(report_id, ()), report.publisher or ""
        )
        for place, start, end, plainly in here.taken_back():
            speaker = here.speaker(place, start, end)
            if speaker is None:
                continue
            target = here.told_earlier(speaker, place, end)
            if target is None and plainly:
                target = _numbered(nodes, here.text[start:end], by_origin.get(speaker.origin, ()))
            if target is None and plainly:
                target = here.turned_round(speaker, start, end)
            if target is None and plainly and not speaker.house:
                target = _replaced(nodes, here, speaker, start, end, by_origin.get(speaker.origin, ()))
            if target is None and plainly and not speaker.house:
                target = here.just_said(speaker, place)
            if target is None:
                continue
            claim = members[group_of[target]]
            own = [i for i in claim if nodes[i].origin in (nodes[target].origin, speaker.origin)]
            for older in here.said_before(target, speaker, start, end):
                own += [
                    i
                    for i in members[group_of[older]]
                    if nodes[i].origin == nodes[older].origin and i not in own
                ]
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
    house: bool = False  # the outlet itself, of what it printed


_SENTENCE_AT_MOST = 600  # characters of a sentence to either side: a text without stops is not one


@dataclass(frozen=True, slots=True)
class _Report:
    """A report's text with its propositions in order of place, and its statements."""

    text: str
    nodes: Sequence[Slots]
    members: Sequence[int]
    statements: Sequence[Statement]
    publisher: str = ""

    def taken_back(self) -> Iterator[tuple[int, int, int, bool]]:
        """Where something is taken back, the sentence around it, and whether its words can be said of one's own alone."""
        found = [
            (match.start(), pattern is _WITHDRAWN)
            for pattern in (_WITHDRAWN, _UNTRUE)
            for match in pattern.finditer(self.text)
        ]
        last = -1
        for place, plainly in sorted(
            found, key=lambda each: (self.sentence(each[0])[0], not each[1], each[0])
        ):
            if place >= last:
                start, last = self.sentence(place)
                before = self.text[self.sentence(max(0, start - 3))[0] : start]
                if _OUR_OWN.search(before) or not _OTHERS_SAID.search(before):
                    yield place, start, last, plainly

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
        if _CORRECTION.match(self.text, start, end):
            return self.house(inside)
        told = [s for s in inside if "withdraws" in s.features]
        own_words = _OWN_WORDS.search(self.text, start, end) is not None
        for statement in told or [s for s in inside if own_words and s.start <= place < s.end]:
            for index in self.members:
                if self.nodes[index].proposition.statement_id == statement.id:
                    return _Speaker(self.nodes[index].origin, statement.id)
        before = [i for i in self.members if 0 <= start - self.nodes[i].proposition.end < _BACK]
        if not before or self.nodes[before[-1]].own:
            return self.house(inside)
        if not own_words:
            return None
        ident = inside[0].id if inside else self.nodes[before[-1]].proposition.statement_id
        return _Speaker(self.nodes[before[-1]].origin, ident)

    def house(self, inside: Sequence[Statement]) -> _Speaker | None:
        """The outlet as the one who takes back what it printed."""
        if not self.members:
            return None
        ident = inside[0].id if inside else self.nodes[self.members[0]].proposition.statement_id
        return _Speaker(self.nodes[self.members[0]].publisher, ident, True)

    def told_earlier(self, speaker: _Speaker, place: int, end: int) -> int | None:
        """The nearest proposition, in this sentence or before it, that is told as said earlier."""
        for index in reversed(self.members):
            node = self.nodes[index]
            first, last = node.proposition.start, node.proposition.end
            if first >= end or place - last > _BACK or node.total < 0.6 or first <= place < last:
                continue
            same = node.origin == speaker.origin or node.own or speaker.house
            if (same and self.is_ours(node)) or (
                node.origin == speaker.origin and self.is_told_earlier(node)
            ):
                return index
        return None

    def is_told_earlier(self, node: Slots) -> bool:
        """True where the words before a proposition, or its own, say that it was said earlier."""
        first, _ = self.sentence(node.proposition.start)
        before = self.text[first : node.proposition.start]
        return _EARLIER.search(before) is not None or _WAS_GIVEN.search(node.proposition.text) is not None

    def is_ours(self, node: Slots) -> bool:
        """True for what the one who speaks here, or the outlet by its name, says to have said: "we wrote that"."""
        first, _ = self.sentence(node.proposition.start)
        before = self.text[first : node.proposition.start]
        name = re.escape(self.publisher)
        opens = _OUR_OWN.search(node.proposition.text, 0, 100)
        return bool(
            _OUR_OWN.search(before)
            or opens
            or (name and re.search(rf"\b{name}\b[^.;]{{0,20}}\b{_TOLD_BY}\b", before))
        )

    def turned_round(self, speaker: _Speaker, start: int, end: int) -> int | None:
        """What the speaker said before that is the other side of a state told here: "she lives. We were mistaken"."""
        near = [
            self.nodes[i] for i in self.members
            if start - _NEAR < self.nodes[i].proposition.end and self.nodes[i].proposition.start < end + _NEAR
        ]  # fmt: skip
        for index, node in enumerate(self.nodes):
            mine = speaker.origin in (node.origin, node.publisher) and node not in near
            if mine and any(
                node.about == new.about and node.at <= new.at and exclude(node, new) for new in near
            ):
                return index
        return None

    def said_before(self, target: int, speaker: _Speaker, start: int, end: int) -> Iterator[int]:
        """What the speaker, or the outlet, said elsewhere before that is what is taken back."""
        old = self.nodes[target]
        here = old.proposition.report_id
        for index, node in enumerate(self.nodes):
            if node.about != old.about or node.at > old.at or node.negated != old.negated:
                continue
            if index == target or not {speaker.origin, old.publisher} & {node.origin, node.publisher}:
                continue
            if node.proposition.report_id == here and start - 300 < node.proposition.start < end + 400:
                continue  # said anew
            figures = same_figure(old.figure, node.figure)
            if words(old, node)["said"] >= _ALIKE_BEFORE and (figures in SAME if old.counts else not figures):
                yield index

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


def _numbered(nodes: Sequence[Slots], sentence: str, spoken: Sequence[int]) -> int | None:
    """The latest of what the same body said of the number that is called wrong: "twelve was a mistake of ours"."""
    match = _CALLED.search(sentence) or _OF_SO_MANY.search(sentence)
    if match is None:
        return None
    word = match["number"].lower().replace(",", "")
    value = float(NUMBERS.get(word, word)) if NUMBERS.get(word, word).isdigit() else None
    found = [i for i in spoken if (figure := nodes[i].figure) is not None and figure.value == value]
    return max(found, key=lambda i: (nodes[i].at, -i), default=None) if value is not None else None


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
