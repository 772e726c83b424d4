#!/usr/bin/env bash
# Make .venv from the lock files, on a bare Debian or Ubuntu too.
set -euo pipefail
cd "$(dirname "$0")/.."
python=$(command -v python3 || true)
if [ -z "$python" ] || ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "Palpate needs Python 3.11 or newer. On Debian or Ubuntu: sudo apt-get install python3" >&2
    exit 1
fi
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        apt-get update -q >/dev/null && apt-get install -y -q python3-venv >/dev/null
    else
        echo "Python cannot make a virtual environment. Run: sudo apt-get install python3-venv" >&2
        exit 1
    fi
fi
[ -x .venv/bin/python ] || "$python" -m venv .venv
.venv/bin/pip install -q --disable-pip-version-check --require-hashes \
    -r requirements/runtime.txt -r requirements/dev.txt
.venv/bin/pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
