"""Generated worlds: an origin tells relays, relays tell outlets, outlets copy, translate and err.

Every chain is written out unless it is hidden on purpose, so the true number of independent origins of each
fact is known. Facts are far apart in words, so that grouping is not what is tested here.
"""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

from tests.stages.told import World, figure, named, unnamed

# Each fact in several wordings, as translators and rewriters make them.
FACTS: tuple[tuple[str, ...], ...] = (
    ("The Karn bridge was closed to lorries", "the bridge at Karn has been shut to trucks"),
    ("Divers recovered the bell of the trawler Alma", "the bell of the trawler Alma was retrieved by divers"),
    (
        "The Vell observatory registered a tremor at dusk",
        "a quake was registered by the Vell observatory at dusk",
    ),
    (
        "Thieves stole nine paintings from the Oslin museum",
        "nine paintings were stolen from the museum at Oslin",
    ),
)
BODIES = (
    "Karn Council",
    "Oslin Police",
    "Vell Observatory",
    "Halm Coastguard",
    "Brenna Union",
    "Tarn Hospital",
    "Tarn Ministry of Health",
    "Ministry of Defence of Halm",
)
OUTLETS = ("Alder Post", "Birch Radio", "Cedar Herald", "Daily Elm", "Evening Fir", "Gale Tribune", "Hazel News",
           "Ivy Gazette")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Act:
    """One report of one fact: by which outlet, when, from whom, how."""

    outlet: int
    day: int
    fact: int
    wording: int
    how: str  # told, cited, copied, own, unnamed, rests, hidden
    body: int
    earlier: int  # which earlier act is cited or copied


ACTS = st.lists(
    st.builds(
        Act,
        outlet=st.integers(0, len(OUTLETS) - 1),
        day=st.integers(1, 9),
        fact=st.integers(0, len(FACTS) - 1),
        wording=st.integers(0, 1),
        how=st.sampled_from(("told", "told", "cited", "copied", "own", "unnamed", "rests")),
        body=st.integers(0, len(BODIES) - 1),
        earlier=st.integers(0, 5),
    ),
    min_size=1,
    max_size=12,
)


@dataclass
class Made:
    """A world made of acts, with the true origins of each fact and a statement that carries it."""

    world: World
    truth: dict[int, set[str]]  # fact -> bodies that told somebody, who rest on nobody unnamed
    said: dict[int, list[str]]  # fact -> statements
    reports: list[str]


def made(acts: list[Act], order: list[int] | None = None) -> Made:
    """The world of these acts. ``order`` is the order in which its reports are handed over."""
    world = World()
    truth: dict[int, set[str]] = {}
    said: dict[int, list[str]] = {}
    reports: list[str] = []
    for number, act in enumerate(acts):
        before = [n for n in range(number) if acts[n].fact == act.fact and acts[n].how in ("told", "cited")]
        how = act.how if before or act.how in ("told", "unnamed", "rests") else "told"
        report = world.report(OUTLETS[act.outlet], f"2025-03-{act.day:02d}T10:00", f"r{number:02d}")
        text = FACTS[act.fact][act.wording]
        earlier = before[act.earlier % len(before)] if before else 0
        links = {
            "told": (named(BODIES[act.body]),),
            "rests": (named(BODIES[act.body]), unnamed("a partner service", report, "basis")),
            "unnamed": (unnamed("a person close to the matter", report),),
            "cited": (named(OUTLETS[acts[earlier].outlet]),),
        }.get(how, ())
        if how == "cited" and acts[earlier].outlet == act.outlet:
            links = (named(BODIES[act.body]),)
            how = "told"
        said.setdefault(act.fact, []).append(world.say(report, text, *links, figures=figures_of(act.fact)))
        if how == "copied":
            world.copy(report, f"r{earlier:02d}")
        if how == "told":
            truth.setdefault(act.fact, set()).add(BODIES[act.body])
        reports.append(report)
    if order is not None:
        world.reports = {reports[n]: world.reports[reports[n]] for n in order}
        world.statements = [s for n in order for s in world.statements if s.report_id == reports[n]]
    return Made(world, truth, said, reports)


def figures_of(fact: int) -> tuple[object, ...]:
    return (figure(9, "stolen", "paintings"),) if fact == 3 else ()
