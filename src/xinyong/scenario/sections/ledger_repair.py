"""Repair: how long the ledger's deductions stand, in three tiers, and when they may be removed (facts 2b)."""

from __future__ import annotations

from ..parameter import Section, Setting, Switch, chance, months, parameter, switch


class LedgerRepair(Section):
    """Repair of the city ledger; a tier is a part of it: civility is minor, finance general, law serious.

    The tiers are those of a draft of 2025, which the model applies from the day on which repair became a right.
    """

    on: Switch = switch(True, meaning="whether deductions can be repaired", source="2b-restoration", label="documented")

    right: Setting = parameter(
        [("2007-01", 0.0, "2b-restoration", "documented"), ("2023-05", 1.0, "2b-restoration", "documented")],
        "whether terms and the right to apply are in force",
        "2b-restoration",
        unit="0 or 1",
        low=0,
        high=1,
    )
    minor_least: Setting = months(0, "months before a minor deduction may be repaired", "2b-tiers")
    minor_most: Setting = months(
        3, "months after which minor deductions are deleted; 0 is never", "2b-tiers", label="documented"
    )
    general_least: Setting = months(
        3, "months before a general deduction may be repaired", "2b-tiers", label="documented"
    )
    general_most: Setting = months(
        12, "months after which general deductions are deleted; 0 is never", "2b-tiers", label="documented"
    )
    serious_least: Setting = months(
        12, "months before a serious deduction may be repaired", "2b-tiers", label="documented"
    )
    serious_most: Setting = months(
        36, "months after which serious deductions are deleted; 0 is never", "2b-tiers", label="documented"
    )
    applies: Setting = chance(
        0.1, "chance that somebody who may, and has neither arrears nor a listing, has deductions repaired"
    )
