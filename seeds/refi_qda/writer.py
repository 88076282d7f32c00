"""Writing a project: a `.qdpx` file that is valid by the standard's schema.

Texts are entries of their own, since XML would take the carriage returns out of them and move every
position after. The same project gives the same bytes.
"""

from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from seeds.importers.lines import Progress, silent
from seeds.refi_qda.document import document
from seeds.refi_qda.project import Note, Project, Source

__all__ = ["write_project"]

EPOCH = (1980, 1, 1, 0, 0, 0)
BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"


def write_project(project: Project, file: IO[bytes], progress: Progress = silent) -> None:
    """Write a project into a file."""
    texts: list[Source | Note] = [*project.sources, *project.notes]
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr(_entry("project.qde"), document(project))
        for done, text in enumerate(texts, start=1):
            archive.writestr(_entry(f"sources/{text.guid}.txt"), encoded(text.text))
            progress("Writing texts", done, len(texts))


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, EPOCH)
    entry.compress_type = ZIP_DEFLATED
    return entry


def encoded(text: str) -> bytes:
    """A text in UTF-8, so that a reader who takes a byte order mark off has all of it."""
    return text.encode("utf-8-sig" if text.startswith(BOM) else "utf-8")
