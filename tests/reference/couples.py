"""Couples: whom a citizen meets, and who is together at the start. Two people name each other by one offset (XOR)."""

import math
from functools import cache

from .random_streams import falls, threefry2x32

PLACE, DISTRICT = 128, 2_048
MEETING_DRAW, PAIR_DRAW, FIRST_ROUND_DRAW = 64, 65, 128


@cache
def offset_met(key, district, near):
    """The offset at which all of a district (the number of its first citizen) meet somebody this month."""
    where, whom = threefry2x32(key, (district, MEETING_DRAW))
    if falls(where, near):
        return 1 + whom % (PLACE - 1)  # within the place
    return PLACE * (1 + (whom >> 8) % (DISTRICT // PLACE - 1)) + (whom >> 16) % PLACE


def pair_bits(key, number, offset, draw=PAIR_DRAW):
    """The draw of a pair, counted by the lower number."""
    return threefry2x32(key, (min(number, number ^ offset), draw))[0]


def log_income(yuan):
    """As it is shown to others: in steps of 1/1024."""
    return math.floor(min(max(math.log(max(yuan, 1.0)), 0.0), 16.0 - 1 / 1024) * 1024 + 0.5) / 1024


def decades_apart(one, other, man_older_years):
    """How far two ages are from those of a man so many years older; of two of one sex, how far apart."""
    if one["is_female"] == other["is_female"]:
        return abs(one["birth_month"] - other["birth_month"]) / 120
    woman, man = (one, other) if one["is_female"] else (other, one)
    return abs(woman["birth_month"] - man["birth_month"] - 12.0 * man_older_years) / 120


def first_couples(people, first, key, chance):
    """Offsets of the partners of a district's citizens, by number; `people` are those who wish for one, by number."""
    start = threefry2x32(key, (first, MEETING_DRAW))[0] % (PLACE - 1)
    partner = {}
    for number in range(PLACE - 1):
        offset = 1 + (start + number) % (PLACE - 1)
        for one in people:
            other = one ^ offset
            if one > other or other not in people or one in partner or other in partner:
                continue
            suits = chance(people[one], people[other])
            if suits > 0 and falls(pair_bits(key, one, offset, FIRST_ROUND_DRAW + number), suits):
                partner[one] = partner[other] = offset
    return partner
