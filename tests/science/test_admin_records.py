"""Filing: what files of payments, ties, banks, journeys and hospitals hold, how right they are, and what follows."""

import numpy as np
import pytest

from xinyong.counting.packed_sums import columns_of_word
from xinyong.mechanisms.watching.recording_errors import FALSE_ALARMS
from xinyong.scenario.scenario import Scenario
from xinyong.society.bit_packing import PACKED
from xinyong.society.columns import BLOCK
from xinyong.vocabulary import ACTS, CHANNELS, FILE_CHANNELS

from . import recorded
from .laboratory import SimulatedMonths, State, begin, simulate_months

ERRORS = 4.5
"""Standard errors by which the counts may differ from the expected counts."""
WINDOW = {"from": "2016-03", "until": "2018-12"}
COMMON = {
    "scoring.court_list.listing": 0.5,
    "lending.forgetting": 0.5,
    "watching.integration": 0.4,
    "watching.joined_integration": 1.0,
    "watching.joined": 0.5,
    "watching.cashless": 0.8,
    "livelihood.rail_year": 12,
    "watching.mistaken": 0.2,
    **{f"watching.{error}_{group}": 2.2 for error in ("mistaken", "false_alarm") for group in ("rural", "old")},
    **{f"watching.{part}_false_alarm": 0.1 for part in FILE_CHANNELS},
    **{f"watching.{part}_delay": 1.0 for part in FILE_CHANNELS},
}
"""Enough of everything that each term of the closed form matters."""
COVERS = {part: "cashless" if part == "payments" else f"{part}_coverage" for part in FILE_CHANNELS}


def months_apart(preset: str, *, past: int, months: int, **changes: object) -> list[tuple[State, SimulatedMonths]]:
    """Months one by one, each with its opening, after a past in which people fell behind and were listed."""
    scenario = Scenario.load(preset).with_changes(changes)
    state = simulate_months(scenario, begin(scenario, people=60_000), months=past).end
    found = []
    for _ in range(months):
        found.append((state, simulate_months(scenario, state, months=1)))
        state = found[-1][1].end
    return found


def off_by(months: list[tuple[State, SimulatedMonths]], **changed: float) -> dict[tuple[str, str], float]:
    """By how many standard errors entries of each channel, and its PPV, miss the closed form."""
    expected = [recorded.entered(*month, changed) for month in months]
    counted = sum(run.tallies[0].tables["entries"] for _, run in months)
    off = {}
    for part in FILE_CHANNELS:
        predicted = sum((month[part] for month in expected), recorded.Noted())
        true, wrong = (
            float(counted[columns_of_word("word_entries").index(f"{kind}_{part}")]) for kind in ("entry", "wrong_entry")
        )
        # a count of one or two is skewed: 1 is added to its variance
        off[part, "true"] = (true - predicted.true) / np.sqrt(predicted.var_true + 1.0)
        off[part, "wrong"] = (wrong - predicted.wrong) / np.sqrt(predicted.var_wrong + 1.0)
        off[part, "ppv"] = (true / (true + wrong) - predicted.ppv) / predicted.error_of_ppv(true + wrong)
    return off


def worst(off: dict[tuple[str, str], float], *parts: str) -> float:
    return max(abs(value) for (part, _), value in off.items() if part in (parts or FILE_CHANNELS))


@pytest.fixture(scope="module")
def everything() -> list[tuple[State, SimulatedMonths]]:
    """Three months of a world in which every error is common, entries wait, and half of all places are joined."""
    return months_apart("documented", past=7, months=3, window=WINDOW, **COMMON)


def test_with_everything_on_the_ppv_of_each_file_is_its_closed_form(everything):
    off = off_by(everything)
    assert worst(off) < ERRORS, off


OF_ONE = {
    **{(part, f"{part}_false_alarm"): 0.0 for part in FILE_CHANNELS},
    **{(part, f"{part}_sensitivity"): 0.6 for part in FILE_CHANNELS},
    **{(part, f"{part}_delay"): 0.0 for part in FILE_CHANNELS},
    **{(part, COVERS[part]): 0.3 for part in FILE_CHANNELS},
    ("hospitals", "hospitals_rural"): 1.0,
}
OF_SEVERAL = {
    "mistaken": 0.0,
    "mistaken_rural": 1.0,
    "mistaken_old": 1.0,
    "false_alarm_rural": 1.0,
    "false_alarm_old": 1.0,
    "joined": 0.0,
    "joined_integration": 0.4,
    "integration": 0.2,
    "integration_official": 0.8,
}


@pytest.mark.parametrize(("part", "term"), OF_ONE)
def test_no_term_of_the_closed_form_of_a_file_is_idle(everything, part, term):
    assert worst(off_by(everything, **{term: OF_ONE[part, term]}), part) > 2 * ERRORS


@pytest.mark.parametrize("term", OF_SEVERAL)
def test_no_term_that_files_share_is_idle(everything, term):
    assert worst(off_by(everything, **{term: OF_SEVERAL[term]})) > 2 * ERRORS


@pytest.mark.slow
@pytest.mark.parametrize("preset", ["documented", "essay", "sharp-eyes"])
def test_the_ppv_of_each_file_is_its_closed_form_in_a_preset(preset):
    window = {"from": "2017-06", "until": "2018-12"}
    off = off_by(months_apart(preset, past=6, months=4, window=window))
    assert worst(off) < ERRORS, off


def test_measures_of_a_file_are_those_of_its_entries(everything):
    run = everything[-1][1]
    for part in FILE_CHANNELS:
        so, true, wrong = (float(run.people(f"{kind}_{part}").sum()) for kind in ("event", "entry", "wrong_entry"))
        assert run.measure(f"ppv_{part}") == true / (true + wrong)
        assert run.measure(f"sensitivity_{part}") == true / so
        assert run.measure(f"records_{part}") == pytest.approx((true + wrong) * run.counts[-1].weight)


def test_what_is_so_is_what_happened(everything):
    state, run = everything[-1]
    is_person = np.asarray(state.columns["is_person"]).reshape(-1)
    for part, is_so in recorded.happened(state, run).items():
        assert np.array_equal(run.columns[f"event_{part}"].reshape(-1), is_so & is_person), part


# --- delay ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def late() -> list[tuple[State, SimulatedMonths]]:
    """Months in which all that is noted waits for two months on average, and little enough that none is pushed on."""
    changes = {f"watching.{channel}_delay": 2.0 for channel in CHANNELS}
    changes |= {f"watching.{act}_false_alarm": 0.05 for act in FALSE_ALARMS}
    changes |= {f"watching.{channel}_sensitivity": 0.15 for channel in ("cameras", "platforms", "posts", "payments")}
    changes |= {f"conduct.{act}": 0.05 for act in ("petition", "breach", "fraud")} | {"conduct.misconduct": 0.5}
    changes |= {f"watching.{part}_false_alarm": 0.05 for part in FILE_CHANNELS}
    changes |= {"watching.integration": 0.3, "scoring.court_list.listing": 0.5, "lending.forgetting": 0.5}
    return months_apart("documented", past=4, months=3, window=WINDOW, **changes)


NAMES = (
    *(f"rec_{act}" for act in ACTS),
    *(f"wrong_{act}" for act in FALSE_ALARMS),
    *(f"{kind}_{part}" for part in FILE_CHANNELS for kind in ("entry", "wrong_entry")),
)


@pytest.mark.parametrize("name", NAMES)
def test_a_record_of_any_channel_arrives_with_the_chance_that_makes_it_wait_for_the_delay(late, name):
    """Each month a third arrives, so that the months waited are geometric, with mean (1 - 1/3)/(1/3) = 2."""
    arrived = sum(float(run.people(name).sum()) for _, run in late)
    waits = sum(float(recorded.waiting(run.columns, name).sum()) for _, run in late)
    n = arrived + waits
    assert n > 25
    assert arrived / n == pytest.approx(1 / 3, abs=4 * np.sqrt(2 / 9 / n) + 0.004)


def test_no_more_arrive_in_a_month_than_their_column_can_tell():
    """Where nearly everything is recorded and nearly nothing arrives, queues are full, and still nothing is lost."""
    changes = {
        f"watching.{channel}_{part}": 1.0 for channel in ("platforms", "posts") for part in ("coverage", "sensitivity")
    }
    changes |= {"watching.integration": 1.0, "conduct.gym": 3.0, "conduct.praise": 3.0}
    months = {
        delay: months_apart(
            "documented", past=1, months=3, window=WINDOW, **changes,
            **{f"watching.{channel}_delay": delay for channel in ("platforms", "posts")},
        )
        for delay in (0.0, 3.0)
    }  # fmt: skip
    for act in ("gym", "praise"):
        most = (1 << PACKED[f"rec_{act}"][1].bits) - 1
        for state, run in months[3.0]:
            before, after = (recorded.waiting(columns, f"rec_{act}") for columns in (state.columns, run.columns))
            arrived, acts = (run.columns[f"{kind}_{act}"].reshape(-1).astype(int) for kind in ("rec", "act"))
            noted_now = arrived + after.astype(int) - before
            assert arrived.max() == after.max() == most == 3
            assert ((noted_now >= 0) & (noted_now <= acts)).all()


# --- whose ties are known ------------------------------------------------------------------------------------------


def test_ties_are_known_of_the_share_of_people_that_coverage_says_and_of_the_same_people_always():
    months = months_apart("documented", past=1, months=2, window=WINDOW, **{"watching.friends_coverage": 0.7})
    first, second = (run.people("has_hidden_ties") for _, run in months)
    assert np.array_equal(first, second)
    online = months[0][1].people("online").astype(float)
    known, n = (~first).sum(), 0.7 * online
    assert known == pytest.approx(n.sum(), abs=4 * np.sqrt((n * (1 - n)).sum()))
    assert first[online == 0].all()


def test_friends_whose_ties_nobody_knows_say_nothing(essay):
    past = simulate_months(essay, begin(essay, people=BLOCK), months=2).end
    none = simulate_months(essay.with_changes({"watching.friends_coverage": 0.0}), past, months=1)
    p = none.world.scenario.section("scoring.factors").numbers(past.nation.month)
    assert not none.people("friends_scores").any()
    assert not none.people("entry_friends").any()
    new = none.people("score_factors") > 0
    kept = (1 - p["update"]) * past.people("factors_connections")
    worth = (p["high"] - p["low"]) * p["weight_connections"] * p["no_friends"]
    target = kept + np.where(past.people("score_factors") > 0, p["update"], 1.0) * worth
    assert np.allclose(none.people("factors_connections")[new], target[new], atol=1e-2)


# --- what wrong entries do -------------------------------------------------------------------------------------------

NOTHING_ELSE_IS_WRONG = {
    "watching.mistaken": 0.0,
    "watching.duplicated": 0.0,
    "watching.overheard": 0.0,
    "watching.false_report": 0.0,
    **{f"watching.{act}_false_alarm": 0.0 for act in FALSE_ALARMS},
    **{f"watching.{part}_false_alarm": 0.0 for part in FILE_CHANNELS},
    "scoring.court_list.mistake": 0.0,
    "scoring.dishonest_firms.mistake": 0.0,
}


@pytest.mark.parametrize("part", [None, "bank", "friends", "payments"])
def test_a_wrong_entry_can_be_traced_to_the_sanctions_that_it_causes(essay, part):
    changes = NOTHING_ELSE_IS_WRONG | {"watching.integration": 0.9, "scoring.conformity.misbooked": 0.3}
    changes |= {f"watching.{part}_false_alarm": 0.8} if part else {}
    scenario = essay.with_changes(changes)
    run = simulate_months(scenario, begin(scenario, people=BLOCK), months=8)
    wrongful = sum(count.sum("n_wrongful")[0] for count in run.counts)
    assert (wrongful > 0) == (part is not None)
    moved = {name: bool(run.people(f"{name}_wrong").any()) for name in ("factors", "friends", "conformity", "unified")}
    through = {"bank": "factors", "friends": "friends", "payments": "conformity"}.get(part)
    assert moved == {name: name in (through, "unified") and through is not None for name in moved}


def test_journeys_and_visits_to_hospitals_that_were_entered_wrongly_move_no_score(essay):
    usual, wrong = (
        simulate_months(scenario, begin(scenario, people=BLOCK), months=3)
        for scenario in (
            essay.with_changes({f"watching.{part}_false_alarm": rate for part in ("travel", "hospitals")})
            for rate in (0.0, 1.0)
        )
    )
    assert wrong.people("wrong_entry_travel").sum() > 100 < wrong.people("wrong_entry_hospitals").sum()
    for score in ("points", "factors", "conformity", "scorecard", "unified"):
        assert np.array_equal(usual.people(f"score_{score}"), wrong.people(f"score_{score}")), score


@pytest.mark.parametrize(("preset", "column"), [("corporate", "score_bureau"), ("essay", "score_firms")])
def test_missed_payments_that_were_entered_wrongly_lower_other_scores_too(preset, column):
    used = {"scoring.firms.used": "ratings"} if preset == "essay" else {}
    means = []
    for rate in (0.0, 0.5):
        changes = {"window": WINDOW, **used, "watching.bank_false_alarm": rate}
        scenario = Scenario.load(preset).with_changes(changes)
        run = simulate_months(scenario, begin(scenario, people=BLOCK), months=4)
        means.append(run.people(column).mean())
    assert means[1] < means[0]
    account = run.people(column.replace("score_", "") + "_wrong")
    assert account.min() < -10 < account.max() <= 0


def test_a_missed_payment_that_is_not_reported_does_not_lower_a_score():
    """A registry that knows of nobody's payments thinks of debtors as of those who always paid."""
    changes = {"watching.bank_coverage": 0.0, "lending.forgetting": 0.9}
    scenario = Scenario.load("corporate").with_changes(changes)
    past = begin(scenario, people=BLOCK).with_columns(payment_record=1.0)
    run = simulate_months(scenario, past, months=6)
    has_missed = run.people("event_bank") & ~(run.people("debt_judged_yuan") > 0) & (run.people("file_months") > 0)
    p = scenario.section("scoring.bureau").numbers(past.nation.month)
    weights = sum(p[f"weight_{d}"] for d in ("payment", "owed", "length", "new"))
    full = (p["high"] - p["low"]) * p["weight_payment"] / weights
    assert has_missed.sum() > 20
    assert np.median(run.people("bureau_payment")[has_missed]) == pytest.approx(full, abs=0.5)


def test_without_watching_scores_learn_of_everything_that_lenders_and_friends_know():
    scenario = Scenario.load("essay").with_changes({"window": WINDOW, "watching.on": False})
    run = simulate_months(scenario, begin(scenario, people=BLOCK), months=6)
    for name in ("record_unfiled", "record_misfiled", "arrears_unfiled", "has_hidden_ties", "friends_wrong"):
        assert not run.people(name).any(), name
    assert run.people("friends_listed").min() < 0
    assert np.isnan(run.measure("ppv_bank"))


def test_a_missed_payment_that_is_not_reported_never_comes_to_light():
    """Months later, with the debt paid off and the record slow to mend, the registry still knows nothing of it."""
    scenario = Scenario.load("documented").with_changes(
        {
            "watching.bank_coverage": 0.0,
            "lending.forgetting": 0.2,
            "lending.term_consumer": 3,
            "lending.instalment_least": 0.5,
            "lending.supply": 0.0,
        }
    )
    months_of_a_miss = scenario.watching.numbers(scenario.window.from_)["bank_memory"]
    state, before, paid_off = begin(scenario, people=BLOCK), None, 0
    for _ in range(24):
        run = simulate_months(scenario, state, months=1)
        state = run.end
        owes = sum(run.people(f"debt_{kind}_yuan") for kind in ("mortgage", "consumer", "business")) > 0
        paid_off += (~owes & (run.people("record_unfiled") > 0.05)).sum()
        # a miss of this month is filed in the next, or is not
        to_be_filed = run.people("has_missed") / months_of_a_miss
        now = run.people("payment_record") + run.people("record_unfiled") + to_be_filed
        if before is not None:
            assert (now >= before - 1e-4)[~run.people("is_default")].all()
        before = now
    assert paid_off > 100
