"""A story as it grows: what grouping and assessing cost a statement, and how much one more report touches.

``python -m benchmarks.assess [REPORTS...]``. The story is invented: every report makes twenty statements, each one of
the story's facts, by one of its sources. A fact is told ten times on average, in changing words. No parse takes part.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Sequence
from itertools import pairwise

from twosource.model import (
    Assessment,
    Attribution,
    Dissection,
    Figure,
    Link,
    Report,
    Source,
    Statement,
    Story,
)
from twosource.stages import group, judge

SIZES = (125, 250, 500, 1_000)  # 1,000 take two minutes or three
EACH = 20  # statements a report
TOLD = 10  # times that a fact is told
_SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "el", "or")]
_VERBS = (
    "closed",
    "flooded",
    "repaired",
    "searched",
    "guarded",
    "rebuilt",
    "surveyed",
    "emptied",
    "sold",
    "opened",
)


def word(chance: random.Random, syllables: int = 3) -> str:
    """A word of no language."""
    return "".join(chance.choice(_SYLLABLES) for _ in range(syllables))


def fact(chance: random.Random) -> tuple[str, str, int]:
    """Two wordings of a fact, and its count."""
    place, thing, verb, many = (
        word(chance).capitalize(),
        word(chance),
        chance.choice(_VERBS),
        chance.randrange(2, 900),
    )
    noun = word(chance)
    return (
        f"{many} {noun} of {place} were {verb} beside the {thing}",
        f"beside the {thing}, {many} {noun} were {verb} at {place}",
        many,
    )


def world(reports: int, seed: int = 5) -> tuple[list[Dissection], list[Statement]]:
    """The reports of a story, and what they say."""
    chance = random.Random(seed)
    facts = [fact(chance) for _ in range(reports * EACH // TOLD)]
    bodies = [
        f"{word(chance).capitalize()} {kind}"
        for kind in ("Council", "Harbour Board", "Rescue Corps")
        for _ in range(40)
    ]
    outlets = [f"{word(chance).capitalize()} Courier" for _ in range(100)]
    taken, said = [], []
    for number in range(reports):
        one, statements = _report(f"r{number:05d}", chance.choice(outlets), facts, bodies, chance)
        taken.append(one)
        said += statements
    return taken, said


def _report(
    ident: str,
    outlet: str,
    facts: Sequence[tuple[str, str, int]],
    bodies: Sequence[str],
    chance: random.Random,
) -> tuple[Dissection, list[Statement]]:
    text, said = "", []
    for _ in range(EACH):
        first, second, many = chance.choice(facts)
        body, words = chance.choice(bodies), chance.choice((first, second))
        start = len(text)
        text += f"{words}, {body} said. "
        at = words.index(str(many))
        figure = Figure(
            start + at, start + at + len(str(many)), str(many), many, many, "exact", many, first.split()[1]
        )
        chain = (
            Link("publisher", outlet, outlet.lower()),
            Link("origin", body, body.lower().replace(" ", "-")),
        )
        said.append(
            Statement(
                f"{ident}-{start:05d}",
                ident,
                start,
                start + len(words),
                words,
                Attribution(chain),
                figures=(figure,),
            )
        )
    day = f"2031-05-{chance.randrange(1, 4):02d}T{chance.randrange(24):02d}:00:00+00:00"
    report = Report(
        ident,
        f"{ident}.txt",
        text,
        "",
        publisher=outlet,
        published_at=day,
        published_from="meta",
        language="en",
    )
    sources = tuple(
        Source(body.lower().replace(" ", "-"), body, "body", (body,))
        for body in sorted(set(bodies))
        if body in text
    )
    return Dissection(report, (), (), (), sources=sources), said


def assessed(
    taken: Sequence[Dissection], said: Sequence[Statement]
) -> tuple[dict[str, Assessment], judge.Grounds, list[float]]:
    """Every claim of the story assessed, the grounds, and the seconds that grouping, assessing and figures took."""
    story = Story("s", tuple(d.report.id for d in taken), first_at="2031-05-01")
    marks = [time.perf_counter()]
    names, sources = group.sources(taken, said)
    same, claims = group.claims(said, taken, [story], names, sources)
    marks.append(time.perf_counter())
    grounds = judge.ground(taken, said, claims, sources, (*names, *same), [story])
    found = {claim.id: judge.assess(claim, grounds) for claim in claims}
    marks.append(time.perf_counter())
    judge.figures(story, grounds)
    marks.append(time.perf_counter())
    return found, grounds, [b - a for a, b in pairwise(marks)]


def main(sizes: Sequence[int]) -> None:
    """Prints the cost a statement at each size as a ratio to the first, and what one more report touches."""
    first: list[float] = []
    for size in sizes:
        taken, said = world(size)
        found, grounds, seconds = assessed(taken, said)
        each = [1e6 * s / len(said) for s in seconds]
        first = first or each
        ratios = ", ".join(
            f"{name} {cost:.0f} µs a statement ({cost / old:.2f} x)"
            for name, cost, old in zip(("grouping", "assessing", "figures"), each, first, strict=True)
        )
        print(f"{size} reports, {len(said)} statements, {len(found)} claims: {ratios}", flush=True)
    before = {key: judge.footing(a.claim, grounds) for key, a in found.items()}
    taken, said = world(sizes[-1])
    chance = random.Random(11)
    _, told = said[:EACH], said[EACH : 2 * EACH]
    more, statements = _report(
        "zz",
        "Late Courier",
        [(s.text, s.text, int(s.figures[0].value or 0)) for s in told],
        ["Late Council"],
        chance,
    )
    began = time.perf_counter()
    later, grounds, _ = assessed([*taken, more], [*said, *statements])
    whole = time.perf_counter() - began
    moved = [key for key, a in later.items() if before.get(key) != judge.footing(a.claim, grounds)]
    wrong = [key for key, a in later.items() if key in found and key not in moved and found[key] != a]
    began = time.perf_counter()
    for key in moved:
        judge.assess(later[key].claim, grounds)
    again = time.perf_counter() - began
    print(
        f"one more report of {EACH} statements: {len(moved)} of {len(later)} claims stand on another footing, "
        f"assessed anew in {again / whole:.4f} of the whole time; {len(wrong)} others changed (must be 0)"
    )


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or SIZES)
