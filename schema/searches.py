"""Searches: lists of records that a function of the database finds, best first.

Such a function stands in the schema `ask`, like those that answer questions, and gives the keys of
records and how well each fits. What it finds is a list like any other: it can be filtered, grouped,
paged and put into another order.
"""

from dataclasses import dataclass

from schema.entities import ColumnField
from schema.questions import Given

__all__ = ["Search", "searches"]


@dataclass(frozen=True, slots=True)
class Search:
    """A root field that lists what a function finds for what a client gives.

    `keys` are the function's columns that hold the record's key, `fit` the one that orders, and
    `reads` the confidential tables by which it decides what is found.
    """

    name: str
    entity: str
    description: str
    function: str
    keys: tuple[str, ...]
    fit: ColumnField
    given: tuple[Given, ...]
    reads: tuple[str, ...] = ()


searches: dict[str, Search] = {}
"""Every search by the name of its field; the modules of questions add theirs."""
