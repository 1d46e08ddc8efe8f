"""Settings of every test: 64-bit integers, compiled programs shared, no deadlines, the same examples each time."""

import signal

import jax
from hypothesis import settings

from xinyong.engine.program_cache import keep_compiled

jax.config.update("jax_enable_x64", True)
keep_compiled()
settings.register_profile("xinyong", deadline=None, derandomize=True)
settings.load_profile("xinyong")

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # a shell lets jobs in the background ignore Ctrl-C, which some tests are about
    signal.signal(signal.SIGINT, signal.default_int_handler)
