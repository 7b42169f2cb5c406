"""From the page to the origin: publisher, relays, origin, stated basis.

A candidate says who speaks; this module asks who carried it. "B reported that A said X" and "A, cited by B"
make B a relay of A, "B, citing A" turns the two round, "A told B" adds the outlet B, and what A says it
learnt from C makes C the basis. docs/statements.md tells each rule with an example.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ....model import Link, Role, Source, Span
from ..credits.candidates import Candidate
from ..parties import words
from ..speakers import Speakers
from ..syntax.cues import cues
from ..syntax.tree import Tree
from .bases import Basis
from .behind import own_links
from .scene import FIRST, UNNAMED, Scene, holder_of, in_parts, link, within


@dataclass(frozen=True, slots=True)
class Chained:
    """A chain without its first link, the publisher; ``features`` tell the judge what the links cannot."""

    links: tuple[Link, ...]
    features: Mapping[str, float] = field(default_factory=dict)


def publisher(speakers: Speakers) -> Link:
    """The first link of every chain. An unnamed publisher is a different one in each report."""
    source = speakers.publisher
    return Link("publisher", source.name, source.source_id, named=source.named)


def chains(place: Scene, proposed: Sequence[Candidate]) -> tuple[Chained | None, ...]:
    """The chain of each candidate in the same order; None where it attributes nothing to anybody."""
    own = [own_links(place, candidate) for candidate in proposed]
    outer = _outer(proposed)
    made: list[Chained | None] = []
    for index, candidate in enumerate(proposed):
        first = own[index]
        if first is None:
            made.append(None)
            continue
        links = first
        above, seen = outer[index], {index}
        while above is not None and above not in seen:
            seen.add(above)
            links = _within(place, own[above], links)
            above = outer[above]
        chain = _unique(place, [*links, *_rests_on(place, candidate, links)])
        made.append(Chained(chain, _features(index, own, outer, proposed)))
    return _spread(place, proposed, made)


def unnamed() -> tuple[Link, ...]:
    """The origin of what nobody is named for ("reportedly")."""
    return (Link("origin", UNNAMED.name, UNNAMED.source_id, named=False),)


def own_bases(place: Scene, span: Span) -> tuple[Link, ...]:
    """What the publisher says, in its own voice, that it rests on ("the count given by ... is the right one")."""
    found = []
    for basis in (*within(place, span.start, span.end), *_told_next(place, span)):
        if basis.kind == "support" or place.of_publisher(basis.giver.source):
            continue
        if basis.holder is None or place.of_publisher(holder_of(place, basis.holder)):
            found.append(link("basis", basis.giver))
    return tuple(found[:3])


def _told_next(place: Scene, span: Span) -> Iterator[Basis]:
    """ "Eight people died. This number was given to us by N": a basis of the sentence before, in the same paragraph."""
    tree = place.tree
    here = tree.sentence[tree.at(span.end - 1)]
    if here + 1 >= len(tree.sentences):
        return
    after = tree.sentences[here + 1]
    start, end = tree.tokens[after.first].start, tree.tokens[after.last - 1].end
    if "\n" in tree.text[span.end : start]:
        return
    numbered = any(tree.tokens[at].pos == "NUM" for at in tree.between(span.start, span.end))
    for basis in within(place, start, end):
        if basis.about == "claim" or (basis.about == "number" and numbered):
            yield basis


# --- one within another ----------------------------------------------------------------------


def _outer(proposed: Sequence[Candidate]) -> list[int | None]:
    """For each candidate the smallest other one whose content holds its cue."""
    order = sorted(range(len(proposed)), key=lambda i: (proposed[i].content.start, -proposed[i].content.end))
    found: list[int | None] = [None] * len(proposed)
    for rank, index in enumerate(order):
        cue = proposed[index].cue
        if not cue:
            continue
        for other in reversed(order[max(0, rank - 12) : rank + 12]):
            if other != index and any(
                part.start <= cue[0].start and cue[0].end <= part.end for part in proposed[other].parts
            ):
                best = found[index]
                if best is None or _size(proposed[other]) < _size(proposed[best]):
                    found[index] = other
    return found


def _size(candidate: Candidate) -> int:
    return candidate.content.end - candidate.content.start


def _within(place: Scene, above: list[Link] | None, links: list[Link]) -> list[Link]:
    """The links of an inner candidate behind those of the one that holds it."""
    if above is None:
        return links
    if not any(link.role == "origin" for link in links):
        return [*above, *links]
    inner = {link.source_id for link in links}
    carried = [
        Link(_carried_as(place, link), link.name, link.source_id, link.start, link.end, link.named)
        for link in above
        if link.source_id not in inner
    ]
    return [*carried, *links]


def _carried_as(place: Scene, link: Link) -> Role:
    """A relay; what nobody is named for ("according to intelligence ...") is what the words within rest on."""
    if link.role == "basis":
        return "basis"
    if link.named or link.start is None or link.end is None:
        return "relay"
    heads = place.tree.between(link.start, link.end)
    known = words("information") - words("numbers") - {"report", "document", "note", "message"}
    about = any(place.tree.tokens[at].lemma.lower() in known for at in heads)
    return "basis" if about else "relay"


def _unique(place: Scene, links: Sequence[Link]) -> tuple[Link, ...]:
    """Without a relay that is the publisher or comes again; an agentless word has an unnamed origin."""
    rest = list(links)
    if not any(each.role == "origin" for each in rest):
        origin = Link("origin", UNNAMED.name, UNNAMED.source_id, named=False)
        rest = [
            *(each for each in rest if each.role == "relay"),
            origin,
            *(each for each in rest if each.role == "basis"),
        ]
    kept: list[Link] = []
    origins = {each.source_id for each in rest if each.role == "origin"}
    for each in rest:
        if each.role == "relay" and each.source_id in origins | {place.speakers.publisher.source_id}:
            continue
        if all((each.role, each.source_id) != (k.role, k.source_id) for k in kept):
            kept.append(each)
    order: dict[str, int] = {"relay": 0, "origin": 1, "basis": 2}
    return tuple(sorted(kept, key=lambda each: order[each.role]))


def _features(
    index: int, own: Sequence[list[Link] | None], outer: Sequence[int | None], proposed: Sequence[Candidate]
) -> dict[str, float]:
    """``carries`` marks a content that is itself another's statement: claims are made of the inner one."""
    inner = [
        i
        for i, above in enumerate(outer[max(0, index - 12) : index + 40], max(0, index - 12))
        if above == index
    ]
    mine = {link.source_id for link in own[index] or () if link.role == "origin"}
    for i in inner:
        theirs = {link.source_id for link in own[i] or () if link.role == "origin"}
        if (
            theirs
            and not theirs & mine
            and not proposed[i].stance
            and 2 * _size(proposed[i]) > _size(proposed[index])
        ):
            return {"carries": 1.0}
    return {}


# --- what it rests on ------------------------------------------------------------------------


def _rests_on(place: Scene, candidate: Candidate, links: Sequence[Link]) -> Iterator[Link]:
    low = min([candidate.content.start, *(s.start for s in candidate.cue), *_start(candidate)])
    high = max([candidate.content.end, *(s.end for s in candidate.cue), *_end(candidate)])
    if candidate.cue_token is not None:
        sentence = place.tree.sentences[place.tree.sentence[candidate.cue_token]]
        low = min(low, place.tree.tokens[sentence.first].start)
        high = max(high, place.tree.tokens[sentence.last - 1].end)
    for basis in within(place, low, high):
        if basis.kind != "support" and _holds(place, candidate, basis, links):
            yield link("basis", basis.giver)


def _start(candidate: Candidate) -> list[int]:
    return [candidate.source.start] if candidate.source else []


def _end(candidate: Candidate) -> list[int]:
    return [candidate.source.end] if candidate.source else []


def _holds(place: Scene, candidate: Candidate, basis: Basis, links: Sequence[Link]) -> bool:
    """True where it is the origin of this statement that has something from the giver."""
    tree = place.tree
    inside = in_parts(candidate, tree.tokens[basis.at].start)
    origins = [link.source_id for link in links if link.role == "origin"]
    if basis.giver.source.source_id in origins:
        return False
    if basis.holder is None:
        return inside or (basis.loose and _beside_cue(place, candidate, basis))
    token = tree.tokens[basis.holder]
    if token.text.lower() in FIRST and tree.quote[basis.holder] >= 0:
        return inside and candidate.direct
    holder = holder_of(place, basis.holder)
    return any(place.same(holder, place.speakers.sources.get(i, holder)) and _is(holder, i) for i in origins)


def _beside_cue(place: Scene, candidate: Candidate, basis: Basis) -> bool:
    """True where a basis told in passing stands in the sentence of a candidate's cue, and no other cue between them."""
    tree, cue = place.tree, candidate.cue_token
    if cue is None or tree.sentence[cue] != tree.sentence[basis.at]:
        return False
    between = range(min(cue, basis.at) + 1, max(cue, basis.at))
    return not any(
        tree.quote[at] < 0
        and tree.tokens[at].tag in ("VBD", "VBZ")
        and tree.tokens[at].lemma in cues("verbs")
        for at in between
    )


def _is(holder: Source, source_id: str) -> bool:
    return source_id in (holder.source_id, holder.speaks_for)


def _spread(
    place: Scene, proposed: Sequence[Candidate], made: Sequence[Chained | None]
) -> tuple[Chained | None, ...]:
    """A basis told in one sentence also stands under the speaker's words beside it that it speaks of."""
    out = list(made)
    for index, chained in enumerate(made):
        if chained is None or not (given := [link for link in chained.links if link.role == "basis"]):
            continue
        told = within(place, proposed[index].content.start, proposed[index].content.end)
        about = next((basis.about for basis in told if basis.about), "")
        for other in _beside(place, proposed, made, index, about):
            there = out[other]
            if there is not None and not any(link.role == "basis" for link in there.links):
                out[other] = Chained((*there.links, *given), there.features)
    return tuple(out)


def _beside(
    place: Scene, proposed: Sequence[Candidate], made: Sequence[Chained | None], index: int, about: str
) -> Iterator[int]:
    """The same origin's statements that an anaphor points back to, or that stand in the same quotation's paragraph."""
    mine = _origin(made[index])
    here = bisect_right(place.passages, proposed[index].content.start)
    for other in range(index - 1, max(-1, index - 4), -1):
        there = bisect_right(place.passages, proposed[other].content.start)
        if _origin(made[other]) != mine or here - there > 1:
            continue
        if about == "number" and not _has_number(place.tree, proposed[other]):
            continue
        if about:
            yield other
            break
    if about:
        return
    for other in (index - 1, index + 1, index + 2):
        if 0 <= other < len(proposed) and _origin(made[other]) == mine and proposed[index].direct:
            there = bisect_right(place.passages, proposed[other].content.start)
            if there == here and proposed[other].direct:
                yield other


def _origin(chained: Chained | None) -> str:
    return next((link.source_id for link in chained.links if link.role == "origin"), "") if chained else ""


def _has_number(tree: Tree, candidate: Candidate) -> bool:
    return any(
        tree.tokens[at].pos == "NUM" for part in candidate.parts for at in tree.between(part.start, part.end)
    )
