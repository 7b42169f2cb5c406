"""Arms that their owner says were not used, against who says that they were: "no gun of ours fired", "Torland's guns did it"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ..slots import Slots
from .parties import acts, own_words, told_of

# Arms by kind; what is of no kind ("weapon", "shot") is of each.
_KINDS: Mapping[str, str] = {
    "guns": r"guns?|artillery|howitzers?|mortars?|cannons?|shells?|shelling|batter(?:y|ies)",
    "missiles": r"missiles?|rockets?|interceptors?|air[- ]defen[cs]es?|launchers?|projectiles?",
    "aircraft": r"aircraft|planes?|warplanes?|jets?|bombers?|helicopters?|drones?|air force|bombs?|sort(?:y|ies)|uncrewed \w+",
    "ships": r"ships?|warships?|vessels?|boats?|frigates?|submarines?|torpedo(?:es)?",
    "": r"weapons?|arms|rounds?|shots?|fire|ammunition",
}
_ARMS = re.compile(
    "|".join(rf"(?P<k{n}>\b(?:{words})\b)" for n, words in enumerate(_KINDS.values())), re.IGNORECASE
)
_NONE = re.compile(
    r"\b(?:no|not (?:one|a|a single|any)|none of|never an?|neither)\b|\b(?:not|never|n[’']t)\b", re.IGNORECASE
)
_USED = re.compile(
    r"\b(?:fir(?:e|ed|ing)|opened fire|launch(?:ed)?|shot|in action|in use|used|active|flew|fly|flown|took off|in the (?:air|area|sky)|"
    r"dropped|left (?:its|their|the|our) \w+|took part|engaged|operat(?:ed|ing)|deployed|on station)\b",
    re.IGNORECASE,
)
_OURS = re.compile(r"\b(?:our|ours|we|its|their|theirs|us)\b", re.IGNORECASE)
_STRUCK = re.compile(
    r"\b(?:hit|struck|shelled|bombed|fired|caused|destroyed|killed|fell|brought down|shot|done|did|sank|blown|blew|attacked|torpedoed|downed|"
    r"came from|launched|set off)\b",
    re.IGNORECASE,
)
_BESIDE = 40  # characters between a party's name and its arms


def unused(nodes: Sequence[Slots], names: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[int, int]]:
    """Pairs of a denial that a party's arms were used, and what says that those arms did it; by two origins."""
    by_story: dict[str, list[int]] = {}
    for index, node in enumerate(nodes):
        if _ARMS.search(node.proposition.text):
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
    none, arms = _NONE.search(text), _ARMS.search(text)
    if none is None or arms is None or node.own or not node.negated:
        return frozenset(), frozenset()
    used = _USED.search(text, arms.end())
    if used is None or not (none.end() <= arms.start() or none.end() <= used.start()):
        return frozenset(), frozenset()
    near = text[max(0, arms.start() - _BESIDE) : arms.end() + _BESIDE]
    named = own_words(re.findall(r"(?<![.!?] )(?<!^)\b[A-Z][\w-]+", near))
    party = named or (own_words(names.get(node.origin, ())) if _OURS.search(text) else frozenset())
    return party, _kinds(text)


def _kinds(text: str) -> frozenset[str]:
    every = tuple(_KINDS)
    return frozenset(every[int(str(match.lastgroup)[1:])] for match in _ARMS.finditer(text))


def _used_by(party: frozenset[str], kinds: frozenset[str], node: Slots) -> bool:
    """True for an affirmed account in which arms of that kind, of that party, did something."""
    text = node.proposition.text
    theirs = _kinds(text)
    if node.negated or not (kinds & theirs or "" in kinds or theirs == {""}) or not _STRUCK.search(text):
        return False
    beside = any(
        _ARMS.search(text, m.end(), m.end() + _BESIDE) or _of(text, m.start()) for m in told_of(party, text)
    )
    return beside and (
        acts(party, text) or any(_ARMS.search(text, m.end(), m.end() + _BESIDE) for m in told_of(party, text))
    )


def _of(text: str, at: int) -> bool:
    """ "Mortars of the Torlandic army"."""
    before = _ARMS.search(text, max(0, at - _BESIDE), at)
    return before is not None and re.search(r"\b(?:of|by|from)\b", text[before.end() : at]) is not None
