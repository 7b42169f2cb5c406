"""What can go wrong, as one small tree. Every message says what to do next.

TwosourceError
├── UsageError        the call is wrong (exit 2)
│   └── UnknownId     no such story, claim or report in this store
├── NothingRead       no input could be used (exit 1)
├── StoreError        the store cannot be opened, is newer than this program, or is damaged
└── LanguageMissing   a language model is not installed
"""

from __future__ import annotations


class TwosourceError(Exception):
    """The root: ``str(error)`` is a sentence for a person, with what to do next."""


class UsageError(TwosourceError):
    """The call is wrong."""


class UnknownId(UsageError):
    """No such story, claim or report in this store."""


class NothingRead(TwosourceError):
    """No input could be used."""


class StoreError(TwosourceError):
    """The store cannot be used as it is."""


class LanguageMissing(TwosourceError):
    """A language model that is needed is not installed."""
