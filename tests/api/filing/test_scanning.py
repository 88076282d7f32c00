"""What is taken for what it was said to be, and what is refused, by content alone."""

import zipfile
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.filing import archives, pdfs
from api.filing.scanning import check_content
from models.failures import BadUserInput
from models.filing_terms import MEDIA_TYPES
from tests.api.filing.contents import (
    DOCX,
    DOCX_TYPE,
    GIF,
    JPEG,
    PDF,
    PNG,
    SAMPLES,
    WEBP,
    XLSX,
    XLSX_TYPE,
    archive,
    office,
    pdf,
)


def checked(folder: Path, content: bytes, media_type: str) -> None:
    file = folder / "file"
    file.write_bytes(content)
    check_content(file, media_type)


def test_there_is_a_sample_of_every_type() -> None:
    assert set(SAMPLES) == set(MEDIA_TYPES)


@pytest.mark.parametrize("media_type", MEDIA_TYPES)
def test_a_file_that_is_what_it_says_is_taken(tmp_path: Path, media_type: str) -> None:
    checked(tmp_path, SAMPLES[media_type], media_type)


@pytest.mark.parametrize("declared", MEDIA_TYPES)
@pytest.mark.parametrize("actual", MEDIA_TYPES)
def test_a_file_that_is_something_else_is_refused(
    tmp_path: Path, declared: str, actual: str
) -> None:
    is_text = actual.startswith("text/") and declared.startswith("text/")
    # A small PDF of printable characters is text as well, and is given out as text.
    if declared == actual or is_text or (actual == "application/pdf" and "text/" in declared):
        return
    with pytest.raises(BadUserInput):
        checked(tmp_path, SAMPLES[actual], declared)


LYING = archive({"a": bytes(100_000)})
SCRIPT = b"<< /Type /Action /S /JavaScript /JS (app.alert(1)) >>"
PACKED = zlib.compress(b"1 0 " + SCRIPT)
OBJECT_STREAM = (
    b"<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream"
    % (len(PACKED), PACKED)
)

REFUSED = {
    "a page in place of a picture": (b"<!DOCTYPE html><script>alert(1)</script>", "image/png"),
    "a drawing, which can carry scripts": (
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        "image/png",
    ),
    "a program called text": (b"MZ\x90\x00\x03" + bytes(60), "text/plain"),
    "text of another encoding": ("é".encode("latin-1"), "text/csv"),
    "text that ends within a character": ("é".encode()[:1], "text/plain"),
    "text that moves a terminal's cursor": (b"\x1b[2J", "text/plain"),
    "a picture that is an archive too": (PNG + DOCX, "image/png"),
    "a picture with an archive in a picture": (JPEG + DOCX, "image/jpeg"),
    "a picture that goes on": (PNG + b"more", "image/png"),
    "a moving picture that goes on": (GIF + b"more", "image/gif"),
    "a newer picture that goes on": (WEBP + b"more", "image/webp"),
    "a picture that is a PDF too": (JPEG[:20] + PDF + JPEG[20:], "image/jpeg"),
    "a PDF that is an archive too": (PDF + DOCX + b"%%EOF", "application/pdf"),
    "a PDF that begins with something else": (b"GIF89a" + PDF, "application/pdf"),
    "a PDF without an end": (PDF.replace(b"%%EOF", b""), "application/pdf"),
    "a PDF with a script": (pdf(SCRIPT), "application/pdf"),
    "a PDF with a script in other letters": (
        pdf(SCRIPT.replace(b"/JavaScript", b"/J#61v#61Script")),
        "application/pdf",
    ),
    "a PDF with a script that is packed": (pdf(OBJECT_STREAM), "application/pdf"),
    "a PDF that starts a program": (pdf(b"<< /S /Launch /F (x) >>"), "application/pdf"),
    "a PDF with a file inside": (pdf(b"<< /EmbeddedFiles 2 0 R >>"), "application/pdf"),
    "a workbook called a document": (XLSX, DOCX_TYPE),
    "an archive of anything": (archive({"a.txt": b"a"}), DOCX_TYPE),
    "a document with macros": (office(DOCX_TYPE, {"word/vbaProject.bin": b"x"}), DOCX_TYPE),
    "a document that says it has macros": (
        office(DOCX_TYPE, main="application/vnd.ms-word.document.macroEnabled.main+xml"),
        DOCX_TYPE,
    ),
    "a document with a control": (
        office(DOCX_TYPE, {"word/activeX/activeX1.xml": b"x"}),
        DOCX_TYPE,
    ),
    "a workbook with a program inside": (
        office(XLSX_TYPE, {"xl/embeddings/oleObject1.bin": b"x"}),
        XLSX_TYPE,
    ),
    "a document that leads out": (office(DOCX_TYPE, {"../../etc/passwd": b"x"}), DOCX_TYPE),
    "a document with entities": (
        office(DOCX_TYPE, {"word/styles.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x/>'}),
        DOCX_TYPE,
    ),
    "an archive behind a program": (b"#!/bin/sh\n" + DOCX, DOCX_TYPE),
    "an archive with something behind it": (DOCX + b"behind", DOCX_TYPE),
    "half an archive": (DOCX[: len(DOCX) // 2], DOCX_TYPE),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_could_do_harm_is_refused(tmp_path: Path, what: str) -> None:
    content, media_type = REFUSED[what]
    with pytest.raises(BadUserInput):
        checked(tmp_path, content, media_type)


@pytest.mark.parametrize(
    ("content", "media_type"),
    [(PDF[:-1], "application/pdf"), (b"/JavaScript is what we teach.\n", "text/plain")],
)
def test_what_only_looks_unusual_is_taken(tmp_path: Path, content: bytes, media_type: str) -> None:
    checked(tmp_path, content, media_type)


def test_an_archive_that_swells_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_UNPACKED", 1_000_000)
    big = office(DOCX_TYPE, {"word/big.xml": bytes(1_100_000)})
    assert len(big) < 10_000
    with pytest.raises(BadUserInput, match="swells"):
        checked(tmp_path, big, DOCX_TYPE)


def test_an_archive_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    content = office(DOCX_TYPE, {"word/big.xml": bytes(100_000)})
    with zipfile.ZipFile(BytesIO(content)) as opened:
        told = opened.getinfo("word/big.xml").file_size
    lying = content.replace(told.to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert lying != content
    with pytest.raises(BadUserInput):
        checked(tmp_path, lying, DOCX_TYPE)


def test_two_parts_of_one_name_are_refused(tmp_path: Path) -> None:
    made = BytesIO(DOCX)
    with zipfile.ZipFile(made, "a") as opened, pytest.warns(UserWarning, match="Duplicate"):
        opened.writestr("word/document.xml", b"<other/>")
    with pytest.raises(BadUserInput, match="names"):
        checked(tmp_path, made.getvalue(), DOCX_TYPE)


def test_a_pdf_that_swells_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdfs, "MOST_UNPACKED", 100_000)
    packed = zlib.compress(bytes(200_000))
    stream = b"<< /Type /ObjStm >>\nstream\n" + packed + b"\nendstream"
    with pytest.raises(BadUserInput, match="swells"):
        checked(tmp_path, pdf(stream), "application/pdf")


@given(content=st.binary(min_size=1, max_size=400), media_type=st.sampled_from(MEDIA_TYPES))
def test_no_content_is_more_than_refused(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, media_type: str
) -> None:
    """Whatever is sent, it is taken or refused: it never fails otherwise."""
    folder = tmp_path_factory.getbasetemp()
    for sent in (content, SAMPLES[media_type][:50] + content, SAMPLES[media_type] + content):
        try:
            checked(folder, sent, media_type)
        except BadUserInput:
            continue
