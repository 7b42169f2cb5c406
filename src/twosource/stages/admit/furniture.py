"""What in a text is not story: credit lines, bylines, notes, talk to the reader, a dateline's prefix.

Spans and credits only: the text itself is never changed.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple, cast

from ... import data
from ...model import Credit, CreditKind, Span
from ...text import trim

LONGEST = 420  # characters: nothing longer is a credit line
LONGEST_CALL = 240  # characters: nor a call to the reader
_NAME = r"(?P<name>[^\n]{2,90}?)[\s.)\]*_]*"
_HOST = re.compile(r"(?:https?://)?(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:/\S*)?", re.IGNORECASE)
_CUT = re.compile(
    r",? (?:and (?:is|was|has|are)|under|on (?:its|the|\d)|in (?:its|\d{4})|where|which|as part|by permission|here)\b.*"
    r"|,? (?:and|with) (?:its|other) .*", re.IGNORECASE,
)  # fmt: skip
_PERSONS = re.compile(
    r"\s*(?:[,;&/]|\band\b|\bin\b [^,;]+|\b(?:editing|edited|writing|written|reporting) by\b)\s*"
)
_WORDS = re.compile(r"[\w'’&-]+")
_CREDITED = frozenset({"with", "source", "related", "agency", "byline"})
_CAPS = r"[^\W\d_a-zß-öø-ÿа-я][^\W\d_a-zа-я.'’-]*[^\W\d_a-zа-я.]"
_PLACE = rf"(?:{_CAPS})(?:[ /-](?:{_CAPS}|[A-Z]\.?)){{0,5}}"
_TITLE = r"[^\W\d_a-zа-я][\w.'’-]*(?: (?:[^\W\d_a-zа-я][\w.'’-]*|de|la|del|of|al|the)){0,4}"
_DAY = r"(?:[A-Za-z]{3,9}\.? \d{1,2}|\d{1,2} [A-Za-z]{3,9}\.?)(?:,? ['’]?(?:\d{4}|\d{2}))?"
_BY = r"[(\[](?P<agency>[^()\[\]\n]{2,40})[)\]]"
_DASH = r"(?:[—–―]|-{1,3})(?=\s|\[|[“\"])"
_DATELINES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_PLACE}(?:[,.] {_TITLE})?(?:[,.]? {_DAY})?[,.]?(?: ?{_BY})?\s*{_DASH}\s*(?:\[TEXT\]\s*)?",
        rf"{_TITLE}(?:, {_TITLE})?(?:[,.]? {_DAY})?[,.]? ?{_BY}\s*{_DASH}\s*",
        rf"{_TITLE}(?:, {_TITLE})?[,.] {_DAY}[,.]?\s*{_DASH}\s*",
        rf"{_BY}\s*{_DASH}\s*",
        rf"{_PLACE}(?:, {_TITLE})\.\s+",
    )
)


class Line(NamedTuple):
    """A paragraph that is not story: its kind, its range and the credits in it."""

    kind: str
    start: int
    end: int
    credits: tuple[Credit, ...] = ()


def lines(text: str, paragraphs: list[tuple[int, int]]) -> list[Line]:
    """The paragraphs that are not story, in order, with their credits."""
    found: list[Line] = []
    ended = False
    last = len(paragraphs) - 1
    for at, (start, end) in enumerate(paragraphs):
        line = None if end - start > LONGEST * 3 else _line(text, start, end, last - at)
        if ended and line is None:
            line = Line("notes", start, end)
        if line is not None:
            found.append(line)
            ended = ended or (line.kind == "end" and at > 0)
            ended = ended or (line.kind == "related" and _only_links(text, paragraphs[at + 1 :]))
    return found


def dateline(text: str, start: int, end: int) -> Line | None:
    """The prefix of a wire's first paragraph: "PORT SELWICK, Norvale (TPA) — "."""
    for pattern in _DATELINES:
        match = pattern.match(text, start, min(end, start + 160))
        if match is None or match.end() >= end:
            continue
        credit: tuple[Credit, ...] = ()
        if "agency" in pattern.groupindex and match["agency"]:
            name = match["agency"]
            if (
                not _is_name(name)
                or len(name.split()) > 4
                or (pattern is _DATELINES[3] and not _is_agency(name))
            ):
                continue
            credit = (Credit("agency", name, *match.span("agency")),)
        return Line("dateline", start, trim(text, start, match.end())[1], credit)
    return None


def persons(text: str, start: int, end: int) -> tuple[Credit, ...]:
    """The names in a list of authors: "Hanne Lindqvist; editing by Omar Teale"."""
    found: list[Credit] = []
    at = start
    for gap in [*_PERSONS.finditer(text, start, end), None]:
        stop = gap.start() if gap else end
        low, high = trim(text, at, stop)
        while high > low and text[high - 1] in ".)]*_":
            high -= 1
        name = text[low:high]
        if (
            1 < len(name.split()) <= 5
            and name[0].isupper()
            and not any(c.isdigit() or c == "@" for c in name)
        ):
            found.append(Credit("byline", name, low, high))
        at = gap.end() if gap else end
    return tuple(found)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = data.table("credits.json")["lines"]
    return tuple(
        (kind, re.compile(pattern.replace("NAME", _NAME, 1), re.IGNORECASE)) for kind, pattern in rows
    )


@cache
def _promo() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in data.table("credits.json")["anywhere"]), re.IGNORECASE)


def _line(text: str, start: int, end: int, after: int) -> Line | None:
    """``after`` is how many paragraphs follow."""
    if end - start <= LONGEST:
        paragraph = text[start:end]
        for kind, pattern in _patterns():
            match = pattern.fullmatch(paragraph)
            if match is None:
                continue
            line = _as_line(text, start, end, kind, match, after)
            if line is not None:
                return line
        if after < 3 and _is_agency(paragraph.strip(" ()[]—–-.")):
            low, high = _within(text, start, end, " ()[]—–-.")
            return Line("agency", start, end, (Credit("agency", text[low:high], low, high),))
        if (
            len(paragraph) <= LONGEST_CALL
            and _promo().search(paragraph)
            and not any(mark in paragraph for mark in '“”"')
        ):
            return Line("promo", start, end)
    return None


def _as_line(text: str, start: int, end: int, kind: str, match: re.Match[str], after: int) -> Line | None:
    paragraph = match.string
    if kind == "byline":
        return Line(kind, start, end, persons(text, start + re.search(r"by|:", paragraph, re.I).end(), end))  # type: ignore[union-attr]
    if kind == "updated":
        return Line(kind, start, end) if re.search(r"\d", paragraph) and paragraph[-1] not in ".!?" else None
    if kind == "related":
        host = _HOST.search(paragraph)
        credit = (Credit("related", host[0], start + host.start(), start + host.end()),) if host else ()
        sure = ":" in paragraph or len(paragraph.split()) <= 6 or paragraph.lower().startswith("also on")
        return Line(kind, start, end, credit) if sure else None
    if kind == "copyright":
        return Line(kind, start, end, _holder(text, start, end))
    if kind not in _CREDITED:
        return Line(kind, start, end)
    name = _CUT.sub("", match["name"]).rstrip(" .,;:)]*_")
    low = start + match.start("name")
    if not _is_name(name) or (kind == "with" and not _is_with(paragraph, name, after)):
        return None
    return Line(kind, start, end, (Credit(cast(CreditKind, kind), name, low, low + len(name)),))


def _holder(text: str, start: int, end: int) -> tuple[Credit, ...]:
    """The agency that a copyright line names: its text is that agency's."""
    words = [match.span() for match in _WORDS.finditer(text, start, end)]
    for at, (low, _) in enumerate(words):
        for _, high in reversed(words[at : at + 4]):
            if _is_agency(text[low:high]):
                return (Credit("agency", text[low:high], low, high),)
    return ()


def _is_with(paragraph: str, name: str, after: int) -> bool:
    """A bare "with X" is a credit in lower case or of a known outlet, at the foot of the text."""
    if re.search(
        r"reporting|material|files|input|contribut|partnership|operation|collaboration|information",
        paragraph,
        re.I,
    ):
        return True
    return after < 4 and (paragraph.lstrip("([*_—–- ").startswith("with") or _is_outlet(name))


def _is_name(name: str) -> bool:
    words = name.split()
    if not words or len(words) > 10 or len(name) > 90:
        return False
    low = name.lower() in data.table("credits.json")["agencies"]
    return low or bool(_HOST.fullmatch(name)) or _is_agency(name) or any(w[0].isupper() for w in words[:1])


def _is_agency(name: str) -> bool:
    known = data.known_sources().get(name)
    return known is not None and known.kind == "agency"


def _is_outlet(name: str) -> bool:
    known = data.known_sources().get(name)
    words = set(re.findall(r"\w+", name.lower()))
    return (known is not None and known.kind in ("agency", "outlet")) or bool(
        words & set(data.table("credits.json")["outlet_words"])
    )


def _within(text: str, start: int, end: int, marks: str) -> tuple[int, int]:
    while start < end and text[start] in marks:
        start += 1
    while end > start and text[end - 1] in marks:
        end -= 1
    return start, end


def _only_links(text: str, rest: list[tuple[int, int]]) -> bool:
    """True where all that follows "Related:" are addresses and short lines without a full stop."""
    return (
        all(end - start < 160 and text[end - 1] not in '.!?”"' for start, end in rest[:20])
        and len(rest) <= 20
    )


def spans(found: list[Line]) -> tuple[Span, ...]:
    """The ranges of the lines, in order, without overlaps."""
    ordered = sorted({(line.start, line.end) for line in found if line.start < line.end})
    merged: list[tuple[int, int]] = []
    for start, end in ordered:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(Span(start, end) for start, end in merged)
