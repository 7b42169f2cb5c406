"""One happening told with another day, place or doer: "was arrested on 9 February" against "on 12 February".

Only what can be once has one day and one place, and whose guns fired is asked of one attack. The rest must be
told in much the same words: two accounts of two happenings differ by more.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from ....data import table
from ...lands import named, shared
from ...remembered import STATEMENTS, remembered
from ..slots import Slots
from ..wording.words import content

Particular = Literal["date", "place", "actor", ""]
PARTICULARS: Mapping[str, str] = {
    "date": "one gives another day for it",
    "place": "one gives another place for it",
    "actor": "one says that others did it",
}

# What befalls somebody or something once, or not twice within one story.
_ONCE = frozenset(
    ["DEAD", "CAPTURED", "CHARGED", "CONVICTED", "ACQUITTED", "JAILED", "RESIGN", "APPOINT", "CRASHED", "SUNK", "COLLAPSED",
     "BURIED", "ABDUCTED", "ESCAPE", "RELEASED", "LANDED"]
)  # fmt: skip
_MONTHS = tuple(
    name for names in table("calendar.json")["months"].values() for name in names if len(name) > 2
)
_MONTH = "|".join(sorted(map(re.escape, _MONTHS), key=len, reverse=True))
_DATE = re.compile(
    rf"\b(?:on |of )?(?:the )?(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<month>{_MONTH})|(?P<also>{_MONTH}) (?P<number>\d{{1,2}}))\b",
    re.IGNORECASE,
)
_NIGHT = re.compile(r"\b(?:nights?|overnight|midnight|small hours|early hours|eve|dawn)\b", re.IGNORECASE)
_PLACE = re.compile(
    r"\b(?P<how>near|outside|off|at|(?:north|south|east|west)(?:-?(?:east|west))? of) (?:the )?(?:village of |town of |city of )?"
    r"(?P<name>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)"
)
_FORCES = (
    r"artillery|army|forces?|troops|drones?|aircraft|jets?|planes?|missiles?|rockets?|guns|gunners|soldiers|fighters|navy|police|"
    r"militia(?:men)?|guards?|bombers?|warships?|tanks?|commandos|agents"
)
_DOER = re.compile(
    rf"(?:^\W*(?:[Tt]he )?|\bby (?:the )?)(?P<land>(?:[A-Z][\w-]+ ){{1,2}})(?P<force>{_FORCES})\b"
)
_ASIDE = re.compile(r"[,;:]\s")
# The share of the shorter, and of the longer, of two accounts that both must have: what is once may be told with more.
_ALIKE = 0.8
_MOST = {"actor": 0.6, "date": 0.4, "place": 0.4}
_WORTH = 0.9  # content without its particular, below which an account is of anything


@dataclass(frozen=True, slots=True)
class Told:
    """The one day, place (with the word before it) and doer that a text gives, and how much it says without each."""

    day: tuple[int, str] | None = None
    place: tuple[str, str] | None = None
    doer: tuple[frozenset[str], str] | None = None
    night: bool = False
    rest: Mapping[str, Mapping[str, float]] = field(default_factory=dict)


@remembered(STATEMENTS)
def particulars(text: str) -> Told:
    """What a text gives of each; nothing of that of which it gives two."""
    days, places, doers = (list(each.finditer(text)) for each in (_DATE, _PLACE, _DOER))
    one_day = days[0] if len(days) == 1 else None
    one_place = places[0] if len(places) == 1 else None
    one_doer = doers[0] if len(doers) == 1 else None
    found = {"date": one_day, "place": one_place, "actor": one_doer}
    return Told(
        (int(one_day["day"] or one_day["number"]), (one_day["month"] or one_day["also"])[:3].lower())
        if one_day
        else None,
        (one_place["how"], one_place["name"]) if one_place else None,
        (named(one_doer["land"]), one_doer["force"].removesuffix("s")) if one_doer else None,
        _NIGHT.search(text) is not None,
        {
            name: content(
                f"{text[: match.start()]} {_ASIDE.split(text[match.end() :], maxsplit=1)[0]}"
            ).weights
            for name, match in found.items()
            if match
        },
    )


def other_particular(a: Slots, b: Slots) -> Particular:
    """Which particular of one happening two accounts give otherwise; "" where they do not, or are of two happenings."""
    happening = a.events & b.events
    if not happening or a.negated or b.negated or a.modal or b.modal or a.counts or b.counts:
        return ""
    one, other = particulars(a.text), particulars(b.text)
    if one.doer and other.doer and _apart(one.doer, other.doer) and _same_rest(one, other, "actor"):
        return "actor"
    if not happening & _ONCE or not (a.names & b.names or (_known(a) and _known(b))):
        return ""
    if one.day and other.day and one.day != other.day and _same_rest(one, other, "date"):
        next_day = one.day[1] == other.day[1] and abs(one.day[0] - other.day[0]) == 1
        return "" if next_day and (one.night or other.night) else "date"
    if one.place and other.place and _elsewhere(one.place, other.place) and _same_rest(one, other, "place"):
        return "place"
    return ""


def _apart(a: tuple[frozenset[str], str], b: tuple[frozenset[str], str]) -> bool:
    """True for the same arm of two lands: "Tarnish artillery", "Norvan artillery"."""
    return a[1] == b[1] and bool(a[0] and b[0]) and not shared(a[0], b[0])


def _elsewhere(a: tuple[str, str], b: tuple[str, str]) -> bool:
    """True for two names behind the same word: "near Orle", "near Velm"."""
    first, second = (set(name.split()) for _, name in (a, b))
    return a[0] == b[0] and not first & second and not shared(named(a[1]), named(b[1]))


def _known(node: Slots) -> bool:
    """True for a text that opens with who or what is known: "the cargo plane", not "a plane"."""
    return re.match(r"\W*(?:the|its|his|her|their)\b", node.proposition.text, re.IGNORECASE) is not None


def _same_rest(a: Told, b: Told, which: str) -> bool:
    """True where all but the particular is told in much the same words."""
    one, other = a.rest[which], b.rest[which]
    common = sum(min(weight, other[word]) for word, weight in one.items() if word in other)
    least, most = sorted((sum(one.values()), sum(other.values())))
    return least >= _WORTH and common >= _ALIKE * least and common >= _MOST[which] * most
