-- The disclosures that are about the caller.
--
-- Runs as its owner: whoever a disclosure is about stands on rows whose policy looks at the row.
CREATE FUNCTION slice.disclosures() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = public, pg_temp AS $$
DECLARE
    caller uuid := slice.person();
BEGIN
    IF caller IS NULL THEN
        RETURN '{}';
    END IF;
    RETURN ARRAY(
        SELECT DISTINCT r.disclosure_id FROM disclosed_record r WHERE r.person_id = caller
    );
END $$;
