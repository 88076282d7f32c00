"""The GUIDs by which a file names a study's records.

A record's id, turned by a number of the study's own: turning it again gives the id back. So a
project that comes from another program goes back to it with the GUIDs that it came with, a second
import finds the first one's records, and the same file in two studies makes records of each.
"""

from uuid import NAMESPACE_URL, UUID, uuid5

__all__ = ["Guids", "derived"]

REFI_QDA = uuid5(NAMESPACE_URL, "urn:throughline:refi-qda")


class Guids:
    """The GUIDs of one study."""

    def __init__(self, study: UUID) -> None:
        self._turn = uuid5(REFI_QDA, str(study)).int

    def of(self, record: UUID) -> UUID:
        """The GUID of a record, or the id of the record that a GUID names."""
        return UUID(int=record.int ^ self._turn)


def derived(*names: object) -> UUID:
    """The GUID of what a file has and the network does not, from what it consists of."""
    return uuid5(REFI_QDA, "\x1f".join(map(str, names)))
