import signal
import threading

import pytest

from xinyong.engine.interruption import Interruption


def test_the_first_ctrl_c_is_noted_and_the_second_does_not_wait():
    interruption = Interruption()
    with interruption.noted(wanted=True):
        signal.raise_signal(signal.SIGINT)
        assert interruption.is_asked
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)


def test_a_polite_end_is_noted_where_somebody_handles_it_even_if_ctrl_c_is_ignored():
    def unheard(number, frame):
        raise AssertionError

    before = signal.signal(signal.SIGINT, signal.SIG_IGN), signal.signal(signal.SIGTERM, unheard)
    interruption = Interruption()
    try:
        with interruption.noted(wanted=True):
            signal.raise_signal(signal.SIGTERM)
        assert signal.getsignal(signal.SIGTERM) is unheard
    finally:
        signal.signal(signal.SIGINT, before[0])
        signal.signal(signal.SIGTERM, before[1])
    assert interruption.is_asked


def test_the_previous_handler_comes_back():
    before = signal.getsignal(signal.SIGINT)
    with Interruption().noted(wanted=True):
        assert signal.getsignal(signal.SIGINT) is not before
    assert signal.getsignal(signal.SIGINT) is before


def test_unwanted_or_in_another_thread_nothing_is_changed():
    before = signal.getsignal(signal.SIGINT)
    with Interruption().noted(wanted=False):
        assert signal.getsignal(signal.SIGINT) is before
    seen = []

    def elsewhere() -> None:
        with Interruption().noted(wanted=True):
            seen.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert seen == [before]


def test_an_ignored_ctrl_c_stays_ignored():
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with Interruption().noted(wanted=True):
            assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)
