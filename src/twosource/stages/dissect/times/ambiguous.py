"""Words that are times only in company: May, March, fall, second, past, the Sunday papers."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ....data import table
from ....model import Token
from .symbols import TABLE, Lexeme, alphabet


def settled(text: str, lexemes: list[Lexeme], token_at: Callable[[int], Token | None]) -> list[Lexeme]:
    """Words that are times only in company (May, fall, second, am) keep their class or become OTHER."""
    signs = alphabet()
    checks = {signs[name]: check for name, check in _CHECKS.items()}
    for index, lexeme in enumerate(lexemes):
        check = checks.get(lexeme.symbol)
        if check and not check(_Around(text, lexemes, index, token_at(lexeme.start))):
            lexemes[index] = lexeme._replace(symbol=signs["OTHER"])
        elif lexeme.symbol == signs["ORD"] and lexeme.value == 2 and _counted(lexemes, index):
            lexemes[index] = lexeme._replace(symbol=signs["UNIT"], value="second")
    return lexemes


def _counted(lexemes: list[Lexeme], index: int) -> bool:
    signs = alphabet()
    numbers = {signs["WNUM"], signs["NUM"], signs["DAYNUM"]}
    before = [lexeme.symbol for lexeme in lexemes[max(0, index - 2) : index]]
    return bool(before) and (before[-1] in numbers or (before[-1] == signs["HYPH"] and before[0] in numbers))


_LOOK = 400


class _Around:
    """A lexeme with its neighbours."""

    def __init__(self, text: str, lexemes: list[Lexeme], index: int, token: Token | None) -> None:
        self.text, self.lexemes, self.index, self.token = text, lexemes, index, token
        self.word = text[lexemes[index].start : lexemes[index].end]

    def symbol(self, step: int, skip: str = "") -> str:
        """The class sign ``step`` away (past those of the ``skip`` classes), "" outside the passage."""
        skipped = {alphabet()[name] for name in skip.split()}
        at = self.index + step
        while 0 <= at < len(self.lexemes) and self.lexemes[at].symbol in skipped:
            at += step
        return self.lexemes[at].symbol if 0 <= at < len(self.lexemes) else ""

    def near(self, step: int, names: Iterable[str], skip: str = "") -> bool:
        return self.symbol(step, skip) in {alphabet()[name] for name in names}

    @property
    def caseless(self) -> bool:
        """Whether the passage knows no capitals."""
        first = self.lexemes[0].start
        return self.text[first : first + _LOOK].islower()

    def tagged(self, tag: str) -> bool:
        return self.token is not None and self.token.tag == tag

    def token_ent(self, kind: str) -> bool:
        return self.token is not None and self.token.ent == kind

    def other_word(self, step: int) -> str:
        at = self.index + step
        return self.text[self.lexemes[at].start : self.lexemes[at].end] if 0 <= at < len(self.lexemes) else ""


_DAYS = ("DAYNUM", "NORD", "ORD")
_LEADS = (
    "IN", "LAST", "NEXT", "THIS", "EARLY", "LATE", "MID", "OF", "ON", "EACH", "COMING", "PAST", "PREVIOUS",
    "FOLLOWING", "BEFORE", "AFTER", "EDGE", "WDAY", "COMMA", "MONTH", "DASH", "HYPH", "AND", "TO", "ABOUT", "THAN",
    "SAME", "YEAR",
)  # fmt: skip


_MONTH_LEADS = ("IN", "LAST", "NEXT", "THIS", "EARLY", "LATE", "MID", "OF", "EACH", "EDGE")
_SEASON_LEADS = (
    "LAST", "NEXT", "THIS", "PAST", "EARLY", "LATE", "MID", "EACH", "COMING", "PREVIOUS", "FOLLOWING", "THAT",
)  # fmt: skip
_ALSO_WORDS = frozenset(("may", "march", "august"))
_NO_PART = frozenset(("a", "per", "high", "good", "opening"))


def _month(around: _Around) -> bool:
    word, after = around.word.lower(), around.other_word(1)
    numbered = around.near(1, (*_DAYS, "YEAR"), "COMMA DOT THE OF") or around.near(-1, _DAYS, "OF COMMA")
    if around.word[0].islower():
        return word not in _ALSO_WORDS or (numbered and around.caseless and not around.tagged("MD"))
    if numbered:
        return True
    if word in ("march", "may"):
        leads = _MONTH_LEADS if not around.word.isupper() else ("IN", "LAST", "NEXT")
        if around.near(-1, leads, "HYPH THE"):
            return not (after[:1].isupper() and not around.word.isupper()) and not _led_on(around)
        before = around.other_word(-1)
        named = before[:1].isupper() or before.lower() in ("the", '"', "“", "``")
        return around.tagged("NNP") and around.token_ent("DATE") and not named and not _led_on(around)
    if around.token_ent("PERSON") and not around.near(-1, _LEADS):
        return False
    named = after[:1].isupper() and not around.near(1, ("WDAY", "MONTH", "STOP", "PART"))
    return not named or around.near(-1, _LEADS)


def _led_on(around: _Around) -> bool:
    """ "the March for Life", "the March of the Mothers"."""
    words = [around.other_word(step).lower() for step in (1, 2, 3)]
    led = words[0] in ("on", "for", "of", "against")
    after = around.other_word(3 if words[1] == "the" else 2)
    return led and after[:1].isupper()


def _short_month(around: _Around) -> bool:
    if not around.word[0].isupper():
        return False
    if around.near(1, ("DAYNUM", "NORD", "YEAR"), "DOT STOP COMMA") or around.near(
        -1, ("DAYNUM", "NORD"), "OF"
    ):
        return True
    dotted = around.other_word(1) == "."
    return dotted and around.word not in ("Mar", "Sun") and around.near(-1, _LEADS)


def _weekday(around: _Around) -> bool:
    words = table(TABLE)
    after = around.other_word(1)
    if after[:1].isupper() and after.lower() in words["named_after"]:
        return False
    before = around.other_word(-1)
    return not (before[:1].isupper() and before.lower() in words["named_before"])


def _short_weekday(around: _Around) -> bool:
    return around.word[0].isupper() and around.near(1, ("MONTH", "MON", "DAYNUM"), "DOT STOP COMMA")


def _season(around: _Around) -> bool:
    word, after = around.word.lower(), around.other_word(1)
    if around.word[0].isupper() and after[:1].isupper():
        return False
    if around.token and around.token.pos in ("VERB", "AUX"):
        return False
    dated = around.near(1, ("YEAR",), "OF COMMA")
    if word == "fall":
        in_the = around.near(-1, ("THE",)) and around.near(-2, ("IN",)) and not around.near(1, ("OF",))
        return dated or in_the or around.near(-1, (*_SEASON_LEADS, "IN"), "HYPH")
    if word == "spring":
        return dated or around.near(-1, (*_SEASON_LEADS, "IN", "THE", "OF", "EDGE"), "HYPH")
    return around.word[0].islower() or dated or around.near(-1, (*_SEASON_LEADS, "IN", "THE", "OF"))


def _ampm(around: _Around) -> bool:
    return around.near(-1, ("DAYNUM", "CLOCK", "WNUM", "NUM"))


def _may_be_past(around: _Around) -> bool:
    """ "past" before a unit or number, or after "the"."""
    return around.near(-1, ("THE", "THIS")) or around.near(
        1, ("UNIT", "UNITS", "WNUM", "DAYNUM", "NUM", "FEW")
    )


def _in_a_name(around: _Around) -> bool:
    """ "USA Today", "Good Morning America": a capital inside a line, beside another name."""
    if not around.word[0].isupper() or around.word.isupper():
        return False
    before = around.other_word(-1)
    if before in ('"', "“", "‘") and around.other_word(1) in ('"', "”", "’"):
        return True
    return before[:1].isupper() and around.near(-1, ("OTHER", "THIS")) and around.index > 1


def _part(around: _Around) -> bool:
    return not _in_a_name(around) and around.other_word(-1).lower() not in _NO_PART


def _plain(around: _Around) -> bool:
    return not _in_a_name(around)


_CHECKS: dict[str, Callable[[_Around], bool]] = {
    "MONTH": _month, "MON": _short_month, "WDAY": _weekday, "WDA": _short_weekday, "SEASON": _season,
    "AMPM": _ampm, "PAST": _may_be_past, "TODAY": _plain, "PART": _part, "UNIT": _plain,
}  # fmt: skip
