"""Rows of spreadsheets as records: a plan, its measurements, changes of job.

`sheets` reads a file, `templates` says what its columns are, `running` makes records of it by the
functions that mutations make them with, so that the same rules hold.
"""

from schema.importing.reports import Outcome, Report, Told
from schema.importing.running import TEMPLATES, import_rows
from schema.importing.sheets import Bounds, Sheet, read_sheet
from schema.importing.templates import Template

__all__ = [
    "TEMPLATES",
    "Bounds",
    "Outcome",
    "Report",
    "Sheet",
    "Template",
    "Told",
    "import_rows",
    "read_sheet",
]
