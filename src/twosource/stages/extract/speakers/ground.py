"""One report's tokens, names and places, looked up by where they stand."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from ....data import by_tables, known_sources, outlet, places
from ....model import Dissection, Mention, Quote, Source, Token
from ....text import fold, slug

_TIMES = ("DATE", "TIME")
# Where a description goes on in a clause; "that" behind a preposition points: "an official at that ministry".
_OUTER = re.compile(r",| who | which |(?<! of)(?<! at)(?<! in)(?<! for)(?<! from)(?<! with) that ")


@by_tables
def states() -> dict[str, str]:
    """The state of each source that the tables know, by its id."""
    return {known.source_id: known.state for known in known_sources().values()}


def publisher_of(dissection: Dissection) -> Source:
    """The report's own voice. An unknown publisher is a different one in each report."""
    name = dissection.report.publisher
    if name:
        return outlet(name)
    return Source(f"publisher-{dissection.report.id}", "unknown publisher", "outlet", named=False)


class Ground:
    """A report laid out for looking up; nothing in it changes."""

    def __init__(self, dissection: Dissection) -> None:
        self.dissection = dissection
        self.tokens = dissection.tokens
        self.publisher = publisher_of(dissection)
        self.sources = {source.source_id: source for source in dissection.sources}
        self.actors = [m for m in dissection.mentions if m.kind in ("person", "organisation")]
        self.named = sorted(
            [*self.actors, *(m for m in dissection.mentions if m.kind == "place")], key=lambda m: m.start
        )
        self.starts = [token.start for token in self.tokens]
        self.actor_starts = [mention.start for mention in self.actors]
        self.named_starts = [mention.start for mention in self.named]
        self.sentence_starts = [sentence.start for sentence in dissection.sentences]
        self._quote_starts = [quote.start for quote in dissection.quotes]

    def head(self, first: int, last: int) -> Token:
        """The token of ``tokens[first:last]`` from which the others hang."""
        for at in range(first, last):
            if not first <= self.tokens[at].head < last or self.tokens[at].head == at:
                if self.tokens[at].pos in ("PUNCT", "DET", "ADP", "ADV", "CCONJ") and at + 1 < last:
                    continue
                return self.tokens[at]
        return self.tokens[first]

    def between(self, start: int, end: int) -> tuple[Token, ...]:
        """The tokens of ``text[start:end]``."""
        return self.tokens[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def subtree(self, at: int, before: int | None = None) -> tuple[int, int]:
        """The (start, end) of the phrase that a token heads, cut off at ``before``."""
        first = last = at
        for other in range(max(0, at - 10), min(len(self.tokens), at + 10)):
            climb, steps = other, 0
            while climb != at and self.tokens[climb].head != climb and steps < 8:
                climb, steps = self.tokens[climb].head, steps + 1
            if (
                climb == at
                and self.tokens[other].dep != "case"
                and self.tokens[other].start < (before or 1 << 60)
            ):
                first, last = min(first, other), max(last, other)
        return self.tokens[first].start, self.tokens[last].end

    def owner_phrase(self, head: Token) -> tuple[int, int] | None:
        """The possessor or the "of"/"from" complement of a document or spokesman."""
        at = bisect_left(self.starts, head.start)
        for child in range(max(0, at - 8), min(len(self.tokens), at + 8)):
            token = self.tokens[child]
            if token.head == at and token.dep == "poss":
                return None if token.ent in _TIMES else self.subtree(child)  # "Monday's page"
            if token.head == at and token.dep == "prep" and token.text.lower() in ("of", "from", "by", "for"):
                for inner in range(child + 1, min(len(self.tokens), child + 10)):
                    if self.tokens[inner].head == child and self.tokens[inner].dep == "pobj":
                        return self.subtree(inner)
        return None

    def actor_at(self, token: Token) -> Mention | None:
        """The person or organisation that a token is part of."""
        at = bisect_right(self.actor_starts, token.start) - 1
        if at >= 0 and self.actors[at].end >= token.end:
            return self.actors[at]
        return None

    def actor_at_offset(self, offset: int) -> Mention | None:
        """The person or organisation whose name goes over an offset."""
        at = bisect_right(self.actor_starts, offset) - 1
        return self.actors[at] if at >= 0 and self.actors[at].end > offset else None

    def inside(self, start: int, end: int) -> Iterator[Mention]:
        """The persons and organisations that begin in ``text[start:end]``."""
        at = bisect_left(self.actor_starts, start)
        while at < len(self.actors) and self.actors[at].start < end:
            yield self.actors[at]
            at += 1

    def placed(self, phrase: Sequence[Token]) -> Iterator[Mention]:
        """The places named in a phrase."""
        at = bisect_left(self.named_starts, phrase[0].start)
        while at < len(self.named) and self.named[at].start < phrase[-1].end:
            if self.named[at].kind == "place":
                yield self.named[at]
            at += 1

    def countries(self, phrase: Sequence[Token]) -> Iterator[str]:
        """The place_ids of the countries named in a phrase."""
        for mention in self.placed(phrase):
            place = places().get(mention.text)
            if place is not None:
                yield place.parent if place.kind == "city" and place.parent else place.place_id

    def quoted(self, token: Token) -> bool:
        """Whether a token stands in a quotation."""
        at = bisect_right(self._quote_starts, token.start) - 1
        return at >= 0 and token.end <= self.dissection.quotes[at].end

    def quote_before(self, offset: int) -> Quote | None:
        """The last quotation that begins before an offset."""
        at = bisect_left(self._quote_starts, offset) - 1
        return self.dissection.quotes[at] if at >= 0 else None

    def unnamed(self, start: int, end: int, group: bool = False) -> Source:
        """Somebody of this report alone, called by these words."""
        text = " ".join(self.dissection.report.text[start:end].split()) or "unnamed source"
        bare = fold(_OUTER.split(text)[0])[:60]
        ident = f"unnamed:{slug(bare)}:{self.dissection.report.id}"
        name = _OUTER.split(text)[0].strip() or text
        return Source(ident, name, "group" if group else "unnamed", (name,), named=False)
