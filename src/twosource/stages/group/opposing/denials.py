"""What is denied by pointing at it: "The police denied this", "That is not true", "Its owner rejects the claim".

Such a denial has no words of its own for what it denies. It takes them from what stands just before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from ....model import Dissection, Statement
from ..slots import Slots, Who
from .stance import doubts

_SAID = (
    r"(?:claims?|charges?|accusations?|allegations?|reports?|accounts?|versions?|stor(?:y|ies)|figures?|suggestions?|assertions?|"
    r"statements?|words?|rumou?rs?|numbers?)"
)
_ANAPHOR = re.compile(
    rf"^\W*(?:this|that|it|so|these|those|(?:the|this|that|these|those|such|both|all|[A-Z][\w’']+(?:'s|’s)) (?:\w+ )?{_SAID})\b",
    re.IGNORECASE,
)
# Nothing but what points back, or what calls it untrue.
_BARE = re.compile(
    rf"^\W*(?:(?:no|nonsense|rubbish)\W+)?(?:this|that|it|so|these|those|(?:the|this|that|these|those|such|both|all|his|her|its|their) (?:\w+ )?{_SAID})"
    r"(?:[’']s|\s+(?:is|are|was|were))?(?:\s+(?:simply|just|completely|entirely|not|absolutely|all|a|an|the))*"
    r"(?:\s+(?:true|so|right|case|(?P<untrue>untrue|false|wrong|incorrect|lies?|nonsense|rubbish|invented|invention|fabricat\w+|baseless|unfounded)))?\W*$"
    r"|^\W*(?:this|that|it) (?:did not|didn[’']t|never) (?:take place|happen(?:ed)?)\W*$|^\W*(?:nonsense|rubbish|lies|not true)\W*$",
    re.IGNORECASE,
)
# What an outlet says of where somebody has it from is not what is denied next.
_RESTS = re.compile(
    r"^\W*(?:he|she|they|it|the [\w-]+) (?:\w+ )?(?:(?:bases?|based|rests?|rested|relies|relied|rely) (?:it|this|that|them|(?:his|her|its|their) \w+)?"
    r" ?(?:up)?on|(?:has|had|have|got|knows?|knew|heard|learn\w+) (?:it|this|that|them) from)\b",
    re.IGNORECASE,
)
# "... he said of the union's claim that", "she said about reports that".
_SAID_OF = re.compile(
    rf"^[^.!?;]*\b(?:of|about|to|at|on|over|regarding|concerning) (?:[\w’'.-]+ ){{0,6}}?{_SAID} (?:[\w’'.-]+ ){{0,4}}?that\s*$",
    re.IGNORECASE,
)
_OF_IT = 160  # characters from a denial to what it is said of
_NEVER = re.compile(r"\b(?:did not|didn[’']t|never) (?:take place|happen(?:ed)?)\b", re.IGNORECASE)
_BEFORE = 4  # propositions back at most
_AFTER = 300  # characters in which a denial may go on in its speaker's own words
_WORTH = 1.2  # the content from which something can be denied by pointing at it
_OWN = 0.8  # the content from which a denial stands in its own words


@dataclass(frozen=True, slots=True)
class Denial:
    """The ids of the propositions that deny, and of those denied."""

    deniers: tuple[str, ...]
    denied: tuple[str, ...]


def denials(
    nodes: Sequence[Slots],
    said: Mapping[str, Statement],
    taken: Mapping[str, Dissection],
    origin: Callable[[Statement], Who],
) -> tuple[tuple[Denial, ...], tuple[Slots, ...]]:
    """The denials that point back, and a proposition for each that has no words of its own."""
    by_report: dict[str, list[Slots]] = {}
    for node in sorted(nodes, key=lambda n: (n.proposition.start, n.id)):
        by_report.setdefault(node.proposition.report_id, []).append(node)
    found: list[Denial] = []
    made: list[Slots] = []
    for ident in sorted(said):
        statement = said[ident]
        dissection = taken.get(statement.report_id)
        text = dissection.report.text if dissection else ""
        if dissection is None or not _rejects(statement, text):
            continue
        who = origin(statement)
        members = by_report.get(statement.report_id, [])
        denied = _denied(members, statement, who, said, text) if not who.own else ()
        if not denied:
            continue
        deniers = _deniers(members, statement, who, text)
        if not deniers:
            node = _pointing(statement, dissection, who, denied[0])
            deniers = (node.id,)
            made.append(node)
        found.append(Denial(deniers, tuple(node.id for node in denied)))
    return tuple(found), tuple(made)


def _rejects(statement: Statement, text: str) -> bool:
    """True for a denial of what was said before: "this", denied; "that is not true"; "the charge is a fairy tale"."""
    first = next((part for part in re.split(r"(?<=[.!?])\s", statement.text) if part.strip()), statement.text)
    bare = _BARE.match(first)
    if not (bare or _ANAPHOR.match(_around(statement, text)) or _ANAPHOR.match(statement.text)):
        return False
    if statement.attribution.verb == "denied" or doubts(statement.text) > 0:
        return True
    if bare is None:
        return False
    untrue = bare["untrue"] is not None and statement.polarity == "affirmed"
    return untrue or statement.polarity == "denied" or _NEVER.search(first) is not None


def _denied(
    members: Sequence[Slots], statement: Statement, who: Who, said: Mapping[str, Statement], text: str
) -> tuple[Slots, ...]:
    """What it is said of; else what stands before: the nearest of another origin, and what it said just before of the same."""
    before = [
        n
        for n in members
        if n.proposition.end <= statement.start and n.proposition.statement_id != statement.id
    ]
    if named := _named_after(members, statement, text):
        return named
    found: list[Slots] = []
    for node in reversed([n for n in before if not _RESTS.match(n.proposition.text)][-_BEFORE:]):
        if node.origin == who.origin or node.total < _WORTH:
            if found and node.origin == who.origin:
                break
            continue
        if not found:
            found.append(node)
            continue
        quoted = said[found[0].proposition.statement_id].attribution.direct
        if node.origin == found[0].origin and (quoted or node.events & found[0].events):
            found.append(node)
        break
    return tuple(found)


def _named_after(members: Sequence[Slots], statement: Statement, text: str) -> tuple[Slots, ...]:
    """ "That is a lie," N said of the union's claim that S: S, told in the same sentence behind the denial."""
    for node in members:
        start = node.proposition.start
        if start >= statement.end and node.proposition.statement_id != statement.id:
            between = text[statement.end : start]
            return (node,) if start - statement.end < _OF_IT and _SAID_OF.search(between) else ()
    return ()


def _deniers(members: Sequence[Slots], statement: Statement, who: Who, text: str) -> tuple[str, ...]:
    """What stands for the denial: its own words, and what its speaker says next; in a new paragraph only without any."""
    own = [n for n in members if n.proposition.statement_id == statement.id and n.total >= _OWN]
    after = [
        n for n in members
        if statement.end <= n.proposition.start < statement.end + _AFTER and n.proposition.statement_id != statement.id
    ]  # fmt: skip
    goes_on = [
        n
        for n in after[:1]
        if not n.own
        and n.total >= 0.6
        and not (own and "\n" in text[statement.end : n.proposition.start])
        and (n.origin == who.origin or _same_person(n, who, statement))
    ]
    return tuple(n.id for n in (*own, *goes_on))


def _same_person(after: Slots, who: Who, statement: Statement) -> bool:
    """ "A witness disputed this. 'It was up,' said Ann Lint": the name comes with the words."""
    return not who.named and after.named and after.proposition.start - statement.end < 60


def _pointing(statement: Statement, dissection: Dissection, who: Who, denied: Slots) -> Slots:
    """A proposition that denies what another affirms, with the words of its sentence around it."""
    text = dissection.report.text
    places = [
        statement.start,
        *(link.start for link in statement.attribution.chain if link.start is not None),
    ]
    cue = statement.attribution.cue
    start, end = (
        min([*places, cue.start if cue else statement.start]),
        max(statement.end, cue.end if cue else 0),
    )
    if statement.start - start > 160 or end - statement.end > 160 or "\n" in text[start:end]:
        start, end = statement.start, statement.end
    return replace(
        denied,
        proposition=replace(
            denied.proposition, id=statement.id, statement_id=statement.id, start=start, end=end,
            text=text[start:end], polarity="denied", figure=None,
        ),
        figure=None, origin=who.origin, named=who.named, own=who.own, publisher=who.publisher,
        negated=not denied.negated, echoes=frozenset((statement.id,)),
    )  # fmt: skip


def _around(statement: Statement, text: str) -> str:
    """A statement's text with the cue before it."""
    cue = statement.attribution.cue
    if cue is None or cue.start >= statement.start:
        return statement.text
    return text[min(cue.end, statement.start) : statement.end]
