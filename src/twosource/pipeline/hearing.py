"""Partners' words met with what the desk holds, as either arrives: edges are drawn anew in the circles that are tied to it.

The edges are those that ``shared.bearing`` draws over the whole store; a circle is all the words that ties hold
together, so that nothing outside it moves an edge of it. The sets in which an edge came or went are derived anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ..model import Edge, Heard, Reading
from ..ports import Drawn, Store, Ties
from ..stages import share
from .units import digest_of

MET_AT_ONCE = 64
# So many reports that share words with a partner's sentence are looked at for one that says the same.
NEAR = 64


def hear(store: Store, key: str) -> None:
    """The edges between partners' words and all else as they are now; costs nothing where there are no such words."""
    if not store.bearing.any():
        return
    keys = [group.key for group in store.exchange.groups()]
    names = {partner.id: partner.name for partner in store.exchange.partners()}
    basis = digest_of(key, keys, sorted(names.items())).hex()
    if store.bearing.met_by() != basis:
        store.bearing.forget(basis)
    while some := store.bearing.unmet(key, MET_AT_ONCE):
        with store.transaction():
            for number, reading in some:
                _meet(store, number, reading, keys)
    store.bearing.all_met()
    with store.transaction():
        for object_id, report_id in store.bearing.unmet_objects():
            store.bearing.meet_object(object_id, report_id, share.object_ties(object_id, keys))
    for circle in store.bearing.waiting():
        with store.transaction():
            store.bearing.draw(circle, _drawn(store, circle, key, keys, names))


def _meet(store: Store, number: int, reading: Reading, keys: Sequence[str]) -> None:
    report = reading.dissection.report
    heard = store.exchange.words(report.id) if report.received_from else None
    if heard is not None:
        store.bearing.meet_words(number, Ties(*share.heard_ties(heard, report.received_from or "")))
        return
    near = store.bearing.meet_own(number, Ties(*share.own_ties(reading, keys)))
    theirs = {each: store.touched.report(each).text for each in near}
    store.bearing.stir(each for each, text in theirs.items() if share.says_alike(reading, text))


def _drawn(store: Store, circle: int, key: str, keys: Sequence[str], names: Mapping[str, str]) -> list[Drawn]:
    """The edges of a circle, from its words and those reports alone that they are tied to."""
    words = store.bearing.words(circle)
    newest = {heard.object_id: report for report, _, heard in words}
    rows = [
        share.Row(report, names.get(who, who), heard, newest[heard.object_id] == report)
        for report, who, heard in words
    ]
    numbers = sorted({each for _, who, heard in words for each in _near(store, heard, who)})
    near = [one for one in store.bearing.read(key, numbers) if one.dissection.report.received_from is None]
    here = {one.dissection.report.id for one in near}
    told = {name: report for name, report in store.exchange.shared_reports().items() if report in here}
    said = {s.id: (one.dissection.report.id, s.text) for one in near for s in one.statements}
    edges = share.bearing(rows, share.own(near, keys, told), said)
    lies_in = {name: report for name, (report, _) in said.items()} | {each: each for each in here}
    for row in rows:
        given = range(max(1, len(row.heard.words)))
        lies_in |= {share.given_id(row.report_id, each): row.report_id for each in given}
        lies_in[row.report_id] = row.report_id
    return [Drawn(edge, *_reports(edge, lies_in)) for edge in edges]


def _near(store: Store, heard: Heard, partner: str) -> list[int]:
    return store.bearing.near(Ties(*share.heard_ties(heard, partner)), NEAR)


def _reports(edge: Edge, lies_in: Mapping[str, str]) -> tuple[str, str]:
    return lies_in.get(edge.left.split("/")[0], ""), lies_in.get(edge.right.split("/")[0], "")


def bearing_on(store: Store, readings: Iterable[Reading]) -> tuple[Edge, ...]:
    """The edges that lead to anything in these reports: what ``analyse_set`` has to know of partners' words."""
    if not store.bearing.any():
        return ()
    ends: set[str] = set()
    for one in readings:
        ends.add(one.dissection.report.id)
        ends |= {source.source_id for source in one.dissection.sources}
        ends |= {statement.id for statement in one.statements}
        ends |= {link.source_id for s in one.statements for link in s.attribution.chain}
    return share.in_order(store.bearing.edges(ends))
