"""Settings of every test: 64-bit integers in jax, no deadlines on a busy machine, the same examples each time."""

import jax
from hypothesis import settings

jax.config.update("jax_enable_x64", True)
settings.register_profile("xinyong", deadline=None, derandomize=True)
settings.load_profile("xinyong")
