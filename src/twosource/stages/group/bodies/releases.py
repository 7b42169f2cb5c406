"""A body's own release, statement or briefing: who publishes it is the body, who speaks in it speaks for the body."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache

from ....data import posts_of, table
from ....model import Dissection, Edge, Evidence, Link, Reason, Report, Statement
from ....text import SMALL_IN_NAMES
from .cast import Known, within
from .classes import classes_of, listed, named_as_body, words_of
from .offices import beside, named_in_role
from .persons import titled

RULE = "rule:releases/1"
_RELEASE = re.compile(
    r"(?:(?:press|media|news) (?:release|statement|notice|communication|announcement|note|centre|center|office|service|section|desk)"
    r"(?:,? (?:no\.? ?)?[\d/.-]+)?(?:[, ]+\d{1,2} [a-z]+ \d{4}.{0,20})?"
    r"|(?:information|communication|notice|announcement|message|note|clarification|reply) (?:for|to|of) (?:the |all )?"
    r"(?:press|media|public|journalists|newsrooms|editors|customers|passengers|patients|residents|inhabitants|shareholders|members)"
    r"\b.{0,60}|(?:public |official )(?:notice|announcement|clarification|declaration)\b.{0,40}|clarification|declaration"
    r"|official (?:channel|account|page)|joint (?:statement|declaration|appeal|communication)\b.{0,60}"
    r"|(?:press |media |public |official )?statement(?: to the (?:press|media)| by .{1,60}| on .{1,60}|[,:] .{1,60})?"
    r"|communiqu[eé]s?\b.{0,60}|situation report\b.{0,40}|for immediate release)\W*",
    re.IGNORECASE,
)
_TRANSCRIPT = re.compile(
    r"(?:full |unedited |official )?(?:transcript|record|text|minutes) of (?:the|a|our|today's) (?:[a-z]+ ){0,2}"
    r"(?:briefing|conference|statement|remarks|address)\b.{0,90}"
    r"|(?:press|news|media|daily) (?:briefing|conference)\b.{0,90}",
    re.IGNORECASE,
)
_SIGNED = 500  # characters at a release's end in which it is signed


def speaks_for_itself(report: Report) -> bool:
    """True for posts, a press release, a statement, a body's briefing: who publishes it is no outlet but the speaker."""
    if posts_of(report.publisher or ""):
        return True
    lines = [line.strip() for line in report.text[:400].splitlines()[:5]]
    if any(_RELEASE.fullmatch(line) for line in lines):
        return True
    kinds = classes_of(words_of(report.publisher or ""))
    briefing = any(_TRANSCRIPT.fullmatch(line) for line in (*lines, report.title or ""))
    return briefing and bool(kinds) and "press" not in kinds


_SPELLED = re.compile(r"\s+[-–—|]\s+(?P<full>[A-Z].{4,80})")


def spelled_out(report: Report) -> str | None:
    """The full name that a release's first line sets beside the short one: "KVO – Coastal Watch Office of Selm"."""
    first, short = report.text[:200].partition("\n")[0].strip(), report.publisher or ""
    told = (
        _SPELLED.fullmatch(first, len(short))
        if short and first.casefold().startswith(short.casefold())
        else None
    )
    return told["full"].strip() if told and named_as_body(told["full"]) else None


def officers(
    said: Sequence[Statement],
    taken: Sequence[Dissection],
    cast: Sequence[Known],
    alias: Callable[[str, str], str],
) -> Iterator[Edge]:
    """Who speaks in a body's release with a rank or office, where nothing says that they are another body's."""
    own = {d.report.id: d.report for d in taken if d.report.publisher and speaks_for_itself(d.report)}
    known = {k.source.source_id: k for k in cast}
    for statement in said:
        report = own.get(statement.report_id)
        if report is None or not statement.attribution.chain:
            continue
        page = alias(statement.attribution.chain[0].source_id, report.id)
        names = _bodies(cast, page)
        for link in statement.attribution.chain[1:]:
            ident = alias(link.source_id, report.id)
            person = known.get(ident)
            if link.role != "origin" or ident == page:
                continue
            if person is not None and _officer(person, report) and not _elsewhere(person, names, taken):
                yield _edge(ident, page, "speaks_for", link, report)
            elif not link.named and _office(link):
                yield _edge(f"{link.source_id}@{report.id}", page, "description", link, report)
    for report in own.values():
        yield from _signatures(report, alias(_page(report, said), report.id), cast)


_OURS = re.compile(r"our (?P<office>[a-z][\w -]+)", re.IGNORECASE)


def our_officers(
    statements: Sequence[Statement],
    carriers: Sequence[Known],
    reports: Mapping[str, Report],
    alias: Callable[[str, str], str],
) -> Iterator[Edge]:
    """Who carries what a body says that "our director" said, and is called the director elsewhere and nobody else's."""
    people = [k for k in carriers if k.source.kind == "person"]
    for statement in statements:
        report = reports.get(statement.report_id)
        if not people or report is None or not speaks_for_itself(report):
            continue
        page = alias(statement.attribution.chain[0].source_id, report.id)
        for link in statement.attribution.chain[1:]:
            named = _OURS.fullmatch(link.name)
            office = words_of(named["office"]) if named else frozenset()
            if not office & _held():
                continue
            found = [
                k for k in people if k.role - listed("styles") - words_of(" ".join(SMALL_IN_NAMES)) == office
            ]
            if len(found) == 1:
                yield _edge(found[0].source.source_id, page, "speaks_for", link, report)


def _page(report: Report, said: Sequence[Statement]) -> str:
    chains = (s.attribution.chain for s in said if s.report_id == report.id and s.attribution.chain)
    return next((chain[0].source_id for chain in chains), "")


def _bodies(cast: Sequence[Known], page: str) -> Mapping[str, Known]:
    """The story's other bodies by name."""
    return {
        name: k
        for k in cast
        if k.source.kind != "person" and k.source.source_id != page and (k.classes or k.source.kind == "body")
        for name in (k.source.name, *k.source.aliases)
        if name[:1].isupper()
    }


def _officer(person: Known, report: Report) -> bool:
    """True for a person with an office or rank, in their role or before their name in the release."""
    if person.source.kind not in ("person", "unknown"):
        return False
    names = (person.source.name, *person.source.aliases)
    if any(titled(name) for name in names) or words_of(person.source.role or "") & _held():
        return True
    for name in names:
        for match in re.finditer(rf"\b{re.escape(name)}\b", report.text):
            before = re.findall(r"[\w.-]+", report.text[max(0, match.start() - 24) : match.start()])
            if before and titled(before[-1]):
                return True
    return False


def _elsewhere(person: Known, names: Mapping[str, Known], taken: Sequence[Dissection]) -> bool:
    return named_in_role(person, names) is not None or beside(person, names, taken) is not None


def _office(link: Link) -> bool:
    """True for "the spokesman", "our chief surgeon": an office and nothing that says whose."""
    words = words_of(link.name)
    return bool(words & _held()) and words <= _held() | SMALL_IN_NAMES | listed("styles") | listed("empty")


@cache
def _held() -> frozenset[str]:
    return listed("holds") | words_of(" ".join(table("actors.json")["ranks"]))


def _signatures(report: Report, page: str, cast: Sequence[Known]) -> Iterator[Edge]:
    """Who signs a release, on a line of their own, with an office on the next."""
    start = max(0, len(report.text) - _SIGNED)
    for person in cast:
        if not page or person.source.kind not in ("person", "unknown") or " " not in person.source.name:
            continue
        signed = re.compile(
            rf"^{re.escape(person.source.name)}(?:,|\s*\n)\s*(?P<office>[^\n]+)$", re.MULTILINE
        )
        match = signed.search(report.text, start)
        if match and words_of(match["office"]) & _held():
            span = Evidence(report.id, match.start(), match.end(), match[0])
            reason = Reason(
                "release", f"{person.source.name} signs the release of {report.publisher}", (span,)
            )
            yield Edge(person.source.source_id, page, "alias_of", 0.8, "speaks_for", (reason,), RULE)


def _edge(left: str, page: str, kind: str, link: Link, report: Report) -> Edge:
    spans = (
        (Evidence(report.id, link.start, link.end, report.text[link.start : link.end]),)
        if link.start is not None and link.end is not None
        else ()
    )
    reason = Reason("release", f"{link.name} speaks in the release of {report.publisher}", spans)
    return Edge(left, page, "alias_of", 0.8, kind, (reason,), RULE)


def letterheads(reports: Iterable[Report], cast: Sequence[Known]) -> Iterator[Edge]:
    """A statement without a publisher whose title is a body's name in capitals: that body publishes it."""
    bodies = [k for k in cast if k.source.kind != "person" and k.classes and "press" not in k.classes]
    for report in reports:
        title = report.title or ""
        if report.publisher or not title.isupper() or len(title.split()) > 12:
            continue
        words = words_of(title)
        found = [
            k for k in bodies if within(words_of(k.source.name) - SMALL_IN_NAMES | listed("styles"), words)
        ]
        if len(found) == 1:
            span = (Evidence(report.id, 0, len(title), title),) if report.text.startswith(title) else ()
            reason = Reason("letterhead", f"{title}: the letterhead of {found[0].source.name}", span)
            ends = (f"publisher-{report.id}", found[0].source.source_id)
            yield Edge(*ends, "alias_of", 0.8, "letterhead", (reason,), RULE)
