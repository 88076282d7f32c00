"""Projects and archives to read: what other programs write, and what somebody means harm with."""

import io
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import xmlschema

from seeds.importers.findings import Finding
from seeds.refi_qda.document import document
from seeds.refi_qda.project import Project
from seeds.refi_qda.reader import read_project
from seeds.refi_qda.telling import Telling
from seeds.refi_qda.writer import write_project

__all__ = ["SCHEMA", "archive", "guid", "packed", "project_xml", "read", "told"]

SCHEMA = xmlschema.XMLSchema(str(Path(__file__).with_name("Project.xsd")))


def guid(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012x}"


def project_xml(inside: str, name: str = "A project") -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<Project xmlns="urn:QDA-XML:project:1.0" name="{name}">{inside}</Project>'
    )


def archive(entries: dict[str, bytes | str], **options: Any) -> io.BytesIO:
    """An archive of entries as they are given."""
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as opened:
        for name, content in entries.items():
            opened.writestr(name, content, **options)
    file.seek(0)
    return file


def packed(project: Project) -> io.BytesIO:
    """A project as we write it, which has to be valid."""
    SCHEMA.validate(document(project).decode())
    file = io.BytesIO()
    write_project(project, file)
    file.seek(0)
    return file


def read(file: io.BytesIO | dict[str, bytes | str]) -> tuple[Project, list[Finding]]:
    """The project in an archive, and what was left out."""
    telling = Telling("made.qdpx")
    project = read_project(archive(file) if isinstance(file, dict) else file, telling)
    return project, list(telling.findings)


def told(findings: list[Finding]) -> list[tuple[str, str]]:
    return [(finding.column, finding.reason) for finding in findings]
