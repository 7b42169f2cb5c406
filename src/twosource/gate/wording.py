"""The words that are left of a story: sentences made of its reports' words, names, ids, titles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from ..model import Evidence, Statement, Told
from . import details
from .gaps import GAP, Gapped
from .guard import Guard, captives, hidden_in
from .words import Range, sentences, spread

_SHORTEST = 12  # shorter wordings are replaced only where the sentence cites their report


class Wording:
    """What stands at no place of a report, as it may be said: by the gaps of the texts and the protected names."""

    def __init__(self, told: Told, guard: Guard, texts: Mapping[str, Gapped]) -> None:
        self._told, self._guard, self._texts = told, guard, texts
        self._numbers = {name: f"protected-{at + 1}" for at, name in enumerate(sorted(guard.names))}
        self._changed = self._wordings()

    def words(self, text: str, spans: Iterable[Evidence] = (), reports: Iterable[str] = ()) -> str:
        """A sentence made of the reports' words, with the gaps that these have now, and no local path."""
        cited = {span.report_id for span in spans} | set(reports)
        for was, now, report_id in self._changed:
            if was in text and (len(was) >= _SHORTEST or report_id in cited):
                text = text.replace(was, now)
        for report in self._told.reports:
            if "/" in report.path and report.path in text:
                text = text.replace(report.path, last_part(report.path))
        return _joined(self.named(text))

    def title(self, text: str) -> str:
        """A title: it stands at no place of the text, so the rules read it for itself."""
        return self.words(self.read(text), (), self._texts)

    def _titled(self, text: str, paragraph: Range) -> Iterable[details.Cut]:
        inside = sentences(text, paragraph)
        yield from details.words_in_captivity(text, inside, captives(self._guard.names))
        for sentence in inside:
            yield from details.body(text, sentence)
            yield from details.births(text, sentence, None, "")

    def named(self, text: str) -> str:
        """A text with protected names withheld."""
        at, parts = 0, []
        for start, end in self._guard.called(text):
            parts += [text[at:start], GAP]
            at = end
        return "".join([*parts, text[at:]]) if parts else text

    def ident(self, ident: str, name: str) -> str:
        """An id that does not spell a protected name."""
        if not self._guard.names or (self.named(name) == name and not hidden_in(ident, self._guard.names)):
            return ident
        known = (number for form, number in self._numbers.items() if form in name)
        return next(known, "protected")

    def _wordings(self) -> list[tuple[str, str, str]]:
        """Every wording that changes: of statements, propositions, figures and spans, the longest first."""
        found: dict[tuple[str, str], str] = {}

        def note(report_id: str, start: int, end: int) -> None:
            text = self._texts.get(report_id)
            if text is not None and text.touched(start, end):
                first, last = text.moved(start, end)
                found.setdefault((text.old[start:end], report_id), text.new[first:last])

        other = [s for s in self._told.statements if s.report_id not in self._texts]
        found |= {(s.text, s.report_id): self.said_elsewhere(s) for s in other}
        far = [p for a in self._told.claims for p in a.claim.propositions if p.report_id not in self._texts]
        found |= {(p.text, p.report_id): self.read(p.text) for p in far}
        for statement in self._told.statements:
            note(statement.report_id, statement.start, statement.end)
            for part in statement.parts:
                note(statement.report_id, part.start, part.end)
            numbers = [(each.text, each.start, each.end) for each in statement.figures]
            numbers += [(each.text, each.start, each.end) for each in statement.when]
            for said, start, end in numbers:
                if any(character.isdigit() for character in said):
                    note(statement.report_id, start, end)
        for assessment in self._told.claims:
            for proposition in assessment.claim.propositions:
                note(proposition.report_id, proposition.start, proposition.end)
        for span in _every_span(self._told):
            note(span.report_id, span.start, span.end)
        for report_id, text in self._texts.items():
            for cut in text.cuts:
                note(report_id, cut.start, cut.end)
            title = next((r.title for r in self._told.reports if r.id == report_id), None)
            if title is None and text.touched(0, 120):  # the story may be called by its first line
                line = text.old.strip().split("\n", 1)[0].strip()
                first = text.old.find(line)
                note(report_id, first, first + len(line))
        pairs = ((was, now, report_id) for (was, report_id), now in found.items() if was and was != now)
        return sorted(pairs, key=lambda pair: (-len(pair[0]), pair))

    def said_elsewhere(self, one: Statement) -> str:
        """What is left of a statement of a report that another story holds."""
        speaker = one.attribution.speaker
        captive = speaker.role == "origin" and details.means_captive(speaker.name)
        return GAP if captive else self.read(one.text)

    def read(self, text: str) -> str:
        """A text that stands at no place of this story's reports, as the rules read it by itself."""
        cuts = [c for p in spread(text) for c in self._titled(text, p)]
        return Gapped(text, details.merged(text, cuts)).new


def _every_span(told: Told) -> Iterable[Evidence]:
    for claim in told.claims:
        for reason in claim.reasons:
            yield from reason.spans
        for origin in claim.origins.list:
            yield from origin.spans
    for group in told.figures:
        for value in group.values:
            yield from value.spans
    for line in told.lines:
        yield from line.citations
    yield from (span for entry in told.timeline for span in entry.spans)
    yield from (span for question in told.open for span in question.spans)
    yield from (span for conflict in told.conflicts for span in conflict.spans)


def _joined(text: str) -> str:
    """One gap where several stand side by side."""
    return re.sub(r"\[…\](?:[\s,]*\[…\])+", GAP, text)


def last_part(path: str) -> str:
    """The name of a file without the folders that lead to it."""
    return path.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
