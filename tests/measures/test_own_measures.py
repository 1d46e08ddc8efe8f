"""A measure of one's own, declared in this file alone: counted, described, kept, checked and asked for again."""

from __future__ import annotations

import json

import numpy as np
import pytest

import xinyong as xy
from tests.measures.crowd import crowd
from xinyong.charts import world_views
from xinyong.counting.tally import Tally, count
from xinyong.errors import BadInput, BadRequest
from xinyong.measures.registry import COUNTED, YOURS, described, registry
from xinyong.reports.figures import chapters
from xinyong.society.ties import layered_ties

POOREST_LISTED = xy.sum_of("is_poorest_and_listed", lambda c: c.is_listed & (c.quintile == 0))


@xy.measure(unit="share", sums=[POOREST_LISTED], short="Poor and listed")
def share_poor_and_listed(now):
    """People of the poorest fifth who are on the court list, of all people."""
    return now.mean("is_poorest_and_listed")


@xy.measure(unit="people", source="V8", label="documented", groups="all")
def listed_here(now):
    """Simulated citizens on the court list."""
    return now.sum("is_listed")[0]


SMALL = {"population": 2000, "from_": "2015-11", "until": "2016-01", "seed": 3, "cohort": 0}


@pytest.fixture(scope="module")
def simulated(tmp_path_factory):
    out = tmp_path_factory.mktemp("own") / "run"
    return xy.run("documented", measures=[share_poor_and_listed, listed_here], out=out, **SMALL)


def test_own_sums_are_counted_beside_the_built_in_ones():
    measures = registry([share_poor_and_listed])
    columns = crowd(1, seed=8)
    tally = count(columns, layered_ties(), month=24_185, score=None, declared=measures.declared) + Tally.zero(
        measures.declared
    )
    expected = (columns["is_listed"] & (columns["quintile"] == 0))[columns["is_person"]].sum()
    assert tally.total("is_poorest_and_listed") == expected > 0
    plain = count(columns, layered_ties(), month=24_185, score=None, declared=COUNTED)
    assert {name: tally.total(name) for name in COUNTED.sums} == {name: plain.total(name) for name in COUNTED.sums}


def test_they_stand_in_the_series_and_change_nothing_else(simulated):
    series = simulated.series.astype({"measure": str, "group": str})
    own = series[series["measure"] == "share_poor_and_listed"]
    assert own["group"].nunique() > 10
    assert own["value"].between(0, 1).all()
    assert series.loc[series["measure"] == "listed_here", "group"].unique().tolist() == ["all"]
    plain = xy.run("documented", **SMALL).series.astype({"measure": str, "group": str})
    rest = series[~series["measure"].isin(["share_poor_and_listed", "listed_here"])].reset_index(drop=True)
    assert rest.equals(plain)


def test_the_manifest_notes_what_they_are(simulated):
    (first, second) = json.loads((simulated.path / "manifest.json").read_text(encoding="utf-8"))["measures"]
    assert first == {
        "id": "share_poor_and_listed",
        "unit": "share",
        "definition": "People of the poorest fifth who are on the court list, of all people.",
        "source": "assumption",
        "label": "hypothetical",
        "groups": "all and by group",
        "needs": None,
        "short": "Poor and listed",
        "origin": YOURS,
    }
    assert second["source"] == "V8"
    known = described(xy.load(simulated.path).manifest["measures"])
    assert known["share_poor_and_listed"].name == "Poor and listed"
    assert known["gini_income"].unit == "index"


def test_the_report_shows_them_with_unit_and_definition():
    mine = own(borrowers_here, unit="people", groups="all", short="Borrowers here")
    found = xy.run("documented", measures=[mine], **(SMALL | {"until": "2015-12"}))
    (chapter,) = [chapter for chapter in chapters(world_views(found)) if chapter.id == "added"]
    assert chapter.question == "Measures that were added to the built-in ones (yours)."
    (figure,) = chapter.figures
    assert figure.picture.title == "Borrowers here"
    assert figure.definitions[0].unit == "people"
    assert figure.definitions[0].definition == "Simulated citizens who owe a formal lender."


def test_they_are_asked_for_when_the_run_is_verified(simulated):
    from xinyong.runs.verify import verify

    with pytest.raises(BadRequest, match=r"measures: received no measure share_poor_and_listed, listed_here as it was"):
        verify(simulated.path)
    with pytest.raises(BadRequest, match="no measure listed_here as it was"):
        verify(simulated.path, measures=[share_poor_and_listed])
    assert verify(simulated.path, measures=[listed_here, share_poor_and_listed]).is_same


def test_another_measure_is_not_taken_for_that_of_the_run(simulated):
    noted = simulated.manifest["measures"]
    assert list(registry([listed_here, share_poor_and_listed], noted=noted).origins) == [
        "listed_here",
        "share_poor_and_listed",
    ]

    @xy.measure(unit="share")
    def listed_here_too(now):
        """Another one."""
        return now.mean("is_listed")

    with pytest.raises(BadRequest, match="received other measures: listed_here_too; accepted: those of the run: share"):
        registry([listed_here_too, listed_here, share_poor_and_listed], noted=noted)


def test_a_comparison_counts_them_in_every_world():
    found = xy.compare("no-system", "documented", measures=[listed_here], replicates=1, **SMALL)
    for run in found.worlds:
        assert np.allclose(run.measure("listed_here"), SMALL["population"] * run.measure("share_listed"))


def test_measures_of_the_same_sums_share_one_program():
    assert registry([listed_here]).declared is COUNTED
    assert registry([share_poor_and_listed]).declared is registry([share_poor_and_listed, listed_here]).declared


def test_installed_packages_add_measures(monkeypatch):
    offered = (("more-measures 1.2", listed_here), ("others 0.1", "not a measure"))
    monkeypatch.setattr("xinyong.plugins._all", lambda: offered)
    found = registry()
    assert found.origin("listed_here") == "more-measures 1.2"
    assert found.origin("gini_income") == "built in"
    assert [note["origin"] for note in found.noted()] == ["more-measures 1.2"]
    assert list(registry(noted=[]).origins) == []
    monkeypatch.undo()
    with pytest.raises(BadRequest, match=r"no measure listed_here as it was; .* Install more-measures 1\.2\."):
        registry(noted=found.noted())


def own(function, **how):
    return xy.measure(**({"unit": "share"} | how))(function)


def borrowers_here(now):
    """Simulated citizens who owe a formal lender."""
    return now.sum("is_borrower")[0]


def undeclared_sum(now):
    """What is not counted."""
    return now.mean("is_rich")


def undeclared_table(now):
    """What is not counted."""
    return float(now.table("wealthy")[0])


def without_definition(now):
    return now.mean("is_listed")


def one_number(now):
    """One number."""
    return 1.0


def breaks(now):
    """What is not defined."""
    return [][0]


def gini_income(now):
    """A second one."""
    return now.mean("is_listed")


@pytest.mark.parametrize(
    ("measure", "message"),
    [
        (own(undeclared_sum), r"measure undeclared_sum: count: received a read of the sum by group 'is_rich'; .*mean"),
        (own(undeclared_table), r"measure undeclared_table: count: received a read of the table 'wealthy'"),
        (own(without_definition), r"measure without_definition: definition: received ''; accepted: a docstring"),
        (own(one_number, unit=" "), r"measure one_number: unit: received ' '; accepted: the unit"),
        (own(one_number), r"^measure one_number: received values of the shape \(1,\); .* Declare groups=\"all\""),
        (own(one_number, groups="all", source="V88"), r"measure one_number: source: received V88; .* Did you mean"),
        (own(one_number, label="certain"), r"measure one_number: label: received certain; accepted: one of documented"),
        (own(one_number, groups="all", needs="magic"), r"needs: received magic; accepted: None, or the name of"),
        (own(breaks), r"measure breaks: received IndexError: list index out of range; .* Return float\('nan'\)"),
        (own(gini_income), r"measure gini_income: id: received gini_income; accepted: an id that no other measure has"),
        (one_number, r"measures: received one_number; accepted: measures, as `@xy.measure\(...\)` makes them"),
    ],
)
def test_what_is_not_declared_right_is_refused_before_anything_is_run(measure, message):
    with pytest.raises(BadRequest, match=message):
        xy.run("documented", measures=[measure], **SMALL)


@pytest.mark.parametrize(
    ("name", "of", "message"),
    [
        ("is_rich", None, r"received a sum or table of the column 'is_rich'; .* Did you mean"),
        ("x", lambda c: c.is_rich, r"received a sum or table of the column 'is_rich'"),
        ("caution", None, r"sum 'caution': received numbers of the type float32; accepted: a whole number for each"),
        ("x", lambda c: np.int32(1), r"sum 'x': received no number for each citizen"),
    ],
)
def test_a_sum_of_what_is_not_there_or_not_whole_is_refused(name, of, message):
    with pytest.raises(BadInput, match=message):
        xy.sum_of(name, of)


def test_a_sum_of_a_column_is_the_built_in_one():
    assert xy.sum_of("is_listed") is COUNTED.sums["is_listed"]
    other = xy.measure(unit="share", sums=[xy.sum_of("is_listed", lambda c: ~c.is_listed)])(gini_income)
    with pytest.raises(BadRequest, match="two different declarations"):
        registry([xy.measure(unit="share", sums=other.sums)(undeclared_sum)])
