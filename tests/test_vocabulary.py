"""Every word of the vocabulary has what is particular to it: a section, a mechanism, sums, measures, charts."""

import ast
from pathlib import Path
from typing import get_args

import jax.numpy as jnp
import numpy as np
import pytest

import xinyong
from xinyong import vocabulary
from xinyong.charts.themes import THEMES
from xinyong.counting.groups import DIMENSIONS
from xinyong.measures.registry import MEASURES
from xinyong.mechanisms import ORDER, View
from xinyong.mechanisms.conduct import rates
from xinyong.mechanisms.lending.new_loans import interest
from xinyong.mechanisms.scoring import FAMILIES, SEEN, SHOWN_SCORES
from xinyong.mechanisms.scoring.firms import SEES
from xinyong.mechanisms.scoring.points import TARIFF
from xinyong.mechanisms.watching import channels
from xinyong.nation.national_accounts import SUMS, NationalAccounts
from xinyong.scenario.governance import COUPLINGS, coupling_of
from xinyong.scenario.load import presets
from xinyong.scenario.parameter_rows import parameters
from xinyong.scenario.rules import Rule
from xinyong.scenario.scenario import Scenario
from xinyong.society.bit_packing import _word
from xinyong.society.columns import COLUMNS
from xinyong.society.margins import AXES
from xinyong.vocabulary import scores
from xinyong.vocabulary.scores import (
    ALL_SCORES,
    CONTRIBUTIONS,
    SCORES,
    columns_of,
    parts_of,
    usual_scores,
)

SCENARIO = Scenario()
PATHS = {row["path"]: row for row in parameters(SCENARIO)}
MECHANISMS = {m.name: m for m in ORDER}
CHARTED = {measure for theme in THEMES for plan in theme.plans for measure in plan.measures}
WORDS = {
    name: set(words)
    for module in (vocabulary, scores)
    for name, words in vars(module).items()
    if name.isupper() and isinstance(words, dict | tuple)
} | {"Error": set(get_args(vocabulary.Error))}


class Anything:
    """Columns, signals or numbers of any name: each is one."""

    def __getattr__(self, name):
        return jnp.ones(3, COLUMNS[name].dtype if name in COLUMNS else jnp.float32)

    __getitem__ = __getattr__


# --- scores -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("score", ALL_SCORES)
def test_every_score_has_a_mechanism_a_section_and_columns_that_the_mechanism_writes(score):
    mechanism = MECHANISMS[f"scoring.{score}"]
    assert f"scoring.{score}.on" in PATHS
    assert set(columns_of(score)) <= set(mechanism.writes)
    kinds = {COLUMNS[name].kind for name in columns_of(score)}
    assert kinds == {"state" if ALL_SCORES[score].is_state else "month"}
    assert all(COLUMNS[name].unit == "points" and COLUMNS[name].meaning for name in columns_of(score))


def test_the_families_are_the_scores_that_people_are_judged_by():
    assert set(FAMILIES) == set(SCORES)
    assert not set(SCORES) & set(CONTRIBUTIONS)


@pytest.mark.parametrize("family", FAMILIES.values(), ids=FAMILIES)
def test_every_family_has_a_scale_and_counterfactuals_of_the_columns_that_it_names(family):
    assert family.scale.width > 0
    section = SCENARIO.section(family.name).numbers(12 * 2015)
    assert abs(family.scale.low - section["low"]) <= 2 * family.scale.width
    ones = {name: jnp.ones(3, jnp.float32) for name in family.compares}
    found = family.counterfactuals(View("citizens", ones), Anything())
    assert np.array_equal(found.actual, ones[f"score_{family.score}"])
    for share in (found.credit_share, found.politics_share):
        assert ((share >= 0) & (share <= 1)).all()
    never_wrong = View("citizens", ones | {f"{family.score}_wrong": jnp.zeros(3)})
    assert (found.clean == family.counterfactuals(never_wrong, Anything()).clean - 1).all()


@pytest.mark.parametrize("path", ["scoring.headline", "lending.score"])
def test_every_score_can_be_chosen(path):
    for score in SCORES:
        on = {f"scoring.{score}.on": True, "scoring.firms.used": "mean"}
        assert SCENARIO.with_changes(on | {path: score}).section(path.partition(".")[0])


def test_every_score_can_trigger_a_rule_and_governance_knows_who_makes_it():
    for score, about in SCORES.items():
        rule = {"id": "one", "kind": "stick", "effect": "bars_rent", "size": 1.0, "context": "travel"}
        made = Rule(**rule, trigger={"score_below": {"score": score, "at": 500}})
        assert coupling_of(made) == ("scores_to_state" if about.made_by == "firms" else "")
    assert {"scores_to_state", "lists_to_firms"} < set(COUPLINGS)


def test_lenders_have_a_usual_score_under_every_form_of_governance():
    forms = Scenario().nation.declared()["governance"].options
    assert forms == tuple(scores.GOVERNANCE)
    couplings = {f"nation.{form.replace('-', '_')}_{one}" for form in forms[1:] for one in COUPLINGS}
    assert couplings <= set(PATHS)
    assert {form for score in ALL_SCORES.values() for form in score.lenders} == set(forms)
    assert [usual_scores(form) for form in forms] == [
        ["unified", "factors"],
        ["unified", "points", "factors"],
        ["factors", "scorecard", "bureau"],
    ]
    assert not any(score.lenders or score.is_shown for score in CONTRIBUTIONS.values())


def test_people_see_the_score_that_unites_the_others_if_there_is_one():
    assert SEEN == ("unified", "factors", "points")
    assert SHOWN_SCORES == ("unified", "factors")


def test_no_two_scores_share_a_column():
    columns = [name for score in ALL_SCORES for name in columns_of(score)]
    assert len(columns) == len(set(columns))
    assert all(parts_of(score) for score in ALL_SCORES)


# --- lists, rules -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", vocabulary.LISTS)
def test_every_list_has_a_mechanism_that_writes_its_columns_and_a_section(name):
    about = vocabulary.LISTS[name]
    writes = MECHANISMS[f"scoring.{name}"].writes
    assert {column for column in (about.column, about.wrongly) if column} <= set(writes)
    assert f"scoring.{name}.on" in PATHS
    assert set(about.related) <= set(vocabulary.CONTEXTS)


@pytest.mark.parametrize("lever", vocabulary.LEVERS)
def test_every_lever_is_written_by_consequences_and_read_by_another_mechanism(lever):
    assert lever in MECHANISMS["consequences"].writes
    assert [m.name for m in ORDER if lever in m.reads and m.name != "consequences"]
    assert vocabulary.LEVERS[lever].meaning in COLUMNS[lever].meaning


@pytest.mark.parametrize("lever", vocabulary.LEVERS)
def test_a_rule_must_be_of_the_kind_of_its_lever(lever):
    kind = vocabulary.LEVERS[lever].kind
    rule = {"id": "one", "effect": lever, "size": 1.0, "context": "credit", "trigger": {"listed": "court_list"}}
    assert Rule(**rule, kind=kind).effect == lever
    other = next(kind for kind in get_args(vocabulary.RuleKind) if kind != vocabulary.LEVERS[lever].kind)
    with pytest.raises(ValueError, match="effect"):
        Rule(**rule, kind=other)


# --- debts --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", vocabulary.DEBTS)
def test_every_kind_of_debt_is_in_columns_sums_measures_and_charts(kind):
    (column,) = vocabulary.debt_columns({kind: vocabulary.DEBTS[kind]})
    assert COLUMNS[column].meaning == vocabulary.DEBTS[kind].meaning
    assert column in {one.name for one in SUMS}
    assert column in MECHANISMS["lending"].writes
    assert f"mean_{kind}_debt_yuan" in MEASURES
    assert f"mean_{kind}_debt_yuan" in CHARTED
    assert f"{kind}_debt_share" in MEASURES


@pytest.mark.parametrize("kind", vocabulary.DEBTS)
def test_every_kind_of_debt_is_in_the_books(kind):
    (column,) = vocabulary.debt_columns({kind: vocabulary.DEBTS[kind]})
    opening = "opening_debt_yuan" if kind in vocabulary.FORMAL_DEBTS else "opening_informal_yuan"
    books = NationalAccounts().post(lambda name: 7 if name in (column, opening) else 0, 0)
    assert (books.households_debt, books.households_informal) == ((7, 0) if opening == "opening_debt_yuan" else (0, 7))


def test_every_loan_bears_interest_has_a_term_and_exists_when_a_run_begins():
    asked = interest({kind: jnp.full(3, 1200.0) for kind in vocabulary.LOANS}, jnp.ones(3), Anything())
    assert all((one > 0).all() for one in asked.values())
    for kind in vocabulary.LOANS:
        assert f"lending.term_{kind}" in PATHS
        assert f"debt_{kind}_yuan" in MECHANISMS["lending"].reads


# --- channels, acts -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("channel", vocabulary.CHANNELS)
def test_every_channel_has_numbers_and_measures(channel):
    numbers = SCENARIO.watching.numbers(12 * 2015)
    assert {f"{channel}_sensitivity", f"{channel}_delay"} <= set(numbers)
    assert (f"{channel}_coverage" in numbers) is (channel != "payments")  # covered as far as they are cashless
    assert vocabulary.CHANNELS[channel].integration in {*numbers, "integration_firms"}
    assert {f"{what}_{channel}" for what in ("ppv", "sensitivity", "records")} <= set(MEASURES)
    assert (channel in vocabulary.FILE_CHANNELS) is bool(vocabulary.CHANNELS[channel].event)


def test_every_channel_of_acts_is_charted():
    assert {f"{what}_{c}" for c in vocabulary.ACT_CHANNELS for what in ("ppv", "sensitivity")} <= CHARTED


def test_every_channel_reaches_people():
    everyone = Anything()
    seen = channels.reach(everyone, everyone, density=1.0, is_joined=None)
    files = channels.reach_of_files(everyone, online=1.0, has_file=1.0, is_urban=True, is_joined=None)
    assert tuple(seen) == tuple(vocabulary.ACT_CHANNELS)
    assert tuple(files) == tuple(vocabulary.FILE_CHANNELS)
    assert set(channels.life(seen, files, online=1.0)) == set(vocabulary.LIFE)


@pytest.mark.parametrize("part", vocabulary.LIFE)
def test_every_part_of_a_life_has_a_weight_and_a_measure(part):
    assert f"watching.weight_{part}" in PATHS
    assert f"life_recorded_{part}" in MEASURES


def test_channels_whose_records_are_late_in_a_preset_are_slow():
    loaded = [Scenario.load(name) for name in presets()]
    for channel, about in vocabulary.ACT_CHANNELS.items():
        delays = [one.watching.numbers(month)[f"{channel}_delay"] for one in loaded for month in one.window.months]
        assert about.is_slow or not any(delays), channel


def test_a_word_of_columns_that_is_too_long_names_them():
    with pytest.raises(ValueError, match=r"bit_packing\.WORDS: act_gym, act_cheat need 33 bits"):
        _word([("act_gym", 30), ("act_cheat", 3)])


def test_slips_grave_and_minor_acts_and_the_ledger_are_those_of_the_acts():
    assert vocabulary.SLIPS == ("late_bill", "no_show", "cheat")
    assert {act for act, about in vocabulary.ACTS.items() if about.gravity == "grave"} == set(TARIFF["law"])
    assert {about.ledger for about in vocabulary.ACTS.values()} - {""} == set(TARIFF) <= set(SCORES["points"].parts)
    assert TARIFF == {
        "finance": ("late_bill",),
        "civility": ("jaywalk", "no_show", "cheat", "petition"),
        "law": ("breach", "fraud", "misconduct"),
        "merit": ("volunteer",),
    }


@pytest.mark.parametrize("act", vocabulary.ACTS)
def test_every_act_has_a_rate_a_channel_and_columns(act):
    about = vocabulary.ACTS[act]
    assert f"conduct.{act}" in PATHS
    assert about.channel in vocabulary.ACT_CHANNELS
    assert not about.life or about.life in vocabulary.LIFE
    assert set(about.errors) <= set(get_args(vocabulary.Error))
    assert (f"watching.{act}_false_alarm" in PATHS) is ("false" in about.errors)
    assert about.life or "false" not in about.errors or about.channel == "courts"
    assert all(about.meaning in COLUMNS[f"{kind}_{act}"].meaning for kind in ("act", "rec", "wrong"))


def test_every_act_is_committed_at_a_rate_in_the_order_of_the_vocabulary():
    assert tuple(rates(Anything(), Anything(), Anything())) == tuple(vocabulary.ACTS)


# --- people, firms ------------------------------------------------------------------------------------------------


def test_groups_of_people_have_the_values_of_the_vocabulary():
    values = {d.name: d.values for d in DIMENSIONS}
    for name, words in {
        "area": vocabulary.AREAS,
        "sex": vocabulary.SEXES,
        "age": tuple(vocabulary.AGE_BANDS),
        "party": vocabulary.MEMBERSHIPS,
        "occupation": vocabulary.OCCUPATIONS,
    }.items():
        assert values[name] == AXES[name] == words
    assert AXES["education"] == vocabulary.EDUCATIONS


@pytest.mark.parametrize("firm", vocabulary.FIRMS)
def test_every_firm_has_customers_and_sees_something(firm):
    assert f"scoring.firms.customers_{firm}" in PATHS
    assert SEES[firm]
    assert all(f"scoring.firms.{firm}_{channel}" in PATHS for channel in SEES[firm])


@pytest.mark.parametrize("belief", vocabulary.BELIEFS)
def test_every_belief_has_columns_a_truth_and_measures(belief):
    assert {f"belief_{belief}", f"knows_{belief}", f"off_{belief}"} <= set(MECHANISMS["scoring.score_beliefs"].writes)
    assert f"true_{belief}" in MECHANISMS["scoring.score_beliefs"].signals


# --- once ---------------------------------------------------------------------------------------------------------


def test_no_list_of_words_is_written_a_second_time():
    """A tuple, list, set or call repeats a list if it holds all its words, or three or more of them and nothing else.

    A dictionary says something about each word. A mechanism can pick occupations: what it says holds for these.
    """
    again = []
    for path in sorted(Path(xinyong.__file__).parent.rglob("*.py")):
        if path.parent.name == "vocabulary":
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Tuple | ast.List | ast.Set | ast.Call):
                parts = node.args if isinstance(node, ast.Call) else node.elts
                held = {e.value for e in parts if isinstance(e, ast.Constant) and isinstance(e.value, str)}
                again += [
                    (path.name, node.lineno, name)
                    for name, words in WORDS.items()
                    if words <= held or (len(held) >= 3 and held <= words and name != "OCCUPATIONS")
                ]
    assert not again
