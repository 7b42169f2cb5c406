"""What stands beneath a masthead before the headline: kind of document, department, motto, channel, programme and day."""

from __future__ import annotations

import re
from functools import cache

from ... import data
from ...text import SMALL_IN_NAMES
from .dated import dated, of_post, set_off
from .masthead import CLOSED, WORD, Row, is_kind, title_like

PROGRAMME = 24  # words of a line that names a programme and its day
_MOTTO = 10  # words of a motto
_PIECES = re.compile(r"\.\s+|\s+[/|·•]\s+|\s+[-–—]\s+|\s*//\s*")
_SIZE = re.compile(
    r"\d[\d.,]*(?:\s?[KkMm]\b|\s(?:thousand|million))?(?:\s(?:subscribers|members|followers|views))?"
)
# An account's name or address alone: "@harbourparty", "t.me/harbourparty".
ACCOUNT = re.compile(
    r"@\w{2,40}|(?:https?://)?(?:t\.me|x\.com|twitter\.com|facebook\.com)/@?\w{2,40}/?", re.IGNORECASE
)
_BRACKETED = re.compile(r"\(.*\)|\[.*\]")


def beneath(text: str, rows: list[Row], at: int, language: str | None) -> tuple[str, str | None] | None:
    """(kind of line, date in it) where row ``at``, below a masthead, is neither headline nor story; else None."""
    line = text[slice(*rows[at])]
    day = dated(line, language) or of_post(line) or set_off(line, language, PROGRAMME)
    if day is not None:
        return "date", day or None
    if is_document(line):
        return "kind", None
    if is_channel(line) or _is_motto(line, text, rows, at):
        return "motto", None
    followed = at + 1 < len(rows) and _states(text[slice(*rows[at + 1])], language)
    if followed and _is_department(line):
        return "department", None
    return None


def is_document(line: str) -> bool:
    """Words for a kind of document alone, or a note on how the text was made: "Statement", "(script as read)"."""
    if CLOSED.search(line) and not _is_made(line):
        return False
    words = [word.lower() for word in WORD.findall(line)]
    one = len(words) == 1 and words[0] in data.table("calendar.json")["kinds"]
    return one or is_kind(line) or _is_made(line)


def is_channel(line: str) -> bool:
    """What a channel says of itself: "Official channel on Telegram", "public channel, 9K", "Telegram"."""
    if ACCOUNT.fullmatch(line):
        return True
    words = WORD.findall(_SIZE.sub(" ", line))
    if not 0 < len(words) <= 8 or CLOSED.search(line):
        return False
    table = data.table("credits.json")
    low = [word.lower() for word in words]
    if " ".join(low) in table["platforms"]:
        return True
    head = next((n for n, word in enumerate(low) if word in table["channel_words"]), None)
    if head is None:
        return False
    before = all(word in table["motto_words"] or word in table["platforms"] for word in low[:head])
    return before and (not low[head + 1 :] or _goes_on(line, words[head]))


def is_motto(line: str) -> bool:
    """A paper's word of itself: "Your free evening paper", "Local radio for the northern sound", "our weekly"."""
    words = WORD.findall(line)
    if not 1 < len(words) <= _MOTTO or re.search(r"[.!?:;…]\s*$", line):
        return False
    table = data.table("credits.json")
    low = [word.lower() for word in words]
    heads = [n for n, word in enumerate(low) if n and word in table["motto_nouns"]]
    for head in heads:
        before = all(word in table["motto_words"] for word in low[:head])
        if before and (head == len(low) - 1 or _goes_on(line, words[head])):
            return True
    return False


def _is_motto(line: str, text: str, rows: list[Row], at: int) -> bool:
    """The same; right below the masthead also any short line in small letters that a headline or day follows."""
    if is_motto(line):
        return True
    small = line[:1].islower()
    follows = at + 1 < len(rows) and (
        title_like(text, rows, at + 1) or _states(text[slice(*rows[at + 1])], None)
    )
    return at == 1 and small and follows and len(line.split()) <= _MOTTO and not CLOSED.search(line)


def _goes_on(line: str, head: str) -> bool:
    """True where what follows a word is set off or begins with a small preposition: "paper for the islands"."""
    rest = line.partition(head)[2].lstrip()
    return not rest or rest[0] in "-–—|,·•(/" or rest.split()[0] in _PREPOSITIONS


_PREPOSITIONS = SMALL_IN_NAMES | {
    "from",
    "by",
    "since",
    "von",
    "aus",
    "für",
    "seit",
    "pour",
    "depuis",
    "per",
    "desde",
}
_MADE_ON = _PREPOSITIONS | {"made", "off", "as", "file", "text"}


def _is_made(line: str) -> bool:
    """A note on how the text came to be: in brackets, or opening with a word such as "Transcript"."""
    if _BRACKETED.fullmatch(line.strip()) and len(line.split()) <= PROGRAMME:
        return True
    words = [word.lower() for word in WORD.findall(line)]
    calendar, made = data.table("calendar.json"), _made()
    first = next((n for n, word in enumerate(words[:3]) if word in made), None)
    if first is None or len(words) > PROGRAMME or ":" in line:
        return False
    then = words[first + 1 : first + 2]
    on = not then or then[0] in made or then[0] in _MADE_ON or then[0] in calendar["kinds"]
    set_apart = re.search(rf"\b{re.escape(words[first])}[.,;]", line, re.IGNORECASE)
    return (on or set_apart is not None) and all(word in calendar["kinds"] for word in words[:first])


@cache
def _made() -> frozenset[str]:
    return frozenset(data.table("credits.json")["made_words"])


def _is_department(line: str) -> bool:
    """Part of the body above: "Press centre", "Office of the Minister", "Harbour desk. Third bulletin"."""
    if re.search(r"[!?\"“”«»:;]|[.,…]\s*$", line) or re.search(r"\d", line):
        return False
    table = data.table("credits.json")
    known = {*table["department_words"], *table["body_words"], *table["issuer_words"]}
    pieces = [piece for piece in _PIECES.split(line) if WORD.search(piece)]
    bodies = 0
    for piece in pieces:
        words = WORD.findall(piece)
        if is_document(piece):
            continue
        low = {word.lower().removesuffix("'s").removesuffix("’s") for word in words}
        named = sum(word[0].isupper() or word in SMALL_IN_NAMES for word in words)
        if len(words) > 8 or not low & known or (named < len(words) and len(words) > 4):
            return False
        if low & set(table["headline_words"]) - SMALL_IN_NAMES:
            return False
        bodies += 1
    return bodies > 0


def _states(line: str, language: str | None) -> bool:
    """True for a line of date or of the kind of document."""
    return (
        is_document(line)
        or dated(line, language) is not None
        or set_off(line, language, PROGRAMME) is not None
        or of_post(line) is not None
    )
