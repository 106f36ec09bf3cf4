#!/bin/sh
# Proves the set-up where nothing is installed: a bare Debian 12 (Python, git, make, certificates), made with
# debootstrap in a folder, a clone of this repository in it, and in a chroot the two commands of the README.
#
#     sudo tools/fresh-debian.sh FOLDER [COMMAND]
#
# FOLDER holds the system, and is kept: it is made once, then only cleaned of what the last run installed.
# COMMAND replaces `make briefs && make test`. What is cloned is the last commit, not the work tree.
# MIRROR names Debian's mirror, if another than debootstrap's own is wanted.
#
# The clone goes where no contributor's does, so a path written into a file would show. From this machine it gets the
# name servers, the certificates (an intercepting proxy's may be among them) and the usual settings of proxies and pip.
set -eu

if [ $# -lt 1 ]; then
    sed -n '2,/^set/ { /^#/ s/^# \{0,1\}//p }' "$0" >&2
    exit 2
fi
case $1 in
    /*) folder=$1 ;;
    *) folder=$PWD/$1 ;;
esac
command=${2:-make briefs && make test}
repository=$(cd "$(dirname "$0")/.." && pwd)
base=$folder/base
fresh=$folder/fresh

if [ "$(id -u)" != 0 ]; then
    echo "a chroot needs root: run this with sudo" >&2
    exit 1
fi
if ! command -v debootstrap >/dev/null; then
    echo "debootstrap is missing; install it with: apt-get install debootstrap" >&2
    exit 1
fi

# A base half made would pass for whole at the next run: it gets its name when it is done.
if [ ! -d "$base" ]; then
    rm -rf "$folder/base.part"
    mkdir -p "$folder"
    # shellcheck disable=SC2086  # no mirror is no argument
    debootstrap --variant=minbase --include=python3,python3-venv,git,make,ca-certificates \
        bookworm "$folder/base.part" ${MIRROR:-}
    mv "$folder/base.part" "$base"
fi

rm -rf --one-file-system "$fresh"
cp -a "$base" "$fresh"
git clone --quiet --no-hardlinks "$repository" "$fresh/srv/plaidoyer"
cp -L /etc/resolv.conf /etc/hosts "$fresh/etc/"

# What a proxy or a mirror of packages needs; nothing else of the caller's environment gets in.
settings() {
    env | grep -E '^(PIP_[A-Z_]+|SSL_CERT_(FILE|DIR)|(REQUESTS|CURL)_CA_BUNDLE|(HTTPS?|NO|ALL)_PROXY|(https?|no|all)_proxy)=' |
        grep -v '^PIP_FIND_LINKS='
}

# The mounts live in a namespace of their own and end with it, however this ends.
settings >"$fresh/srv/settings" || true
FRESH=$fresh COMMAND=$command unshare --mount --fork sh -eu <<'INSIDE'
mount --bind "$FRESH" "$FRESH"
mount -t proc proc "$FRESH/proc"
mount --rbind /dev "$FRESH/dev"
mount --bind /etc/ssl "$FRESH/etc/ssl"
mount -o remount,bind,ro "$FRESH/etc/ssl"
set -- HOME=/root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8
while IFS= read -r setting; do
    set -- "$@" "$setting"
done <"$FRESH/srv/settings"
exec env -i "$@" chroot "$FRESH" sh -c "cd /srv/plaidoyer && $COMMAND" </dev/null
INSIDE
