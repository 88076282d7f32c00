"""What every table and column means, from the schema: a data dictionary, whole or of some types.

`entries` reads it from the entities, `units` says what numbers are counted in and where the papers
speak of a type, `writing` spells it as Table Schema, CSV or Markdown.
"""

from schema.dictionary.entries import Entry, Field, Term, dictionary, entry_of
from schema.dictionary.writing import as_csv, as_json, as_markdown, table_schema

__all__ = [
    "Entry",
    "Field",
    "Term",
    "as_csv",
    "as_json",
    "as_markdown",
    "dictionary",
    "entry_of",
    "table_schema",
]
