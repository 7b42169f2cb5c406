"""Which ranges of which reports are withheld, and by what names the protected persons go: found once for a story."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ..model import Report, Statement
from ..text import digest, fold, slug
from . import details, persons
from .details import Cut
from .words import Range, conditions, sentences, spread

NOTICE = (
    "Names, births, homes, units, families and injuries of protected persons and words said in captivity are withheld "
    "by rule and shown as […]. The rules miss some: read before you pass it on, and say who else is to be protected."
)


BY_A_PERSON = "by a person"


@dataclass(frozen=True, slots=True)
class Known:
    """What people have said of protection: names and ranges to protect, names that need none, and what was revealed.

    ``names`` leads from a name to its condition; ``ranges`` are (report_id, start, end); ``revealed`` are keys of
    ``Withheld``, and count for handling that is neither CLEAR nor GREEN.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    ranges: tuple[tuple[str, int, int], ...] = ()
    unprotected: frozenset[str] = frozenset()
    revealed: frozenset[str] = frozenset()


# What a desk knows where nobody has said anything.
NOTHING = Known()


@dataclass(frozen=True, slots=True)
class Withheld:
    """One thing that is withheld: its key (by which it may be revealed), where it stood, what it is, and of whom."""

    key: str
    kind: str
    condition: str
    report_id: str
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Guard:
    """The cuts in each report, the protected names in every form, and what both amount to."""

    cuts: Mapping[str, tuple[Cut, ...]]
    names: Mapping[str, str]
    public: frozenset[str]
    withheld: tuple[Withheld, ...]

    def called(self, text: str) -> list[tuple[int, int]]:
        """Where a text calls a protected person by name."""
        return _called(text, self.names, self.public)


def guard(
    reports: Sequence[Report],
    statements: Iterable[Statement],
    known: Known = NOTHING,
    reveal: bool = False,
) -> Guard:
    """All that is withheld of these reports. ``reveal`` lets through what was revealed."""
    office = {name for name in _in_office(reports) if not persons.is_one_of(name, known.names)}
    public = frozenset(known.unprotected) | office
    names = {} if not reports else _protected(reports, known, public)
    open_ = known.revealed if reveal else frozenset()
    names = {name: condition for name, condition in names.items() if _name_key(name) not in open_}
    forms = {n: c for n, c in persons.forms(names).items() if not persons.is_one_of(n, public)}
    said: dict[str, list[Statement]] = {}
    for statement in statements:
        said.setdefault(statement.report_id, []).append(statement)
    cuts: dict[str, tuple[Cut, ...]] = {}
    found = [Withheld(_name_key(name), "name", names[name], "") for name in sorted(names)]
    for report in sorted(reports, key=lambda r: r.id):
        kept = []
        for cut in _cuts(report, said.get(report.id, ()), forms, public, known):
            key = digest("cut", report.id, cut.kind, report.text[cut.start : cut.end])
            if key not in open_:
                kept.append(cut)
                found.append(Withheld(key, cut.kind, cut.condition, report.id, cut.instead))
        named = [_with_age(report.text, *at) for at in _called(report.text, forms, public)]
        cuts[report.id] = details.merged(report.text, [*kept, *named])
    return Guard(cuts, forms, public, tuple(dict.fromkeys(found)))


def _in_office(reports: Iterable[Report]) -> frozenset[str]:
    return frozenset(
        n for report in reports for n in persons.in_office(f"{report.title or ''}\n{report.text}")
    )


def _protected(reports: Iterable[Report], known: Known, public: frozenset[str]) -> dict[str, str]:
    """The protected names: those that people gave, and those that a sentence ties to a condition."""
    found = dict(known.names)
    for report in reports:
        told: dict[str, str] = {}
        for text in (report.title or "", report.text):
            for paragraph in spread(text):
                for sentence in sentences(text, paragraph):
                    said = text[sentence.start : sentence.end]
                    meant, told = persons.meant(said, told)
                    meant |= persons.named(said)
                    if (
                        meant
                        or set(conditions(said)) - {"family"}
                        or any(name.split()[-1] in said for name in found)
                    ):
                        meant = persons.relatives(said) | meant
                    for name, condition in meant.items():
                        if not persons.is_one_of(name, public):
                            found.setdefault(name, condition)
                            # Of several conditions captivity withholds most: words too.
                            found |= {name: condition} if condition == "captive" else {}
    return {name: condition for name, condition in found.items() if name and name not in known.unprotected}


def _cuts(
    report: Report,
    statements: Sequence[Statement],
    names: Mapping[str, str],
    public: frozenset[str],
    known: Known,
) -> tuple[Cut, ...]:
    """The cuts of one report but for names. Nothing is cut where no sentence speaks of a protected condition."""
    found = [Cut(start, end, "by a person") for at, start, end in known.ranges if at == report.id]
    if conditions(report.text) or names:
        before = False
        for paragraph in spread(report.text):
            here = bool(conditions(report.text[paragraph.start : paragraph.end]))
            found += _in_paragraph(report, paragraph, here or before, names, public)
            before = here
        found += _said_in_captivity(report, statements, names)
    return details.merged(report.text, found)


def _in_paragraph(
    report: Report, paragraph: Range, about: bool, names: Mapping[str, str], public: frozenset[str]
) -> list[Cut]:
    text, inside = report.text, sentences(report.text, paragraph)
    found = list(details.words_in_captivity(text, inside, captives(names)))
    for sentence in inside:
        said = text[sentence.start : sentence.end]
        found += details.body(text, sentence)
        if about and not _of_office(said, public, names):
            condition = next(iter(conditions(said)), "")
            found += details.births(text, sentence, report.published_at, condition)
            found += details.places(text, sentence, condition, bool(_called(said, names, public)))
    return found


def _of_office(sentence: str, public: frozenset[str], names: Mapping[str, str]) -> bool:
    """True where a sentence names somebody in office and nobody protected: its ages and homes are theirs."""
    return (
        not conditions(sentence)
        and any(name.split()[-1] in sentence for name in public if name.split())
        and not any(name in sentence for name in names)
    )


def captives(names: Mapping[str, str]) -> list[str]:
    """The names of those whose words are withheld too: captives, and whom a person protects for an untold reason."""
    held = (name for name, condition in names.items() if condition in ("captive", BY_A_PERSON))
    return sorted(held, key=lambda name: (-len(name), name))  # the whole name is found before its parts


def _said_in_captivity(
    report: Report, statements: Iterable[Statement], names: Mapping[str, str]
) -> Iterable[Cut]:
    """The contents of statements whose speaker is a captive."""
    held = set(captives(names))
    for statement in statements:
        link = statement.attribution.speaker
        paragraph = report.text.rfind("\n", 0, statement.start) + 1
        captive = link.name in held or (
            link.role == "origin"
            and details.means_captive(link.name, report.text[paragraph : statement.start])
            and (not link.named or details.means_captive(link.name))
        )
        if captive:
            for part in statement.parts or (Range(statement.start, statement.end),):
                yield Cut(part.start, part.end, "words said in captivity", "captive")


def _called(text: str, names: Mapping[str, str], public: frozenset[str]) -> list[tuple[int, int]]:
    """Where a text calls one of these names, and not somebody in office who shares a part of it."""
    if not names or not text:
        return []
    taken = [m.span() for name in public if " " in name for m in re.finditer(re.escape(name), text)]
    pattern = "|".join(re.escape(name) for name in sorted(names, key=lambda n: (-len(n), n)))
    found = []
    for match in re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", text):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            found.append(match.span())
    return found


_AFTER = re.compile(r"(?:, ?| \()\d{1,3}\)?(?=[,.;) ])(?:, of (?:the )?(?:[A-Z][\w'’]+ ?){1,4})?")


def _with_age(text: str, start: int, end: int) -> Cut:
    """A name with the age, and the home, that stand after it ("Jan Roe, 34, of Mill Street")."""
    more = _AFTER.match(text, end)
    return Cut(start, end + len(more[0].rstrip()) if more else end, "name")


def hidden_in(address: str, names: Iterable[str]) -> bool:
    """True where an address or an id spells a protected name."""
    plain = slug(fold(address))
    return any(slug(fold(name)) in plain for name in names if len(name) > 3)


def _name_key(name: str) -> str:
    return digest("name", fold(name))
