#!/bin/sh
# Makes sure that this machine has what no Python package brings: the libraries that set text (Pango, HarfBuzz,
# Fontconfig), loaded by WeasyPrint at import, and Python's own venv module, which some systems package apart.
#
# What is missing is installed where that can be done without asking: on Debian and its like, as root. Elsewhere
# the exact command is printed, and the exit status is 1. Nothing is changed on a machine that has everything.
#
# PYTHON names the interpreter that will run the program (python3 unless set).
set -eu

PYTHON=${PYTHON:-python3}

# The names of what is missing, on one line. The libraries are sought under the names, and with the loader, that
# WeasyPrint uses (weasyprint/text/ffi.py): finding a package is not the same as being able to load it.
missing() {
    "$PYTHON" - <<'PROBE'
import ctypes
import ctypes.util

LIBRARIES = {
    "gobject": ("libgobject-2.0.so.0", "libgobject-2.0.0.dylib", "gobject-2.0"),
    "pango": ("libpango-1.0.so.0", "libpango-1.0.dylib", "pango-1.0"),
    "pangoft2": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "pangoft2-1.0"),
    "harfbuzz": ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "harfbuzz"),
    "harfbuzz-subset": ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "harfbuzz-subset"),
    "fontconfig": ("libfontconfig.so.1", "libfontconfig.1.dylib", "fontconfig"),
}


def loads(name):
    for found in (name, ctypes.util.find_library(name)):
        try:
            if found and ctypes.CDLL(found):
                return True
        except OSError:
            continue
    return False


lacking = [library for library, names in LIBRARIES.items() if not any(map(loads, names))]
try:
    import ensurepip, venv
except ImportError:
    lacking.append("venv")
print(*lacking)
PROBE
}

# HarfBuzz's subsetter has no package on Debian 11 and Ubuntu 22.04. Where the package lists were never fetched,
# nothing is known: a package that is in every list, and on hardly any machine, tells the two apart.
subset_has_no_package() {
    command -v apt-cache >/dev/null && apt_knows libharfbuzz-dev && ! apt_knows libharfbuzz-subset0
}

apt_knows() {
    apt-cache show "$1" >/dev/null 2>&1
}

# The Debian packages, on one line, that bring the things named in $1.
apt_packages() {
    for lack in $1; do
        case $lack in
            gobject | pango | harfbuzz) echo libpango-1.0-0 ;;
            pangoft2) echo libpangoft2-1.0-0 ;;
            fontconfig) echo libfontconfig1 ;;
            harfbuzz-subset) subset_has_no_package || echo libharfbuzz-subset0 ;;
            venv) "$PYTHON" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])' ;;
        esac
    done | sort -u | tr '\n' ' '
}

# The command that brings everything, for whoever may run it. Elsewhere than on Debian, one package of Pango pulls
# in the rest, and Python comes with venv.
command_for_this_system() {
    if command -v apt-get >/dev/null; then
        echo "apt-get update && apt-get install --no-install-recommends $(apt_packages "$1")"
    elif command -v dnf >/dev/null; then
        echo "dnf install pango harfbuzz fontconfig"
    elif command -v zypper >/dev/null; then
        echo "zypper install libpango-1_0-0 libharfbuzz-subset0 libfontconfig1"
    elif command -v pacman >/dev/null; then
        echo "pacman -S pango harfbuzz fontconfig"
    elif command -v apk >/dev/null; then
        echo "apk add pango harfbuzz-subset fontconfig"
    elif command -v brew >/dev/null; then
        echo "brew install pango harfbuzz fontconfig"
    fi
}

lacking=$(missing)
if [ -z "$lacking" ]; then
    exit 0
fi

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "installing what this system lacks: $lacking"
    # Another package manager may be at work, as on a machine that has just started.
    apt="env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=120"
    # Lists that cannot be fetched may still be good enough; if not, the next step says so.
    $apt update </dev/null || true
    # A failure is told below, with the command to run by hand.
    # shellcheck disable=SC2046  # one word a package
    $apt install --yes --no-install-recommends $(apt_packages "$lacking") </dev/null >/dev/null || true
    lacking=$(missing)
    if [ -z "$lacking" ]; then
        exit 0
    fi
fi

if [ "$lacking" = harfbuzz-subset ] && subset_has_no_package; then
    # WeasyPrint falls back to a subsetter of its own, whose fonts differ from one run to the next.
    echo "warning: this system has no package for HarfBuzz's subset library: PDF files are right," \
        "but two builds of one brief differ in their bytes" >&2
    exit 0
fi

echo "missing on this system: $lacking" >&2
advice=$(command_for_this_system "$lacking")
case $advice in
    "") echo "install Pango, HarfBuzz (with its subset library) and Fontconfig, then run this again" >&2 ;;
    brew*) echo "install it with: $advice" >&2 ;;
    *) echo "install it, as root, with: $advice" >&2 ;;
esac
exit 1
