"""Scorecard: one citizen's bins, looked up in the lender's weights."""

import math

BINS = {"payment": 4, "burden": 4, "income": 4, "file": 4, "traces": 4, "slips": 2, "court": 2}
SLIPS = ("late_bill", "no_show", "cheat")


def scorecard(citizen, nation, p):
    """Points of each bin; a second look at the bins that wrong records can move tells what they did."""
    c = citizen
    rightly = any(c[f"rec_{act}"] for act in SLIPS)
    wrongly = any(c[f"wrong_{act}"] for act in SLIPS)
    left = p["slip_months"] if rightly or wrongly else max(c["slip_months"] - 1, 0)
    true_left = p["slip_months"] if rightly else max(c["true_slip_months"] - 1, 0)

    bins = _bins(c, nation, p) | {"slips": int(left >= 1), "court": int(c["is_listed"])}
    true_bins = bins | {
        "slips": int(true_left >= 1),
        "court": int(c["is_listed"] and not c["is_listed_wrongly"]),
    }
    factor = p["double_points"] / math.log(2.0)
    weights = weights_by_feature(nation["scorecard_weights"])
    part = {name: factor * weights[name][number] for name, number in bins.items()}
    part["start"] = p["target_points"] + factor * (nation["scorecard_weights"][0] - math.log(p["target_odds"]))
    raw = sum(part.values())
    score = min(max(raw, p["low"]), p["high"])
    part["bounds"] = score - raw
    out = {f"scorecard_{name}": points for name, points in part.items()}
    out["scorecard_wrong"] = sum(part[name] - factor * weights[name][true_bins[name]] for name in bins)
    out |= {"score_scorecard": score, "scored_cell": 1 + cell(bins)}
    out |= {"slip_months": int(left), "true_slip_months": int(true_left)}
    return out if c["is_person"] else dict.fromkeys(out, 0)


def _bins(c, nation, p):
    """The bin of each feature that has edges."""
    income = max(c["income_year_yuan"], 1.0)
    values = {
        "payment": c["payment_record"],
        "burden": c["debt_due_yuan"] / income,
        "income": c["income_year_yuan"] / nation["mean_income_yuan"],
        "file": c["file_months"],
        "traces": c["spend_traced_yuan"] / nation["mean_income_yuan"],
    }
    return {
        name: max([0] + [k for k in range(1, BINS[name]) if value >= p[f"{name}_{k}"]])
        for name, value in values.items()
    }


def weights_by_feature(weights):
    """The weights after the intercept, feature by feature."""
    found, first = {}, 1
    for name, bins in BINS.items():
        found[name] = weights[first : first + bins]
        first += bins
    return found


def cell(bins):
    """The number of a combination of bins: the first feature counts most."""
    number = 0
    for name, size in BINS.items():
        number = number * size + bins[name]
    return number
