"""The lines that reproduce a result ask for the very scenario that was run."""

import ast
import shlex
import tomllib
from dataclasses import replace

import pytest

from tests.charts.fabricated import fabricated, one_run, three_worlds
from xinyong.reports.reproduce import recipe
from xinyong.scenario.scenario import Scenario


def keywords(python):
    call = ast.parse(python).body[-1].value
    return {word.arg: ast.literal_eval(word.value) for word in call.keywords}


def test_a_preset_goes_by_its_name():
    found = recipe(one_run())
    assert not found.is_from_files
    assert shlex.split(found.shell)[:3] == ["xinyong", "run", "documented"]
    assert keywords(found.python) == {
        "population": 100_000, "from_": "2013-01", "until": "2019-12", "seed": 1,
    }  # fmt: skip


def test_a_comparison_names_its_worlds_and_its_replicates():
    found = recipe(three_worlds())
    assert shlex.split(found.shell)[:5] == ["xinyong", "compare", "no-system", "documented", "essay"]
    assert list(found.files) == ["no-system.toml", "documented.toml", "essay.toml"]
    assert found.shell.endswith("--replicates 3")
    assert keywords(found.python)["replicates"] == 3


@pytest.fixture(scope="module")
def changed():
    return fabricated("documented", level=1.0, replicates=1, changes={"adapting.on": False})


def test_a_changed_scenario_goes_by_its_file(changed):
    found = recipe(changed)
    assert found.is_from_files
    assert found.shell == "xinyong run scenario.toml"


def test_the_toml_is_the_scenario(changed, tmp_path):
    for run in (changed, one_run()):
        text = recipe(run).files["scenario.toml"]
        assert tomllib.loads(text)["name"] == "documented"
        file = tmp_path / "scenario.toml"
        file.write_text(text, encoding="utf-8")
        assert Scenario.load(file).hash == run.scenario.hash


def test_a_fork_names_the_run_and_the_month_that_it_goes_out_from():
    fork = {"scenario_hash": "0" * 64, "month": "2015-12", "run": "my past", "fork": None}
    run = one_run()
    found = recipe(replace(run, manifest={**run.manifest, "fork": fork}))
    assert shlex.split(found.shell)[-2:] == ["--fork", "my past@2015-12"]
    assert keywords(found.python)["fork"] == ("my past", "2015-12")
