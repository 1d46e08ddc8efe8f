"""The command line. Importing the commands registers them."""

from . import extremes, inspect, replicate, run, run_folder, validate  # noqa: F401
from .app import app, main

__all__ = ["app", "main"]
