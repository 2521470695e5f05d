"""The deployment's own pair for packages, beside the data; and the card that is handed to others."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from django.conf import settings

from lantoa.kernel.errors import BadInput, Conflict

from .container import Pair, decoded, encoded

CARD = 1
"""The card's version."""


def path() -> Path:
    return Path(settings.DATA) / "keys" / "exchange.json"


def known() -> bool:
    return path().exists()


def make() -> Pair:
    """A new pair, readable by its owner only; ``Conflict`` when there is one: packages sealed to it would be lost."""
    path().parent.mkdir(parents=True, exist_ok=True)
    pair = Pair(Ed25519PrivateKey.generate(), X25519PrivateKey.generate())
    kept = {
        "signing": encoded(pair.signing.private_bytes_raw()),
        "sealing": encoded(pair.sealing.private_bytes_raw()),
    }
    try:
        handle = os.open(path(), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise Conflict(
            "KEYS_THERE",
            "Bản cài đã có cặp khóa trao đổi.",
            place="khóa trao đổi",
            remedy="Dùng cặp khóa đang có; muốn thay, cất tệp keys/exchange.json đi rồi báo các nơi trao đổi.",
        ) from None
    with os.fdopen(handle, "w", encoding="ascii") as file:
        json.dump(kept, file)
    return pair


def own() -> Pair:
    """The pair; ``Conflict`` until ``lantoa exchange keys`` made it."""
    if not known():
        raise Conflict(
            "NO_KEYS",
            "Bản cài chưa có cặp khóa trao đổi.",
            place="khóa trao đổi",
            remedy="Người quản trị máy chủ chạy một lần: lantoa exchange keys.",
        )
    kept = json.loads(path().read_text(encoding="ascii"))
    return Pair(
        Ed25519PrivateKey.from_private_bytes(decoded(kept["signing"], 32, "khóa trao đổi")),
        X25519PrivateKey.from_private_bytes(decoded(kept["sealing"], 32, "khóa trao đổi")),
    )


def card(name: str) -> str:
    """What is handed to another deployment: public keys, the network, a name. No secret."""
    signing, sealing = own().public
    return written(name=name, network=settings.NETWORK, signing=signing, sealing=sealing)


def written(*, name: str, network: str, signing: bytes, sealing: bytes) -> str:
    """A card's text."""
    fields = {"name": name, "network": network, "signing": encoded(signing), "sealing": encoded(sealing)}
    return json.dumps({"lantoa_card": CARD, **fields}, ensure_ascii=False, indent=1)


def read_card(text: str) -> dict[str, Any]:
    """The card's fields, keys as bytes; ``BadInput`` for anything else."""
    try:
        card = json.loads(text)
        fields = {key: str(card[key]) for key in ("name", "network", "signing", "sealing")}
        good = card["lantoa_card"] == CARD and fields["network"] in {"internal", "internet"}
    except (ValueError, KeyError, TypeError):
        good = False
    if not good:
        raise BadInput(
            "BAD_CARD",
            "Đây không phải phiếu khóa công khai của Lan Tỏa.",
            place="phiếu khóa",
            remedy="Xin nơi kia chạy lantoa exchange card và gửi nguyên văn kết quả.",
        )
    return {
        **fields,
        "signing": decoded(fields["signing"], 32, "phiếu khóa"),
        "sealing": decoded(fields["sealing"], 32, "phiếu khóa"),
    }
