"""The small English model, run for its price: the same tags, heads, names, word classes and lemmas for less.

Matrices are multiplied by numpy's library, which knows the processor (the parser's own falls back to plain loops on
many), on one thread. Names, word classes and lemmas are found beside the library (``entities``, ``word_classes``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from .entities import Entities, Entity
from .word_classes import COLUMNS, WordClasses

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from thinc.api import Model

# What the library does itself; the rest is done here.
ITS_OWN = ("tok2vec", "tagger", "parser")


class Analysed(NamedTuple):
    """A text token by token, white space too: where each begins, what it is, and the place of its head.

    ``words`` are word class and lemma, None for white space; ``sentences`` and ``entities`` are ranges of tokens.
    """

    texts: Sequence[str]
    starts: Sequence[int]
    words: Sequence[tuple[str, str] | None]
    tags: Sequence[str]
    deps: Sequence[str]
    heads: Sequence[int]
    sentences: Sequence[tuple[int, int]]
    entities: Sequence[Entity]


class SmallModel:
    """The model, loaded. Raises ImportError or OSError where it is not installed."""

    def __init__(self, name: str) -> None:
        import spacy
        from thinc.api import Model, NumpyOps
        from threadpoolctl import ThreadpoolController

        self._nlp = spacy.load(name)
        ops = NumpyOps(use_blis=False)
        for _, part in self._nlp.pipeline:
            model = getattr(part, "model", None)
            for layer in model.walk() if isinstance(model, Model) else ():
                layer.ops = ops
        recogniser = self._nlp.get_pipe("ner")
        for vectors in (self._nlp.get_pipe("tok2vec").model, recogniser.model.get_ref("tok2vec").layers[0]):
            vectors.layers[0] = _once(vectors.get_ref("embed"))
        self._entities = Entities(recogniser)
        self._words = WordClasses(self._nlp)
        self._others = [name for name in self._nlp.pipe_names if name not in ITS_OWN]
        self._threads = ThreadpoolController()

    def read(self, texts: Sequence[str]) -> Iterator[Analysed]:
        """Each text analysed, in order; all of them at once."""
        with self._threads.limit(limits=1, user_api="blas"):
            docs = list(self._nlp.pipe(texts, batch_size=len(texts), disable=self._others))
            named = self._entities.of(docs)
        for doc, entities in zip(docs, named, strict=True):
            yield self._analysed(doc, entities)

    def _analysed(self, doc: Doc, entities: Sequence[Entity]) -> Analysed:
        rows = doc.to_array([*COLUMNS, "IDX", "HEAD", "SENT_START"]).reshape(-1, len(COLUMNS) + 3)
        starts, heads, begins = rows[:, -3:].view("int64").T
        sentences = [0, *((begins[1:] == 1).nonzero()[0] + 1).tolist(), len(doc)] if len(doc) else []
        words, strings = rows[:, : len(COLUMNS)].tolist(), self._nlp.vocab.strings
        return Analysed(
            [strings[row[0]] for row in words],
            starts.tolist(),
            self._words.of(doc, words),
            [strings[row[2]] for row in words],
            [strings[row[3]] for row in words],
            [at + head for at, head in enumerate(heads.tolist())],
            list(pairwise(sentences)),
            entities,
        )


def _once(embed: Model) -> Model:
    """The layer that gives words their first vectors, with each different word of a batch looked up once."""
    import numpy as np
    from thinc.api import Model

    features, *rest = embed.layers

    def forward(_: Model, docs: Sequence[Doc], is_train: bool) -> tuple[Any, Any]:
        told = features.predict(docs)
        different, which = np.unique(np.concatenate(told), axis=0, return_inverse=True)
        found: Any = [different]
        for layer in rest:
            found = layer.predict(found)
        cuts = np.cumsum([len(each) for each in told])[:-1]
        return np.split(found[0][which], cuts), None

    return Model("once", forward)
