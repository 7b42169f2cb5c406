"""What of protected persons a text tells: the body, birth and age, home, unit, family, and words said in captivity.

Every cut is a range of the text. The words that say *that* somebody was wounded or captured stay; how, with what
treatment and looking how does not. The rules see the surface of a text and miss some (docs/protection.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from ..data.numerals import one_spelled
from .words import Range, known, listed, one_of, pattern, segment, tokens

_BACK = 3  # words that may stand between a detail and the word that leads in to it
_CROWD = re.compile(
    r"\b(?:[5-9]|\d{2,3}(?:,\d{3})*|\d{1,3}(?:,\d{3})+|dozens|hundreds|thousands|scores|several|many|ten|twelve|twenty|thirty|forty|fifty)\s+"
    r"(?:of\s+)?(?:others|people|persons|patients|civilians|residents|wounded|injured|casualties|victims|passengers|workers)",
    re.IGNORECASE,
)
_ON = re.compile(
    r"(?:and|or|but|while|although|though|after|before|when|as|since|until|that|which|who|whose|where|whether)$"
)
_AUX = re.compile(r"(?:was|were|is|are|has|had|have|said|says|told|reported|began|remains?|by)$")
_OPENER = re.compile(r"(?:who|which|that|and|but|whose|he|she|they|it)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cut:
    """A range that is withheld, what it holds, and whom it is about; ``instead`` is what may be said."""

    start: int
    end: int
    kind: str
    condition: str = ""
    instead: str = ""


def body(text: str, sentence: Range) -> Iterator[Cut]:
    """Injuries, treatment, appearance: of persons, not of crowds."""
    said = text[sentence.start : sentence.end]
    triggers = [Range(*m.span()) for m in pattern("details").finditer(text, sentence.start, sentence.end)]
    if not triggers or (_CROWD.search(said) and not _single().search(said)):
        return
    for trigger in triggers:
        if text[trigger.start : trigger.end].lower().endswith("ly"):
            yield Cut(trigger.start, trigger.end, "medical detail", "wounded")
            continue
        inside = segment(text, trigger.start, trigger.end, sentence)
        start = _led_in(text, trigger, inside)
        yield Cut(start, _run_out(text, trigger, inside, triggers), "medical detail", "wounded")


@cache
def _single() -> re.Pattern[str]:
    one = one_of(known()["one"])
    return re.compile(
        rf"\b(?:the|this|that|a|an|one|another|his|her|he|she)\s+(?:\w+\s+){{0,2}}?{one}\b", re.IGNORECASE
    )


@cache
def _person() -> re.Pattern[str]:
    return re.compile(rf"{one_of(known()['persons'])}$|(?:he|she|they|him|her|them|whom)$", re.IGNORECASE)


def _led_in(text: str, trigger: Range, inside: Range) -> int:
    """Where a detail begins: before the words that lead in to it, and at the segment's start where little is left."""
    verbs, leads = set(known()["lead_verbs"]), set(known()["lead_words"])
    before = list(tokens(text, Range(inside.start, trigger.start)))
    at, acting = len(before), False
    while at:
        reach = 2 if acting else _BACK
        back = [
            (i, text[before[i].start : before[i].end]) for i in range(at - 1, max(-1, at - 1 - reach), -1)
        ]
        stop = next((i for i, word in back if _person().match(word) or word[:1].isupper()), -1)
        found = next(
            (i for i, word in back if i > stop and word.lower() in (verbs if acting else verbs | leads)), None
        )
        if found is None:
            break
        at = found
        acting = acting or text[before[found].start : before[found].end].lower() in verbs - leads
    rest = [text[t.start : t.end] for t in before[:at]]
    if not rest or (len(rest) <= 2 and all(_OPENER.match(w) or re.search(r"(?:ing|ed)$", w) for w in rest)):
        at = 0
    return before[at].start if at < len(before) else trigger.start


def _run_out(text: str, trigger: Range, inside: Range, triggers: Iterable[Range]) -> int:
    """Where a detail ends: at the segment's end, or before what goes on to something else."""
    after = list(tokens(text, Range(trigger.end, inside.end)))
    others = [each.start for each in triggers if each.start > trigger.start]
    for at, token in enumerate(after):
        word = text[token.start : token.end]
        soon = after[at + 5].end if at + 5 < len(after) else inside.end
        if _ON.match(word.lower()):
            if not any(token.end <= other <= soon for other in others):
                return after[at - 1].end if at else trigger.end
        elif _AUX.match(word.lower()) or (
            word.lower() in ("on", "in", "at", "during", "near") and _proper(text, after[at + 1 : at + 3])
        ):
            return after[at - 1].end if at else trigger.end
    return after[-1].end if after else trigger.end


def _proper(text: str, following: Iterable[Range]) -> bool:
    return any(text[t.start].isupper() or text[t.start].isdigit() for t in following)


def births(text: str, sentence: Range, published: str | None, about: str) -> Iterator[Cut]:
    """Birth dates and ages, with the band that may be told instead."""
    for match in pattern("births").finditer(text, sentence.start, sentence.end):
        year = re.search(r"(?:1[89]|20)\d\d", match[0])
        age = (
            int(published[:4]) - int(year[0]) - 1 if year and published and published[:4].isdigit() else None
        )
        yield Cut(match.start(), match.end(), "birth", about, band(age))
    for match in pattern("ages").finditer(text, sentence.start, sentence.end):
        digits = re.search(r"\d+", match[0])
        yield Cut(match.start(), match.end(), "age", about, band(int(digits[0]) if digits else None))


def band(age: int | None) -> str:
    """An age as the band that may be told; "" where it is not known."""
    return next((said for low, high, said in known()["bands"] if age is not None and low <= age <= high), "")


def places(text: str, sentence: Range, about: str, named: bool = False) -> Iterator[Cut]:
    """Homes, units and family of one person, who may be ``named``."""
    said = text[sentence.start : sentence.end]
    if not (
        named or _single().search(said) or re.search(r"\b(?:he|she|his|her|whose)\b", said, re.IGNORECASE)
    ):
        return
    for match in pattern("homes").finditer(text, sentence.start, sentence.end):
        inside = segment(text, match.start(), match.end(), sentence)
        yield Cut(match.start(), _run_out(text, Range(*match.span()), inside, ()), "home", about)
    for match in _of_unit().finditer(text, sentence.start, sentence.end):
        yield Cut(match.start("unit"), match.end("unit"), "unit", about)
    for match in _kin().finditer(text, sentence.start, sentence.end):
        yield Cut(match.start(), match.end(), "family", about)


@cache
def _of_unit() -> re.Pattern[str]:
    one = one_of(known()["one"])
    return re.compile(
        rf"\b{one}[^.;]{{0,60}}?\s(?:of|from|with|in)\s+(?P<unit>{pattern('units').pattern})", re.IGNORECASE
    )


@cache
def _kin() -> re.Pattern[str]:
    kin = listed("family", "nouns")
    return re.compile(
        rf"\b(?i:his|her|their|the (?:soldier|man|woman|prisoner|victim)['’]s)\s+(?:[a-z]+\s+)?(?i:{kin})\b(?:\s+and\s+(?:\w+\s+)?(?i:{kin}|children))?"
        rf"|\b(?i:(?:a |the )?(?:\w+ )?(?:mother|father|parent|grandmother|grandfather)) of (?:{one_spelled(10)}|\d+)\b"
    )


# --- words said in captivity -----------------------------------------------------------------


@cache
def _captives() -> re.Pattern[str]:
    """A phrase that means a captive by its own words."""
    persons, adjectives = one_of(known()["persons"]), listed("captive", "adjectives")
    people = "(?:prisoners?(?: of war)?|pows?|captives?|detainees?|hostages?|inmates?|internees?|abductees?)"
    return re.compile(
        rf"\b(?:{people}|{adjectives}\s+(?:[\w-]+\s+){{0,3}}?{persons}|{persons}\s+(?:in|held in)\s+(?:captivity|custody))\b",
        re.IGNORECASE,
    )


@cache
def _same_again() -> re.Pattern[str]:
    """A phrase that means one person spoken of before."""
    one = one_of(known()["one"])
    return re.compile(
        rf"\b(?:the (?:other|first|second|third|same|young|captured)?|this|that|one|another|each|both|either|neither of the)\s*"
        rf"(?:[\w-]+\s+){{0,2}}?{one}s?\b",
        re.IGNORECASE,
    )


@cache
def _speaks() -> re.Pattern[str]:
    """What stands between a captive and what is said, to the end of the verb."""
    aside = r"(?:\s*[,(—–][^.;]{1,80}?[,)—–])?"
    return re.compile(
        rf"{aside}\s+(?:(?:who|was|were|has|had|have|also|initially|reportedly|then|later|first|himself|herself|themselves)\s+){{0,3}}"
        rf"(?P<verb>{one_of(known()['saying'])})\b",
        re.IGNORECASE,
    )


# What was quoted just before its speaker is named.
_QUOTED = re.compile(
    r"[“\"](?P<said>[^“”\"]+)[”\"],?\s*(?:(?:the|this|that|one of the|a|an|another)\s+)?(?:[a-z-]+\s+){0,2}$"
)


def means_captive(words: str, after: str = "") -> bool:
    """True where a speaker's description is a captive's, alone or after a text that speaks of one."""
    words = words.strip()
    again = bool(_same_again().match(words)) or words.lower() in ("he", "she", "they", "the two", "both")
    return bool(_captives().search(words)) or (again and bool(_captives().search(after)))


def words_in_captivity(text: str, sentences: Iterable[Range], names: Iterable[str]) -> Iterator[Cut]:
    """What captives are told to have said, thought or called themselves, to the end of the sentence."""
    seen = False
    called = re.compile(one_of(map(re.escape, names)) if names else "(?!)")
    for sentence in sentences:
        phrases = [*_captives().finditer(text, sentence.start, sentence.end)]
        phrases += [*called.finditer(text, sentence.start, sentence.end)]
        if seen or phrases:
            phrases += [*_same_again().finditer(text, sentence.start, sentence.end)]
        for phrase in phrases:
            verb = _speaks().match(text, phrase.end(), sentence.end)
            if verb:
                yield Cut(*_trimmed(text, verb.end(), sentence.end), "words said in captivity", "captive")
                quote = _QUOTED.search(text[sentence.start : phrase.start()])
                if quote:
                    at = sentence.start + quote.start("said")
                    yield Cut(at, at + len(quote["said"]), "words said in captivity", "captive")
            before = re.compile(
                r"\b(?:according to|in the words of|as told by)\s+(?:[\w-]+\s+){0,3}$"
            ).search(text[sentence.start : phrase.start()])
            if before:
                at = sentence.start + before.start()
                whole = (sentence.start, at) if before.start() > 12 else (phrase.end(), sentence.end)
                yield Cut(*_trimmed(text, *whole), "words said in captivity", "captive")
        seen = seen or bool(_captives().search(text, sentence.start, sentence.end))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without white space and the stop at its ends; quotation marks go with what they hold."""
    while start < end and (text[start].isspace() or text[start] in ",:"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ".!?,;"):
        end -= 1
    return start, end


def merged(text: str, cuts: Iterable[Cut]) -> tuple[Cut, ...]:
    """Cuts in order, those that touch or leave at most two short words between them as one."""
    ordered = sorted((cut for cut in cuts if cut.end > cut.start), key=lambda cut: (cut.start, -cut.end))
    found: list[Cut] = []
    for cut in ordered:
        last = found[-1] if found else None
        if last is not None and (cut.start <= last.end or _little(text[last.end : cut.start])):
            kinds = last.kind if cut.kind in last.kind.split(", ") else f"{last.kind}, {cut.kind}"
            found[-1] = Cut(last.start, max(last.end, cut.end), kinds, last.condition or cut.condition,
                            last.instead or cut.instead)  # fmt: skip
        else:
            found.append(cut)
    return tuple(found)


def _little(between: str) -> bool:
    words = re.findall(r"\w+", between)
    return (
        len(words) <= 1
        and len(between) <= 8
        and not re.search(r"[.!?\n\"“”]", between)
        and between.strip() in ("", "or", "and", "—one", "—", "-", "/", ",", ", and", ", or")
    )
