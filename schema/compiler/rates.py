"""`rateLimit`: what is left of the caller's points, told in the operation's own statement."""

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import DateTime, Integer

from auth.budgets import Meter
from schema.compiler.arguments import FromVariable
from schema.compiler.plan import Constant, RateLimit, RateParameter
from schema.compiler.selection import Selected

if TYPE_CHECKING:
    from schema.compiler.planner import Planner

__all__ = ["RATE", "plan_rate_limit", "told_of"]

RATE: Final = "the caller's points"
"""The variable that holds what is told; no variable can be spelled so."""


def _parameter(name: str) -> RateParameter:
    kind = DateTime(timezone=True) if name == "resetAt" else Integer()
    return RateParameter(FromVariable((RATE, name)), _same, kind)


def _same(value: Any) -> Any:
    return value


def plan_rate_limit(planner: "Planner", selected: Selected) -> RateLimit:
    """What is told of the caller's points."""

    def part(inner: Selected) -> Constant | RateParameter:
        return Constant("RateLimit") if inner.name == "__typename" else _parameter(inner.name)

    return RateLimit(_parameter("limit"), planner.members("RateLimit", selected, part))


def told_of(meter: Meter | None) -> dict[str, dict[str, Any]]:
    """The variable that holds what a request's meter tells; nulls where there is none."""
    if meter is None or not meter.is_limited:
        return {RATE: dict.fromkeys(("limit", "cost", "remaining", "used", "resetAt"))}
    left = meter.allowance()
    return {
        RATE: {
            "limit": left.limit,
            "cost": meter.points,
            "remaining": left.remaining,
            "used": left.limit - left.remaining,
            "resetAt": left.reset_at,
        }
    }
