"""Any language without a parser: sentences and words, and nothing that would have to be guessed.

A token has no lemma but its lower case, no part of speech, no head but itself. What may be a name (a capital
inside a sentence) and what is a number are marked as entities, NAME and CARDINAL. ``attempted`` says what is
looked for in such a text; whatever is not there was not attempted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from ..data import table
from ..model import Parse, Sentence, Token

TABLE = "plain.json"
_TOKEN = re.compile(
    r"\d+(?:[.,\u00a0\u202f ]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’ʼ\-][^\W\d_]+)*|\S",
)
# A sentence may end at a mark, with closing quotes and brackets after it, before white space or another script.
_END = re.compile(r"[.!?…。！？]+(?:[ \u00a0\u202f]?»|[\"'”’“)\]])*(?=\s|$|[\u3040-\u30ff\u4e00-\u9fff])")
_OPENERS = "\"'«„“‘([—–-"


class Plain:
    """Splits any language. ``code`` chooses what it knows of abbreviations and ordinals."""

    attempted = ("sentences", "quotes", "speakers of quotes", "credited sentences", "numbers", "times")

    def __init__(self, code: str = "und") -> None:
        self.code = code
        self.version = f"plain-1/{code}"

    def parse(self, passages: Iterable[str]) -> Iterator[Parse]:
        """One Parse a passage, in order; offsets are code points into the passage."""
        for passage in passages:
            yield _parse(passage, self.code)


def _parse(passage: str, code: str) -> Parse:
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for start, end in sentences_of(passage, code):
        first = len(tokens)
        for match in _TOKEN.finditer(passage, start, end):
            tokens.append(_token(match, len(tokens), len(tokens) == first))
        if len(tokens) > first:
            sentences.append(Sentence(tokens[first].start, tokens[-1].end, first, len(tokens)))
    return Parse(tuple(tokens), tuple(sentences))


def _token(match: re.Match[str], index: int, opens: bool) -> Token:
    word = match[0]
    kind = (
        "CARDINAL"
        if word[0].isdigit()
        else "NAME"
        if word[0].isupper() and not opens and len(word) > 1
        else ""
    )
    return Token(match.start(), match.end(), word, word.lower(), "", "", "", index, kind, bool(kind))


def sentences_of(text: str, code: str = "und") -> Iterator[tuple[int, int]]:
    """The (start, end) of each sentence, without outer white space, in order; every word is in one."""
    at = 0
    for match in _END.finditer(text):
        if match.end() > at and _ends(text, match, code):
            yield from _trimmed(text, at, match.end())
            at = match.end()
    yield from _trimmed(text, at, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def _ends(text: str, match: re.Match[str], code: str) -> bool:
    """Whether a mark ends the sentence: not after an abbreviation, an initial, an ordinal, nor before a small letter."""
    following = _following(text, match.end())
    if not following:
        return True
    if following.islower():
        return False
    if not match[0].startswith(".") or match[0].startswith(".."):
        return True
    word, number = _before(text, match.start())
    if number:
        return not (len(number) <= 2 and code in table(TABLE)["ordinals"])
    if len(word) == 1 and (word.isupper() or text[match.start() - 2 : match.start() - 1] == "."):
        return False
    known = table(TABLE)
    tail = word.lower() in known["tails"] and not following.isupper()
    return not (tail or word.lower() in _abbreviations())


def _following(text: str, at: int) -> str:
    """The first letter or digit after a mark, past spaces and opening quotes; "" at the end."""
    for place in range(at, min(len(text), at + 12)):
        if text[place].isalnum():
            return text[place]
        if not (text[place].isspace() or text[place] in _OPENERS):
            return text[place]
    return ""


def _before(text: str, at: int) -> tuple[str, str]:
    """The word and the number that stand before an offset, one of them empty."""
    start = at
    while start and at - start < 20 and text[start - 1].isalpha():
        start -= 1
    if start < at:
        return text[start:at], ""
    while start and at - start < 20 and text[start - 1].isdigit():
        start -= 1
    return "", text[start:at]


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(table(TABLE)["abbreviations"])
