"""Lists: the court list of judgment defaulters, the list of dishonest firms, and red lists."""

from __future__ import annotations

from ..parameter import Section, Setting, Switch, chance, months, parameter, share, switch


class CourtList(Section):
    """The court list of judgment defaulters (facts 2a)."""

    on: Switch = switch(
        True, meaning="whether courts keep a list of judgment defaulters", source="T5", label="documented"
    )

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

    on: Switch = switch(True, meaning="whether dishonest firms are listed", source="W2, 2a-names", label="documented")

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

    on: Switch = switch(True, meaning="whether there are red lists", source="2a-red", label="documented")

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
