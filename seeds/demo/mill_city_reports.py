"""The plan monitor's reports on Mill City: quarterly in public, yearly to the state board.

Findings of the study stand in reports in its words; in which report is invented, as are the days.
"""

from models.monitoring_terms import FindingKind, ReportStatus, SummaryStatus
from seeds.demo.ids import MILL_CITY
from seeds.demo.mill_city_plan import MILL_CITY_PLAN
from seeds.demo.monitoring_notation import Finding, Report, Summary

__all__ = ["REPORTS", "SUMMARIES"]

# Until the amendment of February 2012, the writing prompt was due in spring 2012.
BEFORE_THE_AMENDMENT = {("rigor", 2): "2012-05-31"}


def _success(statement: str, objective: str | None = None, fact: str | None = None) -> Finding:
    return Finding(FindingKind.SUCCESS, statement, objective, fact)


def _impediment(statement: str, objective: str | None = None, fact: str | None = None) -> Finding:
    return Finding(FindingKind.IMPEDIMENT, statement, objective, fact)


REPORTS = (
    Report(
        MILL_CITY_PLAN,
        2012,
        1,
        "The district has made a start on all three objectives, with urgency.",
        (
            "Grade teams have begun to map mathematics and English.",
            "The District Instructional Leadership Team has been formed and has met.",
            "School leadership teams have begun on their improvement plans.",
        ),
        (
            _success(
                "Time and energy was put in at the beginning of the process to build a"
                " district-wide sense of urgency and focus on the AIP.",
                fact="finding: urgency",
            ),
            _success(
                "Every administrator had a role in designing the plan for accomplishing the AIP,"
                " which built commitment to the goals of the AIP.",
                fact="finding: commitment",
            ),
            _impediment("Data reach principals too late to act on.", "data"),
        ),
        "The first report on the plan that was accepted in June 2011.",
        issued="2011-10-14",
        presented="2011-10-26",
        published="2011-11-02",
        once_due=BEFORE_THE_AMENDMENT,
        fact="quarterly reports",
    ),
    Report(
        MILL_CITY_PLAN,
        2012,
        2,
        "Routines are in place at the district; schools have begun to take them over.",
        (
            "The curriculum is mapped; few classrooms use it yet.",
            "All administrators take part in the DILT; the walkthrough tool is finished.",
            "Every school has a plan whose objectives are the district's.",
        ),
        (
            _success(
                "The plan took a systemic approach that was clearly laid out at the beginning of"
                " the process.",
                fact="finding: systemic approach",
            ),
            _impediment("Self-assessments give ratings with little evidence.", "leadership"),
        ),
        issued="2012-01-20",
        presented="2012-02-08",
        published="2012-02-15",
        once_due=BEFORE_THE_AMENDMENT,
        fact="posted on the website",
    ),
    Report(
        MILL_CITY_PLAN,
        2012,
        3,
        "What administrators learn can be seen in the way that they visit classrooms.",
        (
            "Administrators have come to agree on what rigor looks like.",
            "Walkthroughs approach their monthly targets.",
            "Teams of teachers have begun to meet on data.",
        ),
        (
            _success(
                "Those who embraced the idea of making their practices public began to talk more"
                " openly about their practice and seek ideas from colleagues on how to improve it.",
                "leadership",
                "finding: open about practice",
            ),
            _impediment("There are no materials for reading in science and history.", "curriculum"),
        ),
        issued="2012-04-13",
        presented="2012-04-25",
        published="2012-05-02",
        fact="televised",
    ),
    Report(
        MILL_CITY_PLAN,
        2012,
        3,
        "What administrators learn can be seen in the way that they visit classrooms.",
        (
            "Administrators have come to agree on what rigor looks like.",
            "Walkthroughs approach their monthly targets, Canal Street's excepted.",
            "Teams of teachers have begun to meet on data.",
        ),
        (_impediment("There are no materials for reading in science and history.", "curriculum"),),
        issued="2012-05-11",
        presented="2012-05-23",
        published="2012-05-30",
        televised=False,
        revision=2,
        correction="The count of Canal Street's walkthroughs.",
    ),
    Report(
        MILL_CITY_PLAN,
        2012,
        4,
        "The first year ends with routines that hold; pupils' results have yet to follow.",
        (
            "Nine classrooms in ten are on the mapped unit.",
            "Teachers say more often than before that their principal leads instruction.",
            "Schools reach about half of their own targets for pupils.",
        ),
        (
            _success("Each principal is visited every month.", "leadership"),
            _impediment("Targets for pupils were set without a baseline.", "data"),
        ),
        issued="2012-07-20",
        presented="2012-08-29",
        published="2012-09-05",
    ),
    Report(
        MILL_CITY_PLAN,
        2013,
        1,
        "The second year has begun without a loss of pace.",
        (
            "Coaches for literacy work in all schools.",
            "New administrators have been brought on board.",
            "Targets for 2012-13 rest on the spring's results.",
        ),
        (_success("The DILT is run by its members, a different one each month.", "leadership"),),
        issued="2012-10-12",
        presented="2012-10-24",
        published="2012-10-31",
    ),
    Report(
        MILL_CITY_PLAN,
        2013,
        1,
        "The second year has begun without a loss of pace.",
        (
            "Coaches for literacy work in five of six schools.",
            "New administrators have been brought on board.",
            "Targets for 2012-13 rest on the spring's results.",
        ),
        (_success("The DILT is run by its members, a different one each month.", "leadership"),),
        status=ReportStatus.ISSUED,
        issued="2013-04-05",
        revision=2,
        correction="At which schools coaches for literacy work.",
    ),
    Report(
        MILL_CITY_PLAN,
        2013,
        2,
        "Practice has changed in many classrooms, and unevenly.",
        (
            "Teachers of every subject plan reading tasks, most at the high school.",
            "Feedback reaches teachers, often a day late.",
            "Teams write down what they will change more often than not.",
        ),
        (
            _impediment(
                "The improvements in systems and practices have not yet led to clear results in"
                " student achievement.",
                fact="finding: no clear results yet",
            ),
            _impediment("Copies of what was seen reach teachers late.", "leadership"),
        ),
        status=ReportStatus.PRESENTED,
        issued="2013-01-25",
        presented="2013-02-13",
    ),
    Report(
        MILL_CITY_PLAN,
        2013,
        3,
        "To be written after the meeting of April.",
        (
            "Pupils do not yet pass the unit tests as often as planned.",
            "Fewer pupils fail a course at the middle school.",
            "To be discussed with the Director of Data.",
        ),
        (_success("Absence has fallen at every school but one.", "leadership"),),
        status=ReportStatus.DRAFT,
    ),
)

SUMMARIES = (
    Summary(
        MILL_CITY,
        2012,
        "Practices are changing in this school district. A foundation for improved student"
        " achievement is being laid. The district has not yet achieved its goals, but the process"
        " is a promising one.",
        SummaryStatus.PUBLISHED,
        "Administrators learn together, and visit classrooms with a common eye.",
        "Pupils' results have yet to follow.",
        "2012-09-14",
        "2012-10-01",
        fact="annual summary",
    ),
    Summary(
        MILL_CITY,
        2013,
        "To be written at the end of the plan's second year.",
        SummaryStatus.DRAFT,
    ),
)
