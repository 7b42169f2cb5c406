"""What in a text is not story: credit lines, bylines, notes, talk to the reader, a dateline's prefix.

Spans and credits only: the text itself is never changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple, cast

from ... import data
from ...model import Credit, CreditKind, Span
from ...text import fold, trim
from ...text.sought import Sought

LONGEST = 420  # characters: nothing longer is a credit line
LONGEST_CALL = 240  # characters: nor a call to the reader
_NAME = r"(?P<name>[^\n]{2,90}?)[\s.)\]*_]*"
_HOST = re.compile(r"(?:https?://)?(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:/\S*)?", re.IGNORECASE)
_CUT = re.compile(
    r",? (?:and (?:is|was|has|are)|under|on (?:its|the|\d)|in (?:its|\d{4})|where|which|as part|by permission|here)\b.*"
    r"|,? (?:and|with) (?:its|other) .*|(?<=\w\w)\. .*|: .*| / .*", re.IGNORECASE,
)  # fmt: skip
_PERSONS = re.compile(
    r"\s*(?:[,;&/]|\band\b|\bin\b [^,;]+|\b(?:additional )?(?:editing|edited|writing|written|reporting) by\b)\s*",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[\w'’&-]+")
_FIRST = re.compile(r"\s*[,/&]\s*")
QUOTES = '“”"'
AROUND = " ()[]（）【】—–-./*_"  # what may stand around a credit that is a line of its own
_HELPED = re.compile(r"\bcontributed\b|\breporting (?:by|from)\b", re.IGNORECASE)
_LINKING = frozenset(
    {"by", "and", "in", "with", "for", "at", "the", "additional", "reporting", "editing", "writing"}
)
_SOURCES = re.compile(r"related\s+sources?", re.IGNORECASE)
_CREDITED = frozenset({"with", "source", "related", "agency", "byline"})


class Line(NamedTuple):
    """A paragraph that is not story: its kind, its range and the credits in it."""

    kind: str
    start: int
    end: int
    credits: tuple[Credit, ...] = ()


def lines(text: str, paragraphs: list[tuple[int, int]]) -> list[Line]:
    """The paragraphs that are not story, in order, with their credits."""
    found: list[Line] = []
    ended = ""  # the kind of all that follows
    last = len(paragraphs) - 1
    for at, (start, end) in enumerate(paragraphs):
        line = _line(text, start, end, last - at)
        if line is None and ended:
            line = Line(ended, start, end, _links(text, start, end) if ended == "related" else ())
        if line is None:
            continue
        found.append(line)
        if line.kind == "end" and at > 0:
            ended = "notes"
        elif line.kind == "related" and not ended and _only_links(text, paragraphs[at + 1 :]):
            ended = "related"
    return found


def persons(text: str, start: int, end: int) -> tuple[Credit, ...]:
    """The names in a list of authors: "Runa Dahl; editing by Jory Wick"."""
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
    table = data.table("credits.json")
    source = "|".join(table["source_words"])
    return tuple(
        (kind, re.compile(pattern.replace("SOURCE", source).replace("NAME", _NAME, 1), re.IGNORECASE))
        for kind, pattern in table["lines"]
    )


@cache
def _promo() -> Sought:
    return Sought("|".join(f"(?:{p})" for p in data.table("credits.json")["anywhere"]))


def _line(text: str, start: int, end: int, after: int) -> Line | None:
    """``after`` is how many paragraphs follow."""
    if end - start <= LONGEST:
        paragraph = text[start:end]
        told = data.credit_lines().get(fold(bare)) if (bare := paragraph.strip(AROUND)) else None
        if told:
            low, high = _within(text, start, end, AROUND)
            return Line("agency", start, end, (Credit("agency", told.name, low, high),))
        for kind, pattern in _patterns():
            match = pattern.fullmatch(paragraph)
            if match is None:
                continue
            line = _as_line(text, start, end, kind, match, after)
            if line is not None:
                return line
        if after < 3 and is_agency(paragraph.strip(AROUND)):
            low, high = _within(text, start, end, AROUND)
            return Line("agency", start, end, (Credit("agency", text[low:high], low, high),))
        if (
            len(paragraph) <= LONGEST_CALL
            and _promo().search(paragraph)
            and not any(mark in paragraph for mark in QUOTES)
        ):
            return Line("promo", start, end)
    return None


def _as_line(text: str, start: int, end: int, kind: str, match: re.Match[str], after: int) -> Line | None:
    paragraph = match.string
    if kind == "byline":
        return _reporters(text, start, end)
    if kind == "photo" and any(mark in paragraph for mark in QUOTES):
        return None
    if kind == "updated":
        return Line(kind, start, end) if re.search(r"\d", paragraph) and paragraph[-1] not in ".!?" else None
    if kind == "related":
        sure = ":" in paragraph or len(paragraph.split()) <= 6 or paragraph.lower().startswith("also on")
        named = _links(text, start, end) or (_announced(text, start, end) if after == 0 else ())
        return Line(kind, start, end, named) if sure else None
    if kind == "copyright":
        return Line(kind, start, end, _holder(text, start, end))
    if kind not in _CREDITED:
        return Line(kind, start, end)
    name = _CUT.sub("", match["name"]).rstrip(" .,;:)]*_")
    low = start + match.start("name")
    if not (is_name(name) or is_agency(_FIRST.split(name)[0])) or (
        kind == "with" and not _is_with(paragraph, name, after)
    ):
        return None
    return Line(kind, start, end, tuple(_each(cast(CreditKind, kind), text, low, low + len(name))))


def _reporters(text: str, start: int, end: int) -> Line | None:
    """ "(Reporting by …; editing by …)": in brackets, or a line that is mostly names (no "Written by X, it tells …")."""
    words = _WORDS.findall(text[start:end])
    names = sum(word[0].isupper() for word in words)
    if text[start] not in "([" and names < 0.6 * sum(word.lower() not in _LINKING for word in words):
        return None
    by = re.compile("by|:", re.IGNORECASE).search(text, start, end)
    return Line("byline", start, end, persons(text, by.end() if by else start, end))


def _each(kind: CreditKind, text: str, start: int, end: int) -> Iterator[Credit]:
    """One credit a name: at commas, and at "and" where one of the names beside it is known."""
    cuts = list(re.compile(r"\s*,\s+(?:and\s+)?").finditer(text, start, end))
    for word in re.compile(r"\s+(?:and|&)\s+").finditer(text, start, end):
        if kind == "with" or any(
            _is_outlet(text[a:b]) for a, b in ((start, word.start()), (word.end(), end))
        ):
            cuts.append(word)
    cuts.sort(key=lambda cut: cut.start())
    parts = list(
        zip([start, *(cut.end() for cut in cuts)], [*(cut.start() for cut in cuts), end], strict=True)
    )
    whole = not all(
        low < high and (is_name(text[low:high]) or text[low:high].istitle()) for low, high in parts
    )
    for low, high in [(start, end)] if whole else parts:
        person = (
            kind == "with"
            and _HELPED.search(text, max(0, start - 60), end + 40)
            and not _is_outlet(text[low:high])
        )
        yield Credit("byline" if person else kind, text[low:high], low, high)


def _announced(text: str, start: int, end: int) -> tuple[Credit, ...]:
    """A line that announces sources keeps that as a credit, though the page may have lost their names."""
    match = _SOURCES.match(text, start, end)
    return (Credit("related", match[0], match.start(), match.end()),) if match else ()


def _links(text: str, start: int, end: int) -> tuple[Credit, ...]:
    """The address that a line of related reading gives."""
    found = _HOST.search(text, start, end)
    return (Credit("related", found[0], found.start(), found.end()),) if found else ()


def _holder(text: str, start: int, end: int) -> tuple[Credit, ...]:
    """The agency that a copyright line names: its text is that agency's."""
    words = [match.span() for match in _WORDS.finditer(text, start, end)]
    for at, (low, _) in enumerate(words):
        for _, high in reversed(words[at : at + 4]):
            if is_agency(text[low:high]):
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


def is_name(name: str) -> bool:
    """True for a few words that can be the name of an outlet or an agency."""
    words = name.split()
    if not words or len(words) > 10 or len(name) > 90:
        return False
    low = name.lower() in data.table("credits.json")["agencies"]
    return low or bool(_HOST.fullmatch(name)) or is_agency(name) or any(w[0].isupper() for w in words[:1])


def is_agency(name: str) -> bool:
    """True where agencies are credited by this name."""
    known = data.known_sources().get(name)
    return name in data.agency_names() or (known is not None and known.kind == "agency")


def is_outlet(name: str) -> bool:
    """True where the name is that of an outlet or agency in the tables."""
    known = data.known_sources().get(name) or data.known_sources().get(name.title())
    return name in data.agency_names() or (known is not None and known.kind in ("agency", "outlet"))


def _is_outlet(name: str) -> bool:
    """The same, or the name holds a word such as Times or Radio."""
    words = set(re.findall(r"\w+", name.lower()))
    table = data.table("credits.json")
    return is_outlet(name) or bool(words & {*table["outlet_words"], *table["agencies"]})


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
