"""Datelines: where a report was filed, when, and by which agency, before its first sentence. The one description of them.

    PORT ASHBY, Norland, June 3 (TPA) — The ferry ...      capitals
    Port Ashby, June 3 (TPA) - The ferry ...               titled: an agency or a day must stand there
    (TPA) — The ferry ...                                  agency
    LONDON, England. The ferry ...                         stop
    PORT ASHBY, June 3. /TASS/. The ferry ...              slashed; so is "... June 3 — TASS. The ferry"
    新华社北京6月3日电 ..., (서울=연합뉴스) ..., 【東京共同】...       joined
    AFP - The ferry ..., By 3 June (PTI) The ferry ...     known: nothing else tells it, so the agency must be known

Every stage that meets one asks here: what it credits (admit, debts), what is no part of the story (dissect, extract,
group) and which place and land it is from (dissect, group).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from ..data import agency_names

Form = Literal["capitals", "titled", "agency", "stop", "slashed", "joined", "known"]
LONGEST = 160  # characters of a paragraph in which it may stand

_UPPER = "".join(re.escape(c) for c in map(chr, range(0x41, 0x530)) if c.isupper())
_CAPITALS = rf"[{_UPPER}][{_UPPER}.'’-]*[{_UPPER}.]"
_TOWN = rf"{_CAPITALS}(?:[ /-](?:{_CAPITALS}|[{_UPPER}]\.?(?!\w))){{0,5}}"
_WORD = rf"[{_UPPER}][\w.'’-]*"
_NAME = rf"{_WORD}(?:[ /](?:{_WORD}|de|la|del|of|al|the|am|an|der)){{0,4}}"
_DAY = r"(?:[^\W\d_]{3,9}\.? \d{1,2}|\d{1,2}\.? [^\W\d_]{3,9}\.?)(?:,? ['’]?(?:\d{4}|\d{2})(?!\d))?"
_BY = r"[(\[](?P<agency>[^()\[\]\n]{2,40})[)\]]"
_LONG = r"(?:[—–―]|-{2,3})"
# A hyphen without a space behind it is part of a word: "UN-backed".
_DASH = rf"\s{{0,2}}(?:{_LONG}\s*|-(?:\s+|(?=[“\"\[])))"
_AFTER = rf"\s{{0,3}}(?:(?:{_LONG}|\.?-)\s*|:\s)"  # behind an agency in brackets
_STATE = rf"(?:[,.] (?P<state>{_NAME}))?(?:, {_NAME})?"

_FORMS: tuple[tuple[Form, re.Pattern[str]], ...] = tuple(
    (form, re.compile(pattern))  # type: ignore[misc]
    for form, pattern in (
        ("slashed", rf"(?P<town>{_NAME})(?P<day>[,.]? {_DAY})[,.]? {_LONG} (?P<agency>[^\n.—–]{{2,30}})\.\s+"),
        ("known", rf"(?P<agency>[^\n—–:()]{{2,30}}?){_DASH}"),
        ("capitals", rf"(?P<town>{_TOWN}){_STATE}(?P<day>[,.]? {_DAY})?[,.]?(?: ?{_BY}{_AFTER}|{_DASH})(?:\[TEXT\]\s*)?"),
        ("capitals", rf"(?P<town>{_TOWN}){_STATE}(?P<day>[,.]? {_DAY})[,.]? ?{_BY}\.\s+"),
        ("titled", rf"(?P<town>{_NAME}){_STATE}(?P<day>[,.]? {_DAY})?[,.]? ?{_BY}{_AFTER}"),
        ("titled", rf"(?P<town>{_NAME}){_STATE}(?P<day>[,.] {_DAY})[,.]?{_DASH}"),
        ("agency", rf"{_BY}{_AFTER}"),
        ("stop", rf"(?P<town>{_TOWN}), (?P<state>{_NAME})\.\s+"),
        ("slashed", rf"(?P<town>{_NAME})(?:, (?P<state>{_NAME}))?(?P<day>[,.]? {_DAY})?[,.]? /(?P<agency>[^/\n]{{2,30}})/[.:]?(?:{_DASH}|\s+)"),
        ("joined", r"\((?P<town>[^()=\n]{1,20})=(?P<agency>[^()=\n]{2,20})\)\s?(?:[^=\n]{1,40}=\s?)?"),
        ("joined", r"(?P<agency>[^\W\d_]{2,3}社)(?P<town>[^\W\d_]{1,12}?)(?P<day>\d{1,2}月\d{1,2}日)[电電讯]\s?"),
        ("joined", r"【(?P<town>[^】\n]{1,14}?)(?P<agency>共同|時事|ロイター|AFP=時事)】\s?"),
        ("known", rf"(?:{_NAME})?,? ?{_DAY},? ?{_BY}\s+"),
    )
)  # fmt: skip
# Forms in which nothing but a known agency tells a dateline from a sentence.
_KNOWN = ("known", "slashed", "joined")
_PLACED = next(pattern for form, pattern in _FORMS if form == "capitals")
_CREDITED = re.compile(rf"{_TOWN}[,.]? {_DAY}[,.]? /{_CAPITALS}/[.:]?")
_SIGNS = re.compile(r"[—–―\-/=】)\]社]")


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline at ``start``; the story begins at ``end``. Each part with where it stands, None where it does not."""

    form: Form
    start: int
    end: int
    town: tuple[int, int] | None = None
    state: tuple[int, int] | None = None
    day: tuple[int, int] | None = None
    agency: tuple[int, int] | None = None


def dateline(text: str, start: int = 0, end: int | None = None) -> Dateline | None:
    """The dateline that a paragraph begins with; None where it begins with its story."""
    stop = min(len(text) if end is None else end, start + LONGEST)
    if not _SIGNS.search(text, start, stop) and not text[start : start + 2].isupper():
        return None
    for form, pattern in _FORMS:
        match = pattern.match(text, start, stop)
        if match and _filed(form, match):
            if form == "known" and text[match.end() : match.end() + 1].islower():
                return None  # "Reuters - which broke the news - says"
            return _whole(text, _made(form, match), stop)
    return None


def _whole(text: str, found: Dateline, stop: int) -> Dateline:
    """With the place that stands behind the agency: "(ANSA) - OSTVIK, 4 May - "."""
    behind = dateline(text, found.end, stop) if found.form == "agency" else None
    if behind is None or not behind.town or behind.agency:
        return found
    return replace(behind, start=found.start, agency=found.agency)


def glued(text: str, start: int, end: int) -> Dateline | None:
    """One in capitals further in: a headline may be glued before it ("Two held after fireFLINT, Mich. (WJRT) - ")."""
    match = _PLACED.search(text, start, min(end, start + LONGEST))
    return _made("capitals", match) if match else None


def agency_of(text: str) -> tuple[int, int] | None:
    """Where a text's first words give it to an agency, or to whoever else stands in the brackets of its dateline."""
    start = len(text) - len(text[:80].lstrip()) - len(text[80:])
    found = dateline(text, start)
    return found.agency if found else None


def _filed(form: Form, match: re.Match[str]) -> bool:
    """True where the brackets hold who filed it: "ADASH (by telephone): ..." is a turn of a transcript."""
    by = match.groupdict().get("agency") or ""
    if form == "slashed" and _CREDITED.fullmatch(match[0].rstrip()) and match["day"]:
        return True  # nobody but an agency stands so behind a place in capitals and a day
    if form in _KNOWN or (by and match[0].rstrip().endswith(":")):
        return _known(by)
    return not by[:1].islower() or _known(by)


def _known(name: str) -> bool:
    """True for an agency of the tables, and for one with its desk: dpa/lno."""
    return any(each.strip() in agency_names() for each in (name, name.partition("/")[0]))


def _made(form: Form, match: re.Match[str]) -> Dateline:
    def place(group: str) -> tuple[int, int] | None:
        return match.span(group) if group in match.re.groupindex and match[group] else None

    return Dateline(
        form, match.start(), match.end(), place("town"), place("state"), place("day"), place("agency")
    )
