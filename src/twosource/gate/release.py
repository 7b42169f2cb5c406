"""A told story as it may be shown: what is withheld becomes […], and every span still quotes its report.

Offsets move with the text, so that the law ``text[start:end] == span.text`` holds in what is released. A claim, a
figure or an entry of the timeline of which nothing is left is not released; its place in the counts stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ..model import (
    Assessment,
    Conflict,
    Evidence,
    FigureGroup,
    FigureValue,
    Line,
    OpenQuestion,
    Origin,
    Reason,
    Source,
    Told,
)
from .guard import NOTHING, Guard, Known, Withheld, guard
from .places import Places

_EMPTY = re.compile(
    r"[\W_]*(?:(?:the|a|an|he|she|they|it|who|that|and|or|of|one|as|himself|herself)[\W_]*)*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Release:
    """A story as it may be shown, and what was withheld of it."""

    told: Told
    withheld: tuple[Withheld, ...]


def public(told: Told, known: Known = NOTHING, level: str = "CLEAR") -> Told:
    """The story as it may be shown to somebody at this TLP level. The one call that every surface makes."""
    return release(told, known, level).told


def release(told: Told, known: Known = NOTHING, level: str = "CLEAR") -> Release:
    """The same with the list of what was withheld."""
    found = _guarded(told, known, level)
    return Release(_Releasing(told, found).told(), found.withheld)


def spans(
    told: Told, found: Iterable[Evidence], known: Known = NOTHING, level: str = "CLEAR"
) -> tuple[Evidence, ...]:
    """Places of a story's reports as they may be shown; of a name in their words nothing is left either."""
    made = _Releasing(told, _guarded(told, known, level))
    return tuple(made.span(one) for one in found)


def reasons(
    told: Told, given: Iterable[Reason], known: Known = NOTHING, level: str = "CLEAR"
) -> tuple[Reason, ...]:
    """Sentences about a story with the places they rest on, as they may be shown."""
    some = tuple(given)
    # As questions of the story their words and places are known to the gate.
    asked = tuple(OpenQuestion("not_verified", one.text, one.spans) for one in some)
    made = _Releasing(replace(told, open=(*told.open, *asked)), _guarded(told, known, level))
    return tuple(made.reason(one) for one in some)


def sentence(told: Told, text: str, known: Known = NOTHING) -> str:
    """What a person of the desk wrote about a story, as it may be shown: it stands at no place, so the rules read it."""
    return _Releasing(told, _guarded(told, known, "CLEAR")).at.wording.title(text)


def _guarded(told: Told, known: Known, level: str) -> Guard:
    """What must be withheld. What was revealed is let through but at CLEAR and GREEN."""
    return guard(told.reports, told.statements, known, reveal=level not in ("CLEAR", "GREEN"))


class _Releasing:
    """One story while it is released: what is made of its reports' places and words, as these will be."""

    def __init__(self, told: Told, found: Guard) -> None:
        self.old, self.at = told, Places(told, found)
        self.texts = self.at.texts
        wording = self.at.wording
        self.words, self.named, self.ident = wording.words, wording.named, wording.ident
        self.span, self.spans = self.at.span, self.at.spans

    def told(self) -> Told:
        """The whole story; as it was where nothing is withheld."""
        old = self.old
        claims = [each for each in map(self.assessment, old.claims) if not _EMPTY.match(each.claim.text)]
        left = {each.claim.id for each in claims}
        gone = {each.claim.id for each in old.claims} - left
        times = [e for e in old.timeline if e.claim_id not in gone and not self._born(e.when, e.spans)]
        made = [replace(e, text=self.words(e.text, e.spans), spans=self.spans(e.spans)) for e in times]
        asked = [replace(q, text=self.words(q.text, q.spans), spans=self.spans(q.spans)) for q in old.open]
        return replace(
            old,
            story=replace(old.story, title=self.at.wording.title(old.story.title)),
            reports=tuple(map(self.at.report, old.reports)),
            copies=tuple(replace(e, reasons=tuple(map(self.reason, e.reasons))) for e in old.copies),
            claims=tuple(claims),
            figures=tuple(g for g in map(self.group, old.figures) if g.values),
            conflicts=tuple(map(self.conflict, old.conflicts)),
            timeline=tuple(e for e in made if not _EMPTY.match(e.text)),
            open=tuple(q for q in asked if not _EMPTY.match(q.text)),
            lines=tuple(line for line in map(self.line, old.lines) if _says(line)),
            statements=tuple(map(self.at.statement, old.statements)),
            sources=tuple(map(self.source, old.sources)),
        )

    def assessment(self, one: Assessment) -> Assessment:
        """A claim and what is thought of it; the counts stay as they are."""
        claim = replace(
            one.claim,
            text=self.words(one.claim.text, (), one.claim.reports),
            propositions=tuple(map(self.at.proposition, one.claim.propositions)),
        )
        origins = replace(one.origins, list=tuple(map(self.origin, one.origins.list)))
        return replace(one, claim=claim, origins=origins, reasons=tuple(map(self.reason, one.reasons)))

    def origin(self, one: Origin) -> Origin:
        """An origin; a protected person's name is withheld."""
        based = tuple(self.ident(each, each.replace("-", " ")) for each in one.based_on)
        ident = self.ident(one.source_id, one.name)
        return replace(
            one, source_id=ident, name=self.named(one.name), based_on=based, spans=self.spans(one.spans)
        )

    def reason(self, one: Reason) -> Reason:
        """A reason in the words that are left."""
        return Reason(one.code, self.words(one.text, one.spans), self.spans(one.spans))

    def group(self, one: FigureGroup) -> FigureGroup:
        """The figures that are left, and how they stand to each other."""
        kept = [at for at, value in enumerate(one.values) if not self._hidden(value)]
        to = {old: new for new, old in enumerate(kept)}
        pairs = [
            replace(
                pair,
                a=to[pair.a],
                b=to[pair.b],
                reason=self.words(pair.reason, pair.spans),
                spans=self.spans(pair.spans),
            )
            for pair in one.relations
            if pair.a in to and pair.b in to
        ]
        values = tuple(
            replace(
                v,
                figure=self.at.since(v.figure),
                origin=self.named(v.origin),
                source_id=self.ident(v.source_id, v.origin),
                spans=self.spans(v.spans),
            )
            for v in (one.values[at] for at in kept)
        )
        counts = self.named(one.counts) if one.counts else one.counts
        return replace(one, counts=counts, values=values, relations=tuple(pairs))

    def _hidden(self, value: FigureValue) -> bool:
        figure = value.figure
        texts = [self.texts[key] for key in value.reports if key in self.texts]
        return any(
            t.old[figure.start : figure.end] == figure.text and t.cut(figure.start, figure.end) for t in texts
        )

    def conflict(self, one: Conflict) -> Conflict:
        """Where accounts differ, in the words that are left."""
        sides = tuple({k: self._plain(v, one.spans) for k, v in side.items()} for side in one.sides)
        return replace(one, what=self.words(one.what, one.spans), sides=sides, spans=self.spans(one.spans))

    def _plain(self, value: Any, spans: Sequence[Evidence]) -> Any:
        if isinstance(value, Evidence):
            return self.span(value)
        if isinstance(value, (list, tuple)):
            return [self._plain(each, spans) for each in value]
        return self.words(value, spans) if isinstance(value, str) else value

    def line(self, one: Line) -> Line:
        """A sentence of the brief in the words that are left."""
        return Line(one.section, self.words(one.text, one.citations), self.spans(one.citations))

    def source(self, one: Source) -> Source:
        """A source; of a protected person neither name nor role."""
        name = self.named(one.name)
        if name != one.name:
            return replace(
                one, source_id=self.ident(one.source_id, one.name), name=name, aliases=(), role=None
            )
        return replace(one, aliases=tuple(alias for alias in one.aliases if self.named(alias) == alias))

    def _born(self, when: str, spans: Sequence[Evidence]) -> bool:
        """True where an entry of the timeline is dated by something that is withheld."""
        for span in spans:
            text = self.texts.get(span.report_id)
            said = [s for s in self.old.statements if s.report_id == span.report_id]
            for time in (t for s in said for t in s.when if t.value.startswith(when[:4]) and text):
                if (
                    text is not None
                    and text.cut(time.start, time.end)
                    and span.start <= time.start < span.end
                ):
                    return True
        return False


def _says(line: Line) -> bool:
    """False for a line about a claim of which nothing is left."""
    quotes = re.findall(r"“([^”]*)”", line.text)
    if line.section == "figures" and quotes and all(map(_EMPTY.match, quotes)):
        return False  # what was counted would still be told
    return (
        line.section not in ("known", "also", "timeline")
        or not quotes
        or not all(map(_EMPTY.match, quotes[:1]))
    )
