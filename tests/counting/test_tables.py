"""Each fact can be read back from the joint index."""

from types import SimpleNamespace

import numpy as np
import pytest

from xinyong.counting.count import Count
from xinyong.counting.declared import declared
from xinyong.counting.tables import Digit, JointTable
from xinyong.counting.tally import Tally

CROSSED = JointTable(
    "crossed",
    (
        Digit("colour", 3, lambda c: c.colour),
        Digit("big", 2, lambda c: c.big),
        Digit("age", 4, lambda c: c.age),
    ),
    needs="is_person",
)


@pytest.fixture
def counted():
    rng = np.random.default_rng(3)
    crowd = SimpleNamespace(colour=rng.integers(0, 3, 500), big=rng.integers(0, 2, 500), age=rng.integers(0, 4, 500))
    return crowd, np.bincount(np.asarray(CROSSED.place(crowd)), minlength=CROSSED.table.size)


def test_a_table_read_by_one_digit_counts_as_the_digit_itself_does(counted):
    crowd, table = counted
    for name, values in (("colour", 3), ("big", 2), ("age", 4)):
        assert (CROSSED.by(table, name) == np.bincount(getattr(crowd, name), minlength=values)).all()
    chosen = (crowd.big == 1) & (crowd.age == 2)
    assert (CROSSED.by(table, "colour", big=1, age=2) == np.bincount(crowd.colour[chosen], minlength=3)).all()


def test_a_table_that_was_not_counted_is_zero():
    nobody = Tally.zero(declared([], [CROSSED.table]))
    count = Count(nobody, nobody, weight=1.0, on=())
    assert count.by(CROSSED, "age", big=1).tolist() == count.by_since(CROSSED, "age", big=1).tolist() == [0.0] * 4


def test_an_unknown_digit_is_named(counted):
    with pytest.raises(KeyError, match="shape"):
        CROSSED.by(counted[1], "colour", shape=1)
