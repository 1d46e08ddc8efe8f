"""The reference's ties, against those that the world uses."""

from xinyong.society.ties import partners

from .ties import BLOCK, LAYERS, possible_friend, possible_friends


def test_both_name_the_same_possible_friends_everywhere():
    table = partners()
    for number in range(0, BLOCK, 3):
        assert possible_friends(number) == table[:, number].tolist()


def test_possible_friends_name_each_other():
    for number in range(5, BLOCK, 97):
        for layer in range(LAYERS):
            assert possible_friend(possible_friend(number, layer), layer) == number
