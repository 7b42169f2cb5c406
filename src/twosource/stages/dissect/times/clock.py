"""Times of day. Their day is not in them: a reading whose value begins with ``T`` waits for one."""

from __future__ import annotations

from .context import Context, Reading
from .days import shifted
from .grammar import Match, Rule, rule
from .relative import named_point
from .symbols import alphabet

_HALF = "morning or afternoon is not said"
_DURING = frozenset(
    ("in", "during", "through", "throughout", "by", "for", "over", "on", "before", "after", "of")
)
_LEADS = frozenset(
    ("at", "by", "around", "about", "until", "till", "from", "between", "before", "after", "since", "to", "and", ",", "(")
)  # fmt: skip
_FOREIGN_LEADS = frozenset(("в", "во", "к", "около", "о", "об", "um", "gegen", "à", "vers", "a", "las", "la"))


def _clock(hour: int, minute: int) -> str | None:
    if not (0 <= hour <= 24 and 0 <= minute < 60):
        return None
    return f"T{hour:02}:{minute:02}"


def read_half_day(match: Match, context: Context) -> Reading | None:
    """ "3:41 a.m.", "8 p.m. local time", "10.30pm"."""
    hour, minute = _parts(match, context)
    if not 1 <= hour <= 12:
        return None
    afternoon = str(match.value("ap"))[0] in "pP"
    value = _clock(hour % 12 + 12 * afternoon, minute)
    return match.reading(value, "TIME") if value else None


def _parts(match: Match, context: Context) -> tuple[int, int]:
    lexeme = match.lexeme("h")
    if lexeme is None:
        return -1, 0
    text = context.text[lexeme.start : lexeme.end]
    for mark in ":.h":
        if mark in text:
            hour, minute = text.split(mark)[:2]
            return (
                (int(hour), int(minute))
                if hour.isdigit() and minute.isdigit() and len(minute) == 2
                else (-1, 0)
            )
    return int(lexeme.value), 0


def read_day_clock(match: Match, context: Context) -> Reading | None:
    """ "19:15", "11:44 GMT"; a score or a race time is none."""
    hour, minute = _parts(match, context)
    text = str(match.value("h"))
    before = context.word_before(match.first)
    sure = before in ("at", "until", "by") or before in _FOREIGN_LEADS
    if not match.has("zone") and not sure and (before not in _LEADS or len(text) < 5):
        return None
    value = _clock(hour, minute) if hour < 24 else None
    return match.reading(value, "TIME") if value else None


def read_hours(match: Match, context: Context) -> Reading | None:
    """ "15 Uhr", "15.30 Uhr"."""
    hour, minute = _parts(match, context)
    value = _clock(hour, minute)
    return match.reading(value, "TIME") if value else None


def read_military(match: Match, context: Context) -> Reading | None:
    """ "0530 GMT", "1900 hours"."""
    digits = f"{match.value('h')}".zfill(4)
    value = _clock(int(digits[:2]), int(digits[2:4])) if len(digits) == 4 and digits.isdigit() else None
    return match.reading(value, "TIME") if value else None


def read_oclock(match: Match, context: Context) -> Reading | None:
    """ "three o'clock", "4 in the morning"."""
    hour = int(match.value("h"))
    if not 1 <= hour <= 12:
        return None
    part = match.value("p")
    late = part in ("AF", "EV") or (part == "NI" and hour >= 6)
    value = _clock(hour % 12 + 12 if late else hour % 12 if part else hour, 0)
    return match.reading(value, "TIME", None if part else _HALF) if value else None


def read_noon(match: Match, context: Context) -> Reading:
    """ "noon", "midnight"."""
    return match.reading(f"T{match.value('v')}", "TIME")


def read_part(match: Match, context: Context) -> Reading | None:
    """ "this morning", "last night", "that evening", "the next morning"; a bare "night" waits for its day."""
    part, kind = match.value("p"), match.kind("mod")
    if kind in ("THIS", "LAST", "TONIGHT") or match.kind("p") == "TONIGHT":
        part = "NI" if match.kind("p") == "TONIGHT" else part
        anchor = named_point(context, "day") if context.narrative else context.published
        value = shifted(anchor, -1 if kind == "LAST" else 0, "day")
        return match.reading(f"{value}T{part}", "TIME", "counted from publication")
    if kind in ("THAT", "SAME", "NEXT", "FOLLOWING", "PREVIOUS"):
        step = {"NEXT": 1, "FOLLOWING": 1, "PREVIOUS": -1}.get(kind, 0)
        value = shifted(named_point(context, "day"), step, "day")
        return match.reading(f"{value}T{part}", "TIME", "counted from the last date in the text")
    if match.line.lexemes[match.first].symbol == alphabet()["THE"]:
        during = context.word_before(match.first) in _DURING
        return match.reading(f"T{part}", "TIME") if during or context.word_after(match.last) == "of" else None
    return match.reading(f"T{part}", "TIME")


def read_hours_between(match: Match, context: Context) -> list[Reading] | None:
    """ "between one and three this afternoon": both hours are of that part of that day."""
    hours, part = [int(match.value(group)) for group in ("a", "b")], match.value("p")
    late = part in ("AF", "EV")
    if not all(1 <= hour <= 12 for hour in hours):
        return None
    first, last = (_clock(hour % 12 + 12 * late, 0) for hour in hours)
    if match.kind("mod") in ("THIS", "LAST"):
        anchor = named_point(context, "day") if context.narrative else context.published
        # Two o'clock "last night" was this morning.
        back = match.kind("mod") == "LAST" and not (part == "NI" and hours[1] < 6)
        day, why = shifted(anchor, -int(back), "day"), "counted from publication"
    else:
        day, why = shifted(named_point(context, "day"), 0, "day"), "counted from the last date in the text"
    between = match.span("b")[0]
    return [
        match.reading(f"{day}{first}", "TIME", why, first=match.span("a")[0], last=match.span("a")[1]),
        match.reading(f"{day}{last}", "TIME", why, first=between),
    ]


def read_past_hour(match: Match, context: Context) -> Reading | None:
    """ "at ten to eleven", "seventeen minutes past two"; the half of the day is not said unless its part is."""
    hour = int(match.value("h"))
    minutes = {"HALVES": 30, "UNIT": 15}.get(match.kind("m")) or int(match.value("m"))
    if not 1 <= hour <= 12 or minutes > 30:
        return None
    if match.has("unit") and (match.kind("m") in ("HALVES", "UNIT") or match.value("unit") != "minute"):
        return None
    if match.kind("m") == "UNIT" and match.value("m") != "quarter":
        return None
    past, part = match.kind("to") == "PAST", match.value("p")
    if not past and not part and not _of_the_clock(match, context):
        return None
    total = (hour * 60 + (minutes if past else -minutes)) % (12 * 60)
    late = part in ("AF", "EV") or (part == "NI" and hour >= 6)
    hour, minute = total // 60, total % 60
    value = _clock(hour + 12 * late if part else hour or 12, minute)
    return match.reading(value, "TIME", None if part else _HALF) if value else None


def _of_the_clock(match: Match, context: Context) -> bool:
    """Whether "ten to seven" is a time: after a word that says when, "it was", or alone at the head of a log's line."""
    before = context.word_before(match.first)
    if before in _LEADS - {"to", "from", "between", "and", ",", "("}:
        return True
    if before in ("was", "is", "'s", "’s"):
        odds = context.word_after(match.last) in ("against", "that")
        return not odds and context.word_before(match.first - 1) in ("it", "time", "clock")
    opens = (
        not before
        or before in '"“‘«([.!?:'
        or match.line.lexemes[match.first - 1].symbol == alphabet()["BREAK"]
    )
    return opens and context.word_after(match.last) in (".", ":", "–", "—")


_ZONE = "(?P<zone>ZONE|LOCAL TIME|HRS|UNITS)"
RULES: tuple[Rule, ...] = (
    rule("half day", f"ABOUT? (?P<h>CLOCK|DAYNUM|NUM|WNUM) (?P<ap>AMPM) {_ZONE}?", read_half_day),
    rule("day clock", f"ABOUT? (?P<h>CLOCK) {_ZONE}?", read_day_clock),
    rule("military", "(?P<h>MIL|YEAR|NUM) (?P<zone>ZONE)", read_military),
    rule("military beside", "(?P<h>MIL|YEAR|NUM)(?= OPEN (?:MIL|YEAR|NUM) ZONE)", read_military),
    rule("hours between", "BETWEEN (?P<a>DAYNUM|WNUM) (?:AND|TO) (?P<b>DAYNUM|WNUM) OCLOCK?"
         " (?P<mod>THIS|LAST|THAT|SAME) (?P<p>PART)", read_hours_between),
    rule("o'clock", "(?P<h>DAYNUM|WNUM) OCLOCK (?:(?:IN THE|THIS|THAT|AT) (?P<p>PART))?", read_oclock),
    rule("hour of part", "(?P<h>DAYNUM|WNUM) (?:IN THE|THIS|THAT) (?P<p>PART)", read_oclock),
    rule("past hour", "AN? (?P<m>WNUM|DAYNUM|HALVES|UNIT) (?P<unit>UNITS|UNIT)? (?P<to>TO|PAST) (?P<h>WNUM|DAYNUM)"
         " (?:(?:IN THE|THIS|THAT|AT) (?P<p>PART))?", read_past_hour),
    rule("noon", "(?P<v>NOON)", read_noon),
    rule("part", "(?:THE? (?P<mod>THIS|LAST|THAT|SAME|NEXT|FOLLOWING|PREVIOUS))? (?:EARLY|LATE)? (?P<p>PART)", read_part),
    rule("tonight", "(?P<p>TONIGHT)", read_part),
    rule("overnight", "(?P<p>OVERNIGHT)", read_part),
    rule("the part", "THE (?:EARLY|LATE)? (?P<p>PART)", read_part),
)  # fmt: skip
