"""Following: one applicant who is followed, and what audits keep of them."""

import math

EVENTS = ("paid", "failed", "refused_paid", "refused_failed", "lent", "refused")
FAILED = 255
SCALES = {
    "unified": (350, 25),
    "factors": (350, 25),
    "scorecard": (350, 25),
    "firms": (350, 25),
    "points": (100, 50),
    "bureau": (300, 25),
}
BANDS, UNSCORED = 24, 24


def loan_performance(citizen, nation, p, credit_score):
    """Close a window that is over, else open one for a loan or a refusal, else follow on; and what audits keep."""
    audited = 0 if nation["month"] % 12 == 0 else citizen["audited"]
    event = _event(citizen, p)
    code = 1 + EVENTS.index(event) if event else 0
    if code > 4:
        opened = _nobody() | {
            "is_followed_borrower": event == "lent",
            "followed_band": 1 + _band(citizen, credit_score),
        }
        return opened | {"followed_event": code, "audited": audited}
    if code:
        kept = 1 + (code - 1) * (BANDS + 1) + (citizen["followed_band"] - 1)
        return _nobody() | {"followed_event": code, "audited": kept}
    if not citizen["followed_band"]:
        return _nobody() | {"followed_event": 0, "audited": audited}
    return {
        "followed_months": min(citizen["followed_months"] + 1, 255),
        "followed_behind": _behind(citizen, p),
        "is_followed_borrower": citizen["is_followed_borrower"],
        "followed_band": citizen["followed_band"],
        "followed_event": 0,
        "audited": audited,
    }


def _nobody():
    return {"followed_months": 0, "followed_behind": 0, "is_followed_borrower": False, "followed_band": 0}


def _event(c, p):
    """What happens to the observation of somebody: it closes, or one opens, or nothing."""
    is_followed = c["followed_band"] > 0
    if is_followed and c["followed_months"] + 1 >= p["horizon_months"]:
        return ("" if c["is_followed_borrower"] else "refused_") + ("failed" if _behind(c, p) == FAILED else "paid")
    if not (c["is_person"] and c["is_applicant"]):
        return ""
    if c["is_approved"]:
        return "" if is_followed and c["is_followed_borrower"] else "lent"
    return "" if is_followed else "refused"


def _band(c, credit_score):
    """Which band of the score that lenders look at holds it; the outer ones are open."""
    if not credit_score or c[f"score_{credit_score}"] <= 0:
        return UNSCORED
    low, width = SCALES[credit_score]
    return min(max(math.floor((c[f"score_{credit_score}"] - low) / width), 0), BANDS - 1)


def _behind(c, p):
    """Months behind: really for a borrower, on paper for the refused; who has failed once has failed."""
    if c["followed_behind"] == FAILED or c["is_default"]:
        return FAILED
    if c["is_followed_borrower"]:
        months = c["arrears_months"]
    else:
        needed = (p["paper_floor"] + p["paper_instalment"]) * c["income_year_yuan"]
        is_short = c["arrears_months"] > 0 or c["cash_yuan"] < needed
        months = c["followed_behind"] + 1 if is_short else max(c["followed_behind"] - 1, 0)
    return FAILED if months >= p["bad_months"] else min(months, FAILED - 1)
