"""Who did what: decisions, the audit log, accounts, sources, what a doctor saw."""

from __future__ import annotations

from ..model import AccessToken, Account, Check, Decision, Entry, Known, Person, Record, Verified
from .fields import Object, named


def decision(one: Decision) -> Object:
    """What a person decided; ``retracted_at`` where it was taken back, with who did and why."""
    return {
        **named(one, "number", "verb", "value", "author", "reason", "at"),
        "subject": list(one.subject),
        **named(one, "retracted_at", "retracted_by", "retracted_for"),
    }


def entry(one: Entry) -> Object:
    """A line of the audit log; words that were erased are null."""
    detail = {name: one.said(name) for name in sorted(one.digests) if name not in ("actor", "subject")}
    return {
        **named(one, "number", "at", "action"),
        "actor": one.said("actor"),
        "subject": one.said("subject"),
        "detail": detail,
        "erased": list(one.erased),
        "hash": one.hash,
    }


def verified(one: Verified) -> Object:
    """What came of looking through the audit log."""
    return {"ok": one.broken is None, **named(one, "count", "head", "broken", "why")}


def source(one: Record) -> Object:
    """A source with its record."""
    return {
        **named(one.source, "source_id", "name", "kind", "named"),
        "aliases": list(one.source.aliases),
        **named(one.source, "role", "speaks_for", "owner"),
        "record": {
            **named(one, "published", "speaks_in", "stories", "alone", "first"),
            "claims": dict(one.claims),
        },
    }


def account(one: Account) -> Object:
    """An account, without its password's hash."""
    return named(one, "name", "role", "made_at", "ended_at")


def token(one: AccessToken) -> Object:
    """A token, without its secret's hash."""
    kept = named(one, "id", "account", "label", "made_at", "expires_at", "revoked_at")
    return {**kept, "scopes": list(one.scopes)}


def person(one: Person) -> Object:
    """Who asks, and what they may do."""
    return {**named(one, "name", "role", "via"), "scopes": sorted(one.scopes)}


def check(one: Check) -> Object:
    """One thing that ``doctor`` looked at."""
    return named(one, "name", "ok", "said")


def known(one: Known) -> Object:
    """An entry of the tables of agencies, outlets and owners; "from" is who wrote it, null where nobody did."""
    lists = {name: list(getattr(one, name)) for name in ("names", "domains", "credits", "outlets")}
    return {
        **named(one, "kind", "id", "name"),
        **lists,
        "owner": one.owner,
        "from": one.origin,
        "reports": one.reports,
    }
