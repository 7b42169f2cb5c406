"""The words that say whose a quotation is: "...," said A; A said, "..."; "..." - A; A: "..."."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ....model import Span
from ..syntax.cues import words as cue_words
from ..syntax.subjects import NOMINAL, phrase, somebody, subject
from ..syntax.tree import Tree
from ..syntax.verbs import agent, cue_of, cue_span, passive, says

_STOPS = frozenset(".!?…")
_SIGNED = re.compile(
    r"[\s\xa0]*(--?|[―—–])[\s\xa0]*([A-Z][^\n,;.!?]{1,60}(?:\.[^\n,;.!?]{1,40})?)(?:,[^\n.]{1,40})?[\s\xa0.]*"
)
_REACH = 40  # tokens from a quotation to its cue
_WORDS = frozenset(("word", "sentence", "answer", "reply", "message", "phrase", "verdict", "account"))


@dataclass(frozen=True, slots=True)
class Speech:
    """A direct quotation in parts, with its cue and its source.

    ``closing`` is the offset after which the quotation may go on, -1 where other matter follows the cue.
    """

    parts: tuple[Span, ...]
    cue: Span | None
    verb: int | None = None
    source: Span | None = None
    speaker: int | None = None  # the head token of the source
    antecedent: int | None = None
    path: str = ""
    closing: int = -1
    open: bool = False  # the last part was never closed: the next paragraph may go on


@dataclass(frozen=True, slots=True)
class _Who:
    span: Span
    head: int
    antecedent: int | None
    path: str


# --- the cue after: "...," said A ------------------------------------------------------------


def cued_after(tree: Tree, content_end: int, start: int, limit: int) -> Speech | None:
    """The speech cued between the end of a quotation (its marks end at ``start``) and ``limit``."""
    segment = _segment(tree, start, limit)
    if not segment:
        return None
    first = tree.tokens[segment[0]]
    ended = tree.text[max(0, content_end - 8) : content_end].rstrip(" \n\t'’")[-1:]
    if signed := _signed(tree, start, limit):
        return signed
    words = [i for i in segment if tree.tokens[i].pos not in ("PUNCT", "SPACE")]
    if not words:
        return None
    if tree.tokens[words[0]].pos == "CCONJ" and len(words) > 1 and tree.tokens[words[1]].pos == "VERB":
        return None  # "..., and vowed": the cue stands before
    terse = len(words) <= 6 and says(tree, words[-1]) and segment[-1] == words[-1]
    if not (first.text == "," or ended in ",?!—–-…" or first.text[:1].islower() or terse):
        return None
    if tree.tokens[words[0]].text.lower() == "according":
        return _according(tree, words, segment)
    verb = _cue_verb(tree, words)
    if verb is None:
        return None
    who = _after_source(tree, verb, words)
    if who is None:
        return None
    return _spoken(tree, verb, who, _closing(tree, segment, verb, who))


def _closing(tree: Tree, segment: Sequence[int], verb: int, who: _Who) -> int:
    """Where the quotation may go on: after the cue's sentence; -1 where another cue speaks up before its end."""
    end = max(tree.tokens[i].end for i in segment if tree.tokens[i].pos != "PUNCT")
    if tree.text[end : end + 1] in _STOPS:
        return end
    past = max(tree.tokens[verb].end, who.span.end)
    rest = [i for i in segment if tree.tokens[i].start >= past and i != verb]
    other = [
        i for i in rest if tree.tokens[i].pos == "VERB" and tree.tokens[i].dep not in ("acl", "relcl", "amod")
    ]
    return -1 if other else end


def _segment(tree: Tree, start: int, limit: int) -> list[int]:
    """The tokens from an offset to the end of the sentence, the limit, or out of reach."""
    found: list[int] = []
    for index in tree.between(start, limit):
        token = tree.tokens[index]
        if found and token.text[:1] in _STOPS and token.pos == "PUNCT":
            break
        if found and tree.sentence[index] != tree.sentence[index - 1] and token.text[:1].isupper():
            before = tree.tokens[index - 1].text
            if before[-1:] in _STOPS and len(before) > 5:
                break
        found.append(index)
        if len(found) >= _REACH:
            break
    return found


def _cue_verb(tree: Tree, words: Sequence[int], last: bool = False) -> int | None:
    """The verb of saying among these words: not one inside a relative clause where another will do."""
    verbs = [i for i in words if says(tree, i)]
    main = [i for i in verbs if tree.tokens[i].dep not in ("relcl", "acl", "amod", "pcomp")] or verbs
    main = [i for i in main if tree.tokens[i].text.lower() in cue_words("introducing")] or main
    if main:
        return main[-1] if last else main[0]
    if last:
        return None
    plain = [i for i in words[:10] if tree.tokens[i].tag in ("VBD", "VBZ") and tree.tokens[i].pos == "VERB"]
    plain = [i for i in plain if cue_of(tree, i) or i - words[0] < 4]
    near = plain and any(tree.tokens[i].pos in ("PRON", "PROPN", "NOUN") for i in words[:3])
    return plain[0] if near else None


def _after_source(tree: Tree, verb: int, words: Sequence[int]) -> _Who | None:
    """The speaker: "said A" or "A said", by position and parse."""
    if passive(tree, verb) and (by := agent(tree, verb)) is not None:
        return _Who(phrase(tree, by), by, None, "agent")
    at = words.index(verb)
    leading = [i for i in words[:at] if tree.tokens[i].pos not in ("ADV", "AUX", "CCONJ", "SCONJ", "PART")]
    if leading and leading[0] - words[0] <= 1 and _names(tree, leading):
        return _leading(tree, verb, leading)
    for index in words[at + 1 : at + 4]:
        token = tree.tokens[index]
        if token.pos in NOMINAL and token.ent not in ("DATE", "TIME"):
            return _run(tree, index, set(words))
        if _misread_name(tree, index):
            return _Who(tree.span(index, index + 1), index + 1, None, "inverted")
        if token.pos not in ("ADV", "PART"):
            break
    found = subject(tree, verb)
    if found and tree.quote[found.token] < 0 and somebody(tree, found.token):
        return _Who(phrase(tree, found.token, verb), found.token, found.antecedent, found.path)
    return None


def _misread_name(tree: Tree, index: int) -> bool:
    """True for a first name that is a word as well ("said Per Dahl", "said Will Orr"), before a name."""
    token, after = tree.tokens[index], tree.tokens[min(index + 1, len(tree.tokens) - 1)]
    return token.text.istitle() and token.pos in ("ADP", "AUX") and after.pos == "PROPN"


def _names(tree: Tree, leading: Sequence[int]) -> bool:
    """True for words that may be one noun phrase: a noun among them, and no tensed verb before it."""
    for index in leading:
        token = tree.tokens[index]
        if token.pos in NOMINAL:
            return token.ent not in ("DATE", "TIME")
        if token.tag in ("VBD", "VBZ", "MD", "VBG", "IN"):
            return False
    return False


def _leading(tree: Tree, verb: int, leading: Sequence[int]) -> _Who:
    """All that stands before the verb is its subject; the parse may say where its head is."""
    inside = set(leading)
    found = subject(tree, verb)
    if found and found.token in inside and tree.first[found.token] <= leading[0]:
        return _Who(phrase(tree, found.token, verb), found.token, found.antecedent, found.path)
    head = leading[0]
    for _ in range(6):
        above = tree.tokens[head].head
        if above == head or above not in inside or tree.tokens[above].pos not in NOMINAL:
            break
        head = above
    last = leading[-1]
    for index in leading:
        token = tree.tokens[index]
        if index > head and (
            token.text.lower() in ("who", "which") or (token.tag == "VBG" and index > head + 1)
        ):
            last = index - 1
            break
    while last > head and tree.tokens[last].pos == "PUNCT":
        last -= 1
    return _Who(tree.span(leading[0], max(last, head)), head, None, "leading")


def _run(tree: Tree, index: int, inside: set[int]) -> _Who:
    """The noun phrase around a token, without leaving these words."""
    head = index
    for _ in range(6):
        above = tree.tokens[head].head
        if above == head or above not in inside or tree.tokens[above].pos not in NOMINAL:
            break
        head = above
    if tree.first[head] < index:
        head = index
    last = head
    while last + 1 <= tree.last[head] and (last + 1 in inside or tree.tokens[last + 1].pos == "PUNCT"):
        last += 1
    whole = phrase(tree, head)
    last = min(last, tree.at(whole.end - 1))
    while last > head and tree.tokens[last].pos in ("PUNCT", "CCONJ"):
        last -= 1
    return _Who(tree.span(index, last), head, None, "inverted")


def _spoken(tree: Tree, verb: int, who: _Who, closing: int) -> Speech:
    return Speech((), cue_span(tree, verb), verb, who.span, who.head, who.antecedent, who.path, closing)


def _according(tree: Tree, words: Sequence[int], segment: Sequence[int]) -> Speech | None:
    nouns = [i for i in words[2:] if tree.tokens[i].pos in NOMINAL]
    if len(words) < 3 or not nouns:
        return None
    who = _run(tree, nouns[0], set(words))
    cue = tree.span(words[0], words[1])
    return Speech((), cue, words[0], who.span, who.head, None, "according", tree.tokens[words[-1]].end)


def _signed(tree: Tree, start: int, limit: int) -> Speech | None:
    """A quotation signed after a dash: "..." - A. The signature ends the paragraph."""
    match = _SIGNED.match(tree.text, start, min(limit, start + 120))
    if not match or match.end() < limit:
        return None
    name = Span(*match.span(2))
    inside = tree.between(name.start, name.end)
    if not inside or any(tree.tokens[i].pos in ("VERB", "AUX") for i in inside):
        return None
    return Speech((), Span(*match.span(1)), None, name, inside[0], None, "signed", -1)


_BY_WHICH = frozenset(("by", "on", "in", "over", "through", "via"))  # N, on the telephone: "..."


# --- the cue before: A said, "..." -----------------------------------------------------------


def cued_before(tree: Tree, floor: int, end: int) -> Speech | None:
    """The speech introduced between ``floor`` and a quotation that opens at ``end``, in its sentence."""
    tokens = list(tree.between(floor, end))[-_REACH:]
    for at in range(len(tokens) - 1, 0, -1):
        before = tree.tokens[tokens[at - 1]]
        stop = before.text[-1:] in _STOPS and (before.pos == "PUNCT" or len(before.text) > 5)
        if stop:
            tokens = tokens[at:]
            break
    aside = _bracketed(tree, tokens)
    words = [
        i
        for i in tokens
        if tree.quote[i] < 0 and tree.tokens[i].pos not in ("PUNCT", "SPACE") and i not in aside
    ]
    if not words:
        return None
    colon = tree.text[max(0, end - 4) : end].rstrip()[-1:] == ":"
    verb = _cue_verb(tree, words, last=True)
    if verb is None and colon:
        verb = next((i for i in reversed(words) if tree.tokens[i].tag in ("VBD", "VBZ", "VBP", "VBG")), None)
    if verb is None:
        return _labelled(tree, words, end) if colon else None
    if not colon and _has_clause(tree, verb, end):
        return None
    who = (_whose_words(tree, verb, words) if colon else None) or _before_source(tree, verb, words)
    return _spoken(tree, verb, who, -1) if who else None


def _bracketed(tree: Tree, tokens: Sequence[int]) -> set[int]:
    """The tokens between brackets: "N, master of the port (the quay is the navy's), by telephone: ..."."""
    opened = [i for i in tokens if tree.tokens[i].text == "("]
    closed = [i for i in tokens if tree.tokens[i].text[:1] == ")"]
    return {i for left, right in zip(opened, closed, strict=False) for i in range(left, right + 1)}


def _whose_words(tree: Tree, verb: int, words: Sequence[int]) -> _Who | None:
    """ "These are his words: ..."."""
    if tree.tokens[verb].lemma != "be" or tree.tokens[words[-1]].lemma.lower() not in _WORDS:
        return None
    owner = next(iter(tree.of(words[-1], "poss")), None)
    return None if owner is None else _Who(phrase(tree, owner), owner, None, "owner")


def _has_clause(tree: Tree, verb: int, end: int) -> bool:
    """True where the verb already has a clause of its own before the quotation, which only ends it."""
    return any(
        verb < tree.first[c]
        and tree.tokens[c].start < end
        and tree.quote[c] < 0
        and tree.of(c, "nsubj", "nsubjpass")
        for c in tree.of(verb, "ccomp")
    )


def _before_source(tree: Tree, verb: int, words: Sequence[int]) -> _Who | None:
    if passive(tree, verb) and (by := agent(tree, verb)) is not None:
        return _Who(phrase(tree, by), by, None, "agent")
    found = subject(tree, verb)
    if found and tree.quote[found.token] < 0 and somebody(tree, found.token):
        return _Who(phrase(tree, found.token, verb), found.token, found.antecedent, found.path)
    at = words.index(verb)
    if at == 0 and len(words) > 1 and tree.tokens[words[1]].pos in NOMINAL:
        return _run(tree, words[1], set(words))  # "Said A: ..."
    for index in reversed(words[max(0, at - 4) : at]):
        token = tree.tokens[index]
        if (
            token.pos in ("PROPN", "PRON", "NOUN")
            and token.dep not in ("pobj", "npadvmod")
            and somebody(tree, index)
        ):
            return _Who(phrase(tree, index, verb), index, None, "beside")
    return None


def _name_first(tree: Tree, words: Sequence[int]) -> Sequence[int]:
    """ "N N, head of the port, on the telephone: ..." -> the words of "N N"; none where no name opens it so."""
    run = next((n for n, i in enumerate(words) if tree.tokens[i].pos != "PROPN"), len(words))
    if run < 2 or run == len(words) or tree.tokens[words[run - 1] + 1].text not in (",", "("):
        return ()
    clause = any(tree.tokens[i].tag in ("VBD", "VBZ", "VBP", "MD") for i in words)
    return () if clause else words[:run]


def _before_comma(tree: Tree, words: Sequence[int]) -> Sequence[int]:
    """ "The minister, N N, met on the steps: ..." -> the words of "The minister, N N"; without a participle, all."""
    if tree.tokens[words[0]].pos == "NUM" and len(words) > 1:
        words = words[1:]  # the hour of a running report
    for n, i in enumerate(words):
        token, before = tree.tokens[i], tree.tokens[words[n - 1]]
        if not n or tree.tokens[i - 1].text != "," or before.pos != "PROPN":
            continue
        if token.tag in ("VBN", "VBG") or token.lemma.lower() in _BY_WHICH:
            return words[:n]
    return words


def _labelled(tree: Tree, words: Sequence[int], end: int) -> Speech | None:
    """A name, a colon and a quotation; what is told of the bearer may stand between two of them."""
    words = _name_first(tree, words) or _before_comma(tree, words)
    if (
        len(words) > 8
        or tree.tokens[words[-1]].pos not in NOMINAL
        or tree.tokens[words[0]].pos in ("ADP", "SCONJ", "ADV")
    ):
        return None
    mark = tree.at(end - 1)
    while mark > words[-1] and tree.tokens[mark].text != ":":
        mark -= 1
    cue = Span(tree.tokens[mark].start, tree.tokens[mark].end)
    return Speech((), cue, None, tree.span(words[0], words[-1]), words[-1], None, "label", -1)
