"""A sentence as words, numbers and marks, and the number words of English as values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from ....data.numerals import number_words, numbers


class Lexeme(NamedTuple):
    """A word, a number in digits or one mark; ``text`` is lower case, offsets are the report's."""

    start: int
    end: int
    text: str
    digits: bool


class Value(NamedTuple):
    """A number as written: its value, the lexeme after it, and how it is written."""

    value: float
    end: int
    form: str  # digits, words, vague, share
    low: float | None = None  # of a vague plural: "dozens" is 24 and more


_LEX = re.compile(
    r"(?P<d>\d{1,3}(?:[,\u00a0\u202f\u2009]\d{3})+(?!\d)(?:\.\d+)?"
    r"|(?<![\w.,:/+-])[1-9]\d{0,2}(?: \d{3})+(?! ?\d|[.,:/-]\d)|\d+(?:\.\d+)?)"
    r"|[^\W\d_]+(?:['’][^\W\d_]+)*|[^\s]"
)
_GLYPHS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅕": 0.2, "⅛": 0.125}


@cache
def trigger() -> re.Pattern[str]:
    """Matches wherever a number in digits or words may begin."""
    known = numbers()
    names = [*number_words(), *known["fractions"]]
    return re.compile(
        r"\d|[½¼¾⅓⅔⅕⅛]|\b(?:" + "|".join(sorted(names, key=lambda name: (-len(name), name))) + r")\b",
        re.IGNORECASE,
    )


def lexemes(text: str, start: int, end: int) -> list[Lexeme]:
    """The lexemes of a stretch of text, in order."""
    return [
        Lexeme(m.start(), m.end(), m.group().lower(), m.lastgroup == "d")
        for m in _LEX.finditer(text, start, end)
    ]


def touches(lex: Sequence[Lexeme], i: int) -> bool:
    """True where lexeme ``i`` follows the one before it without a space."""
    return 0 < i < len(lex) and lex[i - 1].end == lex[i].start


def word(lex: Sequence[Lexeme], i: int) -> str:
    """The text of lexeme ``i``, "" outside the sentence."""
    return lex[i].text if 0 <= i < len(lex) else ""


def value_at(lex: Sequence[Lexeme], i: int, money: bool = False) -> Value | None:
    """The number that begins at lexeme ``i``, in digits or words, or None."""
    found = _glyph(lex, i) or (_digits(lex, i, money) if lex[i].digits else _words(lex, i))
    return found and (_ratio(lex, found) or _with_half(lex, found))


_BASES = {2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 50, 100}


def _ratio(lex: Sequence[Lexeme], found: Value) -> Value | None:
    """ "eight in 10 voters", "two out of three", "three-in-five" as a share; "two in three days" is none."""
    if found.form not in ("digits", "words") or not 1 <= found.value < 100:
        return None
    hyphen = word(lex, found.end) == "-"
    j = found.end + 1 if hyphen else found.end
    if word(lex, j) == "out" and word(lex, j + 1) == "of":
        k = j + 2
    elif word(lex, j) == "in":
        k = j + 2 if hyphen and word(lex, j + 1) == "-" else j + 1
    else:
        return None
    known = numbers()
    base = (
        float(lex[k].text) if k < len(lex) and lex[k].text.isdecimal() else known["small"].get(word(lex, k))
    )
    after = word(lex, k + 1)
    if base not in _BASES or found.value >= base or after in known["time"] or not after.isalpha():
        return None
    return Value(found.value / base, k + 1, "share")


def _glyph(lex: Sequence[Lexeme], i: int) -> Value | None:
    part = _GLYPHS.get(lex[i].text)
    if part is None:
        return None
    return Value(part, i + 1, "share") if not touches(lex, i) else None


def _digits(lex: Sequence[Lexeme], i: int, money: bool) -> Value | None:
    value = float(re.sub(r"[^\d.]", "", lex[i].text))
    j = i + 1
    after = word(lex, j)
    if after in _GLYPHS and touches(lex, j):
        return Value(value + _GLYPHS[after], j + 1, "digits")
    if after == "/" and touches(lex, j) and j + 1 < len(lex) and lex[j + 1].digits and touches(lex, j + 1):
        return _slashed(lex, value, j + 1)
    suffix = numbers()["suffixes"].get(after)
    if suffix and (touches(lex, j) or (money and len(after) > 1)) and _is_scale(lex, j, after, money):
        return Value(value * suffix, j + 1, "digits")
    return _scaled(lex, value, j, "digits")


def _slashed(lex: Sequence[Lexeme], top: float, i: int) -> Value | None:
    bottom = float(lex[i].text.replace(",", "")) if lex[i].text.isdigit() else 0
    plain = 0 < top < bottom <= 10 and word(lex, i + 1) in ("of", "the") and not touches(lex, i + 1)
    return Value(top / bottom, i + 1, "share") if plain else None


_NO_NOUN = {
    "in",
    "from",
    "away",
    "high",
    "long",
    "wide",
    "deep",
    "tall",
    "above",
    "below",
    "and",
    "to",
    "by",
    "off",
    "apart",
    "down",
    "up",
    "at",
    "under",
    "over",
    "on",
    "sprint",
    "race",
}


def _is_scale(lex: Sequence[Lexeme], j: int, suffix: str, money: bool) -> bool:
    """ "2.5m people" is a count, "300m away" a distance, "$5m" money."""
    if money or suffix not in ("m", "b"):
        return True
    after = word(lex, j + 1)
    return suffix == "m" and after.isalpha() and after not in _NO_NOUN


def _scaled(lex: Sequence[Lexeme], value: float, j: int, form: str) -> Value:
    scales = numbers()["scales"]
    while True:
        k = j + 1 if word(lex, j) == "-" and touches(lex, j) else j
        if word(lex, k) not in scales:
            return Value(value, j, form)
        value, j = value * scales[word(lex, k)], k + 1


def _words(lex: Sequence[Lexeme], i: int) -> Value | None:
    known, first = numbers(), lex[i].text
    if first in known["vague"]:
        return _vague(lex, i)
    if first in ("tens", "several", "many", "few") or (first == "a" and word(lex, i + 1) == "few"):
        return _loose(lex, i)
    share = _share(lex, i)
    if share:
        return share
    if first in ("a", "an") and word(lex, i + 1) in known["scales"]:
        return _cardinal(lex, i + 1, 1.0)
    return _cardinal(lex, i, None) if first in known["small"] or first in known["tens"] else None


def _vague(lex: Sequence[Lexeme], i: int) -> Value | None:
    known, low = numbers(), float(numbers()["vague"][lex[i].text])
    j = i + 1
    if word(lex, j) == "of" and word(lex, j + 1) in known["vague"] and word(lex, j + 1) != "dozens":
        unit = known["vague"][word(lex, j + 1)] / 2
        factor = {"dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000}.get(lex[i].text)
        return Value(low, j + 2, "vague", factor * unit) if factor else None
    return Value(low, j, "vague", low)


def _loose(lex: Sequence[Lexeme], i: int) -> Value | None:
    """ "tens of thousands", "several hundred", "a few dozen": at least twice the scale."""
    known = numbers()
    if lex[i].text == "tens":
        if word(lex, i + 1) == "of" and word(lex, i + 2) in known["vague"]:
            low = 10.0 * known["vague"][word(lex, i + 2)]
            return Value(low, i + 3, "vague", low)
        return None
    j = i + 2 if lex[i].text == "a" else i + 1
    scale = known["scales"].get(word(lex, j))
    return _scaled(lex, 2.0, j, "vague")._replace(low=_scaled(lex, 2.0, j, "vague").value) if scale else None


def _cardinal(lex: Sequence[Lexeme], i: int, current: float | None) -> Value | None:
    known = numbers()
    small, tens, scales = known["small"], known["tens"], known["scales"]
    total, j, scaled = 0.0, i, current is not None
    while j < len(lex):
        name = lex[j].text
        if name in small and (
            current is None
            or current % 100 == 0
            or (current % 100 >= 20 and small[name] < 10 and current % 10 == 0)
        ):
            current, scaled = (current or 0) + small[name], False
        elif name in tens and (current is None or current % 100 == 0):
            current, scaled = (current or 0) + tens[name], False
        elif name in scales and (current or 0) > 0:
            current, scaled = (current or 0) * scales[name], True
            if scales[name] >= 1000:
                total, current = total + current, 0
        elif not _joins(lex, j, scaled):
            break
        j += 1
    if j == i and not current:
        return None
    return Value(total + (current or 0), j, "words")


def _joins(lex: Sequence[Lexeme], j: int, scaled: bool) -> bool:
    """ "twenty-five", "a hundred and five": the hyphen and the "and" inside one number."""
    known = numbers()
    follows = word(lex, j + 1)
    if lex[j].text == "-":
        before = word(lex, j - 1)
        return touches(lex, j) and (
            (before in known["tens"] and follows in known["small"]) or (follows in known["scales"])
        )
    return lex[j].text == "and" and scaled and (follows in known["small"] or follows in known["tens"])


_HALF_OF = {
    "of",
    "the",
    "its",
    "their",
    "his",
    "her",
    "our",
    "those",
    "these",
    "all",
    "were",
    "was",
    "are",
    "is",
    "have",
    "had",
    "died",
}


def _share(lex: Sequence[Lexeme], i: int) -> Value | None:
    known, name = numbers(), lex[i].text
    if name == "half":
        return _half(lex, i)
    if name in ("a", "one"):
        j = i + 2 if word(lex, i + 1) == "-" else i + 1
        bottom = known["fractions"].get(word(lex, j))
        if bottom and bottom > 2 and not word(lex, j).endswith("s"):
            return _of_scale(lex, 1 / bottom, j + 1) if word(lex, j + 1) == "of" or _by(lex, i) else None
        return _half(lex, j) if name == "a" and word(lex, j) == "half" and word(lex, j + 1) == "-" else None
    top = known["small"].get(name)
    j = i + 2 if word(lex, i + 1) == "-" else i + 1
    bottom = known["fractions"].get(word(lex, j))
    if top and bottom and bottom > top > 1 and word(lex, j).endswith("s") and word(lex, j) != "seconds":
        return _of_scale(lex, top / bottom, j + 1)
    return None


def _by(lex: Sequence[Lexeme], i: int) -> bool:
    """A share without "of": "by about a quarter"."""
    k = i - 1
    while word(lex, k) in ("about", "around", "nearly", "almost", "over", "some", "than", "more", "roughly"):
        k -= 1
    return word(lex, k) == "by" or (k < i - 1 and not word(lex, i + 2).isalpha())


def _half(lex: Sequence[Lexeme], i: int) -> Value | None:
    scales = numbers()["scales"]
    after = word(lex, i + 1)
    if after in ("-", "a") and word(lex, i + 2) in scales:
        return _scaled(lex, 0.5, i + 2, "words")
    if after == "-" and word(lex, i + 2) == "a" and word(lex, i + 4) in scales:
        return _scaled(lex, 0.5, i + 4, "words")
    if after not in _HALF_OF or word(lex, i - 1) in (
        "first",
        "second",
        "last",
        "other",
        "later",
        "latter",
        "in",
        "better",
    ):
        return None
    return _of_scale(lex, 0.5, i + 1)


def _of_scale(lex: Sequence[Lexeme], part: float, j: int) -> Value:
    """ "a quarter of a million" is a number, "a quarter of the force" a share."""
    if word(lex, j) == "of" and word(lex, j + 1) == "a" and word(lex, j + 2) in numbers()["scales"]:
        return _scaled(lex, part, j + 2, "words")
    return Value(part, j, "share")


def _with_half(lex: Sequence[Lexeme], found: Value) -> Value:
    j = found.end
    if [word(lex, j + k) for k in range(3)] != ["and", "a", "half"] or found.form not in ("digits", "words"):
        return found
    return _scaled(lex, found.value + 0.5, j + 3, found.form)
