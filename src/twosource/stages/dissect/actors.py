"""Who and where: persons, organisations and places by name, and the Sources among them.

The statistical entities are a proposal; the tables overrule it where it is known to fail (a region taken
for a product, an outlet for a country), and the shape of a name decides where neither knows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ...data import actor_words, kind_of, known_sources, outlet, places, table
from ...model import Credit, Dissection, Mention, MentionKind, Source, SourceKind, Span, Token
from ...text import fold, slug
from .bodies import CALLED, begins, body_kind, headed, initials, is_head, short_forms
from .described import described
from .names import names as found_names
from .naming import Name
from .places import country, lines, place_of, settings
from .roles import role_beside

_PRESS = {"channel", "broadcaster", "newspaper", "station", "daily", "magazine", "outlet"}
# The last words of a land's own bodies, by which texts call them: "Ministry of Defence", "General Staff".
_POSTS = {"ministry", "staff", "army", "navy", "parliament", "cabinet", "government"} | {
    name.split()[-1] for names in table("kin.json")["portfolios"].values() for name in names
}
_NOT_NAMES = {"i", "mr", "ms", "mrs", "dr", "the", "a", "an"}


def actors(dissection: Dissection) -> tuple[tuple[Mention, ...], tuple[Source, ...]]:
    """The named persons, organisations and places in order, and the sources they are in this report."""
    names = found_names(dissection.tokens, settings(dissection.report.text, dissection.passages))
    wires = tuple(lines(dissection.report.text, dissection.passages))
    names = [n for n in names if n.kind == "place" or not _within(dissection.tokens[n.first], wires)]
    cast = _Cast(dissection, names)
    mentions = [cast.mention(name) for name in names]
    bodies = [body for name in described(dissection.tokens, names) if (body := cast.described(name))]
    return tuple(sorted((*mentions, *bodies), key=lambda m: (m.start, -m.end))), tuple(cast.sources.values())


def _within(token: Token, spans: tuple[Span, ...]) -> bool:
    return any(span.start <= token.start < span.end for span in spans)


class _Cast:
    """Collects the sources of a report while its names are read in order."""

    def __init__(self, dissection: Dissection, names: Sequence[Name]) -> None:
        self.dissection = dissection
        self.names = {name.first: name for name in names}
        self.text = dissection.report.text
        self.country = country(self.text, dissection.passages)
        self.tokens = dissection.tokens
        self.sources: dict[str, Source] = {}
        self.by_name: dict[str, str] = {}
        self.by_word: dict[str, dict[str, None]] = {}  # dictionaries keep the order of first mention
        self.short: dict[str, dict[str, None]] = {}
        self.known: dict[str, None] = {}  # sources that the table describes
        self.given: dict[str, dict[str, None]] = {}  # persons by their first names
        self.bodies: set[str] = set()  # bodies that are only described
        self.lifted = {span.start: span for span in dissection.lifted}
        if publisher := dissection.report.publisher:
            source = _with_initials(outlet(publisher), dissection.report.credits)
            self._keep(source)
            if len(letters := initials(publisher)) > 2:
                self.by_name.setdefault(fold(letters), source.source_id)

    def mention(self, name: Name) -> Mention:
        """The mention of a name; its source is made or completed on the way."""
        start, end, written = self._written(name)
        if name.kind != "organisation" and name.known is None and name.last - name.first == 1:
            short = self._seen(written) if written not in places() else None
            if short and self.sources[short].kind != "person" and not self._placed(name):
                return self._body(name, start, end, written)
            if short and self.sources[short].kind == "person":
                return self._person(name, start, end, written)
        if name.kind == "place":
            return self._place(start, end)
        if name.kind == "person":
            return self._person(name, start, end, written)
        return self._body(name, start, end, written)

    def described(self, name: Name) -> Mention | None:
        """The mention of a body that is only described; None where the description is of one that has a name."""
        start, end = self.tokens[name.first].start, self.tokens[name.last - 1].end
        written = self._of_country(" ".join(self.text[start:end].split())).replace(
            " in neighbouring ", " in "
        )
        phrase = self.tokens[name.first : name.last]
        words = {
            t.lemma.lower() if t.text.islower() else fold(t.text)
            for t in phrase
            if t.pos in ("NOUN", "ADJ", "PROPN")
        }
        ident = slug(fold(written))
        if ident not in self.sources:
            same = self._meant(words)
            if same is None:
                called = self._parenthesis(end)  # "the military intelligence agency, known as the NMI"
                self._index(Source(ident, written, "body", (written, *([called] if called else []))))
                self.bodies.add(ident)
            elif same in self.bodies:
                ident = same
            else:
                return None
        return Mention("organisation", start, end, self.text[start:end], self.sources[ident].name, ident)

    def _meant(self, words: set[str]) -> str | None:
        """The source that a description is one of: of its own words, or by what the table calls it."""
        if not words:
            return None
        rarest = min((self.by_word.get(word, {}) for word in words), key=len)
        found = (ident for ident in (*rarest, *self.known) if _bears_out(self.sources[ident], words))
        return next(found, None)

    def _of_country(self, written: str) -> str:
        """ "(the) country's army" by the name of the country, where the dateline names one."""
        owner, mark, rest = written.partition("'s ")
        if mark and owner.lower() in ("country", "nation", "republic", "kingdom") and self.country:
            return f"{self.country}'s {rest}"
        return written

    def _placed(self, name: Name) -> bool:
        before = self.tokens[name.first - 1].text.lower() if name.first else ""
        return name.kind == "place" and before in ("in", "near", "at", "from", "to", "outside", "of")

    def _place(self, start: int, end: int) -> Mention:
        return place_of(start, end, self.text)

    def _body(self, name: Name, start: int, end: int, written: str) -> Mention:
        known = name.known or known_sources().get(written)
        acronym = self._parenthesis(end)
        if known is None and acronym:
            known = known_sources().get(acronym) if len(acronym) > 2 else None
            if known and fold(known.name) != fold(written) and not begins(written, acronym):
                known = None
        if known:
            source = Source(known.source_id, known.name, kind_of(known), (known.name,))
        elif owner := self._owner(name):
            full = f"{owner}'s {written}"
            ident = self._seen(full) or slug(fold(full))
            source = self.sources.get(ident) or Source(ident, full, body_kind(written), (full,))
            self._keep(source)
            return Mention("organisation", start, end, written, source.name, source.source_id)
        else:
            ident = self._seen(written) or self._for_short(name, written) or slug(fold(written))
            source = self.sources.get(ident) or Source(
                ident, written, self._press(name, written) or body_kind(written), (written,)
            )
        names = dict.fromkeys(
            [*self.sources.get(source.source_id, source).aliases, written, *([acronym] if acronym else [])]
        )
        source = _with(source, aliases=tuple(names))
        self._keep(source)
        kind: MentionKind = "person" if source.kind == "person" else "organisation"
        return Mention(kind, start, end, written, source.name, source.source_id)

    def _for_short(self, name: Name, written: str) -> str | None:
        """ "The Service" behind "the State Prison Service": the one body named before whose name has that for its head."""
        before = self.tokens[name.first - 1].text.lower() if name.first else ""
        if before != "the" or not is_head(written):
            return None
        called = [
            ident
            for ident in self.by_word.get(fold(written), {})
            if any(headed(alias) == written for alias in self.sources[ident].aliases)
        ]
        others = [ident for ident in called if self.sources[ident].kind not in ("outlet", "agency")]
        return others[0] if len(others) == 1 else None

    def _owner(self, name: Name) -> str:
        """Whose ministry or staff it is, where "X's" stands before it: two lands' ministries are two bodies."""
        at = name.first - 1
        if at < 1 or self.tokens[at].tag != "POS" or self.tokens[name.last - 1].text.lower() not in _POSTS:
            return ""
        first = at - 1
        while (
            first
            and self.tokens[first - 1].pos == "PROPN"
            and self.tokens[first].start - self.tokens[first - 1].end == 1
        ):
            first -= 1
        owner = self.text[self.tokens[first].start : self.tokens[at - 1].end]
        return owner if owner[:1].isupper() and self.tokens[at - 1].pos == "PROPN" else ""

    def _press(self, name: Name, written: str) -> SourceKind | None:
        """What a body in capitals is called beside its name: "the news agency TASK", "the KDOV television channel"."""
        press = (
            self.tokens[name.first - 1].lemma.lower()
            in _PRESS | {"site", "website", "paper", "tabloid", "weekly", "portal"}
            if name.first
            else False
        )
        if not written.isupper():
            return "outlet" if press else None
        before = [token.lemma.lower() for token in self.tokens[max(0, name.first - 2) : name.first]]
        after = [token.lemma.lower() for token in self.tokens[name.last : name.last + 2]]
        if set(before[-1:] + after) & _PRESS:
            return "outlet"
        wire = {"news", "press", "wire"} & set(before[:1]) or {"quote", "cite", "report"} & set(after[:1])
        return "agency" if before[-1:] == ["agency"] and wire else None

    def _person(self, name: Name, start: int, end: int, written: str) -> Mention:
        pieces = [
            p
            for p in fold(written).split()
            if p.rstrip(".") not in actor_words("titles") and p not in _NOT_NAMES
        ]
        key = " ".join(pieces) or fold(written)
        ident = self.by_name.get(key)
        if ident is None and len(pieces) > 1 and (short := self.by_name.get(pieces[-1])):
            ident = short if self.sources[short].name.count(" ") == 0 else None
        if ident is None and len(pieces) == 1 and len(called := self.given.get(key, {})) == 1:
            ident = next(iter(called))  # "Kelly said", of Kelly Drane
        if ident is None and len(pieces) == 1 and (full := self._of_initial(pieces[0])):
            return self._person(name, start, end, full)
        role, body = self._role(name)
        if ident is None:
            ident = slug(key)
            source = Source(ident, written, "person", (written,), role, body)
        else:
            old = self.sources[ident]
            full = written if len(written.split()) > len(old.name.split()) else old.name
            source = _with(old, name=full, aliases=tuple(dict.fromkeys([*old.aliases, written])),
                           role=old.role or role, speaks_for=old.speaks_for or body)  # fmt: skip
        self._keep(source)
        self.by_name[key] = ident
        if len(pieces) > 1:
            self.by_name[pieces[-1]] = ident
            self.given.setdefault(pieces[0], {})[ident] = None
        return Mention("person", start, end, written, source.name, ident)

    def _of_initial(self, piece: str) -> str | None:
        """The one person whose surname an initial alone stands for: "Dr K." in a report that names Anna Kestel."""
        letter = piece.rstrip(".")
        if len(letter) != 1 or not letter.isalpha():
            return None
        full = {
            " ".join(t.text for t in self.tokens[n.first : n.last])
            for n in self.names.values()
            if n.kind == "person"
            and n.last - n.first > 1
            and self.tokens[n.last - 1].text[:1].lower() == letter
        }
        return full.pop() if len(full) == 1 else None

    def _written(self, name: Name) -> tuple[int, int, str]:
        first = name.first
        if name.kind == "organisation" and first and _numbered(self.tokens, first):
            start, end = self.tokens[first - 1].start, self.tokens[name.last - 1].end
            return start, end, self.text[start:end]  # "the 12th Brigade"
        start, end = self.tokens[name.first].start, self.tokens[name.last - 1].end
        return start, end, self.text[start:end]

    def _seen(self, written: str) -> str | None:
        """The source this name, or a short form of it, was given before ("the Ledger", "Calder")."""
        key = fold(written)
        if key in self.by_name:
            return self.by_name[key]
        if " " in key:
            return None
        ends = self.short.get(key, {})
        return next(iter(ends)) if len(ends) == 1 else None

    def _keep(self, source: Source) -> None:
        self._index(source)
        if source.kind != "person":
            for alias in source.aliases:
                self.by_name.setdefault(fold(alias), source.source_id)

    def _index(self, source: Source) -> None:
        """Keeps a source, found by its short forms and by the words of its names."""
        ident, former = source.source_id, self.sources.get(source.source_id)
        self.sources[ident] = source
        if source.kind == "person" or (former and former.aliases == source.aliases):
            return
        if source.name in known_sources():
            self.known[ident] = None
        for alias in source.aliases:
            words = fold(alias).split()
            for word in words:
                self.by_word.setdefault(word, {})[ident] = None
            for short in short_forms(words):
                self.short.setdefault(short, {})[ident] = None

    def _parenthesis(self, end: int) -> str | None:
        span = self.lifted.get(end + 1)
        called = None if span else CALLED.match(self.text, end)
        return (
            self.text[span.start : span.end].strip("() ")
            if span
            else called and (called["short"] or called["or"])
        )

    def _role(self, name: Name) -> tuple[str | None, str | None]:
        """The role written beside a name ("Fire Chief ...", "..., the union's secretary") and its body."""
        span = role_beside(self.tokens, name.first, name.last)
        if span is None:
            return None, None
        first, last = self.tokens[span.start].start, self.tokens[span.end - 1].end
        return self.text[first:last], self._body_within(span)

    def _body_within(self, span: Span) -> str | None:
        """The source_id of the organisation named in a role, where it was read before or is known."""
        for at in range(span.start, span.end):
            name = self.names.get(at)
            if name and name.kind == "organisation" and name.last <= span.end and name.last - at > 1:
                self._body(name, *self._written(name))
        words = [token.text for token in self.tokens[span.start : span.end]]
        for size in range(len(words), 0, -1):
            for at in range(len(words) - size + 1):
                written = " ".join(words[at : at + size]).replace(" 's", "'s").replace(" - ", "-")
                known = known_sources().get(written)
                if known:
                    return known.source_id
                if found := self.by_name.get(fold(written)):
                    return found if self.sources[found].kind != "person" else None
        return None


_UNITS = frozenset(("brigade", "regiment", "division", "battalion", "corps", "army", "fleet", "squadron", "circuit", "district",
                    "precinct", "ward", "infantry", "armoured", "armored", "mechanised", "mechanized", "airborne", "tank", "rifle",
                    "artillery", "assault", "guards", "cavalry", "naval", "air", "mountain", "marine"))  # fmt: skip


def _numbered(tokens: Sequence[Token], at: int) -> bool:
    """True where the number of a unit stands right before its name: one army has many brigades."""
    before = tokens[at - 1]
    ordinal = before.ent == "ORDINAL" or (
        before.text[:1].isdigit() and before.text[-2:] in ("st", "nd", "rd", "th")
    )
    return ordinal and tokens[at].start - before.end == 1 and tokens[at].text.lower() in _UNITS


def _with_initials(publisher: Source, credits: Sequence[Credit]) -> Source:
    """The publisher with the short name that its own agency credit gives it: Hill News Service, HNS."""
    letters = initials(publisher.name)
    short = [c.name for c in credits if c.kind == "agency" and len(c.name) > 1 and c.name == letters]
    return (
        _with(publisher, aliases=tuple(dict.fromkeys((*publisher.aliases, *short)))) if short else publisher
    )


def _bears_out(source: Source, words: set[str]) -> bool:
    """True where a description is one that a named source is known by, or is made of the words of its name."""
    if source.kind == "person":
        return False
    known = known_sources().get(source.name)
    told = [set(each.split()) for each in known.descriptions] if known else []
    names = {word for alias in source.aliases for word in fold(alias).split()}
    return words <= names or any(words <= each or each <= words for each in told)


def _with(source: Source, **changes: object) -> Source:
    return replace(source, **changes)  # type: ignore[arg-type]
