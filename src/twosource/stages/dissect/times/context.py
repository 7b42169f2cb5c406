"""What a time is read against: the publication, the tense of the verb above it, the dates named before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from ....data import table
from ....model import Token
from .days import Point, grain, spread, year_of
from .symbols import TABLE, Line

Tense = Literal["past", "future", "present"]
_LONGEST_CLIMB = 25
_WILL = frozenset(("will", "shall", "'ll", "wo", "’ll", "would"))
_SCHEDULED = frozenset(("schedule", "plan", "slate", "expect"))
_MAY = frozenset(("may", "can", "must", "should"))


class Reading(NamedTuple):
    """One expression read: its lexemes ``first`` to ``last`` (half-open), its span and its value."""

    first: int
    last: int
    start: int
    end: int
    value: str
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    reason: str | None = None
    impossible: str | None = None
    aside: bool = False  # a comparison ("a year earlier"): the text goes on from the date before it


@dataclass(slots=True)
class Context:
    """The state of one reading from left to right. ``narrative``: years come from the text, not from publication."""

    text: str
    line: Line
    tokens: Sequence[Token]
    published: Point | None
    narrative: bool = False
    named: Reading | None = None  # the last dated expression, and the last ones of some grains
    named_day: Reading | None = None
    named_quarter: Reading | None = None
    named_year: Reading | None = None
    _at: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._at = {token.start: index for index, token in enumerate(self.tokens)}

    @property
    def today(self) -> date | None:
        """The local day of publication, where it is known to the day."""
        return self.published.date if self.published else None

    def saw(self, reading: Reading) -> None:
        """Remember a dated expression."""
        unit = grain(reading.value)
        if unit is None:
            if year_of(reading.value) is not None:
                self.named_year = reading
            return
        self.named = self.named_year = reading
        if unit == "day":
            self.named_day = reading
        elif unit == "quarter":
            self.named_quarter = reading

    def day_named(self) -> date | None:
        """The last day named in the text, else None."""
        days = spread(self.named_day.value) if self.named_day else None
        return days[0] if days else None

    def token(self, start: int) -> Token | None:
        """The token that begins at an offset."""
        index = self._at.get(start)
        return None if index is None else self.tokens[index]

    def word_before(self, index: int) -> str:
        """The word or mark before a lexeme, lower case; "" at a passage's start."""
        if index <= 0:
            return ""
        lexeme = self.line.lexemes[index - 1]
        return self.text[lexeme.start : lexeme.end].lower()

    def word_after(self, index: int) -> str:
        """The word or mark at a lexeme index, lower case."""
        if index >= len(self.line.lexemes):
            return ""
        lexeme = self.line.lexemes[index]
        return self.text[lexeme.start : lexeme.end].lower()

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
            return "future" if self._ahead(verb.head) else None
        if any(t.lemma == "have" for t in helpers):
            return "past"
        if any(t.lemma in _MAY for t in helpers):
            return "future"
        if any(t.tag == "MD" for t in helpers):
            return None
        if verb.lemma.lower() in _ahead_words() or self._ahead_child(index):
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
            word.lemma == "be" or word.lemma.lower() in _ahead_words() or word.text.lower() in _ahead_words()
        )

    def _ahead_child(self, index: int) -> bool:
        low, high = max(0, index - 1), min(len(self.tokens), index + 4)
        return any(
            t.head == index and t.dep in ("acomp", "attr", "oprd") and t.text.lower() in _ahead_words()
            for t in self.tokens[low:high]
        )


def _ahead_words() -> frozenset[str]:
    return frozenset(table(TABLE)["ahead"])
