"""Propositions with typed slots: what is claimed, how many, when, of which story, affirmed or not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from ...model import Figure, Proposition, Report, Statement
from ..glossed import glossed, known
from .propositions import ASIDE, MEANT, STOP
from .wording.negation import negated
from .wording.words import Content, content, lexicon, names_of, stem

_UNCOMPARED = {"age", "rank"}  # everybody has an age: two ages are of two persons
_BESIDE = re.compile(r",\s+(?:who|whom|which|whose)\b[^,;.]*")  # ", who was hurt,": told beside what is said
# What a picture shows is told of the picture: "Photos posted online show the captured soldier".
_PICTURED = re.compile(
    r"^\W*(?:[\w-]+ ){0,3}?(?:photos?|photographs?|pictures?|images?|videos?|footage|clips?|films?|recordings?)\b"
    r"[^.;]*?\b(?:shows?|showed|showing|depict\w*|purport\w*)\b",
    re.IGNORECASE,
)
_ELLIPTIC = 0.8  # a text of less content than this is filled up from the sentence before it
_FIRST = re.compile(
    r"\bfirst (?:time|instance|occasion|case|known|such|ever|reported|recorded|confirmed)\b|\bmark(?:s|ed|ing)? (?:the|its|their|a) first\b",
    re.IGNORECASE,
)
_RESTS = re.compile(
    r"\b(?:through|via|based on|judging by|on (?=(?:what|information|intelligence|data|figures|reports|pictures|images)\b)|on the (?:strength|basis) of|relying on|thanks to|citing|using|from|according to|"
    r"with the (?:help|aid) of|in (?:\w+ )?(?:cooperation|coordination|collaboration) with)\b",
    re.IGNORECASE,
)
_KNOWN = re.compile(
    r"[^.]{0,40}?\b(?:it (?:has been|had been|was|is) (?:now )?(?:confirmed|established|verified|reported|known)|"
    r"(?:we|I) (?:have |had |can |now |were able to )*(?:confirm|establish|verif|learn|conclud|determin|found)\w*)(?: that)?\s+",
    re.IGNORECASE,
)
_MODAL = re.compile(
    r"\b(?:could|may|might|would|should|must|will|can|need(?:s|ed)? (?:to|for)|plan(?:s|ned)? to|wants? to|hopes? to|if|unless|"
    r"(?:is|are|am|was|were) (?:not )?(?:due|expected|likely|set|about|going) to|(?:[’']re|[’']m|[’']s) (?:not )?going to|risks? of)\b",
    re.IGNORECASE,
)
# "Forty candles stood there, one for every man on board": what stands for others counts those others.
_ONE_FOR = re.compile(
    r"[^\n]{0,120}?\bone for (?:every|each)(?: single| one of (?:the|our|those))? (?P<whom>[a-z]+)",
    re.IGNORECASE,
)
# What an editor puts into a quotation about how it was said: "[in dialect]", "[laughs]".
_INSERTED = re.compile(
    r"\[(?:in|through|via|speaking|translated|laugh\w*|sigh\w*|pause\w*|inaudible|unclear|sic|crosstalk)\b[^\]\n]*\]",
    re.IGNORECASE,
)
_SPAN = re.compile(r"^P(?P<clock>T?)(?P<many>\d+(?:\.\d+)?)(?P<unit>[YMWDHS])$")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_GIVEN = 0.6  # how much weight a name loses that every report of the story opens with
_TOLD_BEFORE = 0.5  # the share of its weight that is left to what only says who is meant
_SHARED = 0.5  # the weight of what a neighbouring clause names for it too
_GIVENS = 0.45  # the weight of a happening told in passing ("the missing sailors", "after the crash")


@dataclass(frozen=True, slots=True)
class Who:
    """Whom a statement is to be counted as coming from; ``own`` where it is an outlet's own voice."""

    origin: str
    named: bool = True
    own: bool = False
    publisher: str = ""
    others: frozenset[str] = frozenset()  # who says it with them: "both the hospital and the mission"


@dataclass(frozen=True, slots=True)
class Slots:
    """A proposition ready to be compared; ``opposites`` are what would turn its concepts round."""

    proposition: Proposition
    text: str  # what is compared: the proposition without its cue
    language: str
    weights: Mapping[str, float]
    total: float
    telling: float  # the share of its content that is not given in its story: 1 where nothing is
    events: frozenset[str]  # what happens in it, not what it only takes as given
    opposites: frozenset[str]
    names: frozenset[str]  # the features that are written as names in it
    clocks: frozenset[str]
    figure: Figure | None
    measures: Mapping[str, frozenset[tuple[float, float]]]  # shares, speeds, spans of time: by unit
    origin: str
    named: bool
    own: bool
    publisher: str
    negated: bool
    modal: bool  # told as possible, wished or to come, not as happened
    dated: bool  # with a time of its own
    days: frozenset[str]  # the days that it names, as dates
    at: str
    about: str
    first: bool = False  # "the first time": a claim about order, beside the event itself
    quoted: bool = False  # a sentence in the speaker's own words, by somebody named
    itself: bool = False  # in posts or a release of the one who says it
    lent: bool = False  # its figure is that of the one thing that is so many in its story
    foreign: bool = False  # ``text`` is its gloss in English
    others: frozenset[str] = frozenset()  # the other origins of a statement of several
    echoes: frozenset[str] = frozenset()  # its statement, and the one that it is told to be the same as

    @property
    def counts(self) -> bool:
        """True where it states a number of more than one."""
        return self.figure is not None and not self.figure.nominal and self.figure.value != 1

    @property
    def id(self) -> str:
        """The proposition's id."""
        return self.proposition.id


def slots(
    proposition: Proposition,
    statement: Statement,
    who: Who,
    report: Report | None = None,
    common: Mapping[str, float] | None = None,
) -> Slots:
    """The slots of a proposition. ``common`` says which share of its story's reports open with a name."""
    said = report.language if report else "en"
    text = _INSERTED.sub(" ", _without_cue(proposition, statement))
    foreign = known(said)
    text, language = (glossed(text, said), "en") if foreign else (text, said)
    lead = _sentence_before(report.text, proposition.start) if report else ""
    if lead and _PICTURED.match(lead):
        text = f"{lead} {text}"
    read = content(text, language)
    lent = content(_shared(proposition, statement), language).weights
    meant = _meant(text, read, language)
    bare = {word: weight * (_TOLD_BEFORE if word in meant else 1.0) for word, weight in read.weights.items()}
    weights = {word: weight * (1 - _GIVEN * (common or {}).get(word, 0.0)) for word, weight in bare.items()}
    if report and proposition.figure is not None and sum(weights.values()) < _ELLIPTIC:
        for word, weight in content(_before(report.text, proposition.start), language).weights.items():
            weights.setdefault(word, 0.6 * weight)
    for word, weight in lent.items():
        if word not in lexicon().events:
            weights.setdefault(word, _SHARED * weight)
    happens = frozenset(w for w in weights.keys() & lexicon().events if weights[w] > _GIVENS)
    if _PICTURED.match(text) and "SHOW" in weights:
        weights |= {w: _TOLD_BEFORE * weights[w] for w in happens - {"SHOW"}}
        happens = frozenset(["SHOW"])
    opposite = lexicon().opposite
    return Slots(
        proposition=proposition,
        text=text,
        language=language,
        weights=weights,
        total=sum(weights.values()),
        telling=sum(weights.values()) / max(sum(bare.values()), 0.01),
        events=happens,
        opposites=frozenset(opposite[w].upper() for w in map(str.lower, weights) if w in opposite),
        names=frozenset(stem(name) for name in names_of(text)),
        clocks=read.clocks,
        figure=_in_english(_standing_for(proposition, report), said),
        measures=_measures(proposition, statement),
        origin=who.origin,
        named=who.named,
        own=who.own,
        publisher=who.publisher,
        others=who.others,
        negated=(negated(text, anywhere=True) if who.own else read.negated)
        or proposition.polarity == "denied",
        modal=bool(_MODAL.search(text)),
        dated=any(proposition.start <= time.start < proposition.end for time in statement.when),
        days=_days(proposition, statement),
        at=(report.published_at or "") if report else "",
        about=proposition.story_id or "",
        first=bool(_FIRST.search(proposition.text)),
        quoted=statement.attribution.direct and who.named and not who.own,
        itself=len(statement.attribution.chain) == 1 and who.named and not who.own,
        foreign=foreign,
    )


def _in_english(figure: Figure | None, language: str) -> Figure | None:
    """A figure with what it counts in English, as far as the glossary goes."""
    return replace(figure, counts=glossed(figure.counts, language)) if figure and figure.counts else figure


def _shared(proposition: Proposition, statement: Statement) -> str:
    """The words elsewhere in its sentence that belong to a proposition too."""
    for each in statement.clauses:
        if max(each.start, proposition.start) < min(each.end, proposition.end):
            spans = [statement.text[s.start - statement.start : s.end - statement.start] for s in each.shared]
            return " ".join(spans)
    return ""


def _standing_for(proposition: Proposition, report: Report | None) -> Figure | None:
    """The proposition's figure; where what it counts stands for something else, counting that."""
    figure = proposition.figure
    if figure is None or report is None:
        return figure
    match = _ONE_FOR.match(report.text, figure.end)
    return replace(figure, counts=match["whom"]) if match else figure


def _sentence_before(text: str, start: int) -> str:
    """What stands in a sentence before a place in it."""
    first = max(text.rfind(sign, max(0, start - 300), start) for sign in (". ", "\n", "? ", "! "))
    return text[first + 1 : start].strip() if first >= 0 else ""


def _meant(text: str, read: Content, language: str) -> frozenset[str]:
    """The features that only say who is meant: "those who removed our observers were officers"."""
    if language != "en":
        return frozenset()
    spans = [match.span("told") for match in [MEANT.match(text)] if match]
    spans += [match.span() for match in _BESIDE.finditer(text)]
    if not spans:
        return frozenset()
    rest = "".join(sign for at, sign in enumerate(text) if not any(start <= at < end for start, end in spans))
    return frozenset(read.weights.keys() - content(rest, language).weights.keys())


def _measures(proposition: Proposition, statement: Statement) -> dict[str, frozenset[tuple[float, float]]]:
    """The quantities of a proposition that are no counts, by unit, each as an interval."""
    found: dict[str, set[tuple[float, float]]] = {}
    for figure in statement.figures:
        aside = figure.measure in ASIDE - _UNCOMPARED or figure.unit == "%"
        if aside and figure.value is not None and proposition.start <= figure.start < proposition.end:
            low = float("-inf") if figure.low is None else figure.low
            high = float("inf") if figure.high is None else figure.high
            found.setdefault(figure.unit or figure.measure or "", set()).add((low, high))
    for time in statement.when:
        match = _SPAN.match(time.value) if time.type == "DURATION" else None
        if match and proposition.start <= time.start < proposition.end:
            found.setdefault(f"for {match['clock']}{match['unit']}", set()).add((float(match["many"]),) * 2)
    return {unit: frozenset(each) for unit, each in found.items()}


def _days(proposition: Proposition, statement: Statement) -> frozenset[str]:
    """The days that a proposition names, as far as they are known to the day."""
    return frozenset(
        match[0]
        for time in statement.when
        if proposition.start <= time.start < proposition.end and not time.said and not time.impossible
        for match in [_DAY.match(time.value)]
        if match
    )


def _before(text: str, start: int) -> str:
    """The sentence before a place, in its own paragraph: what an ellipsis ("There are forty") speaks of."""
    line = text[max(text.rfind("\n", 0, start) + 1, start - 300) : start].rstrip()
    stops = [match.end() for match in STOP.finditer(line, 0, max(len(line) - 2, 0))]
    return line[stops[-1] if stops else 0 :]


def _without_cue(proposition: Proposition, statement: Statement) -> str:
    """The proposition's words without a cue and speaker that split it, nor how its speaker came to know it."""
    text, base = statement.text, statement.start
    within = [c.said for c in statement.clauses if proposition.start <= c.start < proposition.end]
    first = within[0] if within[:1] and within[0] < proposition.end else proposition.start
    pieces = [
        (max(p.start, first) - base, min(p.end, proposition.end) - base)
        for p in statement.parts
        if p.start < proposition.end and first < p.end
    ] or [(proposition.start - base, proposition.end - base)]
    kept = []
    for start, end in pieces:
        piece = text[start:end]
        for link in statement.attribution.chain:
            if link.role == "basis" and link.start is not None and start <= link.start - base < end:
                piece = _without_basis(
                    piece, link.start - base - start, (link.end or link.start) - base - start
                )
        known = _KNOWN.match(piece)
        kept.append(piece[known.end() :] if known and len(piece) - known.end() > 20 else piece)
    return " ".join(kept)


def _without_basis(piece: str, start: int, end: int) -> str:
    """A text without the phrase that names what it rests on: all of it up to its comma, or all that follows."""
    leads = list(_RESTS.finditer(piece, 0, start))
    if not leads:
        return piece
    first = leads[0].start() if leads[0].start() < 12 else leads[-1].start()
    if first < 12:
        comma = piece.find(",", end)
        return piece[comma + 1 :] if 0 < comma < len(piece) - 20 else piece
    return piece[:first] if first > 20 else piece
