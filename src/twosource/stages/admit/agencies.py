"""Agencies in lines that name them and little else: "AP / Reuters", "By Jane Roe, Associated Press", "Avec AFP".

Such a line stands at the head or the foot of a story. Its words are agencies, names, and the few words that credits are
made of in any language (``credit_words``); each agency is set off by a mark or by such a word, so that a heading
("Reuters Wins Prize") is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from ... import data
from ...model import Credit
from .furniture import Line

HEAD, FOOT = 3, 3  # paragraphs
LONGEST, WORDS = 110, 16  # characters and words of such a line
NAMES = 6  # words of persons' or outlets' names in it
_WORD = re.compile(r"[^\s,;|/()（）【】\[\]·•+&:：—–*_]+")
_ELIDED = re.compile(r"(?:[ldLD]|dell|all|dall|[Dd]ell|[Aa]ll)['’]")
_SETS_OFF = re.compile(r"[|/()（）·•&+—–:：]")
_AGENCY_WORDS = 5


class _Word(NamedTuple):
    """A run of letters, or a whole agency's name: "agency", "several" (agencies unnamed), "credit", "name" or "other"."""

    kind: str
    start: int
    end: int


def agency_lines(text: str, paragraphs: Sequence[tuple[int, int]]) -> Iterator[Line]:
    """The first and last paragraphs that credit agencies and say nothing else."""
    last = len(paragraphs) - FOOT
    for at, (start, end) in enumerate(paragraphs):
        if (at < HEAD or at >= last) and (credits := credited(text, start, end)):
            yield Line("agency", start, end, credits)


def credited(text: str, start: int, end: int) -> tuple[Credit, ...]:
    """The agencies that a line credits, where that is all it does; else nothing."""
    if end - start > LONGEST:
        return ()
    words = list(_words(text, start, end))
    kinds = [word.kind for word in words]
    if not {"agency", "several"} & set(kinds) or "other" in kinds or len(words) > WORDS:
        return ()
    if "name" in kinds and not _signed(text, words, end):
        return ()
    return _credits(text, words)


def in_byline(text: str, start: int, end: int) -> tuple[Credit, ...]:
    """The agencies among those who signed: "By Jane Roe, Associated Press", "Reuters Staff"."""
    words = list(_words(text, start, end))
    return _credits(
        text, [word for at, word in enumerate(words) if word.kind != "agency" or _set_off(text, words, at)]
    )


def of_author(author: str | None) -> tuple[Credit, ...]:
    """The agencies that a document names as its author, beside its text."""
    found = in_byline(author, 0, len(author)) if author else ()
    return tuple(Credit("agency", credit.name) for credit in found)


def _credits(text: str, words: Sequence[_Word]) -> tuple[Credit, ...]:
    found = [word for word in words if word.kind in ("agency", "several")]
    return tuple(Credit("agency", text[word.start : word.end], word.start, word.end) for word in found)


def _signed(text: str, words: Sequence[_Word], end: int) -> bool:
    """True where names and agencies stand side by side as in a byline, each agency set off."""
    names = sum(word.kind == "name" for word in words)
    if names > NAMES or text[end - 1] in ".!?:":
        return False
    if not all(_set_off(text, words, at) for at, word in enumerate(words) if word.kind == "agency"):
        return False
    first = words[0]
    if first.kind == "credit":
        return True  # "By Jane Roe, Associated Press"
    between = (text[a.end : b.start] for a, b in pairwise(words))
    return any(word.kind == "credit" for word in words) or any(_SETS_OFF.search(gap) for gap in between)


def _set_off(text: str, words: Sequence[_Word], at: int) -> bool:
    """True where an agency's name is no part of a longer one: marks, credit words or nothing beside it."""
    named = at > 0 and words[at - 1].kind == "name"
    if named and text[words[at].start : words[at].end] in data.actor_words("states"):
        return False  # "Harrisburg, PA"
    before = not named or _marked(text, words[at - 1].end, words[at].start)
    after = (
        at + 1 == len(words)
        or words[at + 1].kind != "name"
        or _marked(text, words[at].end, words[at + 1].start)
    )
    return before and after


def _marked(text: str, start: int, end: int) -> bool:
    return bool(text[start:end].strip())


def _words(text: str, start: int, end: int) -> Iterator[_Word]:
    """The words of a line with their kinds, an agency's name as one."""
    found = [match.span() for match in _WORD.finditer(text, start, end)]
    at = 0
    while at < len(found):
        low, high = found[at]
        elided = _ELIDED.match(text, low, high)
        low = elided.end() if elided else low
        size = _agency_at(text, low, found[at:])
        if size:
            yield _Word("agency", low, size[1])
            at += size[0]
            continue
        yield _Word(_kind(text[low:high]), low, high)
        at += 1


def _agency_at(text: str, low: int, found: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """How many words from here are the name of an agency, and where it ends; the longest name counts."""
    for count in range(min(_AGENCY_WORDS, len(found)), 0, -1):
        high = found[count - 1][1]
        for stop in (high, high - 1) if text[high - 1] == "." else (high,):
            if text[low:stop] in data.agency_names():
                return count, stop
    return None


def _kind(word: str) -> str:
    low = word.strip(".'’\"").casefold()
    if low in _several():
        return "several"
    if low in _credit_words() or not any(c.isalpha() for c in word):
        return "credit" if not any(c.isdigit() for c in word) else "other"
    return "name" if word[0].isupper() or word[0] in "\"“'‘" else "other"


@cache
def _credit_words() -> frozenset[str]:
    table = data.table("credits.json")
    return frozenset((*table["credit_words"], *table["source_words"]))


@cache
def _several() -> frozenset[str]:
    return frozenset(data.table("credits.json")["agencies"])
