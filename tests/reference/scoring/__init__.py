"""Scoring: one file for each family of scores, as in the model."""
