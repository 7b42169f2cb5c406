"""Who is which post of a story: a minister's ministry, an army's spokesman, "the ministry", a general staff.

The posts that a story's reports name are gathered by kind and owner; where the owner is not said ("the
ministry"), it is the one of that kind that the report named last, else the only one in the story. Sources that
are one post are joined to the name that says most; persons speak for the post that is written beside their name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ....model import Dissection, Edge, Evidence, Reason
from ....text import fold, slug
from ...lands import named, shared
from .beside import ARMED, beside
from .cast import Described, Known, is_known
from .classes import is_description
from .persons import kindred
from .posts import MINISTRY, Post, posts_in, whole
from .story_posts import Body, Posts

RULE = "rule:holders/1"


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
    """ "Ostmark says": a country that speaks is the one of its ministries, armies and governments that does in the story."""
    for each in cast:
        name = re.sub(r"^[Tt]he ", "", each.source.name)
        owner = named(name)
        if each.source.source_id not in speakers or not owner or each.classes or len(name.split()) > 2:
            continue
        if each.source.kind not in ("person", "unknown") or each.source.source_id.startswith("state:"):
            continue  # of a country that we know, the descriptions ask which of its bodies carries the claim
        found = [
            body
            for body in speaking
            if body.post.owner
            and all(shared(frozenset((word,)), body.post.owner) for word in owner)
            and (
                body.post.ministry
                or body.post.kind in (*ARMED[:4], "government", "parliament", "intelligence")
            )
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
    """The source that bears the post's fullest name; not "General Staff", where two lands of the story have one."""
    rivals = sum(each.kind == post.kind for each in story.clusters) > 1
    best = min(
        [m for m in members if not (rivals and post.owner and _unowned(m[0], story))] or members,
        key=lambda m: (
            not is_known(m[0]),
            m[0] not in story.named,
            m[0] in story.named and story.named[m[0]].abroad,
            m[0].startswith("unnamed"),
            -len(m[0]),
            m[0],
        ),
    )
    if best[0] in story.named and story.named[best[0]].abroad and any(_at_home(m[0], story) for m in members):
        return _unseen(post)  # the ministry is not called by its embassy
    known = story.cast.get(best[0])
    own = whole(known.source.name if known else best[0].replace("-", " "))
    if rivals and post.owner and _unowned(best[0], story):
        return _unseen(post)
    if known is None and (
        best[0].startswith("unnamed") or (own is not None and own.kind == MINISTRY != post.kind)
    ):
        return _unseen(post)
    return Body(post, best[0], known.source.name if known else best[0].replace("-", " "))


def _at_home(source_id: str, story: Posts) -> bool:
    """True for a body that is no embassy by its name."""
    post = story.named.get(source_id) or whole(source_id.replace("-", " "))
    return post is not None and not post.abroad


def _unowned(source_id: str, story: Posts) -> bool:
    """True for a body whose name does not say whose it is."""
    known = story.named.get(source_id)
    return known is not None and not known.owner


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


def _persons(cast: Sequence[Known], story: Posts, bodies: Mapping[Post, Body]) -> Iterator[Edge]:
    for person in cast:
        if not _personal(person) or is_description(person.source.name):
            continue
        found = beside(person, story) or _by_role(person, story)
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
    """True for persons, and for a single name of which nothing says what it is ("Prell")."""
    name = known.source.name
    return known.source.kind in ("person", "unknown") or (
        known.source.kind == "body" and not known.classes and name.isalpha() and name.istitle()
    )


# A rank that only the police have, where a report that tells it names the police: "Superintendent N".
_OF_POLICE = re.compile(
    r"(?:(?:chief|deputy|senior|detective|acting) )*(?:superintendent|constable|detective|(?:chief|detective) inspector)",
    re.IGNORECASE,
)


def _by_role(person: Known, story: Posts) -> tuple[Post, Evidence | None] | None:
    if kindred(person.source.role):
        return None
    posts = list(posts_in(re.split(r" and (?:the|its) ", person.source.role or "")[-1]))
    reports = [
        d.report.id for d in story.taken if any(s.source_id == person.source.source_id for s in d.sources)
    ]
    if not posts and _OF_POLICE.fullmatch(person.source.role or ""):
        posts = [p for key in reports for p in story.said.get(key, ()) if p.kind == "police"][:1]
        posts = [replace(post, owner=frozenset(), level="") for post in posts]
    if len(posts) != 1:
        return None
    found = {p for key in reports if (p := story.meant(posts[0], key)) is not None}
    return (found.pop(), None) if len(found) == 1 else None
