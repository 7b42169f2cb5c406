"""What somebody takes back in the words in which it was told: "the agency withdraws its report of Sunday that S".

The grammar ties S to the day, or takes it for a denial. It is told again as said earlier, and withdrawn.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..parties import words
from ..silence.kept import words as manner
from ..syntax.cues import Sense
from ..syntax.subjects import phrase, somebody, subject
from ..syntax.tree import Tree, trimmed
from ..syntax.verbs import cue_span
from .proposals import Proposal

_WITHDREW = Sense("withdrew", False)
_OPENS = frozenset(("that", "saying", "claiming", "stating"))
_LEAST = (
    3  # words of what is withdrawn: "the statement that he signed" says none of it, and begins with a pronoun
)
_FAR = 6  # words between the verb and its "report", and from there to "that"


def recalled(tree: Tree) -> Iterator[tuple[Proposal, frozenset[int]]]:
    """A proposal for each withdrawal that says what is withdrawn, and the tokens that are no cues of their own then."""
    for verb, lemma in enumerate(tree.lemmas):
        if lemma not in words("withdraw") or tree.quote[verb] >= 0 or tree.of(verb, "nsubjpass", "neg"):
            continue
        noun = _report(tree, verb)
        opens = None if noun is None else _opening(tree, noun)
        who = subject(tree, verb)
        last = tree.sentences[tree.sentence[verb]].last - 1
        if noun is None or opens is None or who is None or not somebody(tree, who.token):
            continue
        first = opens + 1 + (tree.words[opens + 1] == "that")
        if last - first < _LEAST + 2 * (tree.tokens[first].pos == "PRON"):
            continue
        said = trimmed(tree.text, tree.tokens[first].start, tree.tokens[last].end)
        source = phrase(tree, who.token, verb)
        made = Proposal(verb, cue_span(tree, verb), lemma, _WITHDREW, "that", source, who, (said,))
        yield made, frozenset((verb, noun, opens))


def _report(tree: Tree, verb: int) -> int | None:
    """ "its earlier report", "a story": what is withdrawn is something said, and behind the verb."""
    things = words("information") | words("accounts") | words("documents") | manner("claims")
    end = min(verb + _FAR, tree.sentences[tree.sentence[verb]].last)
    for at in range(verb + 1, end):
        if tree.tokens[at].pos == "NOUN" and tree.lemmas[at] in things:
            return at
        if tree.tokens[at].pos in ("VERB", "AUX", "PUNCT", "SCONJ"):
            return None
    return None


def _opening(tree: Tree, noun: int) -> int | None:
    """The "that" or "saying" behind the noun, with nothing between but when and where it was told."""
    end = min(noun + 1 + _FAR, tree.sentences[tree.sentence[noun]].last - 2)
    for at in range(noun + 1, end):
        if tree.words[at] in _OPENS:
            return (
                at
                if tree.tokens[at].tag not in ("WDT", "WP") or tree.tokens[at + 1].tag in ("DT", "NNP")
                else None
            )
        if tree.tokens[at].pos in ("AUX", "PUNCT", "SCONJ", "CCONJ") or tree.tokens[at].tag in ("VBD", "VBZ"):
            return None
    return None
