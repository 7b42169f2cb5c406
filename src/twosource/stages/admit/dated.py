"""Lines of date in the head of a text: a date and little else, or a date set off from the name of a programme."""

from __future__ import annotations

import re

from ... import data
from .dates import find
from .masthead import CLOSED, WORD

SHORT_LINE = 10  # words of a line that may bear the date beside other things
_MARKS_BESIDE = ",.;:|/·•–—-()[]"
# How many have seen a post or follow its channel.
SEEN = re.compile(r"[|·•,]?\s*\d[\d.,]*\s?[KkMm]?\s(?:views|subscribers|members|followers|likes|shares)\b")
_LEADS = frozenset({"at", "on", "the", "of", "in", "from"})
_POST = re.compile(r"\[?(\d{1,2})[./](\d{1,2})[./](\d{2})[,\s]+(\d{1,2}:\d{2})\]?")


def dated(line: str, language: str | None) -> str | None:
    """The date of a line that is a date and little else (labels, place names, kind of document).

    "" where it dates a change only; None where it is no line of date.
    """
    if len(line) > 120:
        return None
    calendar = data.table("calendar.json")
    label = next((m.start() for m in WORD.finditer(line) if m[0].lower() in calendar["published"]), 0)
    found = find(line[label:], language) or find(line, language)
    if found is None:
        return None
    rest = [word for word in WORD.findall(SEEN.sub("", line)) if not word[0].isdigit()]
    plain = {*calendar["published"], *calendar["updated"], *calendar["beside"], *calendar["kinds"]}
    plain |= {*calendar["weekdays"], *calendar["zones"], "am", "pm", "a.m", "p.m"}
    strange = [word for word in rest if word.lower() not in plain and not _is_month(word)]
    headline = data.table("credits.json")["headline_words"]
    if len(strange) > 5 or any(word[0].islower() or word.lower() in headline for word in strange):
        return None
    labels = [word.lower() for word in rest if word.lower() in calendar["published"]]
    if rest and rest[0].lower() in _LEADS and not labels:
        return None
    return "" if not labels and any(word.lower() in calendar["updated"] for word in rest) else found.value


def set_off(line: str, language: str | None, longest: int = SHORT_LINE) -> str | None:
    """The full date that stands between marks in a short line: "The Friday Interview, 6 March 2026. Transcript"."""
    found = find(line, language) if len(line.split()) <= longest and not CLOSED.search(line) else None
    if found is None or len(found.value) < 10:
        return None
    before, after = line[: found.start].rstrip(), line[found.end :].lstrip()
    day = before.rpartition(" ")[2].rstrip(",").lower()
    before = before[: -len(day) - 1].rstrip() if day in data.table("calendar.json")["weekdays"] else before
    apart = (not before or before[-1] in _MARKS_BESIDE) and (not after or after[0] in _MARKS_BESIDE)
    return found.value if apart else None


def of_post(line: str) -> str | None:
    """The date of a line that is a post's day and hour alone, its year in two figures: "18.01.26 06:21"."""
    match = _POST.fullmatch(line.strip())
    found = find(f"{match[1]}.{match[2]}.20{match[3]} {match[4]}", "de") if match else None
    return found.value if found and len(found.value) > 10 else None


def is_moment(line: str) -> bool:
    """A day or an hour of a post and nothing else: "15 Sept, 16:02", "Thu 21 May 13:05", "[02:41]"."""
    calendar = data.table("calendar.json")
    words = [word for word in WORD.findall(line) if not word[0].isdigit()]
    spoken = all(word.lower() in calendar["weekdays"] or _is_month(word) for word in words)
    return spoken and len(words) <= 2 and re.search(r"\d{1,2}[:.]\d{2}", line) is not None


def _is_month(word: str) -> bool:
    names = data.table("calendar.json")["months"].values()
    return any(word.lower().rstrip(".") in each for each in names)
