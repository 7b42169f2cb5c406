"""Cue verbs outside quotations: for each, its source and its content, in the active or the passive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from ....model import Span
from ..syntax.content import as_told_by, content, resumes
from ..syntax.cues import Cue, Sense, idioms, words
from ..syntax.frames import Content, finite, infinitive, narrowed, whole
from ..syntax.subjects import Subject, phrase, somebody, subject
from ..syntax.tree import OPENING, Tree, trimmed
from ..syntax.verbs import agent, cue_of, cue_span, passive, reminds
from .apposed import apposed, apposed_head
from .evidence import according, measured
from .proposals import Proposal

# Frames that tell less of speech than of a stance: they need somebody who holds it.
_LOOSE = frozenset(("np", "prep", "to", "oto", "gerund", "as", "small"))


def clauses(tree: Tree, taken: frozenset[int]) -> Iterator[Proposal]:
    """A proposal for each cue verb that has a content, but for verbs that are taken already."""
    lifted: dict[int, int] = {}
    for index, token in enumerate(tree.tokens):
        if index in taken or token.pos not in ("VERB", "NOUN", "PROPN") or tree.quote[index] >= 0:
            continue
        if token.lemma == "accord" and token.text.lower() == "according":
            yield from according(tree, index)
        elif token.lemma.lower() in words("evidence") and token.dep == "pobj":
            yield from measured(tree, index)
        elif token.pos == "VERB" and (cue := cue_of(tree, index)):
            yield from _verb(tree, index, cue, lifted)
        elif token.lemma == "make" and (cleared := list(_made_clear(tree, index))):
            yield from cleared
        elif token.lemma == "have" and (held := list(_has_it(tree, index))):
            yield from held
        elif token.pos == "VERB" and token.lemma in _idiomatic():
            yield from _verb(tree, index, Cue(token.lemma, {}), lifted)


def _verb(tree: Tree, verb: int, cue: Cue, lifted: dict[int, int]) -> Iterator[Proposal]:
    if headed := apposed_head(tree, verb, cue):
        said, speaker, bearer = headed
        sense = cue.senses.get("that") or cue.senses["quote"]
        yield Proposal(verb, cue_span(tree, verb), cue.lemma, sense, "that", speaker, bearer, (said,))
        return
    if passive(tree, verb):
        yield from _passive(tree, verb, cue)
        return
    if about := _about_which(tree, verb, cue):
        yield about
        return
    if as_saying(tree, verb):
        return  # "A quoted B as saying S": what B says is S, and A carries it
    if named := apposed(tree, verb, cue):
        said, speaker, bearer = named
        sense = cue.senses.get("that") or cue.senses["tell"]
        yield Proposal(verb, cue_span(tree, verb), cue.lemma, sense, "that", speaker, bearer, (said,))
        return
    found = content(tree, verb, cue)
    if not found:
        return
    if found.frame == "that" and found.head is not None:
        _lift(tree, verb, found.head, lifted)
    who = subject(tree, lifted.get(verb, verb))
    if who and (not somebody(tree, who.token) or (who.path != "subject" and _expletive(tree, who.token))):
        return
    if who and who.antecedent is not None and not somebody(tree, who.antecedent):
        return  # "nothing that connects them with it"
    if who is None and (found.sense.stance or tree.tokens[verb].tag not in ("VBD", "VBZ")):
        return  # an order, a purpose: nobody is told of
    if found.frame in _LOOSE and (who is None or _aimless(tree, verb) or _goes_on(tree, verb, found)):
        return
    source = phrase(tree, who.token, verb) if who else None
    opening = verb
    if who and who.path.endswith("acl") and (issued := _issued(tree, who.token)):
        who, opening = issued
        source = phrase(tree, who.token, verb)
    elif (
        found.frame == "np"
        and found.sense.stance
        and who
        and who.path == "acl"
        and not _text(tree, who.token)
    ):
        return  # "a group backing the mayor": which group it is, not what it says
    for told in proposal(tree, verb, cue, found, who, source):
        yield (
            told if opening == verb else replace(told, cue=Span(cue_span(tree, opening).start, told.cue.end))
        )


def _about_which(tree: Tree, verb: int, cue: Cue) -> Proposal | None:
    """ "The engine failed, about which Captain N told the press": N says the sentence before the comma."""
    sense = cue.senses.get("about") or cue.senses.get("of")
    asides = [
        prep
        for prep in tree.of(verb, "prep")
        if tree.tokens[prep].text.lower() in ("about", "of", "as")
        and prep < verb
        and any(tree.tokens[w].text.lower() in ("which", "this") for w in tree.of(prep, "pobj"))
    ]
    who = subject(tree, verb) if asides and sense else None
    if not sense or who is None or tree.tokens[verb].dep != "relcl" or not somebody(tree, who.token):
        return None
    first = tree.sentences[tree.sentence[verb]].first
    if tree.tokens[asides[0] - 1].text != "," or asides[0] - first < 4:
        return None
    said = trimmed(tree.text, tree.tokens[first].start, tree.tokens[asides[0] - 1].start)
    return Proposal(
        verb, cue_span(tree, verb), cue.lemma, sense, "that", phrase(tree, who.token, verb), who, (said,)
    )


def _text(tree: Tree, noun: int) -> bool:
    """True for a text or talk: "a statement condemning the raid" says so."""
    return tree.tokens[noun].lemma.lower() in words("media")


def as_saying(tree: Tree, verb: int) -> bool:
    """True for a verb whose object is quoted "as saying" something."""
    return any(
        tree.tokens[prep].text.lower() == "as" and tree.tokens[said].pos == "VERB" and cue_of(tree, said)
        for prep in tree.of(verb, "prep")
        for said in tree.of(prep, "pcomp")
    )


def _issued(tree: Tree, document: int) -> tuple[Subject, int] | None:
    """Who speaks through a document ("issued a statement saying", "her speech denouncing"), and the cue's start."""
    token = tree.tokens[document]
    if token.lemma not in words("media"):
        return None
    for owner in tree.of(document, "poss"):
        return Subject(owner, "owner"), document
    verb = token.head
    if token.dep == "dobj" and tree.tokens[verb].lemma in words("issuing"):
        who = subject(tree, verb)
        if who and somebody(tree, who.token):
            return Subject(who.token, "issuer", who.antecedent), verb
    return None


@cache
def _idiomatic() -> frozenset[str]:
    return frozenset(verb for verb, _, _ in idioms())


_CLEAR = Cue("make clear", {"that": Sense("said", False)})


def _made_clear(tree: Tree, verb: int) -> Iterator[Proposal]:
    """Made (it) clear that ..., made clear the dangers: the clause or the noun may hang from the adjective."""
    plain = [
        c
        for c in tree.of(verb, "ccomp", "acomp", "oprd", "xcomp")
        if tree.tokens[c].text in words("manifest")
    ]
    who = subject(tree, verb) if plain else None
    if who is None or not somebody(tree, who.token):
        return
    for head in _cleared(tree, verb, plain[0]):
        found = Content((whole(tree, head),), "that", _CLEAR.senses["that"], plain[0], head)
        yield from proposal(tree, verb, _CLEAR, found, who, phrase(tree, who.token, verb))
        return


def _has_it(tree: Tree, verb: int) -> Iterator[Proposal]:
    """ "The Courier has it that the pier is closed": an idiom for what somebody tells."""
    it = next(
        (c for c in tree.of(verb, "dobj", "nsubj") if c == verb + 1 and tree.tokens[c].text == "it"), None
    )
    who = subject(tree, verb) if it is not None else None
    if it is None or who is None or who.token == it or not somebody(tree, who.token):
        return
    if tree.tokens[who.token].text.lower() in ("they", "people", "one"):
        return  # "they have it that": anybody
    for head in tree.of(verb, "ccomp", "advcl"):
        if any(tree.tokens[m].text.lower() == "that" and m == it + 1 for m in tree.of(head, "mark")):
            found = Content((whole(tree, head),), "that", _CLEAR.senses["that"], it, head)
            yield from proposal(tree, verb, _CLEAR, found, who, phrase(tree, who.token, verb))


def _cleared(tree: Tree, verb: int, plain: int) -> Iterator[int]:
    """What was made clear: a clause with "that" or right after "it clear", else the noun behind the adjective."""
    it = any(tree.tokens[c].text.lower() == "it" for c in (*tree.of(plain, "nsubj"), *tree.of(verb, "dobj")))
    for holder in (plain, verb):
        for head in tree.of(holder, "ccomp", "advcl", "csubj"):
            marks = [tree.tokens[m].text.lower() for m in tree.of(head, "mark")]
            bare = it and not marks and tree.first[head] == plain + 1 and finite(tree, head)
            if head > plain and ("that" in marks or bare):
                yield head
    for holder in (plain, verb):
        yield from (c for c in tree.of(holder, "nsubj", "dobj") if tree.first[c] == plain + 1)


def _lift(tree: Tree, verb: int, head: int, lifted: dict[int, int]) -> None:
    """A verb of saying that the parse joins to the content ("said A and added B") belongs to this speaker."""
    for index in range(head + 1, tree.last[head] + 1):
        token = tree.tokens[index]
        if token.pos == "VERB" and token.dep in ("conj", "advcl") and not tree.of(index, "nsubj"):
            same = token.tag == "VBG" or token.tag == tree.tokens[verb].tag
            if same and resumes(tree, index):
                lifted[index] = lifted.get(verb, verb)


def _expletive(tree: Tree, head: int) -> bool:
    """True for the "it" of "it is worth noting"."""
    above = tree.tokens[tree.tokens[head].head]
    text = tree.tokens[head].text
    return text == "It" or (
        text == "it" and above.lemma == "be" and bool(tree.of(tree.tokens[head].head, "acomp", "prep"))
    )


def _aimless(tree: Tree, verb: int) -> bool:
    """An infinitive of purpose or one that hangs from a noun or adjective tells of no saying yet."""
    token = tree.tokens[verb]
    if token.lemma in words("gathering"):
        return False  # "met to discuss the plan": that they met for it says what they spoke of
    free = token.dep == "xcomp" and tree.tokens[token.head].pos not in ("VERB", "AUX")
    return (free or token.dep in ("advcl", "acl", "relcl")) and infinitive(tree, verb)


def _goes_on(tree: Tree, verb: int, found: Content) -> bool:
    """ "They go on reacting to events" tells of no answer to anything."""
    while tree.tokens[verb].dep == "conj" and tree.tokens[verb].head != verb:
        verb = tree.tokens[verb].head
    over = tree.tokens[tree.tokens[verb].head].lemma
    return (
        found.sense.verb == "responded" and tree.tokens[verb].dep == "xcomp" and over in ("continue", "keep")
    )


def proposal(
    tree: Tree, verb: int, cue: Cue, found: Content, who: Subject | None, source: Span | None
) -> Iterator[Proposal]:
    """The proposal of a content, unless it holds its own source."""
    if who and source and found.frame in ("that", "rest") and found.ranges[-1][1] < min(who.token, verb):
        found, source = _entitled(tree, found, who.token, source)
    parts = spans(tree, found)
    if parts and not (source and any(p.start <= source.start and source.end <= p.end for p in parts)):
        span = cue_span(tree, verb, found.reach)
        yield Proposal(verb, span, cue.lemma, found.sense, found.frame, source, who, parts)


def _entitled(tree: Tree, found: Content, head: int, source: Span) -> tuple[Content, Span]:
    """A title that the parse left with the content ("..., harbour master Ada Roe said") goes to its bearer."""
    last = found.ranges[-1][1]
    if tree.at(source.start) != last + 1:
        return found, source
    for comma in range(last, max(last - 8, found.ranges[-1][0]), -1):
        token = tree.tokens[comma]
        if token.text == "," and comma < last:
            ranges = (*found.ranges[:-1], (found.ranges[-1][0], comma - 1))
            return replace(found, ranges=ranges), Span(tree.tokens[comma + 1].start, source.end)
        if token.pos not in ("NOUN", "PROPN", "ADJ", "PART") or comma > head:
            break
    return found, source


def spans(tree: Tree, found: Content) -> tuple[Span, ...]:
    """The parts of a content as trimmed spans; a quotation at its end is taken whole."""
    parts = []
    for number, (first, last) in enumerate(found.ranges):
        if first == last and tree.tokens[first].tag in ("WDT", "WP"):
            continue
        if tree.tokens[first].text.lower() == "that" and first < last:
            first += tree.tokens[first].dep == "mark" or (
                tree.tokens[first].dep == "dobj" and found.frame == "that"
            )
        start, end = tree.tokens[first].start, tree.tokens[last].end
        quote = tree.quote[last]
        ends = quote < 0 and number == len(found.ranges) - 1
        if ends and (found.frame in ("that", "rest") or _runs_on(tree, last)):
            quote = _adjoining(tree, last)
        if quote >= 0:
            close = tree.quotes[quote].end
            end = max(end, min(close + (2 if tree.text.startswith("''", close) else 1), len(tree.text)))
        span = trimmed(tree.text, start, end)
        if any(map(str.isalnum, tree.text[span.start : span.end])):
            parts.append(span)
    return tuple(parts)


def _runs_on(tree: Tree, last: int) -> bool:
    """True where a quotation goes on with the sentence, without a stop: 'accused them of fraud "on a grand scale"'."""
    if tree.tokens[last].pos == "PUNCT" or last + 2 >= len(tree.tokens):
        return False
    after = tree.tokens[last + 1]
    if after.text[:1] not in OPENING or after.start - tree.tokens[last].end != 1:
        return False
    inside = tree.tokens[last + 2]
    return tree.sentence[last] == tree.sentence[last + 2] and not inside.text[:1].isupper()


def _adjoining(tree: Tree, last: int) -> int:
    """The quotation that opens right after a token, or -1."""
    for index in range(last + 1, min(last + 4, len(tree.tokens))):
        if tree.quote[index] >= 0:
            return tree.quote[index] if tree.tokens[index].start - tree.tokens[last].end <= 6 else -1
        if tree.tokens[index].text[:1] not in OPENING and tree.tokens[index].text not in (",", ":", "-", "—"):
            return -1
    return -1


# --- the passive -----------------------------------------------------------------------------


def _passive(tree: Tree, verb: int, cue: Cue) -> Iterator[Proposal]:
    """Passives: "was criticised by X", "is expected to rise", "it has been confirmed that"."""
    by = agent(tree, verb)
    if by is None and reminds(tree, verb, cue):
        return
    who = Subject(by, "agent") if by is not None else None
    source = phrase(tree, by) if by is not None else None
    told = as_told_by(tree, verb, cue) if by is not None else None
    found = told or _passive_content(tree, verb, cue, by is not None)
    if found:
        yield from proposal(tree, verb, cue, found, who, source)


def _speaks_on(tree: Tree, verb: int) -> bool:
    """ "announced by the group, whose head, N, warned that S": a second speaker's verb, hung from the first."""
    cue = None if tree.of(verb, "nsubj", "nsubjpass", "expl", "mark") else cue_of(tree, verb)
    return cue is not None and tree.tokens[verb].tag in ("VBD", "VBZ") and bool(tree.of(verb, "ccomp"))


def _passive_content(tree: Tree, verb: int, cue: Cue, agentive: bool) -> Content | None:
    subjects = tree.of(verb, "nsubjpass", "nsubj")
    finite = tree.tokens[verb].dep not in ("acl", "amod", "relcl")
    clause = [c for c in tree.of(verb, "ccomp") if c > verb and not _speaks_on(tree, c)]
    if clause and (sense := cue.senses.get("that")):
        return Content((whole(tree, clause[0]),), "passive", sense)
    told = "tell" in cue.senses or cue.lemma in ("ask", "offer")
    for head in tree.of(verb, "xcomp"):
        sense = cue.senses.get("oto") or cue.senses.get("that")
        if sense and cue.lemma in words("raising") and infinitive(tree, head) and head > verb:
            relative = subjects and tree.tokens[subjects[0]].tag == "WDT"
            low = () if told or relative or not subjects else (whole(tree, subjects[0]),)
            return Content((*low, whole(tree, head)), "passive", sense)
    if subjects and (sense := cue.senses.get("as") or cue.senses.get("small")):
        for head in (
            *tree.of(verb, "oprd"),
            *(p for p in tree.of(verb, "prep") if tree.tokens[p].text == "as"),
        ):
            if head > verb:
                return Content((narrowed(tree, subjects[0]), whole(tree, head)), "passive", sense)
    if told:
        for prep in tree.of(verb, "prep"):
            sense = cue.senses.get(tree.tokens[prep].text.lower())
            if sense and tree.of(prep, "pobj", "pcomp") and prep > verb:
                return Content(((prep + 1, tree.last[prep]),), "passive", sense, prep)
    sense = cue.senses.get("np")
    if sense and subjects and (agentive or (finite and sense.verb in words("agentless"))):
        more = [
            whole(tree, p)
            for p in tree.of(verb, "prep")
            if p > verb and tree.tokens[p].text.lower() in ("for", "of")
        ]
        return Content((narrowed(tree, subjects[0]), *more), "passive", sense)
    if sense and agentive and tree.tokens[verb].dep == "acl" and tree.tokens[verb].head < verb:
        return Content(((tree.first[tree.tokens[verb].head], verb - 1),), "passive", sense)
    return None
