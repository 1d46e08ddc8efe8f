"""Obtains the numbers of the page on validation: `uv run python tools/validate_docs.py [--data DIR]`. Minutes.

Runs all replications and the checks of the whole model, and writes the obtained numbers into
tools/docs_pages/validation.json; tools/generate_docs.py makes the page from them. `--data` names the folder of tables
that are not shipped (see `xinyong replicate --data`).
"""

from __future__ import annotations

import argparse
import json
import math
from pathlib import Path

from docs_pages.validated import KEPT

from xinyong.evidence.finding import Subject
from xinyong.evidence.replicate import replicate
from xinyong.evidence.validate import validate


def main() -> None:
    """Run everything and write the file."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, default=None)
    data = options.parse_args().data
    replications = replicate(data=data, progress=True)
    checks = validate()
    found = {
        "replications": {subject.id: _obtained(subject) for subject in replications.subjects},
        "validation": {**checks.settings, "obtained": {subject.id: _obtained(subject) for subject in checks.subjects}},
    }
    KEPT.write_text(json.dumps(found, indent=1, ensure_ascii=False, allow_nan=False) + "\n", encoding="utf-8")


def _obtained(subject: Subject) -> dict[str, float | None]:
    """The obtained numbers by id; None for an undefined one."""
    return {
        finding.id: finding.obtained if math.isfinite(finding.obtained) else None
        for finding in subject.findings
        if finding.verdict not in ("skipped", "not expressed")
    }


if __name__ == "__main__":
    main()
