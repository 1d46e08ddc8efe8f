"""Conduct: how often one citizen does what a scoring system may record."""

import math

from xinyong.vocabulary import ACTS, OCCUPATIONS

from .age import age_years

DRAWS = tuple(ACTS)
MOST = {"jaywalk": 3, "gym": 3, "praise": 3, "criticism": 3}  # of all other acts at most two a month


def conduct(citizen, nation, p, stream):
    """The month's acts."""
    rate = rates(citizen, nation, p)
    return {
        f"act_{act}": stream.count(act, rate[act], most=MOST.get(act, 2)) if citizen["is_person"] else 0 for act in ACTS
    }


def rates(citizen, nation, p):
    """Expected acts of the month, by act."""
    c = citizen
    # gains from an offence are spread evenly up to G: those whose gain is below detection x penalty comply
    force = nation["force"]
    complies = min(1.0, c["perceived"] * p["penalty_over_gain"] * force)
    tempted = 1.0 - complies
    careless = p["careless_most"] - c["conscientiousness"]
    imprudent = p["late_bill_careless"] - c["prudence"]
    is_broke = c["cash_yuan"] < max(math.floor(p["broke_months"] * c["income_yuan"]), 1)
    is_distressed = c["is_jobless"] or c["arrears_months"] > 0
    youth = min(max((p["cheat_age_end"] - age_years(c, nation)) / p["cheat_age_span"], 0.0), 1.0)
    earns_score = 1.0 + p["merit_pull"] * c["perceived"] * force
    praises, criticises = max(c["voice"], 0.0), max(-c["voice"], 0.0)
    outspoken = 1.0 - c["caution"]
    occupation = OCCUPATIONS[c["occupation"]]
    return {
        "late_bill": p["late_bill"] * imprudent * (p["late_bill_broke"] if is_broke else 1.0) * tempted,
        "jaywalk": p["jaywalk"] * careless * (1.0 if c["is_urban"] else p["jaywalk_rural"]) * tempted,
        "no_show": p["no_show"] * careless * c["online"] * tempted,
        "cheat": p["cheat"] * careless * c["online"] * youth * tempted,
        "gym": p["gym"] * c["leisure"] * (1.0 if c["is_urban"] else p["gym_rural"]) * earns_score,
        "volunteer": p["volunteer"] * c["leisure"] * (p["volunteer_base"] + c["conscientiousness"]) * earns_score,
        "praise": p["praise"] * c["online"] * praises,
        "criticism": p["criticism"] * c["online"] * criticises * outspoken,
        "petition": p["petition"] * (p["petition_distress"] if is_distressed else 1.0) * outspoken,
        "breach": p["breach"] * careless * (p["breach_manager"] if occupation == "manager" else 1.0) * tempted,
        "fraud": p["fraud"] * careless * careless * tempted,
        "misconduct": p["misconduct"] * careless * tempted if occupation == "official" else 0.0,
    }
