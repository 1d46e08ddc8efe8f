"""Watching: what of people's lives is recorded, and how wrongly."""

from __future__ import annotations

from ..parameter import Section, Setting, Switch, parameter, switch
from .camera_allocation import CameraAllocation


def _share(default: float, meaning: str, source: str = "assumption") -> Setting:
    found: Setting = parameter(default, unit="share", low=0, high=1, source=source, meaning=meaning)
    return found


def _false_alarm(default: float, act: str) -> Setting:
    found: Setting = parameter(
        default,
        unit="records a month",
        low=0,
        high=1,
        source="assumption",
        meaning=f"records of {act} about somebody who did nothing and is seen in all they do",
    )
    return found


def _times(default: float, meaning: str, *, low: float = 0, high: float = 10, source: str = "assumption") -> Setting:
    found: Setting = parameter(default, unit="times", low=low, high=high, source=source, meaning=meaning)
    return found


def _delay(what: str) -> Setting:
    found: Setting = parameter(
        0.0,
        unit="months",
        low=0,
        high=60,
        source="assumption",
        meaning=f"months that records of {what} take to reach the centre, on average; as no more than three of a kind"
        " can wait for somebody, what happens every month waits about three at most",
    )
    return found


def _false_entry(default: float, entry: str) -> Setting:
    found: Setting = parameter(
        default,
        unit="entries a month",
        low=0,
        high=1,
        source="assumption",
        meaning=f"entries of {entry} about somebody of whom it is not so, and who is seen in all they do",
    )
    return found


def _weight(default: float, what: str) -> Setting:
    return _share(default, f"weight of {what}")


class Watching(Section):
    """What of people's lives is recorded, and how wrongly."""

    on: Switch = switch(True, meaning="whether anything is recorded", source="P3")

    cashless: Setting = parameter(
        [
            ("2011-01", 0.02),
            ("2014-01", 0.15),
            ("2017-06", 0.36, "2e-payers", "documented"),
            ("2020-06", 0.55, "2e-payers", "documented"),
            ("2024-06", 0.69, "2e-payers", "documented"),
        ],
        unit="share",
        low=0,
        high=1,
        between="linear",
        source="2e",
        meaning="payments of somebody wholly online that leave a trace (mobile-pay users over population stand for it)",
    )
    bills_coverage: Setting = _share(0.8, "bills whose payment is reported", "2e")
    bills_sensitivity: Setting = _share(0.9, "reported late bills that are noticed")
    cameras_coverage: Setting = parameter(
        [
            ("2007-01", 0.03),
            ("2013-01", 0.08),
            ("2016-12", 0.13, "2h-cameras", "documented"),
            ("2018-12", 0.25, "2h-cameras", "documented"),
            ("2021-12", 0.40, "2h-forecast", "hypothetical"),
        ],
        unit="share",
        low=0,
        high=1,
        between="linear",
        source="2h",
        meaning="urban crossings in view of a camera that can tell who it is (cameras per head stand for it)",
    )
    cameras_rural: Setting = parameter(
        0.3,
        unit="ratio",
        low=0,
        high=1,
        source="assumption",
        meaning="coverage in the country over that in towns (V1: unevenly spread)",
    )
    cameras_sensitivity: Setting = _share(0.3, "acts in view that are recorded")
    platforms_coverage: Setting = parameter(
        [("2007-01", 0.05), ("2013-01", 0.3), ("2018-01", 0.6), ("2022-01", 0.75)],
        unit="share",
        low=0,
        high=1,
        between="linear",
        source="assumption",
        meaning="online life on platforms that keep records",
    )
    platforms_sensitivity: Setting = _share(0.8, "platform acts that are recorded")
    posts_coverage: Setting = _share(0.5, "posts on watched networks")
    posts_sensitivity: Setting = _share(0.6, "watched posts that are classed as praise or criticism")
    neighbours_coverage: Setting = _share(0.3, "acts in towns that a neighbour or official sees", "V4")
    neighbours_rural: Setting = parameter(
        1.5,
        unit="ratio",
        low=0,
        high=3,
        source="assumption",
        meaning="the same in villages, where people know each other",
    )
    neighbours_sensitivity: Setting = _share(0.3, "seen acts that are reported", "V4")
    registers_coverage: Setting = _share(0.5, "good deeds that somebody has entered in a register to be credited", "2d")
    registers_sensitivity: Setting = _share(0.9, "entered deeds that are credited")
    courts_coverage: Setting = _share(0.3, "breaches and frauds that reach a court")
    courts_sensitivity: Setting = _share(0.8, "cases in court that are found against the doer")
    discipline_coverage: Setting = _share(0.2, "misconduct that discipline inspection looks into", "W1")
    discipline_sensitivity: Setting = _share(0.5, "misconduct looked into that is found")

    integration: Setting = parameter(
        [("2007-01", 0.05), ("2014-06", 0.15), ("2018-01", 0.3), ("2021-01", 0.35)],
        unit="share",
        low=0,
        high=1,
        between="linear",
        source="V2",
        meaning="records of cameras, platforms, posts, neighbours, hospitals, payments and ties that reach the centre"
        " (size assumed)",
    )
    integration_official: Setting = _share(
        1.0, "records of registers, courts, discipline, bank and journeys that reach the centre"
    )
    integration_bills: Setting = _share(0.7, "records of bills that reach the centre", "2e")

    late_bill_false_alarm: Setting = _false_alarm(0.003, "late bills")
    jaywalk_false_alarm: Setting = _false_alarm(0.05, "jaywalking")
    no_show_false_alarm: Setting = _false_alarm(0.005, "bookings not honoured")
    cheat_false_alarm: Setting = _false_alarm(0.005, "cheating")
    criticism_false_alarm: Setting = _false_alarm(0.02, "criticism")
    petition_false_alarm: Setting = _false_alarm(0.001, "petitions")
    breach_false_alarm: Setting = _false_alarm(0.001, "breaches")
    fraud_false_alarm: Setting = _false_alarm(0.0002, "fraud")
    false_alarm_women: Setting = parameter(
        2.0,
        unit="times",
        low=1,
        high=10,
        source="2h-errors",
        meaning="false alarms of cameras about women over those about men (NIST: 2 to 5 times; on the street, assumed)",
    )
    false_alarm_old: Setting = _times(
        1.0, "false alarms and entries about people of 60 or more over those about others"
    )
    false_alarm_rural: Setting = _times(1.0, "false alarms and entries about villagers over those about townspeople")
    mistaken: Setting = _share(0.01, "true records and entries that land on somebody else", "2h")
    mistaken_women: Setting = _times(
        1.0, "records by face that land on somebody else, women's over men's (NIST: 2 to 5 times)", source="2h-errors"
    )
    mistaken_old: Setting = _times(1.0, "records that land on somebody else, old people's over others'")
    mistaken_rural: Setting = _times(
        1.0, "records that land on somebody else, villagers' over townspeople's: namesakes"
    )

    cash_blind: Setting = _share(0.0, "bookings and gym hours that leave no trace if they are paid for in cash", "F10")
    duplicated: Setting = _share(0.0, "true records of bills, cameras, posts and breaches that are entered twice")
    overheard: Setting = _share(0.0, "jaywalking and criticism that neighbours see, over the petitions that they see")
    merged: Setting = _share(0.0, "second records of one act that the centre recognises and drops")
    bills_delay: Setting = _delay("bills")
    cameras_delay: Setting = _delay("cameras")
    platforms_delay: Setting = _delay("platforms")
    posts_delay: Setting = _delay("posts")
    registers_delay: Setting = _delay("registers")
    neighbours_delay: Setting = _delay("neighbours")
    courts_delay: Setting = _delay("courts")
    discipline_delay: Setting = _delay("discipline inspection")

    neighbours_loyal: Setting = _times(
        0.0, "how much readier a neighbour is to report who praises all day than who is silent", source="V4"
    )
    neighbours_grudge: Setting = _times(
        0.0, "how much readier a neighbour is to report who says the contrary of what one says"
    )
    false_report: Setting = parameter(
        0.0,
        unit="reports a month",
        low=0,
        high=1,
        source="assumption",
        meaning="criticism, and petitions, that a silent neighbour makes up about somebody who did neither",
    )

    joined: Setting = _share(0.0, "places whose cameras, offices and neighbours are joined into one network", "V2")
    joined_integration: Setting = _share(1.0, "records from a joined place that reach the centre", "V2")
    joined_cameras: Setting = _times(
        1.5, "cameras in a joined place over those before: shops' and private ones are added", low=1, source="V2"
    )
    joined_neighbours: Setting = _times(
        1.5, "acts that neighbours see in a joined place, on their screens too, over those before", low=1, source="2h"
    )

    weight_payments: Setting = _weight(0.3, "payments in the share of life recorded")
    weight_public: Setting = _weight(0.2, "movements in public")
    weight_platforms: Setting = _weight(0.2, "platform life")
    weight_posts: Setting = _weight(0.15, "words")
    weight_dealings: Setting = _weight(0.15, "bills and contracts")
    weight_friends: Setting = _weight(0.0, "knowing people")
    weight_bank: Setting = _weight(0.0, "loans and their repayment")
    weight_travel: Setting = _weight(0.0, "journeys")
    weight_hospitals: Setting = _weight(0.0, "illness")
    weight_talk: Setting = _weight(0.0, "what neighbours see and hear")
    friends_coverage: Setting = _share(0.6, "people wholly online who show platforms whom they know")
    bank_coverage: Setting = _share(0.9, "dealings of people with a credit file that the bank registry holds", "2e")
    travel_coverage: Setting = _share(0.5, "journeys by tickets in one's own name")
    hospitals_coverage: Setting = _share(0.5, "visits to hospitals with files that can be passed on", "V3")
    hospitals_rural: Setting = parameter(
        0.5, unit="ratio", low=0, high=1, source="assumption", meaning="the same in villages over that in towns"
    )

    payments_sensitivity: Setting = _share(0.95, "traced payments that tell what was bought")
    friends_sensitivity: Setting = _share(0.9, "known ties to people on the court's list that are noticed")
    bank_sensitivity: Setting = _share(0.95, "missed payments that lenders report to the registry")
    travel_sensitivity: Setting = _share(0.95, "journeys in one's own name that are entered")
    hospitals_sensitivity: Setting = _share(0.9, "visits to hospitals with files that are entered")
    payments_false_alarm: Setting = _false_entry(0.005, "games, cheap liquor and the like bought")
    friends_false_alarm: Setting = _false_entry(0.002, "a tie to somebody on the court's list")
    bank_false_alarm: Setting = _false_entry(0.002, "a missed payment")
    travel_false_alarm: Setting = _false_entry(0.002, "a journey")
    hospitals_false_alarm: Setting = _false_entry(0.002, "a visit to a hospital")
    payments_delay: Setting = _delay("payments")
    friends_delay: Setting = _delay("ties")
    bank_delay: Setting = _delay("missed payments")
    travel_delay: Setting = _delay("journeys")
    hospitals_delay: Setting = _delay("visits to hospitals")
    bank_memory: Setting = parameter(
        24,
        unit="months",
        low=1,
        high=240,
        source="assumption",
        meaning="months by which a missed payment weighs in the bank registry (as in lending.record_months, assumed)",
    )

    cameras: CameraAllocation = CameraAllocation()
