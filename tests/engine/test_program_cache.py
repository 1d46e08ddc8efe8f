import os

import jax
import pytest

from xinyong.engine import program_cache


@pytest.fixture
def no_cache(monkeypatch):
    """Whatever cache there is, put aside for the test."""
    names = (
        "jax_compilation_cache_dir",
        "jax_persistent_cache_min_compile_time_secs",
        "jax_persistent_cache_min_entry_size_bytes",
    )
    before = {name: getattr(jax.config, name) for name in names}
    jax.config.update("jax_compilation_cache_dir", None)
    monkeypatch.delenv(program_cache.VARIABLE, raising=False)
    yield
    for name, value in before.items():
        jax.config.update(name, value)


def test_programs_are_kept_where_the_variable_says(no_cache, monkeypatch, tmp_path):
    monkeypatch.setenv(program_cache.VARIABLE, str(tmp_path))
    folder = program_cache.keep_compiled()
    assert folder is not None
    assert folder.parent == tmp_path / "xinyong"
    assert jax.config.jax_compilation_cache_dir == str(folder)


def test_programs_are_kept_in_the_user_s_cache_otherwise(no_cache, monkeypatch, tmp_path):
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    folder = program_cache.keep_compiled()
    assert folder is not None
    assert folder.parent == tmp_path / "xinyong"


def test_keeping_can_be_switched_off(no_cache, monkeypatch):
    monkeypatch.setenv(program_cache.VARIABLE, "off")
    assert program_cache.keep_compiled() is None
    assert jax.config.jax_compilation_cache_dir is None


def test_a_cache_that_the_user_set_is_left_alone(no_cache, tmp_path):
    jax.config.update("jax_compilation_cache_dir", str(tmp_path))
    assert program_cache.keep_compiled() is None
    assert jax.config.jax_compilation_cache_dir == str(tmp_path)


def test_a_place_that_cannot_be_written_is_no_error(no_cache, monkeypatch, tmp_path):
    occupied = tmp_path / "file"
    occupied.write_text("")
    monkeypatch.setenv(program_cache.VARIABLE, str(occupied))
    assert program_cache.keep_compiled() is None


def test_the_oldest_programs_go_first_and_nothing_else(tmp_path):
    (tmp_path / "a").mkdir()
    for age, name in enumerate(("new-cache", "old-cache", "older-cache", "diary.txt")):
        path = tmp_path / "a" / name
        path.write_bytes(b"x" * 100)
        os.utime(path, (10**9 - age, 10**9 - age))
    program_cache.prune(tmp_path, most_bytes=200)
    assert sorted(p.name for p in (tmp_path / "a").iterdir()) == ["diary.txt", "new-cache", "old-cache"]


def test_flags_of_the_user_come_first(monkeypatch):
    monkeypatch.setenv("XLA_FLAGS", "")
    program_cache.set_compiler_flags()
    assert os.environ["XLA_FLAGS"] == ""


@pytest.mark.parametrize(("version", "is_set"), [((0, 10, 2), True), ((0, 6, 9), False), ((9, 0, 0), False)])
def test_the_flag_is_only_given_to_versions_that_know_it(monkeypatch, version, is_set):
    monkeypatch.delenv("XLA_FLAGS", raising=False)
    monkeypatch.setattr(jax, "__version_info__", version)
    program_cache.set_compiler_flags()
    assert ("XLA_FLAGS" in os.environ) is is_set
    monkeypatch.delenv("XLA_FLAGS", raising=False)
