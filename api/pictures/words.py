"""How days, periods and the API's words are written in pictures: in English, on any machine."""

from datetime import date
from typing import Final

__all__ = ["period", "spelled", "written_day"]

MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def written_day(day: date) -> str:
    """A day as people write it."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def period(first: str, last: str) -> str:
    """From an ISO date to another."""
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    return f"{written_day(start)} to {written_day(end)}"


def spelled(word: str) -> str:
    """A word of a vocabulary as people write it: `NOT_STARTED` becomes `Not started`."""
    return word.replace("_", " ").capitalize()
