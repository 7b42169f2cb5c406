"""Whose paper it is, where the first line says more than a name: a motto, a handle, a legal form, a place, a channel.

"VALLEY POST - your free daily", "Harbour Party (@harbourparty)", "HALM PLATING S.A.", "RADIO ARD, Lennick".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ... import data
from ...model import Credit
from .beneath import PROGRAMME, is_channel, is_document, is_motto
from .dated import SEEN, dated, is_moment, of_post, set_off
from .dates import find
from .masthead import (
    ISSUE,
    WORD,
    Row,
    capital,
    capitals,
    headlined,
    is_name,
    proper,
    title_like,
    titled,
)
from .written import SPLIT, Written, is_legal, of_whom, plain, taken_apart

LONGEST = 160  # characters of such a line
_BELOW = 3  # lines below it that may say what it is
_SPOILT = re.compile(r"[?\"“”«»:;/]|!\s*\S|[.…]\s*$")


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who a first line names, the day it bears and the credits in it (the owner of a channel)."""

    name: str
    published: str | None = None
    credits: tuple[Credit, ...] = ()


def issuer(text: str, rows: list[Row], language: str | None) -> Issuer | None:
    """Who the first line names; None where it is a headline, a sentence or a bare name (see ``masthead``)."""
    line = text[slice(*rows[0])]
    if len(line) > LONGEST or len(rows) < 2:
        return None
    below = [text[slice(*row)] for row in rows[1 : 1 + _BELOW]]
    body = text[rows[0][1] :]
    written = taken_apart(line)
    found = (
        _of_channel(written, below, pictured=plain(line) != line.strip(" \t*_#|"))
        or _of_company(written, below, language)
        or _of_several(line, below)
        or _set_apart(written, below, body, language)
        or _of_one_word(text, rows, below, body)
        or _of_document(written, below, body)
        or _of_paper(written, text, rows, language)
        or _in_document(line, below, language)
    )
    if found is None:
        return None
    day = (
        dated(written.rest, language) or set_off(written.rest, language, PROGRAMME) if written.rest else None
    )
    return Issuer(proper(found, body), day or None, _owner(written, text, rows[0]))


def _of_channel(written: Written, below: list[str], pictured: bool) -> str | None:
    """A name that its own line, or the next, says to be a channel's; or that bears a picture over a post's time."""
    seen = bool(below and SEEN.search(below[0]) and find(below[0]))
    seen = seen or (pictured and bool(below) and len(below[0]) < 60 and _timed(below[0]))
    told = bool(below) and is_channel(SPLIT.split(_before_day(below[0]))[0])
    if not (written.channel or seen or told):
        return None
    named = is_name(written.name) or (written.name and capitals(written.name)) or titled(written.name)
    if not named or _SPOILT.search(written.name) or len(WORD.findall(written.name)) > 8:
        return None
    if headlined([word.lower() for word in WORD.findall(written.name)]):  # a watchword, and who is behind it
        return next((part for part in written.parts[1:] if titled(part) and _is_body(part)), written.name)
    return written.name


def _timed(line: str) -> bool:
    return find(line) is not None or of_post(line) is not None or is_moment(line)


def _of_company(written: Written, below: list[str], language: str | None) -> str | None:
    """A name that ends in a legal form, above a line of date or kind of document."""
    words = written.name.replace(",", " ").split()
    if len(words) < 2 or not is_legal(words[-1]) or not _stated(below, language):
        return None
    named = words[:-1]
    low = [word.lower() for word in named]
    if headlined(low) or any(word.isdigit() for word in low) or len(words) > 8:
        return None
    return written.name if capitals(" ".join(named)) or all(capital(word) for word in named) else None


def _of_several(line: str, below: list[str]) -> str | None:
    """Several bodies in one line, where the next line calls the paper a joint one: all of them issue it."""
    joint = set(data.table("credits.json")["joint_words"])
    first = {word.lower() for word in WORD.findall(below[0])[:3]} if below else set()
    if not joint & first or len(WORD.findall(line)) > 24 or re.search(r"[!?:;\"“”]|[.,]$", line):
        return None
    names = [part.strip() for part in re.split(r"\s+[-–—|/·•]\s+", line)]
    written = capitals(line) or all(is_name(name) or titled(name) for name in names)
    return ", ".join(names) if written else None


def _set_apart(written: Written, below: list[str], body: str, language: str | None) -> str | None:
    """A name in capitals set off from its motto, place or programme in small letters: "LUND DIAL - your free paper"."""
    words = WORD.findall(written.name)
    spoilt = _SPOILT.search(written.rest.strip("\"'“”„«»‘’"))
    if not written.rest or not 0 < len(words) <= 6 or spoilt or "!" in written.name:
        return None
    low = [word.lower() for word in words]
    if headlined(low) or any(word.isdigit() for word in low) or re.search(r"[?:;,]|\.$", written.name):
        return None
    if " ".join(low) in data.table("credits.json")["sections"]:
        return None
    if not capitals(written.name) or capitals(body[:3000]):
        piped = len(written.parts) > 1 and is_name(written.name) and find(body[:200])
        return written.name if piped and len(words) <= 4 else None
    if capitals(written.rest):
        return None
    if len(written.parts) > 1:
        return written.name if len(words) <= 4 and len(written.rest.split()) <= 8 else None
    table = data.table("credits.json")
    outlet = low[0] in table["outlet_words"] or low[-1] in table["outlet_words"]
    return written.name if (outlet or _is_body(written.name)) and _stated(below, language) else None


def _of_one_word(text: str, rows: list[Row], below: list[str], body: str) -> str | None:
    """One word in capitals over its motto, or over headline and day: one for "free", or called out here and below."""
    line = plain(text[slice(*rows[0])]).strip(" *_#|")
    word = line.strip(" !")
    if not word.isalpha() or not capitals(word) or capitals(body[:3000]):
        return None
    if len(below) > 1 and is_motto(below[0]) and not headlined([word.lower()]):
        return word
    table = data.table("credits.json")
    free = word.lower() in table["free_words"]
    called = line.endswith("!") and line.casefold() in body.casefold()  # "EXTRA! pays for your story"
    return (
        word
        if (free or called) and title_like(text, rows, 1) and any(find(line[:80]) for line in below)
        else None
    )


def _of_document(written: Written, below: list[str], body: str) -> str | None:
    """A body's name in ordinary letters above a line that names the kind of document, with a day or alone."""
    if written.rest or not below or not titled(written.name):
        return None
    if not is_document(below[0]) and not (find(below[0]) and is_document(_before_day(below[0]))):
        return None
    words = WORD.findall(written.name)
    spoilt = _SPOILT.search(written.name) or re.search(r"\d", written.name)
    if spoilt or headlined([word.lower() for word in words]) or not 1 < len(words) <= 9:
        return None
    again = is_name(written.name) and written.name in body
    return written.name if _is_body(written.name) or again else None


def _of_paper(written: Written, text: str, rows: list[Row], language: str | None) -> str | None:
    """A name in ordinary letters over a day, and below that a headline in capitals; or a body "of" something there.

    With the day on its own line, an outlet's name above a headline.
    """
    if written.rest and is_name(written.name) and dated(written.rest, language) and title_like(text, rows, 1):
        low = [word.lower() for word in WORD.findall(written.name)]
        outlets = data.table("credits.json")["outlet_words"]
        return written.name if len(low) > 1 and (low[0] in outlets or low[-1] in outlets) else None
    day = dated(text[slice(*rows[1])], language)
    name = ISSUE.sub("", written.name)
    if written.rest or not day or not titled(name) or _SPOILT.search(name) or re.search(r"\d", name):
        return None
    words = WORD.findall(name)
    if headlined([word.lower() for word in words]):
        return None
    if is_name(name) and title_like(text, rows, 2) and capitals(text[slice(*rows[2])]):
        return name if not capitals(name) else None
    of = len(words) > 2 and words[1] in ("of", "for") and _is_body(words[0])
    return name if of and len(words) <= 9 else None


def _in_document(line: str, below: list[str], language: str | None) -> str | None:
    """The body that a line names as the document's: "Statement of the Ministry of Defence", over a line of date."""
    match = _ISSUED.fullmatch(line.strip(" *_#|"))
    if (
        match is None
        or not is_document(match["kind"])
        or not any(dated(each, language) for each in below[:2])
    ):
        return None
    name = match["name"]
    words = WORD.findall(name)
    legal = len(words) > 1 and is_legal(name.split()[-1])
    if headlined([word.lower() for word in (words[:-1] if legal else words)]) or not 0 < len(words) <= 9:
        return None
    return name if titled(name) and (legal or _is_body(name)) and not _SPOILT.search(name) else None


_ISSUED = re.compile(
    r"(?P<kind>[^\W\d_][\w ]{3,40}?)\s+(?:of|by|from|von|der|du|de|del|della)\s+(?:the\s+)?(?P<name>[^\W\d_].{2,90})"
)


def _before_day(line: str) -> str:
    """What a line of date says before its day: "Facebook" of "Facebook, 3 March 2026, 10:00"."""
    found = find(line)
    before = line[: found.start] if found else line
    day = before.rstrip(" ,").rpartition(" ")
    weekday = day[2].lower().rstrip(",") in data.table("calendar.json")["weekdays"]
    return (day[0] if weekday else before).strip(" ,–—-|·")


def _owner(written: Written, text: str, row: Row) -> tuple[Credit, ...]:
    """Whose channel it is, where brackets say so: "(channel of the miners' union)"."""
    name = of_whom(written.bracket)
    at = text.find(name, *row) if name else -1
    return (Credit("owner", name, at, at + len(name)),) if name and at >= 0 else ()


def _stated(below: list[str], language: str | None) -> bool:
    """True where one of the next lines is of a date or names the kind of document."""
    return any(
        is_document(line) or dated(line, language) or set_off(line, language, PROGRAMME) or of_post(line)
        for line in below
    )


def _is_body(name: str) -> bool:
    """True where a word of a name is for bodies: ministry, committee, union."""
    table = data.table("credits.json")
    return bool(
        {word.lower() for word in WORD.findall(name)} & {*table["body_words"], *table["issuer_words"]}
    )
