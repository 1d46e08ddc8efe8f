"""A small world that is run once, and looked at by many tests."""

import pytest

from xinyong.runs.run import run

SMALL = {"population": 600, "from_": "2015-01", "until": "2015-06", "cohort": 5}


@pytest.fixture(scope="session")
def small(tmp_path_factory):
    """Six months of `documented`, two replicates, in a folder that keeps its checkpoints."""
    out = tmp_path_factory.mktemp("runs") / "small"
    return run("documented", **SMALL, replicates=2, out=out, checkpoint_months=2, keep_checkpoints=True)
