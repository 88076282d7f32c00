SELECT json_object(
  'plan' : (
    SELECT json_object(
      'history' : (
        SELECT coalesce(json_agg(json_object(
          'kind' : anon_3.kind,
          'version' : anon_3.version,
          'cause' : anon_3.cause,
          'person' : CASE WHEN (person_1.id IS NOT NULL) THEN json_object(
            'label' : person_1.label
          ) END,
          'appointment' : CASE WHEN (appointment_1.id IS NOT NULL) THEN json_object(
            'title' : appointment_1.title
          ) END
        ) ORDER BY anon_3.ordinality), '[]'::json) AS coalesce_1
        FROM ask.history_of_accelerated_improvement_plan('{"title":["title"],"status":["status"],"visibility":["visibility"],"period_starts_on":["periodStartsOn"],"period_ends_on":["periodEndsOn"],"vision":["vision"],"mission":["mission"],"first_submitted_on":["firstSubmittedOn"],"submitted_on":["submittedOn"],"accepted_on":["acceptedOn"],"ended_on":["endedOn"],"provenance_kind":["provenance.kind"],"provenance_source":["provenance.source"],"provenance_line":["provenance.line"],"provenance_file":["provenance.file"],"provenance_row":["provenance.row"],"supersedes_id":["supersedes","AcceleratedImprovementPlan","accelerated_improvement_plan",true]}'::jsonb, accelerated_improvement_plan_1.district_id, accelerated_improvement_plan_1.id, CAST($1::INTEGER AS INTEGER)) WITH ORDINALITY AS anon_3
        LEFT OUTER
        JOIN person AS person_1 ON person_1.id = anon_3.person_id
        LEFT OUTER
        JOIN appointment AS appointment_1 ON appointment_1.district_id = anon_3.appointment_district
        AND appointment_1.id = anon_3.appointment_id
      ),
      'keyIssues' : (
        SELECT json_object(
          'nodes' : coalesce(json_agg(json_object(
            'position' : page1.position,
            'history' : (
              SELECT coalesce(json_agg(json_object(
                'kind' : anon_5.kind,
                'changes' : (
                  SELECT coalesce(json_agg(json_object(
                    'field' : anon_6.field,
                    'from' : anon_6.from_,
                    'to' : anon_6.to_
                  ) ORDER BY anon_6.ordinality), '[]'::json) AS coalesce_3
                  FROM ask.unpacked_changes(anon_5.changes) WITH ORDINALITY AS anon_6
                )
              ) ORDER BY anon_5.ordinality), '[]'::json) AS coalesce_2
              FROM ask.history_of_key_issue('{"position":["position"],"statement":["statement"],"provenance_kind":["provenance.kind"],"provenance_source":["provenance.source"],"provenance_line":["provenance.line"],"provenance_file":["provenance.file"],"provenance_row":["provenance.row"],"plan_id":["plan","AcceleratedImprovementPlan","accelerated_improvement_plan",true]}'::jsonb, page1.district_id, page1.id, CAST($2::INTEGER AS INTEGER)) WITH ORDINALITY AS anon_5
            )
          )), '[]'::json)
        ) AS anon_4
        FROM (
          SELECT key_issue_1.district_id AS district_id,
          key_issue_1.id AS id,
          key_issue_1.position AS position
          FROM key_issue AS key_issue_1
          WHERE key_issue_1.district_id = accelerated_improvement_plan_1.district_id
          AND key_issue_1.plan_id = accelerated_improvement_plan_1.id
          ORDER BY key_issue_1.position ASC
          LIMIT 2
        ) AS page1 HAVING true
      )
    ) AS anon_2
    FROM accelerated_improvement_plan AS accelerated_improvement_plan_1
    WHERE accelerated_improvement_plan_1.district_id = $3::UUID
    AND accelerated_improvement_plan_1.id = $4::UUID
  )
) AS anon_1
