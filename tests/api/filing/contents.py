"""Files to send: small ones that are what they say, made here, and what makes others of them."""

import struct
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO

__all__ = ["CSV", "DOCX", "GIF", "JPEG", "OFFICE", "PDF", "PNG", "SAMPLES", "WEBP", "XLSX"]
__all__ += ["archive", "office", "pdf"]

DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OFFICE = {
    DOCX_TYPE: ("word/document.xml", f"{DOCX_TYPE}.main+xml"),
    XLSX_TYPE: ("xl/workbook.xml", f"{XLSX_TYPE}.main+xml"),
}


def archive(parts: Mapping[str, bytes]) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in parts.items():
            opened.writestr(name, content)
    return made.getvalue()


def office(media_type: str, more: Mapping[str, bytes] | None = None, *, main: str = "") -> bytes:
    """An Office file of a type, with more parts."""
    name, content_type = OFFICE[media_type]
    types = (
        '<?xml version="1.0"?>'
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/{name}" ContentType="{main or content_type}"/></Types>'
    )
    parts = {"[Content_Types].xml": types.encode(), name: b"<document/>", **(more or {})}
    return archive(parts)


def chunk(kind: bytes, content: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", len(content)) + kind + content + check


def pdf(*objects: bytes) -> bytes:
    """A PDF of these objects."""
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (at, each) for at, each in enumerate(objects, 1))
    return b"%PDF-1.7\n" + body + b"trailer\n<< /Root 1 0 R >>\nstartxref\n0\n%%EOF\n"


PDF = pdf(b"<< /Type /Catalog >>")
DOCX = office(DOCX_TYPE)
XLSX = office(XLSX_TYPE)
CSV = "school;pupils\r\nÉcole; 12\r\n".encode()
PNG = (
    b"\x89PNG\r\n\x1a\n"
    + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    + chunk(b"IDAT", zlib.compress(b"\0\0"))
    + chunk(b"IEND", b"")
)
JPEG = (
    b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    + bytes(64)
    + b"\xff\xd9"
)
GIF = bytes.fromhex("47494638396101000100800000ffffff0000002c00000000010001000002024401003b")
WEBP = b"RIFF" + struct.pack("<I", 18) + b"WEBPVP8 " + struct.pack("<I", 6) + bytes(6)

SAMPLES = {
    "application/pdf": PDF,
    DOCX_TYPE: DOCX,
    XLSX_TYPE: XLSX,
    "text/csv": CSV,
    "text/plain": b"What the principals saw in October.\n",
    "image/png": PNG,
    "image/jpeg": JPEG,
    "image/gif": GIF,
    "image/webp": WEBP,
}
