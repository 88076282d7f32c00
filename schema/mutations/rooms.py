"""Every room's mutations."""

from schema.mutations import (
    causal_networks,
    causal_parts,
    codings,
    evidence_files,
    interviews,
    job_moves,
    key_actors,
    memos,
    mutations,
    plan_amendments,
    plan_progress,
    plan_tree,
    plans,
    sites,
    studies,
    transcripts,
)

__all__ = ["DOING", "MUTATIONS"]

DOING = (
    plans,
    plan_tree,
    plan_progress,
    plan_amendments,
    studies,
    memos,
    interviews,
    transcripts,
    codings,
    key_actors,
    job_moves,
    sites,
    causal_networks,
    causal_parts,
    evidence_files,
)

MUTATIONS = tuple(mutations)
"""All that the rooms have declared."""
