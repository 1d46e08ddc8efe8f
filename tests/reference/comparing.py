"""How citizens are chosen, how the reference is asked about them, and how its answers are compared.

Both compute in single precision, the reference by handing single-precision numbers to plain arithmetic. Two
ties of rounding can still part them, since a compiler may reorder a sum, fuse it with a product, or divide by
multiplying, and since libraries differ in the last bit of an exponential: a draw that falls within 1e-7 of
its threshold, and an amount of money within its own error of half a yuan (a step of single precision is 1/64
yuan at 200,000). Both are rare, one citizen of the few hundred compared at most so far: hence `ALLOWED`.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from xinyong.scenario.governance import credit_score
from xinyong.scenario.renamed_keys import former
from xinyong.society.columns import COLUMNS

from . import (
    adapting,
    conduct,
    consequences,
    couples,
    influence,
    initialization,
    leaking,
    livelihood,
    matching,
    opening_stocks,
    redress,
    survey,
)
from .lending import lending, loan_performance, monthly_loans
from .month import POPULATION, SEED, Moment, Month
from .random_streams import Stream, stream_key
from .scoring import (
    bureau,
    conformity,
    court_list,
    dishonest_firms,
    factors,
    firms,
    friends,
    ledger_repair,
    points,
    red_list,
    score_beliefs,
    scorecard,
    scorecard_training,
    unified,
)
from .ties import BLOCK, friends_of, possible_friends
from .watching import watching

Citizen = dict[str, Any]

ALLOWED = 2
"""Citizens for whom something that a mechanism writes may differ."""
RELATIVE = 1e-4
"""Numbers that are not whole count as the same within this share of their size."""
SMALL = {"points": 1.0}
"""Sizes, by unit, below which that share is taken of these instead (elsewhere 0.01)."""

EVERY = 100
OF_EACH_KIND = 5


def chosen(moment: Moment) -> list[int]:
    """Numbers of the citizens to compare: every 100th, the last few, and some in every state that occurs."""
    numbers = set(range(0, BLOCK, EVERY)) | set(range(POPULATION - 5, POPULATION + 5))
    for column in (*moment.before.values(), *moment.after.values()):
        unusual = np.flatnonzero(column != column[0])
        numbers |= set(unusual[:: max(len(unusual) // OF_EACH_KIND, 1)].tolist())
        numbers |= {int(column.argmin()), int(column.argmax())}
    return sorted(numbers)


def differences(moment: Moment, answers: dict[int, Citizen]) -> list[str]:
    """Where the reference's answers differ from what was written, a line for each citizen."""
    found = []
    for number, answer in answers.items():
        both = {name: (column[number].item(), answer[name]) for name, column in moment.after.items()}
        off = {name: (fast, slow) for name, (fast, slow) in both.items() if not is_same(name, fast, slow)}
        if off:
            shown = ", ".join(f"{name} {fast} ({slow} by the reference)" for name, (fast, slow) in off.items())
            found.append(f"citizen {number}: {shown}")
    return found


def is_same(name: str, fast: Any, slow: Any) -> bool:
    """Whether two values of a column are the same."""
    if COLUMNS[name].dtype != "float32":
        return bool(fast == slow)
    size = max(abs(float(slow)), SMALL.get(COLUMNS[name].unit, 0.01))
    return abs(fast - float(slow)) <= RELATIVE * size


class Reference:
    """The reference of one mechanism, ready to be asked for any citizen of a month."""

    def __init__(self, month: Month, mechanism: str) -> None:
        self.columns = month.moments[mechanism].before
        self.nation = month.nation[mechanism]
        self.p = month.numbers[mechanism]
        self.on, self.rules = month.world.scenario.on, month.world.scenario.active_rules
        self.credit_score = credit_score(month.world.scenario)
        self.key = stream_key(SEED, former(mechanism), 0 if mechanism == "initialization" else month.number)
        self.lasting_key = stream_key(SEED, "lasting", 0)
        self.run = REFERENCES[mechanism]
        self.partners: dict[int, dict[int, int]] = {}
        self.owed: dict[int, dict[str, tuple[float, float]]] = {}

    def __call__(self, number: int) -> Citizen:
        """What the mechanism writes for the citizen of this number."""
        return self.run(self, number)

    def person(self, number: int) -> Citizen:
        """A citizen as the mechanism finds them."""
        return {"number": number} | {name: _plain(column[number]) for name, column in self.columns.items()}

    def possible(self, number: int) -> list[Citizen]:
        """The eight people with whom a citizen can be friends."""
        return [self.person(friend) for friend in possible_friends(number)]

    def friends(self, number: int) -> list[Citizen]:
        """The living ties of a citizen."""
        return friends_of(self.person(number), self.possible(number))

    def stream(self, number: int, draws: tuple[str, ...]) -> Stream:
        """A citizen's luck in this month."""
        return Stream(self.key, number, draws, lasting_key=self.lasting_key)


def _plain(value):
    """Truths and whole numbers as Python's own; single-precision numbers as they are, to round alike."""
    return value if isinstance(value, np.floating) else value.item()


def _beginning(of: Reference, number: int) -> Citizen:
    first = number - number % initialization.CITIZENS_OF_PLACE
    stream, luck_of_place = (of.stream(n, initialization.DRAWS) for n in (number, first))
    block = number - number % initialization.CITIZENS_OF_BLOCK
    if block not in of.owed:
        people = (of.person(n) for n in range(block, block + initialization.CITIZENS_OF_BLOCK))
        of.owed[block] = initialization.lay_out(people, of.nation, of.p)
    opening = initialization.initialization(of.person(number), of.nation, of.p, stream, luck_of_place, of.owed[block])
    district = number - number % couples.DISTRICT
    if district not in of.partners:
        lucks = {n: of.stream(n, initialization.DRAWS) for n in range(district, district + couples.DISTRICT)}
        people = {n: of.person(n) for n in lucks}
        of.partners[district] = initialization.first_couples(people, district, of.nation, of.p, lucks)
    return opening | {"partner": of.partners[district].get(number, 0) if "matching" in of.on else 0}


def _opening_stocks(of: Reference, number: int) -> Citizen:
    return opening_stocks.opening_stocks(of.person(number))


def _livelihood(of: Reference, number: int) -> Citizen:
    return livelihood.livelihood(of.person(number), of.nation, of.p, of.stream(number, livelihood.DRAWS), of.on)


def _conduct(of: Reference, number: int) -> Citizen:
    return conduct.conduct(of.person(number), of.nation, of.p, of.stream(number, conduct.DRAWS))


def _watching(of: Reference, number: int) -> Citizen:
    return watching.watching(of.person, of.friends, of.nation, of.p, number, lambda n: of.stream(n, watching.DRAWS))


def _court(of: Reference, number: int) -> Citizen:
    return court_list.court(of.person(number), of.nation, of.p, of.stream(number, court_list.DRAWS), of.on)


def _influence(of: Reference, number: int) -> Citizen:
    return influence.influence(of.person(number), of.p, of.stream(number, ()))


def _market(of: Reference, number: int) -> Citizen:
    return dishonest_firms.market(of.person(number), of.p, of.stream(number, dishonest_firms.DRAWS), of.on)


def _red(of: Reference, number: int) -> Citizen:
    return red_list.red(of.person(number), of.p, of.stream(number, red_list.DRAWS))


def _repair(of: Reference, number: int) -> Citizen:
    return ledger_repair.repair(of.person(number), of.p, of.stream(number, ledger_repair.DRAWS))


def _redress(of: Reference, number: int) -> Citizen:
    return redress.redress(of.person(number), of.nation, of.p, of.stream(number, redress.DRAWS))


def _points(of: Reference, number: int) -> Citizen:
    return points.points(of.person(number), of.p)


def _factors(of: Reference, number: int) -> Citizen:
    return factors.factors(of.person(number), of.friends(number), of.nation, of.p)


def _conformity(of: Reference, number: int) -> Citizen:
    return conformity.conformity(of.person(number), of.nation, of.p)


def _scorecard(of: Reference, number: int) -> Citizen:
    return scorecard.scorecard(of.person(number), of.nation, of.p)


def _training(of: Reference, number: int) -> Citizen:
    return scorecard_training.training(of.person(number))


def _bureau(of: Reference, number: int) -> Citizen:
    return bureau.bureau(of.person(number), of.p)


def _firms(of: Reference, number: int) -> Citizen:
    n_friends = len(of.friends(number))
    return firms.firms(of.person(number), n_friends, of.nation, of.p, of.stream(number, firms.DRAWS))


def _friends(of: Reference, number: int) -> Citizen:
    return friends.friends_part(of.person(number), of.friends(number), of.p, of.on)


def _unified(of: Reference, number: int) -> Citizen:
    return unified.unified(of.person(number), of.p, of.on)


def _experience(of: Reference, number: int) -> Citizen:
    return score_beliefs.experience(of.person(number), of.friends(number), of.nation, of.p, of.on)


def _consequences(of: Reference, number: int) -> Citizen:
    stream = of.stream(number, consequences.DRAWS)
    return consequences.consequences(of.person(number), of.nation, of.p, stream, of.rules)


def _lending(of: Reference, number: int) -> Citizen:
    stream, looks_at = of.stream(number, lending.DRAWS), of.credit_score
    return lending.lending(of.person(number), of.nation, of.p, stream, of.on, looks_at)


def _following(of: Reference, number: int) -> Citizen:
    return loan_performance.following(of.person(number), of.nation, of.p, of.credit_score)


def _rounds(of: Reference, number: int) -> Citizen:
    return monthly_loans.rounds(of.person(number), of.nation, of.p, of.stream(number, monthly_loans.DRAWS))


def _matching(of: Reference, number: int) -> Citizen:
    citizen = of.person(number)
    offset = matching.whom(number, citizen, of.key, of.p)
    stream = of.stream(number, matching.DRAWS)
    return matching.matching(citizen, of.person(number ^ offset), offset, of.nation, of.p, stream, of.on)


def _leaking(of: Reference, number: int) -> Citizen:
    double = watching.number_of_double(number)
    stream, luck_of_double = (of.stream(n, leaking.DRAWS) for n in (number, double))
    first = number - number % leaking.PLACE
    place = slice(first, first + leaking.PLACE)
    is_official = of.columns["is_person"][place] & (of.columns["occupation"][place] == leaking.OFFICIAL)
    people = of.person(number), of.person(double)
    return leaking.leaking(*people, int(is_official.sum()), of.nation, of.p, stream, luck_of_double)


def _adapting(of: Reference, number: int) -> Citizen:
    stream = of.stream(number, adapting.DRAWS)
    return adapting.adapting(of.person(number), of.possible(number), of.nation, of.p, stream, of.on)


def _survey(of: Reference, number: int) -> Citizen:
    return survey.survey(of.person(number), of.nation, of.p, of.stream(number, survey.DRAWS))


REFERENCES: dict[str, Callable[[Reference, int], Citizen]] = {
    "initialization": _beginning,
    "opening_stocks": _opening_stocks,
    "livelihood": _livelihood,
    "conduct": _conduct,
    "watching": _watching,
    "influence": _influence,
    "scoring.court_list": _court,
    "scoring.dishonest_firms": _market,
    "scoring.red_list": _red,
    "scoring.ledger_repair": _repair,
    "scoring.points": _points,
    "scoring.factors": _factors,
    "scoring.conformity": _conformity,
    "scoring.scorecard": _scorecard,
    "scoring.scorecard_training": _training,
    "scoring.bureau": _bureau,
    "scoring.firms": _firms,
    "scoring.friends": _friends,
    "scoring.unified": _unified,
    "scoring.score_beliefs": _experience,
    "consequences": _consequences,
    "redress": _redress,
    "lending": _lending,
    "lending.loan_performance": _following,
    "lending.monthly_loans": _rounds,
    "matching": _matching,
    "adapting": _adapting,
    "survey": _survey,
    "leaking": _leaking,
}
