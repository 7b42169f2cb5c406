"""Detached Ed25519 signatures over bytes exactly as they are sent; keys are pinned, several at once while one changes."""

from __future__ import annotations

import base64
import binascii
import hashlib
import secrets
from collections.abc import Iterable

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from ..errors import UsageError
from ..model import Pinned

KIND = "ed25519"


def new_seed() -> bytes:
    """The secret half of a new key: 32 random bytes."""
    return secrets.token_bytes(32)


def public_key(seed: bytes) -> str:
    """The public half, in hexadecimal."""
    key = Ed25519PrivateKey.from_private_bytes(seed).public_key()
    return key.public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


def key_id(key: str) -> str:
    """Eight characters by which a key is known."""
    return hashlib.sha256(bytes.fromhex(key)).hexdigest()[:8]


def checked(key: str) -> str:
    """A public key as it is kept. Raises UsageError."""
    try:
        raw = bytes.fromhex(key.strip())
        Ed25519PublicKey.from_public_bytes(raw)
    except ValueError:
        raise UsageError(
            "A partner's key is 64 hexadecimal characters. The command desk prints yours."
        ) from None
    return raw.hex()


def sign(seed: bytes, body: bytes) -> str:
    """The signature over these bytes: ``ed25519:KEYID:BASE64``."""
    made = Ed25519PrivateKey.from_private_bytes(seed).sign(body)
    return f"{KIND}:{key_id(public_key(seed))}:{base64.b64encode(made).decode()}"


def verified(body: bytes, signature: str | None, keys: Iterable[Pinned], at: str) -> bool:
    """Whether one of the keys that hold at a moment signed exactly these bytes."""
    parts = (signature or "").strip().split(":")
    if len(parts) != 3 or parts[0] != KIND:
        return False
    try:
        given = base64.b64decode(parts[2], validate=True)
    except (binascii.Error, ValueError):
        return False
    for pinned in keys:
        if key_id(pinned.key) != parts[1] or (pinned.until is not None and pinned.until <= at):
            continue
        try:
            Ed25519PublicKey.from_public_bytes(bytes.fromhex(pinned.key)).verify(given, body)
            return True
        except (InvalidSignature, ValueError):
            continue
    return False
