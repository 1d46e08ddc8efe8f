"""Waiting: how many records of one kind reach the centre this month, and how many wait on."""

from xinyong.vocabulary import ACTS

CAN_BE_FALSE = ("late_bill", "jaywalk", "no_show", "cheat", "criticism", "petition", "breach", "fraud")
PARTS = ("payments", "friends", "bank", "travel", "hospitals")
QUEUES = {
    "waiting_records": [("rec", act) for act in ACTS],
    "waiting_errors": [("wrong", act) for act in CAN_BE_FALSE],
    "waiting_entries": [(kind, part) for kind in ("entry", "wrong_entry") for part in PARTS],
}
COLUMN = {queue: column for column, queues in QUEUES.items() for queue in queues}
SEVEN_AT_MOST = {
    **{("rec", act): 7 for act in ("late_bill", "volunteer", "petition", "breach", "fraud", "misconduct")},
    **{("wrong", act): 7 for act in ("late_bill", "jaywalk", "petition", "breach", "fraud")},
}
"""How many can arrive in a month; three of the others."""
DRAWS = tuple(f"{column}_arrive" for column in QUEUES)


def arriving(citizen, what, channel, kind, fresh, p, stream):
    """How many records of a kind reach the centre, and those that wait on, where their queue stands in the column.

    Three can wait; what is more arrives at once, and each of the three with the same chance every month.
    """
    if (kind, what) not in COLUMN or p[f"{channel}_delay"] == 0.0:
        return fresh, 0
    column = COLUMN[kind, what]
    place = 2 * QUEUES[column].index((kind, what))
    total = (int(citizen[column]) >> place) % 4 + fresh
    held = min(total, 3)
    released = stream.thin(f"{column}_arrive", held, 1.0 / (1.0 + p[f"{channel}_delay"]))
    arrived = total - held + min(released, SEVEN_AT_MOST.get((kind, what), 3) - (total - held))
    return arrived, (total - arrived) << place
