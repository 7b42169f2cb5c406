"""What a report is about, as weighted terms, names, counts and days: all that stories are made from.

Read from the text alone, so that it costs a hundredth of a parse and works in any language.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ....model import Report
from ...remembered import remembered
from ...terms import NUMBERS, WORD, term, tongue, weight
from .days import Day, days
from .recalls import Recall, calendar, distances, weekdays

# The first words say what is new; the tail of a long report is background, and is read no further than this.
LEAD, READ = 60, 1_200
LEAD_CHARACTERS = 1_000
# A look aside, "on Tuesday a depot at Pell": words at least so telling that its own opening has not, and so many
# names that are hardly anything else.
ASIDE, ASIDE_NAME = 5.0, 7.0
# Looks back are sought so far, and so many are kept.
READ_CHARACTERS, RECALLS = 8_000, 8
# A noun that is counted: "two soldiers", "23 armed pirates". Words lighter than this are no such nouns, nor names
# by which a report looks back to another: "I", "US".
NOUN = 1.8
_WRITTEN = NUMBERS | {"a": "1", "an": "1"}
_STARTS = re.compile(r"[.!?…:]['\"”’)\]]{0,2}\s{1,4}['\"“‘(\[]{0,2}$|^\W*$")
_LINE = re.compile(r"[^\n]+")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Profile:
    """A report as stories see it.

    ``terms`` maps a term to its weight here (of length 1 in all), ``opening`` those of the title and the first
    sentences alone; ``names`` are the terms written as names; ``counts`` are the lead's counted nouns with their
    numbers; ``days`` the days its lead names; ``published_at`` as the report has it; ``recalls`` where it looks back;
    ``house`` the names in its publisher's own name, which for a local paper is where it is, weighed as
    if its text named them once; ``asides`` where it looks
    aside to other news of the week.
    """

    report_id: str
    language: str
    published_at: str | None
    terms: Mapping[str, float] = field(default_factory=dict)
    opening: Mapping[str, float] = field(default_factory=dict)
    names: frozenset[str] = frozenset()
    counts: Mapping[str, frozenset[str]] = field(default_factory=dict)
    days: tuple[Day, ...] = ()
    recalls: tuple[Recall, ...] = ()
    house: Mapping[str, float] = field(default_factory=dict)
    asides: tuple[Recall, ...] = ()

    @property
    def found_by(self) -> frozenset[str]:
        """What another report that looks aside to this one's news would name: its names, its house, its heavy words."""
        return self.names | self.house.keys() | {w for w in self.opening if weight(w, self.language) >= ASIDE}


def own_date(report: Report) -> str | None:
    """The date that the report itself bears: one inferred from its story must not make the story."""
    return report.published_at if report.published_from != "inferred" else None


@remembered()
def profile(report: Report) -> Profile:
    """The profile of a report."""
    language = tongue(report.language, report.text)
    counts: Counter[str] = Counter()
    named: Counter[str] = Counter()
    lead: Counter[str] = Counter()
    opening: list[tuple[str, str]] = []
    for place, (word, each, name) in enumerate(_words(report, language)):
        counts[each] += 1
        named[each] += name
        if place < LEAD:
            lead[each] += 1
        if place < 2 * LEAD:
            opening.append((word, each))
        if place >= READ:
            break
    dated = own_date(report)
    if dated and _YEAR.match(dated):
        # A dateline above the text is no part of it; the year in it tells look-alikes apart all the same.
        counts[dated[:4]] += 1
        lead[dated[:4]] += 1
    return Profile(
        report.id,
        language,
        dated,
        _vector(counts, language),
        _vector(lead, language),
        frozenset(each for each, n in named.items() if n and n * 2 >= counts[each]),
        _counted(opening, language),
        days(f"{report.title or ''}\n{opening_of(report)}"),
        _recalls(report, dated, language),
        _house(report, counts, language),
        _asides(report, dated, lead, language),
    )


def _vector(counts: Mapping[str, int], language: str) -> dict[str, float]:
    """Weights of length 1: the surprise of each term, more where it is repeated."""
    weights = {each: (1 + math.log(n)) * weight(each, language) for each, n in counts.items()}
    length = math.sqrt(sum(w * w for w in weights.values())) or 1.0
    return {each: w / length for each, w in weights.items() if w > 0}


def opening_of(report: Report) -> str:
    """The first characters of the story, without furniture."""
    kept: list[str] = []
    for start, end in _story(report):
        kept.append(report.text[start : min(end, start + LEAD_CHARACTERS)])
        if sum(map(len, kept)) >= LEAD_CHARACTERS:
            break
    return "\n".join(kept)[:LEAD_CHARACTERS]


def _recalls(report: Report, dated: str | None, language: str) -> tuple[Recall, ...]:
    """The paragraphs that look back to a day before, each with the names in it."""
    published = next(iter(days((dated or "")[:10])), None)
    found: list[Recall] = []
    for start, end in _story(report):
        for line in _LINE.finditer(report.text, start, min(end, READ_CHARACTERS)):
            for least, most in distances(line[0], published):
                names = (
                    each
                    for _, each, name in _line(report.text, line.start(), line.end(), language)
                    if name and weight(each, language) > NOUN
                )
                found.append(Recall(least, most, frozenset(names) - calendar()))
    return tuple(dict.fromkeys(found))[:RECALLS]


def _house(report: Report, counts: Mapping[str, int], language: str) -> dict[str, float]:
    """The names in a publisher's name, weighed as said once: "The Quill Observer" is of Quill, and seldom says so."""
    words = WORD.findall(report.publisher or "")
    said = {term(word, language) for word in words if word[:1].isupper()} - calendar() - counts.keys()
    vector = _vector({**counts, **dict.fromkeys(said, 1)}, language)
    return {each: vector[each] for each in sorted(said) if each in vector}


def _asides(report: Report, dated: str | None, lead: Mapping[str, int], language: str) -> tuple[Recall, ...]:
    """The paragraphs that tell of a day of this week and name what the report does not open with."""
    found: list[Recall] = []
    for start, end in _story(report) if dated else ():
        for line in _LINE.finditer(report.text, start, min(end, READ_CHARACTERS)):
            if not weekdays().search(line[0]):
                continue
            said = [
                (each, name, weight(each, language))
                for _, each, name in _line(report.text, line.start(), line.end(), language)
                if each not in lead and each not in calendar() and not each[:1].isdigit()
            ]
            if any(name and heavy >= ASIDE_NAME for _, name, heavy in said):
                found.append(Recall(0, 7, frozenset(each for each, _, heavy in said if heavy >= ASIDE)))
    return tuple(dict.fromkeys(found))[-RECALLS:]


def _story(report: Report) -> Iterator[tuple[int, int]]:
    at = 0
    for span in sorted(report.furniture, key=lambda s: s.start):
        if span.start > at:
            yield at, span.start
        at = max(at, span.end)
    yield at, len(report.text)


def _words(report: Report, language: str) -> Iterator[tuple[str, str, bool]]:
    """Each word of title and story, its term, and whether it is written as a name there."""
    if report.title:
        yield from _line(report.title, 0, len(report.title), language)
    for start, end in _story(report):
        for line in _LINE.finditer(report.text, start, end):
            yield from _line(report.text, line.start(), line.end(), language)


def _line(text: str, start: int, end: int, language: str) -> Iterator[tuple[str, str, bool]]:
    sample = WORD.findall(text, start, min(end, start + 400))
    # In a heading set in capitals throughout, a capital makes no name.
    capitals = sum(word[:1].isupper() for word in sample) * 5 < len(sample) * 3
    before, first = start, True
    for match in WORD.finditer(text, start, end):
        word = match[0]
        name = False
        if capitals and word[0].isupper() and not first:
            name = not _STARTS.search(text, max(before, match.start() - 8), match.start())
        yield word, term(word, language), name
        before, first = match.end(), False


def _counted(opening: list[tuple[str, str]], language: str) -> dict[str, frozenset[str]]:
    """Noun -> the numbers that stand up to three words before it."""
    found: dict[str, set[str]] = defaultdict(set)
    for at, (word, each) in enumerate(opening):
        number = each if each[:1].isdigit() else _WRITTEN.get(word.casefold()) if language == "en" else None
        if number is None or _YEAR.fullmatch(number):
            continue
        for _, noun in opening[at + 1 : at + 4]:
            if noun[:1].isdigit():
                break
            if weight(noun, language) > NOUN:
                found[noun].add(number)
    return {noun: frozenset(numbers) for noun, numbers in found.items()}
