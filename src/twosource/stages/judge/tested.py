"""Figures of what a test has shown: "14 deaths confirmed by laboratory" are among the 31 on somebody's list."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from ...data import table
from ...model import Figure
from .counting import befell
from .intervals import ends, same
from .setting import Setting, Verdict
from .wording import sentence, words


def proven(texts: Iterable[str]) -> bool:
    """True where one of the texts that give a figure says that a test showed it."""
    return any(_shown().search(text) for text in texts)


def other_proof(a: Figure, b: Figure, setting: Setting) -> Verdict | None:
    """What a test has shown is only a part of what was counted otherwise; it cannot be more."""
    one_kind = befell(a) == befell(b) and a.unit == b.unit
    if setting.tested[0] == setting.tested[1] or same(a, b) or not one_kind:
        return None
    part, whole = (a, b) if setting.tested[0] else (b, a)
    if ends(part)[0] > ends(whole)[1]:
        return None
    return "different scope", f"{sentence(words(part))} are those that a test has shown."


@cache
def _shown() -> re.Pattern[str]:
    known = table("measures.json")["tested"]
    shown, by = ("|".join(map(re.escape, known[each].split())) for each in ("shown", "by"))
    return re.compile(
        rf"\b(?:{by})[ -](?:{shown})\b|\btested positive\b"
        rf"|\b(?:{shown})\b[^.;,]{{0,30}}?\b(?:by|in|through|at|with) (?:an? |the )?(?:[\w-]+ )?(?:{by})\b",
        re.IGNORECASE,
    )
