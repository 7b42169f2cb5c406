"""Why origins are counted as they are, in words that an editor would sign. Each reason has its spans."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ...model import Evidence, Origin, Reason
from ...text import listed, phrase
from .ground import Grounds
from .voices import Voice

WORDS = {
    "owner": "{} and {} have one owner",
    "basis": "{} has it from {}",
    "work": "{} and {} worked it out together",
    "own": "{} and {} belong together: the one speaks of the other as its own",
    "circle": "{} and {} each name the other",
    "decision": "{} and {} are dependent, a person says",
}
_POSSIBLE = "counted as possible only"
_NOBODY = "unnamed source"  # what the language calls whom a report does not even describe


def counted(origins: Sequence[Origin], resting: frozenset[str]) -> list[Reason]:
    """The origins by component: those that count as one stand together."""
    parts: dict[int, list[str]] = {}
    spans: list[Evidence] = []
    for origin in origins:
        how = "" if origin.named or origin.name == _NOBODY else " (not named)"
        how = how or (" (rests on an unnamed source)" if origin.source_id in resting else "")
        parts.setdefault(origin.component, []).append(called(origin) + how)
        spans += origin.spans[:1]
    told = [
        listed(names) + (" (counted as one)" if len(names) > 1 else "") for _, names in sorted(parts.items())
    ]
    word = "origin" if len(origins) == 1 else "origins"
    return [Reason("origins", f"{word}: {'; '.join(told)}", tuple(spans))] if told else []


def called(origin: Origin) -> str:
    """An origin inside a sentence: who is not named as the report describes them."""
    if origin.named:
        return origin.name
    return f"an {_NOBODY}" if origin.name == _NOBODY else phrase(origin.name)


def joined(joins: Iterable[tuple[str, str, str, tuple[Evidence, ...]]], grounds: Grounds) -> list[Reason]:
    """What joins two origins: left, right, how, and where it is written."""
    return [
        Reason(how if how != "own" else "work",
               WORDS.get(how, "{} and {} are joined").format(grounds.name(left), grounds.name(right)), spans)
        for left, right, how, spans in joins
    ]  # fmt: skip


def unnamed(
    origins: Sequence[Origin],
    bases: Mapping[str, Sequence[tuple[str, Evidence]]],
) -> list[Reason]:
    """Who is not named, or rests on somebody who is not, and what follows for the counts.

    ``bases`` are the unnamed sources of an origin, as their reports call them, in order of time.
    """
    found = []
    for origin in origins:
        others = [each.name for each in origins if each.component != origin.component and each.named]
        whom = " or ".join(others)
        if origin.source_id in bases:
            told = bases[origin.source_id]
            names = list(dict.fromkeys(name for name, _ in told))
            wordings = f" (told in {len(names)} wordings)" if len(names) > 1 else ""
            spans = tuple(dict.fromkeys(span for _, span in told))
            so = f", which may stand behind {whom} too: {_POSSIBLE}" if others else ""
            text = f"{origin.name} rests on {phrase(names[0])}, not named{wordings}{so}"
            found.append(Reason("unnamed_basis", text, spans))
        elif not origin.named and others:
            text = f"{called(origin)}, not named, may have it from {whom}: {_POSSIBLE}"
            found.append(Reason("unnamed", text, origin.spans[:1]))
    return found


def repeats(left: Iterable[Voice], span_of: Mapping[str, Evidence], grounds: Grounds) -> list[Reason]:
    """Outlets that tell it in their own voice beside somebody's word, or name nobody for it: no new origins."""
    found = []
    for voice in left:
        outlet = grounds.name(voice.publisher)
        how = "tells it in its own voice" if voice.own else "names nobody for it"
        found.append(Reason("repeat", f"{outlet} {how}: no new origin", (span_of[voice.proposition.id],)))
    return found
