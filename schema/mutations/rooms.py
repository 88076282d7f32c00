"""Every room's mutations."""

from schema.mutations import (
    accountability,
    mutations,
    offices,
    organizations,
    people,
    plan_amendments,
    plan_progress,
    plan_reviews,
    plan_tree,
    plans,
)

__all__ = ["DOING", "MUTATIONS"]

DOING = (
    organizations,
    people,
    offices,
    accountability,
    plans,
    plan_tree,
    plan_progress,
    plan_reviews,
    plan_amendments,
)

MUTATIONS = tuple(mutations)
"""All that the rooms have declared."""
