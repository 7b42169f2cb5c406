"""Whose paper it is: a name at the top of a text, told from a headline."""

from __future__ import annotations

import re

from ... import data
from ...data.numerals import spelled
from ...text import SMALL_IN_NAMES
from .dates import find

Row = tuple[int, int]
WORD = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*")
CLOSED = re.compile(r"[.;,:…]\s*[\"'”’»)\]]*$")
_FREQUENCY = re.compile(r"\b(?:(?:fm|am)\s*)?\d{2,4}(?:[.,]\d{1,2})?\s*(?:fm|am|mhz|khz)\b", re.IGNORECASE)
_OWNER = re.compile(r"\s+\([^()\n]{3,60}\)$")  # "RADIO NORTH (Selm Media)"
# "RADIO NORTH, WORLD SERVICE IN ENGLISH": whose it is stands before the comma.
_SERVICE = re.compile(
    r", (?:the )?(?:[^\W\d_]+ ){0,3}(?:service|edition|programmes?|section)(?: in [^\W\d_]+(?: and [^\W\d_]+)?)?$",
    re.IGNORECASE,
)
_ON_AIR = re.compile(r"(?<=\w)\s+\d{2,3}[.,]\d{1,2}$")  # "RADIO ARD 101.4"
_TRANSCRIPT = re.compile(r"\btranscri(?:pt|bed|ption)\b", re.IGNORECASE)
ISSUE = re.compile(r",?\s+(?:no|nr|issue|vol)\.?\s*\d{1,6}$", re.IGNORECASE)


def masthead(text: str, rows: list[Row], at: int) -> tuple[str, int] | None:
    """The publisher that row ``at`` names and where the masthead ends; None where the row is no masthead.

    In capitals: a word for outlets or bodies, a line for the kind of document below, or three words over a
    headline. In ordinary letters: an outlet's word, and the name comes again in the text, or a frequency.
    """
    line = _station(_OWNER.sub("", ISSUE.sub("", text[slice(*rows[at])])))
    frequency = _FREQUENCY.search(line) is not None
    words = WORD.findall(_FREQUENCY.sub(" ", line))
    longest = 10 if capitals(line) else 7
    if at > 1 or not 0 < len(words) <= longest or len(line) > 90 or re.search(r"[!?\"“”«»:;]|[.,]$", line):
        return None
    table = data.table("credits.json")
    if _ON_AIR.search(line) and words[:-1] and words[-2].lower() in table["outlet_words"]:
        words = words[:-1]  # "FJORD FM 94.4"
    low = [word.lower() for word in words]
    last = low[-2] if len(low) > 1 and low[-1].isdigit() and _of_a_channel(low[-1]) else low[-1]
    outlet = frequency or low[0] in table["outlet_words"] or last in table["outlet_words"]
    legal = (
        len(low) > 1 and low[-1] in data.table("kin.json")["legal"]
    )  # "TALLOW RISE AS": no headline's "as"
    if headlined(low[:-1] if legal else low) or at + 1 >= len(rows):
        return None
    if any(word.isdigit() and not (outlet and _of_a_channel(word)) for word in low) or low[0].isdigit():
        return None
    above = any(title_like(text, rows, i) for i in range(at + 1, at + 4))
    end = rows[at][1]
    if capitals(line) and not capitals(text[end : end + 3000]):
        named = outlet or legal or any(word in table["body_words"] for word in low)
        stated = any(word in table["issuer_words"] for word in low) and any(
            is_kind(text[slice(*row)]) or find(text[slice(*row)][:80]) for row in rows[at + 1 : at + 4]
        )
        named = named or stated
        if not (named or _documented(text, rows, at) or (len(words) <= 3 and above)):
            return None
        if len(words) > 7 and not named:
            return None
        if not _goes_on(text, rows, at):
            return proper(line, text[end:]), end
        end = rows[at + 1][1]
        return proper(text[rows[at][0] : end], text[end:]), end
    known = frequency or (above and _again(line, text[end : end + 50_000]))
    bare = _FREQUENCY.sub("", line).strip(" *_#|-–—,")
    if outlet and known and titled(bare) and 1 < len(words) <= 5:
        return bare, end
    return None


def _station(line: str) -> str:
    """A station without its service; not "Ministry of Justice, Prison Service"."""
    station = _SERVICE.sub("", line)
    words = [word.lower() for word in WORD.findall(station)]
    aired = words and {words[0], words[-1]} & set(data.table("credits.json")["outlet_words"])
    return station if aired else line


def _documented(text: str, rows: list[Row], at: int) -> bool:
    """True where a line below names the kind of document, or a day stands between the line and a headline."""
    below = [text[slice(*row)] for row in rows[at + 1 : at + 4]]
    if any(is_kind(line) for line in below):
        return True
    if below and find(below[0]) is not None and _TRANSCRIPT.search(below[0]):
        return True
    if not below or find(below[0][:80]) is None or CLOSED.search(below[0]):
        return False
    return title_like(text, rows, at + 2) and not re.match(r"by\s", below[1], re.IGNORECASE)


def headlined(low: list[str]) -> bool:
    """True where a word tells a headline; not "Harbour Watch", a mission "to" a country, "Norva One Radio"."""
    table = data.table("credits.json")
    named = set(low) & {"mission", "delegation", "embassy"}
    numbered = bool({*low[-1:], *low[-2:-1]} & set(table["broadcasters"]))  # "Norva One Radio", "TV Two"
    return any(
        word in table["headline_words"]
        and not (word == "watch" and at == len(low) - 1 and at)
        and not (word in ("to", "in") and named)
        and not (numbered and at and word in spelled(10))
        for at, word in enumerate(low)
    )


def is_name(line: str) -> bool:
    """A line of up to five words written as a name is: each with a capital, but for small words; no headline."""
    words = WORD.findall(line)
    if not 0 < len(words) <= 5 or CLOSED.search(line) or re.search(r"[!?\"“”«»:;\d]", line):
        return False
    return not headlined([word.lower() for word in words]) and titled(line)


def capital(word: str) -> bool:
    """True for a word written as names are: with a capital, or one of the small words."""
    return word[:1].isupper() or word in SMALL_IN_NAMES or word == "&"


def titled(name: str) -> bool:
    """Every word with a capital, but for small ones: a name, or a headline set so."""
    words = WORD.findall(name)
    return bool(words) and words[0][0].isupper() and all(capital(word) for word in words)


def _of_a_channel(number: str) -> bool:
    """A number such as channels bear: "ILMAR 1 TELEVISION"; a year or a toll is none."""
    return len(number) <= 2 and number[0] != "0"


def paper_of_kind(text: str, row: Row) -> str | None:
    """The publisher that a first row of words for kinds of document names all the same: "THE DAILY DISPATCH".

    In capitals, ending in a word for outlets, with an article, or named again in ordinary letters below.
    """
    line, body = text[slice(*row)], text[row[1] :]
    words = WORD.findall(line)
    if len(words) < 2 or words[-1].lower() not in data.table("credits.json")["outlet_words"]:
        return None
    if not capitals(line) or capitals(body[:3000]) or re.search(r"\d", line):
        return None
    named = proper(line, body)
    again = re.search(rf"(?<!\w){re.escape(named)}(?!\w)", body[:50_000])
    return named if words[0].lower() == "the" or again else None


def capitals(line: str) -> bool:
    """True where the letters are capitals."""
    letters = [c for c in line if c.isalpha()]
    return len(letters) >= 3 and sum(c.isupper() for c in letters) > 0.95 * len(letters)


def is_kind(line: str) -> bool:
    """ "Media statement no. 4", "FOR IMMEDIATE RELEASE": words for kinds of document and numbers alone."""
    words = [word.lower() for word in WORD.findall(line)]
    if not 1 < len(words) <= 8 or CLOSED.search(line):
        return False
    calendar = data.table("calendar.json")
    return any(w in calendar["kinds"] for w in words) and all(
        w in calendar["kinds"] or w in calendar["beside"] or w.isdigit() for w in words
    )


def title_like(text: str, rows: list[Row], at: int) -> bool:
    """An open line that is no date and has something after it."""
    if at + 1 >= len(rows):
        return False
    line = text[slice(*rows[at])]
    return (
        not CLOSED.search(line)
        and 1 < len(line.split()) <= 25
        and find(line[:200]) is None
        and not is_kind(line)
    )


def _goes_on(text: str, rows: list[Row], at: int) -> bool:
    """A second line in capitals right below: "BOARD OF HARBOURS / COUNTY OF WEXBY"."""
    line, gap = text[slice(*rows[at + 1])], text[rows[at][1] : rows[at + 1][0]]
    headline = set(data.table("credits.json")["headline_words"])
    low = [word.lower() for word in WORD.findall(line)]
    return (
        capitals(line) and len(line) < 60 and len(gap.strip(" \t\r")) == 1 and not is_kind(line)
        and not any(word in headline or word.isdigit() for word in low)
    )  # fmt: skip


def _again(name: str, body: str) -> bool:
    bare = re.sub(r"^the\s+", "", name.strip(), flags=re.IGNORECASE)
    return bare in body


def proper(written: str, body: str) -> str:
    """A masthead as its own text writes it, else in ordinary capitals: "METRO MORNING" -> "Metro Morning"."""
    name = re.sub(r"\s*[\r\n]+\s*", ", ", written.strip())
    name = _FREQUENCY.sub("", name)
    name = re.sub(r"\s{2,}", " ", _ON_AIR.sub("", name)).strip(" -–—|,*_#")
    found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", body[:50_000], re.IGNORECASE)
    if found and not capitals(found[0]) and found[0][0].isupper():
        return found[0]
    return " ".join(_cased(word, body, first=at == 0) for at, word in enumerate(name.split(" ")))


def _cased(word: str, body: str, first: bool) -> str:
    """A word of a name in capitals as names are written; "ORU" stays, where the text does not write "Oru"."""
    low = word.lower()
    if not capitals(word) and not (len(word) < 3 and word.isupper()):
        return word
    if low in SMALL_IN_NAMES and not first:
        return low
    bare = re.sub(r"[^\w]", "", low)
    if "." in word.rstrip(".") or "/" in word or bare in data.table("kin.json")["legal"]:
        return word  # S.A., A/S, plc
    if len(word) <= 3 and low not in data.table("credits.json")["short_words"] and low not in SMALL_IN_NAMES:
        again = re.findall(rf"(?<!\w){re.escape(word)}(?!\w)", body[:50_000], re.IGNORECASE)
        small = again.count(word.capitalize()) > again.count(word)
        return word.capitalize() if small else word  # TPA, BBC, TV
    return word[:1].upper() + low[1:]
