"""Signatures by SSH keys: whose, of what, and made for what."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from plaidoyer.workers import signatures
from plaidoyer.workers.signatures import Unsigned, is_signed, sign

pytestmark = pytest.mark.skipif(not shutil.which("ssh-keygen"), reason="there is no ssh-keygen to sign with")

DATA, AT = b"a verdict\n", "20261124090000"


def new_key(folder: Path, name: str, passphrase: str = "") -> Path:
    command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", passphrase, "-C", name, "-f", str(folder / name)]
    subprocess.run(command, check=True)
    return folder / name


def allow(folder: Path, **keys: str) -> bytes:
    """A file of allowed signers: each key with its options and principal."""
    return b"".join(f"{who} ".encode() + (folder / f"{name}.pub").read_bytes() for name, who in keys.items())


@pytest.fixture
def signed(tmp_path: Path) -> tuple[bytes, bytes]:
    """A signature by Anne's key, and the file that gives it to her."""
    key = new_key(tmp_path, "anne")
    return sign(DATA, str(key)), allow(tmp_path, anne='anne@example.org namespaces="plaidoyer-review"')


def test_a_signature_is_of_its_signer_and_bytes_alone(signed: tuple[bytes, bytes]) -> None:
    signature, allowed = signed
    assert is_signed(DATA, signature, "anne@example.org", AT, allowed)
    assert not is_signed(DATA + b" ", signature, "anne@example.org", AT, allowed)
    assert not is_signed(DATA, signature, "paul@example.org", AT, allowed)
    assert not is_signed(DATA, signature, "", AT, allowed)
    assert not is_signed(DATA, b"", "anne@example.org", AT, allowed)


def test_no_byte_of_a_signature_can_be_changed(signed: tuple[bytes, bytes]) -> None:
    """Nor written otherwise: a signature that somebody touched is told as such."""
    signature, allowed = signed
    inner = len(b"-----BEGIN SSH SIGNATURE-----\n")
    for at in [*range(0, inner, 7), *range(inner, len(signature), 3)]:
        spoilt = signature[:at] + bytes([signature[at] ^ 1]) + signature[at + 1 :]
        assert not is_signed(DATA, spoilt, "anne@example.org", AT, allowed)
    for spoilt in (signature + b"\n", signature.replace(b"\n", b"\r\n"), signature.replace(b"\n", b"\n\n", 3)):
        assert not is_signed(DATA, spoilt, "anne@example.org", AT, allowed)


def test_a_signature_made_for_something_else_is_none_here(
    signed: tuple[bytes, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reviewer's signed commit, or file, must not be made into a verdict."""
    with monkeypatch.context() as patch:
        patch.setattr(signatures, "NAMESPACE", "git")
        other = sign(DATA, str(tmp_path / "anne"))
    assert not is_signed(DATA, other, "anne@example.org", AT, signed[1])


def test_another_key_and_a_key_out_of_its_days_sign_for_nobody(signed: tuple[bytes, bytes], tmp_path: Path) -> None:
    signature, _ = signed
    new_key(tmp_path, "paul")
    assert not is_signed(DATA, signature, "anne@example.org", AT, allow(tmp_path, paul="anne@example.org"))
    until = allow(tmp_path, anne='anne@example.org valid-before="20261201"')
    assert is_signed(DATA, signature, "anne@example.org", AT, until)
    assert not is_signed(DATA, signature, "anne@example.org", "20261224090000", until)


def test_who_cannot_sign_is_told_in_one_line(tmp_path: Path) -> None:
    """Nobody waits for a passphrase that nothing asks for."""
    for key in (tmp_path / "none", new_key(tmp_path, "locked", "a passphrase")):
        with pytest.raises(Unsigned, match="made no signature") as told:
            sign(DATA, str(key))
        assert "\n" not in str(told.value)


def test_without_openssh_its_package_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Unsigned, match="openssh-client"):
        sign(DATA, "key")


def test_a_key_may_be_given_as_git_takes_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever has the key on a card, or in an agent alone, has its public half in git's settings."""
    key = new_key(tmp_path, "anne")
    agent = subprocess.run(["ssh-agent", "-s"], capture_output=True, check=True, text=True).stdout
    for name in ("SSH_AUTH_SOCK", "SSH_AGENT_PID"):
        monkeypatch.setenv(name, agent.partition(f"{name}=")[2].partition(";")[0])
    try:
        subprocess.run(["ssh-add", "-q", key], check=True, capture_output=True)
        public = key.with_suffix(".pub").read_text().strip()
        key.unlink()
        for given in (public, f"key::{public}", str(key.with_suffix(".pub"))):
            signature = sign(DATA, given)
            assert is_signed(DATA, signature, "anne@example.org", AT, allow(tmp_path, anne="anne@example.org"))
    finally:
        subprocess.run(["ssh-agent", "-k"], capture_output=True, check=True)
