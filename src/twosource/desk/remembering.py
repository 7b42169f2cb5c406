"""Remembering: one claim with its history, and as it stood at a moment."""

from __future__ import annotations

from .. import pipeline
from ..data import added
from ..model import Dossier
from .opened import found, standing
from .reading import Reads, moment


class Remembering(Reads):
    """The verb dossier."""

    def dossier(self, claim_id: str, as_of: str | None = None) -> Dossier:
        """A claim with its statements, what is open about it and its history; as it stood then where ``as_of``

        is a time. Raises UnknownId, UsageError.
        """
        at = moment(as_of) if as_of else None
        with self._asked() as store:
            known = self._known_at(at) if at else lambda report: True
            key = ":".join(self.method.values())
            with added(self._own.now()):
                made = pipeline.dossier(store, self._afresh(store), key, claim_id, at, known)
            if as_of:
                return found(made, "claim", f"{claim_id} as of {as_of}")
            return standing(store, made, claim_id)
