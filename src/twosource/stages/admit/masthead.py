"""Whose paper it is: a name at the top of a text, told from a headline."""

from __future__ import annotations

import re

from ... import data
from ...text import SMALL_IN_NAMES
from .dates import find

Row = tuple[int, int]
WORD = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*")
CLOSED = re.compile(r"[.;,:…]\s*[\"'”’»)\]]*$")
_FREQUENCY = re.compile(r"\b(?:(?:fm|am)\s*)?\d{2,4}(?:[.,]\d{1,2})?\s*(?:fm|am|mhz|khz)\b", re.IGNORECASE)
_SHORT = frozenset(
    [
        "the",
        "sun",
        "new",
        "old",
        "bay",
        "sea",
        "fox",
        "our",
        "day",
        "one",
        "for",
        "law",
        "and",
        "air",
        "oil",
        "gas",
        "bus",
        "job",
        "art",
        "men",
        "red",
        "big",
        "top",
    ]
)


def masthead(text: str, rows: list[Row], at: int) -> tuple[str, int] | None:
    """The publisher that row ``at`` names and where the masthead ends; None where the row is no masthead.

    In capitals: a word for outlets or bodies, a line for the kind of document below, or three words over a
    headline. In ordinary letters: an outlet's word, and the name comes again in the text.
    """
    line = _undotted(text[slice(*rows[at])])
    words = WORD.findall(_FREQUENCY.sub(" ", line))
    longest = 10 if capitals(line) else 7
    if at > 1 or not 0 < len(words) <= longest or len(line) > 90 or re.search(r"[!?\"“”«»:;]|[.,]$", line):
        return None
    table = data.table("credits.json")
    low = [word.lower() for word in words]
    outlet = low[0] in table["outlet_words"] or low[-1] in table["outlet_words"]
    legal = (
        len(low) > 1 and low[-1] in data.table("kin.json")["legal"]
    )  # "TALLOW RISE AS": no headline's "as"
    station = low[-1] in _STATIONS and capitals(line)  # "ARDELL TWO RADIO" counts nothing
    told = [word for word in low if not (station and word in _numerals())]
    if _headlined(told[:-1] if legal else told) or at + 1 >= len(rows):
        return None
    if any(word.isdigit() and not (outlet and _of_a_channel(word)) for word in low) or low[0].isdigit():
        return None
    titled = any(title_like(text, rows, i) for i in range(at + 1, at + 4))
    end = rows[at][1]
    if capitals(line) and not capitals(text[end : end + 3000]):
        named = outlet or any(word in table["body_words"] for word in low)
        stated = any(
            is_kind(text[slice(*row)]) or find(text[slice(*row)][:80]) for row in rows[at + 1 : at + 4]
        )
        if not (named or stated or (len(words) <= 3 and titled)) or (len(words) > 7 and not named):
            return None
        end = rows[at + 1][1] if _goes_on(text, rows, at) else end
        return _proper(text[rows[at][0] : end], text[end:]), end
    written = all(word[0].isupper() or word in SMALL_IN_NAMES for word in words)
    if outlet and titled and written and 1 < len(words) <= 5 and _again(line, text[end : end + 50_000]):
        return line.strip(" *_#|"), end
    return None


def _headlined(low: list[str]) -> bool:
    """True where a word tells a headline; "Harbour Watch" is a name, and so is a mission "to" a country."""
    told = set(data.table("credits.json")["headline_words"])
    named = set(low) & {"mission", "delegation", "embassy"}
    return any(
        word in told
        and not (word == "watch" and at == len(low) - 1 and at)
        and not (word in ("to", "in") and named)
        for at, word in enumerate(low)
    )


_STATIONS = ("radio", "television", "tv", "channel", "fm", "news")


def _numerals() -> frozenset[str]:
    return frozenset(("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"))


_DOTTED = re.compile(r",? (?P<form>(?:[A-Za-z]\.){2,4}|(?:[A-Z][a-z]{1,3})\.)$")


def _undotted(line: str) -> str:
    """A line without the stops of a company's legal form: "TALLOW RISE S.A." ends no sentence."""
    match = _DOTTED.search(line)
    form = match["form"].replace(".", "") if match else ""
    return (
        f"{line[: match.start()]} {form}"
        if match and form.lower() in data.table("kin.json")["legal"]
        else line
    )


# What a channel's post says beside its date.
_SEEN = re.compile(r"\d[\d.,]*\s?[KkMm]?\s(?:views|subscribers|members|followers)\b")
_SPLIT = re.compile(r"\s+[|·•]\s+|\s+[-–—]\s+")


def channel(text: str, rows: list[Row]) -> str | None:
    """The publisher that a first row sets off from its motto or programme: "CITY DIAL - your free paper"."""
    line = text[slice(*rows[0])]
    parts = _SPLIT.split(line)
    name = parts[0].strip(" *_#")
    words = WORD.findall(name)
    seen = len(rows) > 1 and _SEEN.search(text[slice(*rows[1])]) and find(text[slice(*rows[1])])
    if seen and is_name(line):
        return line.strip(" *_#|")
    if account := _account(text, rows):
        return account
    service = _SERVICE.fullmatch(line)
    if service and {word.lower() for word in WORD.findall(service["name"])} & set(
        data.table("credits.json")["outlet_words"]
    ):
        return _proper(service["name"], text[rows[0][1] :])
    motto = " ".join(parts[1:])
    if len(motto.split()) > 8 or re.search(r"[.!?;,]\s*$", motto):
        return None
    if len(parts) < 2 or not 0 < len(words) <= 4 or len(line) > 110 or re.search(r"[!?:;.,]", name):
        return None
    if _headlined([word.lower() for word in words]) or any(word.isdigit() for word in words):
        return None
    body = text[rows[0][1] : rows[0][1] + 3000]
    if capitals(name) and not capitals(" ".join(parts[1:])) and not capitals(body):
        return _proper(name, text[rows[0][1] :])
    return name if "|" in line and is_name(name) and find(text[rows[0][1] : rows[0][1] + 200]) else None


# "VOICE OF THE COAST (Ardell), external service in English": a station and which of its programmes.
_SERVICE = re.compile(r"(?P<name>[A-Z][A-Z'’ -]{3,50}?)(?: \([^()]{2,40}\))?, [a-z][\w -]{3,50}")
# Where an account is kept, on the line below its name: "Telegram", "public channel, 64K", "official page".
_KEPT = re.compile(
    r"(?:(?:official|public|verified|our) )?(?:telegram|facebook|instagram|twitter|x|vk|whatsapp|bluesky|mastodon|channel|page|account"
    r"|posts?)(?: (?:channel|page|account|posts?))?(?:[,|·•]? ?[\d.,]+ ?[km]?(?: \w+)?)?",
    re.IGNORECASE,
)
_HANDLE = re.compile(
    r"\s*\((?:@\w+|(?:[\w’' -]+ )?(?:channel|page|account|posts)\b[^()]{0,60})\)$", re.IGNORECASE
)
_TIMED = re.compile(r"\W*(?:\d{1,2}[.:]\d{2}\b|\d{1,2}[./]\d{1,2}[./]\d{2,4}\b)")  # "14:20", "18.01.26"
_EMOJI = re.compile("\\s*[\u2190-\u2bff\ufe0f\u200d\U0001f000-\U0001faff]+\\s*")


def kept_at(line: str) -> bool:
    """True for a line that only says where an account is kept."""
    return bool(_KEPT.fullmatch(line.strip()))


def _account(text: str, rows: list[Row]) -> str | None:
    """The name on a page of posts: with a handle, a word for the channel or a picture beside it, and a time below."""
    line = text[slice(*rows[0])]
    plain = _EMOJI.sub(" ", line).strip()
    name = _HANDLE.sub("", plain)
    kept = len(rows) > 1 and kept_at(text[slice(*rows[1])])
    if name == line.strip() and not kept:
        return None
    below = [text[slice(*row)] for row in rows[1:4]]
    if not any(len(row) < 90 and (find(row) or _TIMED.match(row)) for row in below):
        return None
    name = re.sub(r"\s+official$", "", _SPLIT.split(name)[0]).strip(" *_#|")
    words = WORD.findall(name)
    if not 0 < len(words) <= 6 or re.search(r"[!?:;\"“”]|[.,]$", name) or not name[0].isupper():
        return None
    return _proper(name, text[rows[0][1] :]) if capitals(name) else name


def is_name(line: str) -> bool:
    """A line of up to five words written as a name is: each with a capital, but for small words; no headline."""
    words = WORD.findall(line)
    if not 0 < len(words) <= 5 or CLOSED.search(line) or re.search(r"[!?\"“”«»:;\d]", line):
        return False
    low = [word.lower() for word in words]
    return (
        not _headlined(low)
        and all(word[0].isupper() or word in SMALL_IN_NAMES for word in words)
        and words[0][0].isupper()
    )


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
    named = _proper(line, body)
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


def _proper(written: str, body: str) -> str:
    """A masthead as its own text writes it, else in ordinary capitals: "METRO MORNING" -> "Metro Morning"."""
    name = re.sub(r"\s*[\r\n]+\s*", ", ", written.strip())
    name = re.sub(r"\s{2,}", " ", _FREQUENCY.sub("", name)).strip(" -–—|,*_#")
    found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", body[:50_000], re.IGNORECASE)
    if found and not capitals(found[0]):
        return found[0]
    return " ".join(_cased(word, first=at == 0) for at, word in enumerate(name.split(" ")))


def _cased(word: str, first: bool) -> str:
    low = word.lower()
    if "." in word[:-1]:
        return word  # S.A.
    if low in SMALL_IN_NAMES and not first:
        return low
    if len(word) <= 3 and low not in _SHORT and low not in SMALL_IN_NAMES:
        return word  # TPA, BBC, TV
    return word[:1].upper() + low[1:]
