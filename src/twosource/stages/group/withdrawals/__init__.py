"""What is taken back: "The list was false and is withdrawn", "we ask the media to correct the earlier number".

A withdrawal never strikes what its speaker says anew in the same breath. It strikes what is told there as said
earlier; else what the same body said in an earlier report and now denies or replaces; else what it follows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ....model import Dissection, Evidence, Statement
from ..slots import Slots
from .earlier import asked_about, numbered, replaced
from .told import Speaker, TakenBack, Told
from .wording import GIVEN_BY, SENTENCE


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Who takes back which propositions (their places in the list), where."""

    statement_id: str
    targets: tuple[int, ...]
    resting: tuple[int, ...]  # others' words that say they had it from the one who takes it back
    span: Evidence


def withdrawals(
    nodes: Sequence[Slots],
    group_of: Sequence[int],
    said: Mapping[str, Statement],
    taken: Mapping[str, Dissection],
) -> Iterator[Withdrawal]:
    """Every withdrawal whose object is found; the object is all that its speaker said in that claim."""
    by_report: dict[str, list[int]] = defaultdict(list)
    by_origin: dict[str, list[int]] = defaultdict(list)
    for index in sorted(range(len(nodes)), key=lambda i: (nodes[i].proposition.start, nodes[i].id)):
        by_report[nodes[index].proposition.report_id].append(index)
        by_origin[nodes[index].origin].append(index)
    spoken: dict[str, list[Statement]] = defaultdict(list)
    for key in sorted(said):
        spoken[said[key].report_id].append(said[key])
    members: dict[int, list[int]] = defaultdict(list)
    for index, group in enumerate(group_of):
        members[group].append(index)
    for report_id in sorted(by_report.keys() & taken.keys()):
        report = taken[report_id].report
        here = Told(
            report.text, nodes, by_report[report_id], spoken.get(report_id, ()), report.publisher or ""
        )
        for back in here.taken_back():
            speaker = here.speaker(back)
            target = _object(here, speaker, back, by_origin.get(speaker.origin, ())) if speaker else None
            if speaker is None or target is None:
                continue
            claim = members[group_of[target]]
            own = [i for i in claim if nodes[i].origin in (nodes[target].origin, speaker.origin)]
            for older in here.said_before(target, speaker, back):
                origin = nodes[older].origin
                own += [i for i in members[group_of[older]] if nodes[i].origin == origin and i not in own]
            called = frozenset(
                link.name
                for i in own
                for link in said[nodes[i].proposition.statement_id].attribution.chain[1:]
                if link.named
            )
            resting = tuple(i for i in claim if i not in own and _rests_on(nodes[i], called, taken))
            span = Evidence(report_id, back.start, back.end, here.text[back.start : back.end])
            yield Withdrawal(speaker.statement_id, tuple(own), resting, span)


def _object(here: Told, speaker: Speaker, back: TakenBack, spoken: Sequence[int]) -> int | None:
    """The proposition that is taken back; ``spoken`` are those of the one who takes it back, in any report."""
    target = here.told_earlier(speaker, back)
    if target is None and back.plainly:
        target = numbered(here, back, spoken)
    if target is None and back.plainly and not speaker.house:
        target = asked_about(here, back, spoken)
    if target is None and back.plainly:
        target = here.turned_round(speaker, back)
    if target is None and back.plainly and not speaker.house:
        target = replaced(here, speaker, back, spoken)
    if target is None and back.plainly and not speaker.house:
        target = here.just_said(speaker, back)
    return target


def _rests_on(node: Slots, names: frozenset[str], taken: Mapping[str, Dissection]) -> bool:
    """True for what its sentence says was given by one so called: it falls with what that one withdraws."""
    dissection = taken.get(node.proposition.report_id)
    if dissection is None:
        return False
    text = dissection.report.text
    stop = SENTENCE.search(text, node.proposition.end)
    sentence = text[
        node.proposition.start : min(stop.start() if stop else len(text), node.proposition.end + 200)
    ]
    return any(name in given["rest"].split(";")[0] for given in GIVEN_BY.finditer(sentence) for name in names)
