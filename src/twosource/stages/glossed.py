"""What a text in another language says, word for word in English, as far as the shipped glossary goes.

It is no translation and is never shown: names and numbers stay, words of news become their English like, small words
fall away, and what is not known stays as it is, so that it is like nothing. Claims and names of bodies are compared by it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from ..data import glossary, plainly_known
from .remembered import TEXTS, remembered
from .terms import term, weight

_WORD = re.compile(r"\d[\d.,:]*|[^\W\d_]+(?:[ʼ-][^\W\d_]+)*['’]?|[.!?,;]")
_STOPS = (".", "!", "?", ",", ";")
_LONGEST = 4  # words of one phrase
_SHORTEST = 3  # letters of a beginning
_SMALL = 1.5  # nats of surprise: a word of less stands in every text
_RARE = 8.0  # a word of more, written as a name, is one
_LINKS = ("", "s", "n", "en", "es")  # what joins the parts of a German compound
_AGAIN = 4  # words within which "ne ... pas" is one denial


def known(language: str) -> bool:
    """True for a language that the glossary has."""
    return bool(glossary(language))


@remembered(TEXTS)
def glossed(text: str, language: str) -> str:
    """The words of a text in English, in their order; the text itself where its language is not known."""
    if not known(language):
        return text
    found: list[str] = []
    denied = -_AGAIN
    for word in _words(text, language):
        if word == "not" and len(found) - denied < _AGAIN:
            continue
        denied = len(found) if word == "not" else -_AGAIN if word in _STOPS else denied
        found += () if word in _STOPS else (word,)
    return " ".join(found)


def means(word: str, language: str) -> tuple[str, ...]:
    """The English words of one word, which may be a compound; none where it is not known."""
    exact, beginnings = _entries(language)
    low = word.casefold().rstrip("'’")
    if low in exact:
        return (exact[low],)
    for end in range(len(low), _SHORTEST - 1, -1):
        if low[:end] in beginnings:
            rest = _compound(low[end:], exact, beginnings) if language == "de" else ()
            return (beginnings[low[:end]], *rest)
    return ()


def _compound(rest: str, exact: Mapping[str, str], beginnings: Mapping[str, str]) -> tuple[str, ...]:
    """What the second part of a German compound means."""
    for link in _LINKS:
        part = rest.removeprefix(link) if rest.startswith(link) else ""
        if part in exact:
            return (exact[part],)
        for end in range(len(part), _SHORTEST + 1, -1):
            if part[:end] in beginnings:
                return (beginnings[part[:end]],)
    return ()


def _words(text: str, language: str) -> Iterator[str]:
    words = [match[0] for match in _WORD.finditer(text)]
    numbers = plainly_known(language).get("words", {})
    at = 0
    while at < len(words):
        size, said = _phrase(words, at, language)
        if size:
            yield from said
            at += size
            continue
        word, low = words[at], words[at].casefold()
        if low in numbers:
            yield str(numbers[low])
        elif not word[0].isalpha():
            yield word
        else:
            yield from _kept(word, opens=at == 0 or words[at - 1] in _STOPS[:3], language=language)
        at += 1


def _phrase(words: Sequence[str], at: int, language: str) -> tuple[int, tuple[str, ...]]:
    """How many words from here the glossary knows together, the longest first, and what they mean; 0 for none."""
    exact, _ = _entries(language)
    for size in range(min(_LONGEST, len(words) - at), 1, -1):
        whole = " ".join(words[at : at + size]).casefold()
        if whole in exact:
            return size, (exact[whole],)
    said = means(words[at], language)
    return (1, said) if said else (0, ())


def _kept(word: str, *, opens: bool, language: str) -> Iterator[str]:
    """A word that the glossary does not know: a name as it is, others small, those of every text not at all."""
    nats = weight(term(word, language), language)
    named = word[:1].isupper() and not opens and (language != "de" or nats >= _RARE)
    if named or (opens and word[:1].isupper() and nats >= _RARE):
        yield word
    elif nats >= _SMALL and len(word) > 2:
        yield word.casefold()


@cache
def _entries(language: str) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """What is known as it is written, phrases too, and by its beginning."""
    every = glossary(language).items()
    exact = {written: said for written, said in every if not written.endswith("*")}
    return exact, {written[:-1]: said for written, said in every if written.endswith("*")}
