"""Callers of a synthetic network, found again from its seed."""

from auth.callers import Caller
from models.people import StatePosition
from seeds.synthetic.lots import named_id

__all__ = ["monitor", "state_officer"]


def state_officer(seed: int) -> Caller:
    """The one officer of the state's department, who sees everything."""
    return Caller(person=named_id(seed, StatePosition.STATE_OFFICER.name))


def monitor(seed: int, district: int = 0) -> Caller:
    """The monitor of a district in turnaround: of the first, unless another is numbered."""
    return Caller(person=named_id(seed, f"monitor/{district}"))
