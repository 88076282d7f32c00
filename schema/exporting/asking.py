"""From the text of a query to what it exports; documents are kept as those of requests are."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from models.failures import BadUserInput
from schema.build import build
from schema.documents import Documents, RequestErrors
from schema.exporting.planning import Exported, planned_export
from schema.limits import Limits

__all__ = ["exported"]

MOST_DOCUMENTS = 200


@cache
def _documents() -> Documents:
    return Documents(build()._schema, Limits(), MOST_DOCUMENTS)  # noqa: SLF001 - as the engine has it


def exported(query: str, variables: Mapping[str, Any]) -> Exported:
    """What a query exports; raises BadUserInput for one that is wrong, or of no single list."""
    try:
        return planned_export(_documents().operation(query, None), variables)
    except RequestErrors as errors:
        raise BadUserInput(" ".join(error.message for error in errors.errors)) from None
