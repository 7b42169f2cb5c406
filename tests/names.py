"""When a name that an editor wrote is one that the program gives."""

from __future__ import annotations

import re

_SMALL = {"the", "a", "an", "of", "and", "for", "in", "at", "on", "s", "who", "with", "to", "dr"}


def same_name(gold: str, ours: str) -> bool:
    """Whether a gold name, "body (person)", is ours: half of the words of one of them are the other's."""
    mine = _words(ours)
    parts = [words for part in re.split(r"[()]", gold) if (words := _words(part))]
    return bool(mine) and any(2 * len(mine & part) >= min(len(mine), len(part)) for part in parts)


def _words(name: str) -> set[str]:
    return set(re.findall(r"\w+", name.lower())) - _SMALL
