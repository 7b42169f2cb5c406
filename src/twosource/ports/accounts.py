"""Who may use a desk."""

from __future__ import annotations

from typing import Protocol

from ..model import AccessToken, Account, Session


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
