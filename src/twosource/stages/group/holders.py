"""Who is which post of a story: a minister's ministry, an army's spokesman, "the ministry", a general staff.

The posts that a story's reports name are gathered by kind and owner; where the owner is not said ("the
ministry"), it is the one of that kind that the report named last, else the only one in the story. Sources that
are one post are joined to the name that says most; persons speak for the post that is written beside their name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ...data import table
from ...model import Dissection, Edge, Evidence, Reason
from ...text import fold, slug
from ..lands import named, shared
from .classes import is_description
from .kin import Described, Known, is_known
from .persons import kindred
from .posts import MINISTRY, Post, posts_in, whole

RULE = "rule:holders/1"
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


@dataclass(frozen=True, slots=True)
class Body:
    """One post of a story: its kind and owner, and the sources that are it."""

    post: Post
    source_id: str
    name: str


class Posts:
    """The posts of one story."""

    def __init__(
        self,
        cast: Sequence[Known],
        waiting: Iterable[Described],
        taken: Sequence[Dissection],
        speakers: frozenset[str] = frozenset(),
    ) -> None:
        self.taken = taken
        self.waiting = tuple(waiting)
        self.named = {
            k.source.source_id: p for k in cast if k.source.kind != "person" and (p := _of(k)) is not None
        }
        self.cast = {k.source.source_id: k for k in cast}
        self.texts = {d.report.id: d.report.text for d in taken}
        # "The minister" in "Vellan Today" is Vella's.
        self.home = {d.report.id: named(d.report.publisher or "") for d in taken}
        self.said = {key: tuple(posts_in(text)) for key, text in self.texts.items()}
        self.bodies = {d.report.id: [m for m in d.mentions if m.kind == "organisation"] for d in taken}
        self.speaking = tuple(p for each in self.waiting if (p := whole(each.link.name)) is not None)
        self.speaking += tuple(self.named[key] for key in sorted(speakers & self.named.keys()))
        self.clusters = self._clusters()

    def _clusters(self) -> list[Post]:
        """One post for each kind and owner; those without an owner only where nobody owns one of that kind."""
        every = [*self.named.values(), *(p for posts in self.said.values() for p in posts)]
        every += self.speaking
        found: list[Post] = []
        for post in sorted(every, key=lambda p: (p.kind, not p.owner, not p.level, sorted(p.owner), p.level)):
            if post.kind == MINISTRY:
                continue
            same = [at for at, other in enumerate(found) if post.kind == other.kind and post.fits(other)]
            if len(same) == 1 and post.owner:
                old = found[same[0]]
                words = max(old.words, post.words, key=lambda w: (len(w), w))
                found[same[0]] = replace(
                    old, owner=old.owner | post.owner, level=old.level or post.level, words=words
                )
            elif not same:
                found.append(replace(post, start=0, end=0))
        return found

    def meant(self, post: Post, report_id: str, before: int | None = None) -> Post | None:
        """The one post of the story that is meant; None where there are several and nothing tells."""
        fitting = [c for c in self.clusters if c.fits(post)]
        if len(fitting) < 2:
            return fitting[0] if fitting else None
        earlier = [p for p in self.said.get(report_id, ()) if before is not None and p.end <= before]
        told = self._told_of(fitting, report_id, before)
        if told and not post.owner and told[1] > max((p.start for p in earlier if p.owner), default=-1):
            return told[0]
        for other in reversed(earlier):
            near = [
                c
                for c in fitting
                if c.fits(other) and other.fits(post) and (other.owner or other.kind != MINISTRY)
            ]
            if len(near) == 1:
                return near[0]
        inside = [c for c in fitting if any(_is(p, c) for p in self.said.get(report_id, ()))]
        if len(inside) == 1 and self._told_of([c for c in fitting if c != inside[0]], report_id, before):
            return None  # the report speaks of another's land first: whose minister it is nobody says
        speaking = [c for c in inside or fitting if any(_is(p, c) for p in self.speaking)]
        for some in (inside, speaking):
            if len(some) == 1 and not post.owner:
                return some[0]
        home = [c for c in fitting if c.owner and shared(c.owner, self.home.get(report_id, frozenset()))]
        return home[0] if len(home) == 1 and not post.owner else None

    def _told_of(
        self, fitting: Sequence[Post], report_id: str, before: int | None
    ) -> tuple[Post, int] | None:
        """Whose land opened a sentence last before a place, and where; None where no land of these did."""
        text = self.texts.get(report_id, "")[: before or 0]
        last = [(at, n) for n, c in enumerate(fitting) if (at := _opened_by(c, text)) >= 0]
        return (fitting[max(last)[1]], max(last)[0]) if last else None


def _opened_by(post: Post, text: str) -> int:
    """The last place where a sentence opens with a name of the post's owner; -1 where none does."""
    names = "|".join(
        re.escape(name[: max(4, len(name) - 1)]) for name in sorted(post.owner) if ":" not in name
    )
    if not names:
        return -1
    found = re.finditer(rf"(?:^|[\n.!?”\"]\s|\) ?[-–—] )(?:The )?(?i:{names})[\w’']*", text)
    return max((match.end() for match in found), default=-1)


def _is(post: Post, cluster: Post) -> bool:
    """True for a post that says whose it is, and is the cluster's."""
    return bool(post.owner) and post.kind == cluster.kind and post.fits(cluster)


def _of(known: Known) -> Post | None:
    """The post that one of a body's names is."""
    posts = [p for name in (known.source.name, *known.source.aliases) if (p := whole(name)) is not None]
    return max(posts, key=lambda p: (bool(p.owner), p.kind != MINISTRY, p.kind), default=None)


def holders(
    cast: Sequence[Known],
    waiting: Sequence[Described],
    taken: Sequence[Dissection],
    speakers: frozenset[str] = frozenset(),
) -> Iterator[Edge]:
    """The joins of one story: bodies and descriptions that are one post, and the persons who speak for it.

    ``speakers`` are the ids of those who say something in it.
    """
    story = Posts(cast, waiting, taken, speakers)
    meant: dict[Post, list[tuple[str, str, Evidence | None]]] = {}
    for key, post in sorted(story.named.items()):
        reports = [
            d.report.id for d in taken if any(s.source_id == key for s in d.sources) or _prints(d, key)
        ]
        for report_id in [""] if post.owner else reports:
            found = story.meant(post, report_id)
            if found is not None:
                meant.setdefault(found, []).append((key, f"{key}@{report_id}" if report_id else key, None))
    for each in story.waiting:
        described_as = whole(each.link.name)
        if described_as is None:
            continue
        found = story.meant(described_as, each.statement.report_id, each.link.start)
        if found is not None:
            meant.setdefault(found, []).append((each.link.source_id, each.id, _span(each, story)))
    bodies = {post: _top(post, members, story) for post, members in meant.items()}
    for post, members in sorted(meant.items(), key=lambda item: repr(item[0])):
        top = bodies[post]
        for source_id, ident, span in dict.fromkeys(members):
            if source_id != top.source_id:
                yield _same(ident, source_id, top, span)
    persons = tuple(_persons(cast, story, bodies))
    yield from persons
    speaking = {e.right for e in persons if e.left in speakers}
    speaking |= {
        body.source_id for post, body in bodies.items() if any(m[0] in speakers for m in meant[post])
    }
    known = {body.source_id: body for body in bodies.values()}
    yield from _lands(cast, speakers, [known[key] for key in sorted(speaking & known.keys())])


def _lands(cast: Sequence[Known], speakers: frozenset[str], speaking: Sequence[Body]) -> Iterator[Edge]:
    """ "Velmark says": a country that speaks is the one of its ministries, armies and governments that does in the story."""
    for each in cast:
        name = re.sub(r"^[Tt]he ", "", each.source.name)
        owner = named(name)
        if each.source.source_id not in speakers or not owner or each.classes or len(name.split()) > 2:
            continue
        if each.source.kind not in ("person", "unknown") or each.source.source_id.startswith("state:"):
            continue  # of a country that we know, kin asks which of its bodies carries the claim
        found = [
            body
            for body in speaking
            if body.post.owner
            and all(shared(frozenset((word,)), body.post.owner) for word in owner)
            and (body.post.ministry or body.post.kind in (*_ARMED[:4], "government", "parliament"))
        ]
        if len(found) == 1 and found[0].source_id != each.source.source_id:
            yield _same(each.source.source_id, each.source.source_id, found[0], None)


def _prints(dissection: Dissection, source_id: str) -> bool:
    return slug(fold(dissection.report.publisher or "")) == source_id


def _span(each: Described, story: Posts) -> Evidence | None:
    start, end = each.link.start, each.link.end
    if start is None or end is None:
        return None
    report_id = each.statement.report_id
    return Evidence(report_id, start, end, story.texts.get(report_id, "")[start:end])


def _top(post: Post, members: Sequence[tuple[str, str, Evidence | None]], story: Posts) -> Body:
    """The source that bears the post's fullest name."""
    best = min(
        members,
        key=lambda m: (
            not is_known(m[0]),
            m[0] not in story.named,
            m[0].startswith("unnamed"),
            -len(m[0]),
            m[0],
        ),
    )
    known = story.cast.get(best[0])
    own = whole(known.source.name if known else best[0].replace("-", " "))
    if known is None and (
        best[0].startswith("unnamed") or (own is not None and own.kind == MINISTRY != post.kind)
    ):
        return _unseen(post)
    return Body(post, best[0], known.source.name if known else best[0].replace("-", " "))


def _unseen(post: Post) -> Body:
    """A body that is only known by its minister or spokesman, called as the story calls it."""
    words = post.words.removeprefix("The ").removeprefix("the ")
    if post.ministry and not re.search("ministry", words, re.IGNORECASE):
        words = " ".join((*sorted(post.owner), post.kind.removeprefix(MINISTRY), "ministry"))
    return Body(post, slug(words), words)


def _same(ident: str, source_id: str, top: Body, span: Evidence | None) -> Edge:
    text = f"{source_id.replace('-', ' ')}: {top.name} is that body"
    return Edge(
        ident, top.source_id, "alias_of", 0.8, "post", (Reason("post", text, (span,) if span else ()),), RULE
    )


# --- persons ---------------------------------------------------------------------------------


def _persons(cast: Sequence[Known], story: Posts, bodies: Mapping[Post, Body]) -> Iterator[Edge]:
    for person in cast:
        if not _personal(person) or is_description(person.source.name):
            continue
        found = _beside(person, story) or _by_role(person, story)
        if found is None:
            continue
        post, span = found
        body = bodies.get(post) or _unseen(post)
        why = (
            f"{person.source.name} speaks for {body.name}: {span.text!r}"
            if span
            else f"{person.source.role!r}"
        )
        reason = Reason("office", why, (span,) if span else ())
        yield Edge(person.source.source_id, body.source_id, "alias_of", 0.8, "speaks_for", (reason,), RULE)


def _personal(known: Known) -> bool:
    """True for persons, and for a single name of which nothing says what it is ("Kranz")."""
    name = known.source.name
    return known.source.kind in ("person", "unknown") or (
        known.source.kind == "body" and not known.classes and name.isalpha() and name.istitle()
    )


def _by_role(person: Known, story: Posts) -> tuple[Post, Evidence | None] | None:
    if kindred(person.source.role):
        return None
    posts = list(posts_in(re.split(r" and (?:the|its) ", person.source.role or "")[-1]))
    if len(posts) != 1:
        return None
    reports = [
        d.report.id for d in story.taken if any(s.source_id == person.source.source_id for s in d.sources)
    ]
    found = {p for key in reports if (p := story.meant(posts[0], key)) is not None}
    return (found.pop(), None) if len(found) == 1 else None


def _beside(person: Known, story: Posts) -> tuple[Post, Evidence] | None:
    """The post written beside the name, before it or after."""
    names = sorted({person.source.name, *person.source.aliases}, key=lambda n: (-len(n), n))
    for dissection in story.taken:
        text, report_id = dissection.report.text, dissection.report.id
        for name in names:
            # A single name is looked for behind a first name: "Chelk" in "her counterpart, Borian Chelk".
            first = "" if " " in name else r"\b(?!The\b|But\b|And\b)[A-Z][\w’'-]+ "
            for match in re.finditer(first + re.escape(name) + r"\b", text):
                post = (
                    _across(match.start(), match.end(), report_id, story)
                    or _before(text, match.start(), report_id, story)
                    or _after(text, match.end())
                    or _ward(text, match.start(), match.end(), report_id, story)
                    or _ranked(text, match.start(), report_id, story)
                    or _counterpart(text, match.start(), report_id, story)
                )
                meant = story.meant(post, report_id, match.start()) if post else None
                if post is not None and meant is not None:
                    start, end = min(post.start, match.start()), max(post.end, match.end())
                    return meant, Evidence(report_id, start, end, text[start:end])
    return None


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
    its = _ITS.search(text[max(0, at - 80) : at])
    if its and its["role"] in _offices():
        opening = [p for p in near if _opens(text, p.start) and (its["whose"] == "its" or p.kind in _MANY)]
        others = [m.start for m in story.bodies[report_id] if m.end <= at and _opens(text, m.start)]
        return opening[-1] if opening and opening[-1].end >= max(others, default=0) else None
    return None


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
    armed = len(inside) == 1 and inside[0].kind in _ARMED
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
    earlier = [p for p in story.said[report_id] if p.end < start and (p.ministry or p.kind in _ARMED)]
    if not told or not earlier or not (owner := named(told["land"])):
        return None
    at = max(0, start - 60) + told.start()
    return replace(earlier[-1], owner=owner, start=at, end=start)


_ARMED = ("army", "navy", "air force", "coastguard", "border guard", "police", "fire")
_RANKS = frozenset(
    ["captain", "colonel", "major", "lieutenant", "commander", "commodore", "admiral", "general", "brigadier", "sergeant",
     "inspector", "superintendent", "capt", "col", "maj", "lt", "cdr", "adm", "gen", "sgt"]
)  # fmt: skip


def _opens(text: str, start: int) -> bool:
    """True at the head of a sentence, an article or a dateline before it."""
    return bool(re.search(r"(?:^|[\n.!?”\"]\s?|\) ?[-–—] )(?:The |the )?$", text[max(0, start - 8) : start]))


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
    return bool(
        re.search(
            r"\b(?:said|says|told|tells|added|whose|that|had|has|was|were|and|but|when|accused|blamed)\b",
            words,
        )
    )


def _offices() -> frozenset[str]:
    return frozenset(table("kin.json")["holds"])


def _titles() -> frozenset[str]:
    return frozenset(word.rstrip(".") for word in table("actors.json")["titles"])
