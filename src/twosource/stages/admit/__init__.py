"""Raw item -> Report, or SetAside with a reason. Pure: never the clock, never a file."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace

from ...errors import UsageError
from ...model import Credit, Item, PublishedFrom, Report, SetAside
from ...text import digest, paragraphs, trim
from ...text.decoding import Refused, checked, declared_in, decode
from . import dates, furniture
from .agencies import agency_lines, in_byline, of_author
from .draft import Draft, host, web_url
from .fields import from_fields
from .furniture import Line
from .head import Head, read_head
from .languages import language_of
from .owners import own_name, stated_owner
from .recredited import recredited
from .wires import wire

__all__ = ["admit", "recredited"]

MOST_LINES = 200_000


def admit(item: Item, *, published: str | None = None, captured_at: str | None = None) -> Report | SetAside:
    """The report of one item, or why it is set aside.

    ``published`` serves only where no date is found. Raises UsageError where ``published`` is no date.
    """
    option = dates.iso(published) if published else None
    if published and option is None:
        raise UsageError(f"{published!r} is no date: write it as 2024-12-27 or 2024-12-27T11:44:00+09:00")
    try:
        return _report(item, _draft(item), option, captured_at)
    except Refused as refusal:
        return SetAside(item.path, "admit", str(refusal))


def _draft(item: Item) -> Draft:
    if item.media == "fields":
        draft = from_fields(item.fields)
        if not draft.text.strip():
            raise Refused("no text found: there is no field such as text, body or articleBody; add one")
        return replace(draft, text=checked(draft.text))
    if item.media == "html":
        from .page import from_page

        declared = declared_in(item.payload)
        return from_page(decode(item.payload, declared=declared), item.url)
    return Draft(text=decode(item.payload))


def _report(item: Item, draft: Draft, option: str | None, captured_at: str | None) -> Report:
    text = draft.text
    if text.count("\n") + text.count("\r") > MOST_LINES:
        raise Refused(f"too large: over {MOST_LINES:,} lines, so no report; split it")
    known = draft.title is not None or item.media == "html"
    head = read_head(text, language=draft.language, titled=known, title=draft.title)
    cut = paragraphs(text)
    lines = _lines(text, cut, head)
    if not any(not _covered(lines, start, end) for start, end in cut):
        raise Refused("no text found: there is no sentence of a story in it; save the text with it")
    url = draft.url or web_url(head.url) or web_url(item.url)
    stated = draft.publisher or head.publisher or host(url)
    own = None if stated else own_name(text)
    publisher = stated or (own.name if own else None)
    credits = (*_credits(draft, lines, stated_owner(text, publisher)), *([own] if own else []))
    named = {credit.name for credit in credits}
    credits = (*credits, *(one for one in of_author(draft.author or head.author) if one.name not in named))
    day, found_in = _published(item, draft, head, lines, text, url, option)
    sha256 = hashlib.sha256(item.payload).hexdigest()
    return Report(
        id=digest(sha256, url or stated or _name(item.path)),
        path=item.path,
        text=text,
        sha256=sha256,
        url=url,
        title=draft.title or head.title,
        publisher=publisher,
        author=draft.author or head.author or _author(credits),
        published_at=day,
        published_from=found_in,
        captured_at=captured_at or draft.captured_at,
        language=language_of(text, head.language or draft.language),
        credits=credits,
        furniture=furniture.spans(lines),
    )


def _lines(text: str, cut: list[tuple[int, int]], head: Head) -> list[Line]:
    """Every line that is not story: of the head, of the rest, headings, the dateline's prefix."""
    rest = [span for span in cut if span[0] >= head.end]
    found = [*head.lines, *furniture.lines(text, rest)]
    story = [span for span in rest if not _covered(found, *span)][:2]
    found += agency_lines(text, [span for span in rest if not _covered(found, *span)])
    found = [_with_agencies(text, line) if line.kind == "byline" else line for line in found]
    filed = next((line for span in story if (line := wire(text, *span))), None)
    headings = [
        Line("heading", *trim(text, m.start(), m.end()))
        for m in re.finditer(r"^#{1,6}[ \t]+\S.*$", text, re.M)
    ]
    return sorted([*found, *headings, *([filed] if filed else [])], key=lambda line: line.start)


def _with_agencies(text: str, line: Line) -> Line:
    """A byline with the agencies among those who signed it, who are no persons."""
    agencies = in_byline(text, line.start, line.end)
    places = {(credit.start, credit.end) for credit in agencies}
    persons = [one for one in line.credits if not any(_inside(one, *place) for place in places)]
    return line._replace(credits=(*persons, *agencies)) if agencies else line


def _inside(credit: Credit, start: int | None, end: int | None) -> bool:
    """True where a credit is, but for an article, what stands there."""
    if credit.start is None or credit.end is None or start is None or end is None:
        return False
    return credit.end == end and start - 4 <= credit.start <= start


def _covered(lines: list[Line], start: int, end: int) -> bool:
    return any(line.start <= start and end <= line.end for line in lines)


def _credits(draft: Draft, lines: list[Line], owner: Credit | None) -> tuple[Credit, ...]:
    """Each debt once: those that stand in the text before those that the document states beside it."""
    found = tuple(dict.fromkeys(credit for line in lines for credit in line.credits))
    named = {(credit.kind, credit.name) for credit in found}
    stated = {(c.kind, c.name): c for c in [*reversed(draft.credits), *([owner] if owner else [])]}
    return (*found, *(credit for key, credit in stated.items() if key not in named))


def _author(credits: tuple[Credit, ...]) -> str | None:
    names = [credit.name for credit in credits if credit.kind == "byline"]
    return names[0] if names else None


def _published(
    item: Item, draft: Draft, head: Head, lines: list[Line], text: str, url: str | None, option: str | None
) -> tuple[str | None, PublishedFrom]:
    """The date of publication and where it was found: in that order of trust."""
    filed = next((dates.find(text[line.start : line.end]) for line in lines if line.kind == "dateline"), None)
    choices: tuple[tuple[str | None, PublishedFrom], ...] = (
        (draft.published, "meta"),
        (head.published, "text"),
        (draft.visible_date, "text"),
        (filed.value if filed else None, "text"),
        (dates.in_url(url) if url else None, "url"),
        (dates.in_name(_name(item.path)) if "#" not in item.path else None, "file"),
        (option, "option"),
    )
    return next(((day, place) for day, place in choices if day), (None, "none"))


def _name(path: str) -> str:
    return re.split(r"[/\\]", path)[-1]
