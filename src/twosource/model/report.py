"""What comes in: raw documents, the reports that they become, and what was set aside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

PublishedFrom = Literal["meta", "text", "url", "file", "option", "inferred", "none", "person"]


CreditKind = Literal["with", "source", "related", "agency", "byline", "canonical", "owner", "self"]


@dataclass(frozen=True, slots=True)
class Fetched:
    """How bytes came over the web: asked for at ``url``, found at ``final_url`` after the hops ``via``.

    ``sha256`` is of the document as it was unpacked; of a feed's item it is the whole feed's.
    """

    url: str
    final_url: str
    at: str
    status: int
    headers: tuple[tuple[str, str], ...] = ()
    sha256: str = ""
    via: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One raw document as a Reader hands it over: bytes, or fields already taken from a container."""

    path: str
    media: Literal["text", "html", "fields"]
    payload: bytes
    fields: Mapping[str, Any] = field(default_factory=dict)
    url: str | None = None
    modified_at: str | None = None
    fetched: Fetched | None = None  # None where it came from a file


@dataclass(frozen=True, slots=True)
class SetAside:
    """An input that was refused: where, at which stage, why, and whether to try again later."""

    path: str
    stage: str
    reason: str
    retry: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Credit:
    """A stated debt to another outlet: a credit line, a byline, an "Original Source"."""

    kind: CreditKind
    name: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One version of one document. ``furniture`` are the spans of text that are not story."""

    id: str
    path: str
    text: str
    sha256: str
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published_at: str | None = None
    published_from: PublishedFrom = "none"
    captured_at: str | None = None
    language: str = "und"
    credits: tuple[Credit, ...] = ()
    furniture: tuple[Span, ...] = ()
    received_from: str | None = None  # the partner whose words it is, where it came by sharing


@dataclass(frozen=True, slots=True)
class Captured:
    """A report with the raw document that it was admitted from."""

    report: Report
    item: Item
