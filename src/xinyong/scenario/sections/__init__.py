"""The sections of a scenario, one file a theme: every parameter with default, unit, range, meaning and source."""
