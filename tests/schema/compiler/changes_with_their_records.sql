SELECT json_object(
  'changes' : (
    SELECT json_object(
      'nodes' : coalesce(json_agg(json_object(
        'kind' : anon_3.kind,
        'type' : anon_3.type,
        'id' : anon_3.id,
        'version' : anon_3.version,
        'changedFields' : to_json(coalesce(anon_3."changedFields", '{}'::text[])),
        'naturalKey' : (
          SELECT coalesce(json_agg(json_object(
            'field' : anon_4.value ->> 'field',
            'value' : anon_4.value ->> 'value'
          )), '[]'::json) AS coalesce_1
          FROM jsonb_array_elements(anon_3."naturalKey") AS anon_4
        ),
        'node' : CASE WHEN (anon_3.record_type = 'benchmark') THEN CASE WHEN (benchmark_1.id IS NOT NULL) THEN json_object(
          'id' : 'Benchmark_' || encode(uuid_send(benchmark_1.district_id) || uuid_send(benchmark_1.id), 'hex'),
          'provenance' : json_object(
            'kind' : benchmark_1.provenance_kind
          ),
          'statement' : benchmark_1.statement,
          'initiative' : json_object(
            'title' : initiative_1.title
          )
        ) END ELSE CASE WHEN (anon_3.version IS NOT NULL) THEN json_object(
          'id' : anon_3.id,
          'provenance' : json_object(
            'kind' : anon_3.provenance_kind
          )
        ) END END
      ) ORDER BY anon_3.ordinality) FILTER (WHERE anon_3.kind IS NOT NULL), '[]'::json),
      'pageInfo' : json_object(
        'hasNextPage' : bool_or(anon_3.has_more) FILTER (WHERE anon_3.kind IS NULL),
        'hasPreviousPage' : CAST($1::VARCHAR AS TEXT) IS NOT NULL
      )
    ) AS anon_2
    FROM feed.changes(CAST($1::VARCHAR AS TEXT), CAST($2::INTEGER AS INTEGER), CAST($3::TEXT[] AS TEXT[]), CAST($4::UUID[] AS UUID[]), NULL::text[], CAST($5::VARCHAR AS TEXT), false, false, '{"activity.visibility": null, "benchmark.visibility": null, "bulk_operation.feed_cursor": null, "bulk_operation.scopes": null, "bulk_operation.stored_as": null, "career_trajectory_step.author_id": null, "causal_concept.public_from": null, "causal_link.author_id": null, "causal_link.public_from": null, "causal_network.public_from": null, "causal_stream.author_id": null, "causal_stream.public_from": null, "causal_stream_step.author_id": null, "causal_stream_step.public_from": null, "causal_variable.author_id": null, "causal_variable.public_from": null, "coding.author_id": null, "coding.is_own": null, "coding.is_withdrawn": null, "coding.text_length": null, "disclosed_record.is_open": null, "disclosed_record.person_digest": null, "disclosed_record.person_salt": null, "district.nces_id": "ncesId", "frozen_document.html": null, "frozen_document.pdf": null, "frozen_document.record_id": null, "informant.author_id": null, "initiative.visibility": null, "interview.author_id": null, "interview.is_withdrawn": null, "joint_walkthrough_memo.joint_with_id": null, "key_actor_identity.author_id": null, "key_issue.visibility": null, "leadership_meeting.released_from": null, "memo.author_id": null, "memo_reference.author_id": null, "memo_reference.is_own": null, "memo_reference.is_withdrawn": null, "memo_reference.text_length": null, "observation.author_id": null, "outcome_rating.public_from": null, "person.public_office_since": null, "person_name.public_office_since": null, "plan_amendment.visibility": null, "plan_amendment_change.status": null, "plan_amendment_change.visibility": null, "quarterly_finding.status": null, "quarterly_section.status": null, "quoted_benchmark.status": null, "reminder.record_id": "recordId", "school.nces_id": "ncesId", "school_improvement_plan.public_from": null, "school_plan_item.public_from": null, "school_plan_item_strategy.public_from": null, "school_plan_item_strategy.school_id": null, "school_plan_memo.plan_id": null, "school_plan_memo.principal_id": null, "school_plan_review_item.plan_id": null, "school_plan_review_item.principal_id": null, "self_assessment.released_from": null, "self_assessment_rating.author_id": null, "self_assessment_rating.released_from": null, "site.public_from": null, "site_family_membership.author_id": null, "site_family_membership.public_from": null, "source_document.author_id": null, "strategic_objective.visibility": null, "theme_grounding.author_id": null, "theme_grounding.coder_id": null, "theme_grounding.is_own": null, "theme_grounding.is_withdrawn": null, "transcript.author_id": null, "transcript.is_own": null, "transcript.is_withdrawn": null, "transcript.masked_words": null, "transcript_original.author_id": null, "transcript_original.words": null, "transcript_span.author_id": null, "transcript_span.is_own": null, "transcript_span.is_withdrawn": null, "transcript_span.text_length": null, "walkthrough_comment.observer_id": null, "walkthrough_comment.teacher_id": null, "walkthrough_comment.tool_id": null}'::jsonb) WITH ORDINALITY AS anon_3
    LEFT OUTER
    JOIN benchmark AS benchmark_1 ON anon_3.record_type = 'benchmark'
    AND benchmark_1.district_id = anon_3.district_id
    AND benchmark_1.id = anon_3.record_id
    LEFT OUTER
    JOIN initiative AS initiative_1 ON initiative_1.district_id = benchmark_1.district_id
    AND initiative_1.id = benchmark_1.initiative_id HAVING true
  )
) AS anon_1
