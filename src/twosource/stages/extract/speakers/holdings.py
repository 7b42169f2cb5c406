"""Whose an instrument or a crew is: "its tracking system shows", "the mission's microphones", "its chief surgeon said".

What a body's instruments recorded the body says, and so does whoever leads it. One of its people without a name
("one of its doctors", "an official of the ministry") stays unnamed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable

from ....data import actor_words
from ....model import Source, Token
from .ground import Ground

_LEADS = ("chief", "head", "director", "commander", "president", "chairman", "chairwoman")


class Holdings:
    """Finds the named body behind what is its own."""

    def __init__(self, ground: Ground, resolve: Callable[[int, int], Source]) -> None:
        self._ground = ground
        self._resolve = resolve

    def whose(self, head: Token) -> Source | None:
        """The named body whose instrument, crew or leader this is; None where it is nobody's that is named."""
        lemma = head.lemma.lower()
        if lemma in actor_words("instruments"):
            return self._owner(head)
        if lemma in actor_words("crews"):
            return self._owner(head) or self._of_its_vessel(head)
        return self._owner(head) if self._leads(head) else None

    def _leads(self, head: Token) -> bool:
        """True for "its chief surgeon", whom no name is given."""
        at = bisect_left(self._ground.starts, head.start)
        words = [token.text.lower() for token in self._ground.tokens[max(0, at - 2) : at + 1]]
        led = words[:2] if len(words) == 3 and words[1] in _LEADS else [*words[-2:-1], *words[-1:]]
        return head.tag == "NN" and len(led) == 2 and led[0] in ("its", "their") and led[1] in _LEADS

    def _of_its_vessel(self, head: Token) -> Source | None:
        """ "The crew of the coast guard's only cutter"."""
        phrase = self._ground.owner_phrase(head)
        inside = self._ground.between(*phrase) if phrase else ()
        vessel = next((t for t in inside if t.lemma.lower() in actor_words("vessels")), None)
        return self._owner(vessel) if vessel else None

    def _owner(self, head: Token) -> Source | None:
        phrase = self._ground.owner_phrase(head)
        if phrase is None or phrase[0] <= head.start < phrase[1]:
            return None
        found = self._resolve(*phrase)
        return found if found.named else None
