"""What a document says of itself, before anything is looked for in its text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from ...model import Credit

_LETTERS = re.compile(r"[^\W_]+")
# Control characters, and marks that turn the direction of writing.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_HOST = re.compile(r"[\w.-]+|[0-9a-fA-F:.]+")
_TRACKING = re.compile(
    r"^(?:utm_|at_|ns_|fbclid|gclid|igshid|mc_cid|mc_eid|ocid|cmpid|ito|smid|traffic_source)", re.I
)


@dataclass(frozen=True, slots=True)
class Draft:
    """A text with what the document states beside it; ``visible_date`` is a date shown on the page."""

    text: str = ""
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    visible_date: str | None = None
    url: str | None = None
    language: str | None = None
    captured_at: str | None = None
    credits: tuple[Credit, ...] = ()


def clean(value: str, longest: int = 400) -> str | None:
    """A field on one line without control marks; None where there is no word in it or it is far too long for one."""
    value = " ".join(_CONTROL.sub(" ", value).split())
    return value if 0 < len(value) <= longest and _LETTERS.search(value) else None


def web_url(value: str | None, base: str | None = None) -> str | None:
    """An absolute http address without its fragment and without marks for tracking; None where it is none."""
    if not value or len(value) > 2000:
        return None
    try:
        parts = urlsplit(urljoin(base or "", value.strip()))
        if parts.scheme.lower() not in ("http", "https") or not _HOST.fullmatch(parts.hostname or ""):
            return None
        query = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(k)]
        kept = parts.query if len(query) == parts.query.count("&") + 1 else urlencode(query)
        return urlunsplit((parts.scheme.lower(), parts.netloc, parts.path, kept, ""))
    except ValueError:
        return None


def host(url: str | None) -> str | None:
    """The host of an address without "www."; None where there is none."""
    try:
        name = urlsplit(url).hostname if url else None
    except ValueError:
        return None
    return name.removeprefix("www.") if name else None


def same_site(a: str, b: str) -> bool:
    """True where one host is the other or a part of it (amp.paper.example, paper.example)."""
    return a == b or a.endswith("." + b) or b.endswith("." + a)


def same_line(a: str, b: str) -> bool:
    """True where two lines have the same letters and digits, whatever their case and marks."""
    return _LETTERS.findall(a.lower()) == _LETTERS.findall(b.lower())
