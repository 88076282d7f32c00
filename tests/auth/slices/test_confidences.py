"""Every table is confidential or not, and what is has nobody among its readers who is anybody."""

import pytest

from auth.slices import SLICES
from auth.slices.confidences import CONFIDENCES, about_function
from models.base import Base
from models.tables import metadata
from tests.rows import Owner

CONFIDENTIAL = """
adoption_motive career_trajectory career_trajectory_step coding informant interview
job_mobility_key_actor job_mobility_person joint_walkthrough_memo key_actor key_actor_identity
memo memo_reference mobility_assessment observation person_contact person_login school_plan_memo
source_document theme_grounding transcript transcript_original transcript_span visit_note
walkthrough_comment
"""
NOT_CONFIDENTIAL = """
accelerated_improvement_plan accountability_rating activity annual_summary appointment benchmark
bulk_operation
causal_concept causal_link causal_network causal_stream causal_stream_step causal_variable client
client_key code data_presentation disclosed_record disclosure district district_standard engagement
enrollment evidence evidence_file firm frozen_document highlight_attendance highlight_meeting
highlight_report initiative innovation instructional_strategy job_mobility_event key_issue
leadership_committee_member leadership_meeting leadership_packet leadership_segment measurement
monitoring_visit obstacle outcome_rating performance_index person person_name plan_amendment
plan_amendment_change plan_manager plan_monitor plan_review plan_review_rating progress_note
quarterly_finding quarterly_progress_report quarterly_section quoted_benchmark reminder
reported_statistic research_question research_release research_release_file school
school_condition_review school_improvement_plan
school_plan_item school_plan_item_strategy school_plan_review school_plan_review_item
self_assessment self_assessment_rating site site_family_membership staff_retention
standard_indicator standard_review state_appointment statewide_retention statistic_cell
statistics_release strategic_objective strategy_count study study_figure study_member theme
theme_code walkthrough walkthrough_count walkthrough_target walkthrough_tool
walkthrough_tool_strategy webhook_delivery webhook_endpoint
"""
ABOUT = (
    "SELECT prosrc FROM pg_proc WHERE pronamespace = 'audit'::regnamespace AND proname = 'about'"
)


def test_every_table_is_listed_as_confidential_or_not() -> None:
    confidential, others = set(CONFIDENTIAL.split()), set(NOT_CONFIDENTIAL.split())
    assert {model.__tablename__ for model in CONFIDENCES} == confidential
    assert confidential | others == set(metadata.tables)
    assert not confidential & others


@pytest.mark.parametrize("model", CONFIDENCES, ids=lambda model: model.__name__)
def test_nobody_without_a_token_reads_what_is_confidential(model: type[Base]) -> None:
    assert "anyone" not in {grant.who for grant in SLICES[model].grants}


async def test_the_database_knows_whom_each_record_is_about(owner: Owner) -> None:
    before = await owner.fetchval(ABOUT)
    await owner.execute("DROP FUNCTION audit.about")
    await owner.execute(about_function())
    assert await owner.fetchval(ABOUT) == before
