"""Who is meant by a name in a text, and whether the text tells of them as the ones who acted.

Without a parse: what stands before and after a name says whether its bearer did something or something was done.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from ....data import peoples, places, table

_WORD = re.compile(r"[^\W\d_]{2,}(?:-[^\W\d_]+)*")
_LEAST = 4  # letters that a name and the adjective made of it must share
_ENDING = 4  # letters in which they may differ
# What leads to the one who did it: "by the Karn army", "on the orders of Karn's secret police", "the work of Karn".
_LED_BY = re.compile(
    r"(?:\bby|\bbehind \w+ (?:stands?|stood|(?:is|was|are|were))|\b(?:on|in) behalf of|\b(?:orders?|commands?|instructions?|bidding|hands?|work|doing|fault|agents?|men|operatives|"
    r"service|pay|payroll|employ|puppets?) (?:of|from|by)|\b(?:orders?|command|instructions?) came (?:directly |straight )?from|\banswer(?:s|ed|ing)? to|"
    r"\b(?:act|work|spy|spie|kill|fight)(?:s|ed|ing)? for|\breport(?:s|ed|ing)? to|\bpaid by|\b(?:was|were|is|are|be|been) (?:\w+ly )?(?:under|with)|\bblam(?:e|ed|es|ing)(?: on)?|"
    r"\bpoint(?:s|ed|ing)? (?:the finger )?(?:to|at)|\b(?:lead|leads|led) (?:back )?to|\battribut\w+ (?:\w+ ){0,5}?to|\bresponsib\w+ (?:lies|lay|rests) with|\b[Ii]t (?:was|is))"
    r"\s+(?:(?!(?:against|on|in|at|to|near|and|that|who|which)\b)[\w’'-]+,?\s+){0,8}?$"
)
# What the bearer of a name does, with the rest of their name before it: "Karn's army shelled the port".
_DOES = re.compile(
    r"^(?:['’]s?\s+[\w-]+|['’])?(?:\s+(?!(?:was|were|is|are|be|been|has|have|had|being|and|or|who|which|that|by|in|at|on|to|from)\b)[\w’'.-]+){0,4}?\s+"
    r"(?:(?:has|have|had|also|then|now|itself|themselves|himself|herself)\s+){0,2}(?:been\s+(?=\w+ing\b))?"
    r"(?P<verb>(?:is|are|was|were) (?:\w+ )?(?:behind|responsible|to blame|guilty|at fault|the culprits?)|(?!died|drowned|survived|arrived|returned|escaped|vanished|disappeared|remained|stayed|suffered|collapsed|received|mourned|feared|wanted|refused|denied|rejected|dismissed|condemned|declined)[a-z]{2,}ed|gave|sent|hit|shot|struck|blew|held|ran|runs|run|led|leads?|"
    r"paid|pays|bought|built|cut|put|set|sank|shut|broke|brought|drove|flew|fought|stole|threw|took|told|wrote|knew|began|made|let|left|laid|fed|hid|did|"
    r"orders|directs|controls|commands|steers|finances|funds|sponsors|arms|masterminds|plans|employs|uses|owns)\b(?P<after>\s+\w+)?"
)
_PASSIVE = re.compile(r"\s+(?:in|on|by|at|during|near|from|after|when|since|with|of|and)\b")


@cache
def _generic() -> frozenset[str]:
    """Words of names that say what kind of body it is, and not whose."""
    kin = table("kin.json")
    classes = (word for words in kin["classes"].values() for word in words)
    portfolios = (word for names in kin["portfolios"].values() for name in names for word in name.split())
    return frozenset(
        [*classes, *portfolios, *kin["empty"], *kin["levels"], *kin["bodily"], *kin["styles"], *table("actors.json")["titles"]]
    ) | {"embassy", "consulate", "republic", "federation", "union", "foreign", "affairs", "external", "general", "staff", "representation"}  # fmt: skip


def own_words(names: Iterable[str]) -> frozenset[str]:
    """The words of names that say whose they are: "Karn" of "Embassy of Karn"; acronyms stay."""
    found = (word for name in names for word in _WORD.findall(name) if word[:1].isupper())
    return frozenset(w.casefold() for w in found if w.casefold() not in _generic())


@lru_cache(maxsize=8_192)
def alike(a: str, b: str) -> bool:
    """True for one name, or a land and its adjective: "Karnia", "Karnian"; "France", "French"."""
    if a == b:
        return True
    ours, theirs = lands(a), lands(b)
    if ours and theirs:
        return ours == theirs
    shared = 0
    for one, other in zip(a, b, strict=False):
        if one != other:
            break
        shared += 1
    return shared >= _LEAST and shared >= min(len(a), len(b)) - 1 and abs(len(a) - len(b)) <= _ENDING


def lands(word: str) -> str:
    """The country that a word names, or whose people it names, else ""."""
    name = word.capitalize()
    place = places().get(name)
    return peoples().get(name) or (place.place_id if place and place.kind == "country" else "")


def told_of(party: frozenset[str], text: str) -> Iterator[re.Match[str]]:
    """Where a text names the party."""
    for match in _WORD.finditer(text):
        word = match[0].casefold()
        if match[0][:1].isupper() and any(alike(word, each) for each in party):
            yield match


def acts(party: frozenset[str], text: str) -> bool:
    """True where the text tells of the party as the one who did it, not as the one to whom it was done."""
    for match in told_of(party, text):
        if _LED_BY.search(text[max(0, match.start() - 120) : match.start()]):
            return True
        does = _DOES.match(text[match.end() : match.end() + 160])
        if does and not (does["verb"].endswith("ed") and _PASSIVE.match(does["after"] or "")):
            return True
    return False
