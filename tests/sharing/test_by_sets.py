"""A desk that holds partners' words derives what they touch and nothing else, and holds what a rebuild would."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.laws.test_decisions import AT, METHOD, contents
from tests.laws.worlds import FACTS
from tests.stages.told import named
from twosource import pipeline
from twosource.desk.edges import drawn
from twosource.model import (
    Attribution,
    Captured,
    Decision,
    Dissection,
    Heard,
    Item,
    Partner,
    Reading,
    Report,
    Statement,
    Word,
)
from twosource.pipeline import following
from twosource.pipeline.hearing import bearing_on
from twosource.pipeline.shared import bearing
from twosource.stages import share
from twosource.stages.share import tokens
from twosource.stores.sqlite import Sqlite
from twosource.text import digest

KEY = "11" * 32
PARTNERS = (Partner("desk-b", "Desk B"), Partner("desk-c", "Desk C"))
METHOD_KEY = METHOD["version"]
BODIES = ("Karn Council", "Oslin Police", "Vell Observatory")
FEW = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def own(fact: int, outlet: int, body: int) -> Reading:
    """A report of this desk's own: one fact, told by one body."""
    text = f"{FACTS[fact][outlet % 2]} on day {outlet + 1}, {BODIES[body]} said."
    report = Report(
        digest("own", text), f"{outlet}.txt", text, digest(text), title=text[:30], publisher=f"Outlet {outlet}",
        published_at=f"2031-05-0{outlet + 1}T10:00:00+00:00", published_from="meta", language="en",
    )  # fmt: skip
    end = text.index(" on day")
    chain = (named(report.publisher or "", "publisher"), named(BODIES[body]))
    said = Statement(digest(report.id, "0"), report.id, 0, end, text[:end], Attribution(chain))
    return Reading(Dissection(report, (), (), ()), (said,))


def heard(fact: int, wording: int, body: int, partner: int, version: int, kind: str) -> Heard:
    """A partner's words on a fact: a claim with its origin, an answer to ours, or that it is withdrawn."""
    about = own(fact, wording, body)
    known_by = tokens.of_source(KEY, [BODIES[body]])
    if version == 1:  # read in a report that this desk may hold too
        known_by = (*known_by, tokens.of_report(KEY, about.dissection.report.sha256))
    word = Word(BODIES[body] + " office" * partner, "body", tokens=known_by)
    answers = kind in ("confirm", "dispute")
    return Heard(
        object_id=f"note--{partner}{fact}{wording}", author=PARTNERS[partner].id, created="2031-05-05T10:00:00Z",
        modified=f"2031-05-05T1{version}:00:00Z", kind=kind if answers else "claim",  # type: ignore[arg-type]
        text="Nothing of the kind is held any more." if kind == "dropped" else FACTS[fact][wording % 2] + ".",
        words=() if kind == "dispute" else (word,), statements=(about.statements[0].id,) if answers else (),
        story=f"grouping--{fact}" if kind == "claim" else None, revoked=kind == "revoked",
    )  # fmt: skip


OWN = st.builds(own, st.integers(0, 2), st.integers(0, 3), st.integers(0, 2))
HEARD = st.builds(
    heard, st.integers(0, 2), st.integers(0, 3), st.integers(0, 2), st.integers(0, 1), st.integers(0, 2),
    st.sampled_from(("claim", "claim", "confirm", "dispute", "revoked", "dropped")),
)  # fmt: skip
ARRIVALS = st.lists(st.one_of(OWN, HEARD), min_size=2, max_size=8, unique_by=repr)


def desk() -> Sqlite:
    store = Sqlite(None)
    store.exchange.keep_group("ab", KEY)
    for partner in PARTNERS:
        store.exchange.keep_partner(partner)
    return store


def take(store: Sqlite, one: Reading | Heard) -> None:
    """One report of the desk's own, or a partner's words, kept and read."""
    if isinstance(one, Reading):
        report = one.dissection.report
        store.put(Captured(report, Item(report.id, "text", report.text.encode())))
        store.read_by(METHOD_KEY, [one])
        return
    partner = next(each for each in PARTNERS if each.id == one.author)
    captured = share.captured(one, partner, AT)
    body = repr(one).encode()
    if store.exchange.receipt(body, partner.id) is not None:
        return
    number = store.exchange.receive(body, partner.id, "ab", None, AT)
    store.put(captured)
    store.exchange.hear([(captured.report.id, one)], partner.id, "ab", number)
    plain = Reading(Dissection(captured.report, (), (), ()), ())
    store.read_by(METHOD_KEY, [share.reading(plain, one)])


def nobody(code: str) -> Any:
    raise AssertionError("nothing is parsed here")


def follow(store: Sqlite) -> None:
    pipeline.catch_up(store, nobody, METHOD, 64)


def rebuilt(store: Sqlite) -> list[Any]:
    """What the store holds once everything is derived anew."""
    store.touched.forget({})
    store.bearing.forget("")
    store.db.execute("DELETE FROM facts WHERE name = 'derived'")
    follow(store)
    return contents(store)


def edges(store: Sqlite) -> tuple[set[Any], set[Any]]:
    """The edges that the sets are derived with, and those that come of looking at the whole store."""
    readings = list(store.readings(METHOD_KEY))
    return set(bearing_on(store, readings)), set(bearing(store, readings))


@FEW
@given(ARRIVALS, st.integers(0, 99))
def test_one_after_the_other_comes_to_what_a_rebuild_gives(
    arrivals: Sequence[Reading | Heard], seed: int
) -> None:
    store, chance = desk(), random.Random(seed)
    for one in arrivals:
        take(store, one)
        if chance.random() < 0.7:
            follow(store)
    follow(store)
    by_sets, whole = edges(store)
    assert by_sets == whole
    held = contents(store)
    assert held == rebuilt(store)
    store.close()


@FEW
@given(ARRIVALS, st.integers(0, 7))
def test_a_decision_between_arrivals_comes_to_what_a_rebuild_gives(
    arrivals: Sequence[Reading | Heard], at: int
) -> None:
    """A person sets a report aside while partners' words lean on it, and takes that back."""
    store = desk()
    for number, one in enumerate(arrivals):
        take(store, one)
        follow(store)
        if number == at % len(arrivals):
            report = next(iter(store.scan()))[1].id
            wish = Decision(0, "set-aside", (report,), "", "ada", "seen", AT)
            made = store.acts.add(drawn(store, wish))
            follow(store)
    held = contents(store)
    assert held == rebuilt(store)
    store.acts.retract(made.number, "ada", "mended", AT)
    follow(store)
    held = contents(store)
    assert held == rebuilt(store)
    store.close()


def derived_sets(store: Sqlite, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """The sets that are derived from now on, by their reports."""
    found: list[tuple[str, ...]] = []
    whole = following.analyse_set

    def noted(readings: Sequence[Reading], *more: Any) -> Any:
        found.append(tuple(sorted(one.dissection.report.id for one in readings)))
        return whole(readings, *more)

    monkeypatch.setattr(following, "analyse_set", noted)
    return found


def test_what_nobody_spoke_of_is_not_derived_again(monkeypatch: pytest.MonkeyPatch) -> None:
    store = desk()
    bridge, bell = own(0, 0, 0), own(1, 0, 1)
    for one in (bridge, bell, heard(1, 1, 1, 0, 0, "claim")):
        take(store, one)
    follow(store)
    derived = derived_sets(store, monkeypatch)
    take(store, heard(0, 0, 0, 1, 0, "confirm"))
    follow(store)
    assert derived
    assert all(bell.dissection.report.id not in each for each in derived)
    assert any(bridge.dissection.report.id in each for each in derived)
    store.close()


def status_of(store: Sqlite, statement: str) -> str:
    """The status of the claim that a statement stands in."""
    (found,) = {
        claim.status
        for story in store.stories()
        if (told := store.told(story.id))
        for claim in told.claims
        if statement in claim.claim.statements
    }
    return found


def test_a_partner_s_correction_and_withdrawal_reach_the_set_it_speaks_of() -> None:
    store = desk()
    bridge = own(0, 0, 0)
    ours = bridge.statements[0].id
    take(store, bridge)
    follow(store)
    assert status_of(store, ours) == "reported"
    take(store, heard(0, 0, 1, 1, 0, "dispute"))
    follow(store)
    assert status_of(store, ours) == "disputed"
    take(store, heard(0, 0, 1, 1, 1, "confirm"))  # the same object, changed: from another body
    follow(store)
    assert status_of(store, ours) == "corroborated"
    take(store, heard(0, 0, 1, 1, 2, "dropped"))
    follow(store)
    assert status_of(store, ours) == "reported"
    assert contents(store) == rebuilt(store)
    store.close()
