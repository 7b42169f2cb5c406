"""What people decided, and the log of what anybody did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from .edge import Edge


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the audit log. ``hash`` covers the line before (``former``) and the salted ``digests``;

    ``fields`` are the words with their salts, by name; one that has a digest and no words was erased.
    """

    number: int
    at: str
    action: str
    former: str
    digests: Mapping[str, str]
    fields: Mapping[str, tuple[str, str]]
    hash: str

    def said(self, name: str) -> str | None:
        """The words of a field; None where there never were any, or they were erased."""
        return self.fields[name][1] if name in self.fields else None

    @property
    def actor(self) -> str:
        """Who did it; "" where that was erased."""
        return self.said("actor") or ""

    @property
    def subject(self) -> str:
        """To what; "" where that was erased."""
        return self.said("subject") or ""

    @property
    def detail(self) -> Mapping[str, str]:
        """The other words."""
        return {name: value for name, (_, value) in self.fields.items() if name not in ("actor", "subject")}

    @property
    def erased(self) -> tuple[str, ...]:
        """The names of the fields whose words were erased."""
        return tuple(sorted(self.digests.keys() - self.fields.keys()))


@dataclass(frozen=True, slots=True)
class Verified:
    """What came of looking through the audit log: ``count`` sound lines, the last one's hash, and the first

    broken line with the reason, None where the chain holds.
    """

    count: int
    head: str
    broken: int | None = None
    why: str | None = None


DecisionVerb = Literal[
    "confirm", "dispute", "merge", "split", "alias", "not-alias", "correct", "independent", "dependent", "rate",
    "protect", "set-aside", "date",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided: the verb, what it was said of (``subject``: ids as given), the ``value`` where one

    was given, and the edges it makes, which are on statements, reports and sources alone. Taken back, not deleted.
    """

    number: int
    verb: DecisionVerb
    subject: tuple[str, ...]
    value: str
    author: str
    reason: str
    at: str
    edges: tuple[Edge, ...] = ()
    retracted_at: str | None = None
    retracted_by: str | None = None
    retracted_for: str | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that a doctor looked at."""

    name: str
    ok: bool
    said: str
