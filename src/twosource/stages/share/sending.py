"""What every object that leaves begins with: who sends, at which level, when, and by which ids."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from .vocabulary import TLP, Object, stable


@dataclass(frozen=True, slots=True)
class Sending:
    """Who sends, at which level, when, and under which key origins are told.

    ``carried`` are the tokens that came with received statements, by statement; ``level_of`` the marks of statements
    that are stricter than the rest; ``touched`` the reports of which something is withheld; ``notice`` what the gate says.
    """

    desk: str
    name: str
    level: str
    at: str
    key: str | None = None
    carried: Mapping[str, Sequence[str]] = field(default_factory=dict)
    level_of: Mapping[str, str] = field(default_factory=dict)
    touched: frozenset[str] = frozenset()
    notice: str = ""
    withheld: Mapping[str, Sequence[str]] = field(default_factory=dict)
    related: Mapping[str, Sequence[str]] = field(default_factory=dict)  # claim -> partners' notes of the same

    def id(self, kind: str, *parts: str) -> str:
        """The id of one of this desk's objects."""
        return stable(kind, self.desk, *parts)


def stix(kind: str, ident: str, at: str, **more: object) -> Object:
    """An object of STIX 2.1; what is empty is left out."""
    told = {"type": kind, "spec_version": "2.1", "id": ident, "created": at, "modified": at}
    return {**told, **{name: value for name, value in more.items() if value not in (None, "", [], {})}}


def ours(sending: Sending, level: str = "") -> Object:
    """What every object of this desk says of itself: who made it, and its mark."""
    return {"created_by_ref": sending.desk, "object_marking_refs": [TLP[level or sending.level]]}


def relationship(kind: str, source: str, target: str, sending: Sending, **more: object) -> Object:
    """How one object stands to another."""
    return stix(
        "relationship", sending.id("relationship", kind, source, target), sending.at, **ours(sending),
        relationship_type=kind, source_ref=source, target_ref=target, **more,
    )  # fmt: skip
