"""`GET /calendar.ics`: what is due for the caller, as calendar programs read it (RFC 5545).

It is the answer to one query by the caller. An entry is an event of a whole day, so that no time
zone moves it; its UID stays while the same thing is due on the same day.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any, Final

import orjson
from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from api.exchange import STATUS, answered
from api.requests import Rejected, bad_request
from api.services import Services
from auth.callers import Caller
from auth.database import Database
from models.agenda import CalendarEntryKind
from models.failures import ErrorCode
from schema.engine import Request as Question

__all__ = ["calendar_file", "routes"]

ENTRIES: Final = """
query CalendarFile($from: Date!, $to: Date!) {
  calendar(from: $from, to: $to) {
    kind dueOn isOverdue title recordId
    district { id name } school { id name } person { id }
  }
}
"""
HEADERS: Final = {
    "cache-control": "private, no-cache",
    "vary": "authorization",
    "content-disposition": 'attachment; filename="calendar.ics"',
}
BACK: Final = timedelta(days=92)
AHEAD: Final = timedelta(days=366)
PRODUCT: Final = "-//Throughline//Calendar//EN"
TODAY: Final = "SELECT slice.today()"


def routes() -> list[BaseRoute]:
    """The way to the file."""
    return [Route("/calendar.ics", answered(give_calendar))]


async def give_calendar(request: Request, database: Database, caller: Caller) -> Response:
    """What is due for the caller from a day to another; by default from a quarter ago, for a year.

    Who has no token has nothing due, and is told so by an empty calendar.
    """
    async with database.read(caller) as transaction:
        today: date = await transaction.value(TODAY)
    variables = {
        "from": _day(request, "from", today - BACK),
        "to": _day(request, "to", today + AHEAD),
    }
    entries = await _asked(request.app.state.services, variables, caller)
    content = await run_sync(calendar_file, entries, datetime.now(UTC))
    tag = f'"{sha256(orjson.dumps(entries)).hexdigest()[:32]}"'
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers={**HEADERS, "etag": tag})
    headers = {**HEADERS, "etag": tag}
    return Response(content, headers=headers, media_type="text/calendar; charset=utf-8")


def _day(request: Request, name: str, usual: date) -> str:
    written = request.query_params.get(name)
    if written is None:
        return usual.isoformat()
    try:
        return date.fromisoformat(written).isoformat()
    except ValueError:
        raise bad_request(f"'{name}' is a day, written YYYY-MM-DD.") from None


async def _asked(services: Services, variables: dict[str, str], caller: Caller) -> list[Any]:
    """The entries; raises what the engine was refused by."""
    with services.telemetry.operation() as operation:
        reply = await services.engine.execute(
            Question(ENTRIES, None, variables), caller, read_only=True
        )
        operation.finished(reply.operation_type, reply.error_codes, "CalendarFile")
    answer = orjson.loads(reply.body)
    if reply.error_codes:
        (error, *_) = answer["errors"]
        code = ErrorCode(error["extensions"]["code"])
        raise Rejected(STATUS[code], error["message"], code=code)
    entries: list[Any] = answer["data"]["calendar"]
    return entries


def calendar_file(entries: list[Any], made_at: datetime) -> bytes:
    """The entries as a file that calendar programs read."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Throughline")
    for entry in entries:
        calendar.add_component(_event(entry, made_at))
    return bytes(calendar.to_ical())


def _event(entry: Mapping[str, Any], made_at: datetime) -> Any:
    from icalendar import Event

    due_on = date.fromisoformat(entry["dueOn"])
    place = entry["school"] or entry["district"]
    overdue = "Overdue: " if entry["isOverdue"] else ""
    event = Event()
    event.add("uid", f"{_key(entry)}@throughline")
    event.add("dtstamp", made_at)
    event.add("dtstart", due_on)
    event.add("dtend", due_on + timedelta(days=1))
    event.add("summary", f"{overdue}{entry['title']}")
    event.add("description", f"{CalendarEntryKind[entry['kind']].value} {place['name']}.")
    event.add("categories", [entry["kind"]])
    event.add("transp", "TRANSPARENT")
    return event


def _key(entry: Mapping[str, Any]) -> str:
    """What tells an entry from every other, and stays the same while it is due."""
    parts = [entry["kind"], entry["dueOn"], entry["recordId"] or ""]
    parts += [(entry[name] or {}).get("id", "") for name in ("district", "school", "person")]
    return sha256("\n".join(parts).encode()).hexdigest()[:40]
