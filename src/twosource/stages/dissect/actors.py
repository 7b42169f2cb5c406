"""Who and where: persons, organisations and places by name, and the Sources among them.

The statistical entities are a proposal; the tables overrule it where it is known to fail (a region taken
for a product, an outlet for a country), and the shape of a name decides where neither knows.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from ...data import KnownSource, known_sources, peoples, places, table
from ...model import Dissection, Mention, MentionKind, Source, SourceKind, Span, Token
from ...text import slug

_JOINERS = {"of", "for", "and", "the", "de", "del", "la", "al", "&", "on", "in", "-"}
_PERSON_CHAIN = ("compound", "flat", "nmod", "amod", "poss", "appos", "det")
_NOT_NAMES = {"i", "mr", "ms", "mrs", "dr", "the", "a", "an"}


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(table("actors.json")[kind])


@dataclass(frozen=True, slots=True)
class _Name:
    """A run of tokens that names something."""

    first: int
    last: int  # exclusive
    kind: MentionKind
    known: KnownSource | None = None


def actors(dissection: Dissection) -> tuple[tuple[Mention, ...], tuple[Source, ...]]:
    """The named persons, organisations and places in order, and the sources they are in this report."""
    names = _names(dissection.tokens)
    cast = _Cast(dissection)
    mentions = [cast.mention(name) for name in names]
    return tuple(mentions), tuple(cast.sources.values())


# --- names -----------------------------------------------------------------------------------


def _names(tokens: Sequence[Token]) -> list[_Name]:
    taken = bytearray(len(tokens))
    found: list[_Name] = []
    for name in _by_table(tokens):
        found.append(name)
        taken[name.first : name.last] = b"\1" * (name.last - name.first)
    for name in [*_by_shape(tokens), *_by_entity(tokens)]:
        if not any(taken[name.first : name.last]):
            found.append(name)
            taken[name.first : name.last] = b"\1" * (name.last - name.first)
    return sorted(found, key=lambda name: name.first)


@cache
def _table() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Names of known sources and places by their first word, the longest first."""
    by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name in [*known_sources(), *places()]:
        pieces = tuple(_pieces(name))
        by_first.setdefault(pieces[0], []).append((pieces, name))
    return {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in by_first.items()}


def _pieces(name: str) -> Iterator[str]:
    yield from name.replace("'s ", " 's ").replace("-", " - ").split()


def _by_table(tokens: Sequence[Token]) -> Iterator[_Name]:
    table_, known, at = _table(), known_sources(), 0
    while at < len(tokens):
        for pieces, name in table_.get(tokens[at].text, ()):
            end = at + len(pieces)
            if not _same(tokens, at, pieces):
                continue
            source = known.get(name)
            if source is None:
                if _longer_name(tokens, at, end):
                    break
                yield _Name(at, end, "place")
            elif (len(name) <= 3 and not name.isupper()) or (
                _longer_name(tokens, at, end) and len(pieces) == 1
            ):
                break
            else:
                yield _Name(at, end, "organisation", source)
            at = end - 1
            break
        at += 1


def _same(tokens: Sequence[Token], at: int, pieces: tuple[str, ...]) -> bool:
    return at + len(pieces) <= len(tokens) and all(
        tokens[at + i].text.replace("’", "'") == piece for i, piece in enumerate(pieces)
    )


def _longer_name(tokens: Sequence[Token], first: int, last: int) -> bool:
    """True where the known name is only a part of a longer one ("Kursk Institute", "Paris Hilton")."""
    for at in (last, first - 1):
        if 0 <= at < len(tokens):
            token = tokens[at]
            near = (
                tokens[last - 1].end + 1 >= token.start
                if at == last
                else token.end + 1 >= tokens[first].start
            )
            if near and token.pos == "PROPN" and token.text[:1].isupper() and token.text[1:2].islower():
                same = tokens[first].ent and token.ent == tokens[first].ent
                inside = not tokens[last if at == last else first].ent_start if last < len(tokens) else True
                if token.text in _words("organisation_heads") or (
                    same and inside and token.ent in ("ORG", "PERSON", "FAC")
                ):
                    return True
    return False


def _by_shape(tokens: Sequence[Token]) -> Iterator[_Name]:
    """Capitalised runs that end in, or are governed by, the head word of an organisation."""
    heads, at = _words("organisation_heads"), 0
    while at < len(tokens):
        if not _capital(tokens[at]):
            at += 1
            continue
        end = at + 1
        while end < len(tokens):
            if (_capital(tokens[end]) and tokens[end].text != "I") or (
                tokens[end].text in ("of", "for", "&", "the")
                and any(_capital(tokens[after]) for after in range(end + 1, min(end + 3, len(tokens))))
                and (tokens[end].text != "the" or tokens[end - 1].text in ("of", "for"))
                and tokens[end - 1].text in heads | {"of", "for"}
            ):
                end += 1
            else:
                break
        first = at + 1 if tokens[at].text.lower() in ("the", "a", "an") and end - at > 1 else at
        run = [token.text for token in tokens[first:end]]
        while run and not run[-1][:1].isupper():
            run.pop()
        last = first + len(run)
        named = [i for i, word in enumerate(run) if word in heads]
        titled = any(word.lower().rstrip(".") in _words("titles") for word in run)
        if (
            named
            and len(run) > 1
            and not (titled and run[-1] not in heads)
            and not _sentence_case(tokens, first, last)
        ):
            stop = last if any(word in ("of", "for") for word in run) else first + named[-1] + 1
            yield _Name(first, stop, "organisation")
        at = max(end, at + 1)


def _capital(token: Token) -> bool:
    return token.text[:1].isupper() and token.pos in (
        "PROPN",
        "ADJ",
        "NOUN",
        "VERB",
        "DET",
        "NUM",
        "X",
        "ADV",
    )


def _sentence_case(tokens: Sequence[Token], first: int, last: int) -> bool:
    """True for a run that is only a sentence's first word and a common noun."""
    return all(token.pos not in ("PROPN", "ADJ") for token in tokens[first:last])


def _by_entity(tokens: Sequence[Token]) -> Iterator[_Name]:
    kinds: dict[str, MentionKind] = {
        "PERSON": "person",
        "ORG": "organisation",
        "GPE": "place",
        "LOC": "place",
        "FAC": "place",
    }
    at = 0
    while at < len(tokens):
        label = tokens[at].ent
        end = at + 1
        while end < len(tokens) and tokens[end].ent == label and not tokens[end].ent_start:
            end += 1
        if label in kinds or (label in ("PRODUCT", "WORK_OF_ART", "EVENT", "NORP") and _located(tokens, at)):
            first, last, kind = at, end, kinds.get(label, "place")
            while first < last and tokens[first].text.lower() in ("the", "a", "an"):
                first += 1
            while last > first and tokens[last - 1].text in ("'s", "’s", "'", "’"):
                last -= 1
            if (
                kind != "person"
                and first > 0
                and tokens[first - 1].text.lower().rstrip(".") in {"mr", "mrs", "ms", "dr"}
            ):
                kind = "person"
            if label == "NORP" and tokens[last - 1].text in peoples():
                first = last
            if first < last and any(token.text[:1].isalpha() for token in tokens[first:last]):
                yield _Name(first, last, kind)
        at = end


def _located(tokens: Sequence[Token], at: int) -> bool:
    """A name right after "in", "near" ... is a place, whatever the statistics say."""
    before = tokens[at - 1] if at else None
    return (
        before is not None
        and before.text.lower() in ("in", "near", "from", "towards", "outside")
        and tokens[at].pos == "PROPN"
        and tokens[at].text.isalpha()
    )


# --- sources ---------------------------------------------------------------------------------


class _Cast:
    """Collects the sources of a report while its names are read in order."""

    def __init__(self, dissection: Dissection) -> None:
        self.dissection = dissection
        self.text = dissection.report.text
        self.tokens = dissection.tokens
        self.sources: dict[str, Source] = {}
        self.by_name: dict[str, str] = {}
        self.lifted = {span.start: span for span in dissection.lifted}

    def mention(self, name: _Name) -> Mention:
        start, end = self.tokens[name.first].start, self.tokens[name.last - 1].end
        written = self.text[start:end]
        if name.kind == "place":
            return self._place(name, start, end, written)
        if name.kind == "person":
            return self._person(name, start, end, written)
        return self._body(name, start, end, written)

    def _place(self, name: _Name, start: int, end: int, written: str) -> Mention:
        place = places().get(written)
        place_id = place.place_id if place else "place:" + slug(written)
        return Mention("place", start, end, written, place.name if place else written, place_id=place_id)

    def _body(self, name: _Name, start: int, end: int, written: str) -> Mention:
        known = name.known or known_sources().get(written)
        acronym = self._parenthesis(end)
        if known is None and acronym:
            known = known_sources().get(acronym) if len(acronym) > 2 else None
            if known and fold(known.name) != fold(written) and not _initials(written, acronym):
                known = None
        if known:
            source = Source(known.source_id, known.name, _kind(known.kind), (known.name,))
        else:
            ident = self.by_name.get(fold(written)) or slug(fold(written))
            source = self.sources.get(ident) or Source(ident, written, _body_kind(written), (written,))
        names = dict.fromkeys(
            [*self.sources.get(source.source_id, source).aliases, written, *([acronym] if acronym else [])]
        )
        source = _with(source, aliases=tuple(names))
        self._keep(source)
        return Mention("organisation", start, end, written, source.name, source.source_id)

    def _person(self, name: _Name, start: int, end: int, written: str) -> Mention:
        pieces = [
            p for p in fold(written).split() if p.rstrip(".") not in _words("titles") and p not in _NOT_NAMES
        ]
        key = " ".join(pieces) or fold(written)
        ident = self.by_name.get(key)
        if ident is None and len(pieces) > 1 and (short := self.by_name.get(pieces[-1])):
            ident = short if self.sources[short].name.count(" ") == 0 else None
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
        return Mention("person", start, end, written, source.name, ident)

    def _keep(self, source: Source) -> None:
        self.sources[source.source_id] = source
        if source.kind != "person":
            for alias in source.aliases:
                self.by_name.setdefault(fold(alias), source.source_id)

    def _parenthesis(self, end: int) -> str | None:
        span = self.lifted.get(end + 1)
        return self.text[span.start : span.end].strip("() ") if span else None

    def _role(self, name: _Name) -> tuple[str | None, str | None]:
        """The role written beside a name ("Fire Chief ...", "..., the union's secretary") and its body."""
        tokens, first, last = self.tokens, name.first, name.last
        at = first
        while self._title_token(at, first):
            at -= 1
        span = Span(at, first) if at < first else self._apposition(last) or self._apposed(first)
        if span is None or span.start >= span.end:
            return None, None
        words = [token.text for token in tokens[span.start : span.end]]
        if not any(word.lower().rstrip(".") in _words("titles") | _words("offices") for word in words):
            return None, None
        role = self.text[tokens[span.start].start : tokens[span.end - 1].end]
        return role, self._body_within(span)

    def _title_token(self, at: int, first: int) -> bool:
        if at == 0 or first - at >= 8:
            return False
        before, here = self.tokens[at - 1], self.tokens[at]
        if here.start - before.end > 1 or before.text in (",", ";", ":", "."):
            return False
        if before.pos in ("NOUN", "PROPN", "ADJ") and before.dep in (
            *_PERSON_CHAIN,
            "ROOT",
            "nsubj",
            "dobj",
            "pobj",
        ):
            return True
        return before.text in ("'s", "’s", "-", "of") and at - 1 > 0

    def _apposition(self, last: int) -> Span | None:
        """The noun phrase after "Name, " up to the next comma."""
        tokens = self.tokens
        if last + 1 >= len(tokens) or tokens[last].text != ",":
            return None
        end = last + 1
        while (
            end < len(tokens) and end - last < 14 and tokens[end].text not in (",", ".", ";", "—", "–", "and")
        ):
            if tokens[end].pos in ("VERB", "AUX") and tokens[end].dep in ("ROOT", "conj", "ccomp"):
                return None
            end += 1
        return Span(last + 1, end) if end > last + 1 and end < len(tokens) else None

    def _apposed(self, first: int) -> Span | None:
        """The noun phrase before ", Name": "its spokesman, ..."."""
        tokens = self.tokens
        if first < 2 or tokens[first - 1].text != ",":
            return None
        at = first - 1
        while at > 0 and first - at < 9 and tokens[at - 1].text not in (",", ".", ";", "—", "–", '"'):
            at -= 1
            if tokens[at].pos in ("VERB", "AUX", "ADP") and tokens[at].text != "of":
                at += 1
                break
        return Span(at, first - 1) if at < first - 1 else None

    def _body_within(self, span: Span) -> str | None:
        """The source_id of the organisation named in a role, where it was read before or is known."""
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


def fold(name: str) -> str:
    """A name without what transliterations and styles differ in: case, accents, articles, -yy/-iy/-y.

    Zelensky, Zelenskyy and Zelenskiy fold to one; so do "the NIS" and "NIS".
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    words = plain.replace("’", "'").replace("'s", "").casefold().split()
    if len(words) > 1 and words[0] in ("the", "a", "an"):
        words = words[1:]
    return " ".join(_fold_ending(word.strip(".,")) for word in words)


def _fold_ending(word: str) -> str:
    for ending in ("iyi", "iy", "yy", "yi", "ij", "ii"):
        if len(word) > len(ending) + 3 and word.endswith(ending):
            return word[: -len(ending)] + "y"
    return word


def _initials(written: str, acronym: str) -> bool:
    letters = "".join(word[0] for word in written.split() if word[:1].isupper())
    return letters.casefold().endswith(acronym.replace(".", "").casefold())


def _kind(kind: str) -> SourceKind:
    kinds: dict[str, SourceKind] = {"agency": "agency", "outlet": "outlet", "body": "body", "group": "group"}
    return kinds.get(kind, "unknown")


def _body_kind(written: str) -> SourceKind:
    last = written.split()[-1]
    press = ("Times", "Post", "Tribune", "Gazette", "Courier", "Ledger", "Herald", "Chronicle", "Journal", "Press",
             "News", "Radio", "Television", "TV", "Channel", "Daily", "Mail", "Express", "Tidings", "Media")  # fmt: skip
    if "News Agency" in written or "Press Agency" in written:
        return "agency"
    return "outlet" if last in press or written.split()[0] in ("Radio", "Channel") else "body"


def _with(source: Source, **changes: object) -> Source:
    return replace(source, **changes)  # type: ignore[arg-type]
