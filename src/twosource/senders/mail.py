"""Mail by SMTP: over TLS (smtps://), or with STARTTLS where the server offers it (smtp://)."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import unquote, urlsplit

from .failing import Unsent

SECONDS = 20.0
_PORTS = {"smtp": 587, "smtps": 465}


def message(to: str, sender: str, subject: str, text: str, message_id: str) -> EmailMessage:
    """A plain message; its Message-ID is the same each time, so that a receiver drops repeats."""
    made = EmailMessage(policy=SMTP)
    made["To"], made["From"] = to, sender
    made["Subject"] = " ".join(subject.split())[:200]
    made["Message-ID"] = f"<{message_id}@twosource>"
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(text)
    return made


def send(server: str, made: EmailMessage) -> None:
    """Hand a message to the server, an address such as smtps://user:password@host. Raises Unsent."""
    try:
        parts = urlsplit(server)
        port = parts.port or _PORTS.get(parts.scheme, 0)
    except ValueError:
        port = 0
    if parts.scheme not in _PORTS or not parts.hostname or not port:
        raise Unsent("the setting mail is no address of a server: write smtps://user:password@host")
    trust = ssl.create_default_context()
    try:
        with (
            smtplib.SMTP_SSL(parts.hostname, port, timeout=SECONDS, context=trust)
            if parts.scheme == "smtps"
            else smtplib.SMTP(parts.hostname, port, timeout=SECONDS)
        ) as connection:
            if parts.scheme == "smtp":
                connection.ehlo()
                if connection.has_extn("starttls"):
                    connection.starttls(context=trust)
                elif parts.username:
                    raise Unsent(
                        "the mail server offers no TLS, and a password is not sent without: use smtps://"
                    )
            if parts.username:
                connection.login(unquote(parts.username), unquote(parts.password or ""))
            connection.send_message(made)
    except (smtplib.SMTPException, OSError) as error:
        said = " ".join(str(error).split())[:200]
        raise Unsent(f"the mail server {parts.hostname} did not take it ({said})") from None
