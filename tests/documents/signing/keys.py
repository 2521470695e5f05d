"""A certificate authority of the tests, and people and an organ with certificates of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

PASSWORD = "thử"
Pair = tuple[rsa.RSAPrivateKey, x509.Certificate]


@cache
def authority() -> Pair:
    return _issue("Nơi cấp chứng thư kiểm thử", None)


@cache
def holder(name: str) -> Pair:
    return _issue(name, authority())


def _issue(name: str, by: Pair | None) -> Pair:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(by[1].subject if by else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(x509.BasicConstraints(ca=by is None, path_length=None), critical=True)
        .add_extension(_usage(by is None), critical=True)
    )
    return key, builder.sign(by[0] if by else key, hashes.SHA256())


def _usage(authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=not authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )


def root() -> bytes:
    return authority()[1].public_bytes(serialization.Encoding.DER)


def key_file(folder: Path, name: str) -> Path:
    key, certificate = holder(name)
    file = folder / f"{len(name)}.p12"
    file.write_bytes(
        pkcs12.serialize_key_and_certificates(
            name.encode(),
            key,
            certificate,
            [authority()[1]],
            serialization.BestAvailableEncryption(PASSWORD.encode()),
        )
    )
    return file
