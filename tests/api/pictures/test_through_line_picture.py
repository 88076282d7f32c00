"""A through-line drawn: a mark for each act and benchmark, and every gap told."""

from xml.etree import ElementTree as ET

import pytest

from api.pictures.through_line_picture import through_line_picture
from api.pictures.through_lines import Gap, Level, Sign, ThroughLine
from tests.api.pictures.gallery import SVG, Gallery, read, words

PLAN = '{ district(by: {name: "Mill City"}) { currentPlan { pictureUrl throughLine { %s } } } }'
COUNTS = """
status
levels { level plannedCount doneCount benchmarkCount metCount notMetCount measuredCount }
gaps { kind }
"""
NAMES = {
    "DISTRICT": "District",
    "SCHOOL": "Schools",
    "CLASSROOM": "Classrooms",
    "STUDENT": "Students",
}
ACTS = tuple(
    Sign(status, f"Act {number}")
    for number, status in enumerate(["ACHIEVED", "IN_PROGRESS", "NOT_STARTED"] * 20)
)
WHOLE = Level("DISTRICT", "IN_PROGRESS", ACTS, planned=60, done=20)
BROKEN = Level(
    "SCHOOL",
    "NOT_ACHIEVED",
    benchmarks=(Sign("MET", "One"), Sign("NOT_MET", "Two")),
    measured=2,
    met=1,
    not_met=1,
    gaps=tuple(
        Gap("INITIATIVE_WITHOUT_SCHOOL_PLAN", "SCHOOL", f"Initiative {number}")
        for number in range(5)
    ),
)


def drawn(*levels: Level, width: float = 720) -> ET.Element:
    line = ThroughLine("The plan", "Mill City", "IN_PROGRESS", levels)
    return read(through_line_picture(line, width, "k"))


def hints(picture: ET.Element) -> list[str]:
    return [each.text or "" for each in picture.iter(f"{SVG}title")]


@pytest.mark.parametrize("width", [320, 720, 1600])
def test_every_act_and_benchmark_has_its_mark_within_the_picture(width: float) -> None:
    picture = drawn(WHOLE, BROKEN, width=width)
    told = hints(picture)
    for act in ACTS:
        assert sum(hint.endswith(f": {act.says}") for hint in told) == 1
    assert {"Met: One", "Not met: Two", "Achieved: Act 0", "Not started: Act 2"} <= set(told)
    edges = [
        float(each.get("x", "0")) + float(each.get("width", "0"))
        for each in picture.iter(f"{SVG}rect")
    ]
    assert max(edges) <= width
    shown = " ".join(words(picture).split())
    assert "20 of 60 done" in shown
    assert "1 of 2 met, 1 not met, 2 measured" in shown


def test_the_line_is_broken_on_the_way_to_a_level_with_a_gap() -> None:
    picture = drawn(WHOLE, BROKEN, WHOLE)
    dashes = [line.get("stroke-dasharray") for line in picture.iter(f"{SVG}line")]
    assert dashes == ["3 5", None]


def test_the_first_gaps_are_shown_and_all_are_told() -> None:
    picture = drawn(WHOLE, BROKEN)
    shown = words(picture)
    assert "⚠ No school plan has an item that serves the initiative (5):" in shown
    assert "Initiative 2" in shown
    assert "Initiative 3" not in shown
    assert "and 2 more" in shown
    described = picture.findtext(f"{SVG}desc") or ""
    assert all(f"Initiative {number}." in described for number in range(5))


def test_a_kind_of_gap_that_is_new_here_is_told_by_its_name() -> None:
    level = Level("SCHOOL", "NOT_STARTED", gaps=(Gap("SOMETHING_NEW", "SCHOOL", "This"),))
    assert "⚠ Something new:" in words(drawn(level))


@pytest.mark.parametrize("who", [None, "principal", "manager", "state-office"])
async def test_the_picture_says_what_the_question_answers(
    gallery: Gallery, who: str | None
) -> None:
    plan = (await gallery.ask(PLAN % COUNTS, who))["district"]["currentPlan"]
    picture = await gallery.picture(plan["pictureUrl"], who)
    described = picture.findtext(f"{SVG}desc") or ""
    for level in plan["throughLine"]["levels"]:
        assert NAMES[level["level"]] in words(picture).splitlines()
        if level["plannedCount"]:
            assert f"Acts: {level['doneCount']} of {level['plannedCount']} done." in described
        if level["benchmarkCount"]:
            met, not_met, measured = (
                level[it] for it in ("metCount", "notMetCount", "measuredCount")
            )
            known = level["benchmarkCount"]
            assert f"{met} of {known} met, {not_met} not met, {measured} measured." in described
    assert described.count("Gap: ") == len(plan["throughLine"]["gaps"]) > 0
