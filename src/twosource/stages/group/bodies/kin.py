"""Kin without a name: "his widow", "her husband" are the one person whom the story tells to be that."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from ....model import Dissection, Edge, Evidence, Reason, Statement
from .cast import Known

RULE = "rule:kin/1"
# A person has one of each; a widow is the wife of before.
_CLASSES = {"wife": "wife", "widow": "wife", "husband": "husband", "widower": "husband", "mother": "mother",
            "father": "father", "fiancée": "fiancée", "fiancé": "fiancé"}  # fmt: skip
_WORDS = "|".join(sorted(_CLASSES, key=len, reverse=True))
_WHOSE = r"(?:[Hh]is|[Hh]er|[Tt]heir|[A-Z][\w-]+['’]s?)"
_NAME = r"(?P<name>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2})"
_TOLD = re.compile(
    rf"\b{_WHOSE} (?:[a-z-]+ )?(?P<kin>{_WORDS}),? {_NAME}|\b{_NAME.replace('name', 'first')},(?: \d\d,)? (?:the )?(?P<of>{_WORDS}) of\b"
)
_UNNAMED = re.compile(rf"{_WHOSE} (?:[a-z-]+ )?(?P<kin>{_WORDS})")


def kin(
    statements: Iterable[Statement],
    taken: Sequence[Dissection],
    cast: Sequence[Known],
    alias: Callable[[str, str], str],
) -> Iterator[Edge]:
    """Joins of unnamed kin to the person of the story who is told to be it; nothing where two are."""
    people = {each.source.source_id: each.source.name for each in cast if each.source.kind == "person"}
    told = _told(taken, alias)
    for statement in statements:
        for link in statement.attribution.chain[1:]:
            match = None if link.named or link.start is None else _UNNAMED.fullmatch(link.name)
            found = _whole(told.get(_CLASSES[match["kin"]], set()), people) if match else set()
            if len(found) == 1 and link.start is not None and link.end is not None:
                (meant,) = found
                span = Evidence(statement.report_id, link.start, link.end, link.name)
                why = Reason("description", f"{link.name}: the story calls {people[meant]} that", (span,))
                ends = (f"{link.source_id}@{statement.report_id}", meant)
                yield Edge(*ends, "alias_of", 0.8, "description", (why,), RULE)


def _whole(ids: set[str], people: Mapping[str, str]) -> set[str]:
    """The persons of these; who is called by one word that another's name holds is that other."""
    names = {ident: people[ident].split() for ident in ids if ident in people}
    return {
        ident
        for ident, words in names.items()
        if len(words) > 1 or not any(words[0] in other and len(other) > 1 for other in names.values())
    }


def _told(taken: Sequence[Dissection], alias: Callable[[str, str], str]) -> dict[str, set[str]]:
    """The persons who are told to be somebody's wife, husband, mother or father, by which they are."""
    found: dict[str, set[str]] = {}
    for each in taken:
        called = {a: s.source_id for s in each.sources if s.kind == "person" for a in (s.name, *s.aliases)}
        for match in _TOLD.finditer(each.report.text):
            source_id = called.get(match["name"] or match["first"])
            if source_id is not None:
                word = _CLASSES[match["kin"] or match["of"]]
                found.setdefault(word, set()).add(alias(source_id, each.report.id))
    return found
