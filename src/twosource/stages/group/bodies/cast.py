"""The cast of a story: the sources that its reports name, and the descriptions that may mean one of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ....data import by_tables, known_sources
from ....model import Link, Source, Statement
from .classes import classes_of, is_description, listed, named_as_body, words_of
from .posts import whole


@by_tables
def _known() -> Mapping[str, tuple[str, tuple[str, ...]]]:
    return {row.source_id: (row.state, row.descriptions) for row in known_sources().values()}


def is_known(source_id: str) -> bool:
    """True for a source of the table."""
    return source_id in _known()


def state_of(source_id: str) -> str:
    """The country of a source that the table knows, else ""."""
    return _known().get(source_id, ("", ()))[0]


@dataclass(frozen=True, slots=True)
class Known:
    """A named source as descriptions may mean it: the words of its names, its role, its classes."""

    source: Source
    names: frozenset[str]
    role: frozenset[str]
    classes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Described:
    """A description as one report uses it."""

    link: Link
    statement: Statement
    words: frozenset[str]
    classes: frozenset[str]

    @property
    def id(self) -> str:
        """The description's id in its report."""
        return f"{self.link.source_id}@{self.statement.report_id}"


def known(source: Source) -> Known:
    """A source with the words that bear it out."""
    said = " ".join((source.name, *source.aliases, *_known().get(source.source_id, ("", ()))[1]))
    names, role = words_of(said), words_of(source.role or "")
    classes = classes_of(names | role)
    if "press" in classes and any(named_as_body(name) for name in (source.name, *source.aliases)):
        classes -= {"press"}  # "Joint Observer Mission"
    return Known(source, names, role, classes)


# "The Torlandic side": whoever speaks for that land.
SIDE = re.compile(r"(?:[Tt]he )?(?P<land>[A-Z][\w-]+(?: [A-Z][\w-]+)?) side")


# "A new study", "the paper": a work that its author speaks for.
_WORKS = "study|paper|research|survey|review|analysis|article|report|audit|thesis|book"
PAPER = re.compile(rf"(?:(?:an?|the|this|that|another) )?(?:[\w-]+ ){{0,3}}?(?:{_WORKS})\b", re.IGNORECASE)
_WROTE = r"(?:co-?)?authors?|(?:who |that )(?:led|wrote|ran|conducted|headed|carried out)|leader"
AUTHOR = re.compile(
    rf"\b(?:{_WROTE})\b(?: \w+){{0,3}} (?:{_WORKS})\b|\b(?:{_WORKS})(?:['’]s)? (?:\w+ ){{0,2}}(?:{_WROTE})\b",
    re.IGNORECASE,
)


def described(statement: Statement) -> Iterator[Described]:
    """The links of a statement that may be descriptions: no proper name, or a country that speaks."""
    for link in statement.attribution.chain[1:]:
        if link.start is None and not link.source_id.startswith("state:"):
            continue
        words = words_of(link.name)
        post = not link.named and whole(link.name) is not None  # "firefighters in Cardin"
        side = SIDE.fullmatch(link.name) is not None
        paper = not link.named and PAPER.match(link.name) is not None
        if paper:
            yield Described(link, statement, words, frozenset())
            continue
        if not link.named and not post and not side and not words & (listed("speak") | listed("staff")):
            continue
        if not link.named and not post and _SOME_OFFICIAL.match(link.name):
            continue
        if link.source_id.startswith("state:") or (
            words and (side or post or is_description(link.name) or words & listed("staff"))
        ):
            yield Described(link, statement, words, classes_of(words))


# One of a body's people who is not to be known is not the body: "an official at that ministry".
_SOME_OFFICIAL = re.compile(
    r"(?:an?|one|another|some|several|two|three) (?:[\w-]+ ){0,3}?(?:officials?|officers?|sources?|aides?|insiders?|persons?|employees?|diplomats?)\b",
    re.IGNORECASE,
)


_REPORTER = re.compile(
    r"(?:an?|the|one|two|our|this) (?P<whose>[\w’' -]+?)(?:['’]s)? (?:own )?(?:reporters?|correspondents?|journalists?|photographers?)$",
    re.IGNORECASE,
)


def house(statement: Statement) -> Iterator[tuple[str, str, str]]:
    """Links by which a report names its own publisher: "this office", "a Courier reporter"; (id, publisher, phrase)."""
    chain = statement.attribution.chain
    page = words_of(chain[0].name)
    for link in chain[1:]:
        reporter = _REPORTER.match(link.name)
        own = (
            reporter is not None and bool(words_of(reporter["whose"])) and words_of(reporter["whose"]) <= page
        )
        own = own or (link.start is not None and _itself(link.name, chain[0].name))
        if own or (re.match(r"(?:this|our) [a-z]+$", link.name, re.IGNORECASE) and link.start is not None):
            yield f"{link.source_id}@{statement.report_id}", chain[0].source_id, link.name


def _itself(name: str, publisher: str) -> bool:
    """ "The Ministry" in the communiqué of a ministry, "the Board" in a board's: the body calls itself by its kind."""
    bare = re.sub(r"^(?:[Tt]he|[Oo]ur) ", "", name)
    return named_as_body(bare) and " " not in bare and words_of(bare) <= words_of(publisher)


def last_named(known: Known, text: str, before: int) -> int:
    """Where a source was last named before a place, or -1."""
    names = {n for n in (known.source.name, *known.source.aliases) if not is_description(n)}
    return max((text.rfind(name, 0, before) for name in names), default=-1)


def within(content: frozenset[str], words: frozenset[str]) -> bool:
    """True where each word is one of the others, or its adjective ("Maren", "Marenian")."""
    return all(
        word in words
        or (len(word) > 3 and any(len(w) > 3 and (w.startswith(word) or word.startswith(w)) for w in words))
        for word in content
    )
