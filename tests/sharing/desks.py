"""Three desks that share: invented reports, and helpers that carry bundles from one to another."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

from twosource.config import Settings
from twosource.desk import Desk
from twosource.model import Assessment, Receipt

FERRY = "40 passengers were on board when the ferry Alma sank off Halm"
SAID = {
    "authority": "The River Authority said on Wednesday that 40 passengers were on board when the ferry Alma sank off Halm.",
    "union": "Our reporter went to the pier this morning. The Harbour Union told reporters that 40 passengers were on board "
    "the ferry Alma when it sank near Halm on Wednesday.",
    "again": "When the ferry Alma sank off Halm on Wednesday, 40 passengers were on board, the River Authority said in a statement.",
    "withdrawn": "On Wednesday the River Authority said that 40 passengers were on board when the ferry Alma sank off Halm. "
    "“That number was wrong, and we withdraw it,” the River Authority said on Thursday.",
    "other": "The Karn Mines Inspectorate said that five miners died in the Karn shaft on Tuesday.",
}


@dataclass
class Circle:
    """Desks by name over stores in a folder, and who is in which group."""

    folder: Path
    desks: dict[str, Desk] = field(default_factory=dict)

    def desk(self, name: str) -> Desk:
        """A desk, made at the first asking."""
        if name not in self.desks:
            made = Desk(Settings(db=self.folder / f"{name}.db"))
            made.identity(f"Desk {name}")
            self.desks[name] = made
        return self.desks[name]

    def join(self, group: str, *names: str) -> None:
        """A group of which each of these desks knows the key and the others."""
        key = self.desk(names[0]).group(group).key
        for name in names:
            self.desk(name).group(group, key)
            for other in names:
                if other != name:
                    self.desk(name).partner(f"Desk {other}")
                    self.desk(name).join(group, f"Desk {other}")

    def report(self, name: str, outlet: str, words: str, slug: str = "") -> str:
        """A report ingested at a desk; its id."""
        slug = slug or outlet.lower().replace(" ", "-")
        path = self.folder / f"{slug}.json"
        path.write_text(json.dumps({"title": ("Ferry Alma sinks off Halm" if "Alma" in words else "Miners die at Karn") + f", {outlet} reports", "publisher": outlet, "text": words,
                                    "published_at": "2026-03-04T10:00:00+00:00", "url": f"https://{slug}.example/1"}))  # fmt: skip
        kept = list(self.desk(name).ingest([str(path)]))  # to its end: then all is assessed
        return kept[0][0].id  # type: ignore[union-attr]

    def claim(self, name: str, word: str = "40 passengers") -> Assessment:
        """The desk's claim that holds these words."""
        found = [
            claim for claim in self.claims(name) if word in claim.claim.text and claim.claim.kind != "denial"
        ]
        assert len({claim.claim.id for claim in found}) == 1, [claim.claim.text for claim in found]
        return found[0]

    def claims(self, name: str) -> list[Assessment]:
        """Every claim of a desk, once."""
        desk = self.desk(name)
        found = {c.claim.id: c for s in desk.stories() for c in desk.story(s.id).claims}
        return list(found.values())

    def carry(self, group: str, sender: str, receiver: str) -> Receipt:
        """What the sender has for a group, published and taken by the receiver."""
        self.desk(sender).publish(group)
        return self.desk(receiver).receive(self.desk(sender).bundle(group), f"Desk {sender}", group)

    def share(self, name: str, group: str, level: str = "amber", word: str = "40 passengers") -> None:
        """A desk's claim marked for a group."""
        self.desk(name).mark([self.claim(name, word).claim.id], level, [group], by="ann")

    def close(self) -> None:
        """Give all stores back."""
        for desk in self.desks.values():
            desk.close()


def codes(claim: Assessment) -> set[str]:
    """The codes of a claim's reasons."""
    return {reason.code for reason in claim.reasons}
