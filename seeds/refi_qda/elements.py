"""XML as a bounded tree of elements, each with its line.

Read by expat as it comes: a document type is refused at its first character, so that there are no
entities to expand and nothing is ever fetched, and depth and number of elements are bounded.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NoReturn
from uuid import UUID
from xml.parsers import expat

from seeds.refi_qda.refusals import FileRefused

__all__ = ["CODEBOOK", "PROJECT", "Element", "parsed"]

PROJECT = "urn:QDA-XML:project:1.0"
CODEBOOK = "urn:QDA-XML:codebook:1.0"
DEEPEST = 200
MOST_ELEMENTS = 1_000_000
LONGEST_TAG = 1_000_000
CHUNK = 64 * 1024
BOM = b"\xef\xbb\xbf"


@dataclass(slots=True)
class Element:
    """An element of the namespace that was asked for, by its local name."""

    name: str
    attributes: dict[str, str]
    line: int
    children: list["Element"] = field(default_factory=list)
    text: str = ""

    def all(self, name: str) -> Iterator["Element"]:
        """The children of a name, in their order."""
        return (child for child in self.children if child.name == name)

    def first(self, name: str) -> "Element | None":
        """The first child of a name."""
        return next(self.all(name), None)

    def guid(self, attribute: str = "guid") -> UUID | None:
        """The GUID in an attribute, with or without braces and in any case; None if it is none."""
        text = self.attributes.get(attribute, "").strip()
        digits = text.removeprefix("{").removesuffix("}")
        try:
            return UUID(digits)
        except ValueError:
            return None


class _Builder:
    """Makes the tree as expat tells of it."""

    def __init__(self, namespace: str, root: str) -> None:
        self.namespace, self.root_name = namespace, root
        self.root: Element | None = None
        self.open: list[Element] = []
        self.texts: list[list[str]] = []
        self.count = 0
        self.foreign = 0
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self.doctype
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.data

    def doctype(self, *_: object) -> NoReturn:
        line = self.parser.CurrentLineNumber
        raise FileRefused(f"Line {line}: a document type is declared, which is not taken.")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        line = self.parser.CurrentLineNumber
        self.count += 1
        if self.count > MOST_ELEMENTS:
            raise FileRefused(f"Line {line}: there are more than {MOST_ELEMENTS:,} elements.")
        if len(self.open) + self.foreign >= DEEPEST:
            raise FileRefused(f"Line {line}: elements are nested more than {DEEPEST} deep.")
        namespace, _, local = name.rpartition(" ")
        if self.root is None and (namespace, local) != (self.namespace, self.root_name):
            raise FileRefused(
                f"The root is <{local[:80]}> of the namespace {namespace[:80]!r}, and not"
                f" <{self.root_name}> of {self.namespace!r}."
            )
        if self.foreign or namespace != self.namespace:
            self.foreign += 1  # what another vocabulary adds is nothing of ours, nor what is in it
            return
        element = Element(local, attributes, line)
        if self.open:
            self.open[-1].children.append(element)
        else:
            self.root = element
        self.open.append(element)
        self.texts.append([])

    def end(self, _: str) -> None:
        if self.foreign:
            self.foreign -= 1
            return
        self.open.pop().text = "".join(self.texts.pop())

    def data(self, text: str) -> None:
        if not self.foreign:
            self.texts[-1].append(text)


def parsed(content: bytes, namespace: str, root: str) -> Element:
    """The root of a document, which has to be of that name; raises FileRefused."""
    builder = _Builder(namespace, root)
    content = content.removeprefix(BOM)
    try:
        for at in range(0, len(content), CHUNK):
            builder.parser.Parse(content[at : at + CHUNK], False)
            if at - builder.parser.CurrentByteIndex > LONGEST_TAG:
                line = builder.parser.CurrentLineNumber
                raise FileRefused(f"Line {line}: a tag has more than {LONGEST_TAG:,} bytes.")
        builder.parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise FileRefused(f"The file is not well-formed XML: {error}.") from error
    assert builder.root is not None
    return builder.root
