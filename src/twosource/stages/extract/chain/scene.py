"""What every chain of a report is made from: its tree, its speakers, its outlets, what is stated as a basis."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ....data import places
from ....model import Dissection, Link, Role, Source
from ....text import fold
from ..credits.candidates import Candidate
from ..parties import Party, core, staff
from ..speakers import Speakers
from ..syntax.tree import Tree
from .bases import Basis, bases

UNNAMED = Source("unnamed", "unnamed source", "unnamed", named=False)
FIRST = frozenset(["we", "us", "i", "me", "our"])
_PRESS = frozenset(
    ("channel", "broadcaster", "newspaper", "station", "agency", "daily", "magazine", "website")
)


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
        """True for the report's own publisher, also by its last name ("the Lamp" in "The Evening Lamp"), and its people."""
        return source.source_id in self.staff or self._called_short(source)

    def _called_short(self, source: Source) -> bool:
        page, name = fold(self.speakers.publisher.name).split(), fold(source.name).split()
        tail = bool(name) and len(name) < len(page) and page[-len(name) :] == name
        return tail and source.kind != "person" and source.name not in places()


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
                over = tree.tokens[head].head
                if tree.tokens[head].dep in ("compound", "nmod") and tree.tokens[over].lemma in _PRESS:
                    head = over  # "the KDOV television channel"
                yield head, Party(source, mention.start, mention.end)


def link(role: Role, who: Party) -> Link:
    """A party as a link of a chain."""
    return Link(role, who.source.name, who.source.source_id, who.start, who.end, who.source.named)


def in_parts(candidate: Candidate, offset: int) -> bool:
    """True within the content of a candidate."""
    return any(part.start <= offset < part.end for part in candidate.parts)


def source_head(tree: Tree, candidate: Candidate) -> int:
    """The token of a candidate's source that says who it is; a relative stands for its antecedent."""
    source = candidate.antecedent or candidate.source
    if candidate.source_token is not None and candidate.antecedent is None:
        return candidate.source_token
    assert source is not None
    inside = tree.between(source.start, source.end)
    for at in inside:
        outside = tree.tokens[at].head not in inside or tree.tokens[at].head == at
        if outside and tree.tokens[at].pos not in ("PUNCT", "DET", "ADP", "CCONJ"):
            return at
    return inside[0] if len(inside) else tree.at(source.start)


def outlets_between(place: Scene, low: int, high: int) -> Iterator[tuple[int, Party]]:
    """The outlets named between two tokens."""
    at = bisect_right(place.outlets, low - 1, key=lambda item: item[0])
    while at < len(place.outlets) and place.outlets[at][0] < high:
        yield place.outlets[at]
        at += 1


def within(place: Scene, start: int, end: int) -> Iterator[Basis]:
    """The bases told between two offsets."""
    tree = place.tree
    at = bisect_right(place.bases, tree.at(start) - 1, key=lambda basis: basis.at)
    while at < len(place.bases) and tree.tokens[place.bases[at].at].start < end:
        if tree.tokens[place.bases[at].at].start >= start:
            yield place.bases[at]
        at += 1


def holder_of(place: Scene, token: int) -> Source:
    """Who a holder's phrase means."""
    span = core(place.tree, token)
    return place.speakers.resolve(span.start, span.end)
