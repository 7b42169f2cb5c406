"""Whom a phrase means by a name that it holds: a mention, an apposition, a body's spokesman, a country."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence

from ....data import actor_words, places, table
from ....model import Source, Token
from ....text import fold, slug
from ...terms import term, weight
from .ground import Ground, states

_COINED = 9.0  # nats: a word that is in no list of words


class Names:
    """Sources by their names; ``resolve`` gives the source of another span."""

    def __init__(self, ground: Ground, resolve: Callable[[int, int], Source]) -> None:
        self._ground, self._resolve = ground, resolve
        self._aliases: dict[str, Source] | None = None

    def mentioned(self, head: Token) -> Source | None:
        """The person or organisation whose name the word is part of."""
        mention = self._ground.actor_at(head)
        return self._ground.sources.get(mention.source_id or "") if mention else None

    def bearer(self, head: Token, phrase: Sequence[Token]) -> Source | None:
        """ "The hospital's chief physician, Dr N": the person whose name closes the phrase behind a comma."""
        last = self._ground.actor_at(phrase[-1])
        if last is None or last.kind != "person" or last.end != phrase[-1].end or last.start <= head.end:
            return None
        between = self._ground.between(head.end, last.start)
        marks = [token for token in between if token.text == ","]
        plain = all(
            token.text == "," or token.text.lower().rstrip(".") in actor_words("titles") for token in between
        )
        return self._ground.sources[last.source_id or ""] if len(marks) == 1 and plain else None

    def apposed(self, head: Token, phrase: Sequence[Token]) -> Source | None:
        """ "Nestar's Orbin news agency": the name inside a description of the same thing."""
        lemma = head.lemma.lower()
        if (
            lemma not in actor_words("bodies")
            and lemma not in actor_words("offices")
            and lemma not in actor_words("titles")
        ):
            return None
        beside = self._ground.actor_at_offset(head.end + 1)
        if (
            beside
            and beside.kind == "organisation"
            and beside.start == head.end + 1
            and lemma in actor_words("bodies")
        ):
            return self._ground.sources[beside.source_id or ""]  # "the charity Doctors at Hand"
        for mention in self._ground.inside(phrase[0].start, phrase[-1].end):
            at = bisect_left(self._ground.starts, mention.end) - 1
            token = self._ground.tokens[at]
            governs = self._ground.tokens[token.head] == head and token.dep in (
                "compound",
                "appos",
                "nmod",
                "amod",
                "npadvmod",
            )
            source = self._ground.sources[mention.source_id or ""]
            before = mention.end <= head.start
            if before and " " not in mention.text and source.source_id not in states():
                continue  # "the Pellmouth pilot station" is not Pellmouth
            if (governs or token.dep == "appos") and (source.kind == "person") == (
                lemma not in actor_words("bodies")
            ):
                return source
        return None

    def called(self, head: Token) -> Source | None:
        """A proper name that the statistics did not see: its run of capitals, matched with those seen."""
        if not head.text[:1].isupper() or not (head.pos == "PROPN" or self._coined(head)):
            return None
        at = bisect_left(self._ground.starts, head.start)
        first, last = at, at + 1
        while first > 0 and self._joined(first - 1, first):
            first -= 1
        while last < len(self._ground.tokens) and self._joined(last, last - 1):
            last += 1
        if first > 0 and self._ground.tokens[first - 1].ent == "ORDINAL":
            first -= 1  # "the 12th Brigade" is another than the 48th
        run = [token.text for token in self._ground.tokens[first:last]]
        named = [word for word in run if word.lower().rstrip(".") not in actor_words("titles")] or run
        key = fold(" ".join(named))
        if known := self._by_alias().get(key):
            return known
        name = " ".join(named)
        person = len(named) < len(run)
        return Source(slug(key), name, "person" if person else "unknown", (name,))

    def _coined(self, head: Token) -> bool:
        """ "Brightleaf has it that": a word of no language that speaks without an article, and is none but a name."""
        at = bisect_left(self._ground.starts, head.start)
        speaks = head.pos == "NOUN" and head.tag == "NN" and head.dep in ("nsubj", "nsubjpass")
        bare = speaks and not any(self._ground.tokens[i].head == at for i in range(max(0, at - 4), at))
        told = head.lemma.lower() in actor_words("offices") | actor_words("unnamed") | actor_words("bodies")
        return (
            bare
            and not told
            and head.lemma.lower() not in table("persons.json")["nouns"]
            and weight(term(head.text, "en"), "en") > _COINED
        )

    def _by_alias(self) -> dict[str, Source]:
        """The sources by their names, and persons by their surnames, the first of each."""
        if self._aliases is None:
            self._aliases = {}
            for source in self._ground.sources.values():
                for alias in (fold(each) for each in source.aliases):
                    self._aliases.setdefault(alias, source)
                    if source.kind == "person" and alias:
                        self._aliases.setdefault(alias.split()[-1], source)
        return self._aliases

    def _joined(self, at: int, near: int) -> bool:
        token, other = self._ground.tokens[at], self._ground.tokens[near]
        gap = max(token.start, other.start) - min(token.end, other.end)
        return token.pos == "PROPN" and token.text[:1].isupper() and gap <= 1

    def house(self, head: Token, start: int, end: int) -> Source | None:
        """ "A Pentagon spokesman", "a Courier reporter", "the union's statement": the body itself."""
        lemma = head.lemma.lower()
        if lemma in actor_words("titles") and not lemma.startswith("spokes"):
            person = next((m for m in self._ground.inside(start, end) if m.kind == "person"), None)
            if person and person.start > head.start:
                return self._ground.sources[person.source_id or ""]
        if lemma in actor_words("voices"):
            bearer = next(
                (m for m in self._ground.inside(start, end) if m.kind == "person" and m.end >= end - 1), None
            )
            if bearer and self._ground.dissection.report.text[: bearer.start].rstrip().endswith(","):
                return self._ground.sources[bearer.source_id or ""]  # "a spokeswoman for the company, N"
            owner = self._ground.owner_phrase(head)
            if owner and not owner[0] <= head.start < owner[1]:
                return self._resolve(*owner)
            body = next((m for m in self._ground.inside(start, end) if m.kind == "organisation"), None)
            if body:
                return self._ground.sources[body.source_id or ""]
        if lemma in actor_words("reporters"):
            for mention in self._ground.inside(start, end):
                source = self._ground.sources[mention.source_id or ""]
                if mention.kind == "organisation" and source.kind in ("outlet", "agency"):
                    return source
            if any(token.text.lower() == "our" for token in self._ground.between(start, end)):
                return self._ground.publisher
        return None

    def state(self, head: Token) -> Source | None:
        """A country or capital that speaks: its government, as it is called."""
        at = bisect_right(self._ground.named_starts, head.start) - 1
        if at < 0 or self._ground.named[at].end < head.end or self._ground.named[at].kind != "place":
            return None
        mention = self._ground.named[at]
        place = places().get(mention.text)
        if place is None:
            return Source(slug(mention.text), mention.text, "body", (mention.text,))
        country = place.parent if place.kind == "city" and place.parent else place.place_id
        return Source(f"state:{country}", mention.text, "body", (mention.text,))
