"""The labels of a transcript: "ADLER (by telephone): ..." at the head of a line, and who asks there."""

from __future__ import annotations

import re

# "[ADLER, recorded:]", "[ADLER:]": a label in brackets whole.
_IN_BRACKETS = re.compile(
    r"\[((?:[A-Z][A-Z.'’&-]*[ \xa0]){0,5}[A-Z][A-Z.'’&-]+)(?:, ?[^\]\n:]{1,40}| \([^)\n]{1,40}\))?:\](?=\s+\S)"
)
_LABEL = re.compile(
    r"[\"“]?(?:\[[^\]\n]{1,40}\]\s*)?((?:[A-Z][\w.'’&-]*[ \xa0]){0,5}[A-Z][\w.'’&-]*)(?: ?\([^)\n]{1,40}\))?:(?=\s+\S)"
)
# "QUESTION (the Post):", "Q:": what is asked at a briefing is nobody's word.
_ASKED = re.compile(r"(?:Q|QUESTION|Question)(?: \d+)?(?: ?\([^)\n]{1,60}\))?:(?=\s)")
_LONGEST = 160  # characters of a label with what stands around it


def label(text: str, start: int, end: int) -> re.Match[str] | None:
    """The label that a line begins with, its name as group 1; whether it names a speaker is for the caller to say."""
    last = min(end, start + _LONGEST)
    return _LABEL.match(text, start, last) or _IN_BRACKETS.match(text, start, last)


def asked(text: str, at: int) -> bool:
    """True in what is asked at a briefing, behind "QUESTION:" at the head of its line."""
    return bool(_ASKED.match(text, text.rfind("\n", 0, at) + 1))
