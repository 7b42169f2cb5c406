"""Whose an instrument or a crew is: "its tracking system shows", "the mission's microphones", "its chief surgeon said".

What a body's instruments recorded the body says, and so does whoever leads it. One of its people without a name
("one of its doctors", "an official of the ministry") stays unnamed.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence

from ....data import actor_words
from ....model import Source, Token
from ....text import fold, slug
from .ground import Ground

_LEADS = ("chief", "head", "director", "commander", "president", "chairman", "chairwoman")

# Those who speak for the person that they work for.
_THEIRS = frozenset(("people", "staff", "team", "aides", "aide"))
# What a land has one of, and a company has not.
_OF_STATES = frozenset(
    ("ministry", "government", "parliament", "army", "navy", "military", "embassy", "police", "cabinet")
)


class Holdings:
    """Finds the named body behind what is its own."""

    def __init__(self, ground: Ground, resolve: Callable[[int, int], Source]) -> None:
        self._ground = ground
        self._resolve = resolve

    def whose(self, head: Token) -> Source | None:
        """The named body whose instrument, crew or leader this is; None where it is nobody's that is named."""
        lemma = head.lemma.lower()
        if lemma in _THEIRS and head.tag in ("NN", "NNS"):
            return self._leader(head)
        if lemma in actor_words("instruments"):
            return self._owner(head)
        if lemma in actor_words("crews"):
            return self._owner(head) or self._of_its_vessel(head)
        return self._owner(head) if self._leads(head) else None

    def _leader(self, head: Token) -> Source | None:
        """ "his people said": the person that they work for, where one is named."""
        at = bisect_left(self._ground.starts, head.start)
        before = self._ground.tokens[at - 1] if at else None
        if before is None or before.text.lower() not in ("his", "her"):
            return None
        found = self._resolve(before.start, before.end)
        return found if found.named and found.kind == "person" else None

    def of_the_land(self, head: Token, phrase: Sequence[Token]) -> Source | None:
        """ "Torland has sent six home, its foreign ministry said": the ministry of the land that the sentence is about."""
        if phrase[0].text.lower() != "its" or head.lemma.lower() not in _OF_STATES or head == phrase[0]:
            return None
        land = self._subject_before(phrase[0])
        if land is None:
            return None
        text = self._ground.dissection.report.text
        name = f"{text[land.start : land.end]}'s {' '.join(text[phrase[1].start : head.end].split())}"
        return Source(slug(fold(name)), name, "body", (name,))

    def _subject_before(self, token: Token) -> Token | None:
        """The one capital that opens the same sentence as its subject and is no body's or person's full name."""
        at = bisect_left(self._ground.starts, token.start)
        first = self._ground.sentence_starts[
            max(0, bisect_right(self._ground.sentence_starts, token.start) - 1)
        ]
        for before in range(at - 1, -1, -1):
            word = self._ground.tokens[before]
            if word.start < first:
                return None
            if word.pos == "PROPN" and word.dep in ("nsubj", "nsubjpass") and not self._ground.quoted(word):
                actor = self._ground.actor_at(word)
                alone = self._ground.tokens[before - 1].pos != "PROPN" if before else True
                one = actor is None or " " not in actor.text
                return word if alone and one and word.text[:1].isupper() else None
        return None

    def _leads(self, head: Token) -> bool:
        """True for "its chief surgeon", whom no name is given."""
        at = bisect_left(self._ground.starts, head.start)
        words = [token.text.lower() for token in self._ground.tokens[max(0, at - 2) : at + 1]]
        led = words[:2] if len(words) == 3 and words[1] in _LEADS else [*words[-2:-1], *words[-1:]]
        return head.tag == "NN" and len(led) == 2 and led[0] in ("its", "their", "whose") and led[1] in _LEADS

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
