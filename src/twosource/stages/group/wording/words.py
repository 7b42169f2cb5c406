"""The content of a text as weighted concepts: stems, and what news says in several ways under one name.

Text alone is read, not the parse, so that kept statements can be grouped again at any time and in any
language that has spaces. Weights come from the shipped table, never from what happened to arrive.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from ....data import table
from ...remembered import TEXTS, WORDS, remembered
from ...terms import term, tongue, weight
from .daytime import clocks, without_clocks
from .negation import negated

_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?|\d[\d.,:]*", re.UNICODE)
_IN_HANDS = re.compile(
    r"\bin (?:the )?(?!good|safe|his|her|their|my|our|your|its|other|many)\w+(?:['’]s?)? hands\b(?! of)",
    re.IGNORECASE,
)
_BETWEEN = frozenset(
    [
        "a",
        "an",
        "the",
        "his",
        "her",
        "its",
        "their",
        "our",
        "my",
        "your",
        "some",
        "any",
        "both",
        "all",
        "first",
        "second",
        "third",
        "another",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "several",
        "many",
        "few",
        "more",
        "other",
        "new",
        "own",
        "it",
        "him",
        "them",
        "us",
        "me",
        "you",
    ]
)
_CONTRACTED = re.compile(r"(?<=\w)(?:'(?:s|ll|ve|re|d|m)|n't)$")
_COPULAS = frozenset(["is", "are", "was", "were", "be", "been", "has", "have", "had", "being"])
_CIRCUMSTANCE = frozenset(
    ["before", "after", "when", "while", "amid", "amidst", "following", "despite", "although", "though"]
)
_MONTHS = frozenset(["March", "May", "August"])  # the others are names and nothing else


@cache
def _irregular() -> Mapping[str, str]:
    return {
        form: base for base, forms in table("concepts.json")["irregular"].items() for form in forms.split()
    }


@lru_cache(WORDS)
def stem(word: str, language: str = "en") -> str:
    """A word without its inflection, irregular English forms among them."""
    bare = _CONTRACTED.sub("", word.casefold().replace("’", "'").rstrip(".")).removesuffix("'")
    return term(_irregular().get(bare, bare) if language == "en" else bare, language)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Phrases (tuples of stems) to the concepts they stand for, the opposites, and the words that say nothing."""

    phrases: Mapping[tuple[str, ...], tuple[str, ...]]
    literal: Mapping[tuple[str, tuple[str, ...]], tuple[str, ...]]  # the same, by the first word as written
    longest: int
    heads: frozenset[str]  # the first words of phrases of several
    opposite: Mapping[str, str]
    stop: frozenset[str]
    events: frozenset[str]  # the concepts of what happens, as features


@cache
def lexicon() -> Lexicon:
    """The shipped concepts."""
    data = table("concepts.json")
    phrases: dict[tuple[str, ...], list[str]] = {}
    literal: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for part in ("same", "nouns"):
        for concept, words in data[part].items():
            for phrase in map(str.split, words.split(",")):
                key = tuple(stem(w.lstrip("=")) for w in phrase)
                written = phrase[0].startswith("=")
                here = (
                    literal.setdefault((phrase[0][1:], key), []) if written else phrases.setdefault(key, [])
                )
                if concept not in here:
                    here.append(concept)
    return Lexicon(
        {key: tuple(each) for key, each in phrases.items()},
        {key: tuple(each) for key, each in literal.items()},
        max(map(len, (*phrases, *(key for _, key in literal)))),
        frozenset(key[0] for key in (*phrases, *(key for _, key in literal)) if len(key) > 1),
        {a: b for pair in data["opposites"] for a, b in (pair, pair[::-1])},
        frozenset(data["stop"]),
        frozenset(concept.upper() for concept in data["same"]),
    )


@dataclass(frozen=True, slots=True)
class Content:
    """A text as weighted features: concepts in capitals ("DEAD"), other words as stems, clock times."""

    weights: Mapping[str, float]
    clocks: frozenset[str]
    negated: bool


@remembered(TEXTS)
def content(text: str, language: str = "en") -> Content:
    """The features of a text. Numbers are left to the figures."""
    return Content(dict(_features(text, tongue(language, text))), frozenset(clocks(text)), negated(text))


def names_of(text: str) -> Iterator[str]:
    """The words of a text that are written as names: capitals inside it, and those that open it and another follows."""
    words = _WORD.findall(text)
    capital = [word[:1].isupper() and word not in _MONTHS for word in words]
    if sum(capital) > 0.6 * len(words) and len(words) > 4:
        return  # a headline
    for at, word in enumerate(words):
        opens = at == 0 and len(words) > 1 and not capital[1]
        if capital[at] and not opens and len(word) > 1:
            yield word


def written(text: str) -> list[str]:
    """The words of a text as they are written, in order."""
    return [word.rstrip(".") for word in _WORD.findall(text)]


@lru_cache(WORDS)
def single(word: str) -> tuple[str, ...]:
    """The concepts that an English word stands for by itself."""
    low = _CONTRACTED.sub("", word.casefold().replace("’", "'"))
    lex = lexicon()
    return () if low in lex.stop or word in _MONTHS else _concepts(low, (stem(word),), lex)


def _features(text: str, language: str) -> Iterator[tuple[str, float]]:
    """Each feature once with its weight; what stands in a clause of circumstance weighs half."""
    found: dict[str, float] = {}
    for word, weight_ in _weighed(text, language):
        found[word] = max(weight_, found.get(word, 0.0))
    yield from found.items()


def _weighed(text: str, language: str) -> Iterator[tuple[str, float]]:
    lex = lexicon()
    bare = _IN_HANDS.sub("captured", without_clocks(text))
    words = [m.group() for m in _WORD.finditer(bare)]
    stems = [stem(word, language) for word in words]
    named = _named(words)
    at, share = 0, 1.0
    while at < len(stems):
        low = _CONTRACTED.sub("", words[at].casefold().replace("’", "'").rstrip("."))
        if language == "en" and at > 2 and low in _CIRCUMSTANCE:
            share = 0.5
        size, concepts = _phrase(stems, words, at, lex) if language == "en" else (0, ())
        if size == 1 and (low in lex.stop or words[at] in _MONTHS or at in named):
            size = 0
        if size:
            heavy = max(_weight(s, language) for s in stems[at : at + size])
            given = 0.5 if language == "en" and _attributive(words, stems, at, size, lex) else 1.0
            for concept in map(str.upper, concepts):
                least = 0.8 if concept in lex.events else 0.4
                given_ = given if concept in lex.events else 1.0
                yield concept, share * given_ * min(max(heavy, least), 1.2) / len(concepts) ** 0.5
            at += size
            continue
        plain = words[at] not in _MONTHS and low not in lex.stop and not _numeral(low, lex)
        if plain and len(stems[at]) > 1 and (heavy := _weight(stems[at], language)) > 0:
            yield stems[at], share * heavy
        at += 1


def _numeral(low: str, lex: Lexicon) -> bool:
    """True for digits and for number words joined by a hyphen ("thirty-eight"): figures speak for them."""
    return low[0].isdigit() or ("-" in low and all(part in lex.stop for part in low.split("-")))


def _attributive(words: Sequence[str], stems: Sequence[str], at: int, size: int, lex: Lexicon) -> bool:
    """True for what is told as given: "the missing sailors", "captured Norland soldiers", not "sailors are missing"."""
    noun = at + 1
    while noun < min(at + 4, len(words) - 1) and words[noun][:1].isupper():
        noun += 1
    after: tuple[str, ...] = ()
    if size == 1 and noun < len(stems):
        after = _concepts(words[noun].casefold(), (stems[noun],), lex)
    form = words[at].casefold().endswith(("ing", "ed", "en", "ured", "n", "d"))
    before = words[at - 1].casefold() if at else ""
    return form and any(c.upper() not in lex.events for c in after) and before not in _COPULAS


def _named(words: Sequence[str]) -> frozenset[int]:
    """The words that belong to a name of several words ("Marrow Head"); none in a headline, where all are capital."""
    capital = [word[:1].isupper() and at > 0 for at, word in enumerate(words)]
    if sum(capital) > 0.5 * len(words):
        return frozenset()
    beside = [False, *capital, False]
    return frozenset(at for at, is_ in enumerate(capital) if is_ and (beside[at] or beside[at + 2]))


def _phrase(stems: Sequence[str], words: Sequence[str], at: int, lex: Lexicon) -> tuple[int, tuple[str, ...]]:
    """How many words from here are a phrase of the table, the longest first, and its concepts; 0 for none.

    Small words may stand between: "seized their first village", "lost both his legs".
    """
    low = words[at].casefold()
    if stems[at] in lex.heads:
        places = [at]
        for each in range(at + 1, min(at + lex.longest + 2, len(stems))):
            whole = tuple(stems[at : each + 1])
            if (found := _concepts(low, whole, lex)) and not _longer(stems, low, at, each, lex):
                return each + 1 - at, found
            if words[each].casefold() in _BETWEEN:
                continue
            places.append(each)
            if len(places) <= each - at and (found := _concepts(low, tuple(stems[p] for p in places), lex)):
                return each + 1 - at, found
    found = _concepts(low, (stems[at],), lex)
    return (1, found) if found else (0, ())


def _longer(stems: Sequence[str], low: str, at: int, last: int, lex: Lexicon) -> bool:
    """True where the words go on to a longer phrase: "under control of"."""
    return any(
        _concepts(low, tuple(stems[at : end + 1]), lex)
        for end in range(last + 1, min(at + lex.longest, len(stems)))
    )


def _concepts(low: str, key: tuple[str, ...], lex: Lexicon) -> tuple[str, ...]:
    """The concepts of a phrase; some count only where its first word is as written ("trained", not "train")."""
    return (*lex.phrases.get(key, ()), *lex.literal.get((low, key), ()))


@lru_cache(WORDS)
def _weight(stemmed: str, language: str) -> float:
    """A word's weight from 0 (in every report) to 1.7 (a rare name), from its surprise in nats."""
    return min(1.7, max(0.0, weight(stemmed, language) - 1.2) / 3.2)
