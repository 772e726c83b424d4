"""`python -m palpate`, the same as `palpate`."""

import sys

from palpate.cli import main

sys.exit(main())
