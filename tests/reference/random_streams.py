"""Luck for one citizen, in Python integers: Threefry-2x32 with 13 rounds, and what is drawn with it.

A stream is keyed by (seed, mechanism, month). A citizen's draws in it are numbered by the order in which the
mechanism names them; draws 2k and 2k+1 are the two words of one call, counted by (citizen, k).
"""

import math
import zlib
from statistics import NormalDist

WORD = 2**32
ROTATIONS = ((13, 15, 26, 6), (17, 29, 16, 24))
PARITY = 0x1BD11BDA


def threefry2x32(key, counter, rounds=13):
    """Two 32-bit words from two key words and two counter words (Salmon and others, 2011)."""
    schedule = (key[0], key[1], key[0] ^ key[1] ^ PARITY)
    a = (counter[0] + schedule[0]) % WORD
    b = (counter[1] + schedule[1]) % WORD
    turns = [turn for group in range(8) for turn in ROTATIONS[group % 2]]
    for number, turn in enumerate(turns[:rounds]):
        a = (a + b) % WORD
        b = ((b << turn) | (b >> (32 - turn))) % WORD
        b ^= a
        group, place = divmod(number, 4)
        if place == 3:
            a = (a + schedule[(group + 1) % 3]) % WORD
            b = (b + schedule[(group + 2) % 3] + group + 1) % WORD
    return a, b


def stream_key(seed, mechanism, month):
    """The key of a mechanism's luck in a month."""
    return threefry2x32((seed % WORD, seed // WORD), (zlib.crc32(mechanism.encode()), month))


def falls(bits, probability):
    """Whether an event of this probability happens, by the top 31 of 32 random bits; what is certain always does."""
    return bool(probability >= 1.0 or bits >> 1 < int(float(probability) * 2**31))


class Stream:
    """The draws of one citizen in one stream, by name."""

    def __init__(self, key, citizen, draws, *, lasting_key=None):
        self.key, self.citizen, self.draws, self.lasting_key = key, citizen, draws, lasting_key

    def lasting(self, purpose, *, citizen=None):
        """32 random bits for a purpose, the same in every month, of this or another citizen."""
        number = self.citizen if citizen is None else citizen
        return threefry2x32(self.lasting_key, (number, zlib.crc32(purpose.encode())))[0]

    def lasting_of_place(self, purpose):
        """32 random bits for a purpose that 128 neighbours share, the same in every month."""
        return threefry2x32(self.lasting_key, (self.citizen // 128, zlib.crc32(f"place: {purpose}".encode())))[0]

    def bits(self, draw):
        """32 random bits."""
        number = self.draws.index(draw)
        return threefry2x32(self.key, (self.citizen, number // 2))[number % 2]

    def chance(self, draw, probability):
        """Whether an event of this probability happens."""
        return falls(self.bits(draw), probability)

    def unit(self, draw):
        """Uniform between 0 and 1: the middle of one of 2**23 equal steps."""
        return ((self.bits(draw) >> 9) + 0.5) / 2**23

    def gauss(self, draw):
        """Standard normal, by inversion."""
        return NormalDist().inv_cdf(self.unit(draw))

    def count(self, draw, rate, *, most):
        """A Poisson count of this rate by inversion; larger counts become `most`."""
        rate = float(rate)
        chances = [math.exp(-rate) * rate**n / math.factorial(n) for n in range(most)]
        return self._how_many(draw, chances)

    def thin(self, draw, n, share):
        """How many of `n` survive when each does with probability `share`: binomial, by inversion."""
        share = min(max(float(share), 0.0), 1.0)
        chances = [math.comb(n, k) * share**k * (1.0 - share) ** (n - k) for k in range(n)]
        return self._how_many(draw, chances)

    def _how_many(self, draw, chances):
        """The smallest number whose cumulative chance lies above the draw; if none does, the next one."""
        drawn = self.bits(draw) / WORD
        below = 0.0
        for number, chance in enumerate(chances):
            below += chance
            if drawn < below:
                return number
        return len(chances)
