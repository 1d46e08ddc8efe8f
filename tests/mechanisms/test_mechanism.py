"""A mechanism declares what it reads, writes and draws; the declarations are held to be true and complete."""

import re

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from xinyong import world
from xinyong.errors import BadMechanism
from xinyong.measures.mobility import MEMORY
from xinyong.mechanisms import INITIALIZATION, ORDER, Mechanism, System, View
from xinyong.mechanisms.consequences import RuleShape
from xinyong.mechanisms.scoring.scorecard import FEATURES
from xinyong.mechanisms.watching.channels import UNEQUAL, WatchShape
from xinyong.model import BUILT_IN
from xinyong.nation import Nation
from xinyong.scenario.scenario import Scenario
from xinyong.society.columns import BLOCK, COLUMNS
from xinyong.society.random_streams import Stream
from xinyong.society.ties import layered_ties
from xinyong.vocabulary import CHANNELS, LISTS
from xinyong.vocabulary.scores import GRADES, SCORES

ALL = {m.name: m for m in (INITIALIZATION, *ORDER)}
SHAPE = (1, BLOCK)
SYSTEM = System(on=frozenset())


def _mechanism(step, **declared):
    usual = {
        "reads": ("is_person", "voice"),
        "writes": ("caution",),
        "signals": ("month",),
        "draws": ("one",),
    }
    return Mechanism(name="test", step=step, **(usual | declared))


def _run(mechanism):
    citizen = jnp.arange(BLOCK, dtype=jnp.uint32).reshape(SHAPE)
    columns = {name: jnp.zeros(SHAPE, column.dtype) for name, column in COLUMNS.items()}
    nation = {"month": jnp.float32(0.0), "force": jnp.float32(1.0)}
    stream = Stream((jnp.uint32(1), jnp.uint32(2)), citizen, mechanism.draws)
    return mechanism.run(columns, nation, {"given": jnp.float32(2.0)}, stream, layered_ties(), SYSTEM)


# --- a mechanism cannot do what it does not declare ---------------------------------------------------------


def test_what_is_declared_is_read_and_written_in_the_type_of_the_column():
    def step(c, nation, p, stream, ties, system):
        return {"caution": (c.voice + nation.month + p.given + stream.unit("one")).astype(jnp.float64)}

    assert _run(_mechanism(step))["caution"].dtype == jnp.float32


@pytest.mark.parametrize(
    ("read", "named"),
    [
        (
            lambda c, nation, p: c.approval,
            "mechanism test: columns: received a use of 'approval', .*: is_person, voice",
        ),
        (lambda c, nation, p: c["approval"], "mechanism test: columns: received a use of 'approval'"),
        (lambda c, nation, p: nation.force, "mechanism test: signals: received a use of 'force', .*: month"),
        (lambda c, nation, p: p.other, "mechanism test: parameters: received a use of 'other', .*: given"),
    ],
)
def test_an_undeclared_read_is_an_error_that_names_it(read, named):
    mechanism = _mechanism(lambda c, nation, p, stream, ties, system: {"caution": read(c, nation, p)})
    with pytest.raises(BadMechanism, match=named):
        _run(mechanism)


def test_an_undeclared_draw_is_an_error():
    mechanism = _mechanism(lambda c, nation, p, stream, ties, system: {"caution": stream.unit("two")})
    with pytest.raises(BadMechanism, match=r"a use of 'two', .* accepted: one"):
        _run(mechanism)


@pytest.mark.parametrize("written", [("caution", "voice"), (), ("voice",)])
def test_writing_more_or_less_than_declared_is_an_error(written):
    mechanism = _mechanism(lambda c, nation, p, stream, ties, system: dict.fromkeys(written, c.voice))
    with pytest.raises(BadMechanism, match=r"test: writes: received a step that writes .*; accepted: caution"):
        _run(mechanism)


@pytest.mark.parametrize(
    ("declared", "message"),
    [
        ({"writes": ("cautoin",)}, "mechanism test: writes: received cautoin; .* Did you mean 'caution'?"),
        ({"reads": ("voice", "voice")}, "reads: received voice; accepted: each column once"),
        ({"writes": ("caution", "caution")}, "writes: received caution; accepted: each column once"),
        ({"writes": ("is_female",)}, "received is_female; accepted: a state or month column"),
    ],
)
def test_a_false_declaration_is_an_error_at_once(declared, message):
    with pytest.raises(BadMechanism, match=message):
        _mechanism(lambda *_: {}, **declared)


# --- what is declared is really used ------------------------------------------------------------------------


class Recorder:
    """Named values by attribute or item, which keeps the names that were asked for."""

    def __init__(self, values):
        self._values, self.looked_at = values, set()

    def __getattr__(self, name):
        return self[name]

    def __getitem__(self, name):
        self.looked_at.add(name)
        return self._values[name]

    def table(self, name):
        return self[name]


class RecordingLuck(Stream):
    """Luck that keeps the names of its draws."""

    def __init__(self, *given):
        super().__init__(*given, lasting=(jnp.uint32(0), jnp.uint32(1)))
        self.looked_at = set()

    def bits(self, draw):
        self.looked_at.add(draw)
        return super().bits(draw)


_SIGNALS = Nation.start(Scenario(), 1000, 12 * 2016).signals()


def _shape(trigger, score="", *, listed="", grade="", exempt=()):
    return RuleShape(True, trigger, listed, score, grade, "bars_jobs", "credit", "", tuple(exempt))


_RULES = (
    _shape("listed", listed="court_list", exempt=("member", "official")),
    *(_shape("listed", listed=name) for name in LISTS),
    *(_shape("score_below", score) for score in SCORES),
    _shape("score_above", "factors"),
    *(_shape("grade_at_least", "points", grade=grade) for grade in GRADES),
)
_WATCHED = WatchShape(
    late=tuple(CHANNELS),
    unequal=UNEQUAL,
    is_joined=True,
    is_following=True,
    is_told=True,
    is_overheard=True,
    is_doubled=True,
    is_cash_blind=True,
)


def _without(*names, shape=None, more=()):
    """Everything is on but some mechanisms, and some options."""
    return System(on=frozenset(ALL) - set(names) | set(more), shape=shape)


_LENDERS = tuple(_without(shape=name) for name in ("", *SCORES))
SYSTEMS = {
    "initialization": (_without(),),
    "livelihood": (_without(), _without(more=["livelihood.money_circuit"])),
    "watching": (_without(shape=_WATCHED),),
    "scoring.friends": (_without(), _without("scoring.unified")),
    "scoring.unified": (_without(),),
    "scoring.score_beliefs": (_without(), _without("scoring.unified"), _without("scoring.unified", "scoring.factors")),
    "consequences": (_without(shape=_RULES),),
    "lending": _LENDERS,
    "lending.loan_performance": _LENDERS,
    "adapting": tuple(_without(*off, shape=True, more=["adapting.assimilation"]) for off in ((), ["scoring.unified"])),
}
"""Systems in which a mechanism reads different things; for others, see `systems`."""


def systems(mechanism):
    """The systems of `SYSTEMS`, or one with everything and one without each mechanism that it asks about."""
    usual = (_without(), *map(_without, mechanism.depends_on)) if mechanism.depends_on else (None,)
    return SYSTEMS.get(mechanism.name, usual)


READ_BY_THE_NATION = {
    "livelihood": {"money_circuit_purchases"},
    "redress": {"capacity"},
    "scoring.court_list": {"capacity"},
    "lending": {
        "capital_comfort",
        "capital_least",
        "capital_start",
        "capital_target",
        "operating_cost",
        "provision",
    },
    "scoring.scorecard": {f"start_{name}" for name in ("odds", *FEATURES)},
    "lending.monthly_loans": {"loss_over_gain", "repay_high", "repay_low", "threshold"},
    "scoring.scorecard_training": {"bin_least", "every_months", "failed_least", "ridge", "windows"},
}
"""Parameters in a mechanism's section that a part of the nation reads."""


def _used(mechanism, system):
    """Names of columns, signals, parameters and draws that one step asks for, found by tracing it."""
    names = list(BUILT_IN.scenario_type().section(mechanism.name).numbers(12 * 2016)) if mechanism.has_section else []
    for option in mechanism.options:
        stem = option.removeprefix(f"{mechanism.name}.")
        names += [f"{stem}_{name}" for name in BUILT_IN.scenario_type().section(option).numbers(12 * 2016)]
    derived = mechanism.derived_numbers(BUILT_IN.scenario_type(), 12 * 2016) if mechanism.derived_numbers else {}
    names = list(dict.fromkeys((*names, *derived)))
    seen = {}

    def step(columns, signals, numbers, citizen):
        views = [Recorder(values) for values in (columns, signals, numbers)]
        stream = RecordingLuck((jnp.uint32(0), jnp.uint32(0)), citizen, mechanism.draws)
        written = mechanism.step(*views, stream, layered_ties(), system)
        kinds = ("reads", "signals", "parameters", "draws")
        seen.update({kind: view.looked_at for kind, view in zip(kinds, (*views, stream), strict=True)})
        return written

    scalar = jax.ShapeDtypeStruct((), jnp.float32)
    table = dict.fromkeys(derived.get("rules", ()), jax.ShapeDtypeStruct((32,), jnp.float32))
    jax.eval_shape(
        step,
        {c: jax.ShapeDtypeStruct(SHAPE, BUILT_IN.columns[c].dtype) for c in mechanism.reads},
        {name: jax.ShapeDtypeStruct(np.shape(_SIGNALS[name]), jnp.float32) for name in mechanism.signals},
        dict.fromkeys(names, scalar) | ({"rules": table} if "rules" in names else {}),
        jax.ShapeDtypeStruct(SHAPE, jnp.uint32),
    )
    return seen, set(names)


@pytest.mark.parametrize("name", list(ALL))
def test_every_declared_read_signal_draw_and_parameter_is_used(name):
    mechanism = ALL[name]
    used = {"reads": set(), "signals": set(), "parameters": set(), "draws": set()}
    for system in systems(mechanism):
        seen, parameters = _used(mechanism, system)
        for kind, names in seen.items():
            used[kind] |= names
    assert set(mechanism.reads) - used["reads"] == set()
    assert set(mechanism.signals) - used["signals"] == set()
    assert set(mechanism.draws) - used["draws"] == set()
    assert parameters - used["parameters"] - READ_BY_THE_NATION.get(name, set()) == set()


def test_mechanisms_have_names_of_their_own_and_draws_without_repetition():
    assert len(ALL) == 1 + len(ORDER)
    assert all(len(set(m.draws)) == len(m.draws) for m in ALL.values())


def test_every_state_and_month_column_is_written_by_some_mechanism_or_the_count():
    written = {column for m in ALL.values() for column in m.writes}
    to_be_written = {name for name, column in COLUMNS.items() if column.kind != "fixed"}
    assert to_be_written - written == set(MEMORY.columns)


def test_no_mechanism_reads_the_memory_of_the_count():
    assert not {column for m in ALL.values() for column in (*m.reads, *m.writes)} & set(MEMORY.columns)


def test_what_a_month_forgets_is_read_only_after_it_was_written():
    written = set()
    for mechanism in ORDER:
        early = {c for c in mechanism.reads if COLUMNS[c].kind == "month"} - written
        assert not early, mechanism.name
        written |= set(mechanism.writes)


def test_a_view_tells_what_it_holds():
    view = View("the nation", {"month": 3})
    assert view.month == view["month"] == 3
    with pytest.raises(BadMechanism, match=r"the nation: received a use of 'day', .* accepted: month"):
        _ = view.day


def _asking(depends_on, question):
    """A mechanism that puts a question about the system."""

    def step(c, nation, p, stream, ties, system):
        question(system)
        return {"is_jobless": c.is_jobless}

    return Mechanism("curious", reads=("is_jobless",), writes=("is_jobless",), step=step, depends_on=depends_on)


def test_a_mechanism_asks_only_about_what_it_declares():
    stream = Stream((jnp.uint32(0), jnp.uint32(0)), jnp.zeros(SHAPE, jnp.uint32), ())
    curious = _asking(("matching",), lambda system: "redress" in system.on)
    with pytest.raises(BadMechanism, match=r"mechanism curious: system: received a use of 'redress', .*: matching"):
        curious.run({"is_jobless": jnp.zeros(SHAPE, bool)}, {}, {}, stream, layered_ties(), _without())


def test_what_a_mechanism_does_not_ask_about_alters_no_program():
    lending, courts = ALL["lending"], ALL["scoring.court_list"]
    essay = Scenario.load("essay")
    other = essay.with_changes({"redress.on": True, "matching.on": False})
    assert lending.system(essay) == lending.system(essay.set("matching.on", False)) != lending.system(other)
    assert lending.system(essay) != lending.system(essay.set("lending.score", "bureau"))
    assert courts.system(essay) == courts.system(essay.set("lending.score", "bureau")) != courts.system(other)


def test_world_shows_all_mechanisms_in_their_order():
    listed = re.findall(r"^    (\S+)  +\S", world.__doc__, flags=re.MULTILINE)
    assert listed == [mechanism.name for mechanism in ORDER]
