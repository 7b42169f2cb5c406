"""The data types, in pipeline order. Frozen values only; this module imports nothing of ours.

Offsets are Unicode code points into ``Report.text``; ``text[start:end] == span.text`` always holds.
A time is an ISO 8601 string written as far as it is known (``2024-08``, ``2024-12-27``,
``2025-10-14T08:10:00+02:00``): a report's day is often all that is known, and the local day matters.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

# --- what comes in ---------------------------------------------------------------------------

PublishedFrom = Literal["meta", "text", "url", "file", "option", "inferred", "none"]
CreditKind = Literal["with", "source", "related", "agency", "byline", "canonical", "owner", "self"]


@dataclass(frozen=True, slots=True)
class Fetched:
    """How bytes came over the web: asked for at ``url``, found at ``final_url`` after the hops ``via``.

    ``sha256`` is of the document as it was unpacked; of a feed's item it is the whole feed's.
    """

    url: str
    final_url: str
    at: str
    status: int
    headers: tuple[tuple[str, str], ...] = ()
    sha256: str = ""
    via: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One raw document as a Reader hands it over: bytes, or fields already taken from a container."""

    path: str
    media: Literal["text", "html", "fields"]
    payload: bytes
    fields: Mapping[str, Any] = field(default_factory=dict)
    url: str | None = None
    modified_at: str | None = None
    fetched: Fetched | None = None  # None where it came from a file


@dataclass(frozen=True, slots=True)
class SetAside:
    """An input that was refused: where, at which stage, why, and whether to try again later."""

    path: str
    stage: str
    reason: str
    retry: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Credit:
    """A stated debt to another outlet: a credit line, a byline, an "Original Source"."""

    kind: CreditKind
    name: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One version of one document. ``furniture`` are the spans of text that are not story."""

    id: str
    path: str
    text: str
    sha256: str
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published_at: str | None = None
    published_from: PublishedFrom = "none"
    captured_at: str | None = None
    language: str = "und"
    credits: tuple[Credit, ...] = ()
    furniture: tuple[Span, ...] = ()
    received_from: str | None = None  # the partner whose words it is, where it came by sharing


# --- what a Language gives -------------------------------------------------------------------


class Token(NamedTuple):
    """A word. ``head`` is an index into the same ``tokens``; the root is its own head."""

    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    ent: str  # entity type, "" outside entities
    ent_start: bool  # True on the first token of an entity


class Sentence(NamedTuple):
    """A sentence: code points, and the half-open range of its tokens."""

    start: int
    end: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Parse:
    """The parse of one passage; offsets are relative to the passage, heads to ``tokens``.

    ``lifted`` are parentheticals taken out before parsing ("(NIS)"): they have no tokens.
    """

    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    lifted: tuple[Span, ...] = ()


# --- what dissect gives ----------------------------------------------------------------------

PassageKind = Literal["text", "heading", "furniture", "speaker"]
MentionKind = Literal["person", "organisation", "place", "time", "quantity", "source"]


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of a report: text, a heading, or furniture that is nobody's statement."""

    start: int
    end: int
    kind: PassageKind


@dataclass(frozen=True, slots=True)
class Quote:
    """A direct quotation. ``start``-``end`` is the content inside the marks.

    ``closed`` is False where the paragraph ended first (the next one goes on).
    """

    start: int
    end: int
    closed: bool = True
    scare: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """A named or described thing in the text. ``value`` is what it resolves to in this report."""

    kind: MentionKind
    start: int
    end: int
    text: str
    value: str | None = None
    source_id: str | None = None
    place_id: str | None = None


SourceKind = Literal["outlet", "agency", "body", "person", "channel", "group", "unnamed", "unknown"]


@dataclass(frozen=True, slots=True)
class Source:
    """Someone who can say something. ``speaks_for`` is the source_id of the body of a person."""

    source_id: str
    name: str
    kind: SourceKind = "unknown"
    aliases: tuple[str, ...] = ()
    role: str | None = None
    speaks_for: str | None = None
    owner: str | None = None
    named: bool = True


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression with its TIMEX3 value. ``reason`` says how a relative one was resolved,

    ``impossible`` why it cannot be true (it is flagged, never repaired).
    """

    start: int
    end: int
    text: str
    value: str
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    reason: str | None = None
    impossible: str | None = None
    tense: Literal["past", "future", "present"] | None = None  # of the verb above it
    said: bool = False  # that verb is one of saying: the time is when a statement was made


Bound = Literal["exact", "lower", "upper", "approximate", "range"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity as an interval. ``None`` is an open end; ``value`` is the number as written.

    ``unit`` is "share" (a fraction of ``part_of``), "%", a currency or a unit of measurement, else None.
    ``nominal`` marks a count of one that no number word states ("a soldier was captured"); ``side`` is whose
    the persons are ("own", "enemy", or a name), ``further`` marks a count on top of one given before.
    """

    start: int
    end: int
    text: str
    low: float | None
    high: float | None
    bound: Bound
    value: float | None
    counts: str | None = None
    measure: str | None = None
    low_open: bool = False
    high_open: bool = False
    as_of: str | None = None
    window: str | None = None
    place: str | None = None
    part_of: str | None = None
    unit: str | None = None
    nominal: bool = False
    place_id: str | None = None
    side: str | None = None
    further: bool = False


@dataclass(frozen=True, slots=True)
class Dissection:
    """A report taken apart. Tokens and sentences carry absolute offsets and indices."""

    report: Report
    passages: tuple[Passage, ...]
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    quotes: tuple[Quote, ...] = ()
    mentions: tuple[Mention, ...] = ()
    sources: tuple[Source, ...] = ()
    times: tuple[Time, ...] = ()
    figures: tuple[Figure, ...] = ()
    lifted: tuple[Span, ...] = ()
    attempted: tuple[str, ...] = ()  # what was looked for; anything else was not attempted


# --- what extract gives ----------------------------------------------------------------------

Role = Literal["publisher", "relay", "origin", "basis"]
StatementKind = Literal["assertion", "no_comment", "not_verified", "request", "stance"]


@dataclass(frozen=True, slots=True)
class Link:
    """One link of an attribution chain; ``start``/``end`` are None where the text does not name it."""

    role: Role
    name: str
    source_id: str
    start: int | None = None
    end: int | None = None
    named: bool = True


@dataclass(frozen=True, slots=True)
class Passed:
    """A quoted bit of text with its offsets (a cue, a hedge, a place)."""

    start: int
    end: int
    text: str
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """From the page to the origin: publisher, relays, origin, stated basis."""

    chain: tuple[Link, ...]
    cue: Passed | None = None
    verb: str = "said"
    direct: bool = False
    medium: str | None = None

    @property
    def speaker(self) -> Link:
        """The link that speaks: the origin, else the last one that is not a basis."""
        origins = [link for link in self.chain if link.role == "origin"]
        return origins[-1] if origins else [link for link in self.chain if link.role != "basis"][-1]


@dataclass(frozen=True, slots=True)
class Statement:
    """One assertion at one place in one report. ``start``-``end`` is the hull of ``parts``."""

    id: str
    report_id: str
    start: int
    end: int
    text: str
    attribution: Attribution
    parts: tuple[Span, ...] = ()
    polarity: Literal["affirmed", "denied"] = "affirmed"
    hedges: tuple[Passed, ...] = ()
    kind: StatementKind = "assertion"
    figures: tuple[Figure, ...] = ()
    when: tuple[Time, ...] = ()
    where: tuple[Passed, ...] = ()
    features: Mapping[str, float] = field(default_factory=dict)


# --- what dedupe and group give --------------------------------------------------------------

Relation = Literal[
    "copy_of", "same_as", "contradicts", "updates", "follows", "alias_of", "based_on", "refines", "retracts",
    "confirms", "disputes", "corrects", "rates", "protects", "sets_aside", "not_alias_of", "independent_of",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Evidence:
    """A span of a stored report, quoted."""

    report_id: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why: a code, one sentence, and the spans it rests on."""

    code: str
    text: str
    spans: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Edge:
    """A relation between two ids, made by a rule (with its version) or a person; never deleted."""

    left: str
    right: str
    relation: Relation
    score: float
    kind: str = ""
    reasons: tuple[Reason, ...] = ()
    made_by: str = "rule"
    made_at: str | None = None
    retracted_at: str | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """The reports of one event and its follow-ups; ``follows`` are earlier stories' ids."""

    id: str
    reports: tuple[str, ...]
    title: str = ""
    first_at: str | None = None
    last_at: str | None = None
    follows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposition:
    """What a statement asserts of one thing: a sentence with two figures holds two. What claims group.

    ``id`` is the statement's id, with ``/n`` after it where the statement holds several; ``predicate``
    the family of what is said to have happened ("dead", "evacuated"), "" where no family is known.
    """

    id: str
    statement_id: str
    report_id: str
    start: int
    end: int
    text: str
    predicate: str = ""
    polarity: Literal["affirmed", "denied"] = "affirmed"
    figure: Figure | None = None
    story_id: str | None = None  # the story it speaks of, which may not be its report's own


@dataclass(frozen=True, slots=True)
class Claim:
    """Statements that say the same thing. A fold over edges: rebuilt at any time."""

    id: str
    text: str
    kind: str
    statements: tuple[str, ...]
    reports: tuple[str, ...]
    propositions: tuple[Proposition, ...] = ()

    @property
    def members(self) -> tuple[str, ...]:
        """The ids of what it joins: propositions, or statements where these were not told apart."""
        return tuple(proposition.id for proposition in self.propositions) or self.statements


# --- what judge gives ------------------------------------------------------------------------

Status = Literal["reported", "corroborated", "confirmed", "disputed", "retracted"]
Agreement = Literal["agree", "compatible", "conflict", "different scope", "impossible"]


@dataclass(frozen=True, slots=True)
class Origin:
    """A Source at the end of chains, and the source_ids it rests on.

    ``reliability`` is the letter A-F that a person gave it; F, unknown, until then.
    """

    source_id: str
    name: str
    named: bool = True
    based_on: tuple[str, ...] = ()
    component: int = 0
    spans: tuple[Evidence, ...] = ()
    reliability: str = "F"


@dataclass(frozen=True, slots=True)
class Origins:
    """Both counts: ``shown`` independent, and ``possible`` if every unnamed source is somebody else."""

    shown: int
    possible: int
    list: tuple[Origin, ...] = ()


@dataclass(frozen=True, slots=True)
class Assessment:
    """What we think of a claim now. ``credibility`` is Admiralty 1-6; reasons are in order of weight."""

    claim: Claim
    status: Status
    credibility: int
    origins: Origins
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class FigureValue:
    """One origin's figure, with the statements that carry it."""

    figure: Figure
    origin: str
    source_id: str
    reports: tuple[str, ...]
    spans: tuple[Evidence, ...]
    retracted: bool = False
    claim_id: str | None = None


@dataclass(frozen=True, slots=True)
class FigureRelation:
    """How two values of a group (by index) stand to each other, and why."""

    a: int
    b: int
    relation: Agreement
    reason: str
    spans: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """Figures of one measure of one thing; ``relation`` is the gravest of the pairs."""

    measure: str
    counts: str
    place: str | None
    values: tuple[FigureValue, ...]
    relation: Agreement
    relations: tuple[FigureRelation, ...] = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """Accounts that differ; ``relation`` says whether they truly conflict."""

    kind: Literal["figure", "date", "count", "polarity", "place", "actor", "status"]
    relation: Agreement
    what: str
    sides: tuple[Mapping[str, Any], ...] = ()
    spans: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Dossier:
    """A claim with all that is known of it: its statements, reports and stories, what is open in those, and

    ``history``: how it stood at each moment at which its standing changed, by what had been published then.
    """

    assessment: Assessment
    statements: tuple[Statement, ...]
    stories: tuple[str, ...]
    reports: tuple[Report, ...]
    open: tuple[OpenQuestion, ...]
    history: tuple[tuple[str, Assessment], ...]
    as_of: str | None = None


# --- what narrate gives ----------------------------------------------------------------------

# The sections of a brief in a desk's order, each with its heading.
SECTIONS = {
    "known": "What is known, and how well",
    "said": "Who says what",
    "figures": "Figures by origin",
    "differ": "Where accounts differ",
    "seem": "Where they only seem to differ",
    "open": "Not verified, not answered",
    "timeline": "What happened when",
    "also": "Told once, by one outlet",
    "sources": "The sources, and how they depend on each other",
}


Dated = Literal["event", "statement", "report"]


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """What happened when. ``dated_by`` tells what the time is of: the event, the statement about it, the report."""

    when: str
    text: str
    claim_id: str | None
    spans: tuple[Evidence, ...]
    dated_by: Dated = "event"


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """What is not verified, unanswered, single-sourced or undated."""

    kind: Literal["not_verified", "no_comment", "single_origin", "undated"]
    text: str
    spans: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of the brief with its citations; never without one."""

    section: str
    text: str
    citations: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """One story, told: everything the brief prints about it."""

    story: Story
    reports: tuple[Report, ...]
    copies: tuple[Edge, ...]
    claims: tuple[Assessment, ...]
    figures: tuple[FigureGroup, ...]
    conflicts: tuple[Conflict, ...]
    timeline: tuple[TimelineEntry, ...]
    open: tuple[OpenQuestion, ...]
    lines: tuple[Line, ...]
    statements: tuple[Statement, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """The answer to ``twosource brief``."""

    as_of: str
    method: Mapping[str, str]
    stories: tuple[Told, ...]
    set_aside: tuple[SetAside, ...] = ()
    changes: tuple[Reason, ...] = ()
    read: int = 0  # how many reports came in for it


# --- what is kept between runs ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Captured:
    """A report with the raw document that it was admitted from."""

    report: Report
    item: Item


@dataclass(frozen=True, slots=True)
class Reading:
    """What one report says by one method: its dissection (kept without tokens), its statements, and ties:

    ``based_on`` edges between sources of which it says that one has it from the other, or both worked it out.
    """

    dissection: Dissection
    statements: tuple[Statement, ...]
    ties: tuple[Edge, ...] = ()


@dataclass(frozen=True, slots=True)
class Derived:
    """All that follows from the kept rows by one method; a store swaps it in as a whole.

    ``redirects`` lead from the ids of stories and claims that were merged to what they are part of now.
    """

    method: Mapping[str, str]
    stories: tuple[Told, ...]
    edges: tuple[Edge, ...] = ()
    redirects: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that a search found: a statement, or the line of a report."""

    kind: Literal["statement", "report"]
    id: str
    span: Evidence
    title: str | None = None
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that a doctor looked at."""

    name: str
    ok: bool
    said: str


# --- what people did -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the audit log. ``hash`` covers the line before (``former``) and the salted ``digests``;

    ``fields`` are the words with their salts, by name; one that has a digest and no words was erased.
    """

    number: int
    at: str
    action: str
    former: str
    digests: Mapping[str, str]
    fields: Mapping[str, tuple[str, str]]
    hash: str

    def said(self, name: str) -> str | None:
        """The words of a field; None where there never were any, or they were erased."""
        return self.fields[name][1] if name in self.fields else None

    @property
    def actor(self) -> str:
        """Who did it; "" where that was erased."""
        return self.said("actor") or ""

    @property
    def subject(self) -> str:
        """To what; "" where that was erased."""
        return self.said("subject") or ""

    @property
    def detail(self) -> Mapping[str, str]:
        """The other words."""
        return {name: value for name, (_, value) in self.fields.items() if name not in ("actor", "subject")}

    @property
    def erased(self) -> tuple[str, ...]:
        """The names of the fields whose words were erased."""
        return tuple(sorted(self.digests.keys() - self.fields.keys()))


@dataclass(frozen=True, slots=True)
class Verified:
    """What came of looking through the audit log: ``count`` sound lines, the last one's hash, and the first

    broken line with the reason, None where the chain holds.
    """

    count: int
    head: str
    broken: int | None = None
    why: str | None = None


DecisionVerb = Literal[
    "confirm", "dispute", "merge", "split", "alias", "not-alias", "correct", "independent", "dependent", "rate",
    "protect", "set-aside",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided: the verb, what it was said of (``subject``: ids as given), the ``value`` where one

    was given, and the edges it makes, which are on statements, reports and sources alone. Taken back, not deleted.
    """

    number: int
    verb: DecisionVerb
    subject: tuple[str, ...]
    value: str
    author: str
    reason: str
    at: str
    edges: tuple[Edge, ...] = ()
    retracted_at: str | None = None
    retracted_by: str | None = None
    retracted_for: str | None = None


# --- people ----------------------------------------------------------------------------------

AccountRole = Literal["reader", "editor", "admin"]
Scope = Literal["read", "ingest", "decide", "watch", "share", "manage"]


@dataclass(frozen=True, slots=True)
class Account:
    """A person of this desk. ``password`` is an argon2id hash; an ended account opens nothing."""

    name: str
    role: AccountRole
    password: str
    made_at: str
    ended_at: str | None = None


@dataclass(frozen=True, slots=True)
class AccessToken:
    """A key for programs, kept as the hash of its secret."""

    id: str
    account: str
    label: str
    digest: bytes
    scopes: tuple[Scope, ...]
    made_at: str
    expires_at: str
    revoked_at: str | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """A sign-in, kept as the hash of its cookie."""

    digest: bytes
    account: str
    made_at: str
    expires_at: str


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks, and what they may do: the rights of their role, under a token at most its scopes."""

    name: str
    role: AccountRole
    scopes: frozenset[Scope]
    via: Literal["session", "token", "open", "peer"]


# --- what is watched -------------------------------------------------------------------------

PlaceKind = Literal["feed", "page", "sitemap", "folder", "telegram"]
Follow = Literal["auto", "always", "never"]


@dataclass(frozen=True, slots=True)
class Subscription:
    """A place that is looked at every so many seconds; ``follow`` whether the pages that it links are fetched.

    "auto" fetches the page of an item that has little text of its own.
    """

    id: str
    kind: PlaceKind
    place: str
    every: float
    follow: Follow
    added_at: str
    added_by: str = ""


@dataclass(frozen=True, slots=True)
class Pulse:
    """How a subscription fares. ``etag`` and ``modified`` are what the host said of the last full look."""

    subscription_id: str
    next_at: str
    last_try: str | None = None
    last_success: str | None = None
    last_error: str | None = None
    failures: int = 0
    etag: str | None = None
    modified: str | None = None
    reports: int = 0  # ever recorded from it


@dataclass(frozen=True, slots=True)
class Mark:
    """What was last made of one entry of a place: ``mark`` is another when the entry was changed since.

    ``looks`` counts how often its page was fetched, ``tries`` how often that failed in a row.
    """

    mark: str
    looked_at: str
    looks: int = 1
    tries: int = 0
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """One look at a place: how many reports were ``new``, how many of these were ``changed`` versions.

    ``error`` is None where the place itself could be read; ``set_aside`` are its entries that could not.
    """

    subscription: Subscription
    at: str
    new: int = 0
    changed: int = 0
    error: str | None = None
    set_aside: tuple[SetAside, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """One text of a document that may change: a report, and the one it took the place of (None: the first)."""

    number: int
    key: str
    report_id: str
    former_id: str | None
    at: str


@dataclass(frozen=True, slots=True)
class Change:
    """What a new version did to a text: the ``before`` that went and the ``after`` that came, as exact spans."""

    before: tuple[Evidence, ...]
    after: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Watch:
    """What somebody wants to be told about. What is given must all hold; with nothing given, everything does."""

    id: str
    name: str
    made_at: str
    made_by: str = ""
    story: str | None = None
    source: str | None = None
    place: str | None = None
    words: str | None = None
    measure: str | None = None


@dataclass(frozen=True, slots=True)
class Channel:
    """Where a watch's alerts go: a webhook (``secret`` signs it) or a mail address; at once or as a digest."""

    id: str
    watch_id: str
    kind: Literal["webhook", "mail"]
    target: str
    every: Literal["at once", "hourly", "daily"] = "at once"
    secret: str = ""


@dataclass(frozen=True, slots=True)
class SendTo:
    """Where the alerts of a watch go beside the desk itself."""

    webhook: str | None = None
    mail: str | None = None
    every: Literal["at once", "hourly", "daily"] = "at once"


AlertKind = Literal[
    "report",
    "status",
    "origin_added",
    "origin_lost",
    "nothing_independent",
    "figure",
    "conflict",
    "correction",
]


@dataclass(frozen=True, slots=True)
class Alert:
    """Something that a watch waited for. The same transition has the same ``id`` for ever;

    ``number`` is its place in the order of all alerts, 0 before it is kept.
    """

    id: str
    watch_id: str
    kind: AlertKind
    at: str
    text: str
    story_id: str | None = None
    claim_id: str | None = None
    before: str | None = None
    after: str | None = None
    spans: tuple[Evidence, ...] = ()
    number: int = 0


@dataclass(frozen=True, slots=True)
class Seen:
    """What a watch last saw of one thing: ``state`` is compared, ``turn`` counts its transitions."""

    thing: str
    state: Mapping[str, Any]
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Delivery:
    """An alert on its way through a channel, tried so many times."""

    alert: Alert
    channel: Channel
    tries: int = 0


# --- sources, looked up ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Record:
    """A source with what it did here: the reports it published, those in which it speaks, the stories, and the

    claims of which it is an origin by their status; ``alone`` are those that rest on it alone, ``first`` those of
    several reports of which it published the earliest.
    """

    source: Source
    published: int
    speaks_in: int
    stories: int
    claims: Mapping[str, int]
    alone: int
    first: int = 0


# --- what desks share ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Identity:
    """Who this desk is to its partners: a STIX identity, and the public half of its key (hexadecimal)."""

    id: str
    name: str
    public_key: str


@dataclass(frozen=True, slots=True)
class Pinned:
    """A partner's key that is trusted, from when, and until when where another takes its place."""

    key: str
    since: str
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Partner:
    """Another desk. ``identity`` is its STIX identity, pinned at the first word or by hand; F: not yet judged."""

    id: str
    name: str
    reliability: str = "F"
    identity: str | None = None
    keys: tuple[Pinned, ...] = ()


@dataclass(frozen=True, slots=True)
class SharingGroup:
    """Desks that share: the key under which origins are told by tokens (hexadecimal), and who is in it now."""

    id: str
    key: str
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sent:
    """One version of one object that went, or may go, to a group; ``body`` are its bytes for good."""

    seq: int
    group: str
    object_id: str
    modified: str
    added_at: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Word:
    """An origin as a partner gives it. ``tokens`` stand for it and for the reports it was read in;

    ``own`` is the voice of an outlet itself, ``seen`` the partner's own evidence.
    """

    name: str
    kind: str = "unknown"
    named: bool = True
    own: bool = False
    seen: bool = False
    rests_on: tuple[str, ...] = ()
    unnamed_basis: bool = False
    withdrawn: bool = False
    relays: tuple[str, ...] = ()
    tokens: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Heard:
    """A note, opinion or sighting as it was taken: the version ``modified`` of an object by ``author``.

    ``about`` are the objects that an answer is about, ``statements`` ours that these stand for.
    """

    object_id: str
    author: str
    created: str
    modified: str
    kind: Literal["claim", "confirm", "dispute"]
    text: str
    words: tuple[Word, ...] = ()
    about: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    story: str | None = None
    title: str | None = None
    level: str = "AMBER"
    language: str = "en"
    status: str = ""
    revoked: bool = False
    mapped: bool = True  # False where the object carries nothing of ours beside its text


@dataclass(frozen=True, slots=True)
class Refusal:
    """An object of a bundle that was not taken, and why."""

    object_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """What came of a bundle: its number and hash, what was taken and refused, and whether it had come before."""

    number: int
    sha256: str
    taken: tuple[str, ...]
    refused: tuple[Refusal, ...] = ()
    seen: bool = False


@dataclass(frozen=True, slots=True)
class Marking:
    """A person's TLP mark on a report, statement or source."""

    subject: str
    level: str
    groups: tuple[str, ...] = ()
    by: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What this desk says of a partner's claim, to the group in which it came.

    ``statements`` are those on which it rests, ``evidence`` the reports in which it saw for itself.
    """

    object_id: str
    group: str
    stance: Literal["confirm", "dispute"]
    statements: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    why: str = ""
    by: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Reveal:
    """A wish to show something that is withheld; in force once a second person agreed."""

    number: int
    key: str
    asked_by: str
    reason: str
    asked_at: str
    agreed_by: str | None = None
    agreed_at: str | None = None


# --- TAXII: what partners fetch and send -----------------------------------------------------


@dataclass(frozen=True, slots=True)
class Shelved:
    """One version of an object in a collection: ``added`` is date_added in microseconds since 1970, ``body`` its bytes."""

    added: int
    object_id: str
    version: str
    spec: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Match:
    """What of a collection is asked for; an empty filter lets all through.

    ``versions`` are "first", "last", "all" or moments in microseconds since 1970.
    """

    ids: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    versions: tuple[str | int, ...] = ("last",)
    specs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PartnerToken:
    """A partner's key to our collections, kept as the hash of its secret."""

    id: str
    partner: str
    digest: bytes
    made_at: str
    expires_at: str
    revoked_at: str | None = None


@dataclass(frozen=True, slots=True)
class Collection:
    """A sharing group as who asks sees it over TAXII."""

    id: str
    group: str
    may_read: bool
    may_write: bool


@dataclass(frozen=True, slots=True)
class Peer:
    """A partner's TAXII server: the address of the collection there, our key to it, and what is done with what.

    ``user`` is "" where the secret is a bearer token. ``deletes`` and ``revocations``: follow them, or keep what came.
    ``push`` sends what is for the group there too.
    """

    partner: str
    url: str
    group: str
    user: str = ""
    secret: str = ""
    deletes: Literal["keep", "follow"] = "keep"
    revocations: Literal["keep", "follow"] = "follow"
    push: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """How far we are with a peer: the last date_added taken, the page within a sweep, the last number pushed."""

    pulled: str = ""
    next: str = ""
    pushed: int = 0
    at: str = ""
    error: str = ""
    tries: int = 0
    again_at: str = ""
