"""Numbers as lexemes: which token is a day, a year, a count, or part of a code; number words as one number."""

from __future__ import annotations

import re
from typing import Any

from .symbols import Lexeme, alphabet

_MONEY = set("$£€¥₩₽₴#₹")


def number(text: str, kind: str, word: str, at: int, to: int, end: int) -> tuple[str, Any]:
    """The class and value of a token with digits; OTHER where it is part of a name, an amount or a code."""
    before, after = text[at - 1 : at], text[to : to + 1] if to < end else ""
    if kind in ("poss", "ampm", "qsym", "word"):
        return kind.upper(), word
    if (
        before in _MONEY
        or (before and (before.isalnum() or before in "_.@&+") and not _abbreviated(text, at))
        or after in ("%", "°", "_", "@")
    ):
        return "OTHER", None
    if kind == "num":
        return _plain_number(text, word, at, to, after)
    if kind == "frac":
        return "FRAC", _fraction(word)
    if kind == "nord":
        return "NORD", int(re.sub(r"\D", "", word))
    if kind == "decades":
        return "DECADES", int(word[-3]) if word[0] in "'’‘" else word[:3]
    if kind == "year2":
        quoted = before in ("'", "`", "’", "‘") or re.match(r"[ -][A-Z]", text[to : to + 2])
        return ("OTHER", None) if quoted else ("YEAR2", int(word[1:]))
    return kind.upper(), word


def _abbreviated(text: str, at: int) -> bool:
    """Whether a short word with its stop is glued to the number: Jan.5."""
    return re.search(r"(?<![\w.])[A-Z][a-z]{2,3}\.$", text[max(0, at - 6) : at]) is not None


def _plain_number(text: str, word: str, at: int, to: int, after: str) -> tuple[str, Any]:
    glued = after and (after.isalpha() and not re.match(r"[ap]\.?m\b|hrs?\b", text[to : to + 4]))
    coded = (
        text[at - 1 : at] in ("-", "/")
        and text[at - 2 : at - 1].isalpha()
        and text[at - 2 : at - 1].isupper()
    )
    # 555-1990 is a number of some kind, 1988-1990 are years
    joined = text[at - 1 : at] == "-" and text[at - 2 : at - 1].isdigit()
    chained = joined and len(word) > 2 and not re.search(r"(?<!\d)\d{4}-$", text[max(0, at - 6) : at])
    if glued or coded or chained:
        return "OTHER", None
    if not word.isdecimal() or not word.isascii():
        if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", word):
            return "OTHER", None
        number = word.replace(",", "")
        return ("NUM", float(number)) if re.fullmatch(r"\d{1,9}(?:\.\d{1,3})?", number) else ("OTHER", None)
    value = int(word[:9])
    if len(word) == 4:
        if 1000 <= value <= 2199:
            return "YEAR", value
        return ("MIL", word) if word[0] == "0" and value % 100 < 60 else ("NUM", value)
    if len(word) <= 2 and 1 <= value <= 31:
        return "DAYNUM", value
    return ("NUM", value) if len(word) < 8 else ("OTHER", None)


def _fraction(word: str) -> float:
    if word[-1] in "½¼¾":
        return float(word[:-1] or 0) + {"½": 0.5, "¼": 0.25, "¾": 0.75}[word[-1]]
    whole, _, part = word.replace("-", " ").rpartition(" ")
    over, _, under = part.partition("/")
    return float(whole or 0) + (int(over) / int(under) if int(under) else 0.0)


def merged(lexemes: list[Lexeme]) -> list[Lexeme]:
    """Number words as one number: "twenty-four", "a hundred", "twenty-first", "nineteen ninety-seven"."""
    signs = alphabet()
    word, an, hyphen, ordinal = signs["WNUM"], signs["AN"], signs["HYPH"], signs["ORD"]
    kept: list[Lexeme] = []
    at = 0
    while at < len(lexemes):
        here = lexemes[at]
        article = here.symbol == an and at + 1 < len(lexemes) and lexemes[at + 1].symbol == word
        if here.symbol != word and not (article and lexemes[at + 1].value >= 100):
            kept.append(here)
            at += 1
            continue
        to, value, is_year = _number_words(lexemes, at + article, word, hyphen)
        sign = signs["YEAR"] if is_year else word
        if value and value < 100 and value % 10 == 0 and to < len(lexemes):
            skip = to + (lexemes[to].symbol == hyphen)
            if skip < len(lexemes) and lexemes[skip].symbol == ordinal and lexemes[skip].value < 10:
                to, value, sign = skip + 1, value + lexemes[skip].value, ordinal
        kept.append(Lexeme(here.start, lexemes[to - 1].end, sign, value))
        at = to
    return kept


def _number_words(lexemes: list[Lexeme], at: int, word: str, hyphen: str) -> tuple[int, int, bool]:
    """The index after a run of number words, its value, and whether it reads as a year."""
    total, current, last, year = 0, 0, 0, False
    while at < len(lexemes) and lexemes[at].symbol == word:
        value = int(lexemes[at].value)
        if value == 1000:
            total, current = total + (current or 1) * 1000, 0
        elif value == 100:
            current = (current or 1) * 100
        elif current == 0 or last in (100, 1000) or (20 <= last < 100 and value < 10):
            current += value
        elif 10 <= current <= 20 and 10 <= value < 100 and not total:
            current, year = current * 100 + value, True
        else:
            break
        last, at = value, at + 1
        joined = at + 1 < len(lexemes) and lexemes[at].symbol == hyphen and lexemes[at + 1].symbol == word
        if joined and 20 <= last < 100 and int(lexemes[at + 1].value) < 10:
            at += 1
    return at, total + current, year
