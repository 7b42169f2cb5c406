"""Cues that are nouns or adjectives: A's claim that ..., made the case that ..., is confident that ..."""

from __future__ import annotations

from collections.abc import Iterator

from ....data import actor_words
from ....model import Span
from ..syntax.content import complement
from ..syntax.cues import Cue, Sense, cues, words
from ..syntax.frames import Content, finite, infinitive, narrowed, whole
from ..syntax.subjects import Subject, phrase, somebody, subject
from ..syntax.tree import Tree
from ..syntax.verbs import cue_of, cue_span
from .clauses import spans
from .proposals import Proposal

_NAMES = frozenset(("PERSON", "ORG", "NORP", "GPE", "FAC", "PRODUCT", "WORK_OF_ART"))


def nouns(tree: Tree, taken: frozenset[int]) -> Iterator[Proposal]:
    """A proposal for each cue noun or adjective that has a content (and, but for clauses, a source)."""
    table, qualities = cues("nouns"), cues("adjectives")
    for index, token in enumerate(tree.tokens):
        if tree.quote[index] >= 0 or index in taken:
            continue
        if token.pos in ("NOUN", "PROPN") and (cue := table.get(token.lemma.lower())):
            yield from _noun(tree, index, cue)
        elif token.pos in ("ADJ", "VERB") and (cue := qualities.get(token.text.lower())):
            yield from _quality(tree, index, cue)


# --- nouns -----------------------------------------------------------------------------------


def _noun(tree: Tree, noun: int, cue: Cue) -> Iterator[Proposal]:
    found = _noun_content(tree, noun, cue)
    if not found:
        return
    if received := _received(tree, noun, cue, found):
        yield received
        return
    cue_words, source, who = _holder(tree, noun, found)
    if source is None and (found.frame != "noun that" or found.sense.stance):
        return  # a fear that nobody is said to have is nobody's words
    if source is None and rejected(tree, noun):
        return  # "denied reports that S": whoever denies it is the one who speaks
    parts = spans(tree, found)
    if parts and not (source and any(p.start <= source.start and source.end <= p.end for p in parts)):
        yield Proposal(noun, cue_words, cue.lemma, found.sense, found.frame, source, who, parts)


def rejected(tree: Tree, noun: int) -> bool:
    """True for the object of a verb that says no: "denied reports that S"."""
    verb = tree.tokens[noun].head
    if tree.tokens[noun].dep != "dobj" or tree.tokens[verb].pos != "VERB" or verb > noun:
        return False
    cue = cue_of(tree, verb)
    sense = cue.senses.get("np") if cue else None
    return sense is not None and sense.verb == "denied"


def _received(tree: Tree, noun: int, cue: Cue, found: Content) -> Proposal | None:
    """B has the support of A: A supports B."""
    verb = tree.tokens[noun].head
    fits = tree.tokens[noun].dep == "dobj" and tree.tokens[verb].lemma in words("receiving")
    if not fits or cue.lemma not in words("received") or found.frame != "noun prep" or found.head is None:
        return None
    if found.reach is None or tree.tokens[found.reach].text.lower() not in ("of", "from"):
        return None
    who = subject(tree, verb)
    if not who or not somebody(tree, who.token):
        return None
    span = Span(cue_span(tree, verb).start, tree.tokens[found.reach].end)
    giver = Subject(found.head, "giver")
    content = phrase(tree, who.token, verb)
    return Proposal(
        noun, span, cue.lemma, found.sense, "noun prep", phrase(tree, found.head), giver, (content,)
    )


def _noun_content(tree: Tree, noun: int, cue: Cue) -> Content | None:
    """The clause, infinitive or phrase that a noun of saying takes; or what it is said to be."""
    that, to = cue.senses.get("that"), cue.senses.get("to")
    for head in tree.of(noun, "acl", "relcl", "ccomp"):
        marks = tree.of(head, "mark")
        if that and head > noun and marks and tree.tokens[marks[0]].text.lower() in ("that", "whether"):
            return Content((whole(tree, head),), "noun that", that, head=head)
        if to and head > noun and infinitive(tree, head) and tree.tokens[head].dep != "relcl":
            return Content((whole(tree, head),), "noun to", to, head=head)
    if that and (far := _far(tree, noun)) is not None:
        return Content((whole(tree, far),), "noun that", that, head=far)
    token = tree.tokens[noun]
    above = tree.tokens[token.head]
    if that and token.dep == "nsubj" and above.lemma == "be":
        for head in tree.of(token.head, "ccomp"):
            if head > noun and finite(tree, head):
                return Content((whole(tree, head),), "noun that", that, head=head)
    return _after_preposition(tree, noun, cue, "noun prep")


def _after_preposition(tree: Tree, index: int, cue: Cue, frame: str) -> Content | None:
    """What stands after one of the word's prepositions that the cue knows: "reports of a blast"."""
    for prep in tree.of(index, "prep"):
        sense = cue.senses.get(tree.tokens[prep].text.lower())
        if not sense or prep <= index:
            continue
        head = next(iter(tree.of(prep, "pobj", "pcomp")), None)
        if head is not None:
            last = narrowed(tree, head)[1] if tree.tokens[head].dep == "pobj" else tree.last[head]
            return Content(((tree.first[head], last),), frame, sense, prep, head)
    return None


def _far(tree: Tree, noun: int) -> int | None:
    """The clause that the parse hung from a noun in between: "made their case to the council that ..."."""
    for prep in tree.of(noun, "prep"):
        for other in (
            tree.of(prep, "pobj")
            if tree.tokens[prep].text.lower() in ("to", "from", "by", "at", "in")
            else ()
        ):
            for head in tree.of(other, "acl", "relcl"):
                if complement(tree, head) and tree.tokens[other].lemma.lower() not in cues("nouns"):
                    return head
    return None


def _holder(tree: Tree, noun: int, found: Content) -> tuple[Span, Span | None, Subject | None]:
    """The cue's words, and who holds it: its owner, its author, or the subject of a light verb."""
    end = found.reach if found.reach is not None and found.reach - noun <= 1 else noun
    span = tree.span(noun, end)
    for owner in tree.of(noun, "poss"):
        if tree.tokens[owner].tag == "PRP$" and (held := _held(tree, noun, owner)):
            holder, opening = held
            return Span(opening.start, span.end), phrase(tree, holder.token, tree.at(opening.start)), holder
        return span, phrase(tree, owner), Subject(owner, "owner")
    authors = ("by", "from", "of", "in") if found.frame == "noun that" else ("by", "from")
    for by in tree.of(noun, "prep"):
        if tree.tokens[by].text.lower() in authors and by != found.reach:
            for author in tree.of(by, "pobj"):
                if not _of_somebody(tree, author, tree.tokens[by].text.lower()):
                    continue
                return span, phrase(tree, author), Subject(author, "author")
    verb = tree.tokens[noun].head
    light = _light(tree, noun)
    who = None if light is None else subject(tree, light)
    if light is not None and who and somebody(tree, who.token):
        start = cue_span(tree, light).start
        source = phrase(tree, who.token, light)
        return Span(start, span.end), source, Subject(who.token, "light", who.antecedent)
    if (
        tree.tokens[noun].dep == "attr"
        and tree.tokens[verb].lemma in ("be", "remain")
        and tree.tokens[noun].lemma in words("partisans")
    ):
        who = subject(tree, verb)
        if who and somebody(tree, who.token):
            start = cue_span(tree, verb).start
            return (
                Span(start, span.end),
                phrase(tree, who.token, verb),
                Subject(who.token, "partisan", who.antecedent),
            )
    for name in tree.of(noun, "compound", "amod", "nmod"):
        token = tree.tokens[name]
        if token.ent in ("DATE", "TIME"):
            continue  # "the March attack"
        if name < noun and (token.ent in _NAMES or token.pos == "PROPN"):
            if found.sense.stance and token.pos == "ADJ":
                continue
            return span, tree.span(tree.first[name], tree.last[name]), Subject(name, "compound")
    before = tree.tokens[noun - 1] if noun else None
    verbal = tree.tokens[noun].tag == "NNS" and tree.tokens[noun].lemma in cues("verbs")
    if before and verbal and before.pos in ("PROPN", "PRON") and found.frame == "noun that":
        # "Stone claims that ...": a verb that the tagger took for a noun.
        first = noun - 1
        while first and tree.tokens[first - 1].pos == "PROPN":
            first -= 1
        return span, tree.span(first, noun - 1), Subject(noun - 1, "mistagged")
    return span, None, None


def _set_apart(tree: Tree, noun: int, verb: int) -> bool:
    """True behind a comma, but for one that closes a word put in: "took back, however, a statement that S"."""
    comma = tree.first[noun] - 1
    put_in = comma - 2 > verb and tree.tokens[comma - 1].pos == "ADV" and tree.tokens[comma - 2].text == ","
    return tree.tokens[comma].text == "," and not put_in


def _of_somebody(tree: Tree, author: int, preposition: str) -> bool:
    """True for "the assertion of the lawyer", "the claim in the Post", and not for "the news of the day"."""
    if preposition in ("by", "from"):
        return True
    if preposition == "in":
        return tree.tokens[author].ent == "ORG" or tree.tokens[author].lemma in actor_words("press_kinds")
    return tree.tokens[author].ent in ("PERSON", "ORG") or (
        tree.tokens[author].ent not in ("DATE", "TIME") and somebody(tree, author)
    )


def _light(tree: Tree, noun: int) -> int | None:
    """The verb that a noun of saying needs: "issued a warning", "came to the conclusion", "is of the opinion"."""
    verb, prep = tree.tokens[noun].head, None
    if tree.tokens[noun].dep == "pobj":
        prep, verb = tree.tokens[verb].text.lower(), tree.tokens[verb].head
    elif tree.tokens[noun].dep not in ("dobj", "attr") or _set_apart(tree, noun, verb):
        return (
            None  # "they have taken the village, an assertion that ...": the sentence before is the assertion
        )
    lemma = tree.tokens[verb].lemma
    if prep is not None:
        return verb if f"{lemma}-{prep}" in words("led") and verb < noun else None
    return verb if lemma in words("light") and lemma != "be" and verb < noun else None


_NEAR = 7  # words from a verb to the noun of its cue
_MANY = frozenset(("NNS", "NNPS"))


def _held(tree: Tree, noun: int, owner: int) -> tuple[Subject, Span] | None:
    """ "They were firm in their support of it": the subject holds what is called theirs; and where the cue opens."""
    verb = tree.tokens[noun].head
    if tree.tokens[noun].dep == "pobj":
        verb = tree.tokens[verb].head
        verb = tree.tokens[verb].head if tree.tokens[verb].pos in ("ADJ", "NOUN") else verb
    elif tree.tokens[noun].dep != "dobj":
        return None
    if tree.tokens[verb].pos not in ("VERB", "AUX") or not verb < noun <= verb + _NEAR:
        return None
    if (saying := cue_of(tree, verb)) and "np" in saying.senses:
        return None  # "announced his support for it": what is announced is the support
    who = subject(tree, verb)
    if who is None or who.path != "subject" or not somebody(tree, who.token) or who.token > verb:
        return None
    token, said = tree.tokens[who.token], tree.tokens[owner].text.lower()
    many = (
        token.tag in _MANY
        or bool(tree.of(who.token, "conj"))
        or token.text.lower() in ("they", "all", "many", "both")
    )
    if said not in ("his", "her", "their") or (said == "their") != many:
        return None
    if not many and token.ent != "PERSON" and token.text.lower() not in ("he", "she", "who"):
        return None
    return who, cue_span(tree, verb)


# --- adjectives ------------------------------------------------------------------------------


def _quality(tree: Tree, index: int, cue: Cue) -> Iterator[Proposal]:
    """Somebody is (confident that, critical of, willing to): a stance told of them."""
    token = tree.tokens[index]
    verb = index if token.pos == "VERB" or token.dep == "ROOT" else token.head
    if token.pos == "ADJ" and (token.dep not in ("acomp", "oprd", "attr", "conj") or verb == index):
        return
    if token.pos == "VERB" and not tree.of(index, "auxpass", "nsubjpass"):
        return
    if token.pos == "ADJ" and tree.tokens[verb].lemma not in words("copulas"):
        return
    found = _quality_content(tree, index, cue)
    if found and found.frame == "adjective prep" and tree.tokens[verb].lemma in ("remain", "stay"):
        return  # "both remain aware of the dangers" is how they are, and nothing that they let know
    who = subject(tree, verb)
    if not found or not who or not somebody(tree, who.token) or tree.tokens[who.token].text.lower() == "it":
        return
    start = cue_span(tree, verb)
    reach = found.reach if found.reach is not None and found.reach - index <= 1 else index
    cue_words = Span(min(start.start, token.start), tree.tokens[reach].end)
    source = phrase(tree, who.token, verb)
    parts = spans(tree, found)
    if parts and not any(p.start <= source.start and source.end <= p.end for p in parts):
        yield Proposal(index, cue_words, cue.lemma, found.sense, found.frame, source, who, parts)


def _quality_content(tree: Tree, index: int, cue: Cue) -> Content | None:
    for head in tree.of(index, "ccomp", "xcomp", "advcl"):
        if head < index:
            continue
        frame = "to" if infinitive(tree, head) else "that"
        sense: Sense | None = cue.senses.get(frame)
        marks = tree.of(head, "mark")
        bare = not marks or tree.tokens[marks[0]].text.lower() in ("that", "if", "whether")
        if sense and (frame == "to" or (finite(tree, head) and bare)):
            return Content((whole(tree, head),), f"adjective {frame}", sense, head=head)
    return _after_preposition(tree, index, cue, "adjective prep")
