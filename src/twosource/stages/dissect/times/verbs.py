"""The verb above a word: its tense, and whether it is a verb of saying. Rules over the parse."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Literal

from ....data import table
from ....model import Token
from .symbols import TABLE

Tense = Literal["past", "future", "present"]
_LONGEST_CLIMB = 25
_WILL = frozenset(("will", "shall", "'ll", "wo", "’ll", "would"))
_SCHEDULED = frozenset(("schedule", "plan", "slate", "expect"))
# What stands in a timetable is told in the present: "the trial starts on Thursday".
_TIMETABLE = frozenset(
    ("begin", "start", "resume", "reopen", "open", "end", "expire", "convene", "depart", "sail")
)
_ASKING = frozenset(("ask", "urge", "order", "advise", "instruct", "require", "invite", "beg"))
_MAY = frozenset(("may", "can", "must", "should"))


class Verbs:
    """The verbs of a parsed text, asked for by the offset of a word below them."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self._at = {token.start: index for index, token in enumerate(tokens)}

    def token(self, start: int) -> Token | None:
        """The token that begins at an offset."""
        index = self._at.get(start)
        return None if index is None else self.tokens[index]

    def above(self, start: int) -> Token | None:
        """The nearest verb that governs the word at an offset."""
        index = self._at.get(start)
        for _ in range(_LONGEST_CLIMB):
            if index is None:
                return None
            token = self.tokens[index]
            if token.pos in ("VERB", "AUX"):
                return token
            index = None if token.head == index else token.head
        return None

    def was_done(self, start: int) -> bool:
        """Whether that verb is a passive or perfect of the past: "was held", "had fallen"."""
        verb = self.above(start)
        return verb is not None and any(token.tag == "VBD" for token in self._helpers(self._at[verb.start]))

    def says(self, start: int) -> bool:
        """Whether that verb is one of saying: the time is that of a statement, not of what it tells."""
        verb = self.above(start)
        return verb is not None and verb.lemma.lower() in _words("speech")

    def tense(self, start: int) -> Tense | None:
        """The tense of the verb that governs the word at ``start``; None without a parse or a verb."""
        index = self._at.get(start)
        if index is None:
            return None
        for _ in range(_LONGEST_CLIMB):
            token = self.tokens[index]
            if token.pos in ("VERB", "AUX"):
                found = self._of_verb(index)
                if found or token.head == index or any(t.text.lower() == "to" for t in self._helpers(index)):
                    return found
            elif token.head == index:
                return None
            index = token.head
        return None

    def _of_verb(self, index: int) -> Tense | None:
        verb = self.tokens[index]
        helpers = self._helpers(index)
        if any(t.lemma in _WILL or t.text.lower() in _WILL for t in helpers):
            return "future"
        if verb.lemma.lower() in _SCHEDULED:
            return "future"
        if verb.tag == "VBD" or any(t.tag == "VBD" for t in helpers):
            return "past"
        if any(t.text.lower() == "to" for t in helpers):
            asked = verb.head != index and self.tokens[verb.head].lemma.lower() in _ASKING
            return "future" if asked or self._ahead(verb.head) else None
        if any(t.lemma == "have" for t in helpers):
            return "past"
        if any(t.lemma in _MAY for t in helpers):
            return "future"
        if any(t.tag == "MD" for t in helpers):
            return None
        if verb.lemma.lower() in _words("ahead") or self._ahead_child(index):
            return "future"
        if verb.tag in ("VBZ", "VBP") and verb.lemma.lower() in _TIMETABLE and not helpers:
            return "future"
        if verb.tag in ("VBZ", "VBP") or any(t.tag in ("VBZ", "VBP") for t in helpers):
            return "present"
        if verb.tag == "VBN":
            return "past"
        return None

    def _helpers(self, index: int) -> list[Token]:
        """The auxiliaries of a verb; they stand a few words before it, in a question or a list a little more."""
        low, high = max(0, index - 8), min(len(self.tokens), index + 2)
        return [
            t for t in self.tokens[low:high] if t.head == index and t.dep in ("aux", "auxpass") and t is not self.tokens[index]
        ]  # fmt: skip

    def _ahead(self, index: int) -> bool:
        """Whether the word that governs an infinitive looks ahead: due, expected, plans."""
        word = self.tokens[index]
        return (
            word.lemma == "be"
            or word.lemma.lower() in _words("ahead")
            or word.text.lower() in _words("ahead")
        )

    def _ahead_child(self, index: int) -> bool:
        low, high = max(0, index - 1), min(len(self.tokens), index + 4)
        return any(
            t.head == index and t.dep in ("acomp", "attr", "oprd") and t.text.lower() in _words("ahead")
            for t in self.tokens[low:high]
        )


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(table(TABLE)[name])
