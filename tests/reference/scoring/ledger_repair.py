"""Repair: what is struck out of one citizen's ledger."""

from .points import TARIFF

DRAWS = ("applies",)
TIERS = {"minor": "civility", "general": "finance", "serious": "law"}


def ledger_repair(citizen, p, stream):
    """Strike out tiers that are old enough to be deleted, or old enough to be mended by somebody in good order."""
    c = citizen
    mends = c["arrears_months"] == 0 and not c["is_listed"] and stream.chance("applies", p["applies"])
    left, months = {}, {}
    for tier, part in TIERS.items():
        stood = c[f"{tier}_months"]
        is_old = 0 < p[f"{tier}_most"] <= stood
        is_struck = p["right"] > 0 and (is_old or (mends and stood >= p[f"{tier}_least"]))
        left[part] = max(c[f"points_{part}"], 0.0) if is_struck else c[f"points_{part}"]
        acts = [act for act in TARIFF[part] if c[f"rec_{act}"] + c[f"wrong_{act}"] > 0]
        is_added_to = (
            bool(acts)
            or {
                "minor": False,
                "general": c["arrears_months"] > 0,
                "serious": c["is_newly_listed"],
            }[tier]
        )
        months[tier] = 0 if is_added_to or left[part] >= 0 else min(stood + 1, 255)
    before = sum(min(c[f"points_{part}"], 0.0) for part in TIERS.values())
    after = sum(min(amount, 0.0) for amount in left.values())
    share = 1.0 if before == after else after / min(before, -1e-6)
    return {
        **{f"points_{part}": amount for part, amount in left.items()},
        **{f"{tier}_months": count for tier, count in months.items()},
        "points_wrong": c["points_wrong"] * share,
    }
