"""The post that is written beside a person's name, before it or after."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ....data import table
from ....model import Evidence
from ....text import READ
from ...lands import named
from .cast import Known
from .posts import Post, posts_in
from .story_posts import Posts

_WINDOW = 120
_STOP = re.compile(r"[.!?;:\n“”\"]")
_RUNS = re.compile(
    r",? (?:who|which) (?:runs|heads|leads|commands|chairs|directs|manages|represents|speaks for|works for|owns|oversees"
    r"|is in charge of|is responsible for|acts for)\b"
)
_ITS = re.compile(
    r"\b(?P<whose>its|their) (?:[a-z][\w-]* ){0,3}(?P<role>[a-z][\w-]*),? (?:(?:[A-Z][a-z]+|Dr|Mr|Ms|Mrs)\.? ){0,2}$"
)
_MANY = ("police", "army", "border guard")  # spoken of as "they"


def beside(person: Known, story: Posts) -> tuple[Post, Evidence] | None:
    """The post written beside the name, before it or after."""
    names = sorted({person.source.name, *person.source.aliases}, key=lambda n: (-len(n), n))
    for dissection in story.taken:
        text, report_id = dissection.report.text, dissection.report.id
        for name in names:
            for at, last in _places(name, text):
                post = (
                    _across(at, last, report_id, story)
                    or _before(text, at, report_id, story)
                    or _after(text, last)
                    or _ward(text, at, last, report_id, story)
                    or _ranked(text, at, report_id, story)
                    or _counterpart(text, at, report_id, story)
                )
                meant = story.meant(post, report_id, at) if post else None
                if post is not None and meant is not None:
                    start, end = min(post.start, at), max(post.end, last)
                    return meant, Evidence(report_id, start, end, text[start:end])
    return None


_FIRST_NAME = re.compile(r"\b(?!The\b|But\b|And\b)[A-Z][\w’'-]{1,60} $")


def _places(name: str, text: str) -> Iterator[tuple[int, int]]:
    """Where a name stands in what is read of a text; a single one with the first name before it.

    "Vess" in "her counterpart, Odan Vess". By plain search: a story has many names, and a pattern is slow.
    """
    at = text.find(name, 0, READ) if name else -1
    while at >= 0:
        last = at + len(name)
        whole_word = last == len(text) or not (text[last].isalnum() or text[last] == "_")
        first = None if " " in name else _FIRST_NAME.search(text, max(0, at - 64), at)
        if (whole_word or not name[-1].isalnum()) and (first or " " in name):
            yield (first.start() if first else at), last
        at = text.find(name, last, READ)


def _across(start: int, end: int, report_id: str, story: Posts) -> Post | None:
    """ "Minister of [Defence Oran Velk]": a name that was read with the end of the office before it."""
    found = [p for p in story.said[report_id] if p.start < start < p.end < end]
    return found[-1] if found else None


def _before(text: str, at: int, report_id: str, story: Posts) -> Post | None:
    """ "Defence Minister X", "the army's spokesman, Colonel X", and "its spokesman, X": the post that opened the talk."""
    near = [p for p in story.said[report_id] if at - 3 * _WINDOW < p.start and p.end <= at]
    if not near:
        return None
    last = near[-1]
    between = text[last.end : at]
    if not _STOP.search(between) and _office_only(between, _holds(text[last.start : last.end])):
        return last
    if _COMMA.fullmatch(between) and _office_of(text[max(0, last.start - 80) : last.start]):
        return last  # "the director of the hospital in X, N"
    its = _ITS.search(text[max(0, at - 80) : at])
    if its and its["role"] in _offices():
        opening = [p for p in near if _opens(text, p.start) and (its["whose"] == "its" or p.kind in _MANY)]
        others = [m.start for m in story.bodies[report_id] if m.end <= at and _opens(text, m.start)]
        return opening[-1] if opening and opening[-1].end >= max(others, default=0) else None
    return None


_COMMA = re.compile(r", (?:(?:[A-Z][a-z]+|Dr|Mr|Ms|Mrs)\.? )?")
_OF = re.compile(
    r"\b(?P<office>[A-Za-z][\w-]*) (?:of|for|at|in|with) (?:(?:the|a|an|its) )?(?:[a-z][\w-]* ){0,2}$"
)


def _office_of(before: str) -> bool:
    """True right behind "the director of the"."""
    told = _OF.search(before)
    return told is not None and told["office"].lower() in _offices()


_WARD = re.compile(
    r",? (?:who|which) (?:runs|heads|leads|directs|manages|works (?:in|on|at)|is in charge of) (?:the|its|an?) "
    r"(?:[a-z-]+ ){0,3}(?:department|ward|unit|clinic|theatre|theater|casualty|mortuary)\b(?! of)"
)


def _ward(text: str, start: int, end: int, report_id: str, story: Posts) -> Post | None:
    """ "Dr X, who heads the emergency department": the hospital that its paragraph spoke of before."""
    if not _WARD.match(text, end):
        return None
    paragraph = text.rfind("\n", 0, start) + 1
    near = [
        p for p in story.said[report_id] if p.kind == "hospital" and paragraph <= p.start and p.end <= start
    ]
    return near[-1] if near else None


def _ranked(text: str, start: int, report_id: str, story: Posts) -> Post | None:
    """ "The navy of X named the hour. ... Captain Y said": a rank, and the one armed body that the paragraph opens with."""
    rank = re.search(r"([A-Z][a-z]+)\.? $", text[max(0, start - 24) : start])
    if not rank or rank[1].lower() not in _RANKS:
        return None
    paragraph = text.rfind("\n", 0, start) + 1
    inside = [p for p in story.said[report_id] if paragraph <= p.start and p.end <= start]
    armed = len(inside) == 1 and inside[0].kind in ARMED
    others = [m for m in story.bodies[report_id] if paragraph <= m.start < start and _opens(text, m.start)]
    if not armed or not re.fullmatch(r"(?:The |the )?", text[paragraph : inside[0].start]):
        return None
    return inside[0] if all(m.start < inside[0].end for m in others) else None


_COUNTERPART = re.compile(
    r"\b(?:[Hh]is|[Hh]er|[Tt]heir|[Tt]he) (?P<land>[A-Z][\w-]*(?: [A-Z][\w-]*)?) counterpart,? (?:\w+\.? )?$"
)


def _counterpart(text: str, start: int, report_id: str, story: Posts) -> Post | None:
    """ "Her Vellan counterpart, X": the same office, of another land, as the holder named last before."""
    told = _COUNTERPART.search(text[max(0, start - 60) : start])
    earlier = [p for p in story.said[report_id] if p.end < start and (p.ministry or p.kind in ARMED)]
    if not told or not earlier or not (owner := named(told["land"])):
        return None
    at = max(0, start - 60) + told.start()
    return replace(earlier[-1], owner=owner, start=at, end=start)


ARMED = ("army", "navy", "air force", "coastguard", "border guard", "police", "fire")
_RANKS = frozenset(
    ["captain", "colonel", "major", "lieutenant", "commander", "commodore", "admiral", "general", "brigadier", "sergeant",
     "inspector", "superintendent", "capt", "col", "maj", "lt", "cdr", "adm", "gen", "sgt"]
)  # fmt: skip


def _opens(text: str, start: int) -> bool:
    """True at the head of a sentence, an article or a dateline before it."""
    return bool(
        re.search(
            r"(?:^|[\n.!?”\"]\s?|\) ?[-–—] )(?:(?:The|the) (?:[a-z-]+ )?)?$", text[max(0, start - 24) : start]
        )
    )


def _after(text: str, at: int) -> Post | None:
    """ "X, a spokesman for the health ministry", "X of the coast guard", "X, who leads the fire brigade"."""
    rest = text[at : at + _WINDOW]
    stop = _STOP.search(rest)
    rest = rest[: stop.start()] if stop else rest
    for post in posts_in(rest):
        between = rest[: post.start]
        runs = _RUNS.match(between)
        office = _holds(rest[post.start : post.end]) or _office_follows(rest[post.end :])
        if between in (" of ", " of the ") or (runs and _plain(between[runs.end() :])):
            return replace(post, start=at + post.start, end=at + post.end)
        if re.match(r", (?:\d+, )?", between) and _appositive(between, office):
            return replace(post, start=at + post.start, end=at + post.end)
        return None
    return None


def _plain(between: str) -> bool:
    """At most "the emergency team of the"."""
    return bool(re.fullmatch(r"(?: [a-z][\w-]*){0,6} ?", between)) and not _verb(between)


def _appositive(between: str, office: bool) -> bool:
    words = re.findall(r"[\w-]+", between.lower())
    return (
        "," not in between.lstrip(", ").lstrip("0123456789, ")
        and not _verb(between)
        and (office or bool(set(words) & _offices()))
    )


def _office_only(between: str, holder: bool) -> bool:
    """Nothing but office words between a post and a name; a ministry needs one, a minister none."""
    words = re.findall(r"[\w-]+", between.lower().replace("'s", "").replace("’s", ""))
    return (
        (holder or bool(words)) and all(w in _offices() or w in _titles() for w in words) and len(words) < 6
    )


def _office_follows(rest: str) -> bool:
    return bool(set(re.findall(r"[a-z-]+", rest.lower())[:2]) & _offices())


def _holds(words: str) -> bool:
    return bool(re.search(r"minister|secretary", words, re.IGNORECASE))


def _verb(words: str) -> bool:
    return not set(re.findall(r"[a-z]+", words)).isdisjoint(table("kin.json")["predicates"])


def _offices() -> frozenset[str]:
    return frozenset(table("kin.json")["holds"])


def _titles() -> frozenset[str]:
    return frozenset(word.rstrip(".") for word in table("actors.json")["titles"])
