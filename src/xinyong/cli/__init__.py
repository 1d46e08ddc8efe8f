"""The command line. Importing the commands registers them."""

from . import evidence, inspect, run  # noqa: F401
from .app import app, main

__all__ = ["app", "main"]
