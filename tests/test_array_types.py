"""The model runs with every declared kind and shape of an array checked at each call."""

import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent

CHECKED = (
    "xinyong.society",
    "xinyong.mechanisms",
    "xinyong.nation.camera_allocation",
    "xinyong.nation.monthly_loans",
    "xinyong.nation.scorecard_learner",
    "xinyong.counting",
    "xinyong.measures",
    "xinyong.world",
)
PROGRAM = f"""
import sys
from jaxtyping import install_import_hook
install_import_hook({CHECKED!r}, "type_checker.checked")
import xinyong as xy
run = xy.run(sys.argv[1], population=600, from_="2018-11", until="2018-12", cohort=5)
assert len(run.series)
assert len(xy.margins(population=600))
"""


@pytest.mark.parametrize("preset", ["essay", pytest.param("documented", marks=pytest.mark.slow)])
def test_two_months_pass_with_all_types_checked_at_run_time(preset):
    done = subprocess.run([sys.executable, "-c", PROGRAM, preset], capture_output=True, text=True, cwd=HERE)
    assert done.returncode == 0, done.stderr[-4000:]


def test_an_array_of_the_wrong_kind_is_refused_when_types_are_checked():
    program = f"""
from jaxtyping import install_import_hook
install_import_hook({CHECKED!r}, "type_checker.checked")
import jax.numpy as jnp
from xinyong.society.random_streams import falls
falls(jnp.zeros(3, jnp.float32), 0.5)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=HERE)
    assert done.returncode == 1
    assert "TypeCheckError" in done.stderr
