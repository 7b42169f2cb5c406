"""Who may use a desk, and by which key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

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
