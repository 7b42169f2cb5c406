"""The posts of one story, gathered by kind and owner, and which of them is meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ....model import Dissection
from ....text import READ, fold
from ...datelines import dateline
from ...lands import capitals, named, shared
from .cast import Described, Known
from .posts import MINISTRY, Post, posts_in, whole


@dataclass(frozen=True, slots=True)
class Body:
    """One post of a story: its kind and owner, and the sources that are it."""

    post: Post
    source_id: str
    name: str


def homes(taken: Sequence[Dissection]) -> dict[str, frozenset[str]]:
    """The lands that a report speaks from, by report: "the minister" in "Vellan Today" is Vella's.

    A report's own dateline ("SELM, Vella") says so, or one in the story, for the town in an outlet's name; so does
    a report that calls that town a capital.
    """
    filed = {d.report.id: _filed(d.report.text[:500]) for d in taken}
    lands = seats(taken) | {fold(town): named(land) for town, land in filed.values() if land}
    found = {}
    for one in taken:
        (town, mine), outlet = filed[one.report.id], fold(one.report.publisher or "")
        towns = [land for town, land in lands.items() if re.search(rf"\b{re.escape(town)}\b", outlet)]
        here = named(mine) or lands.get(fold(town), frozenset())
        found[one.report.id] = named(one.report.publisher or "").union(*towns, here)
    return found


def seats(taken: Sequence[Dissection]) -> dict[str, frozenset[str]]:
    """The towns that a story calls capitals, and the names of their lands; those of two lands are left out."""
    told: dict[str, set[frozenset[str]]] = {}
    for each in taken:
        for town, land in capitals(each.report.text[:READ]):
            told.setdefault(fold(town), set()).add(named(land))
    joined = {town: frozenset().union(*lands) for town, lands in told.items()}
    return {town: names for town, names in joined.items() if all(shared(names, each) for each in told[town])}


def _filed(text: str) -> tuple[str, str]:
    """The town and the land of the first dateline in capitals that tells both, else its town; empty where there is none."""
    only = ""
    for line in re.finditer(r"[^\n]+", text):
        found = dateline(text, *line.span())
        if found and found.form == "capitals" and found.town:
            town = text[slice(*found.town)]
            if found.state:
                return town, text[slice(*found.state)]
            only = only or town
    return only, ""


_COUNTRYS = re.compile(r"\b(?:country|nation|republic|kingdom)['’]s\b", re.IGNORECASE)


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
        self.home = homes(taken)
        self.lands = frozenset().union(*seats(taken).values())
        every = {key: posts_in(text[:READ]) for key, text in self.texts.items()}
        # "the foreign minister" is never of the land whose embassy was named last
        self.said = {key: tuple(p for p in posts if not p.abroad) for key, posts in every.items()}
        self.abroad = tuple(p for posts in every.values() for p in posts if p.abroad)
        self.bodies = {d.report.id: [m for m in d.mentions if m.kind == "organisation"] for d in taken}
        self.speaking = tuple(p for each in self.waiting if (p := whole(each.link.name)) is not None)
        self.speaking += tuple(self.named[key] for key in sorted(speakers & self.named.keys()))
        self.clusters = self._clusters()

    def _clusters(self) -> list[Post]:
        """One post for each kind and owner; those without an owner only where nobody owns one of that kind."""
        every = [*self.named.values(), *(p for posts in self.said.values() for p in posts)]
        every += (*self.abroad, *self.speaking)
        found: list[Post] = []
        for post in sorted(every, key=lambda p: (p.kind, not p.owner, not p.level, sorted(p.owner), p.level)):
            if post.kind == MINISTRY:
                continue
            same = [at for at, other in enumerate(found) if post.kind == other.kind and post.fits(other)]
            if len(same) == 1 and post.owner:
                old = found[same[0]]
                words = max(old, post, key=lambda p: (not p.abroad, len(p.words), p.words)).words
                found[same[0]] = replace(
                    old, owner=old.owner | post.owner, level=old.level or post.level, words=words
                )
            elif not same:
                found.append(replace(post, start=0, end=0))
        return found

    def meant(self, post: Post, report_id: str, before: int | None = None) -> Post | None:
        """The one post of the story that is meant; None where there are several and nothing tells."""
        fitting = [c for c in self.clusters if c.fits(post)]
        if not post.owner and not post.abroad:
            # a ministry that only its embassy is told of is not "the minister" of this story
            fitting = [c for c in fitting if not c.abroad]
        if len(fitting) < 2:
            return fitting[0] if fitting and not self._anothers(fitting[0], post, report_id) else None
        if (
            before is not None
            and not post.owner
            and (own := self._of_the_country(fitting, report_id, before))
        ):
            return own
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
        home = [c for c in fitting if c.owner and shared(c.owner, self.home.get(report_id, frozenset()))]
        if len(home) == 1 and not post.owner:
            return home[0]
        so_far = earlier if before is not None else self.said.get(report_id, ())
        inside = [c for c in fitting if any(_is(p, c) for p in so_far)]
        if len(inside) == 1 and self._told_of([c for c in fitting if c != inside[0]], report_id, before):
            return None  # the report speaks of another's land first: whose minister it is nobody says
        speaking = [c for c in inside or fitting if any(_is(p, c) for p in self.speaking)]
        for some in (inside, speaking):
            if len(some) == 1 and not post.owner:
                return some[0]
        return None

    def _of_the_country(self, fitting: Sequence[Post], report_id: str, before: int) -> Post | None:
        """ "The country's defence ministry": that of the land which the report named last."""
        text = self.texts.get(report_id, "")
        if not _COUNTRYS.search(text, max(0, before - 12), before + 24):
            return None
        last = [(at, n) for n, c in enumerate(fitting) if (at := _last(c, text[:before])) >= 0]
        return fitting[max(last)[1]] if last else None

    def _anothers(self, only: Post, post: Post, report_id: str) -> bool:
        """True where "the minister" is told from one land of the story, and the only minister is another's."""
        home = self.home.get(report_id, frozenset())
        if post.owner or not only.owner or shared(only.owner, home):
            return False
        return shared(self.lands, home) or any(shared(each.owner, home) for each in self.clusters)

    def _told_of(
        self, fitting: Sequence[Post], report_id: str, before: int | None
    ) -> tuple[Post, int] | None:
        """Whose land opened a sentence last before a place, and where; None where no land of these did."""
        text = self.texts.get(report_id, "")[: before or 0]
        last = [(at, n) for n, c in enumerate(fitting) if (at := _opened_by(c, text)) >= 0]
        return (fitting[max(last)[1]], max(last)[0]) if last else None


def _names(post: Post) -> str:
    """A pattern of the names of a post's owner, and of what is made of them; "" where it has none."""
    return "|".join(
        re.escape(name[: max(4, len(name) - 1)]) for name in sorted(post.owner) if ":" not in name
    )


def _last(post: Post, text: str) -> int:
    """The last place where a text names the post's owner; -1 where it does not."""
    names = _names(post)
    found = re.finditer(rf"\b(?i:{names})[\w’']*", text) if names else ()
    return max((match.end() for match in found), default=-1)


def _opened_by(post: Post, text: str) -> int:
    """The last place where a sentence opens with a name of the post's owner; -1 where none does."""
    names = _names(post)
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
