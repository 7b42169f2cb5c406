"""Word class and lemma of each token, remembered by what the model's rules for them look at.

The model gives them by rules that look at the word, its tag and what it is to its head; few look at a neighbour. The
rules are asked once for each such combination, and always where one that looks at a neighbour holds. The answers are
the model's own (tests/stages/test_english.py); asking it for every token was a fifth of the parse.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline
    from spacy.tokens import Doc, Token

# So many combinations, and so many lemmas, are remembered; then both begin anew, so that memory stays flat.
REMEMBERED = 30_000
# What the rules may look at in one token.
LOOKED_AT = {"TAG", "DEP", "LOWER", "IS_SPACE"}
COLUMNS = ("ORTH", "LOWER", "TAG", "DEP", "IS_SPACE")


class _Ruled(NamedTuple):
    """What the rules for word classes make of a token; ``lemma`` is 0 where they leave it to the lemmatizer.

    ``begins`` where a rule that looks at the next token too may hold from here.
    """

    pos: int
    morph: int
    lemma: int
    begins: bool


class WordClasses:
    """Tells word classes and lemmas of texts whose tags and heads are known."""

    def __init__(self, nlp: Pipeline) -> None:
        from spacy.matcher import Matcher

        self._vocab, self._strings = nlp.vocab, nlp.vocab.strings
        self._ruler, self._lemmatizer = nlp.get_pipe("attribute_ruler"), nlp.get_pipe("lemmatizer")
        # The words that lemmas are looked for among are lists in the model: looking through one for each new word was a
        # twentieth of the parse.
        index = self._lemmatizer.lookups.get_table("lemma_index")
        for kind in list(index):
            index[kind] = frozenset(index[kind])
        patterns = [pattern for rule in self._ruler.patterns for pattern in rule["patterns"]]
        self._words, self._shapes = _named(patterns)
        beside = [pattern for pattern in patterns if len(pattern) > 1]
        self._beside, self._begins = Matcher(nlp.vocab), Matcher(nlp.vocab)
        self._beside.add("beside", beside)
        self._begins.add("begins", [pattern[:1] for pattern in beside])
        self._named: dict[int, int] = {}
        self._ruled: dict[tuple[int, int, int], _Ruled] = {}
        self._lemmas: dict[tuple[int, int, int], str] = {}

    def of(self, doc: Doc, rows: Sequence[Sequence[int]]) -> list[tuple[str, str] | None]:
        """The word class and the lemma of each token; None for white space.

        ``rows`` tell of each token what ``COLUMNS`` names.
        """
        ruled: list[_Ruled | None] = [
            None if row[4] else self._alone(row, doc, at) for at, row in enumerate(rows)
        ]
        if any(one and one.begins for one in ruled):
            for at, beside in self._by_neighbours(doc):
                ruled[at] = beside if ruled[at] else None
        strings, found = self._strings, list[tuple[str, str] | None]()
        for at, (one, row) in enumerate(zip(ruled, rows, strict=True)):
            if one is None:
                found.append(None)
            elif one.lemma:
                found.append((strings[one.pos], strings[one.lemma]))
            else:
                key = (row[0], one.pos, one.morph)
                found.append((strings[one.pos], self._lemmas.get(key) or self._lemma(key, doc[at])))
        return found

    def _alone(self, row: Sequence[int], doc: Doc, at: int) -> _Ruled:
        """What the rules make of a token whatever stands beside it."""
        named = self._named.get(row[1])
        if named is None:
            named = self._remember_name(row[1])
        return self._ruled.get((named, row[2], row[3])) or self._rule(named, doc[at])

    def _remember_name(self, lower: int) -> int:
        """The word itself where a rule names it, else 0: all other words are alike to the rules."""
        word = self._strings[lower]
        named = word in self._words or any(shape.search(word) for shape in self._shapes)
        _bounded(self._named)[lower] = lower if named else 0
        return self._named[lower]

    def _rule(self, named: int, token: Token) -> _Ruled:
        """What the rules make of a token that stands alone."""
        made = self._asked([token])[0]
        _bounded(self._ruled)[named, token.tag, token.dep] = made
        return made

    def _lemma(self, key: tuple[int, int, int], token: Token) -> str:
        token.pos = key[1]
        token.set_morph(key[2])
        lemma: str = self._lemmatizer.lemmatize(token)[0]
        _bounded(self._lemmas)[key] = lemma
        return lemma

    def _by_neighbours(self, doc: Doc) -> Iterator[tuple[int, _Ruled]]:
        """What the rules make of the tokens where one of them looks at a neighbour, by their places."""
        places = {at for _, start, end in self._beside(doc, allow_missing=True) for at in range(start, end)}
        for run in _runs(sorted(places)):
            yield from zip(run, self._asked([doc[at] for at in run]), strict=True)

    def _asked(self, tokens: Sequence[Token]) -> list[_Ruled]:
        """What the rules make of these tokens side by side."""
        from spacy.tokens import Doc

        alone = Doc(self._vocab, words=[token.text for token in tokens])
        for mine, token in zip(alone, tokens, strict=True):
            mine.tag, mine.dep = token.tag, token.dep
        begins = {at for _, at, _ in self._begins(alone, allow_missing=True)}
        self._ruler(alone)
        return [_Ruled(one.pos, one.morph.key, one.lemma, one.i in begins) for one in alone]


def _bounded(known: dict[Any, Any]) -> dict[Any, Any]:
    if len(known) >= REMEMBERED:
        known.clear()
    return known


def _runs(places: Sequence[int]) -> Iterator[list[int]]:
    """Places next to each other, together."""
    run: list[int] = []
    for at in places:
        if run and at != run[-1] + 1:
            yield run
            run = []
        run.append(at)
    if run:
        yield run


def _named(patterns: Sequence[Sequence[Mapping[str, Any]]]) -> tuple[frozenset[str], list[re.Pattern[str]]]:
    """The words that rules name, in small letters, and the shapes of words that they name."""
    words: set[str] = set()
    shapes: list[re.Pattern[str]] = []
    for token in (token for pattern in patterns for token in pattern):
        unknown = token.keys() - LOOKED_AT
        lower = token.get("LOWER", "")
        if unknown or (isinstance(lower, dict) and lower.keys() - {"IN", "REGEX"}):
            raise ValueError(f"The English model has rules of a kind that is not known here: {token}")
        if isinstance(lower, str):
            words.add(lower)
        else:
            words |= set(lower.get("IN", ()))
            shapes += [re.compile(lower["REGEX"])] if "REGEX" in lower else []
    return frozenset(words), shapes
