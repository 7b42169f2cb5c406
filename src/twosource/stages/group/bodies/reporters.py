"""Reporters are their outlet: who signs a report, and who is called its reporter there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from ....model import Dissection, Edge, Reason, Source
from ....text import fold, slug
from .cast import Known

RULE = "rule:reporters/1"
_WORK = (
    r"(?:reporter|correspondent|photographer|presenter|newsreader|anchor|"
    r"camera ?(?:operator|man|woman|person)|cameraman|camerawoman|journalist|producer|columnist|stringer)"
)
_FELLOW = r"(?:colleague|man|woman)"  # of ours, where the name stands right behind
_REPORTER = re.compile(rf"^(?:(?:our|the|a|this \w+['’]s) )?(?:\w+ )?{_WORK}$", re.IGNORECASE)


def reporters(
    taken: Sequence[Dissection], cast: Sequence[Known], alias: Callable[[str, str], str]
) -> Iterator[Edge]:
    """``speaks_for`` edges from the persons whom one report calls its reporters to the outlet that published it."""
    people = {k.source.source_id: k for k in cast if k.source.kind in ("person", "unknown")}
    for dissection in taken:
        report = dissection.report
        if not report.publisher:
            continue
        page = alias(slug(fold(report.publisher)), report.id)
        signed = {fold(credit.name) for credit in report.credits if credit.kind == "byline"}
        others = {
            fold(s.name)
            for s in dissection.sources
            if s.kind in ("outlet", "agency") and s.name != report.publisher
        }
        for source in dissection.sources:
            ident = alias(source.source_id, report.id)
            if ident not in people or ident == page or fold(source.name) in others:
                continue
            byline = fold(source.name) in signed
            if byline or _REPORTER.match(source.role or "") or _ours(source, dissection):
                how = "signs" if byline else f"is called {source.role or 'our reporter'!r} in"
                why = Reason("reporter", f"{source.name} {how} a report of {report.publisher}")
                yield Edge(ident, page, "alias_of", 0.8, "speaks_for", (why,), RULE)


def _ours(source: Source, dissection: Dissection) -> bool:
    """ "Our camera operator Rik Dahl", "Rik Dahl, our correspondent", "Our own Rik Dahl", "Our colleague Rik Dahl"."""
    name, text = re.escape(source.name), dissection.report.text
    ours = rf"\b(?i:our) (?:own )?(?:{_FELLOW} )?{name}\b"
    bare = re.finditer(ours, text) if " " in source.name else ()
    if any(not any(q.start <= m.start() < q.end for q in dissection.quotes) for m in bare):
        return True
    return " " in source.name and bool(
        re.search(
            rf"\b(?i:our) (?:[\w-]+ ){{0,2}}?{_WORK},? {name}\b|\b{name}, our (?:[\w-]+ ){{0,2}}?{_WORK}\b",
            text,
        )
    )
