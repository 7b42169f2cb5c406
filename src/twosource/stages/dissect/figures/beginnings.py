"""Since what a count is made, where an event begins it, and when a whole report's counts were taken."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from ....data import table
from ....model import Figure, Sentence, Time
from .tree import Tree

_PAST = ("VBD", "VBN")
_NOUNS = ("NN", "NNS", "NNP", "NNPS")
_SPANS = frozenset(["minute", "hour", "day", "night", "week", "month", "year"])
_MOST_WORDS = 12
# "Situation at 07:30 on Friday", "Figures as of 12 May": the line over a report that says when it counted.
_STOOD = re.compile(
    r"\W*(?:the )?(?:situation|status|update|figures?|numbers?|data|counts?|toll|information|position)"
    r"(?: (?:report|update|summary))?:? (?:at|as of|as at|on|by)\b",
    re.IGNORECASE,
)


def since(text: str, tree: Tree, stops: Collection[int | None]) -> tuple[int, int] | None:
    """Where the event stands that the count of one of these tokens begins with: "since [the river came over]".

    None where no event begins it: "since" may give a reason ("since the road is closed"), or a date.
    """
    for k in range(tree.first, tree.last):
        if tree[k].text.casefold() != "since":
            continue
        event = _clause(tree, k) if tree[k].dep == "mark" else _noun(tree, k)
        if event is None or not _counts_from(tree, k if tree[k].dep != "mark" else event, stops):
            continue
        last = tree.edges(event)[1]
        start, end = tree[k].end, tree[last].end
        while start < end and text[start].isspace():
            start += 1
        words = text[start:end].rstrip(" .,;:!?\"”’'")
        if 0 < len(words.split()) <= _MOST_WORDS:
            return start, start + len(words)
    return None


def _clause(tree: Tree, mark: int) -> int | None:
    """The verb of a clause that tells what happened, where what it hangs on has lasted since."""
    verb = tree.head(mark)
    if verb is None or tree[verb].tag not in _PAST:
        return None
    above = tree.head(verb)
    return verb if above is not None and _lasts(tree, above) else None


def _noun(tree: Tree, prep: int) -> int | None:
    """The event that a noun names: "since the explosion", not "since then"."""
    noun = tree.child(prep, "pobj")
    above = tree.head(prep)
    if noun is None or above is None or tree[noun].tag not in _NOUNS:
        return None
    return noun if _lasts(tree, above) else None


def _lasts(tree: Tree, k: int) -> bool:
    """True for what goes on: "have been lifted out", "arrested" without a verb that dates it, "the days"."""
    if tree[k].pos in ("NOUN", "PROPN", "NUM"):
        return True
    helpers = [tree[c].lemma.casefold() for c in tree.children(k, "aux", "auxpass")]
    return "have" in helpers or (not helpers and tree[k].tag == "VBN")


def _counts_from(tree: Tree, k: int, stops: Collection[int | None]) -> bool:
    """Whether what "since" hangs on is what gives the count, or a stretch of time beside it: "in the days since"."""
    above = tree.head(k)
    if above in stops:
        return True
    if above is None or tree[above].lemma.casefold() not in _SPANS:
        return False
    return any(each in stops for each in tree.up(above, 2))


def begins(times: Sequence[Time], start: int, end: int) -> str | None:
    """The day that the words of the event give it themselves: "since the strike began on Monday"."""
    inside = (t for t in times if start <= t.start < end and t.type == "DATE" and "/" not in t.value)
    return next((f"{time.value}/" for time in inside if not time.value.endswith("_REF")), None)


def as_it_stood(
    figures: Sequence[Figure], text: str, sentences: Sequence[Sentence], times: Sequence[Time]
) -> tuple[Figure, ...]:
    """The figures, those that grow and bear no day as of the time that the report's first line gives for them all."""
    first = sentences[0] if sentences else None
    if first is None:
        return tuple(figures)
    given = [t for t in times if first.start <= t.start < first.end and re.match(r"\d{4}-\d\d-\d\d", t.value)]
    if not given or not _nothing_else(text, first, given):
        return tuple(figures)
    stood = max(given, key=lambda time: len(time.value)).value
    grows = frozenset(table("measures.json")["grows"])
    return tuple(
        replace(each, as_of=stood) if each.measure in grows and not each.as_of and not each.nominal else each
        for each in figures
    )


def _nothing_else(text: str, line: Sentence, given: Sequence[Time]) -> bool:
    """Whether a line tells a time and no more: "Figures on Friday showed" is a sentence."""
    lead = _STOOD.match(text, line.start, line.end)
    if lead is None or not 0 <= given[0].start - lead.end() <= len(" the morning of "):
        return False
    rest = text[given[-1].end : line.end]
    return not re.search(
        r"[^\W\d_]{2,}", re.sub(r"\((?:[^()]*)\)|\b(?:local time|hours|hrs|GMT|UTC)\b", "", rest)
    )
