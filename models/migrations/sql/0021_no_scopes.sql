-- The functions as they were before scopes narrowed anybody.

DROP TRIGGER in_scope ON past.event;
DROP FUNCTION recording.refuse_reader;

CREATE OR REPLACE FUNCTION feed.caller() RETURNS text
LANGUAGE sql STABLE
RETURN coalesce(slice.person()::text, slice.firm()::text, '');

CREATE OR REPLACE FUNCTION audit.office(roles text[], districts uuid[])
RETURNS TABLE (
    acting_district_id uuid, appointment_id uuid, state_appointment_id uuid, engagement_id uuid
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT o.district_id, o.appointment_id, o.state_appointment_id, o.engagement_id
    FROM (
        SELECT a.district_id, a.id AS appointment_id, NULL::uuid AS state_appointment_id,
            NULL::uuid AS engagement_id, a.role, a.starts_on, a.ends_on
        FROM appointment a WHERE a.person_id = slice.person()
        UNION ALL
        SELECT NULL, NULL, a.id, NULL, a.role, a.starts_on, a.ends_on
        FROM state_appointment a WHERE a.person_id = slice.person()
        UNION ALL
        SELECT e.district_id, NULL, NULL, e.id, 'FIRM_SERVICE', e.starts_on, e.ends_on
        FROM engagement e WHERE e.firm_id = slice.firm()
    ) o
    WHERE o.role = ANY (roles)
        AND o.starts_on <= slice.today() AND (o.ends_on IS NULL OR o.ends_on >= slice.today())
        AND (o.district_id IS NULL OR districts IS NULL OR o.district_id = ANY (districts))
    ORDER BY o.district_id NULLS LAST, o.starts_on DESC, o.appointment_id, o.state_appointment_id
    LIMIT 1
$$;

CREATE OR REPLACE FUNCTION recording.state_appointment_of(caller uuid) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT a.id FROM state_appointment a
    WHERE a.person_id = caller
      AND a.starts_on <= slice.today() AND (a.ends_on IS NULL OR a.ends_on >= slice.today())
    ORDER BY a.starts_on DESC, a.id LIMIT 1
$$;

CREATE OR REPLACE FUNCTION slice.roles() RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = public, pg_temp AS $$
DECLARE
    caller uuid := slice.person();
    today date := slice.today();
BEGIN
    IF caller IS NULL THEN
        IF cardinality(slice.districts('{FIRM_SERVICE}')) > 0 THEN
            RETURN '{FIRM_SERVICE,PUBLIC}';
        END IF;
        RETURN '{PUBLIC}';
    END IF;
    RETURN ARRAY(
        SELECT 'PUBLIC' UNION
        SELECT a.role FROM appointment a
        WHERE a.person_id = caller
          AND a.starts_on <= today AND (a.ends_on IS NULL OR a.ends_on >= today)
        UNION
        SELECT a.role FROM state_appointment a
        WHERE a.person_id = caller
          AND a.starts_on <= today AND (a.ends_on IS NULL OR a.ends_on >= today)
        ORDER BY 1
    );
END $$;

CREATE OR REPLACE FUNCTION slice.holds(roles text[]) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = public, pg_temp AS $$
DECLARE
    caller uuid := slice.person();
    today date;
BEGIN
    IF caller IS NULL THEN
        RETURN 'FIRM_SERVICE' = ANY (roles) AND cardinality(slice.districts(roles)) > 0;
    END IF;
    today := slice.today();
    RETURN EXISTS (
        SELECT FROM state_appointment a
        WHERE a.person_id = caller AND a.role = ANY (roles)
          AND a.starts_on <= today AND (a.ends_on IS NULL OR a.ends_on >= today)
    ) OR EXISTS (
        SELECT FROM appointment a
        WHERE a.person_id = caller AND a.role = ANY (roles)
          AND a.starts_on <= today AND (a.ends_on IS NULL OR a.ends_on >= today)
    );
END $$;

DROP FUNCTION slice.may;
