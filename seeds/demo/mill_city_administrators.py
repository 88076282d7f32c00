"""All that Mill City's administrators do, and which records of it the study tells of."""

from seeds.demo.ids import MILL_CITY, PLAN
from seeds.demo.leadership_notation import Leadership
from seeds.demo.mill_city_dilt import ASSESSMENTS, COMMITTEE, MEETINGS
from seeds.demo.mill_city_people import BOBBIN, CANAL
from seeds.demo.mill_city_reviews import REVIEWS
from seeds.demo.mill_city_rounds import ROUNDS, STRATEGIES, TARGETS, TOOLS
from seeds.demo.mill_city_school_plans import SCHOOL_PLANS

__all__ = ["MILL_CITY_LEADERSHIP"]

# The first record of each kind of which the study tells.
FACTS = {
    ("school plan", BOBBIN, "2012"): "a school plan",
    ("school plan review", BOBBIN, "2012-10"): "a review",
    ("school plan review", CANAL, "2012-10"): "a review by the assistant superintendent",
    ("school plan review item", BOBBIN, "2013-04", "1"): "an item in progress",
    ("school plan review item", BOBBIN, "2013-04", "3"): "an item without action",
    ("school plan review item", BOBBIN, "2013-04", "4"): "an item complete",
    ("school plan memo", BOBBIN, "2012-10"): "a memo to a principal",
    ("leadership meeting", "2011-09-14"): "DILT: school plans",
    ("leadership meeting", "2011-10-12"): "DILT: rigor",
    ("leadership meeting", "2011-11-09"): "DILT: walkthroughs",
    ("leadership meeting", "2011-12-14"): "DILT: teacher progress",
    ("leadership meeting", "2012-01-11"): "DILT: difficult conversations",
    ("leadership meeting", "2012-02-08"): "DILT: data",
    ("leadership meeting", "2012-03-14"): "DILT: core curriculum",
    ("leadership meeting", "2012-04-11"): "DILT: practices made public",
    ("committee member", "2011-09-14", "principal-weaver"): "committee: principals",
    ("committee member", "2011-09-14", "director-of-curriculum"): "committee: administrators",
    ("committee member", "2011-09-14", "plan-manager"): "committee: plan manager",
    ("segment", "2011-09-14", "1"): "segments on time",
    ("segment", "2011-09-14", "2"): "segments prepared",
    ("packet", "2011-11-09"): "packet: counts",
    ("packet", "2012-11-14"): "packet: self-assessments",
    ("self-assessment", "principal-bobbin", "2011-11"): "a self-assessment",
    (
        "self-assessment rating",
        "principal-bobbin",
        "2011-11",
        "LEADERSHIP",
    ): "a rating with its rationale",
    ("walkthrough tool", "1"): "the tool",
    ("walkthrough target", "principal-bobbin", "2011-12"): "a target",
    ("walkthrough", "principal-bobbin", "2011-12-06"): "a walkthrough",
    ("walkthrough comment", "principal-bobbin", "2011-12-06", "objective"): "a comment",
    ("walkthrough", "principal-canal", "2012-11-07"): "a joint walkthrough",
    ("joint walkthrough memo", "principal-canal", "2012-11-07"): "a principal's memo",
}

MILL_CITY_LEADERSHIP = Leadership(
    MILL_CITY,
    PLAN,
    SCHOOL_PLANS,
    REVIEWS,
    MEETINGS,
    COMMITTEE,
    STRATEGIES,
    TOOLS,
    ROUNDS,
    TARGETS,
    ASSESSMENTS,
    FACTS,
)
