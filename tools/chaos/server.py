"""Start Palpate's web server as `palpate serve` does, with two workers."""

from __future__ import annotations

import os
import sys

from granian import Granian
from granian.constants import Interfaces


def main() -> None:
    """Serve on the port that is named."""
    os.umask(0o077)
    Granian(
        "tools.chaos.wsgi:application",
        address="127.0.0.1",
        port=int(sys.argv[1]),
        interface=Interfaces.WSGI,
        workers=2,
        log_access=False,
        log_enabled=False,
    ).serve()


if __name__ == "__main__":
    main()
