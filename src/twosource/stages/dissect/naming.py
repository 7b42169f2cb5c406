"""What a name is, and the words that tell persons, bodies and places apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...data import KnownSource, actor_words
from ...model import MentionKind, Token


@dataclass(frozen=True, slots=True)
class Name:
    """A run of tokens that names something."""

    first: int
    last: int  # exclusive
    kind: MentionKind
    known: KnownSource | None = None


def of_members(tokens: Sequence[Token], first: int) -> int:
    """The start of a body that is called after its members, where the name found begins behind them: "the Bakers' Guild"."""
    if not 2 <= first < len(tokens) or tokens[first].text not in actor_words("organisation_heads"):
        return first
    owner = tokens[first - 2]
    members = tokens[first - 1].text in ("'", "’") and owner.text[:1].isupper() and owner.text.endswith("s")
    return first - 2 if members and not owner.text.isupper() else first
