"""Direct quotations: which are whole, which belong together, and the words that say whose they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ...model import Passage, Quote, Span
from .cues import cues
from .subjects import NOMINAL, agent, passive, phrase, subject
from .tree import OPENING, Tree

_STOPS = frozenset(".!?…")
_ENDED = frozenset(".,!?…—–-")
_DASHES = frozenset("―—–-")
_REACH = 40  # tokens from a quotation to its cue


@dataclass(frozen=True, slots=True)
class Speech:
    """A direct quotation in parts, with its cue (a verb, or the mark or words in ``cue``) and its source."""

    parts: tuple[Span, ...]
    cue: Span | None
    verb: int | None = None
    source: Span | None = None
    speaker: int | None = None  # the head token of the source
    antecedent: int | None = None
    path: str = ""
    open: bool = False  # the last part was never closed: the next paragraph may go on


@dataclass(frozen=True, slots=True)
class _Place:
    """A quotation in its paragraph, and the text between it and its neighbours."""

    quote: Quote
    start: int  # of the opening mark
    end: int  # after the closing mark
    whole: bool


def speeches(tree: Tree, passages: Sequence[Passage]) -> list[Speech]:
    """Every direct quotation with a speaker, over cues in its midst and over paragraphs."""
    found: list[Speech] = []
    at = 0
    last: Speech | None = None
    for passage in passages:
        mine: list[Quote] = []
        while at < len(tree.quotes) and tree.quotes[at].start < passage.end:
            if tree.quotes[at].start >= passage.start:
                mine.append(tree.quotes[at])
            at += 1
        if passage.kind not in ("text", "speaker"):
            continue
        told, carried = _within(tree, passage, mine, last)
        if carried and found:
            found[-1] = carried
        found += told
        last = _open_end(found, passage)
    return [speech for speech in found if speech.cue]


def _open_end(found: Sequence[Speech], passage: Passage) -> Speech | None:
    """The speech that the next paragraph may go on with: it reaches the end of this one."""
    if not found or found[-1].parts[-1].start < passage.start:
        return None
    return found[-1]


def _within(
    tree: Tree, passage: Passage, mine: Sequence[Quote], last: Speech | None
) -> tuple[list[Speech], Speech | None]:
    """The speeches of one paragraph; and the paragraph before's last one, where this one carries it on."""
    places = [_place(tree.text, passage, quote) for quote in mine]
    found: list[Speech] = []
    carried: Speech | None = None
    index = 0
    while index < len(places):
        place = places[index]
        if not place.whole:
            index += 1
            continue
        speech, used = _speech(tree, passage, places, index)
        if speech.cue is None and last and index == 0 and place.start == passage.start:
            carries = last.open or passage.end - places[used - 1].end <= 1
            if carries:
                carried = last = replace(last, parts=last.parts + speech.parts, open=speech.open)
        elif speech.cue is None and found:
            found[-1] = replace(found[-1], parts=found[-1].parts + speech.parts, open=speech.open)
        elif speech.cue is not None:
            found.append(speech)
        index = used
    return found, carried


def _place(text: str, passage: Passage, quote: Quote) -> _Place:
    start = quote.start
    while start > passage.start and text[start - 1] in OPENING:
        start -= 1
    end = min(quote.end + (2 if text.startswith("''", quote.end) else 1), passage.end) if quote.closed else quote.end
    return _Place(quote, start, end, _whole(text, passage, quote, start, end))


def _whole(text: str, passage: Passage, quote: Quote, start: int, end: int) -> bool:
    """A whole quotation, not a fragment or words held at arm's length."""
    content = text[quote.start : min(quote.end, quote.start + 4000)].strip()
    if quote.scare or not content:
        return False
    before = text[max(passage.start, start - 40) : start].rstrip()
    capital = not content[0].islower()
    ended = content[-1] in _ENDED or not quote.closed
    size = content.count(" ") + 1
    if not before or before[-1] in _STOPS or before[-1] in "\"”»)*]>•":
        after = text[end : end + 1]
        return (ended or size >= 6 or after == ",") and (capital or not before)
    if before[-1] in ",:;—–―":
        return capital and (ended or size >= 4)
    word = before.split()[-1].lower()
    return capital and size >= 3 and word in _INTRODUCING and (ended or size >= 5)


_INTRODUCING = frozenset(
    "said says say saying asked asks wrote writes added adds tweeted declared replied responded shouted continued "
    "asking writing adding tweeting declaring chanting chanted quipped joked reads read stated states".split()
)


def _speech(tree: Tree, passage: Passage, places: Sequence[_Place], index: int) -> tuple[Speech, int]:
    """The speech that begins at this quotation, and the index of the first quotation after it."""
    place = places[index]
    before = places[index - 1].end if index else passage.start
    after = _after(tree, passage, places, index)
    if after is None:
        intro = _before(tree, before, place)
        speech = intro or Speech((), None)
        used = index + 1
        parts = [_bare(tree.text, place.quote)]
        while used < len(places) and not tree.text[places[used - 1].end : places[used].start].strip():
            parts.append(_bare(tree.text, places[used].quote))
            used += 1
        return replace(speech, parts=tuple(parts), open=not places[used - 1].quote.closed), used
    speech, closing = after
    parts, used = [_bare(tree.text, place.quote)], index + 1
    while used < len(places) and _goes_on(tree, passage, places, used, closing):
        parts.append(_bare(tree.text, places[used].quote))
        closing = places[used].end
        used += 1
    return replace(speech, parts=tuple(parts), open=not places[used - 1].quote.closed), used


def _goes_on(tree: Tree, passage: Passage, places: Sequence[_Place], index: int, closing: int) -> bool:
    """True where only the cue stands between this quotation and the one before."""
    gap = tree.text[closing : places[index].start]
    if gap.strip(" \n\t,.:;—–―-"):
        return False
    if "," in gap or ":" in gap or "—" in gap or not gap.strip():
        return True
    if not places[index].whole:
        return False
    content = tree.text[places[index].quote.start : places[index].quote.end].rstrip()
    return not (content[-1:] in ",?!" and _after(tree, passage, places, index))


def _bare(text: str, quote: Quote) -> Span:
    start, end = quote.start, quote.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;—–"):
        end -= 1
    return Span(start, max(end, start + 1))


# --- the cue after: "...," said A ------------------------------------------------------------


def _after(tree: Tree, passage: Passage, places: Sequence[_Place], index: int) -> tuple[Speech, int] | None:
    """The speech cued after this quotation, and where the cue's words end."""
    place = places[index]
    if not place.quote.closed:
        return None
    limit = places[index + 1].start if index + 1 < len(places) else passage.end
    segment = _segment(tree, place.end, limit)
    if not segment:
        return None
    first = tree.tokens[segment[0]]
    content_end = tree.text[: place.quote.end].rstrip()[-1:] if place.quote.end < 40 else tree.text[
        place.quote.end - 8 : place.quote.end
    ].rstrip()[-1:]
    if first.text in _DASHES:
        return _signed(tree, segment, limit)
    follows = first.text == "," or content_end in ",?!—–-…" or first.text[:1].islower()
    if not follows:
        return None
    words = [i for i in segment if tree.tokens[i].pos not in ("PUNCT", "SPACE")]
    if not words:
        return None
    closing = tree.tokens[segment[-1]].end
    if tree.tokens[words[0]].text.lower() == "according":
        return _according(tree, words, closing)
    verb = _cue_verb(tree, words)
    if verb is None:
        return None
    found = _source(tree, verb, words)
    if found is None:
        return None
    return _spoken(tree, verb, found), closing


def _segment(tree: Tree, start: int, limit: int) -> list[int]:
    """The tokens from an offset to the end of the sentence, the limit, or out of reach."""
    found: list[int] = []
    for index in tree.between(start, limit):
        token = tree.tokens[index]
        if found and token.text[:1] in _STOPS and token.pos == "PUNCT":
            break
        if found and index and tree.sentence[index] != tree.sentence[index - 1] and token.text[:1].isupper():
            before = tree.tokens[index - 1]
            if before.text[-1:] in _STOPS and not before.text[:-1].isupper():
                break
        found.append(index)
        if len(found) >= _REACH:
            break
    return found


def _cue_verb(tree: Tree, words: Sequence[int], last: bool = False) -> int | None:
    """The verb of saying among these words: not one inside a relative clause where another will do."""
    verbs = [i for i in words if _says(tree, i)]
    main = [i for i in verbs if tree.tokens[i].dep not in ("relcl", "acl", "amod", "pcomp")] or verbs
    if main:
        return main[-1] if last else main[0]
    if last:
        return None
    plain = [i for i in words[:4] if tree.tokens[i].tag in ("VBD", "VBZ")]
    near = plain and any(tree.tokens[i].pos in ("PRON", "PROPN") for i in words[:3])
    return plain[0] if near else None


def _says(tree: Tree, index: int) -> bool:
    token = tree.tokens[index]
    if token.pos != "VERB" and token.tag not in ("VBD", "VBZ", "VBG"):
        return False
    found = cues("verbs").get(verb_key(tree, index)) or cues("verbs").get(token.lemma)
    return bool(found and "quote" in found.senses)


def verb_key(tree: Tree, index: int) -> str:
    """The verb's lemma with its particle: "point out"."""
    token = tree.tokens[index]
    for child in tree.children[index]:
        if tree.tokens[child].dep == "prt":
            return f"{token.lemma} {tree.tokens[child].lemma}"
    return token.lemma


def _source(tree: Tree, verb: int, words: Sequence[int]) -> tuple[Span, int, int | None, str] | None:
    """The speaker's phrase, head token, antecedent and path: by the parse, else by position."""
    inside = set(words)
    if passive(tree, verb) and (by := agent(tree, verb)) is not None:
        return phrase(tree, by), by, None, "agent"
    found = subject(tree, verb)
    if found and tree.quote[found.token] < 0 and (found.token in inside or found.path != "subject"):
        return phrase(tree, found.token, verb), found.token, found.antecedent, found.path
    beside = [i for i in words if i > verb] or []
    for index in beside[:2]:
        if tree.tokens[index].pos in NOMINAL and tree.tokens[index].pos not in ("NUM", "ADJ"):
            return _run(tree, index, inside)
    for index in reversed([i for i in words if i < verb][-4:]):
        if tree.tokens[index].pos in ("PROPN", "PRON", "NOUN"):
            return _run(tree, index, inside)
    return None


def _run(tree: Tree, index: int, inside: set[int]) -> tuple[Span, int, None, str]:
    """The noun phrase around a token, without leaving these words."""
    head = index
    for _ in range(6):
        above = tree.tokens[head].head
        if above == head or above not in inside or tree.tokens[above].pos not in NOMINAL:
            break
        head = above
    first, last = head, head
    while first - 1 in inside and first - 1 >= tree.first[head] and tree.tokens[first - 1].pos != "VERB":
        first -= 1
    while last + 1 in inside and last + 1 <= tree.last[head] and tree.tokens[last + 1].pos != "VERB":
        last += 1
    while last > head and tree.tokens[last].pos == "PUNCT":
        last -= 1
    return tree.span(first, last), head, None, "beside"


def _spoken(tree: Tree, verb: int, found: tuple[Span, int, int | None, str]) -> Speech:
    source, head, antecedent, path = found
    return Speech((), cue_span(tree, verb), verb, source, head, antecedent, path)


def _according(tree: Tree, words: Sequence[int], closing: int) -> tuple[Speech, int] | None:
    nouns = [i for i in words[2:] if tree.tokens[i].pos in NOMINAL]
    if len(words) < 3 or not nouns:
        return None
    span, head, _, _ = _run(tree, nouns[0], set(words))
    cue = tree.span(words[0], words[1])
    return Speech((), cue, words[0], span, head, None, "according"), closing


def _signed(tree: Tree, segment: Sequence[int], limit: int) -> tuple[Speech, int] | None:
    """A quotation signed after a dash: "..." - A. The signature ends the paragraph."""
    words = [i for i in segment[1:]]
    if not words or tree.tokens[words[0]].pos != "PROPN" or tree.tokens[segment[-1]].end < limit - 2:
        return None
    mark = tree.tokens[segment[0]]
    end = words[0]
    while end + 1 in words and tree.tokens[end + 1].pos in ("PROPN", "ADP", "DET"):
        end += 1
    speech = Speech((), Span(mark.start, mark.end), None, tree.span(words[0], end), words[0], None, "signed")
    return speech, tree.tokens[segment[-1]].end


# --- the cue before: A said, "..." -----------------------------------------------------------


def _before(tree: Tree, floor: int, place: _Place) -> Speech | None:
    """The speech introduced before this quotation, in the same sentence."""
    tokens = [i for i in tree.between(floor, place.start)][-_REACH:]
    for at in range(len(tokens) - 1, 0, -1):
        token = tree.tokens[tokens[at - 1]]
        ends = token.pos == "PUNCT" and token.text[:1] in _STOPS
        if ends or (tree.sentence[tokens[at]] != tree.sentence[tokens[at - 1]] and token.text[-1:] in _STOPS):
            tokens = tokens[at:]
            break
    words = [i for i in tokens if tree.quote[i] < 0 and tree.tokens[i].pos not in ("PUNCT", "SPACE")]
    if not words:
        return None
    colon = tree.text[: place.start].rstrip()[-1:] == ":" if place.start < 50 else (
        tree.text[place.start - 5 : place.start].rstrip()[-1:] == ":"
    )  # fmt: skip
    verb = _cue_verb(tree, words, last=True)
    if verb is None and colon:
        verb = next((i for i in reversed(words) if tree.tokens[i].tag in ("VBD", "VBZ", "VBP", "VBG")), None)
    if verb is None:
        return _labelled(tree, words, place) if colon else None
    found = _source(tree, verb, words)
    return _spoken(tree, verb, found) if found else None


def _labelled(tree: Tree, words: Sequence[int], place: _Place) -> Speech | None:
    """A name, a colon and a quotation."""
    if len(words) > 8 or tree.tokens[words[-1]].pos not in NOMINAL:
        return None
    mark = tree.at(place.start - 1)
    while mark > words[-1] and tree.tokens[mark].text != ":":
        mark -= 1
    cue = Span(tree.tokens[mark].start, tree.tokens[mark].end)
    return Speech((), cue, None, tree.span(words[0], words[-1]), words[-1], None, "label")


# --- the words of the cue --------------------------------------------------------------------


def cue_span(tree: Tree, verb: int, last: int | None = None) -> Span:
    """The verb with its auxiliaries, negation, adverbs and particle, as far as they touch it."""
    start = end = verb
    parts = {
        c for c in tree.children[verb] if tree.tokens[c].dep in ("aux", "auxpass", "neg", "advmod", "prt")
    }  # fmt: skip
    while start - 1 in parts and tree.tokens[start - 1].pos in ("AUX", "PART", "ADV", "VERB"):
        start -= 1
    while end + 1 in parts and tree.tokens[end + 1].dep == "prt":
        end += 1
    if last is not None and last - end <= 2:
        end = max(end, last)
    return Span(tree.tokens[start].start, tree.tokens[end].end)
