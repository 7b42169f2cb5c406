"""The head of a text: masthead, headline, line of date, byline, "Title: …" lines. What follows is the story.

A title, a publisher or a date is taken only where the head states it; a first line that is a sentence is story.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from ... import data
from ...text import trim, wrapped
from .beneath import beneath, is_channel, is_document
from .dated import SHORT_LINE, dated, is_moment, set_off
from .dates import iso
from .draft import same_line
from .furniture import Line, is_outlet, lines, persons
from .issuer import Issuer, issuer
from .masthead import CLOSED, Row, is_kind, is_name, masthead, paper_of_kind, title_like
from .wires import wire

MOST_LINES = 10  # lines that a head may have
LONGEST_TITLE = 220  # characters
_ROW = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_RULE = re.compile(r"[-–—*_=~•#\s]{3,}")
_KEY = re.compile(r"\s*[*_#]*([^\W\d_][\w -]{1,22}?)[*_]*\s*[:：][*_]*\s*(.*)")
_BYLINE = re.compile(r"(?:by|von|par|por|di|door|автор|авторы|автори)\b[:\s]\s*(.{3,160})", re.IGNORECASE)
_FRONT = re.compile(r"---[ \t]*\r?\n(.*?\r?\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", re.DOTALL)
_MARKS = re.compile(r"^#{1,6}\s+|^[*_]{1,3}(?=\S)|[*_]{1,3}$|\s+#+$")
_TURN = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ .'’-]{1,40}(?:\([^()\n]{1,40}\))?: ")
# A wire's word to those who have its earlier report; what it tells is the story.
_NOTE = re.compile(
    r"\(?(?:corrects|recasts|adds|updates|repeats|refiles|clarifies|deletes|removes|fixes)\b", re.I
)
_ROLES = frozenset({"staff", "correspondent", "correspondents", "editor", "editors", "reporter", "reporters"})
_KEYS = {
    "title": "title", "headline": "title", "subject": "title", "titel": "title", "titre": "title", "título": "title",
    "заголовок": "title", "date": "published", "published": "published", "publication date": "published",
    "published on": "published", "date published": "published", "pubdate": "published", "posted": "published",
    "datum": "published", "fecha": "published", "дата": "published", "time": "", "author": "author", "authors": "author",
    "writer": "author", "autor": "author", "auteur": "author", "автор": "author", "publisher": "publisher",
    "publication": "publisher", "outlet": "publisher", "newspaper": "publisher", "source": "publisher",
    "url": "url", "link": "url", "permalink": "url", "canonical": "url", "language": "language", "lang": "language",
    "from": "publisher", "to": "", "cc": "", "sent": "published", "section": "", "category": "", "tags": "", "keywords": "", "location": "", "id": "", "layout": "", "slug": "",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Head:
    """What a head states; ``lines`` are its own lines, ``end`` is where the story begins."""

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    lines: tuple[Line, ...] = ()
    end: int = 0


def read_head(
    text: str, *, language: str | None = None, titled: bool = False, title: str | None = None
) -> Head:
    """The head of a text; ``titled`` says that title and publisher are known from elsewhere (or known to be none)."""
    head = _front_matter(text, language)
    rows = [
        span
        for match in _ROW.finditer(text, head.end, head.end + 6000)
        if (span := trim(text, *match.span()))[0] < span[1]
    ]
    narrow = wrapped(text[head.end : head.end + 6000])
    for at, (start, _) in enumerate(rows[:MOST_LINES]):
        if start < head.end:
            continue
        if narrow and _runs_on(text, rows, at):
            break
        if title and same_line(text[slice(*rows[at])], title):
            head = _with(head, Line("title", *rows[at]))
            continue
        step = _step(head, text, rows, at, language, titled)
        if step is None:
            break
        head = step
    head = _late(head, text, rows[:MOST_LINES], language)
    if text[head.end :].strip():
        return head
    # Nothing is left but head: then its headline is all the story there is.
    return replace(head, title=None, lines=tuple(line for line in head.lines if line.kind != "title"))


def _front_matter(text: str, language: str | None) -> Head:
    """The block between two lines of three hyphens that opens many Markdown files."""
    match = _FRONT.match(text[:8000]) if text.startswith("---") else None
    if match is None:
        return Head()
    head = _keys(Head(), text[match.start(1) : match.end(1)], language)
    return _with(head, Line("head", 0, trim(text, 0, match.end())[1]))


def _step(head: Head, text: str, rows: list[Row], at: int, language: str | None, titled: bool) -> Head | None:
    """The head with one more line read, or None where the story begins."""
    start, end = rows[at]
    line = text[start:end]
    if end - start > LONGEST_TITLE:
        return None
    if _RULE.fullmatch(line):
        return _with(head, Line("rule", start, end))
    keyed = _keys(head, line, language, labelled=_labels(text, rows) > 1)
    if keyed is not head:
        return _with(keyed, Line("head", start, end))
    by = _byline(text, start, end)
    if by is not None:
        author = ", ".join(credit.name for credit in by.credits)
        return _with(replace(head, author=head.author or author or None), by)
    opened = at == 0 or (at == 1 and [each.kind for each in head.lines] == ["kind"])
    if opened and not titled and head.publisher is None and (whose := issuer(text, rows[at:], language)):
        return _issued(head, whose, start, end)
    if at and not titled and head.title is None and any(each.kind == "masthead" for each in head.lines):
        below = beneath(text, rows, at, language)
        if below is not None:
            return _with(replace(head, published=head.published or below[1]), Line(below[0], start, end))
    day = dated(line, language)
    if day is not None:
        return _with(replace(head, published=head.published or day or None), Line("date", start, end))
    if is_kind(line):
        paper = head.publisher is None and not titled and at == 0 and paper_of_kind(text, rows[at])
        if paper:
            return _with(replace(head, publisher=paper), Line("masthead", start, end))
        return _with(head, Line("kind", start, end))
    if at < 3 and head.published is None:
        head = replace(head, published=set_off(line, language))
    if _paper_above(head, text, rows, at, language):
        above = text[slice(*rows[0])].strip(" *_#|")
        headed = replace(head, publisher=above, title=_MARKS.sub("", _MARKS.sub("", line)).strip())
        return _with(replace(headed, lines=(Line("masthead", *rows[0]),)), Line("title", start, end))
    if titled or head.title is not None or wire(text, start, end) or _NOTE.match(line):
        return None
    if is_moment(line) and at:
        return None
    if _is_turn(text, rows, at) or (_of_channel(head, text) and _is_post(line)):
        return None
    credited = [each for each in lines(text, [(start, end)]) if each.kind not in ("end", "notes")]
    if credited:
        return _with(head, credited[0])
    if _is_label(line) and title_like(text, rows, at + 1) and not is_outlet(line):
        return _with(head, Line("label", start, end))
    owner = masthead(text, rows, at) if head.publisher is None else None
    if owner is not None:
        return _with(replace(head, publisher=owner[0]), Line("masthead", start, owner[1]))
    asked = line[-1] in "?!" and len(line.split()) > 18  # a headline may end so, a long sentence is story
    if CLOSED.search(line) or asked or len(line.split()) > 30 or at + 1 == len(rows):
        return None
    return _with(replace(head, title=_MARKS.sub("", _MARKS.sub("", line)).strip()), Line("title", start, end))


def _issued(head: Head, whose: Issuer, start: int, end: int) -> Head:
    """The head under the name, the day and the owner that its first line states."""
    named = replace(head, publisher=whose.name, published=head.published or whose.published)
    return _with(named, Line("masthead", start, end, whose.credits))


def _paper_above(head: Head, text: str, rows: list[Row], at: int, language: str | None) -> bool:
    """True where the first line was a paper's name after all: a headline and a line of date follow it."""
    if at != 1 or head.publisher is not None or head.published is not None or at + 1 >= len(rows):
        return False
    if [line.kind for line in head.lines] != ["title"] or not is_name(text[slice(*rows[0])]):
        return False
    below = text[slice(*rows[at + 1])]
    day = dated(below, language) or _keys(Head(), below, language).published
    return bool(day) and len(text[slice(*rows[at])].split()) > len(text[slice(*rows[0])].split())


def _late(head: Head, text: str, rows: list[Row], language: str | None) -> Head:
    """The head with the date of a line "Published: ..." that stands below where it seemed to end."""
    if head.published is not None:
        return head
    for start, end in rows:
        line = text[start:end]
        if (
            start >= head.end
            and end - start < LONGEST_TITLE
            and (day := _keys(Head(), line, language).published)
        ):
            return replace(head, published=day)
        if start >= head.end and CLOSED.search(line) and len(line.split()) > SHORT_LINE:
            break  # the story has begun
    return head


def _is_turn(text: str, rows: list[Row], at: int) -> bool:
    """The first turn of a transcript: "HOST: ...", and another's below it."""
    turns = [_TURN.match(text, *row) for row in rows[at : at + 4]]
    return turns[0] is not None and sum(turn is not None for turn in turns) > 1


def _of_channel(head: Head, text: str) -> bool:
    """True where the head says that it is a channel's."""
    return any(line.kind == "motto" and is_channel(text[line.start : line.end]) for line in head.lines)


def _is_post(line: str) -> bool:
    """More than a headline: sentences, or a line longer than a channel's headlines are."""
    return len(line.split()) > SHORT_LINE or re.search(r"[.!?]\s+\S", line) is not None


def _is_label(line: str) -> bool:
    """The name of a section or a path to it: "World", "News / Europe", "14:05"."""
    parts = re.split(r"\s+[/|>»›·•]+\s+", line.strip())
    words = [len(re.findall(r"[^\W\d_]+", part)) for part in parts]
    return sum(words) <= 1 or (len(parts) > 1 and max(words) <= 2)


def _with(head: Head, line: Line) -> Head:
    return replace(head, lines=(*head.lines, line), end=line.end)


def _keys(head: Head, text: str, language: str | None, labelled: bool = True) -> Head:
    """The head with "Title: …", "Date: …" lines read; the very same head where there are none.

    ``labelled`` says that several lines of the head are so labelled.
    """
    for row in text.splitlines():
        match = _KEY.fullmatch(row.strip())
        name = _KEYS.get(match[1].strip().lower()) if match else None
        if match is None or name is None:
            continue
        value = match[2].strip().strip("\"'").strip("*_ ")
        if match[1].strip().lower() in ("source", "from") and not labelled:
            continue  # alone it is a credit; among other such lines it is the publisher
        if name == "published":
            day = iso(value, language)
            head = head if day is None else replace(head, published=head.published or day)
        elif name and value:
            fields: dict[str, Any] = {name: getattr(head, name) or value}
            head = replace(head, **fields)
        elif not name:
            head = replace(head)  # a line that says nothing of use, yet no story
    return head


def _labels(text: str, rows: list[Row]) -> int:
    """How many of the first lines begin with a label."""
    found = (
        _KEY.fullmatch(text[start : min(end, start + LONGEST_TITLE)]) for start, end in rows[:MOST_LINES]
    )
    return sum(match is not None and match[1].strip().lower() in _KEYS for match in found)


def _byline(text: str, start: int, end: int) -> Line | None:
    """A line "By Jory Wick, at the east gate"; its credits are the persons named."""
    match = _BYLINE.fullmatch(text, start, end)
    if match is None or text[end - 1] in ".!?" or len(match[0].split()) > 18:
        return None
    first = match[1].split()[0].lower().rstrip(",")
    if first in data.table("calendar.json")["weekdays"] or first[0].isdigit():
        return None
    if not (match[1][0].isupper() or first in ("our", "the", "a", "an", "staff")):
        return None
    comma = text.find(",", match.start(1), end)
    stop = comma if comma > 0 and not re.search(r"\band\b|&", text[comma:end]) else end
    named = persons(text, match.start(1), stop)
    return Line("byline", start, end, tuple(c for c in named if not _ROLES & set(c.name.lower().split())))


def _runs_on(text: str, rows: list[Row], at: int) -> bool:
    """In text broken by width: a long line whose sentence goes on in the next."""
    start, end = rows[at]
    if end - start < 45 or at + 1 >= len(rows):
        return False
    breaks = re.findall(r"\r\n|\r|\n", text[end : rows[at + 1][0]])
    below = text[slice(*rows[at + 1])]
    return (
        len(breaks) == 1 and dated(below, None) is None and not is_channel(below) and not is_document(below)
    )
