#!/usr/bin/env bash
# The browser journeys need a Chromium: the system's, or Playwright's own.
set -euo pipefail
cd "$(dirname "$0")/.."
for name in chromium chromium-browser google-chrome; do
    command -v "$name" >/dev/null && exit 0
done
.venv/bin/python - <<'PY' && exit 0
import pathlib, sys
from playwright.sync_api import sync_playwright
with sync_playwright() as p:
    sys.exit(not pathlib.Path(p.chromium.executable_path).exists())
PY
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -q >/dev/null
    apt-get install -y -q chromium >/dev/null
    exit 0
fi
echo "The browser tests need Chromium. Run: sudo apt-get install chromium" >&2
echo "or: .venv/bin/playwright install chromium" >&2
exit 1
