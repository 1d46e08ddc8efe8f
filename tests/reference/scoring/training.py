"""Training: one applicant who is followed, and what the lender is told in the end."""

import math

CELLS = 4 * 4 * 4 * 4 * 4 * 2 * 2
KINDS = ("paid", "failed", "refused_paid", "refused_failed", "lent")
FAILED = 255
BANDS = 24


def training(citizen, nation, p):
    """Close a window that is over, else open one for a loan or a refusal, else follow on; and what audits keep."""
    found = _followed(citizen, p)
    audited = 0 if nation["month"] % 12 == 0 else citizen["audited"]
    is_over = citizen["followed_cell"] > 0 and citizen["followed_months"] + 1 >= p["horizon_months"]
    if is_over:
        kind = (found["training_row"] - citizen["followed_cell"]) // CELLS
        return found | {"audited": 1 + kind * BANDS + citizen["followed_band"], "followed_band": 0}
    if found["followed_cell"] == 0:
        return found | {"audited": audited, "followed_band": 0}
    is_fresh = found["followed_months"] == 0
    return found | {"audited": audited, "followed_band": _band(citizen) if is_fresh else citizen["followed_band"]}


def _band(c):
    """Which of the bands of 25 points from 350 on holds the score at the application; the outer ones are open."""
    return min(max(math.floor((c["score_scorecard"] - 350) / 25), 0), BANDS - 1)


def _followed(c, p):
    followed = c["followed_cell"] > 0
    behind, months = _behind(c, p), c["followed_months"] + 1
    nobody = {"followed_cell": 0, "followed_months": 0, "followed_behind": 0, "is_followed_borrower": False}
    if followed and months >= p["horizon_months"]:
        kind = ("" if c["is_followed_borrower"] else "refused_") + ("failed" if behind == FAILED else "paid")
        return nobody | {"training_row": _row(kind, c["followed_cell"])}
    if c["is_person"] and c["is_applicant"] and c["scored_cell"]:
        if c["is_approved"] and not (followed and c["is_followed_borrower"]):
            opened = nobody | {"followed_cell": c["scored_cell"], "is_followed_borrower": True}
            return opened | {"training_row": _row("lent", c["scored_cell"])}
        if not c["is_approved"] and not followed:
            return nobody | {"followed_cell": c["scored_cell"], "training_row": 0}
    if not followed:
        return nobody | {"training_row": 0}
    return {
        "followed_cell": c["followed_cell"],
        "followed_months": min(months, 255),
        "followed_behind": behind,
        "is_followed_borrower": c["is_followed_borrower"],
        "training_row": 0,
    }


def _row(kind, cell_plus_one):
    return KINDS.index(kind) * CELLS + cell_plus_one


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
