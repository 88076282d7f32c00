"""How a file is refused: in one form, whatever is wrong with it."""

from models.failures import BadUserInput

__all__ = ["refused"]


def refused(message: str) -> BadUserInput:
    """What to raise for a file that is not taken."""
    return BadUserInput(message, path=["file"])
