"""Who says what: the brief's sentences about speakers."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ...model import Evidence, Line, Statement, Told
from .naming import Names, capital, listed, some, stopped
from .timeline import LONGEST, told_at

# "His agency", "each of its gates": whose, other words say.
_LEANS = re.compile(r"(?:\w+ of )?(?:his|her|its|their|they|he|she|it)\b", re.IGNORECASE)
# A brief is read in minutes: past these many, the rest stays in the data.
MOST_SAID, MOST_OF_ONE, IN_A_LINE, MOST_NAMED = 24, 6, 3, 5


def who_says(told: Told, names: Names) -> Iterator[Line]:
    """Each source's words, the most quoted source first; what it says of one claim is told once, at its fullest."""
    groups: dict[str, dict[str, list[Statement]]] = {}
    claim_of = claims_of(told)
    more: dict[str, Statement] = {}
    last: Statement | None = None
    for statement in sorted(told.statements, key=lambda s: (names.published(s), s.report_id, s.start)):
        claim = claim_of.get(statement.id)
        if not _tellable(statement, claim, names):
            continue
        if last is not None and _goes_on(last, statement, names):
            more[last.id] = statement
            continue
        last = statement
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
    heads = {
        each.statement_id
        for claim in told.claims
        for each in claim.claim.propositions
        if each.text == claim.claim.text
    }
    told_by = [
        [
            _Told(claims[key], spans.get(key, {}), more, heads)
            for key in sorted(claims, key=lambda key: rank.get(key, len(rank)))
        ]
        for claims in sorted(groups.values(), key=_rank)
    ]
    named = [claims for claims in told_by if claims[0].same[0].attribution.speaker.named]
    made = [line for claims in named for line in _source_lines(claims, names)]
    made += _unnamed_lines(told_by[len(named) :], names)
    yield from made[:MOST_SAID]


class _Told(NamedTuple):
    """What a source says of one claim: its statements, the spans of them that make the claim, by statement what goes

    on from it in the same breath, and the statements that head claims.
    """

    same: Sequence[Statement]
    spans: Mapping[str, tuple[int, int]]
    more: Mapping[str, Statement]
    heads: Collection[str]


def _goes_on(before: Statement, after: Statement, names: Names) -> bool:
    """True for words that a participle hangs on to the last: "described it as a risk, calling their plan hopeless"."""
    cue = after.attribution.cue
    if cue is None or before.report_id != after.report_id or not cue.text.endswith("ing"):
        return False
    between = names.reports[after.report_id].text[before.end : after.start]
    same = names.speaker(before) == names.speaker(after)
    return same and before.end <= cue.start and between.strip(" ,") == cue.text and bool(verb_before(after))


def _unnamed_lines(told_by: Sequence[Sequence[_Told]], names: Names) -> Iterator[Line]:
    """What those say whom a report does not name: a line for each report, or for the one whom it has."""
    by_report: dict[str, list[Sequence[_Told]]] = {}
    for claims in told_by:
        by_report.setdefault(claims[0].same[0].report_id, []).append(claims)
    for report_id, speakers in by_report.items():
        if len(speakers) == 1:
            yield from _source_lines(speakers[0], names)
            continue
        said = []
        for claims in speakers:
            words, cited = zip(*(_words(each, names) for each in claims[:MOST_OF_ONE]), strict=True)
            first = claims[0].same[0]
            said.append((f"{names.speaker(first)}: {', '.join(words)}", [e for each in cited for e in each]))
        for at in range(0, len(said), IN_A_LINE):
            here = said[at : at + IN_A_LINE]
            cites = dict.fromkeys(each for _, cited in here for each in cited)
            text = f"Not named, in {names.outlet(report_id)}: {run(words for words, _ in here)}"
            yield Line("said", text, tuple(cites))


def _words(told: _Told, names: Names) -> tuple[str, tuple[Evidence, ...]]:
    """What a source says of one claim, at its fullest, with all the places where it says so."""
    first = _best(told)
    more = told.more.get(first.id)
    if more is not None:
        return verb_before(first) + names.words(first, first.start, more.end), _cited([*told.same, more])
    span = told.spans.get(first.id) if len(first.text) > LONGEST else None
    return verb_before(first) + names.words(first, *(span or ())), _cited(told.same)


def _source_lines(claims: Sequence[_Told], names: Names) -> Iterator[Line]:
    """What one source says: a line for each set of pages that carry it, with its words one after the other."""
    by_way: dict[str, list[tuple[str, tuple[Evidence, ...]]]] = {}
    for claim in claims[:MOST_OF_ONE]:
        first = _best(claim)
        basis = listed(names.link(link) for link in first.attribution.chain if link.role == "basis")
        rests = f", on the basis of {basis}" if basis else ""
        way = f"{capital(names.speaker(first))}{rests}, in {_pages(claim.same, names)}"
        by_way.setdefault(way, []).append(_words(claim, names))
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


def _best(told: _Told) -> Statement:
    """The best wording of several: the claim's head, the speaker's own words, a clause that can stand alone, the fuller."""
    return max(told.same, key=lambda each: _standing(each, told.heads))


def _standing(statement: Statement, heads: Collection[str]) -> tuple[object, ...]:
    return (
        len(statement.text) <= LONGEST,
        statement.id in heads,
        statement.attribution.direct and len(statement.text.split()) > 4,
        not built(statement, "np") and not built(statement, "prep"),
        not _LEANS.match(statement.text),
        len(statement.text),
        statement.id,
    )


def claims_of(told: Told) -> dict[str, str]:
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
    return (*(span for each in statements for span in told_at(each)), *cues)


def _pages(same: Sequence[Statement], names: Names) -> str:
    """The pages that carry it and through whom they have it: "The Post and The Echo (from the agency)"."""
    ways: dict[str, list[str]] = {}
    for each in same:
        relays = [names.link(link) for link in each.attribution.chain if link.role == "relay"]
        ways.setdefault(names.outlet(each.report_id), []).append(listed(reversed(relays)))
    pages = [page + (f" (from {through[0]})" if all(through) else "") for page, through in ways.items()]
    return some(pages, MOST_NAMED)
