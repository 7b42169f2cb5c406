"""Who owns whom, from the table and from what outlets print about themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from ...model import Dissection, Edge, Evidence, Reason
from ...text import fold, slug

RULE = "rule:owners/1"
_NAME = r"(?:[Tt]he )?[A-Z][\w’'&.-]*(?: (?:[A-Z][\w’'&.-]*|\d{1,3}(?:\.\d)?|of|and|the|for|de|&))*"
_OWNED = (
    # "X and Y are published by Z", "X is owned by Z", "X, part of Z"
    re.compile(rf"(?P<owned>{_NAME}(?:, {_NAME})*(?: and {_NAME})?)(?: (?:is|are)|,) (?:jointly |wholly |majority )?"
               rf"(?:published|owned|operated|run|controlled|produced) by (?P<owner>{_NAME})"),
    re.compile(rf"(?P<owned>{_NAME}(?:, {_NAME})*(?: and {_NAME})?) are (?:both |all )?(?:part|members|subsidiaries|services|"
               rf"brands|units|titles|imprints|newspapers|papers|stations|channels|publications) of (?:the )?(?P<owner>{_NAME})"),
    re.compile(rf"(?P<owned>{_NAME}(?:, {_NAME})*(?: and {_NAME})?) (?:both |all )?belongs? to (?P<owner>{_NAME})"),
    re.compile(rf"(?P<owned>{_NAME})(?: is|,) (?:a )?(?:part|member|subsidiary|service|division|brand|unit|title|imprint|"
               rf"newspaper|station|channel|publication) (?:of|from) (?:the )?(?P<owner>{_NAME})"),
    # "This is X, a Z station"
    re.compile(rf"(?P<owned>{_NAME}),? (?:is )?an? (?P<owner>{_NAME}) "
               r"(?:station|newspaper|company|title|publication|channel|paper|brand|outlet|website|service|magazine)\b"),
)  # fmt: skip
_READERS = {"readers", "its readers", "state", "government"}


def owners(dissections: Iterable[Dissection], known: Mapping[str, str]) -> tuple[Edge, ...]:
    """``based_on`` edges of kind owner, from outlet to owner; ``known`` maps folded names to source ids."""
    found: dict[tuple[str, str], Edge] = {}
    for each in dissections:
        for edge in _printed(each, known):
            found.setdefault((edge.left, edge.right), edge)
    called = _called(sorted({edge.right for edge in found.values()}))
    return tuple(replace(found[key], right=called[found[key].right]) for key in sorted(found))


def _called(owners: Sequence[str]) -> Mapping[str, str]:
    """Each owner's id, or that of the only other whose name begins with it: "Dornec" and "Dornec Media" are one."""
    return {
        owner: longer[0] if len(longer := [o for o in owners if o.startswith(f"{owner}-")]) == 1 else owner
        for owner in owners
    }


def _printed(dissection: Dissection, known: Mapping[str, str]) -> Iterator[Edge]:
    report = dissection.report
    page = known.get(fold(report.publisher)) if report.publisher else None
    for credit in report.credits:
        if credit.kind == "owner" and page and fold(credit.name) != fold(report.publisher or ""):
            spans = (
                (Evidence(report.id, credit.start, credit.end, report.text[credit.start : credit.end]),)
                if credit.start is not None and credit.end is not None
                else ()
            )
            told = Reason("owner", f"{report.publisher} belongs to {credit.name}", spans)
            owner = known.get(fold(credit.name), slug(fold(credit.name)))
            yield Edge(page, owner, "based_on", 1.0, "owner", (told,), RULE)
    text = report.text
    for pattern in _OWNED:
        for match in pattern.finditer(text):
            owner = match["owner"].strip(" .")
            if fold(owner) in _READERS:
                continue
            why = Reason("owner", f"{match['owned']} belongs to {owner}",
                         (Evidence(dissection.report.id, match.start(), match.end(), match[0]),))  # fmt: skip
            for outlet in _each(match["owned"]):
                ident = known.get(fold(outlet))
                if ident:
                    yield Edge(
                        ident,
                        known.get(fold(owner), slug(fold(owner))),
                        "based_on",
                        1.0,
                        "owner",
                        (why,),
                        RULE,
                    )


def _each(phrase: str) -> Iterator[str]:
    """The names in "A, B and C", and the whole phrase, since a name may hold an "and"."""
    yield phrase
    for piece in re.split(r", | and ", phrase):
        yield piece.strip()
