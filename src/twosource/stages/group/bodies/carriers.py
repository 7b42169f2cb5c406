"""Two sources of one claim that are one: a name written by its sound, and a country beside its own ministry.

What would be too little to join two names in a story is enough where both tell the same thing: two origins that are
one are the worst error here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, permutations

from ....data import actor_words, peoples, places
from ....model import Edge, Reason
from ....text import SMALL_IN_NAMES
from ...lands import named as lands_in
from ...lands import shared
from .beside import ARMED
from .cast import Known, is_known, within
from .classes import words_of
from .persons import Named, named
from .posts import whole

RULE = "rule:carriers/1"
_LEAST = 3  # consonants that a first name must have to be known by them


def of_one_claim(cast: Sequence[Known], texts: Sequence[str] = ()) -> Iterator[Edge]:
    """``alias_of`` edges between the named sources that carry one claim, each to the name that says more.

    ``texts`` are of the reports that carry it: they tell whose "Northern Command" is.
    """
    for one, other in combinations(cast, 2):
        low, top = sorted((one, other), key=lambda k: (len(k.source.name), k.source.source_id))
        if _sound_alike(one, other):
            yield _edge(low, top, "tells the same, under a name that sounds the same")
    for each in cast:
        owner = _land(each)
        bodies = [k for k in cast if k is not each and owner and governs(k, owner)]
        if len(bodies) == 1:
            yield _edge(each, bodies[0], "tells the same, and is a body of that country")
    for each in cast:
        armies = [k for k in cast if k is not each and _of_its_army(each, k, texts)]
        if len(armies) == 1:
            yield _edge(each, armies[0], "tells the same, and is the army that it is of")

    for low, top in permutations(cast, 2):
        if _is_part(low, top):
            yield _edge(low, top, "tells the same, and is the body that it is a part of")
        elif _is_bare(low, top):
            yield _edge(low, top, "tells the same, and is called so with its kind")


_SEATED = re.compile(r" (?:in|at|for) (?:the )?[A-Z].*$")


_PART = re.compile(
    r"\b(?:(?:national|regional|local|country|central) )?(?:headquarters|branch|chapter|delegation)\b"
    r"|\b(?:national|regional|local|country|head|field) (?:office|section|committee|bureau)\b"
)


def _is_part(low: Known, top: Known) -> bool:
    """True for "the Red Cross branch in Selm" and "the national headquarters of the Red Cross" beside "the Red Cross"."""
    if not _PART.search(low.source.name) or is_known(low.source.source_id):
        return False
    if low.source.kind == "person" or top.source.kind == "person" or "press" in low.classes | top.classes:
        return False
    rest = _PART.sub(" ", _SEATED.sub("", low.source.name))
    bare = words_of(rest) - SMALL_IN_NAMES
    return any(word[:1].isupper() for word in rest.split()) and bool(bare) and within(bare, top.names)


def _is_bare(low: Known, top: Known) -> bool:
    """True for "Sandur" beside "the Sandur militia": a name, and the same name with what kind of body it is."""
    name, *kinds = re.sub(r"^[Tt]he ", "", top.source.name).split()
    if low.source.name != name or not kinds or name in places() or name in peoples():
        return False
    return top.source.kind in ("body", "unknown") and all(word in actor_words("bodies") for word in kinds)


_UNIT = re.compile(
    r"(?:\w[\w-]* ){1,3}(?:Command|Brigade|Division|Corps|Regiment|Battalion|Fleet|Squadron|Flotilla|Army Group)"
)


def _of_its_army(unit: Known, army: Known, texts: Sequence[str]) -> bool:
    """True for "Torland's Northern Command" beside "the Torlandic army"."""
    post = whole(army.source.name)
    if post is None or post.kind not in ARMED[:3] or not post.owner or not _UNIT.fullmatch(unit.source.name):
        return False
    said = re.compile(rf"\b([A-Z][\w-]+)(?:['’]s)? (?:(?:army|navy)['’]s )?{re.escape(unit.source.name)}\b")
    owners = [lands_in(match[1]) for text in texts for match in said.finditer(text)]
    return any(owner and shared(owner, post.owner) for owner in owners)


def _sound_alike(one: Known, other: Known) -> bool:
    """True for "Elsabet Horan" and "Elzebat Horran": one surname by its sound, one first name by its consonants."""
    if one.classes or other.classes or {one.source.kind, other.source.kind} & {"outlet", "agency"}:
        return False
    a, b = named(one.source.name), named(other.source.name)
    if a is None or b is None or a.surname != b.surname or not a.apart(b):
        return False
    return bool(_consonants(a) & _consonants(b))


def _consonants(name: Named) -> frozenset[str]:
    bare = ("".join(letter for letter in first if letter not in "aeiou") for first in name.firsts)
    return frozenset(each for each in bare if len(each) >= _LEAST)


def _land(each: Known) -> frozenset[str]:
    """The country that a source is, where it is called by nothing else."""
    name = each.source.name.removeprefix("the ").removeprefix("The ")
    if each.classes or len(name.split()) > 2 or each.source.source_id.startswith("state:"):
        return frozenset()  # of a country that we know, the descriptions ask
    return lands_in(name)


def governs(body: Known, owner: frozenset[str]) -> bool:
    """True for a ministry, an army or a government of that country."""
    post = whole(body.source.name)
    if post is None or not post.owner:
        return False
    ruling = post.ministry or post.kind in (*ARMED[:4], "government", "parliament")
    return bool(ruling) and all(shared(frozenset((word,)), post.owner) for word in owner)


def _edge(low: Known, top: Known, why: str) -> Edge:
    text = f"{low.source.name}: {top.source.name} {why}"
    ends = (low.source.source_id, top.source.source_id)
    return Edge(*ends, "alias_of", 0.7, "claim", (Reason("carriers", text),), RULE)
