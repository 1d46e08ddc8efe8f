"""Training: one applicant who is followed, and what the lender is told in the end."""

CELLS = 4 * 4 * 4 * 4 * 4 * 2 * 2
KINDS = ("paid", "failed", "refused_paid", "refused_failed", "lent")
FAILED = 255


def training(citizen, p):
    """Close a window that is over, else open one for a loan or a refusal, else follow on."""
    c = citizen
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
