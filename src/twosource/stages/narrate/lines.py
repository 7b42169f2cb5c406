"""The brief's sentences, in a desk's order. A sentence without a citation is never made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ...model import (
    Assessment,
    Evidence,
    Line,
    Link,
    OpenQuestion,
    Origin,
    Statement,
    TimelineEntry,
    Told,
)
from ...text import spoken
from .figures import differ, figures
from .naming import Names, an, capital, listed, plural, some, stopped
from .timeline import LONGEST, evidence

_STATUS = {
    "reported": "Reported",
    "corroborated": "Corroborated",
    "confirmed": "Confirmed by a person",
    "disputed": "Disputed",
    "retracted": "Retracted",
}
# A brief is read in minutes: past these many, the rest stays in the data.
LEAST_KNOWN, MOST_KNOWN, MOST_SAID, MOST_OF_ONE, IN_A_LINE = 6, 20, 24, 6, 3
MOST_NAMED, MOST_ALSO, ALSO_OF_ONE, MOST_DATED = 5, 8, 3, 24


def lines(told: Told) -> tuple[Line, ...]:
    """The sentences of one story's brief, section by section."""
    names = Names(told)
    known, also = _sorted(told, names)
    made = [
        *(_known(claim, names) for claim in known[:MOST_KNOWN]),
        *_said(told, names),
        *figures(told, names),
        *differ(told),
        *_open(told, names),
        *_timeline(told, names),
        *_also(also, names),
        *_sources(told, names),
    ]
    return tuple(line for line in made if line.citations)


def _sorted(told: Told, names: Names) -> tuple[list[Assessment], list[Assessment]]:
    """The claims that a desk must know first, and those that one outlet tells in its own voice.

    What one source says in one report stands in "who says what"; it comes first only where little else does.
    """
    found = [claim for claim in told.claims if names.of(claim)]
    # Two claims that read the same are told once: the more weighty one.
    once = {claim.claim.text: claim for claim in reversed(found)}
    found = [claim for claim in found if once[claim.claim.text] is claim]
    known = [claim for claim in found if matters(claim)]
    given = [claim for claim in found if not matters(claim) and weighs(claim, names.of(claim))]
    more = given[: max(0, LEAST_KNOWN - len(known))]
    return [*known, *more], [claim for claim in found if not weighs(claim, names.of(claim))]


def matters(claim: Assessment) -> bool:
    """Carried twice, measured, denied, or no longer as it was told."""
    return (
        len(claim.claim.reports) > 1
        or claim.status != "reported"
        or claim.origins.possible > 1
        or claim.claim.kind in ("denial", "time")
        or any(each.figure and each.figure.measure for each in claim.claim.propositions)
    )


def weighs(claim: Assessment, statements: Sequence[Statement]) -> bool:
    """What matters, or is given to a source."""
    return matters(claim) or any(statement.attribution.cue for statement in statements)


def _known(claim: Assessment, names: Names) -> Line:
    statements = names.of(claim)
    cited = [s for s in statements if s.text == claim.claim.text][:1] + statements
    reports = plural(len(claim.claim.reports), "report")
    text = f"{stopped(_head(claim, names))} {_STATUS[claim.status]}: {_counts(claim)}, in {reports}."
    return Line("known", text, tuple(dict.fromkeys(evidence(s) for s in cited)))


def _head(claim: Assessment, names: Names) -> str:
    """A claim's words between quotation marks; of a denial, what is denied."""
    said = [each for each in claim.claim.propositions if each.text == claim.claim.text]
    for each in said:
        statement = names.statements.get(each.statement_id)
        if statement is not None:
            words = names.words(statement, each.start, each.end)
            if statement.denies(each.start, each.end):
                return f"Denied: {words}"
            verb = _verb(statement)
            return f"{capital(names.speaker(statement))} {verb}{words}" if verb else words
    return f"“{claim.claim.text.strip()}”"


def _counts(claim: Assessment) -> str:
    """Both counts, and who stands behind them."""
    shown, possible = claim.origins.shown, claim.origins.possible
    origins = claim.origins.list
    who = some([_origin(origin) for origin in origins], MOST_NAMED) or "nobody named"
    if shown != possible:
        return f"{plural(shown, 'independent origin')} shown, {possible} possible ({who})"
    joined = ", who depend on each other" if shown == 1 and len(origins) > 1 else ""
    return f"{plural(shown, 'independent origin')} ({who}{joined})"


def _origin(origin: Origin) -> str:
    return an(origin.name, origin.named)


def _also(claims: Sequence[Assessment], names: Names) -> Iterator[Line]:
    """What an outlet tells alone and in its own voice: a line an outlet."""
    by_outlet: dict[str, list[tuple[str, Evidence]]] = {}
    for claim in claims:
        first = names.of(claim)[0]
        told = (_head(claim, names), evidence(first))
        by_outlet.setdefault(names.outlet(first.report_id), []).append(told)
    for outlet, told_by in list(by_outlet.items())[:MOST_ALSO]:
        here = told_by[:ALSO_OF_ONE]
        yield Line(
            "also", f"{capital(outlet)}: {_run(text for text, _ in here)}", tuple(span for _, span in here)
        )


# --- who says what ---------------------------------------------------------------------------


def _said(told: Told, names: Names) -> Iterator[Line]:
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
    made = 0
    for claims in sorted(groups.values(), key=_rank):
        ordered = sorted(claims, key=lambda key: rank.get(key, len(rank)))
        for line in _source_lines([claims[key] for key in ordered], names):
            if (made := made + 1) > MOST_SAID:
                return
            yield line


def _source_lines(claims: Sequence[Sequence[Statement]], names: Names) -> Iterator[Line]:
    """What one source says: a line for each set of pages that carry it, with its words one after the other."""
    by_way: dict[str, list[tuple[str, tuple[Evidence, ...]]]] = {}
    for same in claims[:MOST_OF_ONE]:
        first = max(same, key=_fullness)
        basis = listed(names.link(link) for link in first.attribution.chain if link.role == "basis")
        rests = f", on the basis of {basis}" if basis else ""
        way = f"{capital(names.speaker(first))}{rests}, in {_pages(same, names)}"
        by_way.setdefault(way, []).append((_verb(first) + names.words(first), _cited(same)))
    for way, told in by_way.items():
        for at in range(0, len(told), IN_A_LINE):
            here = told[at : at + IN_A_LINE]
            spans = dict.fromkeys(span for _, cited in here for span in cited)
            yield Line("said", f"{way}: {_run(words for words, _ in here)}", tuple(spans))


def _run(quotations: Iterable[str]) -> str:
    """Quotations one after the other: “a”; “b”."""
    return stopped("; ".join(quotations))


def _tellable(statement: Statement, claim: str | None, names: Names) -> bool:
    """A report's own story tells it, and it says something: "aware of the implications" does not."""
    if not statement.attribution.cue or statement.report_id not in names.reports:
        return False
    if names.speaker(statement) == names.outlet(statement.report_id):
        return False
    if (_built(statement, "prep") and not statement.figures) or (
        statement.kind == "stance" and _built(statement, "np")
    ):
        return False
    return claim is not None or statement.kind in ("request", "stance")


def _built(statement: Statement, form: str) -> bool:
    """Whether the content is a noun phrase ("np") or hangs on a preposition ("prep"), and so no clause."""
    keys = [key.partition(":")[2].split() for key in statement.features if key.startswith("construction:")]
    return any(form in words for words in keys)


# How a content is built that is no clause of its own: before it stands the verb.
_NO_CLAUSE = ("np", "prep", "as", "small", "to", "oto", "count")


def _verb(statement: Statement) -> str:
    """The words of saying before a content that is no clause, or denied: confirmed “the loss of a ship”."""
    cue = statement.attribution.cue
    if cue is None or (cue.end > statement.start and statement.polarity != "denied"):
        return ""
    bare = statement.polarity == "denied" or any(_built(statement, form) for form in _NO_CLAUSE)
    return f"{cue.text} " if bare else ""


def _fullness(statement: Statement) -> tuple[object, ...]:
    """The best wording of several: the speaker's own words, a clause, the longer one."""
    return (
        len(statement.text) <= LONGEST,
        statement.attribution.direct and len(statement.text.split()) > 4,
        not _built(statement, "np") and not _built(statement, "prep"),
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


# --- what is open, and when ------------------------------------------------------------------


_OPEN = {"not_verified": "Not verified", "no_comment": "No answer"}


def _open(told: Told, names: Names) -> Iterator[Line]:
    """What is not verified, who has not answered, which reports bear no date or were read in part: a line for each outlet's words.

    What rests on one origin is said with each claim above; the data keeps it.
    """
    asked: dict[tuple[str, str], dict[str, list[Evidence]]] = {}
    for kind in _OPEN:
        for words, spans in _once(told, kind).items():
            outlets = listed(names.outlet(span.report_id) for span in spans)
            asked.setdefault((kind, outlets), {})[words] = spans
    for (kind, outlets), questions in asked.items():
        cited = tuple(span for spans in questions.values() for span in spans)
        yield Line("open", f"{_OPEN[kind]}, in {outlets}: {_run(f'“{each}”' for each in questions)}", cited)
    for question in told.open:
        if question.kind == "undated" and question.spans:
            outlet = capital(names.outlet(question.spans[0].report_id))
            yield Line("open", f"{outlet} {_undated(question, told)}.", question.spans)
        if question.kind == "unread" and question.spans:
            outlet = capital(names.outlet(question.spans[0].report_id))
            yield Line("open", f"{outlet}: {question.text}.", question.spans)


def _once(told: Told, kind: str) -> dict[str, list[Evidence]]:
    """The questions of a kind by their words: copies tell them in the same."""
    found: dict[str, list[Evidence]] = {}
    order = [report.id for report in told.reports]
    known = [q for q in told.open if q.kind == kind and q.spans and q.spans[0].report_id in order]
    for question in sorted(known, key=lambda q: (order.index(q.spans[0].report_id), q.spans[0].start)):
        found.setdefault(question.text.strip(), []).extend(question.spans)
    return found


def _undated(question: OpenQuestion, told: Told) -> str:
    """Which day the story lends a report that bears none."""
    held = {span.report_id for span in question.spans}
    lent = next(
        (report.published_at for report in told.reports if report.id in held and report.published_at), None
    )
    return f"carries no date; by the story it is of {spoken(lent)}" if lent else "carries no date"


def _timeline(told: Told, names: Names) -> Iterator[Line]:
    """The entries of the claims that matter most, in the order of time."""
    rank = {claim.claim.id: at for at, claim in enumerate(told.claims)}
    first = sorted(told.timeline, key=lambda entry: rank.get(entry.claim_id or "", len(rank)))[:MOST_DATED]
    kept = {id(entry) for entry in first}
    lines: dict[str, list[TimelineEntry]] = {}
    for entry in told.timeline:
        if id(entry) in kept and not any(_holds(each, entry) for each in first):
            when = f"{capital(spoken(entry.when))}{_by(entry, names)}"
            apart = "" if entry.dated_by != "event" else str(id(entry))
            lines.setdefault(when + apart, []).append(entry)
    for same in lines.values():
        same.sort(key=lambda entry: (entry.spans[0].report_id, entry.spans[0].start))
        when = f"{capital(spoken(same[0].when))}{_by(same[0], names)}"
        inner = [each for each in first if any(_holds(entry, each) for entry in same)]
        cited = dict.fromkeys(span for each in (*same, *inner) for span in each.spans)
        yield Line("timeline", f"{when}: {_run(_entry(entry, names) for entry in same)}", tuple(cited))


def _holds(one: TimelineEntry, other: TimelineEntry) -> bool:
    """Whether the words of one entry hold those of another of that day: a sentence, and a clause of it."""
    outer, inner = one.spans[0], other.spans[0]
    same = (one.when[:10], outer.report_id) == (other.when[:10], inner.report_id)
    wider = outer.end - outer.start > inner.end - inner.start
    return same and wider and outer.start <= inner.start and inner.end <= outer.end


def _entry(entry: TimelineEntry, names: Names) -> str:
    span = entry.spans[0]
    said = names.holding(span)
    if said is None:
        return f"“{entry.text.strip()}”"
    words = names.words(said, span.start, span.end)
    return f"denied: {words}" if said.denies(span.start, span.end) else _verb(said) + words


def _by(entry: TimelineEntry, names: Names) -> str:
    """Whose word it is where the day is that of the saying, or which report's."""
    if entry.dated_by == "event":
        return ""
    if entry.dated_by == "report":
        return f" (reported by {names.outlet(entry.spans[0].report_id)})"
    said = names.holding(entry.spans[0])
    return f" (said by {names.speaker(said)})" if said else " (when it was said)"


# --- who has it from whom --------------------------------------------------------------------


def _sources(told: Told, names: Names) -> Iterator[Line]:
    """Who carries whom, and what they rest on: a sentence for each origin that several pages or hands bring."""
    paths: dict[str, list[Statement]] = {}
    for statement in told.statements:
        chain = statement.attribution.chain
        if len(chain) > 1 and statement.kind == "assertion" and statement.report_id in names.reports:
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
