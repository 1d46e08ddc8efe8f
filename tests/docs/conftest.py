"""The generator of the documentation lies in docs, beside the pages that it renews."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "docs"))
