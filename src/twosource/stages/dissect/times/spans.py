"""How long and how often: durations, counted distances ("two days ago"), sets, and vague times ("recently")."""

from __future__ import annotations

from .context import Context, Reading
from .days import Point, shifted
from .grammar import Match, Rule, rule
from .relative import named_point, year_before

_QTY = "(?:DAYNUM|NUM|YEAR|WNUM|FRAC)"
_APPROX = "(?:NO? MORE THAN|AT LEAST|UP TO|ABOUT AND?|SOME)"
_CODES = {"second": "TS", "minute": "TM", "hour": "TH", "day": "D", "week": "W", "month": "M", "year": "Y",
          "quarter": "Q", "weekend": "WE"}  # fmt: skip
# Units that durations are told in by another: a fortnight is two weeks, a decade ten years.
_AS = {
    "fortnight": (2, "week"),
    "decade": (10, "year"),
    "century": (100, "year"),
    "millennium": (1000, "year"),
}
_BARE_LEADS = frozenset(["for", "in", "within", "after", "over", "during", "of", "through"])
_SINGLE_LEADS = frozenset(
    [
        "for",
        "in",
        "within",
        "over",
        "of",
        "after",
        "than",
        "last",
        "lasted",
        "lasting",
        "about",
        "nearly",
        "barely",
        "almost",
        "at",
        "least",
        "less",
        "take",
        "takes",
        "took",
        "just",
        "only",
        "under",
        "every",
        "spent",
        "spend",
        "later",
        "-",
        "up",
        "to",
        "as",
        "until",
        "before",
        "once",
        "wait",
        "waited",
    ]
)


def duration(amount: float | None, unit: str) -> str:
    """The TIMEX3 value of an amount of a unit; X for an unknown amount, halves in the next smaller unit."""
    if amount is None:
        return (
            "PXC" if unit == "century" else _period("X", "year" if unit in ("decade", "millennium") else unit)
        )
    times, unit = _AS.get(unit, (1, unit))
    amount = amount * times
    whole, part = int(amount), amount - int(amount)
    smaller = {"year": ("month", 12), "minute": ("second", 60), "hour": ("minute", 60)}.get(unit)
    if part and smaller and (part * smaller[1]).is_integer():
        rest = _period(f"{int(part * smaller[1])}", smaller[0]).removeprefix("P").removeprefix("T")
        return (
            _period(str(whole), unit) if whole else _period("", unit)[: 2 if "T" in _CODES[unit] else 1]
        ) + rest
    return _period(f"{whole}" if not part else f"{amount:g}", unit)


def _period(count: str, unit: str) -> str:
    code = _CODES.get(unit, "XX")
    return f"PT{count}{code[1]}" if code[0] == "T" else f"P{count}{code}"


def read_span(match: Match, context: Context) -> Reading | None:
    """ "four days", "the last two weeks", "two years ago", "three days later", "a 10-year sentence"."""
    unit = str(match.value("u"))
    if context.word_after(match.last) == "old" or _is_age(match, context):
        return None
    tail = match.kind("tail")
    if not match.has("pre") and not tail and _is_rate(match, context):
        return None
    if unit == "quarter" and (match.has("an") or context.word_after(match.last) == "of") and not tail:
        return None
    if unit == "second" and match.has("an"):
        return None
    amount = _amount(match)
    if tail in ("AGO", "EARLIER", "LATER", "HENCE", "FROM") or tail == "NOW":
        return _counted(match, context, amount, unit, tail)
    if match.has("an") and not match.has("pre") and not match.has("ap") and not _is_span(match, context):
        return None
    return match.reading(duration(amount, unit), "DURATION")


def _amount(match: Match) -> float | None:
    if match.has("few"):
        return None
    if match.has("couple"):
        return 2
    if match.has("dozen"):
        return 12
    if match.has("halfof"):
        return 0.5
    if match.has("an"):
        return 1.5 if match.has("plushalf") else 1
    amount = float(match.value("q"))
    return amount + 0.5 if match.has("plushalf") or match.has("qhalf") else amount


def _is_age(match: Match, context: Context) -> bool:
    at = match.last
    return context.word_after(at) == "-" and context.word_after(at + 1) in ("old", "olds")


def _is_rate(match: Match, context: Context) -> bool:
    """ "900 loaves a day", "$3 a year": a rate, not a time."""
    if not match.has("an"):
        return False
    before = context.line.lexemes[match.first - 1] if match.first else None
    token = context.token(before.start) if before else None
    if token is not None:
        return token.pos in ("NOUN", "NUM", "SYM") or (token.pos == "PROPN" and token.tag != "NNP")
    return context.word_before(match.first) not in _SINGLE_LEADS


def _is_span(match: Match, context: Context) -> bool:
    before, after = context.word_before(match.first), context.word_after(match.last)
    if match.value("u") == "quarter":
        return False
    return before in _SINGLE_LEADS or after in ("of", "after", "before", "from", "to", "or", "and", "in")


def _counted(match: Match, context: Context, amount: float | None, unit: str, tail: str) -> Reading | None:
    """A distance from publication ("ago") or from the last date in the text ("later", "earlier")."""
    back = tail in ("AGO", "EARLIER")
    if amount is None:
        return match.reading("PAST_REF" if back else "FUTURE_REF", "DATE")
    if unit in ("minute", "hour", "second"):
        return match.reading(duration(amount, unit), "DURATION")
    if back and amount == 1 and unit == "year":
        return match.reading(year_before(context), "DATE", "a year before the period last named")._replace(
            aside=True
        )
    whole, unit = (amount, unit) if unit not in _AS else (amount * _AS[unit][0], _AS[unit][1])
    by_text = tail in ("EARLIER", "LATER") or context.narrative
    anchor: Point | None = named_point(context, unit) if by_text else context.published
    if whole != int(whole):
        whole, unit = (whole * 12, "month") if unit == "year" else (round(whole), unit)
    value = shifted(anchor, int(-whole if back else whole), unit)
    whence = "the last date in the text" if by_text else "publication"
    return match.reading(value, "DATE", f"counted from {whence}" if anchor else f"{whence} is not known")


def read_bare(match: Match, context: Context) -> Reading | None:
    """ "for months", "recent weeks", "weeks later"."""
    unit, tail, kind = str(match.value("u")), match.kind("tail"), match.kind("mod")
    if context.word_after(match.last) == "old":
        return None
    if tail in ("AGO", "EARLIER", "LATER"):
        return match.reading("FUTURE_REF" if tail == "LATER" else "PAST_REF", "DATE")
    if kind == "RECENT" and unit == "year":
        return match.reading("PAST_REF", "DATE")
    if kind == "THESE":
        return match.reading("PRESENT_REF", "DATE") if unit == "day" else None
    if kind or tail:
        return match.reading(duration(None, unit), "DURATION")
    if unit in ("second", "quarter", "weekend"):
        return None
    before, after = context.word_before(match.first), context.word_after(match.last)
    if before == "of" and context.word_before(match.first - 1) in (
        "matter",
        "hundreds",
        "thousands",
        "tens",
        "dozens",
    ):
        return None
    if before in _BARE_LEADS and after != "of":
        return match.reading(duration(None, unit), "DURATION")
    return None


def read_each(match: Match, context: Context) -> Reading | None:
    """ "every day", "each Thursday", "every two weeks"."""
    kind, value = match.kind("u"), match.value("u")
    if kind in ("UNIT", "UNITS"):
        amount = float(match.value("q")) if match.has("q") else 1
        return match.reading(duration(amount, str(value)), "SET")
    return match.reading(_set_of(kind, value), "SET")


def read_sets(match: Match, context: Context) -> Reading | None:
    """ "Tuesdays", "Tuesday nights"."""
    part = f"T{match.value('p')}" if match.has("p") else ""
    return match.reading(_set_of("WDAY", match.value("w")) + part, "SET")


def _set_of(kind: str, value: object) -> str:
    if kind in ("WDAY", "WDAYS"):
        return f"XXXX-WXX-{value}"
    if kind == "MONTH":
        return f"XXXX-{value:02}"
    return f"XXXX-{value}" if kind == "SEASON" else f"XXXX-XX-XXT{value}"


def read_daily(match: Match, context: Context) -> Reading | None:
    """ "daily", "weekly"; not the name of a paper."""
    word = context.text[match.line.lexemes[match.first].start : match.line.lexemes[match.first].end]
    token = context.token(match.line.lexemes[match.first].start)
    if (word[0].isupper() and context.word_before(match.first) not in ("", ".")) or (
        token and token.pos == "NOUN"
    ):
        return None
    if word.lower() in ("monthly", "yearly", "weekly") and not (token is None or token.pos == "ADV"):
        return None
    return match.reading(str(match.value("v")), "SET")


def read_vague(match: Match, context: Context) -> Reading | None:
    """ "now", "recently", "recent"."""
    return match.reading(str(match.value("v")), "DATE")


def read_current(match: Match, context: Context) -> Reading | None:
    """ "the current leadership": the adjective before a noun."""
    after = (
        context.token(match.line.lexemes[match.last].start) if match.last < len(match.line.lexemes) else None
    )
    return (
        None
        if after is None or after.pos not in ("NOUN", "PROPN", "ADJ")
        else match.reading("PRESENT_REF", "DATE")
    )


def read_past(match: Match, context: Context) -> Reading | None:
    """ "the past", where nothing follows that would be past."""
    return match.reading("PAST_REF", "DATE") if not context.word_after(match.last).isalnum() else None


def read_future(match: Match, context: Context) -> Reading | None:
    """ "in the future", "the near future"."""
    after = context.word_after(match.last)
    if after == "of" or (
        after.isalpha() and not match.has("near") and context.word_before(match.first) != "in"
    ):
        return None
    return match.reading("FUTURE_REF", "DATE")


_AMOUNT = (
    f"(?:(?P<q>{_QTY})(?P<qhalf> AND AN HALVES)?(?: (?:AND|TO|HYPH|DASH) (?P<q2>{_QTY}))?"
    "|(?P<few>AN? VERY? FEW|SOME)|(?P<couple>AN? COUPLE OF? MORE?)|(?P<dozen>AN? DOZEN)|(?P<halfof>HALVES AN)"
    "|(?P<an>AN))"
)
_PRE = "(?P<pre>(?:EACH OF)? (?:THE|ITS|THESE|THIS)? (?:LAST|PAST|NEXT|COMING|FOLLOWING|PREVIOUS|LATEST|ORD|RECENT|THE|SAME))"
RULES: tuple[Rule, ...] = (
    rule("span", f"(?P<ap>{_APPROX})? {_PRE}? {_AMOUNT} (?:MORE|SINGLE|HYPH)* (?P<u>UNIT|UNITS)"
         "(?P<plushalf> AND AN HALVES)? (?: (?:AND) (?:SO|WNUM))? (?P<tail>AGO|EARLIER|LATER|HENCE|IN NOW)?", read_span),
    rule("bare", "THE? (?P<mod>RECENT|COMING|PAST|THESE|FOLLOWING)? (?P<u>UNITS) (?P<tail>AGO|EARLIER|LATER|AHEAD)?",
         read_bare),
    rule("each", f"(?:EACH|PER) (?P<q>{_QTY})? SINGLE? (?P<u>UNIT|UNITS|WDAY|MONTH|SEASON|PART)", read_each),
    rule("sets", "(?:(?P<w>WDAYS|WDAY) (?P<p>PARTS))", read_sets),
    rule("weekdays", "(?P<w>WDAYS)", read_sets),
    rule("daily", "(?P<v>DAILY)", read_daily),
    rule("now", "RIGHT? (?P<v>NOW)", read_vague),
    rule("recently", "MORE? (?P<v>RECENTLY)", read_vague),
    rule("recent", "(?P<v>RECENT)", read_vague),
    rule("current", "(?P<v>CURRENT)", read_current),
    rule("past", "THE PAST", read_past),
    rule("future", "THE (?P<near>VERY? NEAR)? FUTURE", read_future),
    rule("time being", "THE (?P<v>TIME) BEING", lambda match, context: match.reading("PRESENT_REF", "DATE")),
)  # fmt: skip
