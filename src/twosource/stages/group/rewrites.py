"""Reports -> copy_of edges of kind rewrite: the same report in other words.

A rewriter, person or machine, goes through the original sentence by sentence. The wording goes; what stays is the
order of what is told, and the figures. So a rewrite shows in one of two ways: nearly all figures of both reports
are the same, in the same order; or, where there are few figures, scraps of the original's plain
wording stand in its order. Two reporters at one event share figures and names too, but each in their own order.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ...model import Edge, Evidence, Reason, Report
from ..debts import direction
from ..remembered import remembered
from ..terms import NUMBERS, WORD, term, tongue, weight
from .stories.grouping import candidates
from .stories.likeness import cosine
from .stories.profile import Profile, profile

RULE = "rule:rewrites/1"
# Reports less alike than this in what they are about are not compared.
ALIKE = 0.2
# What can be placed in a text: terms at least this telling, met at most so often; a number counts as telling.
TELLING, ONCE, NUMBER = 2.5, 2, 4.0
# Of the weight of the shorter report's terms, what must stand in the other; and how surely in the same order:
# Kendall's tau, and tau in standard deviations of chance.
HELD, IN_ORDER, SURELY = 0.34, 0.5, 3.5
# By figures: so many shared, and that share of the figures of both. Two accounts of one press conference share the
# figures of the shorter; only a rewrite has nearly all of both. A shortened one must keep the order all the better.
FIGURES, OF_BOTH = 5, 0.65
OF_SHORTER, OF_LONGER, IN_STRICT_ORDER = 0.8, 0.45, 0.75
# Fewer figures tell it where the order leaves no doubt.
SOME, SOME_OF_SHORTER, SOME_OF_LONGER, ORDERED, BEYOND_DOUBT = 4, 0.65, 0.44, 0.6, 4.2
# By wording: the share of words in runs of three that are neither names nor quotations.
REFRAIN = 3
RUN, WORDING, WORDED_HELD, WORDED_SURELY = 3, 0.16, 0.4, 3.3
PLAIN = 1.5
# Pairs of sentences shown: the three closest, and others that share so many telling terms.
PASSAGES, CLOSEST, TERMS = 12, 3, 2
_QUOTE = re.compile(r"“[^“”\n]*(?:”|$|(?=\n))|\"[^\"\n]*\"|«[^«»\n]*»|``[^`\n]*?''")
_SENTENCE = re.compile(r"[^\n.!?…]+(?:[.!?…](?!\s|$)[^\n.!?…]*)*[.!?…]*[\"”’)]*")


@dataclass(frozen=True, slots=True)
class Order:
    """A report as a rewriter leaves it: where each telling term comes first, the figures, the plain runs."""

    report: Report
    first: Mapping[str, int]
    seen: Mapping[str, int]
    figures: frozenset[str]
    runs: tuple[tuple[str, ...] | None, ...]
    own: int
    language: str

    def held_by(self, shared: set[str]) -> float:
        """The share of the weight of this report's terms that is shared."""
        whole = sum(_telling(each, self.language) for each in self.first)
        return sum(_telling(each, self.language) for each in shared) / whole if whole else 0.0


@dataclass(frozen=True, slots=True)
class Found:
    """Why a pair is a rewrite: the share of the terms held, tau, shared figures (0 where the wording tells it),

    their share of the longer list, the share of wording.
    """

    held: float
    tau: float
    figures: int
    of_both: float
    wording: float


def rewrites(reports: Sequence[Report], copies: Sequence[Edge] = ()) -> tuple[Edge, ...]:
    """For each report that retells another's text, the edge to its original (the rewrite on the left).

    ``copies`` are the textual copies: of a family only the original is compared. Order changes nothing.
    """
    copied = {edge.left for edge in copies if edge.kind in ("identical", "near copy")}
    every = sorted(
        {each.id: each for each in reports if each.id not in copied}.values(), key=lambda report: report.id
    )
    profiles = [profile(report) for report in every]
    orders: dict[int, Order] = {}
    best: dict[str, tuple[tuple[bool, float, str], Edge]] = {}
    for a, b in candidates(profiles):
        if not _comparable(profiles[a], profiles[b]):
            continue
        for at in (a, b):
            if at not in orders:
                orders[at] = order(every[at])
        edge = judged(orders[a], orders[b])
        if edge is not None:
            told = edge.reasons[-1].code in ("direction.credit", "direction.agency")
            rank = (not told, -edge.score, edge.right)
            if edge.left not in best or rank < best[edge.left][0]:
                best[edge.left] = rank, edge
    return tuple(best[each][1] for each in sorted(best))


def _comparable(a: Profile, b: Profile) -> bool:
    return a.language == b.language and cosine(a, b) >= ALIKE


@remembered()
def order(report: Report) -> Order:
    """The report as a sequence of telling terms, with its figures and plain runs."""
    language = tongue(report.language, report.text)
    first: dict[str, int] = {}
    seen: Counter[str] = Counter()
    window: list[tuple[str, bool]] = []
    runs: list[tuple[str, ...] | None] = []
    own = 0
    for place, (each, capital, quoted) in enumerate(_terms(report, language)):
        if _telling(each, language) >= TELLING:
            first.setdefault(each, place)
            seen[each] += 1
        own += not quoted
        window = (
            [] if quoted else [*window[1 - RUN :], (each, not capital and weight(each, language) > PLAIN)]
        )
        plain = len(window) == RUN and any(is_plain for _, is_plain in window)
        runs.append(tuple(word for word, _ in window) if plain else None)
    figures = frozenset(each for each in first if each[:1].isdigit())
    return Order(report, first, seen, figures, tuple(runs), own, language)


def _terms(report: Report, language: str) -> Iterator[tuple[str, bool, bool]]:
    """Each word's term (number words as digits), whether it has a capital, whether it is quoted."""
    left_out = [(span.start, span.end, None) for span in report.furniture]
    quotes = [(match.start(), match.end(), True) for match in _QUOTE.finditer(report.text)]
    marks = sorted([*left_out, *quotes], key=lambda mark: mark[:2])
    at = 0
    for match in WORD.finditer(report.text):
        while at < len(marks) and marks[at][1] <= match.start():
            at += 1
        inside = at < len(marks) and marks[at][0] <= match.start()
        if inside and marks[at][2] is None:
            continue
        word = match[0]
        number = NUMBERS.get(word.casefold()) if language == "en" else None
        yield number or term(word, language), word[0].isupper(), inside


def _telling(each: str, language: str) -> float:
    return NUMBER if each[:1].isdigit() else weight(each, language)


def judged(a: Order, b: Order) -> Edge | None:
    """The edge of a rewrite and its original; None where neither retells the other."""
    found = _found(a, b)
    if found is None:
        return None
    shorter = (a.own, a.report.id) < (b.own, b.report.id)
    left_is_copy, why = direction(a.report, b.report, shorter)
    copy, original = (a, b) if left_is_copy else (b, a)
    of = original.report.publisher or original.report.path or original.report.id
    if found.figures:
        what = f"{found.figures} figures ({found.of_both:.0%} of those of both) stand in {of}"
    else:
        what = f"{found.wording:.0%} of its plain wording stands in {of}"
    text = f"{what}, and what both tell comes in the same order (tau {found.tau:.2f})"
    reason = Reason("copy.rewrite", text, _passages(copy, original))
    score = round(copy.held_by(set(a.first) & set(b.first)), 3)
    return Edge(copy.report.id, original.report.id, "copy_of", score, "rewrite", (reason, why), RULE)


def _found(a: Order, b: Order) -> Found | None:
    shared = set(a.first) & set(b.first)
    held = max(a.held_by(shared), b.held_by(shared))
    if held < HELD:
        return None
    places = [
        (a.first[each], b.first[each]) for each in sorted(shared) if a.seen[each] <= ONCE >= b.seen[each]
    ]
    tau, surely = concordance(places)
    figures = len(a.figures & b.figures)
    few, many = sorted((len(a.figures), len(b.figures)))
    kept = figures >= OF_BOTH * many or (
        figures >= max(OF_SHORTER * few, OF_LONGER * many) and tau >= IN_STRICT_ORDER
    )
    by_figures = figures >= FIGURES and kept and tau >= IN_ORDER and surely >= SURELY
    by_figures |= (
        figures >= max(SOME, SOME_OF_SHORTER * few, SOME_OF_LONGER * many)
        and tau >= ORDERED
        and surely >= BEYOND_DOUBT
    )
    if not by_figures and (held < WORDED_HELD or tau < IN_ORDER or surely < WORDED_SURELY):
        return None
    wording = 0.0 if by_figures else max(_wording(a, b), _wording(b, a))
    if not by_figures and wording < WORDING:
        return None
    return Found(held, tau, figures if by_figures else 0, figures / max(1, many), wording)


def concordance(places: Sequence[tuple[int, int]]) -> tuple[float, float]:
    """Kendall's tau of two orders of the same things, and tau in standard deviations of chance (0, 0 under three)."""
    many = len(places)
    if many < 3:
        return 0.0, 0.0
    x, y = np.array(places, dtype=np.int64).T
    product = np.sign(x[:, None] - x[None, :]) * np.sign(y[:, None] - y[None, :])
    pairs = np.count_nonzero(product)
    tau = float(product.sum() / pairs) if pairs else 0.0
    return tau, tau / math.sqrt(2 * (2 * many + 5) / (9 * many * (many - 1)))


def _wording(a: Order, b: Order) -> float:
    """The share of the own words of ``a`` in plain runs that stand in ``b`` too.

    A run that either says three times is what the event is called, and shows no borrowing.
    """
    mine, theirs = Counter(run for run in a.runs if run), Counter(run for run in b.runs if run)
    covered = [run is not None and 0 < theirs[run] < REFRAIN and mine[run] < REFRAIN for run in a.runs]
    inside = sum(any(covered[at : at + RUN]) for at in range(len(covered)))
    return inside / max(1, a.own)


def _passages(copy: Order, original: Order) -> tuple[Evidence, ...]:
    """The sentence pairs that share most in the order of the copy, each as it stands there and then in the original."""
    mine, theirs = (_sentences(each) for each in (copy, original))
    home: dict[str, list[int]] = defaultdict(list)
    for at, (_, terms) in enumerate(theirs):
        for each in terms:
            home[each].append(at)
    pairs: list[tuple[float, int, int]] = []
    for at, (_, terms) in enumerate(mine):
        near: Counter[int] = Counter()
        for each in terms:
            for there in home[each]:
                near[there] += round(100 * _telling(each, copy.language))
        if near:
            there, value = min(near.items(), key=lambda item: (-item[1], item[0]))
            pairs.append((-value, at, there))
    spans: list[Evidence] = []
    closest = [
        (at, there)
        for rank, (_, at, there) in enumerate(sorted(pairs)[:PASSAGES])
        if rank < CLOSEST or len(mine[at][1] & theirs[there][1]) >= TERMS
    ]
    for at, there in sorted(closest):
        for side, (start, end) in ((copy, mine[at][0]), (original, theirs[there][0])):
            spans.append(Evidence(side.report.id, start, end, side.report.text[start:end]))
    return tuple(spans)


def _sentences(side: Order) -> list[tuple[tuple[int, int], frozenset[str]]]:
    """The (start, end) of each sentence, roughly, with its telling terms."""
    found: list[tuple[tuple[int, int], frozenset[str]]] = []
    for match in _SENTENCE.finditer(side.report.text):
        text = match[0]
        start = match.start() + len(text) - len(text.lstrip())
        words = (term(word, side.language) for word in WORD.findall(text))
        terms = frozenset(each for each in words if _telling(each, side.language) >= TELLING)
        if terms:
            found.append(((start, match.end()), terms))
    return found
