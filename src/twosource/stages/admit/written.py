"""A first line taken apart: the name, and what stands beside it (motto, place, handle, brackets, pictures)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from ... import data
from .beneath import is_channel
from .dates import find
from .masthead import capitals

SPLIT = re.compile(r"\s+(?:\||·|•|/|//)\s+|\s+[-–—]\s+")
_HANDLE = re.compile(r"(?<=\w)\s*[(\[]?\s*@\w{2,40}\s*[)\]]?(?=$|\s+[|·•/–—-]\s|,\s)")
_BRACKET = re.compile(r"\s*\(([^()]{2,80})\)")
_OWNED = re.compile(r"\b(?:of|by)\s+(?:the\s+)?(\S.*)")
# What joins or tints the parts of a picture: the joiner, variation selectors, the tones of skin.
_JOINERS = frozenset("\u200d\ufe0e\ufe0f\u20e3\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff")


@dataclass(frozen=True, slots=True)
class Written:
    """A first line taken apart: the name, what is set off from it, and whether it shows itself to be a channel."""

    name: str
    rest: str = ""
    parts: tuple[str, ...] = ()
    channel: bool = False
    bracket: str = ""


def taken_apart(line: str) -> Written:
    """The parts of a first line."""
    bare = plain(line.strip(" *_#|"))
    handle = _HANDLE.search(bare)
    bare = bare[: handle.start()] + bare[handle.end() :] if handle else bare
    bracket = _BRACKET.search(bare)
    bare = (bare[: bracket.start()] + bare[bracket.end() :]).strip() if bracket else bare
    parts = [part.strip() for part in SPLIT.split(bare) if part.strip()]
    name, rest = (parts[0], " - ".join(parts[1:])) if parts else ("", "")
    if not rest:
        name, rest = _at_comma(name)
    channel = bool(handle) or any(is_channel(part) for part in (*parts[1:], bracket[1] if bracket else ""))
    channel = channel or bool(bracket and of_whom(bracket[1]))
    words = name.split()
    if len(words) > 1 and capitals(" ".join(words[:-1])) and _is_channel_word(words[-1]):
        name, channel = " ".join(words[:-1]), True
    return Written(name, rest, tuple(parts), channel, bracket[1] if bracket else "")


def plain(line: str) -> str:
    """A line without its pictures: "Grey Gull" of a name that ends in a bird."""
    kept = "".join(c for c in line if unicodedata.category(c) != "So" and c not in _JOINERS)
    return re.sub(r"\s{2,}", " ", kept).strip(" \t*_#|")


def _at_comma(name: str) -> tuple[str, str]:
    """A name and what a comma sets off in another hand: small letters, or a place below capitals."""
    before, comma, after = name.partition(", ")
    if not comma or not after:
        return name, ""
    small = after[0].islower() and not is_legal(after)
    lower = capitals(before) and not capitals(after) and not is_legal(after)
    return (before, after) if small or lower or find(after[:80]) else (name, "")


def of_whom(bracket: str) -> str | None:
    """Whose channel it is, of what brackets say: "channel of the ferrymen's union"."""
    words = bracket.split()
    near = any(_is_channel_word(word.strip(",")) for word in words[:3])
    found = _OWNED.search(bracket) if near else None
    return found[1].strip() if found else None


def is_legal(word: str) -> bool:
    """True for a company's legal form as such forms are written: "S.A.", "GmbH", "A/S", "plc"; not for the word "as"."""
    form = word.strip(" ,()")
    if form.lower().replace(".", "") not in data.table("kin.json")["legal"]:
        return False
    return "." in form or "/" in form or form[0].isupper() or form == "plc"


def _is_channel_word(word: str) -> bool:
    table = data.table("credits.json")
    return word.islower() and (word in table["channel_words"] or word in ("official", "oficial", "officiel"))
