"""The dateline of a wire's first paragraph as furniture, with the agency that it credits."""

from __future__ import annotations

from ...model import Credit
from ...text import trim
from ..datelines import dateline
from .furniture import Line, is_agency, is_name


def wire(text: str, start: int, end: int) -> Line | None:
    """The prefix of a wire's first paragraph: "PORT PELLMOUTH, Ostria (HPA) — "."""
    found = dateline(text, start, end)
    if found is None or found.end >= end:
        return None
    credit: tuple[Credit, ...] = ()
    if found.agency:
        name = text[slice(*found.agency)]
        if len(name.split()) > 4 or not (is_agency(name) if found.form == "agency" else is_name(name)):
            return None
        credit = (Credit("agency", name, *found.agency),)
    return Line("dateline", start, trim(text, start, found.end)[1], credit)
