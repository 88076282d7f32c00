-- What is kept up to date where it changes: public offices, current levels, versions.

CREATE SCHEMA keep;

-- A person's first day in a public office follows the appointments.
CREATE FUNCTION keep.public_offices() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE person SET public_office_since = actual.since
    FROM (
        SELECT touched.person_id, (
            SELECT min(a.starts_on) FROM appointment a
            WHERE a.person_id = touched.person_id AND a.is_public_office
        ) AS since
        FROM (SELECT DISTINCT person_id FROM changed) touched
    ) actual
    WHERE person.id = actual.person_id
      AND person.public_office_since IS DISTINCT FROM actual.since;
    RETURN NULL;
END $$;

CREATE TRIGGER public_offices_inserted AFTER INSERT ON appointment
REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep.public_offices();
CREATE TRIGGER public_offices_deleted AFTER DELETE ON appointment
REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep.public_offices();

CREATE FUNCTION keep.public_offices_updated() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE person SET public_office_since = actual.since
    FROM (
        SELECT touched.person_id, (
            SELECT min(a.starts_on) FROM appointment a
            WHERE a.person_id = touched.person_id AND a.is_public_office
        ) AS since
        FROM (SELECT person_id FROM before UNION SELECT person_id FROM after) touched
    ) actual
    WHERE person.id = actual.person_id
      AND person.public_office_since IS DISTINCT FROM actual.since;
    RETURN NULL;
END $$;

CREATE TRIGGER public_offices_updated AFTER UPDATE ON appointment
REFERENCING OLD TABLE AS before NEW TABLE AS after
FOR EACH STATEMENT EXECUTE FUNCTION keep.public_offices_updated();

-- A name repeats that day, so that a policy on names need not look at people.
CREATE FUNCTION keep.name_of_office_holder() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    SELECT public_office_since INTO NEW.public_office_since FROM person WHERE id = NEW.person_id;
    RETURN NEW;
END $$;

CREATE TRIGGER name_of_office_holder BEFORE INSERT OR UPDATE OF person_id, public_office_since
ON person_name FOR EACH ROW EXECUTE FUNCTION keep.name_of_office_holder();

CREATE FUNCTION keep.names_of_office_holders() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE person_name SET public_office_since = after.public_office_since
    FROM after
    WHERE person_name.person_id = after.id
      AND person_name.public_office_since IS DISTINCT FROM after.public_office_since;
    RETURN NULL;
END $$;

CREATE TRIGGER names_of_office_holders AFTER UPDATE ON person
REFERENCING NEW TABLE AS after
FOR EACH STATEMENT EXECUTE FUNCTION keep.names_of_office_holders();

-- A district's or school's level is its rating of the latest school year.
CREATE FUNCTION keep.current_levels(districts uuid[], schools uuid[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    UPDATE district SET
        level = latest.level,
        determination = coalesce(latest.determination, 'NOT_REPORTED'),
        level_source = coalesce(latest.level_source, 'NOT_STATED'),
        level_school_year = latest.school_year
    FROM unnest(districts) AS touched (id)
    LEFT JOIN LATERAL (
        SELECT r.* FROM accountability_rating r
        WHERE r.district_id = touched.id AND r.school_id IS NULL
        ORDER BY r.school_year DESC LIMIT 1
    ) latest ON true
    WHERE district.id = touched.id
      AND (district.level, district.determination, district.level_source,
           district.level_school_year)
          IS DISTINCT FROM
          (latest.level, coalesce(latest.determination, 'NOT_REPORTED'),
           coalesce(latest.level_source, 'NOT_STATED'), latest.school_year);

    UPDATE school SET
        level = latest.level,
        determination = coalesce(latest.determination, 'NOT_REPORTED'),
        level_source = coalesce(latest.level_source, 'NOT_STATED'),
        level_school_year = latest.school_year
    FROM unnest(districts, schools) AS touched (district_id, id)
    LEFT JOIN LATERAL (
        SELECT r.* FROM accountability_rating r
        WHERE r.district_id = touched.district_id AND r.school_id = touched.id
        ORDER BY r.school_year DESC LIMIT 1
    ) latest ON true
    WHERE school.district_id = touched.district_id AND school.id = touched.id
      AND (school.level, school.determination, school.level_source, school.level_school_year)
          IS DISTINCT FROM
          (latest.level, coalesce(latest.determination, 'NOT_REPORTED'),
           coalesce(latest.level_source, 'NOT_STATED'), latest.school_year);
$$;

CREATE FUNCTION keep.levels() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    districts uuid[];
    schools uuid[];
BEGIN
    SELECT array_agg(district_id), array_agg(school_id) INTO districts, schools
    FROM (SELECT DISTINCT district_id, school_id FROM changed) touched;
    IF districts IS NOT NULL THEN
        PERFORM keep.current_levels(districts, schools);
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER levels_inserted AFTER INSERT ON accountability_rating
REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep.levels();
CREATE TRIGGER levels_deleted AFTER DELETE ON accountability_rating
REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep.levels();

CREATE FUNCTION keep.levels_updated() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    districts uuid[];
    schools uuid[];
BEGIN
    SELECT array_agg(district_id), array_agg(school_id) INTO districts, schools
    FROM (
        SELECT district_id, school_id FROM before UNION SELECT district_id, school_id FROM after
    ) touched;
    IF districts IS NOT NULL THEN
        PERFORM keep.current_levels(districts, schools);
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER levels_updated AFTER UPDATE ON accountability_rating
REFERENCING OLD TABLE AS before NEW TABLE AS after
FOR EACH STATEMENT EXECUTE FUNCTION keep.levels_updated();

-- A record's version counts its own changes, not those that a key carries to it.
CREATE FUNCTION keep.version() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    NEW.version := OLD.version + 1;
    NEW.updated_at := now();
    RETURN NEW;
END $$;

-- One for each table, drafted by models.migrations.scripts.
CREATE TRIGGER version BEFORE UPDATE OF "name", "is_pseudonym", "state_code", "nces_id", "kind", "is_charter", "profile", "latitude", "longitude", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON district FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "code", "edition", "name", "definition", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON district_standard FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "name", "kind", "vetted_on", "vetting_withdrawn_on", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON firm FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "label", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON person FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "title", "status", "period_starts_on", "period_ends_on", "vision", "mission", "first_submitted_on", "submitted_on", "accepted_on", "ended_on", "supersedes_id", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON accelerated_improvement_plan FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "firm_id", "scope", "funding", "starts_on", "ends_on", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON engagement FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "person_id", "email", "telephone", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON person_contact FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "person_id", "issuer", "subject", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON person_login FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "person_id", "given_name", "family_name", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON person_name FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "name", "state_code", "nces_id", "is_charter", "town", "zip_code", "grades", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON school FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "standard_id", "position", "name", "statement", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON standard_indicator FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "person_id", "position", "title", "starts_on", "ends_on", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON state_appointment FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "school_id", "school_year", "framework", "determination", "level", "level_source", "placement_reason", "description", "percentile", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON accountability_rating FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "person_id", "position", "school_id", "title", "starts_on", "ends_on", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON appointment FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "school_id", "group", "school_year", "pupils", "share", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON enrollment FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "position", "statement", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON key_issue FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "school_id", "group", "school_year", "tested", "points", "indicators", "annual", "annual_computed", "cumulative", "cumulative_computed", "is_published", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON performance_index FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "requested_by_id", "requested_on", "summary", "rationale", "status", "decided_by_id", "decided_on", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON plan_amendment FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "plan_id", "reviewer_id", "reviewed_on", "feedback", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON plan_review FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "school_id", "role", "school_year", "total", "retained", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON staff_retention FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "kind", "standard_id", "indicator_id", "reviewed_on", "rating", "findings", "published_on", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON standard_review FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "position", "title", "statement", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON strategic_objective FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "position", "title", "statement", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON initiative FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "appointment_id", "engagement_id", "days_per_week", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON plan_manager FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "appointment_id", "days_per_quarter", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON plan_monitor FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "review_id", "criterion", "rating", "comment", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON plan_review_rating FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "position", "description", "owner_id", "level", "status", "starts_on", "due_on", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON activity FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "position", "category", "statement", "due_on", "status", "level", "group", "metric", "unit", "baseline", "target", "comparator", "data_source", "judged_by_id", "judged_on", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON benchmark FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "benchmark_id", "school_id", "measured_on", "value", "note", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON measurement FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "benchmark_id", "measurement_id", "school_id", "kind", "title", "description", "url", "collected_on", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON evidence FOR EACH ROW EXECUTE FUNCTION keep.version();
