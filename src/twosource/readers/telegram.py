"""Folders that Telegram Desktop exports (result.json, messages.html) -> one item a message.

A message is a report by the channel; one that was forwarded names whom it is from as its source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import orjson

from ..model import Item, SetAside
from ..text.decoding import Refused

_PAGE = re.compile(rb'<div class="(?:page_wrap|message (?:default|service))')
_STAMP = re.compile(r"(\d{2})\.(\d{2})\.(\d{4}) (\d{2}:\d{2}:\d{2})(?: UTC([+-]\d{2}:\d{2}))?")
_CHANNELS = ("public_channel", "private_channel")


def is_export(value: Any) -> bool:
    """True where JSON is one exported chat, or the export of a whole account."""
    if not isinstance(value, Mapping):
        return False
    chats = value.get("chats")
    listed = isinstance(chats, Mapping) and isinstance(chats.get("list"), list)
    return listed or (isinstance(value.get("messages"), list) and "type" in value and "id" in value)


def messages(path: str, value: Mapping[str, Any]) -> Iterator[Item | SetAside]:
    """Every message with text, in order. Raises Refused where there is none."""
    chats = value.get("chats")
    found = False
    for chat in chats["list"] if isinstance(chats, Mapping) else [value]:
        if isinstance(chat, Mapping) and isinstance(chat.get("messages"), list):
            for message in chat["messages"]:
                item = _message(path, chat, message) if isinstance(message, Mapping) else None
                if item is not None:
                    found = True
                    yield item
    if not found:
        raise Refused("no text found: an export without messages; export the chat again, with its texts")


def is_page(payload: bytes) -> bool:
    """True where HTML is a page of an exported chat."""
    return b'class="history"' in payload and _PAGE.search(payload) is not None


def page_messages(path: str, payload: bytes) -> Iterator[Item | SetAside]:
    """Every message with text of a page of an exported chat. Raises Refused where there is none."""
    from lxml import etree  # type: ignore[import-untyped]
    from lxml.html import HTMLParser, document_fromstring  # type: ignore[import-untyped]

    try:
        tree = document_fromstring(payload, parser=HTMLParser(encoding="utf-8", remove_comments=True))
    except (etree.LxmlError, ValueError):
        raise Refused("unreadable: the HTML is damaged; export the chat again") from None
    chat = _said(tree, "page_header") or "Telegram"
    sender, found = "", False
    for block in tree.xpath(f"//div[{_of('message')} and {_of('default')}]"):
        sender = _said(block, "from_name", ".//div[@class='body']/div") or sender
        text = _said(block, "text")
        if text:
            found = True
            yield _page_item(path, block, chat, sender, text)
    if not found:
        raise Refused("no text found: an export without messages; export the chat again, with its texts")


def _message(path: str, chat: Mapping[str, Any], message: Mapping[str, Any]) -> Item | None:
    text = _flat(message.get("text")).strip()
    if message.get("type") != "message" or not text:
        return None
    name, sender = str(chat.get("name") or "Telegram"), message.get("from")
    own = chat.get("type") in _CHANNELS or sender == name
    fields = {
        "text": text,
        "publisher": name,
        "author": None if own else sender,
        "published_at": _moment(message.get("date_unixtime"), message.get("date")),
        "original_source": message.get("forwarded_from"),
        "edited": message.get("edited"),
    }
    return _item(f"{path}#{message.get('id')}", fields)


def _page_item(path: str, block: Any, chat: str, sender: str, text: str) -> Item:
    stamp = next(iter(block.xpath(f".//div[{_of('date')}]/@title")), "")
    forwarded = _said(block, "from_name", f".//div[{_of('forwarded')}]/div")
    name = re.sub(r"\s+\d{2}\.\d{2}\.\d{4}.*$", "", forwarded)
    fields = {
        "text": text,
        "publisher": chat,
        "author": sender if sender != chat else None,
        "published_at": _stamped(stamp),
        "original_source": name or None,
    }
    return _item(f"{path}#{(block.get('id') or '').removeprefix('message')}", fields)


def _item(path: str, fields: Mapping[str, Any]) -> Item:
    kept = {key: value for key, value in fields.items() if value}
    return Item(path, "fields", orjson.dumps(kept, option=orjson.OPT_SORT_KEYS, default=str), fields=kept)


def _flat(value: Any) -> str:
    """A text that is a string, or a list of strings and of marked pieces."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return "".join(each if isinstance(each, str) else _flat(each.get("text")) for each in value
                       if isinstance(each, str | Mapping))  # fmt: skip
    return ""


def _moment(unix: Any, local: Any) -> str | None:
    """The moment of a message: in UTC where it is known, else the exporter's local time."""
    try:
        return datetime.fromtimestamp(int(unix), UTC).isoformat()
    except (TypeError, ValueError, OverflowError, OSError):
        return local if isinstance(local, str) else None


def _stamped(title: str) -> str | None:
    found = _STAMP.search(title)
    if not found:
        return None
    day, month, year, clock, offset = found.groups()
    return f"{year}-{month}-{day}T{clock}{offset or ''}"


def _of(name: str) -> str:
    return f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')"


def _said(tree: Any, name: str, within: str = ".//div") -> str:
    """The text of the first element of a class, its line breaks kept."""
    for element in tree.xpath(f"{within}[{_of(name)}]"):
        for mark in element.xpath(".//br"):
            mark.tail = "\n" + (mark.tail or "")
        lines = ("".join(element.itertext())).splitlines()
        return "\n".join(line for each in lines if (line := " ".join(each.split())))
    return ""
