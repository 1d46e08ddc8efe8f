from xinyong.scenario.provenance import FACTS

LAST = {"P": 20, "D": 22, "F": 12, "S": 12, "K": 8, "T": 12, "W": 6, "V": 28, "B": 3, "O": 7}


def test_every_row_of_the_facts_is_in_the_catalogue_and_nothing_else():
    rows = {f"{letter}{i}" for letter, last in LAST.items() for i in range(1, last + 1)}
    sections = {f"2{letter}" for letter in "abcdefghij"}
    targets = {f"3a-V{i}" for i in range(1, 5)}
    numbers = {name for name, fact in FACTS.items() if fact.kind == "number"}
    assert set(FACTS) - numbers == rows | sections | targets | {"5"}
    assert {name.partition("-")[0] for name in numbers} <= sections


def test_every_single_number_has_a_rating():
    ratings = {fact.check for fact in FACTS.values() if fact.kind == "number"}
    assert ratings == {"A", "A/B", "B", "C", "D", "U"}
    assert not any(fact.documents for fact in FACTS.values() if fact.check in ("C", "D", "U", "not checked"))


def test_every_fact_is_one_line_with_a_kind_and_a_check():
    for name, fact in FACTS.items():
        assert fact.id == name
        assert fact.kind
        assert fact.check
        assert fact.statement.endswith((".", "?", ")."))
        assert "\n" not in fact.statement
