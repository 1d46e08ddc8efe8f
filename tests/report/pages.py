"""The pages that the tests look at, each rendered once."""

from functools import cache

from tests.charts.fabricated import comparison, one_run
from xinyong.report import render


@cache
def page_of(subject):
    """The report about a comparison or about one run, as HTML."""
    return render(comparison() if subject == "comparison" else one_run())
