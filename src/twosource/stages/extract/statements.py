"""Candidates, silences and the own voice put together as Statements, each with its chain from the publisher on."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from ...model import (
    Attribution,
    Dissection,
    Figure,
    Link,
    Mention,
    Passed,
    Span,
    Statement,
    StatementKind,
    Time,
)
from ...text import digest
from .chain.chains import Chained, chains, own_bases, publisher, unnamed
from .chain.scene import Scene
from .credits.candidates import Candidate, candidates
from .credits.reckoned import reckoned
from .credits.retold import fragments, retold
from .credits.summed import summed
from .kinds import Manner, alleged, hedges, manner
from .own import OwnVoice, own
from .rejections import rejections
from .silence.kept import Silence, words
from .silence.silences import silences
from .speakers import Speakers
from .standing import standing
from .syntax.predications import predications
from .syntax.standing_for import standing_for
from .syntax.tree import Tree

Spanned = TypeVar("Spanned", Figure, Time, Mention)


@dataclass(frozen=True, slots=True)
class _Page:
    """One report while its statements are made."""

    dissection: Dissection
    tree: Tree
    voices: Speakers

    @property
    def text(self) -> str:
        return self.dissection.report.text


def statements(dissection: Dissection, place: Scene) -> tuple[Statement, ...]:
    """The statements of a report, in order of their start. Ids are the same in every run."""
    page = _Page(dissection, place.tree, place.speakers)
    silent, untrue = silences(page.tree, page.voices), rejections(page.tree)
    cued = summed(page.tree, candidates(dissection, page.tree))
    taken = frozenset(c.cue_token for c in cued if c.cue_token is not None)
    proposed = standing(
        dissection,
        page.tree,
        page.voices,
        [*cued, *reckoned(page.tree, page.voices, taken), *fragments(page.tree, cued), *retold(page.tree)],
        silent,
        untrue,
    )
    made = chains(place, proposed)
    kept = [(c, chained) for c, chained in zip(proposed, made, strict=True) if chained is not None]
    told = [c for c, _ in kept]
    apart = [s for s in silent if not _held(s.span, told)]
    found = [
        *_inherited(page, [_attributed(page, c, chained, silent) for c, chained in kept]),
        *(_silence(page, s) for s in apart),
        *(
            _kept_in_a_turn(page, s, kept)
            for s in silent
            if s not in apart and _a_sentence_of_many(page, s, kept)
        ),
        *(_own(page, place, voice) for voice in own(dissection, page.tree, page.voices, told, apart, untrue)),
    ]
    unique = {statement.id: statement for statement in found}
    return tuple(sorted(unique.values(), key=lambda s: (s.start, s.end, s.id)))


Kept = Sequence[tuple[Candidate, Chained]]


def _holding(span: Span, kept: Kept) -> tuple[Candidate, Chained] | None:
    """The shortest content in which a span stands, with its chain."""
    at = bisect_right(kept, span.start, key=lambda one: one[0].content.start)
    around = [
        one
        for one in kept[max(0, at - 12) : at + 1]
        if any(part.start <= span.start and span.end <= part.end + 1 for part in one[0].parts)
    ]
    return min(around, key=lambda one: one[0].content.end - one[0].content.start, default=None)


def _a_sentence_of_many(page: _Page, silence: Silence, kept: Kept) -> bool:
    """True for a refusal that is one sentence, or clause, of a longer turn: "That is theirs. I won't be drawn on it." """
    around = _holding(silence.span, kept)
    if around is None:
        return False
    content, tree = around[0].content, page.tree
    size = silence.span.end - silence.span.start
    sentences = tree.sentence[tree.at(content.end - 1)] - tree.sentence[tree.at(content.start)]
    return sentences > 0 and size < 0.6 * (content.end - content.start)


def _kept_in_a_turn(page: _Page, silence: Silence, kept: Kept) -> Statement:
    """The refusal as a statement of its own, by whoever speaks unless it names somebody else."""
    around = _holding(silence.span, kept)
    found = _silence(page, silence)
    others = [p for p in silence.parties if page.text[p.start : p.end].lower() not in ("i", "we", "us")]
    if around is None or others:
        return found
    chain = (publisher(page.voices), *around[1].links)
    return replace(found, attribution=replace(found.attribution, chain=chain))


def _held(span: Span, told: Sequence[Candidate]) -> bool:
    """True where a span stands in what somebody else says."""
    at = bisect_right(told, span.start, key=lambda c: c.content.start)
    return any(
        part.start <= span.start and span.end <= part.end + 1
        for candidate in told[max(0, at - 12) : at + 1]
        for part in candidate.parts
    )


# --- statements ------------------------------------------------------------------------------


def _attributed(page: _Page, candidate: Candidate, chained: Chained, silent: Sequence[Silence]) -> Statement:
    how = manner(page.tree, candidate, _within(candidate, silent))
    if how.medium is None and any(_agency(page, link) for link in chained.links):
        how = replace(how, medium="agency")
    cue = candidate.cue[0] if candidate.cue else None
    return _statement(
        page, candidate.content, candidate.parts, (publisher(page.voices), *chained.links), cue,
        verb="alleged" if alleged(page.tree, candidate.cue_token) else candidate.verb, direct=candidate.direct, manner=how,
        features={**candidate.features, **chained.features}, key=str(cue.start) if cue else "quote",
    )  # fmt: skip


def _agency(page: _Page, link: Link) -> bool:
    """True for a relay that is a news agency: it was told there."""
    source = page.voices.sources.get(link.source_id)
    return link.role == "relay" and source is not None and source.kind == "agency"


def _within(candidate: Candidate, silent: Sequence[Silence]) -> list[Silence]:
    low = bisect_left(silent, candidate.content.start - 2, key=lambda s: s.span.start)
    high = bisect_left(silent, candidate.content.end, key=lambda s: s.span.start)
    return list(silent[low:high])


def _silence(page: _Page, silence: Silence) -> Statement:
    parties = tuple(
        Link("origin", p.source.name, p.source.source_id, p.start, p.end, p.source.named)
        for p in silence.parties
    )
    cue = silence.cue if parties or silence.kind == "no_comment" else None
    how = Manner(silence.kind, "denied" if silence.denied else "affirmed", (), None)
    return _statement(
        page, silence.span, (silence.span,), (publisher(page.voices), *parties), cue,
        verb=silence.verb, direct=False, manner=how, features={}, key=silence.kind,
    )  # fmt: skip


def _own(page: _Page, place: Scene, voice: OwnVoice) -> Statement:
    """In the publisher's own voice, on what it says it rests on; hearsay has an unnamed origin."""
    kind: StatementKind = "request" if voice.kind == "request" else "assertion"
    polarity: Literal["affirmed", "denied"] = "denied" if voice.denied else "affirmed"
    how = Manner(kind, polarity, tuple(hedges(page.tree, (voice.span,))), None)
    links = unnamed() if voice.hearsay else own_bases(place, voice.span)
    return _statement(
        page, voice.span, (voice.span,), (publisher(page.voices), *links), voice.hearsay,
        verb="reported" if voice.hearsay else "said", direct=False, manner=how, features=voice.features, key="own",
    )  # fmt: skip


def _statement(
    page: _Page, hull: Span, parts: Sequence[Span], chain: tuple[Link, ...], cue: Span | None, *,
    verb: str, direct: bool, manner: Manner, features: Mapping[str, float], key: str,
) -> Statement:  # fmt: skip
    text, report = page.text[hull.start : hull.end], page.dissection.report
    said = None if cue is None else Passed(cue.start, cue.end, page.text[cue.start : cue.end])
    places = (m for m in _inside(page.dissection.mentions, parts) if m.kind == "place")
    return Statement(
        id=digest(report.id, str(hull.start), str(hull.end), text, key),
        report_id=report.id,
        start=hull.start,
        end=hull.end,
        text=text,
        attribution=Attribution(chain, said, verb, direct, manner.medium),
        parts=tuple(parts),
        polarity=manner.polarity,
        hedges=manner.hedges,
        kind=manner.kind,
        figures=tuple(_inside(page.dissection.figures, parts)),
        when=tuple(_inside(page.dissection.times, parts)),
        where=tuple(Passed(m.start, m.end, m.text, m.place_id) for m in places),
        features=features,
        stands_for=standing_for(page.tree, parts, cue),
        clauses=predications(page.tree, parts),
    )


def _inside(found: Sequence[Spanned], parts: Iterable[Span]) -> Iterator[Spanned]:
    """What stands in the parts; ``found`` is in order of start."""
    for part in parts:
        at = bisect_left(found, part.start, key=lambda item: item.start)
        while at < len(found) and found[at].start < part.end:
            if found[at].end <= part.end + 1:
                yield found[at]
            at += 1


def _inherited(page: _Page, told: Sequence[Statement]) -> list[Statement]:
    """An occasion (a briefing, an interview) holds on for the speaker's next words in the paragraph."""
    starts = [passage.start for passage in page.dissection.passages]
    out: list[Statement] = []
    for statement in told:
        before = out[-1] if out else None
        said = statement.attribution
        if before and said.medium is None and before.attribution.medium in words("occasions"):
            same = _origins(before) == _origins(statement)
            if same and bisect_right(starts, before.start) == bisect_right(starts, statement.start):
                statement = replace(statement, attribution=replace(said, medium=before.attribution.medium))
        out.append(statement)
    return out


def _origins(statement: Statement) -> set[str]:
    return {link.source_id for link in statement.attribution.chain if link.role == "origin"}
