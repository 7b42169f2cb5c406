"""A speaker named twice over between commas: "..., its operator, Nordbane, said", "..., Pia Holm, the spokeswoman, said".

Such a sentence is often read as one clause after another, and the speaker is lost in it. The commas say it all: what
was said, a phrase that describes, a name (in either order), and the verb.
"""

from __future__ import annotations

from ....model import Span
from ..syntax.cues import Cue
from ..syntax.frames import finite
from ..syntax.subjects import Subject
from ..syntax.tree import Tree, trimmed

LONGEST = 9  # words between two of these commas
_OPENING = frozenset(("its", "his", "her", "their", "the", "a", "an", "one", "another"))
_NOMINAL = frozenset(("NOUN", "PROPN", "ADJ", "DET", "PRON", "PART", "ADP", "NUM", "PUNCT", "CCONJ"))
_AFTER = frozenset(("prep", "npadvmod", "advmod", "punct", "dative", "dobj", "pobj", "det", "compound", "nummod", "amod",
                    "appos", "tmod"))  # fmt: skip


def apposed(tree: Tree, verb: int, cue: Cue) -> tuple[Span, Span, Subject] | None:
    """What was said, the whole phrase of the speaker and its name; None where the sentence is not so built."""
    sense = cue.senses.get("that") or cue.senses.get("tell")
    if sense is None or sense.stance or tree.tokens[verb].tag not in ("VBD", "VBZ"):
        return None
    first = tree.sentences[tree.sentence[verb]].first
    second = _segment(tree, verb - 1, first)
    former = _segment(tree, second[0] - 1, first) if second else None
    if second is None or former is None or not _ends(tree, verb):
        return None
    name = second if _is_name(tree, second) else former
    description = former if name is second else second
    if not _is_name(tree, name) or not _describes(tree, description):
        return None
    said = trimmed(tree.text, tree.tokens[first].start, tree.tokens[former[0] - 1].start)
    if not _is_clause(tree, first, former[0] - 2):
        return None
    source = Span(tree.tokens[former[0]].start, tree.tokens[second[1]].end)
    return said, source, Subject(name[1], "apposed")


def apposed_head(tree: Tree, verb: int, cue: Cue) -> tuple[Span, Span, Subject] | None:
    """ "The minister, Karl Oster, posted on X that S", where the whole sentence is read as one noun phrase."""
    sense = cue.senses.get("that") or cue.senses.get("quote")
    sentence = tree.sentences[tree.sentence[verb]]
    if (
        sense is None
        or sense.stance
        or tree.tokens[verb].tag not in ("VBN", "VBD")
        or tree.of(verb, "nsubj", "auxpass")
    ):
        return None
    root = next((at for at in range(sentence.first, sentence.last) if tree.tokens[at].head == at), verb)
    if root >= verb or tree.tokens[root].pos not in ("NOUN", "PROPN") or tree.tokens[verb - 1].text != ",":
        return None
    if any(tree.tokens[at].pos in ("VERB", "AUX") for at in range(sentence.first, verb)):
        return None
    that = next(
        (at for at in range(verb + 1, min(verb + 6, sentence.last)) if tree.tokens[at].text == "that"), None
    )
    if that is None or that + 2 >= sentence.last or tree.tokens[that].tag != "IN":
        return None
    last = sentence.last - 1
    while last > that and tree.tokens[last].text == ".":
        last -= 1
    said = trimmed(tree.text, tree.tokens[that + 1].start, tree.tokens[last].end)
    name = next((at for at in range(verb - 2, sentence.first, -1) if tree.tokens[at].pos == "PROPN"), root)
    source = Span(tree.tokens[sentence.first].start, tree.tokens[verb - 2].end)
    return said, source, Subject(name, "apposed")


def _segment(tree: Tree, comma: int, low: int) -> tuple[int, int] | None:
    """The tokens between a comma and the one before it; None where they are no short phrase."""
    if comma <= low or tree.tokens[comma].text != "," or tree.quote[comma] >= 0:
        return None
    at = comma - 1
    while at > low and comma - at <= LONGEST and tree.tokens[at].text != ",":
        nominal = tree.tokens[at].pos in _NOMINAL or tree.tokens[at].text[:1].isupper()
        if not nominal or tree.tokens[at].text in ('"', ";", ":", "(", ")"):
            return None
        at -= 1
    return (at + 1, comma - 1) if at > low and tree.tokens[at].text == "," and at + 1 < comma else None


def _is_name(tree: Tree, segment: tuple[int, int]) -> bool:
    words = tree.tokens[segment[0] : segment[1] + 1]
    rest = words[1:] if words[0].text.lower() == "the" else words
    return (
        0 < len(rest) <= 5
        and (rest[-1].pos in ("PROPN", "NUM") or (len(rest) > 1 and rest[-1].text[:1].isupper()))
        and all(
            word.text[:1].isupper() or word.text.isdigit() or word.text in ("of", "de", "al", "-")
            for word in rest
        )
        and rest[0].ent not in ("DATE", "TIME")
    )


def _describes(tree: Tree, segment: tuple[int, int]) -> bool:
    words = tree.tokens[segment[0] : segment[1] + 1]
    opens = words[0].text.lower() in _OPENING or any(word.tag == "POS" for word in words)
    return opens and any(word.pos == "NOUN" for word in words) and words[0].ent not in ("DATE", "TIME")


def _is_clause(tree: Tree, first: int, last: int) -> bool:
    """True for a clause of its own: a finite verb with a subject in these tokens."""
    return any(
        tree.tokens[at].pos in ("VERB", "AUX")
        and finite(tree, at)
        and tree.of(at, "nsubj", "nsubjpass", "expl")
        for at in range(first, last + 1)
    )


def _ends(tree: Tree, verb: int) -> bool:
    """True where nothing said follows the verb: the end, or when, where and to whom it was said."""
    last = tree.sentences[tree.sentence[verb]].last
    for at in range(verb + 1, min(last, verb + 16)):
        token = tree.tokens[at]
        if token.text == "." or (token.text == "," and at == verb + 1):
            return True
        if (
            token.pos in ("VERB", "AUX")
            or token.text.lower() in ("that", "whether", ":")
            or tree.quote[at] >= 0
        ):
            return False
    return last - verb < 16
