"""Numbers written in words, in languages that are read without a parser: "двадцать три", "fünftausend".

Words are put together by rule; a run that makes no number (two units side by side) is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from ...data import plainly_known

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_LONGEST = 9  # words of one number


class Worded(NamedTuple):
    """A number in words: where it stands, its value, and of how many words it is made."""

    start: int
    end: int
    value: float
    words: int


def worded(text: str, start: int, end: int, code: str) -> Iterator[Worded]:
    """The numbers in words between two offsets, in order."""
    found = list(_WORD.finditer(text, start, end))
    at = 0
    while at < len(found):
        run = _run(text, found, at, code)
        value = combined([_value(m[0], code) for m in run if _value(m[0], code) is not None])
        if value is not None:
            yield Worded(run[0].start(), run[-1].end(), value, len(run))
        at += max(1, len(run))


def _run(text: str, found: Sequence[re.Match[str]], at: int, code: str) -> list[re.Match[str]]:
    """The words of one number: next to each other, with a space, a hyphen or an "and" between."""
    run: list[re.Match[str]] = []
    joins = plainly_known(code).get("and", ())
    for k in range(at, min(len(found), at + _LONGEST)):
        if run and text[run[-1].end() : found[k].start()] not in (" ", "-", "\u00a0"):
            break
        word = found[k][0].lower()
        joined = bool(run) and word in joins and k + 1 < len(found) and _value(found[k + 1][0], code)
        if _value(word, code) is None and not joined:
            break
        run.append(found[k])
    return run


def combined(values: Sequence[float | None]) -> float | None:
    """The number that these make together; None where they make none."""
    total, current, least = 0.0, 0.0, 10.0**12
    for value in values:
        assert value is not None
        if value >= 1000:
            if value >= least:
                return None  # a thousand of thousands
            total, current, least = total + (current or 1) * value, 0.0, value
        elif value == 100 and 1 < current < 10:
            current *= 100
        elif value == 20 and current % 100 == 4:
            current += 76  # quatre-vingts
        elif not current or _fits(current, value):
            current += value
        else:
            return None
    return (total + current) or None if values else None


def _fits(current: float, value: float) -> bool:
    """True where a smaller word may follow: hundreds before tens before units (in French, sixty before twelve)."""
    left = current % 100
    if value < 10:
        return left == 0 or (left >= 20 and left % 10 == 0)
    if value < 20:
        return left in (0, 60, 80)
    return value < 100 and left == 0


def _value(word: str, code: str) -> float | None:
    word = word.lower().replace("’", "'").replace("ʼ", "'")
    known: Mapping[str, float] = plainly_known(code).get("words", {})
    scales: Mapping[str, float] = plainly_known(code).get("scales", {})
    found = known.get(word, scales.get(word))
    return _german(word) if found is None and code == "de" else found


@cache
def _german(word: str) -> float | None:
    """One word for all of it: "zweihundertfünfundvierzig", "dreitausendzwölf"."""
    for name, size in (("tausend", 1000.0), ("hundert", 100.0)):
        before, mark, after = word.partition(name)
        if mark:
            many = _german(before) if before else 1.0
            rest = _german(after.removeprefix("und")) if after else 0.0
            return None if many is None or rest is None or rest >= size else many * size + rest
    known: Mapping[str, float] = plainly_known("de").get("words", {})
    if word in known:
        return known[word]
    unit, joined, tens = word.partition("und")
    ones = 1.0 if unit == "ein" else known.get(unit)
    if joined and ones and ones < 10 and known.get(tens, 0) >= 20:
        return known[tens] + ones
    return None
