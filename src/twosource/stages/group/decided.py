"""What people decided of claims and sources, as the grouping reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from ...model import Edge
from .slots import Slots

Pairs = frozenset[frozenset[str]]


def on_claims(nodes: Sequence[Slots], edges: Iterable[Edge]) -> list[tuple[bool, int, int]]:
    """What people joined and parted, in the order in which they did, as ``linkage.by_people`` takes it.

    A decision names propositions; one that is no longer told apart stands for all of its statement.
    """
    said = sorted(
        (e for e in edges if e.relation == "same_as" and e.kind in ("claim", "not claim")),
        key=lambda e: e.made_at or "",
    )
    if not said:
        return []
    by_id = {node.id: at for at, node in enumerate(nodes)}
    by_statement: dict[str, list[int]] = {}
    for at, node in enumerate(nodes):
        by_statement.setdefault(node.proposition.statement_id, []).append(at)

    def places(end: str) -> list[int]:
        return [by_id[end]] if end in by_id else by_statement.get(end.split("/")[0], [])

    return [
        (edge.kind == "claim", a, b)
        for edge in said
        for a in places(edge.left)
        for b in places(edge.right)
        if a != b
    ]


def aliased(edges: Iterable[Edge]) -> Iterator[Edge]:
    """The aliases that people stated, in the order in which they did."""
    told = (e for e in edges if e.relation == "alias_of" and not e.made_by.startswith("rule"))
    return iter(sorted(told, key=lambda e: e.made_at or ""))


def parted(edges: Iterable[Edge]) -> Pairs:
    """The pairs of sources of which people said that they are not one."""
    return frozenset(frozenset((e.left, e.right)) for e in edges if e.relation == "not_alias_of")


def denied(left: str, right: str, pairs: Pairs, root: Callable[[str], str]) -> bool:
    """True where joining these two would make one of a pair that people keep apart."""
    ends = {root(left.split("@")[0]), root(right.split("@")[0])}
    return any({root(each) for each in pair} == ends for pair in pairs)
