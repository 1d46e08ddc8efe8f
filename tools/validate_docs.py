"""Run everything that the validation page shows, and keep the results: `uv run python tools/validate_docs.py`. Minutes.

Writes all replications and the checks of the whole model to tools/docs_pages/validation.json, from which
tools/generate_docs.py makes the page. `--data DIR` names the folder of tables that are not shipped (see
`xinyong replicate --data`).
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from docs_pages.validated import KEPT

from xinyong.evidence.record import validate
from xinyong.evidence.replicate import replicate
from xinyong.evidence.replications import Outcome


def main() -> None:
    """Run everything and write the file."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, default=None)
    data = options.parse_args().data
    outcomes = replicate(data=data, progress=lambda one: print(one.name, flush=True))
    found = {"replications": [_kept(outcome) for outcome in outcomes], "record": validate().to_dict()}
    KEPT.write_text(json.dumps(found, indent=1, ensure_ascii=False, allow_nan=False) + "\n", encoding="utf-8")


def _kept(outcome: Outcome) -> dict[str, Any]:
    replication = outcome.replication
    return outcome.to_dict() | {"published": replication.published, "setting": replication.setting}


if __name__ == "__main__":
    main()
