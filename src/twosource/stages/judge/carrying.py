"""What is nobody's new origin: copies, relays, and outlets that repeat what somebody else says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ...model import Edge, Reason
from ...text import fold, listed, slug
from .ground import Grounds
from .joins import Join
from .partners import echoed
from .voices import Voice, called, spoken_at


def without_copies(
    heard: Sequence[Voice], grounds: Grounds
) -> tuple[list[Voice], list[Reason], dict[str, set[str]]]:
    """Without what a copy says in its own voice, by an unnamed source, or in the very words of its original.

    Also whom the outlets that copy have it from: who cites one of them cites a relay.
    """
    carried: dict[str, set[str]] = {}
    carriers: dict[str, list[Voice]] = {}
    for voice in heard:
        carriers.setdefault(voice.statement.report_id, []).append(voice)
    kept: list[Voice] = []
    reasons: list[Reason] = []
    for voice in heard:
        echo = echoed(voice, grounds)
        if echo:
            reasons.append(
                Reason("echo", f"{echo}: an echo, which adds nothing", (spoken_at(voice, grounds),))
            )
            continue
        edge = _copied_from(voice.statement.report_id, carriers, grounds)
        if edge is None or (voice.named and not voice.own and not _verbatim(voice, carriers[edge.right])):
            kept.append(voice)
            continue
        carried.setdefault(voice.publisher, set()).update(v.origin for v in carriers[edge.right])
        text = f"{grounds.name(voice.publisher)} copies another report that carries this ({edge.kind})"
        reasons.append(Reason("copy", text, (spoken_at(voice, grounds),)))
    return (kept, reasons, carried) if kept else (list(heard[:1]), reasons, {})


def _verbatim(voice: Voice, others: Sequence[Voice]) -> bool:
    """True where the original has nine in ten of the words."""
    mine = set(voice.proposition.text.casefold().split())
    return any(
        len(mine & theirs) >= 0.9 * max(len(mine), len(theirs))
        for theirs in (set(other.proposition.text.casefold().split()) for other in others)
    )


def _copied_from(report_id: str, carriers: Mapping[str, object], grounds: Grounds) -> Edge | None:
    """The edge by which a report copies a carrier; of two that copy each other the later one copies."""
    for edge in grounds.copies.get(report_id, ()):
        if edge.left == report_id and edge.right in carriers and edge.right != report_id:
            return edge
    return None


def without_relays(
    kept: list[Voice], carried: Mapping[str, set[str]], grounds: Grounds
) -> tuple[list[Voice], list[Reason], list[Join]]:
    """Without outlets that another voice, or a copy, shows carrying the claim from someone. Circles are one origin."""
    deeper = {outlet: known for outlet, whom in carried.items() if (known := whom - {outlet})}
    for voice in kept:
        if not voice.own:
            for outlet in (voice.publisher, *voice.relays):
                if outlet != voice.origin:
                    deeper.setdefault(outlet, set()).add(voice.origin)
    kept, retold = _retold(kept, grounds)
    witnesses = {v.origin for v in kept if v.own and v.witness}
    in_circle = _circular(deeper)
    stay: list[Voice] = []
    reasons = retold
    for voice in kept:
        relay = voice.origin in deeper and voice.origin not in in_circle and voice.origin not in witnesses
        if relay:
            named = listed(sorted({called(each, kept, grounds) for each in deeper[voice.origin]}))
            outlet = called(voice.origin, kept, grounds)
            reasons.append(
                Reason("relay", f"{outlet} carries this from {named}", (spoken_at(voice, grounds),))
            )
        else:
            stay.append(voice)
    joins = [Join(a, b, "circle") for a in sorted(in_circle) for b in sorted(deeper[a] & in_circle)]
    return stay or kept[:1], reasons, joins


_HIDDEN = re.compile(r"\b(?:unnamed|anonymous|unidentified|undisclosed|nameless)\b", re.IGNORECASE)


def _retold(kept: list[Voice], grounds: Grounds) -> tuple[list[Voice], list[Reason]]:
    """Without somebody unnamed whom one outlet quotes from another whose own report tells who it was.

    "The clinic is shut, Radio Selm reported, quoting a doctor": with Radio Selm at hand, the doctor is whom it has it from.
    """
    told: dict[str, list[Voice]] = {}
    for voice in kept:
        if not voice.own and voice.origin != voice.publisher:
            told.setdefault(voice.publisher, []).append(voice)
    stay: list[Voice] = []
    reasons: list[Reason] = []
    for voice in kept:
        relay = voice.relays[-1] if voice.relays else _credited(voice, told, grounds)
        hidden = _HIDDEN.search(voice.statement.attribution.speaker.name)
        there = [other for other in told.get(relay, ()) if not (hidden and other.named)]
        if voice.named or relay == voice.publisher or not there:
            stay.append(voice)
            continue
        text = f"{grounds.name(voice.publisher)} carries this from {grounds.name(relay)}, whose own report is at hand"
        reasons.append(Reason("relay", text, (spoken_at(voice, grounds),)))
    return stay, reasons


# A credit behind a paragraph of the story itself: "... the inquiry was told. (Northern Wire)"
_BEHIND = re.compile(r"\((?P<name>[A-Z][^()\n]{1,60})\)[.]?\s*(?:\n|$)")


def _credited(voice: Voice, told: Mapping[str, Sequence[Voice]], grounds: Grounds) -> str:
    """The outlet at hand that a report credits for its text, else the report's own publisher."""
    report = grounds.reports[voice.statement.report_id]
    after = _BEHIND.search(report.text, voice.statement.end)
    names = [credit.name for credit in report.credits if credit.kind in ("agency", "source", "with")]
    names += re.split(r"\s*/\s*", after["name"]) if after else []
    credited = {slug(fold(name)) for name in names}
    for outlet in sorted(told):
        source = grounds.sources.get(outlet)
        called = (outlet, *(source.aliases if source else ()), *((source.name,) if source else ()))
        if outlet != voice.publisher and credited & {slug(fold(name)) for name in called}:
            return outlet
    return voice.publisher


def _circular(deeper: dict[str, set[str]]) -> set[str]:
    """The sources that only have it from each other. A circle that one of them has it into from outside is none."""
    reach: dict[str, set[str]] = {}
    for start in deeper:
        seen: set[str] = set()
        stack = [start]
        while stack:
            fresh = deeper.get(stack.pop(), set()) - seen
            seen |= fresh
            stack.extend(fresh)
        reach[start] = seen
    return {
        start
        for start, seen in reach.items()
        if start in seen and all(start in reach.get(n, ()) for n in seen)
    }


def without_repeats(kept: list[Voice]) -> tuple[list[Voice], list[Voice]]:
    """Without an outlet's own voice beside somebody's word, unless it saw for itself (ruling 7), and nobody's word.

    Where nobody is named, the outlet that others cite for it is the origin, else the first that says it in its own
    voice, and the others repeat it. Also the voices that are left out.
    """
    saw = {v.origin for v in kept if v.own and v.witness}
    repeat = {
        v.origin for v in kept if v.own
    } - saw  # being cited for it makes an outlet no more of an origin
    firm = [v for v in kept if (v.witness if v.own else not v.nobody and v.origin not in repeat)]
    cited = [v for v in kept if not v.own and not v.nobody]
    stay = firm or [*cited, *(v for v in kept if v.own), *kept][:1]
    origins = {v.origin for v in stay}
    return stay, [v for v in kept if v not in stay and v.origin not in origins]
