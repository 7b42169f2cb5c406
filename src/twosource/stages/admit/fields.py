"""A report given as fields (JSON, feed, JSON-LD) -> Draft. The tables are in ``data/fields.json``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ... import data
from ...model import Credit
from . import dates
from .draft import Draft, clean, web_url
from .markup import has_markup, plain

_DEEP = 6


def from_fields(fields: Mapping[str, Any]) -> Draft:
    """The draft; its text is as written where it holds no HTML, else its paragraphs."""
    if isinstance(fields.get("report"), Mapping) and "text" in fields["report"]:
        fields = fields["report"]  # a line of our own extract
    lowered = {key.lower(): value for key, value in fields.items() if isinstance(key, str)}

    def found(name: str) -> Iterator[Any]:
        return _candidates(lowered, name)

    language = next((v for v in map(_text, found("language")) if v), None)
    return Draft(
        text=_body(lowered),
        title=_first(found("title"), 600),
        publisher=_publisher(found("publisher")),
        author=_author(found("author")),
        published=next((day for value in found("published_at") if (day := dates.iso(value, language))), None),
        url=next((url for value in found("url") if (url := web_url(_text(value)))), None),
        language=language,
        captured_at=next((day for value in found("captured_at") if (day := dates.iso(value))), None),
        credits=tuple(_credits(found("source"), lowered)),
    )


def _candidates(fields: Mapping[str, Any], name: str) -> Iterator[Any]:
    for key in data.table("fields.json")["json"][name]:
        if fields.get(key) not in (None, "", [], {}):
            yield fields[key]


def _body(fields: Mapping[str, Any]) -> str:
    table = data.table("fields.json")
    for key in table["json"]["text"]:
        if key in table["loose"] and not any(fields.get(each) for each in table["reported"]):
            break  # {"name", "description"} is a thing of any kind
        text = _text(fields.get(key))
        if text and text.strip():
            return plain(text) if has_markup(text) else text
    return ""


def _text(value: Any, deep: int = 0) -> str | None:
    """The string of a value: itself, or of a {"name"}, {"value"}, {"url"}; of a list the plain one, else the first."""
    if isinstance(value, str):
        return value
    if deep > _DEEP:
        return None
    if isinstance(value, Mapping):
        low = {key.lower(): each for key, each in value.items() if isinstance(key, str)}
        for key in ("value", "name", "content", "text", "title", "rendered", "url", "href", "@id", "@value"):
            found = _text(low.get(key), deep + 1)
            if found:
                return found
        return None
    if isinstance(value, list | tuple):
        plainest = [
            v
            for v in value
            if isinstance(v, Mapping) and "plain" in str(v.get("contentType", v.get("contenttype", "")))
        ]
        return next((text for each in [*plainest, *value[:50]] if (text := _text(each, deep + 1))), None)
    return None


def _first(values: Iterator[Any], longest: int) -> str | None:
    for value in values:
        text = _text(value)
        found = clean(plain(text) if text and has_markup(text) else text or "", longest)
        if found:
            return found
    return None


def _publisher(values: Iterator[Any]) -> str | None:
    for value in values:
        name = clean(_text(value) or "", 120)
        if name and not name.lower().startswith(("http:", "https:", "urn:")):
            return name
    return None


def _author(values: Iterator[Any]) -> str | None:
    for value in values:
        names = [_text(each) for each in value] if isinstance(value, list) else [_text(value)]
        kept = [name for each in names if each and (name := clean(each, 200)) and not name.startswith("http")]
        if kept:
            return ", ".join(dict.fromkeys(kept[:12]))
    return None


def _credits(sources: Iterator[Any], fields: Mapping[str, Any]) -> Iterator[Credit]:
    for value in sources:
        name = clean(_text(value) or "", 120)
        if name:
            yield Credit("source", name)
    publisher = fields.get("publisher")
    inner = publisher.get("parentOrganization") if isinstance(publisher, Mapping) else None
    for value in [*_candidates(fields, "owner"), inner]:
        name = clean(_text(value) or "", 120)
        if name:
            yield Credit("owner", name)
