"""Status and credibility: the only place where they are decided. ``docs/status.md`` is made from this table.

Facts about a claim come in; the first rule that holds names the status (ruling 6). Credibility is the
Admiralty scale 1-6; the machine never gives 1, and 6 (cannot be judged) is the default.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ...model import Status


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a claim when its status is decided."""

    shown: int
    possible: int
    sources: int = 1  # how many stand behind it, counted together or not
    expected: int = 0  # of the shown, those that expect it or hold it possible and do not say that it is so
    withdrawn: bool = False  # no origin is left that has not withdrawn it
    contradicted: bool = False  # a live claim or denial of another origin stands against it, or a person does
    signed: bool = False  # a person confirmed it


@dataclass(frozen=True, slots=True)
class Rule:
    """A status, when it holds, and the words for it."""

    status: Status
    holds: Callable[[Facts], bool]
    when: str


STATUS: tuple[Rule, ...] = (
    Rule("retracted", lambda f: f.withdrawn, "every origin has withdrawn it, or rests on one that has"),
    Rule(
        "disputed",
        lambda f: f.contradicted,
        "a live contradiction or denial by another origin stands against it, or a person disputes it",
    ),
    Rule("confirmed", lambda f: f.signed, "a person signed it"),
    Rule(
        "corroborated", lambda f: f.shown - f.expected >= 2, "two or more origins are shown to be independent"
    ),
    Rule(
        "reported",
        lambda f: f.shown >= 2,
        "two or more origins are shown to be independent, but they expect it or hold it possible, and no two say that it is so",
    ),
    Rule("reported", lambda f: f.possible >= 2, "two or more origins, which are not shown to be independent"),
    Rule("reported", lambda f: f.sources >= 2, "several origins, which are counted as one"),
    Rule("reported", lambda f: True, "one origin"),
)


@dataclass(frozen=True, slots=True)
class Grade:
    """An Admiralty credibility, when it holds, and the words for it."""

    credibility: int
    means: str
    holds: Callable[[Facts, Status], bool]
    when: str


CREDIBILITY: tuple[Grade, ...] = (
    Grade(5, "improbable", lambda f, s: s == "retracted", "retracted"),
    Grade(4, "doubtful", lambda f, s: s == "disputed", "disputed"),
    Grade(
        1, "confirmed", lambda f, s: s == "confirmed", "confirmed: a person's signature, never the machine's"
    ),
    Grade(2, "probably true", lambda f, s: s == "corroborated", "corroborated: independence is shown"),
    Grade(
        3,
        "possibly true",
        lambda f, s: f.possible >= 2 > f.shown,
        "possibly two or more origins, independence not shown",
    ),
    Grade(6, "cannot be judged", lambda f, s: True, "otherwise"),
)


def status(facts: Facts) -> Rule:
    """The first rule that holds."""
    return next(rule for rule in STATUS if rule.holds(facts))


def credibility(facts: Facts, given: Status) -> Grade:
    """The first grade that holds for a claim of this status."""
    return next(grade for grade in CREDIBILITY if grade.holds(facts, given))


def table() -> str:
    """Both tables in Markdown, in order of precedence, for the docs."""
    lines = ["| status | when |", "|---|---|"]
    lines += [f"| {rule.status} | {rule.when} |" for rule in STATUS]
    lines += ["", "| credibility | means | when |", "|---|---|---|"]
    lines += [f"| {grade.credibility} | {grade.means} | {grade.when} |" for grade in CREDIBILITY]
    return "\n".join(lines) + "\n"
