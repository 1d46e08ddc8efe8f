"""Checks of the whole model: published figures (targets V5 to V15, and inequality) beside simulated ones."""
