"""What a release says about its tables: a data package, a dictionary, how to cite it, checksums."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import orjson

from api.releases.holding import held
from api.releases.reading import HeldTable
from schema.dictionary import Entry, as_csv, as_markdown, table_schema
from schema.exporting.formats import Format

__all__ = ["CHECKSUMS", "MEDIA_TYPES", "PACKAGE", "About", "described", "digest_of", "entries_of"]

PACKAGE: Final = "datapackage.json"
CHECKSUMS: Final = "SHA256SUMS"
JSON: Final = "application/json"
MEDIA_TYPES: Final = {
    ".csv": Format.CSV.media_type,
    ".parquet": Format.PARQUET.media_type,
    ".json": JSON,
    ".md": "text/markdown; charset=utf-8",
    ".cff": "application/yaml",
    "": "text/plain; charset=utf-8",
}
"""The media types of a release's files, by the endings of their names."""

DESCRIPTION: Final = (
    "The public tables of a state-run network of school districts in turnaround: districts,"
    " schools, ratings, indices, enrollment, staff, plans, published sites and statistics. Nothing"
    " in it leads to a person. Ratings under the framework of levels (to the school year 2017) and"
    " under that of requirements (from 2018) can't be compared: the column `framework` tells them"
    " apart."
)


HOW: Final = (
    "Check it: `sha256sum --check SHA256SUMS`. What each column and word means: `dictionary.md`,"
    " and by machine `datapackage.json`. What is otherwise than in the release before:"
    " `changes.json`. Districts that a study names by a pseudonym carry no state code; rows whose"
    " `provenance.kind` is ILLUSTRATION are invented and are no facts."
)


@dataclass(frozen=True, slots=True)
class About:
    """Which release it is: its day, its names, where it will be, what came before it."""

    day: date
    title: str
    publisher: str
    site: str
    note: str | None = None
    licence: str | None = None
    doi: str | None = None
    before: str | None = None

    @property
    def version(self) -> str:
        """The day, as the release is called."""
        return self.day.isoformat()

    @property
    def address(self) -> str:
        """Where its files are."""
        return f"{self.site.rstrip('/')}/releases/{self.version}"

    @property
    def citation(self) -> str:
        """How to cite it, as DataCite recommends: creator, year, title, version, kind, where."""
        where = f"https://doi.org/{self.doi}" if self.doi else self.address
        return (
            f"{self.publisher} ({self.day.year}). {self.title} (Version {self.version})"
            f" [Data set]. {where}"
        )


def described(
    folder: Path, tables: Sequence[HeldTable], about: About, changes: Mapping[str, Any]
) -> None:
    """Write what is said about the tables of a folder beside them; the checksums are the last."""
    texts = {
        "README.md": _readme(about, tables).encode(),
        "dictionary.csv": as_csv(entries_of(tables)),
        "dictionary.md": as_markdown(entries_of(tables)),
        "changes.json": _json(changes),
        "CITATION.cff": _citation(about).encode(),
        "datacite.json": _json(_datacite(about)),
        PACKAGE: b"",
    }
    for name, content in texts.items():
        (folder / name).write_bytes(content)
    (folder / PACKAGE).write_bytes(_json(_package(folder, tables, about)))
    lines = [f"{digest_of(path)}  {path.name}\n" for path in sorted(folder.iterdir())]
    (folder / CHECKSUMS).write_text("".join(lines))


def digest_of(path: Path) -> str:
    """The SHA-256 digest of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def entries_of(tables: Sequence[HeldTable]) -> list[Entry]:
    """The dictionary's entries of tables, with the columns that they have."""
    columns = {table.entry.name: set(table.columns) for table in tables}
    return [
        Entry(
            entry.name,
            entry.plural,
            entry.meaning,
            entry.read_by,
            entry.written_by,
            entry.sources,
            tuple(field for field in entry.fields if field.name in columns[entry.name]),
        )
        for entry in held()
    ]


def _package(folder: Path, tables: Sequence[HeldTable], about: About) -> dict[str, Any]:
    """The manifest, a Data Package 2.0: the tables with their columns, and the other files."""
    others = sorted(
        path
        for path in folder.iterdir()
        if path.suffix not in {".parquet", ".csv"} or path.stem == "dictionary"
    )
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "throughline-public-tables",
        "title": about.title,
        "description": DESCRIPTION,
        "version": about.version,
        "created": f"{about.version}T00:00:00Z",
        "homepage": about.address,
        "contributors": [{"title": about.publisher, "roles": ["publisher"]}],
        "resources": [
            *(_resource(folder, table) for table in tables),
            *(_file(path) for path in others if path.name not in {PACKAGE, CHECKSUMS}),
        ],
    }
    if about.doi:
        package["id"] = f"https://doi.org/{about.doi}"
    if about.licence:
        package["licenses"] = [{"name": about.licence}]
    return package


def _resource(folder: Path, table: HeldTable) -> dict[str, Any]:
    """A table, which is there once: the typed file hangs on the other.

    Frictionless takes each Parquet file for a table of its own, and finds all of them wrong: it can
    count no bytes of them, and reads whole numbers that may be absent as decimal ones.
    """
    typed = _file(folder / f"{table.name}.parquet")
    return _file(folder / f"{table.name}.csv") | {
        "type": "table",
        "title": table.entry.name,
        "description": f"{table.entry.meaning} An apostrophe stands before a text that a"
        " spreadsheet would run; `parquet` tells of the same rows, typed and unguarded.",
        "encoding": "utf-8",
        "rowCount": table.rows,
        "schema": table_schema(table.entry, table.columns),
        "parquet": {name: typed[name] for name in ("path", "mediatype", "bytes", "hash")},
    }


def _file(path: Path) -> dict[str, Any]:
    ending = path.suffix.removeprefix(".")
    return {
        "name": path.name.lower().replace(".", "-"),
        "path": path.name,
        **({"format": ending} if ending else {}),
        "mediatype": MEDIA_TYPES[path.suffix].split(";")[0],
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest_of(path)}",
    }


def _citation(about: About) -> str:
    """The Citation File Format 1.2; JSON's strings are YAML's too."""
    fields: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": "If you use these tables, please cite this release of them.",
        "type": "dataset",
        "title": about.title,
        "version": about.version,
        "date-released": about.version,
        "authors": [{"name": about.publisher}],
        "abstract": DESCRIPTION,
    }
    if _is_public(about.address):
        fields["url"] = about.address
    if about.doi:
        fields["doi"] = about.doi
    if about.licence:
        fields["license"] = about.licence
    return "".join(f"{name}: {orjson.dumps(value).decode()}\n" for name, value in fields.items())


def _is_public(address: str) -> bool:
    """Whether an address has a place in a citation: one of this machine has not."""
    return urlsplit(address).hostname not in {"127.0.0.1", "localhost", "::1", None}


def _datacite(about: About) -> dict[str, Any]:
    """The attributes of DataCite's metadata schema 4.6, to register a DOI with."""
    attributes: dict[str, Any] = {
        "schemaVersion": "http://datacite.org/schema/kernel-4",
        "titles": [{"title": about.title}],
        "creators": [{"name": about.publisher, "nameType": "Organizational"}],
        "publisher": {"name": about.publisher},
        "publicationYear": about.day.year,
        "types": {"resourceTypeGeneral": "Dataset", "resourceType": "Tables"},
        "version": about.version,
        "dates": [{"date": about.version, "dateType": "Issued"}],
        "descriptions": [{"description": DESCRIPTION, "descriptionType": "Abstract"}],
        "language": "en",
        "url": about.address,
        "formats": ["text/csv", Format.PARQUET.media_type],
    }
    if about.doi:
        attributes["doi"] = about.doi
    if about.licence:
        attributes["rightsList"] = [{"rightsIdentifier": about.licence}]
    if about.before:
        attributes["relatedIdentifiers"] = [
            {
                "relatedIdentifier": f"{about.site.rstrip('/')}/releases/{about.before}",
                "relatedIdentifierType": "URL",
                "relationType": "IsNewVersionOf",
            }
        ]
    return attributes


def _readme(about: About, tables: Sequence[HeldTable]) -> str:
    lines = [
        f"# {about.title}\n",
        f"Version {about.version}. {DESCRIPTION}\n",
        *([f"{about.note}\n"] if about.note else []),
        f"Cite it as: {about.citation}\n",
        f"{HOW}\n",
        "| table | rows | is |",
        "|---|---|---|",
        *(f"| `{table.name}` | {table.rows:,} | {table.entry.meaning} |" for table in tables),
    ]
    return "\n".join(lines) + "\n"


def _json(value: Mapping[str, Any]) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_INDENT_2) + b"\n"
