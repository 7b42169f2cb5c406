"""Sources that worked it out together, by what the reports say: what they both tell has one root.

"Worked in real-time collaboration with", "joint analysis by", "with interpreters from", "his security agency":
each makes a ``based_on`` edge of kind work between two sources, good for the story that says so.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence

from ...data import peoples
from ...model import Dissection, Edge, Evidence, Mention, Reason
from ...text import READ, fold, slug
from ...text.sought import Sought
from .bodies.cast import Known, state_of
from .bodies.classes import classes_of, words_of
from .bodies.posts import posts_in, whole

RULE = "rule:ties/1"
_WITH = Sought(
    r"\b(?:work(?:s|ed|ing)?|cooperat\w+|co-operat\w+|collaborat\w+|coordinat\w+|co-ordinat\w+|liais\w+|team(?:s|ed|ing)? up|jointly|"
    r"together|in (?:[\w-]+ ){0,3}(?:collaboration|co-?operation|co-?ordination|concert|conjunction|partnership|consultation))"
    r"(?: \w+){0,4}? (?:with|alongside)\b"
    r"|\bwith (?:the )?(?:help|assistance|support|aid|interpreters?|translators?|experts?|analysts?)(?: of)?(?: \w+)? (?:of|from)\b"
    r"|\b(?:assisted|helped|supported) by\b",
)
_JOINT = Sought(
    r"\bjoint(?:ly)? (?:\w+ )?(?:analysis|assessment|investigation|inquiry|statement|report|finding|review|study|team|operation|examination|count)\b"
    r"|\b(?:jointly|together) (?:analysed|analyzed|examined|studied|reviewed|assessed|concluded|established|counted|viewed|watched|read|investigated)\b"
    r"|\b(?:sat|gone|went|looked|worked|pored|listened|watched|read|examined|reviewed) (?:\w+ ){1,12}together\b"
    r"|\b(?:in front of|over|from|around|through) (?:one(?: and the same)?|the same|a single) (?:\w+ )?(?:film|tape|video|list|table|"
    r"recording|picture|photograph|screen|map|set of \w+)\b"
    r"|\b(?:both|the two) (?:\w+ ){0,2}(?:analysed|analyzed|examined|studied|reviewed|viewed|watched) the same\b",
)
# "With the picture company X we measured the hole": the publisher's own work with somebody.
_OURS = re.compile(
    r"\b(?:[Tt]ogether |[Jj]ointly )?[Ww]ith (?:the |our (?:friends|colleagues|partners) (?:at|of|from) )?[^.;:!?\n]{2,80}?,? we "
    r"(?:\w+ )?(?:measured|counted|examined|analysed|analyzed|established|worked|checked|verified|looked|studied|compared|read|added)\b"
    r"|\b[Ww]e (?:\w+ )?(?:measured|counted|examined|analysed|analyzed|worked|checked|verified|studied|compared|keep|kept|maintain|"
    r"maintained|compile|compiled|draw up|drew up|prepare|prepared|publish|published|made|run|ran)\b[^.;:!?\n]{0,60}? ?"
    r"(?:together |jointly )with [^.;:!?\n]{2,60}"
)
_OWN = re.compile(
    r"\b(?:his|her|its|their) (?P<body>(?:[a-z-]+ ){0,2}(?:agency|service|office|ministry|department|bureau|command|staff))\b"
)
_NEAR = 400  # characters back to whom "he" means
_LONGEST = 2_000  # characters of a sentence: what goes on beyond is a text without stops, and ties nobody
_SENTENCE = re.compile(r"[.!?][\"”’)]*\s+(?=[A-Z“\"])|\n+")


def ties(
    cast: Mapping[str, Known],
    called: Mapping[str, str],
    taken: Sequence[Dissection],
    bodies: Mapping[str, str] | None = None,
) -> Iterator[Edge]:
    """The edges between sources of one story.

    ``called`` maps what a report calls a source to its canonical id, ``bodies`` persons to whom they speak for.
    """
    ids = {*cast, *(bodies or {}).values()}
    for dissection in taken:
        text = dissection.report.text[:READ]
        publisher = slug(fold(dissection.report.publisher or ""))
        page = called.get(publisher, publisher)
        known = sorted(
            (
                (m, who)
                for m in dissection.mentions
                if m.source_id and (who := called.get(m.source_id, m.source_id)) in cast
            ),
            key=_start,
        )
        at = 0
        for stop in [*_SENTENCE.finditer(text), None]:
            end = stop.start() if stop else len(text)
            first, last = bisect_left(known, at, key=_start), bisect_left(known, end, key=_start)
            inside = known[first:last]
            if inside and end - at <= _LONGEST:
                back = bisect_left(known, at - _NEAR + 1, key=_start)
                near = [(m.kind, who) for m, who in known[back:first]]
                person = [(bodies or {}).get(who, who) for kind, who in near if kind == "person" and who]
                body = [who for kind, who in near if kind == "organisation"]
                before = body if re.match(r"[“\"]?(?:Its|Their) ", text[at : at + 8]) else person
                yield from _in_sentence(text, at, end, inside, cast, dissection.report.id, before[-1:])
            if end - at <= _LONGEST:
                named = [(m.start, who) for m, who in inside]
                span = Evidence(dissection.report.id, at, end, text[at:end])
                yield from _ours(named, page, span, ids)
                yield from _kept(named, span, ids)
            at = stop.end() if stop else end


def _start(told: tuple[Mention, str]) -> int:
    return told[0].start


def _in_sentence(
    text: str, start: int, end: int, ids: Sequence[tuple[Mention, str]], cast: Mapping[str, Known],
    report_id: str, earlier: Sequence[str],
) -> Iterator[Edge]:  # fmt: skip
    span = Evidence(report_id, start, end, text[start:end])
    for match in _WITH.finditer(text, start, end):
        before = [i for m, i in ids if m.start < match.start()]
        after = [i for m, i in ids if m.start >= match.end()] or _described(text[match.end() : end], cast)
        if before and after and before[-1] != after[0]:
            yield _tie(before[-1], after[0], match[0], span)
    for match in _JOINT.finditer(text, start, end):
        each = list(dict.fromkeys((*_meant(text, start, earlier), *(i for _, i in ids))))
        for other in each[1:]:
            yield _tie(each[0], other, match[0], span)
    for match in _OWN.finditer(text, start, end):
        before = [i for m, i in ids if m.start < match.start() and cast[i].source.kind == "person"]
        bodies = _described(match["body"], _of_state(cast, cast[before[-1]])) if before else []
        if before and bodies:
            yield _tie(before[-1], bodies[0], match[0], span, "own")


def _ours(
    named: Sequence[tuple[int, str]], page: str, span: Evidence, ids: Collection[str]
) -> Iterator[Edge]:
    """The publisher's own work with somebody whom a sentence names, or calls by their post ("with the police")."""
    for match in _OURS.finditer(span.text):
        low, high = span.start + match.start(), span.start + match.end()
        with_ = [who for at, who in named if low <= at < high and who != page]
        with_ = with_ or [who for who in _posted(match[0], ids) if who != page]
        if page and with_:
            yield _tie(page, with_[0], match[0], span)


# "The list, which police keep jointly with the charity": kept by two, it is one root of what both tell from it.
_KEPT = Sought(
    r"\b(?P<who>[^.;:!?\n,]{2,60}?) (?:keeps?|kept|maintains?|maintained|compiles?|compiled|draws? up|drew up|prepares?|prepared|"
    r"runs?|ran|publish(?:es|ed)?|made) (?:[\w’'-]+ ){0,4}?(?:jointly|together) with (?P<other>[^.;:!?\n,]{2,60})",
    0,
)


def _kept(named: Sequence[tuple[int, str]], span: Evidence, ids: Collection[str]) -> Iterator[Edge]:
    """What two bodies keep together, each named or called by its post."""
    for match in _KEPT.finditer(span.text):
        ends = []
        for part in ("who", "other"):
            low, high = span.start + match.start(part), span.start + match.end(part)
            ends.append([who for at, who in named if low <= at < high] or _posted(match[part], ids))
        if all(ends) and ends[0][-1] != ends[1][0]:
            yield _tie(ends[0][-1], ends[1][0], match[0], span)


def _posted(phrase: str, ids: Collection[str]) -> list[str]:
    """The one source of the story that the last post named in a phrase can be ("the police")."""
    posts = posts_in(phrase)
    if not posts:
        return []
    own = {ident: post for ident in ids if (post := whole(ident.replace("-", " "))) is not None}
    found = [ident for ident, post in sorted(own.items()) if post.fits(posts[-1])]
    return found if len(found) == 1 else []


def _meant(text: str, start: int, earlier: Sequence[str]) -> Sequence[str]:
    """Who "He and officers of the navy" begins with: the person named last."""
    return earlier if re.match(r"[“\"]?(?:(?:He|She) and\b|Its |Their )", text[start : start + 9]) else ()


def _of_state(cast: Mapping[str, Known], person: Known) -> Mapping[str, Known]:
    """The cast without bodies of other states than that of a person's role ("Ukrainian President")."""
    states = {peoples()[word] for word in (person.source.role or "").split() if word in peoples()}
    if not states:
        return cast
    return {key: k for key, k in cast.items() if state_of(k.source.source_id) in (*states, "")}


def _described(phrase: str, cast: Mapping[str, Known]) -> list[str]:
    """The one body of the story that the first words of a phrase describe by kind."""
    head = re.match(r"\s*(?:the|its|their) ([a-z]+)\b", phrase)
    called = [
        key for key, k in sorted(cast.items())
        if head and k.source.kind != "person" and words_of(k.source.name.split()[-1]) == words_of(head[1])
    ]  # fmt: skip
    if len(called) == 1:
        return called  # "with the monitor", of the one body whose name ends so
    words = words_of(" ".join(phrase.split()[:6]))
    wanted = classes_of(words) - {"government"}
    capitals = {
        word.removesuffix("'s").removesuffix("’s") for word in phrase.split()[:3] if word[:1].isupper()
    }
    found = [
        key for key, k in sorted(cast.items())
        if k.source.kind != "person" and wanted & k.classes
        and (not capitals or any(c in name for c in capitals for name in (k.source.name, *k.source.aliases)))
    ]  # fmt: skip
    return found if len(found) == 1 else []


def _tie(left: str, right: str, words: str, span: Evidence, code: str = "work") -> Edge:
    ends = sorted((left, right))
    return Edge(ends[0], ends[1], "based_on", 0.8, "work", (Reason(code, f"{words.strip()}", (span,)),), RULE)
