"""Who is behind a candidate's source, and who carried it: "A, cited by B", "B, citing A", "A told B"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...model import Link, Source, Span
from ...text import fold, slug
from .candidates import Candidate
from .cues import words as cue_words
from .parties import Party, core, parties, party, sourcelike, words
from .scene import FIRST, UNNAMED, Scene, in_parts, link, outlets_between
from .tree import Tree

# What an outlet calls its own former words.
EARLIER = re.compile(
    r"\b(?:earlier|previous|original|first|prior)\s+(?:version|report|edition|article|story|headline)\b|"
    r"^(?:correction|clarification|editor['’]s note)$",
    re.IGNORECASE,
)
_OPENERS = frozenset(("Quoting", "Citing"))
_INTO = frozenset(["to", "with", "on", "via", "through", "in", "for", "at"])


def own_links(place: Scene, candidate: Candidate) -> list[Link] | None:
    """Relays and origins as the candidate's own clause tells them."""
    tree, cue = place.tree, candidate.cue_token
    if cue is not None and _only_cites(place, candidate, cue):
        return None
    said = _earlier(place, candidate) or _document(place, candidate) or _speakers(place, candidate)
    if said and place.of_publisher(said[0].source) and candidate.stance:
        return None
    heard = said and all(p.source.named for p in said)
    relays = [
        *(_hearsay(tree, cue) if heard else ()),
        *(link("relay", p) for p in _carriers(place, candidate, said)),
    ]
    quoted = _cited(place, candidate, said)
    if quoted:
        relays = [*relays, *(link("relay", p) for p in said if not place.of_publisher(p.source))]
        said = quoted
    return [*relays, *(link("origin", p) for p in said)]


def _speakers(place: Scene, candidate: Candidate) -> list[Party]:
    source = candidate.source
    if source is None:
        lost = _lost(place, candidate)
        return [lost] if lost else []
    head = source_head(place.tree, candidate)
    apposed = _apposed_outlet(place, candidate, head)
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


def source_head(tree: Tree, candidate: Candidate) -> int:
    """The token of a candidate's source that says who it is; a relative stands for its antecedent."""
    source = candidate.antecedent or candidate.source
    if candidate.source_token is not None and candidate.antecedent is None:
        return candidate.source_token
    assert source is not None
    inside = tree.between(source.start, source.end)
    for at in inside:
        outside = tree.tokens[at].head not in inside or tree.tokens[at].head == at
        if outside and tree.tokens[at].pos not in ("PUNCT", "DET", "ADP", "CCONJ"):
            return at
    return inside[0] if len(inside) else tree.at(source.start)


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


# --- who carried it --------------------------------------------------------------------------


def _only_cites(place: Scene, candidate: Candidate, cue: int) -> bool:
    """True for "citing two officials": the object is a source, not a content."""
    tree = place.tree
    if tree.tokens[cue].lemma not in words("cite"):
        return False
    cited = tree.of(cue, "dobj", "nsubjpass") + (
        [tree.tokens[cue].head] if tree.tokens[cue].dep == "acl" and tree.tokens[cue].tag == "VBN" else []
    )
    return candidate.construction in ("np", "passive") and any(
        sourcelike(tree, place.speakers, noun) or tree.tokens[noun].lemma.lower() in words("documents")
        for noun in cited
    )


def _hearsay(tree: Tree, cue: int | None) -> list[Link]:
    """ "The agency reportedly said": somebody nobody names stands between."""
    if cue is None:
        return []
    adverbs = cue_words("adverbs")
    if any(tree.tokens[c].text.lower() in adverbs for c in tree.of(cue, "advmod")):
        return [Link("relay", UNNAMED.name, UNNAMED.source_id, named=False)]
    return []


def _carriers(place: Scene, candidate: Candidate, said: Sequence[Party]) -> Iterator[Party]:
    """The outlets that the clause of the cue says it was told to, or carried by."""
    tree, cue = place.tree, candidate.cue_token
    if cue is None:
        return
    head = source_head(tree, candidate) if candidate.source else cue
    sentence = tree.sentences[tree.sentence[cue]]
    for at, outlet in outlets_between(place, sentence.first, sentence.last):
        if place.of_publisher(outlet.source) or any(place.same(outlet.source, p.source) for p in said):
            continue
        if not in_parts(candidate, tree.tokens[at].start) and _carries(tree, at, cue, head):
            yield outlet
    yield from _carried_by(place, candidate, cue, head, said)


def _carried_by(
    place: Scene, candidate: Candidate, cue: int, head: int, said: Sequence[Party]
) -> Iterator[Party]:
    """ "in a statement carried by KORA": who carries somebody's statement is a carrier, whatever it is called."""
    tree = place.tree
    sentence = tree.sentences[tree.sentence[cue]]
    known = {at for at, _ in outlets_between(place, sentence.first, sentence.last)}
    for verb in range(sentence.first, sentence.last):
        token = tree.tokens[verb]
        if (
            token.dep != "acl"
            or token.tag != "VBN"
            or token.lemma not in _CARRY
            or not _talk(tree, token.head)
        ):
            continue
        for by in tree.of(verb, "agent", "prep"):
            for noun in tree.of(by, "pobj") if tree.tokens[by].text.lower() in ("by", "on", "in") else ():
                named = tree.tokens[noun].pos == "PROPN" and noun not in known
                if (
                    named
                    and _reaches(tree, token.head, cue, head)
                    and not in_parts(candidate, tree.tokens[noun].start)
                ):
                    found = parties(tree, place.speakers, noun)[0]
                    if not place.of_publisher(found.source) and not any(
                        place.same(found.source, p.source) for p in said
                    ):
                        yield found


_CARRY = frozenset(("carry", "publish", "broadcast", "air", "run", "print", "distribute", "relay", "quote"))


def _carries(tree: Tree, outlet: int, cue: int, source: int) -> bool:
    """True where the way from the outlet up to the cue or its source is one of telling or carrying."""
    token = tree.tokens[outlet]
    if token.dep == "appos" and tree.tokens[token.head].pos == "NOUN":
        token = tree.tokens[token.head]  # "told the newspaper Delta Post"
    if token.dep in ("dobj", "dative", "iobj", "oprd") and token.head == cue:
        return tree.tokens[cue].lemma not in words("cite")
    if token.dep == "nsubj":
        verb = token.head
        return tree.tokens[verb].lemma in words("cite") and tree.under(source, verb) and verb != cue
    if token.dep != "pobj":
        return False
    prep = token.head
    over, by = tree.tokens[prep].head, tree.tokens[prep].text.lower() == "by"
    if by:
        carrier = tree.tokens[over]
        if over == cue and _is_quoted(tree, cue):
            return True
        if over == cue or carrier.lemma not in words("carry"):
            return over != cue and _talk(tree, over) and _reaches(tree, over, cue, source)
        return _reaches(tree, over, cue, source)
    if tree.tokens[prep].text.lower() not in _INTO:
        return False
    return over == cue or (_talk(tree, over) and _reaches(tree, over, cue, source))


def _is_quoted(tree: Tree, cue: int) -> bool:
    """ "was quoted by the Delta Post as saying": who is behind "by" carries it."""
    return tree.tokens[cue].lemma in ("quote", "cite") and tree.tokens[cue].tag == "VBN"


def _talk(tree: Tree, at: int) -> bool:
    return tree.tokens[at].lemma.lower() in words("talk")


def _reaches(tree: Tree, at: int, cue: int, source: int) -> bool:
    """True where a word hangs from the cue or its source with no other finite verb between."""
    for _ in range(6):
        if at in (cue, source):
            return True
        token = tree.tokens[at]
        if token.head == at:
            return False
        at = token.head
        verb = tree.tokens[at].pos == "VERB" and at not in (cue, source)
        if verb and tree.tokens[at].lemma not in words("carry") | {"say"}:
            return False
    return False


def _apposed_outlet(place: Scene, candidate: Candidate, head: int) -> Party | None:
    """ "Quoting the head of the unit, Dr N, the Times reported": read as "Dr N, the Times"."""
    tree, cue = place.tree, candidate.cue_token
    quoting = tree.tokens[tree.first[head]].text in _OPENERS
    if cue is None or not (quoting or any(v < head for v in _citing(tree, cue))):
        return None
    for other in tree.of(head, "appos"):
        for at, outlet in outlets_between(place, other, other + 1):
            if at == other:
                return outlet
    return None


def _citing(tree: Tree, at: int) -> list[int]:
    return [
        v
        for v in tree.of(at, "advcl", "acl", "relcl", "prep", "csubj")
        if tree.tokens[v].lemma in words("cite")
    ]


def _cited(place: Scene, candidate: Candidate, said: Sequence[Party]) -> list[Party]:
    """Whom the source cites: they are the origin, and it is their relay."""
    tree, cue = place.tree, candidate.cue_token
    if candidate.source is None or cue is None:
        return []
    head = source_head(tree, candidate)
    heads = [cue, head, *_nouns_under(tree, head)]
    if candidate.construction == "according":
        heads.append(tree.tokens[cue].head)
    as_saying = tree.tokens[tree.tokens[cue].head]
    if as_saying.text.lower() == "as" and tree.tokens[as_saying.head].lemma in words("cite"):
        for noun in tree.of(as_saying.head, "dobj"):
            if tree.tokens[noun].lemma.lower() not in words("documents"):
                return parties(tree, place.speakers, noun)
    opener = tree.first[head]
    if (
        tree.tokens[opener].text in _OPENERS
        and opener < head
        and said
        and (said[0].start or 0) > tree.tokens[head].end
    ):
        # "Quoting Radio N, the Times reported", with the participle read as part of the name.
        name = tree.span(opener + 1, head)
        called = tree.text[name.start : name.end]
        known = place.speakers.sources.get(slug(fold(called)))
        return [Party(known or Source(slug(fold(called)), called), name.start, name.end)]
    for verb in (v for at in heads for v in _citing(tree, at)):
        if (tree.tokens[verb].tag == "VBN" and not tree.of(verb, "dobj")) or tree.quote[verb] >= 0:
            continue
        for noun in tree.of(verb, "dobj"):
            if sourcelike(tree, place.speakers, noun):
                cited = _named_beside(place, verb, noun, head, said)
                number = tree.tokens[noun].lemma.lower() in words("numbers")
                return [] if number and not cited[0].source.named else cited  # "citing a figure of 4 percent"
    return []


def _nouns_under(tree: Tree, head: int) -> list[int]:
    """The nouns in the complements of a noun ("a report by the Times")."""
    return [noun for prep in tree.of(head, "prep", "agent") for noun in tree.of(prep, "pobj")]


def _named_beside(place: Scene, verb: int, noun: int, head: int, said: Sequence[Party]) -> list[Party]:
    """The cited party; the name after it may have been read as the subject ("Quoting the head, Dr N, the Times")."""
    tree = place.tree
    found = parties(tree, place.speakers, noun)
    start = tree.tokens[head].start
    apart = bool(said) and not any(p.start is not None and p.start <= start < (p.end or 0) for p in said)
    if verb < head and apart and len(found) == 1:
        name = core(tree, head)
        beside = place.speakers.resolve(name.start, name.end)
        if beside.kind == "person":
            return [Party(beside, name.start, name.end)]
    return found
