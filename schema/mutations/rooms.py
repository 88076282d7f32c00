"""Every room's mutations."""

from schema.mutations import (
    accountability,
    annual_summaries,
    causal_networks,
    causal_parts,
    clients,
    codings,
    evidence_files,
    highlight_meetings,
    highlight_reports,
    inquiry_consent,
    interviews,
    job_moves,
    key_actors,
    leadership_meetings,
    memos,
    mutations,
    offices,
    organizations,
    people,
    plan_amendments,
    plan_progress,
    plan_reviews,
    plan_tree,
    plans,
    quarterly_reports,
    school_plan_reviews,
    school_plans,
    self_assessments,
    sites,
    studies,
    transcripts,
    walkthrough_tools,
    walkthroughs,
    webhooks,
)

__all__ = ["DOING", "MUTATIONS"]

DOING = (
    *(plans, plan_tree, plan_progress, plan_amendments, evidence_files),
    *(highlight_reports, highlight_meetings, quarterly_reports, annual_summaries),
    *(school_plans, school_plan_reviews, leadership_meetings),
    *(self_assessments, walkthrough_tools, walkthroughs),
    *(studies, memos, interviews, transcripts, codings, key_actors, job_moves),
    *(sites, causal_networks, causal_parts),
    *(organizations, people, offices, accountability, plan_reviews, inquiry_consent),
    *(clients, webhooks),
)

MUTATIONS = tuple(mutations)
"""All that the rooms have declared."""
