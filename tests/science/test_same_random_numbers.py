"""A citizen has the same random numbers in every world: what can reach nobody changes not one bit.

The tests change every parameter and every rule of every preset where it can have no effect, and compare all columns of
all citizens. Others change what does have an effect, and see that people whom it does not concern keep what they had.
"""

from functools import cache, lru_cache

import jax
import numpy as np
import pytest

from xinyong.errors import BadInput
from xinyong.mechanisms.consequences import CONSEQUENCES
from xinyong.mechanisms.lending.lending import LENDING
from xinyong.scenario.declaration import Number
from xinyong.scenario.parameter_value import Setting
from xinyong.scenario.scenario import Scenario
from xinyong.society.columns import BLOCK, COLUMNS
from xinyong.world import _program

from .laboratory import SimulatedMonths, begin, simulate_months, with_rules

PRESETS = ("no-system", "documented", "essay", "corporate", "rights", "sharp-eyes")
RULED = PRESETS[1:]
WINDOW = {"from": "2016-01", "until": "2016-06"}
MONTHS = 6
NEVER = "2099-01"
REFUSED = BadInput
DISCRETE = {name for name, column in COLUMNS.items() if column.dtype in ("bool", "uint8") and column.kind != "fixed"}
MOST_NUDGED = 0.005
"""Share of people for whom something countable may change when a number changes by a hundred-thousandth."""


@pytest.fixture(scope="module", autouse=True)
def compiled_programs_are_dropped():
    """Every changed set of rules is a program of its own: together they would fill the memory of later tests."""
    yield
    simulated.cache_clear()
    _program.cache_clear()
    jax.clear_caches()


@cache
def preset(name: str) -> Scenario:
    return Scenario.load(name).with_changes({"window": WINDOW})


@lru_cache(maxsize=2)
def simulated(scenario_hash: str, scenario: Scenario) -> SimulatedMonths:
    return simulate_months(scenario, begin(scenario, people=BLOCK), months=MONTHS)


def run(scenario: Scenario) -> SimulatedMonths:
    return simulated(scenario.hash, scenario)


def moved(some: SimulatedMonths, others: SimulatedMonths, *, but=(), only=COLUMNS) -> dict[str, int]:
    """How many citizens differ after the last month, by column."""
    names = [name for name in some.columns if name in only and name not in but]
    differ = {name: int((some.columns[name] != others.columns[name]).sum()) for name in names}
    return {name: n for name, n in differ.items() if n}


def numbers_of(scenario: Scenario) -> list[tuple[str, Number, Setting]]:
    """Key path, declaration and value of every number."""
    return [(path, declared, held) for path, declared, held in scenario.walk() if isinstance(declared, Number)]


def another(declared: Number, held: Setting) -> float:
    """The end of the range that is farther from the value."""
    value = held.points[-1].value
    return declared.low if abs(value - declared.low) > abs(declared.high - value) else declared.high


def with_all(scenario: Scenario, changes: dict[str, object], *, least: float) -> Scenario:
    """The scenario with as many of the changes as it accepts, at least this share."""
    try:
        return scenario.with_changes(changes)
    except REFUSED:
        pass  # two of them contradict each other
    taken = 0
    for path, value in changes.items():
        try:
            scenario = scenario.with_changes({path: value})
            taken += 1
        except REFUSED:
            continue
    assert taken >= least * len(changes), f"only {taken} of {len(changes)} were accepted"
    return scenario


def every(names=PRESETS, quick=("documented",)):
    return [pytest.param(name, marks=() if name in quick else pytest.mark.slow) for name in names]


@pytest.mark.parametrize("name", every())
def test_what_changes_after_the_window_changes_nothing_before(name):
    scenario = preset(name)
    changes = {}
    for path, declared, held in numbers_of(scenario):
        points = held.as_toml() if held.is_dated else [{"from": WINDOW["from"], "value": held.at(0)}]
        last = {"from": "2098-12", "value": held.points[-1].value}
        end = [last, {"from": NEVER, "value": another(declared, held)}]
        changes[path] = [*points, *end]
    later = with_all(scenario, changes, least=0.9)
    assert not moved(run(scenario), run(later))


@pytest.mark.parametrize("name", every())
def test_the_numbers_of_a_section_that_is_off_change_nothing(name):
    scenario = preset(name)
    off = tuple(path.removesuffix("on") for path, _, held in scenario.walk() if held.plain is False)
    changes = {path: another(declared, held) for path, declared, held in numbers_of(scenario) if path.startswith(off)}
    assert changes
    assert not moved(run(scenario), run(with_all(scenario, changes, least=0.9)))


@pytest.mark.parametrize("name", every(RULED))
def test_rules_that_begin_after_the_window_are_as_good_as_none(name):
    scenario = preset(name)
    later = with_rules(scenario, lambda rule: {"from": NEVER, "until": None})
    assert not moved(run(with_rules(scenario, lambda rule: {"on": False})), run(later))


@pytest.mark.parametrize("name", every(RULED, quick=("essay",)))
def test_what_a_rule_does_changes_nothing_while_nobody_meets_its_bound(name):
    scenario = preset(name)
    on_scores = [rule for rule in scenario.active_rules if rule.trigger.kind.startswith("score")]
    assert on_scores
    out_of_reach = {"score_below": 0.0, "score_above": 2000.0}
    unmet = {f"rules.{r.id}.trigger.{r.trigger.kind}.at": out_of_reach[r.trigger.kind] for r in on_scores}
    fields = {"size": 0.01, "gravity": 1, "automation": 0.01, "latency_months": 24, "exempt": ["member"]}
    others = {f"rules.{rule.id}.{field}": value for rule in on_scores for field, value in fields.items()}
    assert not moved(run(scenario.with_changes(unmet)), run(scenario.with_changes(unmet | others)))


@pytest.mark.parametrize("name", every(RULED))
def test_rules_under_other_names_and_in_another_order_meet_the_same_people(name):
    scenario = preset(name)
    table = scenario.as_table()
    renamed = [rule | {"id": f"copy-of-{rule['id']}"} for rule in reversed(table["rules"])]
    half = {f"rules.{rule.id}.automation": 0.5 for rule in scenario.rules}
    copied = Scenario.from_table(table | {"rules": renamed})
    half_of_copies = {f"rules.{rule.id}.automation": 0.5 for rule in copied.rules}
    some, others = run(scenario.with_changes(half)), run(copied.with_changes(half_of_copies))
    assert some.total("n_sticks") + some.total("n_carrots") > 0
    assert not moved(some, others, but={"in_force"})


@pytest.mark.parametrize("name", every(("documented", "essay")))
@pytest.mark.parametrize("order", [{"nation.roll_out_towns": 0.100001}, {"nation.roll_out_provinces": 1.0}])
def test_the_order_of_a_roll_out_in_which_nobody_is_rolled_out_changes_nothing(name, order):
    off = {"scoring.points.coverage": 0.0, "watching.joined": 0.0, "nation.roll_out_towns": 0.1}
    scenario = preset(name).with_changes(off)
    some, others = run(scenario), run(scenario.with_changes(order))
    assert set(moved(some, others)) == {"roll_out_rank"}


@pytest.mark.parametrize("name", every(RULED))
def test_a_rule_changes_only_those_for_whom_it_is_in_force_in_its_first_month(name):
    """Of every rule in turn, in a month that both worlds begin alike."""
    scenario = preset(name)
    whole = simulate_months(scenario, run(scenario).end, months=1)
    checked = 0
    for number, rule in enumerate(scenario.active_rules):
        is_in_force = (whole.columns["in_force"] >> np.uint32(number)) & 1 == 1
        without = simulate_months(scenario.with_changes({f"rules.{rule.id}.size": 0.0}), run(scenario).end, months=1)
        differs = np.zeros(is_in_force.shape, bool)
        for column in sorted({*CONSEQUENCES.writes, *LENDING.writes}):
            differs |= whole.columns[column] != without.columns[column]
        assert not (differs & ~is_in_force).any(), rule.id
        checked += bool(differs.any())
    assert checked


NUDGE = 1e-5


@pytest.mark.slow
@pytest.mark.parametrize("name", ["documented", "essay"])
def test_a_tiny_change_of_any_number_changes_almost_nobody_in_the_first_month(name):
    """A draw that hangs on a value would scatter everybody; a threshold moves for one in a hundred thousand."""
    scenario = preset(name)
    before = run(scenario).end
    whole = simulate_months(scenario, before, months=1)
    people = int(whole.columns["is_person"].sum())
    scattered = {}
    for path, _, held in numbers_of(scenario):
        value = held.at(before.nation.month)
        if not value:
            continue  # 0 switches something off
        try:
            other = scenario.with_changes({path: value * (1 - NUDGE)})
        except REFUSED:
            continue
        most = _scattered(whole, simulate_months(other, before, months=1))
        if most > MOST_NUDGED * people:
            scattered[path] = most
    assert not scattered


def _scattered(some: SimulatedMonths, others: SimulatedMonths) -> int:
    """How many citizens a column changes in either direction: a tie at a threshold moves people one way only."""
    pairs = ((some.columns[name].astype(int), others.columns[name].astype(int)) for name in DISCRETE)
    return max(min(int((a < b).sum()), int((a > b).sum())) for a, b in pairs)
