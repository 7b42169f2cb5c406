"""Assessed claims <-> STIX 2.1 dictionaries, and received words into the same counting as everything else. Pure.

``objects`` and ``answers`` make what leaves; ``parcel`` reads what comes, ``report`` and ``reading`` make kept rows of
it, and ``bearing`` says how these stand to what the desk holds: joined, echoed, known under another name.
"""
