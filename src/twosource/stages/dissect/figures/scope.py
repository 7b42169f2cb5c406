"""Where, when and over how long a count holds: place, as-of date and window, as the sentence says them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ....data.numerals import one_spelled, whole
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
_PAST = re.compile(
    r"\b(?:in|over|during|within)\s+(?:the\s+)?(?:past|last)\s+(week|month|year)$", re.IGNORECASE
)
_FROM_DAY = re.compile(r"\b(?:between|from)\s+(?:the\s+)?$|\b(?:between|from)\b", re.IGNORECASE)
_TO_DAY = re.compile(r"\s*(?:and|to|until|till|through|-|–|—)\s*(?:the\s+)?", re.IGNORECASE)


Place = tuple[str | None, str | None]


def place(tree: Tree, node: int, by: int | None, measure: str | None) -> Place:
    """(name, place_id) of the place that the count, or what governs it, is said to be in."""
    for holder in _holders(tree, node, by):
        found = _named_place(tree, holder, measure)
        if found[0]:
            return found
    return None, None


def _holders(tree: Tree, node: int, by: int | None) -> Iterator[int]:
    yield node
    yield from tree.children(node, *CLAUSES)
    if by is not None and by != node:
        yield by
        yield from tree.children(by, "conj", "xcomp", "dobj", "acomp", "oprd", "attr")
    start = by if by is not None else node
    for above in tree.up(start, 4):
        yield above
        if tree[above].pos in ("VERB", "AUX") and tree[above].dep in ("ROOT", "ccomp", "relcl", "advcl"):
            return


def _named_place(tree: Tree, holder: int, measure: str | None) -> Place:
    for noun, prep in tree.objects_of_prepositions(holder):
        if (
            prep in _AT
            or (prep == "from" and measure in _FROM)
            or (prep in ("to", "into") and measure in _TO)
        ):
            inner = [k for k, at in tree.objects_of_prepositions(noun) if at in _AT]
            for k in [noun, *inner]:
                found = _known_place(tree, k) if tree.places else (_place_name(tree, k), None)
                if found[0]:
                    return found
    return None, None


def _known_place(tree: Tree, noun: int) -> Place:
    """The report's place mention that ends with the noun, or with a name inside its phrase."""
    for k in [noun, *tree.children(noun, "compound", "nmod", "appos")]:
        mention = tree.places.get(tree[k].end)
        if mention is not None:
            return mention.value or mention.text, mention.place_id
    return None, None


def _place_name(tree: Tree, noun: int) -> str | None:
    """A place by the parser's own entities, where the report's mentions are not known."""
    token = tree[noun]
    if token.ent in _NOT_PLACES or token.ent == "ORG":
        return None
    last = noun
    if token.pos != "PROPN":
        names = [
            k for k in tree.children(noun, "compound", "nmod", "amod") if tree[k].pos == "PROPN" and k < noun
        ]
        if token.lemma.lower() not in _GENERIC or not names:
            return None
        last = names[-1]
    first = last
    while first - 1 >= tree.first and tree[first - 1].pos == "PROPN" and tree[first - 1].dep == "compound":
        first -= 1
    name = " ".join(tree[k].text for k in range(first, last + 1))
    return name if name[:1].isupper() else None


def attached(tree: Tree, time: Time, stops: Sequence[int | None]) -> int | None:
    """Which of the tokens in ``stops`` the time hangs on most closely, or None."""
    at = tree.at(time.end - 1)
    if at is None:
        return None
    while tree.head(at) is not None and time.start <= tree[tree[at].head].start < time.end:
        at = tree[at].head
    prepositions = sum(
        tree[above].pos in ("ADP", "SCONJ") for above in tree.up(at, 2)
    )  # "as of Friday" has two
    for above in [at, *tree.up(at, 1 + max(1, prepositions))]:
        if above in stops:
            return above
        if tree[above].dep == "ccomp":
            return None
    return None


def window(text: str, tree: Tree, times: Sequence[Time], node: int, by: int | None) -> str | None:
    """The TIMEX3 value of the stretch of time the count covers: "within a week" P1W, "since Friday" DATE/."""
    near = closest(tree, node, by)
    for at, time in enumerate(times):
        later = times[at + 1] if at + 1 < len(times) else None
        # what stands after a comma and another count may be of that one: "214 cases, 61 of them in the past week"
        own = time.start < tree[node].start or "," not in text[tree[node].end : time.start]
        stops = [*near, clause(tree, node)] if own else near
        between = _between(text, time, later) or _hours(text, time, later)
        if attached(tree, later if between and later else time, stops) is None:
            continue
        if between:
            return between
        before = text[max(0, time.start - 24) : time.start]
        past = _PAST.search(before + time.text)
        if time.type == "DATE" and past:
            return f"P1{past[1][0].upper()}"
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


def closest(tree: Tree, node: int, by: int | None) -> list[int | None]:
    """What a time must hang on to be the count's: its noun, what gives the measure, the verbs around it."""
    return [node, by, *_above(tree, by), *_of_part(tree, node)]


def _between(text: str, first: Time, last: Time | None) -> str | None:
    """The stretch that two dates bound: "between 4 and 10 May", "from Friday to Sunday"; None where they bound none."""
    if last is None or first.type != "DATE" or last.type != "DATE":
        return None
    opened = _FROM_DAY.search(text, max(0, first.start - 12), first.start) or _FROM_DAY.match(first.text)
    days = [time.value[:10] for time in (first, last)]
    if opened is None or not _TO_DAY.fullmatch(text, first.end, last.start) or days[0] >= days[1]:
        return None
    return None if any("X" in day or len(day) < 7 or day[4] != "-" for day in days) else "/".join(days)


_HOUR = re.compile(
    rf"\b(?:between|from)\s+(?P<hour>\d{{1,2}}|{one_spelled(12)})"
    r"(?:[.:](?P<minute>\d\d))?\s+(?:and|to|until|till)\s+$",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)$")


def _hours(text: str, first: Time, last: Time | None) -> str | None:
    """The stretch that two hours of a day bound: "between one and three this afternoon"; None where they bound none."""
    at = _CLOCK.match(first.value)
    if first.type != "TIME" or at is None:
        return None
    if last is not None and last.type == "TIME" and (end := _CLOCK.match(last.value)) is not None:
        opened = _FROM_DAY.search(text, max(0, first.start - 12), first.start)
        if opened and _TO_DAY.fullmatch(text, first.end, last.start) and first.value < last.value:
            return f"{first.value}/{last.value}" if at[1] == end[1] else None
    before = _HOUR.search(text, max(0, first.start - 40), first.start)
    if before is None:
        return None
    hour = whole(before["hour"]) or 0
    minute, ends = int(before["minute"] or 0), int(at[2]) * 60 + int(at[3])
    # the latest such hour before the end is meant: "between ten and two this afternoon" began in the morning
    starts = [h * 60 + minute for h in (hour % 12, hour % 12 + 12) if h * 60 + minute < ends]
    return f"{at[1]}T{max(starts) // 60:02d}:{minute:02d}/{first.value}" if starts and hour < 13 else None


def _of_part(tree: Tree, node: int) -> list[int]:
    """The participles of a part's whole: "61 of those coming in last week"."""
    wholes = [noun for noun, prep in tree.objects_of_prepositions(node, "of") if prep == "of"]
    return [clause for noun in wholes for clause in tree.children(noun, *CLAUSES)]


def clause(tree: Tree, node: int) -> int | None:
    """The verb of the clause that the count stands in, which a time before it may hang on."""
    for above in tree.up(node, 6):
        if tree[above].pos in ("VERB", "AUX"):
            return above
    return None


def _above(tree: Tree, by: int | None) -> list[int]:
    """The verbs beside and above the one that gives the measure ("is feared to have drowned", "or wounded")."""
    if by is None:
        return []
    found = tree.children(by, "conj")
    for above in tree.up(by, 3):
        found.append(above)
        if tree[above].dep not in ("xcomp", "aux", "conj"):
            break
    return found if tree[by].dep in ("xcomp", "conj", "pobj", "nsubj", "dobj") else tree.children(by, "conj")


def as_of(text: str, tree: Tree, times: Sequence[Time], node: int, by: int | None) -> str | None:
    """The value of the date the count is given for: "as of Friday", or when it was said ("said on Dec. 23")."""
    sayer = _sayer(tree, by if by is not None else node)
    said = None
    for time in times:
        if time.type not in ("DATE", "TIME"):
            continue
        if _BY.search(text, max(0, time.start - 12), time.start):
            if attached(tree, time, [node, by, sayer, *_above(tree, by), clause(tree, node)]) is not None:
                return _dated(time)
        elif sayer is not None and attached(tree, time, [node, by, sayer]) == sayer and said is None:
            said = _dated(time)
    return said


def day_of_clause(tree: Tree, times: Sequence[Time], node: int) -> str | None:
    """The day that the clause of a number dates: "on Thursday it was two"."""
    verb = clause(tree, node)
    days = (time for time in times if time.type == "DATE" and re.fullmatch(r"\d{4}-\d\d-\d\d", time.value))
    return next((time.value for time in days if attached(tree, time, [verb]) is not None), None)


def _dated(time: Time) -> str | None:
    return None if time.value.endswith("_REF") or set(time.value) <= set("X-") else time.value


def _sayer(tree: Tree, start: int) -> int | None:
    """The verb whose content clause holds the count."""
    at = start
    for above in tree.up(start, 5):
        if tree[at].dep == "ccomp" and tree[above].pos == "VERB":
            return above
        at = above
    return None
