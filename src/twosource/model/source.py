"""Who can say something, and what a source did here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

SourceKind = Literal["outlet", "agency", "body", "person", "channel", "group", "unnamed", "unknown"]


@dataclass(frozen=True, slots=True)
class Source:
    """Someone who can say something. ``speaks_for`` is the source_id of the body of a person."""

    source_id: str
    name: str
    kind: SourceKind = "unknown"
    aliases: tuple[str, ...] = ()
    role: str | None = None
    speaks_for: str | None = None
    owner: str | None = None
    named: bool = True


@dataclass(frozen=True, slots=True)
class Record:
    """A source with what it did here: the reports it published, those in which it speaks, the stories, and the

    claims of which it is an origin by their status; ``alone`` are those that rest on it alone, ``first`` those of
    several reports of which it published the earliest.
    """

    source: Source
    published: int
    speaks_in: int
    stories: int
    claims: Mapping[str, int]
    alone: int
    first: int = 0
