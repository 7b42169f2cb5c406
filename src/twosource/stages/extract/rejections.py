"""Words that are called untrue: "reports that S are false", "no truth in claims that S", "called reports of S false".

What is left to stand is S itself, denied by whoever calls it untrue; nobody affirms it there.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ...model import Span
from .credits.candidates import Candidate
from .credits.credited import credited
from .credits.nouns import rejected
from .silence.kept import words
from .syntax.cues import Cue
from .syntax.negation import negated
from .syntax.pieces import bare
from .syntax.subjects import phrase, somebody, subject
from .syntax.tree import Tree
from .syntax.verbs import cue_of, passive

_WHOSE = 12  # tokens that tell whose report it is
_WORDS_BEFORE = 12  # tokens from a verb of rejecting to the noun that it rejects
_REACH = 60  # tokens between the noun and what is said of it
_DESCRIBING = frozenset(("DET", "ADJ", "ADV", "PROPN", "PART", "NUM", "PRON"))


@dataclass(frozen=True, slots=True)
class Rejection:
    """``said`` is what is rejected, ``low``-``high`` the offsets of all that rejects it, ``noun`` its "report"."""

    noun: int
    said: Span
    low: int
    high: int


def rejections(tree: Tree) -> tuple[Rejection, ...]:
    """What a report says of others' words that they are untrue, in order; linear in its tokens."""
    found: list[Rejection] = []
    nouns = words("rumours")
    for index, word in enumerate(tree.words):
        if (word not in nouns and word != "it") or (found and tree.starts[index] < found[-1].high):
            continue
        rejection = _it_is_untrue(tree, index) if word == "it" else _rejection(tree, index)
        if rejection:
            found.append(rejection)
    return tuple(found)


def _rejection(tree: Tree, noun: int) -> Rejection | None:
    first = _opens(tree, noun)
    if first is None:
        return None
    low, untrue = _begins(tree, noun)
    untrue = untrue or (rejected(tree, noun) and not negated(tree, tree.tokens[noun].head))
    sentence = tree.sentences[tree.sentence[noun]]
    end = min(sentence.last, noun + _REACH)
    for at in range(first + 1, end):
        high = _called_false(tree, at, end)
        if high is not None:
            return _made(tree, noun, first, at - 1, low, high)
        if tree.quote[at] != tree.quote[noun] or tree.tokens[at].text in (";", "but", "although"):
            break
    if untrue:
        last = _stop(tree, first, _whole(tree, first, end))
        return _made(tree, noun, first, last, low, last)
    return None


_SAYING = frozenset(
    ("say", "claim", "suggest", "assert", "report", "think", "believe", "pretend", "allege", "state")
)


def _it_is_untrue(tree: Tree, it: int) -> Rejection | None:
    """ "It is not true that S", "it was never the case that S", "it is wrong to say that S"."""
    sentence = tree.sentences[tree.sentence[it]]
    if it + 3 >= sentence.last or tree.tokens[it + 1].lemma.lower() not in ("be", "’s", "'s"):
        return None
    untrue = _called_false(tree, it + 1, sentence.last)
    if untrue is None:
        return None
    at = untrue + 1
    if at + 1 < sentence.last and tree.tokens[at].text == "to" and tree.tokens[at + 1].lemma in _SAYING:
        at += 2
    if at + 2 >= sentence.last or tree.tokens[at].text.lower() != "that":
        return None
    last = _stop(tree, at + 1, _whole(tree, at + 1, sentence.last))
    return _made(tree, it, at + 1, last, it, last)


def _made(tree: Tree, noun: int, first: int, last: int, low: int, high: int) -> Rejection | None:
    said = bare(tree.text, tree.tokens[first].start, tree.tokens[last].end)
    alone = last == first and tree.tokens[noun + 1].text.lower() != "of"
    if last < first or alone or said.end - said.start < 6:
        return None
    return Rejection(noun, said, tree.tokens[low].start, tree.tokens[high].end)


def _opens(tree: Tree, noun: int) -> int | None:
    """The first token of what was reported: behind "that" or "of", or at once ("Claims the dam held ...")."""
    after = noun + 1
    if after + 2 >= len(tree.tokens):
        return None
    token = tree.tokens[after]
    if token.text.lower() == "that":
        return after + 1 if token.tag == "IN" else None
    if (clause := _behind_whose(tree, after)) is not None:
        return clause
    if token.text.lower() == "of":
        return after + 1
    plural = tree.tokens[noun].text.lower().endswith("s")
    return (
        after
        if plural and token.pos in ("DET", "PRON", "PROPN", "NUM", "NOUN") and token.tag != "WDT"
        else None
    )


def _behind_whose(tree: Tree, after: int) -> int | None:
    """The clause behind who reported it, or where: "the assertion of the lawyer that S", "the claim in the Post that S"."""
    tokens = tree.tokens
    if tokens[after].text.lower() not in ("of", "by", "from", "in"):
        return None
    for at in range(after + 2, min(after + _WHOSE, len(tokens) - 2)):
        if tokens[at].text.lower() == "that" and tokens[at + 1].pos not in ("VERB", "AUX"):
            return at + 1
        if tokens[at].pos in ("VERB", "AUX", "PUNCT") or tree.sentence[at] != tree.sentence[after]:
            return None
    return None


def _begins(tree: Tree, noun: int) -> tuple[int, bool]:
    """Where the noun phrase begins, and whether the words before it say that it is untrue ("no truth in")."""
    low = noun
    while low and noun - low < 8 and tree.tokens[low - 1].pos in _DESCRIBING | {"NOUN"}:
        if tree.sentence[low - 1] != tree.sentence[noun] or tree.tokens[low - 1].text.lower() == "that":
            break
        if tree.tokens[low - 1].text.lower() in words("false") and tree.tokens[low - 1].pos == "ADJ":
            return low - 1, True
        low -= 1
    called = any(tree.tokens[at].text.lower() in words("false") for at in range(low, noun))
    if called and low > 1 and tree.tokens[low - 1].text.lower() == "as" and _dismissed(tree, low - 1):
        return low - 1, True  # "dismissed as a rumour reports that S"
    before = [tree.tokens[at].text.lower() for at in range(max(0, low - 3), low)]
    no_truth = len(before) == 3 and before[0] == "no" and before[1] in words("truth")
    return (low - 3 if no_truth else low), no_truth


def _whole(tree: Tree, first: int, end: int) -> int:
    """The last token of the clause or phrase that begins with ``first``."""
    at = first
    for _ in range(20):
        head = tree.tokens[at].head
        if head == at or not first <= head < end:
            break
        at = head
    return min(tree.last[at], end - 1)


def _stop(tree: Tree, first: int, last: int) -> int:
    """The last token without the stop, and without what follows the quotation."""
    for at in range(first + 1, last + 1):
        if tree.quote[at] != tree.quote[first]:
            return at - 1
    while last > first and tree.tokens[last].pos == "PUNCT":
        last -= 1
    return last


def _called_false(tree: Tree, at: int, end: int) -> int | None:
    """The last token of "are false", "was not true", "as unfounded" that begins here; None where nothing does."""
    token = tree.tokens[at]
    if (
        token.text.lower() in ("a", "an")
        and at + 1 < end
        and tree.tokens[at + 1].text.lower() in words("false")
    ):
        closed = at + 2 >= end or tree.tokens[at + 2].pos == "PUNCT"
        return at + 1 if closed and at > 0 and _dismissed(tree, at) and _object_ends(tree, at - 1) else None
    alone = token.pos in ("ADJ", "NOUN") and token.text.lower() in words("false") and at > 0
    if alone and (at + 1 >= end or tree.tokens[at + 1].pos == "PUNCT"):
        before = tree.tokens[at - 1]
        finished = (
            before.lemma.lower() not in ("be", "remain") and before.pos != "DET" and _dismissed(tree, at)
        )
        return at if finished else None  # "called reports that the dam had burst false"
    if (groundless := _without_ground(tree, at, end)) is not None:
        return groundless
    copula = token.lemma.lower() in ("be", "remain")
    if not copula and not (token.text.lower() == "as" and _dismissed(tree, at)):
        return None
    denied = False
    for place in range(at + 1, min(at + 6, end)):
        word = tree.tokens[place].text.lower()
        if word in ("not", "n't", "n’t", "never"):
            denied = True
        elif word in words("true" if denied else "false"):
            ends = place + 1 >= end or tree.tokens[place + 1].pos not in ("NOUN", "PROPN", "VERB")
            return place if ends else None
        elif tree.tokens[place].pos not in ("ADV", "DET", "ADJ") and word != "without":
            return None
    return None


def _without_ground(tree: Tree, at: int, end: int) -> int | None:
    """The last token of "have no basis", "lacks any foundation", "does not correspond to reality"."""
    told = [tree.tokens[k].text.lower() for k in range(at, min(at + 7, end))]
    lemma = tree.tokens[at].lemma.lower()
    for place in range(1, len(told)):
        if told[place] in words("truth") and (lemma == "lack" or (lemma == "have" and "no" in told[1:3])):
            return at + place
        matched = told[place] in words("facts") and {"not", "n't", "n’t"} & set(told[1:place])
        if lemma == "do" and matched and words("correspond") & set(told[1:place]):
            return at + place
        if told[place] in (",", "that", "and", "but"):
            return None
    return None


def _object_ends(tree: Tree, last: int) -> bool:
    """True for a word behind which "a smear" stands by itself: no "as", "is" or "for" that it belongs to."""
    before = tree.tokens[last]
    return before.pos not in ("ADP", "AUX", "SCONJ") and before.text not in (",", "and")


def _dismissed(tree: Tree, at: int) -> bool:
    """True behind "dismissed", "described" and their like."""
    sentence = tree.sentences[tree.sentence[at]]
    return any(tree.tokens[v].lemma in words("dismiss") for v in range(max(sentence.first, at - _REACH), at))


def within(found: Sequence[Rejection], span: Span) -> Iterator[Rejection]:
    """Those that touch a span."""
    at = bisect_left(found, span.start, key=lambda r: r.high)
    while at < len(found) and found[at].low < span.end:
        yield found[at]
        at += 1


# --- candidates ------------------------------------------------------------------------------


def rejecting(tree: Tree, candidate: Candidate, found: Sequence[Rejection]) -> Iterator[Candidate]:
    """The candidate, or the pieces of it where it calls something untrue."""
    hit = next((r for r in within(found, candidate.content) if _concerns(tree, candidate, r)), None)
    if hit is None:
        yield candidate
        return
    if candidate.cue_token == hit.noun and candidate.construction != "quote":
        if candidate.source is not None and tree.tokens[hit.noun].pos != "VERB":
            yield candidate
        elif candidate.source is None:
            yield from _by_whom(tree, candidate, hit)
        return
    before = [Span(p.start, min(p.end, hit.low)) for p in candidate.parts if p.start < hit.low]
    after = [Span(max(p.start, hit.high), p.end) for p in candidate.parts if p.end > hit.high]
    yield from _rest(tree, candidate, before)
    features = {**candidate.features, "rejects": 1.0}
    yield replace(candidate, content=hit.said, parts=(hit.said,), features=features)
    for rest in _rest(tree, candidate, after):
        yield from rejecting(tree, rest, found)


def _by_whom(tree: Tree, candidate: Candidate, hit: Rejection) -> Iterator[Candidate]:
    """What is rejected, as the word of the subject of the verb that rejects it: "the army dismissed reports that S"."""
    first = tree.sentences[tree.sentence[hit.noun]].first
    for verb in range(hit.noun - 1, max(first, hit.noun - _WORDS_BEFORE), -1):
        cue = cue_of(tree, verb) if tree.tokens[verb].pos == "VERB" else None
        if cue is None or not (tree.tokens[verb].lemma in words("dismiss") or _denies(cue)):
            continue
        who = None if passive(tree, verb) else subject(tree, verb)
        if who is not None and somebody(tree, who.token):
            span = Span(tree.tokens[verb].start, tree.tokens[verb].end)
            made = credited(
                phrase(tree, who.token, verb), span, (hit.said,), cue.lemma, "np", (who.token, verb)
            )
            yield replace(made, verb="denied", features={**made.features, "rejects": 1.0})
        return


def _denies(cue: Cue) -> bool:
    return any(sense.verb == "denied" for sense in cue.senses.values())


def _concerns(tree: Tree, candidate: Candidate, rejection: Rejection) -> bool:
    """True where the candidate says the noun is untrue, or is made of the noun itself."""
    if candidate.cue_token == rejection.noun:
        return True
    noun = tree.tokens[rejection.noun].start
    held = any(p.start <= noun < p.end for p in candidate.parts)
    return held or (candidate.lemma in words("dismiss") and candidate.content == rejection.said)


def _rest(tree: Tree, candidate: Candidate, pieces: Sequence[Span]) -> Iterator[Candidate]:
    """What stands beside the rejection, where it is more than a word or two."""
    parts = []
    for piece in pieces:
        inside = [at for at in tree.between(piece.start, piece.end) if tree.tokens[at].end <= piece.end]
        while inside and tree.tokens[inside[0]].pos in ("CCONJ", "PUNCT", "SCONJ"):
            inside.pop(0)
        while inside and tree.tokens[inside[-1]].pos in ("CCONJ", "PUNCT", "SCONJ"):
            inside.pop()
        if len(inside) > 2 and any(tree.tokens[at].pos in ("VERB", "AUX") for at in inside):
            parts.append(bare(tree.text, tree.tokens[inside[0]].start, tree.tokens[inside[-1]].end))
    if parts:
        yield replace(candidate, parts=tuple(parts), content=Span(parts[0].start, parts[-1].end))
