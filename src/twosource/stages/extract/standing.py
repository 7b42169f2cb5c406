"""Which candidates stand: things that only have an effect, silences and pointers at nothing do not."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from ...model import Dissection
from .chain.behind import EARLIER
from .chain.scene import source_head
from .closing import closed, sourced
from .credits.candidates import Candidate
from .parties import sourcelike
from .parties import words as chain_words
from .rejecting import rejecting
from .rejections import Rejection
from .silence.kept import Silence, words
from .speakers import Speakers
from .syntax.tree import Tree

_ANONYMITY = re.compile(
    r"\b(?:not to be (?:named|identified|quoted)|^to be (?:named|identified|quoted)|anonym\w+|(?:not to use|withhold|not be given|left out).{0,20}name|"
    r"names? (?:to )?(?:not )?be (?:used|given|printed|published|withheld)|name to be left out|not to use (?:his|her|their) names?)\b",
    re.IGNORECASE,
)
_DEFINITE = frozenset(["the", "this", "that", "these", "those", "a", "such", "its", "his", "her", "their"])
_POINTING = frozenset(["this", "that", "it", "these", "those", "theirs", "him", "her", "them", "so"])


def standing(
    dissection: Dissection,
    tree: Tree,
    speakers: Speakers,
    proposed: Sequence[Candidate],
    silent: Sequence[Silence],
    untrue: Sequence[Rejection],
) -> list[Candidate]:
    """The candidates that attribute something to somebody, their contents closed, in order of content."""
    kept = [c for c in proposed if _stands(tree, speakers, c, silent) and not _furniture(dissection, c)]
    kept = [sourced(tree, c) for c in kept]
    credited = {c.content for c in kept if c.source is not None}
    kept = [c for c in kept if c.source is not None or c.content not in credited]
    kept = [c for c in kept if c.source is not None or c.direct or not _agentless(c, kept)]
    kept = [_marked(tree, c) for c in kept]
    cut = [piece for c in kept for piece in closed(tree, c, kept, silent)]
    cut = list(rejecting(tree, cut, untrue)) if untrue else cut
    return sorted(cut, key=lambda c: (c.content.start, c.content.end))


# --- what does not stand ---------------------------------------------------------------------


def _stands(tree: Tree, speakers: Speakers, candidate: Candidate, silent: Sequence[Silence]) -> bool:
    text = tree.text[candidate.content.start : candidate.content.end]
    if _ANONYMITY.search(text) and (candidate.verb == "requested" or len(text) < 40):
        return False
    if candidate.construction == "label" and _host(tree, candidate):
        return False
    if text.lower() in _POINTING and candidate.verb != "denied":
        return False
    if text.lower().split(" ")[-1] in words("asked_for") and candidate.lemma in ("seek", "request"):
        return False
    if (
        _reported_thing(tree, candidate)
        or _hands_out(tree, candidate)
        or (text.lower().startswith("whether") and candidate.lemma == "see")
    ):
        return False
    return _somebody(tree, speakers, candidate) and not _silent(tree, candidate, silent)


def _marked(tree: Tree, candidate: Candidate) -> Candidate:
    """``withdrawn``: the outlet's former words; ``anaphor``: a content that only points back ("this", "the claim")."""
    source, text = candidate.source, tree.text[candidate.content.start : candidate.content.end]
    marks: dict[str, float] = {}
    if source and EARLIER.search(tree.text[source.start : source.end]):
        marks["withdrawn"] = 1.0
    words_ = text.lower().split()
    last = words_[-1].strip(".,") if words_ else ""
    bare = (
        candidate.construction in ("small", "as") and len(words_) <= 3 and words_[0] in _POINTING
    )  # "him dead"
    if bare or (
        len(words_) <= 3 and (last in _POINTING or (last in words("claims") and words_[0] in _DEFINITE))
    ):
        marks["anaphor"] = 1.0
    return replace(candidate, features={**candidate.features, **marks}) if marks else candidate


def _agentless(candidate: Candidate, others: Sequence[Candidate]) -> bool:
    """True for a passive without its doer that reports no words ("150 were asked to leave"), or in another's words."""
    if candidate.verb in ("requested", "asked"):
        return True
    cue = candidate.cue[0] if candidate.cue else candidate.content
    at = bisect_left(others, cue.end, key=lambda c: c.content.start)
    return any(
        other is not candidate and part.start <= cue.start and cue.end <= part.end
        for other in others[max(0, at - 12) : at]
        for part in other.parts
    )


def _somebody(tree: Tree, speakers: Speakers, candidate: Candidate) -> bool:
    """False for the reader ("you will see") and for things that only have an effect ("the move raises fears")."""
    source = candidate.source
    if source is None:
        return True
    said = tree.text[source.start : source.end].lower()
    if said in ("you", "one") and not candidate.direct:
        return False
    if said in ("nobody", "no one", "no-one", "none"):
        return False  # what nobody says is told by the outlet
    lemma = candidate.lemma.split(" ")[0]
    clausal = candidate.construction in ("that", "quote", "parenthetical")
    weak = lemma in words("assess") | words("effects") and not (clausal and lemma == "add")
    if said in ("it", "this", "that") and candidate.antecedent is None:
        return not weak and lemma not in words("showing")
    head = source_head(tree, candidate)
    if "nested" in candidate.features and tree.tokens[head].lemma.lower() in chain_words("documents"):
        return False
    weak = weak or "nested" in candidate.features or tree.tokens[head].lemma.lower() in chain_words("events")
    weak = weak or (lemma in words("showing") and candidate.construction == "np")
    weak = weak or _promises(tree, candidate, head)
    return not weak or sourcelike(tree, speakers, head)


def _promises(tree: Tree, candidate: Candidate, head: int) -> bool:
    """ "The pact pledged help": a text that binds tells what it says only where it says that something is so."""
    cue = candidate.cue_token
    if cue is None or tree.tokens[cue].dep == "acl":
        return False
    return tree.tokens[head].lemma.lower() in words("pacts") and candidate.construction not in (
        "that",
        "quote",
    )


def _reported_thing(tree: Tree, candidate: Candidate) -> bool:
    """ "The charges, first reported by B, cover ...": a noun that B reported, and no content."""
    cue = candidate.cue_token
    if candidate.construction != "passive" or cue is None or tree.tokens[cue].dep != "acl":
        return False
    return tree.tokens[cue].lemma in chain_words("carry")


def _host(tree: Tree, candidate: Candidate) -> bool:
    """True for the outlet's own voice in a transcript: "PRESENTER: ...", "Q: ..."."""
    source = candidate.source
    return source is not None and tree.text[source.start : source.end].lower() in words("hosts")


def _hands_out(tree: Tree, candidate: Candidate) -> bool:
    """ "issued a statement", "shared images", "added a layer": an object, and no content."""
    cue = candidate.cue_token
    if candidate.construction not in ("np", "passive", "rest") or cue is None or candidate.direct:
        return False
    lemma = candidate.lemma.split(" ")[0]
    nouns = [
        *tree.of(cue, "dobj", "nsubjpass"),
        *([tree.tokens[cue].head] if tree.tokens[cue].dep == "acl" and tree.tokens[cue].tag == "VBN" else []),
    ]
    objects = [tree.tokens[noun].lemma.lower() for noun in nouns]
    things = chain_words("documents") | chain_words("numbers") | chain_words("information")
    short = len(tree.between(candidate.content.start, candidate.content.end)) <= 5
    if lemma in chain_words("publish") | {"show", "air", "unveil", "present", "deliver", "offer"}:
        return short and any(o in things for o in objects)
    return lemma == "add"


def _silent(tree: Tree, candidate: Candidate, silent: Sequence[Silence]) -> bool:
    """True for a cue that is itself a silence ("declined to comment", "could not confirm")."""
    if not candidate.cue:
        return False
    cue = candidate.cue[0]
    at = bisect_left(silent, cue.start - 400, key=lambda s: s.span.start)
    while at < len(silent) and silent[at].span.start < cue.end:
        if silent[at].cue.start < cue.end and cue.start < silent[at].cue.end:
            return True
        token = None if candidate.cue_token is None else tree.tokens[candidate.cue_token]
        if token and token.dep == "conj" and token.head == silent[at].trigger and candidate.verb == "denied":
            return True  # "would neither confirm nor deny"
        if (
            token
            and token.dep == "xcomp"
            and token.head == silent[at].trigger
            and silent[at].verb == "declined"
        ):
            return True  # "declined to say whether"
        at += 1
    return False


def _furniture(dissection: Dissection, candidate: Candidate) -> bool:
    """True inside a paragraph in brackets: "(Reporting by ...)"."""
    starts = dissection.passages
    at = bisect_left(starts, candidate.content.start + 1, key=lambda p: p.start) - 1
    if at < 0 or candidate.construction == "label":
        return False
    return in_brackets(dissection.report.text, starts[at].start, starts[at].end)


def in_brackets(text: str, start: int, end: int) -> bool:
    """True where one pair of brackets holds all of a short paragraph; "[clip] ... [clip ends]" are two pairs."""
    closing = {"(": ")", "[": "]"}.get(text[start])
    return closing is not None and end - start < 300 and text.find(closing, start, end) == end - 1
