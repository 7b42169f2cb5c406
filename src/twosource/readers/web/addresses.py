"""Where a request may go: which addresses are the public internet's, and which of its own a desk allows.

``ipaddress.is_global`` is True for addresses that lead inside (64:ff9b::a00:1 is 10.0.0.1), so the list is ours.
"""

from __future__ import annotations

import ipaddress
import socket
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ...text.decoding import Refused

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Resolve = Callable[[str, int], Sequence[str]]

_CLOSED_4 = tuple(
    ipaddress.ip_network(each)
    for each in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
        "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24",
        "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
    )
)  # fmt: skip
# Only what is handed out to networks is public; the rest of IPv6 is local, multicast, a tunnel or unassigned.
_OPEN_6 = ipaddress.ip_network("2000::/3")
_CLOSED_6 = tuple(
    ipaddress.ip_network(each)
    for each in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "2620:4f:8000::/48")
)
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")  # the last four bytes are an IPv4 address


def public(address: Address) -> bool:
    """True where an address is the public internet's."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.scope_id is not None:
            return False
        if address.ipv4_mapped is not None:
            return public(address.ipv4_mapped)
        if address in _TRANSLATED:
            return public(ipaddress.IPv4Address(address.packed[-4:]))
        return address in _OPEN_6 and not any(address in net for net in _CLOSED_6)
    return not any(address in net for net in _CLOSED_4)


@dataclass(frozen=True, slots=True)
class Allowed:
    """What of a desk's own network may be reached: ``names`` (host or host:port) and ``networks``."""

    names: frozenset[str] = frozenset()
    networks: tuple[Network, ...] = ()

    @classmethod
    def of(cls, entries: Sequence[str]) -> Allowed:
        """From the setting: hosts, host:port, addresses and networks such as 10.1.0.0/16."""
        names, networks = set(), []
        for entry in entries:
            try:
                networks.append(ipaddress.ip_network(entry.strip(), strict=False))
            except ValueError:
                names.add(entry.strip().lower())
        return cls(frozenset(names), tuple(networks))

    def holds(self, host: str, port: int, address: Address) -> bool:
        """True where the host, or the address that it led to, is on the list."""
        named = {host.lower(), f"{host.lower()}:{port}", f"{address}:{port}"}
        return bool(named & self.names) or any(address in net for net in self.networks)


@dataclass(frozen=True, slots=True)
class Target:
    """Where to connect: one checked address, and whether it is inside the desk's own network."""

    host: str
    port: int
    address: str
    inside: bool


def checked(host: str, port: int, allowed: Allowed, seconds: float, resolve: Resolve | None = None) -> Target:
    """The address to connect to, after every address of the name was looked at. Raises Refused.

    The name is resolved here and nowhere else, so that it cannot lead elsewhere a moment later.
    """
    found = [ipaddress.ip_address(each) for each in _resolved(host, port, seconds, resolve)]
    closed = [each for each in found if not public(each)]
    wrong = [each for each in closed if not allowed.holds(host, port, each)]
    if wrong:
        raise Refused(
            f"not allowed: {host} leads to {wrong[0]}, which is no public address; if it is your own, add {host} to "
            "allow_hosts"
        )
    # IPv4 first where there are both: a machine without IPv6 still resolves it.
    best = min(found, key=lambda each: each.version)
    return Target(host, port, str(best), bool(closed))


def _resolved(host: str, port: int, seconds: float, resolve: Resolve | None) -> Sequence[str]:
    """Every address of a host, within a time: the system's own resolver has no end."""
    answer: list[Sequence[str]] = []
    trouble: list[OSError | UnicodeError] = []

    def ask() -> None:
        try:
            answer.append((resolve or _system)(host, port))
        except (OSError, UnicodeError) as error:
            trouble.append(error)

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(max(seconds, 0.1))
    if trouble or (answer and not answer[0]):
        raise Refused(f"not found: there is no host {host}; check the spelling, or try again later")
    if not answer:
        raise Refused(f"too slow: the name {host} was not resolved in time; try again later")
    return answer[0]


def _system(host: str, port: int) -> Sequence[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in found))
