"""A quarterly report's whole life, from the monitor's draft to the state's website."""

import httpx

from tests.api.portal import Portal
from tests.schema.mutations.test_quarterly_report_life import draft

__all__ = ["a_report_lives"]

SEEN = "query ($id: ID!) { quarterlyReport(id: $id) { status } }"
EVERYONE = (
    "monitor",
    "state-office",
    "superintendent",
    "school-board",
    "manager",
    "state-board",
    "firm",
    "teacher",
    "other-monitor",
    "other-superintendent",
    None,
)
STATE = {"monitor", "state-office"}
DISTRICT = STATE | {"superintendent", "school-board", "manager"}


def a_report_lives(portal: Portal) -> None:
    """Written, issued and frozen, presented, published; each step by one alone."""
    for who in ("manager", "superintendent", "other-monitor", "firm", None):
        assert portal.codes("createQuarterlyReport", draft(), as_=who) != [], who
    made = portal.do("createQuarterlyReport", draft(), "quarterlyReport { id }", as_="monitor")
    report = {"id": made["quarterlyReport"]["id"]}
    assert readers(portal, report["id"]) == STATE

    refused_to_all_but(portal, "issueQuarterlyReport", report, "monitor")
    select = "quarterlyReport { documents { nodes { pdfUrl pdfSha256 } } }"
    issued = portal.do("issueQuarterlyReport", report, select, as_="monitor")
    (document,) = issued["quarterlyReport"]["documents"]["nodes"]
    assert readers(portal, report["id"]) == DISTRICT
    assert printed(portal, document["pdfUrl"], "superintendent").startswith(b"%PDF")
    assert printed(portal, document["pdfUrl"], "teacher") == b""
    change = {**report, "version": 1, "overallProgress": "Better than it was."}
    assert portal.codes("updateQuarterlyReport", change, as_="monitor") == ["CONFLICT"]

    given = {**report, "presentedAt": "School Board, regular meeting", "isTelevised": True}
    refused_to_all_but(portal, "presentQuarterlyReport", given, "monitor")
    portal.do("presentQuarterlyReport", given, as_="monitor")
    assert readers(portal, report["id"]) == {*DISTRICT, "state-board"}

    given = {**report, "url": "https://example.org/report"}
    refused_to_all_but(portal, "publishQuarterlyReport", given, "state-office")
    portal.do("publishQuarterlyReport", given, as_="state-office")
    assert readers(portal, report["id"]) == {*EVERYONE}


def readers(portal: Portal, report: str) -> set[str | None]:
    """Who of all sees the report."""
    return {who for who in EVERYONE if portal.ask(SEEN, as_=who, id=report)["quarterlyReport"]}


def refused_to_all_but(
    portal: Portal, name: str, given: dict[str, object], *allowed: str | None
) -> None:
    """Nobody else may: who sees the report is told so, who does not is told nothing."""
    seeing = readers(portal, str(given["id"]))
    for who in {*EVERYONE} - {*allowed}:
        expected = ["FORBIDDEN"] if who in seeing else ["NOT_FOUND"]
        assert portal.codes(name, given, as_=who) == expected, (name, who)


def printed(portal: Portal, address: str, who: str) -> bytes:
    """A frozen document as somebody gets it; nothing where it is not there for them."""
    url = httpx.URL(portal.address).join(address)
    reply = httpx.get(url, headers=portal.headers(who))
    assert reply.status_code in {200, 404}
    return reply.content if reply.is_success else b""
