"""The data types, a file for each kind of thing. Frozen values only; this room imports nothing of ours.

Offsets are Unicode code points into ``Report.text``; ``text[start:end] == span.text`` always holds.
A time is an ISO 8601 string written as far as it is known (``2031-08``, ``2031-12-27``,
``2031-05-04T09:20:00+02:00``): a report's day is often all that is known, and the local day matters.
"""

from __future__ import annotations

from .alert import Alert, AlertKind, Channel, Delivery, Seen, SendTo, Watch
from .claim import Assessment, Claim, Conflict, GoneClaim, Origin, Origins, Proposition, Status
from .decision import Check, Decision, DecisionVerb, Entry, Verified
from .dissection import Dissection, Mention, MentionKind, Parse, Passage, PassageKind, Quote, Sentence, Token
from .edge import Edge, Evidence, Reason, Relation
from .figure import Agreement, Bound, Figure, FigureGroup, FigureRelation, FigureValue, Time
from .known import Known
from .people import AccessToken, Account, AccountRole, Person, Scope, Session
from .report import Captured, Credit, CreditKind, Fetched, Item, PublishedFrom, Report, SetAside, Span
from .sharing import (
    Answer,
    Going,
    Heard,
    Identity,
    Marking,
    Partner,
    Pinned,
    Receipt,
    Refusal,
    Reveal,
    Sent,
    SharingGroup,
    Waiting,
    Went,
    Word,
)
from .source import Record, Source, SourceKind
from .statement import Attribution, Clause, Link, Passed, Reading, Role, Statement, StatementKind
from .story import (
    SECTIONS,
    Brief,
    Dated,
    Derived,
    Dossier,
    Hit,
    Line,
    OpenQuestion,
    Story,
    TimelineEntry,
    Told,
    Within,
)
from .subscription import Change, Follow, Look, Mark, PlaceKind, Pulse, Subscription, Version
from .taxii import Collection, Match, PartnerToken, Peer, Posted, Progress, Shelved

__all__ = [
    "SECTIONS", "AccessToken", "Account", "AccountRole", "Agreement", "Alert", "AlertKind", "Answer",
    "Assessment", "Attribution", "Bound", "Brief", "Captured", "Change", "Channel", "Check", "Claim", "Clause",
    "Collection", "Conflict", "Credit", "CreditKind", "Dated", "Decision", "DecisionVerb", "Delivery",
    "Derived", "Dissection", "Dossier", "Edge", "Entry", "Evidence", "Fetched", "Figure", "FigureGroup",
    "FigureRelation", "FigureValue", "Follow", "Going", "GoneClaim", "Heard", "Hit", "Identity", "Item", "Known", "Line", "Link",
    "Look", "Mark", "Marking", "Match", "Mention", "MentionKind", "OpenQuestion", "Origin", "Origins",
    "Parse", "Partner", "PartnerToken", "Passage", "PassageKind", "Passed", "Peer", "Person", "Pinned",
    "PlaceKind", "Posted", "Progress", "Proposition", "PublishedFrom", "Pulse", "Quote", "Reading",
    "Reason", "Receipt", "Record", "Refusal", "Relation", "Report", "Reveal", "Role", "Scope", "Seen",
    "SendTo", "Sent", "Sentence", "Session", "SetAside", "SharingGroup", "Shelved", "Source",
    "SourceKind", "Span", "Statement", "StatementKind", "Status", "Story", "Subscription", "Time",
    "TimelineEntry", "Token", "Told", "Verified", "Version", "Waiting", "Watch", "Went", "Within", "Word",
]  # fmt: skip
