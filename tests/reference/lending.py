"""Lending: what one household pays, owes, loses and borrows in one month."""

from xinyong.society.columns import OCCUPATIONS

from .age import age_years
from .money import yuan

DRAWS = ("forgets", "settles", "sued", "grant", "on_sight", "desire", "usurer", "business", "home", "flees")
KINDS = ("mortgage", "consumer", "business")
TRADES = ("manager", "service", "farmer")
MONTHS_TO_DEFAULT = 6


def lending(citizen, nation, p, luck, mechanisms_on):
    """One month of debt. `mechanisms_on` tells which score a lender can look at."""
    c = citizen
    debt = {kind: c[f"debt_{kind}_yuan"] for kind in KINDS}
    cash, home = c["cash_yuan"], c["home_yuan"]
    owed = sum(debt.values()) > 0

    # instalments
    interest, principal, is_short = _pay(c, debt, p, luck)
    cash -= interest + sum(principal.values())
    debt = {kind: debt[kind] - principal[kind] for kind in KINDS}
    # each payment that falls short puts a debtor a month further behind, each full one works a month off
    arrears = 0
    if owed:
        arrears = min(c["arrears_months"] + 1, 255) if is_short else max(c["arrears_months"] - 1, 0)

    # default: unsecured debt goes to court or is written off, the home settles the mortgage
    is_default = arrears >= MONTHS_TO_DEFAULT
    judged_new = written_off = covered = surplus = 0
    is_evicted = is_default and debt["mortgage"] > 0
    if is_default:
        unsecured = debt["consumer"] + debt["business"]
        if luck.chance("sued", p["sued"]):
            judged_new = unsecured
        else:
            written_off = unsecured
        debt["consumer"] = debt["business"] = 0
        arrears = 0
    if is_evicted:
        covered = min(debt["mortgage"], home)
        surplus = max(home - debt["mortgage"], 0)
        written_off += debt["mortgage"] - covered
        debt["mortgage"] = home = 0
        cash += surplus

    # a debt under a court order is settled by cash and an ordinary loan: it moves, nothing of it vanishes
    judged_paid, rescheduled = _settles(c, cash, p, luck)
    judged = c["debt_judged_yuan"] - judged_paid - rescheduled + judged_new
    debt["consumer"] += rescheduled
    cash -= judged_paid

    interest_informal, repaid_informal, lost_informal = _pay_informal(c, cash, p, luck)
    cash -= interest_informal + repaid_informal
    informal = c["debt_informal_yuan"] - repaid_informal - lost_informal

    # new loans, for which everybody asks with the cash that is left now; defaulters get no formal loan
    applies, lent_consumer, lent_informal = _consumer_loan(c, cash, p, luck, mechanisms_on)
    lent_business = _business_loan(c, p, luck)
    price, lent_mortgage = _home(c, cash, nation, p, luck)
    if is_default:
        lent_consumer = lent_business = price = lent_mortgage = 0
    cash += lent_consumer + lent_business + lent_mortgage + lent_informal - price
    debt["mortgage"] += lent_mortgage
    debt["consumer"] += lent_consumer
    debt["business"] += lent_business
    informal += lent_informal

    on_file = sum(debt.values()) > 0
    return {
        "cash_yuan": cash,
        "home_yuan": home + price,
        **{f"debt_{kind}_yuan": debt[kind] for kind in KINDS},
        "debt_informal_yuan": informal,
        "debt_judged_yuan": judged,
        "debt_due_yuan": yuan(_interest(debt, p) + sum(_instalments(c, debt, p).values())),
        "arrears_months": arrears,
        "file_months": min(c["file_months"] + 1, 255) if on_file else c["file_months"],
        "payment_record": _record(c, p, owed, is_short, is_default),
        "interest_yuan": interest,
        "interest_informal_yuan": interest_informal,
        "repaid_yuan": sum(principal.values()) + judged_paid,
        "repaid_informal_yuan": repaid_informal,
        "lent_yuan": lent_consumer + lent_business + lent_mortgage,
        "lent_informal_yuan": lent_informal,
        "home_bought_yuan": price,
        "home_sold_yuan": surplus,
        "written_off_yuan": written_off,
        "written_off_informal_yuan": lost_informal,
        "foreclosed_yuan": covered,
        "is_applicant": applies and not is_default,
        "is_approved": lent_consumer > 0,
        "is_default": is_default,
        "is_evicted": is_evicted,
        "is_judged": judged_new > 0,
    }


def _rate(kind, p):
    """Yearly interest, never above the ceiling that courts enforce."""
    return min(p[f"rate_{kind}"], p["rate_ceiling"])


def _interest(debt, p):
    return sum(debt[kind] * _rate(kind, p) / 12.0 for kind in KINDS)


def _instalments(c, debt, p):
    """Principal due by kind: the debt over its term, at least a share of income, at most the debt."""
    least = p["instalment_least"] * c["income_year_yuan"]
    return {kind: min(debt[kind], max(debt[kind] / p[f"term_{kind}"], least)) for kind in KINDS}


def _pay(c, debt, p, luck):
    """Pay what is due as far as cash reaches: interest first, then all principal in proportion."""
    interest, instalments = _interest(debt, p), _instalments(c, debt, p)
    due = interest + sum(instalments.values())
    budget = max(max(c["cash_yuan"], 0) - p["cash_floor"] * c["income_yuan"], 0.0)
    if luck.chance("forgets", p["forgetting"] * (1.5 - c["prudence"])):
        budget = 0.0
    if due <= 0:
        return 0, dict.fromkeys(KINDS, 0), False
    share = min(1.0, budget / max(due, 1.0))
    # whole yuan are paid from the purse one after the other, and nothing once it is empty
    purse = max(c["cash_yuan"], 0)
    paid_interest = min(yuan(min(interest, share * due)), purse)
    purse -= paid_interest
    left = max(share * due - interest, 0.0) / max(due - interest, 1.0)
    paid = {}
    for kind in KINDS:
        paid[kind] = min(yuan(instalments[kind] * left), debt[kind], purse)
        purse -= paid[kind]
    is_short = due >= 1.0 and share < 0.999
    return paid_interest, paid, is_short


def _record(c, p, owed, is_short, is_default):
    """The moving share of payments in time; a default takes a part of it, and without debt old marks fade."""
    record = c["payment_record"]
    if not c["is_person"]:
        return record
    if owed:
        record = record + ((0.0 if is_short else 1.0) - record) / p["record_months"]
    else:
        record = record + (1.0 - record) / p["mark_months"]
    return record * (1.0 - p["default_mark"]) if is_default else record


def _settles(c, cash, p, luck):
    """What is paid on a debt under a court order, and what of it becomes a consumer loan; (0, 0) without a settlement.

    Sticks and shame press people to seek one (27 % performed by 2018, 2a). They hand over all but what they need for
    food, and the creditor agrees if the rest is within so many months of their income, on average over the year.
    """
    judged = c["debt_judged_yuan"]
    pressed = (p["pressure"] if c["n_sticks"] > 0 else 0.0) + p["shame_pressure"] * c["shames"]
    if judged == 0 or not luck.chance("settles", p["settle"] * (1.0 + pressed)):
        return 0, 0
    paid = min(judged, max(cash - yuan(p["cash_floor"] * c["income_yuan"]), 0))
    rest = judged - paid
    return (paid, rest) if rest <= p["settle_income_months"] * c["income_year_yuan"] else (0, 0)


def _pay_informal(c, cash, p, luck):
    """Interest as far as cash reaches, then principal with up to half of the rest; some debts are lost."""
    debt = c["debt_informal_yuan"]
    interest = yuan(min(debt * p["informal_rate"] / 12.0, max(cash, 0)))
    left = max(cash - interest, 0)
    principal = min(yuan(debt / p["informal_term"]), left // 2, debt)
    lost = debt - principal if luck.chance("flees", p["informal_loss"]) else 0
    return interest, principal, lost


def _is_sound(c):
    """No arrears, and nothing owed under a court order."""
    return c["arrears_months"] == 0 and c["debt_judged_yuan"] == 0


def _consumer_loan(c, cash, p, luck, mechanisms_on):
    """Whether one asks for a loan, what a lender gives, and what an informal lender gives instead."""
    if not (c["is_person"] and c["income_year_yuan"] > 0):
        return False, 0, 0
    income = max(c["income_year_yuan"], 1.0)
    is_broke = cash < p["distress_months"] * income
    # the prudent save up for what others buy on credit
    desire = p["desire"] * max(0.0, 1.0 - c["prudence"] / max(p["desire_ends"], 0.01))
    if not luck.chance("desire", p["desire_broke"] if is_broke else desire):
        return False, 0, 0
    lent = 0
    if _is_granted(c, p, luck, mechanisms_on):
        limit = (
            p["limit_months"]
            * p["supply"]
            * (1.0 + p["platform_limit"] * c["eases_platform_credit"] + c["eases_credit"])
        )
        room = max(limit * income - c["debt_consumer_yuan"], 0.0)
        lent = yuan(min(p["loan_months"] * income, room))
        if lent < p["loan_least"]:
            lent = 0
    lent_informal = 0
    if lent == 0 and is_broke and luck.chance("usurer", p["informal_access"]):
        room = max(p["informal_limit_months"] * income - c["debt_informal_yuan"], 0.0)
        lent_informal = yuan(min(p["informal_months"] * income, room))
    return True, lent, lent_informal


def _is_granted(c, p, luck, mechanisms_on):
    """Sound, known to the lender or lent to on sight, and granted at odds that lean on the score."""
    is_known = c["file_months"] >= p["thin_months"] or c["eases_platform_credit"] > 0 or c["eases_credit"] > 0
    if not (_is_sound(c) and c["payment_record"] >= p["record_least"]):
        return False
    if not (is_known or luck.chance("on_sight", min(p["thin_grant"] * p["supply"], 1.0))):
        return False
    score = c["score_unified"] if "scoring.unified" in mechanisms_on else c["score_factors"]
    lean = p["score_lean"] * (score - p["score_neutral"]) / 100.0 if score > 0 else 0.0
    return luck.chance("grant", min(max(p["grant"] * p["supply"] * (1.0 + lean), 0.0), 1.0))


def _business_loan(c, p, luck):
    """Loans to people in trade who have none yet."""
    wants = p["business_desire"] * p["supply"] * (0.5 + 0.5 * c["permanent_income"])
    in_trade = c["is_person"] and OCCUPATIONS[c["occupation"]] in TRADES
    if in_trade and _is_sound(c) and c["debt_business_yuan"] == 0 and luck.chance("business", min(wants, 1.0)):
        return yuan(p["business_months"] * max(c["income_year_yuan"], 0.0))
    return 0


def _home(c, cash, nation, p, luck):
    """Price and mortgage of a home bought this month; T9 stands in the way."""
    wants = p["home_desire"] * (1.0 if c["is_urban"] else p["home_rural"]) * min(1.5, 0.3 + 0.7 * c["permanent_income"])
    wants = wants * p["supply"] * (1.0 - c["bars_building"])
    is_of_age = 22 <= age_years(c, nation) <= 55
    if not (c["is_person"] and is_of_age and luck.chance("home", min(wants, 1.0))):
        return 0, 0
    income = max(c["income_year_yuan"], 0.0)
    price = p["home_price_months"] * income
    down = yuan(price * (1.0 - p["loan_to_value"]))
    loan = yuan(price) - down
    burden = c["debt_due_yuan"] + loan * (_rate("mortgage", p) / 12.0 + 1.0 / p["term_mortgage"])
    can_afford = 0 < down <= cash and burden <= p["burden_most"] * c["income_year_yuan"]
    owes_little = c["debt_mortgage_yuan"] <= p["second_home_months"] * c["income_year_yuan"]
    is_trusted = _is_sound(c) and c["payment_record"] >= p["record_least"]
    return (down + loan, loan) if can_afford and owes_little and is_trusted else (0, 0)
