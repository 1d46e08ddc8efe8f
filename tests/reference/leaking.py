"""Leaking: what becomes of one citizen's file, whether it is sold, and what strangers do with it."""

import math

from xinyong.vocabulary import OCCUPATIONS

from .random_streams import falls
from .whole_yuan import yuan

DRAWS = ("order", "harm")
PLACE = 128
OFFICIAL = OCCUPATIONS.index("official")


def leaking(citizen, double, officials, nation, p, stream, luck_of_double):
    """One month; `officials` are those of the place, of whom the `double` has as many."""
    c = citizen
    dossier = _dossier(c, p)
    is_paid, is_sold, _ = _sale(c, officials, nation, p, stream)
    _, _, is_mixed_up = _sale(double, officials, nation, p, luck_of_double)
    is_sold_wrongly = is_mixed_up and c["is_person"]  # the buyer asked for the double's
    is_harassed, is_defrauded = _harm(c, dossier, p, stream)
    loss = min(yuan(p["fraud_takes"] * c["cash_yuan"]), c["cash_yuan"]) if is_defrauded else 0
    left = max(c["exposed_months"] - 1, 0)
    return {
        "dossier": dossier if c["is_person"] else 0.0,
        "exposed_months": round(float(p["useful_months"])) if is_sold or is_sold_wrongly else left,
        "is_exposed_wrongly": not is_sold and bool(is_sold_wrongly or (c["is_exposed_wrongly"] and left > 0)),
        "is_sold": is_sold,
        "is_sold_wrongly": is_sold_wrongly,
        "dossier_price_yuan": yuan(p["price_yuan"]) if is_paid else 0,
        "is_harassed": is_harassed,
        "is_defrauded": is_defrauded,
        "fraud_loss_yuan": loss,
        "cash_yuan": c["cash_yuan"] - loss,
    }


def _dossier(c, p):
    """How much of the last years is on file: a moving mean of what reaches the centre."""
    return c["dossier"] + (c["life_recorded"] - c["dossier"]) / p["memory_months"]


def _sale(c, officials, nation, p, stream):
    """Whether somebody pays for the file of this citizen, and gets it, or gets that of the double."""
    if not c["is_person"]:
        return False, False, False
    dossier = _dossier(c, p)
    orders = p["orders"] * (p["price_yuan"] / p["price_usual"]) ** -p["price_elasticity"]
    orders *= max(c["income_year_yuan"] / nation["mean_income_yuan"], 1e-3) ** p["income_elasticity"]
    insiders = p["access_local"] * officials + p["access_central"] * dossier
    sold = min(orders * dossier * (1.0 - math.exp(-p["corrupt"] * insiders)), 1.0)
    drawn = stream.bits("order")
    is_true = falls(drawn, sold * (1.0 - p["fake"]))
    is_right = falls(drawn, sold * (1.0 - p["fake"]) * (1.0 - p["wrong_id"]))
    return falls(drawn, sold), is_right, is_true and not is_right


def _harm(c, dossier, p, stream):
    """At most one of harassment and fraud a month, of those whose file is out."""
    if c["exposed_months"] == 0:
        return False, False
    drawn = stream.bits("harm")
    is_harassed = falls(drawn, p["harassment"] * dossier)
    return is_harassed, falls(drawn, (p["harassment"] + p["fraud"]) * dossier) and not is_harassed
