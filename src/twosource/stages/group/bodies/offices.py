"""Whom a person speaks for, by what the reports of a story say of their office.

In this order: the body that the role names ("director of the Harbour Board"), the body that it calls by its
kind ("the union's secretary", one union in the story), the body just spoken of ("its spokesman"), and the
story's only body of the role's kind ("fire chief").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from ....data import actor_words, table
from ....model import Dissection, Edge, Evidence, Reason
from ....text import fold
from ...lands import named, shared
from .cast import Known, last_named, within
from .classes import classes_beside_places, classes_of, listed, words_of
from .persons import kindred

RULE = "rule:offices/1"
_AFTER = re.compile(
    r"(?:,? (?:who|which)| now| currently)? (?:runs|heads|leads|commands|chairs|directs|manages|represents|speaks for|owns"
    r"|works for|oversees|is in charge of|acts for|presides over) (?:the |its )?(?:(?:[a-z][\w-]* ){1,5}(?:of|for|at|in) (?:the )?)?"
    r"|,? (?:of|for|from) (?:the )?"
    r"|, (?:(?:[\w’'-]+ ){0,6}?|(?:an?|the|its) (?:[\w’'-]+ ){1,4}?[\w’'-]+, )(?:of|for|at|with|from) (?:the )?(?:[A-Z][\w-]+[’']s )?"
)
_BEFORE = re.compile(r"(?:'s|’s|')? (?:[a-z][\w-]* ){1,4}$|(?:'s|’s|')? (?:[a-z][\w-]* ?){1,4}, $")
_LED = re.compile(
    r",? (?:which is |is |now )?(?:run|headed|led|commanded|chaired|directed|managed) by (?:[A-Z][a-z]+\.? )?$"
)
_NEAR = 260
_PRESS = ("outlet", "agency")  # a governor may speak on the radio: it is not the radio's office


def offices(
    cast: Sequence[Known], taken: Sequence[Dissection], settled: Mapping[str, str], prints: frozenset[str]
) -> Iterator[Edge]:
    """``speaks_for`` edges from persons to bodies, each with its reason; ``settled`` are known to have one.

    ``prints`` are the ids of those who only publish: the "Court Circular" is no court.
    """
    bodies = [k for k in cast if _bodily_named(k, cast) and "press" not in k.classes]
    by_alias = {name: k for k in bodies for name in (k.source.name, *k.source.aliases) if name[:1].isupper()}
    for person in cast:
        if person.source.kind not in ("person", "unknown") or person.source.source_id in settled:
            continue
        if (person.source.kind == "unknown" and not _personal(person)) or kindred(person.source.role):
            continue
        found = (
            named_in_role(person, by_alias)
            or _kind(person, bodies)
            or beside(person, by_alias, taken)
            or _its(person, bodies, taken)
            or _named_before(person, bodies, taken)
            or _its_voice(person, bodies, taken)
            or _only_so_called(person, [k for k in bodies if k.source.source_id not in prints])
            or _only(
                person,
                [k for k in bodies if k.source.kind not in _PRESS and k.source.source_id not in prints],
            )
        )
        if found and found[0] is not person:
            body, why, spans = found
            reason = Reason("office", f"{person.source.name} speaks for {body.source.name}: {why}", spans)
            ends = (person.source.source_id, body.source.source_id)
            yield Edge(*ends, "alias_of", 0.8, "speaks_for", (reason,), RULE)


def _bodily_named(known: Known, cast: Sequence[Known]) -> bool:
    """True for a body, and for a name read as a person's that is in another's role ("an analyst with Orbit Lens")."""
    if known.source.kind != "person":
        return fold(known.source.name) not in actor_words("titles")  # "the Bishop" is who holds that office
    if " " not in known.source.name or not any(known.source.name in (k.source.role or "") for k in cast):
        return False
    works = re.compile(rf"\b(?:analyst|researcher|engineer|expert|official|officer|manager|director|spokes\w+|head|chief|founder)"
                       rf" (?:with|at|of|for|from) {re.escape(known.source.name)}\b")  # fmt: skip
    return any(works.search(k.source.role or "") for k in cast if k is not known)


Found = tuple[Known, str, tuple[Evidence, ...]]


def _personal(known: Known) -> bool:
    """A name of two or three capitalised words that no class of body owns."""
    words = known.source.name.split()
    return 2 <= len(words) <= 3 and all(w[:1].isupper() for w in words) and not known.classes


def named_in_role(person: Known, by_alias: Mapping[str, Known]) -> Found | None:
    """The body whose name stands in the role."""
    role = person.source.role or ""
    names = [name for name in by_alias if name in role and len(name) > 2]
    best = max(names, key=lambda n: (len(n), n), default=None)
    return (by_alias[best], f"{role!r}", ()) if best else None


def _kind(person: Known, bodies: Sequence[Known]) -> Found | None:
    """The one body that "the union's", "the authority's" in a role can mean."""
    match = re.match(r"(?:the|its|their|our) ([a-z]+)(?:'s|’s|') ", person.source.role or "", re.IGNORECASE)
    if not match:
        return None
    if match[1].lower() not in actor_words("bodies") | actor_words("firms"):
        return None  # "the island's mayor"
    word = words_of(match[1])
    found = [k for k in bodies if word <= k.names]
    return (found[0], f"{person.source.role!r}, one such body in the story", ()) if len(found) == 1 else None


def beside(person: Known, by_alias: Mapping[str, Known], taken: Sequence[Dissection]) -> Found | None:
    """A body named in the apposition: "X, director of the Y", "the Y's director, X"."""
    for dissection in taken:
        text = dissection.report.text
        for name in sorted({person.source.name, *person.source.aliases}, key=len, reverse=True):
            at = text.find(name) if " " in name else -1
            if at < 0:
                continue
            after = _AFTER.match(text, at + len(name))
            if after and not set(re.findall(r"[a-z]+", after[0])) & _VERBS:
                rest = text[after.end() : after.end() + 80]
                fits = [alias for alias in by_alias if rest.startswith(alias)]
                best = max(fits, key=len) if fits else _by_kind(after[0], rest, by_alias)
                if best:
                    end = after.end() + (len(best) if fits else len(re.match(r"\w*", rest)[0]))  # type: ignore[index]
                    return (
                        by_alias[best],
                        "so written",
                        (Evidence(dissection.report.id, at, end, text[at:end]),),
                    )
            before = text[max(0, at - 90) : at]
            for alias, body in by_alias.items():
                place = before.rfind(alias)
                behind = place + len(alias)
                if place >= 0 and (held(before, behind) or _LED.fullmatch(before, behind)):
                    start = at - len(before) + place
                    span = Evidence(dissection.report.id, start, at + len(name), text[start : at + len(name)])
                    return body, "so written", (span,)
    return None


def _by_kind(led: str, rest: str, by_alias: Mapping[str, Known]) -> str | None:
    """ "Ada Roe, who directs the museum": the one museum of the story, where its report calls it by that alone."""
    kind = re.match(r"[a-z]+\b(?=[,.;]| (?:said|told|says|and)\b)", rest)
    if kind is None or not led.rstrip().endswith(" the") or not words_of(kind[0]) & _bodily():
        return None
    word = words_of(kind[0])
    found = {k.source.source_id: alias for alias, k in sorted(by_alias.items()) if word <= k.names}
    return next(iter(found.values())) if len(found) == 1 else None


def held(before: str, at: int) -> bool:
    """True for "'s director, " and " spokeswoman " between a body and a name; "wrote to" is no office."""
    if not _BEFORE.fullmatch(before, at):
        return False
    words = re.findall(r"[a-z][\w-]*", before[at:].removeprefix("'s").removeprefix("’s"))
    owned = before[at : at + 1] in ("'", "’") or before.endswith(", ")
    return not set(words) & _JOINING and (owned or words[-1] in _called())


@cache
def _called() -> frozenset[str]:
    """What a person is called right before the name: "Orbit Lens analyst N"; a hospital's doctors "have placed N"."""
    return (
        frozenset(table("persons.json")["nouns"])
        | frozenset(table("kin.json")["holds"])
        | actor_words("titles")
        | actor_words("offices")
        | actor_words("reporters")
    )


_VERBS = {
    "was",
    "had",
    "has",
    "were",
    "are",
    "said",
    "says",
    "told",
    "went",
    "came",
    "stood",
    "saw",
    "lived",
    "died",
}
_JOINING = {"to", "by", "from", "with", "and", "that", "said", "says", "told", "against", "at", "in", "on", "or", "but",
            "asked", "was", "is", "had", "has", "were", "where", "when", "whose", "who"}  # fmt: skip


_ITS = re.compile(
    r"\b(?:its|their) (?:[a-z][\w-]* ){0,3}(?P<office>[a-z][\w-]*),? (?:(?:[A-Z][a-z]+|Dr|Mr|Ms|Mrs)\.? ){0,2}$"
)


_OF_IT = re.compile(
    r"(?:its|their|the (?:group|organi[sz]ation|movement|body|charity|company|firm|club|party|agency|institution)['’]s) ",
    re.IGNORECASE,
)


def _its(person: Known, bodies: Sequence[Known], taken: Sequence[Dissection]) -> Found | None:
    """ "its spokesman": the body spoken of just before, the one that opens a sentence first."""
    role = person.source.role or ""
    told = bool(_OF_IT.match(role))
    ids = {k.source.source_id: k for k in bodies}
    by_name = {name: k for k in bodies for name in (k.source.name, *k.source.aliases)}
    for dissection in taken:
        text = dissection.report.text
        at = text.find(person.source.name)
        if at < 0:
            continue
        its = _ITS.search(text[max(0, at - 90) : at])
        if not told and not (its and words_of(its["office"]) & listed("holds")):
            continue
        near = [
            (m, body) for m in dissection.mentions
            if at - _NEAR < m.start < at and m.kind == "organisation"
            and (body := ids.get(m.source_id or "") or by_name.get(m.text)) is not None
        ]  # fmt: skip
        opening = [each for each in near if _opens(text, each[0].start)] or near
        if opening:
            mention, body = opening[-1]
            span = Evidence(dissection.report.id, mention.start, mention.end, mention.text)
            return body, repr(role or "its " + (its["office"] if its else "")), (span,)
    return None


def _named_before(person: Known, bodies: Sequence[Known], taken: Sequence[Dissection]) -> Found | None:
    """ "The navy's spokesman": the body of that kind that the report named last before the person."""
    role = person.source.role or ""
    kinds = words_of(role) & _bodily()
    wanted = [k for k in bodies if kinds and within(kinds, k.names)]
    for dissection in taken if wanted else ():
        text = dissection.report.text
        at = text.find(person.source.name)
        near = [(place, k) for k in wanted if at >= 0 and (place := last_named(k, text, at)) >= 0]
        if near:
            place, body = max(near, key=lambda each: (each[0], each[1].source.source_id))
            end = at if at - place <= 2 * _NEAR else place + len(body.source.name)
            span = Evidence(dissection.report.id, place, end, text[place:end])
            return body, f"{role!r}, and named last before", (span,)
    return None


# Offices that somebody holds for a body alone, whoever it is: a report that names none means the one it is about.
_VOICE = re.compile(
    r"(?:an? |the )?(?:company )?(?:spokes(?:man|woman|person)|press (?:officer|secretary))"
    r"|(?:the )?(?:(?:company'?s? )?(?:chief executive|CEO|managing director)(?: officer)?)",
    re.IGNORECASE,
)


def _its_voice(person: Known, bodies: Sequence[Known], taken: Sequence[Dissection]) -> Found | None:
    """ "A spokeswoman, X", "Chief Executive X": the body that the report named last at the head of a sentence, or that spoke."""
    role = person.source.role or ""
    if not _VOICE.fullmatch(role):
        return None
    owns = "spokes" in role.lower() or "press" in role.lower()
    ids = {k.source.source_id: k for k in bodies if owns or not k.classes}
    for dissection in taken:
        text = dissection.report.text
        at = text.find(person.source.name)
        near = [
            m for m in dissection.mentions
            if at - 2 * _NEAR < m.start < at and m.source_id in ids
            and (_opens(text, m.start) or _SPOKE.match(text, m.end))
        ]  # fmt: skip
        if near:
            last = near[-1]
            span = Evidence(dissection.report.id, last.start, last.end, last.text)
            return ids[last.source_id or ""], f"{role!r}, and that body was named last", (span,)
    return None


_SPOKE = re.compile(r",? (?:said|says|told|announced|added|wrote|confirmed|denied)\b")


@cache
def _bodily() -> frozenset[str]:
    """Words that name a kind of body and not an office in one."""
    return listed("bodily")


def _opens(text: str, start: int) -> bool:
    before = text[max(0, start - 6) : start]
    return bool(re.search(r"(?:^|[\n.!?”\"] ?)(?:The )?$", before)) or start < 5


def _only(person: Known, bodies: Sequence[Known]) -> Found | None:
    """The story's only body of the role's kind, where a place has one of that kind."""
    wanted = classes_of(person.role)
    wanted = wanted - {"government"} or wanted
    if len(wanted) != 1 or not wanted <= listed("offices"):
        return None
    role = person.source.role or ""
    where = named(role[:1].lower() + role[1:])  # "Bishop" is no town
    found = [
        k
        for k in bodies
        if wanted & k.classes and _there(where, named(k.source.name)) and not _of_a_field(k, person)
    ]
    why = f"the story's only body that a {person.source.role} has"
    return (found[0], why, ()) if len(found) == 1 else None


def _only_so_called(person: Known, bodies: Sequence[Known]) -> Found | None:
    """ "Commission chairwoman Ada Roe": the story's only body of whose name the role says the kind."""
    role = person.source.role or ""
    kinds = words_of(role) & _bodily()
    if len(kinds) != 1 or kinds & _MANY_OF or not words_of(role) & listed("holds"):
        return None
    found = [
        k
        for k in bodies
        if kinds <= k.names and _there(named(role[:1].lower() + role[1:]), named(k.source.name))
    ]
    why = f"the story's only body that {role!r} names the kind of"
    return (found[0], why, ()) if len({k.source.source_id for k in found}) == 1 else None


# Of these every place and every firm has one: which is meant another way must say.
_MANY_OF = frozenset(words_of("company office department government ministry police force service operator"))


def _of_a_field(body: Known, person: Known) -> bool:
    """True for a province's health office or police beside its governor: who governs a place heads neither."""
    if not body.classes & _GOVERNED:
        return False
    other = classes_beside_places(body.names) - _GOVERNED - {"government"} - classes_of(person.role)
    return bool(other or (body.names & _fields()) - person.role)


_GOVERNED = frozenset(("province", "local"))


@cache
def _fields() -> frozenset[str]:
    names = [name for each in table("kin.json")["portfolios"].values() for name in each]
    return (
        words_of(" ".join(names))
        - listed("empty")
        - words_of("affairs social security external internal home")
    )


def _there(where: frozenset[str], body: frozenset[str]) -> bool:
    """False for the mayor of one town and another town's council."""
    return not where or not body or shared(where, body)
