"""Writing a finished run: the files of its folder but for the report."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from ..scenario.scenario import Scenario
from .atomic_folder import Draft
from .run_folder import AUDIT_FILE, COHORT_FILE, MANIFEST, SCENARIO, SERIES_FILE


def write(
    draft: Draft,
    *,
    manifest: dict[str, Any],
    scenario: Scenario,
    series: pa.Table,
    cohort: pa.Table | None,
    audit: pa.Table,
) -> None:
    """Write the files of a finished run into a draft of its folder."""
    draft.write_text(SCENARIO, scenario.to_toml())
    draft.write_table(SERIES_FILE, series)
    if cohort is not None:
        draft.write_table(COHORT_FILE, cohort)
    if audit.num_rows:
        draft.write_table(AUDIT_FILE, audit)
    draft.write_json(MANIFEST, manifest)
