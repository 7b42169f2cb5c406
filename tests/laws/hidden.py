"""How far the count is off where copies and bases are hidden: ``python -m tests.laws.hidden`` prints it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from random import Random

from tests.laws.worlds import BODIES, FACTS, OUTLETS, Act, made

WORLDS = 1000


def acts(chance: Random) -> list[Act]:
    """A world's acts, drawn as the laws draw them."""
    hows = ("told", "told", "cited", "copied", "own", "unnamed", "rests")
    return [
        Act(chance.randrange(len(OUTLETS)), chance.randint(1, 9), chance.randrange(len(FACTS)), chance.randint(0, 1),
            chance.choice(hows), chance.randrange(len(BODIES)), chance.randint(0, 5))
        for _ in range(chance.randint(1, 12))
    ]  # fmt: skip


def off(seed: int, copies: bool, bases: float) -> Counter[int]:
    """Shown minus true origins, by claim, in one world with its copies or a share of its stated bases taken away."""
    chance = Random(-1 - seed)
    drawn = acts(Random(seed))
    world = made(drawn)
    if copies:
        world.world.edges.clear()
    if bases:
        world.world.statements = [
            replace(s, attribution=replace(s.attribution, chain=tuple(
                link for link in s.attribution.chain if link.role != "basis")))
            if chance.random() < bases else s
            for s in world.world.statements
        ]  # fmt: skip
    assessed, _ = world.world.judged()
    of = {s: a for a in assessed.values() for s in a.claim.statements}
    found: Counter[int] = Counter()
    for fact, ids in world.said.items():
        resting = {BODIES[a.body] for a in drawn if a.fact == fact and a.how == "rests"}
        true = max(1, len(world.truth.get(fact, set()) - resting))
        found[of[ids[0]].origins.shown - true] += 1
    return found


def main() -> None:
    """Prints excess and shortfall over all worlds, for each thing hidden."""
    for name, copies, bases in (
        ("nothing", False, 0.0),
        ("copies", True, 0.0),
        ("half the bases", False, 0.5),
        ("bases", False, 1.0),
    ):
        total: Counter[int] = Counter()
        for seed in range(WORLDS):
            total += off(seed, copies, bases)
        claims = sum(total.values())
        over = sum(n for by, n in total.items() if by > 0)
        under = sum(n for by, n in total.items() if by < 0)
        print(
            f"hidden: {name:14} claims {claims}, too many {over / claims:.3f}, too few {under / claims:.3f}"
        )


if __name__ == "__main__":
    main()
