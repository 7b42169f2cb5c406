"""What is said: the tokens of a content, as ranges, by the frame in which a cue takes it."""

from __future__ import annotations

from .cues import Cue, Sense, cues, words
from .frames import TENSED, Content, Ranges, finite, whole
from .phrases import by_idiom, by_infinitive, by_object, by_predicate, by_preposition, favouring
from .subjects import inverted
from .tree import Tree
from .verbs import cue_of

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")


def content(tree: Tree, verb: int, cue: Cue) -> Content | None:
    """The content of an active verb in the best of its frames, or None."""
    if inverted(tree, verb) is not None:
        first = tree.sentences[tree.sentence[verb]].first
        edge = verb - 1 if tree.tokens[verb - 1].pos == "ADV" else verb
        return Content(((first, edge - 1),), "rest", cue.senses["quote"]) if "quote" in cue.senses else None
    for frame in (
        _clause,
        by_infinitive,
        by_predicate,
        by_idiom,
        by_object,
        favouring,
        by_preposition,
        _parenthetical,
        _rest,
    ):
        found = frame(tree, verb, cue)
        if found:
            return found
    return None


def _clause(tree: Tree, verb: int, cue: Cue) -> Content | None:
    """X said (that) ...; also before the verb: ..., X said."""
    sense = cue.senses.get("that")
    if not sense:
        return None
    heads = [c for c in tree.of(verb, "ccomp") if finite(tree, c) or cue.lemma == "say"]
    # "the vote, which they say was lost": the parse may take the clause said for a complement without a subject.
    heads = heads or [c for c in tree.of(verb, "xcomp") if c > verb and tree.tokens[c].tag in TENSED]
    heads = [] if _pointed_at(tree, verb, heads) else heads
    if not heads:
        return _stray(tree, verb, sense)
    head = max(heads, key=lambda c: (c > verb, tree.last[c] - tree.first[c]))
    first, last = whole(tree, head)
    if first < verb < last:
        return Content(_around(tree, verb, first, last), "that", sense, head=head)
    if head < verb:
        first, last = _beside(tree, verb, heads, first, last)
    elif not tree.of(head, *_SUBJECTS):
        # "shows the span at the lock fallen into the river": what fell was taken for an object of its own
        first = min((tree.first[c] for c in tree.of(verb, "dobj") if verb < c < head), default=first)
    if head > verb:
        return Content(((first, closing(tree, _torn(tree, heads, head))),), "that", sense, head=head)
    return Content(((first, last),), "that", sense, head=head)


def _torn(tree: Tree, heads: list[int], head: int) -> int:
    """The last of the clauses into which the parse tore one: "told us that gate three | had been jammed"."""
    for other in sorted(heads):
        if other > head and tree.first[other] == tree.last[head] + 1 and not tree.of(other, *_SUBJECTS):
            head = other
    return head


def _pointed_at(tree: Tree, verb: int, heads: list[int]) -> bool:
    """ "S; the army denies it": the clause before is what "it" points at, not what the verb takes."""
    objects = [tree.tokens[c].text.lower() for c in tree.of(verb, "dobj") if c > verb]
    return any(each in ("it", "this", "that") for each in objects) and all(head < verb for head in heads)


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
        if _setting(tree, index, last) or _outcome(tree, head, index):
            return index - 2
        if token.pos != "VERB" or token.dep not in ("conj", "advcl", "parataxis") or tree.quote[index] >= 0:
            continue
        if resumes(tree, index):
            start = tree.first[index]
            while start - 1 > head and tree.tokens[start - 1].pos in ("PUNCT", "CCONJ"):
                start -= 1
            return max(head, start - 1)
    return last


def _setting(tree: Tree, index: int, last: int) -> bool:
    """True for the scene that a page sets behind what was said: "..., amid fears of a strike"."""
    token = tree.tokens[index]
    amid = token.text.lower() in ("amid", "amidst") and token.dep == "prep" and tree.quote[index] < 0
    return amid and tree.tokens[index - 1].text == "," and tree.last[index] >= last - 1


_HELD = frozenset(("think", "believe", "hope", "expect", "assume", "imagine", "suppose"))


def _outcome(tree: Tree, head: int, index: int) -> bool:
    """True for how a belief ended: "he thought that it was a drill, only to learn that it was not"."""
    words = [token.text.lower() for token in tree.tokens[index - 1 : index + 2]]
    held = tree.tokens[tree.tokens[head].head].lemma in _HELD
    return held and words == [",", "only", "to"] and tree.quote[index] < 0


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


_BESIDE_A_CUE = (
    "nsubj", "aux", "npadvmod", "advmod", "neg", "mark", "prt", "prep", "advcl", "dobj", "dative", "agent",
)  # fmt: skip


def _around(tree: Tree, verb: int, first: int, last: int) -> Ranges:
    """A clause on both sides of its cue: "..., X said, ..."."""
    low = high = verb
    for child in tree.of(verb, *_BESIDE_A_CUE):
        start, end = whole(tree, child)
        if tree.tokens[child].dep == "advcl" and not _of_the_speaker(tree, verb, child):
            continue
        if tree.tokens[child].dep == "prep" and (start < verb or end - start > 6):
            continue
        low, high = min(low, start), max(high, end)
    return tuple(r for r in ((first, low - 1), (high + 1, last)) if r[0] <= r[1])


def _of_the_speaker(tree: Tree, verb: int, clause: int) -> bool:
    """True for what the speaker did in saying it: "..., a keeper said, asking not to be named"."""
    token = tree.tokens[clause]
    return clause > verb and token.tag == "VBG" and token.text.lower() in words("in_saying")


def _parenthetical(tree: Tree, verb: int, cue: Cue) -> Content | None:
    """..., X said, ...; as X said, ...: the clause that the cue hangs from, on both sides of it."""
    sense = cue.senses.get("quote") if "that" in cue.senses else None
    token = tree.tokens[verb]
    head = token.head
    if not sense or token.dep not in ("parataxis", "ccomp", "advcl", "dep") or head == verb:
        return None
    if tree.tokens[head].pos not in ("VERB", "AUX", "NOUN", "ADJ") or not tree.of(verb, "nsubj"):
        return None
    marks = tree.of(verb, "mark")
    hearer = bool(marks) and "tell" in cue.senses  # "as the owner told the paper, ..."
    if tree.of(verb, "xcomp", "ccomp", "acomp", "oprd") or cue.lemma in words("phases"):
        return None
    if tree.of(verb, "dobj") and (not hearer or tree.of(verb, "dative")):
        return None
    first, last = whole(tree, _first_joined(tree, head) if marks and verb > head else head)
    if any(tree.tokens[m].text.lower() != "as" for m in marks) or (token.dep == "advcl" and not marks):
        return None
    ranges = _around(tree, verb, first, last)
    edge = ranges[0][1] if ranges else verb
    if not ranges or not (marks or tree.tokens[edge].text in (",", "-", "—", "--", '"')):
        return None
    return Content(ranges, "parenthetical", sense, head=head)


def _first_joined(tree: Tree, head: int) -> int:
    """The first of verbs with one subject: "had a seat and gave it up, as X reports" is told whole."""
    while (
        tree.tokens[head].dep == "conj"
        and not tree.of(head, "nsubj", "nsubjpass")
        and tree.tokens[tree.tokens[head].head].pos in ("VERB", "AUX")
    ):
        head = tree.tokens[head].head
    return head


def as_told_by(tree: Tree, verb: int, cue: Cue) -> Content | None:
    """ "As reported by the paper, ...": the clause that the participle hangs from, on both sides of it."""
    sense = cue.senses.get("quote") if "that" in cue.senses else None
    token = tree.tokens[verb]
    marked = [tree.tokens[m].text.lower() for m in tree.of(verb, "mark")] == ["as"]
    if not sense or sense.verb == "requested" or token.dep != "advcl" or not marked:
        return None
    end = tree.tokens[tree.last[verb]].end
    set_off = tree.tokens[tree.first[verb] - 1].text == "," or tree.text[end : end + 1] == ","
    if not set_off or tree.tokens[token.head].pos not in ("VERB", "AUX"):
        return None  # "he left as ordered by his doctor"
    ranges = _around(tree, verb, *whole(tree, token.head))
    return Content(ranges, "parenthetical", sense, head=token.head) if ranges else None


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


# --- noun objects ----------------------------------------------------------------------------
