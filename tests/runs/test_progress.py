"""Several runs are told as one, whatever was skipped or resumed."""

from xinyong.engine.progress import Silent
from xinyong.runs.progress import Stages


class Diary(Silent):
    def __init__(self):
        self.words = []

    def start(self, total_months, citizens):
        self.words.append(("start", total_months, citizens))

    def month(self, done, month):
        self.words.append((done, month))

    def end(self):
        self.words.append("end")


def live(stages, months, citizens=7):
    stages.start(len(months), citizens)
    for done, month in enumerate(months, 1):
        stages.month(done, month)
    stages.end()


def test_two_runs_are_one_long_run():
    diary = Diary()
    with Stages(diary, stages=2, months=2) as stages:
        live(stages, [10, 11])
        live(stages, [10, 11])
    assert diary.words == [("start", 4, 7), (1, 10), (2, 11), (3, 10), (4, 11), "end"]


def test_a_skipped_run_and_a_resumed_one_count_as_done():
    diary = Diary()
    with Stages(diary, stages=2, months=3) as stages:
        stages.skip()
        live(stages, [12])
    assert diary.words == [("start", 6, 7), (6, 12), "end"]


def test_stages_can_hold_stages():
    diary = Diary()
    with Stages(diary, stages=2, months=2) as outer:
        for _ in range(2):
            with Stages(outer, stages=2, months=1) as inner:
                live(inner, [10])
                live(inner, [10])
    assert diary.words == [("start", 4, 7), (1, 10), (2, 10), (3, 10), (4, 10), "end"]


def test_runs_that_never_began_say_nothing():
    diary = Diary()
    with Stages(diary, stages=1, months=1):
        pass
    assert diary.words == []
