"""Posts: bodies a country has one of, as texts name them: "Nestar's defence ministry", "the general staff".

A post is a kind (a ministry's portfolio, an army, a police force) and whose it is. Two bodies of one country
with different kinds are never one: the health ministry is not the defence ministry, the police no ministry.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from ....data import table
from ...lands import named, shared
from ...remembered import remembered

MINISTRY = "ministry:"
_LAYERED = ("government", "parliament")  # a province has its own; without a level it is the country's
_LAND = r"(?:(?i:the) )?(?:(?i:neighbou?ring|nearby) )?(?:(?i:(?:republic|kingdom|state|commonwealth) of (?:the )?))?[A-Z][\w-]*(?: [A-Z][\w-]*){0,3}"
# Behind "army", "military", "hospital" these make it something else.
_NOT_ITS = (
    "hospital|court|base|academy|school|beds?|cars?|vans?|helicopters?|vehicles?|plane|aid|equipment|station|work|action|"
    "operations?|exercises?"
)
# A place has one of these, and is named behind it: "police in Cardin".
_OF_A_PLACE = ("police", "fire", "ambulance", "hospital", "forensic")
_IN_PLACE = re.compile(
    r" (?:in|at) (?:the (?:town|city|village|port|district) of )?(?P<place>[A-Z][\w-]*(?: [A-Z][\w-]*){0,2})"
)
# ... or before it, and taken up by "there".
_AT = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]utside) (?:the (?:town|city|village|port|district) of )?(?P<place>[A-Z][\w-]*(?: [A-Z][\w-]*){0,2})"
)
# An embassy or an ambassador speaks for the foreign ministry at home; where it stands is not whose it is.
_ABROAD = MINISTRY + "foreign"
_HOST = re.compile(r" (?:in|to|at) (?:the )?[A-Z][\w-]*(?: [A-Z][\w-]*){0,2}")
_BACK = 300  # characters back to the place that "there" means
_INDEFINITE = re.compile(
    r"(?:^|\W)(?:an?|any|another|each|every|no|some|two|three|four|several|many|other)\s$", re.I
)

_HEADS = "ministry|minister|department|secretary"
_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Post:
    """A body by kind and owner, at a place of a text. ``owner`` and ``level`` are empty where they are not said."""

    kind: str
    owner: frozenset[str]
    level: str
    start: int
    end: int
    words: str = ""

    @property
    def ministry(self) -> bool:
        """True for ministries and ministers, whatever their portfolio."""
        return self.kind.startswith(MINISTRY)

    @property
    def abroad(self) -> bool:
        """True for an embassy or an ambassador: the ministry's people in another land."""
        return self.kind == _ABROAD and not re.search(_HEADS, self.words, re.IGNORECASE)

    def fits(self, other: Post) -> bool:
        """True where both may be one body: one kind, no two owners, no two levels."""
        kinds = self.kind == other.kind or (
            self.ministry and other.ministry and MINISTRY in (self.kind, other.kind)
        )
        owners = not self.owner or not other.owner or shared(self.owner, other.owner)
        levels = self.level == other.level or (self.kind not in _LAYERED and not (self.level and other.level))
        return kinds and owners and levels


@remembered()
def posts_in(text: str) -> tuple[Post, ...]:
    """The posts that a text names, in order; those of former holders and of nobody in particular are left out."""
    return tuple(_posts_in(text))


def _posts_in(text: str) -> Iterator[Post]:
    taken = 0
    for match in _matches(text):
        if match.start() < taken or _past(text, match):
            continue
        owner = named(
            " ".join(filter(None, (match[each] for each in ("owner", "of", "land", "realm", "staff"))))
        )
        kind = _kind(match)
        abroad = kind == _ABROAD and bool(match["body"])
        if abroad and not owner:
            continue  # "the embassy": whose it is the report says elsewhere
        nobody = not owner and _INDEFINITE.search(text[max(0, match.start() - 9) : match.start()])
        if nobody and not re.match(r" (?:spokes|press officer)", text[match.end() :]):
            continue
        taken = match.end()
        if abroad and (host := _HOST.match(text, taken)):
            taken = host.end()
        if not owner and kind in _OF_A_PLACE and (place := _IN_PLACE.match(text, taken)):
            owner, taken = named(place["place"]), place.end()
        if not owner and kind == MINISTRY and (land := _IN_PLACE.match(text, taken)):
            owner, taken = named(land["place"]), land.end()  # "the ministry in Halvaria"
        if not owner and kind in _OF_A_PLACE and text.startswith(" there", taken):
            near = [*_AT.finditer(text, max(0, match.start() - _BACK), match.start())]
            owner = named(near[-1]["place"]) if near else owner
        yield Post(
            kind,
            owner,
            (match["level"] or "").strip().lower(),
            match.start(),
            taken,
            text[match.start() : taken],
        )


def whole(name: str) -> Post | None:
    """The post that a name is, where nothing but small words stands beside it."""
    land = _REALM.match(name)
    name = name[land.end() :] if land else name  # "Republic of X, Ministry of Y": a letterhead of two lines
    name = on_duty().sub("", name)
    for post in posts_in(name):
        after = _SECOND.sub("", name[post.end :]) if post.ministry else name[post.end :]
        rest = (name[: post.start] + " " + after).lower()
        if not set(re.findall(r"[^\W\d_]+", rest)) - _BESIDE - set(table("kin.json")["levels"]):
            return replace(post, owner=post.owner or named(land["land"])) if land else post
    return None


@cache
def on_duty() -> re.Pattern[str]:
    """How texts call those who answer for a body at its desk: "a duty officer", "the officer of the watch"."""
    return re.compile(
        rf"(?<![\w-])(?:{'|'.join(map(re.escape, table('kin.json')['on_duty']))})\b", re.IGNORECASE
    )


_REALM = re.compile(
    rf"(?i:the )?(?i:republic|kingdom|state|commonwealth|union) of (?P<land>{_LAND})[,:] (?=[A-Z])"
)
_SECOND = re.compile(r"^(?:(?:,| and|, and| &) [A-Z][\w-]+)+")  # "Ministry of Transport and Ports"
_BESIDE = {"the", "of", "a", "an", "s", "its", "his", "her", "their", "our", "republic", "kingdom", "country", "spokesman",
           "spokeswoman", "spokesperson", "office", "press", "centre", "center", "service", "information", "media", "communications", "relations", "public",
           "desk", "command", "in", "and", "here", "there"}  # fmt: skip


_ANOTHER = {
    "defence",
    "defense",
    "foreign",
    "military",
    "naval",
    "central",
    "domestic",
    "criminal",
    "financial",
}


def _past(text: str, match: re.Match[str]) -> bool:
    """True for "the former defence minister", and for a prime minister, who has no ministry."""
    before = re.findall(r"[\w-]+", text[max(0, match.start() - 12) : match.start()])[-1:]
    words = {word.lower() for word in (*before, *match["owner"].split(), match["level"] or "")}
    words = {word.strip() for word in words}
    if _kind(match) == "intelligence" and words & _ANOTHER:
        return True  # a country has several of these, and which one is meant is not said
    return bool(words & {*table("kin.json")["past"], "prime"}) or text[: match.start()].endswith("ex-")


def _kind(match: re.Match[str]) -> str:
    body = match["body"]
    if body:
        return _bodies()[body.lower().replace("’", "'")]
    folder = match["port"] or match["folder"]
    return MINISTRY + (_portfolios()[folder.lower()] if folder else "")


@cache
def _bodies() -> Mapping[str, str]:
    return {name: kind for kind, names in table("kin.json")["posts"].items() for name in names}


@cache
def _portfolios() -> Mapping[str, str]:
    return {name: kind for kind, names in table("kin.json")["portfolios"].items() for name in names}


def _matches(text: str) -> Iterator[re.Match[str]]:
    """Where the pattern matches. No match holds a line's end: only lines with a word that begins a body are read."""
    for line in _LINE.finditer(text):
        if not _beginnings().isdisjoint(_WORD.findall(line[0].lower())):
            yield from _pattern().finditer(text, line.start(), line.end())


@cache
def _beginnings() -> frozenset[str]:
    """The words of which one stands in every post: those that its bodies begin with, and the heads."""
    return frozenset((*(_WORD.findall(name.lower())[0] for name in _bodies()), *_HEADS.split("|")))


@cache
def _pattern() -> re.Pattern[str]:
    bodies = _either(_bodies()).replace("'", "['’]")
    folders, levels, heads = _either(_portfolios()), "|".join(table("kin.json")["levels"]), _HEADS
    own = rf"(?!(?i:{bodies}|{folders}|{levels}|{heads}|the|a|an)\b)[A-Z][\w-]*(?:['’]s?)? "
    return re.compile(
        rf"(?<![\w’'-])(?P<owner>(?:{own}){{0,4}})(?:"
        rf"(?i:(?P<port>{folders})) (?i:{heads})\b(?: of (?P<of>{_LAND}))?"
        rf"|(?i:{heads})(?: (?i:of state))? (?i:of|for) (?:(?i:the) )?(?i:(?P<folder>{folders}))\b"
        rf"(?: (?i:of) (?P<land>{_LAND})|, (?i:(?:the )?(?:republic|kingdom) of) (?P<realm>{_LAND}))?"
        rf"|(?P<level>(?:(?i:{levels}) )?)(?i:(?P<body>{bodies}))\b(?! (?i:{_NOT_ITS})\b)(?: (?i:of) (?P<staff>{_LAND}))?"
        rf"|(?i:ministry|minister)\b(?! (?i:of|for)\b)"
        r")"
    )


def _either(names: Mapping[str, str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=lambda n: (-len(n), n)))
