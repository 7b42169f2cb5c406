"""What figures count, as classes that can be compared, and their units."""

from __future__ import annotations

from dataclasses import replace

from ...data import table
from ...model import Figure

# Units of land: how much of it burnt, was lost or was measured stands side by side.
LAND = frozenset(("ha", "acre", "km2", "mi2"))


def counted_as(counts: str | None) -> str:
    """What a counted phrase counts, as a class: "person", "child", "soldier", "home", else its last noun."""
    if not counts:
        return ""
    names = counts.lower().split(" of ")[0].split(" and ")[0].split()
    noun = names[-1]
    if noun in ("member", "members") and len(names) > 1:
        return names[-2]  # crew members are the crew, and not just anybody
    if set(_singulars(noun)) & _ANYBODY:
        return "person"
    known = table("persons.json")
    forms = _singulars(noun)
    special = next((known["classes"][form] for form in forms if form in known["classes"]), None)
    return str(special or ("person" if any(form in known["nouns"] for form in forms) else forms[-1]))


# The dead, whatever they are called, and people of whom nothing else is said.
_ANYBODY = {
    "death",
    "fatality",
    "body",
    "corpse",
    "dead",
    "casualty",
    "victim",
    "life",
    "soul",
    "other",
    "injured",
}


def _singulars(noun: str) -> list[str]:
    found = [noun]
    if noun.endswith("men"):
        found.append(noun[:-2] + "an")
    elif noun == "children":
        found.append("child")
    elif noun.endswith("ies"):
        found.append(noun[:-3] + "y")
    elif noun.endswith("ves"):
        found.append(noun[:-3] + "fe")
    elif noun.endswith("s") and not noun.endswith("ss"):
        found.append(noun[:-1])
    return found


def persons(figure: Figure) -> bool:
    """True where the figure counts persons."""
    known = table("persons.json")
    noun = (figure.counts or "").lower().split(" and ")[0].split(" ")[-1]
    return any(form in known["nouns"] or form in _ANYBODY for form in _singulars(noun))


def befell(figure: Figure) -> str | None:
    """The measure as two figures of persons share it: who was seized, abducted or held hostage was taken."""
    taken = ("seized", "kidnapped", "held hostage")
    return "kidnapped" if figure.measure in taken and persons(figure) else figure.measure


def tallied(phrase: str) -> bool:
    """True for a whole that is itself a count of what happened: "the cases", "the injured", "those who fell ill"."""
    table_ = table("measures.json")
    names = phrase.lower().split()
    if not names or names[0] not in ("the", "these", "those", "them"):
        return False
    if names[0] in ("those", "them"):
        return True
    told = {*table_["nouns"], *table_["adjectives"], "case", "patient"}
    return any(form in told for name in names[1:4] for form in _singulars(name))


def family(measure: str | None) -> str:
    """The measures shown together: the wounded and the treated are "hurt", the captured and arrested "taken"."""
    families = table("measures.json")["families"]
    return next((name for name, names in families.items() if measure in names), measure or "")


def in_unit_of(a: Figure, b: Figure) -> Figure:
    """The second figure in the unit of the first where both measure the same, else as it is.

    Three significant digits are kept: converted figures in reports are rounded ones.
    """
    factors = table("units.json")["factors"]
    one, other = factors.get(a.unit or ""), factors.get(b.unit or "")
    if a.unit == b.unit or not one or not other or one[0] != other[0]:
        return b
    by = other[1] / one[1]
    low, high, value = (None if x is None else float(f"{x * by:.3g}") for x in (b.low, b.high, b.value))
    return replace(b, low=low, high=high, value=value, unit=a.unit)
