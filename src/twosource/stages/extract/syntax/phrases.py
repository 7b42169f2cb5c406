"""What is said in less than a clause of its own: infinitives, predicates, nouns, what stands after a preposition."""

from __future__ import annotations

from functools import cache

from ....data import table
from .cues import Cue, cues, idioms, words
from .frames import WH, Content, infinitive, narrowed, whole
from .tree import OPENING, Tree
from .verbs import cue_of

REFLEXIVE = frozenset(("himself", "herself", "itself", "themselves"))
# Prepositions that belong to a noun object even where the parse hangs them from the verb.
_WIDENING = frozenset(("of", "for", "from", "by", "with", "as", "over", "about", "against", "to", "between", "toward",
                       "towards", "into", "among", "behind", "alongside", "without", "like", "than"))  # fmt: skip


def by_infinitive(tree: Tree, verb: int, cue: Cue) -> Content | None:
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
            if _going(tree, head) and head > verb:
                return Content((whole(tree, head),), "gerund", cue.senses["gerund"])
    return None


def _going(tree: Tree, head: int) -> bool:
    """ "being there", "having been warned"."""
    return any(tree.tokens[at].tag == "VBG" for at in (head, *tree.of(head, "aux", "auxpass")))


_NUMBERS = frozenset(
    ("number", "toll", "total", "count", "tally", "figure", "cost", "bill", "share", "turnout")
)


def _at_number(tree: Tree, verb: int, noun: int) -> list[int]:
    """The "at" that the parse hung inside or beside what is put: "the number of homes cut off at 38,000"."""
    wide = tree.tokens[noun].lemma.lower() in _NUMBERS
    inside = range(noun + 1, min(tree.last[verb if wide else noun], noun + 14) + 1)
    return [
        at
        for at in inside
        if tree.tokens[at].text.lower() == "at" and any(_counted(tree, n) for n in tree.of(at, "pobj"))
    ][-1:]


def _counted(tree: Tree, noun: int) -> bool:
    """True for a number, also "a maximum of ten"."""
    if tree.tokens[noun].tag == "CD" or tree.of(noun, "nummod", "quantmod"):
        return True
    return any(tree.tokens[n].tag == "CD" for of in tree.of(noun, "prep") for n in tree.of(of, "pobj"))


def by_predicate(tree: Tree, verb: int, cue: Cue) -> Content | None:
    """Small clauses: called the plan a mistake; described it as a mistake."""
    objects = [o for o in tree.of(verb, "dobj", "nsubj") if o > verb]
    if objects and tree.tokens[objects[0]].lemma in cues("nouns") and "at" in cue.senses:
        return None  # "put questions to them at five" tells no figure
    for frame in ("as", "at"):
        marks = [
            *tree.of(verb, "prep"),
            *(m for o in objects[:1] if frame == "as" for m in tree.of(o, "prep")),
            *(m for o in objects[:1] if frame == "at" for m in _at_number(tree, verb, o)),
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


def by_object(tree: Tree, verb: int, cue: Cue) -> Content | None:
    """Noun objects: confirmed the capture; with "for": blamed the storm for the delay."""
    sense = cue.senses.get("np")
    if not sense:
        return None
    for head in _objects(tree, verb):
        if head < verb or tree.tokens[head].text.lower() in REFLEXIVE:
            continue
        if cue.lemma == "admit" and tree.tokens[head].lemma.lower() in _persons():
            continue  # a hospital admits patients
        if cue.lemma.replace(" ", "-") in words("of_words") and tree.tokens[head].lemma not in cues("nouns"):
            continue  # "shot down a helicopter", not "shot down the suggestion"
        if tree.tokens[head].text.lower() in ("us", "me"):
            continue  # "which he showed us": whom it was shown to
        if tree.tokens[head].text.lower() == "it" and (quoted := _quoted_after(tree, head, verb)):
            return Content((quoted,), "np", sense, head=head)
        if tree.tokens[head].lemma in words("media") and any(
            cue_of(tree, c) and not tree.of(c, "mark", "nsubj", "nsubjpass") for c in tree.of(head, "acl")
        ):
            continue  # "issued a statement saying": the statement speaks
        first, last = narrowed(tree, head)
        return Content(((first, _widened(tree, verb, last)),), "np", sense, head=head)
    for head in tree.of(verb, "xcomp", "ccomp", "pcomp"):
        asked = tree.tokens[tree.first[head]].text.lower() in WH
        if head > verb and (asked or _going(tree, head)) and not infinitive(tree, head):
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


def by_preposition(tree: Tree, verb: int, cue: Cue) -> Content | None:
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


def favouring(tree: Tree, verb: int, cue: Cue) -> Content | None:
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


def by_idiom(tree: Tree, verb: int, cue: Cue | None = None) -> Content | None:
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
