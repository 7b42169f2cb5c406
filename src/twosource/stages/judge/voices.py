"""Who carries a claim: one Voice a proposition, its chain read from the page to the origin."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ...model import Claim, Evidence, Link, Proposition, Statement
from ...text import slug
from .ground import Grounds, moment

# An outlet that says that it saw or counted for itself is an origin; one that repeats is not (ruling 7).
_STAFF = (
    "reporters?|correspondents?|photographers?|journalists?|crews?|teams?|man|woman|people|camera operators?|volunteers?|"
    "observers?|monitors?|researchers?|staff|engineers?|analysts?|investigators?|scientists?|inspectors?|members?|"
    "instruments?|cameras?|microphones?|stations?|sensors?"
)
_SAW = (
    "saw|seen|watched|counted|witnessed|heard|observed|photographed|filmed|tallied|measured|recorded|"
    "logged|timed|examined|found"
)
_SEES = "sees?|counts?|watch(?:es)?|finds?|hears?|measures?|times|records?"
_BEEN = "passed|stood|stands|visited|walked|arrived|went|drove|looked|was there|came by|has been"
_WORKED = "count|tally|analysis|investigation|calculations?|measurements?|reconstruction|review|examination|reckoning|database"
_WITNESS = re.compile(
    rf"\b(?:[Oo]ur) (?:own|colleague|man|woman|(?:\w+ ){{0,2}}(?:reporter|correspondent|photographer)) [A-Z]\w+ [A-Z][\w-]+\b[^.]{{0,120}}\. (?:S?[Hh]e|They) (?:\w+ ){{0,2}}?(?:{_SAW}|{_SEES})\b"
    rf"|\b(?:our|this (?:newspaper|station|channel|outlet|paper)['’]s)\s+(?:\w+\s+){{0,3}}?(?:{_STAFF})\b[^.]{{0,80}}?"
    rf"(?:\. They\b[^.]{{0,20}}?)?\b(?:{_SAW}|{_SEES})\b"
    r"|\b(?:an?|the|two|three|one)\s+(?:[\w-]+\s+){0,3}?(?:reporters?|correspondents?|photographers?|journalists?)\b[^.]{0,80}?"
    r"\b(?:saw|watched|counted|witnessed|heard|observed|photographed|filmed|tallied)\b"
    r"|\b(?:two|three|some|several) of us\b[^.]{0,80}?\b(?:saw|watched|counted|walked|witnessed|heard)\b"
    r"|\b(?:we|I)\s+(?:\w+\s+){0,2}?(?:saw|watched|counted|witnessed|heard|walked|observed|filmed|tallied|measured|"
    r"photographed|recorded|logged|timed)\b"
    r"|\b(?:we|I)\s+(?:(?:was|were|had been|stood|sat|stayed|arrived)\s+(?:\w+\s+){0,1}?(?:in|at|on|inside|outside|near|by|among|opposite)\s+"
    r"(?:the|a|an|one|that|[A-Z])|(?:am|are)\s+(?:standing\s+|here\s+|now\s+){0,2}(?:in front of|outside|inside|opposite|near|by|at)\s+(?:the|a|an|[A-Z])"
    r"|(?:was|were|stood)\s+(?:right\s+|already\s+)?there\b)"
    r"|\b(?:we|I)\s+(?:can|could)\s+(?:\w+\s+)?(?:see|hear|smell|count|make out)\b"
    rf"|\bthis (?:reporter|correspondent|writer)\b[^.]{{0,40}}\b(?:{_SAW}|{_SEES}|{_BEEN})\b"
    r"|\b(?:our|my) (?:own )?(?:finding|count|measurements?|analysis|investigation)\b(?: is| was|:| shows?| found)"
    rf"|\b(?:by|according to) our (?:own )?(?:{_WORKED})\b"
    r"|\b(?:seen|counted|witnessed|observed) by (?:our|this|a)\b[^.]{0,40}\b(?:reporter|correspondent|station|newspaper)",
    re.IGNORECASE,
)
# How a partner's word came that shows its own evidence (stages/share/arrivals.py).
EVIDENCE = "own evidence"
_NOBODY = re.compile(
    r"^(?:unnamed(?: source)?|nobody named|unknown|agentless|it|(?:the |an? |some |various |several )?"
    r"(?:reports?|images?|photos?|photographs?|pictures?|videos?|footage|clips?|rumou?rs?)\b.*)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Voice:
    """One proposition and the sources on its way, as canonical ids. ``origin`` has its body folded in."""

    proposition: Proposition
    statement: Statement
    publisher: str
    relays: tuple[str, ...]
    origin: str
    speaker: str  # the origin as named: the person, where a body stands behind
    named: bool
    bases: tuple[str, ...]
    unnamed_bases: tuple[str, ...]
    own: bool  # the outlet's own voice
    witness: bool  # it says that it saw or counted for itself
    nobody: bool  # agentless: "reportedly", "it is estimated"
    at: str  # when its report was published; "" where nobody knows


def voices(claim: Claim, grounds: Grounds, as_of: str | None = None) -> tuple[Voice, ...]:
    """The voices of a claim in order of time; those after ``as_of`` are left out, undated ones stay."""
    held = [p for p in claim.propositions if p.statement_id in grounds.statements]
    found = [voice for p in held for voice in _voices(p, grounds)]
    kept = [v for v in found if as_of is None or not v.at or v.at <= as_of]
    return tuple(sorted(kept, key=lambda v: (v.at or "~", v.proposition.id)))


def _voices(proposition: Proposition, grounds: Grounds) -> list[Voice]:
    """One voice, or one for each of those who say it in one breath: "the police and the council said"."""
    chain = grounds.statements[proposition.statement_id].attribution.chain
    origins = [link for link in chain if link.role == "origin"]
    found = [_voice(proposition, grounds, link) for link in origins] or [_voice(proposition, grounds, None)]
    named = [voice for voice in found if voice.named]
    return named if len(named) > 1 else found[-1:]


def _voice(proposition: Proposition, grounds: Grounds, origin: Link | None) -> Voice:
    statement = grounds.statements[proposition.statement_id]
    report = grounds.reports[statement.report_id]
    chain = statement.attribution.chain
    publisher = next((link for link in chain if link.role == "publisher"), None)
    relays = [link for link in chain if link.role == "relay"]
    bases = [link for link in chain if link.role == "basis"]
    page = publisher or Link(
        "publisher", report.publisher or "unknown publisher", slug(report.publisher or report.id)
    )
    last = origin or (relays[-1] if relays else page)
    press = _is_press(_key(page, report.id, grounds), grounds)
    if origin is None and not relays:
        last = _rested(bases, statement, press, grounds) or page
        bases = [link for link in bases if link is not last]
    elif origin is not None and not (press or relays or origin.named) and origin.start is None:
        last = page  # in a body's release "the conclusion that" and "it is estimated" are the body's
    speaker = _key(last, report.id, grounds)
    ours = speaker == _key(page, report.id, grounds)  # "a Courier reporter" in the Courier
    own = (ours or origin is None) and not relays and last.role != "basis" and _is_press(speaker, grounds)
    retold = last is page and not press and bool(_RETOLD.search(_before(proposition, report.text)))
    return Voice(
        proposition=proposition,
        statement=statement,
        publisher=_key(page, report.id, grounds),
        relays=tuple(grounds.body(_key(link, report.id, grounds)) for link in relays if link is not last),
        origin=grounds.body(speaker),
        speaker=speaker,
        named=(last is page and page.named and not retold) or _named(last, speaker, grounds),
        bases=tuple(
            grounds.body(key)
            for link in bases
            if _named(link, key := _key(link, report.id, grounds), grounds)
        ),
        unnamed_bases=tuple(
            key for link in bases if not _named(link, key := _key(link, report.id, grounds), grounds)
        ),
        own=own,
        witness=own
        and (
            statement.attribution.medium == EVIDENCE
            or _saw(_around(statement, grounds), report.publisher or "")
        ),
        nobody=retold
        or (
            not own
            and not _named(last, speaker, grounds)
            and (last.start is None or bool(_NOBODY.match(last.name.strip())))
        ),
        at=moment(report),
    )


# How a body repeats what others say of it, mostly to deny it: nobody's word.
_RETOLD = re.compile(
    r"\b(?:newspapers?|media|press|reports?|outlets?|channels?|websites?|some|others|many|people|rumou?rs?|it (?:is|was|has been|"
    r"had been)) (?:\w+ ){0,3}?(?:print|writ|wrot|report|claim|sa[iy]|alleg|suggest|publish|circulat|stat)\w*(?: \w+){0,4}?,? that "
    r"|\b(?:reject|den(?:y|ie)|dismiss|refute|contest|dispute|contradict)\w* (?:\w+ ){0,3}?(?:claim|report|allegation|suggestion|"
    r"rumou?r|account|assertion|accusation|statement)s? (?:[\w’']+ ){0,5}?that ",
    re.IGNORECASE,
)


def _before(proposition: Proposition, text: str) -> str:
    """The sentence in which a proposition stands, up to its first words."""
    start = max(text.rfind(mark, 0, proposition.start) for mark in (". ", "\n", "! ", "? ", ": ")) + 1
    return text[start : proposition.start + 60 if _opens(proposition, start) else proposition.start]


def _opens(proposition: Proposition, start: int) -> bool:
    return proposition.start - start < 3


def _rested(bases: Sequence[Link], statement: Statement, press: bool, grounds: Grounds) -> Link | None:
    """Whom an outlet says in its own voice that it has it from; None where it saw for itself."""
    publisher = grounds.reports[statement.report_id].publisher or ""
    if not press or _saw(_around(statement, grounds), publisher):
        return None
    return next(
        (link for link in bases if _named(link, _key(link, statement.report_id, grounds), grounds)),
        None,
    )


def _saw(around: str, publisher: str) -> bool:
    """True where the outlet says that it saw for itself: "we counted", "the Gazette counted", "the Gazette's reporter stood"."""
    return bool(_WITNESS.search(around) or (publisher and _by_name(publisher).search(around)))


@cache
def _by_name(publisher: str) -> re.Pattern[str]:
    """An outlet's own name, in full or by its last word, with what its people saw or where they stood."""
    words = publisher.removeprefix("The ").split()
    called = "|".join(
        re.escape(name) for name in dict.fromkeys((" ".join(words), words[-1])) if len(name) > 2
    )
    if not called:
        return re.compile(r"(?!)")
    return re.compile(
        rf"\b(?:[Tt]he |[Aa]n? )?(?:{called})(?:['’]s? (?:own )?(?:\w+ ){{0,2}}?(?:{_STAFF})| (?:{_STAFF}))(?: [\w-]+){{0,4}}? (?:{_SAW}|{_SEES}|{_BEEN})\b"
        rf"|\b(?:{_WORKED}) (?:\w+ ){{0,2}}?(?:by|from) (?:[Tt]he )?(?:{called})\b"
        rf"|\b(?:[Tt]he |[Aa]n? )?(?:{called})(?:['’]s?)? (?:own )?(?:{_WORKED})\b"
        rf"|\b(?:[Tt]he )?(?:{called}) (?:itself |also |has |had ){{0,2}}(?:saw|seen|watched|counted|counts|witnessed|observed|photographed|filmed|measured)\b"
    )


_JOINTLY = re.compile(
    r"\b[Jj]ointly\b|\bjoint\b|\b[Tt]ogether\b|\b(?:which |that )?(?:both|all three|the two) (?:had |have )?signed\b|\bsigned by (?:both|the two|all)\b"
    r"|\b(?:in|by) a common (?:statement|communiqu[eé]|declaration)\b"
)  # no name: "the Joint Monitoring Group"


def jointly(statement: Statement, grounds: Grounds) -> bool:
    """True where those who say it in one breath are said to have worked it out together, there or right after."""
    text = grounds.reports[statement.report_id].text
    return bool(
        _JOINTLY.search(text, statement.end, statement.end + 160)
        or _JOINTLY.search(_around(statement, grounds))
    )


def _key(link: Link, report_id: str, grounds: Grounds) -> str:
    """A named source by its canonical id; an unnamed one is another in every report, unless edges say not."""
    found = grounds.who(link.source_id, report_id)
    return found if link.named or found != link.source_id else f"{link.source_id}@{report_id}"


def _named(link: Link, ident: str, grounds: Grounds) -> bool:
    """True where the text names it, or where it was found out who is meant."""
    if link.named or ident == link.source_id:
        return link.named
    source = grounds.sources.get(ident)
    return source.named if source is not None else not ident.startswith("unnamed")


def _is_press(ident: str, grounds: Grounds) -> bool:
    """True for an outlet; a body that publishes for itself is asked and answers like any other source."""
    source = grounds.sources.get(ident)
    return source is None or source.kind in ("outlet", "agency", "channel", "unknown", "unnamed")


def _around(statement: Statement, grounds: Grounds) -> str:
    """The sentence(s) a statement stands in: what an outlet says of its own eyes may stand beside the content.

    What others say in quotation marks before it is none of the outlet's.
    """
    text = grounds.reports[statement.report_id].text
    start = max(text.rfind("\n", 0, statement.start) + 1, statement.start - 160)
    stop = _STOP.search(text, statement.end, statement.end + 120)
    before = _QUOTED.sub(" ", text[start : statement.start])
    return before + text[statement.start : stop.start() if stop else statement.end]


_STOP = re.compile(r"[.!?](?=\s|$)|\n|$")
_QUOTED = re.compile(r"[\"“][^\"“”\n]*[\"”]")


def called(node: str, kept: Sequence[Voice], grounds: Grounds) -> str:
    """A source by its name; one left unnamed as its report calls it."""
    if node in grounds.sources or not node.startswith("unnamed"):
        return grounds.name(node)
    for voice in kept:
        if voice.origin == node:
            return voice.statement.attribution.speaker.name
    return grounds.name(node.split("@")[0])


def spoken_at(voice: Voice, grounds: Grounds) -> Evidence:
    """Where a voice says it."""
    return grounds.evidence(voice.statement.id, voice.proposition.start, voice.proposition.end)
