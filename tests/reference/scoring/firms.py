"""Firms: what each of eight firms makes of one citizen, and what of it is used."""

import math

import numpy as np

from ..age import age_years
from ..random_streams import falls
from .payment_history import paying

FIRMS = ("shopping", "messaging", "insurance", "registers", "ratings", "lenders", "tills", "screening")
OF_ONLINE_LIFE = ("shopping", "messaging")
SEES = {
    "shopping": ("history", "spending", "taste", "bookings", "bills", "ties", "posts", "identity", "court"),
    "messaging": ("spending", "games", "ties", "posts", "identity"),
    "insurance": ("history", "means", "identity", "court"),
    "registers": ("bills", "identity", "court"),
    "ratings": ("history", "means", "court"),
    "lenders": ("history", "bookings", "court"),
    "tills": ("spending", "taste", "bills"),
    "screening": ("games", "bookings", "identity", "court"),
}
MULTIPLIERS = (0x9E3779B1, 0x85EBCA6B, 0xC2B2AE35, 0x27D4EB2F, 0x165667B1, 0xD6E8FEB9, 0xACA9B2CD, 0x7FEB352D)
SLIPS = {"bills": "late_bill", "games": "cheat", "bookings": "no_show", "criticism": "criticism"}
ABOUT_PAYING, ABOUT_SPEAKING = ("history", "means", "bills", "court"), ("posts",)
DRAWS = ()
USES = ("none", "mean", "best", *FIRMS)


def firms(citizen, friends, nation, p, stream):
    """Months are remembered, customers selected, scores given and compared; one of them, or all, may be used."""
    c = citizen
    customer_draw = stream.lasting("customer of a firm") | 1
    memory = remembered(c, p) if c["is_person"] else dict.fromkeys(registers(), 0)
    customer = [f for f in FIRMS if c["is_person"] and is_customer(f, customer_draw, c, p)]
    as_it_is = scores(c, memory, len(friends), nation, p, rightly=False)
    rightly = scores(c, memory, len(friends), nation, p, rightly=True)
    middle, held = (p["low"] + p["high"]) / 2, {f: as_it_is[f] for f in customer}
    points = [float(sum(parts.values())) for parts in held.values()]
    good = [f for f, n in zip(held, points, strict=True) if middle + n >= p["good_from"]]
    bad = [f for f, n in zip(held, points, strict=True) if middle + n < p["good_from"] - p["grey_points"]]
    return {
        **memory,
        "firms_has": bits(customer),
        "firms_good": bits(good),
        "firms_bad": bits(bad),
        "firms_bands": sum(band(n, p) << 4 * FIRMS.index(f) for f, n in zip(held, points, strict=True)),
        "firms_mean": middle + np.mean(points) if held else 0.0,
        "firms_spread": float(np.std(points)) if held else 0.0,
        **used(held, {f: rightly[f] for f in customer}, p),
    }


def registers():
    return [f"firms_{what}" for what in (*SLIPS, "praise")] + [f"firms_{what}_wrong" for what in SLIPS]


def remembered(c, p):
    """Each register holds a truth for each of the last months, this month's first."""
    months = 2 ** int(p["memory_months"])
    out = {}
    for what, act in SLIPS.items():
        happened = c[f"rec_{act}"] > 0 or c[f"wrong_{act}"] > 0
        out[f"firms_{what}"] = (c[f"firms_{what}"] * 2 + happened) % months
        only_wrong = c[f"wrong_{act}"] > 0 and not c[f"rec_{act}"] > 0
        out[f"firms_{what}_wrong"] = (c[f"firms_{what}_wrong"] * 2 + only_wrong) % months
    out["firms_praise"] = (c["firms_praise"] * 2 + (c["rec_praise"] > 0)) % months
    return out


def is_customer(firm, customer_draw, c, p):
    """A share of people are a firm's customers, at platforms a share of life online."""
    share = p[f"customers_{firm}"] * p["take_up"]
    if firm in OF_ONLINE_LIFE:
        share = share * c["online"]
    return falls(customer_draw * MULTIPLIERS[FIRMS.index(firm)] % 2**32, share)


def scores(c, memory, n_friends, nation, p, *, rightly):
    """The departures from the middle of the scale, part by part and firm by firm."""
    worth = channels(c, memory, n_friends, nation, p, rightly=rightly)
    room = math.floor((p["high"] - p["low"]) / 2)
    found = {}
    for firm in FIRMS:
        whole = max(sum(p[f"{firm}_{channel}"] for channel in SEES[firm]), 1e-6)
        parts = {
            channel: round(
                float(p["reach"] * p[f"{firm}_{channel}"] / whole * (worth[channel] - p[f"neutral_{channel}"]))
            )
            for channel in SEES[firm]
        }
        total = sum(parts.values())
        found[firm] = parts | {"bounds": min(max(total, -room), room) - total}
    return found


def channels(c, memory, n_friends, nation, p, *, rightly):
    """What each channel shows, from 0 to 1."""

    def months(what):
        wrong = memory.get(f"firms_{what}_wrong", 0) if rightly else 0
        return np.float32((memory[f"firms_{what}"] & ~wrong).bit_count()) / math.floor(p["memory_months"])

    def clean(what):
        return 1 - min(months(what) / max(p["slips_worst"], np.float32(0.001)), 1.0)

    income, mean_income = c["income_year_yuan"], nation["mean_income_yuan"]
    spend, traced = max(c["spend_yuan"], 1), c["spend_traced_yuan"]
    filed = p["file_base"] + (1 - p["file_base"]) * c["file_months"] / (c["file_months"] + p["file_half_months"])
    leaning = (c["luxury_yuan"] - c["vice_yuan"]) / spend * (traced / spend)
    settled = min(age_years(c, nation) / p["settled_age"], 1.0)
    listed = c["is_listed"] and not (rightly and c["is_listed_wrongly"])
    return {
        "history": paying(c, p, rightly=rightly) * filed,
        "means": income / (income + p["means_half"] * mean_income),
        "spending": traced / (traced + p["spending_half"] * mean_income),
        "taste": min(max(0.5 + p["taste_slope"] * leaning, 0.0), 1.0),
        "games": clean("games"),
        "bookings": clean("bookings"),
        "bills": clean("bills"),
        "ties": n_friends / 8,
        "posts": min(max(0.5 + p["posts_slope"] * (months("praise") - months("criticism")), 0.0), 1.0),
        "identity": p["schooling"] * c["education"] / 3 + p["settled"] * settled + p["work"] * (not c["is_jobless"]),
        "court": 0.0 if listed else 1.0,
    }


def used(held, rightly, p):
    """The score that is used, how far wrong records moved it, and what a shortfall lies in."""
    parts = ("start", "credit", "politics", "rest", "wrong", "credit_share", "politics_share")
    nothing = {"score_firms": 0.0} | {f"firms_{part}": 0.0 for part in parts}
    use = USES[int(p["used"])]
    parts, clean = chosen(held, use), chosen(rightly, use)
    if not parts:
        return nothing
    value = weighed(parts)
    credit, politics = weighed(parts, ABOUT_PAYING), weighed(parts, ABOUT_SPEAKING)
    rest = value - credit - politics
    down = [max(-part, 0.0) for part in (credit, politics, rest)]
    return {
        "firms_start": (p["low"] + p["high"]) / 2,
        "firms_credit": credit,
        "firms_politics": politics,
        "firms_rest": rest,
        "score_firms": (p["low"] + p["high"]) / 2 + value,
        "firms_wrong": value - weighed(clean),
        "firms_credit_share": down[0] / max(sum(down), 1e-6),
        "firms_politics_share": down[1] / max(sum(down), 1e-6),
    }


def chosen(held, use):
    """The firms of whose scores the mean is taken."""
    if use == "mean":
        return list(held.values())
    if use == "best":
        return [max(held.values(), key=lambda parts: sum(parts.values()))] if held else []
    return [held[use]] if use in held else []


def weighed(scores, of=None):
    """The mean over firms of all parts, or of some."""
    return sum(n for parts in scores for name, n in parts.items() if of is None or name in of) / len(scores)


def band(points, p):
    """Sixteen bands of a 24th of the scale each about its middle, the outer ones open."""
    width = (p["high"] - p["low"]) / 24
    return min(max(math.floor(points / width) + 8, 0), 15)


def bits(firms):
    return sum(1 << FIRMS.index(firm) for firm in firms)
