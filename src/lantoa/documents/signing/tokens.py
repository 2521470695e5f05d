"""Opening a signer: a PKCS#11 token (the official way), or a PKCS#12 file (tests and trials only)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pyhanko.sign.signers import Signer, SimpleSigner

from lantoa.kernel.errors import BadInput


@dataclass(frozen=True, slots=True)
class Token:
    """``module``: the token maker's PKCS#11 library; ``label`` of the token; ``certificate``: its label there.

    The PIN is asked each time and never stored.
    """

    module: Path
    label: str
    certificate: str

    @contextmanager
    def open(self, pin: str) -> Iterator[Signer]:
        try:
            from pkcs11 import PKCS11Error  # noqa: PLC0415 -- an extra: only machines with a token have it
            from pyhanko.config.pkcs11 import (  # noqa: PLC0415 -- same
                PKCS11SignatureConfig,
                TokenCriteria,
            )
            from pyhanko.sign.pkcs11 import PKCS11SigningContext  # noqa: PLC0415 -- same
        except ImportError as error:
            raise BadInput(
                "NO_TOKEN_SUPPORT",
                "Máy này chưa cài phần đọc thiết bị ký (python-pkcs11).",
                place="thiết bị ký",
                remedy="Cài lantoa[token], hoặc ký bằng phần mềm ký của cơ quan rồi nộp lại bản đã ký.",
            ) from error
        config = PKCS11SignatureConfig(
            module_path=str(self.module),
            token_criteria=TokenCriteria(label=self.label),
            cert_label=self.certificate,
            user_pin=pin,
        )
        from pyhanko.sign.general import SigningError  # noqa: PLC0415 -- same

        try:
            with PKCS11SigningContext(config) as signer:
                yield signer
        except (PKCS11Error, SigningError, OSError, RuntimeError) as error:
            raise _refused(self.label) from error


def _refused(label: str) -> BadInput:
    return BadInput(
        "TOKEN_REFUSED",
        f"Không ký được bằng thiết bị “{label}”.",
        place="thiết bị ký",
        remedy="Kiểm tra thiết bị đã cắm, mã PIN, tên chứng thư; nhập sai PIN nhiều lần thiết bị sẽ khóa.",
    )


def from_pkcs12(file: Path, password: str) -> Signer:
    """A signer from a key file; ``BadInput`` for a wrong password or a broken file. Not for real papers."""
    signer: Signer | None = SimpleSigner.load_pkcs12(str(file), passphrase=password.encode())
    if signer is None:
        raise BadInput(
            "KEY_FILE_REFUSED",
            "Không mở được tệp khóa ký.",
            place=file.name,
            remedy="Kiểm tra mật khẩu của tệp .p12.",
        )
    return signer
