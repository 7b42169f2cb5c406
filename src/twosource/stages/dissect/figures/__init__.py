"""Figures: how many, of what, and what is said to have happened to them. Pure rules over the parse.

``figures`` reads numbers in digits and words with their bounds (``bounds``, ``lexemes``), leaves out what
counts nothing (``never``), finds what is counted (``counted``), what is said of it (``measure``), and the
scope (``scope``); ``events`` adds the counts of one that no number word states.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ....model import Figure, Mention, Quote, Sentence, Time, Token
from . import events, scope
from .ages import age_end, decade
from .bounds import Quantity, quantity
from .counted import Counted, counted, phrase
from .lexemes import Lexeme, lexemes, trigger, word
from .measure import Measured, by_governor, is_person, measured, measures
from .never import never, year
from .tree import Tree

__all__ = ["counts_persons", "figures"]

# How far back, in characters, "nine were hurt" may look for what the nine are.
BACK = 600
_COUNTING = {
    "count",
    "put",
    "stand",
    "give",
    "speak",
    "cite",
    "estimate",
    "mention",
    "talk",
    "number",
    "total",
    "reach",
    "be",
}
_TOPIC = re.compile(r"(?:^|[\n\r.;])\s*([^\n\r.;:]{2,60}):[^\n\r]*$")


@dataclass(frozen=True, slots=True)
class _Said:
    """A figure already found, as later ones may refer to it."""

    figure: Figure
    person: bool


def counts_persons(figure: Figure) -> bool:
    """True for a count of persons to whom something was done: killed, wounded, captured, freed."""
    if figure.unit is not None or figure.measure not in measures()["persons"]:
        return False
    return figure.counts is None or is_person(figure.counts.rpartition(" ")[2]) or is_person(figure.counts)


def figures(
    text: str,
    tokens: Sequence[Token],
    sentences: Sequence[Sentence],
    times: Sequence[Time] = (),
    quotes: Sequence[Quote] = (),
    places: Sequence[Mention] = (),
) -> tuple[Figure, ...]:
    """The figures of a report in order; offsets are the text's. ``times`` keeps durations and dates out,

    ``places`` are the report's place mentions (without any, the parser's own entities serve).
    """
    ordered = sorted(times, key=lambda time: time.start)
    starts = [time.start for time in ordered]
    where = {place.end: place for place in places}
    said: list[_Said] = []
    for sentence in sentences:
        near = ordered[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        tree = Tree(tokens, sentence, where)
        found: list[_Said] = []
        if trigger().search(text, sentence.start, sentence.end):
            for new in _numbers(text, tree, sentence, near, said):
                found.append(new)
                said.append(new)
        if events.may_hold(tree):
            singles = _singles(text, tree, near, found)
            said += singles
    said.sort(key=lambda one: (one.figure.start, one.figure.end))
    return tuple(one.figure for one in said)


def _numbers(
    text: str, tree: Tree, sentence: Sentence, times: Sequence[Time], said: Sequence[_Said]
) -> Iterator[_Said]:
    lex = lexemes(text, sentence.start, sentence.end)
    i, here = 0, []
    while i < len(lex):
        if not (
            lex[i].digits
            or trigger().fullmatch(lex[i].text)
            or lex[i].text in ("a", "an", "tens", "several", "many", "few")
        ):
            i += 1
            continue
        end = decade(text, lex, i)
        if end is not None:
            value = float(lex[i].text)
            age = Figure(
                lex[i].start,
                end,
                text[lex[i].start : end],
                value,
                value + 9,
                "range",
                value,
                "years",
                "age",
                unit="year",
            )
            here.append(_Said(age, False))
            i += 2
            yield here[-1]
            continue
        q = quantity(lex, i)
        if q is None:
            i += 1
            continue
        new = _figure(text, lex, q, tree, times, [*said[-12:], *here])
        if new is not None:
            here.append(new)
            yield new
        i = max(q.past, i + 1)


def _figure(
    text: str, lex: Sequence[Lexeme], q: Quantity, tree: Tree, times: Sequence[Time], said: Sequence[_Said]
) -> _Said | None:
    start = lex[q.first].start
    old = age_end(text, lex, q, tree)
    if old is not None:
        return _Said(replace(_plain(text, q, start, old), counts="years", measure="age", unit="year"), False)
    share = q.form == "share" and word(lex, q.past) in ("of", "the", "its", "their")
    if (_in_time(lex, q, times) and not share) or never(text, lex, q):
        return None
    what = counted(text, lex, q, tree)
    if what is None or what.time or _is_name(lex, q, tree, what) or _uncountable(q, what):
        return None
    if year(text, lex, q, what.noun is not None and is_person(tree[what.noun].text)):
        return None
    base = _plain(text, q, start, max(what.end, lex[q.past - 1].end))
    if what.unit is not None:
        found = _measure_of_unit(tree, what)
        base = replace(base, counts=what.counts, unit=what.unit, measure=found.name, part_of=what.whole)
        return _with_scope(text, tree, times, what.node, found, base, False)
    return _count(text, lex, q, tree, times, said, what, base)


def _plain(text: str, q: Quantity, start: int, end: int) -> Figure:
    return Figure(
        start, end, text[start:end], q.low, q.high, q.bound, q.value, low_open=q.low_open, high_open=q.high_open, unit=q.unit
    )  # fmt: skip


def _in_time(lex: Sequence[Lexeme], q: Quantity, times: Sequence[Time]) -> bool:
    start, end = lex[q.number].start, lex[q.past - 1].end
    return any(time.start < end and start < time.end for time in times)


def _is_name(lex: Sequence[Lexeme], q: Quantity, tree: Tree, what: Counted) -> bool:
    """A number right after the noun it belongs to names it: "Boeing 737", "Apollo 11"."""
    if q.first != q.number or what.of_pronoun:
        return False
    before = tree.at(lex[q.number - 1].start) if q.number else None
    if before is None or tree[before].pos != "PROPN":
        return False
    if what.noun is None:
        return what.counts is None and tree.head(what.node) == before
    return (
        tree.head(before) == what.noun and tree[before].dep in ("compound", "nmod") and lex[q.number].digits
    )


def _uncountable(q: Quantity, what: Counted) -> bool:
    """A mark instead of a noun, and small numbers of times ("shot three times")."""
    if what.counts is None:
        return False
    return not any(c.isalpha() for c in what.counts) or (what.counts == "times" and (q.value or 0) < 10)


def _measure_of_unit(tree: Tree, what: Counted) -> Measured:
    found = by_governor(tree, what.node)
    if found is not None and found.name in (
        "capacity",
        "controlled",
        "destroyed",
        "damaged",
        "flooded",
        "burned",
        "seized",
        "lost",
        "evacuated",
    ):
        return found
    if what.unit == "%" and what.whole:
        return found or Measured("share", what.node)
    return Measured(what.dimension or "quantity", what.node)


def _count(
    text: str,
    lex: Sequence[Lexeme],
    q: Quantity,
    tree: Tree,
    times: Sequence[Time],
    said: Sequence[_Said],
    what: Counted,
    base: Figure,
) -> _Said | None:
    found = measured(tree, what.node) if what.whole is None or what.noun is None else _of_part(tree, what)
    name = found.name if found else _topic(text, base.start)
    last = _antecedent(said, base.start)
    counts, whole = what.counts, what.whole
    if what.of_pronoun or (_including(lex, q) and last is not None):
        counts = counts or (last.figure.counts if last else None)
        whole = _described(last.figure) if last else whole
        name = name or (last.figure.measure if last else "") or ""
    if (
        word(lex, q.number) == "one"
        and q.past == q.number + 1
        and q.bound == "exact"
        and not (name and (counts or found))
    ):
        return None
    if counts is None:
        counts, name = _ellipsis(tree, q, what, name or "", last)
        if counts is None:
            return None
    person = is_person(counts.rpartition(" ")[2]) or counts == "people"
    if q.form == "share":
        base = replace(base, unit="share")
        whole = whole or counts
    figure = replace(base, counts=counts, measure=name or None, part_of=whole)
    return _with_scope(text, tree, times, what.node, found, figure, person)


def _of_part(tree: Tree, what: Counted) -> Measured | None:
    """A part takes what is said of itself, not what is said of its whole."""
    return by_governor(tree, what.node) or None


def _topic(text: str, start: int) -> str:
    """The measure of a heading before a colon: "The dead: ...", "Evacuated from the town: over 6,000"."""
    line = max(text.rfind("\n", max(0, start - 160), start), start - 160, -1) + 1
    before = _TOPIC.search(text[line:start])
    if before is None:
        return ""
    known = measures()
    for name in before.group(1).lower().split():
        hit = known["adjectives"].get(name) or known["nouns"].get(name, {}).get("is")
        if hit:
            return str(hit)
    return ""


def _antecedent(said: Sequence[_Said], start: int) -> _Said | None:
    """The last figure before that counts persons (or homes), near enough to be meant."""
    for one in reversed(said):
        if one.figure.start >= start or one.figure.counts is None:
            continue
        if start - one.figure.end > BACK:
            return None
        if one.figure.unit is None and (one.person or one.figure.measure):
            return one
    return None


def _including(lex: Sequence[Lexeme], q: Quantity) -> bool:
    return any(word(lex, q.first - k) in ("including", "include") for k in (1, 2)) or (
        word(lex, q.first - 1) == "them" and word(lex, q.first - 2) in ("among", "of")
    )


def _described(figure: Figure) -> str:
    return figure.text if figure.nominal or not figure.counts else f"{figure.text} {figure.counts}"


def _ellipsis(
    tree: Tree, q: Quantity, what: Counted, name: str, last: _Said | None
) -> tuple[str | None, str]:
    """What a bare number counts: what was counted last, else people where only people can be meant."""
    if name:
        if last is not None and last.figure.counts and (last.person or last.figure.measure == name):
            return last.figure.counts, name
        return (
            ("people", name)
            if name in measures()["harm"]
            or name in ("arrested", "evacuated", "rescued", "released", "deployed")
            else (None, name)
        )
    large = q.bound != "exact" or (q.value or 0) >= 100
    if last is not None and large and last.figure.measure and _stands_alone(tree, what.node):
        return last.figure.counts, last.figure.measure
    head = tree.head(what.node)
    if head is not None and tree.children(head, "expl") and last is not None:
        return last.figure.counts, last.figure.measure or ""
    return None, name


def _stands_alone(tree: Tree, node: int) -> bool:
    """True for a number that a verb of counting or standing governs: "the office puts it at 5,500"."""
    if tree[node].dep not in ("dobj", "pobj", "attr", "npadvmod"):
        return False
    return any(tree[k].lemma.lower() in _COUNTING for k in tree.up(node, 4))


def _with_scope(
    text: str,
    tree: Tree,
    times: Sequence[Time],
    node: int,
    found: Measured | None,
    figure: Figure,
    person: bool,
) -> _Said:
    by = found.by if found else None
    place, place_id = scope.place(tree, node, by, figure.measure) if figure.unit != "year" else (None, None)
    return _Said(
        replace(
            figure,
            place=place,
            place_id=place_id,
            window=scope.window(text, tree, times, node, by) if times else None,
            as_of=scope.as_of(text, tree, times, node, by) if times else None,
        ),
        person,
    )


def _singles(text: str, tree: Tree, times: Sequence[Time], numbered: Sequence[_Said]) -> list[_Said]:
    taken = {one.figure.start for one in numbered if one.figure.unit is None}
    found = []
    for first, noun, counts, what in events.single_events(tree):
        start, end = tree[first].start, tree[noun].end
        if any(start <= at < end for at in taken):
            continue
        figure = Figure(
            start, end, text[start:end], 1.0, 1.0, "exact", 1.0, counts or phrase(text, tree, first + 1, noun), what.name, nominal=True
        )  # fmt: skip
        found.append(_with_scope(text, tree, times, noun, what, figure, True))
    return found
