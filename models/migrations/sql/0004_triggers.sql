-- What spans rows: networks without circles, movers under one name, versions.

-- What leads to what never leads back. Looks only from the links that changed: a new circle runs
-- through one of them.
CREATE FUNCTION keep.no_causal_circle() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    -- Writers to one network wait for each other, or each could add half of a circle.
    PERFORM FROM causal_network n
    WHERE (n.district_id, n.id) IN (SELECT district_id, network_id FROM changed)
    ORDER BY n.district_id, n.id FOR NO KEY UPDATE;
    IF EXISTS (
        WITH RECURSIVE downstream AS (
            SELECT district_id, network_id, cause_id AS start, effect_id AS reached FROM changed
            UNION
            SELECT d.district_id, d.network_id, d.start, l.effect_id
            FROM downstream d JOIN causal_link l
            ON l.district_id = d.district_id AND l.network_id = d.network_id
            AND l.cause_id = d.reached
        )
        SELECT FROM downstream WHERE reached = start
    ) THEN
        RAISE 'a causal network must not run in a circle'
        USING ERRCODE = 'check_violation', TABLE = 'causal_link',
              CONSTRAINT = 'ck_causal_link_no_circle';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER no_circle_inserted AFTER INSERT ON causal_link
REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep.no_causal_circle();
CREATE TRIGGER no_circle_updated AFTER UPDATE ON causal_link
REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep.no_causal_circle();

-- A move is tied to a person, or to a key actor, or to neither.
CREATE FUNCTION keep.one_mover() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    -- The second of two writers waits, and then sees what the first has written.
    PERFORM FROM job_mobility_event e
    WHERE e.district_id = NEW.district_id AND e.id = NEW.move_id FOR NO KEY UPDATE;
    IF EXISTS (
        SELECT FROM job_mobility_person p
        WHERE p.district_id = NEW.district_id AND p.move_id = NEW.move_id
    ) AND EXISTS (
        SELECT FROM job_mobility_key_actor k
        WHERE k.district_id = NEW.district_id AND k.move_id = NEW.move_id
    ) THEN
        RAISE 'a change of job is tied to a person or to a key actor, never to both'
        USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME,
              CONSTRAINT = 'ck_job_mobility_event_one_mover';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER one_mover AFTER INSERT OR UPDATE ON job_mobility_person
FOR EACH ROW EXECUTE FUNCTION keep.one_mover();
CREATE TRIGGER one_mover AFTER INSERT OR UPDATE ON job_mobility_key_actor
FOR EACH ROW EXECUTE FUNCTION keep.one_mover();

CREATE TRIGGER version BEFORE UPDATE OF "name", "sponsorship", "description", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON innovation FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "key", "subject", "group", "value", "unit", "precision", "words", "check_note", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON reported_statistic FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "name", "definition", "outcome", "author_id", "published_on", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON causal_concept FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "innovation_id", "account", "author_id", "published_on", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON site FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "site_id", "title", "account", "author_id", "published_on", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON causal_network FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "site_id", "from_job", "from_kind", "from_district_id", "from_school_id", "to_job", "to_kind", "to_district_id", "to_school_id", "moved_on", "phase", "boundary", "note", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON job_mobility_event FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "site_id", "pseudonym", "group", "job", "author_id", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON key_actor FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "site_id", "outcome", "rating", "evidence", "basis", "author_id", "published_on", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON outcome_rating FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "family", "basis", "note", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON site_family_membership FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "site_id", "key_actor_id", "group", "motive", "rank", "basis", "degree", "wording", "author_id", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON adoption_motive FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "key_actor_id", "innovation_use", "basis", "wording", "author_id", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON career_trajectory FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "position", "name", "description", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON causal_stream FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "position", "name", "concept_id", "rating", "rating_note", "note", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON causal_variable FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "move_id", "key_actor_id", "position", "author_id", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON job_mobility_key_actor FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "move_id", "person_id", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON job_mobility_person FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "person_id", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON key_actor_identity FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "move_id", "is_wanted", "is_innovation_related", "cause", "direction", "rationale", "author_id", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON mobility_assessment FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "position", "step", "note", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON career_trajectory_step FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "cause_id", "effect_id", "sign", "strength_note", "time_note", "basis", "citation", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON causal_link FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "stream_id", "position", "variable_id", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON causal_stream_step FOR EACH ROW EXECUTE FUNCTION keep.version();
