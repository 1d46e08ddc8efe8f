"""Watching: what of people's lives is recorded, and how wrongly."""

from __future__ import annotations

from ..parameter import Section, Setting, Switch, months, parameter, ratio, share, switch, times
from .camera_allocation import CameraAllocation


def _false_alarm(default: float, act: str) -> Setting:
    meaning = f"false records of {act} about a person who did nothing and is fully watched"
    return share(default, meaning, unit="records a month")


def _delay(what: str) -> Setting:
    meaning = (
        f"average reporting delay of records of {what}; at most three records of a kind queue for one person, so a "
        "monthly event waits about three months at most"
    )
    return months(0.0, meaning, high=60)


def _false_entry(default: float, entry: str) -> Setting:
    meaning = f"false entries of {entry} about a person who is fully watched"
    return share(default, meaning, unit="entries a month")


class Watching(Section):
    """What of people's lives is recorded, and how wrongly."""

    on: Switch = switch(True, meaning="whether anything is recorded", source="P3")

    cashless: Setting = share(
        [
            ("2011-01", 0.02),
            ("2014-01", 0.15),
            ("2017-06", 0.36, "2e-payers", "documented"),
            ("2020-06", 0.55, "2e-payers", "documented"),
            ("2024-06", 0.69, "2e-payers", "documented"),
        ],
        "payments of somebody wholly online that leave a trace (mobile-pay users over population stand for it)",
        "2e",
        between="linear",
    )
    bills_coverage: Setting = share(0.8, "bills whose payment is reported", "2e")
    bills_sensitivity: Setting = share(0.9, "reported late bills that are noticed")
    cameras_coverage: Setting = share(
        [
            ("2007-01", 0.03),
            ("2013-01", 0.08),
            ("2016-12", 0.13, "2h-cameras", "documented"),
            ("2018-12", 0.25, "2h-cameras", "documented"),
            ("2021-12", 0.40, "2h-forecast", "hypothetical"),
        ],
        "urban crossings in view of a camera that can tell who it is (cameras per head stand for it)",
        "2h",
        between="linear",
    )
    cameras_rural: Setting = ratio(0.3, "coverage in the country over that in towns (V1: unevenly spread)", high=1)
    cameras_sensitivity: Setting = share(0.3, "acts in view that are recorded")
    platforms_coverage: Setting = share(
        [("2007-01", 0.05), ("2013-01", 0.3), ("2018-01", 0.6), ("2022-01", 0.75)],
        "online life on platforms that keep records",
        between="linear",
    )
    platforms_sensitivity: Setting = share(0.8, "platform acts that are recorded")
    posts_coverage: Setting = share(0.5, "posts on watched networks")
    posts_sensitivity: Setting = share(0.6, "watched posts that are classed as praise or criticism")
    neighbours_coverage: Setting = share(0.3, "acts in towns that a neighbour or official sees", "V4")
    neighbours_rural: Setting = ratio(1.5, "the same in villages, where people know each other", high=3)
    neighbours_sensitivity: Setting = share(0.3, "seen acts that are reported", "V4")
    registers_coverage: Setting = share(0.5, "good deeds that somebody has entered in a register to be credited", "2d")
    registers_sensitivity: Setting = share(0.9, "entered deeds that are credited")
    courts_coverage: Setting = share(0.3, "breaches and frauds that reach a court")
    courts_sensitivity: Setting = share(0.8, "cases in court that are found against the doer")
    discipline_coverage: Setting = share(0.2, "misconduct that discipline inspection looks into", "W1")
    discipline_sensitivity: Setting = share(0.5, "misconduct looked into that is found")

    integration: Setting = share(
        [("2007-01", 0.05), ("2014-06", 0.15), ("2018-01", 0.3), ("2021-01", 0.35)],
        "records of cameras, platforms, posts, neighbours, hospitals, payments and ties that reach the centre "
        "(size assumed)",
        "V2",
        between="linear",
    )
    integration_official: Setting = share(
        1.0, "records of registers, courts, discipline, bank and journeys that reach the centre"
    )
    integration_bills: Setting = share(0.7, "records of bills that reach the centre", "2e")

    late_bill_false_alarm: Setting = _false_alarm(0.003, "late bills")
    jaywalk_false_alarm: Setting = _false_alarm(0.05, "jaywalking")
    no_show_false_alarm: Setting = _false_alarm(0.005, "bookings not honoured")
    cheat_false_alarm: Setting = _false_alarm(0.005, "cheating")
    criticism_false_alarm: Setting = _false_alarm(0.02, "criticism")
    petition_false_alarm: Setting = _false_alarm(0.001, "petitions")
    breach_false_alarm: Setting = _false_alarm(0.001, "breaches")
    fraud_false_alarm: Setting = _false_alarm(0.0002, "fraud")
    false_alarm_women: Setting = times(
        2.0,
        "false alarms of cameras about women over those about men (NIST: 2 to 5 times; on the street, assumed)",
        "2h-errors",
        low=1,
    )
    false_alarm_old: Setting = times(1.0, "false alarms and entries about people of 60 or more over those about others")
    false_alarm_rural: Setting = times(1.0, "false alarms and entries about villagers over those about townspeople")
    mistaken: Setting = share(0.01, "true records and entries that land on somebody else", "2h")
    mistaken_women: Setting = times(
        1.0, "records by face that land on somebody else, women's over men's (NIST: 2 to 5 times)", "2h-errors"
    )
    mistaken_old: Setting = times(1.0, "records that land on somebody else, old people's over others'")
    mistaken_rural: Setting = times(1.0, "records that land on somebody else, villagers' over townspeople's: namesakes")

    cash_blind: Setting = share(0.0, "bookings and gym hours that leave no trace if they are paid for in cash", "F10")
    duplicated: Setting = share(0.0, "true records of bills, cameras, posts and breaches that are entered twice")
    overheard: Setting = share(0.0, "jaywalking and criticism that neighbours see, over the petitions that they see")
    merged: Setting = share(0.0, "second records of one act that the centre recognises and drops")
    bills_delay: Setting = _delay("bills")
    cameras_delay: Setting = _delay("cameras")
    platforms_delay: Setting = _delay("platforms")
    posts_delay: Setting = _delay("posts")
    registers_delay: Setting = _delay("registers")
    neighbours_delay: Setting = _delay("neighbours")
    courts_delay: Setting = _delay("courts")
    discipline_delay: Setting = _delay("discipline inspection")

    neighbours_loyal: Setting = times(
        0.0, "how much readier a neighbour is to report who praises all day than who is silent", "V4"
    )
    neighbours_grudge: Setting = times(
        0.0, "how much readier a neighbour is to report who says the contrary of what one says"
    )
    false_report: Setting = parameter(
        0.0,
        "criticism, and petitions, that a silent neighbour makes up about somebody who did neither",
        unit="reports a month",
        low=0,
        high=1,
    )

    joined: Setting = share(0.0, "places whose cameras, offices and neighbours are joined into one network", "V2")
    joined_integration: Setting = share(1.0, "records from a joined place that reach the centre", "V2")
    joined_cameras: Setting = times(
        1.5, "cameras in a joined place over those before: shops' and private ones are added", "V2", low=1
    )
    joined_neighbours: Setting = times(
        1.5, "acts that neighbours see in a joined place, on their screens too, over those before", "2h", low=1
    )

    weight_payments: Setting = share(0.3, "weight of payments in the share of life recorded")
    weight_public: Setting = share(0.2, "weight of movements in public")
    weight_platforms: Setting = share(0.2, "weight of platform life")
    weight_posts: Setting = share(0.15, "weight of words")
    weight_dealings: Setting = share(0.15, "weight of bills and contracts")
    weight_friends: Setting = share(0.0, "weight of knowing people")
    weight_bank: Setting = share(0.0, "weight of loans and their repayment")
    weight_travel: Setting = share(0.0, "weight of journeys")
    weight_hospitals: Setting = share(0.0, "weight of illness")
    weight_talk: Setting = share(0.0, "weight of what neighbours see and hear")
    friends_coverage: Setting = share(0.6, "people wholly online who show platforms whom they know")
    bank_coverage: Setting = share(0.9, "dealings of people with a credit file that the bank registry holds", "2e")
    travel_coverage: Setting = share(0.5, "journeys by tickets in one's own name")
    hospitals_coverage: Setting = share(0.5, "visits to hospitals with files that can be passed on", "V3")
    hospitals_rural: Setting = ratio(0.5, "the same in villages over that in towns", high=1)

    payments_sensitivity: Setting = share(0.95, "traced payments that tell what was bought")
    friends_sensitivity: Setting = share(0.9, "known ties to people on the court's list that are noticed")
    bank_sensitivity: Setting = share(0.95, "missed payments that lenders report to the registry")
    travel_sensitivity: Setting = share(0.95, "journeys in one's own name that are entered")
    hospitals_sensitivity: Setting = share(0.9, "visits to hospitals with files that are entered")
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
    bank_memory: Setting = months(
        24, "months by which a missed payment weighs in the bank registry (as in lending.record_months, assumed)", low=1
    )

    cameras: CameraAllocation = CameraAllocation()
