"""What happened when, by the times inside the reports: those of events, else those of the statements about them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ...data import table
from ...model import Assessment, Dated, Dissection, Evidence, Report, Statement, Story, Time, TimelineEntry
from ...text import iso

_DAY = re.compile(r"\d{4}-\d\d-\d\d(T[\d:]+|TMO|TAF|TEV|TNI)?$")
_PERIOD = re.compile(r"\d{4}(-(\d\d|SP|SU|FA|WI))?$")
_SEASONS = {"SP": "03", "SU": "06", "FA": "09", "WI": "12"}
_BETWEEN = re.compile(r"\b(between|from)\s*$", re.IGNORECASE)
_AND = re.compile(r"\s+(and|to|until)\s+$|^\s*[-–]\s*$", re.IGNORECASE)
# "It was then a quarter to nine": a sentence that only says when the one before it was.
_THAT_WAS = re.compile(
    r"\W*(that|this|it|all (this|that))\s(was|happened|came|began|started|occurred)\s+"
    r"((at|on|in|by|shortly|just|about|around|before|after)\s+)*",
    re.IGNORECASE,
)
# "They have not fought since 1953": the time from which something goes on is not when it happened.
_FROM_THEN = re.compile(r"\bsince\s+(?:the\s+|about\s+|early\s+|late\s+|earlier\s+)*$", re.IGNORECASE)
_OWNING = ("'s", "’s")  # "the winter's wood" says which wood, not when
# An entry is a sentence or two; of a longer statement stands its claim's own words.
LONGEST = 300


# What is told of somebody or by somebody; an enquiry and what is not verified have sections of their own.
_TOLD = ("assertion", "stance", "request")


class _Moment(NamedTuple):
    """When a claim's words say it was, the span that says so, and what it is the time of."""

    value: str
    start: int
    end: int
    text: str
    dated_by: Dated


class _Place(NamedTuple):
    """One place where a claim is made: the statement, and the words of it that make this claim."""

    statement: Statement
    words: Evidence


def timeline(
    story: Story,
    reports: Sequence[Report],
    claims: Sequence[Assessment],
    statements: Sequence[Statement],
    dissections: Mapping[str, Dissection] | None = None,
) -> tuple[TimelineEntry, ...]:
    """The dated claims of a story, earliest first; a claim stands once under each day it is given.

    ``dated_by`` tells what the time is of: the event; the statement, where only that is dated ("said on Friday");
    the report, for a count or a withdrawal that no time dates. Without ``dissections`` only event times are known.
    """
    by_id = {statement.id: statement for statement in statements}
    known = dissections or {}
    inside = frozenset(story.reports)
    # Only a date that a report bears itself: one that the story lent it dates nothing else.
    published = {
        report.id: report.published_at
        for report in reports
        if report.published_at and report.published_from != "inferred"
    }
    found: dict[tuple[str, str], TimelineEntry] = {}
    for claim in claims:
        places = [place for place in _places(claim, by_id) if place.words.report_id in inside]
        dated = [
            (place, at) for place in places for at in _moments(place, known.get(place.statement.report_id))
        ]
        days = [moment.value for _, moment in dated]
        looks_back = bool(story.follows) and not inside.issuperset(claim.claim.reports)
        counted = [] if looks_back else _reported(claim, places, published, days)
        for place, moment in (*dated, *counted):
            _enter(found, claim, place, moment)
        for entry in _withdrawn(claim, published):
            found.setdefault((f"{entry.when} withdrawn", claim.claim.id), entry)
    for statement in _unclaimed(claims, statements):
        if statement.report_id in inside:
            place = _Place(statement, evidence(statement))
            for moment in _background(statement, known.get(statement.report_id)):
                found.setdefault((moment.value[:10], statement.id), _entry(None, place, moment))
    once = {(entry.when, entry.spans[0]): entry for entry in reversed(found.values())}
    return tuple(sorted(once.values(), key=_place_in_time))


def told_at(statement: Statement) -> tuple[Evidence, ...]:
    """The statement's content, and the words that its first pronoun stands for."""
    whom = statement.stands_for
    more = (Evidence(statement.report_id, whom.start, whom.end, whom.text),) if whom else ()
    return (evidence(statement), *more)


def evidence(statement: Statement) -> Evidence:
    """The statement's content as a span of its report."""
    return Evidence(statement.report_id, statement.start, statement.end, statement.text)


def _places(claim: Assessment, by_id: Mapping[str, Statement]) -> Iterator[_Place]:
    told = claim.claim.propositions
    for each in told:
        if each.statement_id in by_id:
            yield _Place(by_id[each.statement_id], Evidence(each.report_id, each.start, each.end, each.text))
    if not told:
        yield from (
            _Place(by_id[key], evidence(by_id[key])) for key in claim.claim.statements if key in by_id
        )


def _moments(place: _Place, taken: Dissection | None) -> Iterator[_Moment]:
    """The event times in a claim's words; else in its sentence; else the time at which it was said."""
    statement, words = place
    inside = [time for time in statement.when if words.start <= time.start < words.end]
    if taken is None:
        yield from _of(inside or statement.when, "event", None)
        return
    text = taken.report.text
    start, end = _sentences(taken, words.start, words.end)
    # What is counted from a misprinted day ("that night") is as wrong as the day.
    wrong = {time.value[:10] for time in taken.times if time.impossible}
    events = [t for t in inside or statement.when if start <= t.start < end and t.value[:10] not in wrong]
    found = list(_of(events, "event", text))
    found += _after(taken, end, text)
    if not found:
        found = list(_of(_said(statement, taken, start, end), "statement", text))
    yield from found


def _said(statement: Statement, taken: Dissection, start: int, end: int) -> list[Time]:
    """The days beside the words on which they were said. Nobody says a thing in a year or a month:

    "the keeper, born in 1961, said". What an outlet tells in its own voice has no such day.
    """
    cue = statement.attribution.cue
    if cue is None:
        return []
    start, end = _sentences(taken, min(start, cue.start), max(end, cue.end))
    parts = statement.parts or (statement,)
    said = [
        time
        for time in taken.times
        if start <= time.start < end
        and _DAY.match(time.value)
        and not any(part.start <= time.start < part.end for part in parts)
    ]
    return [time for time in said if time.said] or said


def _sentences(taken: Dissection, start: int, end: int) -> tuple[int, int]:
    """The span of the sentences that a span touches."""
    starts = [sentence.start for sentence in taken.sentences]
    first, last = bisect_right(starts, start) - 1, bisect_left(starts, end) - 1
    if not starts or last < 0:
        return start, end
    return min(start, taken.sentences[max(first, 0)].start), max(end, taken.sentences[last].end)


def _after(taken: Dissection, end: int, text: str) -> Iterator[_Moment]:
    """The time that the next sentence gives for what this one told, where it does nothing else."""
    at = bisect_left([sentence.start for sentence in taken.sentences], end)
    if at >= len(taken.sentences):
        return
    following = taken.sentences[at]
    lead = _THAT_WAS.match(text, following.start, following.end)
    if not lead:
        return
    for time in taken.times:
        if lead.end() >= time.start >= following.start and not text[time.end : following.end].strip(
            " .!”\"'"
        ):
            yield from _of([time], "event", text)


def _unclaimed(claims: Sequence[Assessment], statements: Sequence[Statement]) -> Iterator[Statement]:
    """What stands in no claim, nor inside what does."""
    claimed = {key for claim in claims for key in claim.claim.statements}
    held = [each for each in statements if each.id in claimed]
    for one in statements:
        if one.id not in claimed and one.kind in _TOLD and not _THAT_WAS.match(one.text):
            around = (each for each in held if each.report_id == one.report_id)
            if not any(each.start <= one.start and one.end <= each.end for each in around):
                yield one


def _background(statement: Statement, taken: Dissection | None) -> Iterator[_Moment]:
    """The times of what makes no claim: of what an outlet looks back at, and of what somebody did or said on a day."""
    if taken is None:
        return
    text = taken.report.text
    if statement.attribution.cue is None:
        past = [t for t in statement.when if t.tense == "past" and not t.said and len(t.value) > len("2024")]
        yield from _of(past if "commentary" not in statement.features else (), "event", text)
        return
    start, end = _sentences(taken, statement.start, statement.end)
    said = [time for time in _said(statement, taken, start, end) if time.said]
    yield from _of(said, "statement", text)


def _of(times: Sequence[Time], by: Dated, text: str | None) -> Iterator[_Moment]:
    """The times that are moments; two that a "between" joins are one interval."""
    moments = [time for time in times if _is_moment(time) and not (text and _is_start(time, text))]
    at = 0
    while at < len(moments):
        here, then = moments[at], moments[at + 1] if at + 1 < len(moments) else None
        if (
            then
            and text
            and _AND.search(text[here.end : then.start])
            and _BETWEEN.search(text[: here.start][-12:])
        ):
            yield _Moment(f"{here.value}/{then.value}", here.start, then.end, text[here.start : then.end], by)
            at += 2
            continue
        if not (text and _PERIOD.match(here.value) and text[here.end : here.end + 2] in _OWNING):
            yield _Moment(here.value, here.start, here.end, here.text, by)
        at += 1


def _is_start(time: Time, text: str) -> bool:
    """True for the time from which something goes on."""
    before = max(0, time.start - 24)
    return time.text[:6].lower() == "since " or _FROM_THEN.search(text, before, time.start) is not None


def _is_moment(time: Time) -> bool:
    if time.type not in ("DATE", "TIME") or time.impossible:
        return False
    return bool(_DAY.match(time.value) or _PERIOD.match(time.value))


def _reported(
    claim: Assessment, places: Sequence[_Place], published: Mapping[str, str], known: Sequence[str]
) -> list[tuple[_Place, _Moment]]:
    """A count that grows as an event goes on: when it was first told, unless a known day is earlier."""
    counts = (each.figure for each in claim.claim.propositions if each.figure and not each.figure.nominal)
    measures = {figure.measure for figure in counts}
    dated = [place for place in places if place.words.report_id in published]
    if not dated or not measures & frozenset(table("measures.json")["grows"]):
        return []
    first = min(
        dated, key=lambda place: (published[place.words.report_id], place.words.report_id, place.words.start)
    )
    value = published[first.words.report_id][:10]
    if any(day[:10] < value for day in known):
        return []
    return [(first, _Moment(value, first.words.start, first.words.end, first.words.text, "report"))]


def _withdrawn(claim: Assessment, published: Mapping[str, str]) -> Iterator[TimelineEntry]:
    """When a claim was withdrawn: the day of the report that withdrew it."""
    for reason in claim.reasons if claim.status == "retracted" else ():
        for span in (
            reason.spans[:1] if reason.code == "withdrawal" and reason.spans[0].report_id in published else ()
        ):
            yield TimelineEntry(published[span.report_id][:10], span.text, claim.claim.id, (span,), "report")


def _enter(
    found: dict[tuple[str, str], TimelineEntry], claim: Assessment, place: _Place, moment: _Moment
) -> None:
    """Put a claim under a day; one that stands there already gets the finer time and the new spans."""
    key = (moment.value[:10], claim.claim.id)
    made = _entry(claim.claim.id, place, moment)
    old = found.get(key)
    if old is None:
        found[key] = made
        return
    spans = tuple(dict.fromkeys([*old.spans, *made.spans]))
    by = min(old.dated_by, moment.dated_by, key=("event", "statement", "report").index)
    when = max(old.when, made.when, key=len)
    found[key] = TimelineEntry(when, old.text, old.claim_id, spans, by)


def _entry(claim_id: str | None, place: _Place, moment: _Moment) -> TimelineEntry:
    """What is told at a place, under a moment, with the span that gives the moment."""
    whole = evidence(place.statement)
    within = moment.dated_by != "event" or place.words.start <= moment.start < place.words.end
    words = place.words if within or len(whole.text) > LONGEST else whole
    cited: tuple[Evidence, ...] = (words,)
    if moment.dated_by != "report":
        cited = (words, Evidence(words.report_id, moment.start, moment.end, moment.text))
    return TimelineEntry(iso(moment.value), words.text, claim_id, cited, moment.dated_by)


def _place_in_time(entry: TimelineEntry) -> tuple[object, ...]:
    """The day, a season by its first month; in it what happened, by the clock, before what was said and reported."""
    when = entry.when[:5] + _SEASONS[entry.when[5:7]] if entry.when[5:7] in _SEASONS else entry.when
    return when[:10], ("event", "statement", "report").index(entry.dated_by), when, entry.claim_id or ""
