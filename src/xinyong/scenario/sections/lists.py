"""Lists: the court's of defaulters, that of dishonest firms, and red lists of the trusted."""

from __future__ import annotations

from ..parameter import Dated, Section, Setting, Switch, parameter, switch


def _chance(default: float | Dated, meaning: str, source: str = "assumption", unit: str = "per month") -> Setting:
    found: Setting = parameter(default, unit=unit, low=0, high=1, source=source, meaning=meaning)
    return found


def _months(default: float, meaning: str, source: str = "assumption") -> Setting:
    found: Setting = parameter(default, unit="months", low=0, high=240, source=source, meaning=meaning)
    return found


class Court(Section):
    """The court's list of judgment defaulters (facts 2a)."""

    on: Switch = switch(
        True, meaning="whether courts keep a list of judgment defaulters", source="T5", label="documented"
    )

    listing: Setting = parameter(
        [
            ("2007-01", 0.0, "T5, 2a-list", "documented"),
            ("2013-10", 0.0009),
            ("2014-06", 0.012),
            ("2016-01", 0.02),
            ("2018-01", 0.035),
        ],
        unit="per month",
        low=0,
        high=1,
        source="2a",
        meaning="chance that a debtor who has not performed is listed (no list before 2013; pace assumed)",
    )
    mistake: Setting = parameter(
        [("2007-01", 0.0, "T5, 2a-list", "documented"), ("2013-10", 0.000002)],
        unit="per month",
        low=0,
        high=1,
        source="assumption",
        meaning="chance that somebody without a judgment is listed (facts section 6: no rate was found)",
    )
    capacity: Setting = parameter(
        1000,
        unit="per 1000 people a month",
        low=0,
        high=1000,
        source="assumption",
        meaning="listings that courts can decide, beyond which debtors wait; 1000 is enough for everybody",
    )
    appeal: Setting = _chance(0.1, "chance that a mistaken listing is lifted, where there is no procedure (redress)")
    removal: Setting = parameter(
        0.9,
        unit="per month",
        low=0,
        high=1,
        source="2a-term",
        meaning="chance to be taken off once the debt is performed (three working days; unverified)",
    )
    term_months: Setting = parameter(
        0,
        unit="months",
        low=0,
        high=240,
        source="2a-term",
        meaning="term after which a listing ends anyhow; 0 is no fixed term (unverified)",
    )
    repair: Setting = _chance(0.0, "chance that a debtor without new arrears is taken off before having performed")
    repair_months: Setting = _months(12, "months on the list before that is possible")


class Market(Section):
    """The list of dishonest firms, as a state of those who own or run one (W2, 2a)."""

    on: Switch = switch(True, meaning="whether dishonest firms are listed", source="W2, 2a-names", label="documented")

    owners: Setting = _chance(0.5, "managers who own a firm or answer for it in law", unit="share")
    listing: Setting = parameter(
        [("2007-01", 0.0), ("2014-01", 0.0001), ("2016-01", 0.0003), ("2018-01", 0.00125)],
        unit="per month",
        low=0,
        high=1,
        source="2a-names",
        meaning="chance that a firm is listed for what the model does not show (3.59 million in 2018; pace assumed)",
    )
    for_breach: Setting = _chance(
        [("2007-01", 0.0), ("2014-01", 0.05)],
        "chance that a recorded breach or fraud, or a listing by the court, lists the firm too",
    )
    mistake: Setting = _chance([("2007-01", 0.0), ("2014-01", 0.000002)], "chance that a firm is listed for nothing")
    appeal: Setting = _chance(0.1, "chance that such a listing is lifted, where there is no procedure (redress)")
    term_months: Setting = parameter(
        36, unit="months", low=0, high=240, source="2b-tiers", meaning="term of a listing; 0 is no term (serious tier)"
    )
    repair: Setting = parameter(
        [("2007-01", 0.0), ("2023-05", 0.1)],
        unit="per month",
        low=0,
        high=1,
        source="2b-restoration",
        meaning="chance that a firm without new breach or arrears is taken off before its term (pace assumed)",
    )
    repair_months: Setting = _months(12, "months on the list before that is possible (serious tier)", "2b-tiers")


class Red(Section):
    """Red lists of the trusted (2a-red, K8)."""

    on: Switch = switch(True, meaning="whether there are red lists", source="2a-red", label="documented")

    coverage: Setting = parameter(
        [("2013-12", 0.0), ("2020-01", 0.5)],
        unit="share of places",
        low=0,
        high=1,
        between="linear",
        source="2a-red",
        meaning="places that keep a red list of people (154 lists in 30 provincial units by 2020; extent assumed)",
    )
    entry: Setting = _chance(0.02, "chance that a recorded good deed of somebody without a stain leads onto a red list")
    term_months: Setting = parameter(
        24, unit="months", low=1, high=255, source="assumption", meaning="months for which one stays on it"
    )
