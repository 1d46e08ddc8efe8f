"""Scoring: families of scores, each switchable, each a sum of parts that are kept.

Every family also keeps an account of how far wrong records moved it (``*_wrong``), so that the score without them is
known for every citizen in every month; the consequences use it to tell rightful from wrongful sanctions.
"""
