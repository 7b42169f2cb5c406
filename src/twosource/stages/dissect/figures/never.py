"""Numbers that count nothing: years, type numbers, addresses, telephones, scores, clocks, ranks, lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ....data.numerals import numbers
from .bounds import Quantity
from .lexemes import Lexeme, touches, word

_CLOCK_AFTER = re.compile(
    r"\s?(?:[ap]\.\s?m\b|[ap]m\b|o['’]clock\b|(?:hrs|hours)\b(?=[\s.,]*(?:gmt|local|utc|\())|gmt\b|utc\b|\(?\d{4} gmt|[:h]\d\d)",
    re.IGNORECASE,
)
_STREET = re.compile(
    r"\s+(?:(?:(?i:north|south|east|west|upper|lower|old|new)|[NSEWnsew]\.?|\d+(?:st|nd|rd|th)|[A-Z][\w.'’-]*)\s+){0,4}"
    r"(?i:street|st\b\.?|avenue|ave\b\.?|road|rd\b\.?|drive|dr\b\.?|lane|ln\b|boulevard|blvd\b|court|ct\b|highway|hwy\b|"
    r"terrace|parkway|pkwy\b|plaza|crescent)(?!\w)",
)  # fmt: skip
_BLOCK = re.compile(r"(?:\s|-)(?:block|blk)\b", re.IGNORECASE)
_LIST = re.compile(r"(?:^|[\n\r])\s*\(?$")
_ID = re.compile(r"(?:\b(?:tel|phone|telephone|call|dial|ring|fax|helpline|hotline|zip|isbn|call sign|plates?|licen[cs]e)\b\W{0,3}(?:on|at|to|is)?\W{0,3}|[#№@_=])$", re.IGNORECASE)  # fmt: skip
_EMERGENCY = {"911", "999", "112"}
_NOT_COUNTED = frozenset(["call", "calls", "caller", "callers", "operator", "operators", "line", "lines", "service", "services", "dispatcher", "dispatchers", "tape", "tapes", "recordings", "was", "is", "has", "does", "for", "to", "and", "or", "when", "after", "before", "in", "at", "on", "if", "this", "as"])  # fmt: skip
_CALIBRE = re.compile(r"\s?-?\s?(?:mm|millimeter|millimetre|caliber|calibre|gauge)\b", re.IGNORECASE)


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(numbers()[name])


def never(text: str, lex: Sequence[Lexeme], q: Quantity) -> bool:
    """True where what stands around the number says that it measures and counts nothing."""
    first, last = lex[q.number], lex[q.past - 1]
    if lex[q.number].digits and (_glued(text, lex, q) or _coded(text, lex, q)):
        return True
    if _labelled(lex, q) or _dated(lex, q) or _of_age(lex, q):
        return True
    if _CLOCK_AFTER.match(text, last.end) or _CALIBRE.match(text, last.end):
        return True
    if first.digits and (
        _BLOCK.match(text, last.end) or (q.bound == "exact" and _STREET.match(text, last.end))
    ):
        return True
    if _named(text, lex, q) or _suffixed(lex, q) or _multiple(lex, q):
        return True
    return _of_the_clock(lex, q) or _is_pronoun(lex, q)


def _multiple(lex: Sequence[Lexeme], q: Quantity) -> bool:
    """ "ten times higher", "three times as many": so many times another number."""
    after = word(lex, q.past + 1)
    return word(lex, q.past) == "times" and (after in ("as", "more", "less") or after.endswith("er"))


_TO = frozenset(["quarter", "half", "five", "ten", "twenty", "twenty-five"])


def _of_the_clock(lex: Sequence[Lexeme], q: Quantity) -> bool:
    """ "half past ten", "by a quarter to six", "at ten to six they rang"."""
    i = q.number
    if word(lex, i - 1) in ("past", "quarter-past"):
        return True
    if word(lex, i - 1) != "to" or word(lex, i - 2) not in _TO:
        return False
    return word(lex, i - 2) == "quarter" or word(lex, i - 3) in ("at", "until", "till", "before", "after")


def _glued(text: str, lex: Sequence[Lexeme], q: Quantity) -> bool:
    """BTR-82, MH17, COVID-19, 3-2, 24/7, 3:41, 1970s, 2nd."""
    i, j = q.number, q.past
    if touches(lex, i) and q.first >= i - 1:
        before = word(lex, i - 1)
        if before.isalpha() or before in "/:.#@_=&*’'" or (before in "-–" and touches(lex, i - 1)):
            return True
    if j < len(lex) and touches(lex, j):
        after = word(lex, j)
        if after in ("/", ":", "@", "_", "=") and j + 1 < len(lex) and touches(lex, j + 1):
            return True
        if after in ("s", "’s", "'s", "st", "nd", "rd", "th", "x", "d", "g", "f", "c", "a"):
            return True
        if after in "-–" and j + 1 < len(lex) and lex[j + 1].digits and touches(lex, j + 1):
            return True
    return False


def _coded(text: str, lex: Sequence[Lexeme], q: Quantity) -> bool:
    """Numbers that name something: with a leading zero, in groups, after "No." or a telephone."""
    written = text[lex[q.number].start : lex[q.number].end]
    if written in _EMERGENCY and q.bound == "exact" and not _counting(lex, q.past):
        return True
    if len(written) > 1 and written[0] == "0" and written[1] != ".":
        return True
    if len(written) >= 7 and written.isdigit() and not word(lex, q.past).isalpha():
        return True
    if q.past < len(lex) and lex[q.past].digits and q.unit is None and lex[q.past - 1].digits:
        return True
    if q.number and lex[q.number - 1].digits and q.first == q.number:
        return True
    if _LIST.search(text, max(0, lex[q.number].start - 4), lex[q.number].start) and word(lex, q.past) in (
        ".",
        ")",
    ):
        return True
    if q.number == 0 and word(lex, q.past) in (".", ")") and q.past + 1 < len(lex):
        return True
    return _ID.search(text, max(0, lex[q.number].start - 24), lex[q.number].start) is not None


_AGED = frozenset(["children", "child", "those", "babies", "infants", "boys", "girls", "people", "adults", "women", "men", "patients", "persons", "pupils"])  # fmt: skip


def _of_age(lex: Sequence[Lexeme], q: Quantity) -> bool:
    """ "deaths among children under five": an age, with nothing counted after it."""
    under = word(lex, q.first) in ("under", "over", "below", "above") and word(lex, q.first - 1) in _AGED
    return under and q.unit is None and (q.value or 0) <= 100 and not word(lex, q.past).endswith("s")


def _counting(lex: Sequence[Lexeme], j: int) -> bool:
    """ "112 shell craters": a plural within three words, that is none of those an emergency number has ("911 calls")."""
    for k in range(j, j + 3):
        name = word(lex, k)
        if not name.isalpha() or name in _NOT_COUNTED:
            return False
        if name in ("people", "men", "women", "children") or (name.endswith("s") and len(name) > 3 and not name.endswith("ss")):  # fmt: skip
            return True
    return False


def _labelled(lex: Sequence[Lexeme], q: Quantity) -> bool:
    """ "Part 2", "gate three", "No. 5": a singular label before, and nothing counted after."""
    if q.first != q.number or not q.number:
        return False
    k = q.number - 1
    if word(lex, k) == ":" and word(lex, k - 1) in (
        "number",
        "no",
        "page",
        "phone",
        "tel",
        "case",
        "id",
        "channel",
    ):
        return True
    if word(lex, k) == "." and word(lex, k - 1) in (
        "no",
        "nos",
        "fig",
        "vol",
        "apt",
        "art",
        "sec",
        "para",
        "pp",
    ):
        return True
    if word(lex, k) not in _set("labels"):
        return False
    return word(lex, k) not in ("no", "number") or lex[q.number].digits or word(lex, k) == "number"


def _named(text: str, lex: Sequence[Lexeme], q: Quantity) -> bool:
    """ "near Eight Mile", "at One Harbour Square": a capital inside a sentence, and another after it."""
    i = q.number
    if lex[i].digits or not i or q.past >= len(lex) or q.first != i:
        return False
    before, after = lex[i - 1], lex[q.past]
    inside = before.text.isalpha() and text[before.start].islower()
    return inside and text[lex[i].start].isupper() and after.text.isalpha() and text[after.start].isupper()


def _suffixed(lex: Sequence[Lexeme], q: Quantity) -> bool:
    """ "top-two", "under-twelves"."""
    i = q.number
    return (
        word(lex, i - 1) in ("-", "‑")
        and touches(lex, i)
        and touches(lex, i - 1)
        and word(lex, i - 2).isalpha()
    )


def _dated(lex: Sequence[Lexeme], q: Quantity) -> bool:
    months = _set("months")
    if not lex[q.number].digits:
        return False
    before = word(lex, q.number - 1)
    before = word(lex, q.number - 2) if before in (".", "the") else before
    after = word(lex, q.past + 1) if word(lex, q.past) == "of" else word(lex, q.past)
    plain = lex[q.number].text.isdigit() and int(lex[q.number].text) <= 2200
    return plain and ((before in months and before != "may") or (after in months and after != "may") or (before == "may" and word(lex, q.past) in (",", ".", "")))  # fmt: skip


def _is_pronoun(lex: Sequence[Lexeme], q: Quantity) -> bool:
    """ "no one", "this one", "one another", "one day", "number one"."""
    if word(lex, q.number) != "one" or q.past != q.number + 1:
        return False
    before, after = word(lex, q.number - 1), word(lex, q.past)
    return before in _set("not_one") or after in (
        "another",
        "by",
        "'s",
        "’s",
        "can",
        "must",
        "should",
        "might",
        "day",
        "may",
    )


_BEFORE_YEARS = {"the", "a", "in", "of", "since", "by", "from", "this", "that", "early", "late", "mid", "before", "after", "until", "for", "s"}  # fmt: skip


def looks_like_year(lex: Sequence[Lexeme], q: Quantity) -> bool:
    """True for a bare four-digit number from 1000 to 2199."""
    written = lex[q.number].text
    if len(written) != 4 or not written.isdecimal() or q.unit or q.past != q.number + 1:
        return False
    return 1000 <= int(written) <= 2199


def year(lex: Sequence[Lexeme], q: Quantity, of_persons: bool) -> bool:
    """A number that may be a year is one, unless it plainly counts persons: "2000 soldiers", "over 1500 men"."""
    if not looks_like_year(lex, q) or (of_persons and q.bound != "exact"):
        return False
    return not of_persons or word(lex, q.number - 1) in _BEFORE_YEARS
