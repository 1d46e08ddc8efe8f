"""Ties: in each of eight layers a citizen has one possible friend in the same block of 16,384.

The possible friend of the citizen at position i is at i XOR mask. The mask depends on three bits of i that it
never flips, so that two people always name each other.
"""

from functools import cache

from .random_streams import falls, threefry2x32

BLOCK = 16_384
LAYERS = 8
FIRST_REVISION_DRAW = 16

KEY_OF_MASKS = (int.from_bytes(b"xiny", "big"), int.from_bytes(b"ong!", "big"))
OF_CIRCLE, OF_BRIDGE = (6, 12, 13), (0, 7, 8)
CONTEXT_BITS = (OF_CIRCLE, OF_CIRCLE, OF_CIRCLE, OF_BRIDGE, OF_BRIDGE, OF_BRIDGE, OF_CIRCLE, OF_CIRCLE)


@cache
def masks(context):
    """The masks of the eight layers in one of the eight contexts."""
    word = [threefry2x32(KEY_OF_MASKS, (context, layer)) for layer in range(LAYERS)]
    zero = 1 + word[0][0] % 63  # somewhere among the 64 next neighbours
    one = 1 + word[1][0] % 62
    if one >= zero:  # never the same neighbour twice
        one += 1
    three = 64 + (word[3][0] & 0b0111110)
    four = ((1 + word[4][1] % 3) << 12) + (word[4][0] & 0b00111001111110)
    six = ((1 + word[6][1] % 3) << 7) + (word[6][0] & 0b00111000111111)
    # the third mask of each three is the XOR of two others: friends' friends are friends
    return (zero, one, zero ^ one, three, four, three ^ four, six, six ^ zero)


@cache
def possible_friend(number, layer):
    """The number of the citizen whom a citizen can be friends with in a layer."""
    block, position = divmod(number, BLOCK)
    context = sum(((position >> bit) & 1) << place for place, bit in enumerate(CONTEXT_BITS[layer]))
    return block * BLOCK + (position ^ masks(context)[layer])


def possible_friends(number):
    """The eight possible friends, by layer."""
    return [possible_friend(number, layer) for layer in range(LAYERS)]


def is_alive(citizen, layer):
    """Whether the tie of a layer is alive: bit `layer` of the column ``ties``."""
    return bool(citizen["ties"] >> layer & 1)


def friends_of(citizen, possible):
    """The living among a citizen's eight possible friends."""
    return [friend for layer, friend in enumerate(possible) if is_alive(citizen, layer)]


def pair_changes(key, number, layer, chance):
    """Whether the tie between a citizen and the possible friend of a layer changes: one draw for both."""
    lower = min(number, possible_friend(number, layer))
    drawn, _ = threefry2x32(key, (lower, FIRST_REVISION_DRAW + layer))
    return falls(drawn, chance)
