"""Which story a proposition speaks of: mostly its report's own, sometimes an earlier one that it looks back on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from ...data import table
from ...model import Dissection, Proposition, Reading, Statement, Story
from .propositions import propositions
from .wording.words import content, stem

_NAME = re.compile(r"(?<![.!?…\"“”'’\n] )(?<!^)(?<!\n)\b[A-Z][\w’'-]{2,}")
_OFTEN = 3  # how often a name must stand in one story, and once at most in all others, to mark it
_LEAD = 450  # characters of a report that tell what it is about
_TOPIC = 0.5  # how much less a topic is given than a name
_FEW = 2  # reports a story is reckoned to have besides its own, so that two leads alike make no topic
_LEADS = 0.25  # the share of a story's reports that must open with a name for it to mark the story
_MONTHS = frozenset(
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
     "December", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "Jan", "Feb", "Aug",
     "Sept", "Sep", "Oct", "Nov", "Dec"]
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stories:
    """The stories by report, and how common each name is in each."""

    of: Mapping[str, str]
    counts: Mapping[str, Mapping[str, int]]  # name -> story -> how often it stands there
    speaking: frozenset[str]  # names of those who speak in several stories, and of platforms: they mark none
    leads: Mapping[
        str, Mapping[str, float]
    ]  # name -> story -> share of the story's reports that open with it
    topics: Mapping[str, Mapping[str, float]]  # story -> feature -> how far it is its topic

    def about(self, proposition: Proposition, text: str) -> str:
        """The id of the story that a proposition speaks of; "" where its report is in none."""
        own = self.of.get(proposition.report_id, "")
        if all(story == own for story in self.of.values()):
            return own  # there is no other
        votes: Counter[str] = Counter()
        for name in names(_sentence(text, proposition.start, proposition.end)):
            if name in self.speaking:
                continue
            leads, counts = self.leads.get(name, {}), self.counts.get(name, {})
            for story in leads.keys() | counts.keys() | {own}:
                rivals = [other for other in leads.keys() | counts.keys() | {own} if other != story]
                opens = leads.get(story, 0.0) >= _LEADS and not any(leads.get(other) for other in rivals)
                often = counts.get(story, 0) >= _OFTEN and all(counts.get(other, 0) <= 1 for other in rivals)
                votes[story] += opens + often
        most = max(votes.values(), default=0)
        if votes[own] == most:
            return own
        return min(story for story, count in votes.items() if count == most)

    def openings(self) -> dict[str, dict[str, float]]:
        """For each story how far a name or a concept is given there: the share of its reports that open with it."""
        found: dict[str, dict[str, float]] = {story: dict(each) for story, each in self.topics.items()}
        for name, shares in self.leads.items():
            for story, share in shares.items():
                here = found.setdefault(story, {})
                here[stem(name)] = max(share, here.get(stem(name), 0.0))
        return found


def stories_of(
    stories: Iterable[Story], dissections: Sequence[Dissection], statements: Iterable[Statement] = ()
) -> Stories:
    """The stories as ``about`` needs them, in time linear in the texts."""
    of = {report: story.id for story in stories for report in story.reports}
    counts: dict[str, Counter[str]] = {}
    opens: dict[str, Counter[str]] = {}
    topics: dict[str, Counter[str]] = {}
    reports = Counter(of.values())
    for each in dissections:
        story = of.get(each.report.id)
        if story:
            counts.setdefault(story, Counter()).update(names(each.report.text))
            # A local paper's own name says where it is ("The Quill Observer").
            lead_ = f"{each.report.text[:_LEAD]}\n- {each.report.publisher or ''}"
            opens.setdefault(story, Counter()).update(set(names(lead_)))
            lead = content(each.report.text[:_LEAD], each.report.language)
            topics.setdefault(story, Counter()).update(lead.weights.keys())
    found: dict[str, dict[str, int]] = {}
    leads: dict[str, dict[str, float]] = {}
    for story, counted in counts.items():
        for name, count in counted.items():
            found.setdefault(name, {})[story] = count
        for name, count in opens[story].items():
            leads.setdefault(name, {})[story] = count / reports[story]
    aliases: dict[str, set[str]] = {}
    for each in dissections:
        for source in each.sources:
            aliases.setdefault(source.source_id, set()).update(source.aliases)
    heard: dict[str, set[str]] = {}
    for statement in statements:
        for link in statement.attribution.chain[1:]:
            for name in (link.name, *aliases.get(link.source_id, ())):
                for word in names(f"- {name}"):
                    heard.setdefault(word, set()).add(of.get(statement.report_id, ""))
    speaking = {word for word, where in heard.items() if len(where) > 1} | _platforms()
    shares = {
        story: {
            word: _TOPIC * (count - 1) / (reports[story] + _FEW)
            for word, count in counted.items()
            if count > 1
        }
        for story, counted in topics.items()
    }
    return Stories(of, found, frozenset(speaking), leads, shares)


@cache
def _platforms() -> frozenset[str]:
    """Where anything is posted: Telegram marks no story."""
    media = table("manner.json")["media"].values()
    return frozenset(word for name in media for word in name.split() if word[:1].isupper())


def across(stories: Sequence[Story], readings: Sequence[Reading]) -> Iterator[tuple[str, str]]:
    """Each report that says something of another story than its own, with that story's first report."""
    if len(stories) < 2:
        return
    said = [one for each in readings for one in each.statements if one.kind == "assertion"]
    known = stories_of(stories, [each.dissection for each in readings], said)
    first = {story.id: story.reports[0] for story in stories}
    texts = {each.dissection.report.id: each.dissection.report.text for each in readings}
    for statement in said:
        for each in propositions(statement):
            story = known.about(each, texts[statement.report_id])
            if story and story != known.of.get(statement.report_id):
                yield statement.report_id, first[story]


def names(text: str) -> Iterable[str]:
    """The capitalised words of a text that do not only begin a sentence."""
    for match in _NAME.finditer(text):
        word = match[0].removesuffix("'s").removesuffix("’s")
        if word not in _MONTHS:
            yield word


def _sentence(text: str, start: int, end: int) -> str:
    """The sentence around a span, and no more than 200 characters before it."""
    low, high = max(0, start - 200), min(len(text), end + 200)
    before, after = text[low:start], text[end:high]
    line, stop = before.rfind("\n") + 1, before.rfind(". ")
    ends = (at for at in (after.find(". "), after.find("\n")) if at >= 0)
    return (
        before[max(line, stop + 2 if stop >= 0 else 0) :] + text[start:end] + after[: min(ends, default=200)]
    )
