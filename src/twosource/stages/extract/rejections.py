"""Accounts that are called untrue: "reports that S are false", "no truth in claims that S", "ridiculed the version that S".

What is left to stand is S itself, denied by whoever calls it untrue (``rejecting``); nobody affirms it there.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...model import Span
from .called_false import called_false, dismissed, named_untrue
from .parties import words as chain_words
from .silence.kept import words
from .syntax.cues import cues
from .syntax.negation import negated
from .syntax.pieces import bare
from .syntax.tree import Tree
from .syntax.verbs import cue_of

_WHOSE = 12  # tokens that tell whose report it is
_FAR = 12  # tokens from a verb of rejecting to the noun that it rejects
_REACH = 60  # tokens between the noun and what is said of it
_DESCRIBING = frozenset(("DET", "ADJ", "ADV", "PROPN", "PART", "NUM", "PRON"))


@dataclass(frozen=True, slots=True)
class Rejection:
    """``said`` is what is rejected, ``low``-``high`` the offsets of all that rejects it, ``noun`` its "report".

    ``verb`` is the one whose object it is, where there is one: who does that rejects it.
    """

    noun: int
    said: Span
    low: int
    high: int
    verb: int | None = None


def rejections(tree: Tree) -> tuple[Rejection, ...]:
    """What a report says of others' words that they are untrue, in order; linear in its tokens."""
    found: list[Rejection] = []
    nouns = words("rumours")
    for index, word in enumerate(tree.words):
        noun = word in nouns or (tree.tokens[index].pos == "NOUN" and tree.lemmas[index] in words("tales"))
        read = (
            _it_is_untrue
            if word == "it"
            else _rejection
            if noun
            else _wrong_to_say
            if word in _ERRS
            else None
        )
        if read is None or (found and tree.starts[index] < found[-1].high):
            continue
        rejection = read(tree, index)
        if rejection:
            found.append(rejection)
    return tuple(found)


def _rejection(tree: Tree, noun: int) -> Rejection | None:
    first = _opens(tree, noun)
    if first is None:
        return None
    low, untrue = _begins(tree, noun)
    verb, plain = _rejector(tree, noun, low)
    if verb is None and tree.words[first - 1] == "that" and tree.tokens[first - 1].tag != "IN":
        return None  # "the story that the paper ran"
    sentence = tree.sentences[tree.sentence[noun]]
    if plain and tree.words[first - 1] in ("that", "which"):
        last = _account(tree, first, sentence.last)
        return _made(tree, noun, first, last, low, last, verb)
    end = min(sentence.last, noun + _REACH)
    for at in range(first + 1, end):
        high = called_false(tree, at, end)
        if high is None and verb is not None and first + 1 < at and named_untrue(tree, at, end):
            high = at
        if high is not None:
            last = at - 1 - (tree.tokens[at - 1].text == ",")
            return _made(tree, noun, first, last, low, high, verb)
        if tree.quote[at] != tree.quote[noun] or tree.tokens[at].text in (";", "but", "although"):
            break
    if untrue or plain:
        last = _stop(tree, first, _whole(tree, first, end))
        return _made(tree, noun, first, last, low, last, verb)
    return None


def _rejector(tree: Tree, noun: int, low: int) -> tuple[int | None, bool]:
    """The verb whose object a noun phrase is, if it may reject what that tells, and whether it does by itself."""
    start = tree.sentences[tree.sentence[noun]].first
    for verb in range(low - 1, max(start, noun - _FAR) - 1, -1):
        token = tree.tokens[verb]
        if token.pos in ("VERB", "AUX") and token.dep != "amod" and tree.words[verb] not in words("false"):
            plain = _rejects(tree, verb)
            fits = plain or tree.lemmas[verb] in words("dismiss")
            return (verb, plain) if fits and not negated(tree, verb) else (None, False)
        joint = token.text in (",", ";", ":") or token.pos in ("SCONJ", "NOUN", "PROPN", "PRON", "CCONJ")
        beside = token.pos == "ADP" and tree.words[verb] != "as" and tree.tokens[verb - 1].pos != "VERB"
        if (
            (joint and tree.words[verb] not in words("false"))
            or beside
            or tree.quote[verb] != tree.quote[noun]
        ):
            break
    return None, False


def _rejects(tree: Tree, verb: int) -> bool:
    """True for a verb that says by itself that its object is not so: "ridiculed", "rejected", "laughed off"."""
    known = (cue_of(tree, verb), cues("verbs").get(f"{tree.lemmas[verb]} {tree.words[verb + 1]}"))
    senses = [cue.senses for cue in known if cue is not None]
    denies = any("np" in each and each["np"].verb == "denied" for each in senses)
    own = tree.lemmas[verb] in chain_words("withdraw")  # "retracts its story"
    return (
        (denies or tree.lemmas[verb] in words("scorn")) and not own and tree.lemmas[verb] not in _NEEDS_A_WORD
    )


_NEEDS_A_WORD = frozenset(("call", "describe", "brand", "label", "denounce", "slam"))  # "a lie", "false"


def _account(tree: Tree, first: int, end: int) -> int:
    """The last token of what a rejected account says: up to where its rejector goes on behind a comma, or is quoted."""
    for at in range(first + 2, end):
        text = tree.tokens[at].text
        if text == "," and _turns(tree, at + 1, end):
            return at - 1
        if text == "as" and not words("false").isdisjoint(tree.words[at + 1 : min(at + 4, end)]):
            return at - 1
        if text in (";", "but", "although") or tree.quote[at] != tree.quote[first]:
            return at - 1
    return end - 1 - (tree.tokens[end - 1].pos == "PUNCT")


def _turns(tree: Tree, at: int, end: int) -> bool:
    """True where the speaker goes on behind the comma: ", noting that", ", and said"."""
    return at < end and (
        tree.tokens[at].tag == "VBG" or tree.words[at] in ("and", "but", "which", "who", "while", "calling")
    )


_SAYING = frozenset(
    ("say", "claim", "suggest", "assert", "report", "think", "believe", "pretend", "allege", "state")
)


def _it_is_untrue(tree: Tree, it: int) -> Rejection | None:
    """ "It is not true that S", "it was never the case that S", "it is wrong to say that S"."""
    sentence = tree.sentences[tree.sentence[it]]
    if it + 3 >= sentence.last or tree.tokens[it + 1].lemma.lower() not in ("be", "’s", "'s"):
        return None
    untrue = called_false(tree, it + 1, sentence.last)
    if untrue is None:
        return None
    at = untrue + 1
    if at + 1 < sentence.last and tree.tokens[at].text == "to" and tree.tokens[at + 1].lemma in _SAYING:
        at += 2
    if at + 2 >= sentence.last or tree.tokens[at].text.lower() != "that":
        return None
    last = _stop(tree, at + 1, _whole(tree, at + 1, sentence.last))
    return _made(tree, it, at + 1, last, it, last)


_ERRS = frozenset(("wrong", "mistaken", "lying", "incorrect"))
_THEMSELVES = frozenset(("i", "he", "she", "we", "they", "it", "who"))


def _wrong_to_say(tree: Tree, wrong: int) -> Rejection | None:
    """ "Mr Brandt was wrong to say that S": who tells it denies S; "he was wrong to say" may be of one's own words."""
    sentence = tree.sentences[tree.sentence[wrong]]
    be = wrong - 1
    if be <= sentence.first or wrong + 4 >= sentence.last or tree.tokens[be].lemma.lower() != "be":
        return None
    who = next(iter(tree.of(be, "nsubj") or tree.of(wrong, "nsubj")), None)
    saying = wrong + 2
    if tree.words[wrong + 1] not in ("to", "in") or tree.lemmas[saying] not in _SAYING:
        return None
    if who is None or tree.words[who] in _THEMSELVES or tree.words[saying + 1] != "that":
        return None
    last = _stop(tree, saying + 2, _whole(tree, saying + 2, sentence.last))
    return _made(tree, wrong, saying + 2, last, tree.first[who], last)


def _made(
    tree: Tree, noun: int, first: int, last: int, low: int, high: int, verb: int | None = None
) -> Rejection | None:
    said = bare(tree.text, tree.tokens[first].start, tree.tokens[last].end)
    alone = last == first and tree.tokens[noun + 1].text.lower() != "of"
    if last < first or alone or said.end - said.start < 6:
        return None
    return Rejection(noun, said, tree.tokens[low].start, tree.tokens[high].end, verb)


def _opens(tree: Tree, noun: int) -> int | None:
    """The first token of what was reported: behind "that", "of" or "according to which", or at once ("Claims the dam held")."""
    after = noun + 1
    if after + 2 >= len(tree.tokens):
        return None
    token = tree.tokens[after]
    if token.text.lower() == "that":
        return after + 1 if _clause(tree, after) else None
    behind = after + (token.text == ",")
    if tuple(tree.words[behind : behind + 3]) == ("according", "to", "which"):
        return behind + 3
    if (clause := _behind_whose(tree, after)) is not None:
        return clause
    if token.text.lower() == "of":
        return after + 1
    plural = tree.words[noun].endswith("s") and tree.words[noun] in words("rumours")
    return (
        after
        if plural and token.pos in ("DET", "PRON", "PROPN", "NUM", "NOUN") and token.tag != "WDT"
        else None
    )


def _clause(tree: Tree, that: int) -> bool:
    """True for "that the dam had burst", not "that the paper printed", whatever the parse makes of "that"."""
    if tree.tokens[that].tag == "IN":
        return True
    end = tree.sentences[tree.sentence[that]].last
    verb = next((at for at in range(that + 2, end) if tree.tokens[at].pos in ("VERB", "AUX")), end)
    subject = tree.tokens[that + 1].pos in ("DET", "PRON", "PROPN", "NOUN", "ADJ", "NUM")
    return subject and verb + 1 < end and tree.tokens[verb + 1].pos != "PUNCT"


def _behind_whose(tree: Tree, after: int) -> int | None:
    """The clause behind who reported it, or where: "the assertion of the lawyer that S", "the claim in the Post that S"."""
    tokens = tree.tokens
    if tokens[after].text.lower() not in ("of", "by", "from", "in"):
        return None
    for at in range(after + 2, min(after + _WHOSE, len(tokens) - 2)):
        if tokens[at].text.lower() == "that" and tokens[at + 1].pos not in ("VERB", "AUX"):
            return at + 1
        if tuple(tree.words[at : at + 4]) == (",", "according", "to", "which"):
            return at + 4
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
    called = any(tree.words[at] in words("false") for at in range(low, noun))
    behind = low - (low > 1 and tree.words[low - 1] in words("false"))  # "dismissed as fabricated the report"
    as_ = next((at for at in range(behind - 1, max(behind - 3, 0), -1) if tree.words[at] == "as"), None)
    if (called or behind < low) and as_ is not None and dismissed(tree, as_):
        return as_, True  # "dismissed as a rumour reports that S"
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


def within(found: Sequence[Rejection], span: Span) -> Iterator[Rejection]:
    """Those that touch a span."""
    at = bisect_left(found, span.start, key=lambda r: r.high)
    while at < len(found) and found[at].low < span.end:
        yield found[at]
        at += 1
