"""The table of protected conditions as patterns, and a text cut into paragraphs, sentences and segments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from ..data import peoples, places, table
from ..text import paragraphs

TABLE = "protected.json"
# A full stop after these ends no sentence.
_SHORT = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|prof|gen|lt|col|maj|capt|sgt|gov|sen|rep|st|no|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|e\.g|i\.e|vs|[a-z]|u\.[a-z])\.)$",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.!?…]+[\"”’')\]]*(?=\s+[\"“‘'(\[]?[A-Z\d])")
_BREAK = re.compile(r"[,;:.!?—–()\[\]\"“”…\n]|\s-\s")
CAPITAL = r"[A-Z][\w'’-]*[\w]"
_PARTICLE = r"(?:al|el|bin|ibn|de|del|della|van|von|der|da|di|la|le)"
NAME = rf"{CAPITAL}(?:[ ](?:{_PARTICLE}[ ])?{CAPITAL}){{0,3}}"


@dataclass(frozen=True, slots=True)
class Range:
    """A half-open range of a text."""

    start: int
    end: int


@cache
def known() -> Any:
    """The table (docs/protection.md says what stands in it)."""
    return table(TABLE)


def one_of(words: Iterable[str]) -> str:
    """A pattern for any of these words, whole."""
    return "(?:" + "|".join(words) + ")"


@cache
def pattern(kind: str) -> re.Pattern[str]:
    """A list of the table as one pattern."""
    body = one_of(known()["body"])
    parts = [part.replace("(?:%BODY%)", body) for part in known()[kind]]
    return re.compile(rf"(?<![\w-]){one_of(parts)}(?!\w)", re.IGNORECASE)


@cache
def listed(condition: str, kind: str) -> str:
    """One list of a condition as the text of a pattern; one that matches nothing where it is empty."""
    return (
        one_of(known()["conditions"][condition][kind]) if known()["conditions"][condition][kind] else "(?!)"
    )


@cache
def telling(condition: str) -> re.Pattern[str]:
    """Every word that says that somebody is in a condition."""
    kinds = ("nouns", "adjectives", "verbs", "events")
    return re.compile(rf"(?<![\w-]){one_of(listed(condition, kind) for kind in kinds)}(?!\w)", re.IGNORECASE)


def conditions(text: str) -> tuple[str, ...]:
    """The conditions that a text speaks of."""
    return tuple(name for name in known()["conditions"] if telling(name).search(text))


def spread(text: str) -> list[Range]:
    """The paragraphs of a text."""
    return [Range(start, end) for start, end in paragraphs(text)]


def sentences(text: str, within: Range) -> list[Range]:
    """The sentences of a paragraph."""
    found, at = [], within.start
    for stop in _STOP.finditer(text, within.start, within.end):
        if not _SHORT.search(text[max(at, stop.end() - 8) : stop.end()]):
            found.append(Range(at, stop.end()))
            at = stop.end()
            while at < within.end and text[at].isspace():
                at += 1
    if at < within.end:
        found.append(Range(at, within.end))
    return found


def segment(text: str, start: int, end: int, within: Range) -> Range:
    """The part of a sentence between two marks of punctuation that holds a place."""
    before = [
        m.end() for m in _BREAK.finditer(text, within.start, start) if not _inside_word(text, m.start())
    ]
    after = (m.start() for m in _BREAK.finditer(text, end, within.end) if not _inside_word(text, m.start()))
    return Range(before[-1] if before else within.start, next(after, within.end))


def _inside_word(text: str, at: int) -> bool:
    """True for the mark in 3,000 and the stop in U.K."""
    return 0 < at < len(text) - 1 and text[at] in ",.:" and text[at - 1].isalnum() and text[at + 1].isalnum()


def tokens(text: str, within: Range) -> Iterator[Range]:
    """The words of a range."""
    return (
        Range(*m.span()) for m in re.compile(r"\w+(?:['’-]\w+)*").finditer(text, within.start, within.end)
    )


def is_name(words: str) -> bool:
    """True where capitalised words can be somebody's name: no place, people, body, day or sentence's beginning."""
    parts = words.split()
    if words in places() or words in peoples() or any(part in peoples() for part in parts):
        return False
    none = set(known()["no_names"])
    if len(parts) > 1 and parts[0].lower() in known()["also_names"]:
        parts = parts[1:]
    offices = re.compile(one_of(known()["offices"]), re.IGNORECASE)
    return not any(part.lower() in none or offices.fullmatch(part) or part.isupper() for part in parts)
