"""Encryption of what must not be read from the database file.

Fernet (AES-128-CBC with HMAC-SHA256) from `cryptography`; several keys rotate: the first one
encrypts, all decrypt.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet


class VaultError(Exception):
    """A key is not usable, or none of the keys opens what is stored; the text says what to do."""


@dataclass(frozen=True, slots=True)
class VaultKey:
    """The keys in use, and whether they come from a file that we made ourselves."""

    keys: tuple[str, ...]
    file: Path | None


def find_key(configured: str, key_file: Path) -> VaultKey:
    """The configured keys (comma-separated, newest first), else the file's, made if missing.

    The file gets mode 0600 from its first byte. Raises VaultError when it is empty.
    """
    if configured.strip():
        return VaultKey(tuple(k.strip() for k in configured.split(",") if k.strip()), None)
    try:
        handle = os.open(key_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        key = key_file.read_text().strip()
        if not key:
            raise VaultError(f"{key_file} is empty: restore it or delete it") from None
        return VaultKey((key,), key_file)
    key = Fernet.generate_key().decode()
    with os.fdopen(handle, "w") as stream:
        stream.write(key)
        stream.flush()
        os.fsync(stream.fileno())
    return VaultKey((key,), key_file)


class Vault:
    """Seals and opens bytes; raises VaultError for keys that are none."""

    def __init__(self, keys: Sequence[str]) -> None:
        try:
            self._fernet = MultiFernet([Fernet(key) for key in keys])
            self._keys = tuple(keys)
        except ValueError as error:
            raise VaultError(
                "REELAY_SECRET_KEY is not a key: make one with `python -m bot key` and put it there"
            ) from error

    def seal(self, plain: str | bytes) -> bytes:
        """Encrypt with the first key."""
        return self._fernet.encrypt(plain.encode() if isinstance(plain, str) else plain)

    def open(self, sealed: bytes) -> bytes:
        """Decrypt with whichever key fits; raises VaultError when none does."""
        try:
            return self._fernet.decrypt(sealed)
        except InvalidToken as error:
            raise VaultError(
                "the stored secrets were sealed with another REELAY_SECRET_KEY: add the old key "
                "behind the new one, separated by a comma; if that key is lost, begin with an "
                "empty database"
            ) from error

    def reseal(self, sealed: bytes) -> bytes:
        """The same secret under the first key; raises VaultError when no key opens it."""
        return self.seal(self.open(sealed))

    def derived(self, purpose: str) -> tuple[bytes, ...]:
        """Secrets to sign with for this purpose alone, one a key: the first signs, all verify."""
        return tuple(
            hmac.new(key.encode(), f"reelay {purpose}".encode(), hashlib.sha256).digest()
            for key in self._keys
        )
