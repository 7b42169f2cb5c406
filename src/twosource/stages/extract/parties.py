"""The parties of a sentence: the Source behind a noun phrase, the author behind a document, who stands beside whom."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from ...data import actor_words, peoples, table
from ...model import Source, SourceKind, Span
from ...text import fold, slug
from .listed import listed
from .speakers import Speakers
from .speakers.documents import another_post, networks
from .syntax.subjects import unopened
from .syntax.tree import Tree

_PRONOUNS = frozenset(
    [
        "he",
        "she",
        "they",
        "we",
        "i",
        "who",
        "whom",
        "us",
        "me",
        "him",
        "her",
        "them",
        "it",
        "its",
        "their",
        "our",
        "his",
    ]
)
_SOME = frozenset(["a", "an", "another", "some", "one", "several", "allied", "friendly", "partner"])
_LANDS = frozenset(
    ["state", "country", "nation", "ally", "power", "government", "partner", "neighbour", "neighbor"]
)
_PEOPLE = frozenset(["people", "man", "crew", "staff", "team", "colleague", "camp", "aide", "side"])
_NO_SOURCE = frozenset(
    ("DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY", "LANGUAGE", "LAW")
)
_SPEECHLESS = frozenset(
    [
        "body",
        "corpse",
        "dead",
        "casualty",
        "fatality",
        "missing",
        "injured",
        "wounded",
        "minor",
        "major",
        "tanker",
    ]
)
_CUT = frozenset(("relcl", "acl", "appos", "advcl", "parataxis"))
_KINDS_OF_WORD = ("unnamed", "voices", "bodies", "offices", "titles", "reporters")


class Party(NamedTuple):
    """A Source and where the text names it (None where it does not)."""

    source: Source
    start: int | None = None
    end: int | None = None


@cache
def words(part: str) -> frozenset[str]:
    """A word list of chains.json."""
    return frozenset(table("chains.json")[part].split())


@cache
def _human() -> frozenset[str]:
    lists = table("actors.json")
    spoken = frozenset(word for kind in _KINDS_OF_WORD for word in lists[kind])
    return (
        spoken
        | frozenset(table("persons.json")["nouns"]) - _SPEECHLESS
        | words("documents")
        | words("people")
    )


def staff(tree: Tree, speakers: Speakers) -> frozenset[str]:
    """The source_ids of the publisher and its people: "our reporter N", "our colleague N", "our own N"."""
    found = {speakers.publisher.source_id}
    reporters = frozenset((*table("actors.json")["reporters"], "colleague"))
    for mention in speakers.dissection.mentions:
        if mention.kind != "person" or not mention.source_id:
            continue
        at = tree.at(mention.start)
        before = [tree.tokens[b].text.lower() for b in range(max(0, at - 4), at)]
        if "our" not in before or not (reporters & set(before) or before[-2:] == ["our", "own"]):
            continue
        if not any(each.start <= mention.start < each.end for each in speakers.dissection.quotes):
            found.add(mention.source_id)
    return frozenset(found)


def core(tree: Tree, head: int) -> Span:
    """A noun phrase without its relative clauses, participles, appositions and conjuncts."""
    first, last = tree.first[head], tree.last[head]
    for child in tree.children[head]:
        if tree.tokens[child].dep in _CUT or tree.tokens[child].dep in ("conj", "cc", "preconj"):
            if child > head:
                last = min(last, tree.first[child] - 1)
            else:
                first = max(first, tree.last[child] + 1)
    first, last = unopened(tree, head, _behind_mark(tree, first, head)), _before_clause(tree, head, last)
    while last > head and tree.tokens[last].pos in ("PUNCT", "CCONJ"):
        last -= 1
    while first < head and tree.tokens[first].pos in ("PUNCT", "CCONJ", "SCONJ"):
        first += 1
    return tree.span(min(first, head), max(last, head))


def _behind_mark(tree: Tree, first: int, head: int) -> int:
    """No noun phrase reaches back over a dash or colon: "hit twice overnight – regional governor"."""
    for at in range(head - 1, first - 1, -1):
        token = tree.tokens[at]
        apart = token.text == "-" and token.start - tree.tokens[at - 1].end == 1 and at > 0
        if token.text in ("–", "—", "--", ":") or apart:
            return at + 1
    return first


def _before_clause(tree: Tree, head: int, last: int) -> int:
    """Where a clause hangs from a complement ("figures from the ministry seen by ..."), it is cut as well."""
    for at in range(head + 1, last + 1):
        if tree.tokens[at].dep in ("relcl", "acl"):
            return max(head, tree.first[at] - 1)
    return last


def party(tree: Tree, speakers: Speakers, head: int) -> Party:
    """Who the noun phrase of this token means: its author where it is a document, else who it names."""
    for depth, author in enumerate(authors(tree, head)):
        if sourcelike(tree, speakers, author):
            return party(tree, speakers, author) if depth < 4 else named(tree, speakers, author)
    return named(tree, speakers, head)


def named(tree: Tree, speakers: Speakers, head: int) -> Party:
    """The source a noun phrase names, or its apposition does ("the head of the unit, Dr ...")."""
    span = core(tree, head)
    source = _unnamed(tree, speakers, head, span) or speakers.resolve(span.start, span.end)
    if not source.named or source.kind == "unknown" or tree.tokens[head].pos != "PROPN":
        for other in (*tree.of(head, "appos"), *_adjoined(tree, head), *_behind_place(tree, head, span)):
            place = core(tree, other)
            beside = speakers.resolve(place.start, place.end)
            known = beside.source_id in speakers.sources and tree.tokens[other].pos == "PROPN"
            if beside.named and (known or (beside.kind != "unknown" and not source.named)):
                return Party(beside, span.start, place.end)
    return Party(source, span.start, span.end)


def _adjoined(tree: Tree, head: int) -> Iterator[int]:
    """ "The agency TASK said": the name right behind a noun, read as a second subject."""
    after = head + 1
    if tree.tokens[head].pos == "NOUN" and after < len(tree.tokens) and tree.tokens[after].pos == "PROPN":
        same = (
            tree.tokens[after].dep == tree.tokens[head].dep
            and tree.tokens[after].head == tree.tokens[head].head
        )
        if same and tree.tokens[head].dep == "nsubj":
            yield after


def _behind_place(tree: Tree, head: int, span: Span) -> Iterator[int]:
    """ "The head surgeon at the clinic, N, said": the name of a person, read as what the clinic is."""
    token = tree.tokens[head]
    if token.tag != "NN" or token.lemma.lower() not in _human():
        return
    for at in tree.between(tree.tokens[head].end, span.end):
        apposed = tree.tokens[at].dep == "appos" and tree.tokens[at].pos == "PROPN"
        if apposed and head < tree.tokens[at].head < at and tree.tokens[tree.first[at] - 1].text == ",":
            yield at


def _unnamed(tree: Tree, speakers: Speakers, head: int, span: Span) -> Source | None:
    """ "a partner service", "an allied country's agency": somebody, without a name."""
    inside = [tree.tokens[at] for at in tree.between(span.start, span.end)]
    if (
        not inside
        or (inside[0].text.lower() not in _SOME and not _of_some_land(tree, head))
        or any(t.pos == "PROPN" or t.text in peoples() for t in inside)
        or another_post(tree.tokens[head], inside)
    ):
        return None
    name = " ".join(tree.text[span.start : span.end].split())
    kind: SourceKind = "group" if tree.tokens[head].tag == "NNS" else "unnamed"
    return Source(
        f"unnamed:{slug(fold(name))}:{speakers.dissection.report.id}", name, kind, (name,), named=False
    )


def _of_some_land(tree: Tree, head: int) -> bool:
    """ "The spy service of a partner state": whose it is is not said."""
    return any(
        tree.tokens[tree.first[land]].text.lower() in _SOME and tree.tokens[land].lemma.lower() in _LANDS
        for of in tree.of(head, "prep")
        if tree.tokens[of].text.lower() == "of"
        for land in tree.of(of, "pobj")
    )


def authors(tree: Tree, head: int) -> Iterator[int]:
    """Whose document (or people) it is: "by", "from" or "of" someone, a possessor, or who posted it."""
    if tree.tokens[head].pos == "NOUN" and tree.tokens[head].lemma.lower() in _PEOPLE:
        yield from (p for p in tree.of(head, "poss") if tree.tokens[p].pos == "PROPN")
        return
    lemma = tree.tokens[head].lemma.lower()
    if lemma in actor_words("instruments"):
        for child in tree.of(head, "acl", "relcl"):
            if tree.tokens[child].lemma in words("tend"):  # "gauges run by the service"
                yield from agents(tree, child)
    if lemma not in words("documents") and tree.lemmas[head] not in words("documents"):
        return
    above = tree.tokens[head].head
    if (
        tree.tokens[head].dep == "nsubj"
        and above == head + 1
        and tree.tokens[above].lemma in words("publish")
    ):
        yield from agents(
            tree, above
        )  # "Records kept by the operator show": the participle is read as the verb
    for child in tree.of(head, "acl", "relcl"):
        if tree.tokens[child].lemma in words("publish") | words("give"):
            yield from agents(tree, child)
            yield from (who for who in tree.of(child, "nsubj") if who > head)
            yield from _court(tree, child)
    for by in ("by", "from", "of"):
        for prep in tree.of(head, "prep", "agent"):
            if tree.tokens[prep].text.lower() == by:
                yield from tree.of(prep, "pobj")
    yield from tree.of(head, "poss")
    for part in tree.of(head, "compound"):  # "a police report"
        if (
            tree.tokens[part].lemma.lower() in words("reporting") and tree.tokens[part].text.islower()
        ) or _whose(tree, part):
            yield part
    for prep in tree.of(head, "prep"):
        if tree.tokens[prep].text.lower() in ("on", "in"):  # "a table on the board's website"
            nouns = tree.of(prep, "pobj")
            yield from (
                n for n in nouns if tree.tokens[n].lemma.lower() in words("documents") and tree.of(n, "poss")
            )


_NO_AUTHOR = _NO_SOURCE | {"GPE", "LOC", "NORP", "FAC", "EVENT", "WORK_OF_ART"}


def _whose(tree: Tree, part: int) -> bool:
    """ "A Merx filing", "the Health Agency report": a name right before a document says whose it is; a network's does not."""
    token = tree.tokens[part]
    named = token.pos == "PROPN" and token.ent not in _NO_AUTHOR and token.text[:1].isupper()
    return (
        named
        and token.text.lower() not in networks()
        and token.text.lower() not in table("manner.json")["media"]
    )


def _court(tree: Tree, verb: int) -> Iterator[int]:
    """The court of "documents filed with the court": what is told from its files is told by them, whoever handed them in."""
    for prep in tree.of(verb, "prep"):
        if tree.words[prep] in ("with", "to", "in", "at"):
            yield from (n for n in tree.of(prep, "pobj") if tree.lemmas[n] in ("court", "tribunal"))


def agents(tree: Tree, verb: int) -> Iterator[int]:
    """The nouns of a "by" phrase under a participle."""
    for by in tree.of(verb, "agent", "prep"):
        if tree.tokens[by].text.lower() == "by":
            yield from tree.of(by, "pobj")


def sourcelike(tree: Tree, speakers: Speakers, head: int) -> bool:
    """True for a phrase that can say something: a name, a pronoun of a person, an office, a document."""
    token = tree.tokens[head]
    if (whole := _whole(tree, head)) is not None:
        return sourcelike(tree, speakers, whole)
    if token.pos == "PRON" or token.text.lower() in _PRONOUNS:
        return token.text.lower() in _PRONOUNS
    if token.lemma.lower() in _human() or (token.text in peoples() and tree.of(head, "conj")):
        return True
    if token.pos not in ("PROPN", "NOUN") or token.ent in _NO_SOURCE:
        return False
    span = core(tree, head)
    source = speakers.resolve(span.start, span.end)
    return source.named and (token.pos == "PROPN" or source.kind not in ("unknown", "unnamed"))


def _whole(tree: Tree, head: int) -> int | None:
    """The noun of a partitive: the delegates of "only one of the delegates"."""
    token = tree.tokens[head]
    if token.pos not in ("NUM", "DET", "PRON", "ADJ") or token.text.lower() in _PRONOUNS:
        return None
    partitive = (of for of in tree.of(head, "prep") if tree.tokens[of].text == "of")
    nouns = (n for of in partitive for n in tree.of(of, "pobj") if tree.tokens[n].pos in ("NOUN", "PROPN"))
    return next(nouns, None)


def human(tree: Tree, at: int) -> bool:
    """True for a word that is somebody by itself: a personal pronoun, a name, an office, a body."""
    token = tree.tokens[at]
    personal = token.text.lower() in _PRONOUNS and token.text.lower() not in ("it", "its")
    return personal or token.ent in ("PERSON", "ORG", "NORP") or token.lemma.lower() in _human()


def parties(tree: Tree, speakers: Speakers, head: int) -> list[Party]:
    """The parties of a phrase, one after the other where it names several ("the mayor and the ministry")."""
    split = _by_people(tree, speakers, head)
    if split:
        return split
    named = listed(tree, speakers, head)
    if named:
        return [Party(speakers.resolve(m.start, m.end), m.start, m.end) for m in named]
    heads, at = [head], head
    while (more := tree.of(at, "conj")) and len(heads) < 6:
        at = more[0]
        heads.append(at)
    found = [party(tree, speakers, each) for each in heads]
    distinct = {each.source.source_id for each in found}
    apart = (
        each.source.named and (each.source.kind != "unknown" or tree.tokens[at].pos == "PROPN")
        for each, at in zip(found, heads, strict=True)
    )
    if len(found) > 1 and len(distinct) == len(found) and all(apart):
        return found
    first = found[0]
    if len(heads) > 1 and not first.source.named:
        span = tree.span(tree.first[head], tree.last[heads[-1]])
        return [Party(speakers.resolve(span.start, span.end), span.start, span.end)]
    return [first]


def _by_people(tree: Tree, speakers: Speakers, head: int) -> list[Party]:
    """ "neither Ostrian nor Vellish officials": one party a people, each with the noun they share."""
    for first in [head, *(c for c in tree.children[head] if c < head and tree.tokens[c].dep == "amod")]:
        if tree.tokens[first].text not in peoples() or tree.tokens[first].pos == "PROPN":
            continue
        for second in tree.of(first, "conj"):
            noun = second if first == head else head
            if tree.tokens[noun].pos == "NOUN" and noun > first and _has_people(tree, first + 1, noun):
                return _two_peoples(tree, speakers, first, second, noun)
    return []


def _has_people(tree: Tree, low: int, high: int) -> bool:
    return any(tree.tokens[at].text in peoples() or _people_ends(tree, at) for at in range(low, high + 1))


def _two_peoples(tree: Tree, speakers: Speakers, first: int, second: int, noun: int) -> list[Party]:
    start = tree.tokens[first - 1].start if _people_ends(tree, first) else tree.tokens[first].start
    end, last = tree.tokens[first].end, core(tree, noun).end
    name = f"{tree.text[start:end]} {tree.tokens[noun].text}"
    ident = f"unnamed:{slug(fold(name))}:{speakers.dissection.report.id}"
    low = min(second, *(c for c in (tree.first[second],) if c > first))
    other = Span(tree.tokens[low].start, last)
    return [
        Party(Source(ident, name, "group", (name,), named=False), start, end),
        Party(speakers.resolve(other.start, other.end), other.start, other.end),
    ]


def _people_ends(tree: Tree, at: int) -> bool:
    """True on the last word of a people's name of two words ("South Korean")."""
    return at > 0 and f"{tree.tokens[at - 1].text} {tree.tokens[at].text}" in peoples()
