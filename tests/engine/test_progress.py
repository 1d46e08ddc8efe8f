import io
import signal
import threading

import pytest

from xinyong.engine.progress import Bar, Interruption, Lines, Silent, pace

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


def test_lines_count_whatever_they_are_told_to():
    stream = io.StringIO()
    lines = Lines(stream, every_seconds=0.0, unit="replications", name=lambda place: ("fico", "kuran")[place])
    lines.start(2, 0)
    lines.month(1, 0)
    lines.month(2, 1)
    lines.end()
    assert stream.getvalue().startswith("2 replications\nfico  1 of 2 replications\nkuran  2 of 2 replications\n2 of 2")
    assert "citizen-months" not in stream.getvalue()


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


def test_the_first_ctrl_c_is_noted_and_the_second_does_not_wait():
    interruption = Interruption()
    with interruption.deferred(wanted=True):
        signal.raise_signal(signal.SIGINT)
        assert interruption.is_requested
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)


def test_a_polite_end_is_noted_where_somebody_handles_it_even_if_ctrl_c_is_ignored():
    def unheard(number, frame):
        raise AssertionError

    before = signal.signal(signal.SIGINT, signal.SIG_IGN), signal.signal(signal.SIGTERM, unheard)
    interruption = Interruption()
    try:
        with interruption.deferred(wanted=True):
            signal.raise_signal(signal.SIGTERM)
        assert signal.getsignal(signal.SIGTERM) is unheard
    finally:
        signal.signal(signal.SIGINT, before[0])
        signal.signal(signal.SIGTERM, before[1])
    assert interruption.is_requested


def test_the_previous_handler_comes_back():
    before = signal.getsignal(signal.SIGINT)
    with Interruption().deferred(wanted=True):
        assert signal.getsignal(signal.SIGINT) is not before
    assert signal.getsignal(signal.SIGINT) is before


def test_unwanted_or_in_another_thread_nothing_is_changed():
    before = signal.getsignal(signal.SIGINT)
    with Interruption().deferred(wanted=False):
        assert signal.getsignal(signal.SIGINT) is before
    seen = []

    def elsewhere() -> None:
        with Interruption().deferred(wanted=True):
            seen.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert seen == [before]


def test_an_ignored_ctrl_c_stays_ignored():
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with Interruption().deferred(wanted=True):
            assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)
