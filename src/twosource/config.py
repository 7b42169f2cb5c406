"""Settings: one frozen value. A file is overruled by the environment, the environment by flags.

The file is TOML: ``$TWOSOURCE_CONFIG``, else ``twosource.toml`` in the current folder, else
``twosource/config.toml`` under ``$XDG_CONFIG_HOME`` (``~/.config``). Variables are the names of the
fields in capitals behind ``TWOSOURCE_``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from .errors import UsageError

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Settings:
    """How a desk works.

    ``db`` is the store's file (None: a temporary one), ``published`` the date of reports in which none is
    found, ``max_bytes`` the size past which a report is set aside, ``strict`` whether a set-aside input
    fails the run (exit 3), ``quiet`` whether progress is shown, ``batch`` how many reports are read at a time,
    ``workers`` how many processes read where many reports wait (0: this one alone).

    For the web: ``allow_hosts`` are hosts and networks of the desk's own that may be reached (by default only
    public addresses may), ``proxy`` the way out where there is only one, ``contact`` an address that hosts are
    told, ``gap`` the seconds between two requests to one host. ``mail`` is the server that sends alerts
    (smtps://user:password@host), ``mail_from`` their sender. ``partner_mb`` is how many megabytes of what
    each partner sends are kept, at most.

    ``sources`` is the desk's own file of agencies, outlets and owners (by default ``sources.toml`` beside the store).
    """

    db: Path | None = None
    published: str | None = None
    max_bytes: int = 20 * MEGABYTE
    strict: bool = False
    quiet: bool = False
    batch: int = 64
    allow_hosts: tuple[str, ...] = ()
    proxy: str | None = None
    contact: str | None = None
    gap: float = 1.0
    mail: str | None = None
    mail_from: str | None = None
    partner_mb: int = 2000
    sources: Path | None = None
    workers: int = 2


def settings(flags: Mapping[str, Any], environ: Mapping[str, str], folder: Path) -> Settings:
    """The settings in force; a flag that is None was not given. Raises UsageError on a bad name or value."""
    values = _from_file(environ, folder) | _from_environ(environ)
    values |= {name: value for name, value in flags.items() if value is not None}
    known = {field.name for field in fields(Settings)}
    for name in values.keys() - known:
        raise UsageError(f"There is no setting called {name!r}. Known: {', '.join(sorted(known))}.")
    return Settings(**{name: _typed(name, value) for name, value in values.items()})


def _from_file(environ: Mapping[str, str], folder: Path) -> dict[str, Any]:
    named = environ.get("TWOSOURCE_CONFIG")
    home = Path(environ.get("XDG_CONFIG_HOME") or Path(environ.get("HOME", "/")) / ".config")
    places = [Path(named)] if named else [folder / "twosource.toml", home / "twosource" / "config.toml"]
    for place in places:
        if place.is_file():
            try:
                return tomllib.loads(place.read_text("utf-8"))
            except (OSError, ValueError) as error:
                raise UsageError(
                    f"The settings in {place} cannot be read ({error}). Mend or move the file."
                ) from error
    if named:
        raise UsageError(f"TWOSOURCE_CONFIG names {named}, which is not there.")
    return {}


def _from_environ(environ: Mapping[str, str]) -> dict[str, Any]:
    found = {field.name: environ.get("TWOSOURCE_" + field.name.upper()) for field in fields(Settings)}
    return {name: value for name, value in found.items() if value}


def _typed(name: str, value: Any) -> Any:
    wanted = _TYPES.get(name, _truth)
    try:
        return wanted(value)
    except (TypeError, ValueError) as error:
        raise UsageError(f"{name} cannot be {value!r}.") from error


def _truth(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    try:
        return {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}[
            str(value).lower()
        ]
    except KeyError:
        raise ValueError(value) from None


def _listed(value: Any) -> tuple[str, ...]:
    """A list of a file, or the words of a variable, parted by commas or spaces."""
    if isinstance(value, str):
        return tuple(value.replace(",", " ").split())
    if isinstance(value, list | tuple) and all(isinstance(each, str) for each in value):
        return tuple(value)
    raise ValueError(value)


_TYPES: dict[str, Any] = {
    "db": Path, "published": str, "max_bytes": int, "batch": int, "allow_hosts": _listed, "proxy": str,
    "contact": str, "gap": float, "mail": str, "mail_from": str, "partner_mb": int, "sources": Path, "workers": int,
}  # fmt: skip
