"""How near two texts are word by word: the same word, one concept, one root in spelling, or a like meaning.

A text that says the same in other words shares few stems with it. Here each word looks for the word of the other
text that it is nearest to: "custody" finds "prisoner", "Nestari" finds "Nestar". Likeness of meaning is the cosine
of word vectors that ship in a wheel (``data.word_vectors``); it tells kin from strangers, and never yes from no,
three from four or Monday from Tuesday, so that it only proposes and the slots decide.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ....data import word_vectors
from ....data.numerals import numeral
from ....text import fold
from ...remembered import WORDS, remembered
from ...terms import tongue, weight
from .sounds import skeleton
from .words import names_of, single, stem, written

_SPREADS = 2_048  # texts whose vectors are kept: some 20 KB each
_PAIRS = 16_384  # pairs of texts whose nearness is kept: copies bring the same pairs again, and so does each arrival
_CONCEPT, _ROOT = 0.7, 0.8  # what another word of one concept is worth, and one of the same root
_FAR = 0.1  # a cosine of words that have nothing to do with each other
_HEAVY = 6.0  # nats of surprise that weigh 1
_SMALL = 0.3  # a word of less surprise stands in every text
_NAME = 4  # letters that a name has which is known again by its sound
_SHORT = 2.2  # a text of less weight than this is contained in another by chance

_WIDE = 256  # numbers a vector

Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Spread:
    """A text's words: their weights, vectors and keys, and which of them are no names."""

    words: tuple[str, ...]
    weights: Matrix
    plain: Matrix  # the same, nought for names
    told: Matrix  # 1 for each word that is no name, else 0
    names: bool  # whether it has any
    total: float
    total_plain: float
    vectors: Matrix
    keys: Mapping[
        str, tuple[int, ...]
    ]  # stems, concepts in capitals, the first letters for roots ("ters-"), and how names sound ("jurek~")


@lru_cache(_PAIRS)
def near(a: str, b: str, language_a: str = "en", language_b: str = "en") -> tuple[float, float]:
    """How much of the smaller text is met in the other, from 0 to 1: all words, and names apart."""
    one, two = spread(a, language_a), spread(b, language_b)
    if not one.words or not two.words:
        return 0.0, 0.0
    alike = _alike(one, two)
    every = _met(alike, (one.weights, one.total), (two.weights, two.total))
    if not one.total_plain or not two.total_plain:
        return every, 0.0
    if not one.names and not two.names:
        return every, every
    alike *= one.told[:, None]
    alike *= two.told
    return every, _met(alike, (one.plain, one.total_plain), (two.plain, two.total_plain))


def _met(alike: Matrix, one: tuple[Matrix, float], two: tuple[Matrix, float]) -> float:
    """The share of the weights of either side that is met in the other: the greater of the two."""
    ours, theirs = np.maximum.reduce(alike, 1), np.maximum.reduce(alike, 0)
    return round(max(_share(ours @ one[0], one[1]), _share(theirs @ two[0], two[1])), 3)


def _share(met: float, total: float) -> float:
    return float(met) / max(total, _SHORT)


@remembered(_SPREADS)
def spread(text: str, language: str = "en") -> Spread:
    """The words of a text as they are compared; without the words of every text and the numbers, which figures speak for."""
    tongue_ = tongue(language, text)
    known = {word: _word(word, tongue_) for word in written(text)}
    words = tuple(word for word, (nats, _) in known.items() if nats > _SMALL)
    named = {name.rstrip(".") for name in names_of(text)}
    keys: dict[str, list[int]] = {}
    for at, word in enumerate(words):
        for key in known[word][1]:
            keys.setdefault(key, []).append(at)
        if word in named and len(word) >= _NAME:
            keys.setdefault(f"{skeleton(fold(word))}~", []).append(at)
    weights = np.array([known[word][0] / _HEAVY for word in words], dtype=np.float32)
    told = np.array([word not in named for word in words], dtype=np.float32)
    plain = told * weights
    return Spread(
        words,
        weights,
        plain,
        told,
        bool((told == 0).any()),
        float(weights.sum()),
        float(plain.sum()),
        np.stack([_vector(word.casefold()) for word in words]) if words else np.zeros((0, _WIDE), np.float32),
        {key: tuple(each) for key, each in keys.items()},
    )


@lru_cache(WORDS)
def _word(word: str, language: str) -> tuple[float, frozenset[str]]:
    """How telling a word is, in nats of surprise, and its keys; a number is not, whatever it is."""
    if numeral(word):
        return 0.0, frozenset()
    stemmed = stem(word, language)
    concepts = map(str.upper, single(word)) if language == "en" else ()
    return weight(stemmed, language), frozenset((stemmed, *concepts, word.casefold()[:4] + "-"))


def direction(text: str, language: str = "en") -> Matrix:
    """The weighted mean of its words' vectors, of length 1: where a text points."""
    found = spread(text, language)
    if not found.words:
        return np.zeros(_WIDE, np.float32)
    mean: Matrix = found.weights @ found.vectors
    return mean / (float(np.linalg.norm(mean)) + 1e-9)


def _alike(one: Spread, two: Spread) -> Matrix:
    """Each word of one text against each of the other, from 0 to 1."""
    alike: Matrix = one.vectors @ two.vectors.T
    alike -= _FAR
    alike *= 1 / (1 - _FAR)
    np.maximum(alike, 0, out=alike)
    for key in one.keys.keys() & two.keys.keys():
        root = key[-1] == "-"
        worth = _ROOT if root or key[-1] == "~" else _CONCEPT if key.isupper() else 1.0
        for i in one.keys[key]:
            for j in two.keys[key]:
                if alike[i, j] < worth and (not root or kin(one.words[i], two.words[j])):
                    alike[i, j] = worth
    return alike


@lru_cache(WORDS)
def kin(a: str, b: str) -> bool:
    """True for words of one root by their spelling: intruder and intrusion, a land and its people."""
    a, b = a.casefold(), b.casefold()
    longer = max(len(a), len(b))
    same = next((at for at, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return (same >= 4 and same >= 0.6 * longer) or (same >= 5 and same >= 0.5 * longer)


@lru_cache(WORDS)
def _vector(word: str) -> Matrix:
    """The word's vector of length 1: the mean of those of its pieces."""
    tokens, vectors = word_vectors()
    found: Matrix = vectors[tokens(word)].astype(np.float32).sum(0)
    return found / (float(np.linalg.norm(found)) + 1e-9)
