"""The package between deployments: sealed to one recipient, signed by the sender. docs/reference/exchange.md.

    LANTOA-EXCHANGE 1\\n | length of header (4 bytes, big-endian) | header (JSON) | sealed | signature (64 bytes)

The signature (Ed25519) covers everything before it. ``sealed`` is AES-256-GCM of a ZIP under a key derived by
HKDF-SHA256 from an ephemeral X25519 exchange with the recipient; everything before ``sealed`` is its associated
data. The ZIP holds ``manifest.json`` (SHA-256 and number of rows of each part) and ``<part>.jsonl``.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import os
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from lantoa.kernel.errors import BadInput

MAGIC = b"LANTOA-EXCHANGE 1\n"
SIGNATURE = 64
MOST_HEADER = 4096
MOST_BYTES = 20 * 1024 * 1024
MOST_EXPANDED = 200 * 1024 * 1024
Rows = Sequence[dict[str, Any]]


def encoded(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")


def decoded(text: str, size: int, place: str) -> bytes:
    """``size`` bytes of base64; ``BadInput`` otherwise."""
    try:
        raw = base64.b64decode(text, validate=True)
    except ValueError:
        raw = b""
    if len(raw) != size:
        raise BadInput(
            "BAD_KEY", "Khóa công khai không đúng dạng.", place=place, remedy="Xin lại phiếu khóa."
        )
    return raw


def fingerprint(signing: bytes, sealing: bytes) -> str:
    """SHA-256 of both public keys: what two officers compare by telephone."""
    return hashlib.sha256(signing + sealing).hexdigest()


def spaced(mark: str) -> str:
    """A fingerprint in groups of four, to be read aloud."""
    return " ".join(mark[at : at + 4] for at in range(0, len(mark), 4))


@dataclass(frozen=True, slots=True)
class Pair:
    """A deployment's own private keys."""

    signing: Ed25519PrivateKey
    sealing: X25519PrivateKey

    @property
    def public(self) -> tuple[bytes, bytes]:
        return self.signing.public_key().public_bytes_raw(), self.sealing.public_key().public_bytes_raw()

    @property
    def fingerprint(self) -> str:
        return fingerprint(*self.public)


@dataclass(frozen=True, slots=True)
class Opened:
    """What stood in a package that proved genuine. ``number`` is its own random name."""

    number: str
    sender: str
    made_at: str
    network: str
    parts: dict[str, list[dict[str, Any]]]


def sender_of(data: bytes) -> str:
    """The fingerprint that the package claims, to look its keys up; nothing is proved by it yet."""
    return str(_header(data)[0].get("sender", ""))


def seal(
    *, own: Pair, signing: bytes, sealing: bytes, number: str, made_at: str, network: str,
    parts: Mapping[str, Rows],
) -> bytes:  # fmt: skip
    """A package for the deployment of these public keys."""
    ephemeral = X25519PrivateKey.generate()
    point = ephemeral.public_key().public_bytes_raw()
    nonce = os.urandom(12)
    header = {
        "format": 1, "number": number, "made_at": made_at, "sender": own.fingerprint, "network": network,
        "recipient": fingerprint(signing, sealing), "ephemeral": encoded(point), "nonce": encoded(nonce),
    }  # fmt: skip
    text = json.dumps(header, sort_keys=True, separators=(",", ":")).encode()
    front = MAGIC + len(text).to_bytes(4, "big") + text
    key = _key(ephemeral.exchange(X25519PublicKey.from_public_bytes(sealing)), point, sealing)
    body = front + AESGCM(key).encrypt(nonce, _packed(number, parts), front)
    return body + own.signing.sign(body)


def unseal(data: bytes, *, own: Pair, signing: bytes, sealing: bytes) -> Opened:
    """Open a package from the deployment of these public keys; ``BadInput`` when it is not theirs, not for us,
    or altered in one bit. Nothing of it is read before the signature holds."""
    header, front = _header(data)
    if header.get("sender") != fingerprint(signing, sealing):
        raise _forged()
    try:
        Ed25519PublicKey.from_public_bytes(signing).verify(data[-SIGNATURE:], data[:-SIGNATURE])
    except InvalidSignature:
        raise _forged() from None
    if header.get("recipient") != own.fingerprint:
        raise BadInput(
            "NOT_FOR_US",
            "Gói này lập cho một bản cài khác.",
            place="gói",
            remedy="Chuyển cho đúng nơi nhận, hoặc đề nghị nơi gửi lập gói cho bản cài này.",
        )
    point = decoded(str(header.get("ephemeral", "")), 32, "gói")
    nonce = decoded(str(header.get("nonce", "")), 12, "gói")
    key = _key(own.sealing.exchange(X25519PublicKey.from_public_bytes(point)), point, own.public[1])
    try:
        packed = AESGCM(key).decrypt(nonce, data[len(front) : -SIGNATURE], front)
    except InvalidTag:
        raise _forged() from None
    parts = _unpacked(packed, str(header["number"]))
    return Opened(
        str(header["number"]), str(header["sender"]), str(header["made_at"]), str(header["network"]), parts
    )


def _key(shared: bytes, point: bytes, sealing: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=point + sealing, info=b"lantoa-exchange-1").derive(shared)


def _forged() -> BadInput:
    return BadInput(
        "NOT_GENUINE",
        "Chữ ký của gói không đúng: gói đã bị sửa, bị hỏng, hoặc không phải của nơi gửi đã đăng ký.",
        place="gói",
        remedy="Không dùng gói này; đề nghị nơi gửi lập và chuyển lại.",
    )


def _header(data: bytes) -> tuple[dict[str, Any], bytes]:
    """(header, everything before the sealed part)."""
    start = len(MAGIC) + 4
    size = int.from_bytes(data[len(MAGIC) : start], "big") if data.startswith(MAGIC) else 0
    if not 0 < size <= MOST_HEADER or len(data) < start + size + SIGNATURE or len(data) > MOST_BYTES:
        raise _unknown()
    try:
        header = json.loads(data[start : start + size])
    except ValueError:
        raise _unknown() from None
    if not isinstance(header, dict) or header.get("format") != 1 or "number" not in header:
        raise _unknown()
    return header, data[: start + size]


def _unknown() -> BadInput:
    return BadInput(
        "NOT_A_PACKAGE",
        "Đây không phải gói trao đổi của Lan Tỏa, hoặc thuộc phiên bản khác.",
        place="gói",
        remedy="Chọn tệp .lantoa do nơi gửi lập.",
    )


def _packed(number: str, parts: Mapping[str, Rows]) -> bytes:
    out = io.BytesIO()
    manifest: dict[str, Any] = {"number": number, "parts": {}}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, rows in sorted(parts.items()):
            lines = "".join(
                json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n" for row in rows
            ).encode()
            manifest["parts"][name] = {"sha256": hashlib.sha256(lines).hexdigest(), "rows": len(rows)}
            package.writestr(f"{name}.jsonl", lines)
        package.writestr("manifest.json", json.dumps(manifest, sort_keys=True))
    return out.getvalue()


def _unpacked(packed: bytes, number: str) -> dict[str, list[dict[str, Any]]]:
    """The parts, each held against the manifest; a genuine sender's mistake is still no reason to crash."""
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as package:
            if sum(entry.file_size for entry in package.infolist()) > MOST_EXPANDED:
                raise _forged()
            manifest = json.loads(package.read("manifest.json"))
            parts = {}
            for name, told in manifest["parts"].items():
                lines = package.read(f"{name}.jsonl")
                if hashlib.sha256(lines).hexdigest() != told["sha256"]:
                    raise _forged()
                parts[name] = [json.loads(line) for line in lines.splitlines()]
    except (KeyError, ValueError, TypeError, zipfile.BadZipFile):
        raise _forged() from None
    if manifest.get("number") != number:
        raise _forged()
    return parts
