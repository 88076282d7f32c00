"""The data dictionary has every type, field and word, each explained, in each way of writing it."""

import csv
import io
import json

import pytest

from models.tables import metadata
from models.vocabulary import Word
from schema.build import build
from schema.dictionary import Entry, as_csv, as_json, as_markdown, dictionary
from schema.dictionary.units import SOURCES, UNITS
from schema.documents import Documents
from schema.entities import registry
from schema.exporting.planning import planned_export
from schema.exporting.rows_sql import flat_rows
from schema.exporting.types import query_of_type
from schema.limits import Limits

ENTRIES = dictionary()
each = pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)


def test_every_table_has_an_entry() -> None:
    stood_on = {registry[entry.name].table.name for entry in ENTRIES}
    assert stood_on == set(metadata.tables)


def test_every_field_that_is_exported_is_explained() -> None:
    documents = Documents(build()._schema, Limits())
    for entry in ENTRIES:
        named = query_of_type(entry.name)[0]
        selected = named.replace("nodes {", "nodes { provenance { kind source line file row }")
        exported = planned_export(documents.operation(selected, None), None)
        known = {field.name for field in entry.fields}
        _, _, tree = flat_rows(exported, is_ordered=False)
        assert {leaf.column.name for leaf in tree.leaves()} == known, entry.name


def test_every_column_of_every_table_is_explained_or_a_key() -> None:
    for entry in ENTRIES:
        entity = registry[entry.name]
        told = {field.meaning for field in entry.fields}
        shown = {**entity.columns, **entity.provenance}
        assert {column.description for column in shown.values()} <= told


def test_every_word_has_its_meaning() -> None:
    for entry in ENTRIES:
        for field, shown in registry[entry.name].columns.items():
            kind = shown.column.type
            if isinstance(kind, Word):
                terms = entry.field(field).terms
                assert [term.word for term in terms] == kind.vocabulary.words()
                assert [term.meaning for term in terms] == [w.value for w in kind.vocabulary]


def test_every_number_says_what_it_counts() -> None:
    numbers = {"integer", "number"}
    for entry in ENTRIES:
        for field in entry.fields:
            assert (field.unit is not None) == (field.kind in numbers), f"{entry.name}.{field.name}"
    used = {field.name.rpartition(".")[2] for entry in ENTRIES for field in entry.fields}
    assert UNITS.keys() <= used
    assert {entry.name for entry in ENTRIES} >= SOURCES.keys()


@each
def test_an_entry_says_what_it_is_and_who_reads_it(entry: Entry) -> None:
    assert entry.meaning.endswith(".")
    assert entry.read_by.startswith("Seen by ")
    assert all(field.meaning for field in entry.fields)
    assert len({field.name for field in entry.fields}) == len(entry.fields)


def test_each_way_of_writing_it_tells_all() -> None:
    fields = {(entry.name, field.name) for entry in ENTRIES for field in entry.fields}
    words = {
        (entry.name, field.name, term.word, term.meaning)
        for entry in ENTRIES
        for field in entry.fields
        for term in field.terms
    }
    lines = list(csv.DictReader(io.StringIO(as_csv(ENTRIES).decode(), newline="")))
    assert {(line["table"], line["field"]) for line in lines} == fields
    told = {(row["table"], row["field"], row["word"], row["word_means"]) for row in lines}
    assert words <= told

    types = json.loads(as_json(ENTRIES))["types"]
    described = {(one["name"], field["name"]) for one in types for field in one["schema"]["fields"]}
    assert described == fields
    categories = {
        (one["name"], field["name"], term["value"], term["label"])
        for one in types
        for field in one["schema"]["fields"]
        for term in field.get("categories", field.get("itemCategories", []))
    }
    assert categories == words

    text = as_markdown(ENTRIES).decode()
    assert all(f"\n## {entry.name}\n" in text for entry in ENTRIES)
    assert all(f"| `{word}` | " in text for _, _, word, _ in words)


def test_the_two_frameworks_are_told_apart() -> None:
    [ratings] = [entry for entry in ENTRIES if entry.name == "AccountabilityRating"]
    framework = ratings.field("framework")
    assert [term.word for term in framework.terms] == ["LEVELS_2012", "REQUIREMENTS_2018"]
    assert "can't be compared" in framework.meaning
    assert "always null since 2018" in ratings.field("level").meaning
