"""Reading a codebook: a `.qdc` file."""

from seeds.refi_qda.codes import code_sets, codes
from seeds.refi_qda.elements import CODEBOOK, parsed
from seeds.refi_qda.project import Project
from seeds.refi_qda.refusals import FileRefused
from seeds.refi_qda.telling import Telling

__all__ = ["MOST_BYTES", "read_codebook"]

MOST_BYTES = 20_000_000


def read_codebook(content: bytes, telling: Telling) -> Project:
    """The codes and sets of a codebook, as a project of nothing else; raises FileRefused."""
    if len(content) > MOST_BYTES:
        raise FileRefused(f"The codebook has more than {MOST_BYTES:,} bytes.")
    root = parsed(content, CODEBOOK, "CodeBook")
    return Project("", codes=tuple(codes(root, telling)), sets=tuple(code_sets(root, telling)))
