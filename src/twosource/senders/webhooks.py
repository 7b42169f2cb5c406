"""Signed webhooks, as the Standard Webhooks specification has them: any of its libraries verifies ours."""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import replace

from ..readers.web import Unfetched, Way, post
from .failing import Unsent

SECONDS = 15.0
GONE = 410


def signature(secret: str, message_id: str, timestamp: int, body: bytes) -> str:
    """The header webhook-signature: HMAC-SHA256 over id, timestamp and body, under a whsec_ secret."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{message_id}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


def send(url: str, secret: str, message_id: str, timestamp: int, body: bytes, way: Way) -> None:
    """Post a signed body; arrived where the answer is 2xx. Raises Unsent."""
    headers = {
        "Content-Type": "application/json",
        "webhook-id": message_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": signature(secret, message_id, timestamp, body),
    }
    bounds = replace(way.bounds, seconds=SECONDS)
    try:
        post(url, body, headers, replace(way, bounds=bounds))
    except Unfetched as error:
        raise Unsent(str(error), gone=error.status == GONE, after=error.after) from None
