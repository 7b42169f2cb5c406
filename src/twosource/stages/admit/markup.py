"""HTML -> the paragraphs a reader sees, without judging which of them are the article."""

from __future__ import annotations

import re
from typing import Any

MOST_TAGS = 100_000  # trafilatura needs about five seconds for as many; a long news page has some 5,000
_MARKUP = re.compile(
    r"</(?:p|div|a|span|em|strong|b|i|u|li|ul|ol|h[1-6]|blockquote|figure|figcaption|table|section|article|body|html)\s*>"
    r"|<(?:p|br|hr|img|div)\b[^<>]{0,500}>", re.IGNORECASE,
)  # fmt: skip
_BLOCKS = frozenset((
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd", "tr", "table", "thead", "tbody",
    "blockquote", "pre", "section", "article", "header", "footer", "main", "aside", "nav", "figure", "figcaption",
    "form", "fieldset", "address", "hr", "body", "html", "center", "details", "summary",
    "head", "quote", "list", "item", "row",  # trafilatura's own
))  # fmt: skip
_SKIPPED = frozenset((
    "script", "style", "noscript", "template", "iframe", "svg", "object", "embed", "button", "input", "select",
    "textarea", "title", "meta",
))  # fmt: skip
_SPACE = re.compile(r"[ \t\r\n\f\u00a0\u200b]+")


def has_markup(text: str) -> bool:
    """True where a text holds HTML elements (a lone < is no markup)."""
    return "<" in text and _MARKUP.search(text) is not None


def plain(text: str) -> str:
    """The paragraphs of a piece of HTML, separated by blank lines; entities become their characters."""
    tree = parse(f"<div>{text}</div>")
    return "" if tree is None else "\n\n".join(blocks(tree))


def parse(text: str) -> Any:
    """The tree of a page or piece (an lxml element), or None where the parser can make nothing of it."""
    from lxml import etree  # type: ignore[import-untyped]
    from lxml.html import HTMLParser, document_fromstring  # type: ignore[import-untyped]

    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    try:
        return document_fromstring(text.replace("\x00", "").encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, RecursionError, MemoryError):
        return None


def blocks(tree: Any) -> list[str]:
    """The text of each block element in order (a line break parts lines within one), nothing empty."""
    found: list[str] = []
    run: list[str] = []

    def flush() -> None:
        joined = _SPACE.sub(" ", "".join(run)).replace(" \x00", "\x00").replace("\x00 ", "\x00")
        found.extend(line for part in joined.split("\x00") if (line := part.strip()))
        run.clear()

    stack: list[tuple[Any, bool]] = [(tree, False)]
    while stack:  # not by recursion: pages are nested deeper than Python's stack
        element, leaving = stack.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        if leaving:
            if tag in _BLOCKS:
                flush()
            elif tag in ("td", "th", "cell"):
                run.append(" ")
            if element is not tree:
                run.append(element.tail or "")
            continue
        stack.append((element, True))
        if tag in _SKIPPED or not tag:
            continue
        if tag in _BLOCKS:
            flush()
        if tag in ("br", "lb"):
            run.append("\x00")
        run.append(element.text or "")
        stack.extend((child, False) for child in reversed(element))
    flush()
    return found
