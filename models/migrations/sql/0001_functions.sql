-- What a policy may ask about the caller. Each answers for the whole statement, never per row.
--
-- The caller is stated inside the transaction: throughline.person or throughline.firm, empty for
-- the public. The functions that read appointments run as their owner (SECURITY DEFINER), or a
-- policy on appointment would ask itself.

CREATE SCHEMA slice;
GRANT USAGE ON SCHEMA slice TO PUBLIC;

CREATE FUNCTION slice.person() RETURNS uuid
LANGUAGE sql STABLE PARALLEL SAFE
RETURN nullif(current_setting('throughline.person', true), '')::uuid;

CREATE FUNCTION slice.firm() RETURNS uuid
LANGUAGE sql STABLE PARALLEL SAFE
RETURN nullif(current_setting('throughline.firm', true), '')::uuid;

-- Today, where the network is.
CREATE FUNCTION slice.today() RETURNS date
LANGUAGE sql STABLE PARALLEL SAFE
RETURN (now() AT TIME ZONE coalesce(
    nullif(current_setting('throughline.time_zone', true), ''), 'America/New_York'
))::date;

-- The districts in which the caller now holds one of the roles.
CREATE FUNCTION slice.districts(roles text[]) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = public, pg_temp AS $$
DECLARE
    caller uuid := slice.person();
    today date;
BEGIN
    IF caller IS NOT NULL THEN
        today := slice.today();
        RETURN ARRAY(
            SELECT DISTINCT a.district_id FROM appointment a
            WHERE a.person_id = caller AND a.role = ANY (roles)
              AND a.starts_on <= today AND (a.ends_on IS NULL OR a.ends_on >= today)
        );
    END IF;
    caller := slice.firm();
    IF caller IS NOT NULL AND 'FIRM_SERVICE' = ANY (roles) THEN
        today := slice.today();
        RETURN ARRAY(
            SELECT DISTINCT e.district_id FROM engagement e
            WHERE e.firm_id = caller
              AND e.starts_on <= today AND (e.ends_on IS NULL OR e.ends_on >= today)
        );
    END IF;
    RETURN '{}';
END $$;

-- The schools at which the caller now holds one of the roles.
CREATE FUNCTION slice.schools(roles text[]) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = public, pg_temp AS $$
DECLARE
    caller uuid := slice.person();
    today date;
BEGIN
    IF caller IS NULL THEN
        RETURN '{}';
    END IF;
    today := slice.today();
    RETURN ARRAY(
        SELECT DISTINCT a.school_id FROM appointment a
        WHERE a.person_id = caller AND a.role = ANY (roles) AND a.school_id IS NOT NULL
          AND a.starts_on <= today AND (a.ends_on IS NULL OR a.ends_on >= today)
    );
END $$;

-- Whether the caller now holds one of the roles anywhere, the state's bodies included.
CREATE FUNCTION slice.holds(roles text[]) RETURNS boolean
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

-- The roles that the caller now holds, PUBLIC included.
CREATE FUNCTION slice.roles() RETURNS text[]
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

-- Everyone with an appointment, past ones included, in the caller's own districts.
CREATE FUNCTION slice.people(roles text[]) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = public, pg_temp AS $$
DECLARE
    own uuid[] := slice.districts(roles);
BEGIN
    IF cardinality(own) = 0 THEN
        RETURN '{}';
    END IF;
    RETURN ARRAY(SELECT DISTINCT a.person_id FROM appointment a WHERE a.district_id = ANY (own));
END $$;

-- Whom an identity provider's subject stands for. Asked before there is a caller.
CREATE FUNCTION slice.person_for_login(login_issuer text, login_subject text) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT person_id FROM person_login WHERE issuer = login_issuer AND subject = login_subject
$$;
