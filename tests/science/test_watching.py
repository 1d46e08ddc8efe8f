"""Watching: what channels see, how right they are, and what cameras do that go where incidents were recorded."""

import numpy as np
import pytest

from xinyong.counting.packed_sums import columns_of_word
from xinyong.measures.registry import MEASURES
from xinyong.mechanisms.watching.recording_errors import FALSE_ALARMS
from xinyong.nation.camera_allocation import AREAS, PROVINCES, STRATA, CameraAllocation, density, discovered, shared_out
from xinyong.scenario.scenario import Scenario
from xinyong.society.columns import BLOCK
from xinyong.vocabulary import ACTS, CHANNELS, FILE_CHANNELS

from . import recorded
from .laboratory import SimulatedMonths, State, begin, simulate_months

WINDOW = {"from": "2016-03", "until": "2018-12"}
COMMON = {
    "conduct.petition": 0.05,
    "conduct.breach": 0.05,
    "conduct.fraud": 0.05,
    "conduct.misconduct": 0.5,
    "watching.integration": 0.6,
    "watching.discipline_coverage": 0.9,
    "watching.discipline_sensitivity": 0.9,
    "watching.mistaken": 0.2,
    **{f"watching.{act}_false_alarm": 0.1 for act in FALSE_ALARMS},
}
AT_ONCE = {f"watching.{channel}_delay": 0.0 for channel in CHANNELS}
"""No record waits, unless a test says so."""
NEW = {
    "watching.duplicated": 0.3,
    "watching.overheard": 0.5,
    "watching.neighbours_loyal": 2.0,
    "watching.neighbours_grudge": 2.0,
    "watching.false_report": 0.05,
    "watching.courts_delay": 3.0,
    "watching.bills_delay": 2.0,
    "watching.cameras_delay": 1.0,
    "watching.platforms_delay": 4.0,
    "watching.posts_delay": 0.5,
    "watching.bank_delay": 2.0,
    "watching.payments_delay": 1.0,
    "watching.joined": 0.5,
}
ERRORS = 4.5
"""Standard errors by which the counts may differ from the expected counts."""


def simulated(months: int = 3, people: int = BLOCK, **changes: object) -> SimulatedMonths:
    scenario = Scenario.load("documented").with_changes({"window": WINDOW, **AT_ONCE, **changes})
    return simulate_months(scenario, begin(scenario, people=people), months=months)


@pytest.fixture(scope="module")
def plain() -> SimulatedMonths:
    return simulated(**COMMON)


@pytest.fixture(scope="module")
def rich() -> SimulatedMonths:
    return simulated(**COMMON, **NEW)


def of_acts(tallies, table: str, channel: str) -> float:
    return sum(float(t.tables[table][k]) for t in tallies for k, act in enumerate(ACTS) if ACTS[act].channel == channel)


# --- how right a channel is ---------------------------------------------------------------------------------


@pytest.mark.slow
def test_half_of_all_alarms_are_wrong_at_a_prevalence_of_one_in_a_hundred():
    """base-rate: prevalence .01, sensitivity and specificity .99."""
    found = simulated(
        months=12,
        people=4 * BLOCK,
        **{
            "conduct.jaywalk": 0.0102,
            "conduct.careless_most": 1.7,
            "watching.integration": 1.0,
            "watching.cameras_coverage": 1.0,
            "watching.cameras_rural": 1.0,
            "watching.cameras_sensitivity": 0.99,
            "watching.jaywalk_false_alarm": 0.01 / 0.99,  # of people in reach, who are 99 %
            "watching.false_alarm_women": 1.0,
            "watching.mistaken": 0.0,
        },
    )
    true = of_acts(found.tallies, "records", "cameras")
    wrong = of_acts(found.tallies, "wrong_records", "cameras")
    acts = of_acts(found.tallies, "acts", "cameras")
    idle = 12 * found.people("is_person").size - acts  # two acts of one person in a month are one in ten thousand
    prevalence = acts / (acts + idle)
    expected = 0.99 * prevalence / (0.99 * prevalence + 0.01 * (1 - prevalence))
    assert true / (true + wrong) == pytest.approx(expected, abs=4 * np.sqrt(0.25 / (true + wrong)))
    assert true / acts == pytest.approx(0.99, abs=4 * np.sqrt(0.0099 / acts))


# Enough of everything that each term of the closed form matters, and that some chances reach 1.
PLENTY = COMMON | {
    "conduct.petition": 0.2,
    "conduct.breach": 0.2,
    "watching.cameras_coverage": 0.8,
    "watching.cameras_sensitivity": 0.6,
    "watching.neighbours_sensitivity": 0.8,
    "watching.courts_coverage": 0.6,
    "watching.false_alarm_women": 1.0,
    "watching.joined_integration": 0.6,
    "watching.joined_cameras": 1.0,
    "watching.joined_neighbours": 1.0,
}
TERMS = {
    "duplicated": (0.3, 0.0),
    "merged": (0.5, 0.0),
    "overheard": (0.8, 0.0),
    "neighbours_loyal": (2.0, 0.0),
    "neighbours_grudge": (2.0, 0.0),
    "false_report": (0.05, 0.0),
    "joined": (0.5, 0.0),
    "joined_integration": (0.9, 0.6),
    "joined_cameras": (2.0, 1.0),
    "joined_neighbours": (2.0, 1.0),
    "cash_blind": (1.0, 0.0),
    **{f"{error}_{group}": (2.5, 1.0) for error in ("mistaken", "false_alarm") for group in ("rural", "old", "women")},
}
"""What can be switched on, with a value that does something and the one that does nothing."""
NEEDS = {
    "merged": ("duplicated",),
    "joined": ("joined_integration",),
    **{term: ("joined",) for term in TERMS if term.startswith("joined_")},
}
"""What does nothing unless something else is on."""


def switched_on(*terms: str) -> dict[str, float]:
    return PLENTY | {f"watching.{term}": TERMS[term][0] for term in terms}


def simulated_apart(
    preset: str, *, months: int, window: dict[str, str], **changes: object
) -> list[tuple[State, SimulatedMonths]]:
    """Months one by one, each with its opening: whose neighbour says what, and where cameras stand."""
    scenario = Scenario.load(preset).with_changes({"window": window, **changes})
    state, found = begin(scenario, people=60_000), []
    for _ in range(months):
        found.append((state, simulate_months(scenario, state, months=1)))
        state = found[-1][1].end
    return found


def off_by(months: list[tuple[State, SimulatedMonths]], **changed: float) -> dict[tuple[str, str], float]:
    """By how many standard errors records of each act, and the PPV of each channel, miss the closed form."""
    expected = [recorded.expected(*month, changed) for month in months]
    found = {
        (act, table): sum(float(run.tallies[0].tables[table][k]) for _, run in months)
        for k, act in enumerate(ACTS)
        for table in ("records", "wrong_records")
    }
    off = {}
    for act in ACTS:
        of_act = sum((month[act] for month in expected), recorded.Noted())
        for table, mean, variance in (
            ("records", of_act.true, of_act.var_true),
            ("wrong_records", of_act.wrong, of_act.var_wrong),
        ):
            # a count of one or two is skewed: 1 is added to its variance
            off[act, table] = (found[act, table] - mean) / np.sqrt(variance + 1.0)
    for channel, acts in recorded.SEES.items():
        of_channel = sum((month[act] for month in expected for act in acts), recorded.Noted())
        true, wrong = (sum(found[act, table] for act in acts) for table in ("records", "wrong_records"))
        if true + wrong == 0:
            continue  # of nothing there is no share; that nothing was due, the counts of its acts tell
        missed = true / (true + wrong) - of_channel.ppv
        off[channel, "ppv"] = missed / max(of_channel.error_of_ppv(true + wrong), 1e-12)
    return off


def worst(off: dict[tuple[str, str], float]) -> float:
    return max(abs(value) for value in off.values())


def test_with_everything_on_the_ppv_of_each_channel_is_its_closed_form_and_no_term_of_it_is_idle():
    """What each channel should note follows from who did how much, and its coverage, sensitivity and error rates."""
    months = simulated_apart("documented", months=1, window=WINDOW, **switched_on(*TERMS))
    off = off_by(months)
    assert worst(off) < ERRORS, off
    for term, (_, neutral) in TERMS.items():
        assert worst(off_by(months, **{term: neutral})) > 2 * ERRORS, term


@pytest.mark.slow
@pytest.mark.parametrize("term", [None, *TERMS])
def test_the_ppv_of_each_channel_is_its_closed_form_with_one_thing_on(term):
    terms = (*NEEDS.get(term, ()), term) if term else ()
    months = simulated_apart("documented", months=1, window=WINDOW, **switched_on(*terms))
    off = off_by(months)
    assert worst(off) < ERRORS, off
    if term:
        assert worst(off_by(months, **{term: TERMS[term][1]})) > ERRORS


@pytest.mark.slow
@pytest.mark.parametrize("preset", ["documented", "essay", "sharp-eyes"])
def test_the_ppv_of_each_channel_is_its_closed_form_in_a_preset(preset):
    months = simulated_apart(preset, months=4, window={"from": "2017-11", "until": "2018-12"})
    off = off_by(months)
    assert worst(off) < ERRORS, off
    # in December the essay's cameras were moved, so the months after are given the new places
    has_moved = not np.allclose(months[-1][0].nation.signals()["camera_density"], 1.0)
    assert has_moved == (preset == "essay")


def test_the_ppv_of_a_channel_is_the_share_of_its_records_that_are_true(plain):
    for channel, acts in recorded.SEES.items():
        assert acts == tuple(act for act in ACTS if ACTS[act].channel == channel)
        true, wrong = (of_acts(plain.tallies[-1:], table, channel) for table in ("records", "wrong_records"))
        assert plain.measure(f"ppv_{channel}") == true / (true + wrong)


def test_without_records_the_ppv_of_a_channel_is_unknown():
    covers = [f"{channel}_coverage" for channel in CHANNELS if channel != "payments"]
    none = simulated(months=1, **{f"watching.{name}": 0.0 for name in (*covers, "cashless")})
    for channel in CHANNELS:
        assert np.isnan(none.measure(f"ppv_{channel}"))
        assert none.measure(f"records_{channel}") == 0.0


# --- errors are kept apart ------------------------------------------------------------------------------------


def wrong_of_all(run: SimulatedMonths) -> float:
    """Wrong records of acts, and wrong entries in files, that reached the centre in the last month."""
    entries = sum(float(run.people(f"wrong_entry_{part}").sum()) for part in FILE_CHANNELS)
    return run.series("wrong_records")[-1] + entries


def test_without_delay_every_wrong_record_has_a_kind(plain):
    scenario_kinds = ("false_alarms", "mixed_up_records", "false_reports", "duplicate_records")
    assert sum(plain.measure(kind) for kind in scenario_kinds) == wrong_of_all(plain)
    assert wrong_of_all(plain) > plain.series("wrong_records")[-1]
    assert plain.measure("false_reports") == plain.measure("duplicate_records") == 0.0
    richer = simulated(months=1, **COMMON, **{k: v for k, v in NEW.items() if "delay" not in k})
    assert min(richer.measure(kind) for kind in scenario_kinds) > 0
    assert sum(richer.measure(kind) for kind in scenario_kinds) == wrong_of_all(richer)


def waiting_in(run: SimulatedMonths) -> dict[str, int]:
    """Records of people that wait after the last month, by the column in which they will arrive."""
    is_person = np.asarray(run.columns["is_person"]).reshape(-1)
    names = [f"{kind}_{act}" for act in ACTS for kind in ("rec", "wrong")]
    names += [f"{kind}_{part}" for part in FILE_CHANNELS for kind in ("entry", "wrong_entry")]
    return {name: int(recorded.waiting(run.columns, name)[is_person].sum()) for name in names}


def arrivals(tally) -> dict[str, int]:
    """Records that reached the centre in a month, by column."""
    found = {}
    for table, word in (("records", "word_records"), ("wrong_records", "word_wrong"), ("entries", "word_entries")):
        found |= {name: int(n) for name, n in zip(columns_of_word(word), tally.tables[table], strict=True)}
    return {name: n for name, n in found.items() if not name.startswith(("event", "has"))}


def test_no_record_is_lost_on_its_way(rich):
    """What is noted either arrives or waits; what waits in the end is what has not arrived."""
    left = waiting_in(rich)
    undelayed = simulated(**COMMON, **{k: v for k, v in NEW.items() if "delay" not in k})
    # the same acts in the first month, before delays change what people believe
    first, at_once = (run.tallies[0] for run in (rich, undelayed))
    arrived, noted_at_all = (arrivals(t) for t in (first, at_once))
    waits = waiting_in(simulated(months=1, **COMMON, **NEW))
    assert {name: arrived[name] + waits[name] for name in arrived} == noted_at_all
    late = [f"rec_{name}" for name, act in ACTS.items() if NEW.get(f"watching.{act.channel}_delay")]
    assert min(left[name] for name in (*late, "entry_payments", "entry_bank", "wrong_entry_payments")) > 0


def test_features_that_are_neutral_are_absent():
    """Compiled in but neutral in this month, they change nothing of what is recorded."""
    later = [{"from": "2016-03", "value": 0.0}, {"from": "2018-12", "value": 0.5}]
    names = ("duplicated", "overheard", "neighbours_loyal", "false_report", "courts_delay", "joined", "cash_blind")
    usual, dormant = simulated(**COMMON), simulated(**COMMON, **{f"watching.{name}": later for name in names})
    for name in (*(f"rec_{act}" for act in ACTS), *(f"wrong_{act}" for act in ACTS)):
        assert np.array_equal(usual.columns[name], dormant.columns[name]), name
    assert np.allclose(usual.columns["life_recorded"], dormant.columns["life_recorded"], rtol=1e-6)


@pytest.mark.parametrize(
    ("path", "value", "measure", "sign"),
    [
        ("watching.duplicated", 0.5, "duplicate_records", 1),
        ("watching.overheard", 1.0, "sensitivity_cameras", 1),
        ("watching.false_report", 0.05, "false_reports", 1),
        ("watching.neighbours_loyal", 10.0, "sensitivity_neighbours", 1),
        ("watching.neighbours_grudge", 10.0, "sensitivity_neighbours", 1),
        ("watching.courts_delay", 12.0, "records_courts", -1),
        ("watching.cash_blind", 1.0, "sensitivity_platforms", -1),
        ("watching.mistaken_rural", 5.0, "mixed_up_records", 1),
        ("watching.false_alarm_old", 5.0, "false_alarms", 1),
        ("watching.joined", 1.0, "share_of_life_recorded", 1),
        ("watching.joined", 1.0, "share_joined", 1),
        ("watching.cashless", 1.0, "share_of_spending_traced", 1),
    ],
)
def test_a_feature_pushes_as_expected(plain, path, value, measure, sign):
    moved = simulated(**COMMON, **{path: value})
    assert sign * (moved.measure(measure) - plain.measure(measure)) > 0


def test_the_second_record_of_one_act_is_dropped_where_the_centre_recognises_it():
    doubled, merged = (
        simulated(months=1, **COMMON, **{"watching.duplicated": 0.5, "watching.merged": m}) for m in (0, 1)
    )
    assert doubled.measure("duplicate_records") > 0 == merged.measure("duplicate_records")


def test_joining_every_place_integrates_all():
    whole = simulated(**COMMON, **{"watching.joined": 1.0})
    assert whole.measure("share_joined") == 1.0
    assert whole.measure("life_recorded_posts") > 1.5 * simulated(**COMMON).measure("life_recorded_posts")


# --- life ------------------------------------------------------------------------------------------------------


def test_the_parts_of_life_add_up_to_the_share_of_life_recorded(rich, plain):
    for run in (rich, plain):
        p = run.world.scenario.section("watching").numbers(run.end.nation.month - 1)
        weights = {name.removeprefix("weight_"): w for name, w in p.items() if name.startswith("weight_")}
        mean = sum(w * run.measure(f"life_recorded_{part}") for part, w in weights.items() if w) / sum(weights.values())
        assert mean == pytest.approx(run.measure("share_of_life_recorded"), abs=6e-4)  # counted in thousandths


def test_off_nothing_is_known_of_the_parts_of_life():
    off = simulated(months=1, **{"watching.on": False})
    assert np.isnan(off.measure("life_recorded_posts"))
    assert np.isnan(off.measure("ppv_bills"))
    assert np.isnan(off.measure("share_joined"))


# --- cameras ------------------------------------------------------------------------------------------------------


EVEN = np.full(STRATA, 1.0 / STRATA)


def towns(values: np.ndarray) -> float:
    return float(values.reshape(PROVINCES, AREAS)[:, 1].sum())


def urn(rates: tuple[float, float], *, surprise: bool, feedback: float = 1.0, steps: int = 4000, floor: float = 0.0):
    """Villages and towns with incidents at these rates, of which cameras record their share."""
    share, incidents = EVEN, np.full(STRATA, 1.0)
    rate = np.tile(rates, PROVINCES)
    for _ in range(steps):
        incidents = incidents + discovered(rate * share, share, "area", surprise=surprise)
        share = shared_out(incidents, EVEN, "area", feedback=feedback, floor=floor)
        assert share.sum() == pytest.approx(1.0)
    return towns(share)


def test_with_equal_rates_cameras_stay_where_the_first_records_put_them():
    incidents = np.tile([1.0, 3.0], PROVINCES)
    assert towns(shared_out(incidents, EVEN, "area", feedback=1.0, floor=0.0)) == pytest.approx(0.75)
    assert urn((0.1, 0.1), surprise=False) == pytest.approx(0.5)


def test_with_unequal_rates_all_cameras_end_where_there_is_a_little_more():
    assert urn((1.0, 1.5), surprise=False, steps=20_000) > 0.9
    assert urn((1.0, 1.5), surprise=False, steps=20) < 0.6


def test_counting_surprises_only_the_share_becomes_that_of_the_rates():
    """Ensign et al. 2018: recorded with probability 1 - own share, share -> l_A / (l_A + l_B)."""
    assert urn((1.0, 1.5), surprise=True, steps=20_000) == pytest.approx(0.6, abs=0.01)


def test_feedback_and_floor_bound_how_far_cameras_move():
    incidents = np.tile([1.0, 3.0], PROVINCES)
    assert np.allclose(shared_out(incidents, EVEN, "province", feedback=0.0, floor=0.0), EVEN)
    assert np.allclose(shared_out(incidents, EVEN, "province", feedback=1.0, floor=1.0), EVEN)
    moved = [towns(shared_out(incidents, EVEN, "area", feedback=f, floor=0.2)) for f in (0.0, 0.5, 1.0, 2.0)]
    assert moved == sorted(moved)
    assert moved[-1] < 0.9
    assert np.allclose(shared_out(np.zeros(STRATA), EVEN, "area", feedback=1.0, floor=0.0), EVEN)
    nobody = np.where(np.arange(STRATA) == 0, 0.0, 1.0 / (STRATA - 1))
    assert shared_out(incidents, nobody, "province", feedback=2.0, floor=0.1)[0] == 0.0
    assert density(nobody, nobody).tolist() == [1.0] * STRATA


FOLLOW = {
    "watching.cameras.on": True,
    "watching.cameras.every_months": 1,
    "watching.cameras.prior_towns": 0.01,
    "watching.cameras.prior_villages": 0.01,
    "watching.cameras.floor": 0.0,
}


@pytest.mark.slow
def test_cameras_concentrate_where_incidents_are_recorded_and_stronger_feedback_concentrates_more():
    still, gentle, strong = (
        simulated(months=8, **COMMON, **FOLLOW, **{"watching.cameras.feedback": f}) for f in (0.0, 0.7, 2.0)
    )
    index = [run.measure("gini_cameras") for run in (still, gentle, strong)]
    assert index == sorted(index)
    assert index[2] > index[0] + 0.02
    assert strong.measure("camera_share_top3") > still.measure("camera_share_top3")
    assert np.isnan(simulated(months=1).measure("gini_cameras"))


def test_villages_lose_cameras_that_they_hardly_used():
    moved = simulated(months=8, **COMMON, **FOLLOW, **{"watching.cameras.among": "area", "conduct.jaywalk_rural": 0.1})
    first = towns(np.asarray(moved.parts[-1]["camera_allocation"].first))
    assert moved.measure("camera_share_towns") > first


def test_watchers_come_back_from_a_checkpoint():
    moved = simulated(months=2, **COMMON, **FOLLOW).parts[-1]["camera_allocation"]
    assert CameraAllocation.from_json(moved.to_json()) == moved
    assert moved.signals(Scenario.load("essay"), 0)["camera_density"].shape == (PROVINCES, AREAS)


def test_every_measure_of_watching_is_listed():
    for what in ("ppv", "sensitivity", "records"):
        assert {f"{what}_{channel}" for channel in CHANNELS} <= set(MEASURES)
