"""Words as terms with shipped weights: what a word tells about which event a text is of, in any language.

A weight is the surprise of meeting the term in a report of 300 words, from general word frequencies that ship
with the package; nothing is learned from the reports themselves, so a report weighs the same on the first day
and on the last.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from functools import cache, lru_cache

from ..data import frequencies
from ..data.numerals import cardinals
from .remembered import WORDS

# Where a language has no table, or the table no such word: one in ten million, a word of a local name.
RAREST = 1e-7
REPORT_WORDS = 300
PREFIX = 6
_UNSPACED = "\u0e00-\u0eff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
WORD = re.compile(rf"[{_UNSPACED}]{{2}}|\d[\d.,:]*\d|(?:[^\W_{_UNSPACED}]+(?:['’][^\W_\d]+)?)")
# Number words as digits (English; other languages mostly print digits).
NUMBERS = {word: str(number) for word, number in cardinals().items() if number <= 20}
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")


def tongue(language: str, text: str) -> str:
    """The language whose words weigh a text: its own, its near kin where only that has a table, or by its script."""
    if language in ("und", "") or len(language) != 2:
        return "ru" if len(_CYRILLIC.findall(text[:2000])) > 100 else "en"
    return _KIN.get(language, language)


_SHIPPED = "ar bg bn ca cs da de el en es fa fi fr he hi hu id is it lt lv mk nb nl pl pt ro ru sh sk sl sv tr uk ur vi"
TABLES = frozenset(_SHIPPED.split())
_KIN = {"no": "nb", "nn": "nb", "hr": "sh", "sr": "sh", "bs": "sh", "ms": "id", "be": "ru"}
# In a language without a table, a short word is probably a small word. A Korean syllable says as much as two letters.
_BY_LENGTH = (0.0, 0.3, 0.6, 1.2, 2.4, 4.0, 5.5, 8.0)


@lru_cache(WORDS)
def term(word: str, language: str) -> str:
    """A word without case, possessive and most of its inflection: attacks, attacked -> attack."""
    low = word.casefold()
    if low[:1].isdigit():
        return low.replace(",", "").rstrip(".:")
    for mark in ("'s", "’s"):
        low = low.removesuffix(mark)
    return _english(low) if language == "en" else low[: PREFIX // 2 if language == "ko" else PREFIX]


def _english(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 5 and word.endswith("ing"):
        word = word[:-3]
    elif (len(word) > 4 and word.endswith("ed")) or (
        len(word) > 4 and word.endswith("es") and word[-3] in "sxzh"
    ):
        word = word[:-2]
    elif len(word) > 3 and word.endswith("s") and word[-2] not in "su":
        word = word[:-1]
    if len(word) > 4 and word[-1] == "e":
        word = word[:-1]
    if len(word) > 3 and word[-1] == word[-2] and word[-1] in "bdgmnprt":
        word = word[:-1]
    return word


@lru_cache(WORDS)
def weight(each: str, language: str) -> float:
    """The surprise, in nats, of meeting the term in one report (0 for a word of every report, 10 for the rarest)."""
    if each[:1].isdigit():
        return _number(each)
    if language not in TABLES:
        return _BY_LENGTH[min(len(each) * (2 if each > "\u0e00" else 1), 7)]
    zipf = _zipf(each, language)
    frequency = 10 ** (zipf - 9) if zipf is not None else RAREST if len(each) > 2 else 1e-5
    return -math.log(-math.expm1(-frequency * REPORT_WORDS))


def _number(each: str) -> float:
    """Small numbers are everywhere, years in a tenth of all reports; a long or odd number says much."""
    digits = sum(sign.isdigit() for sign in each)
    if digits == 4 and each[:2] in ("19", "20"):
        return 2.5
    return (1.0, 2.0, 3.5, 5.0)[min(digits, 4) - 1] + (1.5 if digits < len(each) else 0.0) if digits else 0.0


# Words rarer than this (Zipf scale) are as good as unseen.
_LEAST = {"en": 2.3} | dict.fromkeys(("ru", "uk", "de", "fr", "es", "it", "pt", "nl", "pl"), 2.8)
_OTHERS = 3.2
# Where words have many forms, the rare ones together make a common term; in English they add nothing.
_RAREST_ENGLISH = _LEAST["en"] - 0.5
_ENDINGS = ("", "s", "es", "ed", "ing", "e", "ees", "eed", "eing")


def _zipf(each: str, language: str) -> float | None:
    """The Zipf frequency of the words that fold to the term, together; nothing where they are as good as unseen."""
    return _english_zipf(each) if language == "en" else _table(language).get(each)


def _english_zipf(each: str) -> float | None:
    """As ``_table`` says it, from the few words that can fold to the term: a brief asks for some hundreds of terms."""
    known = _words()
    there = (word for word in _maybe(each) if word in known)
    shares = sorted((10.0 ** (known[word] - 9) for word in there if _folds(word, each)), reverse=True)
    return _together(sum(shares), _LEAST["en"])


def forms(each: str) -> set[str]:
    """Every word that folds to the English term: what ``_english`` takes off, put on again."""
    return {word for word in _maybe(each) if _folds(word, each)}


def _maybe(each: str) -> set[str]:
    stems = (each, each + each[-1:])
    return {stem + ending for stem in stems for ending in _ENDINGS} | {each[:-1] + "ies"}


def _folds(word: str, each: str) -> bool:
    return word.isalpha() and _english(word) == each


@cache
def _words() -> dict[str, float]:
    """English word -> Zipf frequency."""
    found: dict[str, float] = {}
    for zipf, words in frequencies("en"):
        if zipf < _RAREST_ENGLISH:
            break
        found.update(dict.fromkeys(words, zipf))
    return found


@cache
def _table(language: str) -> dict[str, float]:
    """Term -> Zipf frequency, in a language whose words are folded to their beginnings."""
    total: defaultdict[str, float] = defaultdict(float)
    # Each word comes once: remembering all of them would only push out what is asked for.
    fold = term.__wrapped__
    for zipf, words in frequencies(language):
        share = 10.0 ** (zipf - 9)
        for word in words:
            if word.isalpha():
                total[fold(word, language)] += share
    least = _LEAST.get(language, _OTHERS)
    known = ((each, _together(share, least)) for each, share in total.items())
    return {each: zipf for each, zipf in known if zipf is not None}


def _together(share: float, least: float) -> float | None:
    return round(math.log10(share) + 9, 1) if share >= 10.0 ** (least - 9) else None
