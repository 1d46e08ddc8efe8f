"""The pages that the tests look at, each rendered once."""

from functools import cache

from tests.charts.fabricated import comparison, one_run, three_worlds
from xinyong.reports import render


@cache
def page_of(subject):
    """The report about a comparison, three worlds or one run, as HTML."""
    return render({"comparison": comparison, "three worlds": three_worlds, "one run": one_run}[subject]())
