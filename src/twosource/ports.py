"""The doors to the outside: what a reader, a language, a store and an engine must offer."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Literal, Protocol, TypeVar

from .model import (
    AccessToken,
    Account,
    Alert,
    Answer,
    Assessment,
    Captured,
    Channel,
    Decision,
    Delivery,
    Derived,
    Edge,
    Entry,
    Heard,
    Hit,
    Identity,
    Item,
    Mark,
    Marking,
    Match,
    Parse,
    Partner,
    PartnerToken,
    Peer,
    Progress,
    Pulse,
    Reading,
    Receipt,
    Record,
    Report,
    Reveal,
    Seen,
    Sent,
    Session,
    SetAside,
    SharingGroup,
    Shelved,
    Statement,
    Story,
    Subscription,
    Told,
    Version,
    Watch,
)


class Reader(Protocol):
    """Where documents come from."""

    def read(self, places: Sequence[str]) -> Iterator[Item | SetAside]:
        """Every document found there, one at a time; what cannot be read is set aside with a reason."""


class Language(Protocol):
    """Sentences and grammar. Values are plain and frozen, never the parser's own objects."""

    code: str
    version: str

    def parse(self, passages: Iterable[str]) -> Iterator[Parse]:
        """One Parse a passage, in order; offsets are relative to the passage."""


T = TypeVar("T")
Kept = Captured | SetAside | Edge
Group = Literal["story", "claim"]


class Store(Protocol):
    """Kept rows are appended, derived rows are swapped. Ids are content hashes: putting twice changes nothing."""

    def transaction(self) -> AbstractContextManager[None]:
        """All of what is written inside or none of it; durable when the block has ended."""

    def snapshot(self) -> AbstractContextManager[None]:
        """What is read inside is one state, whatever another process writes meanwhile."""

    def put(self, *values: Kept) -> int:
        """How many of them were new."""

    def remember(self, version: str, parses: Mapping[str, Parse]) -> None:
        """Keep the parses of these passages, made by this version of a language."""

    def parses(self, version: str, passages: Iterable[str]) -> dict[str, Parse]:
        """The parses that are kept, by passage; a passage never parsed is missing."""

    def reports(self, ids: Sequence[str]) -> tuple[Report, ...]:
        """These reports, in this order; an unknown id is left out."""

    def scan(self, since: int = 0) -> Iterator[tuple[int, Report]]:
        """Every report with its number in order of arrival, from the one after ``since``."""

    def read_by(self, method: str, readings: Iterable[Reading]) -> None:
        """Keep what these reports say by this method, in place of what they said by another."""

    def unread(self, method: str) -> Iterator[Report]:
        """The reports that have no Reading by this method, in order of arrival."""

    def readings(self, method: str) -> Iterator[Reading]:
        """The Readings by this method, in order of arrival; their dissections carry no tokens."""

    def decisions(self) -> tuple[Edge, ...]:
        """The edges that people made, in order, retracted ones too."""

    def set_aside(self) -> tuple[SetAside, ...]:
        """Every input ever refused, in order."""

    @property
    def kept(self) -> int:
        """Grows with every kept row that bears on what is derived."""

    def derived_from(self) -> tuple[int, Mapping[str, str]]:
        """The ``kept`` and the method that the derived rows were made from; (-1, {}) where there are none."""

    def members(self, group: Group) -> dict[str, tuple[str, ...]]:
        """The derived groups: story ids with their reports, claim ids with what they join."""

    def redirects(self) -> dict[str, str]:
        """Ids of stories and claims that were merged, with what they are part of now."""

    def former(self) -> dict[str, tuple[str, ...]]:
        """What was in stories and claims that since lost members, or were merged away, by their ids."""

    def swap(self, derived: Derived, kept: int) -> None:
        """Put the derived rows made from ``kept`` in place of the former ones, at once."""

    def stories(self) -> tuple[Story, ...]:
        """Every story, in the order of the brief."""

    def statements(self, ids: Sequence[str]) -> tuple[Statement, ...]:
        """These statements, as they stand in their reports; an unknown id is left out."""

    def told(self, story_id: str) -> Told | None:
        """One story with everything about it, or None."""

    def claim(self, claim_id: str) -> tuple[Assessment, tuple[Statement, ...], tuple[str, ...]] | None:
        """A claim's assessment, its statements and the ids of its stories, or None."""

    def search(self, query: str, limit: int) -> tuple[Hit, ...]:
        """The places that hold all words of the query, best first."""

    def close(self) -> None:
        """Give the store back; what was put is safe before this."""

    @property
    def touched(self) -> Touched:
        """Which reports are derived together, and what has to be derived anew."""

    @property
    def ledger(self) -> Ledger:
        """The audit log."""

    @property
    def watches(self) -> Watches:
        """Places that are looked at, and the versions of documents."""

    @property
    def alerts(self) -> Alerts:
        """Watches and their alerts."""

    @property
    def exchange(self) -> Exchange:
        """What is shared with partner desks."""

    @property
    def collections(self) -> Collections:
        """What partners fetch and send over TAXII, and their servers that we call."""

    @property
    def acts(self) -> Acts:
        """What people decided."""

    @property
    def lookup(self) -> Lookup:
        """One thing at a time, or a page of them."""

    @property
    def shelf(self) -> Shelf:
        """What came last, what wants a person's eye, custody."""

    @property
    def accounts(self) -> Accounts:
        """Who may use the desk, their keys and sign-ins."""


class Shelf(Protocol):
    """What the page asks beside the verbs."""

    def latest(self, start: int, limit: int) -> tuple[tuple[str, str], ...]:
        """Stories by when their last report came in, the newest first: the id and that moment."""

    def arrived(self, since: str, limit: int) -> tuple[Report, ...]:
        """Reports that came in after a moment, the newest first, without their texts."""

    def latest_reports(self, limit: int) -> tuple[Report, ...]:
        """The reports that came in last, the newest first, without their texts."""

    def doubtful(self, most: float, limit: int) -> tuple[tuple[Edge, Statement, Statement], ...]:
        """Joins of statements into one claim that a score of at most ``most`` made, the weakest first."""

    def item(self, report_id: str) -> Item | None:
        """How a report came, without its bytes."""


class Ledger(Protocol):
    """The audit log (audit.py): a chain of lines, each of which says who did what."""

    def append(self, actor: str, action: str, subject: str, detail: Mapping[str, str], at: str) -> int:
        """One more line, inside the caller's transaction where there is one; its number."""

    def head(self) -> Entry | None:
        """The last line, or None where nothing was logged yet."""

    def entry(self, number: int) -> Entry | None:
        """One line, or None."""

    def entries(self, after: int = 0, limit: int | None = None) -> Iterator[Entry]:
        """The lines in order, from the one after a number on; all of them where no limit is given."""

    def latest(self, limit: int, before: int | None = None, of: str | None = None) -> tuple[Entry, ...]:
        """The last lines, newest first; ``of`` names an actor or a subject."""

    def erase(self, number: int, names: Sequence[str], actor: str, reason: str, at: str) -> int:
        """Erase these words of a line for good; the number of the line that says so. Raises UnknownId."""

    def settle(self) -> None:
        """See that what was erased stands in no file any more, not in a journal either."""


class Acts(Protocol):
    """What people decided: appended, and taken back, never deleted."""

    def add(self, decision: Decision) -> Decision:
        """Keep a decision; it comes back with its number."""

    def retract(self, number: int, author: str, reason: str, at: str) -> Decision:
        """Take a decision back. Raises UnknownId, or UsageError where that was done before."""

    def redact(self, number: int, author: bool, reason: bool) -> None:
        """Erase who took a decision, or why, for good; the decision stands."""

    def all(self, live: bool = False) -> tuple[Decision, ...]:
        """Every decision in order; only those that were not taken back where ``live``."""

    def get(self, number: int) -> Decision | None:
        """One decision, or None."""


class Accounts(Protocol):
    """Accounts by name (in capitals or not), their tokens by id, their sessions by digest."""

    def add(self, account: Account) -> bool:
        """Keep a new account; False where there is one of that name."""

    def change(self, account: Account) -> None:
        """Put this in place of the account of that name."""

    def get(self, name: str) -> Account | None:
        """One account, or None."""

    def all(self) -> tuple[Account, ...]:
        """Every account by name, ended ones too."""

    def any(self) -> bool:
        """Whether there was ever an account."""

    def add_token(self, token: AccessToken) -> None:
        """Keep a new token."""

    def token(self, name: str) -> AccessToken | None:
        """One token by its id, or None."""

    def tokens(self, account: str | None = None) -> tuple[AccessToken, ...]:
        """The tokens of an account, or all, the newest first."""

    def revoke(self, name: str, at: str) -> None:
        """A token opens nothing from now on."""

    def begin(self, session: Session, now: str) -> None:
        """Keep a sign-in, and drop those that are over."""

    def session(self, digest: bytes) -> Session | None:
        """One sign-in, or None."""

    def end(self, digest: bytes) -> None:
        """Drop a sign-in."""

    def end_all(self, account: str, but: bytes | None = None) -> None:
        """Drop every sign-in of an account, but one."""


class Lookup(Protocol):
    """Looking things up one at a time or a page at a time, however much a store holds."""

    def state(self) -> str:
        """Stands for all that is kept and derived: another one, whenever an answer may be another."""

    def counts(self) -> dict[str, int]:
        """How many reports, statements, claims, stories and inputs set aside there are."""

    def stories(self, after: int, limit: int) -> tuple[tuple[int, Story], ...]:
        """Stories in the order of the brief with their places in it, from that place on."""

    def sources(self, after: str, limit: int) -> tuple[Record, ...]:
        """Sources by id, from the one after ``after``."""

    def source(self, source_id: str) -> Record | None:
        """One source, or None."""

    def set_aside(self, after: int, limit: int) -> tuple[tuple[int, SetAside], ...]:
        """Inputs that were refused with their numbers, from the one after ``after``."""

    def reading(self, report_id: str) -> Reading | None:
        """What a report says, its statements as they were last assessed, or None."""

    def story_of(self, report_id: str) -> str | None:
        """The story that a report stands in, or None."""


class Watches(Protocol):
    """Places that are looked at, what of them was dealt with, and the versions of documents."""

    def subscribe(self, subscription: Subscription, now: str) -> None:
        """Keep a subscription, due at once; one of the same id is put in place of the former."""

    def unsubscribe(self, subscription_id: str) -> bool:
        """Look at a place no more. False where there is no such subscription."""

    def subscriptions(self) -> tuple[tuple[Subscription, Pulse], ...]:
        """Every place that is looked at, with how it fares."""

    def due(self, now: str) -> tuple[tuple[Subscription, Pulse], ...]:
        """The places whose time has come, the longest overdue first."""

    def next_due(self) -> str | None:
        """When the next place is due; None where there is none."""

    def beat(self, pulse: Pulse) -> None:
        """Keep how a place fares now."""

    def marks(self, subscription_id: str) -> Mapping[str, Mark]:
        """What of a place was dealt with, by key."""

    def marked(self, subscription_id: str, key: str) -> Mark | None:
        """What was last made of one entry, or None."""

    def mark(self, subscription_id: str, key: str, mark: Mark) -> None:
        """An entry was dealt with, or failed."""

    def keep_document(self, body: bytes) -> None:
        """Keep the bytes that several reports were taken from."""

    def document(self, digest: str) -> bytes | None:
        """Kept bytes by their SHA-256 in hexadecimal, or None."""

    def latest(self, key: str) -> str | None:
        """The report that a document is by now, or None where it was never recorded."""

    def add_version(self, key: str, report_id: str, former_id: str | None, at: str) -> None:
        """The document says this from now on."""

    def versions(self, report_id: str) -> tuple[Version, ...]:
        """Every version of the document that a report is a version of, in order; () where it is of none."""

    def changes_after(self, number: int) -> tuple[Version, ...]:
        """The versions after a number that took the place of a former one."""


class Alerts(Protocol):
    """Watches, what they last saw, their alerts, and the way of these to whom they are for."""

    def save(self, watch: Watch, seen: Iterable[Seen], channels: Iterable[Channel]) -> None:
        """Keep a watch with what it begins from and where its alerts go."""

    def end(self, watch_id: str, at: str) -> bool:
        """Watch no more; its alerts stay. False where there is no such watch."""

    def watches(self) -> tuple[Watch, ...]:
        """Every watch that goes on."""

    def channels(self, watch_id: str | None = None) -> tuple[Channel, ...]:
        """Where alerts go: those of one watch, or of all that go on."""

    @property
    def round(self) -> int:
        """Grows with every look at what changed."""

    @property
    def alerted_version(self) -> int:
        """The number of the last version that was looked at."""

    def changed_stories(self) -> dict[str, bytes]:
        """The stories that are not as they were at the last look, with the digest of what they are now."""

    def story_of(self, report_id: str) -> str | None:
        """The story that a report stands in, None before it was assessed."""

    def seen(self, watch_id: str, things: Sequence[str]) -> dict[str, Seen]:
        """What a watch last saw of these things; one never seen is missing."""

    def remember(self, watch_id: str, seen: Iterable[Seen]) -> None:
        """Keep what a watch saw, in place of what it saw before."""

    def looked(self, stories: dict[str, bytes], version: int) -> None:
        """These stories were looked at as they are now, and the versions up to this number."""

    def add(self, alerts: Iterable[Alert], due: dict[str, str]) -> int:
        """Keep alerts, each once, and send them on their way, due then by channel id; how many were new."""

    def after(self, number: int, limit: int, watch_id: str | None = None) -> tuple[Alert, ...]:
        """The alerts after a number, in their order."""

    def latest(self, limit: int, watch_id: str | None = None, before: int | None = None) -> tuple[Alert, ...]:
        """The last alerts, the newest first; those before a number."""

    def last_number(self) -> int:
        """The number of the last alert, 0 where there was none."""

    def due(self, now: str, limit: int) -> tuple[Delivery, ...]:
        """What has to be sent by now, the oldest alert first."""

    def sent(self, deliveries: Iterable[Delivery], at: str) -> None:
        """These arrived."""

    def failed(self, deliveries: Iterable[Delivery], error: str, next_at: str | None) -> None:
        """These did not arrive; they are tried again then, or given up where that is None."""

    def hold(self, deliveries: Iterable[Delivery], error: str, next_at: str | None) -> None:
        """These wait for one before them that did not arrive; given up with it where ``next_at`` is None."""

    def next_delivery(self) -> str | None:
        """When the next delivery is due, or None."""

    def troubles(self) -> dict[str, tuple[int, str]]:
        """For each channel that does not get through: how many alerts wait, and the last error."""


class Exchange(Protocol):
    """Sharing: this desk's identity, partners, groups, marks, what went to whom and what came."""

    def identity(self) -> tuple[Identity, bytes] | None:
        """Who this desk is, with the seed of its key; None where it has not been made."""

    def introduce(self, identity: Identity, seed: bytes) -> None:
        """Make or rename this desk."""

    def keep_partner(self, partner: Partner) -> None:
        """Keep a partner in place of what was known of it."""

    def partners(self) -> tuple[Partner, ...]:
        """Every partner, by id."""

    def partner(self, partner_id: str) -> Partner | None:
        """One partner, or None."""

    def keep_group(self, group_id: str, key: str) -> None:
        """Make a group, or change its key."""

    def groups(self) -> tuple[SharingGroup, ...]:
        """Every group with its key and who is in it now."""

    def group(self, group_id: str) -> SharingGroup:
        """One group. Raises UnknownId."""

    def join(self, group_id: str, partner_id: str) -> None:
        """Take a partner into a group."""

    def leave(self, group_id: str, partner_id: str) -> bool:
        """Take a partner out of a group, at once; False where it was not in it."""

    def member(self, group_id: str, partner_id: str) -> bool:
        """Whether a partner is in a group now."""

    def mark(self, markings: Iterable[Marking]) -> None:
        """Keep these marks; each holds in place of the last one on its subject."""

    def markings(self) -> dict[str, Marking]:
        """The mark that holds on each subject."""

    def outbox(self, group_id: str, after: int = 0, limit: int = 1000) -> tuple[Sent, ...]:
        """What went to a group after a number, in order."""

    def held(self, group_id: str) -> dict[str, tuple[str, bytes, bool, bytes]]:
        """The last version of each object that went to a group: modified, digest, whether revoked, and its bytes."""

    def send(
        self, group_id: str, objects: Sequence[tuple[str, str, str, bytes, bool, bytes]]
    ) -> tuple[Sent, ...]:
        """Append versions: id, modified, added_at, digest, revoked, bytes."""

    def last_added(self) -> str:
        """The latest ``added_at`` of all, or ""."""

    def stand_for(self, object_id: str, members: Sequence[tuple[str, str]]) -> None:
        """Keep what one of our objects stands for: propositions, each with its report."""

    def stands_for(self, object_id: str) -> tuple[tuple[str, str], ...]:
        """What one of our objects stands for."""

    def shared_reports(self) -> dict[str, str]:
        """Our objects, each with the report that it tells of first."""

    def receipt(self, body: bytes, partner_id: str) -> Receipt | None:
        """What came of these bytes when this partner sent them before; None where it never did."""

    def receive(
        self,
        body: bytes,
        partner_id: str,
        group_id: str | None,
        signature: str | None,
        receipt: Receipt,
        at: str,
    ) -> Receipt:
        """Keep bytes as they came, with what came of them; the receipt with its number."""

    def bytes_of(self, number: int) -> tuple[bytes, str | None]:
        """Received bytes as they came, with their signature. Raises UnknownId, StoreError where they were changed."""

    def receipts(self, limit: int = 100) -> tuple[tuple[Receipt, str, str], ...]:
        """The last receipts, newest first, each with its partner and time."""

    def hear(self, report_id: str, heard: Heard, partner_id: str, group_id: str | None, number: int) -> None:
        """Keep the words of a received report."""

    def words(self, report_id: str) -> Heard | None:
        """The words of a received report, or None."""

    def all_heard(self) -> Iterator[tuple[str, str, str | None, Heard]]:
        """All received words in order of arrival: report, partner, group, words."""

    def latest(self, object_ids: Sequence[str]) -> dict[str, Heard]:
        """The last version held of each of these objects."""

    def answer(self, answer: Answer) -> None:
        """Keep an answer; it holds in place of the last one to its object in its group."""

    def answers(self, group_id: str) -> tuple[Answer, ...]:
        """The answers that hold in a group."""

    def ask_reveal(self, reveal: Reveal) -> Reveal:
        """Keep a wish to show something; it comes back with its number."""

    def agree_reveal(self, number: int, by: str, at: str) -> Reveal:
        """A second person's agreement. Raises UnknownId."""

    def reveals(self) -> tuple[Reveal, ...]:
        """Every wish to reveal, in order."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What a report is found by: keys of copies, heavy words with their weights, names, and names it looks back to;

    ``seen`` is what it was all made from, kept to be handed back.
    """

    copies: tuple[int, ...]
    words: Mapping[int, float]
    names: frozenset[int]
    recalled: frozenset[int]
    seen: Any


class Touches(Protocol):
    """Reports by what they are found by, and the sets they are in. Numbers are those of arrival."""

    def report(self, number: int) -> Report:
        """The report of this number."""

    def seen(self, number: int, kind: type[T]) -> T:
        """What its marks were made from."""

    def size(self, home: int) -> int:
        """How many reports a set holds."""

    def alone(self, number: int) -> bool:
        """True where a report is in a set of its own."""

    def home(self, number: int) -> int:
        """The set that a report is in, by the number of its first member."""

    def by_copies(self, keys: Sequence[int], most: int) -> Mapping[int, tuple[int, int]]:
        """The reports that share keys of copies: how many they share, and how many they have."""

    def by_words(self, words: Mapping[int, float], most: int) -> Mapping[int, float]:
        """The reports that share heavy words, with the product of the weights."""

    def by_names(self, names: Iterable[int], recalled: bool, most: int) -> Mapping[int, int]:
        """The reports that hold (or look back to) these names, and how many of them."""

    def add(self, number: int, found: Marks, home: int, merged: Iterable[int]) -> None:
        """A report in a set, which takes in others."""

    def merge(self, home: int, merged: Iterable[int]) -> None:
        """One set of several."""


class Touched(Touches, Protocol):
    """The same in a store, with what has to be derived anew."""

    def placed_by(self) -> Mapping[str, str]:
        """The method by which reports were put in sets; {} where none were."""

    def forget(self, method: Mapping[str, str]) -> None:
        """Take every report out of its set, to be placed by this method."""

    def unmarked(self, method: str, limit: int) -> list[tuple[int, Report]]:
        """Reports that were read by this method and are in no set yet, with their numbers."""

    def homes_of(self, ends: Iterable[str]) -> set[int]:
        """The sets in which these statements, reports or sources are met."""

    def touch(self, homes: Iterable[int]) -> None:
        """These sets have to be derived anew."""

    def waiting(self) -> dict[int, int]:
        """The sets that have to be derived anew, each with a number that another touch changes."""

    def unheard(self) -> tuple[list[Edge], list[Decision]]:
        """The edges and decisions of people that no set has been derived with yet."""

    def hear(self, decisions: Sequence[Decision]) -> None:
        """These decisions as they stand, and all edges, are followed now."""

    def readings(self, method: str, homes: Collection[int]) -> list[Reading]:
        """What the reports of these sets say by this method."""

    def members(self, group: Group, report_ids: Collection[str]) -> dict[str, tuple[str, ...]]:
        """The derived groups that hold anything of these reports."""

    def former(self, bases: Collection[str], here: Collection[str]) -> dict[str, tuple[str, ...]]:
        """What was in groups that lost any of these reports or statements, but for groups that live elsewhere."""

    def elsewhere(self, here: Collection[str]) -> Callable[[str], bool]:
        """Whether an id is a story's, a claim's or a redirect's that is not among these."""

    def swap(self, derived: Derived, report_ids: Collection[str], waiting: Mapping[int, int]) -> bool:
        """Put the rows of some sets in place of the former ones; False where they were touched meanwhile."""

    def done(self, kept: int, method: Mapping[str, str]) -> bool:
        """Say that all is derived from ``kept`` by this method; False where something waits again."""


class Collections(Protocol):
    """TAXII: a collection a sharing group, its objects in order of arrival, tokens, rights, and the peers we call."""

    def last(self, group: str) -> int:
        """The ``added`` of the newest row ever, or 0."""

    def behind(self, group: str) -> bool:
        """Whether the outbox holds what the collection does not yet."""

    def mirror(self, group: str) -> None:
        """Take over what was published since the last time."""

    def put(
        self, group: str, sender: str, objects: Sequence[tuple[str, str, str | None, str, bytes]]
    ) -> list[tuple[str, str]]:
        """Keep versions (id, type, version or None, specification, bytes); each id with its version."""

    def page(
        self, group: str, reader: str | None, after: int, limit: int, match: Match
    ) -> tuple[Shelved, ...]:
        """The next rows that a reader may see, in order; None sees all."""

    def holds(self, group: str, reader: str | None, object_id: str) -> bool:
        """Whether a reader may see any version of an object."""

    def delete(self, group: str, sender: str, object_id: str, match: Match) -> int:
        """Drop versions that a sender put there; how many these were."""

    def keep_status(self, status_id: str, sender: str, at: str, body: bytes, forget: str) -> None:
        """Keep what came of a POST; those made before ``forget`` are dropped."""

    def status(self, status_id: str) -> tuple[str, bytes] | None:
        """Who sent it, and what came of it."""

    def add_token(self, token: PartnerToken) -> None:
        """Keep a partner's new token."""

    def token(self, name: str) -> PartnerToken | None:
        """One token by its id, or None."""

    def tokens(self) -> tuple[PartnerToken, ...]:
        """Every partner's tokens."""

    def revoke(self, name: str, at: str) -> None:
        """A token opens nothing from now on."""

    def allow(self, group: str, partner: str, may_read: bool, may_write: bool) -> None:
        """What a member may do with a collection."""

    def rights(self, group: str, partner: str) -> tuple[bool, bool]:
        """Whether a partner may read and write: never without being a member now."""

    def keep_peer(self, peer: Peer) -> None:
        """Keep how to reach a peer."""

    def peers(self) -> tuple[tuple[Peer, Progress], ...]:
        """Every peer and how far we are with it."""

    def peer(self, partner: str) -> tuple[Peer, Progress] | None:
        """One peer, or None."""

    def advance(self, partner: str, progress: Progress) -> None:
        """How far we are with a peer now."""

    def drop_peer(self, partner: str) -> bool:
        """Call a peer no more; False where there is none."""

    def mood(self) -> str:
        """Stands for all that bears on what goes to whom."""
