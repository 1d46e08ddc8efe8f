"""Settings of every test: 64-bit integers in jax, as the engine has them."""

import jax

jax.config.update("jax_enable_x64", True)
