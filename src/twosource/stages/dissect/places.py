"""Places that are not names of their own in the text: datelines, and towns inside the name of a body.

"RENO, Nev. (KOLO) -" says where a report was filed; the Akron Police Department is in Akron. The body stays
one mention, the town inside it is another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ...data import places, table
from ...model import Mention, Passage, Span
from ...text import slug

_STATE = r"(?:,\s(?P<state>[A-Z][\w.]*\.?(?:\s[A-Z][\w.]+)?))?"
_DATE = r"(?:,\s(?:\d{1,2}\s[A-Z][a-z]{2,8}|[A-Z][a-z]{2,8}\.?\s\d{1,2})\.?(?:,?\s\d{4})?)?"
_DATELINE = re.compile(
    r"(?P<town>[A-Z][A-Z'’.-]+(?:\s[A-Z][A-Z'’.-]+){0,3})"
    + _STATE
    + _DATE
    + r"\s{0,2}(?:\([^()\n]{2,40}\)\s{0,2})?(?:—|–|--|-)\s?"
)
_TITLED = re.compile(
    r"(?P<town>[A-Z][\w'’.-]+(?:\s[A-Z][\w'’.-]+){0,3})"
    r"(?:,\s(?P<state>[A-Z][\w'’.-]+(?:\s[A-Z][\w'’.-]+){0,2}))?"
    + _DATE
    + r",?\s?\([A-Z][^()\n]{1,40}\)\s{0,2}(?:—|–|--|-)\s"
)
# How far into a paragraph a dateline may begin: a headline may be glued before it.
_DATELINE_WITHIN = 160
_BODIES = ("Police", "Sheriff", "Fire", "City", "County", "Council", "Municipal", "District", "School", "Schools", "Mayor",
           "Town", "Hospital", "Harbour", "Harbor", "Airport", "University")  # fmt: skip


def local(text: str, passages: Sequence[Passage], mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The place mentions of datelines and of bodies named after a town, in order; none repeats a mention."""
    taken = {(m.start, m.end) for m in mentions if m.kind == "place"}
    found = [*_datelines(text, passages), *_inside(text, mentions), *_with_state(text)]
    once = {(m.start, m.end): m for m in found if (m.start, m.end) not in taken}
    return tuple(once[key] for key in sorted(once))


def place_of(start: int, end: int, text: str) -> Mention:
    """A place mention, with the id of the table or one made of its name."""
    written = text[start:end]
    known = places().get(written) or places().get(written.title())
    name = known.name if known else written.title() if written.isupper() else written
    return Mention(
        "place", start, end, written, name, place_id=known.place_id if known else "place:" + slug(name)
    )


def settings(text: str, passages: Sequence[Passage]) -> frozenset[str]:
    """The places that the dateline names, folded: in the whole report they are places."""
    found = (match for match in _dated_lines(text, passages))
    return frozenset(
        place.casefold()
        for match in found
        for place in (match["town"], match["state"])
        if place and (" " in place or len(place) > 2)
    )


def country(text: str, passages: Sequence[Passage]) -> str | None:
    """The country or state that the dateline names behind the town; None where there is none."""
    states = (match["state"] for match in _dated_lines(text, passages))
    return next((state for state in states if state), None)


def lines(text: str, passages: Sequence[Passage]) -> Iterator[Span]:
    """Where the datelines stand."""
    return (Span(match.start(), match.end()) for match in _dated_lines(text, passages))


def _dated_lines(text: str, passages: Sequence[Passage]) -> Iterator[re.Match[str]]:
    for passage in passages[:12]:
        end = min(passage.end, passage.start + _DATELINE_WITHIN)
        match = _TITLED.match(text, passage.start, end) or _DATELINE.search(text, passage.start, end)
        if match is None:
            continue
        glued = match.start() > passage.start and text[match.start() - 1].islower()
        if match["state"] or glued or match.start() == passage.start or "(" in match[0]:
            yield match


def _datelines(text: str, passages: Sequence[Passage]) -> Iterator[Mention]:
    for match in _dated_lines(text, passages):
        yield place_of(match.start("town"), match.end("town"), text)


@cache
def _state() -> re.Pattern[str]:
    states = "|".join(
        re.escape(each) for each in sorted(table("actors.json")["states"], key=len, reverse=True)
    )
    return re.compile(rf"(?P<town>[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+){{0,2}}),\s(?:{states})(?![\w])")


def _with_state(text: str) -> Iterator[Mention]:
    """ "Dudley, NC": a town by the state after it."""
    for match in _state().finditer(text):
        yield place_of(match.start("town"), match.end("town"), text)


# Words between a town and the house that bears its name: Brell General Hospital.
_BETWEEN = frozenset(("General", "Central", "Regional", "Memorial", "Royal", "State", "National", "Community", "Children's",
                      "Technical", "Public", "International", "Metropolitan", "Grammar", "High", "Primary"))  # fmt: skip


def _inside(text: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    for mention in mentions:
        if mention.kind != "organisation":
            continue
        words = mention.text.split()
        at = next((i for i, word in enumerate(words) if word in _BODIES), 0)
        if at == 0 or not all(word[:1].isupper() for word in words[:at]):
            continue
        while at > 1 and words[at - 1] in _BETWEEN:
            at -= 1
        town = " ".join(words[:at])
        if mention.text.startswith(town):
            yield place_of(mention.start, mention.start + len(town), text)
