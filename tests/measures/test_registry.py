"""Every measure is declared with all that a reader needs, and every documented figure stands beside one."""

from __future__ import annotations

import pytest

from xinyong.counting.declared import declared
from xinyong.errors import BadRequest
from xinyong.measures.measure import measure_for_each
from xinyong.measures.published_figures import RECORD
from xinyong.measures.registry import COUNTED, MEASURES, MODULES, THEMES, check_declaration, check_values, counted
from xinyong.nation import nation
from xinyong.scenario.months import format_month
from xinyong.scenario.provenance import FACTS

FIXED = [
    "gini_income",
    "gini_wealth",
    "gini_score",
    "mean_score",
    "mean_income_yuan_month",
    "debt_to_income",
    "delinquency_rate",
    "default_rate",
    "interest_transferred_yuan",
    "share_listed",
    "listings_cumulative",
    "restored_cumulative",
    "flights_blocked_cumulative",
    "rail_blocked_cumulative",
    "share_sanctioned",
    "wrongful_sanctions",
    "collateral_sanctions",
    "share_of_life_recorded",
    "approval_private",
    "approval_expressed",
    "dissent_private",
    "dissent_expressed",
    "score_income_correlation",
    "tie_score_assortativity",
    "informal_debt_share",
    "cross_context_detriment_share",
]


def test_the_ids_that_others_depend_on_exist():
    assert set(FIXED) <= set(MEASURES)


@pytest.mark.parametrize("measure", MEASURES.values(), ids=list(MEASURES))
def test_a_measure_says_what_it_is(measure):
    assert measure.definition.endswith(".")
    assert measure.unit
    assert measure.label in ("essay", "documented", "hypothetical")
    assert measure.groups in ("all", "all and by group")
    assert measure.source == "assumption" or measure.source in FACTS


@pytest.mark.parametrize("measure", MEASURES.values(), ids=list(MEASURES))
def test_a_built_in_measure_is_declared_as_an_own_one_has_to_be(measure):
    check_declaration(measure, MEASURES.keys() - {measure.id})


def declarations(theme):
    return getattr(theme, "SUMS", ()), getattr(theme, "TABLES", ())


def computed(theme, sums, tables):
    """All measures of a theme where nothing else is counted."""
    for measure in THEMES[theme.__name__.rpartition(".")[2]]:
        check_values(measure, declared(sums, tables), measure.id)


@pytest.mark.parametrize("theme", MODULES, ids=list(THEMES))
def test_a_theme_declares_all_that_its_measures_read(theme):
    computed(theme, *declarations(theme))


@pytest.mark.parametrize("theme", MODULES, ids=list(THEMES))
def test_a_theme_declares_nothing_that_its_measures_do_not_read(theme):
    """Each declaration taken away makes a measure fail."""
    sums, tables = declarations(theme)
    for one in (*sums, *tables):
        with pytest.raises(BadRequest, match=f"'{one.name}'"):
            computed(theme, [s for s in sums if s is not one], [t for t in tables if t is not one])


def test_only_what_the_chosen_measures_need_is_counted():
    fewer = counted([MEASURES["share_listed"]])
    assert {s.name for s in nation.SUMS} <= set(fewer.sums) < set(COUNTED.sums)
    assert {t.name for t in nation.TABLES} <= set(fewer.table) < set(COUNTED.table)
    assert "is_listed" in fewer.sums
    assert not fewer.memories
    assert COUNTED.memories


def test_a_family_has_a_measure_for_each_case():
    @measure_for_each(
        "tried_{name}", "{unit}", "name, unit, words, number", [("a", "share", "one", 1), ("b", "people", "two", 2)]
    )
    def tried(now, number):
        """As many as {words}."""
        return float(number)

    found = [(m.id, m.unit, m.definition, m.compute(None), m.source, m.label, m.needs) for m in tried]
    assert found == [
        ("tried_a", "share", "As many as one.", 1.0, "assumption", "hypothetical", None),
        ("tried_b", "people", "As many as two.", 2.0, "assumption", "hypothetical", None),
    ]


@pytest.mark.parametrize("theme", THEMES)
def test_a_measure_alone_has_all_that_it_reads_counted(theme):
    for measure in THEMES[theme]:
        check_values(measure, counted([measure]), measure.id)


def test_short_names_are_short_and_stand_for_one_measure_each():
    names = [m.name for m in MEASURES.values()]
    assert len(set(names)) == len(names)
    assert all(len(m.short) <= 45 for m in MEASURES.values())


def test_documented_figures_stand_beside_measures():
    for figure in RECORD:
        assert figure.measure in MEASURES
        assert figure.source in FACTS
        assert "2008-01" <= format_month(figure.month) <= "2024-12"
        assert figure.is_comparable or figure.note
        assert figure.value > 0


def test_the_published_shares_of_fifths_sum_to_one():
    shares = [f.value for f in RECORD if f.measure.startswith("income_share_q")]
    assert sum(shares) == pytest.approx(1, abs=0.002)
