"""Who owns the publisher, where its own text or the foot of its page says so: a shared owner joins two origins."""

from __future__ import annotations

import re

from ...model import Credit

_NAME = r"(?P<owner>[A-Z][\w&'’-]*(?: (?:[A-Z][\w&'’-]*|of|and|&)){0,5})"
_KIND = r"(?:station|newspaper|paper|title|publication|company|website|site|channel|magazine|service|brand|outlet)"
_OWNED = re.compile(
    r"\b(?:is|are) (?:a (?:service|part|brand|publication|title|division|subsidiary|company|trading name|product) of"
    rf"|part of|owned(?: and operated)? by|operated by|run by|published by|a member of) (?:the )?{_NAME}"
    rf"|, an? (?P<owned>[A-Z][\w&'’-]*(?: [A-Z][\w&'’-]*){{0,4}}) {_KIND}\b"
)
_HOLDER = re.compile(
    r"(?:©|\(c\)|[Cc]opyright)\s*(?:[Cc]opyright\s*)?(?:\d{4}(?:\s*[-–]\s*\d{2,4})?)?,?\s*(?:by\s+)?" + _NAME
)
_LEGAL = re.compile(
    r"[, ]+(?:ltd|limited|plc|inc|llc|gmbh|ag|ab|as|asa|oy|oyj|sa|nv|bv|corp|co|kg|srl|spa)\.?$"
)
# What only the outlet itself does in its report.
_OWN_WORK = re.compile(
    r"(?P<name>(?:The )?[A-Z][\w’'&.-]*(?: [A-Z][\w’'&.-]*){0,3})(?: has| had| have| also)* "
    r"(?:(?:reached out|wrote|e-?mailed) to [^.\n]{3,90} for comment|(?:contacted|approached|asked|emailed) [^.\n]{3,90} for comment"
    r"|(?:cannot|can not|could not|was unable to|has been unable to|has not been able to|was not able to)"
    r"(?: immediately| independently| yet)* (?:verify|confirm|reach))"
)
MOST_TEXT = 60_000  # characters looked at
TAIL = 800  # characters: such a line stands at the end


def stated_owner(text: str, publisher: str | None) -> Credit | None:
    """The owner that the last lines name for the publisher: "This is Radio Ard, a Halm Media station."."""
    bare = _bare(publisher)
    if not bare:
        return None
    for match in _OWNED.finditer(text, max(0, len(text) - TAIL)):
        sentence = max(text.rfind(mark, 0, match.start()) for mark in (". ", "\n", "! ", "? ")) + 1
        group = "owner" if match["owner"] else "owned"
        if bare in text[sentence : match.end()].lower() and _bare(match[group]) != bare:
            return Credit("owner", match[group], *match.span(group))
    return None


def own_name(text: str) -> Credit | None:
    """The outlet that a text shows to be its own: who asked for comment, or could not verify, at least twice."""
    found = list(_OWN_WORK.finditer(text[:MOST_TEXT]))
    names = {match["name"].removeprefix("The ") for match in found}
    if len(found) < 2 or len(names) != 1:
        return None
    return Credit("self", found[0]["name"], *found[0].span("name"))


def owner_at_foot(foot: str, publisher: str | None) -> Credit | None:
    """The owner that the foot of a page names, by a sentence or as the holder of its copyright."""
    for pattern in (_OWNED, _HOLDER):
        match = pattern.search(foot)
        name = match["owner"] if match else None
        if name and publisher and len(name) > 2 and _bare(name) != _bare(publisher):
            return Credit("owner", name)
    return None


def _bare(name: str | None) -> str:
    """A name without its article and without its legal form: "Karst Post Ltd" is the Karst Post."""
    return _LEGAL.sub("", (name or "").lower().removeprefix("the ").strip())
