"""What users hand in is accepted in the types that NumPy and pandas give, and refused with a message otherwise."""

import subprocess
import sys

import numpy as np
import pandas as pd
import pytest

from xinyong.errors import BadInput, BadRequest
from xinyong.runs.compare import compare
from xinyong.runs.fork import origin
from xinyong.runs.request import check_whole, resolve
from xinyong.runs.run import run


def test_numbers_of_numpy_are_numbers():
    found = resolve("documented", seed=np.int64(3), population=np.int32(4096))
    assert found == resolve("documented", seed=3, population=4096)
    assert type(found.seed) is type(found.population) is int


@pytest.mark.parametrize(
    ("changes", "beside", "place"),
    [
        ({"population": 0}, {"population": 100}, "population: received 0 among the changes and 100 beside them"),
        ({"seed": 3}, {"seed": 3}, "seed: received 3"),
        ({"window": 2013}, {"from_": "2014-01"}, "window: received two changes of window: 2013"),
        ({"window": {"until": "2015-01"}}, {"until": "2016-01"}, "window.until: received two changes"),
        ({"window.until": "2015-01"}, {"until": "2016-01"}, "window.until: received '2015-01' among the changes"),
    ],
)
def test_nothing_that_is_given_twice_is_dropped(changes, beside, place):
    with pytest.raises(BadInput) as caught:
        resolve("documented", changes=changes, **beside)
    assert place in str(caught.value)


def test_a_mistake_in_a_scenario_is_refused_before_anything_heavy_is_imported():
    """Which takes less than a second, even where JAX takes several to load."""
    code = (
        "import sys, xinyong.cli as cli; from typer.testing import CliRunner\n"
        "for words in (['run', 'documented', '--set', 'foo=1'], ['compare', 'essay', 'rights', '--set-b', 'foo=1']):\n"
        "    print(CliRunner().invoke(cli.app, words).exit_code)\n"
        "print([m for m in ('jax', 'pandas', 'pyarrow', 'altair', 'numpy') if m in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (found.stdout, found.stderr) == ("2\n2\n[]\n", "")


@pytest.mark.parametrize("kind", [dict, pd.Series])
def test_changes_may_be_a_mapping_or_a_series(kind):
    changes = {"watching.on": np.bool_(False), "lending.supply": np.float32(0.5)}
    expected = {"watching.on": False, "lending.supply": 0.5}
    assert resolve("documented", changes=kind(changes)) == resolve("documented", changes=expected)


def test_dated_values_may_be_arrays():
    points = [{"from": "2013-01", "value": 0.2}, {"from": "2015-01", "value": 0.4}]
    arrays = [{"from": one["from"], "value": np.float64(one["value"])} for one in points]
    assert resolve("essay", changes={"lending.supply": arrays}) == resolve("essay", changes={"lending.supply": points})


def test_a_series_of_floats_may_hold_whole_numbers():
    assert resolve("essay", changes=pd.Series({"population": 4096, "lending.supply": 0.5})).population == 4096
    with pytest.raises(BadInput, match="population"):
        resolve("essay", changes={"population": 4096.5})


@pytest.mark.parametrize("number", [3, 3.0, np.int64(3), np.uint8(3), np.float64(3), np.float32(3)])
def test_whole_numbers_become_pythons_own(number):
    assert type(check_whole("x", number, least=0, most=5, unit="things")) is int


@pytest.mark.parametrize("number", [3.5, "3", True, None, np.float64(2.5), np.nan, np.inf, 1e300, 6, np.int64(-1)])
def test_what_is_no_whole_number_in_range_is_refused(number):
    with pytest.raises(BadRequest, match="a whole number of things from 0 to 5"):
        check_whole("x", number, least=0, most=5, unit="things")


def test_a_run_of_numpys_numbers_is_kept(tmp_path):
    frame = {"population": np.int64(300), "from_": "2015-01", "until": "2015-02", "cohort": np.int64(2)}
    found = run("no-system", **frame, seed=np.int64(2), replicates=np.int64(2), out=tmp_path / "out")
    assert (found.manifest["population"], found.manifest["seed"], found.manifest["replicates"]) == (300, 2, 2)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"scenario": "essay"}, "scenario"),
        ({"seed": 3}, "seed"),
        ({"replicates": 2}, "replicates"),
        ({"from_": "x"}, "from"),
    ],
)
def test_what_would_change_a_resumed_run_is_refused(given, said):
    with pytest.raises(BadRequest, match=f"together with {said}"):
        run(resume="somewhere", **given)


def test_what_would_change_a_resumed_comparison_is_refused():
    with pytest.raises(BadRequest, match="together with worlds"):
        compare("essay", "no-system", resume="somewhere")


def test_a_fork_may_be_written_as_on_the_command_line():
    assert origin("my@run@2015-12") == ("my@run", "2015-12")
    assert origin(("run", "2015-12")) == ("run", "2015-12")
    for wrong in ("2015-12", "@2015-12"):
        with pytest.raises(BadRequest, match="RUN@YYYY-MM"):
            origin(wrong)
