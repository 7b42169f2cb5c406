"""From the page to the origin: publisher, relays, origin, stated basis.

A candidate says who speaks; this module asks who carried it. "B reported that A said X" and "A, cited by B"
make B a relay of A, "B, citing A" turns the two round, "A told B" adds the outlet B, and what A says it
learnt from C makes C the basis. docs/statements.md tells each rule with an example.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ...model import Dissection, Link, Role, Source, Span
from .bases import Basis, bases
from .candidates import Candidate
from .cues import words as cue_words
from .parties import Party, core, parties, party, sourcelike, staff, words
from .speakers import Speakers
from .tree import Tree

UNNAMED = Source("unnamed", "unnamed source", "unnamed", named=False)
_INTO = frozenset(["to", "with", "on", "via", "through", "in", "for", "at"])
_FIRST = frozenset(["we", "us", "i", "me", "our"])


@dataclass(frozen=True, slots=True)
class Chained:
    """A chain without its first link, the publisher; ``features`` tell the judge what the links cannot."""

    links: tuple[Link, ...]
    features: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Scene:
    """One report while its chains are made."""

    tree: Tree
    speakers: Speakers
    outlets: Sequence[tuple[int, Party]]  # named outlets and agencies by the token of their head
    bases: Sequence[Basis]
    passages: Sequence[int]  # where each paragraph starts
    staff: frozenset[str]  # the publisher and its people

    def same(self, a: Source, b: Source) -> bool:
        """True where two sources are one, or one speaks for the other."""
        ids = {a.source_id, a.speaks_for or a.source_id}
        return bool(ids & {b.source_id, b.speaks_for or b.source_id})

    def of_publisher(self, source: Source) -> bool:
        """True for the report's own publisher and its people."""
        return source.source_id in self.staff


def scene(dissection: Dissection, tree: Tree, speakers: Speakers) -> Scene:
    """What every chain of a report is made from."""
    return Scene(
        tree, speakers, tuple(_outlets(dissection, tree, speakers)), bases(tree, speakers),
        tuple(passage.start for passage in dissection.passages), staff(tree, speakers),
    )  # fmt: skip


def _outlets(dissection: Dissection, tree: Tree, speakers: Speakers) -> Iterator[tuple[int, Party]]:
    for mention in dissection.mentions:
        source = speakers.sources.get(mention.source_id or "") if mention.kind == "organisation" else None
        if source and source.kind in ("outlet", "agency", "channel"):
            inside = tree.between(mention.start, mention.end)
            head = next((at for at in inside if tree.tokens[at].head not in inside), None)
            if head is not None:
                yield head, Party(source, mention.start, mention.end)


def publisher(speakers: Speakers) -> Link:
    """The first link of every chain. An unnamed publisher is a different one in each report."""
    source = speakers.publisher
    return Link("publisher", source.name, source.source_id, named=source.named)


def chains(place: Scene, proposed: Sequence[Candidate]) -> tuple[Chained | None, ...]:
    """The chain of each candidate in the same order; None where it attributes nothing to anybody."""
    own = [_own_links(place, candidate) for candidate in proposed]
    outer = _outer(proposed)
    made: list[Chained | None] = []
    for index, candidate in enumerate(proposed):
        links = own[index]
        if links is None:
            made.append(None)
            continue
        above, seen = outer[index], {index}
        while above is not None and above not in seen:
            seen.add(above)
            links = _within(place, own[above], links)
            above = outer[above]
        links = _unique(place, [*links, *_rests_on(place, candidate, links)])
        made.append(Chained(links, _features(index, own, outer, proposed)))
    return _spread(place, proposed, made)


def unnamed() -> tuple[Link, ...]:
    """The origin of what nobody is named for ("reportedly")."""
    return (Link("origin", UNNAMED.name, UNNAMED.source_id, named=False),)


def own_bases(place: Scene, span: Span) -> tuple[Link, ...]:
    """What the publisher says, in its own voice, that it rests on ("the count given by ... is the right one")."""
    found = []
    for basis in within(place, span.start, span.end):
        if basis.kind == "support" or place.of_publisher(basis.giver.source):
            continue
        if basis.holder is None or place.of_publisher(_holder(place, basis.holder)):
            found.append(_link("basis", basis.giver))
    return tuple(found[:3])


def _holder(place: Scene, token: int) -> Source:
    span = core(place.tree, token)
    return place.speakers.resolve(span.start, span.end)


# --- one candidate ---------------------------------------------------------------------------


def _own_links(place: Scene, candidate: Candidate) -> list[Link] | None:
    """Relays and origins as the candidate's own clause tells them."""
    tree, cue = place.tree, candidate.cue_token
    if cue is not None and _only_cites(place, candidate, cue):
        return None
    said = _document(place, candidate) or _speakers(place, candidate)
    if said and place.of_publisher(said[0].source) and candidate.stance:
        return None
    heard = said and all(p.source.named for p in said)
    relays = [*(_hearsay(tree, cue) if heard else ()), *(_link("relay", p) for p in _carriers(place, candidate, said))]
    quoted = _cited(place, candidate, said)
    if quoted:
        relays = [*relays, *(_link("relay", p) for p in said if not place.of_publisher(p.source))]
        said = quoted
    return [*relays, *(_link("origin", p) for p in said)]


def _link(role: Role, who: Party) -> Link:
    return Link(role, who.source.name, who.source.source_id, who.start, who.end, who.source.named)


def _speakers(place: Scene, candidate: Candidate) -> list[Party]:
    source = candidate.source
    if source is None:
        return []
    head = source_head(place.tree, candidate)
    apposed = _apposed_outlet(place, candidate, head)
    if apposed:
        return [apposed]
    found = parties(place.tree, place.speakers, head)
    if len(found) > 1 or found[0].end is None:
        return found
    # The whole phrase as the rules found it, but for what says who carried it.
    return [Party(found[0].source, *_trimmed(place.tree, source, head))]


def source_head(tree: Tree, candidate: Candidate) -> int:
    """The token of a candidate's source that says who it is; a relative stands for its antecedent."""
    source = candidate.antecedent or candidate.source
    if candidate.source_token is not None and candidate.antecedent is None:
        return candidate.source_token
    assert source is not None
    inside = tree.between(source.start, source.end)
    for at in inside:
        if tree.tokens[at].head not in inside or tree.tokens[at].head == at:
            if tree.tokens[at].pos not in ("PUNCT", "DET", "ADP", "CCONJ"):
                return at
    return inside[0] if len(inside) else tree.at(source.start)


def _trimmed(tree: Tree, source: Span, head: int) -> tuple[int, int]:
    """The phrase up to ", cited by ..." or ", citing ..."."""
    end = source.end
    for child in tree.of(head, "acl", "relcl"):
        if child > head and tree.tokens[child].lemma in words("cite"):
            end = min(end, tree.tokens[max(head, tree.first[child] - 1)].end)
    while end > source.start and tree.text[end - 1] in " ,":
        end -= 1
    return source.start, max(end, source.start + 1)


def _document(place: Scene, candidate: Candidate) -> list[Party]:
    """Whose book it is that a quotation was read from: "the log of the station ... has: '...'"."""
    tree = place.tree
    first = candidate.source is None or (
        tree.text[candidate.source.start : candidate.source.end].lower() in _FIRST
        and place.of_publisher(place.speakers.resolve(candidate.source.start, candidate.source.end))
    )
    if not candidate.direct or not first:
        return []
    before = tree.at(max(0, candidate.content.start - 3))
    sentence = tree.sentences[tree.sentence[before]]
    for at in range(sentence.first, min(before + 1, sentence.last)):
        token = tree.tokens[at]
        if token.dep == "nsubj" and token.lemma.lower() in words("documents") and tree.quote[at] < 0:
            return [party(tree, place.speakers, at)]
    return []


# --- who carried it --------------------------------------------------------------------------


def _only_cites(place: Scene, candidate: Candidate, cue: int) -> bool:
    """True for "citing two officials": the object is a source, not a content."""
    tree = place.tree
    if tree.tokens[cue].lemma not in words("cite"):
        return False
    cited = tree.of(cue, "dobj", "nsubjpass") + ([tree.tokens[cue].head] if tree.tokens[cue].dep == "acl" else [])
    return candidate.construction in ("np", "passive") and any(
        sourcelike(tree, place.speakers, noun) or tree.tokens[noun].lemma.lower() in words("documents") for noun in cited
    )


def _hearsay(tree: Tree, cue: int | None) -> list[Link]:
    """ "The agency reportedly said": somebody nobody names stands between."""
    if cue is None:
        return []
    adverbs = cue_words("adverbs")
    if any(tree.tokens[c].text.lower() in adverbs for c in tree.of(cue, "advmod")):
        return [Link("relay", UNNAMED.name, UNNAMED.source_id, named=False)]
    return []


def _carriers(place: Scene, candidate: Candidate, said: Sequence[Party]) -> Iterator[Party]:
    """The outlets that the clause of the cue says it was told to, or carried by."""
    tree, cue = place.tree, candidate.cue_token
    if cue is None:
        return
    head = source_head(tree, candidate) if candidate.source else cue
    sentence = tree.sentences[tree.sentence[cue]]
    for at, outlet in _between(place.outlets, sentence.first, sentence.last):
        if place.of_publisher(outlet.source) or any(place.same(outlet.source, p.source) for p in said):
            continue
        if not _in_parts(candidate, tree.tokens[at].start) and _carries(tree, at, cue, head):
            yield outlet


def _between(items: Sequence[tuple[int, Party]], low: int, high: int) -> Iterator[tuple[int, Party]]:
    at = bisect_right(items, low - 1, key=lambda item: item[0])
    while at < len(items) and items[at][0] < high:
        yield items[at]
        at += 1


def _in_parts(candidate: Candidate, offset: int) -> bool:
    return any(part.start <= offset < part.end for part in candidate.parts)


def _carries(tree: Tree, outlet: int, cue: int, source: int) -> bool:
    """True where the way from the outlet up to the cue or its source is one of telling or carrying."""
    token = tree.tokens[outlet]
    if token.dep in ("dobj", "dative", "iobj", "oprd") and token.head == cue:
        return tree.tokens[cue].lemma not in words("cite")
    if token.dep == "nsubj":
        verb = token.head
        return tree.tokens[verb].lemma in words("cite") and tree.under(source, verb) and verb != cue
    if token.dep != "pobj":
        return False
    prep = token.head
    over, by = tree.tokens[prep].head, tree.tokens[prep].text.lower() == "by"
    if by:
        carrier = tree.tokens[over]
        if over == cue or carrier.lemma not in words("carry"):
            return over != cue and _talk(tree, over) and _reaches(tree, over, cue, source)
        return _reaches(tree, over, cue, source)
    if tree.tokens[prep].text.lower() not in _INTO:
        return False
    return over == cue or (_talk(tree, over) and _reaches(tree, over, cue, source))


def _talk(tree: Tree, at: int) -> bool:
    return tree.tokens[at].lemma.lower() in words("talk")


def _reaches(tree: Tree, at: int, cue: int, source: int) -> bool:
    """True where a word hangs from the cue or its source with no other finite verb between."""
    for _ in range(6):
        if at in (cue, source):
            return True
        token = tree.tokens[at]
        if token.head == at:
            return False
        at = token.head
        if tree.tokens[at].pos == "VERB" and at not in (cue, source):
            if tree.tokens[at].lemma not in words("carry") | {"say"}:
                return False
    return False


def _apposed_outlet(place: Scene, candidate: Candidate, head: int) -> Party | None:
    """ "Quoting the head of the unit, Dr N, the Times reported": read as "Dr N, the Times"."""
    tree, cue = place.tree, candidate.cue_token
    if cue is None or not any(v < head for v in _citing(tree, cue)):
        return None
    for other in tree.of(head, "appos"):
        for at, outlet in _between(place.outlets, other, other + 1):
            if at == other:
                return outlet
    return None


def _citing(tree: Tree, at: int) -> list[int]:
    return [v for v in tree.of(at, "advcl", "acl", "relcl", "prep") if tree.tokens[v].lemma in words("cite")]


def _cited(place: Scene, candidate: Candidate, said: Sequence[Party]) -> list[Party]:
    """Whom the source cites: they are the origin, and it is their relay."""
    tree, cue = place.tree, candidate.cue_token
    if candidate.source is None or cue is None:
        return []
    head = source_head(tree, candidate)
    heads = [cue, head, *_nouns_under(tree, head)]
    if candidate.construction == "according":
        heads.append(tree.tokens[cue].head)
    as_saying = tree.tokens[tree.tokens[cue].head]
    if as_saying.text.lower() == "as" and tree.tokens[as_saying.head].lemma in words("cite"):
        for noun in tree.of(as_saying.head, "dobj"):
            if sourcelike(tree, place.speakers, noun):
                return parties(tree, place.speakers, noun)
    for verb in (v for at in heads for v in _citing(tree, at)):
        if (tree.tokens[verb].tag == "VBN" and not tree.of(verb, "dobj")) or tree.quote[verb] >= 0:
            continue
        for noun in tree.of(verb, "dobj"):
            if sourcelike(tree, place.speakers, noun):
                return _named_beside(place, verb, noun, head, said)
    return []


def _nouns_under(tree: Tree, head: int) -> list[int]:
    """The nouns in the complements of a noun ("a report by the Times")."""
    return [noun for prep in tree.of(head, "prep", "agent") for noun in tree.of(prep, "pobj")]


def _named_beside(place: Scene, verb: int, noun: int, head: int, said: Sequence[Party]) -> list[Party]:
    """The cited party; the name after it may have been read as the subject ("Quoting the head, Dr N, the Times")."""
    tree = place.tree
    found = parties(tree, place.speakers, noun)
    apart = said and all(said[0].start != tree.tokens[head].start for _ in (0,)) and not any(
        s.start is not None and s.start <= tree.tokens[head].start < (s.end or 0) for s in said
    )
    if verb < head and apart and len(found) == 1:
        name = core(tree, head)
        beside = place.speakers.resolve(name.start, name.end)
        if beside.kind == "person":
            return [Party(beside, name.start, name.end)]
    return found


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
        Link("relay", link.name, link.source_id, link.start, link.end, link.named)
        for link in above
        if link.source_id not in inner
    ]
    return [*carried, *links]


def _unique(place: Scene, links: Sequence[Link]) -> tuple[Link, ...]:
    """Without a relay that is the publisher or comes again; an agentless word has an unnamed origin."""
    rest = list(links)
    if not any(link.role == "origin" for link in rest):
        origin = Link("origin", UNNAMED.name, UNNAMED.source_id, named=False)
        rest = [*(link for link in rest if link.role == "relay"), origin, *(link for link in rest if link.role == "basis")]
    kept: list[Link] = []
    origins = {link.source_id for link in rest if link.role == "origin"}
    for link in rest:
        if link.role == "relay" and link.source_id in origins | {place.speakers.publisher.source_id}:
            continue
        if all((link.role, link.source_id) != (k.role, k.source_id) for k in kept):
            kept.append(link)
    order: dict[str, int] = {"relay": 0, "origin": 1, "basis": 2}
    return tuple(sorted(kept, key=lambda link: order[link.role]))


def _features(
    index: int, own: Sequence[list[Link] | None], outer: Sequence[int | None], proposed: Sequence[Candidate]
) -> dict[str, float]:
    """``carries`` marks a content that is itself another's statement: claims are made of the inner one."""
    inner = [i for i, above in enumerate(outer[max(0, index - 12) : index + 40], max(0, index - 12)) if above == index]
    mine = {link.source_id for link in own[index] or () if link.role == "origin"}
    for i in inner:
        theirs = {link.source_id for link in own[i] or () if link.role == "origin"}
        if theirs and not theirs & mine and not proposed[i].stance and 2 * _size(proposed[i]) > _size(proposed[index]):
            return {"carries": 1.0}
    return {}


# --- what it rests on ------------------------------------------------------------------------


def _rests_on(place: Scene, candidate: Candidate, links: Sequence[Link]) -> Iterator[Link]:
    low = min([candidate.content.start, *(s.start for s in candidate.cue), *_start(candidate)])
    high = max([candidate.content.end, *(s.end for s in candidate.cue), *_end(candidate)])
    for basis in within(place, low, high):
        if basis.kind != "support" and _holds(place, candidate, basis, links):
            yield _link("basis", basis.giver)


def _start(candidate: Candidate) -> list[int]:
    return [candidate.source.start] if candidate.source else []


def _end(candidate: Candidate) -> list[int]:
    return [candidate.source.end] if candidate.source else []


def within(place: Scene, start: int, end: int) -> Iterator[Basis]:
    """The bases told between two offsets."""
    tree = place.tree
    at = bisect_right(place.bases, tree.at(start) - 1, key=lambda basis: basis.at)
    while at < len(place.bases) and tree.tokens[place.bases[at].at].start < end:
        if tree.tokens[place.bases[at].at].start >= start:
            yield place.bases[at]
        at += 1


def _holds(place: Scene, candidate: Candidate, basis: Basis, links: Sequence[Link]) -> bool:
    """True where it is the origin of this statement that has something from the giver."""
    tree = place.tree
    inside = _in_parts(candidate, tree.tokens[basis.at].start)
    origins = [link.source_id for link in links if link.role == "origin"]
    if basis.giver.source.source_id in origins:
        return False
    if basis.holder is None:
        return inside
    token = tree.tokens[basis.holder]
    if token.text.lower() in _FIRST and tree.quote[basis.holder] >= 0:
        return inside and candidate.direct
    holder = _holder(place, basis.holder)
    return any(place.same(holder, place.speakers.sources.get(i, holder)) and _is(holder, i) for i in origins)


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
