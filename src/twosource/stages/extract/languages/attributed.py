"""Sentences of a report in another language than English that say whom they are from, read by their words alone.

"According to X", "X said that ...", "..., said X" and "as X reports" in the forms of each language, from
``data/plain.json``. Who is named by a pronoun, and what a sentence says in the outlet's own voice, is not attempted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from ....data import plainly_known
from ....model import Quote, Sentence, Span
from .names import name, names

_W = r"[^\W\d_]+(?:['’ʼ.-][^\W\d_]+)*"
_SUBJECT = r"[^,;:]{2,80}?(?:,[^,;:]{3,60},)?"
_END = r"\b"
_LEAST = 8  # characters of what is said
_PHRASE = 7  # words of whom a sentence is from, where no name is among them
_WHEN = re.compile(r"[a-zà-ÿ]+\s(?=(?:le|la|les|el|los|las|il|lo|o|a|der|die|das)\s)")  # "mardi le procureur"


class Credit(NamedTuple):
    """What is said in a sentence, whom it is from, and the words that say so; whether it is a denial."""

    parts: tuple[Span, ...]
    source: Span
    cue: Span
    denied: bool = False


def attributed(
    text: str, sentences: Sequence[Sentence], quotes: Sequence[Quote], code: str
) -> Iterator[Credit]:
    """The sentences that name whom they are from, in order; those with a quotation in them are left to the quotations."""
    forms = _forms(code)
    for sentence in sentences if forms else ():
        inside = [q for q in quotes if q.start < sentence.end and sentence.start < q.end]
        if any(q.end - q.start > 30 for q in inside) or text[sentence.start : sentence.end].endswith("?"):
            continue
        found = next((credit for form in forms if (credit := _read(form, text, sentence, code))), None)
        if found:
            yield found


def _read(form: re.Pattern[str], text: str, sentence: Sentence, code: str) -> Credit | None:
    end = sentence.end
    while end > sentence.start and text[end - 1] in ".!… ":
        end -= 1
    match = form.fullmatch(text, sentence.start, end)
    if match is None:
        return None
    source = _source(text, *match.span("who"), code)
    parts = [Span(*_tidy(text, *match.span(name))) for name in ("said", "more") if _there(match, name)]
    if re.search(rf",\s+{name(code)}$", match["said"]):
        return None  # "Its head, Lena Moll, said so": who says it, and not what
    if source is None or sum(part.end - part.start for part in parts) < _LEAST:
        return None
    denied = match["cue"].casefold().startswith(tuple(plainly_known(code).get("deny", ())))
    return Credit(tuple(parts), source, Span(*match.span("cue")), denied)


def _there(match: re.Match[str], name: str) -> bool:
    return name in match.re.groupindex and bool(match[name] and match[name].strip(" ,"))


def _tidy(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in ' ,;:–—„“”"«»':
        start += 1
    while end > start and text[end - 1] in ' ,;:–—„“”"«»':
        end -= 1
    return start, end


def _source(text: str, start: int, end: int, code: str) -> Span | None:
    """Who it is, without the article and what follows the name; None for a pronoun and for what is no short phrase."""
    known = plainly_known(code)
    start, end = _tidy(text, start, end)
    if text[start:end].casefold() in known["pronouns"]:
        return None
    articles, preposition = _articles(code), _preposition(code)
    when = _WHEN.match(text, start, end) if not articles.match(text, start, end) else None
    start = when.end() if when else start
    article = articles.match(text, start, end)
    start, end = _tidy(text, article.end() if article else start, end)
    named = names(code).search(text, start, end)
    before = text[start : named.start()] if named else ""
    if named and len(before.split()) <= _PHRASE:
        # "a la radio el capataz Pere Lluch": to whom it was said stands between
        return Span(named.start() if preposition.search(f" {before}") else start, named.end())
    cut = preposition.search(text, start, end)
    last = cut.start() if cut else end
    fits = 1 <= len(text[start:last].split()) <= _PHRASE and last - start > 3
    return Span(start, last) if fits and not named else None


@cache
def _articles(code: str) -> re.Pattern[str]:
    """Articles before a name, one or more: one that ends in an apostrophe leans on its word."""
    each = (re.escape(word) + ("" if word[-1] in "'’" else r"\s") for word in plainly_known(code)["articles"])
    return re.compile(rf"(?:{'|'.join(each)})+", re.IGNORECASE)


@cache
def _preposition(code: str) -> re.Pattern[str]:
    return re.compile(
        rf"\s(?:{'|'.join(map(re.escape, plainly_known(code)['prepositions']))})\s", re.IGNORECASE
    )


@cache
def _forms(code: str) -> tuple[re.Pattern[str], ...]:
    """The forms of a language, the surest first, each with the groups who, cue, said and perhaps more."""
    known = plainly_known(code)
    if "according" not in known:
        return ()
    according, relative = _either(known["according"]), _either(known["relative"])
    said = _verbs(known)
    cue = rf"(?:(?:{_either(known['auxiliaries'])})\s+){{0,2}}(?P<cue>{said})"
    number = rf"(?:{_W}\s+){{0,3}}?(?:\d|{'|'.join(sorted(map(re.escape, known['words']), key=len, reverse=True))})"
    ends = rf"(?:,\s+(?:{relative})[^.]*|,\s+(?P<more>.+))?"
    forms = [
        *_as_they_report(known, said),
        *(_german(known, according) if code == "de" else ()),
        rf"(?P<cue>{according})\s+(?P<who>[^,;:.]{{3,90}}),\s+(?P<said>.+)",
        rf"(?P<who>{_SUBJECT})\s+{cue}(?:\s+{_W}){{0,6}},?\s+(?:{_either(known['that'])})\s?(?P<said>.+)",
        rf"(?P<said>[^«»]+?),?\s+(?P<cue>{according})\s+(?P<who>[^,;:.]{{3,90}}){ends}",
        rf"(?P<said>.+),\s+{cue}\s+(?P<who>[^,;:]{{3,90}})(?:,.*)?",
        rf"(?P<who>{_SUBJECT})\s+(?P<cue>{_either(known['counting'])})\s+(?P<said>{number}.*)",
        *_indirect(known, said),
    ]  # fmt: skip
    return tuple(map(re.compile, forms))


def _as_they_report(known: dict[str, list[str]], said: str) -> Iterator[str]:
    """ "Wie die Zeitung berichtet, ...": where a language opens so."""
    if "as" in known:
        opens = _either(known["as"])
        yield rf"(?:{opens})\s+(?P<who>[^,;]{{3,80}}?)\s+(?P<cue>{said})[^,]{{0,40}},\s+(?P<said>.+)"


def _indirect(known: dict[str, list[str]], said: str) -> Iterator[str]:
    """What somebody says may stand without "that", in verbs of its own."""
    if "indirect" in known:
        yield rf"(?P<who>{_SUBJECT})\s+(?P<cue>{said}),\s+(?P<said>.*\b(?:{'|'.join(known['indirect'])})\b.*)"


def _german(known: dict[str, list[str]], according: str) -> Iterator[str]:
    """No comma follows whom a German sentence is from, and the verb may: "... sind nach Angaben der Polizei tot"."""
    # The noun ends the phrase, and no comma follows it: "nach Angaben der Polizei sind ...".
    who = rf"(?:(?:[a-zäöüß]+\s){{0,3}}{name('de')})"
    behind = _either(known["behind"])
    yield rf"(?P<who>{who})\s+(?P<cue>{behind})\s+(?P<said>.+)"
    yield rf"(?P<cue>{according})\s+(?P<who>{who}),?\s+(?P<said>.+)"
    yield rf"(?P<said>.+?)\s+(?P<cue>{according})\s+(?P<who>{who})\s+(?P<more>.+)"
    yield rf"(?P<said>.+?)\s+(?P<who>{who})\s+(?P<cue>{behind})\s+(?P<more>.+)"


def _either(words: Sequence[str]) -> str:
    """Any of the words, in small letters or capitals, whole where they end in a letter."""
    ordered = sorted(words, key=lambda w: (-len(w), w))
    return "|".join(f"(?i:{re.escape(each)}){_END if each[-1].isalpha() else ''}" for each in ordered)


def _verbs(known: dict[str, list[str]]) -> str:
    """A verb of saying or denying by its beginnings, without the words that stand before or behind a source."""
    apart = {each.split(" ")[0] for each in (*known["according"], *known.get("behind", ()), "so")}
    stems = {*known["speech"], *known["deny"]} - apart
    ordered = sorted(stems, key=lambda w: (-len(w), w))
    return rf"\b(?:{'|'.join(map(re.escape, ordered))})\w*"
