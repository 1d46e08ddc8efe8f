"""Messages that name Python's arguments come out as words to type."""

import pytest

import xinyong as xy
from xinyong.cli.typed import as_typed, message
from xinyong.errors import BadRequest, RunFailed


@pytest.mark.parametrize(
    ("python", "typed"),
    [
        ("Say xy.facts(sources=True).", "Say xinyong facts --sources."),
        ("Say xy.facts(source='S1').", "Say xinyong facts --source S1."),
        ("xy.compare('no-system', 'essay'); or not", "xinyong compare no-system essay; or not"),
        ("xy.compare('essay', without=['friends']).", "xinyong compare essay --without friends."),
        ("Add from_='2015-01': it", "Add --from 2015-01: it"),
        ("with keep_checkpoints=True.", "with --keep-checkpoints."),
        ("with changes={'scoring.points.on': True}, or", "with --set scoring.points.on=true, or"),
        ("with changes_b={'path': value}, or", "with --set-b path=value, or"),
        ("with seed=3: so", "with --seed 3: so"),
        ("Finish it with xy.run(resume='a (1)').", "Finish it with xinyong run --resume 'a (1)'."),
        ('Continue with resume="it\'s".', "Continue with --resume 'it'\"'\"'s'."),
        ("no call (here), urban_share=0.3", "no call (here), urban_share=0.3"),
    ],
)
def test_calls_and_arguments_become_words_to_type(python, typed):
    assert as_typed(python) == typed


def test_what_the_user_gave_stays_as_it_is():
    error = BadRequest("cases", received="seed=3", accepted="an id", remedy="Try seed=4.")
    assert message(error) == "--case: received seed=3; accepted: an id. Try --seed 4."
    assert message(RunFailed("seed=3")) == "seed=3"


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: xy.compare(), r"worlds: received nothing.*xy\.compare\('no-system', 'essay'\)"),
        (lambda: xy.compare("essay", "essay"), r"worlds: .*changes_b=\{'path': value\}.*without=\['name'\]"),
        (lambda: xy.extremes("x"), "cases: received x"),
        (lambda: xy.replicate("x"), "names: received x"),
    ],
)
def test_errors_of_the_python_api_name_its_arguments(call, said):
    with pytest.raises(BadRequest, match=said):
        call()
