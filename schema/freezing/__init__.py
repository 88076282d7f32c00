"""Plans and reports as documents that never change again: what is asked, how it is laid out."""

from schema.freezing.freezing import freeze_plan, freeze_quarterly_report, freeze_summary

__all__ = ["freeze_plan", "freeze_quarterly_report", "freeze_summary"]
