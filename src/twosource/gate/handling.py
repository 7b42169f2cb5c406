"""Markings: TLP 2.0 on reports, statements, sources and claims, and what they let through to whom.

Default deny: what nobody has marked goes nowhere. Of several marks that bear on one thing the strictest wins.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from ..errors import UsageError
from ..model import Statement

Level = Literal["CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"]
LEVELS: tuple[Level, ...] = get_args(Level)
# Levels that reach nobody but the groups they name; AMBER+STRICT names none.
_NAMING = ("AMBER", "AMBER+STRICT", "RED")
# Anybody: a public page, a feed.
PUBLIC = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A TLP level with the groups that it names; AMBER and RED reach no other."""

    level: Level
    groups: frozenset[str] = frozenset()

    @property
    def written(self) -> str:
        """The mark as people write it."""
        return f"TLP:{self.level}" + (f" ({', '.join(sorted(self.groups))})" if self.groups else "")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a thing may go to a group, under which mark, and why not."""

    may: bool
    mark: Mark | None
    why: str


def level(written: str) -> Level:
    """A level as people write it ("tlp:amber+strict"). Raises UsageError."""
    name = written.strip().upper().removeprefix("TLP:")
    for each in LEVELS:
        if name == each:
            return each
    raise UsageError(f"{written!r} is no TLP level. Write one of {', '.join(LEVELS).lower()}.")


def mark(written: str, groups: Iterable[str] = ()) -> Mark:
    """A mark from its level's name and its groups. Raises UsageError."""
    return Mark(level(written), frozenset(groups))


def strictest(marks: Iterable[Mark]) -> Mark | None:
    """The strictest level of all; of those that name groups, only the groups that all of them name. None of none."""
    every = tuple(marks)
    if not every:
        return None
    nobody: frozenset[str] = frozenset()
    named = [
        nobody if each.level == "AMBER+STRICT" else each.groups for each in every if each.level in _NAMING
    ]
    groups = frozenset.intersection(*named) if named else frozenset()
    return Mark(max((each.level for each in every), key=LEVELS.index), groups)


def verdict(mark_: Mark | None, group: str) -> Verdict:
    """Whether a thing under a mark may go to a group (``PUBLIC`` for anybody)."""
    if mark_ is None:
        return Verdict(False, None, "not marked: what nobody has marked goes nowhere")
    if mark_.level == "CLEAR":
        return Verdict(True, mark_, "TLP:CLEAR may go to anybody")
    if mark_.level == "GREEN" and group != PUBLIC:
        return Verdict(True, mark_, "TLP:GREEN may go to any group")
    if mark_.level in ("AMBER", "RED") and group != PUBLIC and group in mark_.groups:
        return Verdict(True, mark_, f"{mark_.written} names this group")
    if mark_.level == "AMBER+STRICT":
        return Verdict(False, mark_, "TLP:AMBER+STRICT stays on this desk")
    if group == PUBLIC:
        return Verdict(False, mark_, f"TLP:{mark_.level} is not for the public")
    return Verdict(False, mark_, f"TLP:{mark_.level} does not name this group")


def bearing(statement: Statement, marks: Mapping[str, Sequence[Mark]]) -> Mark | None:
    """The mark of a statement: its own, its report's and those of all who stand in its chain, the strictest.

    A source's mark restricts and never opens: somebody must have marked the statement or its report.
    """
    opening = [*marks.get(statement.id, ()), *marks.get(statement.report_id, ())]
    if not opening:
        return None
    named = (marks.get(link.source_id, ()) for link in statement.attribution.chain)
    return strictest([*opening, *(each for some in named for each in some)])


def allowed(
    statements: Iterable[Statement], marks: Mapping[str, Sequence[Mark]], group: str
) -> dict[str, Verdict]:
    """For each statement whether it may go to the group, by its id."""
    return {each.id: verdict(bearing(each, marks), group) for each in statements}
