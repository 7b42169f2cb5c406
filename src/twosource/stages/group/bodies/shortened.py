"""Bodies by a shorter or another spelling of their name in one story: initials, a first word, one letter more."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from ....data import peoples, places
from ....model import Edge, Reason
from ....text import SMALL_IN_NAMES, fold
from ..wording.sounds import skeleton
from .cast import Known, is_known, within
from .classes import is_description, listed, words_of
from .legal import bare_name
from .posts import whole

RULE = "rule:shortened/1"
_RULED = re.compile(
    r"(?i:\b(?:governor|mayor|prefect|premier|president|king|queen|elder|bishop|people|council|head) of (?:the )?(?:city of |town of |province of )?)([A-Z][\w-]+)"
)
_LONG = 6  # letters of a word that one letter more or less does not make another word


def _bodies(cast: Sequence[Known]) -> list[Known]:
    return [k for k in cast if k.source.kind != "person" and not k.source.source_id.startswith("state:")]


def _one(each: Known, found: Sequence[Known], kind: str, why: str) -> Iterator[Edge]:
    others = {k.source.source_id: k for k in found if k is not each}
    if len(others) == 1:
        (meant,) = others.values()
        if is_known(each.source.source_id) and is_known(meant.source.source_id):
            return
        reason = Reason(kind, f"{each.source.name}: {meant.source.name} {why}")
        yield Edge(each.source.source_id, meant.source.source_id, "alias_of", 0.8, kind, (reason,), RULE)


def acronyms(cast: Sequence[Known]) -> Iterator[Edge]:
    """ "VCG" where one body of the story is called so by its initials: "Vellan Coast Guard"."""
    bodies = _bodies(cast)
    by_letters: dict[str, list[Known]] = {}
    for each in bodies:
        for name in {each.source.name, *each.source.aliases}:
            words = [
                w
                for w in re.findall(r"[\w’'-]+", name)
                if w.lower() not in ("the", "of", "for", "and", "in", "on", "&")
            ]
            if len(words) >= 3 and all(w[:1].isupper() for w in words):
                by_letters.setdefault("".join(w[0] for w in words), []).append(each)
    called = {name: k for k in bodies for name in k.source.aliases if _is_acronym(name)}
    for each in bodies:
        last = each.source.name.replace(".", "").split()[-1:]
        if last and _is_acronym(last[0]):
            found = by_letters.get(last[0], ())
            if " " in each.source.name:  # "the foreign monitoring group VCG"
                known = called.get(last[0])
                found = [k for k in (*found, *([known] if known else [])) if k is not each]
            yield from _one(each, found, "acronym", "has these initials")


def _is_acronym(word: str) -> bool:
    return 3 <= len(word) <= 6 and word.isupper() and word.isalpha()


def shortened(cast: Sequence[Known], alias: Callable[[str, str], str]) -> Iterator[Edge]:
    """ "Dornec" for "Dornec Freight", "the League" for "Free Vellan League": one name of the story begins or ends so.

    No place, no people, no part of a person's name, no kind of body; ``alias`` says which names are one already.
    """
    first: dict[str, list[Known]] = {}
    last: dict[str, list[Known]] = {}
    for each in _bodies(cast):
        if is_description(each.source.name) or "press" in each.classes:
            continue
        for name in {each.source.name, *each.source.aliases}:
            words = bare_name(re.sub(r"^(?:The|the) ", "", name)).split()
            if len(words) > 1 and all(w[:1].isupper() or w in SMALL_IN_NAMES for w in words):
                first.setdefault(words[0].removesuffix("'s").removesuffix("’s"), []).append(each)
                last.setdefault(words[-1], []).append(each)
    borne = {
        word
        for k in cast
        if k.source.kind == "person" and " " in k.source.name and k.source.source_id not in _ids(first)
        for word in k.source.name.split()
    }
    seats = _seats(cast)
    for each in cast:
        word = re.sub(r"^(?:The|the) ", "", each.source.name)
        if not word[:1].isupper() or " " in word or len(word) < 4 or word in borne or each.source.role:
            continue
        if (
            word in seats
            or word in places()
            or word in peoples()
            or is_description(word)
            or is_known(each.source.source_id)
        ):
            continue
        found = [k for k in first.get(word, ()) if not _lands(k)] or (
            last.get(word, []) if each.source.kind != "person" else []
        )
        yield from _one(
            each, _apart(each, found, alias), "shorter", "is the only name of the story with that word"
        )


def _seats(cast: Sequence[Known]) -> frozenset[str]:
    """The places that persons of the story rule: "Lund" of "the mayor of Lund", "the governor of Lund province"."""
    return frozenset(m[1] for k in cast for m in _RULED.finditer(k.source.role or ""))


def _ids(by_word: Mapping[str, Sequence[Known]]) -> frozenset[str]:
    return frozenset(k.source.source_id for each in by_word.values() for k in each)


def _lands(known: Known) -> bool:
    """True for "Vellan Coast Guard", which many bodies of that land begin like."""
    post = whole(known.source.name)
    return post is not None and bool(post.owner)


def _apart(each: Known, found: Sequence[Known], alias: Callable[[str, str], str]) -> list[Known]:
    """Those that are not one already, without a parent ("Dornec Group") where another is left."""
    tops = {
        alias(k.source.source_id, ""): k
        for k in found
        if alias(k.source.source_id, "") != each.source.source_id
    }
    if len(tops) > 1:
        tops = {key: k for key, k in tops.items() if k.source.name.split()[-1].lower() not in _PARENT}
    return list(tops.values())


_PARENT = ("group", "holdings", "holding")


def spelled(cast: Sequence[Known], aliased: Mapping[str, str]) -> Iterator[Edge]:
    """ "Tarrim Union" and "Tharim Union": one name as it sounds, or with one letter more in a long word.

    The others are joined to the one that is ``aliased`` already, else to the first.
    """
    bodies = [k for k in _bodies(cast) if not is_description(k.source.name) and " " in k.source.name]
    bodies.sort(key=lambda k: (k.source.source_id not in aliased, k.source.source_id))
    sounds = {k.source.source_id: _sounds(k) for k in bodies}
    for at, each in enumerate(bodies):
        if each.source.source_id in aliased:
            continue
        mine = sounds[each.source.source_id]
        found = [k for k in bodies[:at] if any(_near(a, b) for a in mine for b in sounds[k.source.source_id])]
        yield from _one(each, found[:1], "spelling", "is the same name in another spelling")


def _sounds(known: Known) -> list[tuple[str, ...]]:
    names = {known.source.name, *known.source.aliases}
    small = SMALL_IN_NAMES | listed("styles")
    return sorted(
        tuple(skeleton(word) for word in fold(name).split() if word not in small)
        for name in names
        if " " in name
    )


def _near(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """True for the same words but for one letter in one rare word."""
    if len(a) != len(b) or len(a) < 2:
        return False
    differ = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
    return not differ or (len(differ) == 1 and _one_letter(*differ[0]))


def _one_letter(x: str, y: str) -> bool:
    short, long = sorted((x, y), key=len)
    if len(short) < _LONG - 1 or len(long) - len(short) != 1:
        return False
    return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))


def shorter(cast: Sequence[Known]) -> Iterator[Edge]:
    """Bodies called by a part of their name ("Geophysical Institute"), where the story has one that it fits."""
    bodies = [
        k
        for k in cast
        if k.source.kind != "person"
        and "press" not in k.classes
        and not k.source.source_id.startswith("state:")
    ]
    full = {k.source.source_id: words_of(k.source.name) - (SMALL_IN_NAMES | listed("styles")) for k in bodies}
    by_word: dict[str, list[Known]] = {}
    for each in bodies:
        for word in full[each.source.source_id]:
            by_word.setdefault(word, []).append(each)
    for each in bodies:
        words = full[each.source.source_id]
        if len(words) < 2:
            continue
        pool = [k for word in sorted(words) for k in by_word[word]]
        longer = {
            k.source.source_id: k
            for k in pool
            if k is not each
            and within(words, full[k.source.source_id])
            and _outranks(k, each, full)
            and not (is_known(k.source.source_id) and is_known(each.source.source_id))
        }
        meant = _fullest(list(longer.values()), full)
        if meant is not None:
            reason = Reason(
                "shorter", f"{each.source.name} is the only part of a name in the story: {meant.source.name}"
            )
            yield Edge(
                each.source.source_id, meant.source.source_id, "alias_of", 0.8, "shorter", (reason,), RULE
            )


def _fullest(longer: Sequence[Known], full: Mapping[str, frozenset[str]]) -> Known | None:
    """The one name that all the others are a part of: of "Relief Office" and "Republic of Orn, Relief Office" the second."""
    top = max(longer, key=lambda k: (len(full[k.source.source_id]), k.source.source_id), default=None)
    inside = [k for k in longer if top and within(full[k.source.source_id], full[top.source.source_id])]
    return top if len(inside) == len(longer) else None


def _outranks(longer: Known, each: Known, full: Mapping[str, frozenset[str]]) -> bool:
    """True where the other name says more, or the same in another form, and is to be kept of the two."""
    mine, theirs = full[each.source.source_id], full[longer.source.source_id]
    if len(theirs) != len(mine):
        return len(theirs) > len(mine)
    return (len(longer.source.name), longer.source.source_id) > (len(each.source.name), each.source.source_id)
