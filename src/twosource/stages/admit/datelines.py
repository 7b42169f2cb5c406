"""The prefix of a wire's first paragraph: place, date, agency, dash."""

from __future__ import annotations

import re

from ...model import Credit
from ...text import trim
from .furniture import Line, is_agency, is_name

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


def dateline(text: str, start: int, end: int) -> Line | None:
    """The prefix of a wire's first paragraph: "PORT PELLMOUTH, Ostria (HPA) — "."""
    for pattern in _DATELINES:
        match = pattern.match(text, start, min(end, start + 160))
        if match is None or match.end() >= end:
            continue
        credit: tuple[Credit, ...] = ()
        if "agency" in pattern.groupindex and match["agency"]:
            name = match["agency"]
            if (
                not is_name(name)
                or len(name.split()) > 4
                or (pattern is _DATELINES[3] and not is_agency(name))
            ):
                continue
            credit = (Credit("agency", name, *match.span("agency")),)
        return Line("dateline", start, trim(text, start, match.end())[1], credit)
    return None
