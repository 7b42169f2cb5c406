"""Received words in the pipeline: read as their sender gives them, and set beside what the desk holds."""

from __future__ import annotations

from collections.abc import Iterable

from ..model import Edge, Reading
from ..ports import Store
from ..stages import share


def as_sent(reading: Reading, store: Store) -> Reading:
    """The reading with the statements that its sender gives, where its report came from a partner."""
    report = reading.dissection.report
    words = store.exchange.words(report.id) if report.received_from else None
    return share.reading(reading, words) if words else reading


def bearing(store: Store, readings: Iterable[Reading]) -> tuple[Edge, ...]:
    """The edges between received words and the desk's own; none, at no cost, where nothing was received."""
    heard = list(store.exchange.all_heard())
    if not heard:
        return ()
    newest = {words.object_id: report for report, _, _, words in heard}
    names = {partner.id: partner.name for partner in store.exchange.partners()}
    rows = [
        share.Row(report, names.get(who, who), words, newest[words.object_id] == report)
        for report, who, _, words in heard
    ]
    kept = list(readings)
    keys = [group.key for group in store.exchange.groups()]
    own = (one for one in kept if one.dissection.report.received_from is None)
    said = {s.id: (one.dissection.report.id, s.text) for one in own for s in one.statements}
    return share.bearing(rows, share.own(kept, keys, store.exchange.shared_reports()), said)
