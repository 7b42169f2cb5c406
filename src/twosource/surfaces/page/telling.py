"""Words for values: times, numbers, kinds and acts as a reader says them, never as codes or ids."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import quote

from markupsafe import Markup, escape

from ...model import Alert, Entry, Evidence, Figure, FigureGroup, Origins, Reason
from ...text import spoken
from .pictures import number

RELATION = {
    "agree": "they say the same",
    "compatible": "both can hold",
    "conflict": "both cannot hold",
    "different scope": "they speak of different times, places or things, so they do not conflict",
    "impossible": "it cannot be true as written",
}
PUBLISHED_FROM = {
    "meta": "stated by the document's own data",
    "text": "read in the text",
    "url": "read in its address",
    "file": "stated by the file that it came in",
    "option": "given by the person who added it",
    "inferred": "inferred from other reports of its story",
    "person": "given by a person of this desk",
    "none": "no date was found",
}
KIND = {
    "outlet": "outlet",
    "agency": "news agency",
    "body": "organisation",
    "person": "person",
    "channel": "channel",
    "group": "group",
    "unnamed": "unnamed source",
    "unknown": "of unknown kind",
}
OPEN = {
    "not_verified": "not verified",
    "no_comment": "no comment",
    "single_origin": "one origin only",
    "undated": "undated",
    "unsourced": "sources announced, none named",
    "unread": "read in part",
}
DIFFERS = {
    "figure": "figures",
    "count": "how many",
    "date": "when",
    "place": "where",
    "actor": "who",
    "polarity": "one says what the other denies",
    "status": "how it stands",
}
RELIABILITY = {
    "A": "A: completely reliable",
    "B": "B: usually reliable",
    "C": "C: fairly reliable",
    "D": "D: not usually reliable",
    "E": "E: unreliable",
    "F": "F: cannot be judged",
}
DID = {
    "ingest": "added reports",
    "decide.undo": "took back",
    "decide.confirm": "confirmed",
    "decide.dispute": "disputed",
    "decide.merge": "merged",
    "decide.split": "split",
    "decide.alias": "joined sources",
    "decide.not-alias": "kept sources apart",
    "decide.correct": "corrected",
    "decide.independent": "called independent",
    "decide.dependent": "called dependent",
    "decide.rate": "rated",
    "decide.protect": "protected",
    "decide.set-aside": "set aside",
    "decide.date": "dated",
    "people.add": "made an account",
    "people.change": "changed an account",
    "people.sign-in": "signed in",
    "people.sign-in-refused": "was refused",
    "people.sign-out": "signed out",
    "token.make": "made a token",
    "token.revoke": "ended a token",
    "watch": "began to watch",
    "end watch": "stopped watching",
    "subscribe": "looks at a place",
    "unsubscribe": "stopped looking at a place",
    "erase": "erased words",
}
EXPORTS = {
    "html": "Brief as a page",
    "pdf": "Brief as PDF",
    "csv": "Claims as CSV",
    "csv-statements": "Statements as CSV",
    "jsonld": "JSON-LD",
}
# What a page says after a form was sent, by the word in its address.
NOTICES = {
    "decided": "Your decision is kept, and all that rests on it is assessed anew.",
    "undone": "The decision is taken back. What it changed is as it was before.",
    "kept": "Kept. The reports are being read and assessed; load the page again in a moment.",
    "known": "Nothing new: all of this is in the store already.",
    "set-aside": "Nothing of it could be read. The inbox says why.",
    "signed-out": "You are signed out.",
    "password": "Your password is changed, and your other sign-ins are ended.",
    "person": "The account is kept.",
    "revoked": "The token opens nothing any more.",
    "watching": "It is watched from now on. Alerts appear here and on the desk.",
    "looking": "It is looked at from now on; what it brings appears on the desk.",
    "unlooked": "It is looked at no more; what it brought stays.",
    "unwatched": "It is watched no more; its alerts stay.",
}
MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?")
_UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day"}
_CLOCK = {"H": "hour", "M": "minute", "S": "second"}
_REFERENCES = {"PRESENT_REF": "now", "PAST_REF": "in the past", "FUTURE_REF": "in the future"}
_LENGTH = re.compile(r"P(T?)(\d+(?:\.\d+)?|X+)([YMWDHS])")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(?:-(\d|WE))?")
_DAY = re.compile(r"\b\d{4}-\d\d-\d\d(?:/\d{4}-\d\d-\d\d)?\b")
_UNSETTLED = "not settled by this report"


def moment(value: str | None) -> str:
    """A moment as a person writes it: "22 November 2026, 07:15 UTC"; a date as it is spoken."""
    match = MOMENT.match(value or "")
    if match is None:
        return spoken(value) if value else "unknown"
    zone = {"Z": " UTC", "+00:00": " UTC", None: ""}.get(match[3], f" (UTC{match[3]})")
    return f"{spoken(match[1])}, {match[2]}{zone}"


def when(value: str) -> str:
    """A time's value in words: lengths, repeated times and open ones too, never their code."""
    if value in _REFERENCES:
        return _REFERENCES[value]
    length = _LENGTH.fullmatch(value)
    if length:
        unit = (_CLOCK if length[1] else _UNITS).get(length[3], "")
        many = "some" if length[2].startswith("X") else length[2]
        return f"{many} {unit}{'' if many == '1' else 's'}"
    week = _WEEK.fullmatch(value)
    if week:
        part = "the weekend of " if week[3] == "WE" else ""
        return f"{part}week {int(week[2])} of {week[1]}"
    if MOMENT.fullmatch(value):
        return moment(value)
    if value.endswith("/"):
        return f"since {when(value[:-1])}"
    said = spoken(value)
    return _UNSETTLED if "X" in said or (said == value and not value.isdigit()) else said


def figure_words(figure: Figure) -> str:
    """An interval in words: "at least 1,100 soldiers", "900 to 1,100"."""
    low, high = figure.low, figure.high
    if low is not None and low == high:
        said = number(low)
    elif low is not None and high is not None:
        said = f"{number(low)} to {number(high)}"
    elif low is not None:
        said = f"{'more than' if figure.low_open else 'at least'} {number(low)}"
    elif high is not None:
        said = f"{'fewer than' if figure.high_open else 'at most'} {number(high)}"
    else:
        said = "an unknown number"
    of = " ".join(
        word for word in (figure.counts, figure.measure if figure.measure != figure.counts else None) if word
    )
    return f"{said} {of}".strip()


def explained(origins: Origins) -> str:
    """What the two counts of a claim mean, for the one who points at them."""
    words = f"Shown: {origins.shown} of its origins can be shown to be independent of each other."
    if origins.possible != origins.shown:
        words += f" Possible: {origins.possible}, if every unnamed source is somebody else."
    return words


def short(text: str, most: int) -> str:
    """A text of at most so many characters, cut between words where it is longer."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    return (cut[: cut.rfind(" ")] if " " in cut[most // 2 :] else cut).rstrip(" ,;:") + "…"


def group_name(group: FigureGroup) -> str:
    """What a group of figures measures, of what, and where."""
    what = [group.measure, group.counts if group.counts != group.measure else ""]
    named = ": ".join(word for word in what if word) or "a number"
    return named[:1].upper() + named[1:] + (f", {group.place}" if group.place else "")


def said(sentence: str) -> str:
    """A sentence of ours with a capital, its dates spoken; what it quotes stays letter for letter."""
    pieces = re.split(r"(“[^”]*”)", sentence)
    whole = "".join(
        piece if at % 2 else _DAY.sub(lambda match: spoken(match[0]), piece)
        for at, piece in enumerate(pieces)
    )
    return whole[:1].upper() + whole[1:]


def did(action: str) -> str:
    """What a line of the audit log says was done."""
    return DID.get(action, action.replace(".", " ").replace("_", " "))


def subject(entry: Entry) -> str:
    """What it was done to: names as they are, ids left out."""
    said = entry.subject
    if entry.action.startswith("people.") or entry.action == "ingest":
        return said if said != "reports" else ""
    if said.startswith(("decision:", "entry:")):
        return said.replace("decision:", "decision ").replace("entry:", "line ")
    words = [
        word
        for word in said.split()
        if not re.fullmatch(r"c?[0-9a-f]{16,}(/\d+)?|[wf][0-9a-f]{11,12}|token:\w+", word)
    ]
    left = len(said.split()) - len(words)
    known = {
        "watch": "watch",
        "end watch": "watch",
        "subscribe": "place",
        "unsubscribe": "place",
        "decide.set-aside": "report",
        "decide.date": "report",
        "token.make": "token",
        "token.revoke": "token",
    }
    noun = known.get(entry.action, "claim")
    ids = f"{left if left > 1 else 'a'} {noun}{'s' if left > 1 else ''}" if left else ""
    return ", ".join(each for each in (" ".join(words), ids) if each)


_LEADS = {
    "claims": ("confirm", "dispute", "merge", "split"),
    "sources": ("rate", "protect", "alias", "not-alias", "independent", "dependent"),
    "reports": ("set-aside", "date"),
}


def leads(entry: Entry) -> str | None:
    """The page of what a line of the audit log is about, None where it has none."""
    first = next(iter(entry.subject.split()), "")
    verb = entry.action.removeprefix("decide.")
    place = next((place for place, verbs in _LEADS.items() if verb in verbs), None)
    if entry.action in ("watch", "end watch", "subscribe", "unsubscribe"):
        return "/alerts"
    return f"/{place}/{quote(first)}" if first and place and entry.action != verb else None


def once(alerts: Iterable[Alert]) -> list[Alert]:
    """What several watches were told of, once: the first that says so."""
    found: dict[tuple[str | None, str], Alert] = {}
    for one in alerts:
        found.setdefault((one.claim_id or one.story_id, one.text), one)
    return list(found.values())


def detail(value: str) -> str:
    """A word of the log as it is read: moments spoken, lists of ids counted."""
    ids = [each for each in value.split() if re.fullmatch(r"c?[0-9a-f]{16,}", each)]
    if ids and len(ids) == len(value.split()):
        return f"{len(ids)}" if len(ids) > 1 else "one"
    return moment(value) if MOMENT.fullmatch(value) else short(value, 160)


def aligned(reason: Reason, report_id: str) -> list[tuple[Evidence, Evidence]]:
    """The passages of a copy beside those of what it copies: this report's first."""
    pairs = list(zip(reason.spans[::2], reason.spans[1::2], strict=False))
    turned = [(b, a) if b.report_id == report_id else (a, b) for a, b in pairs]
    return sorted(
        (pair for pair in turned if pair[0].report_id == report_id != pair[1].report_id),
        key=lambda pair: pair[0].start,
    )


def lit(text: str, words: Sequence[str]) -> Markup:
    """A text with the words of a query marked."""
    whole = [re.escape(part) for word in words for part in re.findall(r"\w+", word)]
    if not whole:
        return escape(text)
    pieces = re.split(rf"(?i)\b({'|'.join(whole)})\b", text)
    return Markup("").join(
        Markup("<mark>{}</mark>").format(piece) if at % 2 else escape(piece)
        for at, piece in enumerate(pieces)
    )


def by_report(spans: Iterable[Evidence], names: Mapping[str, str]) -> list[tuple[str, list[Evidence]]]:
    """The spans under the names of their reports, each place once."""
    found: dict[str, dict[Evidence, None]] = {}
    for span in spans:
        found.setdefault(span.report_id, {})[span] = None
    return [(names.get(report_id, "a report"), list(places)) for report_id, places in found.items()]
