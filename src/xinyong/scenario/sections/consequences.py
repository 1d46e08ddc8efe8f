"""Consequences: score levels that rules refer to, and who is exempt. `scenario.rules` defines the rules themselves."""

from __future__ import annotations

from ..parameter import Section, Setting, Switch, months, points, share, switch


class Consequences(Section):
    """Score levels that rules refer to, and limits on sanctions."""

    on: Switch = switch(True, meaning="whether scores and lists have consequences", source="P4")

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


def _spared(default: float, who: str) -> Setting:
    return share(default, f"{who} whom courts do not list and rules do not punish (size assumed)", "W3")


class Influence(Section):
    """Who is exempt from court lists and rules. A person with several positions has the best exemption (W3)."""

    on: Switch = switch(True, meaning="whether the powerful are exempt", source="W3", label="essay")

    official: Setting = _spared(0.5, "officials")
    manager: Setting = _spared(0.3, "managers")
    member: Setting = _spared(0.1, "Party members")
