"""Who says what, and who has it from whom: the brief's sentences about speakers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ...model import Evidence, Line, Link, Statement, Told
from .naming import Names, capital, listed, some, stopped
from .timeline import LONGEST, evidence

# A brief is read in minutes: past these many, the rest stays in the data.
MOST_SAID, MOST_OF_ONE, IN_A_LINE, MOST_NAMED = 24, 6, 3, 5


def who_says(told: Told, names: Names) -> Iterator[Line]:
    """Each source's words, the most quoted source first; what it says of one claim is told once, at its fullest."""
    groups: dict[str, dict[str, list[Statement]]] = {}
    claim_of = _claim_of(told)
    for statement in sorted(told.statements, key=lambda s: (names.published(s), s.report_id, s.start)):
        claim = claim_of.get(statement.id)
        if not _tellable(statement, claim, names):
            continue
        speaker = statement.attribution.speaker
        apart = "" if speaker.named else statement.report_id  # two unnamed sources are not one
        same = groups.setdefault(names.speaker(statement) + apart, {})
        same.setdefault(claim or statement.text.casefold(), []).append(statement)
    rank = {claim.claim.id: at for at, claim in enumerate(told.claims)}
    spans = {
        claim.claim.id: {
            each.statement_id: (each.start, each.end) for each in reversed(claim.claim.propositions)
        }
        for claim in told.claims
    }
    made = 0
    for claims in sorted(groups.values(), key=_rank):
        ordered = sorted(claims, key=lambda key: rank.get(key, len(rank)))
        for line in _source_lines([(claims[key], spans.get(key, {})) for key in ordered], names):
            if (made := made + 1) > MOST_SAID:
                return
            yield line


def _source_lines(
    claims: Sequence[tuple[Sequence[Statement], Mapping[str, tuple[int, int]]]], names: Names
) -> Iterator[Line]:
    """What one source says: a line for each set of pages that carry it, with its words one after the other.

    With each claim's statements come the spans of them that make the claim: of a long statement only they stand here.
    """
    by_way: dict[str, list[tuple[str, tuple[Evidence, ...]]]] = {}
    for same, spans in claims[:MOST_OF_ONE]:
        first = max(same, key=_fullness)
        span = spans.get(first.id) if len(first.text) > LONGEST else None
        basis = listed(names.link(link) for link in first.attribution.chain if link.role == "basis")
        rests = f", on the basis of {basis}" if basis else ""
        way = f"{capital(names.speaker(first))}{rests}, in {_pages(same, names)}"
        by_way.setdefault(way, []).append(
            (verb_before(first) + names.words(first, *(span or ())), _cited(same))
        )
    for way, told in by_way.items():
        for at in range(0, len(told), IN_A_LINE):
            here = told[at : at + IN_A_LINE]
            cites = dict.fromkeys(each for _, cited in here for each in cited)
            yield Line("said", f"{way}: {run(words for words, _ in here)}", tuple(cites))


def run(quotations: Iterable[str]) -> str:
    """Quotations one after the other: “a”; “b”."""
    return stopped("; ".join(quotations))


def _tellable(statement: Statement, claim: str | None, names: Names) -> bool:
    """A report's own story tells it, and it says something: "aware of the implications" does not."""
    if not statement.attribution.cue or statement.report_id not in names.reports:
        return False
    if names.speaker(statement) == names.outlet(statement.report_id) or bare_name(statement):
        return False
    if (built(statement, "prep") and not statement.figures) or (
        statement.kind == "stance" and built(statement, "np")
    ):
        return False
    return claim is not None or statement.kind in ("request", "stance")


def bare_name(statement: Statement) -> bool:
    """True for what a verb behind it is told of and nothing else: "two lesser roads" (had been closed)."""
    return built(statement, "passive") and len(statement.text.split()) < 5


def built(statement: Statement, form: str) -> bool:
    """Whether the content is a noun phrase ("np") or hangs on a preposition ("prep"), and so no clause."""
    keys = [key.partition(":")[2].split() for key in statement.features if key.startswith("construction:")]
    return any(form in words for words in keys)


# How a content is built that is no clause of its own: before it stands the verb.
_NO_CLAUSE = ("np", "prep", "as", "small", "to", "oto", "count")


def verb_before(statement: Statement) -> str:
    """The words of saying before a content that is no clause, or denied: confirmed “the loss of a ship”."""
    cue = statement.attribution.cue
    if cue is None or (cue.end > statement.start and statement.polarity != "denied"):
        return ""
    bare = statement.polarity == "denied" or any(built(statement, form) for form in _NO_CLAUSE)
    return f"{cue.text} " if bare and cue.text not in ("said", "says", "say") else ""


def _fullness(statement: Statement) -> tuple[object, ...]:
    """The best wording of several: the speaker's own words, a clause, the longer one."""
    return (
        len(statement.text) <= LONGEST,
        statement.attribution.direct and len(statement.text.split()) > 4,
        not built(statement, "np") and not built(statement, "prep"),
        len(statement.text),
        statement.id,
    )


def _claim_of(told: Told) -> dict[str, str]:
    """The claim that each statement is told under: the first that it stands in."""
    found: dict[str, str] = {}
    for claim in told.claims:
        for key in claim.claim.statements:
            found.setdefault(key, claim.claim.id)
    return found


def _rank(claims: dict[str, list[Statement]]) -> tuple[object, ...]:
    """Named sources first, those that are quoted most, those that speak first."""
    every = [statement for same in claims.values() for statement in same]
    return not every[0].attribution.speaker.named, -len(every)


def _cited(statements: Sequence[Statement]) -> tuple[Evidence, ...]:
    cues = [
        Evidence(each.report_id, cue.start, cue.end, cue.text)
        for each in statements
        if (cue := each.attribution.cue)
    ]
    return (*(evidence(each) for each in statements), *cues)


def _pages(same: Sequence[Statement], names: Names) -> str:
    """The pages that carry it and through whom they have it: "The Post and The Echo (from the agency)"."""
    ways: dict[str, list[str]] = {}
    for each in same:
        relays = [names.link(link) for link in each.attribution.chain if link.role == "relay"]
        ways.setdefault(names.outlet(each.report_id), []).append(listed(reversed(relays)))
    pages = [page + (f" (from {through[0]})" if all(through) else "") for page, through in ways.items()]
    return some(pages, MOST_NAMED)


# --- who has it from whom --------------------------------------------------------------------


def sources(told: Told, names: Names) -> Iterator[Line]:
    """Who carries whom, and what they rest on: a sentence for each origin that several pages or hands bring."""
    paths: dict[str, list[Statement]] = {}
    for statement in told.statements:
        chain = statement.attribution.chain
        own = names.speaker(statement) == names.outlet(statement.report_id)
        if (
            len(chain) > 1
            and statement.kind == "assertion"
            and statement.report_id in names.reports
            and not own
        ):
            paths.setdefault(statement.attribution.speaker.source_id, []).append(statement)
    for each in sorted(paths.values(), key=lambda said: (-len(said), said[0].attribution.speaker.source_id)):
        told_by = _path(each, names)
        if told_by:
            yield Line("sources", f"{capital(names.speaker(each[0]))}{told_by}.", _one_a_page(each))


def _path(said: Sequence[Statement], names: Names) -> str:
    """The pages, the hands in between, the basis; empty where one page has it straight from a source."""
    through: dict[str, list[str]] = {}
    bases: list[Link] = []
    for statement in said:
        chain = statement.attribution.chain
        relays = listed(names.link(link) for link in chain if link.role == "relay")
        through.setdefault(relays, []).append(names.outlet(statement.report_id))
        bases += [link for link in chain if link.role == "basis"]
    direct = list(dict.fromkeys(through.pop("", [])))
    speaker = said[0].attribution.speaker
    if not (through or bases or len(direct) > 1) or (not speaker.named and not through):
        return ""
    parts = [f"in {some(direct, MOST_NAMED)}"] if direct else []
    parts += [f"by way of {relays} in {some(pages, MOST_NAMED)}" for relays, pages in through.items()]
    rests = f"; rests on {listed(_basis(link, names) for link in bases)}" if bases else ""
    return ": " + "; ".join(parts) + rests


def _basis(link: Link, names: Names) -> str:
    return names.link(link) + ("" if link.named else " (not named)")


def _one_a_page(said: Sequence[Statement]) -> tuple[Evidence, ...]:
    """A span for each way to the page."""
    ways: dict[tuple[str, ...], Evidence] = {}
    for each in said:
        links = tuple(link.source_id for link in each.attribution.chain if link.role in ("relay", "basis"))
        ways.setdefault((each.report_id, *links), evidence(each))
    return tuple(ways.values())
