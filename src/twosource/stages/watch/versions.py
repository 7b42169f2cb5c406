"""Two versions of one document: whether they say the same, and what was changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from ...model import Change, Evidence, Report
from ...text import paragraphs

# A sentence ends at its mark before a space; where it is cut wrongly, more is shown than was changed.
_SENTENCE = re.compile(r"\S.*?(?:[.!?…]+[\"'”’»)\]]*(?=\s)|$)", re.S)
MOST = 3000  # sentences; comparing more takes seconds


def changed(former: Report, latest: Report) -> bool:
    """True where a reader would see a change: in the text or the title, not in space or in the bytes around it."""
    return (former.title, former.text.split()) != (latest.title, latest.text.split())


def difference(former: Report, latest: Report) -> tuple[Change, ...]:
    """Each place where sentences went, came, or were put in place of others, in the order of the text."""
    old, new = list(_sentences(former)), list(_sentences(latest))
    a, b = ([" ".join(one.text.split()) for one in some[:MOST]] for some in (old, new))
    return tuple(
        Change(tuple(old[left:right]), tuple(new[first:last]))
        for kind, left, right, first, last in SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
        if kind != "equal"
    )


def _sentences(report: Report) -> Iterator[Evidence]:
    for start, end in paragraphs(report.text):
        for match in _SENTENCE.finditer(report.text, start, end):
            yield Evidence(report.id, match.start(), match.end(), match.group())
