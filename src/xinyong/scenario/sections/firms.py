"""Eight firms that score the same traces with different weights (facts 1c, 2e)."""

from __future__ import annotations

from ...vocabulary import FIRMS
from ..parameter import ScoreSection, choice, months, parameter, points, share, switch, weight, years
from ..parameter_value import Choice, Setting, Switch

USES: tuple[str, ...] = ("none", "mean", "best", *FIRMS)
"""Which score becomes ``score_firms``: none, the mean or the best of the firms that score a citizen, or one firm's."""


def _weight(default: float, firm: str, channel: str, source: str = "assumption") -> Setting:
    return weight(default, f"weight of {channel} in the score of the {firm}", source)


def _customers(default: float, firm: str, source: str = "assumption") -> Setting:
    return share(default, f"people who eventually become customers of the {firm}", source)


def _neutral(default: float, channel: str) -> Setting:
    return share(default, f"level of {channel} that leaves the score unchanged", unit="0..1")


class Firms(ScoreSection):
    """Eight firms that score the traces that their business sees (facts 2e).

    What each firm sees is assumed from its kind of business; no firm ever published its weights (S1).
    """

    on: Switch = switch(True, "whether eight firms score their customers (F1)", "F1", label="essay")
    used: Choice = choice(
        "none",
        *USES,
        meaning="which of the firms' scores becomes the score `firms`: their mean, the best of them, or one firm's",
        source="assumption",
    )

    low: Setting = points(350, "lower end of the common scale (of one firm, 2c-range; assumed for all)", "2c", low=1)
    high: Setting = points(950, "upper end of the common scale (of one firm, 2c-range; assumed for all)", "2c", low=1)
    good_from: Setting = points(
        650, "score from which a firm calls a customer good (a band of 2c; assumed for all)", "2c"
    )
    grey_points: Setting = points(
        100, "points below that score at which a customer is called bad (a band of 2c)", "2c", high=1000
    )
    reach: Setting = points(
        800, "points between the worst and the best value of a channel, for a firm that uses only one channel", "2c"
    )
    take_up: Setting = share(
        [("2007-01", 0.0), ("2015-01", 0.5), ("2018-01", 1.0)],
        "customers so far, relative to eventual customers (none before 2015; pace assumed)",
        "2e",
    )

    # who is whose customer
    customers_shopping: Setting = _customers(
        0.54, "shopping and payment platform (times their share of life online)", "F6"
    )
    customers_messaging: Setting = _customers(
        0.40, "messaging, games and payment platform (times their share of life online)", "F6"
    )
    customers_insurance: Setting = _customers(0.15, "bank and insurer")
    customers_registers: Setting = _customers(0.30, "public-register agency")
    customers_ratings: Setting = _customers(0.25, "rating agency")
    customers_lenders: Setting = _customers(0.10, "agency of small lenders")
    customers_tills: Setting = _customers(0.20, "firm for bill payment and shop tills")
    customers_screening: Setting = _customers(0.10, "fraud-screening agency")

    # what each firm sees, and how much it weighs
    shopping_history: Setting = _weight(0.25, "shopping platform", "history")
    shopping_spending: Setting = _weight(0.20, "shopping platform", "spending", "S4")
    shopping_taste: Setting = _weight(0.15, "shopping platform", "taste", "S5")
    shopping_bookings: Setting = _weight(0.10, "shopping platform", "bookings", "S7")
    shopping_bills: Setting = _weight(0.05, "shopping platform", "bills")
    shopping_ties: Setting = _weight(0.05, "shopping platform", "ties", "S11")
    shopping_posts: Setting = _weight(0.05, "shopping platform", "posts", "S10")
    shopping_identity: Setting = _weight(0.05, "shopping platform", "identity")
    shopping_court: Setting = _weight(0.10, "shopping platform", "the court list")
    messaging_spending: Setting = _weight(0.20, "messaging platform", "spending", "S4")
    messaging_games: Setting = _weight(0.20, "messaging platform", "games", "S8")
    messaging_ties: Setting = _weight(0.25, "messaging platform", "ties", "S11")
    messaging_posts: Setting = _weight(0.20, "messaging platform", "posts", "S10")
    messaging_identity: Setting = _weight(0.15, "messaging platform", "identity")
    insurance_history: Setting = _weight(0.35, "bank and insurer", "history")
    insurance_means: Setting = _weight(0.35, "bank and insurer", "means")
    insurance_identity: Setting = _weight(0.15, "bank and insurer", "identity")
    insurance_court: Setting = _weight(0.15, "bank and insurer", "the court list")
    registers_bills: Setting = _weight(0.30, "public-register agency", "bills")
    registers_identity: Setting = _weight(0.40, "public-register agency", "identity")
    registers_court: Setting = _weight(0.30, "public-register agency", "the court list")
    ratings_history: Setting = _weight(0.50, "rating agency", "history")
    ratings_means: Setting = _weight(0.30, "rating agency", "means")
    ratings_court: Setting = _weight(0.20, "rating agency", "the court list")
    lenders_history: Setting = _weight(0.60, "agency of small lenders", "history")
    lenders_bookings: Setting = _weight(0.10, "agency of small lenders", "bookings")
    lenders_court: Setting = _weight(0.30, "agency of small lenders", "the court list")
    tills_spending: Setting = _weight(0.40, "bill and till firm", "spending", "S4")
    tills_taste: Setting = _weight(0.20, "bill and till firm", "taste", "S5")
    tills_bills: Setting = _weight(0.40, "bill and till firm", "bills")
    screening_games: Setting = _weight(0.20, "fraud-screening agency", "games")
    screening_bookings: Setting = _weight(0.25, "fraud-screening agency", "bookings")
    screening_identity: Setting = _weight(0.25, "fraud-screening agency", "identity")
    screening_court: Setting = _weight(0.30, "fraud-screening agency", "the court list")

    # the channels: what makes a trace worth something
    file_base: Setting = share(0.4, "value of a payment record without any credit file")
    file_half_months: Setting = months(
        12, "length of file at which half of the remaining value is earned", low=0.001, high=100
    )
    arrears_worst_months: Setting = months(3, "arrears that reduce history to zero", low=0.001, high=100)
    means_half: Setting = parameter(
        0.8, "income that earns half of the highest value", unit="times mean income", low=0.001, high=100
    )
    spending_half: Setting = parameter(
        0.3,
        "traced spending that earns half of the highest value",
        "S4",
        unit="share of mean income",
        low=0.001,
        high=100,
    )
    taste_slope: Setting = parameter(
        3, "change of taste per traced share of spending (S5)", "S5", unit="0..1 per share", low=0.001, high=100
    )
    memory_months: Setting = parameter(6, "months of records that a firm uses", unit="whole months", low=1, high=8)
    slips_worst: Setting = share(0.5, "share of those months with a recorded slip at which the value is zero")
    posts_slope: Setting = parameter(
        1,
        "change of the value per share of months with praise or criticism",
        "S10",
        unit="0..1 per share",
        low=0.001,
        high=100,
    )
    schooling: Setting = share(0.4, "identity that college adds")
    settled: Setting = share(0.3, "identity that a settled age adds")
    work: Setting = share(0.3, "identity that having work adds")
    settled_age: Setting = years(40, "age from which a person is settled", low=1)

    # what neither adds nor takes
    neutral_history: Setting = _neutral(0.5, "the payment record")
    neutral_means: Setting = _neutral(0.45, "means")
    neutral_spending: Setting = _neutral(0.3, "traced spending")
    neutral_taste: Setting = _neutral(0.5, "taste")
    neutral_games: Setting = _neutral(0.97, "game records")
    neutral_bookings: Setting = _neutral(0.97, "booking records")
    neutral_bills: Setting = _neutral(0.93, "bill records")
    neutral_ties: Setting = _neutral(0.65, "ties (friends among eight candidates)")
    neutral_posts: Setting = _neutral(0.5, "posts")
    neutral_identity: Setting = _neutral(0.7, "identity")
    neutral_court: Setting = _neutral(0.98, "the court list (1 off it, 0 on it)")

    def numbers(self, month: int) -> dict[str, float]:
        """The numbers in a month, with the choice `used` as its index in `USES`."""
        return super().numbers(month) | {"used": float(USES.index(self.used.value))}
