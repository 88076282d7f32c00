-- Whom confidential records are about, as auth/slices/confidences.py says.

CREATE FUNCTION audit.about(types text[], ids uuid[])
RETURNS TABLE (place bigint, person_id uuid, is_open boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF 'PersonContact' = ANY (types) THEN
        RETURN QUERY SELECT DISTINCT a.place, p.person_id, true
        FROM unnest(types, ids) WITH ORDINALITY a (record_type, record_id, place)
        JOIN person_contact r ON r.id = a.record_id
        CROSS JOIN LATERAL (SELECT r.person_id WHERE r.person_id IS NOT NULL) p (person_id)
        WHERE a.record_type = 'PersonContact' AND p.person_id IS NOT NULL;
    END IF;
    IF 'PersonLogin' = ANY (types) THEN
        RETURN QUERY SELECT DISTINCT a.place, p.person_id, true
        FROM unnest(types, ids) WITH ORDINALITY a (record_type, record_id, place)
        JOIN person_login r ON r.id = a.record_id
        CROSS JOIN LATERAL (SELECT r.person_id WHERE r.person_id IS NOT NULL) p (person_id)
        WHERE a.record_type = 'PersonLogin' AND p.person_id IS NOT NULL;
    END IF;
    IF 'JobMobilityPerson' = ANY (types) THEN
        RETURN QUERY SELECT DISTINCT a.place, p.person_id, true
        FROM unnest(types, ids) WITH ORDINALITY a (record_type, record_id, place)
        JOIN job_mobility_person r ON r.id = a.record_id
        CROSS JOIN LATERAL (SELECT r.person_id WHERE r.person_id IS NOT NULL) p (person_id)
        WHERE a.record_type = 'JobMobilityPerson' AND p.person_id IS NOT NULL;
    END IF;
    IF 'JobMobilityKeyActor' = ANY (types) THEN
        RETURN QUERY SELECT DISTINCT a.place, p.person_id, false
        FROM unnest(types, ids) WITH ORDINALITY a (record_type, record_id, place)
        JOIN job_mobility_key_actor r ON r.id = a.record_id
        CROSS JOIN LATERAL (SELECT k.person_id FROM key_actor_identity k WHERE k.district_id = r.district_id AND k.key_actor_id = r.key_actor_id) p (person_id)
        WHERE a.record_type = 'JobMobilityKeyActor' AND p.person_id IS NOT NULL;
    END IF;
    IF 'KeyActor' = ANY (types) THEN
        RETURN QUERY SELECT DISTINCT a.place, p.person_id, false
        FROM unnest(types, ids) WITH ORDINALITY a (record_type, record_id, place)
        JOIN key_actor r ON r.id = a.record_id
        CROSS JOIN LATERAL (SELECT k.person_id FROM key_actor_identity k WHERE k.district_id = r.district_id AND k.key_actor_id = r.id) p (person_id)
        WHERE a.record_type = 'KeyActor' AND p.person_id IS NOT NULL;
    END IF;
    IF 'KeyActorIdentity' = ANY (types) THEN
        RETURN QUERY SELECT DISTINCT a.place, p.person_id, false
        FROM unnest(types, ids) WITH ORDINALITY a (record_type, record_id, place)
        JOIN key_actor_identity r ON r.id = a.record_id
        CROSS JOIN LATERAL (SELECT r.person_id WHERE r.person_id IS NOT NULL) p (person_id)
        WHERE a.record_type = 'KeyActorIdentity' AND p.person_id IS NOT NULL;
    END IF;
    IF 'MobilityAssessment' = ANY (types) THEN
        RETURN QUERY SELECT DISTINCT a.place, p.person_id, false
        FROM unnest(types, ids) WITH ORDINALITY a (record_type, record_id, place)
        JOIN mobility_assessment r ON r.id = a.record_id
        CROSS JOIN LATERAL (SELECT m.person_id FROM job_mobility_person m WHERE m.district_id = r.district_id AND m.move_id = r.move_id UNION ALL SELECT k.person_id FROM key_actor_identity k WHERE k.district_id = r.district_id AND k.key_actor_id = (SELECT a.key_actor_id FROM job_mobility_key_actor a WHERE a.district_id = r.district_id AND a.move_id = r.move_id)) p (person_id)
        WHERE a.record_type = 'MobilityAssessment' AND p.person_id IS NOT NULL;
    END IF;
    IF 'AdoptionMotive' = ANY (types) THEN
        RETURN QUERY SELECT DISTINCT a.place, p.person_id, false
        FROM unnest(types, ids) WITH ORDINALITY a (record_type, record_id, place)
        JOIN adoption_motive r ON r.id = a.record_id
        CROSS JOIN LATERAL (SELECT k.person_id FROM key_actor_identity k WHERE k.district_id = r.district_id AND k.key_actor_id = r.key_actor_id) p (person_id)
        WHERE a.record_type = 'AdoptionMotive' AND p.person_id IS NOT NULL;
    END IF;
    IF 'CareerTrajectory' = ANY (types) THEN
        RETURN QUERY SELECT DISTINCT a.place, p.person_id, false
        FROM unnest(types, ids) WITH ORDINALITY a (record_type, record_id, place)
        JOIN career_trajectory r ON r.id = a.record_id
        CROSS JOIN LATERAL (SELECT k.person_id FROM key_actor_identity k WHERE k.district_id = r.district_id AND k.key_actor_id = r.key_actor_id) p (person_id)
        WHERE a.record_type = 'CareerTrajectory' AND p.person_id IS NOT NULL;
    END IF;
    IF 'CareerTrajectoryStep' = ANY (types) THEN
        RETURN QUERY SELECT DISTINCT a.place, p.person_id, false
        FROM unnest(types, ids) WITH ORDINALITY a (record_type, record_id, place)
        JOIN career_trajectory_step r ON r.id = a.record_id
        CROSS JOIN LATERAL (SELECT k.person_id FROM key_actor_identity k WHERE k.district_id = r.district_id AND k.key_actor_id = (SELECT c.key_actor_id FROM career_trajectory c WHERE c.district_id = r.district_id AND c.id = r.trajectory_id)) p (person_id)
        WHERE a.record_type = 'CareerTrajectoryStep' AND p.person_id IS NOT NULL;
    END IF;
    IF 'Interview' = ANY (types) THEN
        RETURN QUERY SELECT DISTINCT a.place, p.person_id, false
        FROM unnest(types, ids) WITH ORDINALITY a (record_type, record_id, place)
        JOIN interview r ON r.id = a.record_id
        CROSS JOIN LATERAL (SELECT i.person_id FROM informant i WHERE i.district_id = r.district_id AND i.interview_id = r.id AND i.person_id IS NOT NULL) p (person_id)
        WHERE a.record_type = 'Interview' AND p.person_id IS NOT NULL;
    END IF;
    IF 'Observation' = ANY (types) THEN
        RETURN QUERY SELECT DISTINCT a.place, p.person_id, false
        FROM unnest(types, ids) WITH ORDINALITY a (record_type, record_id, place)
        JOIN observation r ON r.id = a.record_id
        CROSS JOIN LATERAL (SELECT i.person_id FROM informant i WHERE i.district_id = r.district_id AND i.observation_id = r.id AND i.person_id IS NOT NULL) p (person_id)
        WHERE a.record_type = 'Observation' AND p.person_id IS NOT NULL;
    END IF;
    IF 'SourceDocument' = ANY (types) THEN
        RETURN QUERY SELECT DISTINCT a.place, p.person_id, false
        FROM unnest(types, ids) WITH ORDINALITY a (record_type, record_id, place)
        JOIN source_document r ON r.id = a.record_id
        CROSS JOIN LATERAL (SELECT i.person_id FROM informant i WHERE i.district_id = r.district_id AND i.document_id = r.id AND i.person_id IS NOT NULL) p (person_id)
        WHERE a.record_type = 'SourceDocument' AND p.person_id IS NOT NULL;
    END IF;
    IF 'Informant' = ANY (types) THEN
        RETURN QUERY SELECT DISTINCT a.place, p.person_id, false
        FROM unnest(types, ids) WITH ORDINALITY a (record_type, record_id, place)
        JOIN informant r ON r.id = a.record_id
        CROSS JOIN LATERAL (SELECT r.person_id WHERE r.person_id IS NOT NULL) p (person_id)
        WHERE a.record_type = 'Informant' AND p.person_id IS NOT NULL;
    END IF;
    IF 'Transcript' = ANY (types) THEN
        RETURN QUERY SELECT DISTINCT a.place, p.person_id, false
        FROM unnest(types, ids) WITH ORDINALITY a (record_type, record_id, place)
        JOIN transcript r ON r.id = a.record_id
        CROSS JOIN LATERAL (SELECT i.person_id FROM transcript t JOIN informant i ON i.district_id = t.district_id AND (i.interview_id = t.interview_id OR i.observation_id = t.observation_id OR i.document_id = t.document_id) WHERE t.district_id = r.district_id AND t.id = r.id AND i.person_id IS NOT NULL) p (person_id)
        WHERE a.record_type = 'Transcript' AND p.person_id IS NOT NULL;
    END IF;
    IF 'TranscriptOriginal' = ANY (types) THEN
        RETURN QUERY SELECT DISTINCT a.place, p.person_id, false
        FROM unnest(types, ids) WITH ORDINALITY a (record_type, record_id, place)
        JOIN transcript_original r ON r.id = a.record_id
        CROSS JOIN LATERAL (SELECT i.person_id FROM transcript t JOIN informant i ON i.district_id = t.district_id AND (i.interview_id = t.interview_id OR i.observation_id = t.observation_id OR i.document_id = t.document_id) WHERE t.district_id = r.district_id AND t.original_id = r.id AND i.person_id IS NOT NULL) p (person_id)
        WHERE a.record_type = 'TranscriptOriginal' AND p.person_id IS NOT NULL;
    END IF;
    IF 'TranscriptSpan' = ANY (types) THEN
        RETURN QUERY SELECT DISTINCT a.place, p.person_id, false
        FROM unnest(types, ids) WITH ORDINALITY a (record_type, record_id, place)
        JOIN transcript_span r ON r.id = a.record_id
        CROSS JOIN LATERAL (SELECT i.person_id FROM transcript t JOIN informant i ON i.district_id = t.district_id AND (i.interview_id = t.interview_id OR i.observation_id = t.observation_id OR i.document_id = t.document_id) WHERE t.district_id = r.district_id AND t.id = r.transcript_id AND i.person_id IS NOT NULL) p (person_id)
        WHERE a.record_type = 'TranscriptSpan' AND p.person_id IS NOT NULL;
    END IF;
    IF 'Coding' = ANY (types) THEN
        RETURN QUERY SELECT DISTINCT a.place, p.person_id, false
        FROM unnest(types, ids) WITH ORDINALITY a (record_type, record_id, place)
        JOIN coding r ON r.id = a.record_id
        CROSS JOIN LATERAL (SELECT i.person_id FROM transcript t JOIN informant i ON i.district_id = t.district_id AND (i.interview_id = t.interview_id OR i.observation_id = t.observation_id OR i.document_id = t.document_id) WHERE t.district_id = r.district_id AND t.id = r.transcript_id AND i.person_id IS NOT NULL) p (person_id)
        WHERE a.record_type = 'Coding' AND p.person_id IS NOT NULL;
    END IF;
    IF 'ThemeGrounding' = ANY (types) THEN
        RETURN QUERY SELECT DISTINCT a.place, p.person_id, false
        FROM unnest(types, ids) WITH ORDINALITY a (record_type, record_id, place)
        JOIN theme_grounding r ON r.id = a.record_id
        CROSS JOIN LATERAL (SELECT i.person_id FROM transcript t JOIN informant i ON i.district_id = t.district_id AND (i.interview_id = t.interview_id OR i.observation_id = t.observation_id OR i.document_id = t.document_id) WHERE t.district_id = r.district_id AND t.id = (SELECT c.transcript_id FROM coding c WHERE c.district_id = r.district_id AND c.id = r.coding_id) AND i.person_id IS NOT NULL) p (person_id)
        WHERE a.record_type = 'ThemeGrounding' AND p.person_id IS NOT NULL;
    END IF;
    IF 'MemoReference' = ANY (types) THEN
        RETURN QUERY SELECT DISTINCT a.place, p.person_id, false
        FROM unnest(types, ids) WITH ORDINALITY a (record_type, record_id, place)
        JOIN memo_reference r ON r.id = a.record_id
        CROSS JOIN LATERAL (SELECT i.person_id FROM transcript t JOIN informant i ON i.district_id = t.district_id AND (i.interview_id = t.interview_id OR i.observation_id = t.observation_id OR i.document_id = t.document_id) WHERE t.district_id = r.district_id AND (t.id = r.transcript_id OR t.id = (SELECT c.transcript_id FROM coding c WHERE c.district_id = r.district_id AND c.id = r.coding_id)) AND i.person_id IS NOT NULL) p (person_id)
        WHERE a.record_type = 'MemoReference' AND p.person_id IS NOT NULL;
    END IF;
    IF 'WalkthroughComment' = ANY (types) THEN
        RETURN QUERY SELECT DISTINCT a.place, p.person_id, false
        FROM unnest(types, ids) WITH ORDINALITY a (record_type, record_id, place)
        JOIN walkthrough_comment r ON r.id = a.record_id
        CROSS JOIN LATERAL (SELECT r.teacher_id) p (person_id)
        WHERE a.record_type = 'WalkthroughComment' AND p.person_id IS NOT NULL;
    END IF;
    IF 'JointWalkthroughMemo' = ANY (types) THEN
        RETURN QUERY SELECT DISTINCT a.place, p.person_id, false
        FROM unnest(types, ids) WITH ORDINALITY a (record_type, record_id, place)
        JOIN joint_walkthrough_memo r ON r.id = a.record_id
        CROSS JOIN LATERAL (SELECT w.teacher_id FROM walkthrough w WHERE w.district_id = r.district_id AND w.id = r.walkthrough_id) p (person_id)
        WHERE a.record_type = 'JointWalkthroughMemo' AND p.person_id IS NOT NULL;
    END IF;
    IF 'SchoolPlanMemo' = ANY (types) THEN
        RETURN QUERY SELECT DISTINCT a.place, p.person_id, false
        FROM unnest(types, ids) WITH ORDINALITY a (record_type, record_id, place)
        JOIN school_plan_memo r ON r.id = a.record_id
        CROSS JOIN LATERAL (SELECT r.principal_id) p (person_id)
        WHERE a.record_type = 'SchoolPlanMemo' AND p.person_id IS NOT NULL;
    END IF;
END $$;
REVOKE EXECUTE ON FUNCTION audit.about FROM PUBLIC;
