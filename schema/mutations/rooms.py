"""Every room's mutations."""

from schema.mutations import (
    annual_summaries,
    highlight_meetings,
    highlight_reports,
    leadership_meetings,
    mutations,
    plan_amendments,
    plan_progress,
    plan_tree,
    plans,
    quarterly_reports,
    school_plan_reviews,
    school_plans,
    self_assessments,
    walkthrough_tools,
    walkthroughs,
)

__all__ = ["DOING", "MUTATIONS"]

DOING = (
    *(plans, plan_tree, plan_progress, plan_amendments),
    *(highlight_reports, highlight_meetings, quarterly_reports, annual_summaries),
    *(school_plans, school_plan_reviews, leadership_meetings),
    *(self_assessments, walkthrough_tools, walkthroughs),
)

MUTATIONS = tuple(mutations)
"""All that the rooms have declared."""
