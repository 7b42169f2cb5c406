"""Descriptions within one claim: "the inquiry", "municipal authorities", "the pipeline's operator", "the Tarnish side".

Less is enough here than in a story: of two that carry the same claim one may well be the other, and an origin counted
twice is the worst error. Whom a description means is one other carrier that its words, its kind or an office bears out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ....model import Edge
from ...areas import ranks
from ...lands import named as lands_in
from ..wording.words import stem
from .carriers import governs
from .cast import AUTHOR, PAPER, SIDE, Described, Known, within
from .classes import listed, named_as_body, words_of
from .descriptions import companies, edge, of_class, of_state, owned_by


def in_claim(
    descriptions: Sequence[Described],
    cast: Sequence[Known],
    bodies: Sequence[Known],
    text_of: Mapping[str, str],
) -> Iterator[Edge]:
    """Descriptions that one other carrier of the same claim bears out by its words or its kind.

    ``bodies`` are the carriers and whom they speak for: "the ferry company", "the Torlandic side" may mean those too.
    """
    for each in descriptions:
        state = each.link.source_id.startswith("state:")
        owned = owned_by(each.link.name, text_of) if state else _running(each, text_of)
        for pool, fits, why in (
            (cast, _by_author, "carries the same claim and is its author"),
            (cast, _by_words, "carries the same claim and is called so"),
            (cast, of_state, "carries the same claim and is a body of that country"),
            (bodies, _by_side, "carries the same claim and is a body of that country"),
            (bodies, _runs_it, "carries the same claim and is said to run it"),
            (bodies, _as_firm, "carries the same claim and is the company that is called so"),
            (cast, _by_office, "carries the same claim and holds an office of that body"),
            (cast, of_class, "carries the same claim and is a body of that kind"),
        ):
            found = {
                k.source.source_id: k
                for k in pool
                if k.source.source_id != each.link.source_id and fits(each, k, owned)
            }
            if len(found) == 1:
                (meant,) = found.values()
                yield edge(each, meant, why, text_of)
                break


def authorities(
    descriptions: Sequence[Described], kinds: Sequence[Known], text_of: Mapping[str, str]
) -> Iterator[Edge]:
    """ "Municipal authorities" where "the city council" carries the same claim, and no other body of that kind does."""
    for each in descriptions:
        if not each.words & _AUTHORITIES or not each.classes or each.link.source_id.startswith("state:"):
            continue
        found = {
            k.source.source_id: k
            for k in kinds
            if k.source.source_id != each.link.source_id
            and k.classes & each.classes - {"press"}
            and not k.names & _AUTHORITIES
            and not _other_level(each.words, k.names)
        }
        if len(found) == 1:
            (meant,) = found.values()
            yield edge(each, meant, "carries the same claim and is the body of that kind", text_of)


def _other_level(words: frozenset[str], names: frozenset[str]) -> bool:
    """True for county authorities and a city council; "municipal" and "local" are of any such level."""
    mine, theirs = ({rank for word, rank in ranks().items() if stem(word) in each} for each in (words, names))
    return bool(mine and theirs and not mine & theirs)


_AUTHORITIES = frozenset(map(stem, ("authorities", "authority", "officials")))


def _by_words(each: Described, other: Known, owned: Sequence[str]) -> bool:
    content = each.words - listed("empty")
    state = each.link.source_id.startswith("state:")
    return bool(content) and not state and within(content, other.names | other.role)


# Of these every place and every firm has one: which is meant another way must say.
_MANY = frozenset(
    words_of("company office department government ministry police force service operator team")
)


def _by_office(each: Described, other: Known, owned: Sequence[str]) -> bool:
    """True for "the inquiry into the crash" and "Inquiry chair N"."""
    called = re.split(r" (?:into|of|for|on|in|at) ", each.link.name)[0]
    holds = other.source.kind == "person" and bool(other.role & listed("holds"))
    head = words_of(called.split()[-1]) & listed("bodily") & other.role - _MANY
    # "The fisheries guard" is not borne out by "the guard's commander": which guard her own report says.
    return holds and bool(head) and words_of(called) - listed("empty") <= other.role


def _by_author(each: Described, other: Known, owned: Sequence[str]) -> bool:
    """True for "a study published in May" and who wrote or led it."""
    author = other.source.kind == "person" and AUTHOR.search(other.source.role or "")
    return bool(author and not each.link.named and PAPER.match(each.link.name))


def _by_side(each: Described, other: Known, owned: Sequence[str]) -> bool:
    """True for "the Torlandic side" and the army, a ministry or the government of that land."""
    side = SIDE.fullmatch(each.link.name)
    owner = lands_in(side["land"]) if side else frozenset()
    return bool(owner) and governs(other, owner)


_RUNS = r"(?:runs|ran|operates|operated|owns|owned|manages|managed|built|makes|made|publishes)"


def _running(each: Described, text_of: Mapping[str, str]) -> tuple[str, ...]:
    """Who is said to run what "the pipeline's operator" runs: "N, which runs the pipeline"."""
    thing = each.words - listed("empty") - companies()
    if not each.words & companies() or not thing:
        return ()
    found = []
    for text in text_of.values():
        for match in re.finditer(
            rf"([A-Z][\w’'&-]*(?: [A-Z][\w’'&-]*){{0,3}}), which {_RUNS} (?:the |its |an? )?((?:\w+ ){{0,2}}\w+)",
            text,
        ):
            if within(thing, words_of(match[2])):
                found.append(match[1])
    return tuple(found)


def _runs_it(each: Described, other: Known, owned: Sequence[str]) -> bool:
    """True for "the pipeline's operator" and a firm of which a report says that it runs the pipeline."""
    if each.link.source_id.startswith("state:") or other.source.kind == "person":
        return False
    return any(name in owned for name in (other.source.name, *other.source.aliases))


def _as_firm(each: Described, other: Known, owned: Sequence[str]) -> bool:
    """True for "the ferry company" and Selm Ferries: a company of whose name it says a word."""
    content = each.words - listed("empty")
    rest = content - companies()
    if content and not rest:  # "the airline": the only body among them that nothing says is another kind
        return (
            other.source.kind == "body"
            and other.classes <= {"company"}
            and not named_as_body(other.source.name)
        )
    if not rest or rest == content or other.source.kind == "person" or not other.classes <= {"company"}:
        return False
    return within(rest, other.names)
