"""Containers -> one item a report: JSON (one, a list, a feed), lines of JSON, RSS and Atom."""

from __future__ import annotations

import html
import io
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from .. import data
from ..model import Item, SetAside
from ..text.decoding import Refused, decode
from . import streams, telegram

PATIENCE = 1000
MOST_TAGS = 600_000  # some 60,000 items; feedparser reads about 1,600 a second
MOST_ENTITIES = 2_000_000
_CLOSED = re.compile(rb"</(?:rss|feed|rdf:RDF)\s*>", re.IGNORECASE)
_LONG_TAG = re.compile(rb"<[^<>]{100000}")
_DEEPEST = 3  # how far down a list of reports is looked for
_HTML = re.compile(
    rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,400}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_XML = re.compile(rb"^\s*<(?:\?xml|rss|feed|rdf:RDF)\b", re.IGNORECASE)
_NO_TEXT = "no text found: there is no field such as text, body or articleBody; add one"


def form_of(head: bytes, form: str | None) -> str:
    """text, html, json, lines or feed: by content where the name says nothing or is often wrong."""
    start = head[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    if form in (None, "text", "feed", "html") and _HTML.match(start):
        return "html"
    if form is not None:
        return form
    if _XML.match(start):
        return "feed"
    if start[:1] not in (b"{", b"["):
        return "text"
    line, more, _ = start.partition(b"\n")
    return "lines" if more and start[:1] == b"{" and _parses(line) else "json"


def records(path: str, payload: bytes, modified: str | None = None) -> Iterator[Item | SetAside]:
    """The reports of a JSON file. Raises Refused: broken JSON or encoding, too deep, no text found."""
    text = _decoded(payload)
    try:
        value = _loads(text)
    except Refused:
        first, _, rest = text.lstrip().partition("\n")
        if not rest.strip() or not _parses(first.encode("utf-8", "replace")):
            raise
        yield from lines(path, iter([payload]), len(payload), modified)  # lines of JSON in a .json file
        return
    if telegram.is_export(value):
        yield from telegram.messages(path, value)
        return
    if isinstance(value, Mapping) and _is_report(value):
        yield Item(path, "fields", payload, fields=value, modified_at=modified)
        return
    found = value if isinstance(value, list) else _list(value)
    if found is None:
        if not (isinstance(value, Mapping) and _is_report(value, loose=True)):
            raise Refused(_NO_TEXT)
        yield Item(path, "fields", payload, fields=value, modified_at=modified)
        return
    if not found:
        raise Refused("empty: a list without reports; fetch it again")
    outer = value.get("title") if isinstance(value, Mapping) else None
    title = outer if isinstance(outer, str) else None
    yield from _patient(_item(f"{path}#{at}", each, modified, title) for at, each in enumerate(found, 1))


def lines(
    path: str, pieces: Iterator[bytes], most: int, modified: str | None = None
) -> Iterator[Item | SetAside]:
    """The report of each line; the number in the path is the line's."""
    yield from _patient(_lines(path, pieces, most, modified))


def _lines(path: str, pieces: Iterator[bytes], most: int, modified: str | None) -> Iterator[Item | SetAside]:
    head, pieces = streams.peek(pieces)
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):  # UTF-16 cannot be cut at the bytes of a newline
        pieces = iter([_decoded(streams.whole(pieces, most)).encode("utf-8", "replace")])
    found = False
    for number, row in enumerate(streams.rows(pieces, most), 1):
        name = f"{path}#{number}"
        if row is None:
            yield SetAside(name, "read", f"too large: a line of over {most:,} bytes; raise --max-bytes")
        elif row.strip(b" \t\r\xef\xbb\xbf"):
            try:
                yield _item(name, _loads(_decoded(row)), modified)
            except Refused as refusal:
                yield SetAside(name, "read", str(refusal))
        else:
            continue
        found = True
    if not found:
        raise Refused("empty: there is nothing in it; fetch it again")


def entries(path: str, payload: bytes, modified: str | None = None) -> Iterator[Item | SetAside]:
    """The items of an RSS or Atom feed. Raises Refused where it is no feed."""
    found = _feed(payload)
    feed = found.get("feed", {})
    damaged = "SAX" in type(found.get("bozo_exception")).__name__
    cut = damaged and b"\x00" not in payload and not _CLOSED.search(payload)
    whole = found.entries[:-1] if cut else found.entries
    yield from _patient(
        _entry(f"{path}#{n}", each, feed, modified, damaged) for n, each in enumerate(whole, 1)
    )
    if cut and found.entries:
        reason = "unreadable: the feed is cut off in this item; fetch it again"
        yield SetAside(f"{path}#{len(found.entries)}", "read", reason)
    if not found.entries:
        raise Refused("empty: a feed without items; fetch it again")


def feed_rows(payload: bytes) -> list[dict[str, Any]]:
    """Each item of an RSS or Atom feed as plain fields with its ``id``; [] where it has none. Raises Refused."""
    found = _feed(payload)
    feed = found.get("feed", {})
    return [{"id": each.get("id"), **_fields(each, feed)} for each in found.entries]


def _feed(payload: bytes) -> Any:
    """A feed as its parser gives it. Raises Refused: empty, a bomb, too large, damaged, no feed."""
    if not payload.strip():
        raise Refused("empty: there is nothing in it; fetch it again")
    if b"<!ENTITY" in payload[:100_000]:
        raise Refused("bomb: the XML defines entities of its own; remove its DOCTYPE if you trust it")
    if payload.count(b"<") > MOST_TAGS or payload.count(b"&") > MOST_ENTITIES or _LONG_TAG.search(payload):
        raise Refused(f"too large: a feed of over {MOST_TAGS:,} tags, or with one endless tag; split it")
    found = _parsed(payload)
    if not found.entries and not found.get("version"):
        raise Refused(
            "no text found: XML that is neither RSS nor Atom; save the reports as .txt, .html or .json"
        )
    return found


def _entry(name: str, entry: Any, feed: Any, modified: str | None, damaged: bool) -> Item | SetAside:
    fields = {key: value for key, value in _fields(entry, feed).items() if value}
    if fields.get("text"):
        return _item(name, fields, modified)
    if damaged:
        return SetAside(name, "read", "unreadable: the feed's XML is damaged or cut off; fetch it again")
    return SetAside(name, "read", "no text found: the feed gives only a title; fetch the page itself")


def _patient(found: Iterator[Item | SetAside]) -> Iterator[Item | SetAside]:
    """The same, until a thousand in a row are no reports. Raises Refused then."""
    bad = 0
    for each in found:
        bad = bad + 1 if isinstance(each, SetAside) else 0
        yield each
        if bad >= PATIENCE:
            raise Refused(f"no text found: {PATIENCE:,} parts in a row are no reports; the rest was not read")


def _parsed(payload: bytes) -> Any:
    import feedparser

    try:
        # In a BytesIO: given a string, or even bytes, feedparser opens a local file of that name.
        return feedparser.parse(io.BytesIO(payload), sanitize_html=False, resolve_relative_uris=False)
    except Exception:  # its loose parser raises what it likes on hostile input
        raise Refused("unreadable: the XML is damaged; fetch it again") from None


def _fields(entry: Any, feed: Any) -> dict[str, Any]:
    """One feed item in our own plain shape."""
    bodies = [
        *(entry.get("content") or []),
        *([entry["summary_detail"]] if entry.get("summary_detail") else []),
    ]
    texts = [_body(each.get("value") or "", each.get("type") or "") for each in bodies]
    source = entry.get("source") or {}
    return {
        "title": html.unescape(entry.get("title") or ""),
        "text": max(texts, key=len, default=""),
        "publisher": html.unescape(source.get("title") or feed.get("title") or ""),
        "author": entry.get("author"),
        "published_at": entry.get("published") or entry.get("created") or entry.get("updated"),
        "url": entry.get("link"),
        "language": next((b.get("language") for b in bodies if b.get("language")), None)
        or feed.get("language"),
    }


def _body(value: str, kind: str) -> str:
    return html.unescape(value) if "html" in kind and "<" not in value else value


def _item(name: str, value: Any, modified: str | None, outer: str | None = None) -> Item | SetAside:
    if isinstance(value, Mapping) and isinstance(value.get("_source"), Mapping):
        value = value["_source"]  # a search engine's hit
    if not isinstance(value, Mapping) or not _is_report(value, loose=True):
        return SetAside(name, "read", _NO_TEXT)
    fields = {**value, "feed_title": outer} if outer else dict(value)
    return Item(
        name, "fields", orjson.dumps(fields, option=orjson.OPT_SORT_KEYS), fields=fields, modified_at=modified
    )


def _list(value: Any, deep: int = 0) -> list[Any] | None:
    """The list of reports that an object holds under one of the usual keys."""
    if not isinstance(value, Mapping) or deep > _DEEPEST:
        return None
    for key in [*data.table("fields.json")["lists"], "response", "result", "channel", "feed"]:
        inner = value.get(key)
        if isinstance(inner, list) and any(isinstance(each, Mapping) for each in inner[:20]):
            return inner
        found = _list(inner, deep + 1)
        if found is not None:
            return found
    return None


def _is_report(fields: Mapping[str, Any], *, loose: bool = False) -> bool:
    """True where a key for texts is filled; ``loose`` takes a summary beside a title for one."""
    inner = fields.get("report")
    fields = inner if isinstance(inner, Mapping) else fields
    table = data.table("fields.json")
    filled = {key.lower() for key, value in fields.items() if value and isinstance(key, str)}
    keys = filled & set(table["json"]["text"])
    return bool(keys - set(table["loose"]) or (loose and keys and filled & set(table["reported"])))


def _decoded(payload: bytes) -> str:
    """JSON is UTF-8 (RFC 8259); older files may be UTF-16 or 32 with or without a mark, or a legacy encoding."""
    if not payload.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise Refused("empty: there is nothing in it; fetch it again")
    try:
        return payload.decode(json.detect_encoding(payload)).removeprefix("\ufeff")
    except UnicodeDecodeError:
        if b"\x00" in payload:
            raise Refused("binary: it is not text, so not JSON; fetch it again") from None
        return decode(payload)


def _loads(text: str) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        if "depth" in str(error) or "recursion" in str(error).lower():
            raise Refused("too deep: JSON nested over a thousand levels; flatten it") from None
        if "surrogate" in str(error).lower():
            raise Refused(
                "broken encoding: half a character in \\u escapes; save the file as UTF-8"
            ) from None
        raise Refused(
            f"unreadable: not valid JSON (line {error.lineno}, column {error.colno}); mend it"
        ) from None


def _parses(line: bytes) -> bool:
    try:
        return isinstance(orjson.loads(line.strip()), dict)
    except orjson.JSONDecodeError:
        return False
