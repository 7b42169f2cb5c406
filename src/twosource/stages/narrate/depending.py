"""Who has it from whom: the brief's sentences about chains from page to origin."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ...model import Evidence, Line, Link, Statement, Told
from .naming import Names, capital, listed, some
from .timeline import evidence
from .voices import claims_of

MOST_NAMED = 5
# What shows something is nobody who says it.
_THING = re.compile(
    r"\b(?:videos?|footage|photo(?:graph)?s?|pictures?|images?|films?|clips?|recordings?|documents?|diary|notebook)$",
    re.IGNORECASE,
)


def sources(told: Told, names: Names) -> Iterator[Line]:
    """Who carries whom, and what they rest on: a sentence for each origin that several pages or hands bring."""
    paths: dict[str, list[Statement]] = {}
    claim_of = claims_of(told)
    for statement in told.statements:
        chain = statement.attribution.chain
        own = names.speaker(statement) == names.outlet(statement.report_id)
        if (
            len(chain) > 1
            and statement.kind == "assertion"
            and statement.report_id in names.reports
            and not own
        ):
            paths.setdefault(
                names.speaker(statement)
                if statement.attribution.speaker.named
                else statement.attribution.speaker.source_id,
                [],
            ).append(statement)
    for each in sorted(paths.values(), key=lambda said: (-len(said), said[0].attribution.speaker.source_id)):
        told_by = _path(each, names, claim_of)
        if told_by:
            yield Line("sources", f"{capital(names.speaker(each[0]))}{told_by}.", _one_a_page(each))


def _path(said: Sequence[Statement], names: Names, claim_of: Mapping[str, str]) -> str:
    """The pages, the hands in between, the basis; empty where one page has it straight from a source."""
    through: dict[str, list[str]] = {}
    bases: dict[str, list[Link]] = {}
    for statement in said:
        chain = statement.attribution.chain
        relays = listed(names.link(link) for link in chain if link.role == "relay")
        through.setdefault(relays, []).append(names.outlet(statement.report_id))
        for link in chain:
            if link.role == "basis":
                # For one claim it rests on one unnamed basis, in however many wordings.
                key = link.source_id if link.named else claim_of.get(statement.id, statement.id)
                bases.setdefault(key, []).append(link)
    direct = list(dict.fromkeys(through.pop("", [])))
    speaker = said[0].attribution.speaker
    if not (through or bases or len(direct) > 1):
        return ""
    if not speaker.named and (not through or _THING.search(speaker.name)):
        return ""
    parts = [f"in {some(direct, MOST_NAMED)}"] if direct else []
    parts += [f"by way of {relays} in {some(pages, MOST_NAMED)}" for relays, pages in through.items()]
    rests = f"; rests on {listed(_basis(links, names) for links in bases.values())}" if bases else ""
    return ": " + "; ".join(parts) + rests


def _basis(links: Sequence[Link], names: Names) -> str:
    """A basis by its name, an unnamed one by its first wording and the number of others."""
    called = list(dict.fromkeys(names.link(link) for link in links))
    if links[0].named:
        return called[0]
    return f"{called[0]} (not named" + (f"; told in {len(called)} wordings)" if len(called) > 1 else ")")


def _one_a_page(said: Sequence[Statement]) -> tuple[Evidence, ...]:
    """A span for each way to the page."""
    ways: dict[tuple[str, ...], Evidence] = {}
    for each in said:
        links = tuple(link.source_id for link in each.attribution.chain if link.role in ("relay", "basis"))
        ways.setdefault((each.report_id, *links), evidence(each))
    return tuple(ways.values())
