"""A web page -> Draft: the article as a reader sees it, and what the page states of itself."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from ... import data
from ...model import Credit
from ...text.decoding import Refused
from . import dates
from .article import apart, article_text
from .draft import Draft, clean, host, same_site, web_url
from .fields import from_fields
from .markup import MOST_TAGS, parse
from .masthead import WORD
from .owners import owner_at_foot

_LONGEST_JSON = 600_000
_SUFFIX = re.compile(r"\s+[|·•»:–—-]+\s+")
_DATED = re.compile(r"date|time|publish|posted|byline|dateline|pub-|meta", re.IGNORECASE)


def from_page(text: str, url: str | None = None) -> Draft:
    """The draft of a page. Raises Refused: too large, too deep, no text found."""
    if text.count("<") > MOST_TAGS:
        raise Refused(f"too large: a page of {text.count('<'):,} tags; save the article by itself")
    tree = parse(text)
    if tree is None:
        raise Refused("no text found: it is not a page that can be read; save the article as text")
    metas, stated = _metas(tree), from_fields(_json_ld(tree))
    address, credit = _address(tree, metas, url)
    heading = _text(tree.find(".//h1"))
    titles = [t for t in (_meta(metas, "title"), stated.title, heading, _text(tree.find(".//title"))) if t]
    publisher = _meta(metas, "publisher") or stated.publisher
    title, suffix = _title(titles, publisher)
    shown = _visible_date(tree)
    draft = Draft(
        title=title,
        publisher=publisher or suffix,
        author=_author(metas) or stated.author,
        published=_published(tree, metas) or stated.published,
        visible_date=shown,
        url=address or stated.url,
        language=tree.get("lang") or _meta(metas, "language") or stated.language,
        credits=(*credit, *stated.credits, *_sources(metas), *_owner(tree, publisher or suffix)),
    )
    body = article_text(tree, [*titles, *([title] if title else [])])
    if not body:
        deep = _depth(text) > 250
        raise Refused(
            "too deep: its elements are nested hundreds deep; save the article as text"
            if deep else "no text found: the page holds no article; save the article itself or its text"
        )  # fmt: skip
    return replace(draft, text=body)


def _metas(tree: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        name = (
            element.get("property")
            or element.get("name")
            or element.get("itemprop")
            or element.get("http-equiv")
        )
        if name and element.get("content"):
            found.setdefault(name.strip().lower(), []).append(element.get("content"))
    return found


def _meta(metas: Mapping[str, list[str]], field: str) -> str | None:
    names = data.table("fields.json")["meta"][field]
    return next((value for name in names for raw in metas.get(name, ()) if (value := clean(raw))), None)


def _author(metas: Mapping[str, list[str]]) -> str | None:
    for name in data.table("fields.json")["meta"]["author"]:
        kept = [
            value
            for raw in metas.get(name, ())
            if (value := clean(raw, 200)) and not value.startswith("http")
        ]
        if kept:
            return re.sub(r"^by\s+", "", ", ".join(dict.fromkeys(kept)), flags=re.IGNORECASE)
    return None


def _sources(metas: Mapping[str, list[str]]) -> Iterator[Credit]:
    for name in data.table("fields.json")["meta"]["source"]:
        yield from (Credit("source", value) for raw in metas.get(name, ()) if (value := clean(raw)))


def _json_ld(tree: Any) -> Mapping[str, Any]:
    """The first article among the page's JSON-LD, or nothing."""
    kinds = data.table("fields.json")["articles"]
    best: tuple[int, Mapping[str, Any]] = (len(kinds), {})
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "") or not script.text or len(script.text) > _LONGEST_JSON:
            continue
        try:
            value = json.loads(script.text, strict=False)
        except (ValueError, RecursionError):
            continue
        for each in _objects(value):
            kind = each.get("@type")
            for name in kind if isinstance(kind, list) else [kind]:
                rank = (
                    kinds.index(name.lower())
                    if isinstance(name, str) and name.lower() in kinds
                    else len(kinds)
                )
                rank -= len(kinds) if each.get("datePublished") and rank < len(kinds) else 0
                best = min(best, (rank, each), key=lambda pair: pair[0])
    return {
        key: value for key, value in best[1].items() if isinstance(key, str) and key.lower() != "articlebody"
    }


def _objects(value: Any, deep: int = 0) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, Mapping):
        yield value
        value = [value.get("@graph"), value.get("mainEntity")]
    if isinstance(value, list) and deep < 4:
        for each in value[:100]:
            yield from _objects(each, deep + 1)


def _address(
    tree: Any, metas: Mapping[str, list[str]], url: str | None
) -> tuple[str | None, tuple[Credit, ...]]:
    """The canonical address; where it is on another site than the page, that site is credited."""
    links = (link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical")
    own = web_url(url) or web_url(_meta(metas, "url"), url)
    canonical = next((found for href in links if (found := web_url(href, url))), None)
    here, there = host(own), host(canonical)
    if canonical and here and there and not same_site(here, there):
        return own, (Credit("canonical", there),)
    return canonical or own, ()


def _title(titles: list[str], publisher: str | None) -> tuple[str | None, str | None]:
    """The headline, and the name of the site that ``<title>`` adds to it ("… | The Ledger")."""
    if not titles:
        return None, None
    best, last = titles[0], titles[-1]
    parts = _SUFFIX.split(last)
    tail = parts[-1] if len(parts) > 1 and len(parts[-1].split()) <= 6 else None
    if len(titles) == 1 and tail:
        return last[: last.rindex(tail)].rstrip(" |·•»:–—-"), tail
    for name in filter(None, (publisher, tail)):
        if best.endswith(name) and best != name:
            best = best[: -len(name)].rstrip(" |·•»:–—-")
    return best or None, tail if tail and last.startswith(best) else None


def _published(tree: Any, metas: Mapping[str, list[str]]) -> str | None:
    """The date that the page's meta elements and marked times state."""
    language = tree.get("lang")
    for name in data.table("fields.json")["meta"]["published"]:
        for raw in metas.get(name, ()):
            if day := dates.iso(raw, language):
                return day
    for element in tree.iter("time", "span", "abbr", "p", "div"):
        marked = element.get("itemprop") == "datePublished" or (
            element.tag == "time" and element.get("pubdate") is not None
        )
        if marked and (
            day := dates.iso(
                element.get("datetime") or element.get("content") or element.get("title"), language
            )
        ):
            return day
    times = [t for t in tree.iter("time") if t.get("datetime") and not apart(t)]
    found = {day for t in times if (day := dates.iso(t.get("datetime"), language))}
    first = next((day for t in times if (day := dates.iso(t.get("datetime"), language))), None)
    return first if first and (len(found) == 1 or _in_article(times[0])) else None


def _visible_date(tree: Any) -> str | None:
    """The first date that stands with a word like "Published", else the first in an element for dates."""
    language = tree.get("lang")
    shown: str | None = None
    for element in tree.iter("time", "span", "div", "p", "li", "small", "td", "dd", "em", "font"):
        marked = element.tag == "time" or _DATED.search(
            f"{element.get('class') or ''} {element.get('id') or ''}"
        )
        line = _text(element, 100) if marked or len(element) < 4 else clean(" ".join(element.xpath("text()")))
        if not line or len(line) > 100 or not any(c.isdigit() for c in line) or apart(element):
            continue
        found = dates.find(line, language)
        if found and (_labelled(line) or (marked and _labelled(_text(element.getparent(), 100) or ""))):
            return found.value
        shown = shown or (found.value if found and marked else None)
    return shown


def _labelled(line: str) -> bool:
    labels = data.table("calendar.json")["published"]
    return any(word.lower() in labels for word in WORD.findall(line))


def _in_article(element: Any) -> bool:
    return any(above.tag in ("article", "main") for above in element.iterancestors())


def _owner(tree: Any, publisher: str | None) -> tuple[Credit, ...]:
    foot = " ".join(text for each in tree.iter("footer") if (text := _text(each, 2000)))[:3000]
    found = owner_at_foot(foot, publisher)
    return (found,) if found else ()


def _text(element: Any, longest: int = 600) -> str | None:
    """The text of an element on one line; None where it is longer (read no further than that)."""
    parts, size = [], 0
    for part in element.itertext() if element is not None else ():
        parts.append(part)
        size += len(part.strip())
        if size > longest:
            return None
    return clean("".join(parts), longest)


def _depth(text: str) -> int:
    """How deep the tags of a page are nested, roughly: the most that were open at once."""
    deep = most = 0
    for match in re.finditer(
        r"<(/?)(?:div|span|section|article|ul|ol|li|b|i|em|strong|font|table|tr|td|blockquote)\b", text, re.I
    ):
        deep += -1 if match[1] else 1
        most = max(most, deep)
    return most
