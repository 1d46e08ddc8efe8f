"""What people read: one self-contained HTML page about a run or a comparison."""

from .report_page import render, write_report

__all__ = ["render", "write_report"]
