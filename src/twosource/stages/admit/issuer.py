"""Whose paper it is, where the first line says more than a name: a motto, a handle, a legal form, a place, a channel.

"VALLEY POST - your free daily", "Harbour Party (@harbourparty)", "HALM PLATING S.A.", "RADIO ARD, Lennick".
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from ... import data
from ...model import Credit
from ...text import SMALL_IN_NAMES
from .beneath import PROGRAMME, is_channel, is_document, is_motto
from .dated import dated, is_moment, of_post, set_off
from .dates import find
from .masthead import WORD, Row, capitals, headlined, is_name, proper, title_like

LONGEST = 160  # characters of such a line
_BELOW = 3  # lines below it that may say what it is
_SPLIT = re.compile(r"\s+(?:\||·|•|//)\s+|\s+[-–—]\s+")
_HANDLE = re.compile(r"\s*[(\[]?\s*@[\w.]{2,40}\s*[)\]]?\s*$")
_BRACKET = re.compile(r"\s*\(([^()]{2,80})\)")
_OWNED = re.compile(r"\b(?:of|by)\s+(?:the\s+)?(\S.*)")
_SEEN = re.compile(r"\d[\d.,]*\s?[KkMm]?\s(?:views|subscribers|members|followers)\b")
_SPOILT = re.compile(r"[?\"“”«»:;/]|!\s*\S|[.…]\s*$")


# What joins or tints the parts of a picture: the joiner, variation selectors, the tones of skin.
_JOINERS = frozenset("\u200d\ufe0e\ufe0f\u20e3\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff")


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who a first line names, the day it bears and the credits in it (the owner of a channel)."""

    name: str
    published: str | None = None
    credits: tuple[Credit, ...] = ()


@dataclass(frozen=True, slots=True)
class _Written:
    """A first line taken apart: the name, what is set off from it, and whether it shows itself to be a channel."""

    name: str
    rest: str = ""
    parts: tuple[str, ...] = ()
    channel: bool = False
    bracket: str = ""
    pictured: bool = False


def issuer(text: str, rows: list[Row], language: str | None) -> Issuer | None:
    """Who the first line names; None where it is a headline, a sentence or a bare name (see ``masthead``)."""
    line = text[slice(*rows[0])]
    if len(line) > LONGEST or len(rows) < 2:
        return None
    below = [text[slice(*row)] for row in rows[1 : 1 + _BELOW]]
    body = text[rows[0][1] :]
    written = _taken_apart(line)
    found = (
        _of_channel(written, below, pictured=_plain(line) != line.strip(" \t*_#|"))
        or _of_company(written, below, language)
        or _of_several(line, below)
        or _set_apart(written, below, body, language)
        or _of_one_word(text, rows, below, body)
        or _of_document(written, below)
    )
    if found is None:
        return None
    day = (
        dated(written.rest, language) or set_off(written.rest, language, PROGRAMME) if written.rest else None
    )
    return Issuer(proper(found, body), day or None, _owner(written, text, rows[0]))


def _taken_apart(line: str) -> _Written:
    bare = _plain(line.strip(" *_#|"))
    handle = _HANDLE.search(bare)
    bare = bare[: handle.start()] if handle else bare
    bracket = _BRACKET.search(bare)
    bare = (bare[: bracket.start()] + bare[bracket.end() :]).strip() if bracket else bare
    parts = [part.strip() for part in _SPLIT.split(bare) if part.strip()]
    name, rest = (parts[0], " - ".join(parts[1:])) if parts else ("", "")
    if not rest:
        name, rest = _at_comma(name)
    channel = bool(handle) or any(is_channel(part) for part in (*parts[1:], bracket[1] if bracket else ""))
    channel = channel or bool(bracket and _of_whom(bracket[1]))
    words = name.split()
    if len(words) > 1 and capitals(" ".join(words[:-1])) and _is_channel_word(words[-1]):
        name, channel = " ".join(words[:-1]), True
    return _Written(name, rest, tuple(parts), channel, bracket[1] if bracket else "")


def _plain(line: str) -> str:
    """A line without its pictures: "Border Crow" of a name that ends in a bird."""
    kept = "".join(c for c in line if unicodedata.category(c) != "So" and c not in _JOINERS)
    return re.sub(r"\s{2,}", " ", kept).strip(" \t*_#|")


def _at_comma(name: str) -> tuple[str, str]:
    """A name and what a comma sets off in another hand: small letters, or a place below capitals."""
    before, comma, after = name.partition(", ")
    if not comma or not after:
        return name, ""
    small = after[0].islower() and not _legal(after)
    lower = capitals(before) and not capitals(after) and not _legal(after)
    return (before, after) if small or lower else (name, "")


def _of_channel(written: _Written, below: list[str], pictured: bool) -> str | None:
    """A name that its own line, or the next, says to be a channel's; or that bears a picture over a post's time."""
    seen = bool(below and _SEEN.search(below[0]) and find(below[0]))
    seen = seen or (pictured and bool(below) and len(below[0]) < 60 and _timed(below[0]))
    if not (written.channel or seen or (below and is_channel(below[0]))):
        return None
    named = is_name(written.name) or (written.name and capitals(written.name)) or _titled(written.name)
    if not named or _SPOILT.search(written.name) or len(WORD.findall(written.name)) > 8:
        return None
    if headlined([word.lower() for word in WORD.findall(written.name)]):  # a watchword, and who is behind it
        return next((part for part in written.parts[1:] if _titled(part) and _is_body(part)), written.name)
    return written.name


def _timed(line: str) -> bool:
    return find(line) is not None or of_post(line) is not None or is_moment(line)


def _of_company(written: _Written, below: list[str], language: str | None) -> str | None:
    """A name that ends in a legal form, above a line of date or kind of document."""
    words = written.name.replace(",", " ").split()
    if len(words) < 2 or not _legal(words[-1]) or not _stated(below, language):
        return None
    plain = words[:-1]
    low = [word.lower() for word in plain]
    if headlined(low) or any(word.isdigit() for word in low) or len(words) > 8:
        return None
    return written.name if capitals(" ".join(plain)) or all(_capital(word) for word in plain) else None


def _of_several(line: str, below: list[str]) -> str | None:
    """Several bodies in one line, where the next line calls the paper a joint one: all of them issue it."""
    joint = set(data.table("credits.json")["joint_words"])
    first = {word.lower() for word in WORD.findall(below[0])[:3]} if below else set()
    if not joint & first or len(WORD.findall(line)) > 24 or re.search(r"[!?:;\"“”]|[.,]$", line):
        return None
    names = [part.strip() for part in re.split(r"\s+[-–—|/·•]\s+", line)]
    written = capitals(line) or all(is_name(name) or _titled(name) for name in names)
    return ", ".join(names) if written else None


def _set_apart(written: _Written, below: list[str], body: str, language: str | None) -> str | None:
    """A name in capitals set off from its motto, place or programme in small letters: "CITY DIAL - your free paper"."""
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
    """One word in capitals over its motto, or one that calls the paper free over headline and day."""
    word = _plain(text[slice(*rows[0])]).strip(" !*_#|")
    if not word.isalpha() or not capitals(word) or capitals(body[:3000]):
        return None
    if len(below) > 1 and is_motto(below[0]) and not headlined([word.lower()]):
        return word
    free = word.lower() in data.table("credits.json")["free_words"]
    return word if free and title_like(text, rows, 1) and any(find(line[:80]) for line in below) else None


def _of_document(written: _Written, below: list[str]) -> str | None:
    """A body's name in ordinary letters above a line that only names the kind of document."""
    if written.rest or not below or not is_document(below[0]) or not _titled(written.name):
        return None
    words = WORD.findall(written.name)
    spoilt = _SPOILT.search(written.name) or re.search(r"\d", written.name)
    return written.name if _is_body(written.name) and 1 < len(words) <= 9 and not spoilt else None


def _owner(written: _Written, text: str, row: Row) -> tuple[Credit, ...]:
    """Whose channel it is, where brackets say so: "(channel of the miners' union)"."""
    name = _of_whom(written.bracket)
    at = text.find(name, *row) if name else -1
    return (Credit("owner", name, at, at + len(name)),) if name and at >= 0 else ()


def _of_whom(bracket: str) -> str | None:
    words = bracket.split()
    near = any(_is_channel_word(word.strip(",")) for word in words[:3])
    found = _OWNED.search(bracket) if near else None
    return found[1].strip() if found else None


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


def _legal(word: str) -> bool:
    bare = word.strip(" ,()").lower().replace(".", "")
    plain = word.strip(" ,()")
    if bare not in data.table("kin.json")["legal"]:
        return False
    return plain.isupper() or "." in plain or "/" in plain or plain[0].isupper() or plain == "plc"


def _capital(word: str) -> bool:
    return word[:1].isupper() or word in SMALL_IN_NAMES or word == "&"


def _titled(name: str) -> bool:
    """Every word with a capital, but for small ones: a name, or a headline set so."""
    words = WORD.findall(name)
    return bool(words) and words[0][0].isupper() and all(_capital(word) for word in words)


def _is_channel_word(word: str) -> bool:
    table = data.table("credits.json")
    return word.islower() and (word in table["channel_words"] or word in ("official", "oficial", "officiel"))
