"""Settings of every test: 64-bit integers, compiled programs shared, no deadlines, the same examples each time."""

import os
import signal
from pathlib import Path

import jax
import pytest
from hypothesis import settings

from xinyong.engine.program_cache import keep_compiled
from xinyong.world import _program

jax.config.update("jax_enable_x64", True)
keep_compiled()
settings.register_profile("xinyong", deadline=None, derandomize=True)
settings.load_profile("xinyong")

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # a shell lets jobs in the background ignore Ctrl-C, which some tests are about
    signal.signal(signal.SIGINT, signal.default_int_handler)

MOST_MEMORY = 4 << 30
"""Bytes above which a process of tests drops its compiled programs: two of them share a machine."""


@pytest.fixture(scope="module", autouse=True)
def compiled_programs_are_dropped_when_memory_is_short():
    yield
    pages = Path("/proc/self/statm")
    if pages.exists() and int(pages.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") > MOST_MEMORY:
        _program.cache_clear()
        jax.clear_caches()
