#!/bin/sh
# Makes sure that the tests find a Chromium, in which they open the reviewer's window, libatomic, without which what
# drives it does not start, and the ssh-keygen of OpenSSH, with which they sign verdicts.
#
# What is missing is installed where that can be done without asking: on Debian and its like, as root. Elsewhere those
# tests are skipped, and a line says what they want. Nothing is changed on a machine that has all of it.
#
# PYTHON names an interpreter to ask with (python3 unless set).
set -eu

PYTHON=${PYTHON:-python3}

has() {
    for name in "$@"; do
        command -v "$name" >/dev/null 2>&1 && return
    done
    return 1
}

missing=
has chromium chromium-browser google-chrome || missing=chromium
if [ "$(uname)" = Linux ]; then
    "$PYTHON" -c 'import ctypes; ctypes.CDLL("libatomic.so.1")' 2>/dev/null || missing="$missing libatomic1"
fi
has ssh-keygen || missing="$missing openssh-client"
[ -n "$missing" ] || exit 0
if [ "$(id -u)" = 0 ] && has apt-get; then
    # Another package manager may be at work, as on a machine that has just started.
    apt="env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=120"
    $apt update </dev/null || true
    # shellcheck disable=SC2086  # names of packages
    $apt install --yes --no-install-recommends $missing </dev/null >/dev/null && exit 0
fi
echo "tests that need them are skipped without these; on Debian: apt-get install $missing" >&2
