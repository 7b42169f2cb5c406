"""The outlet's own voice: what nobody else is credited with, clause by clause.

A statement of an own voice is the part of a sentence that no candidate and no silence covers. Facts and
commentary are told apart (``features``), questions and appeals to the reader are left out.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ...model import Dissection, Sentence, Span
from .closing import after_dateline
from .credits.candidates import Candidate
from .kinds import orders
from .parties import core, staff
from .rejections import Rejection, within
from .remarks import commentary, withdraws
from .silence.kept import Silence, words
from .speakers import Speakers
from .syntax.cues import words as cue_words
from .syntax.pieces import bare, clause, finite
from .syntax.subjects import subject
from .syntax.tree import Tree
from .syntax.turns import asked

_IN_FACT = 10  # characters: "has no basis in fact"
_SEEING = frozenset(("see", "count", "watch", "witness", "walk", "observe", "photograph", "film", "notice"))


@dataclass(frozen=True, slots=True)
class OwnVoice:
    """A statement of the publisher: its span, its kind, the word of hearsay in it, and what marks it."""

    span: Span
    kind: str = "assertion"
    denied: bool = False
    hearsay: Span | None = None
    features: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Desk:
    """A report and its own people: who counts for the publisher."""

    tree: Tree
    speakers: Speakers
    staff: frozenset[str]
    untrue: Sequence[Rejection]


def own(
    dissection: Dissection,
    tree: Tree,
    speakers: Speakers,
    proposed: Sequence[Candidate],
    silent: Sequence[Silence],
    untrue: Sequence[Rejection],
) -> tuple[OwnVoice, ...]:
    """The statements that the publisher makes itself, in order."""
    desk = _Desk(tree, speakers, staff(tree, speakers), untrue)
    covered = sorted(
        [*((c.start, c.end) for c in map(_cover, proposed)), *((s.span.start, s.span.end) for s in silent)]
    )
    contents = sorted((part.start, part.end) for c in proposed for part in c.parts)
    found: list[OwnVoice] = []
    for sentence in dissection.sentences:
        near, told = _near(covered, sentence), _near(contents, sentence)
        if tree.quote[sentence.first] >= 0 and tree.quote[sentence.last - 1] >= 0:
            continue
        if tree.text[sentence.start : sentence.end].rstrip().endswith("?") or asked(
            tree.text, sentence.start
        ):
            continue
        apart = near or _mixed(tree, sentence)
        for span in _pieces(tree, sentence, near, told) if apart else [_whole(tree, sentence)]:
            found += (_counting_on(tree, found, voice) for voice in _made(desk, span))
    return (*(v for v in found if not _calls_false(v, proposed, untrue)), *_denied(desk, proposed))


def _denied(desk: _Desk, proposed: Sequence[Candidate]) -> Iterator[OwnVoice]:
    """ "The assertion of the lawyer that S is false": S is the lawyer's, and the publisher denies it as well."""
    for rejection in desk.untrue:
        if _retold(rejection, proposed) and desk.tree.quote[rejection.noun] < 0:
            yield OwnVoice(rejection.said, "assertion", True)


def _retold(rejection: Rejection, proposed: Sequence[Candidate]) -> bool:
    """True where what is called untrue is credited to whose report it is, and nobody else calls it so."""
    said = [c for c in _around(rejection, proposed) if c.source is not None]
    own = [c for c in said if c.cue_token == rejection.noun and "rejects" not in c.features]
    return bool(own) and len(own) == len(said)


def _around(rejection: Rejection, proposed: Sequence[Candidate]) -> list[Candidate]:
    at = bisect_left(proposed, rejection.high, key=lambda c: c.content.start)
    return [c for c in proposed[max(0, at - 12) : at] if c.content.end > rejection.low]


def _calls_false(voice: OwnVoice, proposed: Sequence[Candidate], untrue: Sequence[Rejection]) -> bool:
    """True for what is left of "... is without foundation" beside what it calls so."""
    return any(
        r.low <= voice.span.start and voice.span.end <= r.high + _IN_FACT and _retold(r, proposed)
        for r in within(untrue, voice.span)
    )


def _counting_on(tree: Tree, before: Sequence[OwnVoice], voice: OwnVoice) -> OwnVoice:
    """ "... and counted the houses. There are forty": the figure right after a count is part of it."""
    if not before or "own_count" not in before[-1].features or "own_count" in voice.features:
        return voice
    gap = tree.text[before[-1].span.end : voice.span.start]
    inside = tree.between(voice.span.start, voice.span.end)
    if "\n" in gap or len(gap) > 4 or all(tree.tokens[at].pos != "NUM" for at in inside):
        return voice
    return replace(voice, features={**voice.features, "own_count": 1.0})


def _near(spans: Sequence[tuple[int, int]], sentence: Sentence) -> list[Span]:
    """The spans that touch a sentence; a quotation over several is found a few places back."""
    at = bisect_left(spans, (sentence.start, 0))
    found = []
    for start, end in spans[max(0, at - 12) :]:
        if start >= sentence.end:
            break
        if end > sentence.start:
            found.append(Span(start, end))
    return found


def _cover(candidate: Candidate) -> Span:
    """All that belongs to a candidate: source, cue and content; who goes on speaking was named in another sentence."""
    if "construction:resumed" in candidate.features:
        return candidate.content
    spans = [candidate.content, *candidate.cue, *([candidate.source] if candidate.source else [])]
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def _whole(tree: Tree, sentence: Sentence) -> Span:
    return bare(tree.text, after_dateline(tree.text, sentence.start), sentence.end)


def _mixed(tree: Tree, sentence: Sentence) -> bool:
    """True where a fact stands beside a forecast or a remark: "As X has fallen, Y may follow", "..., marking the first"."""
    for at in range(sentence.first + 1, sentence.last):
        token = tree.tokens[at]
        if token.tag == "VBG" and token.lemma in words("remarks") and tree.tokens[at - 1].text == ",":
            return _hearsay(tree, range(sentence.first, at)) is not None
        aside = token.dep == "advcl" and finite(tree, at) and _loose(tree, at)
        if aside and _modal(tree, token.head) and not _modal(tree, at):
            return True
    return False


def _modal(tree: Tree, verb: int) -> bool:
    return any(tree.tokens[c].lemma.lower() in ("may", "might", "could") for c in tree.of(verb, "aux"))


def _pieces(tree: Tree, sentence: Sentence, covered: Sequence[Span], told: Sequence[Span]) -> Iterator[Span]:
    """The clauses of a sentence that stand outside what is covered."""
    root = next(
        (at for at in range(sentence.first, sentence.last) if tree.tokens[at].head == at), sentence.first
    )
    if (
        covered
        and finite(tree, root)
        and not _in(covered, tree.tokens[root].start)
        and _minor(sentence, covered)
    ):
        yield _whole(tree, sentence)
        return
    last = sentence.start
    for at in range(sentence.first, sentence.last):
        token = tree.tokens[at]
        if token.pos not in ("VERB", "AUX") or _in(covered, token.start):
            continue
        if token.tag == "VBG" and token.lemma in words("remarks") and tree.tokens[at - 1].text == ",":
            yield bare(tree.text, token.start, tree.tokens[tree.last[at]].end)
            continue
        if not finite(tree, at):
            continue
        if token.dep not in ("ROOT", "conj", "advcl", "parataxis", "ccomp") or not _loose(tree, at):
            continue
        if token.dep not in ("ROOT", "parataxis") and _in(told, tree.tokens[token.head].start):
            continue
        whole = clause(tree, at)
        span = _outside(whole, covered)
        if span and span.end < whole.end and (span.end <= token.end + 1 or span.end - span.start < 45):
            continue  # "one of them expressed": what is left of a cue whose content is taken
        if span and span.start >= last and span.end - span.start > 20:
            last = span.end
            yield _trimmed(tree, span)


def _minor(sentence: Sentence, covered: Sequence[Span]) -> bool:
    """True where what is covered is less than half of the sentence."""
    total = sum(min(c.end, sentence.end) - max(c.start, sentence.start) for c in covered)
    return 2 * total < sentence.end - sentence.start


def _loose(tree: Tree, verb: int) -> bool:
    """True for a clause set off by commas, or in front: a statement of its own."""
    if tree.tokens[verb].dep in ("ROOT", "conj"):
        return True
    low = tree.first[verb]
    sentence = tree.sentences[tree.sentence[verb]]
    return low == sentence.first or tree.tokens[low - 1].text in (",", ";", "—", "–", ":")


def _in(covered: Sequence[Span], offset: int) -> bool:
    return any(span.start <= offset < span.end for span in covered)


def _outside(span: Span, covered: Sequence[Span]) -> Span | None:
    """The longer side of a span that what is covered leaves."""
    for other in covered:
        if other.start < span.end and span.start < other.end:
            left, right = other.start - span.start, span.end - other.end
            if max(left, right) < 20:
                return None
            span = Span(span.start, other.start) if left >= right else Span(other.end, span.end)
    return span


def _trimmed(tree: Tree, span: Span) -> Span:
    """Without a conjunction or relative at its ends."""
    inside = list(tree.between(span.start, span.end))
    while inside and (
        tree.tokens[inside[-1]].pos in ("SCONJ", "CCONJ", "ADP", "PUNCT")
        or tree.tokens[inside[-1]].tag == "WDT"
    ):
        inside.pop()
    while inside and tree.tokens[inside[0]].pos in ("CCONJ", "PUNCT"):
        inside.pop(0)
    return bare(tree.text, tree.tokens[inside[0]].start, tree.tokens[inside[-1]].end) if inside else span


def _made(desk: _Desk, span: Span) -> Iterator[OwnVoice]:
    tree = desk.tree
    inside = tree.between(span.start, span.end)
    if len(inside) < 3 or _appeals(desk, inside):
        return
    verbs = [at for at in inside if tree.tokens[at].pos in ("VERB", "AUX")]
    ordered = _ordered(tree, inside)
    if not ordered and not any(finite(tree, at) for at in verbs) and not _terse(tree, inside, verbs):
        return
    marks = {
        "own_count": any(_witnesses(desk, at) for at in verbs),
        "withdraws": withdraws(tree, inside),
        "commentary": commentary(tree, inside),
    }
    features = {name: 1.0 for name, holds in marks.items() if holds}
    denied = False  # "has not fought since 1953" tells of something that is not so; it denies nobody's words
    for rejection in within(desk.untrue, span) if "withdraws" not in features else ():
        if rejection.high - rejection.low > (span.end - span.start) // 2 and rejection.low >= span.start - 4:
            span, denied = rejection.said, True
    yield OwnVoice(span, "request" if ordered else "assertion", denied, _hearsay(tree, inside), features)


def _ordered(tree: Tree, inside: range) -> bool:
    """True for an order: it opens the sentence, or follows a condition, and the sentence is closed."""
    root = _root(tree, inside)
    opens = root - inside[0] <= 2 or tree.tokens[root - 1].text in (",", ":")
    end = tree.tokens[inside[-1]].end
    return opens and orders(tree, root) and tree.text[end - 1 : end + 1].strip()[-1:] in (".", "!", ";", ",")


def _terse(tree: Tree, inside: range, verbs: Sequence[int]) -> bool:
    """True for a report without a finite verb: "Cut off in the valley: about 900", or one misread by the parse."""
    tokens = [tree.tokens[at] for at in inside]
    if any(t.pos == "NUM" for t in tokens) and any(t.text == ":" for t in tokens):
        return True
    return bool(verbs) and (len(tokens) >= 8 or tree.tokens[inside[0]].lemma in words("remarks"))


def _root(tree: Tree, inside: range) -> int:
    return next(
        (at for at in inside if tree.tokens[at].head not in inside or tree.tokens[at].head == at), inside[0]
    )


def _hearsay(tree: Tree, inside: range) -> Span | None:
    """ "reportedly": somebody nobody names said so."""
    for at in inside:
        token = tree.tokens[at]
        over = tree.tokens[token.head]
        main = over.pos in ("VERB", "AUX") and (finite(tree, token.head) or over.dep in ("ROOT", "conj"))
        if token.text.lower() in cue_words("adverbs") and token.pos == "ADV" and main:
            return Span(token.start, token.end)
    return None


def _appeals(desk: _Desk, inside: range) -> bool:
    """No statement: credits in brackets, addresses, words to the reader about the outlet itself."""
    tree = desk.tree
    first = tree.tokens[inside[0]]
    text = tree.text[first.start : tree.tokens[inside[-1]].end]
    if text[:1] in "[(<" or "<" in text or "@" in text or "www." in text or "://" in text:
        return True
    root = _root(tree, inside)
    if any(tree.tokens[s].text.lower() == "you" for s in tree.of(root, "nsubj")):
        return True
    lemmas = {tree.tokens[at].lemma.lower() for at in inside}
    if len(lemmas & words("promo")) >= (1 if orders(tree, root) or len(inside) < 10 else 2):
        return True
    return orders(tree, root) and any(
        desk.speakers.resolve(tree.tokens[at].start, tree.tokens[at].end).source_id
        == desk.speakers.publisher.source_id
        for at in inside
        if tree.tokens[at].pos == "PROPN"
    )


def _witnesses(desk: _Desk, verb: int) -> bool:
    """True where the outlet saw or counted for itself ("our reporter counted", "two of us walked ... and counted")."""
    tree = desk.tree
    if tree.tokens[verb].lemma not in _SEEING or tree.tokens[verb].pos != "VERB":
        return False
    found = subject(tree, verb)
    if found is None:
        return False
    who = found.antecedent if found.antecedent is not None else found.token
    if tree.tokens[who].text.lower() in ("you", "it", "that"):
        return False
    span = core(tree, who)
    if any(tree.tokens[at].text.lower() == "us" for at in tree.between(span.start, span.end)):
        return True
    source = desk.speakers.resolve(span.start, span.end)
    return source.source_id in desk.staff
