"""States that exclude one another: alive and dead, aboard and at home, with power and in the dark, real and forged.

Which words tell of which side is data (``opposed.json``), and so is what two accounts must share to be of one
somebody or one thing; "all", "every" and "none" tell of each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any, NamedTuple

from ....data import table
from ....data.numerals import spelled
from ....text.sought import Pieces, pieces
from ...remembered import STATEMENTS, remembered
from ..slots import Slots
from ..wording.sounds import skeleton
from ..wording.words import content
from .clauses import denied_at, ends_before, refused
from .parties import lands, own_words

_CROWD = 200  # of more accounts of one side of a state in one story, the first are compared
_ALL = re.compile(
    r"\b(?:all(?! (?:right|but|of a sudden))|every(?:one|body|thing|where)?|each|no ?(?:one|body)|none|not (?:one|a single|any)|the (?:whole|entire))\b|^\W*no \w+",
    re.IGNORECASE,
)
_GROUPS = (
    r"(?:crew|passengers?|people on board|those on board|occupants?|hostages?|miners|engineers|hikers|climbers|divers|children|"
    r"pupils|sailors?|soldiers?|servicemen|prisoners?|patients?|guards?|officers?|villagers?|residents?|workers?|employees|staff)"
)
_BODY = re.compile(rf"\b{_GROUPS}\b", re.IGNORECASE)
# Who together are all that there were: what befell all of them befell each.
_WHOLE = re.compile(
    rf"\b(?:every(?:one|body)|no ?(?:one|body)|none of (?:us|them|the \w+|its \w+|our \w+|my \w+)|not (?:one|a single one) of \w+|(?:they|we|all of (?:them|us|the \w+)) (?:are|were) all|all of (?:them|us)|"
    rf"(?:all|every|not one|not a single|no) (?:\w+ ){{0,2}}?(?:people on board|on board|{_GROUPS})|(?:the|its|our|their) (?:whole |entire )?(?:crew|passengers|hostages|miners|children)(?: members)?)\b|^\W*they are all\b",
    re.IGNORECASE,
)
# The last of the words of a name, where it stands for somebody: "Colonel Adan Morvik", "Morvik was", not "the Karn officer".
_SURNAME = re.compile(
    r"\b(?:[A-Z][\w’.-]*\s+)+([A-Z][\w-]{3,})(?:['’]s)?(?!\s+[A-Z])\b|\b([A-Z][\w-]{3,})(?=,|\.|$| (?:is|was|has|had|did|does|would|will|could|died|survived|lives|lived|\w+ed)\b)"
)
_NO = re.compile(r"(?:no|not|never|nobody|none|neither|without|did not)\b", re.IGNORECASE)
_AMONG = re.compile(r"\b(?:not|never)\b(?! (?:a|one)\b)", re.IGNORECASE)
_SHORT = re.compile(r"n['’]t\b")
# What is told as a case and not as so.
_CASE = re.compile(
    r"\b(?:if|whether|unless|could|would|might|may|should|must|will|fear\w*|hop(?:e|ed|es|ing)|in case|to remain|talk of|rumou?rs?)\b",
    re.IGNORECASE,
)
# Capitals that name nobody: what opens a sentence, months and days.
_DAYS = "|".join(
    word
    for names in (table("calendar.json")["weekdays"], *table("calendar.json")["months"].values())
    for word in names
    if word.isascii()
)
_SOMEBODY = re.compile(
    rf"(?!(?:The|An?|This|That|These|It|Its|In|On|At|When|(?i:{_DAYS}))\b)[A-Z]\w+|\d+|(?i:he|she|they|we|i|you|him|her|them|us|who|whom|"
    rf"{'|'.join(spelled(20))}|some|several|many|most|all|both|none|no|nobody|everybody|everyone|anyone|anybody|somebody|someone|any|"
    r"each|every|few|dozens?|hundreds?|thousands?)"
)
_LASTING = re.compile(
    r"\b(?:all (?:along|year|month|week|summer|winter|season|the time)|for (?:\w+ ){0,2}(?:weeks|months|years)|always|never|throughout|ever since|since (?:the )?(?:\w+ )?(?:of )?(?:[A-Z]|last|then|spring|summer|autumn|winter))",
)
_STILL = re.compile(r"\b(?:still|remain(?:s|ed)?|continue[sd]? to|never)\b", re.IGNORECASE)
_NEAR = 7  # words to either side of a state that say of what it is told
_GAP = 12  # hours between two reports after which what may change may have changed
_THING = 0.75  # the weight of what two accounts of a thing must share besides the state
_OF_ALL = 0.35  # ... where one tells of all such things
_DAY = 24 * 60


class Turn(NamedTuple):
    """A turn of phrase of a side of a state; a text with it holds one of the ``pieces``."""

    words: str
    pieces: frozenset[str]


class State(NamedTuple):
    """What two accounts of it must share, whether it may change within a day, or end for good, and the turns of either side."""

    of: str
    changes: bool
    ends: bool  # who is dead is not alive the day after
    yes: tuple[Turn, ...]
    no: tuple[Turn, ...]

    @property
    def pieces(self) -> frozenset[str]:
        """A text that tells of it holds one of these."""
        return frozenset(piece for turn in (*self.yes, *self.no) for piece in turn.pieces)


@dataclass(frozen=True, slots=True)
class Account:
    """What a text tells of a state: on which side of it, of all or of some, of whom or what."""

    state: str
    holds: bool
    every: bool  # of all things or places
    whole: bool  # of all persons that there were
    human: bool  # a word near by is one for persons: "the detector was dead" tells of none
    persons: frozenset[str]
    bodies: frozenset[str]
    names: frozenset[str]
    words: Mapping[str, float]


@cache
def states() -> Mapping[str, State]:
    """The states of the table."""
    return {name: _state(each) for name, each in table("opposed.json")["states"].items()}


def _state(told: Mapping[str, Any]) -> State:
    yes, no = (
        tuple(Turn(each, frozenset(pieces(re.compile(each, re.IGNORECASE)))) for each in told[side])
        for side in ("yes", "no")
    )
    return State(told["of"], told.get("changes", False), told.get("ends", False), yes, no)


@cache
def _pieces() -> Pieces:
    """The pieces of all states: a text of news holds those of one or two turns."""
    return Pieces(piece for state in states().values() for piece in state.pieces)


@cache
def _by_piece() -> Mapping[str, frozenset[str]]:
    """The states by their pieces."""
    found: dict[str, set[str]] = {}
    for name, state in states().items():
        for piece in state.pieces:
            found.setdefault(piece, set()).add(name)
    return {piece: frozenset(names) for piece, names in found.items()}


@lru_cache(2_048)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{each})" for each in words), re.IGNORECASE)


def _matches(turns: Sequence[Turn], text: str, here: set[str]) -> Iterator[re.Match[str]]:
    """Where a side's turns stand, as if all were looked for: of those without a piece ``here`` none does."""
    some = tuple(turn.words for turn in turns if not turn.pieces.isdisjoint(here))
    return _pattern(some).finditer(text) if some else iter(())


@remembered(STATEMENTS)
def accounts(text: str) -> tuple[Account, ...]:
    """The states that a text tells of, each with its side; none of which it tells both sides."""
    found = []
    text = _SHORT.sub(" not", text)
    here = _pieces().within(text)
    met = {name for piece in here for name in _by_piece()[piece]}
    for name, state in states().items() if met else ():
        if name not in met:
            continue
        told = [
            (match, holds != _turned(text, match))
            for holds, turns in ((True, state.yes), (False, state.no))
            for match in _matches(turns, text, here)
            if not _CASE.search(text, ends_before(text, match.start()), match.start())
        ]
        if len({side for _, side in told}) == 1:
            rest = " ".join(_around(text, match) for match, _ in told)
            found.append(
                Account(
                    name, told[0][1], _ALL.search(text) is not None, _WHOLE.search(text) is not None, _human(rest),
                    surnames(text),
                    frozenset(m[0].casefold().removesuffix("s") for m in _BODY.finditer(text)),
                    own_words(re.findall(r"(?<=\w )[A-Z][\w-]{2,}", text)), content(rest).weights,
                )
            )  # fmt: skip
    return tuple(found)


def surnames(text: str) -> frozenset[str]:
    """The surnames of the persons of whom a text tells, as they sound."""
    words = own_words(m[1] or m[2] for m in _SURNAME.finditer(text))
    return frozenset(skeleton(word) for word in words if not lands(word))


def _turned(text: str, match: re.Match[str]) -> bool:
    """True where a negation before the words for a state, or among them, turns them round."""
    if _NO.match(match[0]):
        return False
    return denied_at(text, match.start()) != (_AMONG.search(match[0]) is not None)


def _around(text: str, match: re.Match[str]) -> str:
    """The words of a clause around those that tell of a state: of whom or what it is told."""
    before = text[ends_before(text, match.start()) : match.start()].split()
    joint = max((at + 1 for at, word in enumerate(before) if word in ("and", "or")), default=0)
    after = re.split(r"[;:.!?,]|\b(?:and|but|which|who)\b", text[match.end() :], maxsplit=1)[0].split()
    return " ".join((*before[max(joint, len(before) - _NEAR) :], *after[:_NEAR]))


@cache
def _persons() -> frozenset[str]:
    return frozenset(table("persons.json")["nouns"])


def _human(words: str) -> bool:
    """True where one of the words is a name, a pronoun, a number or a noun of persons."""
    return any(
        _SOMEBODY.fullmatch(word) or word.lower().removesuffix("s") in _persons()
        for word in re.findall(r"[\w-]+", words)
    )


def exclude(a: Slots, b: Slots) -> bool:
    """True where two texts tell the two sides of one state of one somebody or something."""
    ours = accounts(a.proposition.text)
    return bool(ours) and any(
        one.state == other.state and _against(a, one, b, other)
        for other in accounts(b.proposition.text)
        for one in ours
    )


def agree(a: Slots, b: Slots) -> bool:
    """True where two texts tell one side of a state: "not one was hurt", "all are in good health"."""
    ours = accounts(a.proposition.text)
    return bool(ours) and any(
        one.state == other.state and _side(a, one) is _side(b, other)
        for other in accounts(b.proposition.text)
        for one in ours
    )


def excluding(nodes: Sequence[Slots]) -> Iterator[tuple[int, int, str]]:
    """Pairs of accounts, by two origins, that tell the two sides of one state, and the state."""
    told: dict[tuple[str, str], list[tuple[int, Account]]] = {}
    for index, node in enumerate(nodes):
        for each in accounts(node.proposition.text):
            told.setdefault((node.about, each.state), []).append((index, each))
    for (_, name), members in sorted(told.items()):
        yes, no = (
            [m for m in members if _side(nodes[m[0]], m[1]) is side][:_CROWD] for side in (True, False)
        )
        for left, a in yes:
            for right, b in no:
                if nodes[left].origin != nodes[right].origin and _against(nodes[left], a, nodes[right], b):
                    yield left, right, name


def _side(node: Slots, account: Account) -> bool:
    """On which side of the state its speaker stands: a denial turns what it denies."""
    return account.holds != refused(node)


def _against(a: Slots, one: Account, b: Slots, other: Account) -> bool:
    """True for the two sides of a state, of the same somebody or something, at one time as far as they say."""
    state = states()[one.state]
    if _side(a, one) is _side(b, other) or not _meet(one, other, state.of):
        return False
    lasts = _lasting(a) or _lasting(b) or _still(max(a, b, key=lambda node: node.at))
    ended = state.ends and (a.at < b.at) is not _side(a, one)
    changed = state.changes and _far_apart(a, b) and not lasts and not ended and not (a.days & b.days)
    return not changed and _at_one_time(a, b, one.every, other.every)


def _meet(a: Account, b: Account, of: str) -> bool:
    """True where both tell of one somebody or one thing."""
    if of in ("persons", "somebody"):
        if a.persons & b.persons or of == "somebody":
            return bool(a.persons & b.persons)
        apart = bool(a.bodies and b.bodies and not a.bodies & b.bodies) and not (a.whole and b.whole)
        elsewhere = bool(a.names and b.names and not a.names & b.names)
        return (a.whole or b.whole) and a.human and b.human and not apart and not elsewhere
    if of == "story":
        return True
    if of == "named":
        return bool(a.names & b.names)
    if of == "places" and (a.every or b.every):
        return True
    shared = sum(min(weight, b.words[word]) for word, weight in a.words.items() if word in b.words)
    return shared >= (_OF_ALL if a.every or b.every else _THING)


def _lasting(node: Slots) -> bool:
    """True for what is told of a long time: the detector had been dead "for weeks", has worked "all along"."""
    return _LASTING.search(node.proposition.text) is not None


def _still(later: Slots) -> bool:
    """True where the later of two says that what it tells was so all the time: "its forces still hold the town"."""
    return _STILL.search(later.proposition.text) is not None


def _far_apart(a: Slots, b: Slots) -> bool:
    """True where the reports of two accounts are of other hours: what one tells may have changed."""
    if len(a.at) < 13 or len(b.at) < 13:
        return False
    hours = [24 * date.fromisoformat(at[:10]).toordinal() + int(at[11:13]) for at in (a.at, b.at)]
    return abs(hours[0] - hours[1]) > _GAP


def _at_one_time(a: Slots, b: Slots, all_a: bool, all_b: bool) -> bool:
    """False where they name two times: what held for all by one time must hold at each later one."""
    if a.days and b.days and not a.days & b.days:
        return False
    if _lasting(a) or _lasting(b):
        return True
    if any(each.dated and not each.days and not each.clocks for each in (a, b)):
        return False  # "in February"
    if not a.clocks or not b.clocks:
        return not (a.clocks if all_a else b.clocks if all_b else ())
    if a.clocks & b.clocks:
        return True
    if all_a == all_b:
        return False
    whole, one = (a, b) if all_a else (b, a)
    return any(0 < (_minutes(y) - _minutes(x)) % _DAY < _DAY / 2 for x in whole.clocks for y in one.clocks)


def _minutes(clock: str) -> int:
    hour, minute = clock.split(":")
    return 60 * int(hour) + int(minute)
