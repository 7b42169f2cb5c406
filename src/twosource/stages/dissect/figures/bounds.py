"""Numbers with their bounds: "more than 3,000", "between two and four", "some 300" as intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from ....data import table
from ....data.numerals import numbers
from ....model import Bound
from .lexemes import Lexeme, Value, touches, value_at, word

# Where an account says "about", the true number is taken to lie within a tenth of the one given.
MARGIN = 0.1
GREATEST = 1e18  # a longer number is a code, not a count
# These also have other meanings ("over the hills"), so they must touch the number.
_CLOSE = {
    "over",
    "above",
    "below",
    "under",
    "about",
    "around",
    "some",
    "barely",
    "estimated",
    "perhaps",
    "maybe",
    "ca",
}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its bound, before it is known what it counts. ``first``-``last`` are its lexemes.

    ``number`` is the lexeme where the number itself begins, ``past`` the lexeme after everything.
    """

    first: int
    number: int
    past: int
    value: float | None
    low: float | None
    high: float | None
    bound: Bound = "exact"
    low_open: bool = False
    high_open: bool = False
    form: str = "words"
    unit: str | None = None
    from_to: bool = False
    other: float | None = None  # the first number of "from 3 to 5"


@cache
def _phrases() -> dict[str, dict[tuple[str, ...], str]]:
    """Modifiers by side, as word tuples with the kind of bound they make."""
    return {
        side: {tuple(phrase.split()): kind for kind, phrases in numbers()[side].items() for phrase in phrases}
        for side in ("before", "after")
    }


def bounded(
    low: float, high: float, value: float | None, kind: str
) -> tuple[float | None, float | None, bool, bool, Bound]:
    """(low, high, low_open, high_open, bound) of a number, or of a range, under a kind of modifier."""
    if kind == "above":
        return low, None, True, False, "lower"
    if kind == "least":
        return low, None, False, False, "lower"
    if kind == "most":
        return None, high, False, False, "upper"
    if kind == "below":
        return None, high, False, True, "upper"
    if kind == "about":
        return _tidy(low * (1 - MARGIN)), _tidy(high * (1 + MARGIN)), False, False, "approximate"
    return low, high, False, False, "exact" if low == high else "range"


def _tidy(number: float) -> float:
    return float(f"{number:.10g}")


def quantity(lex: Sequence[Lexeme], i: int, ranged: bool = True) -> Quantity | None:
    """The quantity whose number begins at lexeme ``i``, with currency, percent sign, range and bounds.

    Without ``ranged`` the "from 3" of "from 3 to 5" is a number by itself.
    """
    start, currency = _currency(lex, i)
    found = value_at(lex, i, money=currency is not None)
    if found is None or found.value > GREATEST:
        return None
    upto = _range(lex, i, found, currency is not None) if ranged else None
    last = upto or found
    past, unit = _percent(lex, last.end)
    share = "share" if found.form == "share" else None
    base = Quantity(
        start, i, past, found.value, found.value, found.value, form=found.form, unit=currency or unit or share
    )
    if found.form == "vague":
        base = replace(base, low=found.low, high=None, bound="lower", value=None)
        return _before(lex, base, "exact")
    if upto:
        low = found.value
        scale = _shared_scale(lex, i, found, upto)
        base = replace(base, low=low * scale, high=upto.value, value=None, bound="range", other=low * scale)
        if base.low is not None and base.high is not None and base.low >= base.high:
            return None
        named = word(lex, start - 1)
        if named in ("between", "from"):
            base = replace(base, first=start - 1, from_to=named == "from")
    return _before(lex, *_after(lex, base))


def _currency(lex: Sequence[Lexeme], i: int) -> tuple[int, str | None]:
    symbols = table("units.json")["symbols"]
    k = i - 1
    if word(lex, k) not in symbols:
        return i, None
    if word(lex, k - 1) + word(lex, k) in symbols and touches(lex, k):
        return k - 1, symbols[word(lex, k - 1) + word(lex, k)]
    return k, symbols[word(lex, k)]


def _percent(lex: Sequence[Lexeme], j: int) -> tuple[int, str | None]:
    k = j + 1 if word(lex, j) == "-" else j
    if word(lex, k) in ("%", "percent", "pct", "percentage"):
        return k + (2 if word(lex, k) == "percentage" and word(lex, k + 1).startswith("point") else 1), "%"
    if word(lex, k) == "per" and word(lex, k + 1) == "cent":
        return k + 2, "%"
    return j, None


_DASHES = {"–", "—", "-", "‑"}


def _range(lex: Sequence[Lexeme], i: int, found: Value, money: bool) -> Value | None:
    """The second number of "3,000–4,000", "from 3 to 5", "between 3 and 5", "two or three"."""
    if found.form not in ("digits", "words"):
        return None
    j, _ = _percent(lex, found.end)
    join = word(lex, j)
    before = word(lex, i - 1)
    if money and word(lex, i - 1) in table("units.json")["symbols"]:
        before = word(lex, i - 2)
    allowed = (
        (join in _DASHES and touches(lex, j) and touches(lex, j + 1))
        or join in ("to", "or")
        or (join == "and" and before == "between")
    )
    if not allowed or j + 1 >= len(lex):
        return None
    k = j + 1
    while word(lex, k) in table("units.json")["symbols"] or (
        join == "to" and word(lex, k) in ("as", "many", "about")
    ):
        k += 1
    if k >= len(lex):
        return None
    second = value_at(lex, k, money)
    if second is None or (second.form != found.form and second.form not in ("digits", "words")):
        return None
    if join == "or" and not (found.value < second.value <= 3 * found.value):
        return None
    return second


def _shared_scale(lex: Sequence[Lexeme], i: int, found: Value, upto: Value) -> float:
    """The factor that "2 to 3 million" gives its first number."""
    if found.end - i > 1 or (found.value >= upto.value / 100 and upto.value < 1000):
        return 1.0
    scales, suffixes = numbers()["scales"], numbers()["suffixes"]
    last = lex[upto.end - 1].text
    scale = float(scales.get(last) or (suffixes.get(last, 1) if not lex[upto.end - 1].digits else 1))
    return scale if found.value * scale < upto.value else 1.0


def _after(lex: Sequence[Lexeme], base: Quantity) -> tuple[Quantity, str]:
    phrases = _phrases()["after"]
    j = base.past
    if word(lex, j) == "-" and touches(lex, j) and word(lex, j + 1) in ("odd", "plus"):
        kind = phrases[(word(lex, j + 1),)]
        return replace(base, past=j + 2), kind
    found = postposed(lex, j)
    if found is not None:
        return replace(base, past=found[1]), found[0]
    return base, "exact"


def postposed(lex: Sequence[Lexeme], j: int, worded: bool = False) -> tuple[str, int] | None:
    """The kind of bound that follows a number at lexeme ``j`` ("or more", ", at the very least"), and where it ends.

    ``worded`` asks for several words, as after the noun: "twelve people at most".
    """
    at = j + 1 if word(lex, j) == "," else j
    for length in (4, 3, 2, 1):
        words = tuple(word(lex, at + k) for k in range(length))
        kind, after = _phrases()["after"].get(words), at + length
        if kind is None or ((worded or at > j) and length == 1):
            continue
        if words[0] in ("plus", "+") and not touches(lex, at):
            continue
        # "ten, at least two of them children" and "ten or more than ten" bound another number
        if word(lex, after) == "than" or (after < len(lex) and value_at(lex, after) is not None):
            continue
        return kind, after
    return None


def _before(lex: Sequence[Lexeme], base: Quantity, kind: str) -> Quantity:
    """The same with the modifiers on its left: the outermost bound wins, "about" only where there is none."""
    skip = set(numbers()["skip"])
    at, first, gap = base.first - 1, base.first, 0
    for _ in range(6):
        length = _phrase_length(lex, at, gap)
        if length:
            found = _phrases()["before"][_words(lex, at, length)]
            if found != "exact" and (found != "about" or kind == "exact"):
                kind = found
            at, gap = at - length, 0
            first = at + 1 if found != "exact" else first
        elif word(lex, at) in skip:
            at, gap = at - 1, gap + 1
        else:
            break
    return _bound(replace(base, first=first), kind)


def _words(lex: Sequence[Lexeme], last: int, length: int) -> tuple[str, ...]:
    return tuple(word(lex, last - length + 1 + k) for k in range(length))


def _phrase_length(lex: Sequence[Lexeme], at: int, gap: int) -> int:
    """How many words up to ``at`` are a modifier, the longest first; 0 where none is."""
    for length in range(5, 0, -1):
        words = _words(lex, at, length)
        if words in _phrases()["before"] and (length > 1 or not gap or words[0] not in _CLOSE):
            return length
    return 0


def _bound(base: Quantity, kind: str) -> Quantity:
    if base.form == "vague" or base.low is None or base.high is None:
        return base
    low, high, low_open, high_open, bound = bounded(base.low, base.high, base.value, kind)
    return replace(base, low=low, high=high, low_open=low_open, high_open=high_open, bound=bound)
