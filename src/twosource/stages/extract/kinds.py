"""How a candidate is meant: its kind, polarity, hedges and medium. docs/statements.md has the table.

Polarity is the speaker's stand on the content span: ``denied`` where the cue denies it ("denied that X") or
is itself negated ("did not say that X"). A negation inside the content ("said no gate was opened") is part of
what is claimed: the statement stays affirmed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from ...data import table
from ...model import Passed, Span, StatementKind
from .credits.candidates import Candidate
from .parties import words as eventful
from .silence.kept import Silence, words
from .syntax.negation import negated
from .syntax.tree import Tree

# A complaint or an apology "that" something is so says that it is so.
_HOLDING = frozenset(("stand", "stick", "hold"))
_FEELING = frozenset(("criticised", "apologised", "praised"))


@dataclass(frozen=True, slots=True)
class Manner:
    """What is said of a statement beside who says what."""

    kind: StatementKind
    polarity: Literal["affirmed", "denied"]
    hedges: tuple[Passed, ...]
    medium: str | None


def manner(tree: Tree, candidate: Candidate, inside: Sequence[Silence] = ()) -> Manner:
    """Kind, polarity, hedges and medium of a candidate; ``inside`` are the silences told in its content."""
    return Manner(
        _kind(tree, candidate, inside),
        _polarity(tree, candidate),
        (*_by_nobody(tree, candidate), *hedges(tree, candidate.parts, candidate.cue_token)),
        medium(tree, candidate),
    )


def alleged(tree: Tree, cue: int | None) -> bool:
    """True for "purportedly showing", "allegedly said": the outlet does not stand by the cue."""
    doubts = ("allegedly", "purportedly", "supposedly")
    return cue is not None and any(tree.tokens[c].text.lower() in doubts for c in tree.of(cue, "advmod"))


def _kind(tree: Tree, candidate: Candidate, inside: Sequence[Silence]) -> StatementKind:
    for silence in inside:
        if _share(silence.span, candidate) >= 0.6:
            return silence.kind
    if candidate.verb in ("requested", "asked"):
        return "assertion" if _retold(candidate) else "request"
    if candidate.verb == "declined":
        return "stance"  # a refusal to do something; a refusal to speak is a silence
    told = candidate.verb in _FEELING and candidate.construction in ("that", "quote", "parenthetical")
    held = candidate.lemma.split(" ")[0] in _HOLDING  # "holds to a limit of 80"
    nobody = candidate.source is None and candidate.construction == "passive"  # "are thought to be dead"
    if (candidate.stance and not told and not held and not nobody) or _bare(tree, candidate):
        return "stance"
    return "request" if candidate.direct and _orders(tree, candidate) else "assertion"


_BARE = frozenset(("np", "prep", "noun prep"))
_EVENTFUL = re.compile(r"(?:tion|sion|ment|ing|ure|ance|ence|al|age|sis|ery)$")


def _bare(tree: Tree, candidate: Candidate) -> bool:
    """True for a content that only names a thing ("its condolences", "the pass"): it claims nothing by itself."""
    if candidate.construction not in _BARE or candidate.direct or candidate.verb in ("denied", "withdrew"):
        return False
    if candidate.lemma.split(" ")[0] in words("showing"):
        return False  # what a picture shows
    inside = tree.between(candidate.content.start, candidate.content.end)
    if any(tree.tokens[at].pos in ("VERB", "AUX", "NUM") or tree.quote[at] >= 0 for at in inside):
        return False
    if candidate.lemma.startswith("report") and any(_placed(tree, at) for at in inside):
        return False  # "the Post's report of a school class on the quay"
    heads = (tree.tokens[at] for at in inside if tree.tokens[at].head not in inside)
    return not any(_tells(token.lemma.lower()) or token.ent for token in heads)


def _placed(tree: Tree, at: int) -> bool:
    """True for the preposition of a place that hangs from a thing: "lorries at the gate"."""
    token = tree.tokens[at]
    return (
        token.text.lower() in ("on", "in", "at", "near", "under", "behind", "outside", "inside")
        and token.dep == "prep"
        and tree.tokens[token.head].pos == "NOUN"
    )


_COURTESIES = frozenset(
    ("condolence", "sympathy", "congratulation", "greeting", "prayer", "thank", "wish", "regard")
)
_PROSPECTS = frozenset(("need", "plan", "intent", "right", "risk", "danger", "threat", "fact", "possibility", "deal", "rule",
                        "ban", "law", "use", "lack", "role", "responsibility", "guilt", "liability", "blame", "victory", "defeat", "strike", "war", "link", "tie", "limit", "duty", "extent", "scale"))  # fmt: skip


def _tells(lemma: str) -> bool:
    """True for a noun that tells of something done or to be done, and is no courtesy."""
    if lemma in _COURTESIES:
        return False
    return bool(_EVENTFUL.search(lemma)) or lemma in eventful("events") or lemma in _PROSPECTS


def _retold(candidate: Candidate) -> bool:
    """True where the request is told as an event: "600 families were told by the county to leave"."""
    cue = candidate.cue[0].start if candidate.cue else -1
    return candidate.construction == "passive" and candidate.content.start <= cue < candidate.content.end


def _share(span: Span, candidate: Candidate) -> float:
    shared = min(span.end, candidate.content.end) - max(span.start, candidate.content.start)
    return max(0, shared) / max(1, candidate.content.end - candidate.content.start)


def _orders(tree: Tree, candidate: Candidate) -> bool:
    """True for a quotation that is one order: "Keep off the road" """
    inside = tree.between(candidate.content.start, candidate.content.end)
    heads = [
        at for at in inside if tree.tokens[at].dep in ("ROOT", "ccomp", "parataxis") and at - inside[0] <= 4
    ]
    return bool(heads) and orders(tree, heads[0]) and all(tree.tokens[at].pos != "PRON" for at in inside[:1])


def orders(tree: Tree, verb: int) -> bool:
    """True for an imperative: a bare verb without a subject."""
    token = tree.tokens[verb]
    if token.pos not in ("VERB", "AUX") or token.tag not in ("VB", "VBP"):
        return False
    if tree.of(verb, "nsubj", "nsubjpass", "expl", "csubj"):
        return False
    aux = [tree.tokens[c] for c in tree.of(verb, "aux")]
    return token.tag == "VB" and all(a.lemma == "do" and a.text.lower() not in ("does", "did") for a in aux)


def _polarity(tree: Tree, candidate: Candidate) -> Literal["affirmed", "denied"]:
    cue = candidate.cue_token
    if "rejects" in candidate.features:
        return "denied"
    denies = candidate.verb == "denied"
    if cue is not None and candidate.construction not in ("quote", "according") and negated(tree, cue):
        return "affirmed" if denies else "denied"
    return "denied" if denies else "affirmed"


# --- hedges ----------------------------------------------------------------------------------


def hedges(tree: Tree, parts: Sequence[Span], cue: int | None = None) -> Iterator[Passed]:
    """The words that weaken a content, inside it or beside its cue, with their offsets."""
    for at in _near(tree, parts, cue):
        token = tree.tokens[at]
        lemma = token.lemma.lower()
        span: Span | None = None
        if (
            (lemma in words("hedge_adverbs") and token.pos == "ADV")
            or (lemma in words("hedge_modals") and token.tag == "MD")
            or (lemma in words("hedge_adjectives") and token.pos in ("ADJ", "VERB"))
        ):
            span = Span(token.start, token.end)
        elif token.pos == "VERB" and lemma in words("hedge_passives") | words("hedge_verbs"):
            span = _verbal(tree, at, lemma)
        if span:
            yield Passed(span.start, span.end, tree.text[span.start : span.end])


def _by_nobody(tree: Tree, candidate: Candidate) -> Iterator[Passed]:
    """ "is believed to", "is said to": a passive that nobody stands behind is itself a hedge."""
    cue = candidate.cue_token
    if candidate.source is None and cue is not None and tree.tokens[cue].lemma in words("hedge_passives"):
        span = _verbal(tree, cue, tree.tokens[cue].lemma)
        if span:
            yield Passed(span.start, span.end, tree.text[span.start : span.end])


def _near(tree: Tree, parts: Sequence[Span], cue: int | None) -> Iterator[int]:
    beside = (
        []
        if cue is None
        else [c for c in tree.of(cue, "advmod", "aux") if not _inside(parts, tree.tokens[c].start)]
    )
    yield from beside
    for part in parts:
        yield from tree.between(part.start, part.end)


def _inside(parts: Sequence[Span], offset: int) -> bool:
    return any(part.start <= offset < part.end for part in parts)


def _verbal(tree: Tree, at: int, lemma: str) -> Span | None:
    """ "is believed to", "appears to", "could not be verified"."""
    infinitive = next((c for c in tree.of(at, "xcomp", "ccomp") if c > at), None)
    to = (
        None
        if infinitive is None
        else next((c for c in tree.of(infinitive, "aux") if tree.tokens[c].text.lower() == "to"), None)
    )
    if lemma in words("hedge_passives"):
        passive = tree.of(at, "auxpass")
        if not passive or (to is None and not tree.of(at, "nsubjpass")):
            return None
        if to is None and not any(tree.tokens[s].text.lower() == "it" for s in tree.of(at, "nsubjpass")):
            return None
        return Span(tree.tokens[passive[0]].start, tree.tokens[to if to is not None else at].end)
    if lemma in ("suggest", "indicate", "imply", "hint"):
        return None if infinitive is None else Span(tree.tokens[at].start, tree.tokens[at].end)
    return None if to is None else Span(tree.tokens[at].start, tree.tokens[to].end)


# --- medium ----------------------------------------------------------------------------------


@cache
def _media() -> dict[str, str]:
    found: dict[str, str] = table("manner.json")["media"]
    return found


@cache
def _rank() -> dict[str, int]:
    return {name: at for at, name in enumerate(table("manner.json")["media_rank"].split())}


def medium(tree: Tree, candidate: Candidate) -> str | None:
    """Where it was said, as the sentence of the cue tells it: Telegram, X, a statement, a briefing ..."""
    if not candidate.cue and candidate.source is None:
        return None
    at = candidate.cue_token
    if at is None:
        at = tree.at(candidate.cue[0].start if candidate.cue else candidate.content.start)
    sentence = tree.sentences[tree.sentence[at]]
    found: list[str] = []
    for index in range(sentence.first, sentence.last):
        token = tree.tokens[index]
        if tree.quote[index] >= 0 or _inside(candidate.parts, token.start):
            continue
        name = _medium_of(tree, index, at)
        if name:
            found.append(name)
    return min(found, key=lambda name: _rank().get(name, 99), default=None)


def _medium_of(tree: Tree, index: int, cue: int) -> str | None:
    token = tree.tokens[index]
    if token.text == "X" and tree.tokens[token.head].text.lower() in ("on", "via", "to"):
        return "X"
    lemma = token.lemma.lower()
    if index == cue:
        return {"tweet": "X", "retweet": "X", "email": "email", "telephone": "telephone"}.get(lemma)
    name = _media().get(lemma)
    if name is None or token.pos not in ("NOUN", "PROPN"):
        return None
    if lemma == "conference":
        kind = {tree.tokens[c].lemma.lower() for c in tree.children[index]}
        return name if kind & {"news", "press"} else None
    if lemma in ("reporter", "journalist"):
        return name if token.dep in ("dobj", "dative") and token.head == cue else None
    if token.dep == "pobj":
        return name if tree.tokens[token.head].text.lower() in _PLACED else None
    subject = (
        token.dep in ("nsubj", "nsubjpass") and token.head == cue and name not in ("parliament", "court")
    )
    issued = token.dep == "dobj" and tree.tokens[token.head].lemma in (
        "issue",
        "release",
        "publish",
        "post",
        "make",
        "send",
    )
    told = (
        token.dep in ("dobj", "dative")
        and token.head == cue
        and name in ("parliament", "hearing", "court", "briefing")
    )
    return name if subject or issued or told else None


_PLACED = frozenset(
    ["in", "on", "at", "via", "through", "by", "over", "during", "to", "from", "before", "into", "with"]
)
