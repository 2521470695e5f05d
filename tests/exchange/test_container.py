"""A package opens for its recipient only, from its sender only, and not when one bit of it changed."""

from __future__ import annotations

import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from lantoa.exchange import container
from lantoa.exchange.container import Pair
from lantoa.exchange.rules.packages import Change, check_roster, kept_change, unit_change
from lantoa.kernel.errors import BadInput, Conflict


def pair() -> Pair:
    return Pair(Ed25519PrivateKey.generate(), X25519PrivateKey.generate())


A, B, C = pair(), pair(), pair()
ROWS = st.lists(st.dictionaries(st.text(max_size=9), st.text(max_size=20), max_size=3), max_size=4)


def sealed(parts: dict[str, list[dict[str, str]]], sender: Pair = A, to: Pair = B) -> bytes:
    signing, sealing = to.public
    return container.seal(
        own=sender, signing=signing, sealing=sealing, number="n" * 32, made_at="2026-11-21T09:00:00+07:00",
        network="internal", parts=parts,
    )  # fmt: skip


def opened(data: bytes, sender: Pair = A, own: Pair = B) -> container.Opened:
    signing, sealing = sender.public
    return container.unseal(data, own=own, signing=signing, sealing=sealing)


@given(st.dictionaries(st.sampled_from(["units", "figures", "people"]), ROWS))
def test_what_goes_in_comes_out(parts: dict[str, list[dict[str, str]]]) -> None:
    assert opened(sealed(parts)).parts == parts


PACKAGE = sealed({"units": [{"code": "CA.15", "name": "Công an tỉnh Lào Cai"}]})


@given(st.integers(0, len(PACKAGE) - 1), st.integers(0, 7))
def test_one_bit_changed_is_refused(at: int, bit: int) -> None:
    data = bytearray(PACKAGE)
    data[at] ^= 1 << bit
    with pytest.raises(BadInput):
        opened(bytes(data))


@given(st.binary(max_size=300) | st.integers(0, len(PACKAGE)).map(lambda size: PACKAGE[:size]))
def test_rubbish_and_a_cut_package_are_refused(data: bytes) -> None:
    if data != PACKAGE:
        with pytest.raises(BadInput):
            opened(data)


def test_for_another_recipient_or_from_another_sender_is_refused() -> None:
    with pytest.raises(BadInput) as elsewhere:
        opened(PACKAGE, own=C)
    with pytest.raises(BadInput) as forged:
        opened(sealed({}, sender=C), sender=A)
    assert (elsewhere.value.fault.code, forged.value.fault.code) == ("NOT_FOR_US", "NOT_GENUINE")


def test_nothing_can_be_read_on_the_way() -> None:
    assert "Lào Cai".encode() not in PACKAGE
    header = json.loads(PACKAGE[len(container.MAGIC) + 4 :].split(b"}", 1)[0] + b"}")
    assert set(header) == {
        "format", "number", "made_at", "sender", "recipient", "network", "ephemeral", "nonce",
    }  # fmt: skip


def test_a_fingerprint_is_read_aloud_in_fours() -> None:
    assert container.spaced(A.fingerprint).split(" ")[0] == A.fingerprint[:4]
    assert len(container.spaced(A.fingerprint).split(" ")) == 16


ROW = {"name": "Xã A", "kind": "COMMUNE", "parent": "15", "from": "2025-07-01"}


@pytest.mark.parametrize(
    ("there", "change"),
    [
        (None, Change.NEW),
        (ROW, Change.SAME),
        ({**ROW, "name": "Xã B", "from": "2020-01-01"}, Change.CHANGED),
        ({**ROW, "name": "Xã B"}, Change.CONFLICT),
        ({**ROW, "parent": "16", "from": "2020-01-01"}, Change.CONFLICT),
    ],
)
def test_a_unit_that_arrives(there: dict[str, str] | None, change: Change) -> None:
    assert unit_change(ROW, there)[0] is change


def test_kept_rows_and_rosters() -> None:
    assert [kept_change({"a": 1}, one)[0].value for one in (None, {"a": 1}, {"a": 2})] == [
        "new",
        "same",
        "changed",
    ]
    check_roster("internal", ["CA.T1"])
    check_roster("internet", [])
    with pytest.raises(Conflict) as refused:
        check_roster("internet", ["CA.T1"])
    assert refused.value.fault.code == "POLICE_LINE"
