"""People: who may use the desk, their keys, and their sign-ins. Each change is in the audit log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from .. import people
from ..errors import AlreadyThere, NotAllowed, SignInRefused, UnknownId, UsageError
from ..model import AccessToken, Account, Person, Session
from .opened import Opened, now

# The longest that a token may live, and what it gets where nobody says.
MOST_DAYS, DAYS = 366, 90
LONGEST_LABEL = 100


class People(Opened):
    """The verbs people, add_person, change_person, sign_in, sign_out, who, tokens, make_token, revoke_token."""

    def anybody(self) -> bool:
        """Whether this desk ever had an account."""
        return self._store.accounts.any()

    def people(self) -> tuple[Account, ...]:
        """Every account by name, ended ones too."""
        return self._store.accounts.all()

    def add_person(self, name: str, role: str, password: str, by: str, first: bool = False) -> Account:
        """A new account. ``first``: only where there is none yet.

        Raises UsageError on a bad name, role or password; AlreadyThere where the name is taken.
        """
        kept = people.named(name)
        account = Account(kept, people.role(role), people.hashed(password, kept), now())
        with self._store.transaction():
            if first and self._store.accounts.any():
                raise AlreadyThere("This desk has its first account already. Sign in, or ask an admin.")
            if not self._store.accounts.add(account):
                raise AlreadyThere(f"There is an account called {kept} already. Choose another name.")
            self._log(by, "people.add", kept, {"role": account.role})
        return account

    def change_person(
        self,
        name: str,
        by: str,
        *,
        role: str | None = None,
        password: str | None = None,
        ended: bool | None = None,
        keep: str | None = None,
    ) -> Account:
        """An account with another role or password, ended or opened again.

        A new password ends every sign-in of the account but the one whose secret is ``keep``. Raises
        UnknownId, UsageError; NotAllowed where no admin would be left.
        """
        with self._store.transaction():
            known = self._account(name)
            changed = replace(
                known,
                role=people.role(role) if role else known.role,
                password=people.hashed(password, known.name) if password else known.password,
                ended_at=known.ended_at if ended is None else (known.ended_at or now()) if ended else None,
            )
            self._keep_an_admin(changed)
            self._store.accounts.change(changed)
            if password or changed.ended_at:
                self._store.accounts.end_all(known.name, people.digest(keep) if keep else None)
            self._log(by, "people.change", known.name, _changes(known, changed))
        return changed

    def sign_in(self, name: str, password: str, hours: float) -> tuple[str, Session]:
        """The secret of a new session, and the session. Raises SignInRefused, which does not say why."""
        known = self._store.accounts.get(" ".join(name.split()))
        live = known if known and known.ended_at is None else None
        if not people.matches(live.password if live else None, password) or live is None:
            if known is not None:
                # A name that is no account's is not kept: people type passwords there by mistake.
                self._log(known.name, "people.sign-in-refused", known.name, {})
            raise SignInRefused("That name and password do not belong together. Try again.")
        begun = now()
        secret = people.mint()
        session = Session(people.digest(secret), live.name, begun, _later(begun, hours))
        with self._store.transaction():
            self._store.accounts.begin(session, begun)
            self._log(live.name, "people.sign-in", live.name, {})
        return secret, session

    def check_password(self, name: str, password: str) -> None:
        """Raises SignInRefused where it is not the account's."""
        known = self._live(name)
        if not people.matches(known.password if known else None, password):
            raise SignInRefused("That is not the password. Try again.")

    def sign_out(self, secret: str) -> None:
        """End a session; one that is over already stays over."""
        session = self._store.accounts.session(people.digest(secret))
        if session is not None:
            with self._store.transaction():
                self._store.accounts.end(session.digest)
                self._log(session.account, "people.sign-out", session.account, {})

    def who(self, session: str | None = None, token: str | None = None) -> Person | None:
        """Whose session or token this is and what they may do; None where it opens nothing (any more)."""
        if token is not None:
            return self._by_token(token)
        known = self._store.accounts.session(people.digest(session)) if session else None
        if known is None or people.over(known.expires_at, now()):
            return None
        account = self._live(known.account)
        return Person(account.name, account.role, people.RIGHTS[account.role], "session") if account else None

    def tokens(self, account: str | None = None) -> tuple[AccessToken, ...]:
        """The tokens of an account, or all, the newest first."""
        return self._store.accounts.tokens(account)

    def make_token(
        self, account: str, label: str, scopes: Iterable[str], days: float, by: str
    ) -> tuple[str, AccessToken]:
        """A new token as its holder gets it, which is shown this once, and what is kept of it.

        Raises UnknownId, UsageError; NotAllowed for scopes that the account's role does not have.
        """
        if not 0 < days <= MOST_DAYS:
            raise UsageError(f"A token lives up to {MOST_DAYS} days. Say how many.")
        label = " ".join(label.split())
        if not label or len(label) > LONGEST_LABEL:
            raise UsageError(f"Say what the token is for, in 1 to {LONGEST_LABEL} characters.")
        wanted, begun = people.scopes(scopes), now()
        with self._store.transaction():
            owner = self._account(account)
            more = [scope for scope in wanted if scope not in people.RIGHTS[owner.role]]
            if more or owner.ended_at:
                raise NotAllowed(
                    f"{owner.name} may not {', '.join(more) or 'sign in any more'}: no such token."
                )
            secret = people.mint()
            token = AccessToken(
                people.token_id(),
                owner.name,
                label,
                people.digest(secret),
                wanted,
                begun,
                _later(begun, days * 24),
            )
            self._store.accounts.add_token(token)
            said = {
                "account": owner.name,
                "label": label,
                "scopes": " ".join(wanted),
                "until": token.expires_at,
            }
            self._log(by, "token.make", f"token:{token.id}", said)
        return people.written(token.id, secret), token

    def revoke_token(self, token_id: str, by: str, of: str | None = None) -> AccessToken:
        """A token that opens nothing from now on. ``of``: only if it is that account's. Raises UnknownId."""
        with self._store.transaction():
            token = self._store.accounts.token(token_id)
            if token is None or (of is not None and token.account.casefold() != of.casefold()):
                raise UnknownId(f"There is no token {token_id}. The command people tokens lists them.")
            if token.revoked_at is None:
                token = replace(token, revoked_at=now())
                self._store.accounts.revoke(token.id, token.revoked_at or "")
                self._log(by, "token.revoke", f"token:{token.id}", {"account": token.account})
        return token

    def _by_token(self, given: str) -> Person | None:
        token = people.opened(given, self._store.accounts.token, now())
        account = self._live(token.account) if token else None
        if token is None or account is None:
            return None
        return Person(account.name, account.role, people.RIGHTS[account.role] & set(token.scopes), "token")

    def _account(self, name: str) -> Account:
        account = self._store.accounts.get(name)
        if account is None:
            raise UnknownId(f"There is no account called {name}. The command people lists them.")
        return account

    def _live(self, name: str) -> Account | None:
        account = self._store.accounts.get(name)
        return account if account and account.ended_at is None else None

    def _keep_an_admin(self, changed: Account) -> None:
        others = [one for one in self._store.accounts.all() if one.name != changed.name]
        if not any(one.role == "admin" and one.ended_at is None for one in (*others, changed)):
            raise NotAllowed(f"{changed.name} is the last admin. Make somebody else an admin first.")

    def _log(self, actor: str, action: str, subject: str, detail: Mapping[str, str]) -> None:
        self._store.ledger.append(actor, action, subject, detail, now())


def _changes(known: Account, changed: Account) -> dict[str, str]:
    said: dict[str, str] = {"role": changed.role} if changed.role != known.role else {}
    if changed.password != known.password:
        said["password"] = "changed"
    if changed.ended_at != known.ended_at:
        said["ended"] = "yes" if changed.ended_at else "no"
    return said


def _later(moment: str, hours: float) -> str:
    return (datetime.fromisoformat(moment) + timedelta(hours=hours)).isoformat(timespec="seconds")
