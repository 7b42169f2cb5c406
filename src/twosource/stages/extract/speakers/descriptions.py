"""Whom a description means: a source that bears it out, a body or an office that it names, or somebody unnamed."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

from ....data import actor_words, by_tables, known_sources, peoples, table
from ....model import Source, Token
from ....text import fold, slug
from .ground import Ground, states

_OWN_HOUSE = {"office", "newspaper", "paper", "station", "agency", "channel", "website", "magazine", "newsroom", "desk",
              "bureau", "ministry", "service", "department", "company", "programme", "program"}  # fmt: skip
_OWN_HAND = {"reporter", "correspondent", "writer", "journalist", "columnist", "photographer"}
_OWN_WORK = {"measurement", "count", "tally", "analysis", "investigation", "research", "calculation", "estimate", "review",
             "reporting", "finding", "survey", "examination", "database", "reconstruction", "information", "record"}  # fmt: skip
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_OWNING = re.compile(r"(?<=\w)(?:'s|’s|(?<=s)['’])$")
_ASIDE = re.compile(
    r",\s+(?=(?:who|which|reached|contacted|speaking|asked|interviewed|citing|quoting|quoted|cited)\b)"
)
_OF_SOME = re.compile(r"\s+(?:of|at|in) (?:an?|one|another|some)\b")  # "the governor of a prison" is not told
_RELATIVE = re.compile(r"\s(?:that|which)\s(?=\w)")  # "the charity that had sent it" is the charity
_OFFICIALS = {"official", "politician", "diplomat", "minister", "officeholder"}
_SPEAKS = {"nsubj", "nsubjpass", "pobj", "agent", "dobj"}
_FAR = 400  # tokens back to where somebody was brought in
_GENERIC = {"body", "organisation", "organization", "group", "institution", "charity"}


@by_tables
def _descriptions() -> dict[str, frozenset[str]]:
    return {known.source_id: frozenset(known.descriptions) for known in known_sources().values()}


@cache
def _persons() -> frozenset[str]:
    return frozenset(table("persons.json")["nouns"])


class Descriptions:
    """Sources by what the report calls them."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._folded: dict[str, tuple[frozenset[str], frozenset[str]]] = {}

    def described(self, start: int, end: int, head: Token, phrase: Sequence[Token]) -> Source:
        """Whom a phrase without a name of its own means: one who was told of before or is named later, else a new one."""
        definite = phrase[0].text.lower() in ("the", "this", "that", "its", "his", "her", "their")
        lemma = head.lemma.lower()
        definite = definite or self._headline(head, phrase, lemma)
        if (
            phrase[0].text.lower() == "this"
            and lemma in _OWN_HOUSE | _OWN_HAND
            and not self._ground.quoted(head)
        ):
            return self._ground.publisher
        if phrase[0].text.lower() in ("our", "my") and lemma in _OWN_WORK and not self._ground.quoted(head):
            return self._ground.publisher
        definite = definite or self._possessed(phrase)
        found = self._seen_before(head, phrase) if definite or lemma in actor_words("offices") else None
        if (
            found is None
            and lemma in actor_words("firms")
            and [t.text.lower() for t in phrase] == ["the", lemma]
        ):
            found = self._firm_before(head)
        if found is None and self._possessed(phrase):
            found = self._named_later(head, phrase)
        if found is None and definite and lemma in _GENERIC:
            found = self._only_body()
        if found:
            return found
        if definite and (before := self._introduced(head, phrase)):
            return before
        text = _ASIDE.split(self._ground.dissection.report.text[start:end])[0]
        if head.pos == "NOUN" and (clause := _RELATIVE.search(text, head.end - start)):
            text = text[: clause.start()]
        name = _OWNING.sub("", _ARTICLE.sub("", " ".join(text.split())))
        plural = head.tag in ("NNS", "NNPS")
        indefinite = phrase[0].text.lower() in ("a", "an", "another", "some", "one", "any")
        pair = " ".join(token.text.lower() for token in phrase[-2:])  # "civil defence"
        body = bool({lemma, pair} & actor_words("bodies")) or lemma == "police"
        body = body and not indefinite
        body = body and not (lemma in actor_words("bare_persons") and len(phrase) == 2)
        office = lemma in actor_words("offices") and definite and not plural
        office = office and not _OF_SOME.match(text, head.end - start)
        proper = any(token.pos == "PROPN" for token in phrase if token.text not in peoples())
        if head.pos == "PROPN" or (body and (definite or not plural or lemma == "police")) or office:
            kind = "body" if body else "person" if office else "unknown"
            bare = fold(name)
            return Source(slug(bare), name, kind, (name,), role=bare if office else None)  # type: ignore[arg-type]
        return self._ground.unnamed(start, end, plural and not proper)

    def _headline(self, head: Token, phrase: Sequence[Token], lemma: str) -> bool:
        """ "Road is shut: mayor", "... – regional governor": an office without its article, as headlines have it."""
        before = bisect_left(self._ground.starts, phrase[0].start) - 1
        marked = before >= 0 and self._ground.tokens[before].text in (":", "–", "—", "-", "--")
        bare = all(t.pos in ("ADJ", "NOUN", "PROPN") for t in phrase)
        return marked and bare and head.tag == "NN" and lemma in actor_words("offices")

    def _seen_before(self, head: Token, phrase: Sequence[Token]) -> Source | None:
        """The latest source whose role, kind or name bears this description out."""
        lemma = head.lemma.lower()
        content = {
            t.lemma.lower() for t in phrase if t.pos in ("NOUN", "ADJ", "PROPN") and t.text not in peoples()
        }
        owners = {peoples()[t.text] for t in phrase if t.text in peoples()} | set(
            self._ground.countries(phrase)
        )
        at = bisect_left(self._ground.actor_starts, head.start) - 1
        steps = 0
        while at >= 0 and steps < 40:
            source, steps = self._ground.sources[self._ground.actors[at].source_id or ""], steps + 1
            at -= 1
            if owners and states().get(source.source_id) not in (*owners, None, ""):
                continue
            if self._bears_out(source, lemma, content):
                return source
        return None

    def _named_later(self, head: Token, phrase: Sequence[Token]) -> Source | None:
        """ "Norland's spy service" where the one body of that state which bears it out is named further on."""
        lemma = head.lemma.lower()
        content = {t.lemma.lower() for t in phrase if t.pos in ("NOUN", "ADJ") and t.text not in peoples()}
        owners = set(self._ground.countries(phrase))
        found: dict[str, Source] = {}
        for mention in self._ground.actors[bisect_left(self._ground.actor_starts, head.end) :]:
            source = self._ground.sources[mention.source_id or ""]
            of_state = states().get(source.source_id) in owners and source.kind == "body"
            if of_state and self._bears_out(source, lemma, content):
                found[source.source_id] = source
        return next(iter(found.values())) if len(found) == 1 else None

    def _only_body(self) -> Source | None:
        """ "The charity said" over a report that names one body besides its publisher, wherever it does."""
        found = {
            source.source_id: source
            for mention in self._ground.actors
            if mention.kind == "organisation"
            and (source := self._ground.sources[mention.source_id or ""]).source_id
            != self._ground.publisher.source_id
        }
        only = next(iter(found.values())) if len(found) == 1 else None
        plain = only is not None and only.kind == "body" and only.source_id not in states()
        return only if plain else None

    def _introduced(self, head: Token, phrase: Sequence[Token]) -> Source | None:
        """ "The official" behind "a senior official": whom the report brought in unnamed under the same noun, once."""
        lemma = head.lemma.lower()
        if head.tag != "NN" or [t.text.lower() for t in phrase] != ["the", head.text.lower()]:
            return None
        if (
            lemma not in actor_words("unnamed")
            and lemma not in actor_words("titles")
            and lemma not in _persons()
        ):
            return None
        tokens = self._ground.tokens
        at = bisect_left(self._ground.starts, head.start)
        found: set[int] = set()
        for k in range(max(1, at - _FAR), at):
            same = tokens[k].lemma.lower() == lemma and tokens[k].pos == "NOUN"
            if same and (tokens[k].tag == "NNS" or self._ground.actor_at(tokens[k]) is not None):
                return None  # "two officials": which of them is not said
            if same and self._opens(k) in ("a", "an", "another", "one"):
                found.add(k)
        if not found and lemma in _OFFICIALS:
            return self._in_office(head)
        if len(found) != 1:
            return None
        (only,) = found
        start, end = self._ground.subtree(only)
        return self._ground.unnamed(start, end) if tokens[only].dep in _SPEAKS else None

    def _in_office(self, head: Token) -> Source | None:
        """ "The official" behind "Mayor N": the person last named, where an office was told of them."""
        last = bisect_left(self._ground.actor_starts, head.start) - 1
        for at in range(last, max(-1, last - 6), -1):
            source = self._ground.sources[self._ground.actors[at].source_id or ""]
            if source.kind == "person":
                role, _ = self._facts(source)
                return source if role & actor_words("offices") else None
        return None

    def _opens(self, at: int) -> str:
        """The first word of the phrase that a noun heads."""
        tokens = self._ground.tokens
        first = at
        while first and tokens[first - 1].pos in ("ADJ", "NOUN", "PROPN", "DET", "NUM", "ADV", "PUNCT"):
            if (
                tokens[first - 1].text in (",", ".", ";", '"')
                or tokens[first - 1].end < tokens[first].start - 1
            ):
                break
            first -= 1
        return tokens[first].text.lower()

    def _firm_before(self, head: Token) -> Source | None:
        """ "The company": the last named of the bodies that no word of their names makes a public one."""
        for at in range(bisect_left(self._ground.actor_starts, head.start) - 1, -1, -1):
            mention = self._ground.actors[at]
            source = self._ground.sources[mention.source_id or ""]
            _, names = self._facts(source)
            if (
                mention.kind == "organisation"
                and source.kind not in ("outlet", "agency", "person")
                and source.source_id not in states()
                and source.source_id != self._ground.publisher.source_id
                and not names & self._public()
                and not self._publishes(mention.end)
                and not self._qualifies(mention.end)
            ):
                return source
        return None

    def _publishes(self, end: int) -> bool:
        """True right before "writes" and "reported": a paper, whatever its name was taken for."""
        at = bisect_left(self._ground.starts, end)
        return at < len(self._ground.tokens) and self._ground.tokens[at].lemma in (
            "write",
            "report",
            "broadcast",
        )

    def _qualifies(self, end: int) -> bool:
        """True for a name that only says which: "the Selm salt flat"."""
        at = bisect_left(self._ground.starts, end) - 1
        return at >= 0 and self._ground.tokens[at].dep in ("compound", "nmod", "amod")

    @staticmethod
    def _public() -> frozenset[str]:
        return actor_words("bodies") - actor_words("firms") - actor_words("corporate")

    def _possessed(self, phrase: Sequence[Token]) -> bool:
        """True for a description that a country owns: "South Korea's intelligence agency"."""
        return any(token.dep == "case" or token.tag == "POS" for token in phrase) and any(
            self._ground.countries(phrase)
        )

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
            return lemma in role and lemma not in actor_words("bodies") and content <= role | {lemma}
        known = _descriptions().get(source.source_id, frozenset())
        if any(
            content <= set(each.split()) or set(each.split()) <= content
            for each in known
            if lemma in each.split()
        ):
            return True
        if lemma in actor_words("firms") and names & actor_words("corporate") and not names & self._public():
            return content <= names | {lemma}
        if lemma in names and content <= names:
            return True
        if lemma == "facility" and content == {lemma} and names & actor_words("facilities"):
            return True  # "the facility said" of a hospital
        if source.kind == "body" and content == {lemma} and lemma in _GENERIC:
            return True
        generic = {"outlet": {"newspaper", "paper", "outlet", "station", "broadcaster", "magazine", "daily", "channel"},
                   "agency": {"agency", "news", "wire"}}  # fmt: skip
        return content <= generic.get(source.kind, set())
