"""Tables on a terminal: what does not fit is wrapped, never cut."""

import pytest
from typer.testing import CliRunner

from xinyong.cli import app, terminal

HEADS = ("measure", "A no-system", "B essay", "difference", "95 % interval", "verdict")
ROW = ("flights_blocked_cumulative", "0", "1.48 bn", "+1.48 bn", "+1.40 bn to +1.56 bn", "only in B")


@pytest.mark.parametrize("width", [80, 60])
def test_facts_that_are_searched_fit_the_terminal(monkeypatch, width):
    """Field case 26."""
    monkeypatch.setattr(terminal, "window_width", lambda: width)
    for words in (
        ["--search", "inequality"],
        ["--search", "credit", "--measures"],
        ["--search", "credit", "--sources"],
    ):
        lines = CliRunner().invoke(app, ["facts", *words]).stdout.splitlines()
        assert 5 < len(lines) < 400
        assert max(map(len, lines)) <= width


@pytest.mark.parametrize("width", [None, 120, 80, 60, 40])
def test_a_table_keeps_every_cell_at_any_width(monkeypatch, capsys, width):
    monkeypatch.setattr(terminal, "window_width", lambda: width)
    terminal.show_table([dict(zip(HEADS, ROW, strict=True))], HEADS)
    lines = capsys.readouterr().out.splitlines()
    text = " ".join(" ".join(lines).split())
    assert all(cell in text for cell in ROW)
    assert width is None or max(map(len, lines)) <= width
    assert "\n".join(lines).count("verdict") == 1
