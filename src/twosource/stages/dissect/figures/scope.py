"""Where, when and over how long a count holds: place, as-of date and window, as the sentence says them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ....model import Time
from .tree import CLAUSES, Tree

_AT = {
    "in",
    "at",
    "near",
    "inside",
    "outside",
    "across",
    "throughout",
    "around",
    "within",
    "off",
    "on",
    "over",
}
_FROM = {"evacuated", "displaced", "rescued"}
_TO = {"deployed", "arrested"}
_GENERIC = {"region", "oblast", "province", "district", "city", "town", "village", "area", "state", "county", "department", "municipality", "neighborhood", "neighbourhood", "suburb", "territory", "sector", "front", "valley", "island", "peninsula", "capital", "port", "camp", "refinery", "airport", "station", "hospital", "prison", "university", "bridge", "dam", "square"}  # fmt: skip
_NOT_PLACES = {
    "PERSON",
    "DATE",
    "TIME",
    "CARDINAL",
    "ORDINAL",
    "MONEY",
    "PERCENT",
    "QUANTITY",
    "NORP",
    "LANGUAGE",
}
_OVER = re.compile(r"\b(?:within|in|over|during|for|since|throughout|inside|under|past|last|between|from)\b[\w\s]{0,16}$", re.IGNORECASE)  # fmt: skip
_BY = re.compile(r"\b(?:as\s+of|as\s+at|by|until|till|up\s+to)\s+(?:the\s+)?$", re.IGNORECASE)
_SINCE = re.compile(r"\bsince\s+(?:the\s+)?(?:\w+\s+){0,2}$", re.IGNORECASE)


def place(tree: Tree, node: int, by: int | None, measure: str | None) -> str | None:
    """The name of the place that the count, or what governs it, is said to be in."""
    for holder in _holders(tree, node, by):
        found = _named_place(tree, holder, measure)
        if found:
            return found
    return None


def _holders(tree: Tree, node: int, by: int | None) -> Iterator[int]:
    yield node
    yield from tree.children(node, *CLAUSES)
    if by is not None and by != node:
        yield by
        yield from tree.children(by, "conj", "xcomp", "dobj")
    start = by if by is not None else node
    for above in tree.up(start, 4):
        yield above
        if tree[above].pos in ("VERB", "AUX") and tree[above].dep in ("ROOT", "ccomp", "relcl", "advcl"):
            return


def _named_place(tree: Tree, holder: int, measure: str | None) -> str | None:
    for noun, prep in tree.objects_of_prepositions(holder):
        if (
            prep in _AT
            or (prep == "from" and measure in _FROM)
            or (prep in ("to", "into") and measure in _TO)
        ):
            name = _place_name(tree, noun)
            inner = [] if name else [k for k, at in tree.objects_of_prepositions(noun) if at in _AT]
            name = name or next(filter(None, (_place_name(tree, k) for k in inner)), None)
            if name:
                return name
    return None


def _place_name(tree: Tree, noun: int) -> str | None:
    token = tree[noun]
    if token.ent in _NOT_PLACES:
        return None
    if token.pos == "PROPN":
        first, last = noun, noun
    elif token.lemma.lower() in _GENERIC:
        names = [
            k for k in tree.children(noun, "compound", "nmod", "amod") if tree[k].pos == "PROPN" and k < noun
        ]
        if not names:
            return None
        first, last = names[0], names[-1]
    else:
        return None
    while first - 1 >= tree.first and tree[first - 1].pos == "PROPN" and tree[first - 1].dep == "compound":
        first -= 1
    if last < tree.last - 1 and tree[last].ent == "ORG":
        return None
    name = " ".join(tree[k].text for k in range(first, last + 1))
    return name if name[:1].isupper() else None


def attached(tree: Tree, time: Time, stops: Sequence[int | None]) -> int | None:
    """Which of the tokens in ``stops`` the time hangs on most closely, or None."""
    at = tree.at(time.start)
    if at is None:
        return None
    for above in [at, *tree.up(at, 3)]:
        if above in stops:
            return above
        if tree[above].dep == "ccomp":
            return None
    return None


def window(text: str, tree: Tree, times: Sequence[Time], node: int, by: int | None) -> str | None:
    """The TIMEX3 value of the stretch of time the count covers: "within a week" P1W, "since Friday" DATE/."""
    for time in times:
        if attached(tree, time, [node, by, *_above(tree, by)]) is None:
            continue
        before = text[max(0, time.start - 24) : time.start]
        if time.type == "DURATION" and (
            _OVER.search(before) or _OVER.match(text[time.start : time.end] + " ")
        ):
            return time.value
        if time.type == "DATE" and "/" in time.value and not time.value.startswith("P"):
            return time.value
        if time.type == "DATE" and (
            _SINCE.search(before) or text[time.start : time.start + 6].lower() == "since "
        ):
            return f"{time.value}/"
        if time.type == "TIME" and "/" in time.value:
            return time.value
    return None


def _above(tree: Tree, by: int | None) -> list[int]:
    """The verbs of the same clause above the one that gives the measure ("are known to have died")."""
    if by is None:
        return []
    found = []
    for above in tree.up(by, 3):
        found.append(above)
        if tree[above].dep not in ("xcomp", "aux", "conj"):
            break
    return found if tree[by].dep in ("xcomp", "conj", "pobj", "nsubj", "dobj") else []


def as_of(text: str, tree: Tree, times: Sequence[Time], node: int, by: int | None) -> str | None:
    """The value of the date the count is given for: "as of Friday", or when it was said ("said on Dec. 23")."""
    sayer = _sayer(tree, by if by is not None else node)
    said = None
    for time in times:
        if time.type not in ("DATE", "TIME"):
            continue
        if _BY.search(text, max(0, time.start - 12), time.start):
            if attached(tree, time, [node, by, sayer, *_above(tree, by)]) is not None:
                return _dated(time)
        elif sayer is not None and attached(tree, time, [node, by, sayer]) == sayer and said is None:
            said = _dated(time)
    return said


def _dated(time: Time) -> str | None:
    return None if time.value.endswith("_REF") else time.value


def _sayer(tree: Tree, start: int) -> int | None:
    """The verb whose content clause holds the count."""
    at = start
    for above in tree.up(start, 5):
        if tree[at].dep == "ccomp" and tree[above].pos == "VERB":
            return above
        at = above
    return None
