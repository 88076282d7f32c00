-- The studies in which the caller now works, for a caller who now holds one of the roles.
--
-- Runs as its owner: members are under a policy that asks this function, and would ask itself.
CREATE FUNCTION slice.studies(roles text[]) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = public, pg_temp AS $$
DECLARE
    caller uuid := slice.person();
    today date;
BEGIN
    IF caller IS NULL OR NOT slice.holds(roles) THEN
        RETURN '{}';
    END IF;
    today := slice.today();
    RETURN ARRAY(
        SELECT m.study_id FROM study_member m
        WHERE m.person_id = caller
          AND (m.starts_on IS NULL OR m.starts_on <= today)
          AND (m.ends_on IS NULL OR m.ends_on >= today)
    );
END $$;
