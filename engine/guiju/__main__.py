"""`python -m guiju`."""

import sys

from guiju.cli import main

sys.exit(main())
