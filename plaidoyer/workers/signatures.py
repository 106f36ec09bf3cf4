"""Signatures of files by SSH keys, made and verified by OpenSSH's ``ssh-keygen -Y`` (PROTOCOL.sshsig).

It knows bytes, keys and addresses, and nothing of what is signed.
"""

from __future__ import annotations

import base64
import binascii
import os
import re
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

NAMESPACE = "plaidoyer-review"
"""What signatures are made for: one that a key has made for anything else is none here, nor the other way round."""

SECONDS = 30.0
"""The longest that a signature may take: a token that waits for a touch is given up."""

_ARMOUR = re.compile(rb"-----BEGIN SSH SIGNATURE-----\n([A-Za-z0-9+/=\n]+)-----END SSH SIGNATURE-----\n")
_PUBLIC = re.compile(r"(?:key::)?((?:ssh|ecdsa|sk)-\S+ \S+.*)")
_WIDTH = 70


class Unsigned(Exception):
    """No signature could be made, or there is nothing here to verify one with; its message is one line."""


def sign(data: bytes, key: str) -> bytes:
    """A signature of ``data`` by a key, as git has it in « user.signingkey ». Raises Unsigned.

    It is the path of its private half or, with an agent, of its public half, or that half itself. Nobody is asked for a
    passphrase: a key that has one is to be in the agent.
    """
    public = _PUBLIC.fullmatch(key)
    with _file((public[1] if public else "").encode()) as written:
        path = written if public else str(Path(key).expanduser())
        answer = _keygen(["-Y", "sign", "-q", "-n", NAMESPACE, "-f", path], data)
    if answer.returncode or not _is_armour(answer.stdout):
        raise Unsigned(f"ssh-keygen made no signature with « {key} »: {_first_line(answer.stderr)}")
    return answer.stdout


@lru_cache(maxsize=4096)  # a window asks again for each brief that it reads again
def is_signed(data: bytes, signature: bytes, signer: str, at: str, allowed: bytes) -> bool:
    """Whether ``signature`` is that of ``data`` by a key that the file whose bytes are ``allowed`` gives to ``signer``.

    The form of the file is ALLOWED SIGNERS of ssh-keygen(1). ``at`` is when it was made, as YYYYMMDDHHMMSS in UTC: the
    days between which a key is good are those of that file. Raises Unsigned.
    """
    if not _is_armour(signature):
        return False
    with _file(signature) as signed, _file(allowed) as signers:
        told = ["-I", signer, "-n", NAMESPACE, "-s", signed, "-O", f"verify-time={at}"]
        return _keygen(["-Y", "verify", "-f", signers, *told], data).returncode == 0


@contextmanager
def _file(data: bytes) -> Iterator[str]:
    """The path of a file with these bytes, for as long as the block lasts."""
    with tempfile.NamedTemporaryFile(prefix="plaidoyer-") as file:
        file.write(data)
        file.flush()
        yield file.name


def _is_armour(signature: bytes) -> bool:
    """Whether it is written as ssh-keygen writes it: what says the same otherwise is not what was made."""
    if not (found := _ARMOUR.fullmatch(signature)):
        return False
    try:
        inner = base64.b64encode(base64.b64decode(found[1].replace(b"\n", b""), validate=True))
    except binascii.Error:
        return False
    lines = (inner[at : at + _WIDTH] for at in range(0, len(inner), _WIDTH))
    return b"\n".join(lines) + b"\n" == found[1]


def _keygen(arguments: Sequence[str], data: bytes) -> subprocess.CompletedProcess[bytes]:
    # No passphrase is asked for, by no window; times are of UTC.
    environment = {**os.environ, "SSH_ASKPASS_REQUIRE": "never", "TZ": "UTC", "LC_ALL": "C"}
    try:
        return subprocess.run(
            ["ssh-keygen", *arguments],
            input=data,
            capture_output=True,
            check=False,
            timeout=SECONDS,
            env=environment,
            start_new_session=True,  # no terminal to ask on
        )
    except OSError:
        raise Unsigned("ssh-keygen is not here: install OpenSSH (Debian: apt install openssh-client)") from None
    except subprocess.TimeoutExpired:
        raise Unsigned(f"ssh-keygen did not answer within {SECONDS:.0f} seconds") from None


def _first_line(told: bytes) -> str:
    line = told.decode(errors="replace").strip().split("\n")[0][:200]
    return "".join(sign if sign.isprintable() else "?" for sign in line) or "it says nothing"
