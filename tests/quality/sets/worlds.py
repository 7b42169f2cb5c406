"""Invented events with known truth: claims with their origins, figures, copies, stories, dates, what is open.

A world is a folder of reports with a ``gold.json`` (or ``answers.json`` beside it). Ours is ``examples``; the others
stand in TWOSOURCE_WORLDS (by default ../shared/worlds). For each world the share of the editor's marks that hold:
*grouped* (most mentions in one claim of ours, no other claim's among them), *counted* (shown and possible), *status*,
*claims* (all three, and the credibility where it is marked), *figures* (side by side in that relation), *values*
(found, of that origin), *open*, *copies*, *true copies* (ours that the editor marked), *stories*, *follows*, *dates*.
"""

from __future__ import annotations

import json
import os
import pickle
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tests.names import same_name
from tests.quality.harness import CACHE, ENGLISH, ROOT
from twosource.language.plain import Plain
from twosource.model import Assessment, Evidence, Parse, Proposition, Report, SetAside, Told
from twosource.pipeline import Afresh, Analysis, analyse, said
from twosource.readers.files import Files
from twosource.stages import admit, dissect
from twosource.text import digest

NAME = "worlds"
PUBLISHED: dict[str, str] = {}


def worlds() -> dict[str, tuple[Path, Path]]:
    """Each world's folder of reports and its gold, by name: our example, and those of TWOSOURCE_WORLDS."""
    found = {"example": (ROOT / "examples" / "reports", ROOT / "examples" / "answers.json")}
    place = Path(os.environ.get("TWOSOURCE_WORLDS", ROOT.parent / "shared" / "worlds"))
    for gold in sorted(place.glob("*/gold.json")) if place.is_dir() else ():
        found[gold.parent.name] = (gold.parent, gold)
    return found


def files(bench: Path) -> list[Path]:
    """The files that a score belongs to."""
    return sorted(p for folder, gold in worlds().values() for p in (*folder.iterdir(), gold) if p.is_file())


@dataclass(frozen=True, slots=True)
class World:
    """A world as we read it, and its gold."""

    gold: Mapping[str, Any]
    reports: Mapping[str, Report]
    analysis: Analysis

    @property
    def told(self) -> Sequence[Told]:
        """The stories as they are told."""
        return self.analysis.told

    def span(self, mention: Mapping[str, str]) -> Evidence | None:
        """Where a quote of the gold stands, or None where we do not have the text."""
        for report in self.reports.values():
            at = report.text.find(mention["quote"]) if name_of(report) == mention["file"] else -1
            if at >= 0:
                return Evidence(report.id, at, at + len(mention["quote"]), mention["quote"])
        return None


def name_of(report: Report) -> str:
    """The file's name, without the part of a container."""
    return Path(report.path).name.split("#")[0]


@cache
def world(name: str) -> World:
    """One world, read and analysed; the parse is kept on disk."""
    folder, gold = worlds()[name]
    items = (item for item in Files().read([str(folder)]) if not isinstance(item, SetAside))
    admitted = (admit.admit(item) for item in items if not item.path.endswith(("gold.json", "README.md")))
    reports = [report for report in admitted if isinstance(report, Report)]
    parses = _parses(reports, name)
    analysis = analyse([said(r, parses) for r in reports], Afresh(lambda report: said(report, parses)))
    return World(json.loads(gold.read_text("utf-8")), {r.id: r for r in reports}, analysis)


def _parses(reports: Sequence[Report], name: str) -> Mapping[str, Parse]:
    """The parse of every passage, by the parser that the desk would take for its language."""
    store = CACHE / f"world-{name}-{digest(ENGLISH.version)}.pickle"
    known: dict[str, Parse] = pickle.loads(store.read_bytes()) if store.exists() else {}
    english = [text for report in reports if report.language == "en" for text in dissect.texts(report)]
    missing = list(dict.fromkeys(text for text in english if text not in known))
    if missing:
        known.update(zip(missing, ENGLISH.parse(missing), strict=True))
        store.parent.mkdir(parents=True, exist_ok=True)
        store.write_bytes(pickle.dumps(known))
    for report in reports:
        if report.language != "en":
            texts = dissect.texts(report)
            known |= zip(texts, Plain(report.language).parse(texts), strict=True)
    return known


# --- claims ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Answer:
    """How one claim of the gold was met: which of its mentions are covered, and what we say of it."""

    gold: Mapping[str, Any]
    found: Assessment | None
    covered: tuple[bool, ...]
    foreign: tuple[str, ...]

    @property
    def grouped(self) -> bool:
        """Most mentions in one claim of ours, and no other claim's mention that is not its own as well."""
        return sum(self.covered) > len(self.covered) / 2 and not self.foreign

    @property
    def counted(self) -> bool:
        """Both counts as the editor's."""
        gold, ours = self.gold["origins"], self.found.origins if self.found else None
        return ours is not None and (ours.shown, ours.possible) == (gold["shown"], gold["possible"])

    @property
    def judged(self) -> bool:
        """The status as the editor's, and the credibility where the gold gives one."""
        if self.found is None or self.found.status != self.gold["status"]:
            return False
        return bool(self.gold.get("credibility", self.found.credibility) == self.found.credibility)

    @property
    def right(self) -> bool:
        """Grouped, with both counts and the status right."""
        return self.grouped and self.counted and self.judged


def answers(here: World) -> list[Answer]:
    """One answer a claim of the gold: our claim that covers most of its mentions."""
    claims = {a.claim.id: a for told in here.told for a in told.claims}
    covering = {
        (gold["id"], number): _covering(here, mention, claims)
        for gold in here.gold["claims"]
        for number, mention in enumerate(gold["mentions"])
    }
    return [_answer(gold, claims, covering, here) for gold in here.gold["claims"]]


def _covering(here: World, mention: Mapping[str, str], claims: Mapping[str, Assessment]) -> set[str]:
    span = here.span(mention)
    return {
        key for key, each in claims.items() if span and any(_covers(p, span) for p in each.claim.propositions)
    }


def _covers(proposition: Proposition, span: Evidence) -> bool:
    shared = min(proposition.end, span.end) - max(proposition.start, span.start)
    shorter = min(proposition.end - proposition.start, span.end - span.start)
    return proposition.report_id == span.report_id and shared > 0.5 * shorter


def _answer(
    gold: Mapping[str, Any], claims: Mapping[str, Assessment], covering: Mapping[Any, set[str]], here: World
) -> Answer:
    mentions = gold["mentions"]
    votes = Counter(key for n in range(len(mentions)) for key in covering[gold["id"], n])
    if not votes:
        return Answer(gold, None, (False,) * len(mentions), ())
    best = min(votes, key=lambda key: (-votes[key], key))
    covered = tuple(best in covering[gold["id"], n] for n in range(len(mentions)))
    mine = [span for mention in mentions if (span := here.span(mention))]
    foreign = [
        f"{other['id']}: {mention['quote'][:40]}"
        for other in here.gold["claims"]
        for n, mention in enumerate(other["mentions"])
        if other is not gold and best in covering[other["id"], n] and not _shared(here.span(mention), mine)
    ]
    return Answer(gold, claims[best], covered, tuple(foreign))


def _shared(span: Evidence | None, mine: Sequence[Evidence]) -> bool:
    """True where one of our own mentions stands in the same sentence: one proposition may carry both."""
    return span is not None and any(
        m.report_id == span.report_id and m.start < span.end + 40 and span.start < m.end + 40 for m in mine
    )


# --- the rest --------------------------------------------------------------------------------


def figures_right(here: World) -> Iterator[tuple[str, bool]]:
    """For each group of figures of the gold whether one of ours holds its values in that relation."""
    for gold in here.gold["figures"]:
        yield gold["what"], _figure_right(here, gold)


def _figure_right(here: World, gold: Mapping[str, Any]) -> bool:
    spans = [here.span(value) for value in gold["values"]]
    if gold["relation"] == "impossible":
        found = [c for told in here.told for c in told.conflicts if c.relation == "impossible"]
        return any(_touch(s, span) for c in found for s in c.spans for span in spans if span)
    for group in (g for told in here.told for g in told.figures):
        places = [_value_at(group.values, span) for span in spans]
        if None in places or len(set(places)) < len(places):
            continue
        pairs = {(r.a, r.b): r.relation for r in group.relations}
        first, second = sorted(int(place or 0) for place in places[:2])
        if pairs.get((first, second)) == gold["relation"]:
            return True
    return False


def _value_at(values: Sequence[Any], span: Evidence | None) -> int | None:
    return next(
        (at for at, value in enumerate(values) if span and any(_touch(s, span) for s in value.spans)), None
    )


def _touch(a: Evidence, b: Evidence) -> bool:
    return a.report_id == b.report_id and a.start < b.end and b.start < a.end


def open_found(here: World) -> Iterator[tuple[str, bool]]:
    """For each open question of the gold whether one of ours of that kind stands there."""
    ours = [q for told in here.told for q in told.open]
    for gold in here.gold["open"]:
        span = here.span(gold)
        hit = any(q.kind == gold["kind"] and any(_touch(s, span) for s in q.spans) for q in ours if span)
        yield f"{gold['kind']}: {gold['quote']}", hit


def values_found(here: World) -> Iterator[tuple[str, bool]]:
    """For each figure of the gold whether one of ours stands there that is counted as that origin's."""
    for gold in here.gold["figures"]:
        for value in gold["values"] if gold["relation"] != "impossible" else ():
            span = here.span(value)
            ours = [v for told in here.told for g in told.figures for v in g.values]
            there = [v.origin for v in ours if span and any(_touch(s, span) for s in v.spans)]
            named = "origin" not in value or any(same_name(value["origin"], name) for name in there)
            yield f"{value['file']}: {value['quote']} ({', '.join(there)})", bool(there) and named


def dates_found(here: World) -> Iterator[tuple[str, bool]]:
    """For each date of the gold whether the words there are resolved to it, alone or in the timeline."""
    alone = [(s.report_id, t) for told in here.told for s in told.statements for t in s.when]
    entries = [(entry.when, s) for told in here.told for entry in told.timeline for s in entry.spans]
    for gold in here.gold.get("dates", ()):
        span = here.span(gold)
        found = {
            t.value
            for key, t in alone
            if span and key == span.report_id and t.start < span.end and span.start < t.end
        }
        wide = 2 * len(gold["quote"])
        found |= {when for when, s in entries if span and _touch(s, span) and s.end - s.start <= wide}
        yield (
            f"{gold['file']}: {gold['quote']} {sorted(found)}",
            any(v.startswith(gold["value"]) for v in found),
        )


def follows_right(here: World) -> Iterator[tuple[str, bool]]:
    """For each story of the gold that follows another whether ours with its reports does."""
    for gold in here.gold.get("follows", ()):
        later, earlier = (set(here.gold["stories"][gold[end]]) for end in ("story", "follows"))
        ours = [({name_of(r) for r in told.reports}, told.story) for told in here.told]
        ids = {story.id for files, story in ours if files & earlier}
        yield str(gold["story"]), any(files & later and ids & set(story.follows) for files, story in ours)


def copies_found(here: World) -> Iterator[tuple[str, bool]]:
    """For each copy of the gold whether we have an edge of that kind between the two."""
    edges = _copies(here)
    for gold in here.gold["copies"]:
        yield (
            f"{gold['file']}: {gold['kind']}",
            edges.get(frozenset((gold["file"], gold["of"]))) == gold["kind"],
        )


def copies_true(here: World) -> Iterator[tuple[str, bool]]:
    """For each copy of ours whether the gold has both among the copies of one report."""
    families = [{c["file"], c["of"]} for c in here.gold["copies"]]
    for pair, kind in _copies(here).items():
        one, other = sorted(pair)[0], sorted(pair)[-1]
        known = any(one in a and other in b and a & b for a in families for b in families)
        yield f"{one}, {other}: {kind} is none", known


def _copies(here: World) -> dict[frozenset[str], str]:
    name = {r.id: name_of(r) for r in here.reports.values()}
    return {
        frozenset((name[e.left], name[e.right])): e.kind
        for e in here.analysis.edges
        if e.relation == "copy_of"
    }


def stories_right(here: World) -> Iterator[tuple[str, bool]]:
    """For each story of the gold whether one of ours holds exactly its reports."""
    ours = [{name_of(r) for r in told.reports} for told in here.told]
    for gold in here.gold["stories"]:
        yield gold[0], set(gold) in ours


def measure(bench: Path) -> dict[str, float]:
    """The share of claims, figures, open questions, copies and stories that are right, by world."""
    scores: dict[str, float] = {}
    for name in worlds():
        here = world(name)
        each = answers(here)
        scores[f"{name} claims"] = sum(a.right for a in each) / len(each)
        scores[f"{name} grouped"] = sum(a.grouped for a in each) / len(each)
        scores[f"{name} counted"] = sum(a.counted for a in each) / len(each)
        scores[f"{name} status"] = sum(a.judged for a in each) / len(each)
        for part, found in _parts(here):
            scores[f"{name} {part}"] = sum(ok for _, ok in found) / len(found) if found else 1.0
    return scores


def _parts(here: World) -> Iterator[tuple[str, list[tuple[str, bool]]]]:
    yield "figures", list(figures_right(here))
    yield "values", list(values_found(here))
    yield "open", list(open_found(here))
    yield "copies", list(copies_found(here))
    yield "true copies", list(copies_true(here))
    yield "stories", list(stories_right(here))
    yield "follows", list(follows_right(here))
    yield "dates", list(dates_found(here))


def errors(bench: Path) -> dict[str, Counter[str]]:
    """What is not right in each world, printed with our own answer beside the gold's."""
    found: dict[str, Counter[str]] = {}
    for name in worlds():
        here = world(name)
        counter = found.setdefault(name, Counter())
        for answer in answers(here):
            if not answer.right:
                counter["claim"] += 1
                print(name, *told(answer), sep="\n   ")
        for part, each in _parts(here):
            for what, ok in each:
                if not ok:
                    counter[part] += 1
                    print(name, part, what)
    return found


def told(answer: Answer) -> Iterator[str]:
    """An answer beside its gold, line by line."""
    gold, found = answer.gold, answer.found
    yield f"{gold['id']} want {gold['origins']['shown']}/{gold['origins']['possible']} {gold['status']}"
    if found is None:
        yield "no claim of ours covers a mention"
        return
    yield f"ours {found.origins.shown}/{found.origins.possible} {found.status} ({found.credibility}): {found.claim.text[:90]}"
    yield f"origins {[o.source_id for o in found.origins.list]}, covered {answer.covered}, foreign {answer.foreign}"
    for reason in found.reasons[1:6]:
        yield f"{reason.code}: {reason.text[:140]}"
