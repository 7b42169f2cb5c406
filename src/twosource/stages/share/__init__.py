"""Assessed claims <-> STIX 2.1 dictionaries, and received words into the same counting as everything else. Pure.

``objects`` and ``answers`` make what leaves; ``parcel`` reads what comes, ``report`` and ``reading`` make kept rows of
it, and ``bearing`` says how these stand to what the desk holds: joined, echoed, known under another name.
"""

from __future__ import annotations

from . import tokens
from .answers import Said
from .arrivals import captured, given_id, reading, words_of
from .bearing import Own, Row, bearing, in_order, own
from .incoming import Parcel, heard, parcel, refuse_replays
from .outgoing import answers, bundle, identity, objects
from .sending import Sending
from .ties import heard_ties, object_ties, own_ties, says_alike
from .vocabulary import DEFINITION, EXTENSION, TLP, instant, moment, stable

__all__ = [
    "DEFINITION", "EXTENSION", "TLP", "Own", "Parcel", "Row", "Said", "Sending", "answers", "bearing", "bundle",
    "captured", "given_id", "heard", "heard_ties", "identity", "in_order", "instant", "moment", "object_ties", "objects",
    "own", "own_ties", "parcel", "reading", "refuse_replays", "says_alike", "stable", "tokens", "words_of",
]  # fmt: skip
