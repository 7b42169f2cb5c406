"""Who rests on whom, as edges between sources: what a report says of others' sources, not only of its own.

"The minister, who had the number from us", "worked with the service to verify it", "with interpreters from
the agency": each joins two sources of the report, whether or not a statement's own chain shows it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from ....model import Dissection, Edge, Evidence, Reason, Source, Statement
from ..speakers import Speakers
from ..syntax.tree import Tree
from .bases import Basis
from .scene import FIRST, Scene

RULE = "rule:extract.ties/1"


def ties(dissection: Dissection, place: Scene, told: Sequence[Statement]) -> tuple[Edge, ...]:
    """``based_on`` edges: left has something from right (kind basis), or both worked it out (kind work)."""
    shape, voices = place.tree, place.speakers
    edges: dict[tuple[str, str, str], Edge] = {}
    for basis in place.bases:
        holder = _holder(shape, voices, told, basis)
        giver = basis.giver.source
        if holder is None or holder == giver.source_id:
            continue
        kind = "basis" if basis.kind == "basis" else "work"
        edge = Edge(
            holder, giver.source_id, "based_on", 1.0, kind, tuple(_reasons(shape, dissection, basis)), RULE
        )
        edges.setdefault((holder, giver.source_id, kind), edge)
    return tuple(edges[key] for key in sorted(edges))


def _holder(shape: Tree, voices: Speakers, told: Sequence[Statement], basis: Basis) -> str | None:
    """The source_id of who has it: who is named, else the origin of the statement it stands in."""
    if basis.holder is not None:
        token = shape.tokens[basis.holder]
        if token.text.lower() not in FIRST or shape.quote[basis.holder] < 0:
            span = shape.span(shape.first[basis.holder], shape.last[basis.holder])
            source: Source = voices.resolve(span.start, span.end)
            return source.source_id if source.named else None
    at = shape.tokens[basis.at].start
    return _just_said(shape, told, basis) or _origin(told, at) or voices.publisher.source_id


def _just_said(shape: Tree, told: Sequence[Statement], basis: Basis) -> str | None:
    """Who is quoted in the sentence of a basis told in passing, or right before one that tells of what was said."""
    sentence = shape.sentence[basis.at]
    if not (basis.loose or basis.about):
        return None
    first = shape.tokens[shape.sentences[sentence if basis.loose else max(0, sentence - 1)].first].start
    at = shape.tokens[basis.at].start
    end = shape.tokens[shape.sentences[sentence].last - 1].end if basis.loose else at
    cued = [(s.attribution.cue.start, s) for s in told if len(s.attribution.chain) > 1 and s.attribution.cue]
    before = [s for start, s in cued if first <= start < at]
    after = [s for start, s in cued if at <= start < end]
    cited = before[-1] if before else after[0] if after else None
    links = cited.attribution.chain if cited else ()
    return next((link.source_id for link in links if link.role == "origin"), None)


def _origin(told: Sequence[Statement], offset: int) -> str | None:
    """The origin of the smallest statement of another that holds an offset; statements are in order of start."""
    at = bisect_right(told, offset, key=lambda s: s.start)
    held = [s for s in told[max(0, at - 12) : at] if offset < s.end and len(s.attribution.chain) > 1]
    if not held:
        return None
    inner = min(held, key=lambda s: s.end - s.start)
    return next((link.source_id for link in inner.attribution.chain if link.role == "origin"), None)


def _reasons(shape: Tree, dissection: Dissection, basis: Basis) -> Iterator[Reason]:
    sentence = shape.sentences[shape.sentence[basis.at]]
    text = dissection.report.text[sentence.start : sentence.end]
    words = {"basis": "it is said to have this from", "work": "it is said to have worked on this with"}
    yield Reason(
        "stated", f"{words.get(basis.kind, 'it is said to have had help from')} {basis.giver.source.name}",
        (Evidence(dissection.report.id, sentence.start, sentence.end, text),),
    )  # fmt: skip
