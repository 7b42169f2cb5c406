"""What came: bytes kept as they are, words judged, and all of it in one transaction or nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ...config import MEGABYTE
from ...errors import NotAllowed, NotTrusted, UsageError
from ...model import Heard, Partner, Receipt, Refusal, Waiting
from ...stages import share
from ...text import fold, slug
from ..opened import now
from .partners import Partners

LARGEST = 50_000_000


@dataclass(frozen=True, slots=True)
class Weighed:
    """What of a parcel is taken and what is not; its sender as it is known from then on."""

    sender: Partner
    words: tuple[Heard, ...]
    refused: tuple[Refusal, ...]


class Receiving(Partners):
    """The verbs receive and receipts."""

    def receive(
        self,
        body: bytes,
        partner: str | None = None,
        group: str | None = None,
        signature: str | None = None,
        assess: bool = True,
        keep_revoked: bool = False,
    ) -> Receipt:
        """Take a bundle or an envelope from a partner; what came of it. The same bytes again change nothing.

        Without ``partner`` the bundle's own desk is met for the first time, at reliability F. A partner with pinned keys
        has to sign. With ``keep_revoked`` words stay that the partner withdraws. Raises UsageError, UnknownId, and
        NotTrusted for who may not send.
        """
        parcel = share.parcel(body)
        sender = self._partner(partner) if partner else self._met(parcel)
        circle = self._admitted(body, sender, group, signature)
        known = self._store.exchange.receipt(body, sender.id)
        if known is not None:
            return known
        with self._store.transaction():
            number = self._store.exchange.receive(body, sender.id, circle, signature, at := now())
            came = Waiting(number, sender.id, circle, at)
            weighed = self._weighed(parcel, came, keep_revoked)
            receipt = self._concluded(weighed, came, body)
            self._keep_words(weighed.words, came)
        if assess and receipt.taken:
            self._catch_up()
        return receipt

    def _admitted(self, body: bytes, sender: Partner, group: str | None, signature: str | None) -> str | None:
        """The group in which a partner may send these bytes. Raises UsageError, UnknownId, NotAllowed, NotTrusted."""
        if len(body) > LARGEST:
            raise UsageError(f"More than {LARGEST} bytes came at once: ask the partner to send it in parts.")
        circle = self._member(group, sender)
        self._trusted(body, sender, signature)
        most = self.settings.partner_mb * MEGABYTE
        over = len(body) + self._store.exchange.size_from(sender.id) > most
        if over and self._store.exchange.receipt(body, sender.id) is None:
            raise NotAllowed(
                f"This desk keeps at most {self.settings.partner_mb} MB of what {sender.name} sends, and these bytes "
                "would be more. Ask its people to raise the setting partner_mb."
            )
        return circle

    def _weighed(self, parcel: share.Parcel, came: Waiting, keep_revoked: bool) -> Weighed:
        """What of a parcel is taken and what is not, and why; nothing is written."""
        sender = self._introduced(parcel, self._partner(came.partner))
        words, refused = self._judged(parcel, sender, keep_revoked)
        return Weighed(sender, tuple(words), (*parcel.refused, *refused))

    def _concluded(self, weighed: Weighed, came: Waiting, body: bytes) -> Receipt:
        """Keep what came of bytes that are kept, in the caller's transaction."""
        receipt = Receipt(
            came.number,
            hashlib.sha256(body).hexdigest(),
            tuple(one.object_id for one in weighed.words),
            weighed.refused,
        )
        if weighed.sender != self._partner(came.partner):
            self._store.exchange.keep_partner(weighed.sender)
        self._store.exchange.conclude(receipt)
        detail = {
            "bytes": str(len(body)),
            "taken": str(len(receipt.taken)),
            "refused": str(len(receipt.refused)),
            "sha256": receipt.sha256,
        }
        self._store.ledger.append(came.partner, "share.receive", came.group or "no group", detail, now())
        return receipt

    def _keep_words(self, words: Sequence[Heard], came: Waiting) -> None:
        """Keep words as reports: in the caller's transaction, all at once."""
        sender = self._partner(came.partner)
        kept = [share.captured(one, sender, came.at) for one in words]
        self._store.put(*kept)
        heard = zip((one.report.id for one in kept), words, strict=True)
        self._store.exchange.hear(heard, came.partner, came.group, came.number)

    def receipts(self, limit: int = 100) -> tuple[tuple[Receipt, str, str], ...]:
        """The last receipts, newest first, each with its partner and time."""
        return self._store.exchange.receipts(limit)

    def _met(self, parcel: share.Parcel) -> Partner:
        """The desk that made a bundle, kept as a partner where it is not known yet. Raises UsageError."""
        authors = {
            each.get("created_by_ref")
            for each in parcel.objects
            if each["type"] in ("note", "opinion", "sighting")
        }
        desks = [
            e
            for e in parcel.objects
            if e["type"] == "identity" and e["id"] in authors and isinstance(e.get("name"), str)
        ]
        if len(authors) != 1 or len(desks) != 1 or not desks[0]["name"].strip():
            why = (
                parcel.refused[0].reason
                if parcel.refused and not parcel.objects
                else "it does not say by one identity who made it"
            )
            raise UsageError(f"This cannot be taken: {why}. Name the partner it came from: --from NAME.")
        desk = desks[0]
        known = next((p for p in self.partners() if p.identity == desk["id"]), None)
        if known is not None:
            return known
        name = " ".join(desk["name"].split())[:200]
        if self._store.exchange.partner(slug(fold(name))) is not None:
            raise NotTrusted(
                f"It says that it is from {name}, but the identity is not the one pinned. Ask {name}, or name the partner with --from."
            )
        return self.partner(name, identity=desk["id"])

    def _trusted(self, body: bytes, sender: Partner, signature: str | None) -> None:
        """That the sender's pinned keys signed these bytes; where none are pinned nothing is asked."""
        if not sender.keys:
            return
        from ...peers import signing

        if not signing.verified(body, signature, sender.keys, now()):
            raise NotTrusted(
                f"No key that is pinned for {sender.name} signed these bytes. Nothing was taken."
            )

    def _introduced(self, parcel: share.Parcel, sender: Partner) -> Partner:
        """The sender with the identity that its first word names, to be pinned."""
        if sender.identity is not None:
            return sender
        authors = [
            str(e.get("created_by_ref"))
            for e in parcel.objects
            if e["type"] in ("note", "opinion", "sighting") and e.get("created_by_ref")
        ]
        taken = {partner.identity for partner in self.partners()} | {self.identity().id}
        if not authors or len(set(authors)) != 1 or authors[0] in taken:
            return sender
        return replace(sender, identity=authors[0])

    def _judged(
        self, parcel: share.Parcel, sender: Partner, keep_revoked: bool
    ) -> tuple[list[Heard], list[Refusal]]:
        """The words that are news, by the one who may say them, each with what of ours it is about."""
        titles, found, refused = parcel.titles(), [], []
        for each in parcel.objects:
            one = share.heard(each, titles)
            if one is None:
                continue
            if isinstance(one, Refusal):
                refused.append(one)
            elif one.author != sender.identity:
                refused.append(Refusal(one.object_id, "another desk wrote it: a partner speaks for itself"))
            elif one.revoked and keep_revoked:
                refused.append(
                    Refusal(one.object_id, "it is withdrawn, and this desk keeps what came from there")
                )
            else:
                found.append(one)
        held = self._store.exchange.latest([one.object_id for one in found])
        new, replays = share.refuse_replays(found, held)
        bound = [self._bound(one, held) for one in new]
        refused += [*replays, *(one for one in bound if isinstance(one, Refusal))]
        return [one for one in bound if isinstance(one, Heard)], refused

    def _bound(self, one: Heard, held: Mapping[str, Heard]) -> Heard | Refusal:
        """Words with what they are about; a withdrawal keeps the words that it withdraws."""
        if one.revoked:
            old = held.get(one.object_id)
            if old is None:
                return Refusal(one.object_id, "it withdraws what was never held")
            return replace(old, modified=one.modified, revoked=True)
        for ident in (each for each in one.about if each.startswith("note--")):
            members = [member for member, _ in self._store.exchange.stands_for(ident)]
            text = self._worded(members)
            if not text and (told := self._store.exchange.last_told(ident)):
                members, text = [share.given_id(self._report_of(*told), 0)], told[1].text
            if members and text:
                answer = one if one.kind == "claim" else replace(one, text=text, status=one.text)
                return replace(answer, statements=tuple(members))
        if one.kind == "claim":
            return one
        return Refusal(one.object_id, "it is about nothing that this desk shared or holds")

    def _report_of(self, report_id: str, words: Heard, came: Waiting) -> str:
        """The report that tells words, also before it is made of them."""
        return report_id or share.captured(words, self._partner(came.partner), came.at).report.id

    def _worded(self, members: Sequence[str]) -> str:
        """The words of the claim that one of our notes stands for."""
        ids = [member.split("/")[0] for member in members]
        return next((found.text for found in self._store.statements(ids)), "")
