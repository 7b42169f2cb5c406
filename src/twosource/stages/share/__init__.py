"""Assessed claims <-> STIX 2.1 dictionaries, and received words into the same counting as everything else. Pure.

``objects`` and ``answers`` make what leaves; ``parcel`` reads what comes, ``report`` and ``reading`` make kept rows of
it, and ``bearing`` says how these stand to what the desk holds: joined, echoed, known under another name.
"""

from __future__ import annotations

from . import tokens
from .answers import Said
from .arrivals import captured, given_id, reading, words_of
from .bearing import Own, Row, bearing, own
from .incoming import Parcel, heard, parcel, refuse_replays
from .outgoing import answers, bundle, identity, objects
from .sending import Sending
from .vocabulary import DEFINITION, EXTENSION, TLP, instant, moment, stable

__all__ = [
    "DEFINITION", "EXTENSION", "TLP", "Own", "Parcel", "Row", "Said", "Sending", "answers", "bearing", "bundle", "captured",
    "given_id", "heard", "identity", "instant", "moment", "objects", "own", "parcel", "reading", "refuse_replays", "stable", "tokens",
    "words_of",
]  # fmt: skip
