"""Every switch matters, and what is switched off is exactly absent."""

from pathlib import Path

import jax
import numpy as np
import pytest

from xinyong.measures.registry import MEASURES
from xinyong.mechanisms import ORDER
from xinyong.model import BUILT_IN
from xinyong.scenario.scenario import Scenario
from xinyong.society.columns import BLOCK
from xinyong.vocabulary import LEVERS
from xinyong.vocabulary.scores import SCORES

from .laboratory import SimulatedMonths, begin, simulate_months

MONTHS = 13

MOVED_BY_SWITCH = {
    "livelihood": "income_yuan",
    "conduct": "acts",
    "watching": "records",
    "watching.cameras": "records",
    "scoring": "has_score",
    "scoring.points": "n_sticks",
    "scoring.factors": "n_sticks",
    "scoring.conformity": "act_criticism",
    "scoring.firms": "is_approved",
    "scoring.friends": "n_collateral",
    "influence": "n_sticks",
    "scoring.court_list": "is_listed",
    "scoring.dishonest_firms": "n_sticks",
    "scoring.scorecard": "score",
    "scoring.scorecard_training": "score",
    "scoring.unified": "has_score",
    "scoring.score_beliefs": "spend_yuan",
    "consequences": "n_sticks",
    "lending": "is_borrower",
    "lending.loan_performance": "score",
    "matching": "is_coupled",
    "adapting": "ties_cut",
    "survey": "survey_asked",
    "leaking": "exposures",
    "redress": "is_listed_wrongly",
    "scoring.red_list": "n_carrots",
    "scoring.ledger_repair": "n_sticks",
    "scoring.bureau": "is_approved",
}
"""A sum that must change when a mechanism is switched off. Without a line here, any sum may be the one that changes."""

OPTIONS = {path for m in ORDER for path in m.options} | {m.name for m in ORDER if m.replaces}
"""Options of a mechanism, and mechanisms that replace another one. They have tests of their own."""

ESSAY = BUILT_IN.load("essay")
SWITCHES = [path.removesuffix(".on") for path, _, _ in ESSAY.walk() if path.endswith(".on")]
BEYOND = {name for name in SWITCHES if not ESSAY.section(name).is_on} - OPTIONS
"""What the essay does not have: it is switched on in a scenario of its own."""


MOVES_A_MEASURE = {"survey"}
"""Switches that move no sum, since nobody is changed by being asked, but a measure."""

NEEDED_BY_RULES = {"scoring", "scoring.court_list", "scoring.unified"}
"""Rules refer to these, so that they are switched off where there are no consequences."""

MOVED_BY_LEVER = {
    "bars_flights": "flights_blocked",
    "bars_rail": "rail_blocked",
    "bars_hospitality": "spend_yuan",
    "bars_school": "spend_yuan",
    "bars_building": "home_bought_yuan",
    "bars_profession": "income_lost_yuan",
    "bars_party": "income_lost_yuan",
    "bars_subsidy": "subsidy_lost_yuan",
    "bars_rent": "rent_extra_yuan",
    "bars_jobs": "is_jobless",
    "bars_credit": "is_approved",
    "shames": "repaid_yuan",
    "eases_platform_credit": "is_approved",
    "eases_credit": "lent_yuan",
    "eases_visa": "visa_eased",
    "eases_transit": "transit_saved_yuan",
    "eases_hospital": "cared_with_carrot",
    "eases_dating": "is_new_couple",
    "eases_deposit": "deposit_waived_yuan",
}
"""A sum that each lever moves (not merely that a rule is in force). A new rule needs no line, a new lever needs one."""

RULES = {rule.id: MOVED_BY_LEVER[rule.effect] for rule in ESSAY.rules}
RULES |= {"t12-local-lists": "n_sticks", "w2-firms": "n_sticks"}
"""Every rule of the essay, and a sum that it moves. Two rules publish names that `t5-names` publishes anyway."""

DEFAULT = {"watching"}
"""Switches that are tried by default; each takes some seconds of compiling."""


@pytest.fixture(scope="module")
def hard_times() -> Scenario:
    """The essay's system in a window that all its rules reach, where courts have much to do and loans are small.

    Many forget to pay, so that many are listed; and many reach the limit of what is lent, so that raising it counts.
    """
    window = {"from": "2016-03", "until": "2018-12"}
    changes = {"window": window, "lending.forgetting": 0.5, "lending.limit_months": 4}
    changes |= {"scoring.dishonest_firms.listing": 0.02, "lending.shame_pressure": 10}
    changes |= {"lending.loan_performance.horizon_months": 4, "scoring.scorecard_training.every_months": 6}
    changes |= {"scoring.firms.used": "mean", "lending.score": "firms"}
    return ESSAY.with_changes(changes)


@pytest.fixture(scope="module")
def with_everything(hard_times: Scenario) -> SimulatedMonths:
    return simulate_months(hard_times, begin(hard_times, people=BLOCK), months=MONTHS)


@pytest.fixture(scope="module")
def beyond(hard_times: Scenario) -> Scenario:
    """The same with what the essay does not have: procedure and repair, a red list, and a bureau for lenders."""
    red = next(rule for rule in Scenario.load("documented").rules if rule.id == "k8-red-list")
    changes = {f"{switch}.on": True for switch in BEYOND} | {"lending.score": "bureau"}
    changes |= {"scoring.court_list.mistake": 0.01, "scoring.court_list.repair": 0.1, "scoring.ledger_repair.right": 1}
    changed = hard_times.with_changes(changes)
    table = changed.as_table()
    return type(changed).from_table(table | {"rules": [*table["rules"], red.as_table()]})


@pytest.fixture(scope="module")
def with_more(beyond: Scenario) -> SimulatedMonths:
    return simulate_months(beyond, begin(beyond, people=BLOCK), months=MONTHS)


@pytest.fixture(scope="module")
def without_consequences(hard_times: Scenario) -> SimulatedMonths:
    scenario = hard_times.set("consequences.on", False)
    return simulate_months(scenario, begin(scenario, people=BLOCK), months=MONTHS)


def written_only_by(switch: str) -> set[str]:
    """Columns that no mechanism of the month writes but those behind a switch."""
    is_behind = {m.name: m.name == switch or m.name.startswith(f"{switch}.") for m in ORDER}
    inside = {column for m in ORDER if is_behind[m.name] for column in m.writes}
    outside = {column for m in ORDER if not is_behind[m.name] for column in m.writes}
    return inside - outside


def same_tallies(some: SimulatedMonths, others: SimulatedMonths) -> bool:
    """Whether two runs come to the same sums in every month, to the last bit."""
    pairs = zip(jax.tree.leaves(some.tallies), jax.tree.leaves(others.tallies), strict=True)
    return all(np.array_equal(a, b) for a, b in pairs)


def selected(names, default):
    return [pytest.param(name, marks=() if name in default else pytest.mark.slow) for name in names]


def base_of(request, switch: str) -> tuple[Scenario, SimulatedMonths]:
    """A scenario in which a switch is on and can be switched off, and its run. Lenders use a new score."""
    hard_times = request.getfixturevalue("hard_times")
    if switch in BEYOND and switch not in MOVED_BY_SWITCH and switch.removeprefix("scoring.") in SCORES:
        scenario = request.getfixturevalue("beyond").set("lending.score", switch.removeprefix("scoring."))
        return scenario, simulate_months(scenario, begin(scenario, people=BLOCK), months=MONTHS)
    if switch in BEYOND:
        return request.getfixturevalue("beyond"), request.getfixturevalue("with_more")
    if switch in NEEDED_BY_RULES:
        return hard_times.set("consequences.on", False), request.getfixturevalue("without_consequences")
    return hard_times, request.getfixturevalue("with_everything")


@pytest.mark.parametrize("switch", selected([name for name in SWITCHES if name not in OPTIONS], DEFAULT))
def test_a_switch_matters_and_off_is_absent(request, switch):
    scenario, whole = base_of(request, switch)
    moved = MOVED_BY_SWITCH.get(switch)
    gone = {f"{switch}.on": False}
    if switch not in NEEDED_BY_RULES:
        gone |= {f"rules.{rule.id}.on": False for rule in scenario.rules if f"scoring.{rule.trigger.needs}" == switch}
    without = scenario.with_changes(gone)
    assert switch in scenario.on or switch == "scoring"
    assert not {name for name in without.on if name == switch or name.startswith(f"{switch}.")}
    opening = begin(without, people=BLOCK)
    simulated = simulate_months(without, opening, months=MONTHS)

    assert all(np.isnan(simulated.by_group(m.id)).all() for m in MEASURES.values() if m.needs == switch)
    if moved is None:
        assert not same_tallies(simulated, whole), "no sum changes; a mechanism must matter"
    elif switch in MOVES_A_MEASURE:
        assert simulated.mean(moved) == 0 < whole.mean(moved)
    else:
        assert simulated.series(moved) != whole.series(moved)
    columns = written_only_by(switch)
    assert bool(columns) == any(m.name == switch or m.name.startswith(f"{switch}.") for m in ORDER)
    for name in columns:
        held = simulated.columns[name]
        if name in opening.columns:
            assert np.array_equal(held, opening.columns[name]), f"{name} moved"
        else:
            assert (held == BUILT_IN.columns[name].fill).all(), f"{name} is not absent"


def test_the_sums_are_of_switches_and_levers_that_exist():
    assert set(MOVED_BY_SWITCH) <= set(SWITCHES) - OPTIONS
    assert set(MOVED_BY_LEVER) == set(LEVERS), "add a sum that the lever moves to MOVED_BY_LEVER"


@pytest.mark.parametrize("option", sorted(OPTIONS))
def test_every_option_has_tests_of_its_own(option):
    here = Path(__file__)
    others = set(here.parents[1].rglob("test_*.py")) - {here, here.with_name("test_parameters.py")}
    assert any(option.rpartition(".")[2] in path.read_text("utf-8") for path in others)


def not_yet(scenario: Scenario, rule: str) -> Scenario:
    """The scenario with a rule that begins long after the window: nothing has to be compiled again."""
    return scenario.with_changes({"rules": [{"id": rule, "from": "2099-01"}]})


@pytest.mark.parametrize("rule", selected(RULES, {"t6-flights", "k4-transit"}))
def test_a_rule_has_an_effect(hard_times, with_everything, rule):
    bit = [active.id for active in hard_times.active_rules].index(rule)
    assert any(with_everything.people("in_force") & (1 << bit))
    scenario = not_yet(hard_times, rule)
    simulated = simulate_months(scenario, begin(scenario, people=BLOCK), months=MONTHS)
    assert simulated.series(RULES[rule]) != with_everything.series(RULES[rule])


@pytest.mark.parametrize("rule", selected(RULES, {"k3-visa"}))
def test_a_rule_that_is_off_is_as_one_that_never_was(hard_times, with_everything, rule):
    off = hard_times.with_changes({"rules": [{"id": rule, "on": False}]})
    ever_later = not_yet(hard_times, rule)
    without = simulate_months(off, begin(off, people=BLOCK), months=MONTHS)
    assert without.series(RULES[rule]) != with_everything.series(RULES[rule])
    assert same_tallies(without, simulate_months(ever_later, begin(ever_later, people=BLOCK), months=MONTHS))


def test_the_essay_without_its_system_is_no_system_bit_for_bit(essay):
    system = ("watching", "influence", "scoring", "consequences")
    stripped = essay.with_changes({f"{name}.on": False for name in system})
    window = {"from": "2016-01", "until": "2018-12"}
    nothing = Scenario.load("no-system").with_changes({"window": window})
    some, others = (simulate_months(s, begin(s, people=BLOCK), months=MONTHS) for s in (stripped, nothing))
    assert same_tallies(some, others)
    for name, column in some.columns.items():
        assert np.array_equal(column, others.columns[name]), name
    assert some.end.nation.books == others.end.nation.books
