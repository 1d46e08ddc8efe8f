"""Points: one citizen's entry in the city's ledger."""

TARIFF = {
    "finance": ("late_bill",),
    "civility": ("jaywalk", "no_show", "cheat", "petition"),
    "law": ("breach", "fraud", "misconduct"),
    "merit": ("volunteer",),
}


def points(citizen, p):
    """Book one month's records; people of places without a ledger have none."""
    c = citizen
    if not (c["is_person"] and c["roll_out_rank"] < p["coverage"]):
        columns = ("start", "finance", "civility", "law", "merit", "bounds", "wrong")
        return {"score_points": 0.0} | {f"points_{name}": 0.0 for name in columns}
    kept = 1.0 - p["forgetting"]
    ledger, wrong = {}, kept * c["points_wrong"]
    for part, acts in TARIFF.items():
        # deductions fade, merit stays
        ledger[part] = c[f"points_{part}"] if part == "merit" else kept * c[f"points_{part}"]
        for act in acts:
            ledger[part] += p[f"{act}_points"] * (c[f"rec_{act}"] + c[f"wrong_{act}"])
            wrong += p[f"{act}_points"] * c[f"wrong_{act}"]
    if c["arrears_months"] > 0:
        ledger["finance"] += p["arrears_points"]
    if c["is_newly_listed"]:
        ledger["law"] += p["listing_points"]
        if c["is_listed_wrongly"]:
            wrong += p["listing_points"]
    ledger["merit"] = min(ledger["merit"], p["merit_most"])
    raw = p["start"] + sum(ledger.values())
    score = min(max(raw, p["low"]), p["high"])
    return {
        "points_start": p["start"],
        **{f"points_{part}": amount for part, amount in ledger.items()},
        "points_bounds": score - raw,
        "points_wrong": wrong,
        "score_points": score,
    }
