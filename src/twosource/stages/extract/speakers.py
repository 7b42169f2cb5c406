"""Whom a phrase means: a name, a pronoun, a description ("the spy agency") or someone left unnamed.

A named source keeps what it is called; an unnamed one is kept as what the text calls it, with an id of
its own report, because two unnamed officials are the same person only by accident.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from ...data import known_sources, outlet, peoples, places, table
from ...model import Dissection, Mention, Source, Token
from ...text import fold, slug
from .cues import cues

_SINGULAR = {"he", "she", "him", "her", "his", "himself", "herself"}
_PLURAL = {"they", "them", "their", "themselves", "both"}
_THING = {"it", "its", "itself", "which", "that", "this"}
_OWN = {"we", "i", "us", "our", "me", "my"}
_OUTER = re.compile(r",| who | which | that ")
_OWN_HOUSE = {"office", "newspaper", "paper", "station", "agency", "channel", "website", "magazine", "newsroom", "desk",
              "bureau", "ministry", "service", "department", "company", "programme", "program"}  # fmt: skip
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_OWNING = re.compile(r"(?<=\w)(?:'s|’s|(?<=s)['’])$")
_GENERIC = {"body", "organisation", "organization", "group", "institution", "charity"}
_WHO = {"who", "whom", "which", "that"}
_FEMALE = {"she", "her", "herself"}
_MALE = {"he", "him", "his", "himself"}


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(table("actors.json")[kind])


@cache
def _descriptions() -> dict[str, frozenset[str]]:
    return {known.source_id: frozenset(known.descriptions) for known in known_sources().values()}


@cache
def _states() -> dict[str, str]:
    return {known.source_id: known.state for known in known_sources().values()}


def publisher_of(dissection: Dissection) -> Source:
    """The report's own voice. An unknown publisher is a different one in each report."""
    name = dissection.report.publisher
    if name:
        return outlet(name)
    return Source(f"publisher-{dissection.report.id}", "unknown publisher", "outlet", named=False)


class Speakers:
    """Resolves the phrases of one report; ``resolve`` gives a Source for any span of its text."""

    def __init__(self, dissection: Dissection) -> None:
        self.dissection = dissection
        self.tokens = dissection.tokens
        self.publisher = publisher_of(dissection)
        self.sources = {source.source_id: source for source in dissection.sources}
        self.actors = [m for m in dissection.mentions if m.kind in ("person", "organisation")]
        self.named = sorted(
            [*self.actors, *(m for m in dissection.mentions if m.kind == "place")], key=lambda m: m.start
        )
        self._starts = [token.start for token in self.tokens]
        self._actor_starts = [mention.start for mention in self.actors]
        self._named_starts = [mention.start for mention in self.named]
        self._gender: dict[str, str] = {}
        self._aliases: dict[str, Source] | None = None
        self._entries: list[tuple[int, int, Source | int]] | None = None
        self._entry_starts: list[int] = []
        self._depth = 0  # descriptions may hold pronouns that mean descriptions
        self._folded: dict[str, tuple[frozenset[str], frozenset[str]]] = {}

    def resolve(self, start: int, end: int) -> Source:
        """The source that ``text[start:end]`` means."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        phrase = self.tokens[first:last]
        if not phrase:
            return self._unnamed(start, end)
        head = self._head(first, last)
        word = head.text.lower()
        if word in _WHO:
            antecedent = self.tokens[self.tokens[head.head].head]
            if antecedent.start < head.start:
                at = bisect_left(self._starts, antecedent.start)
                return self._mentioned(antecedent) or self.resolve(*self._subtree(at, before=head.start))
        if head.pos == "PRON" or word in _SINGULAR | _PLURAL | _OWN | _THING:
            return self._pronoun(head, word)
        return (
            self._mentioned(head)
            or self._bearer(head, phrase)
            or self._house(head, start, end)
            or self._state(head)
            or self._apposed(head, phrase)
            or self._called(head)
            or self._described(start, end, head, phrase)
        )

    # --- by name -----------------------------------------------------------------------------

    def _mentioned(self, head: Token) -> Source | None:
        mention = self._actor_at(head)
        return self.sources.get(mention.source_id or "") if mention else None

    def _actor_at(self, token: Token) -> Mention | None:
        at = bisect_right(self._actor_starts, token.start) - 1
        if at >= 0 and self.actors[at].end >= token.end:
            return self.actors[at]
        return None

    def _bearer(self, head: Token, phrase: Sequence[Token]) -> Source | None:
        """ "The hospital's chief physician, Dr N": the person whose name closes the phrase behind a comma."""
        last = self._actor_at(phrase[-1])
        if last is None or last.kind != "person" or last.end != phrase[-1].end or last.start <= head.end:
            return None
        between = self._between(head.end, last.start)
        marks = [token for token in between if token.text == ","]
        plain = all(
            token.text == "," or token.text.lower().rstrip(".") in _words("titles") for token in between
        )
        return self.sources[last.source_id or ""] if len(marks) == 1 and plain else None

    def _actor_at_offset(self, offset: int) -> Mention | None:
        at = bisect_right(self._actor_starts, offset) - 1
        return self.actors[at] if at >= 0 and self.actors[at].end > offset else None

    def _inside(self, start: int, end: int) -> Iterator[Mention]:
        at = bisect_left(self._actor_starts, start)
        while at < len(self.actors) and self.actors[at].start < end:
            yield self.actors[at]
            at += 1

    def _apposed(self, head: Token, phrase: tuple[Token, ...]) -> Source | None:
        """ "South Korea's Yonhap news agency": the name inside a description of the same thing."""
        lemma = head.lemma.lower()
        if lemma not in _words("bodies") and lemma not in _words("offices") and lemma not in _words("titles"):
            return None
        beside = self._actor_at_offset(head.end + 1)
        if (
            beside
            and beside.kind == "organisation"
            and beside.start == head.end + 1
            and lemma in _words("bodies")
        ):
            return self.sources[beside.source_id or ""]  # "the charity Doctors at Hand"
        for mention in self._inside(phrase[0].start, phrase[-1].end):
            at = bisect_left(self._starts, mention.end) - 1
            token = self.tokens[at]
            governs = self.tokens[token.head] == head and token.dep in (
                "compound",
                "appos",
                "nmod",
                "amod",
                "npadvmod",
            )
            source = self.sources[mention.source_id or ""]
            before = mention.end <= head.start
            if before and " " not in mention.text and source.source_id not in _states():
                continue  # "the Selwick pilot station" is not Selwick
            if (governs or token.dep == "appos") and (source.kind == "person") == (
                lemma not in _words("bodies")
            ):
                return source
        return None

    def _called(self, head: Token) -> Source | None:
        """A proper name that the statistics did not see: its run of capitals, matched with those seen."""
        if head.pos != "PROPN" or not head.text[:1].isupper():
            return None
        at = bisect_left(self._starts, head.start)
        first, last = at, at + 1
        while first > 0 and self._joined(first - 1, first):
            first -= 1
        while last < len(self.tokens) and self._joined(last, last - 1):
            last += 1
        run = [token.text for token in self.tokens[first:last]]
        named = [word for word in run if word.lower().rstrip(".") not in _words("titles")] or run
        key = fold(" ".join(named))
        if known := self._by_alias().get(key):
            return known
        name = " ".join(named)
        person = len(named) < len(run)
        return Source(slug(key), name, "person" if person else "unknown", (name,))

    def _by_alias(self) -> dict[str, Source]:
        """The sources by their names, and persons by their surnames, the first of each."""
        if self._aliases is None:
            self._aliases = {}
            for source in self.sources.values():
                for alias in (fold(each) for each in source.aliases):
                    self._aliases.setdefault(alias, source)
                    if source.kind == "person" and alias:
                        self._aliases.setdefault(alias.split()[-1], source)
        return self._aliases

    def _joined(self, at: int, near: int) -> bool:
        token, other = self.tokens[at], self.tokens[near]
        gap = max(token.start, other.start) - min(token.end, other.end)
        return token.pos == "PROPN" and token.text[:1].isupper() and gap <= 1

    def _house(self, head: Token, start: int, end: int) -> Source | None:
        """ "A Pentagon spokesman", "a Courier reporter", "the union's statement": the body itself."""
        lemma = head.lemma.lower()
        if lemma in _words("titles") and not lemma.startswith("spokes"):
            person = next((m for m in self._inside(start, end) if m.kind == "person"), None)
            if person and person.start > head.start:
                return self.sources[person.source_id or ""]
        if lemma in _words("voices"):
            bearer = next(
                (m for m in self._inside(start, end) if m.kind == "person" and m.end >= end - 1), None
            )
            if bearer and self.dissection.report.text[: bearer.start].rstrip().endswith(","):
                return self.sources[bearer.source_id or ""]  # "a spokeswoman for the company, N"
            owner = self._owner_phrase(head)
            if owner and not owner[0] <= head.start < owner[1]:
                return self.resolve(*owner)
            body = next((m for m in self._inside(start, end) if m.kind == "organisation"), None)
            if body:
                return self.sources[body.source_id or ""]
        if lemma in _words("reporters"):
            for mention in self._inside(start, end):
                source = self.sources[mention.source_id or ""]
                if mention.kind == "organisation" and source.kind in ("outlet", "agency"):
                    return source
            if any(token.text.lower() == "our" for token in self._between(start, end)):
                return self.publisher
        return None

    def _owner_phrase(self, head: Token) -> tuple[int, int] | None:
        """The possessor or the "of"/"from" complement of a document or spokesman."""
        at = bisect_left(self._starts, head.start)
        for child in range(max(0, at - 8), min(len(self.tokens), at + 8)):
            token = self.tokens[child]
            if token.head == at and token.dep == "poss":
                return self._subtree(child)
            if token.head == at and token.dep == "prep" and token.text.lower() in ("of", "from", "by", "for"):
                for inner in range(child + 1, min(len(self.tokens), child + 10)):
                    if self.tokens[inner].head == child and self.tokens[inner].dep == "pobj":
                        return self._subtree(inner)
        return None

    def _subtree(self, at: int, before: int | None = None) -> tuple[int, int]:
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

    def _state(self, head: Token) -> Source | None:
        """A country or capital that speaks: its government, as it is called."""
        at = bisect_right(self._named_starts, head.start) - 1
        if at < 0 or self.named[at].end < head.end or self.named[at].kind != "place":
            return None
        mention = self.named[at]
        place = places().get(mention.text)
        if place is None:
            return Source(slug(mention.text), mention.text, "body", (mention.text,))
        country = place.parent if place.kind == "city" and place.parent else place.place_id
        return Source(f"state:{country}", mention.text, "body", (mention.text,))

    # --- by pronoun --------------------------------------------------------------------------

    def _pronoun(self, head: Token, word: str) -> Source:
        if word in _OWN and not self._quoted(head):
            return self.publisher
        person = word in _SINGULAR or word in _OWN
        found = self._antecedent(head, word, person)
        if found:
            if word in _FEMALE | _MALE:
                self._gender[found.source_id] = "f" if word in _FEMALE else "m"
            return found
        return self._unnamed(head.start, head.end)

    def _quoted(self, token: Token) -> bool:
        starts = [quote.start for quote in self.dissection.quotes]
        at = bisect_right(starts, token.start) - 1
        return at >= 0 and token.end <= self.dissection.quotes[at].end

    def _antecedent(self, head: Token, word: str, person: bool) -> Source | None:
        """The best candidate in the sentences before: recent, a subject, one that spoke, of a fitting kind and gender."""
        best: tuple[float, Source | int] | None = None
        for start, end, who in self._before(head.start):
            if isinstance(who, int):
                if not self._described_fits(self.tokens[who], word, person):
                    continue
                score = -0.5
            else:
                if (who.kind == "person") != person and not (word in _PLURAL and who.kind != "person"):
                    continue
                if not self._agrees(who, start, word):
                    continue
                score = 0.0
            score += self._standing(start, end) - 1.5 * self._sentences_between(start, head.start)
            score -= 0.01 * (head.start - end) / 10
            if word not in _OWN and self._quoted(self.tokens[bisect_left(self._starts, start)]):
                score -= 2.0
            if best is None or score > best[0]:
                best = (score, who)
        found = best[1] if best else None
        return self._by_description(found) if isinstance(found, int) else found

    def _before(self, offset: int) -> Iterator[tuple[int, int, Source | int]]:
        """The actors and described subjects before an offset, the nearest first; no more than a few."""
        if self._entries is None:
            named = [(m.start, m.end, self.sources[m.source_id or ""]) for m in self.actors]
            self._entries = sorted([*named, *self._descriptions()], key=lambda e: e[0])
            self._entry_starts = [entry[0] for entry in self._entries]
        at = bisect_left(self._entry_starts, offset)
        yield from reversed(self._entries[max(0, at - 14) : at])

    def _descriptions(self) -> Iterator[tuple[int, int, int]]:
        """Subjects that are called by what they are ("a nurse at the hospital"), by the token of their head."""
        fitting = _words("bodies") | _words("unnamed") | _words("offices") | _words("titles")
        for at, token in enumerate(self.tokens):
            subject = token.pos == "NOUN" and token.dep in ("nsubj", "nsubjpass", "agent")
            if subject and token.lemma.lower() in fitting and self._actor_at(token) is None:
                yield token.start, token.end, at

    def _described_fits(self, token: Token, word: str, person: bool) -> bool:
        lemma, plural = token.lemma.lower(), token.tag == "NNS"
        body = lemma in _words("bodies") and lemma not in _words("titles")
        if word in _PLURAL:
            return plural
        if word in _FEMALE | _MALE and lemma in _words("male") | _words("female"):
            return (lemma in _words("female")) == (word in _FEMALE)
        return not plural and body != person

    def _by_description(self, at: int) -> Source | None:
        if self._depth > 3:
            return None
        start, end = self._subtree(at)
        apposed = (
            m for m in self._inside(start, end) if self.dissection.report.text[: m.start].endswith(", ")
        )
        if bearer := next(apposed, None):
            return self.sources[bearer.source_id or ""]  # "its owner, N"
        self._depth += 1
        try:
            return self.resolve(start, end)
        finally:
            self._depth -= 1

    def _agrees(self, source: Source, start: int, word: str) -> bool:
        if word not in _FEMALE | _MALE:
            return True
        known = self._gender.get(source.source_id) or self._titled_gender(source, start)
        return known is None or (known == "f") == (word in _FEMALE)

    def _titled_gender(self, source: Source, start: int) -> str | None:
        at = bisect_left(self._starts, start)
        nearby = {token.text.lower().rstrip(".") for token in self.tokens[max(0, at - 2) : at + 1]}
        told = nearby | set((source.role or "").lower().split())
        if told & _words("female"):
            return "f"
        return "m" if told & _words("male") else None

    def _standing(self, start: int, end: int) -> float:
        """More for a subject, and more again for one that speaks: pronouns mean the one who spoke last."""
        at = bisect_left(self._starts, start)
        while at < len(self.tokens) and self.tokens[at].start < end:
            token = self.tokens[at]
            if token.dep in ("nsubj", "nsubjpass", "agent"):
                return 5.0 if self._speaks(self.tokens[token.head]) else 3.0
            over = self.tokens[self.tokens[token.head].head]
            if token.dep == "pobj" and over.text.lower() == "according":
                return 5.0
            at += 1
        return 0.0

    def _speaks(self, verb: Token) -> bool:
        cue = cues("verbs").get(verb.lemma)
        sense = cue.senses.get("that") if cue else None
        return verb.pos == "VERB" and sense is not None and not sense.stance

    def _sentences_between(self, start: int, end: int) -> int:
        starts = self._sentence_starts()
        return bisect_right(starts, end) - bisect_right(starts, start)

    def _sentence_starts(self) -> list[int]:
        if not hasattr(self, "_sentences"):
            self._sentences = [sentence.start for sentence in self.dissection.sentences]
        return self._sentences

    # --- by description ----------------------------------------------------------------------

    def _described(
        self, start: int, end: int, head: Token, phrase: tuple[Token, ...] | list[Token]
    ) -> Source:
        definite = phrase[0].text.lower() in ("the", "this", "that", "its", "his", "her", "their")
        lemma = head.lemma.lower()
        if phrase[0].text.lower() == "this" and lemma in _OWN_HOUSE and not self._quoted(head):
            return self.publisher
        definite = definite or self._possessed(phrase)
        found = self._seen_before(head, phrase) if definite or lemma in _words("offices") else None
        if found:
            return found
        text = self.dissection.report.text[start:end]
        name = _OWNING.sub("", _ARTICLE.sub("", " ".join(text.split())))
        plural = head.tag in ("NNS", "NNPS")
        indefinite = phrase[0].text.lower() in ("a", "an", "another", "some", "one", "any")
        body = (lemma in _words("bodies") or lemma == "police") and not indefinite
        office = lemma in _words("offices") and definite and not plural
        proper = any(token.pos == "PROPN" for token in phrase if token.text not in peoples())
        if head.pos == "PROPN" or (body and (definite or not plural or lemma == "police")) or office:
            kind = "body" if body else "person" if office else "unknown"
            bare = fold(name)
            return Source(slug(bare), name, kind, (name,), role=bare if office else None)  # type: ignore[arg-type]
        return self._unnamed(start, end, plural and not proper)

    def _seen_before(self, head: Token, phrase: tuple[Token, ...] | list[Token]) -> Source | None:
        """The latest source whose role, kind or name bears this description out."""
        lemma = head.lemma.lower()
        content = {
            t.lemma.lower() for t in phrase if t.pos in ("NOUN", "ADJ", "PROPN") and t.text not in peoples()
        }
        states = {peoples()[t.text] for t in phrase if t.text in peoples()} | set(self._countries(phrase))
        at = bisect_left(self._actor_starts, head.start) - 1
        steps = 0
        while at >= 0 and steps < 40:
            source, steps = self.sources[self.actors[at].source_id or ""], steps + 1
            at -= 1
            if states and _states().get(source.source_id) not in (*states, None, ""):
                continue
            if self._bears_out(source, lemma, content):
                return source
        return None

    def _possessed(self, phrase: tuple[Token, ...] | list[Token]) -> bool:
        """True for a description that a country owns: "South Korea's intelligence agency"."""
        return any(token.dep == "case" or token.tag == "POS" for token in phrase) and any(
            self._countries(phrase)
        )

    def _countries(self, phrase: tuple[Token, ...] | list[Token]) -> Iterator[str]:
        """The place_ids of the countries named in a phrase."""
        for mention in self._placed(phrase):
            place = places().get(mention.text)
            if place is not None:
                yield place.parent if place.kind == "city" and place.parent else place.place_id

    def _placed(self, phrase: tuple[Token, ...] | list[Token]) -> Iterator[Mention]:
        at = bisect_left(self._named_starts, phrase[0].start)
        while at < len(self.named) and self.named[at].start < phrase[-1].end:
            if self.named[at].kind == "place":
                yield self.named[at]
            at += 1

    def _is_place(self, token: Token) -> bool:
        at = bisect_right(self._named_starts, token.start) - 1
        return at >= 0 and self.named[at].kind == "place" and token.end <= self.named[at].end

    def _facts(self, source: Source) -> tuple[frozenset[str], frozenset[str]]:
        """The words of a source's role and of its names, folded once."""
        if source.source_id not in self._folded:
            role = frozenset(fold(source.role or "").replace("'", " ").split())
            names = frozenset(word for alias in source.aliases for word in fold(alias).split())
            self._folded[source.source_id] = role, names
        return self._folded[source.source_id]

    def _bears_out(self, source: Source, lemma: str, content: set[str]) -> bool:
        role, names = self._facts(source)
        if source.kind == "person":
            return lemma in role and lemma not in _words("bodies") and content <= role | {lemma}
        known = _descriptions().get(source.source_id, frozenset())
        if any(
            content <= set(each.split()) or set(each.split()) <= content
            for each in known
            if lemma in each.split()
        ):
            return True
        if lemma in ("company", "firm", "operator", "owner", "manufacturer") and names & _words("corporate"):
            return content <= names | {lemma}
        if lemma in names and content <= names:
            return True
        if source.kind == "body" and content == {lemma} and lemma in _GENERIC:
            return True
        generic = {"outlet": {"newspaper", "paper", "outlet", "station", "broadcaster", "magazine", "daily", "channel"},
                   "agency": {"agency", "news", "wire"}}  # fmt: skip
        return content <= generic.get(source.kind, set())

    def _between(self, start: int, end: int) -> tuple[Token, ...]:
        return self.tokens[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _head(self, first: int, last: int) -> Token:
        for at in range(first, last):
            if not first <= self.tokens[at].head < last or self.tokens[at].head == at:
                if self.tokens[at].pos in ("PUNCT", "DET", "ADP", "ADV", "CCONJ") and at + 1 < last:
                    continue
                return self.tokens[at]
        return self.tokens[first]

    def _unnamed(self, start: int, end: int, group: bool = False) -> Source:
        text = " ".join(self.dissection.report.text[start:end].split()) or "unnamed source"
        bare = fold(_OUTER.split(text)[0])[:60]
        ident = f"unnamed:{slug(bare)}:{self.dissection.report.id}"
        return Source(ident, text, "group" if group else "unnamed", (text,), named=False)


def speakers(dissection: Dissection) -> Speakers:
    """A resolver for the report's phrases."""
    return Speakers(dissection)
