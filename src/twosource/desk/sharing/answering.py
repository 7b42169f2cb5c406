"""Answers to partners' claims: kept when a person gives one, and made objects of when they go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal

from ... import gate
from ...errors import UnknownId, UsageError
from ...model import Answer, Assessment, Reading, Report, SharingGroup, Source, Statement, Told
from ...stages import share
from ..opened import now
from ..reading import Reads
from .partners import Partners
from .showing import Revealing

Object = dict[str, Any]


class Answering(Reads, Revealing, Partners):
    """The verb answer."""

    def answer(
        self, claim_id: str, stance: str, saw: Sequence[str] = (), why: str = "", by: str = ""
    ) -> tuple[Answer, ...]:
        """Confirm or dispute a claim that partners told of: an answer to each of their objects, in their groups.

        It rests on what this desk holds of its own; ``saw`` names reports in which it saw for itself. It goes with
        the next ``publish``. Raises UnknownId, UsageError.
        """
        given: Literal["confirm", "dispute"] = "confirm" if stance == "confirm" else "dispute"
        if stance != given:
            raise UsageError(f"{stance!r} is no answer. Write confirm or dispute.")
        with self._asked() as store:
            found = store.claim(claim_id)
            if found is None:
                raise UnknownId(
                    f"There is no claim {claim_id} in this store. The command stories lists what there is."
                )
            _, statements, _ = found
            known = {r.id for r in store.reports(list(saw))}
            if missing := [each for each in saw if each not in known]:
                raise UnknownId(f"There is no report {missing[0]} in this store.")
            heard = {report: (group, words) for report, _, group, words in store.exchange.all_heard()}
        theirs = {
            heard[s.report_id][1].object_id: heard[s.report_id][0] for s in statements if s.report_id in heard
        }
        if not theirs:
            raise UsageError(
                "No partner has told of this claim: there is nobody to answer. Mark and publish it instead."
            )
        own = tuple(s.id for s in statements if s.report_id not in heard)
        made = [
            Answer(ident, group, given, own, tuple(saw), why, by, now())
            for ident, group in sorted(theirs.items())
            if group
        ]
        with self._store.transaction():
            for each in made:
                self._store.exchange.answer(each)
                detail = {"object": each.object_id, "group": each.group}
                self._store.ledger.append(by or "this desk", f"share.{stance}", claim_id, detail, each.at)
        return tuple(made)

    def _as_sender(self, circle: SharingGroup | None, level: str, at: str) -> share.Sending:
        desk = self.identity()
        stamp = share.moment(at, "")
        return share.Sending(
            desk.id, desk.name, level, stamp, circle.key if circle else None, notice=gate.NOTICE
        )

    def _answers(
        self, circle: SharingGroup, at: str, readings: Sequence[Reading], verdicts: Mapping[str, gate.Verdict],
        carried: Mapping[str, Sequence[str]], told: Sequence[Told],
    ) -> list[Object]:  # fmt: skip
        """The answers to what came in this group; of a basis that may not go only tokens do."""
        said: dict[str, Statement] = {s.id: s for one in readings for s in one.statements}
        reports: dict[str, Report] = {one.dissection.report.id: one.dissection.report for one in readings}
        # Of what is named the words are those that the gate left; the others give tokens, which are made of hashes.
        shown_said = {s.id: s for one in told for s in one.statements}
        shown = {report.id: report for one in told for report in one.reports}
        claims: list[Assessment] = [claim for one in told for claim in one.claims]
        sources: dict[str, Source] = {source.source_id: source for one in told for source in one.sources}
        made = []
        for each in self._store.exchange.answers(circle.id):
            basis = [said[key] for key in each.statements if key in said]
            may = [s for s in basis if s.id in verdicts and verdicts[s.id].may]
            hidden = [s for s in basis if s not in may]
            why, seen = self._gated(each)
            ours = next((c for c in claims if {s.id for s in may} & set(c.claim.statements)), None)
            made.append(
                share.Said(
                    object_id=each.object_id,
                    stance=each.stance,
                    why=why,
                    claim=ours,
                    statements=tuple(shown_said.get(s.id, s) for s in may),
                    sources=tuple(sources.values()),
                    reports=tuple(
                        shown.get(key, reports[key])
                        for key in sorted({s.report_id for s in may})
                        if key in reports
                    ),
                    evidence=tuple(seen.get(key, reports[key]) for key in each.evidence if key in reports),
                    at=each.at,
                    hidden=_hidden(hidden, reports, circle.key, carried),
                )
            )
        if not made:
            return []
        return share.answers(made, replace(self._as_sender(circle, "AMBER", at), carried=carried))

    def _gated(self, answer: Answer) -> tuple[str, dict[str, Report]]:
        """A person's reason for an answer, and the reports in which the desk saw, as the gate lets them out."""
        told_by = self._store.exchange.last_told(answer.object_id)
        about = [*answer.evidence, *(s.report_id for s in self._store.statements(answer.statements))]
        stories = {self._store.alerts.story_of(key) for key in (*about, *([told_by[0]] if told_by else ()))}
        why, seen, known = answer.why, dict[str, Report](), self.known()
        for one in (told for key in sorted(filter(None, stories)) if (told := self._store.told(key))):
            why = gate.sentence(one, why, known)
            seen |= {report.id: report for report in gate.public(one, known).reports}
        return why, seen


def _hidden(
    statements: Sequence[Statement],
    reports: Mapping[str, Report],
    key: str,
    carried: Mapping[str, Sequence[str]],
) -> tuple[str, ...]:
    """The tokens of what may not be named: enough to see an echo, not enough to learn from."""
    found: set[str] = set()
    for one in statements:
        found |= {share.tokens.of_report(key, reports[one.report_id].sha256), *carried.get(one.id, ())}
        found |= {
            t
            for link in one.attribution.chain
            if link.named and link.role == "origin"
            for t in share.tokens.of_source(key, [link.name])
        }
    return tuple(sorted(found))
