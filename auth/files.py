"""Files that several processes make at once without a lock: one makes each, the others read it."""

import os
import tempfile
from pathlib import Path

__all__ = ["write_once"]


def write_once(path: Path, content: bytes) -> None:
    """Make `path`, for its owner only, with all of `content`; not if another process did first."""
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-")  # of mode 0600
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.link(temporary, path)
    except FileExistsError:
        pass
    finally:
        Path(temporary).unlink()
