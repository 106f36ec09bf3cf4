#!/bin/sh
# Makes sure that the tests find a Chromium, in which they open the reviewer's window.
#
# It is installed where that can be done without asking: on Debian and its like, as root. Elsewhere those tests are
# skipped, and a line says what they want. Nothing is changed on a machine that has one.
set -eu

for name in chromium chromium-browser google-chrome; do
    if command -v "$name" >/dev/null 2>&1; then
        exit 0
    fi
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    # Another package manager may be at work, as on a machine that has just started.
    apt="env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=120"
    $apt update </dev/null || true
    $apt install --yes --no-install-recommends chromium </dev/null >/dev/null && exit 0
fi
echo "there is no Chromium: tests of the review window are skipped (on Debian: apt-get install chromium)" >&2
