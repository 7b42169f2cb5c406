"""One sentence's figures: each number with what it counts, what is said of it, and its scope."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ....data.numerals import numbers
from ....model import Figure, Time
from . import bare, beginnings, events, scope
from .ages import age_end, decade
from .bounds import Quantity, bounded, postposed, quantity
from .counted import Counted, counted, phrase
from .governing import governors
from .kinds import is_person, measures
from .lexemes import Lexeme, trigger, word
from .measure import Measured, by_adjective, by_clause, by_governor, measured
from .never import looks_like_year, never, year
from .referring import (
    Said,
    antecedent,
    beside,
    close,
    counted_by,
    described,
    ellipsis,
    included,
    nearest,
    of_persons,
    told_of,
    topic,
)
from .sides import side
from .tree import Tree

# How far from it, in characters, a time may stand that says when a count holds.
REACH = 300
_CLOCKLIKE = re.compile(r"\d+ to \d+")
_STARTS = {"a", "an", "tens", "several", "many", "few"}
_NOT_BY_SIZE = {
    "capacity",
    "controlled",
    "destroyed",
    "damaged",
    "flooded",
    "burned",
    "seized",
    "lost",
    "evacuated",
}
_HELD = {"volume", "weight", "power", "energy"}


@dataclass(frozen=True, slots=True)
class Here:
    """A sentence: the report's text, its lexemes, its parse, the times in it."""

    text: str
    lex: Sequence[Lexeme]
    tree: Tree
    times: Sequence[Time]


def numbered(here: Here, said: Sequence[Said]) -> Iterator[Said]:
    """The figures that a number in digits or words states, in order. ``said`` are those before."""
    lex, i = here.lex, 0
    while i < len(lex):
        if not (lex[i].digits or lex[i].text in _STARTS or trigger().fullmatch(lex[i].text)):
            i += 1
            continue
        special = _decade(here, i) or _third(here, i)
        if special is not None:
            yield special
            i += 2
            continue
        q = _quantity(here, i)
        if q is not None:
            new = figure(here, q, said)
            if new is not None:
                yield _earlier(here, q, new)
        i = max(q.past, i + 1) if q is not None else i + 1


def _quantity(here: Here, i: int) -> Quantity | None:
    """The quantity at ``i``; "rose from 3 to 5" is two, not a range."""
    q = quantity(here.lex, i)
    if q is not None and q.from_to and _changes(here, q):
        return quantity(here.lex, i, ranged=False)
    if q is None and word(here.lex, i - 1) in ("from", "to"):
        return quantity(here.lex, i, ranged=False)
    return q


def _earlier(here: Here, q: Quantity, new: Said) -> Said:
    """The first number of "rose from 3 to 5" is an earlier count."""
    if word(here.lex, q.first - 1) != "from" or word(here.lex, q.past) != "to" or not _changes(here, q):
        return new
    return replace(new, figure=replace(new.figure, as_of="PAST_REF"))


def _changes(here: Here, q: Quantity) -> bool:
    token = here.tree.at(here.lex[q.number].start)
    change = numbers()["change"]
    return token is not None and any(here.tree[k].lemma.lower() in change for k in here.tree.up(token, 4))


def _decade(here: Here, i: int) -> Said | None:
    end = decade(here.text, here.lex, i)
    if end is None:
        return None
    start, value = here.lex[i].start, float(here.lex[i].text)
    text = here.text[start:end]
    return Said(
        Figure(start, end, text, value, value + 9, "range", value, "years", "age", unit="year"), False
    )


def _third(here: Here, i: int) -> Said | None:
    """ "A third victim": three by now, of what the noun says."""
    lex, tree = here.lex, here.tree
    value = numbers()["ordinals"].get(word(lex, i + 1)) if word(lex, i) == "a" else None
    noun = tree.at(lex[i + 2].start) if value and i + 2 < len(lex) else None
    if value is None or noun is None:
        return None
    told = measures()["nouns"].get(tree[noun].lemma.lower(), {})
    name = told.get("is") or told.get("may")
    if not name or tree[noun].tag != "NN":
        return None
    start, end = lex[i].start, lex[i + 2].end
    low = float(value)
    found = Figure(start, end, here.text[start:end], low, None, "lower", low, lex[i + 2].text, str(name))
    return Said(_scoped(here, noun, Measured(str(name), noun), found), is_person(lex[i + 2].text))


def figure(here: Here, q: Quantity, said: Sequence[Said]) -> Said | None:
    """The figure of a quantity, or None where it counts nothing."""
    lex, tree = here.lex, here.tree
    old = age_end(here.text, lex, q, tree)
    if old is not None:
        return Said(replace(_plain(here, q, old), counts="years", measure="age", unit="year"), False)
    share = q.form == "share" and word(lex, q.past) in ("of", "the", "its", "their")
    if never(here.text, lex, q) or (_in_time(here, q) and not share and not looks_like_year(lex, q)):
        return None
    what = counted(here.text, lex, q, tree)
    if (what is None or what.counts is None) and (
        same := bare.same_again(here.text, lex[q.first].start, q, said)
    ):
        again = _plain(here, q, lex[q.past - 1].end)
        person = same.unit is None and is_person((same.counts or "").rpartition(" ")[2])
        return Said(replace(same, start=again.start, end=again.end, text=again.text), person)
    if what is None or what.time or _is_name(lex, q, tree, what) or _uncountable(q, what):
        return None
    people = (
        what.noun is not None and tree[what.noun].tag in ("NNS", "NNPS") and is_person(tree[what.noun].text)
    )
    if year(lex, q, people) or (looks_like_year(lex, q) and not people and _in_time(here, q)):
        return None
    base = _plain(here, _bounded_after(here, q, what), max(what.end, lex[q.past - 1].end))
    if what.unit is not None:
        found = _measure_of_unit(tree, what)
        before = word(lex, q.first - 1)
        if found.name in _HELD and before.endswith("s") and before[:-1] in measures()["capacity"]:
            found = Measured("capacity", what.node)  # "the dam stores 90 million": the parser may see a noun
        base = replace(base, counts=what.counts, unit=what.unit, measure=found.name, part_of=what.whole)
        return Said(_scoped(here, what.node, found, base), False)
    return _count(here, q, said, what, base)


def _bounded_after(here: Here, q: Quantity, what: Counted) -> Quantity:
    """The quantity with the bound that stands after what it counts: "twelve people at the very least"."""
    if q.bound != "exact" or what.noun is None or q.low is None or q.high is None:
        return q
    end = here.tree[what.noun].end
    after = next((k for k in range(q.past, len(here.lex)) if here.lex[k].start >= end), len(here.lex))
    found = postposed(here.lex, after, worded=True)
    if found is None:
        return q
    low, high, low_open, high_open, bound = bounded(q.low, q.high, q.value, found[0])
    return replace(q, low=low, high=high, low_open=low_open, high_open=high_open, bound=bound)


def _plain(here: Here, q: Quantity, end: int) -> Figure:
    start = here.lex[q.first].start
    bare = Figure(start, end, here.text[start:end], q.low, q.high, q.bound, q.value, unit=q.unit)
    return replace(bare, low_open=q.low_open, high_open=q.high_open)


def _in_time(here: Here, q: Quantity) -> bool:
    start, end = here.lex[q.number].start, here.lex[q.past - 1].end
    inside = [time for time in here.times if time.start < end and start < time.end]
    # "rose from 3 to 5" is no time of day.
    return any(not (_CLOCKLIKE.fullmatch(time.text) and _changes(here, q)) for time in inside)


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
    if found is not None and (found.name in _NOT_BY_SIZE and what.dimension != "money"):
        return found
    if what.dimension in _HELD:
        for token, role in governors(tree, what.node):
            if role == "object" and tree[token].lemma.lower() in measures()["capacity"]:
                return Measured("capacity", token)
    if what.unit == "%" and what.whole:
        return found or Measured("share", what.node)
    return Measured(what.dimension or "quantity", what.node)


def _count(here: Here, q: Quantity, said: Sequence[Said], what: Counted, base: Figure) -> Said | None:
    """A count: its measure by the parse, or by what it points back to."""
    tree = here.tree
    # A part takes what is said of itself, not what is said of its whole.
    parted = what.whole is not None and what.noun is not None
    found = by_governor(tree, what.node) if parted else measured(tree, what.node)
    headed = "" if found else topic(here.text, base.start)
    name = found.name if found else headed
    counts, whole, meant = what.counts, what.whole, None
    if what.of_pronoun or included(here.lex, q):
        meant = beside(here.text, said, base.start) or antecedent(said, base.start, whole=False)
        meant = meant or nearest(here.text, said, base.start)
        if meant is not None:
            counts, whole = counts or counted_by(meant, name), described(meant.figure)
            if counts != meant.figure.counts and found:
                whole = None  # the dead among some cases are no part of the dead
            name = name or meant.figure.measure or ""
        elif what.whole in ("those", "Those") and of_persons(tree, what.node):
            counts = "people"
        elif (
            what.of_pronoun and q.bound == "exact" and (q.value or 0) > 1 and what.whole in ("them", "these")
        ):
            counts = told_of(tree)
    one = word(here.lex, q.number) == "one" and q.past == q.number + 1 and q.bound == "exact"
    if one and (not (name and (counts or found)) or _pointed_at(tree, what.node)):
        return None
    if one and parted and counts and not is_person(counts.rpartition(" ")[2]):
        return None
    if counts is None and (whose := bare.of_subject(tree, what.node)) and (whose[0] == "people" or not found):
        counts, found = whose[0], found or by_clause(tree, whose[1]) or by_adjective(tree, whose[1])
        name = name or (found.name if found else "")
    if counts is None and (scale := bare.same_scale(here.text, tree, what.node, said)):
        made = replace(base, counts=scale.counts, unit=scale.unit, measure=scale.measure)
        return Said(_scoped(here, what.node, found, made), False)
    if counts is None:
        meant = None if headed else antecedent(said, base.start) or nearest(here.text, said, base.start)
        if meant and found and tree[found.by].pos == "NOUN" and meant.figure.measure != name:
            meant = None  # "the number of dead": people, whoever was counted before
        counts, name = ellipsis(here.text, tree, q, what.node, name, meant)
    if counts is None:
        counts = _just_counted(tree, q, what.node)
    if counts is None:
        counts, carried = bare.carried(here.text, tree, q, what.node, said)
        name = name or carried or ""
    if counts is None:
        return None
    if q.form == "share":
        base, whole = replace(base, unit="share"), whole or counts
    person = is_person(counts.rpartition(" ")[2])
    if q.form == "share" and not person and name == "rescued":
        name = ""  # "would save a quarter of the shortfall"
    made = replace(
        base, counts=counts, measure=name or None, part_of=whole, further=_further(here, q, name, said)
    )
    made = _scoped(here, what.node, found, made)
    if person:
        made = replace(made, side=side(tree, what.node, what.noun, found.by if found else None))
    if meant and not found and what.noun is None and not made.as_of:
        made = replace(made, as_of=scope.day_of_clause(tree, here.times, what.node))
    return Said(_carried(here.text, made, meant.figure, what.of_pronoun) if meant else made, person)


def _pointed_at(tree: Tree, node: int) -> bool:
    """ "Treat that one with care": a word that points, and does not open a clause."""
    before = node - 1
    return before >= tree.first and tree[before].text.lower() == "that" and tree[before].tag == "DT"


def _just_counted(tree: Tree, q: Quantity, node: int) -> str | None:
    """What "there are forty" counts where the sentence before tells of counting: "we counted the houses"."""
    head = tree.head(node)
    if head is None or not tree.children(head, "expl") or q.bound != "exact" or (q.value or 0) < 2:
        return None
    for k in range(tree.first - 1, max(-1, tree.first - 45), -1):
        token = tree.tokens[k]
        verb = tree.tokens[token.head]
        if token.dep == "dobj" and token.tag == "NNS" and verb.lemma.lower() in ("count", "tally", "number"):
            return token.text
    return None


def _carried(text: str, figure: Figure, meant: Figure, part: bool) -> Figure:
    """The figure with the scope of the one it points back to, in the same sentence or the one before."""
    if not close(text, meant.end, figure.start):
        return figure
    return replace(
        figure,
        window=figure.window or (meant.window if part else None),
        since=figure.since or (meant.since if part and not figure.window else None),
        place=figure.place or meant.place,
        place_id=figure.place_id or meant.place_id,
        side=figure.side or meant.side,
    )


_MORE = {"more", "further", "additional", "another"}


def _further(here: Here, q: Quantity, name: str, said: Sequence[Said]) -> bool:
    """True for "seven more died" where others were said to have died before."""
    lex = here.lex
    before = {word(lex, k) for k in range(max(q.first - 1, 0), q.number)}
    added = bool(before & (_MORE - {"more"})) or (
        word(lex, q.past) in _MORE and word(lex, q.past + 1) != "than"
    )
    return added and bool(name) and any(one.figure.measure == name for one in said)


def _scoped(here: Here, node: int, found: Measured | None, bare: Figure) -> Figure:
    """The figure with its place, window and as-of date."""
    by = found.by if found else None
    times = [time for time in here.times if abs(time.start - bare.start) <= REACH]
    place, place_id = scope.place(here.tree, node, by, bare.measure)
    window, since = scope.window(here.text, here.tree, times, node, by), None
    if window is None:
        stops = (*scope.closest(here.tree, node, by), scope.clause(here.tree, node))
        event = beginnings.since(here.text, here.tree, stops)
        if event is not None:
            window, since = beginnings.begins(times, *event), here.text[slice(*event)]
    return replace(
        bare,
        place=place,
        place_id=place_id,
        window=window,
        since=since,
        as_of=scope.as_of(here.text, here.tree, times, node, by),
    )


def singles(here: Here, stated: Sequence[Said]) -> list[Said]:
    """The counts of one that no number word states; none where a stated figure begins inside."""
    taken = {one.figure.start for one in stated if one.figure.unit is None}
    found = []
    for first, noun, counts, what in events.single_events(here.tree):
        start, end = here.tree[first].start, here.tree[noun].end
        if any(start <= at < end for at in taken):
            continue
        named = counts or phrase(here.text, here.tree, first + 1, noun)
        bare = Figure(
            start, end, here.text[start:end], 1.0, 1.0, "exact", 1.0, named, what.name, nominal=True
        )
        found.append(Said(_scoped(here, noun, what, bare), True))
    return found
