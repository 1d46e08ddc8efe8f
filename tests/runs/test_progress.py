"""Several runs are shown as one, whatever was skipped or resumed, and progress is shown where somebody looks."""

import sys
from types import SimpleNamespace

from xinyong.engine.progress import Bar, Lines, Silent
from xinyong.runs.progress import NotebookBar, Stages, display_of


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


def shell(**has):
    """An IPython module whose shell has these attributes."""
    return SimpleNamespace(get_ipython=lambda: SimpleNamespace(**has))


def test_a_script_is_silent_unless_it_asks(monkeypatch):
    monkeypatch.delitem(sys.modules, "IPython", raising=False)
    assert isinstance(display_of(None), Silent)
    assert isinstance(display_of(False), Silent)
    assert isinstance(display_of(True), Lines)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    assert isinstance(display_of(True), Bar)


def test_a_notebook_shows_a_bar_unless_told_otherwise(monkeypatch):
    monkeypatch.setitem(sys.modules, "IPython", shell(kernel=1))
    assert isinstance(display_of(None), NotebookBar)
    assert isinstance(display_of(False), Silent)


def test_a_prompt_shows_progress_too(monkeypatch):
    monkeypatch.delitem(sys.modules, "IPython", raising=False)
    monkeypatch.setattr(sys, "ps1", ">>> ", raising=False)
    assert isinstance(display_of(None), Lines)
    monkeypatch.delattr(sys, "ps1")
    monkeypatch.setitem(sys.modules, "IPython", shell())
    assert isinstance(display_of(None), Lines)


def test_an_object_is_used_as_it_is():
    diary = Diary()
    assert display_of(diary) is diary


def test_ipython_is_not_imported_to_find_out():
    display_of(None)
    assert "IPython" not in sys.modules


def test_the_bar_of_a_notebook_ends_full(monkeypatch):
    shown = []
    handle = SimpleNamespace(update=lambda content: shown.append(content._repr_html_()))

    def display(content, display_id):
        shown.append(content._repr_html_())
        return handle

    monkeypatch.setitem(sys.modules, "IPython", shell(kernel=1))
    monkeypatch.setitem(sys.modules, "IPython.display", SimpleNamespace(display=display))
    with Stages(None, stages=1, months=2) as stages:
        live(stages, [24180, 24181])
    assert '<progress value="0" max="2">' in shown[0]
    assert '<progress value="2" max="2">' in shown[-1]
    assert "2 of 2 months" in shown[-1]
