"""Patterns of many words, looked for only in a text that can hold them.

A pattern of fifty turns of phrase is tried at every place of a text, and most texts hold none of the words that it
needs: "(?:is|was) (?:found )?(?:alive|safe)" needs "alive" or "safe". Whether such a piece stands in a text is known
some twenty times sooner. The pieces are read off the pattern itself, so that nobody has to keep a list of them; where
nothing can be told of a pattern its one piece is "", which stands in every text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from typing import Any

_MOST = 64  # so many forms of a phrase are told apart; of one with more, its parts are looked at
_KEY = 3  # letters by which many pieces are looked up at once
_OPTIONAL = (0, 1)
_NOWHERE = ("AT", "ASSERT", "ASSERT_NOT")  # what takes no place in a match

Parts = Sequence[tuple[Any, Any]]


class Sought:
    """A pattern, by default without regard to capitals, that is looked for only where one of its pieces stands."""

    __slots__ = ("pattern", "pieces")

    def __init__(self, pattern: str, flags: int = re.IGNORECASE) -> None:
        self.pattern = re.compile(pattern, flags)
        self.pieces = pieces(self.pattern)

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The first match, as of ``re.Pattern.search``."""
        end = len(text) if end is None else end
        return self.pattern.search(text, start, end) if self._may(text, start, end) else None

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """Every match, as of ``re.Pattern.finditer``."""
        end = len(text) if end is None else end
        return self.pattern.finditer(text, start, end) if self._may(text, start, end) else iter(())

    def _may(self, text: str, start: int, end: int) -> bool:
        return any(map(small(text[start:end]).__contains__, self.pieces))


class Pieces:
    """The pieces of many patterns, looked up all at once."""

    __slots__ = ("_by_key", "_short")

    def __init__(self, every: Iterable[str]) -> None:
        self._by_key: dict[str, list[str]] = {}
        self._short: list[str] = []
        for piece in sorted(set(every)):
            if len(piece) < _KEY:
                self._short.append(piece)
            else:
                self._by_key.setdefault(piece[-_KEY:], []).append(piece)

    def within(self, text: str) -> set[str]:
        """Those that stand in a text."""
        within = small(text)
        keys = {within[at : at + _KEY] for at in range(len(within) - _KEY + 1)} & self._by_key.keys()
        found = {piece for key in keys for piece in self._by_key[key] if piece in within}
        found.update(piece for piece in self._short if piece in within)
        return found


def small(text: str) -> str:
    """A text in small letters, as pieces are written."""
    return text.casefold()


def pieces(pattern: re.Pattern[str]) -> tuple[str, ...]:
    """Pieces in small letters, one of which stands in whatever the pattern matches; the longest that are found."""
    found = set(_needed(_parts(pattern)))
    return tuple(sorted(one for one in found if not any(other in one for other in found - {one})))


def _parts(pattern: re.Pattern[str]) -> Parts:
    """The pattern as Python itself takes it apart."""
    try:
        parser = import_module("re._parser")
        taken: Parts = parser.parse(pattern.pattern, pattern.flags)
    except (ImportError, AttributeError):  # a Python that does so elsewhere: every text is searched
        return ()
    return taken


def _needed(parts: Parts) -> list[str]:
    """The pieces of a sequence: those of the run of letters, or the part in it, that fewest texts hold."""
    best, run = [""], [""]
    for part in parts:
        forms = _forms([part])
        if forms is not None and len(run) * len(forms) <= _MOST:
            run = [one + more for one in run for more in forms]
        else:
            best = min(best, run, _inside(part) if forms is None else [""], key=_common)
            run = forms or [""]
    return min(best, run, key=_common)


def _inside(part: tuple[Any, Any]) -> list[str]:
    """The pieces of a part that has too many forms."""
    kind, value = str(part[0]), part[1]
    if kind == "SUBPATTERN":
        return _needed(value[3])
    if kind == "ATOMIC_GROUP":
        return _needed(value)
    if kind == "BRANCH":
        return [piece for each in value[1] for piece in _needed(each)]
    if kind in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT") and value[0]:
        return _needed(value[2])
    return [""]


def _forms(parts: Parts) -> list[str] | None:
    """All that a sequence can match, where that is a few strings; None where it is more, or open."""
    found = [""]
    for part in parts:
        forms = _forms_of(part)
        if forms is None or len(found) * len(forms) > _MOST:
            return None
        found = [one + more for one in found for more in forms]
    return found


def _forms_of(part: tuple[Any, Any]) -> list[str] | None:
    kind, value = str(part[0]), part[1]
    if kind == "LITERAL":
        return [small(chr(value))]
    if kind in _NOWHERE:
        return [""]
    if kind == "IN" and all(str(each) == "LITERAL" for each, _ in value):
        return sorted({small(chr(sign)) for _, sign in value})
    if kind == "SUBPATTERN":
        return _forms(value[3])
    if kind == "MAX_REPEAT" and (value[0], value[1]) == _OPTIONAL:
        forms = _forms(value[2])
        return None if forms is None else ["", *forms]
    if kind == "BRANCH":
        every = [_forms(each) for each in value[1]]
        return None if None in every else [form for each in every if each for form in each]
    return None


def _common(found: Sequence[str]) -> float:
    """How common it is, roughly, that one of these pieces stands in a text: long ones are rare."""
    return sum(8.0 ** -len(piece) for piece in found)
