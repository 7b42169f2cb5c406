"""Who says it, set behind it without a verb: "Two depots on fire – regional governor.", "Road is shut: police".

Posts, tickers and short headlines of agencies end so. The label stands without an article, as a headline's does: "he
met one man – the mayor" and "two came: the mayor and a priest" tell of people and quote nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ....data import actor_words
from ....model import Passage, Span
from ..syntax.cues import Sense
from ..syntax.frames import finite
from ..syntax.subjects import Subject
from ..syntax.tree import Tree, trimmed
from .proposals import Proposal

_SAID = Sense("said", False)
# The label, behind a dash between blanks or behind a colon, to the end of the line.
_LABEL = re.compile(r"(?P<mark>\s[–—-]{1,2}\s|(?<=\w):\s)(?P<who>[^\s:–—\n][^:–—\n,;!?\"“”()]{2,60}?)\.?\s*$")
_WORDS = 7  # of a label
_JOINED = frozenset(("and", "or", "but", "not", "by", "with", "from", "to", "in", "on", "at", "is", "was"))
_ARTICLES = frozenset(
    ("the", "a", "an", "his", "her", "its", "their", "our", "my", "this", "that", "no", "some", "one")
)
_COUNTING = frozenset(("one", "two", "three", "another", "following", "called", "named", "only"))


def signed(tree: Tree, passages: Sequence[Passage]) -> Iterator[Proposal]:
    """A proposal for each paragraph or line that ends in who says what stands before it."""
    for passage in passages:
        if passage.kind != "text":
            continue
        for start, end in _lines(tree.text, passage):
            match = _LABEL.search(tree.text, start, end)
            if match is None or (found := _proposed(tree, match, start)) is None:
                continue
            yield found


def _lines(text: str, passage: Passage) -> Iterator[tuple[int, int]]:
    start = passage.start
    while start < passage.end:
        end = text.find("\n", start, passage.end)
        end = passage.end if end < 0 else end
        yield start, end
        start = end + 1


def _proposed(tree: Tree, match: re.Match[str], line: int) -> Proposal | None:
    who = tree.between(*match.span("who"))
    if not who or len(who) > _WORDS or not _speaks(tree, who):
        return None
    before = tree.between(line, match.start())
    if not before or tree.quote[before[-1]] >= 0:
        return None
    opened = max((i + 1 for i in before if tree.tokens[i].text in (".", "!", "?")), default=before[0])
    inside = range(opened, before[-1] + 1)
    if not _tells(tree, inside):
        return None
    said = trimmed(tree.text, tree.tokens[opened].start, match.start())
    cue = Span(*_bare_mark(match))
    source = Span(tree.tokens[who[0]].start, tree.tokens[who[-1]].end)
    head = _head(tree, who)
    return Proposal(who[0], cue, ":", _SAID, "label", source, Subject(head, "signed"), (said,))


def _bare_mark(match: re.Match[str]) -> tuple[int, int]:
    """Where the dash or colon stands, without the blanks around it."""
    mark = match["mark"].strip()
    start = match.start("mark") + match["mark"].index(mark)
    return start, start + len(mark)


def _speaks(tree: Tree, who: range) -> bool:
    """True for a label without an article, verb or joint whose head is an office, a body, or a title with a name."""
    words = [tree.tokens[i] for i in who]
    low = {token.text.lower() for token in words}
    if words[0].text.lower() in _ARTICLES or low & _JOINED or any(token.pos == "NUM" for token in words):
        return False
    if any(token.pos in ("VERB", "AUX") and token.text.islower() for token in words):
        return False
    last = words[_head(tree, who) - who[0]]
    if last.text.islower():
        return last.text.lower() in _HEADLINED or (last.tag == "NN" and last.lemma.lower() in _called())
    titled = words[0].text.lower().rstrip(".") in actor_words("titles") | actor_words("offices")
    return any(t.text.lower() in _called() for t in words) or (titled and len(words) > 1)


# Who is called so without an article, many or one.
_HEADLINED = frozenset(("police", "officials", "authorities", "reports", "media", "sources", "witnesses", "prosecutors",
                        "firefighters", "rescuers", "spokesman", "spokeswoman", "spokesperson", "staff"))  # fmt: skip


@cache
def _called() -> frozenset[str]:
    return actor_words("offices") | actor_words("bodies")


def _head(tree: Tree, who: range) -> int:
    """The last noun before an "of", else the last word."""
    of = next((i for i in who if tree.tokens[i].text.lower() == "of"), who[-1] + 1)
    return max(who[0], of - 1)


def _tells(tree: Tree, inside: range) -> bool:
    """True for a clause, or a headline's: three words and a verb; not for "they had one fear"."""
    words = [tree.tokens[i] for i in inside if tree.tokens[i].pos not in ("PUNCT", "SPACE")]
    if len(words) < 3 or any(t.text.lower() in _COUNTING for t in words[-3:]):
        return False
    if words[-1].lemma.lower() in actor_words("offices") | actor_words("titles"):
        return False  # "the town has a new leader – Mayor N"
    verbs = [i for i in inside if tree.tokens[i].pos in ("VERB", "AUX")]
    return any(finite(tree, i) or tree.tokens[i].tag in ("VBN", "VBG", "VB") for i in verbs)
