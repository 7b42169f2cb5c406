"""Names without what stands beside them: "Halder Ferries Ltd" and "Halder Ferries (posts)" are Halder Ferries."""

from __future__ import annotations

import re
from functools import cache

from ....data import table

_KEPT = re.compile(
    r"\s*\((?:[\w-]+ )?(?:posts?|channel|page|account|blog|telegram|twitter|x|facebook|instagram|@\w+)\)$",
    re.IGNORECASE,
)


def account_holder(name: str) -> str:
    """Who posts under a name: "Port of Halder (channel)" is the Port of Halder."""
    return _KEPT.sub("", name) or name


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
