"""Every room's mutations."""

from schema.mutations import mutations, plan_amendments, plan_progress, plan_tree, plans

__all__ = ["DOING", "MUTATIONS"]

DOING = (plans, plan_tree, plan_progress, plan_amendments)

MUTATIONS = tuple(mutations)
"""All that the rooms have declared."""
