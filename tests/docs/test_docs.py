"""The documentation says what the code does: generated parts are up to date, and nothing is missing."""

import re
from pathlib import Path

import generate_docs
import pytest
from docs_pages import undescribed, wiring

import xinyong
from xinyong.cli.app import ORDER as COMMANDS
from xinyong.measures.registry import MEASURES, THEMES
from xinyong.mechanisms import INITIALIZATION, ORDER
from xinyong.model import BUILT_IN, SIGNALS
from xinyong.nation import NationalAccounts
from xinyong.nation.nation import PARTS
from xinyong.scenario.governance import COUPLINGS
from xinyong.scenario.load import presets
from xinyong.scenario.scenario import Scenario
from xinyong.vocabulary import LEVERS

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = [*sorted(DOCS.rglob("*.md")), *sorted(ROOT.glob("*.md"))]
MECHANISMS = (INITIALIZATION, *ORDER)
RENEW = "run `uv run python tools/generate_docs.py`"


@pytest.fixture(scope="module")
def odd():
    return (DOCS / "concepts" / "odd.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def sections(odd):
    """Names in code, by the heading of the third (else second) level under which they stand."""
    by_hand = re.sub(r"<!-- generated: (.*?) -->.*?<!-- end: \1 -->", "", odd, flags=re.DOTALL)
    parts = re.split(r"^###? (.+)$", by_hand, flags=re.MULTILINE)
    return {heading: _names_in_code(text) for heading, text in zip(parts[1::2], parts[2::2], strict=True)}


def _names_in_code(text):
    """Patterns of the names in code; a name with a blank such as ``layoff_<occupation>`` matches many."""
    code = " ".join(part for parts in re.findall(r"```text(.*?)```|`([^`]+)`", text, re.DOTALL) for part in parts)
    tokens = set(re.findall(r"[a-z0-9_]*(?:<[a-z]+>[a-z0-9_]*)+|[a-z][a-z0-9_]*", code))
    named = [token for token in tokens if re.sub(r"<[a-z]+>", "", token)]  # a blank alone would match anything
    return [re.compile(re.sub(r"<[a-z]+>", "[a-z0-9_]+", token)) for token in named]


def unexplained(names, words):
    """The names that no word matches."""
    return sorted(name for name in names if not any(word.fullmatch(name) for word in words))


_AS_THEY_SHOULD_BE = generate_docs.pages()


@pytest.mark.parametrize("page", _AS_THEY_SHOULD_BE, ids=lambda page: page.stem)
def test_generated_parts_are_up_to_date(page):
    assert page.read_text(encoding="utf-8") == _AS_THEY_SHOULD_BE[page], RENEW


def test_every_generated_part_has_a_place():
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert set(re.findall(r"<!-- generated: (\S+)", text)) == set(generate_docs.PARTS)


def test_every_section_of_odd_is_there(odd):
    assert re.findall(r"^## (\d)\. (.+)$", odd, flags=re.MULTILINE) == [
        ("1", "Purpose and patterns"),
        ("2", "Entities, state variables and scales"),
        ("3", "Process overview and scheduling"),
        ("4", "Design concepts"),
        ("5", "Initialization"),
        ("6", "Input data"),
        ("7", "Submodels"),
    ]


def missing(odd):
    """Mechanisms without a submodel, parts of the nation that no table or paragraph names, and themes not listed."""
    *_, nation = odd.split("\n### the nation\n")
    lacking = [m.name for m in MECHANISMS if f"\n### {m.name}\n" not in odd]
    lacking += [part for part in PARTS if f"\n| `{part}` |" not in nation]
    return lacking + [theme for theme in THEMES if f"\n- **{theme}**: " not in odd]


def test_every_mechanism_part_of_the_nation_and_theme_is_there(odd):
    assert missing(odd) == []


@pytest.mark.parametrize(
    ("struck", "found"),
    [
        ("\n### scoring.red_list\n", ["scoring.red_list"]),
        ("\n| `credit_registry` |", ["credit_registry"]),
        ("\n- **leaks**: ", ["leaks"]),
    ],
)
def test_what_is_struck_out_is_missed(odd, struck, found):
    assert struck in odd
    assert missing(odd.replace(struck, "")) == found


def test_every_theme_section_and_kind_of_column_has_its_table():
    def page(name):
        return (DOCS / "concepts" / f"{name}.md").read_text(encoding="utf-8")

    sections = [name for name in BUILT_IN.scenario_type.sections() if name != "window"]
    assert re.findall(r"^## (\S+)$", page("parameters"), flags=re.MULTILINE) == [name.capitalize() for name in sections]
    kinds = {column.kind for column in BUILT_IN.columns.values()}
    assert set(re.findall(r"<!-- generated: columns (\S+) -->", page("columns"))) == kinds
    assert not [measure for measure in MEASURES if f"\n| `{measure}` |" not in page("measures")], RENEW


def test_what_a_page_does_not_describe_by_hand_is_described_by_its_declarations(monkeypatch):
    monkeypatch.setattr(undescribed, "described", lambda page, names, *, by: set())
    text = undescribed.mechanisms()
    assert {m.name for m in MECHANISMS} == set(re.findall(r"^### (\S+)$", text, flags=re.MULTILINE))
    leaking = text.partition("### leaking")[2]
    assert "*Writes.* `dossier` (" in leaking
    assert "`price_elasticity` (" in leaking
    assert "## Leaks" in undescribed.measures(generate_docs.measures)


def test_links_are_to_the_last_writer_before_the_reader():
    found = {(link.writer, link.reader): link for link in wiring.links()}
    assert "spend_yuan" in found["livelihood", "watching"].columns
    assert not found["livelihood", "conduct"].is_of_last_month
    assert found["leaking", "livelihood"].is_of_last_month
    assert found["leaking", "livelihood"].columns == ("cash_yuan",)
    assert ("consequences", "scoring.court_list") not in found


def test_every_account_of_the_books_and_coupling_of_governance_is_explained(sections):
    posted = []
    NationalAccounts().post(lambda name: posted.append(name) or 0, month=24000)
    assert not unexplained({*posted, *COUPLINGS}, sections["the nation"])


def test_every_signal_of_the_nation_is_explained_where_it_is_made(odd, sections):
    by_hand = [part for name, part in PARTS.items() if re.search(rf"\*[Tt]he {name.replace('_', ' ')}\*", odd)]
    signals = SIGNALS - {signal for part in PARTS.values() if part not in by_hand for signal in part.NEUTRAL}
    places = (
        "the nation",
        "initialization",
        "watching",
        "redress",
        "scoring.scorecard_training",
        "2. Entities, state variables and scales",
    )
    assert not unexplained(signals, [word for place in places for word in sections[place]])


BY_HAND = [m for m in MECHANISMS if m.name in undescribed.described("odd.md", [m.name], by="\n### {}\n")]
"""Mechanisms that are described by hand, with equations; the others are described by what they declare."""


@pytest.mark.parametrize("mechanism", [m for m in BY_HAND if m.has_section], ids=lambda m: m.name)
def test_every_parameter_of_a_mechanism_is_explained(mechanism, sections):
    declared = set(BUILT_IN.scenario_type().section(mechanism.name).declared()) - {"on"}
    assert not unexplained(declared, sections[mechanism.name])


def test_every_parameter_of_the_society_and_the_nation_is_explained(sections):
    scenario = Scenario()
    assert not unexplained(scenario.society.declared(), sections["5. Initialization"])
    assert not unexplained(scenario.nation.declared(), sections["the nation"])


@pytest.mark.parametrize("mechanism", BY_HAND, ids=lambda m: m.name)
def test_every_column_that_a_mechanism_writes_is_explained(mechanism, sections):
    assert not unexplained(set(mechanism.writes) - set(LEVERS), sections[mechanism.name])


def test_every_measure_is_listed(odd):
    assert not [name for name in MEASURES if f"`{name}`" not in odd], RENEW


def test_every_command_is_in_the_reference():
    text = (DOCS / "reference" / "cli.md").read_text(encoding="utf-8")
    assert tuple(re.findall(r"^## (\S+)$", text, flags=re.MULTILINE)) == COMMANDS
    assert re.findall(r"<!-- generated: command (\S+) -->", text) == list(COMMANDS)


def test_the_model_card_is_of_this_version():
    text = (DOCS / "concepts" / "model-card.md").read_text(encoding="utf-8")
    assert f"Version {xinyong.__version__}," in text
    assert not [preset for preset in presets() if f"`{preset}`" not in text]


def test_every_decision_is_numbered_and_on_the_map():
    decisions = sorted((DOCS / "decisions").glob("*.md"))
    index = (DOCS / "index.md").read_text(encoding="utf-8")
    for number, page in enumerate(decisions, 1):
        title = page.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ")
        assert title.startswith(f"{number:04d} ")
        assert page.stem.startswith(f"{number:04d}-")
        assert f"- [{title}](decisions/{page.name})" in index


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_links_lead_somewhere(page):
    for target, _, anchor in re.findall(r"\]\((?!https?:)([^)#]*)(#([^)]*))?\)", page.read_text("utf-8")):
        found = (page.parent / target).resolve() if target else page
        assert found.exists(), target
        assert not anchor or anchor in _anchors(found), f"{target}#{anchor}"


def _anchors(page):
    """Anchors as GitHub makes them of headings, and those that are set by hand."""
    text = page.read_text(encoding="utf-8")
    headings = re.findall(r"^#+ (.+)$", text, flags=re.MULTILINE)
    made = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
    return made | set(re.findall(r'<a id="([^"]+)"', text))


@pytest.mark.slow
def test_the_examples_of_own_measures_and_mechanisms_run():
    text = (DOCS / "extending.md").read_text(encoding="utf-8")
    found: dict[str, object] = {}
    exec("\n".join(re.findall(r"```python\n(.*?)```", text, flags=re.DOTALL)), found)
    assert (found["run"].cohort["bonus_yuan"] > 0).any()
