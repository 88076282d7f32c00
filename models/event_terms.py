"""The words in which the past of records is told."""

from models.vocabulary import Vocabulary

__all__ = ["DifferenceKind", "EventKind"]


class EventKind(Vocabulary):
    """What became of a record."""

    INSERT = "It was made."
    UPDATE = "Some of its fields changed."
    DELETE = "It was deleted."


class DifferenceKind(Vocabulary):
    """How a part of a plan at one moment stands to the same part at another."""

    ADDED = "It is there at the later moment only."
    REMOVED = "It was there at the earlier moment only."
    CHANGED = "It is there at both, and some of its fields differ."
