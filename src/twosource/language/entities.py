"""The names in a text, by the model's own weights, all tokens at once.

What the model decides on a token outside a name depends on no other decision, and inside one only on where the name
began. So all tokens are decided in one product of matrices, and then each name that begins is followed to its end; the
parser's library walks token by token instead, at four times the price. The names are the same (tests/stages/test_english.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from spacy.pipeline import EntityRecognizer
    from spacy.tokens import Doc


class Entity(NamedTuple):
    """A name: the half-open range of its tokens, and what it is a name of."""

    first: int
    last: int
    label: str


class Entities:
    """Finds the names of texts whose sentences are known."""

    def __init__(self, recogniser: EntityRecognizer) -> None:
        model, moves = recogniser.model, recogniser.moves
        self._vectors, self._lower = model.get_ref("tok2vec"), model.get_ref("lower")
        weights, biases = (model.get_ref("upper").get_param(name) for name in ("W", "b"))
        names = [moves.get_class_name(at).partition("-") for at in range(moves.n_moves)]
        place = {(kind, label): at for at, (kind, _, label) in enumerate(names)}
        self._labels = sorted({label for _, _, label in names if label})
        free = [at for at, (kind, _, label) in enumerate(names) if kind == "O" or (kind in "BU" and label)]
        self._free = weights[free], biases[free]
        self._begins = [names[at][0] == "B" for at in free]
        self._takes = [names[at][0] != "O" for at in free]
        self._which = [self._labels.index(names[at][2]) if names[at][2] else -1 for at in free]
        going, ending = ([place[kind, label] for label in self._labels] for kind in "IL")
        self._going, self._ending = (weights[going], biases[going]), (weights[ending], biases[ending])
        self._ties = [a < b for a, b in zip(going, ending, strict=True)]

    def of(self, docs: Sequence[Doc]) -> list[list[Entity]]:
        """The names of each text, in order."""
        import numpy as np
        from spacy.attrs import IS_SPACE, SENT_START

        counts = [len(doc) for doc in docs]
        if not sum(counts):
            return [[] for _ in docs]
        told = np.concatenate([doc.to_array([IS_SPACE, SENT_START]).reshape(-1, 2) for doc in docs])
        ends = np.cumsum(counts)
        closed = np.append(told[1:, 1] == 1, True)  # a name ends with its sentence
        closed[ends[ends > 0] - 1] = True
        state = self._lower.predict(self._vectors.predict(docs))
        decided, until = self._decided(state, told[:, 0] == 1, closed)
        return list(self._told(_walked(decided, until, np.asarray(self._takes)), counts))

    def _decided(self, state: Any, space: Any, closed: Any) -> tuple[Any, Any]:
        """For each token what it is where no name is open, and the last token of the name that it would begin."""
        import numpy as np

        begins = np.asarray(self._begins)
        score = self._scored(state[1:, 0] + state[0, 1] + state[0, 2], *self._free)
        score[np.ix_(closed, begins)] = -np.inf
        score[np.ix_(space, np.asarray(self._takes))] = -np.inf
        decided = score.argmax(axis=1)
        until = np.arange(len(decided))
        first = np.flatnonzero(begins[decided])
        label = np.asarray(self._which)[decided[first]]
        at = first + 1
        ties = np.asarray(self._ties)
        while len(first):
            hidden = self._hidden(state[at + 1, 0] + state[first + 1, 1] + state[at, 2])
            go, end = (
                np.einsum("ij,ij->i", hidden, weights[label]) + bias[label]
                for weights, bias in (self._going, self._ending)
            )
            goes = ~closed[at] & ((go > end) | ((go == end) & ties[label]))
            until[first[~goes]] = at[~goes]
            first, label, at = first[goes], label[goes], at[goes] + 1
        return decided, until

    def _scored(self, state: Any, weights: Any, biases: Any) -> Any:
        return self._hidden(state) @ weights.T + biases

    def _hidden(self, state: Any) -> Any:
        return (state + self._lower.get_param("b")).max(axis=2)

    def _told(self, found: Sequence[tuple[int, int, int]], counts: Sequence[int]) -> Iterator[list[Entity]]:
        """The names by text, with places in it."""
        names = iter(found)
        name = next(names, None)
        base = 0
        for count in counts:
            here = []
            while name is not None and name[0] < base + count:
                label = self._labels[self._which[name[2]]]
                here.append(Entity(name[0] - base, name[1] - base + 1, label))
                name = next(names, None)
            yield here
            base += count


def _walked(decided: Any, until: Any, takes: Any) -> list[tuple[int, int, int]]:
    """Each name from left to right: its first and its last token, and what was decided on the first."""
    free = 0
    found: list[tuple[int, int, int]] = []
    some = takes[decided].nonzero()[0]
    for first, last, move in zip(some.tolist(), until[some].tolist(), decided[some].tolist(), strict=True):
        if first >= free:
            found.append((first, last, move))
            free = last + 1
    return found
