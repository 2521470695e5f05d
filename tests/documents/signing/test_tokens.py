"""A real PKCS#11 token (SoftHSM): the leader's key never leaves it, and a wrong PIN is said plainly."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization

from lantoa.documents.signing import sign, tokens, verify
from lantoa.kernel.errors import BadInput

from . import keys
from .test_sign import AT, SIGNER, unsigned

LABEL, PIN = "lantoa-thu", "123456"


def library() -> Path:
    found = [*Path("/usr/lib").rglob("libsofthsm2.so")]
    assert found, "softhsm2 is installed without its library"
    return found[0]


@pytest.fixture(scope="module")
def token(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tokens.Token]:
    """A token of its own folder that holds the signer's key and certificate."""
    folder = tmp_path_factory.mktemp("hsm")
    (folder / "tokens").mkdir()
    config = folder / "softhsm2.conf"
    config.write_text(f"directories.tokendir = {folder / 'tokens'}\nobjectstore.backend = file\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOFTHSM2_CONF", str(config))
        run("--init-token", "--free", "--label", LABEL, "--pin", PIN, "--so-pin", "87654321")
        key, certificate = keys.holder(SIGNER)
        pem = folder / "key.pem"
        pem.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )
        run("--import", str(pem), "--token", LABEL, "--label", "ky", "--id", "A1", "--pin", PIN)
        put_certificate(certificate.public_bytes(serialization.Encoding.DER))
        yield tokens.Token(module=library(), label=LABEL, certificate="ky")


def run(*arguments: str) -> None:
    subprocess.run(["softhsm2-util", *arguments], check=True, capture_output=True)


def put_certificate(der: bytes) -> None:
    from pkcs11 import Attribute, CertificateType, ObjectClass, lib  # noqa: PLC0415 -- only with a token
    from pkcs11.util.x509 import decode_x509_certificate  # noqa: PLC0415 -- same

    with lib(str(library())).get_token(token_label=LABEL).open(rw=True, user_pin=PIN) as session:
        attributes = decode_x509_certificate(der)
        attributes.update(
            {
                Attribute.CLASS: ObjectClass.CERTIFICATE,
                Attribute.CERTIFICATE_TYPE: CertificateType.X_509,
                Attribute.LABEL: "ky",
                Attribute.ID: b"\xa1",
                Attribute.TOKEN: True,
            }
        )
        session.create_object(attributes)


@pytest.mark.system("softhsm2-util")
def test_the_token_signs(token: tokens.Token) -> None:
    with token.open(PIN) as signer:
        signed = sign.sign(sign.prepare(unsigned(), signer=SIGNER), by=signer, name=SIGNER, at=AT)
    seen = verify.verify(signed, (keys.root(),)).signatures
    assert [(one.signer, one.intact, one.trusted) for one in seen] == [(SIGNER, True, True)]


@pytest.mark.system("softhsm2-util")
@pytest.mark.parametrize(("pin", "label"), [("000000", LABEL), (PIN, "không có")])
def test_a_token_that_refuses(token: tokens.Token, pin: str, label: str) -> None:
    other = tokens.Token(module=token.module, label=label, certificate="ky")
    with pytest.raises(BadInput) as told, other.open(pin) as signer:
        sign.sign(sign.prepare(unsigned(), signer=SIGNER), by=signer, name=SIGNER, at=AT)
    assert told.value.fault.code == "TOKEN_REFUSED"


def test_a_module_that_is_not_there(tmp_path: Path) -> None:
    missing = tokens.Token(module=tmp_path / "none.so", label=LABEL, certificate="ky")
    with pytest.raises(BadInput) as told, missing.open(PIN):
        pass
    assert told.value.fault.code == "TOKEN_REFUSED"
