"""What a fetched document holds: one report, or the entries of a feed, each with a mark that moves when it changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urljoin, urlsplit

import orjson

from ...model import Fetched, Item, SetAside
from ...text import digest
from ...text.decoding import Refused
from .. import containers, sitemaps
from .fetching import Document, unpacked

MOST = 2000  # entries of one feed that are looked at; more than any paper publishes between two looks
_NO_TEXT = ("image/", "video/", "audio/", "font/", "application/pdf", "application/zip")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that a watched place lists: inline as ``item``, or to be fetched from ``url``, or both.

    ``key`` names it for good, ``mark`` is another when it was changed; ``item`` is None where there is no text.
    """

    key: str
    mark: str
    url: str | None = None
    item: Item | None = None


def items(place: str, document: Document, most: int) -> Iterator[Item | SetAside]:
    """The reports of a fetched document. Raises Refused where there is none in it."""
    body = unpacked(document.body or b"", most)
    url = document.fetched.final_url
    refuse_media(document, body)
    form = containers.form_of(body, None)
    found: Iterator[Item | SetAside]
    if form == "feed":
        if sitemaps.is_sitemap(body):
            raise Refused("not a report: a sitemap; watch it: twosource watch add ADDRESS")
        found = containers.entries(place, body)
    elif form == "json":
        found = containers.records(place, body)
    elif form == "lines":
        found = containers.lines(place, iter([body]), most)
    else:
        found = iter([Item(place, "html" if form == "html" else "text", body, url=url)])
    for one in found:
        yield replace(one, fetched=document.fetched) if isinstance(one, Item) else one


def page(place: str, document: Document) -> Item:
    """A fetched page as one report, whatever it looks like. Raises Refused: nothing to read in it."""
    body = document.body or b""
    refuse_media(document, body)
    form = containers.form_of(body, None)
    media = "html" if form == "html" else "text"
    url = document.fetched.final_url
    return Item(place, "html" if media == "html" else "text", body, url=url, fetched=document.fetched)


def refuse_media(document: Document, body: bytes) -> None:
    """Raises Refused where there is nothing, or a picture, film or archive."""
    if not body.strip():
        raise Refused("empty: there is nothing in it; try again later")
    kind = (document.header("content-type") or "").split(";")[0].strip().lower()
    if kind.startswith(_NO_TEXT) and b"\x00" in body[:4096]:
        raise Refused(f"not a report: {kind}; give the address of the page")


def listed(place: str, body: bytes, fetched: Fetched) -> list[Entry]:
    """The entries of an RSS, Atom or JSON feed, in its order. Raises Refused where it is none."""
    form = containers.form_of(body, None)
    if form == "feed":
        rows = containers.feed_rows(body)
    elif form == "json":
        rows = _json_feed(body)
    else:
        raise Refused("not a feed: it is a page; watch it as a page, or give the address of its feed")
    found = {entry.key: entry for entry in (_entry(place, row, fetched) for row in rows[:MOST]) if entry}
    return list(found.values())


def _entry(place: str, fields: Mapping[str, Any], fetched: Fetched) -> Entry | None:
    fields = {key: value for key, value in fields.items() if value}
    link = fields.get("url")
    url = urljoin(fetched.final_url, link) if isinstance(link, str) else None
    if url is not None and urlsplit(url).scheme not in ("http", "https"):
        url = None
    if url is not None:
        fields = {**fields, "url": url}
    key = str(fields.pop("id", None) or url or digest(str(fields.get("title")), str(fields.get("text"))))
    payload = orjson.dumps(fields, option=orjson.OPT_SORT_KEYS, default=str)
    item = None
    if fields.get("text"):
        item = Item(url or f"{place}#{key}", "fields", payload, fields=fields, url=url, fetched=fetched)
    return Entry(key, digest(payload.decode()), url, item) if item or url else None


def _json_feed(body: bytes) -> list[dict[str, Any]]:
    try:
        value = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise Refused("unreadable: not valid JSON; try again later") from None
    rows = value.get("items") if isinstance(value, Mapping) else None
    if not isinstance(rows, list):
        raise Refused("not a feed: JSON without items; give the address of a JSON Feed")
    found = []
    for row in rows[:MOST]:
        if isinstance(row, Mapping):
            authors = row.get("authors") or ([row["author"]] if row.get("author") else [])
            found.append(
                {
                    "id": row.get("id"),
                    "title": row.get("title"),
                    "text": row.get("content_html") or row.get("content_text") or row.get("summary"),
                    "publisher": value.get("title"),
                    "author": [each.get("name") for each in authors if isinstance(each, Mapping)] or None,
                    "published_at": row.get("date_published") or row.get("date_modified"),
                    "url": row.get("url") or row.get("external_url"),
                    "language": row.get("language") or value.get("language"),
                }
            )
    return found
