"""Mechanisms of users: what is refused, and that one runs like the built-in ones."""

from dataclasses import replace
from types import SimpleNamespace

import jax.numpy as jnp
import numpy as np
import pytest

import xinyong as xy
from xinyong import plugins
from xinyong.engine import simulate
from xinyong.engine.progress import Silent
from xinyong.errors import BadInput, BadMechanism, BadScenario
from xinyong.mechanisms import ORDER
from xinyong.model import BUILT_IN, Model, model_of, model_with
from xinyong.reports.parameter_tables import in_use
from xinyong.reports.report_page import render
from xinyong.runs.compare import load
from xinyong.runs.interrupted import Interrupted
from xinyong.runs.verify import verify
from xinyong.scenario.parameter_rows import difference
from xinyong.scenario.scenario import Scenario
from xinyong.society.columns import BLOCK, COLUMNS
from xinyong.world import World

from .bonus import BONUS, Bonus

MINE = model_with([BONUS])
WINDOW = {"window": {"from": "2015-11", "until": "2016-01"}, "population": 3 * BLOCK - 100}
QUIET = {"consequences.on": False, "scoring.on": False, "leaking.on": False, "survey.on": False, "redress.on": False}


def short(kind=MINE, **changes):
    return kind.load("no-system").with_changes(WINDOW | QUIET).with_changes(changes)


@pytest.fixture(scope="module")
def paid():
    """A run with a bonus in December 2015."""
    return list(simulate(short(), cohort=2000, workers=2))


# --- it is part of the model --------------------------------------------------------------------------------


def test_without_additions_the_model_is_the_built_in_one():
    assert BUILT_IN.mechanisms == ORDER
    own = [m for m in ORDER if m.columns or m.parameters]
    assert BUILT_IN.columns == COLUMNS | {column.name: column for m in own for column in m.columns}
    assert (BUILT_IN.scenario_type is Scenario) is not any(m.parameters for m in own)
    assert model_with() is model_of(Scenario()) is BUILT_IN


def test_it_runs_where_it_says_with_its_own_section_and_columns():
    names = [m.name for m in MINE.mechanisms]
    assert names.index("bonus") == names.index("livelihood") + 1
    assert [name for name in names if name != "bonus"] == [m.name for m in ORDER]
    assert MINE.columns["bonus_yuan"].meaning == "bonus of the month"
    assert (MINE.origin("bonus"), MINE.origin("lending.score")) == ("yours", "built in")
    scenario = MINE.load("documented")
    assert "bonus" in scenario.on
    assert scenario.bonus == Bonus()
    assert model_of(scenario) is model_of(scenario.set("bonus.months", 2)) is MINE


def test_the_same_mechanisms_make_the_same_model():
    assert model_with([BONUS]) is MINE
    assert MINE.with_mechanisms([BONUS]) is MINE
    assert model_with([BONUS], scenario=short()) is MINE


def test_two_that_run_after_the_same_one_run_in_the_order_in_which_they_are_given():
    second = replace(BONUS, name="second", columns=(), writes=("cash_yuan",), reads=("cash_yuan",))
    names = [m.name for m in model_with([BONUS, second]).mechanisms]
    assert names[names.index("livelihood") + 1 :][:2] == ["bonus", "second"]
    assert model_with([replace(second, after="")]).mechanisms[-1].name == "second"


def test_one_of_the_package_can_be_one_file_and_one_line_of_the_order():
    whole = Model((*ORDER[:2], BONUS, *ORDER[2:]))
    scenario = whole.load("documented")
    assert whole.origin("bonus") == "built in"
    assert "bonus" in scenario.on
    assert [m.name for m in World(scenario).mechanisms][2] == "bonus"


# --- its parameters -----------------------------------------------------------------------------------------


def test_its_parameters_are_set_as_all_others(tmp_path):
    scenario = MINE.load("documented").set("bonus.months", 2)
    assert scenario.bonus.months.at(0) == 2
    assert scenario.label == "hypothetical"
    path = tmp_path / "mine.toml"
    path.write_text('extends = "documented"\n[bonus]\nmonths = { value = 3, note = "in good years" }\n')
    assert MINE.load(path).bonus.months.note == "in good years"
    with pytest.raises(BadScenario, match=r"bonus.months: received 13; accepted: .* 0 to 12"):
        scenario.set("bonus.months", 13)
    with pytest.raises(BadScenario, match=r"unknown key 'month'.*months"):
        scenario.set("bonus.month", 1)
    with pytest.raises(BadScenario, match="unknown key 'bonus'"):
        Scenario.load("documented").set("bonus.months", 1)


def test_a_scenario_with_it_comes_back_from_its_toml(tmp_path):
    scenario = MINE.load("documented").set("bonus.months", 2)
    path = tmp_path / "scenario.toml"
    path.write_text(scenario.to_toml())
    again = MINE.load(path)
    assert again == scenario
    assert again.hash == scenario.hash != MINE.load("documented").hash != Scenario.load("documented").hash


def test_switched_off_it_leaves_no_trace_in_the_scenario():
    off, plain = MINE.load("documented").set("bonus.on", False), Scenario.load("documented")
    assert off.hash == plain.hash
    assert off.model_copy(update={"label": plain.label}).to_toml() == plain.to_toml()


def test_a_scenario_made_without_it_can_be_taken_over():
    plain = Scenario.load("documented")
    assert MINE.adapted(plain).bonus == Bonus()
    assert MINE.adapted(plain).label == "hypothetical"  # a bonus that no source tells of is paid


# --- it runs ------------------------------------------------------------------------------------------------


def test_it_does_what_it_says_and_the_books_balance(paid):
    november, december, january = (result.cohort for result in paid)
    assert not november["bonus_yuan"].any()
    assert not january["bonus_yuan"].any()
    at_work = ~december["is_jobless"] & (december["income_yuan"] > 0)
    assert np.mean(december["bonus_yuan"][at_work] > 0) == pytest.approx(0.5, abs=0.05)
    got = december["bonus_yuan"] > 0
    assert np.array_equal(december["bonus_yuan"][got], december["income_yuan"][got])
    assert np.array_equal(january["bonus_total_yuan"], december["bonus_yuan"])
    assert paid[1].tally.total("cash_yuan") > 0


def test_the_same_bits_for_any_tiles(paid):
    for one, other in zip(paid, simulate(short(), cohort=2000, workers=1, tile=BLOCK), strict=True):
        assert all(np.array_equal(column, other.cohort[name]) for name, column in one.cohort.items())
        assert one.nation.books == other.nation.books


def test_switched_off_it_changes_no_bit():
    some = list(simulate(short(**{"bonus.on": False}), cohort=200))
    others = list(simulate(short(BUILT_IN), cohort=200))
    for one, other in zip(some, others, strict=True):
        assert set(one.cohort) - set(other.cohort) == {"bonus_yuan", "bonus_total_yuan"}
        assert all(np.array_equal(one.cohort[name], column) for name, column in other.cohort.items())
        assert not one.cohort["bonus_total_yuan"].any()


def test_its_own_random_numbers_are_the_same_in_every_world(paid):
    (_, december, _) = simulate(short(**{"adapting.on": False, "bonus.months": 3}), cohort=2000)
    assert np.array_equal(december.cohort["bonus_yuan"] > 0, paid[1].cohort["bonus_yuan"] > 0)


def test_it_may_change_one_of_the_small_columns_that_are_carried_in_a_word():
    def forgive(c, nation, p, stream, ties, system):
        return {"act_late_bill": jnp.zeros_like(c.act_late_bill)}

    names = {"name": "forgiving", "reads": ("act_late_bill",), "writes": ("act_late_bill",), "after": "conduct"}
    forgiving = replace(BONUS, step=forgive, columns=(), signals=(), draws=(), **names)
    window = {"window.until": "2015-11"}
    (with_it,) = simulate(short(model_with([forgiving]), **window), cohort=2000)
    (without,) = simulate(short(BUILT_IN, **window), cohort=2000)
    assert without.cohort["act_late_bill"].any()
    assert not with_it.cohort["act_late_bill"].any()
    others = [name for name in without.cohort if name.startswith("act_") and name != "act_late_bill"]
    assert all(np.array_equal(with_it.cohort[name], without.cohort[name]) for name in others)


# --- what is refused ----------------------------------------------------------------------------------------


class NoSwitch(xy.Section):
    months: xy.Setting = xy.parameter(1.0, "months", unit="months", low=0, high=12)


class NoUnit(xy.Section):
    on: xy.Switch = xy.switch(True, meaning="whether")
    months: float = 1.0


def column(**changed):
    usual = {"name": "bonus_yuan", "dtype": "int32", "unit": "yuan", "kind": "month", "meaning": "bonus"}
    return xy.Column(**(usual | changed))


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"name": "Bonus!"}, "name: received Bonus!; accepted: small letters"),
        ({"name": "lending"}, "name: received lending; accepted: a name that is not taken"),
        ({"name": "seed"}, "name: received seed; accepted: a name that is not taken"),
        ({"name": "with_changes"}, "name: received with_changes; accepted: a name that is not taken"),
        ({"meaning": ""}, "meaning: received nothing; accepted: a sentence"),
        ({"parameters": None}, "parameters: received None; accepted: a class of parameters"),
        ({"parameters": NoSwitch}, "parameters: received no switch; accepted: a switch named on"),
        ({"parameters": NoUnit}, "parameters: received months; accepted: parameters with unit, range"),
        ({"reads": ("is_person", "cash_yaun")}, "reads: received cash_yaun; .*Did you mean 'cash_yuan'"),
        ({"signals": ("moon",)}, "signals: received moon; .*Did you mean 'month'"),
        ({"depends_on": ("lendin",)}, "depends_on: received lendin; .*Did you mean 'lending'"),
        ({"replaces": "livelyhood"}, "replaces: received livelyhood; .*Did you mean 'livelihood'"),
        ({"after": "livelyhood"}, "after: received livelyhood; .*Did you mean 'livelihood'"),
        ({"rows": ("P1", "P99")}, "rows: received P99"),
        ({"draws": ("gets", "gets")}, "draws: received gets; accepted: each name once"),
        ({"after": "opening_stocks"}, "reads: received earned_yuan; .* after='livelihood'"),
        (
            {"columns": (column(name="cash_yuan"),), "writes": ("cash_yuan",)},
            "column cash_yuan: received cash_yuan; .*bonus_cash_yuan",
        ),
        ({"columns": (column(name="word_acts"),), "writes": ("word_acts",)}, "column word_acts: .*not taken"),
        ({"columns": (column(dtype="float64"),)}, "column bonus_yuan: received float64; accepted: one of bool"),
        ({"columns": (column(kind="fixed"),), "writes": ()}, "column bonus_yuan: received fixed"),
        ({"columns": (column(unit=""),)}, "column bonus_yuan: received no unit"),
        ({"columns": (column(meaning=""),)}, "column bonus_yuan: received no meaning"),
        ({"columns": (column(),), "writes": ("cash_yuan",)}, "bonus_yuan: received a column that nobody writes"),
    ],
)
def test_a_declaration_that_contradicts_itself_or_the_model_is_refused(changed, message):
    plain = {"columns": (column(),), "reads": ("is_person", "earned_yuan"), "writes": ("bonus_yuan",)}
    with pytest.raises(BadMechanism, match=message):
        model_with([replace(BONUS, **(plain | changed))])


def test_what_is_no_mechanism_is_refused():
    with pytest.raises(BadMechanism, match="mechanisms: received a function; accepted: mechanisms"):
        model_with([lambda: None])


def test_two_of_the_same_name_are_refused():
    with pytest.raises(BadMechanism, match="name: received bonus; accepted: a name that is not taken"):
        model_with([BONUS, replace(BONUS, meaning="Another bonus.")])


@pytest.mark.parametrize(
    ("step", "message"),
    [
        (lambda c, *_: {"bonus_yuan": c.home_yuan}, "bonus: columns: received a use of 'home_yuan', .*is_person"),
        (lambda c, n, p, *_: {"bonus_yuan": p.month}, "bonus: parameters: received a use of 'month', .*months"),
        (lambda c, n, *_: {"bonus_yuan": n.force}, "bonus: signals: received a use of 'force'"),
        (lambda c, *_: {"cash_yuan": c.cash_yuan}, "bonus: writes: received a step that writes cash_yuan"),
        (lambda c, *_: {"bonus_yuan": jnp.int32(3)}, r"bonus: bonus_yuan: received an array of shape \(\)"),
    ],
)
def test_a_step_that_does_what_is_not_declared_is_refused(step, message):
    odd = replace(BONUS, columns=(column(),), reads=("is_person", "cash_yuan"), writes=("bonus_yuan",), step=step)
    with pytest.raises(BadMechanism, match=message):
        list(simulate(short(model_with([odd]), population=100)))


# --- runs, comparisons and their folders --------------------------------------------------------------------

SMALL = {"population": 2000, "from_": "2015-11", "until": "2016-01", "cohort": 50}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The folder of a run with a bonus of two months of income."""
    place = tmp_path_factory.mktemp("runs") / "bonus"
    changes = QUIET | {"bonus.months": 2}
    xy.run("no-system", mechanisms=[BONUS], changes=changes, out=place, replicates=2, **SMALL)
    return place


def test_a_run_notes_where_its_mechanisms_come_from(folder):
    run = xy.load(folder)
    (noted,) = run.manifest["mechanisms"]
    assert (noted["name"], noted["origin"]) == ("bonus", "yours")
    assert noted["parameters"]["months"]["unit"] == "months of income"
    assert xy.run("no-system", changes=QUIET, **SMALL).manifest["mechanisms"] == []


def test_a_folder_is_read_without_the_mechanism_but_not_run(folder, tmp_path):
    run = xy.load(folder)
    assert run.scenario.section("bonus").months.at(0) == 2
    assert run.cohort["bonus_yuan"].max() > 0
    assert run.save(tmp_path / "again").scenario.hash == run.scenario.hash
    assert xy.load(tmp_path / "again").cohort.equals(run.cohort)
    with pytest.raises(BadMechanism, match=r"a scenario with the mechanism bonus; .* bonus\.on = false"):
        xy.run(run.scenario)
    with pytest.raises(BadMechanism, match="a scenario with the mechanism bonus"):
        verify(folder)


def test_a_report_says_whose_mechanism_it_is(folder):
    run = xy.load(folder)
    assert in_use(run.scenario).words("bonus") == "3 (3 hypothetical); mechanism added: yours"
    assert "mechanism added: yours" in render(run)


def test_facts_list_it_with_its_origin():
    scenario = MINE.load("no-system")
    rows = {row["path"]: row for row in xy.facts(scenario)}
    assert (rows["bonus.months"]["origin"], rows["lending.on"]["origin"]) == ("yours", "built in")
    mechanisms = {row["mechanism"]: row for row in xy.facts(scenario, mechanisms=True)}
    assert mechanisms["bonus"]["claim"] == "Employers pay a bonus every December."
    assert (mechanisms["bonus"]["is_on"], mechanisms["bonus"]["origin"]) == (True, "yours")
    assert not mechanisms["watching"]["is_on"]
    assert mechanisms["leaking"]["claim"]


BIG = xy.sum_of("has_big_bonus", lambda c: c.bonus_yuan > 2000, columns=BONUS.columns)


@xy.measure("yuan", sums=[xy.sum_of("bonus_yuan", columns=BONUS.columns)])
def mean_bonus(now):
    """Bonus of the month, a person."""
    return now.mean("bonus_yuan")


@xy.measure("share", sums=[BIG])
def big_bonuses(now):
    """People with a bonus of more than 2000 yuan in the month, of all people."""
    return now.mean("has_big_bonus")


def test_ones_own_measures_read_ones_own_columns():
    own = {"mechanisms": [BONUS], "measures": [mean_bonus, big_bonuses], "changes": QUIET}
    run = xy.run("no-system", **own, **(SMALL | {"cohort": 2000}))
    december = run.cohort[run.cohort["month"] == "2015-12"]["bonus_yuan"]
    found = [run.measure(name).iloc[:, 0].tolist() for name in ("mean_bonus", "big_bonuses")]
    assert found == [[0, pytest.approx(december.mean()), 0], [0, pytest.approx((december > 2000).mean()), 0]]
    assert (
        run.measure("mean_bonus", group="area=urban").iloc[1, 0]
        > run.measure("mean_bonus", group="area=rural").iloc[1, 0]
    )


def test_a_measure_of_a_column_that_the_model_lacks_is_refused():
    with pytest.raises(BadInput, match=r"a measure that reads the column bonus_yuan; .*Pass its mechanism too"):
        xy.run("no-system", measures=[mean_bonus], changes=QUIET, **SMALL)
    with pytest.raises(BadInput, match="column 'bonus_yuan'"):
        xy.sum_of("bonus_yuan")


def test_a_folder_is_verified_with_the_mechanism(folder):
    assert verify(folder, mechanisms=[BONUS]).is_same


def test_a_run_with_it_is_resumed_with_it(tmp_path):
    class Stopping(Silent):
        def month(self, done, month):
            if done == 2:
                raise KeyboardInterrupt

    asked = {"mechanisms": [BONUS], "changes": QUIET, "checkpoint_months": 1}
    with pytest.raises(Interrupted):
        xy.run("no-system", out=tmp_path / "run", progress=Stopping(), **asked, **SMALL)
    with pytest.raises(BadMechanism, match="the mechanism bonus"):
        xy.run(resume=tmp_path / "run")
    resumed = xy.run(resume=tmp_path / "run", mechanisms=[BONUS])
    assert resumed.manifest["series_hash"] == xy.run("no-system", **asked, **SMALL).manifest["series_hash"]


def test_worlds_are_compared_with_and_without_it(tmp_path):
    off = {"bonus.on": False}
    found = xy.compare(
        "no-system",
        "no-system",
        mechanisms=[BONUS],
        changes=QUIET,
        changes_a=off,
        replicates=1,
        out=tmp_path / "c",
        **SMALL,
    )
    without, with_it = found.worlds
    (only,) = [d for d in difference(without.scenario, with_it.scenario) if d.path == "bonus.on"]
    assert (only.old, only.new) == (False, True)
    assert with_it.cohort["income_yuan"].equals(without.cohort["income_yuan"])  # a bonus is not regular income
    assert with_it.cohort["bonus_yuan"].sum() > without.cohort["bonus_yuan"].sum() == 0
    again = load(tmp_path / "c").worlds
    assert [d.path for d in difference(again[0].scenario, again[1].scenario)][:1] == ["bonus.on"]


def test_a_past_is_shared_with_worlds_that_have_it(tmp_path):
    xy.run("no-system", changes=QUIET, out=tmp_path / "past", keep_checkpoints=True, checkpoint_months=1, **SMALL)
    asked = {"changes": QUIET, "cohort": 50, "population": 2000, "until": "2016-01"}
    forked = xy.run("no-system", fork=(tmp_path / "past", "2015-11"), mechanisms=[BONUS], **asked)
    whole = xy.run("no-system", mechanisms=[BONUS], changes=QUIET, **SMALL)
    assert forked.cohort.equals(whole.cohort)  # no bonus in November


# --- installed packages -------------------------------------------------------------------------------------


@pytest.fixture
def installed(monkeypatch):
    """Pretend that a package is installed which offers something."""

    def offer(*offered):
        dist = SimpleNamespace(name="xinyong-bonus", version="1.2")
        points = [
            SimpleNamespace(dist=dist, name="b", value="bonus:B", load=lambda thing=thing: thing) for thing in offered
        ]
        monkeypatch.setattr(plugins, "entry_points", lambda group: points if group == "xinyong" else [])
        plugins._all.cache_clear()

    yield offer
    monkeypatch.undo()
    plugins._all.cache_clear()


class Off(Bonus):
    on: xy.Switch = xy.switch(False, meaning="whether employers pay a bonus every December")


def test_an_installed_mechanism_belongs_to_every_model_and_is_off(installed):
    installed([replace(BONUS, parameters=Off)])
    found = model_with()
    assert found.origin("bonus") == "xinyong-bonus 1.2"
    scenario = found.load("documented")
    assert "bonus" not in scenario.on
    assert scenario.hash == Scenario.load("documented").hash
    assert "bonus" in scenario.set("bonus.on", True).on


@pytest.mark.parametrize(
    ("offered", "message"),
    [
        (BONUS, "the mechanism bonus, which is on by default"),
        (3, "package xinyong-bonus 1.2: received int as the entry point 'b'"),
    ],
)
def test_an_installed_package_that_would_change_results_is_refused(installed, offered, message):
    installed(offered)
    with pytest.raises(BadInput, match=message):
        model_with()
