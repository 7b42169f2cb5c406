"""Text without meaning: paragraphs, normalising, shingles, hashes. Offsets are code points."""

from __future__ import annotations

import hashlib
import itertools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

# What stands where something is withheld.
GAP = "[…]"
# So much of a report is read: more than is said in a day of parliament. The rest is kept and found by search, and
# is called unread: a text of that length is no report, and reading it would hold up those that are.
READ = 500_000

_LINE = re.compile(r"[^\n\r\u2028\u2029\x0b\x0c\x85]+")
_BLANK = re.compile(r"(?:\r\n?|\n)[ \t]*(?:\r\n?|\n)")
_WORD = re.compile(r"\w+", re.UNICODE)


def digest(*parts: str, size: int = 16) -> str:
    """A stable hexadecimal id of ``size`` characters for the given parts."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:size]


def wrapped(text: str) -> bool:
    """True where lines are broken by width (a wire, a mail), so that a line is no paragraph."""
    lines = [line.rstrip() for line in text.splitlines()]
    breaks = [line for line, after in itertools.pairwise(lines) if line and after.strip()]
    if len(breaks) < 3 or max(map(len, lines)) > 200:
        return False
    # A line that is cut by width is long and stops in mid-sentence; a masthead or a list is short.
    cut = sum(len(line) > 45 and line[-1] not in ".!?:;\"'”’)]" for line in breaks)
    return cut / len(breaks) > 0.5


def paragraphs(text: str) -> list[tuple[int, int]]:
    """The (start, end) of each paragraph, without outer white space, in order.

    A paragraph is a line, except in text broken by width, where blank lines separate.
    """
    if wrapped(text):
        found, at = [], 0
        for gap in [*_BLANK.finditer(text), None]:
            found.append((at, gap.start() if gap else len(text)))
            at = gap.end() if gap else at
    else:
        found = [match.span() for match in _LINE.finditer(text)]
    return [span for span in (trim(text, start, end) for start, end in found) if span[0] < span[1]]


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The same range without white space (and zero-width marks) at its ends."""
    blank = " \t\n\r\x0b\x0c\x85\xa0\u200b\u2028\u2029\ufeff"
    while start < end and (text[start] in blank or text[start].isspace()):
        start += 1
    while end > start and (text[end - 1] in blank or text[end - 1].isspace()):
        end -= 1
    return start, end


def words(text: str) -> Iterator[tuple[int, int]]:
    """The (start, end) of each word."""
    return (match.span() for match in _WORD.finditer(text))


def slug(name: str) -> str:
    """A lower-case id of letters, digits and hyphens: "Harbour Press Agency" -> harbour-press-agency."""
    return "-".join(_WORD.findall(name.casefold().replace("'s ", " ").replace("’s ", " "))) or "unknown"


@lru_cache(maxsize=16_384)
def fold(name: str) -> str:
    """A name without what transliterations and styles differ in: case, accents, articles, -yy/-iy/-y.

    Zelensky, Zelenskyy and Zelenskiy fold to one; so do "the NIS" and "NIS".
    """
    plain = name
    if not name.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    words = plain.replace("’", "'").replace("'s", "").replace("-", " ").casefold().split()
    if len(words) > 1 and words[0] in ("the", "a", "an"):
        words = words[1:]
    return " ".join(_fold_ending(word.strip(".,")) for word in words)


def _fold_ending(word: str) -> str:
    if word[-1:] not in ("i", "y", "j"):
        return word
    for ending in ("iyi", "iy", "yy", "yi", "ij", "ii"):
        if len(word) > len(ending) + 3 and word.endswith(ending):
            return word[: -len(ending)] + "y"
    return word


_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip
_PARTS = {"MO": "morning", "AF": "afternoon", "EV": "evening", "NI": "night", "MI": "midday", "DT": "daytime"}
_SEASONS = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter", "Q1": "first quarter of",
            "Q2": "second quarter of", "Q3": "third quarter of", "Q4": "fourth quarter of", "H1": "first half of",
            "H2": "second half of"}  # fmt: skip
_YEAR_PART = re.compile(r"(?P<y>\d{4})-(?P<part>SP|SU|FA|WI|Q[1-4]|H[12])")
_WHEN = re.compile(r"(?P<y>[\dX]{4})(?:-(?P<m>\d\d|XX))?(?:-(?P<d>\d\d|XX))?(?:T(?P<t>\d\d:\d\d|[A-Z]{2}))?")


def iso(value: str) -> str:
    """A time as ISO 8601, without what only TIMEX3 can say: "2025-10-14TEV" -> 2025-10-14."""
    return "/".join(re.sub(r"T[A-Z]{2}$", "", end) for end in value.split("/"))


def listed(names: Sequence[str]) -> str:
    """ "A", "A and B", "A, B and C"."""
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


def until(value: str | None) -> str:
    """By when a written time had passed, as a string that sorts: of a day, a month or a range of days the end.

    What is known less closely comes after what is known to the minute; what is not known at all comes last.
    """
    if not value:
        return "~"
    return value if "T" in value else f"{value.rpartition('/')[2]}~"


_DURATION = re.compile(r"P(T?)(\d+)([YMWDHS])")
_SPANS = {"Y": ("year", 365.25), "M": ("month", 365.25 / 12), "W": ("week", 7.0), "D": ("day", 1.0)}
_CLOCK = {"H": ("hour", 1 / 24), "M": ("minute", 1 / 1440), "S": ("second", 1 / 86400)}


def _duration(value: str) -> tuple[int, str, float] | None:
    match = _DURATION.fullmatch(value)
    named = (_CLOCK if match[1] else _SPANS).get(match[3]) if match else None
    return (int(match[2]), *named) if match and named else None


def lasting(value: str) -> float | None:
    """The days that a written span of time lasts, so that 60 minutes are an hour; None for what is no such span."""
    found = _duration(value)
    return round(found[0] * found[2], 6) if found else None


def same_span(a: str | None, b: str | None) -> bool:
    """Whether two written times are the same, or spans of one length: sixty minutes and an hour."""
    return a == b or (a is not None and b is not None and lasting(a) is not None and lasting(a) == lasting(b))


def spoken(value: str) -> str:
    """A time as a reader writes it: "2025-10-14TEV" -> "14 October 2025, evening", "P1W" -> "1 week"; others as they are."""
    if span := _duration(value):
        return f"{span[0]} {span[1]}" + ("" if span[0] == 1 else "s")
    ends = list(dict.fromkeys(_spoken(end) for end in value.split("/")))
    if len(ends) == 2:
        (first, _, clock), (last, _, until) = (end.partition(", ") for end in ends)
        if first == last and clock and until:
            return f"{first}, {clock} to {until}"
        (day, _, month), (_, _, same) = first.partition(" "), last.partition(" ")
        if month == same and day.isdigit() and not clock and not until:
            return f"{day} to {last}"
    return " to ".join(ends)


def _spoken(value: str) -> str:
    if named := _YEAR_PART.fullmatch(value):
        return f"{_SEASONS[named['part']]} {named['y']}"
    match = _WHEN.match(value)
    if match is None or not (match["y"].isdigit() or match["m"]):
        return value
    words = [str(int(match["d"])) if match["d"] and match["d"].isdigit() else ""]
    words.append(
        _MONTHS[int(match["m"]) - 1]
        if match["m"] and match["m"].isdigit() and 0 < int(match["m"]) < 13
        else ""
    )
    words.append(match["y"] if match["y"].isdigit() else "")
    day = " ".join(word for word in words if word)
    part = _PARTS.get(match["t"] or "", match["t"] or "").replace("24:00", "midnight")
    return (f"{day}, {part}" if part else day) or value


# What a description begins with that has no article of its own: "two sources", "its director", "this soldier".
DETERMINERS = frozenset(
    [
        "a",
        "an",
        "the",
        "one",
        "two",
        "three",
        "some",
        "several",
        "many",
        "no",
        "other",
        "another",
        "its",
        "his",
        "her",
        "their",
        "our",
        "my",
        "this",
        "that",
        "these",
        "those",
        "both",
        "all",
    ]
)
_PLAIN = DETERMINERS | {"local", "unnamed", "official"}


# What a name writes with a small letter inside: "Bank of the North", "Gazette de la Mer".
SMALL_IN_NAMES = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "and",
        "for",
        "to",
        "in",
        "on",
        "at",
        "&",
        "de",
        "la",
        "le",
        "del",
        "der",
        "die",
        "und",
        "et",
        "y",
        "du",
        "des",
        "di",
        "da",
        "dos",
        "van",
        "von",
    ]
)


def phrase(name: str) -> str:
    """What names nobody, as it stands inside a sentence: "Analysts" -> "analysts"; "Swiss bankers" stays."""
    first, _, rest = name.partition(" ")
    plain = (
        not first[1:].isupper()
        and first[1:] == first[1:].lower()
        and (not rest or first.casefold() in _PLAIN)
    )
    return name[:1].lower() + name[1:] if plain else name


def shortened(title: str, most: int = 40) -> str:
    """The first words of a title, as a reader would call it: whole where it is short."""
    if len(title) <= most:
        return title
    return title[: most + 1].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + "…"


_SUM = re.compile(r"[-_. ]*(?<![0-9a-z])(?=[0-9a-f]*\d)[0-9a-f]{12,}(?![0-9a-z])", re.IGNORECASE)


def of_file(path: str) -> str:
    """What to call a report that has only its file: the file's name; a checksum in it is nobody's name."""
    name = path.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
    stem, dot, ending = name.rpartition(".")
    left = _SUM.sub("", stem if dot else name).strip("-_. ")
    if left == (stem if dot else name) or not left:
        return name
    return f"Report {left}" if left.isdigit() else left + dot + ending


def called(publisher: str | None, title: str | None, path: str) -> str:
    """What to call a report's outlet in a sentence: its publisher, else the report by its title, else its file."""
    return publisher or (f"“{shortened(title)}”" if title else of_file(path))


def is_address(place: str) -> bool:
    """True where a place is a web address and no path."""
    return place[:8].lower().startswith(("http://", "https://"))


_HOST = re.compile(
    r"(?:https?://)?(?:[^\s/@?#]*@)?(?:www\.)?(?P<host>[^\W_](?:[\w-]*\.)+[^\W\d_]{2,})(?::\d+)?(?:[/?#].*)?",
    re.IGNORECASE,
)


def host_of(place: str) -> str | None:
    """The host of a web address, or of a name that is one ("paper.example"), without "www."; else None."""
    found = _HOST.fullmatch(place.strip())
    return found["host"].lower() if found else None
