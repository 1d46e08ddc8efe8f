"""Lending: what one household pays, owes, loses and borrows in one month."""

import math

from xinyong.vocabulary import OCCUPATIONS

from ..age import age_years
from ..whole_yuan import yuan

DRAWS = (
    "forgets", "settles", "sued", "grant", "on_sight", "desire", "usurer", "business", "home", "flees", "escapes",
    "fined", "punished", "filed",
)  # fmt: skip
KINDS = ("mortgage", "consumer", "business")
TRADES = ("manager", "service", "farmer")


def lending(citizen, nation, p, stream, on, credit_score):
    """One month of debt. `credit_score` is the name of the score that lenders look at, empty if they have none."""
    c = citizen
    debt = {kind: c[f"debt_{kind}_yuan"] for kind in KINDS}
    cash, home = c["cash_yuan"], c["home_yuan"]
    owed = sum(debt.values()) > 0
    rates, _ = _rates(c, p, credit_score)

    # instalments; interest that is not paid is added to the debt, with a fee
    withholds = _withholds(c, nation, p)
    interest, principal, grown, is_short = _pay(c, debt, rates, withholds, p, stream)
    cash -= interest + sum(principal.values())
    debt = {kind: debt[kind] - principal[kind] + grown[kind] for kind in KINDS}
    # each payment that falls short puts a debtor a month further behind, each full one works a month off
    arrears = 0
    if owed:
        arrears = min(c["arrears_months"] + 1, 255) if is_short else max(c["arrears_months"] - 1, 0)

    # default: unsecured debt goes to court or is written off, the home settles the mortgage
    is_default = arrears >= p["default_months"]
    judged_new = written_off = covered = surplus = 0
    is_evicted = is_default and debt["mortgage"] > 0
    if is_default:
        unsecured = debt["consumer"] + debt["business"]
        if stream.chance("sued", p["sued"]):
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
    judged_paid, rescheduled, fine, refuses, escapes = _settles(c, cash, p, stream, on)
    judged = c["debt_judged_yuan"] - judged_paid - rescheduled + judged_new
    debt["consumer"] += rescheduled
    cash -= judged_paid + fine

    interest_informal, repaid_informal, lost_informal = _pay_informal(c, cash, p, stream)
    cash -= interest_informal + repaid_informal
    informal = c["debt_informal_yuan"] - repaid_informal - lost_informal

    # new loans, for which everybody asks with the cash that is left now; defaulters get no formal loan
    applies, lent_consumer, lent_informal = _consumer_loan(c, cash, nation, p, stream, credit_score)
    lent_business = _business_loan(c, nation, p, stream)
    price, lent_mortgage = _home(c, cash, nation, p, stream)
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
        "has_fled": (c["has_fled"] or escapes) and judged > 0,
        "debt_due_yuan": yuan(sum(_interest(debt, rates).values()) + sum(_instalments(c, debt, p).values())),
        "has_missed": is_short,
        "arrears_months": arrears,
        "file_months": _file(c, owed, on_file, nation, p, stream),
        "payment_record": _record(c, p, owed, is_short, is_default),
        **_departures(c, p, owed, is_default),
        "interest_yuan": interest,
        "interest_informal_yuan": interest_informal,
        "interest_capitalised_yuan": sum(grown.values()),
        "repaid_yuan": sum(principal.values()) + judged_paid,
        "repaid_informal_yuan": repaid_informal,
        "lent_yuan": lent_consumer + lent_business + lent_mortgage,
        "lent_informal_yuan": lent_informal,
        "home_bought_yuan": price,
        "home_sold_yuan": surplus,
        "written_off_yuan": written_off,
        "written_off_informal_yuan": lost_informal,
        "foreclosed_yuan": covered,
        "fine_yuan": fine,
        "is_applicant": applies and not is_default,
        "is_approved": lent_consumer > 0,
        "is_default": is_default,
        "is_evicted": is_evicted,
        "is_judged": judged_new > 0,
        "is_withholding": owed and withholds,
        "is_escaping": escapes,
        "is_punished": refuses and stream.chance("punished", p["punish"]),
    }


def _supply(nation, p):
    """Readiness to lend: the path by date, lenders' capital, and what the state asks for."""
    return p["supply"] * nation["credit_supply"] * nation["credit_target"]


def _is_thin(c, p):
    return c["file_months"] < p["thin_months"]


def _lean(c, p, credit_score):
    """Hundreds of points above neutral in the score that lenders look at; nothing without a score."""
    score = c[f"score_{credit_score}"] if credit_score else 0.0
    return (score - p["score_neutral"]) / 100.0 if score > 0 else 0.0


def _rates(c, p, credit_score):
    """Yearly rates by kind, never above the ceiling that courts enforce; and whether a consumer loan can pay.

    Mortgages and business loans cost the same for everybody. Of 1 + rate that a consumer owes, the lender expects to
    lose risk times loss; what is left must at least be 1 + funding.
    """
    risk = p["risk_usual"] * max(1.0 - p["risk_score"] * _lean(c, p, credit_score), 0.0)
    risk *= 1.0 + p["risk_record"] * (1.0 - c["payment_record"])
    risk = min(risk * (p["risk_thin"] if _is_thin(c, p) else 1.0), p["risk_most"])
    lost = risk * p["loss_given_default"]
    break_even = (1.0 + p["funding_rate"]) / (1.0 - lost) - 1.0
    asked = (1.0 - p["pricing"]) * p["rate_consumer"] + p["pricing"] * (break_even + p["margin"])
    rates = {kind: min(p[f"rate_{kind}"], p["rate_ceiling"]) for kind in ("mortgage", "business")}
    return rates | {"consumer": min(asked, p["rate_ceiling"])}, p["pricing"] <= 0 or break_even <= p["rate_ceiling"]


def _interest(debt, rates):
    return {kind: debt[kind] * rates[kind] / 12.0 for kind in KINDS}


def _withholds(c, nation, p):
    """Whether not paying gains more than it is believed to cost."""
    cost = p["fear_credit"] + p["fear_court"] * p["sued"] + p["fear_list"] * nation["force"]
    if c["debt_mortgage_yuan"] > 0:
        cost += p["fear_home"]
    if not c["is_urban"]:
        cost += p["fear_shame"] * p["village_shaming"]
    return p["temptation"] * (1.0 - c["conscientiousness"]) > cost


def _puts_off(c, p, stream):
    """Whether a payment is let pass that could be made."""
    chance = p["forgetting"] * (p["forgetting_careless"] - c["prudence"])
    if c["income_yuan"] < p["income_fall"] * c["income_year_yuan"]:
        chance *= p["forgetting_fallen"]
    if c["arrears_months"] > 0:
        chance *= 1.0 - p["reminder"]
    if not c["is_urban"]:
        chance *= 1.0 - p["shame_pays"] * p["village_shaming"]
    return stream.chance("forgets", min(chance, 1.0))


def _instalments(c, debt, p):
    """Principal due by kind: the debt over its term, at least a share of income, at most the debt."""
    least = p["instalment_least"] * c["income_year_yuan"]
    return {kind: min(debt[kind], max(debt[kind] / p[f"term_{kind}"], least)) for kind in KINDS}


def _pay(c, debt, rates, withholds, p, stream):
    """Pay what is due as far as cash reaches: interest first, then all principal in proportion."""
    charged, instalments = _interest(debt, rates), _instalments(c, debt, p)
    interest = sum(charged.values())
    due = interest + sum(instalments.values())
    budget = max(max(c["cash_yuan"], 0) - p["cash_floor"] * c["income_yuan"], 0.0)
    if withholds or _puts_off(c, p, stream):
        budget = 0.0
    if due <= 0:
        return 0, dict.fromkeys(KINDS, 0), dict.fromkeys(KINDS, 0), False
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
    unpaid = max(interest - share * due, 0.0) / max(interest, 1.0)
    grown = {kind: yuan(charged[kind] * unpaid * (p["capitalises"] + p["late_fee"])) for kind in KINDS}
    is_short = due >= 1.0 and share < 0.999
    return paid_interest, paid, grown, is_short


def _file(c, owed, on_file, nation, p, stream):
    """A file grows while one is in debt; who has none is given one as the registry grows, debtors first."""
    if c["file_months"] > 0:
        return min(c["file_months"] + 1, 255) if on_file else c["file_months"]
    opens = stream.chance("filed", nation["registry_pull"] * (1.0 if owed else p["registry_idle"]))
    return 1 if opens and c["is_person"] else 0


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


def _departures(c, p, owed, is_default):
    """What the bank registry lacks or holds wrongly fades as fast as what it is about."""
    kept = 1.0 - 1.0 / p["record_months" if owed else "mark_months"]
    kept *= 1.0 - p["default_mark"] if is_default else 1.0
    return {name: c[name] * kept for name in ("record_unfiled", "record_misfiled")}


def _settles(c, cash, p, stream, on):
    """Under a court order: what is paid, what becomes a consumer loan, the fine, who refuses, and who flees.

    Sticks and shame press people to settle (27 % performed by 2018, 2a). They hand over all but what they need for
    food, and the creditor agrees if the rest is within so many months of their income, on average over the year.
    """
    judged = c["debt_judged_yuan"]
    if judged == 0 or c["has_fled"]:
        return 0, 0, 0, False, False
    pressed = (p["pressure"] if c["n_sticks"] > 0 else 0.0) + p["shame_pressure"] * c["shames"]
    if "redress" in on and not c["is_told"]:
        pressed = 0.0  # who does not know of a sanction is not pressed by it
    spare = max(cash - yuan(p["cash_floor"] * c["income_yuan"]), 0)
    paid = min(judged, spare)
    rest = judged - paid
    is_agreed = rest <= p["settle_income_months"] * c["income_year_yuan"]
    if is_agreed and stream.chance("settles", min(p["settle"] * (1.0 + pressed), 1.0)):
        return paid, rest, 0, False, False
    refuses = spare >= judged
    fine = min(yuan(p["fine_months"] * c["income_year_yuan"]), spare)
    fine = fine if refuses and stream.chance("fined", p["fine"]) else 0
    return 0, 0, fine, refuses, stream.chance("escapes", p["flight"])


def _pay_informal(c, cash, p, stream):
    """Interest as far as cash reaches, then principal with up to a part of the rest; some debts are lost."""
    debt = c["debt_informal_yuan"]
    # what the law calls void is paid only as far as lenders reach beyond the law
    rate = min(p["informal_rate"], p["informal_void"])
    rate += p["informal_reach"] * (p["informal_rate"] - rate)
    interest = yuan(min(debt * rate / 12.0, max(cash, 0)))
    left = max(cash - interest, 0)
    principal = min(yuan(debt / p["informal_term"]), math.floor(p["informal_pays_most"] * left), debt)
    lost = debt - principal if stream.chance("flees", p["informal_loss"]) else 0
    return interest, principal, lost


def _is_sound(c):
    """No arrears, and nothing owed under a court order."""
    return c["arrears_months"] == 0 and c["debt_judged_yuan"] == 0


def _consumer_loan(c, cash, nation, p, stream, credit_score):
    """Whether one asks for a loan, what a lender gives, and what an informal lender gives instead."""
    if not (c["is_person"] and c["income_year_yuan"] > 0):
        return False, 0, 0
    income = max(c["income_year_yuan"], 1.0)
    is_broke = cash < p["distress_months"] * income
    # the prudent save up for what others buy on credit
    desire = p["desire"] * max(0.0, 1.0 - c["prudence"] / max(p["desire_ends"], 0.01))
    if not stream.chance("desire", p["desire_broke"] if is_broke else desire):
        return False, 0, 0
    lent = 0
    if _is_granted(c, nation, p, stream, credit_score):
        limit = p["limit_months"] * _supply(nation, p)
        if _is_thin(c, p):
            limit *= min(p["thin_limit"] + p["trace_limit"] * _traced(c), 1.0)
        limit *= 1.0 + p["platform_limit"] * c["eases_platform_credit"] + c["eases_credit"]
        limit *= 1.0 - c["bars_credit"]
        room = max(limit * income - c["debt_consumer_yuan"], 0.0)
        lent = yuan(min(p["loan_months"] * income, room))
        if lent < p["loan_least"]:
            lent = 0
    lent_informal = 0
    if lent == 0 and is_broke and stream.chance("usurer", p["informal_access"]):
        room = max(p["informal_limit_months"] * income - c["debt_informal_yuan"], 0.0)
        lent_informal = yuan(min(p["informal_months"] * income, room))
    return True, lent, lent_informal


def _traced(c):
    """Share of spending that left a trace: cash leaves none."""
    return c["spend_traced_yuan"] / max(c["spend_yuan"], 1)


def _is_granted(c, nation, p, stream, credit_score):
    """Sound, known or lent to on sight, at a rate that pays, and granted at odds that lean on the score."""
    supply = _supply(nation, p)
    is_known = not _is_thin(c, p) or c["eases_platform_credit"] > 0 or c["eases_credit"] > 0
    on_sight = p["thin_grant"] * supply * (1.0 + p["trace_grant"] * _traced(c))
    if not (_is_sound(c) and c["payment_record"] >= p["record_least"]):
        return False
    if not (is_known or stream.chance("on_sight", min(on_sight, 1.0))):
        return False
    _, pays = _rates(c, p, credit_score)
    lean = p["score_lean"] * _lean(c, p, credit_score)
    return pays and stream.chance("grant", min(max(min(p["grant"] * supply, 1.0) * (1.0 + lean), 0.0), 1.0))


def _business_loan(c, nation, p, stream):
    """Loans to people in trade who have none yet."""
    wants = (
        p["business_desire"] * _supply(nation, p) * (p["business_base"] + p["business_slope"] * c["permanent_income"])
    )
    wants *= 1.0 - c["bars_credit"]
    in_trade = c["is_person"] and OCCUPATIONS[c["occupation"]] in TRADES
    if in_trade and _is_sound(c) and c["debt_business_yuan"] == 0 and stream.chance("business", min(wants, 1.0)):
        return yuan(p["business_months"] * max(c["income_year_yuan"], 0.0))
    return 0


def _home(c, cash, nation, p, stream):
    """Price and mortgage of a home bought this month; T9 stands in the way."""
    means = min(p["home_pull_most"], p["home_pull_base"] + p["home_pull_slope"] * c["permanent_income"])
    wants = p["home_desire"] * (1.0 if c["is_urban"] else p["home_rural"]) * means
    wants = wants * _supply(nation, p) * (1.0 - c["bars_building"])
    is_of_age = p["home_age_from"] <= age_years(c, nation) <= p["home_age_until"]
    if not (c["is_person"] and is_of_age and stream.chance("home", min(wants, 1.0))):
        return 0, 0
    income = max(c["income_year_yuan"], 0.0)
    price = p["home_price_months"] * income
    down = yuan(price * (1.0 - p["loan_to_value"]))
    loan = yuan(price) - down
    burden = c["debt_due_yuan"] + loan * (min(p["rate_mortgage"], p["rate_ceiling"]) / 12.0 + 1.0 / p["term_mortgage"])
    can_afford = 0 < down <= cash and burden <= p["burden_most"] * c["income_year_yuan"]
    owes_little = c["debt_mortgage_yuan"] <= p["second_home_months"] * c["income_year_yuan"]
    is_trusted = _is_sound(c) and c["payment_record"] >= p["record_least"]
    return (down + loan, loan) if can_afford and owes_little and is_trusted else (0, 0)
