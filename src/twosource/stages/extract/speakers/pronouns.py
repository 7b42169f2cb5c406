"""Whom a pronoun means: the one before it that fits by kind, number and gender, and that spoke."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from functools import cache

from ....data import actor_words, table
from ....model import Source, Token
from ....text import fold
from ..syntax.cues import cues
from ..syntax.turns import label
from .ground import Ground

SINGULAR = {"he", "she", "him", "her", "his", "himself", "herself"}
PLURAL = {"they", "them", "their", "themselves", "both"}
THING = {"it", "its", "itself", "which", "that", "this"}
OWN = {"we", "i", "us", "our", "me", "my"}
_FEMALE = {"she", "her", "herself"}
_MALE = {"he", "him", "his", "himself"}

# Whoever was asked may answer: "we asked the returning officer; he told us".
_ASKED = {"ask", "ring", "phone", "telephone", "interview", "question", "contact"}

_PARAGRAPH = 1.0  # a sentence of another paragraph is farther than one of the same
_TURN = 4_000  # characters back to the label of a turn

# Who "said that", and who "also spoke of seven" or "spoke to us": a pronoun behind it means them.
_SPOKEN = ("that", "of", "about")


@cache
def _persons() -> frozenset[str]:
    return frozenset(table("persons.json")["nouns"])


class Pronouns:
    """Antecedents in one report; ``resolve`` gives the source of a described one."""

    def __init__(self, ground: Ground, resolve: Callable[[int, int], Source]) -> None:
        self._ground, self._resolve = ground, resolve
        self._gender: dict[str, str] = {}
        self._entries: list[tuple[int, int, Source | int]] | None = None
        self._entry_starts: list[int] = []
        self._depth = 0  # descriptions may hold pronouns that mean descriptions

    def meant(self, head: Token, word: str) -> Source:
        """Who is meant: the outlet where it speaks itself, an antecedent, or somebody unnamed."""
        if word in OWN and not self._ground.quoted(head):
            return self._ground.publisher
        person = word in SINGULAR or word in OWN
        found = self._antecedent(head, word, person)
        if found:
            if word in _FEMALE | _MALE:
                self._gender[found.source_id] = "f" if word in _FEMALE else "m"
            return found
        return self._ground.unnamed(head.start, head.end)

    def voiced(self, head: Token) -> Source | None:
        """Whose words "INTERPRETER: ..." gives: the person last named before it."""
        before = (who for _, _, who in self._before(head.start) if not isinstance(who, int))
        return next((who for who in before if who.kind == "person"), None)

    def _antecedent(self, head: Token, word: str, person: bool) -> Source | None:
        """The best candidate in the sentences before: recent, a subject, one that spoke, of a fitting kind and gender."""
        best: tuple[float, Source | int] | None = None
        speaking = self._under_label(head) if word in SINGULAR else frozenset()
        place = self._begins(head)
        for start, end, who in self._before(head.start):
            if speaking and self._speaks_here(who, speaking):
                continue
            if isinstance(who, int):
                if not self._described_fits(self._ground.tokens[who], word, person):
                    continue
                score = -0.5
            else:
                if (who.kind == "person") != person and not (word in PLURAL and who.kind != "person"):
                    continue
                if not self._agrees(who, start, word):
                    continue
                score = self._sureness(who, start, word) if word in SINGULAR else 0.0
            score += self._standing(start, end) - self._distance(start, place)
            score -= 0.01 * max(0, place - end) / 10
            if word not in OWN and self._ground.quoted(
                self._ground.tokens[bisect_left(self._ground.starts, start)]
            ):
                score -= 2.0
            if best is None or score > best[0]:
                best = (score, who)
        found = best[1] if best else None
        return self._by_description(found) if isinstance(found, int) else found

    def _speaks_here(self, who: Source | int, speaking: frozenset[str]) -> bool:
        known = self._by_description(who) if isinstance(who, int) else who
        return known is not None and not speaking.isdisjoint(fold(known.name).split())

    def _under_label(self, head: Token) -> frozenset[str]:
        """What whoever speaks under a transcript's label is called: they say "I" of themselves, and "he" of another."""
        text = self._ground.dissection.report.text
        line = text.rfind("\n", max(0, head.start - _TURN), head.start) + 1
        match = label(text, line, head.start)
        if match is None or not match[1].isupper():
            return frozenset()
        surname = fold(match[1]).split()[-1]
        names = [fold(s.name).split() for s in self._ground.sources.values() if s.kind == "person"]
        return frozenset((surname, *(word for name in names if surname in name for word in name)))

    def _before(self, offset: int) -> Iterator[tuple[int, int, Source | int]]:
        """The actors and described subjects before an offset, the nearest first; no more than a few."""
        if self._entries is None:
            named = [(m.start, m.end, self._ground.sources[m.source_id or ""]) for m in self._ground.actors]
            self._entries = sorted([*named, *self._descriptions()], key=lambda e: e[0])
            self._entry_starts = [entry[0] for entry in self._entries]
        at = bisect_left(self._entry_starts, offset)
        yield from reversed(self._entries[max(0, at - 14) : at])

    def _descriptions(self) -> Iterator[tuple[int, int, int]]:
        """Who is called by what they are ("a nurse at the hospital"), by the token of their head."""
        fitting = (
            actor_words("bodies") | actor_words("unnamed") | actor_words("offices") | actor_words("titles")
        )
        for at, token in enumerate(self._ground.tokens):
            if token.text.lower() == "one" and self._one_of(at):
                yield token.start, token.end, at
                continue
            if token.pos != "NOUN" or self._ground.actor_at(token) is not None:
                continue
            over, lemma = self._ground.tokens[token.head], token.lemma.lower()
            asked = (token.dep == "dobj" and over.lemma in _ASKED) or self._talked_to(token)
            asked = asked and lemma in fitting
            subject = token.dep in ("nsubj", "nsubjpass", "agent") and lemma in fitting
            speaks = token.dep == "nsubj" and lemma in _persons() and self._speaks(over)
            told = token.dep == "appos" and lemma in fitting and self._speaks_behind(at)
            told = told or (lemma in fitting and self._accorded(token))
            if asked or subject or speaks or told:
                # "the head surgeon" read as two nouns: the one that the verb has
                yield token.start, token.end, token.head if over.pos == "NOUN" and over.dep == "nsubj" else at

    def _one_of(self, at: int) -> bool:
        """ "one of the drivers", who speaks or was spoken to."""
        tokens = self._ground.tokens
        if at + 2 >= len(tokens) or tokens[at + 1].text != "of":
            return False
        kind = next((t for t in tokens[at + 2 : at + 8] if t.head == at + 1 and t.dep == "pobj"), None)
        if kind is None or kind.tag != "NNS" or kind.lemma not in _persons() | actor_words("unnamed"):
            return False
        return tokens[at].dep in ("nsubj", "nsubjpass", "agent") or self._talked_to(tokens[at])

    def _accorded(self, token: Token) -> bool:
        """True behind "according to"."""
        over = self._ground.tokens[token.head]
        return token.dep == "pobj" and self._ground.tokens[over.head].text.lower() == "according"

    def _talked_to(self, token: Token) -> bool:
        """True behind "spoke to", "talked with"."""
        over = self._ground.tokens[token.head]
        talks = self._ground.tokens[over.head].lemma in ("speak", "talk")
        return token.dep == "pobj" and over.text.lower() in ("to", "with") and talks

    def _described_fits(self, token: Token, word: str, person: bool) -> bool:
        lemma, plural = token.lemma.lower(), token.tag == "NNS"
        alone = actor_words("titles") | actor_words("bare_persons")
        body = lemma in actor_words("bodies") and lemma not in alone
        if word in PLURAL:
            return plural
        if word in _FEMALE | _MALE and lemma in actor_words("male") | actor_words("female"):
            return (lemma in actor_words("female")) == (word in _FEMALE)
        return not plural and body != person

    def _by_description(self, at: int) -> Source | None:
        if self._depth > 3:
            return None
        start, end = self._ground.subtree(at)
        apposed = (
            m
            for m in self._ground.inside(start, end)
            if self._ground.dissection.report.text[: m.start].endswith(", ")
        )
        if bearer := next(apposed, None):
            return self._ground.sources[bearer.source_id or ""]  # "its owner, N"
        self._depth += 1
        try:
            return self._resolve(start, end)
        finally:
            self._depth -= 1

    def _agrees(self, source: Source, start: int, word: str) -> bool:
        if word not in _FEMALE | _MALE:
            return True
        known = self._gender.get(source.source_id) or self._titled_gender(source, start)
        return known is None or (known == "f") == (word in _FEMALE)

    def _titled_gender(self, source: Source, start: int) -> str | None:
        at = bisect_left(self._ground.starts, start)
        nearby = {token.text.lower().rstrip(".") for token in self._ground.tokens[max(0, at - 2) : at + 1]}
        told = nearby | set((source.role or "").lower().split())
        if told & actor_words("female"):
            return "f"
        return "m" if told & actor_words("male") else None

    def _standing(self, start: int, end: int) -> float:
        """More for a subject, and more again for one that speaks: pronouns mean the one who spoke last."""
        at = bisect_left(self._ground.starts, start)
        while at < len(self._ground.tokens) and self._ground.tokens[at].start < end:
            token = self._ground.tokens[at]
            if token.dep == "appos" and self._speaks_behind(at):
                return 5.0
            if token.dep == "appos":
                token = self._ground.tokens[token.head]  # "the rector, N, was asked": N was
            if token.dep in ("nsubj", "nsubjpass", "agent"):
                return 5.0 if self._speaks(self._ground.tokens[token.head]) else 3.0
            if token.dep == "dobj" and self._ground.tokens[token.head].lemma in _ASKED:
                return 4.0
            over = self._ground.tokens[self._ground.tokens[token.head].head]
            if token.dep == "pobj" and over.text.lower() == "according":
                return 5.0
            at += 1
        return 0.0

    def _speaks_behind(self, at: int) -> bool:
        """ "... from the town, the office of the governor, N, said": a speaker that the parse hung from the town."""
        tokens = self._ground.tokens
        _, end = self._ground.subtree(at)
        behind = bisect_left(self._ground.starts, end)
        while behind < len(tokens) and tokens[behind].text == ",":
            behind += 1
        return tokens[at - 1].pos != "VERB" and behind < len(tokens) and self._speaks(tokens[behind])

    def _speaks(self, verb: Token) -> bool:
        cue = cues("verbs").get(verb.lemma)
        senses = [cue.senses[frame] for frame in _SPOKEN if frame in cue.senses] if cue else []
        return verb.pos == "VERB" and bool(senses) and not senses[0].stance

    def _begins(self, head: Token) -> int:
        """Where what the pronoun says begins: before '"...," he said' nothing within the quotation lies between."""
        quote = None if self._ground.quoted(head) else self._ground.quote_before(head.start)
        if quote is None:
            return head.start
        between = self._ground.between(quote.end, head.start)
        plain = all(t.pos == "PUNCT" or not t.text.isalnum() or self._speaks(t) for t in between)
        same = "\n" not in self._ground.dissection.report.text[quote.end : head.start]
        return quote.start if plain and same and len(between) < 5 else head.start

    def _distance(self, start: int, place: int) -> float:
        """How far back a candidate stands: in sentences, and in another paragraph farther."""
        if start >= place:
            return 0.0
        starts = self._ground.sentence_starts
        sentences = bisect_right(starts, place) - bisect_right(starts, start)
        apart = "\n" in self._ground.dissection.report.text[start:place]
        return 1.5 * sentences + (_PARAGRAPH if apart else 0.0)

    def _sureness(self, source: Source, start: int, word: str) -> float:
        """More for one known to be a man or woman as the pronoun says, less for one word that may be no person's name."""
        known = self._gender.get(source.source_id) or self._titled_gender(source, start)
        if known and word in _FEMALE | _MALE:
            return 0.5
        at = bisect_left(self._ground.starts, start)
        token, before = self._ground.tokens[at], self._ground.tokens[at - 1] if at else None
        titled = before is not None and before.text.lower().rstrip(".") in actor_words("titles")
        speaks = token.dep == "nsubj" and self._speaks(self._ground.tokens[token.head])
        sure = source.role or titled or speaks or any(" " in alias for alias in source.aliases)
        return 0.0 if sure else -2.0
