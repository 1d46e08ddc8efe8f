"""The report, opened from disk in a real browser: it renders, its style applies, and nothing is fetched."""

import json
import re
import shutil
import subprocess

import pytest

from tests.reports.pages import page_of

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
CHROMIUM = next((found for name in NAMES if (found := shutil.which(name))), None)
QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions",
    "--hide-scrollbars", "--host-resolver-rules=MAP * ~NOTFOUND",
)  # fmt: skip

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason=f"no Chromium on this machine (looked for {', '.join(NAMES)})"),
]


def browse(folder, page, *options):
    """What Chromium writes on stdout and stderr."""
    profile = folder / "profile"
    found = subprocess.run(
        [CHROMIUM, *QUIET, f"--user-data-dir={profile}", *options, page.as_uri()],
        capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    return found.stdout, found.stderr


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    folder = tmp_path_factory.mktemp("browser")
    page = folder / "report.html"
    page.write_text(page_of("comparison"), encoding="utf-8")
    log = folder / "net.json"
    dom, complaints = browse(
        folder,
        page,
        "--dump-dom",
        "--enable-logging=stderr",
        "--window-size=1200,2000",
        f"--log-net-log={log}",
    )
    return page, dom, complaints, asked_by_page(log)


def asked_by_page(log):
    """Addresses that a page asked for, by Chromium's own log; the browser's own requests are left out."""
    lines = [line for line in log.read_text(encoding="utf-8").splitlines() if '"initiator"' in line]
    asked = [json.JSONDecoder().raw_decode(line)[0]["params"] for line in lines]
    return {one["url"] for one in asked if one["initiator"] != "not an origin"}


def test_it_renders(opened):
    _, dom, _, _ = opened
    assert "<h1>Documented system, compared with no system</h1>" in dom
    assert len(re.findall(r"<figure\b", dom)) == len(re.findall(r"</figure>", dom)) > 20
    assert dom.count("<svg") > 60
    assert dom.rstrip().endswith("</html>")


def test_nothing_in_it_is_refused_by_its_own_policy(opened):
    _, _, complaints, _ = opened
    assert "Content Security Policy" not in complaints
    assert "Refused" not in complaints


def test_the_file_names_no_external_host(opened):
    page, dom, _, _ = opened
    for text in (page.read_text(encoding="utf-8"), dom):
        assert not re.search(r"""(?:https?|wss?|ftp):|(?:src|href|action)=["']//|url\((?!#)""", text)


def test_the_page_asks_no_machine_for_anything(opened):
    assert opened[3] == set()


def test_a_page_that_asks_for_something_would_be_noticed(tmp_path):
    page, log = tmp_path / "page.html", tmp_path / "net.json"
    page.write_text('<!doctype html><img src="http://127.0.0.1:9/x.png">', encoding="utf-8")
    browse(tmp_path, page, "--dump-dom", f"--log-net-log={log}")
    assert asked_by_page(log) == {"http://127.0.0.1:9/x.png"}


def test_it_prints(opened, tmp_path):
    page, _, _, _ = opened
    paper = tmp_path / "report.pdf"
    browse(tmp_path, page, "--no-pdf-header-footer", f"--print-to-pdf={paper}")
    assert paper.read_bytes().startswith(b"%PDF")
    assert paper.stat().st_size > 50_000
