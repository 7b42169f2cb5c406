"""What a time is read against: the publication, the tense of the verb above it, the dates named before it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from ....model import Token
from .days import Point, grain, spread, year_of
from .symbols import Line
from .verbs import Verbs


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
    verbs: Verbs
    published: Point | None
    narrative: bool = False
    code: str = "en"
    until: date | None = None  # the last day, where publication is only known to lie in a range
    named: Reading | None = None  # the last dated expression, and the last ones of some grains
    named_day: Reading | None = None
    named_quarter: Reading | None = None
    named_year: Reading | None = None

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
        return self.verbs.token(start)

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
