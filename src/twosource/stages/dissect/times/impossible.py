"""Dates that cannot be true. They are flagged with the reason and never repaired; both values stay."""

from __future__ import annotations

from datetime import timedelta

from ....data import table
from .context import Context, Reading
from .days import grain, spread
from .implicit import BY_PUBLICATION
from .symbols import TABLE

# A desk east of the event may print a day that has not begun in the west.
_SLACK = timedelta(days=1)
_PREPOSITIONS = frozenset(("on", "in", "at", "during"))


def flagged(context: Context, reading: Reading) -> Reading:
    """The reading, marked impossible where something is told as done on a day after publication."""
    published = context.published
    days = spread(reading.value)
    if reading.impossible or published is None or days is None or grain(reading.value) is None:
        return reading
    known = spread("-".join(f"{part:02}" for part in published if part is not None))
    latest = context.until or (known[1] if known else None)
    if known is None or latest is None or days[0] <= latest + _SLACK or not _told_as_done(context, reading):
        return reading
    if reading.reason and reading.reason.startswith(BY_PUBLICATION):
        year = int(reading.value[:4]) - 1
        return reading._replace(
            value=f"{year:04}{reading.value[4:]}", reason=f"{reading.reason}, told as done"
        )
    word = "said" if context.verbs.says(_head(context, reading)) else "told as done"
    return reading._replace(impossible=f"{word} on {reading.value}, but the report was published {known[0]}")


def _head(context: Context, reading: Reading) -> int:
    """The offset of the first word of a reading that the parser knows."""
    for lexeme in context.line.lexemes[reading.first : reading.last]:
        if context.verbs.token(lexeme.start) is not None:
            return lexeme.start
    return reading.start


def _told_as_done(context: Context, reading: Reading) -> bool:
    """Whether the date hangs on a plain past tense: "died on March 3", not "set for" or "was due in"."""
    before = context.word_before(reading.first)
    if before not in _PREPOSITIONS and not (
        grain(reading.value) == "day" and _bare(context, reading, before)
    ):
        return False
    start = _head(context, reading)
    if context.verbs.tense(start) != "past":
        return False
    verb = context.verbs.above(start)
    if verb is None or verb.lemma.lower() in _planning() or not _direct(context, start):
        return False
    return verb.tag == "VBD" or (verb.tag == "VBN" and context.verbs.was_done(start))


def _bare(context: Context, reading: Reading, before: str) -> bool:
    """Whether a day stands without a preposition, beside its verb: "said Friday"."""
    if before in (",", ""):
        return True
    token = context.token(context.line.lexemes[reading.first - 1].start) if reading.first else None
    return token is not None and token.tag == "VBD"


def _direct(context: Context, start: int) -> bool:
    """Whether nothing but a preposition stands between the date and the verb."""
    token = context.token(start)
    for _ in range(4):
        if token is None:
            return False
        head = context.verbs.tokens[token.head]
        if head.pos in ("VERB", "AUX"):
            return True
        if head.pos != "ADP" and head.ent != "DATE" and head.tag not in ("CD", "NNP"):
            return False
        token = head
    return False


def _planning() -> frozenset[str]:
    return frozenset((*table(TABLE)["ahead"], *table(TABLE)["planning"]))
