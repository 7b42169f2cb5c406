"""Accounts, roles and keys: what each role may do, how passwords and secrets are kept and compared.

A password is kept as an argon2id hash, a token or a session as the SHA-256 of 256 random bits: who reads the
store learns neither. Secrets are compared in constant time.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, TypeVar, get_args

from .errors import UsageError
from .model import AccessToken, AccountRole, PartnerToken, Scope

if TYPE_CHECKING:
    from argon2 import PasswordHasher

Key = TypeVar("Key", AccessToken, PartnerToken)
ROLES: tuple[AccountRole, ...] = get_args(AccountRole)
SCOPES: tuple[Scope, ...] = get_args(Scope)
# What each role may do. A token may do the scopes it was made with, and of those what its person still may.
RIGHTS: Mapping[AccountRole, frozenset[Scope]] = {
    "reader": frozenset(("read",)),
    "editor": frozenset(("read", "ingest", "decide", "watch", "share")),
    "admin": frozenset(SCOPES),
}
SHORTEST, LONGEST = 12, 1024  # characters of a password
LONGEST_NAME = 64
SECRET_BYTES = 32
TOKEN = "tws"  # how every token begins, so that a scanner for leaked keys can know it
# A hash takes 64 MiB: not more than so many at once, whoever knocks.
_AT_ONCE = threading.BoundedSemaphore(2)


def named(name: str) -> str:
    """The name as it is kept. Raises UsageError where it cannot be an account's."""
    kept = " ".join(name.split())
    if not kept or len(kept) > LONGEST_NAME or not kept.isprintable():
        raise UsageError(f"A name has 1 to {LONGEST_NAME} printable characters. Choose another.")
    if kept.startswith(("cli:", "mcp:", "rule:", "peer:", "token:")):
        raise UsageError(
            f"A name cannot begin like {kept.split(':')[0]}: it would look like the program's own."
        )
    return kept


def role(written: str) -> AccountRole:
    """The role of that name. Raises UsageError."""
    for known in ROLES:
        if written == known:
            return known
    raise UsageError(f"There is no role {written!r}. Roles: {', '.join(ROLES)}.")


def scopes(written: Iterable[str]) -> tuple[Scope, ...]:
    """The scopes of these names, each once, in the order of SCOPES. Raises UsageError."""
    wanted = set(written)
    for name in sorted(wanted - set(SCOPES)):
        raise UsageError(f"There is no scope {name!r}. Scopes: {', '.join(SCOPES)}.")
    if not wanted:
        raise UsageError(f"Say what the token may do: {', '.join(SCOPES)}.")
    return tuple(scope for scope in SCOPES if scope in wanted)


def hashed(password: str, name: str) -> str:
    """The argon2id hash of a new password. Raises UsageError where the password is too weak."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise UsageError(f"A password has {SHORTEST} to {LONGEST} characters. A few words in a row are good.")
    if password.casefold() == name.casefold() or len(set(password)) < 5:
        raise UsageError("That password is easily guessed. Choose a few words that do not belong together.")
    with _AT_ONCE:
        return _hasher().hash(password)


def matches(kept: str | None, password: str) -> bool:
    """Whether it is the password of a hash. Without a hash it takes as long, and is not."""
    from argon2.exceptions import InvalidHashError, VerificationError

    with _AT_ONCE:
        try:
            _hasher().verify(kept or _nobodys(), password[: LONGEST + 1])
        except (VerificationError, InvalidHashError):
            return False
    return kept is not None


def mint() -> str:
    """A new secret of 256 random bits, as text."""
    return secrets.token_urlsafe(SECRET_BYTES)


def token_id() -> str:
    """The name of a new token: what is shown of it in lists."""
    return secrets.token_hex(6)


def written(token: str, secret: str) -> str:
    """A token as its holder gets it, once."""
    return f"{TOKEN}_{token}_{secret}"


def split(given: str) -> tuple[str, str] | None:
    """A token's id and secret; None where it is no token of ours."""
    start, _, rest = given.partition("_")
    name, _, secret = rest.partition("_")
    return (name, secret) if start == TOKEN and name and secret else None


def opened(given: str, find: Callable[[str], Key | None], now: str) -> Key | None:
    """The token that these words open, looked up by its id; None where they open nothing (any more)."""
    parts = split(given)
    token = find(parts[0]) if parts else None
    if parts is None or token is None or not same(token.digest, parts[1]):
        return None
    return None if token.revoked_at or over(token.expires_at, now) else token


def digest(secret: str) -> bytes:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()


def same(kept: bytes, secret: str) -> bool:
    """Whether it is the secret of a digest, in constant time."""
    return hmac.compare_digest(kept, digest(secret))


def against_forgery(session: str) -> str:
    """The word that a page repeats with every write under a session: nobody without the cookie can tell it."""
    return hmac.new(session.encode("utf-8", "surrogatepass"), b"twosource csrf", hashlib.sha256).hexdigest()


def over(at: str, now: str) -> bool:
    """Whether a moment has come."""
    return datetime.fromisoformat(at) <= datetime.fromisoformat(now)


@cache
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher

    return PasswordHasher()  # argon2id by RFC 9106, the profile for little memory


@cache
def _nobodys() -> str:
    return _hasher().hash(mint())
