"""What of a plan is confidential is found in all of its parts, new ones too."""

from schema.compiler import plan

LOOKED_THROUGH = """
Absent All Answer AnyOf AsOf ChangePart ChangedRecord Compared Connection EdgePart Embedded Feed
Figures Found GlobalId GroupKey Groups Link Matched Negated Object OrderKey PageInfoPart
Quantified Several Single Told Value Watched
"""
# The key that a client gives, its own id for a record, conditions of ours, what says nothing of a
# record by itself.
NOTHING_INSIDE = (
    "Constant Identified Page Parameter Permitted Stated"
    " ClientParameter ExternalId Externally RateLimit RateParameter"
)
NAMES_OF_UNIONS = "Field Part Predicate Root ScalarField told"


def test_every_part_of_a_plan_has_been_thought_of() -> None:
    """A part that is new discloses something, perhaps: `schema/compiler/confidences.py` says so."""
    known = f"{LOOKED_THROUGH} {NOTHING_INSIDE} {NAMES_OF_UNIONS}".split()
    assert sorted(known) == sorted(plan.__all__)
