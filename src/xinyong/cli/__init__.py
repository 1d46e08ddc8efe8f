"""The command line. Importing the commands registers them."""

from . import about, auditing, comparing, extremes, keeping, looking, replicate, running, validate  # noqa: F401
from .app import app, main

__all__ = ["app", "main"]
