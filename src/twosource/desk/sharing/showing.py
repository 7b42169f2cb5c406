"""Who may see what is withheld: the gate's one call for every surface, and revealing by two people."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as Ids
from dataclasses import replace

from ... import gate
from ...errors import NotAllowed, UnknownId, UsageError
from ...model import Assessment, Brief, Evidence, Hit, Reveal, Source, Statement, Told, Within
from ..asking import checked
from ..opened import Opened, now, standing
from .partners import OPEN, PROTECT


class Revealing(Opened):
    """The verbs public, ask_reveal, agree_reveal and reveals."""

    def public(self, told: Told, level: str = "CLEAR") -> Told:
        """The story as it may be shown to somebody outside this desk at this TLP level: protected persons withheld."""
        return gate.public(told, self.known(), level)

    def public_brief(self, brief: Brief, level: str = "CLEAR") -> Brief:
        """A brief as it may be shown to somebody outside this desk; what was set aside is nobody's but the desk's."""
        known = self.known()
        return replace(
            brief, stories=tuple(gate.public(one, known, level) for one in brief.stories), set_aside=()
        )

    def public_claim(
        self, claim_id: str, level: str = "CLEAR"
    ) -> tuple[Assessment, tuple[Statement, ...], tuple[str, ...]]:
        """A claim as it may be shown to somebody outside this desk. Raises UnknownId."""
        with self._asked() as store:
            whole = standing(store, store.claim(claim_id), claim_id)
            known = self.known()
            stories = [gate.public(t, known, level) for s in whole[2] if (t := store.told(s))]
        shown = [claim for one in stories for claim in one.claims if claim.claim.id == whole[0].claim.id]
        if not shown:
            raise UnknownId(f"The claim {claim_id} is withheld to protect somebody.")
        said = {s.id: s for one in reversed(stories) for s in one.statements}
        own = tuple(said[s.id] for s in whole[1] if s.id in said)
        return shown[0], own, whole[2]

    def public_search(
        self, query: str, limit: int = 20, within: Within | None = None, level: str = "CLEAR"
    ) -> tuple[Hit, ...]:
        """What a search finds, as it may be shown to somebody outside this desk; what is all withheld is left out."""
        within = checked(within)
        with self._asked() as store:
            known, shown = self.known(), []
            places = store.search(query, limit, within)
            hits = [(hit, store.alerts.story_of(hit.span.report_id)) for hit in places]
            of: dict[str, dict[Evidence, Evidence]] = {}
            titles: dict[str, str | None] = {}
            for story in dict.fromkeys(story for _, story in hits if story):
                told = store.told(story)
                if told is not None:
                    wanted = [hit.span for hit, inside in hits if inside == story]
                    of[story] = dict(zip(wanted, gate.spans(told, wanted, known, level), strict=True))
                    titles |= {report.id: report.title for report in gate.public(told, known, level).reports}
        for hit, inside in hits:
            span = of.get(inside or "", {}).get(hit.span)
            if span is not None and span.text.replace(gate.GAP, "").strip():
                shown.append(replace(hit, span=span, title=titles.get(span.report_id)))
        return tuple(shown)

    def known(self) -> gate.Known:
        """What this desk's people have said of protection."""
        names, open_ = {}, set()
        for subject, marking in self._store.exchange.markings().items():
            if subject.startswith("name:") and marking.level == PROTECT:
                names[subject.removeprefix("name:")] = "by a person"
            elif subject.startswith("name:") and marking.level == OPEN:
                open_.add(subject.removeprefix("name:"))
        protected = {
            e.left for e in self._store.decisions() if e.relation == "protects" and e.retracted_at is None
        }
        for source in self._sources(protected):
            names |= dict.fromkeys((source.name, *source.aliases), "by a person")
        revealed = {each.key for each in self._store.exchange.reveals() if each.agreed_by}
        return gate.Known(names, (), frozenset(open_), frozenset(revealed))

    def _sources(self, ids: Ids[str]) -> Iterator[Source]:
        """These sources; one that nothing tells of any more is looked for in every story."""
        found = {name: record.source for name in ids if (record := self._store.lookup.source(name))}
        yield from found.values()
        if ids - found.keys():
            for told in self._every_story():
                yield from (source for source in told.sources if source.source_id in ids)

    def ask_reveal(self, key: str, reason: str, by: str) -> Reveal:
        """Ask that something withheld (its key as the preview shows it) may go out at AMBER or stricter. Logged."""
        if not reason.strip() or not by.strip():
            raise UsageError("Say why, and who asks: --reason WHY --by NAME.")
        self._may(by)
        with self._store.transaction():
            made = self._store.exchange.ask_reveal(Reveal(0, key, by, reason, now()))
            detail = {"reason": reason, "number": str(made.number)}
            self._store.ledger.append(by, "share.reveal.ask", key, detail, made.asked_at)
        return made

    def agree_reveal(self, number: int, by: str) -> Reveal:
        """A second person agrees, and what was asked for is in force. Raises NotAllowed for the same person."""
        self._may(by)
        asked = next((each for each in self._store.exchange.reveals() if each.number == number), None)
        if asked is not None and asked.asked_by.strip().casefold() == by.strip().casefold():
            raise NotAllowed("A second person has to agree: whoever asked cannot.")
        if asked is not None and asked.agreed_by:
            return asked
        with self._store.transaction():
            agreed = self._store.exchange.agree_reveal(number, by, now())
            detail = {"number": str(number), "asked_by": agreed.asked_by}
            self._store.ledger.append(by, "share.reveal.agree", agreed.key, detail, agreed.agreed_at or now())
        return agreed

    def reveals(self) -> tuple[Reveal, ...]:
        """Every wish to reveal, in order."""
        return tuple(replace(each) for each in self._store.exchange.reveals())

    def _may(self, by: str) -> None:
        """Only editors and admins reveal, where the desk has accounts."""
        if not by.strip():
            raise UsageError("Say who you are: --by NAME.")
        if not self._store.accounts.any():
            return
        account = self._store.accounts.get(by.strip())
        if account is None or account.ended_at is not None or account.role not in ("editor", "admin"):
            raise NotAllowed("Only an editor or an admin of this desk may reveal what is withheld.")
