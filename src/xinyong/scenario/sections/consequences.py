"""The public lists, and consequences: limits on sanctions, score levels for `scenario.rules`, exemptions, redress."""

from __future__ import annotations

from ..parameter import Section, chance, months, parameter, points, share, switch
from ..parameter_value import Setting, Switch


class CourtList(Section):
    """The court list of judgment defaulters (facts 2a)."""

    on: Switch = switch(True, "whether courts keep a list of judgment defaulters", "T5", label="documented")

    listing: Setting = chance(
        [
            ("2007-01", 0.0, "T5, 2a-list", "documented"),
            ("2013-10", 0.0009),
            ("2014-06", 0.012),
            ("2016-01", 0.02),
            ("2018-01", 0.035),
        ],
        "chance that a debtor under judgment who has not paid is listed (no list before 2013; pace assumed)",
        "2a",
    )
    mistake: Setting = chance(
        [("2007-01", 0.0, "T5, 2a-list", "documented"), ("2013-10", 0.000002)],
        "chance that a person without a judgment is listed (facts section 6: no rate was found)",
    )
    capacity: Setting = parameter(
        1000,
        "listings that courts can decide; beyond them debtors wait; 1000 is enough for everybody",
        unit="per 1000 people a month",
        high=1000,
    )
    appeal: Setting = chance(0.1, "chance that a mistaken listing is lifted where no procedure exists (redress)")
    removal: Setting = chance(
        0.9, "chance of removal once the debt is paid (three working days; unverified)", "2a-term"
    )
    term_months: Setting = months(
        0, "months after which a listing ends in any case; 0 means no fixed term (unverified)", "2a-term"
    )
    repair: Setting = chance(0.0, "chance that a debtor without new arrears is removed before paying")
    repair_months: Setting = months(12, "months on the list before such a removal is possible")


class DishonestFirms(Section):
    """The list of dishonest firms, recorded for the people who own or manage one (W2, 2a)."""

    on: Switch = switch(True, "whether dishonest firms are listed", "W2, 2a-names", label="documented")

    owners: Setting = share(0.5, "managers who own a firm or are legally responsible for it")
    listing: Setting = chance(
        [("2007-01", 0.0), ("2014-01", 0.0001), ("2016-01", 0.0003), ("2018-01", 0.00125)],
        "chance that a firm is listed for reasons that the model does not contain (3.59 million in 2018; pace assumed)",
        "2a-names",
    )
    for_breach: Setting = chance(
        [("2007-01", 0.0), ("2014-01", 0.05)],
        "chance that a recorded breach or fraud, or a listing by the court, also lists the firm",
    )
    mistake: Setting = chance(
        [("2007-01", 0.0), ("2014-01", 0.000002)], "chance that a firm is listed without any reason"
    )
    appeal: Setting = chance(0.1, "chance that such a listing is lifted where no procedure exists (redress)")
    term_months: Setting = months(36, "months that a listing lasts; 0 means no term (serious tier)", "2b-tiers")
    repair: Setting = chance(
        [("2007-01", 0.0), ("2023-05", 0.1)],
        "chance that a firm without new breach or arrears is removed before its term ends (pace assumed)",
        "2b-restoration",
    )
    repair_months: Setting = months(
        12, "months on the list before such a removal is possible (serious tier)", "2b-tiers"
    )


class RedList(Section):
    """Red lists of people with good records (2a-red, K8)."""

    on: Switch = switch(True, "whether there are red lists", "2a-red", label="documented")

    coverage: Setting = share(
        [("2013-12", 0.0), ("2020-01", 0.5)],
        "places that keep a red list of people (154 lists in 30 provincial units by 2020; extent assumed)",
        "2a-red",
        unit="share of places",
        between="linear",
    )
    entry: Setting = chance(
        0.02, "chance that a recorded good deed puts a person without negative records on a red list"
    )
    term_months: Setting = months(24, "months that a person stays on it", low=1, high=255)


class Consequences(Section):
    """Score levels that rules refer to, and limits on sanctions."""

    on: Switch = switch(True, "whether scores and lists have consequences", "P4")

    purpose_least: Setting = share(
        0.0, "smallest share of the cause that must lie in the context of a sanction; 0 means no limit of purpose"
    )
    term_months: Setting = months(0, "months after which sanctions lapse until their cause has gone; 0 means no term")
    review: Setting = share(0.0, "new sanctions that a human reviews before they take effect")
    review_finds: Setting = share(0.7, "reviewed sanctions caused only by wrong records that the review detects")
    grade_aaa: Setting = points(1050, "lower end of grade AAA of the city ledger (unverified)", "2d-grades")
    grade_aa: Setting = points(1030, "lower end of grade AA of the city ledger (unverified)", "2d-grades")
    grade_a: Setting = points(960, "lower end of grade A of the city ledger (unverified)", "2d-grades")
    grade_b: Setting = points(850, "lower end of grade B of the city ledger (unverified)", "2d-grades")
    grade_c: Setting = points(600, "lower end of grade C of the city ledger (unverified)", "2d-grades")
    credit_neutral: Setting = points(180, "history and capacity of an ordinary commercial score", high=600)
    rest_neutral: Setting = points(90, "other dimensions of an ordinary commercial score", high=600)
    connections_neutral: Setting = points(15, "connections of an ordinary commercial score", high=600)


def _exempt(default: float, who: str) -> Setting:
    return share(default, f"{who} whom courts do not list and rules do not punish (size assumed)", "W3")


class Influence(Section):
    """Who is exempt from court lists and rules. A person with several positions has the best exemption (W3)."""

    on: Switch = switch(True, "whether the powerful are exempt", "W3", label="essay")

    official: Setting = _exempt(0.5, "officials")
    manager: Setting = _exempt(0.3, "managers")
    member: Setting = _exempt(0.1, "Party members")


class Redress(Section):
    """Who learns of a listing or a sanction, who appeals, and with what success."""

    on: Switch = switch(True, "whether there is a procedure of notice and appeal", "assumption")

    notice: Setting = share(0.9, "places that notify people of a listing or a sanction", unit="share of places")
    notice_months: Setting = months(1, "average months until the notice arrives", high=120)
    discovery: Setting = chance(0.2, "chance of finding out in another way, such as a refusal at a counter")
    appeal_wrong: Setting = chance(0.3, "chance that a person who knows of a wrong record appeals")
    appeal_right: Setting = chance(0.02, "chance that any other person who knows of a record appeals")
    access: Setting = share(0.4, "how well anybody can use the procedure", unit="0..1")
    access_schooling: Setting = share(0.4, "access that college adds", unit="0..1")
    access_means: Setting = share(0.2, "access that the highest income quintile adds", unit="0..1")
    appeal_months: Setting = months(3, "average months until an appeal is decided", high=120)
    capacity: Setting = parameter(
        2.0, "appeals that can be decided; beyond them people wait longer", unit="per 1000 people a month", high=1000
    )
    success_wrong: Setting = share(0.6, "appeals against a wrong record that succeed")
    success_right: Setting = share(0.05, "other appeals that succeed")
    success_access: Setting = share(0.3, "how much more likely full access makes either success")
    correction_months: Setting = months(
        24, "months for which a record that was found wrong has no consequences", high=255
    )
    pardon_months: Setting = months(6, "months without sanctions for people who win against a correct record", high=255)
