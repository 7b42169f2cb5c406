"""Arms that their owner says were not used, against who says that they were: "no gun of ours fired", "Torland's guns did it".

Which words are arms, of which kind, and what they do, is data (``opposed.json``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from ....data import table
from ...remembered import TEXTS, remembered
from ..slots import Slots
from .parties import acts, own_words, told_of

_NONE = re.compile(
    r"\b(?:no|not (?:one|a|a single|any)|none of|never an?|neither)\b|\b(?:not|never|n[’']t)\b", re.IGNORECASE
)
_OURS = re.compile(r"\b(?:our|ours|we|its|their|theirs|us)\b", re.IGNORECASE)
_BESIDE = 40  # characters between a party's name and its arms


@cache
def _arms() -> re.Pattern[str]:
    """Words for arms, a group for each kind in the order of the data."""
    kinds = table("opposed.json")["arms"]["kinds"].values()
    return re.compile("|".join(rf"(?P<k{n}>\b(?:{words})\b)" for n, words in enumerate(kinds)), re.IGNORECASE)


@remembered(TEXTS)
def _told_of(text: str) -> bool:
    """True for a text with a word for arms."""
    return _arms().search(text) is not None


@cache
def _used() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{table('opposed.json')['arms']['used']})\b", re.IGNORECASE)


@cache
def _did() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{table('opposed.json')['arms']['did']})\b", re.IGNORECASE)


def unused(nodes: Sequence[Slots], names: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[int, int]]:
    """Pairs of a denial that a party's arms were used, and what says that those arms did it; by two origins."""
    by_story: dict[str, list[int]] = {}
    for index, node in enumerate(nodes):
        if _told_of(node.proposition.text):
            by_story.setdefault(node.about, []).append(index)
    for members in by_story.values():
        idle = [(i, party, kinds) for i in members for party, kinds in [_idle(nodes[i], names)] if party]
        for left, party, kinds in idle:
            for right in members:
                if nodes[left].origin != nodes[right].origin and _used_by(party, kinds, nodes[right]):
                    yield left, right


def _idle(node: Slots, names: Mapping[str, tuple[str, ...]]) -> tuple[frozenset[str], frozenset[str]]:
    """Whose arms a text says were not used, as the words of their name, and of which kinds; nothing where it does not."""
    text = node.proposition.text
    none, arms = _NONE.search(text), _arms().search(text)
    if none is None or arms is None or node.own or not node.negated:
        return frozenset(), frozenset()
    used = _used().search(text, arms.end())
    if used is None or not (none.end() <= arms.start() or none.end() <= used.start()):
        return frozenset(), frozenset()
    near = text[max(0, arms.start() - _BESIDE) : arms.end() + _BESIDE]
    named = own_words(re.findall(r"(?<![.!?] )(?<!^)\b[A-Z][\w-]+", near))
    party = named or (own_words(names.get(node.origin, ())) if _OURS.search(text) else frozenset())
    return party, _kinds(text)


def _kinds(text: str) -> frozenset[str]:
    every = tuple(table("opposed.json")["arms"]["kinds"])
    return frozenset(every[int(str(match.lastgroup)[1:])] for match in _arms().finditer(text))


def _used_by(party: frozenset[str], kinds: frozenset[str], node: Slots) -> bool:
    """True for an affirmed account in which arms of that kind, of that party, did something."""
    text = node.proposition.text
    theirs = _kinds(text)
    if node.negated or not (kinds & theirs or "" in kinds or theirs == {""}) or not _did().search(text):
        return False
    beside = any(
        _arms().search(text, m.end(), m.end() + _BESIDE) or _of(text, m.start()) for m in told_of(party, text)
    )
    return beside and (
        acts(party, text)
        or any(_arms().search(text, m.end(), m.end() + _BESIDE) for m in told_of(party, text))
    )


def _of(text: str, at: int) -> bool:
    """ "Mortars of the Torlandic army"."""
    before = _arms().search(text, max(0, at - _BESIDE), at)
    return before is not None and re.search(r"\b(?:of|by|from)\b", text[before.end() : at]) is not None
