"""Which addresses may be reached."""

from ipaddress import ip_address, ip_network

import httpcore
import pytest

from pipeline.errors import ForbiddenAddress
from pipeline.feeds.guard import GuardedBackend, may_reach

INSIDE = ["127.0.0.1", "10.1.2.3", "192.168.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "::1", "fe80::1",
          "fd00::1", "::7f00:1", "::ffff:127.0.0.1",
          "64:ff9b::7f00:1", "2002:7f00:1::", "224.0.0.1", "ff02::1"]  # fmt: skip


@pytest.mark.parametrize("address", INSIDE)
def test_addresses_that_are_not_public_are_not_reached(address: str) -> None:
    assert not may_reach(ip_address(address))


@pytest.mark.parametrize("address", ["1.1.1.1", "2606:4700::1111"])
def test_public_addresses_are(address: str) -> None:
    assert may_reach(ip_address(address))


def test_a_network_can_be_allowed() -> None:
    assert may_reach(ip_address("10.1.2.3"), [ip_network("10.0.0.0/8")])


def test_a_name_that_leads_inside_is_refused_before_connecting() -> None:
    with pytest.raises(ForbiddenAddress, match="localhost"):
        GuardedBackend().connect_tcp("localhost", 9)


def test_a_name_without_address_is_a_failed_connection() -> None:
    with pytest.raises(httpcore.ConnectError):
        GuardedBackend().connect_tcp("nowhere.invalid", 80)
