"""A citation names the software, and the runs if there are any."""

from xinyong.results.manifest import cite

from .fabricated import run


def test_the_software_alone_has_no_runs():
    found = cite()
    assert found.apa.endswith("[Computer software].")
    assert "note" not in found.bibtex
    assert "runs" not in found.to_dict()


def test_a_citation_of_runs_identifies_them():
    manifest = {**run().manifest, "version": "0.0.7"}
    found = cite([manifest])
    for text in (found.apa, found.bibtex):
        assert "0.0.7" in text or "0_0_7" in text
        assert f"Scenario no-system ({manifest['scenario_hash'][:12]}), population 500, seed 1." in text
    assert found.bibtex.count("{") == found.bibtex.count("}")
    assert "Scenarios no-system" in cite([manifest, manifest]).apa


def test_a_citation_is_short_in_python_and_whole_in_a_notebook():
    found = cite()
    assert repr(found) == f"Citation(title={found.title!r}, version={found.version!r})"
    assert "runs='Scenario " in repr(cite([run().manifest]))
    assert found.apa in found._repr_html_()
    assert f"<pre>{found.bibtex}</pre>" in found._repr_html_()
