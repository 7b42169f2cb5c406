"""What reports and partners' words are tied by, as numbers: only what shares one can bear on each other.

``bearing`` says how they do. A token, a statement or an object that both name ties them, words of one sentence may.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from ...model import Heard, Reading
from . import tokens
from .bearing import alike, sentence_words, told_of


def tie(kind: str, *parts: str) -> int:
    """The number of one tie; it fits where SQLite keeps whole numbers."""
    made = hashlib.blake2b("\0".join((kind, *parts)).encode("utf-8", "surrogatepass"), digest_size=8)
    return int.from_bytes(made.digest(), signed=True)


def own_ties(reading: Reading, keys: Sequence[str]) -> tuple[frozenset[int], frozenset[int], frozenset[int]]:
    """What a report of the desk's own is tied by under these keys: tokens of sources, other ties, words."""
    report = reading.dissection.report
    names = dict.fromkeys(names for source in told_of(reading) if (names := tokens.names_of(source)))
    sources = (tie("token", t) for key in keys for some in names for t in tokens.of_source(key, some))
    others = {tie("token", tokens.of_report(key, report.sha256)) for key in keys}
    others |= {tie("statement", one.id) for one in reading.statements}
    return frozenset(sources), frozenset(others), _words(one.text for one in reading.statements)


def object_ties(object_id: str, keys: Sequence[str]) -> frozenset[int]:
    """What an object that the desk shared is known by."""
    return frozenset(tie("token", tokens.of_object(key, object_id)) for key in keys)


def heard_ties(heard: Heard, partner: str) -> tuple[frozenset[int], frozenset[int], frozenset[int]]:
    """What a partner's words are tied by: tokens of sources, other ties (its object and story too), words."""
    carried = {each for word in heard.words for each in word.tokens}
    sources = {tie("token", each) for each in carried if tokens.kind_of(each) == "s"}
    others = {tie("token", each) for each in carried if tokens.kind_of(each) != "s"}
    others |= {tie("statement", each.split("/")[0]) for each in heard.statements}
    others.add(tie("object", heard.object_id))
    if heard.story:
        others.add(tie("story", partner, heard.story))
    return frozenset(sources), frozenset(others), _words([heard.text])


def says_alike(reading: Reading, text: str) -> bool:
    """Whether a report has a statement that says the same as this sentence, by its words."""
    mine = sentence_words(text)
    return any(alike(mine, sentence_words(one.text)) for one in reading.statements)


def _words(texts: Iterable[str]) -> frozenset[int]:
    return frozenset(tie("word", word) for text in texts for word in sentence_words(text))
