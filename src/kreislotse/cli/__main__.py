"""python -m kreislotse.cli"""

import sys

from kreislotse.cli.main import main

sys.exit(main())
