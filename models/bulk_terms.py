"""The words that bulk operations are described in."""

from models.vocabulary import Vocabulary

__all__ = ["BulkFormat", "BulkStatus"]


class BulkFormat(Vocabulary):
    """What an export is written in."""

    JSONL = "JSON Lines: each record as the query selects it, a line each, lists in it whole."
    CSV = "CSV with a header; for queries that select single values alone."
    PARQUET = "Parquet, each value of its own type; for queries that select single values alone."


class BulkStatus(Vocabulary):
    """How far a bulk operation has come."""

    CREATED = "It waits for a worker."
    RUNNING = "A worker writes its file."
    COMPLETED = "Its file can be downloaded."
    FAILED = "It could not be done; `errorCode` and `errorMessage` say why."
    CANCELED = "Its owner cancelled it before it was done."
    EXPIRED = "Its file is no longer kept."
