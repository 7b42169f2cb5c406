"""Accounts, tokens and sessions as rows of a SQLite store."""

from __future__ import annotations

from typing import Any

from ..model import AccessToken, Account, Scope, Session
from .part import Part

_ACCOUNTS = "SELECT name, role, password, made_at, ended_at FROM accounts"
_TOKENS = "SELECT id, account, label, digest, scopes, made_at, expires_at, revoked_at FROM tokens"
_SESSIONS = "SELECT digest, account, made_at, expires_at FROM sessions"


class Accounts(Part):
    """A ``ports.Accounts`` over a store's connection."""

    def add(self, account: Account) -> bool:
        """Keep a new account; False where there is one of that name, in capitals or not."""
        row = (account.name, account.role, account.password, account.made_at, account.ended_at)
        with self._store.transaction():
            return bool(
                self._db.execute("INSERT OR IGNORE INTO accounts VALUES (?, ?, ?, ?, ?)", row).rowcount
            )

    def change(self, account: Account) -> None:
        """Put this in place of the account of that name."""
        row = (account.role, account.password, account.ended_at, account.name)
        with self._store.transaction():
            self._db.execute("UPDATE accounts SET role = ?, password = ?, ended_at = ? WHERE name = ?", row)

    def get(self, name: str) -> Account | None:
        """One account, or None."""
        row = self._one(f"{_ACCOUNTS} WHERE name = ?", name)
        return Account(*row) if row else None

    def all(self) -> tuple[Account, ...]:
        """Every account by name, ended ones too."""
        return tuple(Account(*row) for row in self._db.execute(f"{_ACCOUNTS} ORDER BY name"))

    def any(self) -> bool:
        """Whether there was ever an account."""
        return self._one("SELECT 1 FROM accounts LIMIT 1") is not None

    def add_token(self, token: AccessToken) -> None:
        """Keep a new token."""
        row = (token.id, token.account, token.label, token.digest, " ".join(token.scopes))
        with self._store.transaction():
            self._db.execute(
                "INSERT INTO tokens VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (*row, token.made_at, token.expires_at, token.revoked_at),
            )

    def token(self, name: str) -> AccessToken | None:
        """One token by its id, or None."""
        row = self._one(f"{_TOKENS} WHERE id = ?", name)
        return _token(row) if row else None

    def tokens(self, account: str | None = None) -> tuple[AccessToken, ...]:
        """The tokens of an account, or all, the newest first."""
        where, values = (" WHERE account = ?", (account,)) if account else ("", ())
        rows = self._db.execute(f"{_TOKENS}{where} ORDER BY made_at DESC, id", values)
        return tuple(_token(row) for row in rows)

    def revoke(self, name: str, at: str) -> None:
        """A token opens nothing from now on."""
        with self._store.transaction():
            self._db.execute(
                "UPDATE tokens SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL", (at, name)
            )

    def begin(self, session: Session, now: str) -> None:
        """Keep a sign-in, and drop those that are over."""
        row = (session.digest, session.account, session.made_at, session.expires_at)
        with self._store.transaction():
            self._db.execute("DELETE FROM sessions WHERE expires_at <= ?", (now,))
            self._db.execute("INSERT INTO sessions VALUES (?, ?, ?, ?)", row)

    def session(self, digest: bytes) -> Session | None:
        """One sign-in by the hash of its secret, or None."""
        row = self._one(f"{_SESSIONS} WHERE digest = ?", digest)
        return Session(*row) if row else None

    def end(self, digest: bytes) -> None:
        """Drop a sign-in."""
        with self._store.transaction():
            self._db.execute("DELETE FROM sessions WHERE digest = ?", (digest,))

    def end_all(self, account: str, but: bytes | None = None) -> None:
        """Drop every sign-in of an account, but one."""
        with self._store.transaction():
            self._db.execute("DELETE FROM sessions WHERE account = ? AND digest IS NOT ?", (account, but))


def _token(row: Any) -> AccessToken:
    name, account, label, digest, scopes, made_at, expires_at, revoked_at = row
    known: list[Scope] = scopes.split()
    return AccessToken(name, account, label, digest, tuple(known), made_at, expires_at, revoked_at)
