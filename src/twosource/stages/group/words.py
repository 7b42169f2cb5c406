"""The content of a text as weighted concepts: stems, and what news says in several ways under one name.

Text alone is read, not the parse, so that kept statements can be grouped again at any time and in any
language that has spaces. Weights come from the shipped table, never from what happened to arrive.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from ...data import table

_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?|\d[\d.,:]*", re.UNICODE)
_CLOCK = re.compile(
    r"\b(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)(?:\s*(?P<half>[ap])\.?\s?m\b\.?)?"
    r"|\b(?P<bare>1[0-2]|[1-9])\s*(?P<part>[ap])\.?\s?m\b\.?",
    re.IGNORECASE,
)
_NEGATIVE = re.compile(
    r"\bno\b(?! (?:more|less|fewer|doubt|later|longer than)\b)|\bnot\b(?! only\b)|n['’]t\b"
    r"|\b(?:never|none|nobody|nothing|neither|nor|without|cannot|hardly)\b"
    r"|\b(?:denie[sd]|deny(?:ing)?|reject(?:s|ed|ing)?|refute[sd]?|false|untrue|wrong)\b",
    re.IGNORECASE,
)
_IRREGULAR: Mapping[str, str] = {
    form: base
    for base, forms in {
        "lose": "lost", "leave": "left", "tell": "told", "hold": "held", "begin": "began begun",
        "break": "broke broken", "bring": "brought", "catch": "caught", "come": "came", "find": "found",
        "fall": "fell fallen", "fly": "flew flown", "give": "gave given", "go": "went gone goes", "keep": "kept",
        "know": "knew known", "lead": "led", "make": "made", "meet": "met", "pay": "paid", "run": "ran",
        "rise": "rose risen", "sink": "sank sunk sunken", "see": "saw seen", "send": "sent", "shoot": "shot",
        "strike": "struck stricken", "sweep": "swept", "take": "took taken", "throw": "threw thrown",
        "tear": "tore torn", "withdraw": "withdrew withdrawn", "win": "won", "write": "wrote written",
        "burn": "burnt", "build": "built", "buy": "bought", "sell": "sold", "drive": "drove driven",
        "fight": "fought", "flee": "fled", "freeze": "froze frozen", "hang": "hung", "ring": "rang rung",
        "stand": "stood", "steal": "stole stolen", "teach": "taught", "feel": "felt", "get": "got gotten",
        "grow": "grew grown", "hear": "heard", "say": "said", "speak": "spoke spoken", "spend": "spent",
        "spread": "spread", "swim": "swam swum", "man": "men", "woman": "women", "child": "children",
        "person": "people persons", "life": "lives", "foot": "feet", "mouse": "mice", "family": "families",
        "light": "lit", "blow": "blew blown", "draw": "drew drawn", "eat": "ate eaten", "forget": "forgot forgotten",
        "hide": "hid hidden", "ride": "rode ridden", "stick": "stuck", "swear": "swore sworn", "wear": "wore worn",
        "choose": "chose chosen", "die": "died dying", "lie": "lying", "tie": "tied tying", "become": "became",
        "overrun": "overran", "undergo": "underwent undergone", "shake": "shook shaken", "bear": "bore borne",
    }.items()
    for form in forms.split()
}  # fmt: skip


@cache
def _stop() -> frozenset[str]:
    return frozenset(table("concepts.json")["stop"])


@cache
def stem(word: str) -> str:
    """An English word without its inflection; other words come back nearly as they are."""
    word = word.casefold().replace("’", "'")
    word = word.removesuffix("'s").removesuffix("'").rstrip(".")
    word = _IRREGULAR.get(word, word)
    if len(word) > 4 and word.endswith(("ies", "ied")):
        word = word[:-3] + "y"
    elif len(word) > 4 and word.endswith(("sses", "shes", "ches", "xes", "zes")):
        word = word[:-2]
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        if (
            word.endswith(ending)
            and len(word) - len(ending) > 2
            and re.search("[aeiouy]", word[: -len(ending)])
        ):
            word = word[: -len(ending)]
            if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            break
    if len(word) > 7 and word.endswith(("ation", "ition")):
        word = word[:-3]
    elif len(word) > 6 and word.endswith("ment"):
        word = word[:-4]
    elif len(word) > 5 and word.endswith("ly"):
        word = word[:-2]
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Phrases (tuples of stems) to the concepts they stand for, the opposites, and the light words."""

    phrases: Mapping[tuple[str, ...], tuple[str, ...]]
    longest: int
    opposite: Mapping[str, str]
    light: frozenset[str]
    events: frozenset[str]  # the concepts of what happens, as features


@cache
def lexicon() -> Lexicon:
    """The shipped concepts."""
    data = table("concepts.json")
    phrases: dict[tuple[str, ...], list[str]] = {}
    for part in ("same", "nouns"):
        for concept, words in data[part].items():
            for phrase in words.split(","):
                key = tuple(stem(w) for w in phrase.split())
                if concept not in phrases.setdefault(key, []):
                    phrases[key].append(concept)
    return Lexicon(
        {key: tuple(each) for key, each in phrases.items()},
        max(map(len, phrases)),
        {a: b for pair in data["opposites"] for a, b in (pair, pair[::-1])},
        frozenset(stem(w) for w in data["light"]),
        frozenset(concept.upper() for concept in data["same"]),
    )


@dataclass(frozen=True, slots=True)
class Content:
    """A text as weighted features: concepts in capitals ("DEAD"), other words as stems, clock times."""

    weights: Mapping[str, float]
    clocks: frozenset[str]
    negated: bool


def content(text: str) -> Content:
    """The features of a text. Numbers are left to the figures."""
    return Content(dict(_features(text)), frozenset(clocks(text)), negated(text))


def negated(text: str) -> bool:
    """True where an odd number of negations governs the text."""
    return len(_NEGATIVE.findall(text)) % 2 == 1


def clocks(text: str) -> Iterator[str]:
    """The times of day in a text as HH:MM; a time without a.m. or p.m. is taken as it is written."""
    for match in _CLOCK.finditer(text):
        hour = int(match["hour"] or match["bare"])
        half = (match["half"] or match["part"] or "").lower()
        if (
            not half
            and match["hour"]
            and "." in match[0]
            and len(match["hour"]) == 1
            and match["minute"][1] == "0"
        ):
            continue  # 2.50 is as likely a price
        hour = hour % 12 + (12 if half == "p" else 0) if half else hour
        yield f"{hour:02d}:{match['minute'] or '00'}"


def _features(text: str) -> Iterator[tuple[str, float]]:
    lex = lexicon()
    found = [(m.group(), m.start()) for m in _WORD.finditer(_CLOCK.sub(" ", text))]
    stems = [stem(word) for word, _ in found]
    at = 0
    while at < len(stems):
        for size in range(min(lex.longest, len(stems) - at), 0, -1):
            concepts = lex.phrases.get(tuple(stems[at : at + size]))
            if concepts and (size > 1 or found[at][0].casefold() not in _stop()):
                for concept in concepts:
                    yield concept.upper(), (0.6 if stems[at] in lex.light else 1.0) / len(concepts) ** 0.5
                at += size
                break
        else:
            word, place = found[at]
            if word.casefold().rstrip(".") not in _stop() and not word[0].isdigit() and len(stems[at]) > 1:
                weight = 0.3 if stems[at] in lex.light else 1.3 if word[0].isupper() and place else 1.0
                yield stems[at], weight
            at += 1
