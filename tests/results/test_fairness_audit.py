"""A run's audits against fairlearn on the same people, and what its file holds."""

from __future__ import annotations

import functools

import numpy as np
import pandas as pd
import pytest
from fairlearn.metrics import (
    MetricFrame,
    count,
    demographic_parity_difference,
    demographic_parity_ratio,
    equal_opportunity_difference,
    equalized_odds_difference,
    false_negative_rate,
    false_positive_rate,
    selection_rate,
    true_negative_rate,
    true_positive_rate,
)

from tests.measures.crowd import nobody, tally_of
from tests.measures.test_fairness import DECEMBER, audited, columns, label
from xinyong.counting.groups import DIMENSIONS
from xinyong.counting.rates import LEAST
from xinyong.errors import BadRequest
from xinyong.mechanisms.lending.loan_performance import PLACES, UNSCORED
from xinyong.mechanisms.scoring import FAMILIES
from xinyong.results.fairness_audit import BY, KEPT, calibration, fairness, no_risk, risk_of_bands, year_of
from xinyong.results.schema import audit_frame, audit_from_frame, audit_hash, audit_table, no_audit

RISK = risk_of_bands(650.0, 60.0, 25.0)
NOTHING = np.zeros((0, 4), np.int64)


SCALE = FAMILIES["scorecard"].scale


@functools.cache
def tally():
    return tally_of(columns(), month=DECEMBER, score="factors")


@functools.cache
def kept():
    """The audit of a year with one month."""
    year = year_of(tally(), nobody() + tally(), NOTHING)
    return audit_table(np.insert(year, 0, DECEMBER, axis=1), replicate=0)


def rates_of(by, **how):
    found = fairness(audit_frame(kept()), [by], **({"cut": None, "scale": SCALE, "risk": RISK} | how))
    return found.set_index(["measure", "group"])


def features(by, who):
    """Everybody's group in words, as an audit names it."""
    names = by.split(",")
    found = [np.char.add(f"{d.name}=", label(d)[who]) for name in names for d in DIMENSIONS if d.name == name]
    return np.asarray([",".join(parts) for parts in zip(*found, strict=True)])


@pytest.mark.parametrize("by", BY)
def test_rates_and_gaps_are_fairlearns(by):
    who, pays, approved = audited()
    groups = features(by, who)
    frame = MetricFrame(
        metrics={
            "true_positive_rate": true_positive_rate,
            "false_positive_rate": false_positive_rate,
            "true_negative_rate": true_negative_rate,
            "false_negative_rate": false_negative_rate,
            "n": count,
        },
        y_true=pays,
        y_pred=approved,
        sensitive_features=groups,
    ).by_group
    found = rates_of(by)
    for group in frame.index:
        for name in ("true_positive_rate", "false_positive_rate", "true_negative_rate", "false_negative_rate"):
            assert found.loc[(name, group), "value"] == pytest.approx(frame.loc[group, name], abs=1e-12), (name, group)
        assert found.loc[("error_rate", group), "n"] == frame.loc[group, "n"]
    given = {"sensitive_features": groups}
    for name, metric in {
        "equal_opportunity_difference": equal_opportunity_difference,
        "equalized_odds_difference": equalized_odds_difference,
    }.items():
        row = found.loc[(name, by)]
        assert row["value"] == pytest.approx(metric(pays, approved, **given), abs=1e-12)
        assert row["low"] < row["value"] < row["high"]


@pytest.mark.parametrize("by", BY)
def test_parity_is_fairlearns(by):
    c = columns()
    who = c["is_person"] & c["is_applicant"]
    y, given = c["is_approved"][who], {"sensitive_features": features(by, who)}
    found = rates_of(by)
    assert found.loc[("demographic_parity_difference", by), "value"] == pytest.approx(
        demographic_parity_difference(y, y, **given), abs=1e-12
    )
    assert found.loc[("disparate_impact_ratio", by), "value"] == pytest.approx(
        demographic_parity_ratio(y, y, **given), abs=1e-12
    )


def test_a_cut_of_the_score_is_audited_as_a_decision():
    who, pays, _ = audited()
    band = (columns()["audited"][who].astype(int) - 1) % PLACES
    above, groups = (350 + 25 * band >= 600) & (band != UNSCORED), features("sex", who)
    found = rates_of("sex", cut=600.0)
    frame = MetricFrame(
        metrics={"true_positive_rate": true_positive_rate, "false_positive_rate": false_positive_rate},
        y_true=pays,
        y_pred=above,
        sensitive_features=groups,
    ).by_group
    rates = MetricFrame(metrics=selection_rate, y_true=pays, y_pred=above, sensitive_features=groups).by_group
    for group in frame.index:
        assert found.loc[("approval_rate", group), "value"] == pytest.approx(rates[group], abs=1e-12)
        for name in frame.columns:
            assert found.loc[(name, group), "value"] == pytest.approx(frame.loc[group, name], abs=1e-12)


def test_calibration_is_the_failure_rate_by_band_beside_the_predicted_one():
    who, pays, _ = audited()
    band = (columns()["audited"][who].astype(int) - 1) % PLACES
    people = pd.DataFrame({"group": features("area", who), "score_from": 350.0 + 25 * band, "failed": ~pays})
    unscored = people[band == UNSCORED].groupby("group")["failed"].agg(["mean", "size"])
    expected = people[band != UNSCORED].groupby(["group", "score_from"])["failed"].agg(["mean", "size"])
    found = calibration(audit_frame(kept()), ["area"], scale=SCALE, risk=RISK)
    without = found[found["score_from"].isna()].set_index("group")
    assert without["n"].to_dict() == unscored["size"].to_dict()
    assert without["observed"].to_dict() == pytest.approx(unscored["mean"].to_dict())
    assert without[["score_to", "predicted"]].isna().all(axis=None)
    found = found.dropna(subset="score_from").set_index(["group", "score_from"])
    assert found["n"].to_dict() == expected["size"].to_dict()
    for key, row in found.iterrows():
        assert row["observed"] == pytest.approx(expected.loc[key, "mean"])
        middle = key[1] + 12.5
        assert row["predicted"] == pytest.approx(1 / (1 + 60 * 2 ** ((middle - 650) / 25)))
    for group, rows in found.groupby("group"):
        error = (rows["n"] * (rows["observed"] - rows["predicted"]).abs()).sum() / rows["n"].sum()
        assert rates_of("area").loc[("calibration_error", group), "value"] == pytest.approx(error)


def test_only_a_scorecard_foretells_and_a_scale_lays_the_bands():
    found = calibration(audit_frame(kept()), ["area"], scale=FAMILIES["bureau"].scale, risk=no_risk())
    assert found["predicted"].isna().all()
    assert found["score_from"].min() == 300
    predicted = calibration(audit_frame(kept()), ["area"], scale=SCALE, risk=RISK)
    pd.testing.assert_frame_equal(found[["n", "observed"]], predicted[["n", "observed"]])
    errors = rates_of("area", risk=no_risk()).loc["calibration_error"]
    assert errors["value"].isna().all()
    assert (errors["n"] == 0).all()
    without = calibration(audit_frame(kept()), ["area"], scale=None, risk=no_risk())
    assert without[["score_from", "score_to"]].isna().all(axis=None)
    with pytest.raises(BadRequest, match=r"cut: received 600.0; accepted: no cut-off, because lenders .* use no score"):
        rates_of("area", cut=600.0, scale=None)
    with pytest.raises(BadRequest, match="accepted: a score from 150 to 1250 in steps of 50"):
        rates_of("area", cut=125.0, scale=FAMILIES["points"].scale)


def test_wrongful_sanctions_by_group_are_those_of_the_people():
    c = columns()
    who = c["is_person"] & ~c["is_urban"]
    found = rates_of("area")["value"]
    expected = c["n_wrongful"][who].sum(dtype=int) / c["n_sticks"][who].sum(dtype=int)
    assert found["wrongful_stick_share", "area=rural"] == pytest.approx(expected)
    assert found["sanction_rate", "area=rural"] == pytest.approx((c["n_sticks"][who] > 0).mean())


def test_what_few_tell_is_null_with_its_n():
    rows = np.array([[0, list(KEPT).index(what), 0, n] for what, n in (("applications", LEAST - 1), ("approvals", 3))])
    few = audit_frame(audit_table(np.insert(rows, 0, DECEMBER, axis=1), replicate=0))
    found = fairness(few, ["area"], cut=None, scale=SCALE, risk=RISK).set_index(["measure", "group"])
    row = found.loc[("approval_rate", "area=rural")]
    assert row["n"] == LEAST - 1
    assert row[["value", "low", "high"]].isna().all()
    assert found.loc[("disparate_impact_ratio", "area"), ["value", "low", "high"]].isna().all()


def test_a_year_holds_its_own_applications_only():
    two = nobody() + tally() + tally()
    first = year_of(tally(), nobody() + tally(), NOTHING)
    second = year_of(tally(), two, first)
    assert np.array_equal(first, second)
    assert first[first[:, 1] == list(KEPT).index("applications"), 3].sum() == tally().total("is_applicant")
    assert first[first[:, 1] == list(KEPT).index("people"), 3].sum() == tally().total("people")


def test_the_file_keeps_every_bit():
    frame = audit_frame(kept())
    again = audit_from_frame(frame.sample(frac=1.0, random_state=1))
    assert audit_hash(again) == audit_hash(kept())
    frame.loc[0, "n"] += 1
    assert audit_hash(audit_from_frame(frame)) != audit_hash(kept())
    assert fairness(no_audit(), BY, cut=None, scale=SCALE, risk=RISK).empty
    assert calibration(no_audit(), BY, scale=SCALE, risk=RISK).empty


@pytest.mark.parametrize(
    ("by", "cut", "message"),
    [
        ("sexe", None, "by: received sexe; accepted: one or more of area, quintile, sex"),
        ("sex,sex", None, "by: received sex,sex; accepted: each dimension once. Name it once."),
        ("sex", 610.0, "cut: received 610.0; accepted: a score from 375 to 925 in steps of 25."),
        ("sex", 350.0, "cut: received 350.0"),
    ],
)
def test_what_cannot_be_audited_is_refused(by, cut, message):
    with pytest.raises(BadRequest, match=message):
        rates_of(by, cut=cut)
