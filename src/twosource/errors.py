"""What can go wrong, as one small tree. Every message says what to do next.

TwosourceError
├── UsageError        the call is wrong (exit 2)
│   ├── UnknownId     no such story, claim or report in this store
│   │   └── Gone      a claim that no report makes any more
│   └── AlreadyThere  a thing of that name is there already
├── NotAllowed        who asks may not do that
│   ├── SignInRefused nobody is signed in, or name and password do not belong together
│   └── NotTrusted    a partner's signature, key or membership does not hold
├── NothingRead       no input could be used (exit 1)
├── PeerError         a partner's server cannot be reached, or refuses
├── StoreError        the store cannot be opened, is newer than this program, or is damaged
├── WorkerLost        a process that reads for this one was ended
└── LanguageMissing   a language model is not installed
"""

from __future__ import annotations


class TwosourceError(Exception):
    """The root: ``str(error)`` is a sentence for a person, with what to do next."""


class UsageError(TwosourceError):
    """The call is wrong."""


class UnknownId(UsageError):
    """No such story, claim or report in this store."""


class Gone(UnknownId):
    """A claim that no report makes any more."""


class AlreadyThere(UsageError):
    """A thing of that name is there already."""


class NotAllowed(TwosourceError):
    """Who asks may not do that."""


class SignInRefused(NotAllowed):
    """Nobody is signed in, or name and password do not belong together."""


class NotTrusted(NotAllowed):
    """A partner's signature, key or membership does not hold."""


class NothingRead(TwosourceError):
    """No input could be used."""


class PeerError(TwosourceError):
    """A partner's server cannot be reached, or refuses."""


class StoreError(TwosourceError):
    """The store cannot be used as it is."""


class WorkerLost(TwosourceError):
    """A process that reads for this one was ended."""


class LanguageMissing(TwosourceError):
    """A language model that is needed is not installed."""
