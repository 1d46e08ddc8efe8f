"""The command line says what it did, writes nothing on bad input, and is quick to help."""

import importlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time

import pytest
from typer.testing import CliRunner

from xinyong.cli import app
from xinyong.cli.app import ORDER
from xinyong.cli.run import unused
from xinyong.measures.registry import MEASURES
from xinyong.scenario.load import presets
from xinyong.scenario.provenance import FACTS
from xinyong.scenario.scenario import Scenario

SMALL = ["--population", "600", "--from", "2015-01", "--until", "2015-03", "--cohort", "5"]


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An empty working folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def xinyong(*words):
    return CliRunner().invoke(app, list(words))


def refused(*words):
    """The one message of a command that must end with exit code 2."""
    result = xinyong(*words)
    assert result.exit_code == 2, (result.output, result.exception)
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    return result.stderr


@pytest.fixture(scope="module")
def run_folder(tmp_path_factory):
    out = tmp_path_factory.mktemp("runs") / "small"
    result = xinyong("run", "documented", *SMALL, "--out", str(out), "--json")
    assert result.exit_code == 0, result.output
    return out, json.loads(result.stdout)


def test_help_lists_every_command_in_the_order_of_a_newcomer():
    text = xinyong("--help").stdout
    places = [text.index(f"\n  {command} ") for command in ORDER]
    assert places == sorted(places)


def test_an_old_name_of_a_command_works_with_a_note_and_is_not_listed(here):
    old, new = (xinyong(name, "--population", "1000", "--json") for name in ("society", "margins"))
    assert (old.exit_code, old.stdout) == (0, new.stdout)
    assert "now `xinyong margins`" in old.stderr
    assert new.stderr == ""
    assert "society" not in xinyong("--help").stdout.replace("societ", "").split()


LONG = "x" * 300


@pytest.mark.parametrize(
    "words",
    [
        ["run", LONG],
        ["run", "no-system", "--population", "100", "--out", LONG],
        ["run", "no-system", "--out", "x" * 250],
        ["run", "--resume", LONG],
        ["run", "no-system", "--fork", f"{LONG}@2013-01", "--out", "here"],
        ["compare", "no-system", "essay", "--out", LONG],
        ["report", LONG],
        ["verify", LONG],
        ["audit", LONG],
        ["replicate", "--data", LONG],
        ["validate", "--out", LONG],
    ],
)
def test_a_name_that_is_too_long_is_refused(words, here):
    assert "File name too long" in refused(*words)
    assert not list(here.iterdir())


@pytest.mark.parametrize("words", [["run", "documented", "x" * 5000], ["x" * 5000], ["run", f"--{'x' * 5000}"]])
def test_mistaken_words_are_shortened(words):
    assert len(refused(*words)) < 1200


@pytest.mark.parametrize("number", ["1000", "1_000", "1000.0", "1e3"])
def test_whole_numbers_may_be_written_as_floats(number):
    found = json.loads(xinyong("margins", "--population", number, "--json").stdout)
    assert found == json.loads(xinyong("margins", "--population", "1000", "--json").stdout)
    assert "a whole number" in refused("margins", "--population", f"{number}e-9")


@pytest.mark.parametrize("command", ORDER)
def test_every_command_explains_itself(command):
    assert xinyong(command, "--help").exit_code == 0


def test_help_loads_nothing_heavy():
    heavy = ["jax", "numpy", "scipy", "pandas", "pyarrow", "altair", "pydantic", "rich"]
    code = f"import sys, xinyong, xinyong.cli; print([m for m in {heavy} if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "[]\n"


def test_version_is_the_packages():
    import xinyong

    assert app is not None
    assert CliRunner().invoke(app, ["--version"]).stdout == f"xinyong {xinyong.__version__}\n"


def test_run_writes_a_folder_with_a_report_and_prints_the_manifest(run_folder):
    out, manifest = run_folder
    assert manifest == json.loads((out / "manifest.json").read_text())
    assert sorted(os.listdir(out)) == [
        "cohort.parquet",
        "manifest.json",
        "report.html",
        "scenario.toml",
        "series.parquet",
    ]


@pytest.mark.slow
def test_progress_and_summary_keep_out_of_each_others_way(here):
    result = xinyong("run", "no-system", *SMALL)
    assert result.exit_code == 0
    assert "600 citizens, 3 months" in result.stderr
    assert "Income Gini" in result.stdout
    assert "gini_income" in result.stdout
    assert os.listdir(here) == ["xinyong-no-system-600-seed1"]


def test_a_second_run_gets_a_folder_of_its_own(here):
    assert unused("mine").name == "mine"
    (here / "mine").mkdir()
    (here / "mine-2.partial").mkdir()
    assert unused("mine").name == "mine-3"


@pytest.mark.slow
def test_quiet_says_nothing_at_all(here):
    result = xinyong("run", "no-system", *SMALL, "--quiet", "--out", "out")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")


def test_verify_confirms_a_run_and_ends_with_1_when_it_was_changed(run_folder, tmp_path):
    out, _ = run_folder
    assert "the same bits" in xinyong("verify", str(out)).stdout
    changed = shutil.copytree(out, tmp_path / "changed")
    manifest = json.loads((changed / "manifest.json").read_text())
    (changed / "manifest.json").write_text(json.dumps({**manifest, "series_hash": "0" * 64}))
    result = xinyong("verify", str(changed), "--quiet")  # field case 29: this printed nothing
    assert (result.exit_code, result.stdout) == (1, "Not verified: series.parquet.\n")
    result = xinyong("verify", str(changed), "--json", "--quiet")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["is_same"] is False


@pytest.mark.slow
def test_report_is_rebuilt(run_folder):
    out, _ = run_folder
    (out / "report.html").unlink()
    assert str(out / "report.html") in xinyong("report", str(out)).stdout
    assert (out / "report.html").stat().st_size > 10_000


@pytest.mark.slow
def test_compare_and_demo_end_by_naming_the_report(here):
    result = xinyong("compare", "no-system", "documented", *SMALL, "--replicates", "2")
    assert result.exit_code == 0, result.output
    report = result.stdout.splitlines()[-1].removeprefix("Report: ")
    assert os.path.isabs(report)
    assert os.path.exists(report)
    assert "difference" in result.stdout


def test_three_worlds_are_compared_by_position(here):
    tiny = ["--population", "300", "--from", "2015-01", "--until", "2015-02", "--cohort", "0", "--replicates", "1"]
    words = ["compare", "no-system", "documented", "essay", *tiny, "--set-c", "lending.on=false", "--out", "out"]
    result = xinyong(*words, "--json", "--quiet")
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert list(found["worlds"]) == ["no-system", "documented", "essay"]
    assert {row["world"] for row in found["headline"]} == set(found["worlds"])
    assert sorted(os.listdir("out")) == ["1-no-system", "2-documented", "3-essay", "comparison.json", "report.html"]
    assert [Scenario.load(path).lending.is_on for path in sorted(here.glob("out/*/scenario.toml"))] == [
        True,
        True,
        False,
    ]


@pytest.mark.slow
def test_demo_ends_by_naming_the_report(here):
    result = xinyong("demo", "--population", "500", "--replicates", "2")
    assert result.exit_code == 0, result.output
    assert os.path.exists(result.stdout.splitlines()[-1].removeprefix("Report: "))


def test_scenarios_lists_the_presets():
    assert [row["scenario"] for row in json.loads(xinyong("scenarios", "--json").stdout)] == list(presets())
    assert "documented" in xinyong("scenarios").stdout


def test_a_shown_scenario_can_be_run_again(here):
    (here / "mine.toml").write_text(xinyong("scenarios", "essay").stdout)
    assert json.loads(xinyong("scenarios", "mine.toml", "--against", "essay", "--json").stdout) == []
    assert "No value differs from essay." in xinyong("scenarios", "mine.toml", "--against", "essay").stdout


def test_scenarios_tell_their_differences():
    paths = {
        row["path"] for row in json.loads(xinyong("scenarios", "essay", "--against", "no-system", "--json").stdout)
    }
    assert "watching.on" in paths


def test_the_schema_is_json_schema():
    assert "watching" in json.loads(xinyong("scenarios", "--schema").stdout)["properties"]


def test_facts_lists_every_parameter_with_its_source():
    rows = json.loads(xinyong("facts", "documented", "--json").stdout)
    assert all(row["source"] for row in rows)
    assert "society.urban_share" in xinyong("facts").stdout


def test_facts_lists_every_measure():
    rows = json.loads(xinyong("facts", "--measures", "--json").stdout)
    assert [row["id"] for row in rows] == list(MEASURES)
    assert all(row["definition"] and row["unit"] is not None for row in rows)


def test_facts_shows_one_measure_and_names_the_nearest_to_a_wrong_one():
    rows = json.loads(xinyong("facts", "--measure", "gini_income", "--json").stdout)
    assert [row["id"] for row in rows] == ["gini_income"]
    assert "gini_income" in refused("facts", "--measure", "gini_incom")


def test_facts_lists_every_source_and_where_it_is_used():
    rows = {row["id"]: row for row in json.loads(xinyong("facts", "--sources", "--json").stdout)}
    assert list(rows) == list(FACTS)
    assert all(row["rating"] and row["says"] for row in rows.values())
    assert "scoring.friends.weight" in rows["S11"]["used_by"]
    assert any(place.startswith("measure ") for row in rows.values() for place in row["used_by"])
    one = xinyong("facts", "--source", "S11").stdout.splitlines()
    assert len(one) == 2
    assert "scoring.friends.weight" in one[1]


def test_society_sets_target_beside_sample():
    rows = json.loads(xinyong("margins", "--population", "20000", "--json").stdout)
    assert {"margin", "target", "sample", "source"} <= set(rows[0])


def test_cite_gives_words_and_bibtex():
    assert "@software{" in xinyong("cite", "--bibtex").stdout
    assert "[Computer software]" in json.loads(xinyong("cite", "--json").stdout)["apa"]


@pytest.mark.slow
def test_doctor_finds_this_machine_in_order():
    result = xinyong("doctor", "--json")
    assert result.exit_code == 0, result.stdout
    assert all(check["is_well"] for check in json.loads(result.stdout))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["run", "documentd"], "Did you mean 'documented'?"),
        (["run", "nowhere.toml"], "no such file"),
        (["run", "--set", "watching.camera=1"], "watching.camera"),
        (["run", "--set", "watching.on"], "path=value"),
        (["run", "--set", "=3"], "path=value"),
        (["run", "--set", "watching.on="], "path=value"),
        (["run", "--set", "lending.supply=5 yuan"], "(times)"),
        (["run", "--set", "window=3"], "window"),
        (["run", ""], "Name one: corporate"),
        (["run", "--out", ""], "received the current folder"),
        (["run", "--population", ""], "received ''"),
        (["run", "--population", "'12'"], "a whole number"),
        (["run", "--seed", "9" * 30], "less than"),
        (["run", "--out", "/proc/nowhere/out"], "a folder in a place that can be written"),
        (["run", "--set", "a.b=1", "--set", "a.b=2"], "each path once"),
        (["run", "--set", "society.urban_share=1.7"], "society.urban_share"),
        (["run", "--set", "society.urban_share='30 %'"], "share"),
        (["run", "--set", "rules.no-flight.on=false"], "rules"),
        (["run", "--from", "2019-01", "--until", "2013-01"], "reversed"),
        (["run", "--from", "2019-1"], "2019-1"),
        (["run", "--population", "0"], "population"),
        (["run", "--population", "-5"], "population"),
        (["run", "--population", "1.5"], "a whole number"),
        (["run", "--population", "many"], "a whole number"),
        (["run", "--seed", "-1"], "seed"),
        (["run", "--replicates", "0"], "replicates"),
        (["run", "--workers", "0"], "workers"),
        (["run", "--tile", "20000"], "a multiple of"),
        (["run", "--cohort", "-1"], "cohort"),
        (["run", "--checkpoint-months", "x"], "a whole number"),
        (["run", "--fork", "somewhere"], "RUN@YYYY-MM"),
        (["run", "--fork", "somewhere@2015-01"], "no folder of this name"),
        (["run", "--resume", "somewhere"], "no folder of this name"),
        (["run", "essay", "--resume", "somewhere"], "together with scenario"),
        (["compare", "essay"], "received only essay"),
        (["compare"], "received nothing"),
        (["compare", "--resume", "somewhere"], "no folder of this name"),
        (["compare", "essay", "--resume", "somewhere"], "together with worlds"),
        (["compare", "--resume", "somewhere", "--seed", "3"], "together with seed"),
        (["compare", "no-system", "essay", "--checkpoint-months", "-1"], "checkpoint_months"),
        (["run", "--resume", "somewhere", "--seed", "3"], "together with seed"),
        (["compare", "no-system", "essay", "--set-c", "lending.on=false"], "--set-c"),
        (["compare", "no-system", "essay", "--set-b", "x"], "path=value"),
        (["compare", "no-system", "esay"], "Did you mean 'essay'?"),
        (["report", "somewhere"], "no folder of this name"),
        (["verify", "somewhere"], "no folder of this name"),
        (["verify", "/"], "a folder that has no manifest.json"),
        (["verify", __file__], "received a file"),
        (["report", __file__], "received a file"),
        (["run", "--resume", __file__], "received a file"),
        (["compare", "--resume", __file__], "received a file"),
        (["run", "--fork", f"{__file__}@2015-01"], "received a file"),
        (["facts", "--source", "S111"], "Did you mean 'S11'"),
        (["facts", "esay"], "Did you mean 'essay'?"),
        (["margins", "--population", "0"], "population"),
        (["scenarios", "--against", "essay"], "against"),
        (["rnu"], "Did you mean 'run'?"),
        (["run", "--popluation", "3"], "--population"),
    ],
)
def test_bad_input_is_one_message_and_nothing_is_written(here, words, said):
    assert said in refused(*words)
    assert os.listdir(here) == []


def test_a_scenario_that_is_not_utf8_is_refused(here):
    (here / "latin.toml").write_bytes(b'title = "caf\xe9"')
    assert "UTF-8" in refused("run", "latin.toml")


def test_an_output_folder_that_is_not_empty_is_refused(here):
    (here / "mine").mkdir()
    (here / "mine" / "thesis.txt").write_text("four years")
    assert "nothing was overwritten" in refused("run", *SMALL, "--out", "mine")
    assert (here / "mine" / "thesis.txt").read_text() == "four years"


def test_an_output_that_is_a_file_is_refused(here):
    (here / "thesis.txt").write_text("four years")
    assert "received a file" in refused("run", *SMALL, "--out", "thesis.txt")
    assert "a folder in a place that can be written" in refused("run", *SMALL, "--out", "thesis.txt/out")
    assert (here / "thesis.txt").read_text() == "four years"
    assert os.listdir(here) == ["thesis.txt"]


@pytest.mark.parametrize("content", [b"", b"PAR1", b"\xff" * 200])
def test_a_truncated_table_is_one_message(run_folder, tmp_path, content):
    copy = shutil.copytree(run_folder[0], tmp_path / "copy")
    for name in ("series.parquet", "cohort.parquet"):
        whole = (copy / name).read_bytes()
        (copy / name).write_bytes(content)
        for command in ("verify", "report"):
            assert f"{name}: received a damaged file" in refused(command, str(copy))
        (copy / name).write_bytes(whole)


@pytest.mark.parametrize("name", ["manifest.json", "scenario.toml"])
@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff\xfe", b"[" * 100_000])
def test_a_damaged_text_of_a_run_is_one_message(run_folder, tmp_path, name, content):
    copy = shutil.copytree(run_folder[0], tmp_path / "copy")
    (copy / name).write_bytes(content)
    assert name in refused("verify", str(copy))
    assert name in refused("run", "--fork", f"{copy}@2015-01", "--cohort", "5")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("blow", "starts"),
    [(signal.SIGINT, []), (signal.SIGTERM, []), (signal.SIGTERM, ["sh", "-c", "trap '' INT; exec \"$@\"", "sh"])],
    ids=["ctrl-c", "polite end", "polite end in the background"],
)
def test_an_interrupted_run_ends_with_130_and_can_be_resumed(here, blow, starts):
    words = ["run", "no-system", *SMALL[:-4], "--until", "2026-12", "--checkpoint-months", "12", "--out", "out"]
    running = subprocess.Popen(
        [*starts, sys.executable, "-m", "xinyong", *words], stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    _wait_for(running, lambda: list(here.glob("out.partial/checkpoints/*/*.checkpoint")))
    running.send_signal(blow)
    _, said = running.communicate(timeout=60)
    assert running.returncode == 130
    assert "xinyong run --resume" in said
    assert "Traceback" not in said
    assert json.loads((here / "out" / "manifest.json").read_text())["status"] == "interrupted"
    assert xinyong("run", "--resume", "out", "--quiet").exit_code == 0
    assert json.loads((here / "out" / "manifest.json").read_text())["status"] == "done"


@pytest.mark.slow
def test_an_interrupted_comparison_ends_with_130_and_can_be_resumed(here):
    often = ["--checkpoint-months", "12"]
    words = ["compare", "no-system", "documented", *SMALL[:-4], "--until", "2026-12", *often, "--out", "out"]
    running = subprocess.Popen(
        [sys.executable, "-m", "xinyong", *words], stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    _wait_for(running, lambda: list(here.glob("out.partial/1-no-system.partial/checkpoints/*/*.checkpoint")))
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=60)
    assert running.returncode == 130
    assert f"xinyong compare --resume {here / 'out'}" in said
    assert os.listdir(here) == ["out"]
    assert "compare --resume" in refused("report", "out")
    assert xinyong("compare", "--resume", "out", "--quiet").exit_code == 0
    assert (here / "out" / "report.html").exists()


@pytest.mark.parametrize(
    "words", [["run", "no-system"], pytest.param(["compare", "no-system", "documented"], marks=pytest.mark.slow)]
)
def test_who_interrupts_the_report_is_told_where_the_results_are(here, monkeypatch, words):
    def breaks(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(importlib.import_module("xinyong.reports"), "write_report", breaks)
    result = xinyong(*words, *SMALL, "--out", "out", "--quiet")
    assert result.exit_code == 130
    assert f"Write it with: xinyong report {here / 'out'}" in result.stderr
    assert xinyong("verify", "out", "--quiet").exit_code == 0


def _wait_for(running, condition):
    deadline = time.monotonic() + 120
    while not condition():
        assert running.poll() is None, running.communicate()
        assert time.monotonic() < deadline, "nothing came in two minutes"
        time.sleep(0.05)


def test_facts_lists_the_mechanisms_in_order():
    rows = json.loads(xinyong("facts", "no-system", "--mechanisms", "--json").stdout)
    assert [row["mechanism"] for row in rows][:3] == ["opening_stocks", "livelihood", "conduct"]
    assert {row["origin"] for row in rows} == {"built in"}
    assert not next(row for row in rows if row["mechanism"] == "watching")["is_on"]
