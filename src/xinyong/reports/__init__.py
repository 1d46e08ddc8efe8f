"""What people read: one self-contained HTML page about a run or a comparison."""

from .report_page import render, report, write_report

__all__ = ["render", "report", "write_report"]
