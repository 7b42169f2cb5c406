"""Sources noted in brackets behind what they gave: "Gusts of 233 km/h (source: Weather Service)", "9,000 (NDO, 9 November)".

Situation reports, bulletins and tables name their sources so. The words before the bracket, back to where the line
or the sentence begins, are the source's.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from ....data import table
from ....model import Span
from ..syntax.cues import Sense
from ..syntax.subjects import Subject
from ..syntax.tree import Tree, trimmed
from .proposals import Proposal

_SAID = Sense("said", False)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
# The words that a page's foot names its source by stand in brackets too; these stand in brackets alone.
_BESIDE = ("per", "as reported by", "figures? from", "data")
_CUE = "|".join((*table("credits.json")["source_words"], *_BESIDE))
_NOTE = re.compile(
    rf"\((?:(?P<cue>(?i:{_CUE}))[:：]? (?:the )?(?P<named>[^\W\d_a-zß-öø-ÿа-џ][^()\n;]{{1,60}}?)"
    rf"|(?P<dated>[A-Z][\w&.’' -]{{1,40}}?), (?:as of )?(?:\d{{1,2}} {_MONTH}|{_MONTH} \d{{1,2}})(?:,? \d{{4}})?)\)"
)
_LEAST = 2  # words that a note must stand behind


def noted(tree: Tree) -> Iterator[Proposal]:
    """A proposal for each bracket that names a source."""
    starts = [token.start for token in tree.tokens]
    for match in _NOTE.finditer(tree.text):
        name = "named" if match["named"] else "dated"
        at = bisect_left(starts, match.start(name))
        if at >= len(starts) or starts[at] != match.start(name) or tree.quote[at] >= 0:
            continue
        if name == "dated" and not _acronym(match[name]) and tree.tokens[at].ent != "ORG":
            continue  # "(Oria, 24 October)" is where and when
        sentence = tree.sentences[tree.sentence[at]]
        opened = tree.tokens[sentence.first].start
        line = max(tree.text.rfind(sign, opened, match.start()) + 1 for sign in "\n;)")
        said = trimmed(tree.text, max(opened, line), match.start())
        if len(tree.text[said.start : said.end].split()) < _LEAST:
            continue
        last = bisect_left(starts, match.end(name)) - 1
        cue = Span(*(match.span("cue") if name == "named" else match.span(name)))
        source = Span(*match.span(name))
        cue_token = bisect_left(starts, cue.start)
        yield Proposal(cue_token, cue, "source", _SAID, "according", source, Subject(last, "noted"), (said,))


def _acronym(name: str) -> bool:
    return name.isupper() and name.isalpha() and 2 <= len(name) <= 7
