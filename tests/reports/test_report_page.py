"""The page is one file that asks nobody for anything, and that everybody can read."""

import base64
import hashlib
import re
from collections import Counter
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from tests.charts.fabricated import one_run
from tests.reports.pages import page_of
from xinyong.charts import THEMES
from xinyong.errors import BadFolder
from xinyong.reports import write_report
from xinyong.reports.report_page import changes_in_words
from xinyong.scenario.scenario import Scenario

VOID = {"meta", "link", "br", "img", "input", "hr"}


class Outline(HTMLParser):
    """What a page consists of; fails on tags that do not close in order."""

    def __init__(self, page):
        super().__init__()
        self.open, self.tags, self.attributes, self.text = [], Counter(), [], []
        self.feed(page)
        assert not self.open, f"never closed: {self.open}"

    def handle_starttag(self, tag, attrs):
        self.tags[tag] += 1
        self.attributes.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags[tag] += 1
        self.attributes.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text.append(data)

    def all(self, key):
        return [attributes[key] for _, attributes in self.attributes if key in attributes]


@pytest.fixture(scope="module", params=["comparison", "three worlds", "one run"])
def page(request):
    return page_of(request.param)


@pytest.fixture(scope="module")
def outline(page):
    return Outline(page)


def test_it_names_no_host(page, outline):
    assert not re.search(r"\b(?:https?|wss?|ftp):", page)
    assert not re.search(r"""(?:src|href|action|data|poster|srcset)=["']?//""", page)
    assert "@import" not in page
    assert all(target.startswith("#") for target in outline.all("href"))
    assert all(target.startswith("#") for target in re.findall(r"url\(([^)]*)\)", page))
    assert not outline.all("src")


def test_it_runs_nothing(outline):
    assert not outline.tags["script"]
    assert not [name for _, attributes in outline.attributes for name in attributes if name.startswith("on")]
    assert not outline.all("style")


def test_its_policy_allows_its_own_style_and_nothing_else(page):
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1]
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def test_it_has_one_heading_a_main_part_and_a_language(outline):
    assert outline.tags["h1"] == 1
    assert outline.tags["main"] == 1
    assert ("html", {"lang": "en"}) in outline.attributes
    assert outline.tags["title"] == 1


def test_headings_do_not_skip_a_level(outline):
    levels = [int(tag[1]) for tag, _ in outline.attributes if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_every_table_has_a_caption_and_every_heading_of_one_a_scope(outline):
    assert outline.tags["table"] == outline.tags["caption"] > 20
    assert all("scope" in attributes for tag, attributes in outline.attributes if tag == "th")


def test_every_picture_has_a_label_or_is_hidden_from_readers(outline):
    for tag, attributes in outline.attributes:
        if tag == "svg":
            assert attributes.get("aria-label") or attributes.get("aria-hidden") == "true"


def test_ids_are_unique_and_links_lead_somewhere(outline):
    ids = outline.all("id")
    assert len(set(ids)) == len(ids)
    assert {target[1:] for target in outline.all("href")} <= set(ids)
    assert set(outline.all("aria-labelledby")) <= set(ids)


def test_the_closed_world_is_stated_first(page):
    assert page.index("Only synthetic people.") < page.index("<h1>")


def test_every_section_of_the_contract_is_there(outline):
    wanted = {
        "numbers",
        "differences",
        "published-figures",
        "assumptions",
        "limitations",
        "reproduce",
        *(theme.id for theme in THEMES),
    }
    assert wanted <= set(outline.all("id"))


def test_every_figure_has_its_table_and_its_definition(outline):
    text = " ".join(outline.text)
    figures = outline.tags["figure"]
    assert figures > 20
    assert text.count("The numbers") >= figures
    assert text.count("How is this computed?") == figures


def test_labels_are_shown_as_words(page):
    assert re.search(r'class="label label-documented">documented<', page)


@pytest.mark.parametrize(
    ("subject", "names"),
    [("comparison", ("A no-system", "B documented")), ("three worlds", ("A no-system", "B documented", "C essay"))],
)
def test_a_comparison_shows_every_world_and_its_difference(subject, names):
    text = " ".join(Outline(page_of(subject)).text)
    assert "the same people with the same random numbers" in text
    assert "the difference from A no-system" in text
    assert "over 3 replicates" in text
    for name in names:
        assert name in text
    for name in names[1:]:
        assert f"{name} differs from A no-system in" in text
        assert f"higher in {name[0]}" in text


def test_the_title_names_all_worlds():
    assert "<h1>Documented system and essay system, compared with no system</h1>" in page_of("three worlds")


def test_one_run_is_labelled_one_run():
    text = " ".join(Outline(page_of("one run")).text)
    assert "This is one run" in text
    assert "repeat it with --replicates" in text
    assert "the difference from" not in text


@pytest.mark.slow
def test_it_is_written_whole_and_the_same_each_time(tmp_path):
    target = tmp_path / "report.html"
    target.write_text("an older report", encoding="utf-8")
    assert write_report(one_run(), target) == target
    assert target.read_text(encoding="utf-8") == page_of("one run")
    assert [file.name for file in tmp_path.iterdir()] == ["report.html"]


def test_a_place_that_cannot_be_written_is_refused(tmp_path):
    with pytest.raises(BadFolder, match="Choose another place"):
        write_report(one_run(), tmp_path / "missing" / "report.html")


def test_a_preset_that_was_changed_is_not_described_as_if_it_were_whole():
    changed = Scenario.load("documented").set("rules.t6-flights.on", False)
    assert "t6-flights" in changes_in_words(changed)
    assert changes_in_words(changed).startswith("Changed from the preset: ")
    assert changes_in_words(Scenario.load("documented").set("seed", 9)) == ""
    many = {f"lending.{name}": 0.123 for name in ("supply", "flight", "settle", "forgetting")}
    assert "1 more" in changes_in_words(Scenario.load("documented").with_changes(many))
