"""What the name of a body tells by its shape: what it is called for short, its initials, and whether it is the press."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...data import actor_words
from ...model import SourceKind

# What stands behind a body to say how it is called for short: ", known as the NHB," and ", or NHB,".
CALLED = re.compile(
    r",? (?:(?:which|that) is )?(?:(?:also|better|otherwise|commonly|widely|generally|usually|locally) )?"
    r"(?:known|referred to|abbreviated) (?:as|to|by (?:its|the) (?:initials|acronym|abbreviation)(?: as)?) (?:the )?(?P<short>[A-Z]{3,6})\b"
    r"|, or (?:the )?(?P<or>[A-Z]{3,6})(?=,)"
)


def short_forms(words: Sequence[str]) -> Iterator[str]:
    """What a name may be called for short: "Calder" for Calder Petroleum, "the Ledger" for the Wexby Ledger."""
    if len(words) > 1:
        if set(words[1:]) <= actor_words("corporate"):
            yield words[0]
        if words[-1] in actor_words("papers"):
            yield words[-1]


def begins(written: str, acronym: str) -> bool:
    """True where the large letters of a name end in this acronym."""
    letters = "".join(word[0] for word in written.split() if word[:1].isupper())
    return letters.casefold().endswith(acronym.replace(".", "").casefold())


def body_kind(written: str) -> SourceKind:
    """What an unknown body is by its name alone: "Radio N" is an outlet."""
    first, *_, last = [written.split()[0].lower(), *written.lower().split()]
    if "News Agency" in written or "Press Agency" in written:
        return "agency"
    press = last in actor_words("papers") or last in ("radio", "television", "tv", "channel", "media")
    return "outlet" if press or first in ("radio", "channel") else "body"


def initials(name: str) -> str:
    """The first letters of the words that a name writes large."""
    return "".join(word[0] for word in re.findall(r"[^\W\d_]+", name) if word[0].isupper())


def headed(name: str) -> str:
    """The word that says what a body of several words is: "Service" of "State Prison Service of the Republic"."""
    words = re.split(r" (?:of|for|on|to|and) |, ", name)[0].split()
    return words[-1] if len(words) > 1 else ""


def is_head(word: str) -> bool:
    """True for a word that names a kind of body and no paper: "Service", "Board", not "Post"."""
    return word in actor_words("organisation_heads") and word.lower() not in actor_words("papers")
