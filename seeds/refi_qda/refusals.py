"""Why a file is refused as a whole: the one error that reading one raises."""

from models.failures import BadUserInput

__all__ = ["FileRefused"]


class FileRefused(BadUserInput):
    """The file is not taken, and nothing of it; the message says what is wrong and where."""
