"""A quarterly report from the monitor's draft to the state's website, and its correction."""

from typing import Any

import pytest

from tests.schema.mutations.doing import Doing
from tests.schema.mutations.mill_city import (
    REPORTED_PLAN,
    benchmark,
    objective,
    person,
    standing,
    today,
)

REPORT = "quarterlyReport { id status version revision }"
TREE = (
    "status revision issuedOn presentedOn presentedAt isTelevised publishedOn correction"
    " sections { nodes { position quotedTitle progress quotedBenchmarks { nodes"
    " { quotedInitiative quotedStatement standing dueOn } } } }"
    " findings { nodes { kind statement } }"
)
OBJECTIVES = ("curriculum", "leadership", "data")


def draft(**changes: Any) -> dict[str, Any]:
    """A report that is ready to be issued."""
    return {
        "planId": REPORTED_PLAN,
        "schoolYear": 2014,
        "quarter": 1,
        "periodStartsOn": "2013-07-01",
        "periodEndsOn": "2013-09-30",
        "overallProgress": "The district has begun its third year.",
        "sections": [
            {"strategicObjectiveId": each, "progress": "On the way."} for each in objectives()
        ],
        "findings": [{"kind": "SUCCESS", "statement": "Routines hold."}],
        **changes,
    }


def objectives() -> list[str]:
    return [objective(key) for key in OBJECTIVES]


async def drafted(doing: Doing, **changes: Any) -> str:
    made = await doing.done("createQuarterlyReport", draft(**changes), REPORT, as_="monitor")
    assert made["quarterlyReport"]["status"] == "DRAFT"
    return str(made["quarterlyReport"]["id"])


async def seen(doing: Doing, report: str) -> set[str | None]:
    """Who sees a report, of those whom its way touches."""
    people = ("monitor", "state-office", "superintendent", "school-board", "state-board", None)
    found = [
        who
        for who in people
        if (
            await doing.ask(
                "query ($id: ID!) { quarterlyReport(id: $id) { id } }", as_=who, id=report
            )
        )["quarterlyReport"]
    ]
    return {*found}


async def test_a_report_goes_from_draft_to_the_website(doing: Doing) -> None:
    report = await drafted(doing)
    told = await standing(doing, "quarterlyReport", report, TREE, "monitor")
    assert [each["position"] for each in told["sections"]["nodes"]] == [1, 2, 3]
    quoted = told["sections"]["nodes"][0]["quotedBenchmarks"]["nodes"]
    assert len(quoted) > 1
    assert all(each["quotedInitiative"] and each["standing"] for each in quoted)
    assert await seen(doing, report) == {"monitor", "state-office"}

    select = "quarterlyReport { documents { nodes { title frozenBy { id } } } }"
    issued = await doing.done("issueQuarterlyReport", {"id": report}, select, as_="monitor")
    (document,) = issued["quarterlyReport"]["documents"]["nodes"]
    assert document["frozenBy"] == {"id": person("plan-monitor")}
    assert await seen(doing, report) == {
        "monitor", "state-office", "superintendent", "school-board"
    }  # fmt: skip

    given = {"id": report, "presentedAt": "School Board, regular meeting", "isTelevised": True}
    await doing.done("presentQuarterlyReport", given, REPORT, as_="monitor")
    assert "state-board" in await seen(doing, report)

    url = "https://example.org/report"
    await doing.done("publishQuarterlyReport", {"id": report, "url": url}, as_="state-office")
    assert None in await seen(doing, report)
    public = await standing(doing, "quarterlyReport", report, TREE, "teacher")
    assert public["status"] == "PUBLISHED"
    assert public["presentedOn"] == public["publishedOn"] == today()
    assert public["isTelevised"] is True


async def test_an_issued_report_changes_only_by_a_revision(doing: Doing) -> None:
    report = await drafted(doing)
    await doing.done("issueQuarterlyReport", {"id": report}, as_="monitor")
    before = await standing(doing, "quarterlyReport", report, TREE, "monitor")
    version = (await standing(doing, "quarterlyReport", report, "version", "monitor"))["version"]
    section = (
        await standing(
            doing, "quarterlyReport", report, "sections { nodes { id version } }", "monitor"
        )
    )["sections"]["nodes"][0]
    for name, given in (
        ("updateQuarterlyReport", {"id": report, "version": version, "overallProgress": "Fine."}),
        ("replaceQuarterlyReport", {"id": report, "version": version, "sections": []}),
        ("deleteQuarterlyReport", {"id": report}),
        ("updateQuarterlySection", {**section, "progress": "Fine."}),
        ("deleteQuarterlySection", {"id": section["id"]}),
        ("createQuarterlyFinding", {"reportId": report, "kind": "SUCCESS", "statement": "Late."}),
        ("issueQuarterlyReport", {"id": report}),
    ):
        refused = await doing(name, given, as_="monitor")
        expected = ["FORBIDDEN"] if name.startswith("create") else ["CONFLICT"]
        assert refused.codes == expected, name
    assert await standing(doing, "quarterlyReport", report, TREE, "monitor") == before

    made = await doing.done(
        "reviseQuarterlyReport",
        {"id": report, "correction": "The count of visits was wrong."},
        f"quarterlyReport {{ status }} revision {{ id {TREE} }}",
        as_="monitor",
    )
    assert made["quarterlyReport"]["status"] == "ISSUED"
    revision = made["revision"]
    assert (revision["status"], revision["revision"]) == ("DRAFT", 2)
    assert revision["sections"] == before["sections"]
    assert revision["findings"] == before["findings"]
    again = await doing(
        "reviseQuarterlyReport", {"id": report, "correction": "Again."}, as_="monitor"
    )
    assert again.codes == ["CONFLICT"]
    await doing.done("issueQuarterlyReport", {"id": revision["id"]}, as_="monitor")
    assert await standing(doing, "quarterlyReport", report, TREE, "monitor") == before


async def test_a_report_is_not_issued_before_it_tells_of_everything(doing: Doing) -> None:
    sections = draft()["sections"][1:]
    sections[1]["quotedBenchmarks"] = []
    report = await drafted(doing, sections=sections)
    refused = await doing("issueQuarterlyReport", {"id": report}, REPORT, as_="monitor")
    assert set(refused.codes) == {"INCOMPLETE"}
    assert refused.paths == ["input.id", "input.sections", "input.sections.1.quotedBenchmarks"]
    assert (await standing(doing, "quarterlyReport", report, "status", "monitor")) == {
        "status": "DRAFT"
    }


async def test_a_draft_is_written_anew_and_its_parts_by_themselves(doing: Doing) -> None:
    report = await drafted(doing)
    version = (await standing(doing, "quarterlyReport", report, "version", "monitor"))["version"]
    given = {"id": report, "version": version, "introduction": "Anew.", "sections": []}
    told = await doing.done(
        "replaceQuarterlyReport",
        given,
        "quarterlyReport { introduction overallProgress sections { totalCount } version }",
        as_="monitor",
    )
    assert told["quarterlyReport"]["sections"]["totalCount"] == 0
    assert told["quarterlyReport"]["introduction"] == "Anew."
    assert told["quarterlyReport"]["overallProgress"] == draft()["overallProgress"]
    stale = await doing("replaceQuarterlyReport", given, REPORT, as_="monitor")
    assert stale.codes == ["CONFLICT"]
    assert stale.data["quarterlyReport"]["version"] == told["quarterlyReport"]["version"]

    section = await doing.done(
        "createQuarterlySection",
        {
            "reportId": report,
            "strategicObjectiveId": objective("leadership"),
            "progress": "Slow.",
            "quotedBenchmarks": [{"benchmarkId": benchmark("dilt", 1), "standing": "NOT_MET"}],
        },
        "quarterlySection { id quotedBenchmarks { nodes { standing quotedStatement } } }",
        as_="monitor",
    )
    (quoted,) = section["quarterlySection"]["quotedBenchmarks"]["nodes"]
    assert quoted["standing"] == "NOT_MET"
    strange = {
        "sectionId": section["quarterlySection"]["id"],
        "benchmarkId": benchmark("core", 1),
    }
    refused = await doing("createQuotedBenchmark", strange, as_="monitor")
    assert (refused.codes, refused.paths) == (["BAD_USER_INPUT"], ["input.benchmarkId"])
    await doing.done(
        "deleteQuarterlySection", {"id": section["quarterlySection"]["id"]}, as_="monitor"
    )


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ("state-office", "FORBIDDEN"),
        ("manager", "NOT_FOUND"),
        ("superintendent", "NOT_FOUND"),
        ("other-monitor", "NOT_FOUND"),
        (None, "NOT_FOUND"),
    ],
)
async def test_only_its_monitor_moves_a_draft(doing: Doing, who: str | None, code: str) -> None:
    report = await drafted(doing)
    version = (await standing(doing, "quarterlyReport", report, "version", "monitor"))["version"]
    presented = {"presentedAt": "Board", "isTelevised": False}
    for name, given in (
        ("issueQuarterlyReport", {}),
        ("presentQuarterlyReport", presented),
        ("reviseQuarterlyReport", {"correction": "No."}),
        ("deleteQuarterlyReport", {}),
        ("updateQuarterlyReport", {"version": version, "overallProgress": "No."}),
        ("replaceQuarterlyReport", {"version": version}),
    ):
        refused = await doing(name, {"id": report, **given}, as_=who)
        assert refused.codes == [code], name
    told = await standing(doing, "quarterlyReport", report, "status version", "monitor")
    assert told == {"status": "DRAFT", "version": version}
    refused = await doing("createQuarterlyReport", draft(quarter=2), REPORT, as_=who)
    assert refused.codes == ["FORBIDDEN"]
    assert refused.data["quarterlyReport"] is None


async def test_only_the_state_office_publishes(doing: Doing) -> None:
    report = await drafted(doing)
    early = await doing("publishQuarterlyReport", {"id": report}, as_="state-office")
    assert early.codes == ["CONFLICT"]
    await doing.done("issueQuarterlyReport", {"id": report}, as_="monitor")
    late = {"id": report, "presentedAt": "Board", "isTelevised": False, "presentedOn": today(1)}
    refused = await doing("presentQuarterlyReport", late, as_="monitor")
    assert (refused.codes, refused.paths) == (["BAD_USER_INPUT"], ["input.presentedOn"])
    early_day = {**late, "presentedOn": today(-1)}
    refused = await doing("presentQuarterlyReport", early_day, as_="monitor")
    assert (refused.codes, refused.paths) == (["BAD_USER_INPUT"], ["input.presentedOn"])
    await doing.done("presentQuarterlyReport", {**late, "presentedOn": today()}, as_="monitor")
    for who, code in (("monitor", "FORBIDDEN"), ("manager", "FORBIDDEN"), (None, "NOT_FOUND")):
        assert (await doing("publishQuarterlyReport", {"id": report}, as_=who)).codes == [code]
    await doing.done("publishQuarterlyReport", {"id": report}, as_="state-office")


async def test_a_summary_goes_to_the_state_board_and_becomes_public(doing: Doing) -> None:
    district = (await standing(doing, "plan", REPORTED_PLAN, "district { id }", "monitor"))[
        "district"
    ]["id"]
    given = {"districtId": district, "schoolYear": 2015, "summary": "A year of routines."}
    for who in ("manager", "other-monitor", "state-office", None):
        assert (await doing("createAnnualSummary", given, as_=who)).codes == ["FORBIDDEN"], who
    select = "annualSummary { id version author { id } }"
    made = await doing.done("createAnnualSummary", given, select, as_="monitor")
    summary = made["annualSummary"]["id"]
    assert made["annualSummary"]["author"] is not None
    seen_by_board = "query ($id: ID!) { annualSummary(id: $id) { status } }"
    assert (await doing.ask(seen_by_board, as_="state-board", id=summary))["annualSummary"] is None
    for who, code in (("state-office", "FORBIDDEN"), ("state-board", "NOT_FOUND")):
        assert (await doing("submitAnnualSummary", {"id": summary}, as_=who)).codes == [code]
    await doing.done("submitAnnualSummary", {"id": summary}, as_="monitor")
    told = await doing.ask(seen_by_board, as_="state-board", id=summary)
    assert told["annualSummary"]["status"] == "SUBMITTED"
    changed = {"id": summary, "version": 2, "summary": "Better."}
    assert (await doing("updateAnnualSummary", changed, as_="monitor")).codes == ["CONFLICT"]
    assert (await doing("publishAnnualSummary", {"id": summary}, as_="monitor")).codes == [
        "FORBIDDEN"
    ]
    await doing.done("publishAnnualSummary", {"id": summary}, as_="state-office")
    assert (await doing.ask(seen_by_board, id=summary))["annualSummary"]["status"] == "PUBLISHED"
