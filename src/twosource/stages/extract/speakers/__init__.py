"""Whom a phrase means: a name, a pronoun, a description ("the spy agency") or someone left unnamed.

A named source keeps what it is called; an unnamed one is kept as what the text calls it, with an id of
its own report, because two unnamed officials are the same person only by accident.
"""

from __future__ import annotations

from bisect import bisect_left

from ....model import Dissection, Source
from .descriptions import Descriptions
from .documents import Documents, another_post
from .ground import Ground, publisher_of
from .holdings import Holdings
from .names import Names
from .pronouns import OWN, PLURAL, SINGULAR, THING, Pronouns

__all__ = ["Speakers", "publisher_of", "speakers"]
_WHO = {"who", "whom", "which", "that"}
# Words that stand for nobody in particular: they mean no one who was named.
_ANYBODY = {
    "nobody",
    "none",
    "everyone",
    "everybody",
    "someone",
    "somebody",
    "anyone",
    "anybody",
    "others",
    "whoever",
}
_VOICING = {"interpreter", "translator", "voiceover"}  # under these labels of a transcript another is heard
_ANY = {"no", "any", "some", "every"}


class Speakers:
    """Resolves the phrases of one report; ``resolve`` gives a Source for any span of its text."""

    def __init__(self, dissection: Dissection) -> None:
        self._ground = Ground(dissection)
        self._names = Names(self._ground, self.resolve)
        self._pronouns = Pronouns(self._ground, self.resolve)
        self._documents = Documents(self._ground, self.resolve)
        self._holdings = Holdings(self._ground, self.resolve)
        self._descriptions = Descriptions(self._ground)
        self.dissection = dissection
        self.publisher = self._ground.publisher
        self.sources = self._ground.sources

    def resolve(self, start: int, end: int) -> Source:
        """The source that ``text[start:end]`` means."""
        first, last = bisect_left(self._ground.starts, start), bisect_left(self._ground.starts, end)
        phrase = self._ground.tokens[first:last]
        if not phrase:
            return self._ground.unnamed(start, end)
        head = self._ground.head(first, last)
        word = head.text.lower()
        if word in _WHO:
            antecedent = self._ground.tokens[self._ground.tokens[head.head].head]
            if antecedent.start < head.start:
                at = bisect_left(self._ground.starts, antecedent.start)
                return self._names.mentioned(antecedent) or self.resolve(
                    *self._ground.subtree(at, before=head.start)
                )
        if word == "whose":
            verb = self._ground.tokens[self._ground.tokens[head.head].head]
            owner = self._ground.tokens[verb.head]
            if verb.dep == "relcl" and owner.start < head.start:
                at = bisect_left(self._ground.starts, owner.start)
                return self._names.mentioned(owner) or self.resolve(
                    *self._ground.subtree(at, before=head.start)
                )
        if another_post(head, phrase) and (poster := self._documents.issued(head, phrase)):
            return poster
        if word in _ANYBODY or (word == "one" and phrase[0].text.lower() in _ANY):
            return self._ground.unnamed(start, end)
        if word in _VOICING and head.text.isupper() and (voiced := self._pronouns.voiced(head)):
            return voiced
        pronoun = head.pos == "PRON" or word in SINGULAR | PLURAL | OWN | THING
        if pronoun and head.text != "US":
            return self._documents.read_from(head) or self._pronouns.meant(head, word)
        return (
            self._names.mentioned(head)
            or self._names.bearer(head, phrase)
            or self._names.house(head, start, end)
            or self._names.state(head)
            or self._names.apposed(head, phrase)
            or self._names.called(head)
            or self._documents.issued(head, phrase)
            or self._holdings.whose(head)
            or self._holdings.of_the_land(head, phrase)
            or self._descriptions.described(start, end, head, phrase)
        )


def speakers(dissection: Dissection) -> Speakers:
    """A resolver for the report's phrases."""
    return Speakers(dissection)
