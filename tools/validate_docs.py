"""Obtains the numbers of the page on validation: `uv run python tools/validate_docs.py [NAME ...] [--data DIR]`.

Runs the named replications, or all of them and the checks of the whole model (minutes). Writes the obtained numbers
into tools/docs_pages/validation.json; tools/generate_docs.py makes the page from them. `--data` names the folder of
tables that are not shipped (see `xinyong replicate --data`).
"""

from __future__ import annotations

import argparse
import json
import math
from pathlib import Path

from docs_pages.validated import KEPT, kept

from xinyong.evidence.finding import Subject
from xinyong.evidence.replicate import replicate
from xinyong.evidence.validate import validate


def main() -> None:
    """Run everything and write the file."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("names", nargs="*", metavar="NAME", help="replications; all and the checks if none is named")
    options.add_argument("--data", type=Path, default=None)
    given = options.parse_args()
    replications = replicate(given.names, data=given.data, progress=True)
    obtained = {subject.id: _obtained(subject) for subject in replications.subjects}
    if given.names:
        found = kept()
        found["replications"] = dict(sorted((found["replications"] | obtained).items()))
    else:
        checks = validate()
        by_target = {subject.id: _obtained(subject) for subject in checks.subjects}
        found = {"replications": obtained, "validation": {**checks.settings, "obtained": by_target}}
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
