"""What a decision's words come to: edges on statements, reports and sources, so that it survives every rebuild."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ..errors import UnknownId, UsageError
from ..model import Decision, Edge, Evidence, Proposition, Reason, Relation, Statement
from ..pipeline import amended
from ..ports import Store
from ..stages.when import window
from ..text import fold, slug

LETTERS = "ABCDEF"
__all__ = ["HOW", "drawn"]


@dataclass(frozen=True, slots=True)
class Part:
    """What of a report a decision is about: a proposition, a statement or a whole report."""

    id: str
    span: Evidence | None = None


# What each verb is told, for people who got it wrong.
HOW: Mapping[str, str] = {
    "confirm": "confirm CLAIM (or STATEMENT)",
    "dispute": "dispute CLAIM (or STATEMENT)",
    "merge": "merge CLAIM CLAIM... (or STORY STORY...)",
    "split": "split CLAIM STATEMENT... (or STORY REPORT...): these leave",
    "alias": "alias SOURCE SOURCE",
    "not-alias": "not-alias SOURCE SOURCE",
    "correct": "correct STATEMENT speaker=NAME (or figure=>3000, date=2024-12-27, span=120-185)",
    "independent": "independent SOURCE SOURCE",
    "dependent": "dependent SOURCE SOURCE: the first has it from the second",
    "rate": "rate SOURCE LETTER, from A to F",
    "protect": "protect SOURCE",
    "set-aside": "set-aside REPORT",
    "date": "date REPORT 2024-12-27 (or 2024-12, 2024-12-27T09:30+01:00)",
}


def drawn(store: Store, wanted: Decision) -> Decision:
    """The decision with its edges. Raises UsageError where it cannot be meant so, UnknownId for an unknown id."""
    if wanted.verb not in _DRAW:
        raise UsageError(f"There is no decision called {wanted.verb!r}. Known: {', '.join(HOW)}.")
    if not wanted.author.strip() or not wanted.reason.strip():
        raise UsageError("A decision needs an author and a reason: --author NAME --reason WHY.")
    edges = tuple(
        replace(
            edge,
            reasons=tuple(replace(reason, text=wanted.reason) for reason in edge.reasons),
            made_by=wanted.author,
            made_at=wanted.at,
        )
        for edge in _DRAW[wanted.verb](store, wanted)
    )
    return replace(wanted, edges=edges)


# --- of claims and stories -------------------------------------------------------------------


def _signed(store: Store, wanted: Decision) -> Iterator[Edge]:
    (name,) = _some(wanted, 1, 1)
    relation: Relation = "confirms" if wanted.verb == "confirm" else "disputes"
    found = _claim(store, name) or _statement_part(store, name)
    if not found:
        raise _unknown("claim or statement", name)
    for part in found:
        yield _edge(part, part, relation, wanted.verb)


def _merged(store: Store, wanted: Decision) -> Iterator[Edge]:
    names = _some(wanted, 2)
    claims = [_claim(store, name) for name in names]
    stories = [_story(store, name) for name in names]
    groups, kind = (claims, "claim") if all(claims) else (stories, "story")
    if not all(groups):
        missing = next(name for name, group in zip(names, groups, strict=True) if not group)
        raise _unknown("claim (or story, where all are stories)", missing)
    if len({group[0].id for group in groups}) < len(groups):
        raise UsageError("These lead to one and the same already: name two that are apart.")
    for group in groups[1:]:
        yield _edge(groups[0][0], group[0], "same_as", kind)


def _split(store: Store, wanted: Decision) -> Iterator[Edge]:
    name, *leaving = _some(wanted, 2)
    claim, story = _claim(store, name), _story(store, name)
    group, kind = (claim, "claim") if claim else (story, "story")
    if not group:
        raise _unknown("claim or story", name)
    own = {part.id.split("/")[0] for part in group}
    stranger = next((each for each in leaving if each.split("/")[0] not in own), None)
    if stranger:
        raise UsageError(f"{stranger} is not in {name}. The command {kind} lists what is.")
    away = [part for part in group if part.id in leaving or part.id.split("/")[0] in leaving]
    rest = [part for part in group if part not in away]
    if not rest:
        raise UsageError(f"All of {name} would leave, so nothing would be split. Name fewer.")
    for part in away:
        yield _edge(part, rest[0], "same_as", f"not {kind}")
    for part in away[1:]:
        yield _edge(part, away[0], "same_as", kind)


# --- of sources, statements and reports ------------------------------------------------------


_RELATIONS: Mapping[str, Relation] = {
    "alias": "alias_of",
    "not-alias": "not_alias_of",
    "dependent": "based_on",
    "independent": "independent_of",
}


def _related(store: Store, wanted: Decision) -> Iterator[Edge]:
    left, right = _pair(store, wanted)
    yield _edge(left, right, _RELATIONS[wanted.verb], "decision")


def _rated(store: Store, wanted: Decision) -> Iterator[Edge]:
    (name,) = _some(wanted, 1, 1)
    letter = wanted.value.strip().upper()
    if letter not in LETTERS or len(letter) != 1:
        raise UsageError(
            f"{wanted.value!r} is no reliability. Give a letter: A (completely reliable) to F (unknown)."
        )
    yield _edge(_source(store, name), Part(letter), "rates", "reliability")


def _protected(store: Store, wanted: Decision) -> Iterator[Edge]:
    (name,) = _some(wanted, 1, 1)
    source = _source(store, name)
    yield _edge(source, source, "protects", "person")


def _set_aside(store: Store, wanted: Decision) -> Iterator[Edge]:
    for name in _some(wanted, 1):
        if not store.reports([name]):
            raise _unknown("report", name)
        yield _edge(Part(name), Part(name), "sets_aside", "report")


def _dated(store: Store, wanted: Decision) -> Iterator[Edge]:
    (name,) = _some(wanted, 1, 1)
    if not store.reports([name]):
        raise _unknown("report", name)
    day = wanted.value.strip()
    if not day[:4].isdigit() or window(day) is None:
        raise UsageError(f"{wanted.value!r} is no date. Say it so: {HOW['date']}.")
    yield _edge(Part(name), Part(day), "dates", "report")


def _corrected(store: Store, wanted: Decision) -> Iterator[Edge]:
    (name,) = _some(wanted, 1, 1)
    field, sign, value = wanted.value.partition("=")
    if not sign:
        raise UsageError(f"Say what is wrong and what is right: {HOW['correct']}.")
    statement = _statement(store, name)
    reading = store.lookup.reading(statement.report_id)
    if reading is None:
        raise _unknown("statement", name)
    amended(statement, reading.dissection, field.strip(), value.strip())  # says what is wrong with it
    part = Part(statement.id, _quoted(statement))
    yield _edge(part, Part(value.strip()), "corrects", field.strip())


_DRAW: Mapping[str, Callable[[Store, Decision], Iterator[Edge]]] = {
    "confirm": _signed,
    "dispute": _signed,
    "merge": _merged,
    "split": _split,
    "alias": _related,
    "not-alias": _related,
    "correct": _corrected,
    "independent": _related,
    "dependent": _related,
    "rate": _rated,
    "protect": _protected,
    "set-aside": _set_aside,
    "date": _dated,
}


# --- what ids mean ---------------------------------------------------------------------------


def _some(wanted: Decision, least: int, most: int | None = None) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(wanted.subject))
    if len(names) < least or (most is not None and len(names) > most):
        raise UsageError(f"Say it so: {HOW[wanted.verb]}.")
    return names


def _claim(store: Store, name: str) -> list[Part]:
    """The propositions of a claim, whatever it is called by now; none where there is no such claim."""
    found = store.claim(name)
    if found is None:
        return []
    assessment, statements, _ = found
    quotes = {one.id: _quoted(one) for one in statements}
    return [_part(each, quotes) for each in assessment.claim.propositions] or [
        Part(one, quotes.get(one)) for one in assessment.claim.statements
    ]


def _part(one: Proposition, quotes: Mapping[str, Evidence]) -> Part:
    whole = quotes.get(one.statement_id)
    if whole is None:
        return Part(one.id)
    text = whole.text[one.start - whole.start : one.end - whole.start]
    return Part(one.id, Evidence(one.report_id, one.start, one.end, text))


def _story(store: Store, name: str) -> list[Part]:
    """The reports of a story, the first first."""
    told = store.told(name)
    return [Part(report.id) for report in told.reports] if told else []


def _statement(store: Store, name: str) -> Statement:
    found = store.statements([name.split("/")[0]])
    if not found:
        raise _unknown("statement", name)
    return found[0]


def _statement_part(store: Store, name: str) -> list[Part]:
    found = store.statements([name.split("/")[0]])
    return [Part(name, _quoted(one)) for one in found]


def _source(store: Store, name: str) -> Part:
    """A source by its id, or by its name."""
    bare = name.split("@")[0]
    for known in dict.fromkeys((bare, slug(fold(name)), slug(name))):
        if store.lookup.source(known) is not None:
            return Part(known)
    raise _unknown("source", name)


def _pair(store: Store, wanted: Decision) -> tuple[Part, Part]:
    first, second = (_source(store, name) for name in _some(wanted, 2, 2))
    if first == second:
        raise UsageError("These are one source. Name two.")
    return first, second


def _quoted(one: Statement) -> Evidence:
    return Evidence(one.report_id, one.start, one.end, one.text)


def _edge(left: Part, right: Part, relation: Relation, kind: str) -> Edge:
    spans: Sequence[Evidence] = [part.span for part in dict.fromkeys((left, right)) if part.span]
    return Edge(left.id, right.id, relation, 1.0, kind, (Reason("decision", "", tuple(spans)),))


def _unknown(what: str, name: str) -> UnknownId:
    return UnknownId(
        f"There is no {what} {name} in this store. The commands stories and story list what there is."
    )
