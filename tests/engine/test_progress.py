import io

import pytest

from xinyong.engine.progress import Bar, Lines, Silent, pace

JUNE = 12 * 2013 + 5


def follow(progress) -> None:
    progress.start(3, 1000)
    for done in (1, 2, 3):
        progress.month(done, JUNE + done)
    progress.end()


def test_silence_says_nothing(capsys):
    follow(Silent())
    assert capsys.readouterr() == ("", "")


def test_lines_say_who_when_and_how_fast():
    stream = io.StringIO()
    follow(Lines(stream, every_seconds=0.0))
    lines = stream.getvalue().splitlines()
    assert lines[0] == "1,000 citizens, 3 months"
    assert lines[1:4] == ["2013-07  1 of 3 months", "2013-08  2 of 3 months", "2013-09  3 of 3 months"]
    assert lines[4].startswith("3 of 3 months in ")
    assert "citizen-months a second" in lines[4]


def test_lines_are_rare_and_go_to_stderr(capsys):
    follow(Lines())
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 2


def test_a_bar_goes_to_stderr_and_can_follow_several_runs(capsys):
    bar = Bar()
    for _ in range(2):
        follow(bar)
    out, err = capsys.readouterr()
    assert out == ""
    assert "2013-09" in err
    assert "3/3" in err


def test_a_bar_that_has_not_started_takes_no_harm():
    bar = Bar()
    bar.month(1, JUNE)
    bar.end()


@pytest.mark.parametrize(
    ("speed", "words"),
    [(0, "0"), (7.4, "7"), (999.4, "999"), (999.9, "1.0 thousand"), (1234, "1.2 thousand"), (38_400, "38 thousand"),
     (9_960, "10 thousand"), (999_700, "1.0 million"), (2_340_000, "2.3 million"), (5e9, "5.0 billion")],
)  # fmt: skip
def test_a_pace_has_a_unit_that_suits_it(speed, words):
    assert pace(speed) == words
