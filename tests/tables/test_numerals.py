"""The number words of English, as every stage reads them."""

from __future__ import annotations

import pytest

from twosource.data.numerals import cardinals, numeral, one_spelled, spelled, whole
from twosource.stages.terms import NUMBERS


@pytest.mark.parametrize(
    ("word", "value"),
    [("zero", 0), ("Twelve", 12), ("forty", 40), ("7", 7), ("1,200", 1200), ("dozens", None), ("", None), ("a", None)],
)  # fmt: skip
def test_a_word_is_a_whole_number_or_none(word: str, value: int | None) -> None:
    assert whole(word) == value


def test_numbers_are_spelled_in_order_of_value_and_rightly() -> None:
    assert spelled(3) == ("one", "two", "three")
    assert spelled(50)[-2:] == ("forty", "fifty"), "and never as the table knows that they are misspelt"
    assert one_spelled(4) == "one|two|three|four"
    assert [whole(word) for word in spelled(99)] == sorted(set(cardinals().values()) - {0})


@pytest.mark.parametrize(
    ("word", "is_one"),
    [
        ("40", True),
        ("forty", True),
        ("Forty-two", True),
        ("thousands", True),
        ("party", False),
        ("two-door", False),
    ],
)
def test_a_numeral_is_written_in_digits_or_in_words_of_number(word: str, is_one: bool) -> None:
    assert numeral(word) is is_one


def test_terms_write_small_numbers_as_digits() -> None:
    assert (NUMBERS["zero"], NUMBERS["twenty"], len(NUMBERS)) == ("0", "20", 21)
