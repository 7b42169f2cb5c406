"""Deciding: what people say of claims, sources and reports, and the log of all that people did."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from .. import audit
from ..errors import UsageError
from ..model import Decision, DecisionVerb, Entry, Verified
from .edges import HOW, drawn
from .opened import Opened, now

VERBS: tuple[DecisionVerb, ...] = get_args(DecisionVerb)


class Deciding(Opened):
    """The verbs decide, undo, decisions, audit, verify and erase."""

    def decide(
        self, verb: str, subject: Sequence[str], value: str = "", *, author: str, reason: str
    ) -> Decision:
        """Keep what a person decided, in the audit log too, and assess anew what it touches.

        ``verb`` is one of ``VERBS``; ``subject`` are ids of claims, stories, statements, reports or sources, as
        ``HOW`` says; ``value`` is the letter of a rating, or ``speaker=NAME`` and the like of a correction.
        Raises UsageError, UnknownId.
        """
        known = next((each for each in VERBS if each == verb), None)
        if known is None:
            raise UsageError(f"There is no decision called {verb!r}. Known: {', '.join(HOW)}.")
        with self._asked():
            wanted = Decision(0, known, tuple(subject), value, author, reason, now())
            decision = drawn(self._store, wanted)
        with self._store.transaction():
            decision = self._store.acts.add(decision)
            detail = {"decision": str(decision.number), "reason": reason} | (
                {"value": value} if value else {}
            )
            self._store.ledger.append(author, f"decide.{verb}", " ".join(subject), detail, decision.at)
        self._catch_up()
        return decision

    def undo(self, number: int, *, author: str, reason: str) -> Decision:
        """Take a decision back: all is again as if it had never been made. Raises UnknownId, UsageError."""
        if not author.strip() or not reason.strip():
            raise UsageError("Taking back needs an author and a reason: --author NAME --reason WHY.")
        with self._there() as store, store.transaction():
            decision = store.acts.retract(number, author, reason, at := now())
            detail = {"decision": str(number), "reason": reason}
            store.ledger.append(author, "decide.undo", f"decision:{number}", detail, at)
        self._catch_up()
        return decision

    def decisions(self, of: str | None = None, live: bool = False) -> tuple[Decision, ...]:
        """What people decided, in order: of one id (a claim's decisions are those on its statements), or all."""
        with self._there() as store:
            every = store.acts.all(live)
            if of is None:
                return every
            names = {of}
            claim = store.claim(of)
            if claim is not None:
                names |= {*claim[0].claim.statements, *claim[0].claim.members}
            return tuple(one for one in every if names & _about(one))

    # --- the audit log

    def audit(self, limit: int = 100, before: int | None = None, of: str | None = None) -> tuple[Entry, ...]:
        """The last lines of the audit log, newest first; ``of`` names an actor or a subject."""
        with self._there() as store:
            return store.ledger.latest(limit, before, of)

    def verify(self, noted: tuple[int, str] | None = None) -> Verified:
        """Whether the chain of the audit log holds, and else its first broken line.

        ``noted`` is the number and the hash of a line as they once were.
        """
        with self._there() as store:
            return audit.verify(store.ledger.entries(), noted)

    def erase(self, number: int, names: Sequence[str], author: str, reason: str) -> int:
        """Erase words of one line of the audit log for good, and of the decision that it tells of, if any.

        Comes back with the number of the line that says so. Raises UnknownId, UsageError.
        """
        if not reason.strip() or not names:
            raise UsageError(
                "Say which words are erased, and why: --field actor --reason 'asked for by ...'."
            )
        with self._there() as store:
            with store.transaction():
                entry = store.ledger.entry(number)
                told = (
                    entry.detail.get("decision", "") if entry and entry.action.startswith("decide.") else ""
                )
                if told.isdigit():
                    store.acts.redact(int(told), "actor" in names, "reason" in names)
                line = store.ledger.erase(number, names, author, reason, now())
            if told:
                self._catch_up()
            store.ledger.settle()
        return line


def _about(decision: Decision) -> set[str]:
    """Every id that a decision was said of, or makes an edge on."""
    ends = {end for edge in decision.edges for end in (edge.left, edge.right)}
    return {*decision.subject, *ends, *(end.split("/")[0] for end in ends)}
