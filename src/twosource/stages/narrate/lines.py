"""The brief's sentences, in a desk's order. A sentence without a citation is never made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...model import (
    Assessment,
    Evidence,
    Line,
    OpenQuestion,
    Origin,
    Statement,
    TimelineEntry,
    Told,
)
from ...text import spoken
from .depending import sources
from .figures import differ, figures
from .naming import Names, an, capital, listed, plural, some, stopped
from .timeline import LONGEST, evidence, told_at
from .voices import bare_name, run, verb_before, who_says

_STATUS = {
    "reported": "Reported",
    "corroborated": "Corroborated",
    "confirmed": "Confirmed by a person",
    "disputed": "Disputed",
    "retracted": "Retracted",
}
LEAST_WORDS = 5  # fewer say too little to stand first: "a video was shown"
# A brief is read in minutes: past these many, the rest stays in the data.
LEAST_KNOWN, MOST_KNOWN, MOST_NAMED, MOST_ALSO, ALSO_OF_ONE, MOST_DATED = 6, 20, 5, 8, 3, 24


def lines(told: Told, names: Names | None = None) -> tuple[Line, ...]:
    """The sentences of one story's brief, section by section."""
    names = names or Names(told)
    known, also = _sorted(told, names)
    made = [
        *(_known(claim, names) for claim in known[:MOST_KNOWN]),
        *who_says(told, names),
        *figures(told, names),
        *differ(told),
        *_open(told, names),
        *_timeline(told, names),
        *_also(also, names),
        *sources(told, names),
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
    given = [
        claim
        for claim in found
        if not matters(claim)
        and weighs(claim, names.of(claim))
        and len(claim.claim.text.split()) >= LEAST_WORDS
    ]
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
    return Line("known", text, tuple(dict.fromkeys(span for s in cited for span in told_at(s))))


def _head(claim: Assessment, names: Names) -> str:
    """A claim's words between quotation marks; of a denial, what is denied."""
    said = [each for each in claim.claim.propositions if each.text == claim.claim.text]
    for each in said:
        statement = names.statements.get(each.statement_id)
        if statement is not None:
            words = names.words(statement, each.start, each.end)
            if statement.denies(each.start, each.end):
                return f"Denied: {words}"
            verb = verb_before(statement)
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
    if shown > 1 and claim.status == "reported":
        joined = ", of whom no two say that it is so: they expect it or hold it possible"
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
            "also", f"{capital(outlet)}: {run(text for text, _ in here)}", tuple(span for _, span in here)
        )


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
        yield Line(
            "open",
            f"{_OPEN[kind]}, in {outlets}: {run(f'“{each}”' for each in questions)}",
            cited,
        )
    for question in told.open:
        if question.kind == "undated" and question.spans:
            outlet = capital(names.outlet(question.spans[0].report_id))
            yield Line("open", f"{outlet} {_undated(question, told)}.", question.spans)
        if question.kind in ("unsourced", "unread") and question.spans:
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
        said = names.holding(entry.spans[0])
        bare = said is not None and entry.dated_by == "statement" and bare_name(said)
        if id(entry) in kept and not bare and not any(_holds(each, entry) for each in first):
            when = f"{capital(spoken(entry.when))}{_by(entry, names)}"
            apart = "" if entry.dated_by != "event" else str(id(entry))
            lines.setdefault(when + apart, []).append(entry)
    for same in lines.values():
        same.sort(key=lambda entry: (entry.spans[0].report_id, entry.spans[0].start))
        when = f"{capital(spoken(same[0].when))}{_by(same[0], names)}"
        inner = [each for each in first if any(_holds(entry, each) for entry in same)]
        cited = dict.fromkeys(span for each in (*same, *inner) for span in each.spans)
        yield Line("timeline", f"{when}: {run(_entries(same, names))}", tuple(cited))


def _holds(one: TimelineEntry, other: TimelineEntry) -> bool:
    """Whether the words of one entry hold those of another of that day: a sentence, and a clause of it."""
    outer, inner = one.spans[0], other.spans[0]
    same = (one.when[:10], outer.report_id) == (other.when[:10], inner.report_id)
    wider = outer.end - outer.start > inner.end - inner.start
    return same and wider and outer.start <= inner.start and inner.end <= outer.end


def _entries(same: Sequence[TimelineEntry], names: Names) -> Iterator[str]:
    """The words of entries of one moment; clauses of one statement as the statement, unless that is long."""
    by_statement: dict[str, list[TimelineEntry]] = {}
    for entry in same:
        statement = names.holding(entry.spans[0])
        by_statement.setdefault(statement.id if statement else entry.text, []).append(entry)
    for key, entries in by_statement.items():
        whole = names.statements.get(key)
        if (
            whole is not None
            and len(entries) > 1
            and len(whole.text) <= LONGEST
            and whole.polarity == "affirmed"
        ):
            yield verb_before(whole) + names.words(whole)
        else:
            yield from (_entry(entry, names) for entry in entries)


def _entry(entry: TimelineEntry, names: Names) -> str:
    span = entry.spans[0]
    said = names.holding(span)
    if said is None:
        return f"“{entry.text.strip()}”"
    words = names.words(said, span.start, span.end)
    if said.denies(span.start, span.end):
        return f"denied: {words}"
    verb = verb_before(said)
    return f"{names.speaker(said)} {verb}{words}" if verb and entry.dated_by != "statement" else verb + words


def _by(entry: TimelineEntry, names: Names) -> str:
    """Whose word it is where the day is that of the saying, or which report's."""
    if entry.dated_by == "event":
        told = names.holding(entry.spans[0])
        if told is None or told.attribution.cue is None or verb_before(told):
            return ""
        who = told.attribution.speaker
        nobody = not who.named and who.start is None  # "reportedly" says so itself
        return "" if nobody else f" (according to {names.speaker(told)})"
    if entry.dated_by == "report":
        return f" (reported by {names.outlet(entry.spans[0].report_id)})"
    said = names.holding(entry.spans[0])
    return f" (said by {names.speaker(said)})" if said else " (when it was said)"
