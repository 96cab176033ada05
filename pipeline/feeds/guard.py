"""Which addresses may be reached. The address that was checked is the one connected to."""

from __future__ import annotations

import socket
from collections.abc import Iterable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any

import httpcore
import httpx

from pipeline.errors import ForbiddenAddress

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

_REFUSED = tuple(
    ip_network(net)
    for net in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "::/96", "100::/64", "fec0::/10")
)
"""NAT64, 6to4, Teredo, IPv4-compatible and the like: `is_global` lets some of them through."""


def may_reach(address: Address, allow: Sequence[Network] = ()) -> bool:
    """Public unicast addresses only, and those of `allow`."""
    if any(address.version == net.version and address in net for net in allow):
        return True
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return may_reach(address.ipv4_mapped, allow)
        if any(address in net for net in _REFUSED):
            return False
    return address.is_global and not address.is_multicast


class GuardedBackend(httpcore.NetworkBackend):
    """Resolves a name, checks every address, and connects to one that was checked.

    Redirects and rebinding cannot get round it, because each connection is made here.
    """

    def __init__(self, allow: Sequence[Network] = ()) -> None:
        self._allow = tuple(allow)
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self, host: str, port: int, timeout: float | None = None,
        local_address: str | None = None, socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:  # fmt: skip
        found = self._resolve(host, port)
        if not all(may_reach(ip_address(address), self._allow) for address in found):
            raise ForbiddenAddress(host, "its address is not a public one")
        return self._inner.connect_tcp(
            found[0], port, timeout=timeout, local_address=local_address,
            socket_options=socket_options,
        )  # fmt: skip

    def _resolve(self, host: str, port: int) -> list[str]:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except OSError as error:
            raise httpcore.ConnectError(f"{host} has no address") from error
        return [str(info[4][0]) for info in found]


def guarded_transport(allow: Sequence[Network] = ()) -> httpx.HTTPTransport:
    """An httpx transport whose every connection is checked."""
    transport = httpx.HTTPTransport(retries=0)
    transport._pool = httpcore.ConnectionPool(
        ssl_context=httpx.create_ssl_context(), network_backend=GuardedBackend(allow), max_connections=64
    )
    return transport
