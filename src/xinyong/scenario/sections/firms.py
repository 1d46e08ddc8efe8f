"""The eight firms: rival weightings of the same traces (facts 1c, 2e)."""

from __future__ import annotations

from typing import Any

from ...society.columns import FIRMS
from ..parameter import Choice, Setting, Switch, choice, parameter, switch
from .scale import Scale

USES: tuple[str, ...] = ("none", "mean", "best", *FIRMS)
"""What can become the score ``score_firms``: nothing, the mean or the best of a citizen's firms, or one firm's."""


def _weight(default: float, firm: str, channel: str, source: str = "assumption") -> Setting:
    found: Setting = parameter(
        default, unit="weight", low=0, high=10, source=source, meaning=f"weight of {channel} with the {firm}"
    )
    return found


def _customers(default: float, firm: str, source: str = "assumption") -> Setting:
    found: Setting = parameter(
        default, unit="share", low=0, high=1, source=source, meaning=f"customers of the {firm}, where all have come"
    )
    return found


def _neutral(default: float, channel: str) -> Setting:
    found: Setting = parameter(
        default, unit="0..1", low=0, high=1, source="assumption", meaning=f"{channel} that neither add nor take"
    )
    return found


def _half(default: float, unit: str, meaning: str, source: str = "assumption") -> Setting:
    found: Setting = parameter(default, unit=unit, low=0.001, high=100, source=source, meaning=meaning)
    return found


def _share(default: float, meaning: str) -> Setting:
    found: Setting = parameter(default, unit="share", low=0, high=1, source="assumption", meaning=meaning)
    return found


def _points(default: float, meaning: str, *, low: float = 0, high: float = 3000) -> Setting:
    found: Setting = parameter(default, unit="points", low=low, high=high, source="2c", meaning=meaning)
    return found


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

    low: Setting = _points(350, "lower end of the common scale (one firm's, 2c-range; for all, assumed)", low=1)
    high: Setting = _points(950, "upper end of the common scale (one firm's, 2c-range; for all, assumed)", low=1)
    good_from: Setting = _points(650, "score from which a firm calls a customer good (a band of 2c; assumed for all)")
    grey_points: Setting = _points(
        100, "points by which a customer must miss that bound to be called bad (a band of 2c)", high=1000
    )
    reach: Setting = _points(800, "what lies between the worst and the best value of the only channel of a firm")
    take_up: Setting = parameter(
        [("2007-01", 0.0), ("2015-01", 0.5), ("2018-01", 1.0)],
        unit="share",
        low=0,
        high=1,
        between="step",
        source="2e",
        meaning="customers who have come so far, of those who ever will (none before 2015; pace assumed)",
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
    file_base: Setting = _share(0.4, "what a payment record without any credit file is worth")
    file_half_months: Setting = _half(12, "months", "length of file at which half of the rest is earned")
    arrears_worst_months: Setting = _half(3, "months", "arrears that leave nothing of history")
    means_half: Setting = _half(0.8, "times mean income", "income that is worth half of the most")
    spending_half: Setting = _half(0.3, "share of mean income", "traced spending that is worth half of the most", "S4")
    taste_slope: Setting = _half(3, "0..1 per share", "what a share of spending, if traced, moves taste (S5)", "S5")
    memory_months: Setting = parameter(
        6, unit="whole months", low=1, high=8, source="assumption", meaning="months that a firm looks back on"
    )
    slips_worst: Setting = _share(0.5, "share of these months with a recorded slip that leaves nothing")
    posts_slope: Setting = _half(1, "0..1 per share", "what a share of months with praise or criticism moves", "S10")
    schooling: Setting = _share(0.4, "what college adds to identity")
    settled: Setting = _share(0.3, "what a settled age adds to identity")
    work: Setting = _share(0.3, "what having work adds to identity")
    settled_age: Setting = parameter(
        40, unit="years", low=1, high=120, source="assumption", meaning="age from which somebody is settled"
    )

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
