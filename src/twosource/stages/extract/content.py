"""What is said: the tokens of a content, as ranges, by the frame in which a cue takes it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ...data import table
from .cues import Cue, Sense, cues, idioms, words
from .subjects import inverted
from .tree import OPENING, Tree
from .verbs import cue_of

Ranges = tuple[tuple[int, int], ...]  # inclusive token ranges, in order
REFLEXIVE = frozenset(("himself", "herself", "itself", "themselves"))
_WH = frozenset(("who", "what", "when", "where", "why", "how", "whether", "if", "which", "whom", "whose"))
_TENSED = frozenset(("VBD", "VBZ", "VBP", "MD"))
# Prepositions that belong to a noun object even where the parse hangs them from the verb.
_WIDENING = frozenset(("of", "for", "from", "by", "with", "as", "over", "about", "against", "to", "between", "toward",
                       "towards", "into", "among", "behind", "alongside", "without", "like", "than"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Content:
    """A content in a frame; ``reach`` is the last token of the cue's own words (a preposition, "as")."""

    ranges: Ranges
    frame: str
    sense: Sense
    reach: int | None = None
    head: int | None = None


def content(tree: Tree, verb: int, cue: Cue) -> Content | None:
    """The content of an active verb in the best of its frames, or None."""
    if inverted(tree, verb) is not None:
        first = tree.sentences[tree.sentence[verb]].first
        edge = verb - 1 if tree.tokens[verb - 1].pos == "ADV" else verb
        return Content(((first, edge - 1),), "rest", cue.senses["quote"]) if "quote" in cue.senses else None
    for frame in (
        _clause,
        _infinitive,
        _predicate,
        _idiom,
        _object,
        _favouring,
        _prepositional,
        _parenthetical,
        _rest,
    ):
        found = frame(tree, verb, cue)
        if found:
            return found
    return None


def finite(tree: Tree, head: int) -> bool:
    """True for a clause with a tensed verb or a question word, not for an infinitive or participle."""
    token = tree.tokens[head]
    if token.tag in _TENSED:
        return True
    for child in tree.children[head]:
        other = tree.tokens[child]
        if other.dep in ("aux", "auxpass", "cop") and other.tag in _TENSED:
            return True
        if child < head and (other.text.lower() in _WH or other.dep in ("nsubj", "nsubjpass", "expl")):
            return not infinitive(tree, head)
    return False


def infinitive(tree: Tree, head: int) -> bool:
    """True for "to" and a verb."""
    return any(tree.tokens[c].tag == "TO" for c in tree.of(head, "aux"))


def whole(tree: Tree, head: int) -> tuple[int, int]:
    """The subtree of a token, as a range."""
    return tree.first[head], tree.last[head]


def narrowed(tree: Tree, head: int) -> tuple[int, int]:
    """A noun phrase without a clause told in passing (", which ...")."""
    last = tree.last[head]
    for child in tree.children[head]:
        start = tree.first[child]
        if (
            child > head
            and tree.tokens[child].dep == "relcl"
            and tree.tokens[start - 1].text in (",", "-", "—", "--")
        ):
            last = min(last, start - 2)
    return tree.first[head], max(head, last)


# --- that-clauses ----------------------------------------------------------------------------


def _clause(tree: Tree, verb: int, cue: Cue) -> Content | None:
    """X said (that) ...; also before the verb: ..., X said."""
    sense = cue.senses.get("that")
    if not sense:
        return None
    heads = [c for c in tree.of(verb, "ccomp") if finite(tree, c) or cue.lemma == "say"]
    # "the vote, which they say was lost": the parse may take the clause said for a complement without a subject.
    heads = heads or [c for c in tree.of(verb, "xcomp") if c > verb and tree.tokens[c].tag in _TENSED]
    if not heads:
        return _stray(tree, verb, sense)
    head = max(heads, key=lambda c: (c > verb, tree.last[c] - tree.first[c]))
    first, last = whole(tree, head)
    if first < verb < last:
        return Content(_around(tree, verb, first, last), "that", sense, head=head)
    if head < verb:
        first, last = _beside(tree, verb, heads, first, last)
    return Content(((first, closing(tree, head) if head > verb else last),), "that", sense, head=head)


def _beside(tree: Tree, verb: int, heads: list[int], first: int, last: int) -> tuple[int, int]:
    """The clause with those that the parse hung beside it: "fire broke out on a ferry and six were killed, X said"."""
    for other in sorted(heads):
        start, end = whole(tree, other)
        if last < start and end < verb and _only_joined(tree, last, start):
            last = end
    for other in sorted(heads, reverse=True):
        start, end = whole(tree, other)
        if end < first and _only_joined(tree, end, first):
            first = start
    return first, last


def _only_joined(tree: Tree, left: int, right: int) -> bool:
    """True where nothing but a comma and an "and" stands between two clauses."""
    return all(tree.tokens[k].pos in ("PUNCT", "CCONJ") for k in range(left + 1, right)) and right - left <= 3


def _stray(tree: Tree, verb: int, sense: Sense) -> Content | None:
    """A that-clause that the parse hung from a noun in between: "told the crowd that ..."."""
    nouns = [c for c in tree.of(verb, "dobj", "dative", "npadvmod") if c > verb]
    nouns += [n for p in tree.of(verb, "prep", "dative") for n in tree.of(p, "pobj") if n > verb]
    for noun in nouns:
        hung = tree.of(noun, "acl", "relcl") if tree.tokens[noun].lemma not in cues("nouns") else []
        for head in (*hung, *(c for each in hung for c in tree.of(each, "ccomp"))):
            if complement(tree, head):
                return Content(((tree.first[head], closing(tree, head)),), "that", sense, head=head)
    return None


def complement(tree: Tree, head: int) -> bool:
    """True for a whole clause behind "that": nothing in it is missing that the "that" could stand for."""
    if not tree.of(head, "nsubj", "nsubjpass", "expl"):
        return False
    first = tree.children[head][0]
    if tree.tokens[first].text.lower() != "that" or first > head:
        return False
    objects = [c for c in tree.of(head, "dobj") if c != first]
    return tree.tokens[first].dep == "mark" or (tree.tokens[first].dep == "dobj" and bool(objects))


def closing(tree: Tree, head: int) -> int:
    """The last token of a clause that is said, before another cue with its own content takes over."""
    last = tree.last[head]
    for index in range(head + 1, last + 1):
        token = tree.tokens[index]
        if token.lemma == "accord" and tree.tokens[index - 1].text == ",":
            return index - 2
        if token.pos != "VERB" or token.dep not in ("conj", "advcl", "parataxis") or tree.quote[index] >= 0:
            continue
        if resumes(tree, index):
            start = tree.first[index]
            while start - 1 > head and tree.tokens[start - 1].pos in ("PUNCT", "CCONJ"):
                start -= 1
            return max(head, start - 1)
    return last


def resumes(tree: Tree, verb: int) -> bool:
    """True where a further verb of saying has its own content: ", adding that ...", "and said ..."."""
    cue = cue_of(tree, verb)
    sense = cue.senses.get("that") or cue.senses.get("quote") if cue else None
    if not sense or sense.stance or not [c for c in tree.of(verb, "ccomp") if c > verb]:
        return (
            bool(sense) and tree.tokens[verb].tag == "VBG" and tree.tokens[tree.first[verb] - 1].text == ","
        )
    before = tree.tokens[tree.first[verb] - 1]
    return before.text == "," or before.pos == "CCONJ" or not tree.of(verb, "nsubj")


def _around(tree: Tree, verb: int, first: int, last: int) -> Ranges:
    """A clause on both sides of its cue: "..., X said, ..."."""
    low = high = verb
    for child in tree.of(verb, "nsubj", "aux", "npadvmod", "advmod", "neg", "mark", "prt", "prep"):
        start, end = whole(tree, child)
        if tree.tokens[child].dep == "prep" and (start < verb or end - start > 6):
            continue
        low, high = min(low, start), max(high, end)
    return tuple(r for r in ((first, low - 1), (high + 1, last)) if r[0] <= r[1])


def _parenthetical(tree: Tree, verb: int, cue: Cue) -> Content | None:
    """..., X said, ...; as X said, ...: the clause that the cue hangs from, on both sides of it."""
    sense = cue.senses.get("quote") if "that" in cue.senses else None
    token = tree.tokens[verb]
    head = token.head
    if not sense or token.dep not in ("parataxis", "ccomp", "advcl", "dep") or head == verb:
        return None
    if tree.tokens[head].pos not in ("VERB", "AUX", "NOUN", "ADJ") or not tree.of(verb, "nsubj"):
        return None
    if tree.of(verb, "dobj", "xcomp", "ccomp", "acomp", "oprd") or cue.lemma in words("phases"):
        return None
    marks = tree.of(verb, "mark")
    first, last = whole(tree, head)
    if any(tree.tokens[m].text.lower() != "as" for m in marks) or (token.dep == "advcl" and not marks):
        return None
    ranges = _around(tree, verb, first, last)
    edge = ranges[0][1] if ranges else verb
    if not ranges or not (marks or tree.tokens[edge].text in (",", "-", "—", "--", '"')):
        return None
    return Content(ranges, "parenthetical", sense, head=head)


def _rest(tree: Tree, verb: int, cue: Cue) -> Content | None:
    """ "said" and the rest of the sentence, or the sentence before it, where the parse found no clause."""
    sense = cue.senses.get("quote")
    if (
        not sense
        or cue.lemma not in words("plain")
        or tree.tokens[verb].dep not in ("ROOT", "conj", "advcl", "ccomp")
    ):
        return None
    sent = tree.sentences[tree.sentence[verb]]
    low, high = verb + 1, tree.last[verb]
    verbs = sum(tree.tokens[i].pos in ("VERB", "AUX") for i in range(low, high + 1))
    if high - low >= 3 and verbs and tree.tokens[low].pos != "PUNCT":
        return Content(((low, closing(tree, verb)),), "rest", sense)
    subjects = tree.of(verb, "nsubj")
    start = min([verb, *(tree.first[s] for s in subjects)])
    if start > sent.first + 2 and tree.tokens[start - 1].text == "," and tree.tokens[verb].dep == "ROOT":
        return Content(((sent.first, start - 2),), "rest", sense)
    return None


# --- infinitives and predicates --------------------------------------------------------------


def _infinitive(tree: Tree, verb: int, cue: Cue) -> Content | None:
    """To-infinitives: vowed to stay; urged them to stay; considered leaving."""
    for head in tree.of(verb, "xcomp", "ccomp", "advcl"):
        if not infinitive(tree, head) or head < verb:
            continue
        objects = [o for o in tree.of(verb, "dobj", "dative") if verb < o < head]
        own = [s for s in tree.of(head, "nsubj", "nsubjpass") if s < head]
        if (objects or own) and "oto" in cue.senses:
            low = min(tree.first[c] for c in (*objects, *own))
            return Content(((low, tree.last[head]),), "oto", cue.senses["oto"])
        if not objects and not own and "to" in cue.senses and tree.tokens[head].dep != "advcl":
            return Content((whole(tree, head),), "to", cue.senses["to"])
    if "oto" in cue.senses:
        for noun in tree.of(verb, "dobj"):
            for head in tree.of(noun, "acl", "relcl"):
                if infinitive(tree, head) and noun > verb:
                    return Content((whole(tree, noun),), "oto", cue.senses["oto"])
    if "gerund" in cue.senses:
        for head in tree.of(verb, "xcomp", "pcomp", "ccomp"):
            if tree.tokens[head].tag == "VBG" and head > verb:
                return Content((whole(tree, head),), "gerund", cue.senses["gerund"])
    return None


def _predicate(tree: Tree, verb: int, cue: Cue) -> Content | None:
    """Small clauses: called the plan a mistake; described it as a mistake."""
    objects = [o for o in tree.of(verb, "dobj", "nsubj") if o > verb]
    if objects and tree.tokens[objects[0]].lemma in cues("nouns") and "at" in cue.senses:
        return None  # "put questions to them at five" tells no figure
    for frame in ("as", "at"):
        marks = [
            *tree.of(verb, "prep"),
            *(m for o in objects[:1] if frame == "as" for m in tree.of(o, "prep")),
        ]
        for mark in marks if frame in cue.senses and (objects or frame == "as") else ():
            if tree.tokens[mark].text.lower() == frame and tree.of(
                mark, "pobj", "pcomp", "amod", "acomp", "advcl"
            ):
                low = tree.first[objects[0]] if objects else tree.first[mark]
                if objects and tree.tokens[objects[0]].text.lower() in REFLEXIVE:
                    low = verb  # "described himself as a sniper" says nothing without its verb
                last = max([narrowed(tree, o)[1] for o in tree.of(mark, "pobj")], default=tree.last[mark])
                return Content(((min(low, tree.first[mark]), last),), "as", cue.senses[frame])
    if "small" in cue.senses:
        for head in tree.of(verb, "oprd", "ccomp", "xcomp", "acomp", "attr"):
            if head > verb and not infinitive(tree, head) and not tree.of(head, "mark"):
                subjects = [s for s in (*objects, *tree.of(head, "nsubj")) if s < head]
                low = min((tree.first[s] for s in subjects), default=tree.first[head])
                return Content(((low, tree.last[head]),), "small", cue.senses["small"])
    return None


# --- noun objects ----------------------------------------------------------------------------


def _object(tree: Tree, verb: int, cue: Cue) -> Content | None:
    """Noun objects: confirmed the capture; with "for": blamed the storm for the delay."""
    sense = cue.senses.get("np")
    if not sense:
        return None
    for head in _objects(tree, verb):
        if head < verb or tree.tokens[head].text.lower() in REFLEXIVE:
            continue
        if cue.lemma == "admit" and tree.tokens[head].lemma.lower() in _persons():
            continue  # a hospital admits patients
        if tree.tokens[head].text.lower() == "it" and (quoted := _quoted_after(tree, head, verb)):
            return Content((quoted,), "np", sense, head=head)
        if tree.tokens[head].lemma in words("media") and any(cue_of(tree, c) for c in tree.of(head, "acl")):
            continue  # "issued a statement saying": the statement speaks
        first, last = narrowed(tree, head)
        return Content(((first, _widened(tree, verb, last)),), "np", sense, head=head)
    for head in tree.of(verb, "xcomp", "ccomp", "pcomp"):
        asked = tree.tokens[tree.first[head]].text.lower() in _WH
        if head > verb and (asked or tree.tokens[head].tag == "VBG") and not infinitive(tree, head):
            return Content((whole(tree, head),), "gerund", sense, head=head)
    return None


def _objects(tree: Tree, verb: int) -> list[int]:
    """The objects of a verb, also a noun that the parse took for a predicate or a clause."""
    found = tree.of(verb, "dobj")
    return found or [
        c
        for c in tree.of(verb, "attr", "ccomp", "oprd")
        if tree.tokens[c].pos in ("NOUN", "PROPN")
        and not tree.of(c, "nsubj", "nsubjpass", "aux", "cop", "mark")
    ]


def _quoted_after(tree: Tree, it: int, verb: int) -> tuple[int, int] | None:
    """The quotation that "it" announces: 'put it in three words: "No fuel today"'."""
    sentence = tree.sentences[tree.sentence[verb]]
    inside = [at for at in range(it + 1, sentence.last) if tree.quote[at] >= 0]
    if not inside or inside[0] - it > 6:
        return None
    marked = tree.tokens[inside[0] - 1].text[:1] in OPENING
    return (inside[0] - 1 if marked else inside[0], inside[-1])


@cache
def _persons() -> frozenset[str]:
    return frozenset(table("persons.json")["nouns"]) | {"people", "person", "patient", "passenger"}


def _widened(tree: Tree, verb: int, last: int) -> int:
    """Past the phrases that follow the object without a comma, up to a time, an occasion or a medium."""
    moved = True
    while moved:
        moved = False
        for child in tree.children[verb]:
            if tree.first[child] != last + 1 or child < verb or not _widens(tree, child):
                continue
            last, moved = tree.last[child], True
    return last


def _widens(tree: Tree, child: int) -> bool:
    token = tree.tokens[child]
    if token.dep in ("prep", "dative", "agent"):
        text = token.text.lower()
        objects = tree.of(child, "pobj", "pcomp")
        if any(
            tree.tokens[o].ent in ("DATE", "TIME") or tree.tokens[o].lemma in words("media") for o in objects
        ):
            return False
        if text == "in" and not tree.of(child, "pcomp"):
            return not any(tree.tokens[o].ent in ("GPE", "LOC") for o in objects)
        return text in _WIDENING or text == "on" or bool(tree.of(child, "pcomp"))
    return token.dep in ("advcl", "xcomp") and infinitive(tree, child)


def _prepositional(tree: Tree, verb: int, cue: Cue) -> Content | None:
    """Objects of prepositions: warned of a flood; spoke about the plan; called on them to stay."""
    for prep in tree.of(verb, "prep", "agent", "prt"):
        said = tree.tokens[prep].text.lower()
        sense = cue.senses.get("on" if said == "upon" else said)
        if not sense or prep < verb:
            continue
        for head in tree.of(prep, "pobj", "pcomp"):
            if tree.tokens[head].lemma in words("idle") or tree.tokens[head].ent in ("DATE", "TIME"):
                break
            first, last = tree.first[head], narrowed(tree, head)[1]
            if tree.tokens[head].dep == "pcomp":
                last = tree.last[head]
            for more in tree.of(verb, "xcomp", "advcl", "prep"):
                if tree.first[more] == last + 1 and (
                    infinitive(tree, more) or tree.tokens[more].dep == "prep"
                ):
                    last = last if _timely(tree, more) else tree.last[more]
            return Content(((first, last),), "prep", sense, prep, head)
    return None


def _favouring(tree: Tree, verb: int, cue: Cue) -> Content | None:
    """Spoke in favour of the plan, voted in opposition to it."""
    sense = cue.senses.get("for") or cue.senses.get("about")
    for into in tree.of(verb, "prep") if sense else ():
        for noun in tree.of(into, "pobj"):
            if tree.tokens[into].text.lower() != "in" or tree.tokens[noun].lemma not in words("in_favour"):
                continue
            for prep in tree.of(noun, "prep"):
                if sense and tree.of(prep, "pobj", "pcomp") and prep == noun + 1:
                    return Content(((prep + 1, tree.last[prep]),), "prep", sense, prep)
    return None


def _idiom(tree: Tree, verb: int, cue: Cue | None = None) -> Content | None:
    """Cast doubt on the count: verb, object and preposition say it together."""
    for noun in tree.of(verb, "dobj"):
        for prep in (*tree.of(noun, "prep"), *tree.of(verb, "prep")):
            said = tree.tokens[prep].text.lower()
            sense = idioms().get(
                (tree.tokens[verb].lemma, tree.tokens[noun].lemma, "on" if said == "upon" else said)
            )
            if sense and prep > noun and tree.of(prep, "pobj", "pcomp"):
                return Content(((prep + 1, tree.last[prep]),), "prep", sense, prep)
    return None


def _timely(tree: Tree, prep: int) -> bool:
    text = tree.tokens[prep].text.lower()
    nouns = tree.of(prep, "pobj")
    return tree.tokens[prep].dep == "prep" and (
        text not in _WIDENING
        or any(
            tree.tokens[n].ent in ("DATE", "TIME") or tree.tokens[n].lemma in words("media") for n in nouns
        )
    )
