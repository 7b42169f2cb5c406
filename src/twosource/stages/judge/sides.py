"""Whose people two figures count: whether "our nine" and "their nine" can be the same men."""

from __future__ import annotations

from ..lands import named, shared


def apart(sides: tuple[str, str], by: tuple[str | None, str | None], same_origin: bool) -> bool:
    """True where the two sides are surely not one. ``by`` is what the bodies are called that the speakers speak for."""
    first, second = (_whose(side, who) for side, who in zip(sides, by, strict=True))
    if same_origin and {"own", "enemy"} == set(sides):
        return True
    if first is None or second is None:
        return False
    (ours, names), (theirs, also) = first, second
    if ours and theirs:
        return not shared(names, also)
    # "enemy" is all but the speaker's own; two enemies may be one
    return ours != theirs and shared(names, also)


def _whose(side: str, who: str | None) -> tuple[bool, frozenset[str]] | None:
    """(True for these, False for all but these; the names); None where the speaker is not known."""
    if side not in ("own", "enemy"):
        return True, named(side)
    names = named(who or "")
    return (side == "own", names) if names else None
