"""Who is behind a candidate's source: the links of its chain as its own clause tells them."""

from __future__ import annotations

import re

from ....model import Link, Span
from ..credits.candidates import Candidate
from ..parties import Party, parties, party, sourcelike, words
from ..speakers.pronouns import PLURAL
from ..syntax.tree import Tree
from .carriers import carriers, hearsay
from .cited import apposed_outlet, cited, only_cites
from .scene import FIRST, Scene, link, source_head, within

# What an outlet calls its own former words.
EARLIER = re.compile(
    r"\b(?:earlier|previous|original|first|prior)\s+(?:version|report|edition|article|story|headline)\b|"
    r"^(?:correction|clarification|editor['’]s note)$",
    re.IGNORECASE,
)


def own_links(place: Scene, candidate: Candidate) -> list[Link] | None:
    """Relays and origins as the candidate's own clause tells them."""
    tree, cue = place.tree, candidate.cue_token
    if (cue is not None and only_cites(place, candidate, cue)) or _informed(place, candidate):
        return None
    said = _earlier(place, candidate) or _document(place, candidate) or _speakers(place, candidate)
    if said and candidate.stance and (place.of_publisher(said[0].source) or _anyone(said)):
        return None
    heard = said and all(p.source.named for p in said)
    relays = [
        *(hearsay(tree, cue) if heard else ()),
        *(link("relay", p) for p in carriers(place, candidate, said)),
    ]
    quoted = cited(place, candidate, said)
    if quoted:
        relays = [*relays, *(link("relay", p) for p in said if not place.of_publisher(p.source))]
        said = quoted
    return [*relays, *(link("origin", p) for p in said)]


def _anyone(said: list[Party]) -> bool:
    """True for a "they" that nobody was named for: what they want, the writer says."""
    return len(said) == 1 and not said[0].source.named and said[0].source.name.lower() in PLURAL


def _informed(place: Scene, candidate: Candidate) -> bool:
    """ "According to information shared with us by N": the publisher says it, and N is its basis."""
    source = candidate.source
    if source is None or candidate.direct or not place.tree.text[: source.start].endswith("According to "):
        return False
    known = words("information") - words("numbers") - words("documents")
    heads = [at for at in place.tree.between(source.start, source.end) if place.tree.tokens[at].dep == "pobj"]
    told = bool(heads) and place.tree.tokens[heads[0]].lemma.lower() in known
    return told and any(basis.kind == "basis" for basis in within(place, source.start, source.end))


def _speakers(place: Scene, candidate: Candidate) -> list[Party]:
    source = candidate.source
    if source is None:
        lost = _lost(place, candidate)
        return [lost] if lost else []
    head = source_head(place.tree, candidate)
    apposed = apposed_outlet(place, candidate, head)
    if apposed:
        return [apposed]
    spoken = _labelled(place, candidate)
    if spoken:
        return [spoken]
    found = parties(place.tree, place.speakers, head)
    if len(found) > 1 or found[0].end is None:
        return found
    # The whole phrase as the rules found it, but for what says who carried it.
    return [Party(found[0].source, *_trimmed(place.tree, source, head))]


def _lost(place: Scene, candidate: Candidate) -> Party | None:
    """ "A trader who sells buttons, and who would not give her name, says that ...": who opens the sentence."""
    tree, cue = place.tree, candidate.cue_token
    if cue is None or tree.tokens[cue].tag not in ("VBZ", "VBD", "VBP") or tree.tokens[cue - 1].text != ",":
        return None
    first = tree.sentences[tree.sentence[cue]].first
    head = (
        next((at for at in range(first, cue) if tree.tokens[at].text.lower() in ("who", "which", ",")), cue)
        - 1
    )
    if not first <= head < min(first + 6, cue - 2) or tree.tokens[head].pos not in ("NOUN", "PROPN"):
        return None
    span = tree.span(first, head)
    opens = tree.tokens[first].pos in ("DET", "NUM", "PROPN") and tree.tokens[head + 1].text.lower() in (
        "who",
        "which",
        ",",
    )
    if not opens or not sourcelike(tree, place.speakers, head):
        return None
    return Party(place.speakers.resolve(span.start, span.end), span.start, span.end)


def _earlier(place: Scene, candidate: Candidate) -> list[Party]:
    """ "An earlier version of this article said": the publisher, then."""
    source = candidate.source
    if source is None or not EARLIER.search(place.tree.text[source.start : source.end]):
        return []
    return [Party(place.speakers.publisher, source.start, source.end)]


def _labelled(place: Scene, candidate: Candidate) -> Party | None:
    """ "HOLUB: ...": the one person of that surname."""
    source = candidate.source
    label = place.tree.text[source.start : source.end] if source else ""
    if source is None or candidate.construction != "label" or not label.isupper():
        return None
    last = label.split()[-1].casefold()
    people = [s for s in place.speakers.sources.values() if s.kind == "person"]
    same = [
        s for s in people if any(alias.split()[-1].casefold() == last for alias in s.aliases if alias.split())
    ]
    return Party(same[0], source.start, source.end) if len({s.source_id for s in same}) == 1 else None


def _trimmed(tree: Tree, source: Span, head: int) -> tuple[int, int]:
    """The phrase up to ", cited by ..." or ", citing ..."."""
    end = source.end
    for child in tree.of(head, "acl", "relcl"):
        if child > head and tree.tokens[child].lemma in words("cite"):
            end = min(end, tree.tokens[max(head, tree.first[child] - 1)].end)
    while end > source.start and tree.text[end - 1] in " ,":
        end -= 1
    return source.start, max(end, source.start + 1)


def _document(place: Scene, candidate: Candidate) -> list[Party]:
    """Whose book it is that a quotation was read from: "the log of the station ... has: '...'"."""
    tree = place.tree
    first = candidate.source is None or (
        tree.text[candidate.source.start : candidate.source.end].lower() in FIRST
        and place.of_publisher(place.speakers.resolve(candidate.source.start, candidate.source.end))
    )
    if not candidate.direct or not first:
        return []
    before = tree.at(max(0, candidate.content.start - 3))
    sentence = tree.sentences[tree.sentence[before]]
    for at in range(sentence.first, min(before + 1, sentence.last)):
        token = tree.tokens[at]
        if token.dep == "nsubj" and token.lemma.lower() in words("documents") and tree.quote[at] < 0:
            return [party(tree, place.speakers, at)]
    return []
