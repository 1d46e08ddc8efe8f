"""What can be looked up comes as tables, scenarios or charts, and what cannot is refused with the nearest name."""

import pytest

import xinyong as xy
from xinyong.display import Table
from xinyong.errors import BadInput, BadRequest
from xinyong.measures.registry import MEASURES
from xinyong.scenario.load import presets


@pytest.fixture(scope="module")
def run():
    return xy.run("essay", population=3000, from_="2012-12", until="2014-01", cohort=0)


def test_scenarios_are_listed_loaded_and_compared():
    assert list(xy.scenarios().frame()["scenario"]) == list(presets())
    assert xy.scenarios("essay") == xy.Scenario.load("essay")
    assert "watching.on" in set(xy.scenarios("essay", against="no-system").frame()["path"])
    with pytest.raises(BadRequest, match="a scenario to compare with it"):
        xy.scenarios(against="essay")


def test_facts_are_parameters_measures_or_sources():
    assert "society.urban_share" in set(xy.facts().frame()["path"])
    assert xy.facts("essay").rows == xy.facts(xy.Scenario.load("essay")).rows
    assert list(xy.facts(measures=True).frame()["id"]) == list(MEASURES)
    assert [row["id"] for row in xy.facts(measure="gini_income")] == ["gini_income"]
    assert [row["id"] for row in xy.facts(source=["S11", "W6"])] == ["S11", "W6"]
    assert len(xy.facts(sources=True)) > 50


def test_measures_of_a_notebook_are_listed_with_their_origin():
    @xy.measure(unit="share", groups="all")
    def share_mine(now):
        """One."""
        return 1.0

    found = {row["id"]: row for row in xy.facts(measures=[share_mine])}
    assert list(found) == [*MEASURES, "share_mine"]
    assert (found["share_mine"]["origin"], found["share_mine"]["definition"]) == ("yours", "One.")
    assert found["gini_income"]["origin"] == "built in"
    assert [row["id"] for row in xy.facts(measure="share_mine", measures=[share_mine])] == ["share_mine"]
    with pytest.raises(BadRequest, match="or the run that counted them"):
        xy.facts(measure="share_mine")

    run = xy.run("no-system", population=600, from_="2015-01", until="2015-01", cohort=0, measures=[share_mine])
    assert list(xy.facts(run, measures=True)) == list(found.values())
    assert list(xy.facts(run, measure="share_mine")) == [found["share_mine"]]
    assert xy.facts(run).rows == xy.facts(run.scenario).rows
    with pytest.raises(BadRequest, match=r"xy\.facts\(measures=\[\.\.\.\]\)"):
        xy.facts(run, measures=[share_mine])


def test_a_frame_begins_with_the_columns_that_are_shown():
    for table in (xy.facts(), xy.facts(mechanisms=True), xy.scenarios("essay", against="no-system")):
        assert tuple(table.frame())[: len(table.columns)] == table.columns


def test_every_mechanism_claims_something_in_a_sentence():
    for row in xy.facts(mechanisms=True):
        assert row["claim"][0].isupper(), row
        assert row["claim"].endswith("."), row
        assert not row["claim"].endswith(".."), row


def test_facts_of_every_kind_are_searched():
    """Field case 26: find everything about inequality."""
    found = xy.facts(search="Inequality")
    assert {"gini_income", "W5"} <= {row["id"] for row in found}
    assert {row["kind"] for row in found} >= {"measure", "source"}
    kinds = {row["kind"] for row in xy.facts(search="score")}
    assert kinds == {"parameter", "rule", "mechanism", "measure", "source"}
    assert {row["id"] for row in xy.facts(search="essay loan")} < {row["id"] for row in xy.facts(search="loan")}
    assert len(xy.facts(search="no such word")) == 0
    assert {row["id"]: row["value"] for row in xy.facts("essay", search="lending.on")}["lending.on"] is True
    for kind in ("measures", "mechanisms", "sources"):
        every, some = xy.facts(**{kind: True}), xy.facts(**{kind: True}, search="income")
        assert 0 < len(some) < len(every)
        assert some.columns == every.columns
    with pytest.raises(BadRequest, match="search: received ' '; accepted: a word"):
        xy.facts(search=" ")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"measure": "gini_incom"}, "gini_income"),
        ({"source": "S111"}, "Did you mean 'S11'"),
        ({"scenario": "esay"}, "Did you mean 'essay'"),
        ({"scenario": "essay", "measures": True}, r"no scenario together.* xy\.facts\(measures=True\)"),
        ({"scenario": "essay", "source": "S1"}, r"no scenario together.* Leave.* xy\.facts\(source='S1'\)"),
    ],
)
def test_what_cannot_be_looked_up_is_refused(asked, said):
    with pytest.raises(BadInput, match=said):
        xy.facts(**asked)


def test_a_society_is_drawn_beside_its_targets():
    found = xy.margins(population=3000, seed=2)
    assert {"margin", "target", "sample", "is_met"} <= set(found.frame())
    assert "3,000 citizens" in found.title


def test_an_audit_takes_a_run_or_its_folder(run, tmp_path):
    found = xy.audit(run, by="area")
    kept = xy.audit(run.save(tmp_path / "out").path, by=["area"])
    assert found.rows == kept.rows
    assert {row["month"] for row in found} == {"2013-12"}
    assert None in {row["value"] for row in found}


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"by": "gender"}, "one or more of area"),
        ({"year": 2010}, "one of 2012, 2013"),
        ({"cut": 600, "calibration": True}, "one of the two"),
    ],
)
def test_an_audit_that_is_not_possible_is_refused(run, asked, said):
    with pytest.raises(BadRequest, match=said):
        xy.audit(run, **asked)


def tables(run):
    return {
        "audit": (xy.audit(run), "true_positive_rate"),
        "calibration": (xy.audit(run, calibration=True), "sex"),
        "margins": (xy.margins(population=3000), "age"),
        "parameters": (xy.facts(), "scoring"),
        "measures": (xy.facts(measures=True), None),
        "sources": (xy.facts(sources=True), "claim"),
    }


@pytest.mark.parametrize("name", ["audit", "calibration", "margins", "parameters", "measures", "sources"])
def test_every_table_of_numbers_has_its_charts(run, name):
    table, part = tables(run)[name]
    assert isinstance(table, Table)
    for wanted in (None, part):
        spec = table.plot(wanted).to_dict()
        assert table.title in spec["title"]["text"] if isinstance(spec["title"], dict) else table.title in spec["title"]
        if name != "calibration":  # so few people have no band of 30 cases
            assert any(len(rows) for rows in spec["datasets"].values())
    if name != "measures":
        with pytest.raises(BadRequest, match="in the table"):
            table.plot("nothing of the kind")


def test_loading_reads_runs_and_comparisons(run, tmp_path):
    assert isinstance(xy.load(run.save(tmp_path / "out").path), xy.Run)


def test_a_report_is_rebuilt_in_its_folder_or_elsewhere(run, tmp_path):
    kept = run.save(tmp_path / "out")
    assert xy.report(kept.path) == kept.path / "report.html"
    assert xy.report(run, out=tmp_path / "mine.html") == tmp_path / "mine.html"
    with pytest.raises(BadRequest, match="Name a file"):
        xy.report(run)
