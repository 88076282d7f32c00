"""What is declared of all mutations: each action has one, each names its caller's rights."""

from auth.slices import ACTIONS
from schema.mutations.rooms import MUTATIONS


def test_whatever_may_be_done_to_a_record_has_its_mutation() -> None:
    assert {made.action for made in MUTATIONS if made.action} == set(ACTIONS)
