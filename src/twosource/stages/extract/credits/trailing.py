"""Attributions at the end of a sentence that the parse makes something else of.

"..., the Harbour channel reports." (read as a noun), "..., per the coast guard.", "..., she says; the neighbours ..."
(read with the clause after it). The words and commas say it all: a clause, a comma, somebody, and the cue.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ....model import Span
from ..parties import words as documents
from ..syntax.cues import Sense, cues, words
from ..syntax.frames import finite
from ..syntax.subjects import Subject
from ..syntax.tree import Tree, trimmed
from .proposals import Proposal

LONGEST = 9  # words of a source between its comma and the cue
_SAID = Sense("said", False)
_ENDS = frozenset((".", ";", "!", "?"))
_OPENS = frozenset(("the", "its", "his", "her", "their", "a", "an", "this", "our", "local", "state"))
_WH = frozenset(("WDT", "WP", "WRB"))
_PRONOUNS = frozenset(("he", "she", "they", "it"))
_WHILE = frozenset(("while", "as", "when", "before", "after"))


def trailing(tree: Tree) -> Iterator[Proposal]:
    """A proposal for each sentence, or part of one before a semicolon, that ends so."""
    for sentence in tree.sentences:
        first = sentence.first
        for at in range(sentence.first, sentence.last):
            token = tree.tokens[at]
            if tree.quote[at] >= 0:
                continue
            ends = at + 1 >= sentence.last or tree.tokens[at + 1].text in _ENDS
            if (
                ends
                and token.text not in _ENDS
                and (found := next(filter(None, (each(tree, first, at) for each in _ENDINGS)), None))
            ):
                yield found
            elif (
                tree.tokens[at + 1 : at + 2]
                and tree.tokens[at + 1].text == ","
                and (found := _per(tree, first, at))
            ):
                yield found  # "S, per the coast guard, although T"
            if token.text == ";":
                first = at + 1
            elif token.pos == "VERB" and (found := _lost(tree, sentence.first, at)):
                yield found


def _told(tree: Tree, first: int, last: int) -> Proposal | None:
    """ "S, N reports." where the verb was taken for a noun, and "S, she says; T" where T was taken for the content."""
    token = tree.tokens[last]
    many = tree.tokens[last - 1].tag in ("NNS", "NNPS")
    lemma = _verb(token.text.lower(), many)
    cue = cues("verbs").get(lemma) if lemma else None
    sense = cue.senses.get("quote") or cue.senses.get("that") if cue else None
    semicolon = last + 1 < len(tree.tokens) and tree.tokens[last + 1].text == ";"
    misread = token.pos in ("NOUN", "PROPN") and token.text.islower()
    if sense is None or sense.stance or not (misread or (semicolon and token.pos == "VERB")):
        return None
    comma = _comma(tree, first, last)
    if comma is None or not somebody_there(tree, comma + 1, last - 1):
        return None
    return proposed(
        tree, (first, comma), Span(token.start, token.end), last, (comma + 1, last - 1), lemma, sense
    )


def _lost(tree: Tree, first: int, verb: int) -> Proposal | None:
    """ "S of the dam, the embassy in Oldvik said in a statement." where the parse lost what was said, or who said it.

    It takes the cue for a clause about the dam, or for a second thing that happened. But behind a comma stands
    somebody, then the cue, then nothing but circumstances to the end.
    """
    token = tree.tokens[verb]
    cue = cues("verbs").get(token.lemma)
    sense = cue.senses.get("quote") if cue else None
    found = tree.of(verb, "ccomp") and tree.of(verb, "nsubj")
    if sense is None or sense.stance or found or tree.of(verb, "cc", "mark"):
        return None
    if token.dep == "ccomp" or _beside(tree, verb) or tree.tokens[first].pos in ("SCONJ", "ADP"):
        return None  # "As the mayor spoke, the crowd answered from the square."
    ends = verb - 1
    while ends > first and tree.tokens[ends].pos == "AUX":
        ends -= 1
    if tree.tokens[ends].text == ")" and tree.tokens[ends - 2].text == "(":
        ends -= 3  # "taxi driver Reza Holm (58) tells us"
    told = token.lemma != "tell" or tree.of(verb, "dobj", "dative")  # not "the men told of in the report"
    who = _told_of(tree, first, ends) if told else None
    ends, comma = who or _closed(tree, first, ends)
    if comma is None or not somebody_there(tree, comma + 1, ends):
        return None
    asked = any(tree.tokens[at].tag in _WH or tree.tokens[at].dep == "neg" for at in range(comma + 1, ends))
    if asked or tree.tokens[comma + 1].tag == "CC":
        return None  # "..., and not the 52 which the board announced"
    behind = [child for child in tree.children[verb] if child > verb]
    stop = max([verb, *(tree.last[child] for child in behind)])
    heard = ("dobj", "dative") if token.lemma == "tell" else ()
    if not all(_circumstance(tree, child) or tree.tokens[child].dep in heard for child in behind):
        return None
    if (
        stop + 1 < len(tree.tokens)
        and tree.tokens[stop].text not in _ENDS
        and tree.tokens[stop + 1].text not in _ENDS
    ):
        return None
    return proposed(
        tree, (first, comma), Span(token.start, token.end), verb, (comma + 1, ends), token.lemma, sense
    )


def _beside(tree: Tree, verb: int) -> bool:
    """True for a clause beside the main one by its own words: a participle, "when she spoke".

    A finite verb that nothing ties to the sentence is no such clause, whatever the parse says.
    """
    if tree.tokens[verb].dep != "advcl":
        return False
    asked = any(tree.tokens[at].tag in _WH for at in tree.of(verb, "advmod", "nsubj"))
    return asked or tree.tokens[verb].tag not in ("VBD", "VBZ", "VBP")


def _told_of(tree: Tree, first: int, last: int) -> tuple[int, int] | None:
    """ "S, a nurse who treated the men told ...": where the noun ends that its clause tells of, and the comma before it."""
    wh = next(
        (at for at in range(last, max(first, last - 2 * LONGEST), -1) if tree.tokens[at].text == "who"), None
    )
    if wh is None or tree.tokens[last].tag == "CC" or tree.tokens[last].text == ",":
        return None
    own = any(tree.tokens[at].tag in ("VBD", "VBZ", "VBP", "MD") for at in range(wh + 1, last + 1))
    comma = _comma(tree, first, wh) if own else None
    return None if comma is None else (wh - 1, comma)


def _closed(tree: Tree, first: int, ends: int) -> tuple[int, int | None]:
    """Where a source ends and the comma before it: "S, its manager, N, said" has one around the name as well."""
    if tree.tokens[ends].text != ",":
        return ends, _comma(tree, first, ends + 1)
    inner = _comma(tree, first, ends)
    named = inner is not None and any(tree.tokens[at].pos == "PROPN" for at in range(inner + 1, ends))
    return ends - 1, _comma(tree, first, inner) if inner is not None and named else None


def _circumstance(tree: Tree, at: int) -> bool:
    token = tree.tokens[at]
    while_ = token.dep == "advcl" and any(
        tree.tokens[c].text.lower() in _WHILE for c in tree.of(at, "mark", "advmod")
    )
    return (
        while_
        or token.dep in ("prep", "advmod", "punct")
        or (token.dep == "npadvmod" and token.ent in ("DATE", "TIME"))
    )


def _as_saying(tree: Tree, first: int, last: int) -> Proposal | None:
    """ "S, the mayor was quoted by the Delta Post as saying." and "S, the Delta Post quoted the mayor as saying." """
    token = tree.tokens[last]
    if token.text.lower() not in ("saying", "telling") or tree.tokens[last - 1].text.lower() != "as":
        return None
    for verb in range(last - 2, max(first, last - LONGEST), -1):
        be = tree.tokens[verb - 1]
        if tree.tokens[verb].lemma in ("quote", "cite") and tree.tokens[verb].tag in ("VBD", "VBZ", "VBP"):
            return _quoting(tree, first, verb, last)
        if (
            tree.tokens[verb].lemma in ("quote", "cite")
            and tree.tokens[verb].tag == "VBN"
            and be.lemma == "be"
        ):
            comma = _comma(tree, first, verb - 1)
            if comma is None or not somebody_there(tree, comma + 1, verb - 2):
                return None
            cue = Span(be.start, token.end)
            return proposed(tree, (first, comma), cue, verb, (comma + 1, verb - 2), "say", _SAID)
    return None


def _quoting(tree: Tree, first: int, verb: int, last: int) -> Proposal | None:
    """Who stands before the verb carries what somebody behind it says: the chain finds him there."""
    comma = _comma(tree, first, verb)
    if comma is None or not (
        somebody_there(tree, comma + 1, verb - 1) and somebody_there(tree, verb + 1, last - 2)
    ):
        return None
    cue = Span(tree.tokens[last].start, tree.tokens[last].end)
    return proposed(tree, (first, comma), cue, last, (comma + 1, verb - 1), "say", _SAID)


def _per(tree: Tree, first: int, last: int) -> Proposal | None:
    """ "S, per the coast guard.", "S, as per the operator, Nordline."."""
    at = last - 1
    while at > first and last - at <= LONGEST and tree.tokens[at].text.lower() != "per":
        if tree.tokens[at].pos in ("VERB", "AUX", "NUM"):
            return None
        at -= 1
    if at <= first or tree.tokens[at].text.lower() != "per" or not somebody_there(tree, at + 1, last):
        return None
    start = at - 1 if tree.tokens[at - 1].text.lower() == "as" else at
    if tree.tokens[start - 1].text != ",":
        return None
    cue = Span(tree.tokens[start].start, tree.tokens[at].end)
    return proposed(tree, (first, start - 1), cue, at, (at + 1, last), "per", _SAID)


def _shown(tree: Tree, first: int, last: int) -> Proposal | None:
    """ "S, documents obtained by the Courier show.": a paper or picture, how it is known, and the verb."""
    token = tree.tokens[last]
    lemma = next((verb for verb in words("showing") if token.text.lower() in _forms(verb)), None)
    if lemma is None or (token.pos == "VERB" and tree.of(last, "ccomp")):
        return None
    low = max(first, last - 2 * LONGEST)
    comma = next((at for at in range(last - 1, low, -1) if tree.tokens[at].text == ","), None)
    if comma is None or any(tree.quote[at] >= 0 for at in range(comma, last)):
        return None
    known = (at for at in range(comma + 2, last) if tree.tokens[at].tag in ("VBN", "VBG"))
    paper = next(known, last) - 1
    if tree.tokens[paper].pos not in ("NOUN", "PROPN") or tree.lemmas[paper] not in documents("documents"):
        return None
    if paper == last - 1 and token.pos == "VERB" and tree.of(last, "nsubj"):
        return None  # read well
    cue = Span(token.start, token.end)
    found = proposed(tree, (first, comma), cue, last, (comma + 1, last - 1), lemma, _SAID)
    return replace(found, subject=Subject(paper, "trailing")) if found else None


def _forms(verb: str) -> tuple[str, ...]:
    return verb, f"{verb}s", f"{verb}ed"


_ENDINGS = (_told, _as_saying, _per, _shown)


def proposed(
    tree: Tree, said: tuple[int, int], cue: Span, verb: int, source: tuple[int, int], lemma: str, sense: Sense
) -> Proposal | None:
    """The proposal, if what stands before the comma (the end of ``said``) is a clause of its own."""
    first, comma = said
    if not any(
        tree.tokens[at].pos in ("VERB", "AUX")
        and finite(tree, at)
        and tree.of(at, "nsubj", "nsubjpass", "expl")
        for at in range(first, comma)
    ):
        return None
    content = trimmed(tree.text, tree.tokens[first].start, tree.tokens[comma].start)
    span = Span(tree.tokens[source[0]].start, tree.tokens[source[1]].end)
    who = Subject(_head(tree, *source), "trailing")
    return Proposal(verb, cue, lemma, sense, "according", span, who, (content,))


def _head(tree: Tree, first: int, last: int) -> int:
    """The noun that a source hangs from: "the embassy" of "the embassy in Oldvik"."""
    preposition = next((at for at in range(first + 1, last) if tree.tokens[at].dep == "prep"), last + 1)
    return preposition - 1


def _comma(tree: Tree, first: int, last: int) -> int | None:
    for at in range(last - 1, max(first, last - LONGEST - 2), -1):
        if tree.tokens[at].text == ",":
            return at
        stops = tree.tokens[at].pos in ("VERB", "AUX", "PUNCT", "SCONJ") and tree.tokens[at].text != "-"
        if stops or tree.quote[at] >= 0:
            return None
    return None


def somebody_there(tree: Tree, first: int, last: int) -> bool:
    """True for words that name or describe somebody: a pronoun, a name, or "the" with a noun behind it."""
    if last < first:
        return False
    if (
        tree.tokens[last].tag == "POS"
        and last - first > 2
        and "of" in {t.text for t in tree.tokens[first:last]}
    ):
        last -= 1  # "a foreman of Borrel's"
    opening, head = tree.tokens[first], tree.tokens[last]
    if first == last and opening.text.lower() in _PRONOUNS:
        return True
    if any(tree.tokens[at].pos in ("VERB", "AUX") for at in range(first, last + 1)):
        return False
    named = any(tree.tokens[at].text[:1].isupper() for at in range(first, last + 1))
    opens = opening.text.lower() in _OPENS or opening.text[:1].isupper() or named
    return (
        opens
        and head.pos in ("NOUN", "PROPN")
        and (named or first < last)
        and head.ent not in ("DATE", "TIME")
    )


def _verb(word: str, many: bool = False) -> str:
    """The verb of "reports", "says", and behind ``many`` of "report", "say"; "" where a word is no such form."""
    known = cues("verbs")
    if many and word in known:
        return word
    for ending, instead in (("ies", "y"), ("es", ""), ("s", "")):
        if word.endswith(ending) and word[: -len(ending)] + instead in known:
            return word[: -len(ending)] + instead
    return "say" if word == "said" else ""
