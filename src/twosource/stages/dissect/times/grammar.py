"""The grammar: patterns over symbols, longest first, each with the reader that gives its value."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from .context import Context, Reading
from .impossible import flagged
from .symbols import Lexeme, Line, class_names, compile_pattern

Kind = Any


class Match:
    """One match of a pattern: its groups as lexemes."""

    __slots__ = ("_found", "line")

    def __init__(self, line: Line, found: re.Match[str]) -> None:
        self.line, self._found = line, found

    @property
    def first(self) -> int:
        """The place of its first lexeme in the line."""
        return self._found.start()

    @property
    def last(self) -> int:
        """The place behind its last lexeme."""
        return self._found.end()

    def has(self, group: str) -> bool:
        """True where the group matched."""
        return self._found.groupdict().get(group) is not None

    def span(self, group: str) -> tuple[int, int]:
        """Where a group begins and ends in the line."""
        return self._found.span(group)

    def lexeme(self, group: str) -> Lexeme | None:
        """The last lexeme of a group (its head: "the last" is "last")."""
        if not self.has(group):
            return None
        return self.line.lexemes[self._found.end(group) - 1]

    def kind(self, group: str) -> str:
        """The class name of that lexeme, "" where the group did not match."""
        lexeme = self.lexeme(group)
        return class_names()[lexeme.symbol] if lexeme else ""

    def value(self, group: str) -> Any:
        """What the group's last lexeme stands for, None where the group did not match."""
        lexeme = self.lexeme(group)
        return lexeme.value if lexeme else None

    def reading(self, value: str, type: Kind = "DATE", reason: str | None = None, *, first: int | None = None,
                last: int | None = None, impossible: str | None = None) -> Reading:  # fmt: skip
        """A reading of the match, or of a part of it by lexeme index."""
        a, b = self.first if first is None else first, self.last if last is None else last
        lexemes = self.line.lexemes
        return Reading(a, b, lexemes[a].start, lexemes[b - 1].end, value, type, reason, impossible)


Read = Callable[[Match, Context], "Reading | Sequence[Reading] | None"]


class Rule(NamedTuple):
    """A named pattern and its reader."""

    name: str
    pattern: re.Pattern[str]
    read: Read


def rule(name: str, pattern: str, read: Read) -> Rule:
    """A rule from a pattern in class names."""
    return Rule(name, compile_pattern(pattern), read)


def read_all(context: Context, rules: Sequence[Rule]) -> list[Reading]:
    """Every expression in the line, in order; where matches overlap the longest that its reader takes wins."""
    found: list[Reading] = []
    for cluster in _clusters(context.line, rules):
        taken: list[Reading] = []
        covered: set[int] = set()
        for _, _, each, match in sorted(cluster, key=lambda c: (c[0] - c[1], c[0], c[1])):
            if not covered.isdisjoint(range(match.start(), match.end())):
                continue
            result = each.read(Match(context.line, match), context)
            if result is None:
                continue
            readings = [flagged(context, r) for r in ([result] if isinstance(result, Reading) else result)]
            covered.update(range(match.start(), match.end()))
            for reading in readings:
                if reading.type == "DATE" and not reading.aside and not reading.impossible:
                    context.saw(reading)
            taken += readings
        found += sorted(taken)
    return found


_Candidate = tuple[int, int, Rule, "re.Match[str]"]


def _clusters(line: Line, rules: Sequence[Rule]) -> Iterator[list[_Candidate]]:
    candidates: list[_Candidate] = [
        (match.start(), match.end(), each, match)
        for each in rules
        for match in each.pattern.finditer(line.symbols)
    ]
    candidates.sort(key=lambda c: (c[0], -c[1]))
    cluster: list[_Candidate] = []
    end = 0
    for candidate in candidates:
        if cluster and candidate[0] >= end:
            yield cluster
            cluster = []
        cluster.append(candidate)
        end = max(end, candidate[1]) if len(cluster) > 1 else candidate[1]
    if cluster:
        yield cluster
