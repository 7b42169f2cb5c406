"""A document that was changed is one report: its latest version stands in the place of those before it.

What a former version said and the latest does not is nobody's word any more; what both say keeps its claim and what
people decided on it. A version that a person set aside never was: the one before it stands again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from ..model import Edge, Reading, Statement
from .decided import is_version, left_out


def documents(decisions: Iterable[Edge]) -> list[list[str]]:
    """The reports that are versions of one document, in the order in which it said so; one may come again."""
    home: dict[str, list[str]] = {}
    for edge in sorted(filter(is_version, decisions), key=lambda edge: edge.made_at or ""):
        said, other = home.get(edge.right), home.get(edge.left)
        if said is None:
            said = home[edge.right] = other if other is not None else []
            said.append(edge.right)
        if other is not None and other is not said:  # two addresses of one document
            said += other
            home |= dict.fromkeys(other, said)
        said.append(edge.left)
        home[edge.left] = said
    return list({id(said): said for said in home.values()}.values())


def replaced(
    decided: Sequence[Edge], known: Collection[str], versions: Iterable[Edge] = ()
) -> dict[str, str]:
    """Each version that does not stand with the one that does, of the reports that are known.

    ``decided`` says which stands; ``versions`` (all there ever were) give those unknown then a place too.
    """
    out = left_out(decided)
    stands: dict[str, str] = {}
    for reports in documents(decided):
        here = [report for report in reports if report in known and report not in out]
        stands |= {report: here[-1] for report in reports if here and report != here[-1]}
    for reports in documents(versions):
        here = [report for report in reports if report in known and report not in out]
        unknown = [report for report in reports if report not in known]
        stands |= {report: stands.get(here[-1], here[-1]) for report in unknown if here}
    return stands


def carried(readings: Mapping[str, Reading], stands_for: Mapping[str, str]) -> dict[str, str]:
    """From reports and statements of versions that do not stand to what says the same in the one that does."""
    moved: dict[str, str] = {}
    for former, now in stands_for.items():
        moved[former] = now
        if former in readings and now in readings:
            there = _said(readings[now].statements)
            moved |= {
                old: there[what] for what, old in _said(readings[former].statements).items() if what in there
            }
    return moved


def renamed(groups: Mapping[str, Sequence[str]], moved: Mapping[str, str]) -> dict[str, Sequence[str]]:
    """Groups with each member under the id that it has now."""
    if not moved:
        return dict(groups)
    return {
        name: tuple(dict.fromkeys(_now(one, moved) for one in members)) for name, members in groups.items()
    }


def redirected(decisions: Sequence[Edge], moved: Mapping[str, str]) -> tuple[Edge, ...]:
    """What people decided of a former version, said of the one that stands in its place."""
    if not moved:
        return tuple(decisions)
    return tuple(
        edge
        if is_version(edge) or edge.relation == "sets_aside"
        else replace(edge, left=_now(edge.left, moved), right=_now(edge.right, moved))
        for edge in decisions
    )


def _now(member: str, moved: Mapping[str, str]) -> str:
    base, slash, number = member.partition("/")
    return moved.get(base, base) + slash + number


def _said(statements: Iterable[Statement]) -> dict[tuple[object, ...], str]:
    """Statements by what makes them the same in two versions: words, sign, who says it through whom, and which of these."""
    times: Counter[tuple[object, ...]] = Counter()
    found: dict[tuple[object, ...], str] = {}
    for one in sorted(statements, key=lambda one: (one.start, one.end, one.id)):
        chain = tuple(
            (link.role, link.source_id) for link in one.attribution.chain if link.role != "publisher"
        )
        what = (" ".join(one.text.split()), one.polarity, one.kind, chain)
        found[*what, times[what]] = one.id
        times[what] += 1
    return found
