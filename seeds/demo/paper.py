"""What the Mill City study says, line by line, and the marks that records carry.

Each fact is a line of the study's text and the words that stand there. A record made from a fact
is REPORTED: that there is such a thing, and its wording, are the study's. Dates, numbers, names of
people, owners and statuses are not, unless the words say them; `docs/demo.md` lists which.
"""

from dataclasses import dataclass
from typing import TypedDict

from models.base import ProvenanceKind

__all__ = ["FACTS", "ILLUSTRATION", "STUDY", "Fact", "Provenance", "told"]

STUDY = "The Mill City study of the Accelerated Improvement Plan"
"""A description: the text at hand begins with its abstract and names no title or authors."""


class Provenance(TypedDict, total=False):
    """The columns by which a record says where it comes from."""

    provenance_kind: ProvenanceKind
    provenance_source: str
    provenance_line: int


ILLUSTRATION: Provenance = {"provenance_kind": ProvenanceKind.ILLUSTRATION}


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the study and words that stand on it."""

    line: int
    words: str


FACTS: dict[str, Fact] = {
    # The state and its framework
    "standard: leadership": Fact(115, "leadership and governance"),
    "standard: curriculum": Fact(115, "curriculum"),
    "standard: assessment": Fact(116, "assessment and data use"),
    "standard: staff": Fact(116, "human resources and educator"),
    "standard: support": Fact(117, "student support"),
    "standard: finance": Fact(117, "financial and asset management"),
    "Cambridge Education": Fact(149, "Cambridge Education, a consulting company"),
    "Associate Commissioner": Fact(227, "Commissioner for the Center for District and School"),
    # Mill City and who acts there
    "Mill City": Fact(271, "Mill City, a pseudonym"),
    "level 4": Fact(513, "Level 4/underperforming"),
    "superintendent": Fact(319, "closely monitored by the Superintendent"),
    "assistant superintendent": Fact(320, "and Assistant Superintendent"),
    "plan manager": Fact(341, "The Plan Manager helped"),
    "two days a week": Fact(172, "minimum of two days per week"),
    "plan monitor": Fact(436, "The Plan Monitor assigned by ESE"),
    "a day each quarter": Fact(239, "spent one or more days in the district each quarter"),
    # The plan, its issues and its three objectives
    "the plan": Fact(294, "Mill City chose three strategic objectives"),
    "lowest performing": Fact(273, "the lowest performing school district in Massachusetts"),
    "no change of culture": Fact(275, "nothing that had the potential to change the culture"),
    "objective: curriculum": Fact(
        295, "a curriculum objective aimed at increasing teacher capacity"
    ),
    "objective: leadership": Fact(298, "Improve instructional quality by building leadership"),
    "objective: data": Fact(302, "Foster a cycle of continuous improvement and accountability by"),
    "the ultimate benchmark": Fact(267, "The PPI is the ultimate benchmark"),
    # Initiatives
    "core curriculum": Fact(355, "strengthening core curriculum"),
    "rigorous instruction": Fact(350, "understanding what rigorous instruction is and recognizing"),
    "literacy": Fact(450, "focus on literacy"),
    "DILT": Fact(309, "forming a District Instructional Leadership Team (DILT)"),
    "walkthroughs": Fact(360, "Each administrator was taught how to do effective classroom"),
    "self-reflection": Fact(368, "Administrators learned how to self-reflect"),
    "feedback": Fact(393, "Principals received ongoing feedback"),
    "school plans": Fact(314, "School Improvement Plan that followed directly from the AIP"),
    "data": Fact(315, "were learning how to collect data, analyze it, and interpret that data"),
    "teacher progress": Fact(352, "monitoring teacher progress in increasing"),
    # Activities
    "difficult conversations": Fact(353, "having difficult conversations with"),
    "a day each month": Fact(310, "That team met for an entire day each month"),
    "planning committee": Fact(339, "A DILT planning"),
    "rotating facilitator": Fact(
        345, "administrator each month was responsible for running the DILT"
    ),
    "bring back": Fact(312, "were expected to bring back to their schools and implement"),
    "walkthrough tool": Fact(361, "The administrators developed a tool that included a list of"),
    "copy that day": Fact(363, "went into the teacher’s mailbox that day"),
    "walkthrough targets": Fact(365, "was given a target number of walkthroughs to do each month"),
    "self-rating": Fact(371, "they rated themselves in the four standards"),
    "results in packets": Fact(
        373, "results appeared in the DILT packets for all administrators to"
    ),
    "come prepared": Fact(395, "Principals were expected to come prepared"),
    "joint walkthroughs": Fact(401, "schools and did walkthroughs with principals"),
    "memo from principal": Fact(404, "be expected to write a memo to the Assistant Superintendent"),
    "school teams": Fact(313, "they were expected to guide their school leadership teams"),
    "monthly review": Fact(374, "Each month each principal met individually with the"),
    "color-coded copy": Fact(376, "principals brought with them a color-coded copy of"),
    "memo to principal": Fact(384, "memo to the principal followed each meeting"),
    "model the use": Fact(316, "Principals were expected to model the"),
    "display data": Fact(397, "and display data to show their progress as a leader"),
    # Highlight meetings, visits and reports
    "monthly highlight meetings": Fact(208, "Monitor held monthly Highlight Meetings, facilitated"),
    "three hours": Fact(13, "monthly three-hour meetings"),
    "attends: superintendent": Fact(210, "Superintendent and"),
    "attends: plan manager": Fact(210, "Plan Manager,"),
    "attends: plan monitor": Fact(216, "presented the Plan Monitor with any data aligned"),
    "attends: assistant superintendent": Fact(210, "the assistant superintendent(s)"),
    "attends: principals": Fact(210, "principals"),
    "attends: directors": Fact(211, "directors"),
    "attends: mentor": Fact(211, "the Superintendent’s mentor"),
    "attends: union president": Fact(211, "the union president"),
    "attends: others": Fact(212, "personnel as seen appropriate"),
    "obstacle: practice in public": Fact(
        388, "was not something that principals had prior experience with"
    ),
    "data: tests": Fact(233, "including benchmark and summative testing"),
    "data: attendance": Fact(234, "attendance"),
    "data: failure rates": Fact(234, "failure"),
    "data: observations": Fact(235, "data gathered during teacher observations"),
    "data: professional development": Fact(
        236, "evidence of professional development enacted in the classroom"
    ),
    "data: leaders' practice": Fact(237, "data kept by principals and directors on their practice"),
    "data: survey": Fact(617, "districts collecting survey data"),
    "full-day observations": Fact(14, "12 full-day observations of instruction and meetings"),
    "observed: classes": Fact(240, "classes"),
    "observed: teachers": Fact(240, "having meetings with teachers"),
    "observed: administrators": Fact(240, "administrators"),
    "observed: parents": Fact(240, "and parents"),
    "observed: conferences": Fact(241, "conferencing opportunities between administrators"),
    "observed: planning": Fact(242, "attending district or school planning meetings"),
    "observed: professional development": Fact(
        243, "professional development opportunities for teachers and/or administrators"
    ),
    "quarterly reports": Fact(183, "wrote quarterly progress reports that went to the"),
    "posted on the website": Fact(15, "quarterly progress reports posted on the ESE website"),
    "televised": Fact(185, "locally televised School Board meeting"),
    "finding: urgency": Fact(326, "Time and energy was put in at the beginning of the process"),
    "finding: commitment": Fact(329, "Every administrator had a role in designing the plan"),
    "finding: systemic approach": Fact(333, "The plan took a systemic approach"),
    "finding: open about practice": Fact(
        389, "embraced the idea began to talk more openly about their practice"
    ),
    "finding: no clear results yet": Fact(
        460, "the improvements in systems and practices have not yet led"
    ),
    "annual summary": Fact(186, "Monitor wrote a summary report for the State Board of Education"),
    # Leadership: school plans and reviews, the DILT, walkthroughs, self-assessments
    "a school plan": Fact(313, "leadership teams in developing a"),
    "a review": Fact(375, "to review the School Improvement Plan"),
    "a review by the assistant superintendent": Fact(
        321, "Superintendent met with each principal monthly"
    ),
    "an item complete": Fact(377, "items that were complete"),
    "an item in progress": Fact(377, "in progress"),
    "an item without action": Fact(377, "had no action"),
    "a memo to a principal": Fact(385, "the decisions made, and areas for the"),
    "DILT: school plans": Fact(348, "Topics in the first year started with how to build a School"),
    "DILT: rigor": Fact(350, "topics such as understanding what rigorous instruction is"),
    "DILT: walkthroughs": Fact(351, "doing effective walkthroughs of classrooms followed by"),
    "DILT: teacher progress": Fact(353, "achievement of students in their classes"),
    "DILT: difficult conversations": Fact(354, "about how best to improve their practice"),
    "DILT: data": Fact(354, "using and modeling for the"),
    "DILT: core curriculum": Fact(356, "particularly math and English"),
    "DILT: practices made public": Fact(357, "to make their practices more public to the DILT"),
    "committee: principals": Fact(340, "with representation from principals"),
    "committee: administrators": Fact(340, "and district level"),
    "committee: plan manager": Fact(342, "to give structure to the meetings"),
    "segments on time": Fact(346, "each segment ran on time"),
    "segments prepared": Fact(346, "those responsible for each segment"),
    "packet: counts": Fact(367, "the material packet for each monthly DILT meeting"),
    "packet: self-assessments": Fact(383, "rubrics were reported in the monthly DILT materials"),
    "a self-assessment": Fact(370, "leadership, continuous improvement, rigor, and data"),
    "a rating with its rationale": Fact(371, "provided a rationale for that"),
    "the tool": Fact(361, "a tool that included a list of"),
    "a target": Fact(365, "administrator was given a target number of walkthroughs"),
    "a walkthrough": Fact(363, "a copy of the results of which"),
    "a comment": Fact(362, "room for comment after each strategy"),
    "a joint walkthrough": Fact(400, "The Assistant Superintendent also frequently visited"),
    "a principal's memo": Fact(405, "outlining their plan for instructional improvement"),
    # The study itself: who did it, what it gathered, its codes and themes
    "study: how": Fact(6, "explores how one district used the model"),
    "study: full days": Fact(14, "12 full-day observations of instruction"),
    "study: method": Fact(220, "research was a basic qualitative"),
    "study: researchers": Fact(226, "researchers in this project were the plan monitor"),
    "study: commissioner": Fact(227, "Commissioner for the Center"),
    "study: monitor": Fact(228, "The Plan Monitor collected the data and both did the analysis"),
    "study: highlight data": Fact(
        230, "gathered information presented at each monthly highlight meeting"
    ),
    "study: days": Fact(239, "one or more days in the district each quarter"),
    "study: classes": Fact(239, "observing"),
    "study: conferences": Fact(241, "conferencing opportunities"),
    "study: planning meetings": Fact(242, "attending district or school planning meetings"),
    "study: professional development": Fact(243, "professional development opportunities"),
    "study: superintendent": Fact(244, "the plan monitor interviewed the superintendent"),
    "study: assistant": Fact(244, "the assistant"),
    "study: principals": Fact(245, "every principal"),
    "study: central office": Fact(245, "all other central office administrators"),
    "study: firm": Fact(247, "members from the consulting firm that coordinated the project"),
    "study: persons": Fact(248, "well over 30 individuals, some interviewed several times"),
    "study: the through-line": Fact(256, "The Through-line"),
    "study: momentum": Fact(323, "The momentum generated by the Accelerated Improvement Plan"),
    "study: urgency": Fact(327, "district-wide sense of urgency and focus on the AIP"),
    "study: role": Fact(329, "Every administrator had a role in designing the plan"),
    "study: systemic": Fact(333, "The plan took a systemic approach"),
    "study: practices public": Fact(359, "Making practices public"),
    "study: walkthroughs": Fact(360, "effective classroom"),
    "study: same day": Fact(364, "teachers were getting immediate feedback"),
    "study: targets": Fact(365, "target number of walkthroughs"),
    "study: self-reflection": Fact(368, "self-reflect"),
    "study: next steps": Fact(372, "next steps for their continued improvement"),
    "study: openly": Fact(389, "began to talk more openly about their practice"),
    "study: feedback": Fact(392, "Intensive Feedback to Administrators"),
    "study: rigorous": Fact(394, "monthly meetings with individual principals"),
    "study: joint": Fact(401, "did walkthroughs with principals"),
    "study: memo": Fact(404, "write a memo to the Assistant Superintendent"),
    "study: nexus": Fact(421, "Concentrating on Leadership as the Nexus for Change"),
    "study: follow-through": Fact(430, "lack of follow-through and assessment"),
    "study: not yet": Fact(460, "the improvements in systems and practices have not yet led"),
    "study: next": Fact(462, "what should take place next in Mill City Public Schools"),
    "study: leverage": Fact(463, "the role of the state"),
    "study: capacity": Fact(465, "capacity to generate improvement"),
    "study: state role": Fact(468, "Analysis of the State Role"),
    "study: reporting": Fact(484, "accountability reporting on the district"),
    "study: mechanisms": Fact(509, "three types of change mechanisms"),
    "study: coercive": Fact(512, "Coercive authority is exercised"),
    "study: normative": Fact(516, "Normative authority is exercised"),
    "study: mimetic": Fact(523, "Mimetic authority is also exercised"),
}


def told(fact: str) -> Provenance:
    """The mark of a record that the study states."""
    return {
        "provenance_kind": ProvenanceKind.REPORTED,
        "provenance_source": STUDY,
        "provenance_line": FACTS[fact].line,
    }
