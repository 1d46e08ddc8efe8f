"""How citizens are chosen, how the reference is asked about them, and how its answers are compared.

Both compute in single precision, the reference by handing single-precision numbers to plain arithmetic. Two
ties of rounding can still part them, since a compiler may reorder a sum, fuse it with a product, or divide by
multiplying, and since libraries differ in the last bit of an exponential: a draw that falls within 1e-7 of
its threshold, and an amount of money within its own error of half a yuan (a step of single precision is 1/64
yuan at 200,000). Both are rare, one citizen of the few hundred compared at most so far: hence `ALLOWED`.
"""

import inspect
from collections.abc import Callable
from importlib import import_module
from types import ModuleType
from typing import Any

import numpy as np

from xinyong.mechanisms import ORDER
from xinyong.model import BUILT_IN
from xinyong.scenario.governance import credit_score
from xinyong.scenario.renamed_keys import former

from . import couples, initialization, leaking, matching
from .month import POPULATION, SEED, Moment, Month
from .random_streams import Stream, stream_key
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
    if BUILT_IN.columns[name].dtype != "float32":
        return bool(fast == slow)
    size = max(abs(float(slow)), SMALL.get(BUILT_IN.columns[name].unit, 0.01))
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

    def given(self, name: str, number: int, module: ModuleType) -> Any:
        """An argument of a reference, by its name."""
        match name:
            case "citizen":
                return self.person(number)
            case "friends":
                return self.friends(number)
            case "possible_friends":
                return self.possible(number)
            case "stream":
                return self.stream(number, module.DRAWS)
        return getattr(self, name)  # nation, p, on, rules or credit_score

    def stream(self, number: int, draws: tuple[str, ...]) -> Stream:
        """A citizen's luck in this month."""
        return Stream(self.key, number, draws, lasting_key=self.lasting_key)


def _plain(value):
    """Truths and whole numbers as Python's own; single-precision numbers as they are, to round alike."""
    return value if isinstance(value, np.floating) else value.item()


def _initialization(of: Reference, number: int) -> Citizen:
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


def _watching(of: Reference, number: int) -> Citizen:
    return watching.watching(of.person, of.friends, of.nation, of.p, number, lambda n: of.stream(n, watching.DRAWS))


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


def _simple(name: str) -> Callable[[Reference, int], Citizen] | None:
    """The function that is named as its file, which takes what its arguments say; None if there is no such file."""
    last = name.rpartition(".")[2]
    try:
        module = import_module(f".{name}", __package__)
        if hasattr(module, "__path__"):  # a folder, such as lending
            module = import_module(f".{name}.{last}", __package__)
    except ModuleNotFoundError:
        return None
    function = getattr(module, last)
    arguments = tuple(inspect.signature(function).parameters)
    return lambda of, number: function(**{name: of.given(name, number, module) for name in arguments})


REFERENCES: dict[str, Callable[[Reference, int], Citizen]] = {
    "initialization": _initialization,
    "watching": _watching,
    "matching": _matching,
    "leaking": _leaking,
}
"""The reference of each mechanism. Those named here need other people; others are found by the name of their file."""
REFERENCES |= {m.name: found for m in ORDER if m.name not in REFERENCES and (found := _simple(m.name))}
