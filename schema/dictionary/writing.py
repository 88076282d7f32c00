"""The data dictionary as files: Table Schema by the Data Package standard, CSV, Markdown."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any, Final

import orjson

from schema.dictionary.entries import Entry, Field

__all__ = ["TABLE_SCHEMA", "as_csv", "as_json", "as_markdown", "table_schema"]

TABLE_SCHEMA: Final = "https://datapackage.org/profiles/2.0/tableschema.json"
COLUMNS: Final = (
    "table",
    "field",
    "meaning",
    "type",
    "unit",
    "required",
    "vocabulary",
    "word",
    "word_means",
    "leads_to",
    "read_by",
    "source",
)


def table_schema(entry: Entry, names: Sequence[str] | None = None) -> dict[str, Any]:
    """The Table Schema (Data Package 2.0) of a type, or of some of its fields in their order.

    `unit`, `vocabulary`, `itemCategories` and `leadsTo` are ours: the standard has no words for
    them.
    """
    fields = entry.fields if names is None else [entry.field(name) for name in names]
    return {
        "$schema": TABLE_SCHEMA,
        "fields": [_described(field) for field in fields],
        "fieldsMatch": "exact",
        "primaryKey": ["id"],
        "missingValues": [""],
    }


def as_json(entries: Iterable[Entry]) -> bytes:
    """The dictionary as JSON: each type with its Table Schema."""
    told = [
        {
            "name": entry.name,
            "plural": entry.plural,
            "description": entry.meaning,
            "readBy": entry.read_by,
            "writtenBy": entry.written_by,
            "sources": [{"title": title, "line": line} for title, line in entry.sources],
            "schema": table_schema(entry),
        }
        for entry in entries
    ]
    return orjson.dumps({"types": told}, option=orjson.OPT_INDENT_2) + b"\n"


def as_csv(entries: Iterable[Entry]) -> bytes:
    """The dictionary as CSV: a line a field, and one a word where it holds words."""
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow(COLUMNS)
    for entry in entries:
        sources = "; ".join(f"{title}, line {line}" for title, line in entry.sources)
        for field in entry.fields:
            start = (entry.name, field.name, field.meaning, _type(field), field.unit or "")
            required = "true" if field.is_required else "false"
            end = (field.leads_to or "", entry.read_by, sources)
            for word, meaning in [(t.word, t.meaning) for t in field.terms] or [("", "")]:
                lines.writerow((*start, required, field.vocabulary or "", word, meaning, *end))
    return text.getvalue().encode()


def as_markdown(entries: Iterable[Entry]) -> bytes:
    """The dictionary to read: a section a type, and one for each vocabulary after them."""
    entries = list(entries)
    words = {
        field.vocabulary: field
        for entry in entries
        for field in entry.fields
        if field.vocabulary is not None
    }
    parts = ["# Data dictionary\n", *map(_section, entries), "# Vocabularies\n"]
    parts += [_words(name, words[name]) for name in sorted(words)]
    return "\n".join(parts).encode()


def _described(field: Field) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": field.name,
        "description": field.meaning,
        "type": field.kind,
    }
    if field.kind == "list":
        described["itemType"] = field.items
    if field.terms and field.kind != "list":
        described["categories"] = [{"value": t.word, "label": t.meaning} for t in field.terms]
    elif field.terms:
        described["itemCategories"] = [{"value": t.word, "label": t.meaning} for t in field.terms]
    constraints: dict[str, Any] = {"required": field.is_required}
    if field.name == "id":
        constraints["unique"] = True
    described["constraints"] = constraints
    ours = {"unit": field.unit, "vocabulary": field.vocabulary, "leadsTo": field.leads_to}
    return described | {name: value for name, value in ours.items() if value is not None}


def _type(field: Field) -> str:
    return field.kind if field.items is None else f"list of {field.items}"


def _section(entry: Entry) -> str:
    lines = [f"## {entry.name}\n", f"{entry.meaning} {entry.read_by}\n"]
    if entry.sources:
        told = "; ".join(f"{title}, line {line}" for title, line in entry.sources)
        lines.append(f"In the studies: {told}.\n")
    lines += ["| field | type | unit | meaning |", "|---|---|---|---|"]
    lines += [
        f"| `{field.name}` | {_kind(field)} | {field.unit or ''} | {_cell(field.meaning)} |"
        for field in entry.fields
    ]
    return "\n".join([*lines, ""])


def _kind(field: Field) -> str:
    if field.vocabulary is not None:
        name = f"[{field.vocabulary}](#{field.vocabulary.lower()})"
        kind = f"list of {name}" if field.items else name
    else:
        kind = _type(field)
    return kind if field.is_required else f"{kind}, or none"


def _words(name: str, field: Field) -> str:
    lines = [f"## {name}\n", "| word | means |", "|---|---|"]
    lines += [f"| `{term.word}` | {_cell(term.meaning)} |" for term in field.terms]
    return "\n".join([*lines, ""])


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
