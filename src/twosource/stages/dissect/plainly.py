"""The numbers of a report in another language than English, read without a parser.

Never wrong in silence: what a number counts is the word beside it as printed, and what is unsure is left out.
``ATTEMPTED`` says what is looked for in such a report; no other kind of statement, place or organisation is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from ...data import plainly_known
from ...model import Bound, Figure, Sentence, Time
from .worded import worded

ATTEMPTED = ("sentences", "quotes", "speakers of quotes", "credited sentences", "numbers", "times")
_NUMBER = re.compile(
    r"(?<![\w.,:/№#-])\d+(?:[.,\u00a0\u202f ]\d{3})+(?![\d])(?:,\d+)?|(?<![\w.,:/№#-])\d+(?:[.,]\d+)?(?![\d:/])"
)
_RANGE = re.compile(r"\s?[-–—]\s?(\d+(?:[.,\u00a0\u202f ]\d{3})*(?:[.,]\d+)?)(?![\d:/.])")
_KOREAN = re.compile(r"(?<![\w.,-])\d[\d,.]*\s?[억만천백]?(?:\s?\d[\d,]*\s?[만천백]?)*")
_GROUPED = re.compile(r"\d{1,3}(?:[.,\u00a0\u202f ]\d{3})+(?:,\d+)?")
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
_UNIT = re.compile(r"\s?(%|[€$£₴₽]|km²|km|кг|км|kg)(?!\w)")
_YEARS = range(1900, 2101)


def plain_figures(
    text: str, sentences: Sequence[Sentence], times: Sequence[Time], code: str
) -> tuple[Figure, ...]:
    """The numbers of a text as intervals, with the word beside them; dates, years and codes left out."""
    taken = sorted((time.start, time.end) for time in times)
    found: list[Figure] = []
    for sentence in sentences:
        last = sentence.start
        for figure in sorted(_numbers(text, sentence, code), key=lambda f: (f.start, -f.end)):
            if figure.start >= last and not _inside(taken, figure.start, figure.end):
                found.append(figure)
                last = figure.end
    return tuple(found)


def _inside(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    at = bisect_right(spans, (start, end))
    return any(a < end and start < b for a, b in spans[max(0, at - 1) : at + 1])


def _numbers(text: str, sentence: Sentence, code: str) -> Iterator[Figure]:
    pattern = _KOREAN if code == "ko" else _NUMBER
    for match in pattern.finditer(text, sentence.start, sentence.end):
        figure = _figure(text, match.start(), match.end(), sentence, code)
        if figure is not None:
            yield figure
    yield from _counter_in_words(text, sentence) if code == "ko" else _in_words(text, sentence, code)


def _in_words(text: str, sentence: Sentence, code: str) -> Iterator[Figure]:
    """ "двадцать три солдата", "deux soldats": a small number right before a noun of persons, a larger before any."""
    persons = tuple(plainly_known(code).get("person", ()))
    for number in worded(text, sentence.start, sentence.end, code):
        counts = _counts(text, number.end, sentence.end, code)
        person = bool(counts) and str(counts).startswith(persons) if persons else False
        digits = text[max(0, number.start - 2) : number.start].strip()[-1:].isdigit()
        if counts is None or digits or not (person or number.value > 20):
            continue
        bound = _bound(text, number.start, sentence.start, code)
        yield _made(text, (number.start, number.end), number.value, None, bound, counts)


def _counter_in_words(text: str, sentence: Sentence) -> Iterator[Figure]:
    """ "노동자 세 명": a Korean number word before a counter."""
    for number in worded(text, sentence.start, sentence.end, "ko"):
        counts = _counts(text, number.end, sentence.end, "ko")
        if counts and text[number.end : number.end + 1] == " ":
            after = _after(text, number.end, "ko")
            bound = (after, False) if after else _bound(text, number.start, sentence.start, "ko")
            yield _made(text, (number.start, number.end), number.value, None, bound, counts)


def _figure(text: str, start: int, end: int, sentence: Sentence, code: str) -> Figure | None:
    while end > start and text[end - 1] in " .,\u00a0\u202f":
        end -= 1
    value = _korean(text[start:end]) if code == "ko" else _value(text[start:end])
    if value is None:
        return None
    high: float | None = None
    after = _RANGE.match(text, end, sentence.end) if code != "ko" else None
    if after and (top := _value(after[1])) is not None and top > value:
        high, end = top, after.end()
    scale, end = _scale(text, end, sentence.end, code)
    after_it, before_it = _after(text, end, code), _bound(text, start, sentence.start, code)
    bound = (after_it, False) if after_it else before_it
    unit = _UNIT.match(text, end)
    counts = None if unit else _counts(text, end, sentence.end, code)
    if text[end : end + 1] == "-" or (
        scale == 1 and not unit and _is_no_count(value, bound[0], text, end, sentence.end)
    ):
        return None
    low = value * scale if high is None or value < high else value
    most = high * scale if high is not None else None
    return _made(text, (start, end), low, most, bound, counts, unit[1] if unit else None)


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in " .\u00a0\u202f":
        at += 1
    return at


def _is_no_count(value: float, bound: str | None, text: str, end: int, limit: int) -> bool:
    """A bare year, or a number that stands before nothing."""
    word = _WORD.match(text, _skip(text, end))
    return (value in _YEARS and bound is None) or word is None or word.end() > limit


def _value(written: str) -> float | None:
    if _GROUPED.fullmatch(written):
        whole, comma, part = (
            written.rpartition(",") if re.search(r",\d{1,2}$", written) else (written, "", "")
        )
        return float(re.sub(r"\D", "", whole)) + (float(f"0.{part}") if comma else 0.0)
    try:
        return float(written.replace(",", ".")) if len(written) < 16 else None
    except ValueError:
        return None


def _korean(written: str) -> float | None:
    """ "1만1000", "3천", "12,000"."""
    total, scales = 0.0, {"억": 1e8, "만": 1e4, "천": 1e3, "백": 1e2, "": 1.0}
    for digits, sign in re.findall(r"(\d[\d,.]*)\s?([억만천백]?)", written):
        number = digits.replace(",", "").rstrip(".")
        if not re.fullmatch(r"\d{1,12}(?:\.\d+)?", number):
            return None
        total += float(number) * scales[sign]
    return total or None


def _scale(text: str, end: int, limit: int, code: str) -> tuple[float, int]:
    word = _WORD.match(text, _skip(text, end) if text[end : end + 1] in " \u00a0\u202f" else end)
    scale = plainly_known(code).get("scales", {}).get(word[0].lower()) if word and code != "ko" else None
    if word is None or scale is None or word.end() > limit:
        return 1.0, end
    return float(scale), word.end()


def _bound(text: str, start: int, limit: int, code: str) -> tuple[str | None, bool]:
    """The bound that the words before a number make of it, and whether the number itself is left out."""
    before = text[max(limit, start - 30) : start].lower().rstrip()
    for bound in ("lower", "upper", "approximate"):
        for word in plainly_known(code).get(bound, ()):
            if before.endswith(word) and not before[: -len(word)][-1:].isalpha():
                return bound, word in plainly_known(code).get("strict", ())
    return None, False


def _after(text: str, end: int, code: str) -> str | None:
    """The bound that a word after the number makes of it: "1100명 이상"."""
    rest = text[end : end + 8].replace(" ", "").lstrip("명개대건발")
    bare = rest[1:] if rest[:1] in ("이", "을", "를", "은") else rest  # "30명이 넘는": behind a particle
    bounds = plainly_known(code).get("after", {}).items()
    return next((bound for word, bound in bounds if rest.startswith(word) or bare.startswith(word)), None)


def _counts(text: str, end: int, limit: int, code: str) -> str | None:
    """The word beside a number as printed; in Korean the counter without its particle."""
    if code == "ko":
        rest = text[end : min(limit, end + 5)].replace(" ", "").removeprefix("여")
        return next(
            (counter for counter in plainly_known(code)["counters"] if rest.startswith(counter)), None
        )
    word = _WORD.match(text, _skip(text, end))
    known = plainly_known(code)
    if word and word[0].lower() in known.get("of", ()):
        word = _WORD.match(text, _skip(text, word.end()))
    if word is None or word.end() > limit or (code == "de" and not word[0][0].isupper()):
        return None
    noun = word[0].lower().replace("’", "'")
    noun = next(
        (noun[len(of) :] for of in known.get("of", ()) if of.endswith("'") and noun.startswith(of)), noun
    )
    return None if noun in known.get("no_noun", ()) else noun


def _made(text: str, span: tuple[int, int], low: float, high: float | None, bound: tuple[str | None, bool],
          counts: str | None, unit: str | None = None) -> Figure:  # fmt: skip
    kind: Bound = "range" if high is not None else bound[0] or "exact"  # type: ignore[assignment]
    ends: dict[str, tuple[float | None, float | None]] = {
        "range": (low, high), "lower": (low, None), "upper": (None, low),
        "approximate": (round(low * 0.9, 6), round(low * 1.1, 6)),
    }  # fmt: skip
    least, most = ends.get(kind, (low, low))
    return Figure(
        *span, text[span[0] : span[1]], least, most, kind, low, counts, unit=unit,
        low_open=kind == "lower" and bound[1], high_open=kind == "upper" and bound[1],
    )  # fmt: skip
