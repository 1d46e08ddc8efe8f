"""The count against sums written out in NumPy, and its independence of tiles."""

from __future__ import annotations

import functools

import numpy as np
import pytest

from tests.measures.crowd import MONTH, ages, crowd, nobody, tally_of
from xinyong.counting.bins import BINS, COARSE
from xinyong.counting.groups import CELLS, DIMENSIONS, GROUPS, by_group
from xinyong.measures.registry import COUNTED
from xinyong.society.columns import COLUMNS
from xinyong.society.ties import layered_ties
from xinyong.vocabulary import ACTS, DEBTS, OCCUPATIONS

NUMBER = COUNTED.cell_number


@functools.cache
def people():
    return crowd(1, seed=3)


@functools.cache
def tally(score="factors"):
    return tally_of(people(), month=MONTH, score=score)


def living(name):
    columns = people()
    return columns[name][columns["is_person"]]


def in_group(columns, group):
    """Who belongs to a group, from the columns' own words."""
    if group == "all":
        return np.ones(columns["is_person"].shape, bool)
    dimension, value = group.split("=")
    return {
        "area": lambda: columns["is_urban"] == (value == "urban"),
        "quintile": lambda: columns["quintile"] + 1 == int(value),
        "sex": lambda: columns["is_female"] == (value == "female"),
        "age": lambda: ages(columns) == value,
        "party": lambda: columns["is_member"] == (value == "member"),
        "occupation": lambda: columns["occupation"] == OCCUPATIONS.index(value),
    }[dimension]()


def test_cells_are_the_product_of_the_dimensions():
    assert CELLS == 1280
    assert len(GROUPS) == 1 + sum(len(d.values) for d in DIMENSIONS)


@pytest.mark.parametrize(
    "name", [s.name for s in COUNTED.cell_sums if s.name in COLUMNS and COLUMNS[s.name].dtype != "float32"]
)
def test_sums_of_a_whole_column_are_exact_in_every_group(name):
    columns = people()
    by = by_group(tally().cells)[:, NUMBER[name]]
    for group, found in zip(GROUPS, by, strict=True):
        who = columns["is_person"] & in_group(columns, group)
        assert found == columns[name][who].astype(np.int64).sum(), group


def test_totals_of_yuan_are_exact_integers():
    for name, column in COLUMNS.items():
        if column.dtype == "int32" and name in COUNTED.sums:
            assert tally().total(name) == int(living(name).astype(np.int64).sum())
            assert isinstance(tally().total(name), int)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("is_sanctioned", lambda c: c["n_sticks"] > 0),
        ("is_thin_file", lambda c: c["file_months"] == 0),
        ("is_approving", lambda c: c["approval"] >= 6),
        ("is_dissenting", lambda c: c["approval"] < 4),
        ("acts", lambda c: sum(c[f"act_{a}"].astype(int) for a in ACTS)),
        ("records", lambda c: sum(c[f"rec_{a}"].astype(int) for a in ACTS)),
        ("wrong_records", lambda c: sum(c[f"wrong_{a}"].astype(int) for a in ACTS)),
        (
            "wealth_yuan",
            lambda c: (
                c["cash_yuan"].astype(np.int64)
                + c["home_yuan"]
                - sum(c[f"debt_{k}_yuan"].astype(np.int64) for k in DEBTS)
            ),
        ),
        (
            "is_borrower",
            lambda c: (
                (c["debt_mortgage_yuan"] + c["debt_consumer_yuan"] + c["debt_business_yuan"] > 0) | c["is_default"]
            ),
        ),
    ],
)
def test_derived_sums_are_what_their_words_say(name, expected):
    columns = people()
    assert tally().total(name) == expected(columns)[columns["is_person"]].sum()


@pytest.mark.parametrize("name", ["approval", "life_recorded", "perceived", "detriment", "detriment_unrelated"])
def test_fractions_are_counted_to_the_nearest_step(name):
    values = living(name).astype(np.float64)
    assert tally().total(name) == pytest.approx(
        values.sum(), abs=COUNTED.sums[name].step / 2 * np.sqrt(len(values)) * 4
    )


def test_expression_is_counted_from_minus_one():
    values = living("voice").astype(np.float64)
    assert tally().total("voice_raised") - tally().total("people") == pytest.approx(values.sum(), abs=0.3)


def test_only_people_with_a_commercial_score_enter_its_sums():
    columns = people()
    has = columns["is_person"] & (columns["score_factors"] > 0)
    score = columns["score_factors"][has].astype(np.float64)
    assert tally().total("has_score") == has.sum()
    assert tally().total("score") == pytest.approx(score.sum(), rel=1e-5)
    assert tally().total("score_centred_squared") == pytest.approx(((score - 640) ** 2).sum(), rel=1e-4)
    assert tally("unified").total("has_score") == columns["is_person"].sum()
    assert tally(None).total("has_score") == tally(None).total("score") == tally(None).total("tie_ends") == 0


def test_histograms_hold_everybody_once():
    columns = people()
    n = columns["is_person"].sum()
    t = tally("unified")
    for k in range(len(BINS)):
        assert t.fine[k].sum() == t.coarse[k].sum() == n
        assert (t.fine[k].reshape(COARSE, -1).sum(axis=1) == t.coarse[k].sum(axis=0)).all()
    assert (t.coarse[0].sum(axis=1) == t.cells[:, NUMBER["people"]]).all()


def test_bins_hold_what_lies_between_their_edges():
    owned = living("cash_yuan").astype(np.float64) + living("home_yuan")
    owed = sum(living(f"debt_{kind}_yuan").astype(np.float64) for kind in DEBTS)
    eighths = np.floor(living("score_unified").astype(np.float64) * 8 + 0.5)
    values = {"income": living("income_year_yuan"), "wealth": owned - owed, "score": eighths / 8}
    for k, bins in enumerate(BINS):
        assert (np.diff(bins.edges) > 0).all()
        expected = np.histogram(np.clip(values[bins.name], bins.edges[0], bins.edges[-1]), bins.edges)[0]
        moved = np.abs(np.cumsum(tally("unified").fine[k]) - np.cumsum(expected)).max()
        assert moved <= 8, bins.name  # float32 may move a value across an edge that it all but touches


def test_two_tiles_count_what_one_counts():
    columns = crowd(2, seed=4)
    whole = tally_of(columns, month=MONTH, score="factors")
    parts = [
        tally_of({name: c[k : k + 1] for name, c in columns.items()}, month=MONTH, score="factors") for k in (0, 1)
    ]
    together = parts[1] + parts[0] + nobody()
    for name, expected in whole.arrays().items():
        assert (together.arrays()[name] == expected).all(), name


def test_nobody_counts_for_nothing():
    columns = people() | {
        "is_person": np.zeros_like(people()["is_person"]),
        "ties": np.zeros_like(people()["ties"]),
    }
    t = tally_of(columns, month=MONTH, score="factors")
    assert all((getattr(t, name) == getattr(nobody(), name)).all() for name in ("cells", "whole", "fine", "coarse"))


def test_columns_that_nobody_wrote_count_as_absent():
    columns = {name: c for name, c in people().items() if COLUMNS[name].kind != "month"}
    t = tally_of(columns, month=MONTH, score="points")
    assert t.total("interest_yuan") == t.total("n_sticks") == t.total("acts") == 0
    with pytest.raises(AttributeError, match="is_urban"):
        tally_of({n: c for n, c in columns.items() if n != "is_urban"}, month=MONTH, score=None)


def test_a_large_tile_counts_what_small_ones_count_though_its_program_leaves_out_what_is_not_there():
    columns = {name: c for name, c in crowd(3, seed=5).items() if name not in ("is_jobless", "debt_judged_yuan")}

    def counted(blocks):
        part = {name: c[blocks] for name, c in columns.items()}
        return tally_of(part, month=MONTH, score="factors")

    whole, parts = counted(slice(0, 3)).arrays(), (counted(slice(0, 2)) + counted(slice(2, 3))).arrays()
    assert whole.keys() == parts.keys()
    assert all(np.array_equal(whole[name], parts[name]) for name in whole)


def test_ties_are_summed_over_both_ends():
    columns = people()
    ties = layered_ties()
    has = columns["is_person"] & (columns["score_factors"] > 0)
    alive = columns["ties"] & symmetric(columns, ties)
    t = tally_of(columns | {"ties": alive}, month=MONTH, score="factors")
    pairs = ties.pairs(alive)
    score = (np.floor(columns["score_factors"] * 8 + 0.5) / 8 - 640).ravel().astype(np.float64)
    both = pairs[has.ravel()[pairs].all(axis=1)]
    ends = score[np.concatenate([both, both[:, ::-1]])]
    assert t.total("degree") == 2 * len(pairs)
    assert t.total("tie_ends") == len(ends)
    assert t.total("tie_score") == ends[:, 0].sum()
    assert t.total("tie_score_squared") == (ends[:, 0] ** 2).sum()
    assert t.total("tie_score_product") == ends.prod(axis=1).sum()
    degree = np.bincount(pairs.ravel(), minlength=has.size)[has.ravel()]
    assert t.tables["degree_by_score"].sum() == degree.sum()


def symmetric(columns, ties):
    """Bits of ties that both ends hold to be alive, and both ends are people."""
    bits = np.zeros_like(columns["ties"])
    for layer, partner in enumerate(np.asarray(ties.partner)):
        here = ((columns["ties"] >> layer) & 1).astype(bool) & columns["is_person"]
        bits |= ((here & here[:, partner]).astype(np.uint8) << layer).astype(np.uint8)
    return bits
