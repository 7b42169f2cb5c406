"""Laws of counting, on generated worlds."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.laws.worlds import ACTS, BODIES, FACTS, OUTLETS, Act, Made, figures_of, made
from tests.stages.told import named
from twosource.model import Assessment, Edge
from twosource.stages import judge

FEW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def by_fact(world: Made, more: tuple[Edge, ...] = ()) -> dict[int, Assessment]:
    """For each fact the assessment of the claim that its first statement stands in."""
    assessed, _ = world.world.judged(more=more)
    of = {s: a for a in assessed.values() for s in a.claim.statements}
    return {fact: of[ids[0]] for fact, ids in world.said.items() if ids[0] in of}


@FEW
@given(ACTS)
def test_facts_told_in_other_words_are_one_claim_and_different_facts_are_not(acts: list[Act]) -> None:
    world = made(acts)
    assessed, _ = world.world.judged()
    of = {s: a.claim.id for a in assessed.values() for s in a.claim.statements}
    seen: dict[str, int] = {}
    for fact, ids in world.said.items():
        assert len({of[i] for i in ids}) == 1
        assert seen.setdefault(of[ids[0]], fact) == fact


@FEW
@given(ACTS)
def test_where_every_chain_is_written_out_shown_is_the_truth(acts: list[Act]) -> None:
    world = made(acts)
    for fact, found in by_fact(world).items():
        resting = {BODIES[a.body] for a in acts if a.fact == fact and a.how == "rests"}
        true = {body for body in world.truth.get(fact, set()) if body not in resting}
        assert found.origins.shown == max(1, len(true)), [r.text for r in found.reasons]


@FEW
@given(ACTS, st.integers(0, len(FACTS) - 1), st.integers(0, len(OUTLETS) - 1), st.integers(0, 11))
def test_a_copy_never_adds_an_origin(acts: list[Act], fact: int, outlet: int, of: int) -> None:
    before = made(acts)
    told = [n for n, act in enumerate(acts) if act.fact == fact]
    if not told:
        return
    original = told[of % len(told)]
    after = made([*acts, replace(acts[original], outlet=outlet, day=9, how="told", body=acts[original].body)])
    old = by_fact(before)[fact]
    copy = after.reports[-1]
    after.world.copy(copy, after.reports[original])
    after.world.statements[-1] = replace(
        after.world.statements[-1],
        attribution=replace(after.world.statements[-1].attribution,
                            chain=after.world.statements[-1].attribution.chain[:1]),
    )  # fmt: skip
    new = by_fact(after)[fact]
    assert (new.origins.shown, new.origins.possible) == (old.origins.shown, old.origins.possible)


@FEW
@given(ACTS, st.integers(0, len(FACTS) - 1), st.integers(0, 11))
def test_an_echo_with_credit_never_adds_an_origin(acts: list[Act], fact: int, of: int) -> None:
    world = made(acts)
    told = [n for n, act in enumerate(acts) if act.fact == fact]
    if not told:
        return
    old = by_fact(world)[fact]
    heard = OUTLETS[acts[told[of % len(told)]].outlet]
    report = world.world.report("Juniper Times", "2025-03-09T20:00", "zz")
    world.world.say(report, FACTS[fact][1], named(heard), figures=figures_of(fact))
    new = by_fact(world)[fact]
    assert (new.origins.shown, new.origins.possible) == (old.origins.shown, old.origins.possible)


@FEW
@given(ACTS, st.integers(0, len(FACTS) - 1))
def test_a_basis_told_once_holds_wherever_its_body_is_quoted(acts: list[Act], fact: int) -> None:
    resting = [act for act in acts if act.fact == fact and act.how == "rests"]
    if not resting:
        return
    before = made(acts)
    after = made([*acts, replace(resting[0], how="told", day=9)])
    old, new = by_fact(before)[fact], by_fact(after)[fact]
    assert (new.origins.shown, new.origins.possible) == (old.origins.shown, old.origins.possible)


@FEW
@given(ACTS, ACTS)
def test_a_report_never_lowers_the_shown_count_of_a_claim_it_does_not_touch(
    acts: list[Act], more: list[Act]
) -> None:
    before = by_fact(made(acts))
    extra = more[0]
    after = by_fact(made([*acts, extra]))
    for fact, found in before.items():
        if fact != extra.fact:
            assert after[fact].origins.shown >= found.origins.shown


@FEW
@given(ACTS, ACTS)
def test_a_claim_on_the_same_footing_has_the_same_assessment(acts: list[Act], more: list[Act]) -> None:
    before, old = made(acts).world.judged()
    after, new = made([*acts, more[0]]).world.judged()
    stands = {key: judge.footing(found.claim, old) for key, found in before.items()}
    for key, found in after.items():
        if stands.get(key) == judge.footing(found.claim, new):
            assert found == before[key]
    untouched = [key for key in before if key in after and before[key].claim == after[key].claim]
    assert len(untouched) >= len(before) - 2


@FEW
@given(ACTS, st.integers(0, len(FACTS) - 1))
def test_a_denial_never_raises_a_count(acts: list[Act], fact: int) -> None:
    world = made(acts)
    if fact not in world.said:
        return
    before = by_fact(world)[fact]
    report = world.world.report("Juniper Times", "2025-03-09T20:00", "zz")
    text = FACTS[fact][0]
    world.world.say(report, text, named("Foreign Ministry of Tarn"), polarity="denied", verb="denied")
    after = by_fact(world)[fact]
    assert after.origins.shown <= before.origins.shown
    assert after.origins.possible <= before.origins.possible
    assert after.status in ("disputed", before.status)


@FEW
@given(ACTS, st.randoms(use_true_random=False))
def test_order_of_arrival_changes_nothing(acts: list[Act], chance: object) -> None:
    order = list(range(len(acts)))
    chance.shuffle(order)  # type: ignore[attr-defined]
    first, _ = made(acts).world.judged()
    second, _ = made(acts, order).world.judged()
    assert first == second


@FEW
@given(ACTS, st.integers(0, len(BODIES) - 1), st.integers(0, len(BODIES) - 1))
def test_undoing_a_decision_restores_the_exact_former_state(acts: list[Act], one: int, other: int) -> None:
    world = made(acts)
    before, _ = world.world.judged()
    left, right = (named(BODIES[n]).source_id for n in (one, other))
    undone = Edge(
        left, right, "alias_of", 1.0, made_by="editor", made_at="2025-04-01", retracted_at="2025-04-02"
    )
    after, _ = world.world.judged(more=(undone,))
    assert after == before


@FEW
@given(ACTS)
def test_shown_is_at_least_one_and_at_most_possible(acts: list[Act]) -> None:
    for found in made(acts).world.judged()[0].values():
        assert 1 <= found.origins.shown <= found.origins.possible


@FEW
@given(ACTS)
def test_every_reason_quotes_a_stored_report(acts: list[Act]) -> None:
    world = made(acts)
    for found in world.world.judged()[0].values():
        for reason in found.reasons:
            for span in reason.spans:
                assert world.world.reports[span.report_id].text[span.start : span.end] == span.text
