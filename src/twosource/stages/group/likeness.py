"""How alike two propositions are, and what forbids that they are one. Slots decide, words propose."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from ...data import table
from ...model import Figure
from .slots import Slots
from .words import content, stem

# Below this much shared content a text is too short to be contained in another by more than chance.
LEAST = 2.2
# What two texts lose that tell of different happenings, however many names they share.
APART = 0.2
# ... and what is left where they share names and next to nothing else that is said of them.
NAMES_ALONE, SAID = 0.2, 0.35
RARE = 1.0  # the weight of a word that one speaker hardly uses of two things in one story
SAME = ("same", "exact", "odd")  # how two figures that are one bear on sameness
# Who is counted one by one, and what stands for them: names on a list, souls on board.
_PERSONS = frozenset(
    [
        "PERSON",
        "WORKER",
        "CHILD",
        "SAILOR",
        "FISHERMAN",
        "SOLDIER",
        "PASSENGER",
        "MIGRANT",
        "CUSTOMER",
        "LAWMAKER",
        "name",
        "soul",
    ]
)


_FATES = frozenset(["DEAD", "SURVIVE"])

# A sentence of at most so many words that holds a number holds little else.
BARE = 4


@dataclass(frozen=True, slots=True)
class Likeness:
    """A score of 0 to about 1.5, why, and which typed slot forbids that they are the same ("" if none)."""

    score: float
    words: tuple[str, ...]
    why: tuple[str, ...] = ()
    veto: str = ""

    def told(self) -> str:
        """The reasons in words."""
        words = sorted(w for w in self.words if not w[-1:].isdigit())[:6]
        shared_ = f"share {', '.join(words)}" if words else "share no word"
        return "; ".join((shared_, *self.why))


def likeness(a: Slots, b: Slots, copied: bool = False) -> Likeness:
    """The likeness of two propositions; ``copied`` where one's report copies the other's."""
    score, words = shared(a, b)
    why: list[str] = []
    same_origin = a.origin == b.origin and a.named and b.named and not a.own and not b.own
    same_page = a.proposition.report_id == b.proposition.report_id and a.origin == b.origin
    figures = same_figure(a.figure, b.figure)
    if figures == "odd":
        score += 0.6
        why.append("the same exact number of persons")
    elif figures in ("same", "exact"):
        score += 0.5 if _large(a.figure) else 0.35 if a.figure and (a.figure.value or 0) > 1 else 0.25
        why.append("the same figure")
    elif figures == "like":
        alike = (_told(a.figure) and _told(b.figure)) or (_several(a.figure) and a.events & b.events)
        alike = alike or a.lent or b.lent
        score += 0.25 if alike else 0.12
        if alike and (_bare(a) or _bare(b)) and _one_thing(a.figure, b.figure):
            score += 0.35
            why.append("nothing but the same number of one thing")
    elif figures in ("apart", "alone"):
        score -= 0.2 if figures == "apart" else 0.15
    if (a.lent or b.lent) and figures in (*SAME, "like"):
        score += 0.35
        why.append("the one thing that is so many in the story")
    if words and figures not in SAME and a.events and b.events and not a.events & b.events:
        score -= APART
    if not _says_the_same(a, b, words, figures):
        score = min(score, NAMES_ALONE)
        why.append("names alone")
    if (measured := same_measure(a, b)) == "same":
        score += 0.3
        why.append("the same measure")
    elif measured == "apart":
        score -= 0.2
    if a.modal != b.modal:
        score -= 0.15
    if bool(a.clocks) != bool(b.clocks):
        score -= 0.1
    if a.publisher != b.publisher and a.origin == b.publisher and b.origin == a.publisher:
        score += 0.2
        why.append("each cites the other's outlet")
    if same_page and figures not in SAME:
        score -= 0.15  # one voice in one report seldom says one thing twice
    if a.echoes & b.echoes:
        score += 0.4
        why.append("told as the same")
    if a.clocks & b.clocks:
        score += 0.45 if words and any(_to_the_minute(clock) for clock in a.clocks & b.clocks) else 0.35
        why.append("the same time of day")
    if same_origin and not same_page and a.quoted and b.quoted and _byword(a, b, words):
        score += 0.3
        why.append("the same rare word of one speaker")
    if words and a.days & b.days and a.events & b.events:
        score += 0.1
        why.append("the same day")
    if a.first and b.first:
        score += 0.15
        why.append("both a first")
    if same_origin:
        score += 0.15
        why.append("the same origin")
    if copied:
        score += 0.2
        why.append("one report copies the other")
    return Likeness(score, words, tuple(why), _veto(a, b, figures))


def _says_the_same(a: Slots, b: Slots, words: tuple[str, ...], figures: str) -> bool:
    """False where two texts share whom they are about and nothing that is said of them.

    Two outlets' own voices, which add no origin to each other, may be about one thing in looser words.
    """
    if (
        (a.own and b.own)
        or not words
        or figures in (*SAME, "like")
        or a.clocks & b.clocks
        or same_measure(a, b) == "same"
    ):
        return True
    meant = (a.names | b.names) - a.events
    said = sum(min(a.weights.get(w, 0.0), b.weights.get(w, 0.0)) for w in words if w not in meant)
    return said >= SAID


def _to_the_minute(clock: str) -> bool:
    """True for a time that is not rounded to five minutes."""
    return clock[-1] not in "05"


def _byword(a: Slots, b: Slots, words: tuple[str, ...]) -> bool:
    """True where two quotations share a rare word that is no name."""
    for word in words:
        if word.islower() and min(a.weights[word], b.weights[word]) >= RARE:
            lower = [
                t for t in a.proposition.text.split() if t.islower() and stem(t.strip(".,;:!?”“\"'")) == word
            ]
            if lower:
                return True
    return False


def _veto(a: Slots, b: Slots, figures: str) -> str:
    if a.about != b.about and not (figures in SAME and a.origin == b.origin and _large(a.figure)):
        return "story"
    if figures == "other" or same_measure(a, b) == "other":
        return "figure"
    if a.first != b.first:
        return "order"
    if a.clocks and b.clocks and not a.clocks & b.clocks:
        return "clock"
    return "polarity" if opposed(a, b) else ""


def opposed(a: Slots, b: Slots) -> bool:
    """True where one affirms what the other denies. An opposite ("late", "on time") turns a negation round.

    A text that holds both sides of an opposition ("in the dark, with no lights") is not judged by its negation.
    """
    if (a.opposites & a.weights.keys() & (b.weights.keys() | b.opposites)) or (
        b.opposites & b.weights.keys() & (a.weights.keys() | a.opposites)
    ):
        return False
    return (a.negated != b.negated) != bool(turned(a, b))


def turned(a: Slots, b: Slots) -> frozenset[str]:
    """The concepts of the second whose opposite the first holds, where neither holds both.

    Some died and some live: dead and alive are opposites of one somebody only, by name.
    """
    found = (a.opposites - a.weights.keys()) & (b.weights.keys() - b.opposites)
    named = a.names & b.names & a.weights.keys() & b.weights.keys()
    if found <= _FATES and (not named or a.counts or b.counts):
        return frozenset()
    return found


def shared(a: Slots, b: Slots) -> tuple[float, tuple[str, ...]]:
    """The mean of weighted containment and weighted Jaccard, and the shared features."""
    small, large = (a.weights, b.weights) if len(a.weights) <= len(b.weights) else (b.weights, a.weights)
    both = [w for w in small if w in large]
    round_ = turned(a, b) if a.opposites else frozenset()
    if not both and not round_:
        return 0.0, ()
    common = sum(min(small[w], large[w]) for w in both) + sum(b.weights[w] for w in round_)
    least, telling = min((a.total, a.telling), (b.total, b.telling))
    contained = common / max(least, LEAST * min(telling, 1.0))
    jaccard = common / (a.total + b.total - common)
    return (min(contained, 1.0) + min(jaccard, 1.0)) / 2, tuple(both)


def same_figure(a: Figure | None, b: Figure | None) -> str:
    """How two figures bear on sameness: same, exact, odd, like, other (forbids it), apart, alone (speak against), or "" (no matter)."""
    if a is None and b is None:
        return ""
    if a is None or b is None:
        stated = a or b
        return "alone" if stated is not None and not stated.nominal and (stated.value or 0) != 1 else ""
    if a.window and b.window and _span(a.window) != _span(b.window):
        return "other"
    if a.nominal != b.nominal and not _comparable(a, b):
        return ""  # "Tamm was held over fines of 900": one held is no number to set beside the fines
    equal = (a.low, a.high) == (b.low, b.high)
    rounded = a.value == b.value and {a.bound, b.bound} <= {"exact", "approximate"}
    kindred = not a.measure or not b.measure or a.measure == b.measure or _part(a.measure, b.measure)
    alike = _count_alike(a.counts, b.counts)
    if equal and odd(a) and odd(b) and of_persons(a) and of_persons(b) and not _parted(a, b):
        return "odd"
    if equal or rounded:
        if a.measure and b.measure and kindred and alike:
            return "same"
        if equal and _large(a) and kindred:
            return "exact"
        if kindred and alike:
            return "like"
        return "" if a.nominal and b.nominal else "apart"  # "a soldier" is no number to differ by
    loose = (
        a.value == b.value and a.bound != b.bound
    )  # a retelling that drops the bound is kept beside its model
    if alike and (kindred or loose):
        return "other"
    return "apart" if a.nominal or b.nominal or not _disjoint(a, b) else "other"


_WINDOW = re.compile(r"^PT?(\d+)([HDW])$")
_DAYS = {"H": 1 / 24, "D": 1.0, "W": 7.0}


def _span(window: str) -> str | float:
    """A window in days where it is a plain number of them, so that a week is seven days."""
    match = _WINDOW.match(window)
    return int(match[1]) * _DAYS[match[2]] if match else window


def _comparable(a: Figure, b: Figure) -> bool:
    """True where somebody told of and a stated number can be of the same: one fate, or one kind of thing."""
    if a.measure and b.measure and (a.measure == b.measure or _part(a.measure, b.measure)):
        return True
    return bool(counted(a.counts or "") & counted(b.counts or ""))


def _disjoint(a: Figure, b: Figure) -> bool:
    """True where no number can be both: two such numbers of different things are never one claim."""
    return (a.low or 0.0) > (b.high if b.high is not None else float("inf")) or (b.low or 0.0) > (
        a.high if a.high is not None else float("inf")
    )


def same_measure(a: Slots, b: Slots) -> str:
    """How shares, speeds and spans of time bear on sameness: same, other (forbids it), apart (speaks against), ""."""
    found = ""
    for unit in a.measures.keys() & b.measures.keys():
        ours, theirs = a.measures[unit], b.measures[unit]
        if ours & theirs:
            return "same"
        meet = any(low <= top and floor <= high for low, high in ours for floor, top in theirs)
        found = "apart" if unit.startswith("for ") else found if meet else "other"
    return found


def _told(figure: Figure | None) -> bool:
    """True for a number past a dozen of something that is named."""
    return figure is not None and (figure.value or 0) > 12 and bool(figure.counts)


def _bare(slots: Slots) -> bool:
    """True where a text says a number and next to nothing else: "There are forty"."""
    return len(slots.proposition.text.split()) <= BARE


def _one_thing(a: Figure | None, b: Figure | None) -> bool:
    """True where both count the same things by name, exactly."""
    exact = a is not None and b is not None and a.bound == b.bound == "exact" and bool(a.counts and b.counts)
    return bool(exact and a and b and counted(a.counts or "") & counted(b.counts or ""))


def _several(figure: Figure | None) -> bool:
    return figure is not None and (figure.value or 0) > 2


def _large(figure: Figure | None) -> bool:
    """True for a number that two texts hardly share by chance: three figures that are not all noughts."""
    if figure is None or figure.value is None or figure.value < 100:
        return False
    return figure.value >= 1000 or bool(figure.value % 100)


def odd(figure: Figure) -> bool:
    """True for an exact number past a dozen that is not round: two stories hardly share it, one story does not by chance."""
    value = figure.value or 0
    exact = figure.bound == "exact" and figure.low == figure.high == figure.value and not figure.further
    return exact and value > 12 and value % 1 == 0 and value % 5 != 0


def of_persons(figure: Figure) -> bool:
    """True where it counts persons, or what stands for persons."""
    return bool(counted(figure.counts or "") & _PERSONS)


def _parted(a: Figure, b: Figure) -> bool:
    """True where two equal numbers are told of other fates, or of other sides."""
    if a.side and b.side and a.side != b.side:
        return True
    if not a.measure or not b.measure or a.measure == b.measure or _part(a.measure, b.measure):
        return False
    return not any({a.measure, b.measure} <= kin for kin in _fates())


@cache
def _fates() -> tuple[frozenset[str], ...]:
    """Measures that one number of persons may bear in one story, told by another hand."""
    return tuple(frozenset(kin) for kin in table("measures.json")["families"].values())


def _count_alike(a: str | None, b: str | None) -> bool:
    """False where two figures count different things ("workers", "children"); people may be any of them."""
    if not a or not b:
        return True
    left, right = counted(a), counted(b)
    return not left or not right or bool(left & right) or "PERSON" in left | right


@lru_cache(maxsize=65_536)
def counted(words: str) -> frozenset[str]:
    """What a figure counts, as features."""
    return frozenset(content(words).weights)


def _part(a: str, b: str) -> bool:
    """True where one measure is a part of the other: killed, killed or wounded."""
    return a in b.split(" or ") or b in a.split(" or ")
