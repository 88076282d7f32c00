"""`POST /import/{kind}`: a spreadsheet's rows as records; `GET /templates/{kind}.csv` and `.xlsx`.

The file is the whole body, by its own media type. What a form could send without being asked is
refused, so that no page of another site can have a browser import anything.
"""

import asyncio
import csv
import io
from collections.abc import Mapping
from typing import Any, Final

import orjson
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from api.accounting import charged
from api.bulk.turns import Turns
from api.exchange import answered, told
from api.graphql import too_large
from api.requests import bad_request
from api.services import Services
from api.settings import Settings
from auth.callers import Caller
from auth.database import Database
from models.failures import NotFound
from schema.importing import (
    TEMPLATES,
    Bounds,
    Outcome,
    Report,
    Template,
    import_rows,
    read_sheet,
)

__all__ = ["routes"]

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TYPES: Final = frozenset({"text/csv", XLSX})
POLICIES: Final = frozenset({"KEEP_GOOD", "REFUSE_ALL"})
PARAMETERS: Final = frozenset({"dryRun", "errorPolicy"})
ABSENT: Final = "There is no such template; there are plan, measurements and job-mobility."
WIDTH: Final = 18
ROWS_OF_LIST: Final = 10_000

POINTS: Final = 10
"""What a file costs at least, and each ten rows: as much as by a mutation of many at once."""


def routes(settings: Settings) -> list[BaseRoute]:
    """The ways in, and what to send there."""
    imports = Imports(settings)
    return [
        Route("/import/{kind}", answered(imports.take), methods=["POST"]),
        Route("/templates/{name}", answered(template), methods=["GET"]),
    ]


class Imports:
    """The endpoint; a file is read beside the event loop, and few at once."""

    def __init__(self, settings: Settings) -> None:
        self._largest = settings.max_import_bytes
        self._bounds = Bounds(rows=settings.max_import_rows)
        self._turns = Turns(1, max(1, settings.pool_size // 4))

    async def take(self, request: Request, database: Database, caller: Caller) -> Response:
        """A file: what has become of each of its rows, or would."""
        name = request.path_params["kind"]
        if name not in TEMPLATES:
            raise NotFound(ABSENT)
        _check_type(request)
        dry_run, keep_good = _wishes(request)
        client = request.client.host if request.client else ""
        services: Services = request.app.state.services
        with self._turns.taken(caller, client):
            async with charged(services.accounting, caller, client, POINTS) as meter:
                content = await self._body(request)
                sheet = await asyncio.to_thread(read_sheet, content, self._bounds)
                if meter is not None:
                    meter.reach(-(-len(sheet.rows) // 10) * POINTS)
                report = await import_rows(
                    database, caller, name, sheet, dry_run=dry_run, keep_good=keep_good
                )
        return told(200, orjson.dumps(_told(report, dry_run=dry_run)))

    async def _body(self, request: Request) -> bytes:
        length = request.headers.get("content-length", "")
        if length.isdigit() and int(length) > self._largest:
            raise too_large(self._largest)
        content = bytearray()
        try:
            async for chunk in request.stream():
                content += chunk
                if len(content) > self._largest:
                    raise too_large(self._largest)
        except ClientDisconnect:
            raise bad_request("The body ends before its end.") from None
        return bytes(content)


def _check_type(request: Request) -> None:
    """Refuse what is no spreadsheet, and with it whatever a form can send."""
    name = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if name not in TYPES:
        raise bad_request(f"Send the file as the body, as 'text/csv' or '{XLSX}'.", 415)
    if request.headers.get("content-encoding", "identity") != "identity":
        raise bad_request("Send the body uncompressed.", 415)


def _wishes(request: Request) -> tuple[bool, bool]:
    """Whether it is only tried, and whether the good rows are to be kept."""
    given = request.query_params
    if unknown := set(given) - PARAMETERS:
        raise bad_request(f"'{min(unknown)[:80]}' is no parameter; there are dryRun, errorPolicy.")
    dry_run = given.get("dryRun", "true")
    if dry_run not in {"true", "false"}:
        raise bad_request("'dryRun' is true or false.")
    policy = given.get("errorPolicy", "REFUSE_ALL")
    if policy not in POLICIES:
        raise bad_request(f"'errorPolicy' is one of {', '.join(sorted(POLICIES))}.")
    return dry_run == "true", policy == "KEEP_GOOD"


def _told(report: Report, *, dry_run: bool) -> dict[str, Any]:
    """The report; of what would be, no ids: there is no such record yet."""
    rows = []
    for each in report.rows:
        has_id = report.applied or each.outcome is Outcome.UNCHANGED
        row: dict[str, Any] = {"row": each.row, "outcome": each.outcome.value}
        row |= {"id": each.id} if each.id and has_id else {}
        if each.outcome is Outcome.REFUSED:
            row |= {"column": each.column, "code": each.code, "message": each.message}
        rows.append(row)
    counts = {outcome.value.lower(): report.count(outcome) for outcome in Outcome}
    return {"dryRun": dry_run, "applied": report.applied, **counts, "rows": rows}


# Templates


async def template(request: Request, _database: Database, _caller: Caller) -> Response:
    """An empty file with the columns of a kind, and in Excel what they mean."""
    name, _, ending = request.path_params["name"].rpartition(".")
    if name not in TEMPLATES or ending not in {"csv", "xlsx"}:
        raise NotFound(ABSENT)
    made = TEMPLATES[name]
    content = _csv(made) if ending == "csv" else await asyncio.to_thread(_workbook, made)
    headers = {
        "content-disposition": f'attachment; filename="{name}.{ending}"',
        "cache-control": "public, max-age=3600",
    }
    kind = "text/csv; charset=utf-8; header=present" if ending == "csv" else XLSX
    return Response(content, headers=headers, media_type=kind)


def _csv(made: Template) -> bytes:
    """The names of the columns; the mark at the beginning has Excel read UTF-8."""
    file = io.StringIO()
    csv.writer(file).writerow(column.name for column in made.columns)
    return file.getvalue().encode("utf-8-sig")


def _workbook(made: Template) -> bytes:
    """A sheet to fill in, with lists of the allowed words, and one that explains the columns."""
    import xlsxwriter

    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False}) as workbook:
        bold = workbook.add_format({"bold": True})
        text = workbook.add_format({"num_format": "@"})
        sheet = workbook.add_worksheet(made.name)
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(made.columns):
            sheet.set_column(place, place, WIDTH, text)
            sheet.write_string(0, place, column.name, bold)
            if column.words:
                allowed = {"validate": "list", "source": list(column.words)}
                if sum(map(len, column.words)) + len(column.words) <= 255:  # noqa: PLR2004 - Excel's
                    sheet.data_validation(1, place, ROWS_OF_LIST, place, allowed)
        _explain(workbook.add_worksheet("columns"), made, bold)
    return file.getvalue()


def _explain(sheet: Any, made: Template, bold: Any) -> None:
    heads: Mapping[str, int] = {"column": 18, "needed": 8, "what it is": 80, "allowed": 60}
    for place, (head, width) in enumerate(heads.items()):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, head, bold)
    for row, column in enumerate(made.columns, 1):
        needed = "yes" if column.is_needed else "no"
        cells = (column.name, needed, column.description, ", ".join(column.words))
        for place, cell in enumerate(cells):
            sheet.write_string(row, place, cell)
