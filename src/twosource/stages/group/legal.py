"""Legal forms of companies: "Halder Ferries Ltd" is Halder Ferries."""

from __future__ import annotations

from functools import cache

from ...data import table


def bare_name(name: str) -> str:
    """A company's name without its legal form: "Halder Ferries Ltd" and "Halder Ferries" are one."""
    words = name.split()
    while (
        len(words) > 1
        and words[-1][:1].isupper()
        and words[-1].strip(".,").replace(".", "").lower() in _legal()
    ):
        words.pop()
    return " ".join(words).rstrip(",")


@cache
def _legal() -> frozenset[str]:
    return frozenset(table("kin.json")["legal"])
