"""Words that several layers use: lists, debts, levers, channels, acts, groups; and scores. Each is declared here, once.

Everything else derives from these declarations: columns, the choices of a scenario, sums, measures and charts. To add a
word, add its line here; tests then name what is particular to it and still missing (`tests/test_vocabulary.py`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from .scores import Party

Label = Literal["documented", "essay", "hypothetical"]
"""What a value, a rule or a measure rests on: public records, the essay, or nothing but an assumption."""

LABELS: tuple[Label, ...] = get_args(Label)
"""Every label, the best supported first."""


@dataclass(frozen=True)
class PublicList:
    """A list of people.

    Attributes
    ----------
    meaning
        What it means to be on it.
    related
        The contexts related to what leads onto it.
    column
        The column that is above 0 for those on it.
    wrongly
        The column that says who is on it through a wrong record; empty if nobody can be.
    """

    meaning: str
    related: tuple[str, ...]
    column: str
    wrongly: str = ""


LISTS: dict[str, PublicList] = {
    "court_list": PublicList("on the court list", ("credit",), "is_listed", "is_listed_wrongly"),
    "dishonest_firms": PublicList(
        "firm on the list of dishonest firms", ("credit", "work"), "firm_months", "is_firm_listed_wrongly"
    ),
    "red_list": PublicList("on a red list", (), "red_months"),
}
"""Lists that a rule can refer to."""


def list_columns() -> tuple[str, ...]:
    """The columns of all lists."""
    return tuple(column for one in LISTS.values() for column in (one.column, one.wrongly) if column)


EXITS: dict[str, str] = {"compliance": "paying", "repair": "repair", "expiry": "expiry", "appeal": "appeal"}
"""Ways off the court list, with labels for charts. The column ``restored_by`` holds 1 + the number of one."""


TIERS: dict[str, str] = {"minor": "civility", "general": "finance", "serious": "law"}
"""Tiers of repair, each with the part of the city ledger that it is about; the columns ``TIER_months``."""


@dataclass(frozen=True)
class Debt:
    """A kind of debt: the meaning of its column, what measures call it, and the source and label of its size."""

    meaning: str
    plural: str
    source: str = "2f"
    label: Label = "documented"


LOANS: dict[str, Debt] = {
    "mortgage": Debt("mortgage debt outstanding", "mortgages"),
    "consumer": Debt("consumer debt outstanding (cards, platforms, banks)", "consumer loans"),
    "business": Debt("small-business debt outstanding", "small-business loans"),
}
"""Loans of formal lenders."""

FORMAL_DEBTS: dict[str, Debt] = LOANS | {
    "judged": Debt("debt that a court has ordered to be paid", "debts under a court's order", "D21", "hypothetical"),
}
"""What people owe formal lenders."""

DEBTS: dict[str, Debt] = FORMAL_DEBTS | {
    "informal": Debt("debt to informal lenders", "loans of informal lenders", "D15", "essay"),
}
"""Every kind of debt."""


def debt_columns(kinds: dict[str, Debt]) -> tuple[str, ...]:
    """The columns of some kinds of debt."""
    return tuple(f"debt_{kind}_yuan" for kind in kinds)


RuleKind = Literal["carrot", "stick"]
"""A carrot rewards; a stick sanctions."""


@dataclass(frozen=True)
class Lever:
    """An effect that rules can have: the kind of rule that has it, and its meaning."""

    kind: RuleKind
    meaning: str


LEVERS: dict[str, Lever] = {
    "bars_flights": Lever("stick", "flights are refused"),
    "bars_rail": Lever("stick", "tickets for fast trains are refused"),
    "bars_hospitality": Lever("stick", "hotels and restaurants refuse"),
    "bars_school": Lever("stick", "fee-paying schools refuse the children"),
    "bars_building": Lever("stick", "no home can be bought"),
    "bars_profession": Lever("stick", "licensed professions are closed"),
    "bars_party": Lever("stick", "Party membership is lost"),
    "bars_subsidy": Lever("stick", "state support is withheld"),
    "bars_rent": Lever("stick", "landlords refuse"),
    "bars_jobs": Lever("stick", "employers refuse"),
    "bars_credit": Lever("stick", "lenders refuse"),
    "shames": Lever("stick", "the name is made public"),
    "eases_platform_credit": Lever("carrot", "platforms lend more readily"),
    "eases_credit": Lever("carrot", "lenders lend more readily"),
    "eases_visa": Lever("carrot", "visas take the fast track"),
    "eases_transit": Lever("carrot", "fares are lower"),
    "eases_hospital": Lever("carrot", "waits in hospitals are shorter"),
    "eases_dating": Lever("carrot", "dating platforms show the person more often"),
    "eases_deposit": Lever("carrot", "deposits are waived"),
}
"""Every lever. A mechanism reads the column of the same name: how strongly the rules in force apply it."""

CONTEXTS: dict[str, Party] = {
    "credit": "firms",
    "travel": "state",
    "housing": "firms",
    "work": "firms",
    "education": "state",
    "welfare": "state",
    "leisure": "firms",
    "reputation": "state",
    "health": "state",
    "love": "firms",
    "politics": "state",
}
"""The parts of life that a rule can touch, and who carries a rule out there: the state, or firms (lenders, landlords,
hotels, platforms, employers). A context is related to what was scored or not (EU AI Act Art. 5(1)(c))."""


@dataclass(frozen=True)
class Channel:
    """What records citizens.

    Attributes
    ----------
    integration
        The number of the section ``watching`` that says what share of its records reaches the centre.
    records
        Of a channel of files: its entries, in definitions of measures.
    row
        The row of the essay's catalogue about it; empty if there is none.
    event
        Of a channel of files: the fact that a true entry states.
    is_online
        Whether it sees only what people do online.
    is_slow
        Of a channel of acts: whether its records usually come late, so that those of several months can come at once.
    """

    integration: str
    records: str = ""
    row: str = ""
    event: str = ""
    is_online: bool = False
    is_slow: bool = False


ACT_CHANNELS: dict[str, Channel] = {
    "bills": Channel("integration_bills", is_slow=True),
    "cameras": Channel("integration", row="V1"),
    "platforms": Channel("integration_firms", is_online=True),
    "registers": Channel("integration_official", is_slow=True),
    "posts": Channel("integration_firms", is_online=True),
    "neighbours": Channel("integration", row="V4", is_slow=True),
    "courts": Channel("integration_official", is_slow=True),
    "discipline": Channel("integration_official", is_slow=True),
}
"""Channels that record acts."""

FILE_CHANNELS: dict[str, Channel] = {
    "payments": Channel(
        "integration_firms",
        "purchases of games, cheap liquor and the like",
        "S5",
        "bought games, cheap liquor and the like",
        is_online=True,
    ),
    "friends": Channel(
        "integration_firms",
        "people tied to somebody on the court list",
        "S11",
        "tied to somebody on the court list",
        is_online=True,
    ),
    "bank": Channel("integration_official", "missed payments", "S2", "missed the last payment"),
    "travel": Channel(
        "integration_official",
        "people who travelled by air or fast train",
        "V3",
        "made a journey by air or fast train",
    ),
    "hospitals": Channel("integration", "people who were in a hospital", "V3", "was in a hospital"),
}
"""Channels that enter facts in files, once a month at most; the columns ``event_*``, ``entry_*``, ``wrong_entry_*``."""

CHANNELS: dict[str, Channel] = ACT_CHANNELS | FILE_CHANNELS
"""Every channel."""


@dataclass(frozen=True)
class PartOfLife:
    """A part of a life that can be recorded: what it is, and the channel that records it."""

    meaning: str
    channel: str


LIFE: dict[str, PartOfLife] = {
    "payments": PartOfLife("payments", "payments"),
    "public": PartOfLife("movements in public", "cameras"),
    "platforms": PartOfLife("life on platforms", "platforms"),
    "posts": PartOfLife("words online", "posts"),
    "dealings": PartOfLife("bills and contracts", "bills"),
    "friends": PartOfLife("ties that people show themselves", "friends"),
    "bank": PartOfLife("loans and their repayment", "bank"),
    "travel": PartOfLife("journeys", "travel"),
    "hospitals": PartOfLife("illness", "hospitals"),
    "talk": PartOfLife("what neighbours see and hear", "neighbours"),
}
"""Parts of a life that can be recorded. Each has a weight in the section ``watching``."""

Error = Literal["false", "astray", "slander", "twice"]
"""How a record is wrong: nobody did it, somebody else did it, a neighbour invented it, or it was entered twice."""


@dataclass(frozen=True)
class Act:
    """What people do that a scoring system may record.

    Attributes
    ----------
    meaning
        What it is.
    channel
        The channel that sees it first.
    errors
        How records of it can be wrong.
    life
        The part of life in which a record of it can be false; empty if it counts in none.
    is_rare
        Whether two a month are already improbable.
    is_overheard
        Whether neighbours can see or hear it too.
    is_paid
        Whether it leaves no trace if it is paid for in cash.
    ledger
        The part of the city ledger that records of it move; empty if they move none.
    gravity
        How grave it is as conduct; empty if it is no misconduct. What people say or whom they know is none.
    """

    meaning: str
    channel: str
    errors: tuple[Error, ...] = ()
    life: str = ""
    is_rare: bool = False
    is_overheard: bool = False
    is_paid: bool = False
    ledger: str = ""
    gravity: Literal["", "minor", "grave"] = ""


ACTS: dict[str, Act] = {
    "late_bill": Act(
        "a bill paid late", "bills", ("false", "astray", "twice"), "dealings",
        is_rare=True, ledger="finance", gravity="minor",
    ),
    "jaywalk": Act(
        "a crossing against the light", "cameras", ("false", "astray", "twice"), "public",
        is_overheard=True, ledger="civility", gravity="minor",
    ),
    "no_show": Act(
        "a booking not honoured", "platforms", ("false",), "platforms",
        is_rare=True, is_paid=True, ledger="civility", gravity="minor",
    ),
    "cheat": Act(
        "cheating in a game", "platforms", ("false",), "platforms", is_rare=True, ledger="civility", gravity="minor"
    ),
    "gym": Act("a visit to a gym", "platforms", is_paid=True),
    "volunteer": Act("a good deed", "registers", is_rare=True, ledger="merit"),
    "praise": Act("a post that praises", "posts"),
    "criticism": Act("a post that criticises", "posts", ("false", "slander", "twice"), "posts", is_overheard=True),
    "petition": Act("a petition", "neighbours", ("false", "slander"), "talk", is_rare=True, ledger="civility"),
    "breach": Act(
        "a breach of contract", "courts", ("false", "astray", "twice"), is_rare=True, ledger="law", gravity="grave"
    ),
    "fraud": Act("a fraud", "courts", ("false",), is_rare=True, ledger="law", gravity="grave"),
    "misconduct": Act("misconduct of an official", "discipline", is_rare=True, ledger="law", gravity="grave"),
}  # fmt: skip
"""Every act, in the order of the columns ``act_*``, ``rec_*`` and ``wrong_*``."""


def acts_with(error: Error) -> tuple[str, ...]:
    """The acts of which records can be wrong in one way."""
    return tuple(name for name, act in ACTS.items() if error in act.errors)


def channel_of(what: str) -> str:
    """The channel that sees an act first; a channel of files is its own."""
    return ACTS[what].channel if what in ACTS else what


AREAS: tuple[str, ...] = ("rural", "urban")
SEXES: tuple[str, ...] = ("male", "female")
MEMBERSHIPS: tuple[str, ...] = ("non-member", "member")
AGE_BANDS: dict[str, int] = {"18-29": 18, "30-44": 30, "45-59": 45, "60+": 60}
"""Age bands, and the age at which each begins."""
EDUCATIONS: tuple[str, ...] = ("primary", "middle", "high", "college")
OCCUPATIONS: tuple[str, ...] = (
    "farmer",
    "worker",
    "service",
    "professional",
    "manager",
    "official",
    "retired",
    "out-of-work",
)

EXEMPT: tuple[str, ...] = ("member", "manager", "official")
"""Positions that a rule can exempt, the least influential first."""

FIRMS: tuple[str, ...] = (
    "shopping",
    "messaging",
    "insurance",
    "registers",
    "ratings",
    "lenders",
    "tills",
    "screening",
)
"""The eight firms of facts 2e by their kind of business, in the order of the bits of the columns ``firms_*``."""

FIRM_RECORDS: dict[str, str] = {
    "bills": "late_bill",
    "games": "cheat",
    "bookings": "no_show",
    "criticism": "criticism",
    "praise": "praise",
}
"""What firms remember month by month, and the act that it is about; the columns ``firms_*``, ``firms_*_wrong``."""

SLIPS: tuple[str, ...] = tuple(act for act in ACTS if act in FIRM_RECORDS.values() and ACTS[act].gravity == "minor")
"""Minor acts that firms see: a record of one counts as a slip in the commercial score and the learned scorecard."""

BELIEFS: dict[str, str] = {
    "late": "a bill paid late",
    "spending": "spending one mean income more than usual, all online",
    "words": "a post of praise (a post of criticism counts against it)",
    "friends": "a rise of friends' scores by ten points",
}
"""What people hold beliefs about: what it adds to their score. In the order of the columns ``belief_*``."""

if TYPE_CHECKING:
    ListName: TypeAlias = str
    Effect: TypeAlias = str
    Context: TypeAlias = str
    Exempt: TypeAlias = str
else:  # derived, so that no name is written twice
    ListName, Effect = Literal[tuple(LISTS)], Literal[tuple(LEVERS)]
    Context, Exempt = Literal[tuple(CONTEXTS)], Literal[EXEMPT]
