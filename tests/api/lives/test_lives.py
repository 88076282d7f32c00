"""The whole life of a report, an interview and a plan, driven over HTTP by the personas."""

from tests.api.lives.interviews import an_interview_lives
from tests.api.lives.plans import a_plan_lives
from tests.api.lives.reports import a_report_lives
from tests.api.portal import Portal


def test_a_report_an_interview_and_a_plan_live_their_lives(portal: Portal) -> None:
    a_report_lives(portal)
    an_interview_lives(portal)
    a_plan_lives(portal)
