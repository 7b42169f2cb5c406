"""The tables of measures and of nouns: which words say what happened, which nouns are persons."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from ....data import table


@cache
def measures() -> Any:
    """The table of verbs, nouns, adjectives and idioms with what they mean for their arguments."""
    return table("measures.json")


@cache
def words(name: str) -> frozenset[str]:
    """One of the lists of words in the table of measures."""
    return frozenset(measures()[name])


@cache
def persons() -> frozenset[str]:
    """Lemmas of nouns for persons."""
    return frozenset(table("persons.json")["nouns"])


@cache
def group(name: str) -> frozenset[str]:
    """One of the other lists of nouns: military, vehicles, homes, groups."""
    return frozenset(table("persons.json")[name])


def is_person(word: str) -> bool:
    """True for a noun that names persons, by list or by ending ("sharecropper" is listed, "firewoman" ends so)."""
    word = word.lower().rpartition("-")[2] or word.lower()
    return any(
        stem in persons() or (stem.endswith(_PERSON_ENDS) and stem not in _NO_PERSONS)
        for stem in _stems(word)
    )


_PERSON_ENDS = (
    "woman",
    "sman",
    "yman",
    "dman",
    "tman",
    "rman",
    "worker",
    "keeper",
    "lander",
    "ologist",
    "ician",
)


_NO_PERSONS = {"german", "norman", "superman", "ottoman"}


def _stems(word: str) -> Iterator[str]:
    """The word and what it may be the plural of."""
    yield word
    if word.endswith("men"):
        yield word[:-2] + "an"
    elif word.endswith("ies"):
        yield word[:-3] + "y"
    elif word.endswith("ves"):
        yield word[:-3] + "fe"
    elif word.endswith("s") and not word.endswith("ss"):
        yield word[:-1]


def fits(noun: str, measure: str) -> bool:
    """False where only persons can be what the measure says and the noun is plainly a thing."""
    if measure == "dismissed":
        return is_person(noun)
    return measure not in words("only_persons") or noun.lower() not in group("things")
