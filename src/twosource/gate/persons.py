"""Who is protected: the names that a text ties to a condition, and those of people in office, who are not hidden."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from .words import CAPITAL, NAME, conditions, is_name, known, listed, one_of, pattern

_AGE = r"(?:,? ?\(?(?:aged )?\d{1,3}\)?,?)?"
_ASIDE = r"(?:,[^,.;:\n]{1,70},)?"
_AUX = (
    r"(?:(?:who|was|were|is|are|has|had|have|been|being|be|got|later|also|reportedly|allegedly|then|himself|herself|"
    r"having|since|recently|confirmed|found|seriously|severely|badly|fatally)\s+){0,6}"
)
_TITLE = r"(?:(?:[Ss]gt|[Ll]t|[Cc]pl|[Pp]vt|[Cc]apt|[Mm]aj|[Cc]ol|[Gg]en|Mr|Mrs|Ms|Dr)\.? |(?:[Ss]ergeant|[Ll]ieutenant|[Cc]orporal|[Pp]rivate|[Cc]aptain|[Mm]ajor|[Cc]olonel|[Gg]eneral) )?"
_CALLED = re.compile(
    r"(?:named|called|identified as|known as|[Ss]gt\.?|[Ll]t\.?|[Cc]pl\.?|[Pp]vt\.?|[Ss]ergeant|[Pp]rivate|[Cc]orporal|Mr\.?|Mrs\.?|Ms\.?) $"
)
# What a sentence may begin with before a name.
_OPENERS = frozenset(
    ["the", "a", "an", "this", "that", "on", "in", "at", "after", "before", "when", "while", "if", "but", "and", "or",
     "as", "for", "from", "by", "with", "his", "her", "their", "our", "its", "mr", "mrs", "ms", "dr", "sgt", "lt", "cpl",
     "pvt", "capt", "maj", "col", "gen", "sergeant", "lieutenant", "corporal", "private", "captain", "major", "colonel",
     "general", "officer", "soldier", "pilot"]
)  # fmt: skip
_MOST = 3  # words between a condition and the name that it stands before


@cache
def _patterns(condition: str) -> tuple[re.Pattern[str], ...]:
    """Shapes of a sentence that tie a name (the group) to a condition."""
    person = one_of(known()["persons"])
    nouns, adjectives = listed(condition, "nouns"), listed(condition, "adjectives")
    verbs, events = listed(condition, "verbs"), listed(condition, "events")
    name = rf"{_TITLE}(?P<name>{NAME})"
    shapes = [
        rf"(?i:\b{adjectives}\s+(?:[\w-]+\s+){{0,{_MOST}}}?{person})(?:\s*[,:(]\s*|\s+)(?:named |called |identified as )?{name}",
        rf"(?i:\b{nouns})(?:\s*[,:(—–-]\s*|\s+)(?:named |called |identified as )?{name}",
        rf"{name}{_AGE}{_ASIDE},?\s+(?i:{_AUX}{verbs})\b",
        rf"(?i:\b{events}\s+of\s+)(?:the )?(?:[a-z][\w-]*\s+){{0,{_MOST}}}{name}",
        rf"(?i:\b{verbs}\s+)(?:[a-z][\w-]*\s+){{0,2}}{name}",
        rf"{name}['’]s?\s+(?i:{events})\b",
        rf"{name}{_AGE}\s*,\s*(?:(?:a|an|the|his|her|their|one of the|who is a|another|{CAPITAL}['’]s)\s+)(?i:(?:[\w-]+\s+){{0,3}}?{nouns})\b",
        rf"{name}{_AGE}\s*,\s*(?:(?:a|an|the|his|her|their|one of the|another)\s+)(?i:{adjectives}\s+(?:[\w-]+\s+){{0,2}}?{person})\b",
        rf"(?i:\b{verbs}|\b{nouns}|\b{adjectives}\s+{person})[^.;]{{0,60}}?(?:named|identified|known) as {name}",
        rf"(?i:\b(?:during|under|in|after) (?:\w+ )?{events})[,]?\s+{name}",
    ]
    return tuple(re.compile(shape) for shape in shapes)


@cache
def _minor() -> re.Pattern[str]:
    young = r"(?:1[0-7]|\d)(?!\d)"
    return re.compile(
        rf"{_TITLE}(?P<name>{NAME})(?:,| \(|, aged| aged) ?{young}\b"
        rf"|\b{young}-year-old (?:\w+ )?(?P<other>{NAME})"
        rf"|\b[Ll]ittle (?P<third>{CAPITAL} {CAPITAL})"
    )


def relatives(sentence: str) -> dict[str, str]:
    """Relatives who go by one name ("their son Tomas"): only beside somebody protected are they known to be meant."""
    found = {}
    for match in _kin().finditer(sentence):
        name = _bare(match["name"])
        if is_name(name):
            found[name] = "family"
    return found


@cache
def _kin() -> re.Pattern[str]:
    return re.compile(rf"\b(?i:{listed('family', 'nouns')}) (?P<name>{NAME})")


@cache
def _hurt() -> re.Pattern[str]:
    """A name of which the next words tell what happened to the body."""
    return re.compile(
        rf"{_TITLE}(?P<name>{NAME}){_AGE}{_ASIDE},?\s+(?:(?:has|had|have|who|also|later|reportedly|still)\s+){{0,2}}{pattern('hurts').pattern}"
    )


@cache
def _same_person(heads: frozenset[str]) -> re.Pattern[str]:
    return re.compile(
        rf"\b(?i:the|this|that)\s+(?:[\w-]+\s+){{0,2}}?(?i:{one_of(map(re.escape, sorted(heads)))})\s*,?\s+"
        rf"(?:named |called |identified as )?{_TITLE}(?P<name>{NAME})"
    )


@cache
def _one() -> re.Pattern[str]:
    one = one_of(known()["one"])
    return re.compile(rf"\b(?:a|an|one|the|another)\s+(?:[\w-]+\s+){{0,3}}?(?P<head>{one})\b", re.IGNORECASE)


def meant(sentence: str, before: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """The names that a sentence gives to persons told of before ("The gunner, Jan Roe,"), and all that are told of by now.

    ``before`` leads from what somebody was called ("gunner") to the condition.
    """
    found = {}
    if before:
        for match in _same_person(frozenset(before)).finditer(sentence):
            name = _bare(match["name"])
            if is_name(name) and " " in name:
                found[name] = next(iter(before.values()))
    condition = next(iter(conditions(sentence)), "")
    heads = {m["head"].lower(): condition for m in _one().finditer(sentence)} if condition else {}
    return found, {**before, **heads}


@cache
def _in_office() -> re.Pattern[str]:
    office = one_of(known()["offices"])
    return re.compile(
        rf"(?i:\b{office}\s+of\s+(?:the\s+)?)(?:[A-Z][\w'’]+\s*){{1,4}},\s+(?P<third>{NAME})"
        rf"|(?i:\b{office}(?:\s+of\s+(?:the\s+)?)?)(?:[A-Z][\w'’]+\s+){{0,1}}?[\s,]*(?P<name>{NAME})"
        rf"|(?P<other>{NAME}), (?:the |a |an |its |their |who is |[A-Z][\w'’]+['’]s )?(?i:(?:[\w'’-]+\s+){{0,4}}?{office})\b"
    )


def in_office(text: str) -> frozenset[str]:
    """The names of people in office, as the text calls them."""
    found = set()
    for match in _in_office().finditer(text):
        name = _bare(match["name"] or match["other"] or match["third"])
        if is_name(name) and (match["name"] or " " in name):
            found.add(name)
    return frozenset(found)


def named(sentence: str) -> dict[str, str]:
    """The names that a sentence ties to a condition, with the condition."""
    found: dict[str, str] = {}
    for condition in conditions(sentence):
        for shape in _patterns(condition):
            for match in shape.finditer(sentence):
                name = _bare(match["name"])
                alone = sentence[max(0, match.start("name") - 15) : match.start("name")]
                if is_name(name) and (" " in name or _CALLED.search(alone)):
                    found.setdefault(name, condition)
    for match in _hurt().finditer(sentence):
        name = _bare(match["name"])
        if is_name(name) and " " in name:
            found.setdefault(name, "wounded")
    for match in _minor().finditer(sentence):
        name = _bare(match["name"] or match["other"] or match["third"])
        if is_name(name):
            found.setdefault(name, "minor")
    return found


def _bare(name: str) -> str:
    """A name without a sentence's first word or a title before it and a genitive behind it."""
    parts = re.sub(r"['’]s$", "", name).split()
    office = re.compile(one_of(known()["offices"]), re.IGNORECASE)
    before = (_OPENERS | set(known()["no_names"])) - set(known()["also_names"])
    while len(parts) > 1 and (parts[0].lower().strip(".") in before or office.fullmatch(parts[0])):
        parts = parts[1:]
    return " ".join(parts)


def is_one_of(name: str, others: Iterable[str]) -> bool:
    """True where a name is one of these, or the surname of one."""
    mine = name.split()
    return any(name == other or mine[-1] == other.split()[-1] for other in others if other.split())


def forms(names: Mapping[str, str]) -> dict[str, str]:
    """Each protected name in the forms in which it comes back: whole, and by its longer parts."""
    found: dict[str, str] = {}
    for name, condition in sorted(names.items(), key=lambda item: item[1] != "captive"):
        found[name] = condition
        parts = name.split()
        for part in (parts[-1], parts[0]) if len(parts) > 1 else ():
            if len(part) > 2 and is_name(part):
                found.setdefault(part, condition)
    return found
