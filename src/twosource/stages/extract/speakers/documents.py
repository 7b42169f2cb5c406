"""Whose a document is: "the report says", "the document reads", "the letter adds".

A document speaks for who gave it out where the text said so shortly before: "the board published a report", "the
board's report", "the board said in a statement". One that nobody is said to have given out stays unnamed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import cache

from ....data import table
from ....model import Source, Token
from .ground import Ground

_ANY = frozenset(("document", "text"))  # these may mean any of the others
_DOCUMENTS = frozenset(
    ("statement", "report", "bulletin", "communique", "communiqué", "release", "announcement", "study", "survey",
     "filing", "letter", "memo", "note", "complaint", "indictment", "audit", "ruling", "advisory", "notice",
     "review", "assessment", "analysis", "summary", "newsletter")
)  # fmt: skip
_GIVES = frozenset(
    ("publish", "issue", "release", "write", "send", "file", "circulate", "post", "distribute", "present", "submit",
     "produce", "prepare", "draft", "compile", "unveil", "sign", "hand", "put")
)  # fmt: skip
_POINTING = frozenset(("the", "this", "that"))
_POSTS = frozenset(("post", "message", "tweet"))
_ANOTHER = frozenset(
    ("another", "second", "third", "later", "further", "subsequent", "new", "earlier", "first")
)
_POSTED = frozenset(("write", "post", "tweet", "publish"))
# What a paper that somebody reads from does ("it says"), and what it is in the sentence that tells of it.
_READS = frozenset(("say", "read", "state", "note", "record", "add"))
_DOES = frozenset(("nsubj", "nsubjpass"))
_HELD = _DOES | {"dobj", "attr"}
_JUST = 40  # words back to such a paper
_BACK = 80  # words before: about two paragraphs


@cache
def networks() -> frozenset[str]:
    """The networks that people post on."""
    return frozenset(table("manner.json")["networks"].split())


def another_post(head: Token, phrase: Sequence[Token]) -> bool:
    """True for "a second post", "another one": one more by whoever posted the one before."""
    before = [t.text.lower() for t in phrase if t.start < head.start]
    return (
        head.lemma.lower() in _POSTS | {"one"}
        and bool(before)
        and before[-1] in _ANOTHER
        and set(before) <= _ANOTHER | {"a", "the"}
    )


class Documents:
    """Finds who gave out a document that speaks."""

    def __init__(self, ground: Ground, resolve: Callable[[int, int], Source]) -> None:
        self._ground = ground
        self._resolve = resolve

    def issued(self, head: Token, phrase: Sequence[Token]) -> Source | None:
        """Who gave out "the report", "a second post": its last giver before this place, None where there is none."""
        lemma = head.lemma.lower()
        before = [t.text.lower() for t in phrase if t.start < head.start]
        if another_post(head, phrase) or (lemma in _POSTS and before in [[w] for w in _POINTING]):
            return self._poster(head)
        if lemma not in _DOCUMENTS | _ANY or before not in [[w] for w in _POINTING]:
            return None
        place = bisect_left(self._ground.starts, head.start)
        for at in range(place - 2, max(-1, place - _BACK), -1):
            earlier = self._ground.tokens[at].lemma.lower()
            if (earlier == lemma or lemma in _ANY) and earlier in _DOCUMENTS and (giver := self._giver(at)):
                return giver
        return None

    def _poster(self, head: Token) -> Source | None:
        """Who is last told before to have written or posted something on a network; None for anything else."""
        place = bisect_left(self._ground.starts, head.start)
        tokens = self._ground.tokens
        for at in range(place - 2, max(-1, place - _BACK), -1):
            if tokens[at].text.lower() != "on" or tokens[at].dep != "prep":
                continue
            network = any(t.text.lower() in networks() for t in tokens[at + 1 : at + 4])
            verb = tokens[at].head
            while tokens[verb].pos == "NOUN" and tokens[verb].head != verb:
                verb = tokens[verb].head  # "posted a picture of the boat on Facebook"
            if network and tokens[verb].lemma in _POSTED | {"say", "announce", "share"}:
                return self._subject(verb)
        return None

    def read_from(self, head: Token) -> Source | None:
        """Whose the paper is that "it says" means: the last one told of just before, where the text says whose."""
        tokens = self._ground.tokens
        place = bisect_left(self._ground.starts, head.start)
        text = self._ground.dissection.report.text
        if head.text.lower() != "it" or head.dep != "nsubj" or tokens[head.head].lemma not in _READS:
            return None
        for at in range(place - 1, max(-1, place - _JUST), -1):
            token = tokens[at]
            if "\n" in text[token.end : head.start]:
                return None
            if token.dep in _HELD and token.lemma.lower() in table("chains.json")["documents"].split():
                return self._giver(at)
            if token.dep in _DOES and (actor := self._ground.actor_at(token)) and actor.kind != "person":
                return None  # a body named since may be what "it" means
        return None

    def _giver(self, at: int) -> Source | None:
        """The subject that publishes it or says something in it, or whose it is said to be."""
        token = self._ground.tokens[at]
        if owner := self._ground.owner_phrase(token):
            return None if owner[0] <= token.start < owner[1] else self._named(*owner)
        over = token.head
        if token.dep == "pobj" and self._ground.tokens[over].text.lower() == "in":
            verb = self._ground.tokens[over].head
        elif token.dep == "dobj" and self._ground.tokens[over].lemma in _GIVES:
            verb = over
        else:
            return None
        return self._subject(verb)

    def _subject(self, verb: int) -> Source | None:
        """Whoever does what a verb tells, where it names somebody."""
        if self._ground.tokens[verb].pos != "VERB":
            return None
        for child in range(max(0, verb - 30), min(len(self._ground.tokens), verb + 10)):
            if self._ground.tokens[child].head == verb and self._ground.tokens[child].dep == "nsubj":
                return self._named(*self._bearer(child))
        return self._beside(verb)

    def _bearer(self, child: int) -> tuple[int, int]:
        """The phrase of a subject, or the last of it where a person is named there ("the office of the mayor, N")."""
        start, end = self._ground.subtree(child)
        first, last = bisect_left(self._ground.starts, start), bisect_left(self._ground.starts, end)
        persons = [at for at in range(first, last) if self._ground.tokens[at].ent == "PERSON"]
        if not persons or persons[-1] != last - 1 - (self._ground.tokens[last - 1].text == ","):
            return start, end
        opens = next(at for at in reversed(persons) if self._ground.tokens[at].ent_start)
        return self._ground.tokens[opens].start, self._ground.tokens[persons[-1]].end

    def _beside(self, verb: int) -> Source | None:
        """ "... of the grid in Selm, the embassy said": a giver whom the parse hung from the word before the comma."""
        tokens = self._ground.tokens
        for at in range(verb - 1, max(0, verb - 8), -1):
            if tokens[at].text == ",":
                return None
            start, end = self._ground.subtree(at)
            if tokens[at].dep == "appos" and end == tokens[verb - 1].end:
                return self._named(start, end)
        return None

    def _named(self, start: int, end: int) -> Source | None:
        """The source of a phrase, None where it names nobody."""
        found = self._resolve(start, end)
        return found if found.named else None
