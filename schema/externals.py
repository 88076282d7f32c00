"""What the API shows of what a client uses and keeps here: its points, and its ids on records."""

from datetime import datetime
from typing import Any, Final

from schema.outputs import Record
from schema.shapes import argument, define, member, placeholder

__all__ = ["external_fields"]

RateLimit: Final = define(
    placeholder("RateLimit"),
    "What the caller may ask for: points, of which a whole budget refills in a minute, steadily.",
    {
        "limit": member(int, "How many points a minute there are."),
        "cost": member(
            int,
            "What this operation is charged: a point for each 100 records that it can give, one at"
            " least. What turns out not to be used is given back afterwards.",
        ),
        "remaining": member(int, "How many are left, this operation's taken off."),
        "used": member(int, "How many are used and not yet refilled."),
        "resetAt": member(datetime, "When all are there again, if none are used until then."),
    },
)


def external_fields() -> dict[str, tuple[Any, Any]]:
    """The root fields."""
    return {
        "rateLimit": member(
            RateLimit | None,
            "What is left of the caller's points; null where there is no limit.",
        ),
        "recordByExternalId": member(
            Record | None,
            "The record on which the caller's client has hung an id of its own; null if there is"
            " none or the caller may not see it.",
            arguments=[
                argument("type", str, "The record's type, such as `Benchmark`."),
                argument("externalId", str, "The client's id for it."),
            ],
        ),
    }
