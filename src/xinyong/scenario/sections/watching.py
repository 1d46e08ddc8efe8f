"""Watching and leaking: what is recorded of people's lives, with which errors, and how files are sold and misused."""

from __future__ import annotations

from ..parameter import Section, chance, choice, months, parameter, proportion, ratio, share, switch, times
from ..parameter_value import Choice, Setting, Switch


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


class CameraAllocation(Section):
    """Reallocation of cameras to where incidents were recorded (Ensign et al. 2018)."""

    on: Switch = switch(False, "whether cameras are reallocated to where incidents were recorded")

    among: Choice = choice(
        "province",
        "province",
        "area",
        meaning="where cameras are reallocated: among towns and villages of each province, or of the nation",
    )
    every_months: Setting = months(
        12, "months between two reallocations, which happen from December on", low=1, high=120
    )
    feedback: Setting = parameter(
        1.0,
        "exponent of incidents per camera in the allocation: 0 leaves cameras where they are, 1 follows incidents",
        unit="power",
        high=4,
    )
    floor: Setting = share(0.2, "cameras that stay where they were at first")
    fades: Setting = chance(0.0, "share of old incidents that is forgotten")
    prior_towns: Setting = parameter(
        1.0,
        "incidents recorded in towns before the run, which are added to those of the run",
        unit="incidents for 1,000 people",
        high=1_000_000,
    )
    prior_villages: Setting = parameter(
        1.0,
        "incidents recorded in villages before the run, which are added to those of the run",
        unit="incidents for 1,000 people",
        high=1_000_000,
    )
    surprise: Switch = switch(
        False,
        "whether an incident is weighted by the chance that no camera would have been there (1 minus the own "
        "share of cameras)",
    )


class Watching(Section):
    """Which part of people's lives is recorded, and with which errors."""

    on: Switch = switch(True, "whether anything is recorded", "P3")

    cashless: Setting = share(
        [
            ("2011-01", 0.02),
            ("2014-01", 0.15),
            ("2017-06", 0.36, "2e-payers", "documented"),
            ("2020-06", 0.55, "2e-payers", "documented"),
            ("2024-06", 0.69, "2e-payers", "documented"),
        ],
        "payments that leave a trace, for a person wholly online (approximated by mobile-pay users in the population)",
        "2e",
        between="linear",
    )
    bills_coverage: Setting = share(0.8, "bills whose payment is reported", "2e")
    bills_sensitivity: Setting = share(0.9, "reported late bills that are detected")
    cameras_coverage: Setting = share(
        [
            ("2007-01", 0.03),
            ("2013-01", 0.08),
            ("2016-12", 0.13, "2h-cameras", "documented"),
            ("2018-12", 0.25, "2h-cameras", "documented"),
            ("2021-12", 0.40, "2h-forecast", "hypothetical"),
        ],
        "urban street crossings in view of a camera that can identify people (approximated by cameras per head)",
        "2h",
        between="linear",
    )
    cameras_rural: Setting = proportion(0.3, "camera coverage in the country, relative to towns (V1: unevenly spread)")
    cameras_sensitivity: Setting = share(0.3, "acts in view that are recorded")
    platforms_coverage: Setting = share(
        [("2007-01", 0.05), ("2013-01", 0.3), ("2018-01", 0.6), ("2022-01", 0.75)],
        "share of online life that is spent on platforms with records",
        between="linear",
    )
    platforms_sensitivity: Setting = share(0.8, "platform acts that are recorded")
    posts_coverage: Setting = share(0.5, "posts on monitored networks")
    posts_sensitivity: Setting = share(0.6, "monitored posts that are classified as praise or criticism")
    neighbours_coverage: Setting = share(0.3, "acts in towns that a neighbour or official sees", "V4")
    neighbours_rural: Setting = ratio(
        1.5, "the same coverage in villages relative to towns: villagers know each other", high=3
    )
    neighbours_sensitivity: Setting = share(0.3, "seen acts that are reported", "V4")
    registers_coverage: Setting = share(0.5, "good deeds that are entered in a register to be credited", "2d")
    registers_sensitivity: Setting = share(0.9, "entered deeds that are credited")
    courts_coverage: Setting = share(0.3, "breaches and frauds that reach a court")
    courts_sensitivity: Setting = share(0.8, "cases in court that are decided against the offender")
    discipline_coverage: Setting = share(0.2, "misconduct that discipline inspection investigates", "W1")
    discipline_sensitivity: Setting = share(0.5, "investigated misconduct that is confirmed")

    integration: Setting = share(
        [("2007-01", 0.05), ("2014-06", 0.15), ("2018-01", 0.3), ("2021-01", 0.35)],
        "records of cameras, platforms, posts, neighbours, hospitals, payments and ties that reach the central "
        "file (size assumed)",
        "V2",
        between="linear",
    )
    integration_official: Setting = share(
        1.0, "records of registers, courts, discipline inspection, bank and journeys that reach the central file"
    )
    integration_bills: Setting = share(0.7, "records of bills that reach the central file", "2e")

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
        "false camera records of women, relative to men (NIST: 2 to 5 times; assumed to hold on the street)",
        "2h-errors",
        low=1,
    )
    false_alarm_old: Setting = times(1.0, "false records and entries about people aged 60 or over, relative to others")
    false_alarm_rural: Setting = times(1.0, "false records and entries about villagers, relative to townspeople")
    mistaken: Setting = share(0.01, "true records and entries that are assigned to another person", "2h")
    mistaken_women: Setting = times(
        1.0,
        "records by face that are assigned to another person, for women relative to men (NIST: 2 to 5 times)",
        "2h-errors",
    )
    mistaken_old: Setting = times(1.0, "records that are assigned to another person, for the old relative to others")
    mistaken_rural: Setting = times(
        1.0, "records that are assigned to another person, for villagers relative to townspeople: namesakes"
    )

    cash_blind: Setting = share(0.0, "bookings and gym visits that leave no trace when they are paid in cash", "F10")
    duplicated: Setting = share(0.0, "true records of bills, cameras, posts and breaches that are entered twice")
    overheard: Setting = share(
        0.0, "jaywalking and criticism that neighbours see, relative to the petitions that they see"
    )
    merged: Setting = share(0.0, "second records of the same act that the central file recognises and drops")
    bills_delay: Setting = _delay("bills")
    cameras_delay: Setting = _delay("cameras")
    platforms_delay: Setting = _delay("platforms")
    posts_delay: Setting = _delay("posts")
    registers_delay: Setting = _delay("registers")
    neighbours_delay: Setting = _delay("neighbours")
    courts_delay: Setting = _delay("courts")
    discipline_delay: Setting = _delay("discipline inspection")

    neighbours_loyal: Setting = times(
        0.0, "how much more often a neighbour who praises at full expression reports than a silent one", "V4"
    )
    neighbours_grudge: Setting = times(0.0, "how much more often a neighbour of the opposite expressed opinion reports")
    false_report: Setting = parameter(
        0.0,
        "invented criticism and invented petitions that a silent neighbour reports about a person who did neither",
        unit="reports a month",
        high=1,
    )

    joined: Setting = share(0.0, "places whose cameras, offices and neighbours are connected in one network", "V2")
    joined_integration: Setting = share(1.0, "records from a connected place that reach the central file", "V2")
    joined_cameras: Setting = times(
        1.5, "cameras in a connected place, relative to before: shops' and private cameras are added", "V2", low=1
    )
    joined_neighbours: Setting = times(
        1.5, "acts that neighbours see in a connected place, also on their screens, relative to before", "2h", low=1
    )

    weight_payments: Setting = share(0.3, "weight of payments in the share of life recorded")
    weight_public: Setting = share(0.2, "weight of movement in public in the share of life recorded")
    weight_platforms: Setting = share(0.2, "weight of life on platforms in the share of life recorded")
    weight_posts: Setting = share(0.15, "weight of posts in the share of life recorded")
    weight_dealings: Setting = share(0.15, "weight of bills and contracts in the share of life recorded")
    weight_friends: Setting = share(0.0, "weight of friendships in the share of life recorded")
    weight_bank: Setting = share(0.0, "weight of loans and their repayment in the share of life recorded")
    weight_travel: Setting = share(0.0, "weight of journeys in the share of life recorded")
    weight_hospitals: Setting = share(0.0, "weight of illness in the share of life recorded")
    weight_talk: Setting = share(0.0, "weight of what neighbours see and hear in the share of life recorded")
    friends_coverage: Setting = share(0.6, "friends whom a person wholly online shows to platforms")
    bank_coverage: Setting = share(0.9, "dealings of people with a credit file that the bank registry holds", "2e")
    travel_coverage: Setting = share(0.5, "journeys with tickets in the traveller's own name")
    hospitals_coverage: Setting = share(0.5, "hospital visits with files that can be passed on", "V3")
    hospitals_rural: Setting = proportion(0.5, "the same coverage in villages relative to towns")

    payments_sensitivity: Setting = share(0.95, "traced payments that show what was bought")
    friends_sensitivity: Setting = share(0.9, "known ties to people on the court list that are detected")
    bank_sensitivity: Setting = share(0.95, "missed payments that lenders report to the registry")
    travel_sensitivity: Setting = share(0.95, "journeys in the traveller's own name that are recorded")
    hospitals_sensitivity: Setting = share(0.9, "hospital visits with files that are recorded")
    payments_false_alarm: Setting = _false_entry(0.005, "games, cheap liquor and the like bought")
    friends_false_alarm: Setting = _false_entry(0.002, "a tie to somebody on the court list")
    bank_false_alarm: Setting = _false_entry(0.002, "a missed payment")
    travel_false_alarm: Setting = _false_entry(0.002, "a journey")
    hospitals_false_alarm: Setting = _false_entry(0.002, "a visit to a hospital")
    payments_delay: Setting = _delay("payments")
    friends_delay: Setting = _delay("ties")
    bank_delay: Setting = _delay("missed payments")
    travel_delay: Setting = _delay("journeys")
    hospitals_delay: Setting = _delay("visits to hospitals")
    bank_memory: Setting = months(
        24,
        "months for which a missed payment counts in the bank registry (as in lending.record_months, assumed)",
        low=1,
    )

    cameras: CameraAllocation = CameraAllocation()


class Leaking(Section):
    """How personal files are sold, and how buyers misuse them."""

    on: Switch = switch(True, "whether personal files leak", "B1, B2")

    # the file
    memory_months: Setting = months(
        60,
        "months that a file reaches back: five years of addresses, accounts, journeys and nights were on offer",
        "B1",
        low=1,
        high=600,
        label="documented",
    )

    # who buys
    price_yuan: Setting = parameter(
        700,
        "price of a file (of 2016, when it was reported; used for all dates)",
        "B1",
        unit="yuan",
        low=1,
        high=100_000,
        label="documented",
    )
    price_usual: Setting = parameter(
        700, "price at which `orders` holds", "B1", unit="yuan", low=1, high=100_000, label="documented"
    )
    orders: Setting = parameter(
        0.01,
        "orders at that price for the file of a person of mean income whose whole life is recorded",
        unit="orders a month",
        high=1,
    )
    price_elasticity: Setting = parameter(
        1.0, "price elasticity of orders, as a positive number", unit="elasticity", high=5
    )
    income_elasticity: Setting = parameter(
        0.5,
        "elasticity of orders with respect to the income of the person in the file, as a positive number",
        unit="elasticity",
        high=5,
    )

    # who sells
    corrupt: Setting = share(0.05, "insiders with access who sell files (size assumed)", "B2")
    access_local: Setting = share(0.5, "officials of a place who can open the files of its people")
    access_central: Setting = parameter(
        20,
        "insiders elsewhere who can open the file of a life that is wholly recorded (size assumed)",
        "B2",
        unit="insiders",
        high=10_000,
    )
    fake: Setting = share(0.3, "sellers who take the money and deliver nothing true (size assumed)", "F11")
    wrong_id: Setting = share(0.02, "delivered files that belong to another person (size assumed)", "F11")

    # what is done with it
    useful_months: Setting = months(24, "months for which a sold file is useful", low=1, high=255)
    harassment: Setting = chance(
        0.02,
        "chance of being stalked or slandered for a person whose whole life is in a sold file (size assumed)",
        "B3",
    )
    fraud: Setting = chance(0.01, "chance of being defrauded for such a person (size assumed)", "B3")
    fraud_takes: Setting = share(0.1, "share of the savings that is then lost")
