"""The eight firms: rival weightings of the same traces (facts 1c, 2e)."""

from __future__ import annotations

from typing import Any

from ...vocabulary import FIRMS
from ..parameter import Choice, Setting, Switch, choice, months, parameter, points, share, switch, weight, years
from .scale import Scale

USES: tuple[str, ...] = ("none", "mean", "best", *FIRMS)
"""What can become the score ``score_firms``: nothing, the mean or the best of a citizen's firms, or one firm's."""


def _weight(default: float, firm: str, channel: str, source: str = "assumption") -> Setting:
    return weight(default, f"weight of {channel} in the score of the {firm}", source)


def _customers(default: float, firm: str, source: str = "assumption") -> Setting:
    return share(default, f"people who become customers of the {firm} in the end", source)


def _neutral(default: float, channel: str) -> Setting:
    return share(default, f"level of {channel} that leaves the score unchanged", unit="0..1")


class Firms(Scale):
    """Eight firms that weigh the same traces, each those that its business sees (facts 2e).

    What each of them sees is an assumption about its kind of business; no weighting was ever published (S1).
    """

    on: Switch = switch(True, meaning="whether eight firms score their customers (F1)", source="F1", label="essay")
    used: Choice = choice(
        "none",
        *USES,
        meaning="what of the firms' scores becomes the score `firms`: their mean, the best of them, or one firm's",
        source="assumption",
    )

    low: Setting = points(350, "lower end of the common scale (one firm's, 2c-range; for all, assumed)", "2c", low=1)
    high: Setting = points(950, "upper end of the common scale (one firm's, 2c-range; for all, assumed)", "2c", low=1)
    good_from: Setting = points(
        650, "score from which a firm calls a customer good (a band of 2c; assumed for all)", "2c"
    )
    grey_points: Setting = points(
        100, "points by which a customer must miss that bound to be called bad (a band of 2c)", "2c", high=1000
    )
    reach: Setting = points(800, "what lies between the worst and the best value of the only channel of a firm", "2c")
    take_up: Setting = share(
        [("2007-01", 0.0), ("2015-01", 0.5), ("2018-01", 1.0)],
        "customers who have come so far, of those who ever will (none before 2015; pace assumed)",
        "2e",
    )

    # who is whose customer
    customers_shopping: Setting = _customers(0.54, "platform for shopping and payment, per life online", "F6")
    customers_messaging: Setting = _customers(0.40, "platform for messages, games and payment, per life online", "F6")
    customers_insurance: Setting = _customers(0.15, "bank and insurer")
    customers_registers: Setting = _customers(0.30, "agency that gathers public registers")
    customers_ratings: Setting = _customers(0.25, "rating agency")
    customers_lenders: Setting = _customers(0.10, "agency of small lenders")
    customers_tills: Setting = _customers(0.20, "payer of bills and keeper of tills in shops")
    customers_screening: Setting = _customers(0.10, "agency that screens for fraud")

    # what each firm sees, and how much it weighs
    shopping_history: Setting = _weight(0.25, "platform for shopping", "history")
    shopping_spending: Setting = _weight(0.20, "platform for shopping", "spending", "S4")
    shopping_taste: Setting = _weight(0.15, "platform for shopping", "taste", "S5")
    shopping_bookings: Setting = _weight(0.10, "platform for shopping", "bookings", "S7")
    shopping_bills: Setting = _weight(0.05, "platform for shopping", "bills")
    shopping_ties: Setting = _weight(0.05, "platform for shopping", "ties", "S11")
    shopping_posts: Setting = _weight(0.05, "platform for shopping", "posts", "S10")
    shopping_identity: Setting = _weight(0.05, "platform for shopping", "identity")
    shopping_court: Setting = _weight(0.10, "platform for shopping", "the court's list")
    messaging_spending: Setting = _weight(0.20, "platform for messages", "spending", "S4")
    messaging_games: Setting = _weight(0.20, "platform for messages", "games", "S8")
    messaging_ties: Setting = _weight(0.25, "platform for messages", "ties", "S11")
    messaging_posts: Setting = _weight(0.20, "platform for messages", "posts", "S10")
    messaging_identity: Setting = _weight(0.15, "platform for messages", "identity")
    insurance_history: Setting = _weight(0.35, "bank and insurer", "history")
    insurance_means: Setting = _weight(0.35, "bank and insurer", "means")
    insurance_identity: Setting = _weight(0.15, "bank and insurer", "identity")
    insurance_court: Setting = _weight(0.15, "bank and insurer", "the court's list")
    registers_bills: Setting = _weight(0.30, "agency of registers", "bills")
    registers_identity: Setting = _weight(0.40, "agency of registers", "identity")
    registers_court: Setting = _weight(0.30, "agency of registers", "the court's list")
    ratings_history: Setting = _weight(0.50, "rating agency", "history")
    ratings_means: Setting = _weight(0.30, "rating agency", "means")
    ratings_court: Setting = _weight(0.20, "rating agency", "the court's list")
    lenders_history: Setting = _weight(0.60, "agency of small lenders", "history")
    lenders_bookings: Setting = _weight(0.10, "agency of small lenders", "bookings")
    lenders_court: Setting = _weight(0.30, "agency of small lenders", "the court's list")
    tills_spending: Setting = _weight(0.40, "keeper of tills", "spending", "S4")
    tills_taste: Setting = _weight(0.20, "keeper of tills", "taste", "S5")
    tills_bills: Setting = _weight(0.40, "keeper of tills", "bills")
    screening_games: Setting = _weight(0.20, "agency against fraud", "games")
    screening_bookings: Setting = _weight(0.25, "agency against fraud", "bookings")
    screening_identity: Setting = _weight(0.25, "agency against fraud", "identity")
    screening_court: Setting = _weight(0.30, "agency against fraud", "the court's list")

    # the channels: what makes a trace worth something
    file_base: Setting = share(0.4, "what a payment record without any credit file is worth")
    file_half_months: Setting = months(12, "length of file at which half of the rest is earned", low=0.001, high=100)
    arrears_worst_months: Setting = months(3, "arrears that leave nothing of history", low=0.001, high=100)
    means_half: Setting = parameter(
        0.8, "income that is worth half of the most", unit="times mean income", low=0.001, high=100
    )
    spending_half: Setting = parameter(
        0.3, "traced spending that is worth half of the most", "S4", unit="share of mean income", low=0.001, high=100
    )
    taste_slope: Setting = parameter(
        3, "what a share of spending, if traced, moves taste (S5)", "S5", unit="0..1 per share", low=0.001, high=100
    )
    memory_months: Setting = parameter(6, "months that a firm looks back on", unit="whole months", low=1, high=8)
    slips_worst: Setting = share(0.5, "share of these months with a recorded slip that leaves nothing")
    posts_slope: Setting = parameter(
        1, "what a share of months with praise or criticism moves", "S10", unit="0..1 per share", low=0.001, high=100
    )
    schooling: Setting = share(0.4, "what college adds to identity")
    settled: Setting = share(0.3, "what a settled age adds to identity")
    work: Setting = share(0.3, "what having work adds to identity")
    settled_age: Setting = years(40, "age from which somebody is settled", low=1)

    # what neither adds nor takes
    neutral_history: Setting = _neutral(0.5, "payment records")
    neutral_means: Setting = _neutral(0.45, "means")
    neutral_spending: Setting = _neutral(0.3, "traces of spending")
    neutral_taste: Setting = _neutral(0.5, "tastes")
    neutral_games: Setting = _neutral(0.97, "records of games")
    neutral_bookings: Setting = _neutral(0.97, "records of bookings")
    neutral_bills: Setting = _neutral(0.93, "records of bills")
    neutral_ties: Setting = _neutral(0.65, "numbers of friends, of eight,")
    neutral_posts: Setting = _neutral(0.5, "posts")
    neutral_identity: Setting = _neutral(0.7, "traits")
    neutral_court: Setting = _neutral(0.98, "places off the court's list (1) and on it (0)")

    def numbers(self, month: int) -> dict[str, Any]:
        """The numbers in a month, and the number of what is used in `USES`."""
        return super().numbers(month) | {"used": float(USES.index(self.used.value))}
