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
}


def told(fact: str) -> Provenance:
    """The mark of a record that the study states."""
    return {
        "provenance_kind": ProvenanceKind.REPORTED,
        "provenance_source": STUDY,
        "provenance_line": FACTS[fact].line,
    }
