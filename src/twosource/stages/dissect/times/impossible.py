"""Dates that cannot be true. They are flagged with the reason and never repaired; both values stay."""

from __future__ import annotations

from datetime import timedelta

from ....data import table
from ....model import Token
from .context import Context, Reading
from .days import grain, spread
from .implicit import BY_PUBLICATION
from .symbols import TABLE

# A desk east of the event may print a day that has not begun in the west.
_SLACK = timedelta(days=1)
_PREPOSITIONS = frozenset(("on", "in", "at", "during"))
# Where somebody spoke: "broke the news at the gates on 3 May" tells when it was broken, not of gates to come.
_STOOD = frozenset(("at", "outside", "inside", "near", "beside"))
# How words are put before the public, and where.
_PUT = frozenset(("make", "issue", "publish", "give", "deliver", "record", "date", "sign", "broadcast", "send", "circulate", "share", "upload", "air"))  # fmt: skip
_OCCASIONS = frozenset(("briefing", "conference", "event", "interview", "speech", "hearing", "appearance", "session", "address", "meeting", "rally"))  # fmt: skip


def flagged(context: Context, reading: Reading) -> Reading:
    """The reading, marked impossible where something is told as done on a day after publication."""
    published = context.published
    days = spread(reading.value)
    if reading.impossible or published is None or days is None or grain(reading.value) is None:
        return reading
    known = spread("-".join(f"{part:02}" for part in published if part is not None))
    latest = context.until or (known[1] if known else None)
    if known is None or latest is None or days[0] <= latest + _SLACK:
        return reading
    if not (_told_as_done(context, reading) or _reported(context, reading)):
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


def _reported(context: Context, reading: Reading) -> bool:
    """Whether a day with its year dates words: "remarks made on", "speaking on", "at a 3 May 2031 briefing"."""
    if grain(reading.value) != "day" or reading.value[:4] not in context.text[reading.start : reading.end]:
        return False
    start = _head(context, reading)
    verb = context.verbs.above(start)
    if verb is None or _ahead(context, verb):
        return False
    if context.word_before(reading.first) not in _PREPOSITIONS:
        return verb.tag == "VBD" and _at_an_occasion(context, start)
    if not _direct(context, start):
        return False
    lemma = verb.lemma.lower()
    if verb.tag == "VBG":
        return lemma in table(TABLE)["speech"] and verb.dep in ("acl", "advcl", "ROOT")
    put = lemma in _PUT or lemma in table(TABLE)["speech"]
    return put and verb.tag == "VBN" and verb.dep in ("acl", "advcl", "conj")


def _ahead(context: Context, verb: Token) -> bool:
    """Whether the verb, or the one it hangs on, tells of what is to come."""
    over = context.verbs.tokens[verb.head]
    return "future" in (context.verbs.tense(verb.start), context.verbs.tense(over.start))


def _at_an_occasion(context: Context, start: int) -> bool:
    """ "told the press at a March 3, 2031 briefing": the day of an occasion at which somebody did something."""
    token = context.token(start)
    if token is None:
        return False
    noun = context.verbs.tokens[token.head]
    before = context.verbs.tokens[noun.head]
    over = context.verbs.tokens[before.head]
    return noun.lemma.lower() in _OCCASIONS and before.text.lower() in ("at", "during") and over.tag == "VBD"


def _bare(context: Context, reading: Reading, before: str) -> bool:
    """Whether a day stands without a preposition, beside its verb: "said Friday"."""
    if before in (",", ""):
        return True
    token = context.token(context.line.lexemes[reading.first - 1].start) if reading.first else None
    return token is not None and token.tag == "VBD"


def _direct(context: Context, start: int) -> bool:
    """Whether nothing but a preposition, or where it was done, stands between the date and the verb."""
    token = context.token(start)
    for _ in range(5):
        if token is None:
            return False
        head = context.verbs.tokens[token.head]
        if head.pos in ("VERB", "AUX"):
            return True
        stood = head.dep == "pobj" and context.verbs.tokens[head.head].text.lower() in _STOOD
        if head.pos != "ADP" and head.ent != "DATE" and head.tag not in ("CD", "NNP") and not stood:
            return False
        token = head
    return False


def _planning() -> frozenset[str]:
    return frozenset((*table(TABLE)["ahead"], *table(TABLE)["planning"]))
