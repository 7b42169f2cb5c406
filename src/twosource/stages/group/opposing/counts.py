"""Two exact numbers of one thing in one scene: "three shots were fired", "four shots".

Numbers with a measure (killed, injured, seized) are compared where claims are judged. Here are those without one:
the same counted noun alone says nothing, the same happening or a noun that is counted once in the story does. A
dozen persons or more are of one scene where the words are much alike; "it was 2,900" is of what was numbered before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from ....model import Figure
from ...areas import area, wider
from ..same.amounts import counted, of_persons
from ..same.bare import instead
from ..same.features import features
from ..same.likeness import odds
from ..slots import Slots
from ..wording.words import content

_ALIKE = 0.0  # the log of the odds that two would be one claim, but for their numbers
_BARE = 0.6  # of no more content than this besides what it counts, a text only counts
_NUMBERED = ("figure alone", "other figure", "same figure", "same number", "same one", "lent figure")
_ANY = frozenset(["PERSON", "MONEY", "MINUTES", "NIGHT", "MORNING", "PART", "SECOND", "day", "hour", "week", "month", "year", "time", "kilometr", "metr", "mile"])  # fmt: skip
_MANY = 10  # fewer persons than this may be any
_ONE_SCENE = -0.6  # the same odds for persons: below, two scenes of one story were counted
_OPENS = 12  # characters before the number of a text that opens with it
_KNOWN = re.compile(
    r"\b(?:the|these|those|both|its|their|his|her|our|my)\s+(?:other |same )?$", re.IGNORECASE
)
_CROWD = 40  # of more propositions that count one thing than this, the first are compared


def rival_counts(nodes: Sequence[Slots]) -> Iterator[tuple[int, int]]:
    """Pairs of propositions of two origins that give another exact number of the same thing in the same scene."""
    told: dict[tuple[str, str], list[int]] = {}
    for index, node in enumerate(nodes):
        if node.figure is not None and not node.negated and not node.modal and _exact(node.figure):
            for noun in counted(node.figure.counts or "") - _ANY:
                told.setdefault((node.about, noun), []).append(index)
    for (_, noun), members in sorted(told.items()):
        values = {nodes[i].figure.value for i in members}  # type: ignore[union-attr]
        for a, b in combinations(members[:_CROWD], 2):
            if _rival(nodes[a], nodes[b], noun, len(values) == 2):
                yield a, b


def _exact(figure: Figure) -> bool:
    return _whole(figure) and figure.measure is None


def _whole(figure: Figure) -> bool:
    """True for an exact number above one, of all there are."""
    whole = figure.value is not None and figure.value % 1 == 0 and figure.value > 1
    return whole and figure.bound == "exact" and not figure.nominal and not figure.further


def rival_crowds(nodes: Sequence[Slots]) -> Iterator[tuple[int, int]]:
    """Pairs of propositions of two origins that give another exact number of the persons in one scene."""
    told: dict[str, list[int]] = {}
    for index, node in enumerate(nodes):
        figure = node.figure
        if figure is None or node.negated or node.modal or node.own or not _whole(figure):
            continue
        if (figure.value or 0) >= _MANY and of_persons(figure):
            told.setdefault(node.about, []).append(index)
    for _, members in sorted(told.items()):
        for left, right in combinations(members[:_CROWD], 2):
            a, b = nodes[left], nodes[right]
            measured = a.figure and b.figure and a.figure.measure and b.figure.measure
            if measured or not _comparable(a, b) or (a.names and b.names and not a.names & b.names):
                continue
            if odds(_unnumbered(a, b)) >= _ONE_SCENE:
                yield left, right


def rival_totals(nodes: Sequence[Slots]) -> Iterator[tuple[int, int]]:
    """ "4,200 people were moved, the governor said. The mayor said it was 2,900": the number before, and another's own."""
    for former, index in instead(nodes):
        a, b = nodes[former], nodes[index]
        if not b.own and a.origin != b.origin and a.figure and b.figure and a.figure.value != b.figure.value:
            yield former, index


def _rival(a: Slots, b: Slots, noun: str, two: bool) -> bool:
    """True where one scene is told of: one happening; or one only counts, and the story counts that thing in one way."""
    if not _comparable(a, b):
        return False
    found = _unnumbered(a, b)
    happening = a.events & b.events - {noun}
    if happening and odds(found) >= _ALIKE:
        return True
    return two and all(_counts_first(each) for each in (a, b)) and any(_bare(each, noun) for each in (a, b))


def _comparable(a: Slots, b: Slots) -> bool:
    """True for two numbers by two origins that nothing tells to be of other times, sides or spans."""
    if a.origin == b.origin or a.figure is None or b.figure is None or a.figure.value == b.figure.value:
        return False
    one, other = area(a.proposition.text), area(b.proposition.text)
    if one and other and wider(one, other) != wider(other, one):
        return False  # "in the city", "in the region"
    if (a.days and b.days and not a.days & b.days) or (a.clocks and b.clocks and not a.clocks & b.clocks):
        return False
    return a.figure.side == b.figure.side and a.figure.window == b.figure.window


def _unnumbered(a: Slots, b: Slots) -> dict[str, float]:
    """What two have in common but for their numbers."""
    return {name: value for name, value in features(a, b).items() if name not in _NUMBERED}


def _counts_first(node: Slots) -> bool:
    """True for a text that opens with its number: "Three shots were fired", not "he wrote down two rafts".

    "The two ships" are known already: they are met again, and nobody counts them.
    """
    if node.figure is None or node.figure.start - node.proposition.start > _OPENS:
        return False
    before = node.proposition.text[: node.figure.start - node.proposition.start]
    return _KNOWN.search(before) is None


def _bare(node: Slots, noun: str) -> bool:
    """True for a text that names what it counts and says nothing more: "Four shots." """
    own = content(node.proposition.text).weights
    return noun in own and sum(weight for word, weight in own.items() if word != noun) < _BARE
