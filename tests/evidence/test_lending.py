"""Lending in rounds and thin files: the targets by other ways, and tables of scores that are not good."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import numpy as np
import pytest
from sklearn.metrics import roc_auc_score

from xinyong.errors import BadFolder
from xinyong.evidence.replications import REPLICATIONS, Setup
from xinyong.evidence.replications.damour_2020 import REPAY, STARTS
from xinyong.evidence.replications.liu_2018 import REACHED, TOTALS, read
from xinyong.evidence.replications.thin_files import CUTOFF, THICK, THIN
from xinyong.mechanisms.lending.monthly_loans import RECORD_GRADES
from xinyong.nation.monthly_loans import SHAPE, MonthlyLoans, alike, granted
from xinyong.scenario.scenario import Scenario

FICO = Path(__file__).parents[3] / "shared" / "data" / "fico"

LIU_2018 = REPLICATIONS["liu-2018"]
CHANCE = np.array(REPAY)


def target(replication, name):
    (found,) = (t.expected.value for t in REPLICATIONS[replication].targets if t.id == name)
    return found


def moved(people, lent):
    """One round of the exact chain: shares of a group at each score."""
    after = people * (1 - lent)
    for score, share in enumerate(people * lent):
        after[min(score + 1, 6)] += share * CHANCE[score]
        after[max(score - 1, 0)] += share * (1 - CHANCE[score])
    return after


def gap_after(months, lend):
    """The gap in the chance of repaying after so many rounds of the exact chain."""
    groups = [np.array(start) for start in STARTS]
    for _ in range(months):
        groups = [moved(people, lent) for people, lent in zip(groups, lend(*groups), strict=True)]
    return float((groups[0] - groups[1]) @ CHANCE)


def by_opportunity(first, second):
    people = np.array([first, second])
    return alike(people, people * CHANCE, 2 * CHANCE - 1)


def test_where_all_are_lent_to_the_end_is_the_stationary_state_of_the_chain():
    steps = np.array([moved(np.eye(7)[score], np.ones(7)) for score in range(7)])
    values, vectors = np.linalg.eig(steps.T)
    still = np.real(vectors[:, np.argmax(np.real(values))])
    assert still @ CHANCE / still.sum() == pytest.approx(target("damour-2020", "all-first"), abs=1e-6)


def test_from_a_threshold_the_chain_ends_below_it():
    ends = [np.array(start) for start in STARTS]
    for _ in range(3000):
        ends = [moved(people, CHANCE > 0.5) for people in ends]
    wanted = [target("damour-2020", f"threshold-{name}") for name in ("first", "second")]
    assert [people @ CHANCE for people in ends] == pytest.approx(wanted, abs=1e-6)


def test_the_exact_chain_has_the_recomputed_gaps_after_a_hundred_rounds():
    assert gap_after(100, lambda *_: np.array([CHANCE > 0.5] * 2)) == pytest.approx(0.050, abs=1e-3)
    assert gap_after(100, by_opportunity) == pytest.approx(0.103, abs=1e-3)


def test_equal_shares_are_lent_to_and_no_other_share_pays_better():
    rng = np.random.default_rng(3)
    people, repay = rng.random((2, 40)), np.sort(rng.random((2, 40)), axis=1)
    gain = repay - 3 * (1 - repay)
    for weight in (people, people * repay):
        lent = alike(people, weight, gain)
        shares = (weight * lent).sum(axis=1) / weight.sum(axis=1)
        assert shares[0] == pytest.approx(shares[1])
        best = max((people * gain * granted(weight, share)).sum() for share in np.linspace(0, 1, 501))
        assert (people * gain * lent).sum() >= best - 1e-12


def test_a_lender_who_must_know_its_applicants_lends_to_nobody_before_it_has_counted_them():
    scenario = Scenario.load("no-system").with_changes(
        {"lending.monthly_loans.on": True, "lending.monthly_loans.policy": "parity"}
    )
    month, people = 12 * 2013, tuple(np.ones(2 * RECORD_GRADES, int).tolist())
    assert not np.any(MonthlyLoans().signals(scenario, month)["monthly_loans_grant"])
    assert np.any(MonthlyLoans(people=people).signals(scenario, month)["monthly_loans_grant"])


def test_its_memory_survives_a_checkpoint():
    lender = MonthlyLoans(repay=(0.1,) * (SHAPE[0] * SHAPE[1]), people=(1, 2, 3))
    assert MonthlyLoans.from_json(lender.to_json()) == lender


def scores(payments):
    """Scores of all sequences of payments, late or not, and how many of each sequence are late."""
    sequences = np.array(list(product((False, True), repeat=payments)))
    record, behind = np.ones(len(sequences)), np.zeros(len(sequences))
    for late in sequences.T:
        record += (~late - record) / 24
        behind = np.where(late, behind + 1, np.maximum(behind - 1, 0))
    return np.round(300 + 550 * record * (1 - np.minimum(behind / 6, 1)), 2), sequences.sum(axis=1)


@pytest.mark.parametrize(("name", "payments"), [("thick", THICK), ("thin", THIN)])
def test_all_sequences_of_payments_give_the_targets_of_thin_files(name, payments):
    score, late = scores(payments)
    prudent, careless = (chance**late * (1 - chance) ** (payments - late) for chance in (0.05, 0.15))
    label, weight = np.repeat([1, 0], len(score)), np.concatenate([prudent, careless])
    auc = roc_auc_score(label, np.tile(score, 2), sample_weight=weight)
    wrong = (prudent[score < CUTOFF].sum() + careless[score >= CUTOFF].sum()) / 2
    assert (auc, wrong) == pytest.approx(
        (target("thin-files", f"auc-{name}"), target("thin-files", f"wrong-{name}")), abs=1e-4
    )


def tables(
    folder, *, share="0,10,20\n50,60,50\n100,100,100", bad="0,90,80\n50,10,10\n100,1,1", totals="Kind,{}\nSSA,10,90"
):
    """A folder of made-up tables."""
    names = "Black,Non- Hispanic white"
    (folder / TOTALS).write_text(totals.format(names))
    (folder / REACHED).write_text(f"Score,{names}\n{share}")
    (folder / "transrisk_performance_by_race_ssa.csv").write_text(f"Score,{names}\n{bad}")
    return folder


def test_tables_are_read_as_scores_shares_and_chances(tmp_path):
    fico = read(tables(tmp_path))
    assert fico.points[[0, -1]].tolist() == [300.0, 850.0]
    assert fico.people.tolist() == [pytest.approx([0.1, 0.5, 0.4]), pytest.approx([0.2, 0.3, 0.5])]
    assert fico.repay[0] == pytest.approx([0.1, 0.9, 0.99])
    assert fico.sizes == pytest.approx([0.1, 0.9])


@pytest.mark.parametrize(
    "wrong",
    [
        {"totals": "Kind,Somebody\nSSA,10"},
        {"totals": "Kind,{}\nSSA,10,many"},
        {"totals": "Kind,{}\nSSA,0,90"},
        {"totals": "Kind,{}"},
        {"totals": ""},
        {"share": "0,10,20\n50,5,50\n100,100,100"},
        {"share": "0,10,20\n50,60,50\n100,99,100"},
        {"share": "0,10,20\n100,100,100"},
        {"bad": "0,90,80\n50,10,101\n100,1,1"},
        {"bad": "0,90,80\n50,10\n100,1,1"},
        {"bad": "0,90,80\n50,10,nan\n100,1,1"},
    ],
)
def test_other_tables_are_refused_in_one_message(tmp_path, wrong):
    with pytest.raises(BadFolder, match="accepted"):
        LIU_2018.reproduce(Setup(data=tables(tmp_path, **wrong)))


def test_an_empty_folder_is_refused_and_none_at_all_is_said_to_be_missing(tmp_path):
    with pytest.raises(BadFolder, match=TOTALS):
        LIU_2018.reproduce(Setup(data=tmp_path))
    assert "data not present" in LIU_2018.reproduce().findings[0].reason


@pytest.mark.slow
@pytest.mark.skipif(not FICO.is_dir(), reason="the TransRisk tables are not the project's to ship")
def test_with_the_tables_it_reproduces_its_targets_and_with_a_wrong_number_it_fails():
    found = LIU_2018.reproduce(Setup(data=FICO)).findings
    assert {one.id: one.obtained for one in found if one.verdict != "met"} == {}
    assert LIU_2018.reproduce(Setup(data=FICO, changes=LIU_2018.wrong)).verdict == "not met"
