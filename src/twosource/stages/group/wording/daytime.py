"""Times of day in a text, written in figures or in words: "11:44 p.m.", "ten past eleven", "nine o'clock"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ....data.numerals import spelled, whole

_HOURS = spelled(12)
_MINUTES = {"five": 5, "ten": 10, "quarter": 15, "twenty": 20, "twenty-five": 25, "half": 30}
_DAY = r"(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day "
_PART = (
    rf"(?:in the |this |that |yesterday |the next |the following |{_DAY})(?:early )?(?P<{{0}}>morning|afternoon|evening)"
    rf"|(?:at |{_DAY})(?P<{{0}}_>night)"
)
_WRITTEN = re.compile(
    r"\b(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)(?:\s*(?P<half>[ap])\.?\s?m\b\.?)?"
    r"|\b(?P<bare>1[0-2]|[1-9])\s*(?P<part>[ap])\.?\s?m\b\.?",
    re.IGNORECASE,
)
_HOUR = rf"(?:{'|'.join(_HOURS)})"
_COUNT = rf"(?P<{{0}}>[12]?\d|(?:twenty-)?(?:{'|'.join(spelled(19))})|twenty) minutes? "
# "Twenty to six" is a time only after a word that says when, or as the head of a log's line: "twenty to thirty people"
# is none, and neither is "from ten minutes to two".
_WORDS = re.compile(
    rf"(?:\b{_COUNT.format('count')}past (?P<since>{_HOUR})"
    rf"|^\W*(?P<head>five|ten|twenty(?:-five)?) to (?P<entry>{_HOUR})(?=[.:])"
    rf"|\b(?P<past>half|(?:a )?quarter|five|ten|twenty(?:-five)?) past (?P<after>{_HOUR})"
    rf"|(?:(?:\b(?:at|until|till|before|after) )(?P<to>five|ten|twenty(?:-five)?)|\b(?P<quarter>(?:a )?quarter)) to (?P<before>{_HOUR})"
    rf"|\b(?:it was|it is) (?P<just>five|ten|twenty(?:-five)?) to (?P<next>{_HOUR})(?= (?:{_PART.format('z')}))"
    rf"|\b(?P<sharp>{_HOUR}|1[0-2]|[1-9]) o['’]clock"
    rf"|\b(?:at|by|until|till|from|since|before|after) (?P<plain>{_HOUR})(?= (?:{_PART.format('x')})))"
    rf"(?: o['’]clock)?(?: (?:{_PART.format('day')}))?\b",
    re.IGNORECASE,
)

# What stands wherever one of those does, and is found sooner.
_DIGIT = re.compile(r"\d")
_MAY = re.compile("past|clock|morning|afternoon|evening|night|(?:five|ten|twenty|quarter) to ")


def clocks(text: str) -> Iterator[str]:
    """The times of day in a text as HH:MM; a time in words that does not say which half of the day, as both."""
    for match in _WRITTEN.finditer(text) if _DIGIT.search(text) else ():
        found = _written(match)
        if found:
            yield found
    for match in _WORDS.finditer(text) if _MAY.search(text.casefold()) else ():
        yield from _worded(match)


def without_clocks(text: str) -> str:
    """The text without its times of day."""
    text = _WRITTEN.sub(" ", text) if _DIGIT.search(text) else text
    return _WORDS.sub(" ", text) if _MAY.search(text.casefold()) else text


def _written(match: re.Match[str]) -> str | None:
    hour = int(match["hour"] or match["bare"])
    half = (match["half"] or match["part"] or "").lower()
    price = "." in match[0] and len(match["hour"] or "") == 1 and (match["minute"] or "").endswith("0")
    if not half and match["hour"] and price:
        return None  # 2.50 is as likely a price
    hour = hour % 12 + (12 if half == "p" else 0) if half else hour
    return f"{hour:02d}:{match['minute'] or '00'}"


def _worded(match: re.Match[str]) -> Iterator[str]:
    hours = ("since", "entry", "after", "before", "next", "sharp", "plain")
    named = next(match[group] for group in hours if match[group]).lower()
    hour = int(named) if named.isdigit() else _HOURS.index(named) + 1
    minutes = 0
    if match["count"]:
        minutes = _counted(match["count"])
    elif match["past"]:
        minutes = _MINUTES[match["past"].lower().removeprefix("a ")]
    elif match["before"] or match["next"] or match["entry"]:
        told = match["to"] or match["just"] or match["head"]
        hour, minutes = hour - 1, 60 - (15 if match["quarter"] else _MINUTES[told.lower()])
    day = (
        match["day"] or match["day_"] or match["x"] or match["x_"] or match["z"] or match["z_"] or ""
    ).lower()
    early = day in ("", "morning") or (day == "night" and hour % 12 < 6)
    late = day != "morning" and not (day == "night" and hour % 12 < 6)
    if early:
        yield f"{hour % 12:02d}:{minutes:02d}"
    if late:
        yield f"{hour % 12 + 12:02d}:{minutes:02d}"


def _counted(words: str) -> int:
    """The minutes of "seventeen", "twenty-five" or "17"."""
    return sum(whole(part) or 0 for part in words.split("-"))
