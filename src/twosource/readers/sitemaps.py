"""Sitemaps and indexes of sitemaps -> the addresses that they list, with the day of the last change."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..text.decoding import Refused

MOST = 50_000  # addresses, as the protocol has it
_SITEMAP = re.compile(rb"<(?:\w+:)?(?:urlset|sitemapindex)\b")


@dataclass(frozen=True, slots=True)
class Listed:
    """One address of a sitemap; ``inner`` where it is another sitemap."""

    url: str
    changed: str = ""
    inner: bool = False


def is_sitemap(body: bytes) -> bool:
    """True where XML is a sitemap or an index of them."""
    return _SITEMAP.search(body[:4096]) is not None


def listed(body: bytes) -> list[Listed]:
    """The addresses, the last changed first. Raises Refused: damaged, a bomb, no sitemap."""
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root = fromstring(body, forbid_dtd=True)
    except DefusedXmlException:
        raise Refused(
            "bomb: the XML defines entities of its own; remove its DOCTYPE if you trust it"
        ) from None
    except (ParseError, ValueError, RecursionError):
        raise Refused("unreadable: the XML is damaged; try again later") from None
    kind = _name(root)
    if kind not in ("urlset", "sitemapindex"):
        raise Refused("not a sitemap: its root is neither urlset nor sitemapindex; check the address")
    found = list(_addresses(root, kind == "sitemapindex"))
    return sorted(found, key=lambda each: each.changed, reverse=True)  # stable: else in the order of the file


def _addresses(root: Any, inner: bool) -> Iterator[Listed]:
    for number, entry in enumerate(root):
        if number >= MOST:
            return
        parts = {_name(each): (each.text or "").strip() for each in entry.iter() if each is not entry}
        if parts.get("loc"):
            yield Listed(parts["loc"], parts.get("lastmod") or parts.get("publication_date") or "", inner)


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]
