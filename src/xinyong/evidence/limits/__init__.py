"""Extreme cases: one thing at a time is taken to its limit, where the correct answer is known beforehand."""
