"""What each source did, as a fold over the told stories."""

from __future__ import annotations

from dataclasses import replace

from tests.samples import captured, told
from twosource.model import Origin
from twosource.stores.records import records, summed


def test_a_source_is_counted_by_what_it_did() -> None:
    one, two = captured("a.txt").report, captured("b.txt").report
    found = {
        record.source.source_id: record
        for record in records([told(one, "s-1", "c-1"), told(two, "s-2", "c-2")])
    }
    office = found["harbour-office"]
    assert (office.published, office.speaks_in, office.stories, office.alone) == (0, 2, 2, 2)
    assert office.claims == {"reported": 2}


def test_a_claim_under_two_stories_counts_once() -> None:
    one = captured("a.txt").report
    twice = [told(one, "s-1", "c-1"), told(one, "s-2", "c-1")]
    office = next(record for record in records(twice) if record.source.source_id == "harbour-office")
    assert office.claims == {"reported": 1}
    assert office.stories == 2


def test_an_origin_that_stands_in_no_chain_is_there_too() -> None:
    whole = told(captured("a.txt").report)
    claim = whole.claims[0]
    stranger = Origin("unnamed:driver@r", "a driver", named=False)
    both = replace(claim, origins=replace(claim.origins, list=(*claim.origins.list, stranger)))
    found = {record.source.source_id: record for record in records([replace(whole, claims=(both,))])}
    assert found["unnamed:driver@r"].source.named is False
    assert found["unnamed:driver@r"].claims == {"reported": 1}
    assert found["harbour-office"].alone == 0


def test_parts_add_up() -> None:
    (a,) = (r for r in records([told(captured("a.txt").report, "s-1", "c-1")]) if r.claims)
    (b,) = (r for r in records([told(captured("b.txt").report, "s-2", "c-2")]) if r.claims)
    whole = summed([a, b])
    assert whole.claims == {"reported": 2}
    assert whole.stories == 2
