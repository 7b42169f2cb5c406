"""The article of a page as a reader sees it: no navigation, notices, advertisements or boxes; without its title.

trafilatura 2 with ``favor_precision`` was the best of what was tried (docs/reading.md has the figures); what
it leaves in by name ("READ MORE: …", "Sign up for …") is taken out here.
"""

from __future__ import annotations

import copy
import logging
import re
from typing import Any

from ... import data
from . import furniture
from .draft import same_line
from .markup import blocks

_LEAD = re.compile(
    r"(?:^|[\s_-])(?:lead|lede|summary|standfirst|intro|introduction|sapo|chapo|abstract)(?:$|[\s_-])",
    re.IGNORECASE,
)
_APART = re.compile(
    r"related|recommend|sidebar|most-?read|most-?popular|comment|footer|teaser|promo|newsletter|card|widget|menu|banner"
    r"|cookie|consent|gallery|caption|author-?bio", re.IGNORECASE,
)  # fmt: skip


def article_text(tree: Any, titles: list[str]) -> str:
    """The paragraphs of the article, separated by blank lines; "" where there are none."""
    paragraphs = _extracted(tree) or _marked(tree)
    lead = _lead(tree, paragraphs)
    kept = _without_title([*([lead] if lead else []), *paragraphs], titles)
    text = "\n\n".join(kept or paragraphs)
    dropped = set(data.table("credits.json")["dropped"])
    spans, at = [], 0
    for paragraph in kept or paragraphs:
        spans.append((at, at + len(paragraph)))
        at += len(paragraph) + 2
    gone = {(line.start, line.end) for line in furniture.lines(text, spans) if line.kind in dropped}
    return "\n\n".join(text[start:end] for start, end in spans if (start, end) not in gone)


def _extracted(tree: Any) -> list[str]:
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found = bare_extraction(
            copy.deepcopy(tree), favor_precision=True, include_comments=False, with_metadata=False
        )
        return [] if found is None or found.body is None else blocks(found.body)
    except Exception:  # it raises what its many parsers raise; the page is read the plain way then
        return []


def _marked(tree: Any) -> list[str]:
    """The paragraphs of the page's article, main part or body, for pages too small or odd for extraction."""
    for name in ("article", "main", "body"):
        for part in tree.iter(name):
            found = [
                text
                for each in part.iter("p", "blockquote", "li")
                if (text := " ".join("".join(each.itertext()).split()))
            ]
            if found:
                return found
    return blocks(tree)


def _lead(tree: Any, paragraphs: list[str]) -> str | None:
    """The standfirst above the first paragraph, which extraction takes for a teaser; None where there is none."""
    have = " ".join(paragraphs)
    for element in tree.iter("p", "div", "h2", "section"):
        mark = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}"
        if not _LEAD.search(mark) or apart(element):
            continue
        found = " ".join("".join(element.itertext()).split())
        if 60 <= len(found) <= 700 and found[-1] in '.!?”"’' and found[:60] not in have:
            return found
        return None
    return None


def apart(element: Any) -> bool:
    """True inside navigation, footers, side columns and lists of other articles."""
    for above in (element, *element.iterancestors()):
        if above.tag in ("article", "main", "body", "html"):
            return False  # what is marked further out holds the article too
        if above.tag in ("nav", "footer", "aside") or _APART.search(
            f"{above.get('class') or ''} {above.get('id') or ''}"
        ):
            return True
    return False


def _without_title(paragraphs: list[str], titles: list[str]) -> list[str]:
    """The paragraphs without the title where it stands among the first three."""
    return [
        paragraph for at, paragraph in enumerate(paragraphs)
        if at > 2 or not any(same_line(paragraph, title) for title in titles)
    ]  # fmt: skip
