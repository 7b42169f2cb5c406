"""Profiles -> groups that tell one event each. Depends on the set of reports alone, not on their order."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ....model import Reason
from ...linkage import components, linked
from .contrast import contrast
from .likeness import likeness, nearness
from .profile import Profile
from .slots import other_event

# The least average likeness of one story; a single pair needs ALONE more, being surer of nothing.
STORY, ALONE = 0.18, 0.12
# Pairs less alike than this are as good as unlike, and are not kept.
FLOOR = 0.05
# Reports are compared where their heaviest terms alone make them BY_KEYS alike; a term in more reports than CROWD,
# too common to find a story by, is looked up only in so many.
KEYS, CROWD, BY_KEYS = 24, 256, 0.05
# A component up to this size has all its pairs compared, a larger one those found by keys.
WHOLE = 400
# A report, or a pair, left alone joins the story that its nearest members are this like, if no other is near.
JOINS, NEAREST, CLEARLY = 0.17, 3, 0.6

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Apart:
    """Two groups (their first members) that were alike and are kept apart, and why."""

    left: int
    right: int
    reason: Reason


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups of profile indices, their likenesses, and what was kept apart."""

    groups: tuple[tuple[int, ...], ...]
    scores: Mapping[Pair, float]
    apart: tuple[Apart, ...]


def keys_of(profile: Profile) -> tuple[str, ...]:
    """The terms by which a report finds its story: its heaviest, in the whole and in its opening."""
    heavy = sorted(profile.terms.items(), key=lambda item: (-item[1], item[0]))[:KEYS]
    opening = sorted(profile.opening.items(), key=lambda item: (-item[1], item[0]))[: KEYS // 2]
    return tuple(sorted({each for each, _ in (*heavy, *opening)}))


def grouped(
    profiles: Sequence[Profile],
    retold: Collection[Pair] = (),
    foreign: Mapping[Pair, float] | None = None,
) -> Groups:
    """The groups, each in order. ``retold`` holds the pairs (i < j) that one text is behind, ``foreign``

    likenesses of pairs in two languages.
    """
    scores = _scores(profiles)
    scores.update(foreign or {})
    scores.update((pair, max(scores.get(pair, 0.0), STORY + ALONE)) for pair in retold)
    found: list[list[int]] = []
    apart: list[Apart] = []
    for group in _joined(profiles, scores):
        for part in _split(profiles, scores, group, apart):
            found.append(part)
    alone = {i for group in found for i in group}
    found += [[i] for i in range(len(profiles)) if i not in alone]
    found = _placed(profiles, found, scores, {i for each in apart for i in (each.left, each.right)})
    first = {i: group[0] for group in found for i in group}
    kept = tuple(
        Apart(first[a.left], first[a.right], a.reason) for a in apart if first[a.left] != first[a.right]
    )
    return Groups(tuple(tuple(group) for group in sorted(found)), scores, kept)


def _joined(profiles: Sequence[Profile], scores: Mapping[Pair, float]) -> list[list[int]]:
    """Groups by average linkage: the dated reports first, then each undated one where it fits best.

    An undated report is near in time to everything, and would join two events of different months.
    """
    undated = {i for i, each in enumerate(profiles) if not each.published_at}
    settled = linked({p: v for p, v in scores.items() if not undated & set(p)}, STORY, ALONE)
    if not settled or not undated:
        return linked(scores, STORY, ALONE)
    home = {i: at for at, group in enumerate(settled) for i in group}
    near: dict[int, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for (a, b), value in scores.items():
        for one, other in ((a, b), (b, a)):
            if one in undated and other in home:
                near[one][home[other]] += value / len(settled[home[other]])
    grown = [list(group) for group in settled]
    for one in sorted(near):
        # A mean over few is that much less sure.
        value, at = max((value - ALONE / len(settled[at]), -at) for at, value in near[one].items())
        if value >= STORY:
            grown[-at].append(one)
    placed = {i for group in grown for i in group}
    rest = linked({p: v for p, v in scores.items() if not placed & set(p)}, STORY, ALONE)
    return [sorted(group) for group in (*grown, *rest)]


def _scores(profiles: Sequence[Profile]) -> dict[Pair, float]:
    """The likeness of every pair worth keeping: found by keys, then completed within what hangs together."""
    scores: dict[Pair, float] = {}
    tried: set[Pair] = set()
    for pair in candidates(profiles):
        tried.add(pair)
        value = likeness(profiles[pair[0]], profiles[pair[1]]).score
        if value >= FLOOR:
            scores[pair] = value
    strong = [pair for pair, value in scores.items() if value >= STORY]
    for group in components(strong):
        if len(group) > WHOLE:
            continue
        for at, a in enumerate(group):
            for b in group[at + 1 :]:
                if (a, b) not in tried:
                    value = likeness(profiles[a], profiles[b]).score
                    if value >= FLOOR:
                        scores[a, b] = value
    return scores


def candidates(profiles: Sequence[Profile]) -> Iterator[Pair]:
    """The pairs (i < j) whose keys alone make them this alike."""
    places: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for index, each in enumerate(profiles):
        alike: dict[int, float] = defaultdict(float)
        for key in keys_of(each):
            mine = each.terms[key]
            there = places[key]
            for other, theirs in there:
                alike[other] += mine * theirs
            if len(there) < CROWD:
                there.append((index, mine))
        for other, value in sorted(alike.items()):
            if value >= BY_KEYS and value * nearness(profiles[other], each) >= BY_KEYS:
                yield other, index


def _split(
    profiles: Sequence[Profile], scores: Mapping[Pair, float], group: list[int], apart: list[Apart]
) -> list[list[int]]:
    """The group, cut wherever its reports tell two events."""
    main = _main_language(profiles, group)
    sides = contrast([profiles[i] for i in main])
    if sides:
        left, right = [main[i] for i in sides.left], [main[i] for i in sides.right]
        for other in (i for i in group if i not in set(main)):
            (left if _nearer(scores, other, left, right) else right).append(other)
        mine, theirs = (", ".join(terms) for terms in (sides.left_terms, sides.right_terms))
        reason = Reason("story.contrast", f"One side tells of {mine}; the other of {theirs}")
        apart.append(Apart(left[0], right[0], reason))
        return [part for side in (left, right) for part in _split(profiles, scores, sorted(side), apart)]
    lone = other_event([profiles[i] for i in main])
    if lone:
        away = [main[i] for i in lone.members]
        rest = [i for i in group if i not in away]
        reason = Reason("story.slots", f"Another day and another count: {lone.days}; {lone.counts}")
        apart.append(Apart(away[0], rest[0], reason))
        return [away, *_split(profiles, scores, rest, apart)]
    return [group]


def _main_language(profiles: Sequence[Profile], group: list[int]) -> list[int]:
    """The reports in the language that most are in: across languages every name differs, and tells nothing."""
    spoken = Counter(profiles[i].language for i in group)
    main = min(spoken, key=lambda language: (-spoken[language], language))
    return [i for i in group if profiles[i].language == main]


def _nearer(scores: Mapping[Pair, float], one: int, left: Sequence[int], right: Sequence[int]) -> bool:
    """True where a report is at least as like the left side as the right."""
    means = [
        sum(scores.get((min(one, i), max(one, i)), 0.0) for i in side) / len(side) for side in (left, right)
    ]
    return means[0] >= means[1]


def _placed(
    profiles: Sequence[Profile], groups: list[list[int]], scores: Mapping[Pair, float], told: set[int]
) -> list[list[int]]:
    """The groups, with each report or pair that was left alone put where it is clearly nearest.

    ``told`` are reports that were told apart by name: they stay where they are.
    """
    stories = [group for group in groups if len(group) >= NEAREST]
    home = {i: at for at, group in enumerate(stories) for i in group}
    near: dict[int, dict[int, list[float]]] = defaultdict(lambda: defaultdict(list))
    small = {
        i: at
        for at, group in enumerate(groups)
        if len(group) < NEAREST and not told & set(group)
        for i in group
    }
    for (a, b), value in scores.items():
        for one, other in ((a, b), (b, a)):
            # To a dated report an undated one of the story says nothing of when it was.
            if (
                one in small
                and other in home
                and (profiles[other].published_at or not profiles[one].published_at)
            ):
                near[one][home[other]].append(value)
    joins: dict[int, list[int]] = defaultdict(list)
    for at in sorted(set(small.values())):
        means: dict[int, float] = defaultdict(float)
        for one in groups[at]:
            for place, values in near[one].items():
                means[place] += sum(sorted(values, reverse=True)[:NEAREST]) / NEAREST / len(groups[at])
        ranked = sorted(((value, place) for place, value in means.items()), reverse=True)
        second = ranked[1][0] if len(ranked) > 1 else 0.0
        if ranked and ranked[0][0] >= JOINS and second <= ranked[0][0] * CLEARLY:
            joins[ranked[0][1]] += groups[at]
    moved = {one for each in joins.values() for one in each}
    grown = [sorted([*group, *joins.get(at, [])]) for at, group in enumerate(stories)]
    return grown + [g for g in groups if len(g) < NEAREST and g[0] not in moved]
