"""The words of the change feed."""

from models.vocabulary import Vocabulary

__all__ = ["ChangeKind"]


class ChangeKind(Vocabulary):
    """What a change means to whoever keeps a copy of what they see."""

    CREATED = "A record was created: add it."
    UPDATED = "A record changed: replace it."
    DELETED = "A record was deleted: remove it."
    ENTERED_SLICE = (
        "A record that was there already came into the caller's view, by an appointment, an"
        " engagement, a publication or a day: add it, or replace it."
    )
    LEFT_SLICE = "A record left the caller's view and may still be there: remove it."
