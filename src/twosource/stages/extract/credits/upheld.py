"""What somebody keeps to, changes or enters, without a word of saying: a figure or an account of their own.

    the charity raised its count of the dead to eight                  changed
    the works kept to its figure of 60,000                             kept
    the staff holds to its communiqué: the brigade fired the shells    kept, with the account itself
    the army's own tally stands at 31 dead                             owned
    the airport's log has the aircraft leaving at 14.12                entered
    the institute has detected lead in the samples                     measured
    the union has published a figure of its own: 18 times the limit    given
    the secretary played us the film: at 2.18 the water comes          shown
    an engineer there tells us the same, sixty thousand                same

They are statements of those who keep the figure, not of the outlet that tells of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ....data import actor_words
from ....model import Span
from ..parties import party, sourcelike, words
from ..speakers import Speakers
from ..syntax.pieces import bare, finite
from ..syntax.subjects import phrase, subject
from ..syntax.tree import Tree
from .candidates import Candidate
from .credited import credited, ours
from .tallies import number, to_the_end

_CHANGED = frozenset(
    ("raise", "lower", "revise", "correct", "cut", "increase", "reduce", "change", "double", "adjust")
)
_KEPT = frozenset(("keep", "stick", "hold", "cling", "adhere", "stand", "abide", "return"))
_SHOWN = frozenset(("show", "play", "hand", "give", "read", "screen", "bring", "send"))
_MEASURED = frozenset(("detect", "measure", "find", "register", "record", "log"))
_GIVEN = frozenset(("publish", "issue", "release", "present", "post", "circulate"))
_TO = frozenset(("to", "by", "on"))
_FAR = 14  # tokens from what is shown to the colon before what stands in it

Ranges = tuple[tuple[int, int], ...]  # first and last token of each part of a content
Found = tuple[int, Ranges]  # the head of the source, and the content


def upheld(
    tree: Tree, speakers: Speakers, verb: int, lemma: str, taken: Collection[int]
) -> Iterator[Candidate]:
    """The candidate of a verb that is used so, if somebody other than the publisher does it.

    What was measured is its teller's word in a sentence in which somebody speaks already (by a cue that is ``taken``).
    """
    sentence = tree.sentences[tree.sentence[verb]]
    if lemma in _MEASURED and any(at in taken for at in range(sentence.first, sentence.last)):
        return
    if tree.of(verb, "nsubjpass", "auxpass", "neg"):
        return
    found = next(filter(None, (each(tree, verb, lemma) for each in _WAYS)), None)
    if found is None:
        return
    head, ranges = found
    paper = tree.tokens[head].lemma.lower() in words("documents") or tree.tokens[head].pos == "PRON"
    known = (
        party(tree, speakers, head).source.named
        if paper
        else sourcelike(tree, speakers, head) or _who_does(tree, head)
    )
    if not known or ours(tree, speakers, head):
        return
    parts = tuple(bare(tree.text, tree.tokens[a].start, tree.tokens[b].end) for a, b in ranges)
    cue = Span(tree.tokens[verb].start, tree.tokens[verb].end)
    if all(part.end > part.start for part in parts):
        yield credited(phrase(tree, head, verb), cue, parts, lemma, "upheld", (head, verb))


def _who_does(tree: Tree, head: int) -> bool:
    """ "A fitter there, who asked ...": whatever the noun, a "who" is somebody."""
    return any(
        tree.words[n] == "who" for c in tree.of(head, "relcl") for n in tree.of(c, "nsubj", "nsubjpass")
    )


def _changed(tree: Tree, verb: int, lemma: str) -> Found | None:
    """ "raised its count of the dead to eight"."""
    who = _who(tree, verb)
    if lemma not in _CHANGED or who is None:
        return None
    nouns = [o for o in tree.of(verb, "dobj") if _figure(tree, o) and tree.of(o, "poss", "det")]
    last = to_the_end(tree, verb)
    if not nouns or not number(tree, nouns[0], last):
        return None
    for prep in (*tree.of(verb, "prep"), *tree.of(nouns[0], "prep")):
        if tree.tokens[prep].text.lower() == "from" and prep > nouns[0]:
            after = next((at for at in range(prep + 1, last) if tree.tokens[at].text.lower() == "to"), None)
            return (
                (who, ((tree.first[nouns[0]], prep - 1), (after, last))) if after else None
            )  # "from five to four": it is four
    return who, ((tree.first[nouns[0]], last),)


def _kept(tree: Tree, verb: int, lemma: str) -> Found | None:
    """ "kept to its figure of 60,000", "holds to its communiqué: S", "is holding on to its account that S"."""
    who = _who(tree, verb)
    if lemma not in _KEPT or who is None:
        return None
    kept = words("accounts") | words("documents") | words("numbers")
    for prep in tree.of(verb, "prep"):
        for noun in tree.of(prep, "pobj") if tree.tokens[prep].text.lower() in _TO else ():
            if tree.tokens[noun].lemma.lower() not in kept or not tree.of(noun, "poss"):
                continue
            if behind := _behind_colon(tree, noun):
                return who, behind
            clauses = [*tree.of(noun, "acl", "ccomp", "relcl"), *tree.of(verb, "ccomp", "advcl")]
            told = [c for c in clauses if c > noun and tree.tokens[tree.first[c]].text.lower() == "that"]
            if told:
                return who, ((tree.first[told[0]] + 1, tree.last[told[0]]),)
            last = to_the_end(tree, verb)
            if number(tree, noun, last):
                return who, ((tree.first[noun], last),)
    return None


def _owned(tree: Tree, verb: int, lemma: str) -> Found | None:
    """ "the mayor's figure is 2,900", "the army's own tally stands at 31 dead"."""
    if lemma not in ("be", "stand", "remain"):
        return None
    for noun in tree.of(verb, "nsubj"):
        owners = [c for c in tree.of(noun, "poss") if tree.tokens[c].pos in ("NOUN", "PROPN")]
        last = to_the_end(tree, verb)
        if owners and _figure(tree, noun) and noun < verb and number(tree, verb, last):
            return owners[0], ((tree.first[noun], last),)
    return None


def _entered(tree: Tree, verb: int, lemma: str) -> Found | None:
    """ "the log has the aircraft leaving at 14.12"."""
    who = _who(tree, verb)
    if lemma != "have" or who is None or tree.lemmas[who] not in words("documents"):
        return None
    last = to_the_end(tree, verb)
    going = [c for c in tree.of(verb, "ccomp") if c > verb and tree.tokens[c].tag in ("VBG", "VBN")]
    objects = [o for o in tree.of(verb, "dobj") if o > verb and number(tree, o, last)]
    return (who, ((verb + 1, last),)) if going or objects else None


def _shown(tree: Tree, verb: int, lemma: str) -> Found | None:
    """ "the secretary played us the film: S"."""
    who = _who(tree, verb)
    if lemma not in _SHOWN or who is None:
        return None
    heard = [c for c in (*tree.of(verb, "dative"), *tree.of(verb, "dobj")) if tree.tokens[c].pos == "PRON"]
    things = [o for o in tree.of(verb, "dobj") if tree.tokens[o].lemma.lower() in words("documents")]
    behind = _behind_colon(tree, things[0]) if things and heard else None
    return (who, behind) if behind else None


def _measured(tree: Tree, verb: int, lemma: str) -> Found | None:
    """ "the institute has detected lead in the samples", "police found two bodies": a body, and what it found."""
    who = _who(tree, verb)
    objects = [o for o in tree.of(verb, "dobj") if o > verb]
    if lemma not in _MEASURED or who is None or not objects or tree.tokens[verb].tag not in _TOLD:
        return None
    noun = tree.tokens[who].lemma.lower()
    body = tree.tokens[who].ent == "ORG" or noun in actor_words("bodies")
    last = to_the_end(tree, verb)
    plain = lemma in ("detect", "measure") or number(tree, objects[0], last)
    return (who, ((min([verb, *tree.of(verb, "aux")]), last),)) if body and plain else None


def _given(tree: Tree, verb: int, lemma: str) -> Found | None:
    """ "has published a figure of its own: 18 times the limit", "published a count of 58 people"."""
    who = _who(tree, verb)
    nouns = [o for o in tree.of(verb, "dobj") if _figure(tree, o)] if lemma in _GIVEN else []
    if who is None or not nouns:
        return None
    end = tree.sentences[tree.sentence[verb]].last
    colon = next(
        (at for at in range(nouns[0] + 1, min(nouns[0] + _FAR, end)) if tree.tokens[at].text == ":"), end
    )
    if colon + 1 < end and number(tree, colon + 1, end - 1):
        return who, ((colon + 1, end - 1),)
    last = to_the_end(tree, verb)
    told = colon == end and tree.of(nouns[0], "prep", "nummod") and number(tree, nouns[0], last)
    return (who, ((tree.first[nouns[0]], last),)) if told else None  # "published a count of 58 people"


def _same(tree: Tree, verb: int, lemma: str) -> Found | None:
    """ "An engineer there tells us the same, sixty thousand": the number that was told before."""
    who = _who(tree, verb)
    end = tree.sentences[tree.sentence[verb]].last
    same = next((at for at in range(verb + 1, min(verb + 4, end)) if tree.words[at] == "same"), None)
    if lemma not in _TELLS or who is None or same is None or tree.words[same - 1] != "the":
        return None
    numbers = [at for at in range(same + 1, min(same + _NUMBER, end)) if tree.tokens[at].pos == "NUM"]
    between = tree.tokens[same + 1 : numbers[0]] if numbers else ()
    plain = all(token.text in (",", ":", "–", "—") or token.pos in ("NOUN", "ADP") for token in between)
    return (who, ((same - 1, numbers[-1]),)) if numbers and plain else None


_TELLS = frozenset(("say", "tell", "give", "report", "repeat", "name", "put", "state"))
_NUMBER = 6  # tokens from "the same" to the end of its number
_WAYS = (_same, _changed, _kept, _owned, _entered, _shown, _measured, _given)
_TOLD = frozenset(("VBD", "VBZ", "VBN", "VBP"))


def _figure(tree: Tree, noun: int) -> bool:
    return tree.tokens[noun].lemma.lower() in words("numbers")


def _who(tree: Tree, verb: int) -> int | None:
    who = subject(tree, verb)
    return None if who is None else who.token if who.antecedent is None else who.antecedent


def _behind_colon(tree: Tree, noun: int) -> Ranges | None:
    """First and last token of the clause behind a colon that closes the noun's phrase."""
    end = tree.sentences[tree.sentence[noun]].last
    for at in range(noun + 1, min(noun + _FAR, end - 3)):
        if tree.tokens[at].text == ":":
            clause = any(
                tree.tokens[k].pos in ("VERB", "AUX") and finite(tree, k) for k in range(at + 1, end)
            )
            quoted = tree.quote[at + 1] >= 0 or not tree.tokens[at + 1].text[:1].isalnum()
            return ((at + 1, end - 1),) if clause and not quoted else None
        if tree.tokens[at].pos in ("VERB", "AUX") and finite(tree, at):
            return None
    return None
