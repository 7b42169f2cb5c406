"""Text as a string of symbols: one character a word, so that the grammar of times is a few small regexes.

Every word that can be part of a time expression gets the symbol of its class, every other word ``OTHER``.
The index of a symbol in ``Line.symbols`` is the index of its lexeme; the cost is one pass over the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from ....data import table
from ....model import Passage, Token
from ....text.sought import Sought
from .ambiguous import settled
from .numbers import merged, number
from .symbols import OTHER_TABLE, TABLE, Lexeme, Line, alphabet

_TOKEN = re.compile(
    r"""
  (?P<stamp>\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?(?!\w))
| (?P<iso>\d{4}-\d\d-\d\d(?![\w-]))
| (?P<numdate>\d{1,2}(?:/\d{1,2}/(?:\d{4}|\d\d)|\.\d{1,2}\.\d{4})(?![\w/]))
| (?P<nine>9/11(?![\w/]))
| (?P<frac>(?:\d{1,3}[ -])?\d/\d(?![\w/])|\d{0,3}[½¼¾])
| (?P<clock>\d{1,2}:\d\d(?::\d\d)?(?![:\d])|\d{1,2}h\d\d\b)
| (?P<decades>['’‘]\d0s\b|\d{3}0s\b)
| (?P<year2>['’‘]\d\d(?!\w))
| (?P<nord>\d{1,3}(?:st|nd|rd|th|er|-?го|-?е)\b)
| (?P<qsym>[Qq][1-4]\b|[1-4]Q\b)
| (?P<ampm>[AaPp]\.[ ]?[Mm]\.?(?!\w)|[AaPp][Mm]\b)
| (?P<num>\d+(?:[.,]\d+)*)
| (?P<word>[Oo]['’]clock\b|[\u0400-\u04ff]+(?:['’ʼ][\u0400-\u04ff]+)?|[^\W\d_]+)
| (?P<poss>['’]s?(?!\w))
| (?P<mark>--+|\S)
""",
    re.VERBOSE,
)
# A copyright line has years that tell nothing.
_RIGHTS = re.compile(r"©|\bcopyright\b|\ball rights reserved\b", re.IGNORECASE)
_APOSTROPHES = str.maketrans("’ʼ", "''")
_MARKS = {",": "COMMA", "/": "SLASH", "(": "OPEN", ")": "CLOSE", "–": "DASH", "—": "DASH", "−": "DASH"}


@cache
def vocabulary(code: str) -> dict[str, tuple[str, Any]]:
    """Each word of a language's times with its sign and value; of an unknown language, the month names of all."""
    signs = alphabet()
    if code == "en":
        classes = table(TABLE)["words"]
    elif code in table(OTHER_TABLE):
        classes = table(OTHER_TABLE)[code]["words"]
    else:
        classes = {"MONTH": {name: int(number) for number, names in table("calendar.json")["months"].items() for name in names if len(name) > 3}}  # fmt: skip
    return {word: (signs[name], value) for name, words in classes.items() for word, value in words.items()}


@cache
def phrases(code: str) -> tuple[Sought, dict[str, tuple[str, Any]]] | None:
    """The times of several words ("New Year's Eve", "il y a") as a pattern, with the sign and value of each."""
    signs = alphabet()
    if code == "en":
        said = {phrase: (signs["HOLIDAY"], rule) for phrase, rule in table(TABLE)["holidays"].items()}
    else:
        said = {
            p: (signs[name], v)
            for p, (name, v) in table(OTHER_TABLE).get(code, {}).get("phrases", {}).items()
        }
    if not said:
        return None
    longest = sorted(said, key=len, reverse=True)
    return Sought(r"\b(?:" + "|".join(map(re.escape, longest)) + r")(?!\w)"), said


def line_of(text: str, passages: Sequence[Passage], tokens: Sequence[Token], code: str = "en") -> Line:
    """The whole report as one line of symbols, passages set apart by BREAK."""
    signs = alphabet()
    tags = {token.start: token for token in tokens}
    lexemes: list[Lexeme] = []
    for passage in passages:
        if passage.kind == "furniture" and _RIGHTS.search(text, passage.start, passage.end):
            continue
        found = _with_phrases(text, passage, list(_lexemes(text, passage.start, passage.end, code)), code)
        if code == "en":
            found = settled(text, merged(found), tags.get)
        lexemes += found
        lexemes.append(Lexeme(passage.end, passage.end, signs["BREAK"], None))
    return Line("".join([lexeme.symbol for lexeme in lexemes]), lexemes)


def _lexemes(text: str, start: int, end: int, code: str) -> Iterator[Lexeme]:
    signs, words = alphabet(), vocabulary(code)
    other = signs["OTHER"]
    for match in _TOKEN.finditer(text, start, end):
        kind, at, to = match.lastgroup, match.start(), match.end()
        if kind == "word":
            word = match[0].lower()
            found = words.get(word if word.isascii() else word.translate(_APOSTROPHES))
            yield Lexeme(at, to, found[0], found[1]) if found else Lexeme(at, to, other, None)
        elif kind == "mark":
            yield Lexeme(at, to, signs[_mark(text, at, to, end)], match[0])
        else:
            name, value = number(text, kind or "", match[0], at, to, end)
            yield Lexeme(at, to, signs[name], value)


def _mark(text: str, at: int, to: int, end: int) -> str:
    mark = text[at:to]
    if mark == "-":
        tight = at > 0 and to < end and not text[at - 1].isspace() and not text[to].isspace()
        return "HYPH" if tight else "DASH"
    if mark == ".":
        rest = text[to : to + 12].lstrip(" \n\t\"'”’)")
        return "STOP" if to >= end or (text[to : to + 1].isspace() and not rest[:1].islower() and not rest[:1].isdigit()) else "DOT"  # fmt: skip
    if mark in "!?;":
        return "STOP"
    return "DASH" if mark.startswith("--") else _MARKS.get(mark, "OTHER")


def _with_phrases(text: str, passage: Passage, lexemes: list[Lexeme], code: str) -> list[Lexeme]:
    known = phrases(code)
    if known is None:
        return lexemes
    pattern, said = known
    found = [
        m
        for m in pattern.finditer(text, passage.start, passage.end)
        if code != "en" or text[m.start()].isupper()
    ]
    if not found:
        return lexemes
    kept: list[Lexeme] = []
    at = 0
    for match in found:
        while at < len(lexemes) and lexemes[at].start < match.start():
            kept.append(lexemes[at])
            at += 1
        kept.append(Lexeme(match.start(), match.end(), *said[match[0].lower()]))
        while at < len(lexemes) and lexemes[at].start < match.end():
            at += 1
    return kept + lexemes[at:]
