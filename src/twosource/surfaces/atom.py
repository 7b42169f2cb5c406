"""Alerts as an Atom feed (RFC 4287), for any feed reader."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, tostring

from ..model import Alert

_NS = "http://www.w3.org/2005/Atom"
# What XML cannot hold at all, however it is written.
_NEVER = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
MEDIA = "application/atom+xml"


def feed(alerts: Sequence[Alert], title: str, home: str, at: str) -> bytes:
    """The feed of these alerts, the newest first; ``home`` is the address of the desk."""
    root = Element("feed", xmlns=_NS)
    _put(root, "title", title)
    _put(root, "id", f"{home}/api/alerts.atom")
    _put(root, "updated", alerts[0].at if alerts else at)
    author = SubElement(root, "author")
    _put(author, "name", "Twosource")
    for one in alerts:
        entry = SubElement(root, "entry")
        _put(entry, "title", one.text)
        _put(entry, "id", f"urn:twosource:alert:{one.id}")
        _put(entry, "updated", one.at)
        SubElement(entry, "category", term=one.kind)
        place = f"/claims/{one.claim_id}" if one.claim_id else f"/stories/{one.story_id}"
        if one.claim_id or one.story_id:
            SubElement(entry, "link", href=f"{home}{place}")
        quoted = "\n".join(f"“{' '.join(span.text.split())}”" for span in one.spans)
        _put(entry, "content", f"{one.text}\n\n{quoted}".strip()).set("type", "text")
    body: bytes = tostring(root, "utf-8", xml_declaration=True)
    return body


def _put(parent: Element, name: str, text: str) -> Element:
    element = SubElement(parent, name)
    element.text = _NEVER.sub("\ufffd", text)
    return element
