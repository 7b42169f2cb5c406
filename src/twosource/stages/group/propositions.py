"""Statement -> propositions: one a sentence, and in it one a figure that counts, each with its clause."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ...model import Figure, Proposition, Span, Statement
from ..datelines import dateline
from .wording.daytime import without_clocks

# Measures that tell of the thing and not of the event: they never make a proposition of their own, but are compared.
ASIDE = {"age", "duration", "distance", "share", "rank", "speed", "height", "depth", "temperature", "length"}
_RAGGED = re.compile(
    r"(?:[\s,;:–—-]+(?:and|but|or|with|while|whereas|as|including|among))*[\s,;:–—-]*$", re.IGNORECASE
)
_JOINT = re.compile(r"(?:and|but|that|while|whereas|so that)\s+(?=\w)")
# "The man who held eight people had never worked there": the number tells who is meant, and is not what is said.
MEANT = re.compile(
    r"^\W*(?:[\w’'-]+[\s,]+){1,5}?(?:who|which|that|whose)\s(?P<told>(?:[^,;.]|(?<=\d)[,.](?=\d))*?)\s(?:has|had|have|is|are|was|were|will|would|did|does)\s",
    re.IGNORECASE,
)
_STRONG = re.compile(r"[;:]\s+|\s[–—-]+\s|,\s+(?:and|but|while|with|whereas|though|although)\s+")
_WEAK = re.compile(r",\s+|\s+(?:and|but|while|whereas)\s+")
STOP = re.compile(r"""[.!?…]+["”’')\]]*\s+(?=["“‘'(\[]?[A-Z0-9])""")
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Z]|[ap]\.m|Mr|Mrs|Ms|Dr|St|Sen|Rep|Gov|Gen|Lt|Col|Maj|Capt|Sgt|Adm|Prof|Rev|No|vs|Jan|Feb|Mar|Apr|"
    r"Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Inc|Ltd|Co|Corp|Jr|Sr|U\.S|U\.K|U\.N))\.$"
)
_CLAUSE = re.compile(
    r",\s+(?:(?:and|but|while|whereas|although|though)\s+(?=[\w“\"'])|(?P<ing>)(?=[a-z]{3,}ing\s))",
    re.IGNORECASE,
)
_VERBAL = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|will|would|could|can|may|might|did|does|do|[a-z]{3,}ed|came|went|took|made|"
    r"gave|fell|rose|left|told|found|got|saw|ran|sent|held|lost|began|kept|put|led|became)\b"
)
_ADVERB = re.compile(r"also|then|later|now|still|again|soon|once|[a-z]{2,}ly", re.IGNORECASE)
_AUXILIARY = re.compile(
    r"is|are|was|were|be|been|has|have|had|will|would|could|can|may|might|did|does|do", re.IGNORECASE
)
# After a noun stands none of these: "hope to sail", "reject the charge" have lost their subject.
_OBJECT = re.compile(r"to|the|a|an|its|their|his|her|our|no|any|this|these|those", re.IGNORECASE)
_BEFORE_A_NOUN = re.compile(
    r"the|a|an|its|their|his|her|our|no|any|this|that|these|those|of|on|in|at|by|for|from|with|to|as",
    re.IGNORECASE,
)
_WORDY = re.compile(r"[^\W\d_]{3}")  # "03.41." alone is no sentence: the log's entry follows

# "It was ten past three.": what happened then stands in the sentence before.
_ONLY_WHEN = re.compile(
    r"\W*(?:it|that|this|the time) (?:was|must have been)(?: (?:just|about|around|exactly|only|then|at|before|after|nearly|almost))*\W*",
    re.IGNORECASE,
)


def propositions(statement: Statement) -> tuple[Proposition, ...]:
    """What a statement asserts: one proposition a sentence, and in it one a figure that counts."""
    figures = sorted((f for f in statement.figures if _counts(f)), key=lambda f: f.start)
    cut: list[tuple[int, int, Figure | None]] = []
    for start, end in sentences(statement):
        inside = [f for f in figures if start <= f.start < end]
        stated = [f for f in inside if not f.nominal and not _identifies(statement, start, f)]
        stated = stated or [f for f in inside if f.nominal][:1]
        if len(stated) < 2:
            cut.append((start, end, stated[0] if stated else None))
        else:
            cut += _by_figure(statement, start, end, stated)
    return tuple(
        _proposition(statement, f"{statement.id}/{n}" if len(cut) > 1 else statement.id, start, end, figure)
        for n, (start, end, figure) in enumerate(cut, 1)
    )


def _counts(figure: Figure) -> bool:
    if figure.measure in ASIDE or figure.unit in ("share", "%"):
        return False
    return bool(figure.measure or figure.counts or figure.unit)


def _identifies(statement: Statement, start: int, figure: Figure) -> bool:
    """True for a number that only says who or what is meant, in a clause that hangs on the subject."""
    text = statement.text[start - statement.start :]
    match = MEANT.match(text)
    return match is not None and match.start("told") <= figure.start - start < match.end("told")


def sentences(statement: Statement) -> list[tuple[int, int]]:
    """The sentences of a statement's parts; a sentence that the cue splits is one, from its first part on."""
    found: list[tuple[int, int]] = []
    open_end = False
    for part in statement.parts or (Span(statement.start, statement.end),):
        text = statement.text[part.start - statement.start : part.end - statement.start]
        for number, (start, end) in enumerate(_sentences(text)):
            if number == 0 and open_end and text[:1].islower() and found:
                found[-1] = (found[-1][0], part.start + end)
            else:
                found.append((part.start + start, part.start + end))
        bare = text.rstrip("\"”’' ")
        open_end = not bare.endswith((".", "!", "?")) or bool(_ABBREVIATION.search(bare))
    return [
        (start + statement.start, end + statement.start)
        for first, last, whole in _timed(statement, found or [(statement.start, statement.end)])
        for start, end in ([(first, last)] if whole else _clauses(statement, first, last))
    ]


def _timed(statement: Statement, found: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, bool]]:
    """The sentences within the statement; one that only says what time it was, whole with what happened before it."""
    kept: list[tuple[int, int, bool]] = []
    for start, end in ((start - statement.start, end - statement.start) for start, end in found):
        told = statement.text[start:end]
        bare = without_clocks(told)
        if kept and bare != told and _ONLY_WHEN.fullmatch(bare):
            kept[-1] = (kept[-1][0], end, True)
        else:
            kept.append((start, end, False))
    return iter(kept)


def _clauses(statement: Statement, first: int, last: int) -> Iterator[tuple[int, int]]:
    """The clauses of a sentence: those of the parse, else as its words are cut."""
    if not statement.clauses:
        yield from clauses(statement.text, first, last)
        return
    base = statement.start
    inside = [c for c in statement.clauses if c.start - base < last and c.end - base > first]
    while len(inside) > 1 and not _WORDY.search(
        without_clocks(statement.text[first : inside[1].start - base])
    ):
        inside.pop(0)  # "03.41.", "Twenty to seven.": the log's entry follows
    starts = [first, *(each.start - base for each in inside[1:])]
    ends = [*(each.end - base for each in inside[:-1]), last]
    yield from zip(starts, ends, strict=True)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    filed = dateline(text)
    start = filed.end if filed and filed.form == "capitals" else 0
    for stop in STOP.finditer(text, start):
        head = text[start : stop.end()].rstrip()
        if not _ABBREVIATION.search(head) and _WORDY.search(without_clocks(head)):
            yield start, start + len(head)
            start = stop.end()
    if start < len(text):
        yield start, len(text)


def clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence cut before ", and", ", but", ", while" where a clause of its own follows."""
    at = start
    for joint in _CLAUSE.finditer(text, start, end):
        after = text[joint.end() : end]
        if (
            len(text[at : joint.start()].split()) > 3
            and _VERBAL.search(text, at, joint.start())
            and len(after.split()) > 3
            and (bool(_VERBAL.search(after[:60])) if joint["ing"] is not None else _own_subject(after[:60]))
        ):
            yield at, joint.start()
            at = joint.end()
    yield at, end


def _own_subject(after: str) -> bool:
    """True where a clause begins with whom it tells of, or with what they did next: "the men were freed", "mended

    the nets"; not "have been freed", "hope to sail", which say more of what was said before.
    """
    words = after.split()
    while words and _ADVERB.fullmatch(words[0]):
        words.pop(0)
    if len(words) < 2:
        return False
    if _VERBAL.match(words[0]):
        return not _AUXILIARY.fullmatch(words[0])
    if _OBJECT.fullmatch(words[1]):
        return False
    return any(
        _VERBAL.match(word) and not (word.endswith("ed") and _BEFORE_A_NOUN.fullmatch(before))
        for before, word in pairwise(words)
    )


def _by_figure(
    statement: Statement, start: int, end: int, figures: Sequence[Figure]
) -> Iterator[tuple[int, int, Figure | None]]:
    """Each figure with its clause: cut between two figures where a clause ends; without such a place, together."""
    text, base = statement.text, statement.start
    cuts: list[tuple[int, int] | None] = []
    for left, right in pairwise(figures):
        found = [
            m for p in (_STRONG, _WEAK) for m in [p.search(text, left.end - base, right.start - base)] if m
        ]
        cuts.append((base + found[0].start(), base + found[0].end()) if found else None)
    for index, figure in enumerate(figures):
        first = next((cut[1] for cut in reversed(cuts[:index]) if cut), start)
        last = next((cut[0] for cut in cuts[index:] if cut), end)
        yield first, first + len(_RAGGED.sub("", text[first - base : last - base])), figure


def _proposition(
    statement: Statement, ident: str, start: int, end: int, figure: Figure | None
) -> Proposition:
    joint = _JOINT.match(statement.text, start - statement.start, end - statement.start)
    if joint and joint.end() + 12 < end - statement.start:
        start = statement.start + joint.end()
    return Proposition(
        id=ident,
        statement_id=statement.id,
        report_id=statement.report_id,
        start=start,
        end=end,
        text=statement.text[start - statement.start : end - statement.start],
        polarity=statement.polarity,
        figure=figure,
    )
