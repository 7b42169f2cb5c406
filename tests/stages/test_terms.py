"""Terms and their weights: what a word folds to, and what folds to it."""

from __future__ import annotations

from collections import defaultdict
from itertools import islice

import pytest

from twosource.data import frequencies
from twosource.stages.terms import forms, term, weight


@pytest.mark.parametrize(
    ("words", "folded"),
    [
        ("attack attacks attacked attacking", "attack"),
        ("city cities", "city"),
        ("stop stops stopped stopping", "stop"),
        ("raise raises raised raising", "rais"),
        ("crash crashes crashed", "crash"),
        ("levee levees", "leve"),
    ],
)
def test_the_forms_of_a_term_are_the_words_that_fold_to_it(words: str, folded: str) -> None:
    for word in words.split():
        assert term(word, "en") == folded
        assert word in forms(folded)


def test_every_common_word_is_among_the_forms_of_its_term() -> None:
    common = (word for _, words in frequencies("en") for word in words if word.isalpha())
    missed = [word for word in islice(common, 20_000) if word not in forms(term(word, "en"))]
    assert missed == []


def test_a_term_weighs_by_all_its_forms_together() -> None:
    shares: defaultdict[str, float] = defaultdict(float)
    for zipf, words in frequencies("en"):
        if zipf < 1.8:
            break
        for word in words:
            if word.startswith(("bomb", "villag", "runn")) and word.isalpha():
                shares[term(word, "en")] += 10 ** (zipf - 9)
    assert shares["bomb"] > 10 ** (next(z for z, words in frequencies("en") if "bombs" in words) - 9)
    ranked = sorted(shares, key=shares.__getitem__, reverse=True)[:8]
    weights = [weight(each, "en") for each in ranked]
    assert weights == sorted(weights)
    assert weight("bomb", "en") < weight("zzyzxx", "en")


@pytest.mark.parametrize("language", ["en", "de", "uk"])
def test_an_unseen_word_weighs_the_most(language: str) -> None:
    assert weight(term("qwrtzpsd", language), language) > 8
