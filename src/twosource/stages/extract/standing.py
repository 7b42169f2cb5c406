"""Which candidates stand, and where their contents end: what the outlet adds is not what the source said."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...model import Dissection, Span
from .candidates import Candidate
from .carriers import EARLIER, source_head
from .parties import sourcelike
from .parties import words as chain_words
from .pieces import bare
from .silence import Silence, words
from .speakers import Speakers
from .tree import Tree

# "PORT ASHBY, Norland (TPA) — ": a place in capitals, perhaps a state or a date, an agency, a dash.
_DATELINE = re.compile(
    r"\s*(?:[A-Z][A-Z.'’-]+(?:[ -][A-Z][A-Z.'’-]+){0,4}(?:, ?[\w. ]{2,30}){0,2}(?: \([^()\n]{2,40}\))?|"
    r"\([A-Z][\w ./]{1,30}\))\s?[—–-]{1,2}\s"
)
_ANONYMITY = re.compile(
    r"\b(?:not to be (?:named|identified|quoted)|^to be (?:named|identified|quoted)|anonym\w+|(?:not to use|withhold|not be given|left out).{0,20}name|"
    r"name to be left out|not to use (?:his|her|their) names?)\b",
    re.IGNORECASE,
)
_HOSTS = frozenset(
    [
        "presenter",
        "host",
        "anchor",
        "newsreader",
        "announcer",
        "interviewer",
        "moderator",
        "correspondent",
        "reporter",
        "q",
        "question",
    ]
)
_CLAIMS = frozenset(
    [
        "claim",
        "charge",
        "allegation",
        "accusation",
        "figure",
        "report",
        "statement",
        "number",
        "account",
        "version",
        "story",
    ]
)
_DEFINITE = frozenset(["the", "this", "that", "these", "those", "a", "such", "its", "his", "her", "their"])
_POINTING = frozenset(["this", "that", "it", "these", "those", "theirs", "him", "her", "them", "so"])
_ASIDES = frozenset(
    ["while", "whereas", "with", "but", "although", "though", "and", "however", "which", "as"]
)
REMARKS = frozenset(
    [
        "mark",
        "raise",
        "underscore",
        "highlight",
        "fuel",
        "spark",
        "prompt",
        "signal",
        "cast",
        "deepen",
        "add",
        "underline",
    ]
)
_EFFECTS = frozenset(
    [
        "add",
        "offer",
        "cover",
        "raise",
        "continue",
        "keep",
        "release",
        "pose",
        "take",
        "mark",
        "draw",
        "provide",
    ]
)
_SHOWING = frozenset(
    [
        "show",
        "suggest",
        "indicate",
        "mean",
        "prove",
        "demonstrate",
        "illustrate",
        "reflect",
        "confirm",
        "underline",
    ]
)


def standing(
    dissection: Dissection,
    tree: Tree,
    speakers: Speakers,
    proposed: Sequence[Candidate],
    silent: Sequence[Silence],
) -> list[Candidate]:
    """The candidates that attribute something to somebody, their contents closed, in order of content."""
    kept = [c for c in proposed if _stands(tree, speakers, c, silent) and not _furniture(dissection, c)]
    kept = [_sourced(tree, c) for c in kept]
    credited = {c.content for c in kept if c.source is not None}
    kept = [c for c in kept if c.source is not None or c.content not in credited]
    kept = [c for c in kept if c.source is not None or c.direct or not _agentless(c, kept)]
    kept = [_marked(tree, c) for c in kept]
    cut = [piece for c in kept for piece in _closed(tree, c, kept, silent)]
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
    if len(words_) <= 3 and (last in _POINTING or (last in _CLAIMS and words_[0] in _DEFINITE)):
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
    lemma = candidate.lemma.split(" ")[0]
    clausal = candidate.construction in ("that", "quote", "parenthetical")
    weak = lemma in words("assess") | _EFFECTS and not (clausal and lemma == "add")
    if said in ("it", "this", "that"):
        return not weak and lemma not in _SHOWING
    head = source_head(tree, candidate)
    if "nested" in candidate.features and tree.tokens[head].lemma.lower() in chain_words("documents"):
        return False
    weak = weak or "nested" in candidate.features or tree.tokens[head].lemma.lower() in chain_words("events")
    weak = weak or (lemma in _SHOWING and candidate.construction == "np")
    return not weak or sourcelike(tree, speakers, head)


def _reported_thing(tree: Tree, candidate: Candidate) -> bool:
    """ "The charges, first reported by B, cover ...": a noun that B reported, and no content."""
    cue = candidate.cue_token
    if candidate.construction != "passive" or cue is None or tree.tokens[cue].dep != "acl":
        return False
    return tree.tokens[cue].lemma in chain_words("carry")


def _host(tree: Tree, candidate: Candidate) -> bool:
    """True for the outlet's own voice in a transcript: "PRESENTER: ...", "Q: ..."."""
    source = candidate.source
    return source is not None and tree.text[source.start : source.end].lower() in _HOSTS


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
    if at < 0:
        return False
    text = dissection.report.text
    return (
        text[starts[at].start] in "(["
        and text[starts[at].end - 1] in ")]"
        and starts[at].end - starts[at].start < 300
    )


# --- where a content ends --------------------------------------------------------------------


def _closed(
    tree: Tree, candidate: Candidate, others: Sequence[Candidate], silent: Sequence[Silence]
) -> Iterator[Candidate]:
    candidate = _in_sentence(tree, _placed(tree, _opened(tree.text, candidate)))
    if candidate.verb == "denied" and (colon := _after_colon(tree, candidate)):
        yield replace(candidate, content=colon[0], parts=(colon[0],))
        yield replace(candidate, content=colon[1], parts=(colon[1],), verb="said", lemma="say")
        return
    if candidate.direct:
        yield candidate
        return
    end = min(
        [candidate.content.end, *_remarks(tree, candidate), *_asides(tree, candidate, others, silent)],
    )
    yield _ended(tree.text, candidate, end) if end < candidate.content.end else candidate


def _sourced(tree: Tree, candidate: Candidate) -> Candidate:
    """Where no source was found: the name at the end of the content, "..., the governor's office, N, said"."""
    if candidate.source is not None or candidate.direct or not candidate.cue or len(candidate.parts) != 1:
        return candidate
    content, cue = candidate.content, candidate.cue[0]
    if cue.start < content.end or tree.text[content.end : cue.start].strip(" \t") != ",":
        return candidate
    comma, at = 0, tree.at(cue.start - 1)
    while (
        at > tree.at(content.start)
        and tree.tokens[at].pos not in ("VERB", "AUX", "ADV", "SCONJ")
        and tree.at(cue.start) - at < 16
    ):
        comma = at if tree.tokens[at].text == "," and tree.tokens[at].start < content.end else comma
        at -= 1
    if not comma:
        return candidate
    source = Span(tree.tokens[comma + 1].start, content.end)
    part = bare(tree.text, content.start, tree.tokens[comma].start)
    return replace(candidate, source=source, content=part, parts=(part,))


def _in_sentence(tree: Tree, candidate: Candidate) -> Candidate:
    """Words after a colon without quotation marks end with their sentence; labels of a transcript do not."""
    start = candidate.content.start
    if candidate.construction == "label" or candidate.direct or len(candidate.parts) > 1:
        return candidate
    sentence = tree.sentences[tree.sentence[tree.at(start)]]
    return (
        _ended(tree.text, candidate, sentence.end) if sentence.end < candidate.content.end - 3 else candidate
    )


def _placed(tree: Tree, candidate: Candidate) -> Candidate:
    """Without the occasion before "that": "said in a statement that X" says X."""
    start, end = candidate.parts[0].start, candidate.parts[0].end
    inside = tree.between(start, end)
    if candidate.direct or not inside or tree.tokens[inside[0]].pos != "ADP":
        return candidate
    for at in inside[1:9]:
        if tree.tokens[at].text.lower() == "that" and _occasion(tree, inside[0], at):
            part = bare(tree.text, tree.tokens[at].end, end)
            parts = (part, *candidate.parts[1:])
            return replace(candidate, parts=parts, content=Span(part.start, candidate.content.end))
    return candidate


def _occasion(tree: Tree, first: int, last: int) -> bool:
    lemmas = {tree.tokens[at].lemma.lower() for at in range(first, last)}
    return bool(
        lemmas & (chain_words("talk") | chain_words("documents") | {"conference", "hearing", "meeting"})
    )


def _opened(text: str, candidate: Candidate) -> Candidate:
    """Without the dateline that the paragraph opens with."""
    first = candidate.parts[0]
    line = text.rfind("\n", 0, first.start) + 1
    found = _DATELINE.match(text, line, min(len(text), line + 120))
    if not found or not first.start < found.end() < first.end:
        return candidate
    parts = (Span(found.end(), first.end), *candidate.parts[1:])
    return replace(candidate, parts=parts, content=Span(parts[0].start, candidate.content.end))


def dateline(text: str, start: int) -> int:
    """Where the text goes on after the dateline of the paragraph that holds ``start``."""
    line = text.rfind("\n", 0, start) + 1
    found = _DATELINE.match(text, line, min(len(text), line + 120))
    return max(start, found.end()) if found else start


def _after_colon(tree: Tree, candidate: Candidate) -> tuple[Span, Span] | None:
    """ "We reject this: every check was made": what is denied, and what is said against it."""
    text, start, end = tree.text, candidate.content.start, candidate.content.end
    colon = text.find(":", start, min(end + 2, start + 60))
    if colon < 0 or len(text[start:colon].split()) > 4:
        return None
    sentence = tree.sentences[tree.sentence[tree.at(start)]]
    answer = bare(text, colon + 1, max(end, sentence.end))
    return (bare(text, start, colon), answer) if answer.end - answer.start > 12 else None


def _remarks(tree: Tree, candidate: Candidate) -> Iterator[int]:
    """The outlet's participle behind an indirect content: "..., marking the first time"."""
    for part in candidate.parts:
        for at in tree.between(part.start + 12, part.end):
            token = tree.tokens[at]
            if token.tag == "VBG" and token.lemma in REMARKS and tree.tokens[at - 1].text == ",":
                yield tree.tokens[at - 1].start


def _asides(
    tree: Tree, candidate: Candidate, others: Sequence[Candidate], silent: Sequence[Silence]
) -> Iterator[int]:
    """Where another voice takes over after a comma: "..., while B puts it at six", "..., although nobody knows"."""
    low = bisect_left(others, candidate.content.start, key=lambda c: c.content.start)
    at = low
    while at < len(others) and others[at].content.start < candidate.content.end:
        other = others[at]
        begins = min(
            [
                other.content.start,
                *(s.start for s in other.cue),
                *([other.source.start] if other.source else []),
            ]
        )
        if other is not candidate and other.source and candidate.content.start < begins:
            yield from _break(tree, candidate, begins)
        at += 1
    at = bisect_left(silent, candidate.content.start + 1, key=lambda s: s.span.start)
    while at < len(silent) and silent[at].span.start < candidate.content.end:
        if silent[at].kind == "not_verified" and not silent[at].parties:
            yield from _break(tree, candidate, silent[at].span.start)
        at += 1


def _break(tree: Tree, candidate: Candidate, start: int) -> Iterator[int]:
    """The comma before a clause that begins at ``start`` with a word that sets it apart."""
    index = tree.at(start)
    for back in range(index - 1, max(index - 4, 0), -1):
        if tree.tokens[back].text == "," and tree.tokens[back].start > candidate.content.start + 12:
            between = {tree.tokens[at].text.lower() for at in range(back + 1, index + 1)}
            if between & _ASIDES:
                yield tree.tokens[back].start
            return


def _ended(text: str, candidate: Candidate, end: int) -> Candidate:
    parts = tuple(
        part
        for part in (bare(text, p.start, min(p.end, end)) for p in candidate.parts if p.start < end)
        if part.end > part.start
    )
    if not parts:
        return candidate
    return replace(candidate, parts=parts, content=Span(parts[0].start, parts[-1].end))
