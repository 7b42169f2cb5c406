"""Invented events with known truth: whole briefs against what an editor marked by hand.

The worlds stand in TWOSOURCE_WORLDS (default ../shared/worlds), a folder each with its ``gold.json``; the bundled
example is one more. The real program reads a folder without its gold. A gold claim is *grouped* where one of our
claims carries its mentions (all but one; all, if there are at most two) and none of another gold claim; *counted*
where that claim's shown and possible are the editor's; *right* where both hold and the status too. Scores are
shares over all worlds; ``NAME_claims_right`` is for one.
"""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from tests.golden.world import ANSWERS, EXAMPLE, Found, Object, World, gold, others, same_name
from tests.quality.harness import ROOT

NAME = "briefs"
PUBLISHED: dict[str, str] = {}
Verdict = tuple[str, bool, str]


def places() -> dict[str, tuple[Path, Path]]:
    """World -> the folder of its reports and the file of its marks."""
    folder = Path(os.environ.get("TWOSOURCE_WORLDS", ROOT.parent / "shared" / "worlds"))
    found = {path.parent.name: (path.parent, path) for path in sorted(folder.glob("*/gold.json"))}
    return {"example": (EXAMPLE, ANSWERS), **found}


def files(bench: Path) -> list[Path]:
    """The files a score belongs to."""
    return sorted(set(chain.from_iterable([*_reports(folder), marks] for folder, marks in places().values())))


def _reports(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.is_file() and path.name != "gold.json")


@cache
def worlds() -> dict[str, tuple[World, dict[str, Any]]]:
    """World -> what the program says, what the editor says."""
    return {
        name: (World([str(path) for path in _reports(folder)]), gold(marks))
        for name, (folder, marks) in places().items()
    }


def measure(bench: Path) -> dict[str, float]:
    """The share of the editor's marks that the brief holds, by what is marked."""
    held: dict[str, list[bool]] = defaultdict(list)
    for name, (world, marks) in worlds().items():
        for score, right, _ in verdicts(world, marks):
            held[score].append(right)
            if score == "claims_right":
                held[f"{name}_claims_right"].append(right)
    return {score: sum(some) / len(some) for score, some in held.items()}


def errors(bench: Path) -> dict[str, Counter[str]]:
    """Each mark that the brief does not hold, with what came out."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for name, (world, marks) in worlds().items():
        for score, right, said in verdicts(world, marks):
            if not right:
                found[f"{name} {score}"][said] += 1
    return found


def verdicts(world: World, marks: dict[str, Any]) -> Iterator[Verdict]:
    """(score, held, what came out) for every mark."""
    yield from _claims(world, marks)
    yield from _copies(world, marks)
    yield from _stories(world, marks)
    yield from _figures(world, marks)
    yield from _open(world, marks)
    yield from _dates(world, marks)


def _claims(world: World, marks: dict[str, Any]) -> Iterator[Verdict]:
    for claim in marks["claims"]:
        found = world.found(claim, others(claim, marks["claims"]))
        wanted = (claim["origins"]["shown"], claim["origins"]["possible"])
        counted = found.says("shown", "possible") == wanted
        status = found.says("status") == (claim["status"],)
        said = _said(claim, found)
        yield "claims_grouped", found.grouped, said
        yield "claims_counted", counted, said
        yield "claims_status", status, said
        yield "claims_right", found.grouped and counted and status, said
        if "credibility" in claim:
            yield "credibility", found.says("credibility") == (claim["credibility"],), said


def _said(claim: Object, found: Found) -> str:
    wanted = f"{claim['origins']['shown']}/{claim['origins']['possible']} {claim['status']}"
    shown, possible, status, credibility, listed = found.says(
        "shown", "possible", "status", "credibility", "list"
    )
    names = "; ".join(origin["name"] for origin in listed or ())
    foreign = f", with {' '.join(found.foreign)}" if found.foreign else ""
    return (
        f"{claim['name']} {claim['text']!r}: {found.covered} of {found.mentions} mentions{foreign}; "
        f"{shown}/{possible} {status} {credibility}, not {wanted} {claim.get('credibility', '')}; origins: {names}"
    )


def _copies(world: World, marks: dict[str, Any]) -> Iterator[Verdict]:
    ours = world.copies()
    families = [{c["file"], c["of"]} for c in marks["copies"]]
    for copy in marks["copies"]:
        kind = ours.get((copy["file"], copy["of"]))
        said = f"{copy['file']} of {copy['of']}: {kind}, not {copy['kind']}"
        yield "copies_found", kind is not None, said
        yield "copies_kind", kind == copy["kind"], said
    for pair, kind in ours.items():
        of_one = any(pair[0] in a and pair[1] in b and a & b for a in families for b in families)
        yield "copies_true", of_one, f"{pair[0]} of {pair[1]} ({kind}) is none"


def _stories(world: World, marks: dict[str, Any]) -> Iterator[Verdict]:
    ours = world.partition()
    for files in marks["stories"]:
        near = [sorted(story) for story in ours if story & set(files)]
        yield "stories", set(files) in ours, f"{files[0]}...: {near}"
    for follow in marks.get("follows", ()):
        yield (
            "follows",
            follows(world, marks, follow),
            f"{follow['story']} does not follow {follow['follows']}",
        )


def follows(world: World, marks: dict[str, Any], follow: Object) -> bool:
    """Whether the story with the one's reports is said to follow the story with the other's."""
    later, earlier = (set(marks["stories"][follow[end]]) for end in ("story", "follows"))
    told = list(zip(world.stories, world.partition(), strict=True))
    ids = {story["id"] for story, files in told if files & earlier}
    return any(files & later and ids & set(story["follows"]) for story, files in told)


def _figures(world: World, marks: dict[str, Any]) -> Iterator[Verdict]:
    for group in marks["figures"]:
        if group["measure"] == "date":
            yield (
                "figures_relation",
                all(impossible(world, value) for value in group["values"]),
                group["what"],
            )
            continue
        for value in group["values"]:
            yield from _value(world, value)
        relation = world.relation(group["values"])
        said = f"{group['what']}: {relation}, not {group['relation']}"
        yield "figures_relation", relation == group["relation"], said


def _value(world: World, value: Object) -> Iterator[Verdict]:
    held = [
        g["values"][i]["origin"] for g, i in world.values(world.place(value), value["low"], value["high"])
    ]
    said = (
        f"{value['file']} {value['quote']!r} ({value['low']}, {value['high']}): {held}, not {value['origin']}"
    )
    yield "figures_found", bool(held), said
    yield "figures_origin", any(same_name(value["origin"], name) for name in held), said


def impossible(world: World, mark: Object) -> bool:
    """Whether the brief flags a date there as impossible."""
    return any(
        conflict["kind"] == "date"
        and conflict["relation"] == "impossible"
        and world.meets(conflict["spans"], world.place(mark))
        for story in world.stories
        for conflict in story["conflicts"]
    )


def _open(world: World, marks: dict[str, Any]) -> Iterator[Verdict]:
    for mark in marks["open"]:
        place = world.place(mark)
        yield "open", world.asked(mark["kind"], place), f"{mark['kind']} {mark['file']} {mark['quote']!r}"


def _dates(world: World, marks: dict[str, Any]) -> Iterator[Verdict]:
    for mark in marks["dates"]:
        found = world.dated(world.place(mark))
        right = any(value.startswith(mark["value"]) for value in found)
        said = f"{mark['file']} {mark['quote']!r}: {sorted(found)}, not {mark['value']}"
        yield "dates", right, said
