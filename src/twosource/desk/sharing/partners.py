"""With whom: this desk's identity, partners and their keys, sharing groups, marks."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ... import gate
from ...errors import NotTrusted, UnknownId, UsageError
from ...model import Identity, Marking, Partner, Pinned, SharingGroup
from ...stages import share
from ...text import fold, slug
from ..opened import Opened, now

NAME = "A Twosource desk"
# A person's own marks on names: to be protected, or not in need of it.
PROTECT, OPEN = "protect", "open"


class Partners(Opened):
    """The verbs identity, partner, partners, pin, group, groups, join, leave, mark and protect_name."""

    def identity(self, name: str | None = None) -> Identity:
        """Who this desk is to its partners; made once, with a key of its own. A name given renames it."""
        from ...peers import signing

        known = self._store.exchange.identity()
        if known is not None and name in (None, known[0].name):
            return known[0]
        with self._store.transaction():
            seed = known[1] if known else signing.new_seed()
            key = signing.public_key(seed)
            ident = known[0].id if known else share.stable("identity", "desk", key)
            made = Identity(ident, name or NAME, key)
            self._store.exchange.introduce(made, seed)
        return made

    def sign(self, body: bytes) -> str:
        """The detached signature over exactly these bytes."""
        from ...peers import signing

        self.identity()
        known = self._store.exchange.identity()
        return signing.sign(known[1], body) if known else ""

    def partner(
        self,
        name: str,
        reliability: str = "F",
        keys: Sequence[str] = (),
        identity: str | None = None,
        by: str = "",
    ) -> Partner:
        """Keep a partner; what is given takes the place of what was known. Raises UsageError."""
        from ...peers import signing

        ident = slug(fold(name))
        letter = reliability.strip().upper()
        if letter not in ("A", "B", "C", "D", "E", "F"):
            raise UsageError(f"{reliability!r} is no reliability. Write a letter from A to F.")
        if identity is not None and not identity.startswith("identity--"):
            raise UsageError("A partner's identity is written identity--UUID. The command desk prints yours.")
        with self._store.transaction():
            known = self._store.exchange.partner(ident) or Partner(ident, name)
            pinned = tuple(Pinned(signing.checked(key), now()) for key in keys)
            made = replace(known, name=name, reliability=letter, identity=identity or known.identity,
                           keys=(*known.keys, *(p for p in pinned if p.key not in {k.key for k in known.keys})))  # fmt: skip
            self._store.exchange.keep_partner(made)
            self._store.ledger.append(
                by or "this desk", "share.partner", ident, {"reliability": letter}, now()
            )
        return made

    def partners(self) -> tuple[Partner, ...]:
        """Every partner."""
        return self._store.exchange.partners()

    def pin(self, partner: str, key: str, until: str | None = None, by: str = "") -> Partner:
        """Pin a further key of a partner, or end one (``until``): so a key is changed without a gap."""
        from ...peers import signing

        known, raw = self._partner(partner), signing.checked(key)
        kept = [replace(each, until=until) if each.key == raw else each for each in known.keys]
        if all(each.key != raw for each in kept):
            kept.append(Pinned(raw, now(), until))
        made = replace(known, keys=tuple(kept))
        with self._store.transaction():
            self._store.exchange.keep_partner(made)
            detail = {"key": signing.key_id(raw), "until": until or ""}
            self._store.ledger.append(by or "this desk", "share.pin", known.id, detail, now())
        return made

    def group(self, name: str, key: str | None = None, by: str = "") -> SharingGroup:
        """Make a sharing group with a new key, or with the key that another desk made for it. Raises UsageError."""
        ident = slug(name)
        if key is not None and (len(key) != 64 or not all(c in "0123456789abcdef" for c in key.lower())):
            raise UsageError(
                "A group's key is 64 hexadecimal characters, as the desk that made the group prints them."
            )
        with self._store.transaction():
            known = {each.id: each for each in self._store.exchange.groups()}
            if ident not in known or key is not None:
                self._store.exchange.keep_group(ident, (key or secrets.token_hex(32)).lower())
                self._store.ledger.append(by or "this desk", "share.group", ident, {}, now())
        return self._store.exchange.group(ident)

    def groups(self) -> tuple[SharingGroup, ...]:
        """Every sharing group with who is in it now."""
        return self._store.exchange.groups()

    def join(self, group: str, partner: str, by: str = "") -> SharingGroup:
        """Take a partner into a group. Raises UnknownId."""
        known, ident = self._partner(partner), self._store.exchange.group(slug(group)).id
        with self._store.transaction():
            self._store.exchange.join(ident, known.id)
            self._store.ledger.append(by or "this desk", "share.join", ident, {"partner": known.id}, now())
        return self._store.exchange.group(ident)

    def leave(self, group: str, partner: str, by: str = "") -> SharingGroup:
        """Take a partner out of a group: from now on nothing more goes to it. Raises UnknownId."""
        known, ident = self._partner(partner), self._store.exchange.group(slug(group)).id
        with self._store.transaction():
            if not self._store.exchange.leave(ident, known.id):
                raise UnknownId(f"{known.name} is not in the group {ident}.")
            self._store.ledger.append(by or "this desk", "share.leave", ident, {"partner": known.id}, now())
        return self._store.exchange.group(ident)

    def mark(
        self, subjects: Iterable[str], level: str, groups: Sequence[str] = (), by: str = ""
    ) -> tuple[Marking, ...]:
        """Put a TLP mark on stories, claims, reports, statements or sources.

        A claim's mark is kept on its statements, a story's on its reports: what comes later is not marked by it.

        AMBER and RED name the groups that they may go to. Raises UsageError, UnknownId.
        """
        kept = gate.mark(level, [self._store.exchange.group(slug(each)).id for each in groups])
        if kept.level in ("AMBER", "RED") and not kept.groups:
            raise UsageError(f"TLP:{kept.level} names who may have it: --group NAME.")
        at, found = now(), []
        with self._store.transaction():
            for subject in subjects:
                ids = self._marked(subject)
                found += [Marking(each, kept.level, tuple(sorted(kept.groups)), by, at) for each in ids]
                detail = {"level": kept.level, "groups": " ".join(sorted(kept.groups))}
                self._store.ledger.append(by or "this desk", "share.mark", subject, detail, at)
            self._store.exchange.mark(found)
        return tuple(found)

    def _marked(self, subject: str) -> tuple[str, ...]:
        """What a mark on this is kept on. Raises UnknownId."""
        store = self._store
        if claim := store.claim(subject):
            return claim[0].claim.statements
        if told := store.told(subject):
            return tuple(report.id for report in told.reports)
        if store.reports([subject]) or store.statements([subject]) or store.lookup.source(subject):
            return (subject,)
        raise UnknownId(
            f"There is no story, claim, report, statement or source {subject!r} here. The command stories lists stories."
        )

    def protect_name(self, name: str, reason: str, by: str, needed: bool = True) -> Marking:
        """Protect a person by name wherever anything leaves, or say that a name needs no protection; logged."""
        if not name.strip() or not reason.strip():
            raise UsageError("Say whom, and why: --reason 'a prisoner of war'.")
        made = Marking(f"name:{name.strip()}", PROTECT if needed else OPEN, (), by, now())
        with self._store.transaction():
            self._store.exchange.mark([made])
            self._store.ledger.append(
                by or "this desk", f"share.{made.level}", made.subject, {"reason": reason}, made.at
            )
        return made

    def _partner(self, name: str) -> Partner:
        found = self._store.exchange.partner(slug(fold(name)))
        if found is None:
            raise UnknownId(f"There is no partner {name!r}. The command partners lists them.")
        return found

    def _member(self, group: str | None, partner: Partner) -> str | None:
        """The group's id, once it is sure that the partner is in it now. Raises NotTrusted."""
        if group is None:
            return None
        ident = self._store.exchange.group(slug(group)).id
        if not self._store.exchange.member(ident, partner.id):
            raise NotTrusted(f"{partner.name} is not in the group {ident}. The command groups says who is.")
        return ident
