"""Reference: what somebody owns and owes when the month begins."""

Citizen = dict[str, float]


def opening_stocks(citizen: Citizen) -> Citizen:
    """Cash, what is owed to formal lenders or under a court's order, and what is owed to informal lenders."""
    formal = sum(citizen[f"debt_{kind}_yuan"] for kind in ("mortgage", "consumer", "business", "judged"))
    return {
        "opening_cash_yuan": citizen["cash_yuan"],
        "opening_debt_yuan": formal,
        "opening_informal_yuan": citizen["debt_informal_yuan"],
    }
