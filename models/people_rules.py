"""What holds of offices and engagements when they are opened and ended, as the texts say it."""

from datetime import date, timedelta
from typing import Protocol

from models.failures import BadUserInput, Conflict
from models.organizations import Firm

__all__ = ["end", "refuse_unvetted", "replace"]


class Held(Protocol):
    """What somebody holds from one day to another, both included."""

    starts_on: date
    ends_on: date | None


def refuse_unvetted(firm: Firm, today: date) -> None:
    """Raise Conflict unless the state has vetted a firm: only then may a district hire it."""
    is_vetted = firm.vetted_on is not None and firm.vetted_on <= today
    withdrawn_on = firm.vetting_withdrawn_on
    if not is_vetted or (withdrawn_on is not None and withdrawn_on <= today):
        raise Conflict("The state has not vetted this firm.", path=("firmId",))


def end(held: Held, on: date) -> None:
    """End something on a day, its last."""
    if on < held.starts_on:
        raise BadUserInput("It can't end before it starts.", path=("endsOn",))
    held.ends_on = on


def replace(held: Held, starts_on: date) -> None:
    """End what somebody else takes over on a day: its last is the day before."""
    if starts_on <= held.starts_on:
        raise Conflict("Somebody else holds it on that day.", path=("startsOn",))
    held.ends_on = starts_on - timedelta(days=1)
