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
}


def told(fact: str) -> Provenance:
    """The mark of a record that the study states."""
    return {
        "provenance_kind": ProvenanceKind.REPORTED,
        "provenance_source": STUDY,
        "provenance_line": FACTS[fact].line,
    }
