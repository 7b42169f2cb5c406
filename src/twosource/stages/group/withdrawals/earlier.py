"""What is taken back of what was said in earlier reports: of that number, asked about, denied or replaced."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from ....data.numerals import whole
from ..same.amounts import same_figure
from ..same.features import shared
from ..slots import Slots
from ..wording.words import content
from .told import Speaker, TakenBack, Told
from .wording import ABOUT, CALLED, EARLIER, OF_SO_MANY, YOU_SAID

_NAMED = 0.5  # the share of what a mistake was about that an earlier statement must hold
_QUESTION = re.compile(r"\?\W*$")
_ALIKE = 0.2  # how alike an earlier statement must be to what is said of it here


def replaced(here: Told, speaker: Speaker, back: TakenBack, spoken: Sequence[int]) -> int | None:
    """What the same body said in an earlier report: what was asked about here, else what is denied or replaced here."""
    nodes, start, end = here.nodes, back.start, back.end
    anew = [
        nodes[i] for i in here.members
        if nodes[i].origin == speaker.origin and nodes[i].proposition.start < end + 400 and start - nodes[i].proposition.end < 400
    ]  # fmt: skip
    if not anew:
        return None
    earlier = [i for i in spoken if nodes[i].at < anew[0].at and nodes[i].about == anew[0].about]
    before = here.text[max(here.text.rfind("\n", 0, max(0, start - 3)), start - 300, 0) : start]
    if EARLIER.search(before) or YOU_SAID.search(before):
        asked = content(before)
        question = replace(
            anew[0], weights=dict(asked.weights), total=sum(asked.weights.values()), negated=asked.negated
        )
        return _best(earlier, lambda i: _asked_of(nodes[i], question))
    return _best(earlier, lambda i: max((_in_its_place(nodes[i], new) for new in anew), default=0.0))


def numbered(here: Told, back: TakenBack, spoken: Sequence[int]) -> int | None:
    """The latest of what the same body said of the number that is called wrong: "twelve was a mistake of ours"."""
    nodes, sentence = here.nodes, here.text[back.start : back.end]
    match = CALLED.search(sentence) or OF_SO_MANY.search(sentence)
    if match is None:
        return None
    value = whole(match["number"])
    found = [i for i in spoken if (figure := nodes[i].figure) is not None and figure.value == value]
    return max(found, key=lambda i: (nodes[i].at, -i), default=None) if value is not None else None


def asked_about(here: Told, back: TakenBack, spoken: Sequence[int]) -> int | None:
    """What the same body said of that which its mistake was about: here, or in the question before."""
    line = here.text[max(here.text.rfind("\n", 0, max(0, back.start - 3)), back.start - 300, 0) : back.start]
    named = ABOUT.search(here.text, back.start, back.end) or (_QUESTION.search(line) and ABOUT.search(line))
    if not named:
        return None
    about = content(named["about"])
    nodes = here.nodes
    inside = {i for i in here.members if back.start <= nodes[i].proposition.start < back.end}

    def likeness(index: int) -> float:
        node = nodes[index]
        common = sum(
            min(weight, node.weights[word]) for word, weight in about.weights.items() if word in node.weights
        )
        return common / max(sum(about.weights.values()), 1.0)

    earlier = [i for i in spoken if i not in inside and not nodes[i].negated]
    latest = [i for i in earlier if likeness(i) >= _NAMED]
    return max(latest, key=lambda i: (likeness(i), nodes[i].at, -i), default=None)


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
