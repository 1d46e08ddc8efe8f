"""Consequences: limits on sanctions, score levels that rules use (see `scenario.rules`), exemptions, and redress."""

from __future__ import annotations

from ..parameter import Section, Setting, Switch, chance, months, parameter, points, share, switch


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


def _exempt(default: float, who: str) -> Setting:
    return share(default, f"{who} whom courts do not list and rules do not punish (size assumed)", "W3")


class Influence(Section):
    """Who is exempt from court lists and rules. A person with several positions has the best exemption (W3)."""

    on: Switch = switch(True, meaning="whether the powerful are exempt", source="W3", label="essay")

    official: Setting = _exempt(0.5, "officials")
    manager: Setting = _exempt(0.3, "managers")
    member: Setting = _exempt(0.1, "Party members")


class Redress(Section):
    """Who learns of a listing or a sanction, who appeals, and with what success."""

    on: Switch = switch(True, meaning="whether there is a procedure of notice and appeal", source="assumption")

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
