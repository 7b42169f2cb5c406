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
from ..datelines import Dateline, dateline, glued

# A form without a day, a land or an agency beside the town is one in capitals.
_PLACED = ("capitals", "titled", "slashed")
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
    found = [span for each in _filed(text, passages) for span in (each.town, each.state) if span]
    names = [text[slice(*span)] for span in found]
    return frozenset(name.casefold() for name in names if " " in name or len(name) > 2)


def country(text: str, passages: Sequence[Passage]) -> str | None:
    """The country or state that the dateline names behind the town; None where there is none."""
    return next((text[slice(*each.state)] for each in _filed(text, passages) if each.state), None)


def lines(text: str, passages: Sequence[Passage]) -> Iterator[Span]:
    """Where the datelines stand."""
    return (Span(each.start, each.end) for each in _filed(text, passages))


def _filed(text: str, passages: Sequence[Passage]) -> Iterator[Dateline]:
    """The datelines that name a place, at the head of a passage or behind a headline that is glued before it."""
    for passage in passages[:12]:
        found = dateline(text, passage.start, passage.end)
        if found is None or found.form not in _PLACED:
            found = glued(text, passage.start, passage.end)
        if found is None:
            continue
        within = found.start > passage.start
        stuck = within and text[found.start - 1].islower()
        if found.state or stuck or not within or found.agency:
            yield found


def _datelines(text: str, passages: Sequence[Passage]) -> Iterator[Mention]:
    for found in _filed(text, passages):
        if found.town:
            yield place_of(*found.town, text)


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
